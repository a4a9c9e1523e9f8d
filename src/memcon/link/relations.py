"""How each pair of states stood, month by month: words and deeds on the published PLOVER scale.

An agreement told by two origins and an accusation told by one, both of March, diplomatic, give one
`words` line for the pair: (2 x 2.5 + 1 x -3) / 3 = .6667, with an interval from resampling the origins.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations

import numpy as np

from memcon.lexicon.tables import read_rows
from memcon.link.origins import origin_of
from memcon.model.actor import Actor
from memcon.model.identify import stable_id
from memcon.model.link import Relation
from memcon.model.reading import Event
from memcon.model.when import When

WORDS = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
HAPPENED = ("done", "ongoing")
SURE = 0.5
MOST_STATES = 8
"""An event of more states than this (a vote, a summit of a whole union) says little of any one pair."""
SAMPLES = 400
EVIDENCE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    event: Event
    score: float
    origins: tuple[str, ...]


def find_relations(
    events: Sequence[Event], actors: Sequence[Actor], *, origins: Mapping[str, str]
) -> tuple[Relation, ...]:
    """A line for every pair of states, month, channel and line that has an event which happened."""
    state_of = {actor.id: actor.state or (actor.id if actor.kind == "state" else None) for actor in actors}
    cells: dict[tuple[str, str, str, str, str], list[_Point]] = {}
    for event in sorted(events, key=lambda e: e.id):
        month = _month(event.when)
        if event.status not in HAPPENED or event.confidence < SURE or month is None:
            continue
        point = _Point(event=event, score=plover_score(event.type, event.mode), origins=_origins(event, origins))
        line = "words" if event.type in WORDS else "deeds"
        for a, b in _pairs(event, state_of):
            cells.setdefault((a, b, month, event.channel, line), []).append(point)
    return tuple(sorted((_relation(key, points) for key, points in cells.items()), key=lambda r: r.id))


def plover_score(kind: str, mode: str | None) -> float:
    """The published score of a type and mode, of the type alone where the mode has none; 0 for an unknown type."""
    table = _scores()
    return table.get((kind, (mode or "").casefold()), table.get((kind, ""), 0.0))


@cache
def _scores() -> Mapping[tuple[str, str], float]:
    return {(row.need("type"), row.get("mode")): float(row.need("score")) for row in read_rows("goldstein")}


def _origins(event: Event, origins: Mapping[str, str]) -> tuple[str, ...]:
    found = {origin_of(origins, row.article, row.span) for row in event.evidence}
    return tuple(sorted(found or {origin_of(origins, event.article)}))


def _month(when: When) -> str | None:
    """The month that holds most of the days, None when the range is open or longer than two months."""
    if when.days is None or when.earliest is None or when.latest is None or when.days > 62:
        return None
    middle = date.fromisoformat(when.earliest) + timedelta(days=(when.days - 1) // 2)
    return middle.isoformat()[:7]


def _pairs(event: Event, state_of: Mapping[str, str | None]) -> list[tuple[str, str]]:
    source = _states(event.source, state_of)
    target = _states(event.target, state_of)
    if len(source) > MOST_STATES or len(target) > MOST_STATES:
        return []
    if event.type == "CONSULT" or not target:
        found = set(combinations(sorted(source | target), 2))
    else:
        found = {(min(a, b), max(a, b)) for a in source for b in target if a != b}
    return sorted(found)


def _states(ids: Iterable[str], state_of: Mapping[str, str | None]) -> set[str]:
    return {state for state in (state_of.get(one) for one in ids) if state}


def _relation(key: tuple[str, str, str, str, str], points: Sequence[_Point]) -> Relation:
    a, b, month, channel, line = key
    ident = stable_id("rl", *key)
    by_origin: dict[str, list[float]] = {}
    acts = _acts(points)
    for act in sorted(acts, key=str):
        for origin in acts[act]:
            by_origin.setdefault(origin, []).append(float(str(act[-1])))
    scores = [score for origin in sorted(by_origin) for score in by_origin[origin]]
    low, high = _interval(ident, by_origin)
    sure = float(np.mean([point.event.confidence for point in points]))
    return Relation(
        id=ident,
        between=(a, b),
        period=month,
        channel=channel,
        line="words" if line == "words" else "deeds",
        events=tuple(sorted({point.event.id for point in points})),
        independent_events=len(acts),
        score=round(float(np.mean(scores)), 4),
        low=round(low, 4),
        high=round(high, 4),
        confidence=round(sure, 4),
        evidence=tuple(sorted({row for point in points for row in point.event.evidence[:2]})[:EVIDENCE]),
    )


def _acts(points: Sequence[_Point]) -> dict[tuple[object, ...], set[str]]:
    """Origins by act: lines of one kind, day and parties are one act, in however many copies it stands."""
    found: dict[tuple[object, ...], set[str]] = {}
    for point in points:
        event = point.event
        act = (event.type, event.mode or "", event.source, event.target, event.when.edtf or "", point.score)
        found.setdefault(act, set()).update(point.origins)
    return found


def _interval(ident: str, by_origin: Mapping[str, list[float]]) -> tuple[float, float]:
    """Bounds that hold 90 % of the means when origins are drawn again; the extremes when there is one origin."""
    if len(by_origin) < 2:
        scores = next(iter(by_origin.values()))
        return min(scores), max(scores)
    sums = np.array([sum(by_origin[origin]) for origin in sorted(by_origin)])
    counts = np.array([len(by_origin[origin]) for origin in sorted(by_origin)])
    # the generator is seeded from the line's id: the same line has the same bounds on every machine
    seed = int.from_bytes(hashlib.sha256(ident.encode()).digest()[:8], "big")
    drawn = np.random.Generator(np.random.PCG64(seed)).integers(0, len(sums), size=(SAMPLES, len(sums)))
    means = np.sort(sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1))
    return float(means[SAMPLES // 20]), float(means[-1 - SAMPLES // 20])
