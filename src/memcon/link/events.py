"""The same act told by several articles is one event, and its independent origins are counted.

An invented example: two agencies tell that Chad shelled a town on 3 May, a third paper reprints one of them: one
ASSAULT with three members and two origins. Told without a day, acts join only on strong evidence: the same actors
and words, or the same place. Grouping looks only at acts of one kind, of the same states, in the same month, so
its cost grows with the pile and not with its square.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from memcon.link.cluster import Edge, agglomerate, edge
from memcon.link.origins import origin_of
from memcon.link.pairings import Pairings
from memcon.model.digest import Digest
from memcon.model.reading import Event
from memcon.model.span import Evidence, Reason
from memcon.model.when import When

REAL = frozenset({"done", "ongoing", "alleged"})
SYMMETRIC = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE"})
NEAR = 24
"""Neighbours in a block, ordered by day, that an event is held against."""
JOIN = 0.5
UNDATED_DOUBT = 0.1
"""Taken off where no day speaks for one act."""
LONG = 31
"""Days; a vaguer date tells too little to join on."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article's event with what comparing needs. `first`/`last` are days, None when undated."""

    event: Event
    states: frozenset[str]
    stems: frozenset[str]
    words: frozenset[str]
    first: date | None
    last: date | None
    printed: bool
    origin: str

    @property
    def actors(self) -> frozenset[str]:
        """All actors of either side."""
        return frozenset((*self.event.source, *self.event.target))


def merge_events(pile: Sequence[Digest], *, origins: Mapping[str, str], pairings: Pairings) -> tuple[Event, ...]:
    """Every event of the pile once, sorted by id: members, all evidence, the number of independent origins."""
    told = {one.event.id: one for one in tell(pile, origins)}
    groups = agglomerate(
        told,
        _edges(told),
        together=pairings.joined("events"),
        apart=pairings.parted("events"),
        compatible=lambda left, right: _days_meet([told[i] for i in (*left, *right)]),
    )
    return tuple(sorted((_merged([told[i] for i in group]) for group in groups), key=lambda event: event.id))


def tell(pile: Sequence[Digest], origins: Mapping[str, str]) -> Iterator[Told]:
    """The acts of the pile with what is compared of them, in order of articles."""
    state = {actor.id: actor.state or actor.id for digest in pile for actor in digest.actors}
    for digest in sorted(pile, key=lambda d: d.article.id):
        for event in digest.events:
            first, last = _range(event.when)
            quote = " ".join(row.quote for row in event.evidence)
            yield Told(
                event=event,
                states=frozenset(state.get(actor, actor) for actor in (*event.source, *event.target)),
                stems=stems_of(event.trigger.of(digest.article.text)),
                words=stems_of(quote),
                first=first,
                last=last,
                printed=event.when.basis == "publication",
                origin=origin_of(origins, digest.article.id, event.trigger),
            )


def _range(when: When) -> tuple[date | None, date | None]:
    first = date.fromisoformat(when.earliest) if when.earliest else None
    last = date.fromisoformat(when.latest) if when.latest else None
    return first or last, last or first


def stems_of(text: str) -> frozenset[str]:
    """The words' first five letters, enough to tell "shelled" from "shelling" apart from nothing else."""
    return frozenset(word[:5] for word in _WORD.findall(text.lower()))


def _edges(told: Mapping[str, Told]) -> Iterator[Edge]:
    for block in blocks(told.values()).values():
        ordered = sorted(block, key=lambda one: (one.first or date.max, one.event.id))
        for index, one in enumerate(ordered):
            for other in ordered[index + 1 : index + 1 + NEAR]:
                score = sameness(one, other)
                if score >= JOIN:
                    yield edge(one.event.id, other.event.id, score)


def blocks(told: Iterable[Told]) -> dict[tuple[object, ...], list[Told]]:
    """Events by kind, reality, states and month; one that spans two months stands in both."""
    blocks: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in told:
        event = one.event
        kind = f"contact/{event.encounter_kind is not None}" if event.type in ("CONSULT", "AGREE") else event.type
        reality = "real" if event.status in REAL else event.status
        if one.first is None or one.last is None:
            blocks[kind, reality, one.states, "undated"].append(one)
            continue
        first = one.first - timedelta(days=7 if one.printed else 1)
        months = {(day.year, day.month) for day in (first, one.last + timedelta(days=1))}
        for month in sorted(months):
            blocks[kind, reality, one.states, month].append(one)
    return blocks


