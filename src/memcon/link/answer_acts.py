"""Acts and encounters of the record that answer an ask: a visit an invitation, a grant of aid a request for it.

"Niger asked Chad for a loan", and an event of Chad lending to Niger after that day: granted. A promise kept after the
time that it gave itself is kept in part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from memcon.link.acts import CONTACT, TRAVEL, VISITS, Act, within
from memcon.link.same_asks import GIVING, Told
from memcon.link.similarity import stem
from memcon.model.reading import Answer, AnswerKind, Ask
from memcon.model.span import Evidence, Reason

AFTER = timedelta(days=550)
"""How long after an ask an act is still read as its answer."""
MEETING = frozenset(stem(word) for word in ("meet", "talk"))
TALKED = re.compile(r"\btalk (?!(?:to|with|about)\b)\w+ .{0,60}?\b(?:out of|into|down|round)\b|\bpeace talks between\b")
""" "Talk Chad out of it" asks for no talks."""
FULFILLING = frozenset(
    {"AID", "AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT", "MOBILIZE", "CONSULT", "SANCTION"}
)


def following(ask: Ask, acts: Sequence[Act]) -> Sequence[Act]:
    """The acts that began from the day of the ask on, while it may still be answered."""
    if ask.when.earliest is None or ask.when.latest is None:
        return ()
    return within(acts, date.fromisoformat(ask.when.earliest), date.fromisoformat(ask.when.latest) + AFTER)


def answer_by(one: Told, act: Act) -> Answer | None:
    """What an act answers to an ask, None where it says nothing to it."""
    ask = one.ask
    fresh = tuple(row for row in act.evidence if not _same_place(row, ask))
    if not fresh or not _follows(ask, act):
        return None
    if act.kind in CONTACT:
        found = _by_encounter(one, act)
    else:
        found = _by_event(one, act) if ask.form in ("request", "demand", "promise") else None
    if found is None:
        return None
    kind, score, name = found
    return Answer(
        kind=kind,
        when=act.when,
        evidence=fresh[:3],
        confidence=round(min(score, 0.5 + act.confidence / 2), 4),
        reasons=(Reason(name=name, weight=round(score, 4), detail=act.id),),
    )


def _same_place(row: Evidence, ask: Ask) -> bool:
    return any(row.article == mine.article and row.span.overlaps(mine.span) for mine in ask.evidence)


def _follows(ask: Ask, act: Act) -> bool:
    """Whether the act is dated, not before the ask, and not too long after it."""
    if act.when.earliest is None or act.when.latest is None or ask.when.earliest is None or not ask.when.latest:
        return False
    asked, done = date.fromisoformat(ask.when.earliest), date.fromisoformat(act.when.earliest)
    if act.when.days is not None and act.when.days > 62:
        return False
    told_there = {row.article for row in act.evidence} <= {row.article for row in ask.evidence}
    if told_there and act.when.basis == "publication" and done <= date.fromisoformat(ask.when.latest):
        return False
    return asked <= done <= date.fromisoformat(ask.when.latest) + AFTER


def _by_encounter(one: Told, act: Act) -> tuple[AnswerKind, float, str] | None:
    """A visit answers an invitation to it, a meeting or call a request for one."""
    ask = one.ask
    to_visit = ask.form == "invitation" or bool(TRAVEL & one.words)
    to_meet = bool(MEETING & one.words) and ask.form != "promise" and not TALKED.search(ask.what)
    if not (to_visit or to_meet) or not one.askers or not set(ask.asked) & (act.actors | act.states):
        return None
    home = _at_home(one, act)
    if not (one.askers & act.states or home):
        return None
    if to_visit and not to_meet and (act.kind not in VISITS or not (home or (act.kind == "visit" and not act.place))):
        return None
    if act.status in ("held", "ongoing"):
        return "granted", 0.8, "an encounter fulfils it"
    if act.status == "cancelled":
        return "deferred", 0.6, "the encounter was called off"
    return None


def _at_home(one: Told, act: Act) -> bool:
    """Whether the encounter took place in the asker's state or where the ask names."""
    text = one.ask.what.casefold()
    return any(place.casefold() in text for place in act.place if len(place) > 3) or bool(one.askers & act.place)


def _by_event(one: Told, act: Act) -> tuple[AnswerKind, float, str] | None:
    """An act of the one asked (or who promised), in the words of the ask, towards the other."""
    ask = one.ask
    doing, other = (one.askers, one.asked) if ask.form == "promise" else (one.asked, one.askers)
    telling = one.words - GIVING
    if not other and not set(ask.asked) & act.actors:
        return None
    if not doing & act.source or not telling or len(act.words & telling) / len(telling) < 0.5:
        return None
    if (act.kind == "REJECT" or not act.trigger & telling) and len(act.words & telling) / len(telling) < 0.75:
        return None
    if TALKED.search(ask.what) and not telling & act.words - MEETING:
        return None
    strangers = act.target - doing
    if strangers and other and not strangers & other:
        return None
    if act.kind == "REJECT":
        return "refused", 0.75, "refused in a later act"
    if act.kind not in FULFILLING or (ask.form == "promise" and act.kind == "AGREE"):
        return None
    promisers = _states_of(one) if ask.form == "promise" and set(ask.asker) == set(ask.asked) else frozenset()
    if len(promisers) > 1 and not promisers <= act.source:
        return "partly", 0.72, "one of those who promised does it"
    if ask.form == "promise" and len(promisers) <= 1 and _overdue(ask, act):
        return "partly", 0.6, "an act fulfils it, late"
    return "granted", 0.72, "an act fulfils it"


def _states_of(one: Told) -> frozenset[str]:
    """The states of those who promised (ids that are no person's)."""
    return frozenset(name for name in one.askers if len(name) == 3 and name.isupper()) or one.askers


def _overdue(ask: Ask, act: Act) -> bool:
    """Whether the act came after the time that the promise gives itself ("within two months")."""
    length = days_given(ask.what)
    if length is None or not ask.when.latest or not act.when.earliest:
        return False
    return date.fromisoformat(act.when.earliest) > date.fromisoformat(ask.when.latest) + length


def days_given(what: str) -> timedelta | None:
    """The length of "within two months"."""
    match = WITHIN.search(what)
    if match is None:
        return None
    number = NUMBERS.get(match[1].lower()) or (int(match[1]) if match[1].isdigit() else 0)
    days = number * {"day": 1, "week": 7, "month": 31, "year": 366}[match[2].lower()]
    return timedelta(days=days) if days else None


NUMBERS = {
    name: i for i, name in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
NUMBERS |= {"a": 1, "an": 1}
WITHIN = re.compile(r"\b(?:with)?in (?:the next )?(\w{1,9}) (day|week|month|year)s?\b", re.IGNORECASE)
