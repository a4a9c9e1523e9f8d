"""Whether two mentions of a contact are of the same one: a score with its reasons.

`Roos and Lie spoke by video on Friday` and `Estonia and Norway held a video conference on 3 May` (a
Friday) agree in parties, day and kind; `Roos called Lie again on Monday` is another contact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from memcon.link.encounter_candidates import PHYSICAL, Candidate, published_days
from memcon.link.encounter_topics import matter_of
from memcon.link.similarity import jaccard
from memcon.model.span import Reason

SAME = 0.65
MATTER, MATTER_WORDS = 0.15, 4
"""Share of rare words in common, and how many, from which two neighbouring days are those of one contact."""
PARTS = {"participants": 0.4, "when": 0.35, "kind": 0.15, "place": 0.1}

_KINDS = {
    ("call", "video"): 0.7, ("call", "conference"): 0.3, ("call", "meeting"): 0.45, ("call", "signing"): 0.0,
    ("call", "summit"): 0.1, ("call", "visit"): 0.0, ("conference", "meeting"): 0.7, ("conference", "signing"): 0.6,
    ("conference", "summit"): 0.8, ("conference", "video"): 0.8, ("conference", "visit"): 0.5,
    ("meeting", "signing"): 0.6, ("meeting", "summit"): 0.9, ("meeting", "video"): 0.6, ("meeting", "visit"): 0.8,
    ("signing", "summit"): 0.7, ("signing", "video"): 0.2, ("signing", "visit"): 0.7, ("summit", "video"): 0.6,
    ("summit", "visit"): 0.8, ("video", "visit"): 0.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """How likely two mentions are of one contact, and why; `score` 0 forbids it."""

    score: float
    reasons: tuple[Reason, ...] = ()


NEVER = Sameness(score=0.0)


def compare(one: Candidate, other: Candidate, *, linked: bool = False, both: bool = False) -> Sameness:
    """The score of a pair. `linked`: their events are one; `both`: some article tells of both as two."""
    parties = _parties(one, other)
    kind = kind_likeness(one.kind, other.kind)
    if not parties or not kind or not _order_possible(one, other):
        return NEVER
    content = _content(one, other)
    day = _days(one, other, content=content, both=both)
    if day is None:
        return NEVER
    place = _places(one, other)
    parts = {"participants": parties, "when": day, "kind": kind, "place": place}
    score = sum(PARTS[name] * value for name, value in parts.items())
    score += 0.1 * content + (0.1 if linked else 0.0)
    reasons = [Reason(name=name, weight=round(PARTS[name] * value, 4)) for name, value in parts.items()]
    reasons.append(Reason(name="content", weight=round(0.1 * content, 4), detail="shared statements and words"))
    if linked:
        reasons.append(Reason(name="event", weight=0.1, detail="told as the same act"))
    return Sameness(score=round(min(1.0, score), 4), reasons=tuple(reasons))


def kind_likeness(one: str, other: str) -> float:
    """How well two kinds of contact can be words for the same one (0 never, 1 the same kind)."""
    return 1.0 if one == other else _KINDS.get((min(one, other), max(one, other)), 0.0)


WIDE = frozenset({"summit", "conference"})
"""Contacts of many, of whom each account names its own."""
ONE_GATHERING = 0.7
"""What one town and day are worth, instead of sides, for two accounts of a gathering that name none of the other's."""


def gathering(one: Candidate) -> tuple[str, str] | None:
    """The kind and town by which accounts of a gathering of many are known; None for contacts of two and without."""
    towned = one.kind in WIDE and one.place is not None and one.place_state is not None
    return (f"the {one.kind}", one.place or "") if towned else None


def _one_gathering(one: Candidate, other: Candidate) -> bool:
    """Whether two accounts are of one gathering although they name other guests: "the summit in Bern ended"."""
    if one.article.id == other.article.id or gathering(one) is None or gathering(one) != gathering(other):
        return False
    return one.precise or other.precise


def _parties(one: Candidate, other: Candidate) -> float:
    shared = one.states & other.states
    if len(shared) < 2 and _one_gathering(one, other) and not disjoint_persons(one.persons, other.persons):
        return ONE_GATHERING
    if not shared or (disjoint_persons(one.persons, other.persons) and not one_signing(one, other)):
        return 0.0
    if len(shared) < 2 and not _same_visitor(one, other):
        return 0.0
    extra = (one.states | other.states) - shared
    if extra and not _may_grow(one, other):
        return 0.0
    sure = one.precise and other.precise
    levels = [_level(one.persons.get(state), other.persons.get(state), sure=sure) for state in sorted(shared)]
    return max(0.0, sum(levels) / len(levels) - 0.12 * sum(is_state(party) for party in extra))


def is_state(party: str) -> bool:
    """Whether a party is a state by its code, not a body or person that stands for none."""
    return len(party) == 3 and party.isupper()


def disjoint_persons(one: Mapping[str, Iterable[str]], other: Mapping[str, Iterable[str]]) -> bool:
    """Whether two mentions name different persons for one of the states: ministers met, not presidents."""
    return any(not set(one[state]) & set(other[state]) for state in set(one) & set(other))


def one_signing(one: Candidate, other: Candidate) -> bool:
    """Whether two accounts are of one signing although they name other signers: same town, same states, same day."""
    if {one.kind, other.kind} != {"signing"} or not (one.precise and other.precise):
        return False
    shared = len(one.states & other.states)
    if shared < 2 or (one.place and other.place and one.place != other.place):
        return False
    if shared < 3 and (one.place is None or other.place is None):
        return False
    apart = 0
    if one.first and one.last and other.first and other.last:
        apart = max((one.first - other.last).days, (other.first - one.last).days)
    return apart <= 1 and one.article.id != other.article.id