def sameness(one: Told, other: Told) -> float:
    """0..1: how likely two accounts tell of one act; 0 for two events of one article or different directions."""
    if one.event.article == other.event.article or not _same_sides(one, other):
        return 0.0
    words = len(one.words & other.words) / max(1, len(one.words | other.words))
    same_verb = bool(one.stems & other.stems)
    kinds = {one.event.encounter_kind, other.event.encounter_kind}
    same_contact = None not in kinds and len(kinds) == 1
    score = (
        0.25 * same_verb
        + 0.2 * same_contact
        + 0.3 * words
        + 0.15 * (one.actors == other.actors)
        + _place_score(one, other)
    )
    undated = one.first is None or other.first is None
    return round(min(1.0, score + (-UNDATED_DOUBT if undated else _day_score(one, other))), 4)


def _same_sides(one: Told, other: Told) -> bool:
    """Whether the same states act on the same; two different persons of one state are two acts."""
    if one.event.type not in SYMMETRIC:
        if bool(one.event.target) != bool(other.event.target):
            return False
        if set(one.event.source) & set(other.event.target):
            return False
    left, right = one.actors - other.actors, other.actors - one.actors
    persons_left = {actor for actor in left if not actor.isupper()}
    persons_right = {actor for actor in right if not actor.isupper()}
    return not (persons_left and persons_right and not one.actors & other.actors)


def _place_score(one: Told, other: Told) -> float:
    here, there = one.event.place, other.event.place
    if here is None or there is None:
        return 0.0
    return 0.15 if here.name.casefold() == there.name.casefold() else -0.15


def _day_score(one: Told, other: Told) -> float:
    """What the days say: the same day much, days apart against, no day at all nothing."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return 0.0
    if max((one.last - one.first).days, (other.last - other.first).days) > LONG:
        return 0.0
    gap = max((other.first - one.last).days, (one.first - other.last).days, 0)
    if one.printed or other.printed:
        return 0.15 if gap <= 3 else (0.0 if gap <= 7 else -1.0)
    return 0.35 if gap == 0 else (0.1 if gap == 1 else -1.0)


def _days_meet(group: Sequence[Told]) -> bool:
    """Whether all stated days of a group can be one act's: within a day of each other."""
    stated = [one for one in group if one.first is not None and one.last is not None and not one.printed]
    if not stated:
        return True
    latest_start = max(one.first for one in stated if one.first is not None)
    earliest_end = min(one.last for one in stated if one.last is not None)
    return (latest_start - earliest_end).days <= 1


def _merged(group: Sequence[Told]) -> Event:
    """One event of a group: told best by the surest account, dated by the most precise."""
    ordered = sorted(group, key=_rank)
    lead = ordered[0].event
    members = tuple(sorted(one.event.id for one in group))
    if len(group) == 1:
        return replace(lead, members=members, independent=1)
    origins = sorted({one.origin for one in group})
    evidence: dict[Evidence, None] = {}
    for one in ordered:
        evidence.update(dict.fromkeys(one.event.evidence))
    own_voice = any(one.event.statement is None for one in group)
    reason = Reason(
        name="told by", weight=float(len(origins)), detail=f"{len(group)} accounts of {len(origins)} origins"
    )
    return replace(
        lead,
        id=members[0],
        members=members,
        when=_when(group),
        place=lead.place or next((one.event.place for one in ordered if one.event.place), None),
        statement=None if own_voice else lead.statement,
        absent=tuple(sorted({actor for one in group for actor in one.event.absent})),
        independent=len(origins),
        confidence=_confidence(group),
        evidence=tuple(evidence),
        reasons=(*lead.reasons, reason),
    )


def _rank(one: Told) -> tuple[object, ...]:
    event = one.event
    strength = {"done": 0, "ongoing": 1, "alleged": 2}.get(event.status, 3)
    return (strength, -len(one.actors), -event.confidence, event.id)


def _when(group: Sequence[Told]) -> When:
    dated = [one for one in group if one.first is not None]
    if not dated:
        return group[0].event.when
    return min(dated, key=lambda one: (one.printed, one.event.when.days or 4000, one.event.id)).event.when


def _confidence(group: Sequence[Told]) -> float:
    """The best account of each origin doubts on its own; copies add nothing."""
    best: dict[str, float] = {}
    for one in group:
        best[one.origin] = max(best.get(one.origin, 0.0), one.event.confidence)
    doubt = 1.0
    for value in best.values():
        doubt *= 1.0 - value
    return round(min(0.98, 0.5 * max(best.values()) + 0.5 * (1.0 - doubt)), 4)
