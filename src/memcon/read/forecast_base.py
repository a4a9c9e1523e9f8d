"""What all readings of a forecast share: the claim, the verbs of plans and of what nobody decides, denial, subjects.

"Peru will hardly pay" has the verb pay, the subject Peru, and is denied; "will visit" is a plan, "will collapse" none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.read.event_grammar import child, is_verb, subject_of
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


def adverb_on(verb: Token, table: Estimates) -> Estimate | None:
    """The adverb of likelihood on a verb ("probably")."""
    for kid in verb.children:
        if kid.dep_ in ("advmod", "npadvmod") and (found := at(kid, "adverb", table)) is not None:
            return found
    return None


WOULD = frozenset(("would", "'d", "’d"))


def future_clause(host: Token) -> Token | None:
    """A that-clause right of the host that lies ahead: with will or would, and no "would have"."""
    for kid in host.children:
        if kid.i > host.i and kid.dep_ in ("ccomp", "acl", "relcl", "csubj") and is_verb(kid):
            if lies_in_will(kid):
                return kid
    return None


def lies_in_will(clause: Token) -> bool:
    """Whether a clause has will or would, and no "would have"."""
    aux = {k.lower_ for k in clause.children if k.dep_ in ("aux", "auxpass")}
    return bool(aux & (WILL | WOULD)) and "have" not in aux


def lies_ahead(clause: Token) -> bool:
    """Whether a that-clause may speak of the future: not in the past or perfect tense."""
    aux = {k.lower_ for k in clause.children if k.dep_ in ("aux", "auxpass")}
    if aux & (WILL | WOULD | {"can", "could", "may", "might"}):
        return "have" not in aux
    return clause.tag_ in ("VB", "VBP", "VBZ") and not aux & {"have", "has", "had", "did"}


def under_prediction(verb: Token, table: Estimates) -> Estimate | None:
    """The verb of prediction ("predicted", "doubts") whose clause this is."""
    head = verb.head
    if verb.dep_ in ("ccomp", "conj") and is_verb(head):
        found = table.find("verb", head.lemma_.lower())
        if found is not None and head.lemma_.lower() in PREDICTING:
            return replace(found, expects=found.expects != negation(head))
        if found is not None and negation(head):
            return replace(found, expects=False)  # "nobody believes that Chad will pay"
        subject = child(head, "nsubj")
        if head.lemma_ == "be" and subject is not None and subject.lemma_.lower() in BETS and verb.dep_ == "ccomp":
            return Estimate(words=subject.lower_, kind="verb", range=None, expects=not negation(head))
    return None


PREDICTING = frozenset(
    "predict forecast foresee anticipate expect project envisage prophesy reckon doubt bet wager".split()
)


def after_that(token: Token) -> Token | None:
    """The verb of the clause that begins with "that" right after a word: "think it unlikely that Chad pays"."""
    if token.i + 2 >= token.sent.end or token.nbor().lower_ != "that":
        return None
    verb = token.nbor().head
    return verb if is_verb(verb) and verb.i > token.i + 1 and token.nbor().dep_ in ("mark", "nsubj", "dobj") else None


def infinitive_under(token: Token) -> Token | None:
    """The to-infinitive right of a word that the parse hangs on it."""
    for kid in token.children:
        if kid.dep_ not in ("xcomp", "advcl", "ccomp", "csubj", "acl") or not is_verb(kid) or kid.i < token.i:
            continue
        if any(inner.lower_ == "to" and inner.dep_ == "aux" for inner in kid.children):
            return kid
    return None


def subject_in(verb: Token) -> Token | None:
    """The subject of a clause: its own, one shared with another verb, or the name before a fronted "will"."""
    own = child(verb, "nsubj", "nsubjpass")
    if own is None and (found := subject_of(verb)) is not None:
        return found
    return own or _fronted(verb)


def _fronted(verb: Token) -> Token | None:
    """The name right before a "will" whose subject the parse has lost ("by Lent Chad will have paid")."""
    will = next((kid for kid in verb.children if kid.lower_ in WILL | WOULD and kid.dep_ == "aux"), None)
    if will is None or will.i == verb.sent.start:
        return None
    before = will.nbor(-1)
    return before if before.pos_ in ("PROPN", "NOUN", "PRON") else None
