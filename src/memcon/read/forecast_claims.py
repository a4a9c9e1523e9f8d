"""Where a sentence foretells: the claim's verb, which way it points, and the words that say how surely.

"Peru is unlikely to sign" yields sign, will not, "unlikely"; "Chad will never agree" agree, will not; "Oslo will host
talks on Friday" nothing: that is a schedule. Nor are wishes, promises, threats and "would" forecasts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.read.event_grammar import child, is_passive, is_verb, subject_of
from memcon.read.forecast_words import Estimate, Estimates, at

WILL = frozenset(("will", "'ll", "’ll", "wo", "shall"))
NEVER = frozenset(("never", "not", "n't", "n’t", "no"))
ARRANGED = frozenset(
    "visit meet attend arrive travel hold host discuss address speak announce open launch vote testify "
    "present brief consult head fly land gather convene start begin publish release unveil chair lead "
    "deliver sign broadcast air play debut appear celebrate mark inaugurate tour participate receive "
    "welcome join accompany inform review consider include feature cover depart leave go come talk run "
    "serve take-place stage premiere retire brief report work continue cooperate provide send give supply "
    "seek ensure".split()
)
"""What people arrange: with "will", "is expected to" or "is set to" these are plans unless somebody doubts them."""
UNWILLED = frozenset(
    "become remain be grow fall rise collapse fail succeed win lose lead change happen end increase decrease worsen "
    "shrink last survive die suffer emerge prevail backfire spread escalate deteriorate decline "
    "recover slow accelerate break erupt explode hurt harm damage cause result prove turn_out end_up turn stay face "
    "struggle drop plunge soar spiral crumble disappear vanish stall undermine affect mean cost trigger "
    "hamper fuel ignite intensify pay regret realize realise able get outbid outlast outplay outmanoeuvre outmaneuver "
    "overtake outgrow beat blink cave fold rue crack wither fizzle unravel dominate triumph back_down give_in "
    "fall_apart fall_through come_to_nothing split dwindle ebb flare flounder founder sink wane".split()
)
"""What nobody decides: a "will" with these is a forecast."""
HYPOTHETICAL = frozenset(("would", "'d", "’d", "should", "must", "can"))
BETS = frozenset("bet guess prediction forecast expectation hunch wager odds odd chance assessment verdict".split())
"""What a forecast may be called: "my bet is that", "the odds are that"."""
SURE = frozenset("convinced confident certain sure doubtful sceptical skeptical pessimistic optimistic adamant".split())
"""What people are of a future that they foretell: "was confident that it would pass"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A foretelling at one place. `outer` is the word whose clause holds it ("unlikely", "predict", the verb itself).

    `rule` names how it was found; `estimate` the words of likelihood, `forward` False that the words point to no.
    """

    verb: Token
    outer: Token
    subject: Token | None
    rule: str
    negated: bool
    estimate: Estimate | None
    score: float
    under: bool = False
    """Whether the parse has it under a verb of prediction."""
    past: bool = False
    """Whether only a report in the past makes it a foretelling ("it was unlikely that it would", she said)."""

    @property
    def expects(self) -> bool:
        """Whether the claim is expected to come true."""
        return (self.estimate is None or self.estimate.expects) != self.negated


def claims_of(token: Token, table: Estimates) -> Iterator[Claim]:
    """The foretellings that a word makes."""
    lower = token.lower_
    if lower in WILL and token.dep_ == "aux":
        yield from _will(token.head, table)
    elif lower == "going" and (act := _going_to(token)) is not None:
        yield from _will(token, table, act=act)
    elif lower in WOULD and token.dep_ == "aux":
        yield from _backshifted(token.head, table)
    elif token.pos_ in ("ADJ", "VERB") and lower in SURE and at(token, "adjective", table) is None:
        yield from _sure(token)
    elif token.pos_ == "NOUN" and token.lemma_.lower() == "doubt":
        yield from _doubt(token, table)
    elif token.pos_ in ("ADJ", "VERB", "ADV") and (estimate := at(token, "adjective", table)) is not None:
        yield from _adjective(token, estimate)
    elif token.pos_ == "NOUN" and lower in ("chance", "chances", "odds", "likelihood", "possibility", "prospects"):
        yield from _chance(token, table)
        yield from _weighed(token)
    elif lower in ("see", "imagine", "picture", "envisage") and token.pos_ == "VERB":
        yield from _hard_to_see(token)
    elif lower in ("may", "might", "could") and token.dep_ == "aux":
        yield from _may(token, table)
    elif token.pos_ == "VERB" and table.find("verb", token.lemma_.lower()) is not None:
        yield from _expected(token)


def negation(verb: Token) -> bool:
    """Whether the verb is denied by not, never, or a "no" on its subject."""
    for kid in verb.children:
        if kid.dep_ == "neg" or kid.lower_ in ("never", "hardly", "scarcely", "neither", "nor"):
            return True
        if kid.dep_ in ("nsubj", "nsubjpass") and kid.lower_ in ("few", "nobody", "nothing", "none", "neither"):
            return True
        if kid.dep_ in ("nsubj", "nsubjpass") and any(
            k.lower_ in ("no", "neither") or k.lower_ == "few" for k in kid.children
        ):
            return True
        if (
            kid.dep_ in ("nsubj", "nsubjpass")
            and kid.left_edge.lower_ == "not"
            and not any(k.lower_ == "only" for k in kid.subtree)
        ):
            return True  # "not a single lorry will pass"
    head_before = verb.sent[0].lower_ if verb.sent.start < verb.i else ""
    return head_before in ("nor", "neither")


def _adverb(verb: Token, table: Estimates) -> Estimate | None:
    for kid in verb.children:
        if kid.dep_ in ("advmod", "npadvmod") and (found := at(kid, "adverb", table)) is not None:
            return found
    return None


def _going_to(token: Token) -> Token | None:
    """The verb of "is (not) going to sell"."""
    if not any(k.dep_ == "aux" and k.lower_ in ("is", "are", "'s", "’s", "'re", "’re", "am") for k in token.children):
        return None
    return next((k for k in token.children if k.dep_ == "xcomp" and is_verb(k)
                 and any(i.lower_ == "to" for i in k.children)), None)  # fmt: skip


def _will(verb: Token, table: Estimates, *, act: Token | None = None) -> Iterator[Claim]:
    """What a "will" (or the "going" of "is going to", then with its `act`) foretells."""
    if not is_verb(verb):
        return
    if act is not None:
        yield from _will_do(verb, act, table)
        return
    if verb.lemma_ == "be" and any(k.dep_ == "acomp" and table.find("adjective", k.lower_) for k in verb.children):
        return
    estimate, negated = _adverb(verb, table), negation(verb)
    if estimate is not None and estimate.words.endswith(" not"):
        negated = False
    particle = child(verb, "prt")
    lemma = f"{verb.lemma_.lower()}_{particle.lower_}" if particle is not None else verb.lemma_.lower()
    never = any(kid.lower_ == "never" for kid in verb.children)
    unwilled = lemma in UNWILLED or (verb.lemma_.lower() in UNWILLED and lemma not in ARRANGED)
    predicted = _under_prediction(verb, table)
    score = 0.45
    if predicted is not None:
        score = 0.85
        if not predicted.expects:
            negated = not negated
    elif estimate is not None or never or (negated and _any_time_soon(verb)):
        score = 0.75
    elif unwilled or (verb.lemma_ in ("continue", "last", "end", "begin") and _thing_subject(verb)):
        score = 0.62
    elif lemma in ARRANGED:
        score = 0.3
    able = (
        next((k for k in verb.children if k.dep_ == "acomp" and k.lower_ in ("able", "unable")), None)
        if verb.lemma_ == "be"
        else None
    )
    act = _infinitive_under(able) if able is not None else None
    yield Claim(
        verb=act if act is not None else verb,
        outer=verb,
        subject=_subject(verb),
        rule="never" if never else "will",
        negated=negated != (act is not None and able is not None and able.lower_ == "unable"),
        estimate=estimate,
        score=score,
        under=predicted is not None,
    )


def _will_do(verb: Token, act: Token, table: Estimates) -> Iterator[Claim]:
    """ "Is not going to sell": as "will not sell"."""
    predicted, negated = _under_prediction(verb, table), negation(verb)
    if predicted is not None and not predicted.expects:
        negated = not negated
    lemma = act.lemma_.lower()
    score = 0.85 if predicted is not None else 0.62 if lemma in UNWILLED else 0.3 if lemma in ARRANGED else 0.45
    yield Claim(
        verb=act, outer=verb, subject=_subject(verb), rule="will", negated=negated, estimate=_adverb(verb, table),
        score=score, under=predicted is not None,
    )  # fmt: skip


WOULD = frozenset(("would", "'d", "’d"))


def _backshifted(verb: Token, table: Estimates) -> Iterator[Claim]:
    """A "would" of reported speech with a word of prediction: "predicted that it would sink", "would probably sink".

    A "would have" or a "would" without such a word is a supposition, and none; that somebody reports it in the past
    is checked where the claim becomes a forecast (`past`).
    """
    if not is_verb(verb) or any(k.dep_ == "aux" and k.lower_ in ("have", "'ve", "’ve") for k in verb.children):
        return
    if verb.lemma_ in ("like", "love", "prefer", "hate"):
        return
    estimate, predicted, negated = _adverb(verb, table), _under_prediction(verb, table), negation(verb)
    if estimate is None and predicted is None:
        return
    if estimate is not None and estimate.words.endswith(" not"):
        negated = False
    if predicted is not None and not predicted.expects:
        negated = not negated
    yield Claim(
        verb=verb, outer=verb, subject=_subject(verb), rule="would", negated=negated, estimate=estimate,
        score=0.85 if predicted is not None else 0.75, past=predicted is None, under=predicted is not None,
    )  # fmt: skip


def _sure(token: Token) -> Iterator[Claim]:
    """was convinced that X would, is doubtful that X will."""
    clause = _future_clause(token) or _future_clause(token.head)
    if clause is None:
        return
    doubting = token.lower_ in ("doubtful", "sceptical", "skeptical", "pessimistic")
    copula = token.head if token.dep_ in ("acomp", "oprd", "attr") else token
    negated = negation(clause) != (negation(copula) or negation(token))
    words = Estimate(words=token.lower_, kind="adjective", range=None, expects=not doubting)
    yield Claim(
        verb=clause, outer=copula, subject=_subject(clause), rule="sure", negated=negated, estimate=words,
        score=0.7 if doubting or token.lower_ in ("convinced", "certain", "sure") else 0.6,
        past=copula.tag_ == "VBD" and _copula_it(copula),
    )  # fmt: skip


def _copula_it(copula: Token) -> bool:
    """Whether nobody in particular is so ("it was doubtful that")."""
    subject = child(copula, "nsubj", "expl")
    return subject is None or subject.lower_ in ("it", "there")


def _doubt(noun: Token, table: Estimates) -> Iterator[Claim]:
    """had no doubt that X would, there is little doubt that X will, has doubts that X will."""
    clause = _future_clause(noun) or _future_clause(noun.head)
    if clause is None:
        return
    before = {kid.lower_ for kid in noun.children if kid.i < noun.i}
    certain = bool(before & {"no", "little", "scant"}) or noun.head.lower_ == "without"
    words = "little doubt" if "little" in before else "no doubt" if certain else "doubt"
    row = table.find("adverb", "no doubt")
    weight = row.range if row is not None and words == "no doubt" else None
    yield Claim(
        verb=clause, outer=noun, subject=_subject(clause), rule="doubt", negated=negation(clause),
        estimate=Estimate(words=words, kind="noun", range=weight, expects=certain), score=0.75,
    )  # fmt: skip


def _future_clause(host: Token) -> Token | None:
    """A that-clause right of the host that lies ahead: with will or would, and no "would have"."""
    for kid in host.children:
        if kid.i > host.i and kid.dep_ in ("ccomp", "acl", "relcl", "csubj") and is_verb(kid):
            if _foretold(kid):
                return kid
    return None


def _foretold(clause: Token) -> bool:
    """Whether a clause has will or would, and no "would have"."""
    aux = {k.lower_ for k in clause.children if k.dep_ in ("aux", "auxpass")}
    return bool(aux & (WILL | WOULD)) and "have" not in aux


def _lies_ahead(clause: Token) -> bool:
    """Whether a that-clause may speak of the future: not in the past or perfect tense."""
    aux = {k.lower_ for k in clause.children if k.dep_ in ("aux", "auxpass")}
    if aux & (WILL | WOULD | {"can", "could", "may", "might"}):
        return "have" not in aux
    return clause.tag_ in ("VB", "VBP", "VBZ") and not aux & {"have", "has", "had", "did"}


def _thing_subject(verb: Token) -> bool:
    """Whether the subject is a thing that goes on by itself ("the exodus will continue")."""
    own = child(verb, "nsubj")
    return own is not None and own.pos_ == "NOUN" and own.ent_type_ == "" and own.lemma_ not in ARRANGED_THINGS


ARRANGED_THINGS = frozenset(
    "talk meeting summit visit session conference event trial hearing tour ceremony exercise drill minister president "
    "leader official delegation government team side party company court work effort cooperation support vote "
    "election".split()
)


def _any_time_soon(verb: Token) -> bool:
    return any(
        token.lower_ == "soon" and token.nbor(-1).lower_ in ("anytime", "time") for token in verb.subtree if token.i
    )


def _under_prediction(verb: Token, table: Estimates) -> Estimate | None:
    """The verb of prediction ("predicted", "doubts") whose clause this is."""
    head = verb.head
    if verb.dep_ in ("ccomp", "conj") and is_verb(head):
        found = table.find("verb", head.lemma_.lower())
        if found is not None and head.lemma_.lower() in PREDICTING:
            return replace(found, expects=found.expects != negation(head))
        subject = child(head, "nsubj")
        if head.lemma_ == "be" and subject is not None and subject.lemma_.lower() in BETS and verb.dep_ == "ccomp":
            return Estimate(words=subject.lower_, kind="verb", range=None, expects=not negation(head))
    return None


PREDICTING = frozenset(
    "predict forecast foresee anticipate expect project envisage prophesy reckon doubt bet wager".split()
)


def _adjective(token: Token, estimate: Estimate) -> Iterator[Claim]:
    """is unlikely to, it is likely that, it will be difficult for X to, is set to."""
    copula = token.head if token.dep_ in ("acomp", "oprd", "attr") else token
    clause = _infinitive_under(token) or (_infinitive_under(copula) if copula.i != token.i else None)
    that = None
    if clause is None:
        that = next(
            (
                k
                for host in (token, copula)
                for k in host.children
                if k.dep_ in ("ccomp", "csubj") and is_verb(k) and k.i > token.i
            ),
            None,
        )
    word = token.lower_
    hard = not estimate.expects and word in ("difficult", "hard", "impossible", "inconceivable", "unthinkable")
    if hard and not any(k.lower_ in WILL for k in copula.children):
        return
    if word in ("set", "poised") and (clause is None or clause.lemma_.lower() in ARRANGED):
        return
    above = copula.head
    if clause is None and that is None and copula.dep_ in ("ccomp", "advcl") and above.i > token.i and is_verb(above):
        if any(kid.lower_ == "that" and kid.dep_ == "mark" and kid.i > token.i for kid in above.children):
            that = above  # "It was likely, she said, that Chad would pay" hangs upside down
    if word in ("bound", "doomed", "destined", "set") and clause is None:
        return
    if word in ("sure", "certain") and clause is None and (that is None or not _foretold(that)):
        return
    if copula.lemma_ == "make" or (token.head.lemma_ == "make"):
        return
    if word == "possible":
        return
    if word == "likely" and token.pos_ == "ADV":
        return
    if any(k.lower_ in ("would", "was", "were", "had", "'d") for k in copula.children) or copula.lower_ in (
        "was",
        "were",
    ):
        past = True
    else:
        past = False
    verb = clause or that
    if verb is None or (past and hard) or (that is not None and clause is None and not _lies_ahead(that)):
        return
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None and not hard:
        subject = _subject(copula)
    negated = (
        negation(copula)
        or negation(token)
        or (that is not None and negation(that))
        or (clause is not None and negation(clause))
    )
    yield Claim(
        verb=verb,
        outer=copula,
        subject=subject,
        rule=word,
        negated=negated,
        estimate=estimate,
        score=0.82 if not hard else 0.7,
        past=past,
    )


def _infinitive_under(token: Token) -> Token | None:
    for kid in token.children:
        if kid.dep_ not in ("xcomp", "advcl", "ccomp", "csubj", "acl") or not is_verb(kid) or kid.i < token.i:
            continue
        if any(inner.lower_ == "to" and inner.dep_ == "aux" for inner in kid.children):
            return kid
    return None


def _chance(token: Token, table: Estimates) -> Iterator[Claim]:
    clause = next(
        (
            kid
            for host in (token, token.head)
            for kid in host.children
            if is_verb(kid) and kid.dep_ in ("acl", "relcl", "ccomp") and kid.i > token.i
        ),
        None,
    )
    estimate = at(token, "noun", table)
    if clause is None or estimate is None:
        return
    yield Claim(
        verb=clause, outer=token, subject=_subject(clause), rule="chance", negated=negation(clause),
        estimate=estimate, score=0.75,
    )  # fmt: skip


SLIM = frozenset(
    "slim small remote poor low minimal negligible nil zero bleak dim thin faint scant distant slender".split()
)
GOOD = frozenset("good high strong excellent fair great bright favourable favorable".split())


def _weighed(token: Token) -> Iterator[Claim]:
    """ "The chances that Chad pays are slim", "the odds are against Chad paying"."""
    copula = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or copula.lemma_ not in ("be", "look", "seem", "remain", "appear"):
        return
    words = {kid.lower_ for kid in copula.children if kid.dep_ in ("acomp", "attr", "oprd", "prep", "advmod")}
    against = next((kid for kid in copula.children if kid.lower_ == "against"), None)
    if not words & (SLIM | GOOD) and against is None:
        return
    hosts = [token, copula, *([against] if against is not None else [])]
    hosts += [kid for kid in token.children if kid.lower_ == "of"]
    clause = next(
        (kid for host in hosts for kid in host.children if is_verb(kid) and kid.i > token.i and kid.i != copula.i
         and kid.dep_ in ("acl", "relcl", "ccomp", "pcomp", "advcl", "pobj")), None,
    )  # fmt: skip
    if clause is None:
        return
    expects = bool(words & GOOD) and against is None
    slim = next(iter(sorted(words & (SLIM | GOOD))), "against")
    estimate = Estimate(words=f"{token.lower_} {slim}", kind="noun", range=None, expects=expects)
    yield Claim(
        verb=clause, outer=token, subject=_paying(clause), rule="chance", negated=negation(clause),
        estimate=estimate, score=0.75,
    )  # fmt: skip


def _paying(clause: Token) -> Token | None:
    """Who is to do it in "against Chad paying", "Chad's prospects of paying"."""
    own = child(clause, "nsubj", "nsubjpass")
    if own is not None or clause.dep_ != "pcomp":
        return own if own is not None else _subject(clause)
    beside = child(clause.head, "pobj")
    return beside if beside is not None else child(clause.head.head, "poss")


def _hard_to_see(verb: Token) -> Iterator[Claim]:
    """ "It is hard to see Chad paying", "I cannot see Chad paying": it will not."""
    head = verb.head
    hard = head.lower_ in ("hard", "difficult", "impossible") or (
        head.lemma_ == "be" and any(kid.lower_ in ("hard", "difficult", "impossible") for kid in head.children)
    )
    cannot = any(kid.lower_ in ("can", "ca", "cannot") and kid.dep_ == "aux" for kid in verb.children) and negation(
        verb
    )
    clause = next((kid for kid in verb.children if kid.tag_ == "VBG" and kid.i > verb.i and kid.dep_ == "ccomp"), None)
    if not (hard or cannot) or clause is None or child(clause, "nsubj") is None:
        return
    words = Estimate(words="hard to see" if hard else "cannot see", kind="adjective", range=None, expects=False)
    yield Claim(
        verb=clause, outer=verb, subject=child(clause, "nsubj"), rule="hard", negated=negation(clause), estimate=words,
        score=0.72,
    )  # fmt: skip


def _may(modal: Token, table: Estimates) -> Iterator[Claim]:
    """may, might, could: a forecast where the outcome is no one's to decide and lies ahead."""
    verb = modal.head
    if not is_verb(verb) or any(
        kid.lower_ in ("have", "been") for kid in verb.children if kid.dep_ in ("aux", "auxpass")
    ):
        return
    if any(kid.lower_ in ("be",) and kid.dep_ in ("aux",) for kid in verb.children):
        return
    particle = child(verb, "prt")
    lemma = f"{verb.lemma_.lower()}_{particle.lower_}" if particle is not None else verb.lemma_.lower()
    if (lemma not in UNWILLED and verb.lemma_.lower() not in UNWILLED) or verb.lemma_ in (
        "be",
        "mean",
        "want",
        "need",
        "have",
    ):
        return
    estimate = table.find("modal", modal.lower_)
    negated = negation(verb)
    score = (
        0.6
        if lemma
        in ("end_up", "turn_out", "lead", "collapse", "escalate", "trigger", "spread", "lose", "win", "become", "fail")
        else 0.5
    )
    if modal.lower_ == "could" and negated:
        return
    yield Claim(
        verb=verb,
        outer=verb,
        subject=_subject(verb),
        rule=modal.lower_,
        negated=negated,
        estimate=estimate,
        score=score,
    )


def _expected(verb: Token) -> Iterator[Claim]:
    """is expected to lose, expects Chad to lose."""
    if verb.lemma_.lower() not in PREDICTING:
        return
    clause = _infinitive_under(verb)
    if clause is None or (clause.lemma_.lower() in ARRANGED and (is_passive(verb) or verb.lemma_ != "expect")):
        return
    own = child(clause, "nsubj", "nsubjpass")
    subject = own if own is not None else child(verb, "nsubjpass") or child(verb, "dobj")
    if subject is None or any(k.lower_ in ("was", "were", "had") for k in verb.children) or negation(clause):
        return
    if not is_passive(verb) and own is None and child(verb, "dobj") is None:
        return
    yield Claim(
        verb=clause, outer=verb, subject=subject, rule=verb.lemma_.lower(), negated=negation(verb), estimate=None,
        score=0.66 if is_passive(verb) else 0.7,
    )  # fmt: skip


def _subject(verb: Token) -> Token | None:
    own = child(verb, "nsubj", "nsubjpass")
    return own if own is not None else subject_of(verb)