def _level(one: frozenset[str] | None, other: frozenset[str] | None, *, sure: bool) -> float:
    """The same persons, the state on both sides, or a person beside a state: without a day that says little."""
    if one and other:
        return 1.0
    if not one and not other:
        return 0.85 if sure else 0.75
    return 0.8 if sure else 0.7


def _same_visitor(one: Candidate, other: Candidate) -> bool:
    """One party named and the same place or host: "Roos's visit to Oslo" and "Roos met Lie in Oslo"."""
    if {one.kind, other.kind} <= {"conference", "summit"} and one.host and one.host == other.host:
        return True
    named = any(one.persons.get(state) for state in one.states & other.states)
    host = one.host or other.host
    return named and host is not None and (host in one.states | other.states or one.host == other.host)


def _may_grow(one: Candidate, other: Candidate) -> bool:
    smaller, larger = sorted((one, other), key=lambda c: (len(c.states), c.id))
    # a person or body that stands for no state may be one account's only
    inside = {state for state in smaller.states if is_state(state)}
    if not inside <= larger.states | ({smaller.host} if smaller.host else set()):
        return False
    if not {"call", "video"} & {one.kind, other.kind} or len(smaller.states) < 2:
        return True
    # one account of a call leaves out who else was on the line, where it names the very people of its day
    named = all(set(smaller.persons.get(state, ())) & set(larger.persons.get(state, ())) for state in smaller.states)
    return named and one.precise and other.precise and (one.first, one.last) == (other.first, other.last)


def _order_possible(one: Candidate, other: Candidate) -> bool:
    return not (_too_early(one, other) or _too_early(other, one))


def _too_early(teller: Candidate, dated: Candidate) -> bool:
    """Whether the teller's article was printed before what it tells as held, or after what it tells as to come."""
    printed = published_days(teller.article)
    if printed is None or not dated.precise or dated.first is None or dated.last is None:
        return False
    if teller.after:
        return printed[1] < dated.first - timedelta(days=1)
    return teller.status == "planned" and printed[0] > dated.last + timedelta(days=1)


def _days(one: Candidate, other: Candidate, *, content: float, both: bool) -> float | None:
    """How well the days agree (0..1); None when they exclude each other."""
    if one.origin == other.origin and one.article.id != other.article.id and content >= 0.5 and not both:
        return 1.0
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0.1
    gap = max((one.first - other.last).days, (other.first - one.last).days)
    if gap <= 0:
        return _overlap(one, other)
    if one.precise and other.precise:
        if _moved(one, other) or _moved(other, one):
            return 0.6
        if gap == 1 and not both and (content >= 0.25 or {one.kind, other.kind} <= PHYSICAL or _one_matter(one, other)):
            return 0.5
        # the same sentences under two dates are one contact that somebody dated wrongly
        return 0.4 if gap <= 7 and content >= 0.9 and not both else None
    return 0.3 if gap <= 2 else None


_MOVED = re.compile(
    r"\b(?:postponed|rescheduled|delayed|deferred|put (?:back|off)|pushed back|brought forward|moved (?:to|from|by)"
    r"|(?:first|originally|initially|first been) (?:planned|scheduled|set|meant|due|to have))\b"
)


def _moved(foretold: Candidate, held: Candidate) -> bool:
    """Whether what one article tells as to come was held on another day, as the other article says: "put back by a
    week because of the floods"."""
    if foretold.status != "planned" or not held.after or foretold.article.id == held.article.id:
        return False
    named = foretold.persons.keys() & held.persons.keys()
    return bool(named) and any(
        _MOVED.search(held.article.text, span.start, span.end) for span in held.around[:MOVED_NEAR]
    )


MOVED_NEAR = 5
"""Sentences from the one before a contact on in which it is said to have been put off."""


def _one_matter(one: Candidate, other: Candidate) -> bool:
    """Whether two articles give one contact two neighbouring days: another clock, another capital, a slip."""
    if one.article.id == other.article.id:
        return False
    shared = matter_of(one, other)
    return shared.part >= MATTER and shared.words >= MATTER_WORDS


def _overlap(one: Candidate, other: Candidate) -> float:
    if one.precise and other.precise:
        return 1.0
    if one.precise or other.precise:
        wide = other if one.precise else one
        length = (wide.last - wide.first).days if wide.last and wide.first else 99
        # what is to come and what was held are one only if little else could be meant
        foretold = 1.0 if one.after == other.after or one.kind == other.kind else 0.7
        foretold *= 1.0 if wide.when.dated else 0.75
        return foretold * (0.75 if length <= 31 else 0.55 if length <= 100 else 0.4)
    return 0.6 if (one.first, one.last) == (other.first, other.last) else 0.5


def _places(one: Candidate, other: Candidate) -> float:
    if one.place is None or other.place is None or not PHYSICAL & {one.kind, other.kind}:
        return 0.5
    if one.place == other.place:
        return 1.0
    if one.place_state is None or other.place_state is None:
        return 0.4
    return 0.7 if one.place_state == other.place_state else -1.0


def _content(one: Candidate, other: Candidate) -> float:
    shared = len(one.claims & other.claims)
    words = jaccard(one.stems, other.stems)
    return min(1.0, {0: 0.0, 1: 0.45}.get(shared, 0.9) + words)
