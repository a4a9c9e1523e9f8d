"""How each pair of states stood, month by month: words and deeds on the published PLOVER scale.

An agreement told by two origins and an accusation told by one, both of March, diplomatic, give one
`words` line for the pair: (2 x 2.5 + 1 x -3) / 3 = .6667, with an interval from resampling the origins.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations, groupby

import numpy as np

from memcon.lexicon.tables import read_rows
from memcon.link.changes import stretches, trend
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

Kind = tuple[str, str, str]
Act = tuple[str, str, str, str]
"""Type, mode, direction (from, to, both) and, of an act, its day or month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    event: Event
    score: float
    act: Act
    tellers: tuple[tuple[str, str], ...]


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
        score, tellers = plover_score(event.type, event.mode), _tellers(event, origins)
        line = "words" if event.type in WORDS else "deeds"
        for a, b in _pairs(event, state_of):
            act = (event.type, event.mode or "", _direction(event, a, state_of), event.when.edtf or "")
            point = _Point(event=event, score=score, act=act, tellers=tellers)
            cells.setdefault((a, b, event.channel, line, month), []).append(point)
    found = [_relation(key, points) for key, points in sorted(cells.items())]
    return tuple(sorted(in_course(found), key=lambda r: r.id))


def in_course(relations: Sequence[Relation]) -> Iterator[Relation]:
    """The lines, sorted by pair, channel, line and month, with level, change and trend."""
    for _, group in groupby(relations, key=lambda r: (r.between, r.channel, r.line)):
        yield from with_course(list(group))


def with_course(course: Sequence[Relation]) -> list[Relation]:
    """The months of one line in order, each with the level of its stretch, its change and its trend."""
    scores, weights = [r.score for r in course], [r.weight for r in course]
    months = [int(r.period[:4]) * 12 + int(r.period[5:7]) for r in course]
    made: list[Relation] = []
    before: float | None = None
    for stretch in stretches(scores, weights):
        for place in range(stretch.first, stretch.last + 1):
            leaning = trend(months, scores, weights, upto=place)
            moved = stretch.level - before if before is not None and place == stretch.first else None
            made.append(
                replace(
                    course[place],
                    level=round(stretch.level, 4),
                    trend=None if leaning is None else round(leaning, 4) + 0.0,  # no minus zero
                    change=None if moved is None else round(moved, 4),
                )
            )
        before = stretch.level
    return made


def plover_score(kind: str, mode: str | None) -> float:
    """The published score of a type and mode, of the type alone where the mode has none; 0 for an unknown type."""
    table = _scores()
    return table.get((kind, (mode or "").casefold()), table.get((kind, ""), 0.0))


@cache
def _scores() -> Mapping[tuple[str, str], float]:
    return {(row.need("type"), row.get("mode")): float(row.need("score")) for row in read_rows("goldstein")}


def _tellers(event: Event, origins: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(origin, article) of all who tell of the event."""
    found = {(origin_of(origins, row.article, row.span), row.article) for row in event.evidence}
    return tuple(sorted(found or {(origin_of(origins, event.article), event.article)}))


def _direction(event: Event, a: str, state_of: Mapping[str, str | None]) -> str:
    """Who of the two did it: persons of one government are one side, in whatever words an article names them."""
    own = a in _states(event.source, state_of)
    return "both" if event.type == "CONSULT" or not event.target else "from" if own else "to"


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
    a, b, channel, line, month = key
    ident = stable_id("rl", a, b, month, channel, line)
    acts = _acts(points)
    by_origin: dict[str, list[float]] = {}
    for act in sorted(acts):
        for origin in sorted(acts[act][1]):
            by_origin.setdefault(origin, []).append(acts[act][0])
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
        weight=len(scores),
        confidence=round(sure, 4),
        evidence=tuple(sorted({row for point in points for row in point.event.evidence[:2]})[:EVIDENCE]),
    )


def _acts(points: Sequence[_Point]) -> dict[Act, tuple[float, set[str]]]:
    """Acts with their score and the origins that tell of each.

    An act is a type, mode, direction and day. An origin tells of as many acts of one kind as the fullest of its
    articles does: ten copies of one wire story, printed on ten days, tell of one act and not of ten.
    """
    told: dict[tuple[str, Kind], dict[str, set[Act]]] = {}
    for point in points:
        for origin, article in point.tellers:
            of_origin = told.setdefault((origin, point.act[:3]), {})
            of_origin.setdefault(article, set()).add(point.act)
    scores = {point.act: point.score for point in points}
    found: dict[Act, tuple[float, set[str]]] = {}
    for (origin, _), articles in sorted(told.items()):
        fullest = min(articles, key=lambda article: (-len(articles[article]), sorted(articles[article]), article))
        for act in articles[fullest]:
            found.setdefault(act, (scores[act], set()))[1].add(origin)
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
