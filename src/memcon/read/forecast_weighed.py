"""Forecasts by words of likelihood: "is unlikely to sign", "no prospect of its being paid", "may collapse".

"A withdrawal is improbable" yields withdrawal, will not; "it is possible" nothing: it weighs no side.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.read.event_grammar import child, is_passive, is_verb
from memcon.read.forecast_base import (
    ARRANGED,
    PREDICTING,
    UNWILLED,
    WILL,
    Claim,
    after_that,
    future_clause,
    infinitive_under,
    lies_ahead,
    lies_in_will,
    negation,
    subject_in,
)
from memcon.read.forecast_nouns import happens
from memcon.read.forecast_words import Estimate, Estimates, at


def sure_of(token: Token) -> Iterator[Claim]:
    """was convinced that X would, is doubtful that X will."""
    clause = future_clause(token) or future_clause(token.head)
    if clause is None:
        return
    doubting = token.lower_ in ("doubtful", "sceptical", "skeptical", "pessimistic")
    copula = token.head if token.dep_ in ("acomp", "oprd", "attr") else token
    negated = negation(clause) != (negation(copula) or negation(token))
    words = Estimate(words=token.lower_, kind="adjective", range=None, expects=not doubting)
    yield Claim(
        verb=clause, outer=copula, subject=subject_in(clause), rule="sure", negated=negated, estimate=words,
        score=0.7 if doubting or token.lower_ in ("convinced", "certain", "sure") else 0.6,
        past=copula.tag_ == "VBD" and _copula_it(copula),
    )  # fmt: skip


def _copula_it(copula: Token) -> bool:
    """Whether nobody in particular is so ("it was doubtful that")."""
    subject = child(copula, "nsubj", "expl")
    return subject is None or subject.lower_ in ("it", "there")


def doubt_of(noun: Token, table: Estimates) -> Iterator[Claim]:
    """had no doubt that X would, there is little doubt that X will, has doubts that X will."""
    clause = future_clause(noun) or future_clause(noun.head)
    if clause is None:
        return
    before = {kid.lower_ for kid in noun.children if kid.i < noun.i}
    certain = bool(before & {"no", "little", "scant"}) or noun.head.lower_ == "without"
    words = "little doubt" if "little" in before else "no doubt" if certain else "doubt"
    row = table.find("adverb", "no doubt")
    weight = row.range if row is not None and words == "no doubt" else None
    yield Claim(
        verb=clause, outer=noun, subject=subject_in(clause), rule="doubt", negated=negation(clause),
        estimate=Estimate(words=words, kind="noun", range=weight, expects=certain), score=0.75,
    )  # fmt: skip


def adjective_of(token: Token, estimate: Estimate) -> Iterator[Claim]:
    """is unlikely to, it is likely that, it will be difficult for X to, is set to."""
    copula = token.head if token.dep_ in ("acomp", "oprd", "attr") else token
    clause = infinitive_under(token) or (infinitive_under(copula) if copula.i != token.i else None)
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
    if clause is None and that is None:
        that = after_that(token)
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
    if word in ("sure", "certain") and clause is None and (that is None or not lies_in_will(that)):
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
    if verb is None and not hard and not past and (happening := _happening(copula)) is not None:
        yield Claim(
            verb=happening, outer=copula, subject=None, rule="expect", negated=negation(copula) or negation(token),
            estimate=estimate, score=0.75, under=True,
        )  # fmt: skip
        return
    if verb is None or (past and hard) or (that is not None and clause is None and not lies_ahead(that)):
        return
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None and not hard:
        subject = subject_in(copula)
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


def _happening(copula: Token) -> Token | None:
    """The event that is said to be likely or not: "an early withdrawal is improbable"."""
    noun = child(copula, "nsubj")
    if copula.lemma_ not in ("be", "look", "seem", "remain", "appear") or noun is None or noun.pos_ != "NOUN":
        return None
    return noun if happens(noun) else None


def chance_of(token: Token, table: Estimates) -> Iterator[Claim]:
    """little chance that X will, no prospect of X doing it."""
    clause = next(
        (
            kid
            for host in (token, token.head)
            for kid in host.children
            if is_verb(kid) and kid.dep_ in ("acl", "relcl", "ccomp") and kid.i > token.i
        ),
        None,
    )
    clause = clause or after_that(token) or _after_of(token)
    estimate = at(token, "noun", table) or _weight_of(token)
    if clause is None or estimate is None:
        return
    yield Claim(
        verb=clause, outer=token, subject=_paid(clause), rule="chance", negated=negation(clause),
        estimate=estimate, score=0.75,
    )  # fmt: skip


def _paid(clause: Token) -> Token | None:
    """The subject of a clause, of "the loan being paid" the loan."""
    host = clause.head
    return host if clause.dep_ == "acl" and host.dep_ == "pobj" else subject_in(clause)


def _after_of(token: Token) -> Token | None:
    """The gerund of "no prospect of its being granted", "of the loan being paid"."""
    of = next((kid for kid in token.children if kid.lower_ == "of" and kid.i > token.i), None)
    if of is None:
        return None
    noun = child(of, "pobj")
    hosts = [of] if noun is None else [of, noun]
    return next(
        (kid for host in hosts for kid in host.children if kid.dep_ in ("pcomp", "acl") and is_verb(kid)
         and (kid.tag_ == "VBG" or any(inner.tag_ == "VBG" and inner.dep_ == "auxpass" for inner in kid.children))),
        None,
    )  # fmt: skip


def _weight_of(noun: Token) -> Estimate | None:
    """Which way the words on a "chance" or "prospect" point: "no", "not the slightest", "every"; None: neither."""
    before = {kid.lower_ for kid in noun.children if kid.i < noun.i}
    denied = before & NONE or any(kid.dep_ == "neg" for kid in noun.head.children)
    if denied or before & SLIM:
        return Estimate(words=f"{min(before & (NONE | SLIM), default='no')} {noun.lower_}", kind="noun", range=None,
                        expects=False)  # fmt: skip
    if before & (GOOD | {"every", "real", "serious", "considerable", "growing"}):
        word = min(before & (GOOD | {"every", "real", "serious", "considerable", "growing"}))
        return Estimate(words=f"{word} {noun.lower_}", kind="noun", range=None, expects=True)
    return None


NONE = frozenset(("no", "little", "few", "hardly", "scarcely", "zero", "slightest", "faintest", "remotest"))

SLIM = frozenset(
    "slim small remote poor low minimal negligible nil zero bleak dim thin faint scant distant slender".split()
)

GOOD = frozenset("good high strong excellent fair great bright favourable favorable".split())


def weighed_chance(token: Token) -> Iterator[Claim]:
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
        return own if own is not None else subject_in(clause)
    beside = child(clause.head, "pobj")
    return beside if beside is not None else child(clause.head.head, "poss")


def hard_to_see(verb: Token) -> Iterator[Claim]:
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


def may_be(modal: Token, table: Estimates) -> Iterator[Claim]:
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
        subject=subject_in(verb),
        rule=modal.lower_,
        negated=negated,
        estimate=estimate,
        score=score,
    )


def expected_of(verb: Token) -> Iterator[Claim]:
    """is expected to lose, expects Chad to lose."""
    if verb.lemma_.lower() not in PREDICTING:
        return
    clause = infinitive_under(verb)
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


def to_be_expected(verb: Token) -> Iterator[Claim]:
    """ "Years of litigation are to be expected", "a veto is expected": the noun is the claim."""
    subject = child(verb, "nsubjpass") or (child(verb.head, "nsubj", "nsubjpass") if verb.dep_ == "xcomp" else None)
    if verb.lemma_.lower() != "expect" or not is_passive(verb) or subject is None or subject.pos_ != "NOUN":
        return
    ahead = verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and verb.head.lower_ in ("is", "are")
    if not ahead or any(kid.dep_ in ("xcomp", "ccomp") for kid in verb.children):
        return
    yield Claim(
        verb=subject, outer=verb, subject=None, rule="expect", negated=negation(verb) != negation(verb.head),
        estimate=None, score=0.7, under=True,
    )  # fmt: skip
