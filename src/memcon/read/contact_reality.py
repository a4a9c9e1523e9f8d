"""Contacts that the grammar around them says have not (yet) been: habits, aims, ways of doing things, hopes.

An invented example: "Norland hopes that it is settled through talks with Saran" and "the ministers intend to set up a
yearly dialogue" tell of no meeting; "they managed to meet on Friday" and "flew to Bern to meet Lie" do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.reading import Event
from memcon.model.span import Reason
from memcon.read.event_grammar import verb_above
from memcon.read.page import Page

_HABIT = frozenset(
    "often regularly usually always sometimes frequently typically routinely annually normally generally occasionally "
    "periodically constantly continually".split()
)
_HABITUAL = frozenset("regular annual yearly periodic frequent ongoing continued continuing".split())
_REACHED = frozenset(
    "manage come travel fly arrive go return get drive journey gather begin start continue stop pause sit use "
    "interrupt attend take cut leave stay be say report see appear prove happen join host serve".split()
)
"""Verbs whose infinitive took place with them: "flew in to meet", "is said to have met", "began to talk"."""
_TOWARD = frozenset({"forward", "toward", "towards"})
_WAYS = frozenset({"through", "by", "via", "without", "for", "towards", "toward", "instead", "rather"})
_TALK = frozenset("dialogue talk discussion negotiation consultation contact conversation meeting exchange".split())
_DISCUSS = frozenset({"discuss", "debate", "review", "consider", "address", "examine", "raise"})
_FEW = 0.45
_STEPS = 8


def only_real(page: Page, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events; a contact told as held that the grammar around it denies stays below what is shown, with a reason."""
    return tuple(_judged(page, one) if one.encounter_status == "held" else one for one in events)


def _judged(page: Page, event: Event) -> Event:
    if event.trigger is None or event.confidence < _FEW:
        return event
    tokens = page.tokens(event.trigger)
    token = next((t for t in tokens if t.head.i not in {o.i for o in tokens} or t.head.i == t.i), None)
    if token is None:
        return event
    topic = _is_topic(page, event, token)
    if topic and len(event.source) > 1:
        # "A and B gathered to discuss C": the two are its sides
        return replace(
            event, source=event.source[:1], target=event.source[1:],
            source_spans=event.source_spans[:1], target_spans=event.source_spans[1:],
        )  # fmt: skip
    why = "the other side is what was talked about" if topic else _unreal(token)
    if why is None or (_dated_past(event) and not topic):
        return event
    reason = Reason(name="no single contact that was held", weight=-1.0, detail=why)
    return replace(event, confidence=min(event.confidence, _FEW), reasons=(*event.reasons, reason))


def _dated_past(event: Event) -> bool:
    """Whether the text itself gives the day, so that something was held then."""
    return event.when.basis in ("stated", "relative") and (event.when.days or 99) <= 3


def _unreal(token: Token) -> str | None:
    verb = verb_above(token, steps=_STEPS) or token
    if any(kid.lower_ in _HABIT for kid in (*verb.children, *token.children)):
        return "a habit"
    if any(kid.lower_ in _HABITUAL and kid.dep_ == "amod" for kid in token.children) and _open(verb):
        return "a custom"
    if token.tag_ == "VBG" and token.lemma_.lower() == "meet" and _thing(token):
        return "goals are met, not people"
    for above in _upward(token):
        if above.tag_ == "VBG" and above.dep_ == "pcomp" and _looks_forward(above):
            return "looked forward to"
        if above.tag_ == "VB" and _is_to(above) and not _achieved(above):
            return "an aim"
    if token.pos_ == "NOUN" and token.dep_ == "pobj" and token.head.lower_ in _WAYS and _bare(token) and _open(verb):
        return "a way of doing it"
    return None


def _is_topic(page: Page, event: Event, token: Token) -> bool:
    """Whether the other side stands only in what was discussed: "gathered to discuss Norland's debt"."""
    if token.lemma_.lower() not in _DISCUSS or not event.target_spans:
        return False
    about = [k for k in token.children if k.dep_ == "dobj"]
    sides = [page.tokens(span) for span in event.target_spans]
    return all(tokens and all(_inside(t, about) for t in tokens) for tokens in sides)


def _inside(token: Token, about: list[Token]) -> bool:
    for current in _upward(token):
        if current.lower_ == "with":
            return False
        if current in about:
            return current.i != token.i
    return False


def _upward(token: Token) -> Iterator[Token]:
    current = token
    for _ in range(_STEPS):
        yield current
        if current.head.i == current.i:
            return
        current = current.head


def _is_to(verb: Token) -> bool:
    return any(kid.lower_ == "to" and kid.dep_ == "aux" for kid in verb.children)


def _achieved(verb: Token) -> bool:
    """Whether an infinitive is of something done: of the purpose of a journey made, or after "managed", "began"."""
    if any(kid.lower_ == "have" and kid.dep_ == "aux" for kid in verb.children):
        return True
    over = verb.head
    if over.i == verb.i:
        return False
    past = over.tag_ in ("VBD", "VBN") or any(k.tag_ in ("VBD", "VBZ") and k.dep_ == "aux" for k in over.children)
    modal = any(k.tag_ == "MD" for k in over.children)
    if verb.dep_ == "advcl" or over.lemma_.lower() in _REACHED:
        return past and not modal
    return False


def _looks_forward(gerund: Token) -> bool:
    preposition = gerund.head
    return preposition.lower_ == "to" and (
        preposition.head.lemma_.lower() == "look" or preposition.head.lower_ in _TOWARD
    )


def _thing(verb: Token) -> bool:
    thing = next((k for k in verb.children if k.dep_ == "dobj"), None)
    return thing is not None and thing.pos_ == "NOUN" and thing.ent_type_ not in ("PERSON", "GPE", "NORP", "ORG")


def _bare(noun: Token) -> bool:
    return not any(k.dep_ in ("det", "poss", "nummod") for k in noun.children) and noun.lemma_.lower() in _TALK


def _open(verb: Token) -> bool:
    """Whether a verb tells of no past: present, future, modal or infinitive."""
    if verb.tag_ in ("VBD", "VBN"):
        return any(k.tag_ in ("MD", "VBZ", "VBP", "VB") and k.dep_ in ("aux", "auxpass") for k in verb.children)
    return not any(k.tag_ == "VBD" for k in verb.children if k.dep_ in ("aux", "auxpass"))
