"""A pair of states as a page: words and deeds by month, what changed, encounters in time, asks and forecasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memcon.errors import UsageError
from memcon.record import Filter, Record
from memcon.views.course import Course, course
from memcon.views.front import Point, months
from memcon.views.naming import Labels, labels_for
from memcon.views.telling import Told, tell

SHOWN = 20
RESTS = 3
"""Events told in one row of the table; the page of the line has all."""
TELLING = 24
"""Rows, from the latest on, that tell their events; the others lead to the page of their line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One relation line for the table: month, channel, words or deeds, score with interval, its evidence."""

    id: str
    period: str
    channel: str
    line: str
    score: float
    low: float
    high: float
    origins: int
    events: tuple[Told, ...]
    rest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """What the page of a pair shows. `channels` are those with lines; `chosen` those switched on.

    `breaks` are the (line, month) at which the mean moved and stayed; `course` has levels, changes and trends.
    """

    a: str
    b: str
    name: str
    names: tuple[str, str]
    channels: tuple[str, ...]
    chosen: tuple[str, ...]
    words: tuple[Point, ...]
    deeds: tuple[Point, ...]
    breaks: tuple[tuple[str, str], ...]
    course: Course
    months: tuple[Month, ...]
    more: int
    asks: tuple[Told, ...]
    forecasts: tuple[Told, ...]
    between: Filter


def pair_page(record: Record, a: str, b: str, *, channels: Sequence[str] = (), limit: int = 60) -> PairPage:
    """The page of two states by their codes; UsageError when the record knows neither."""
    one, other = sorted((a, b))
    names = labels_for(record, {"actors": [one, other]})
    lines = [line for line in record.together("relations", one, other) if line["confidence"] >= Filter().min_confidence]
    known = record.several([one, other])
    if not lines and not {one, other} & set(known):
        raise UsageError(f"the record has no states {one!r} and {other!r}")
    kept = [line for line in lines if not channels or line["channel"] in channels]
    words, deeds, moved = months(kept, "words"), months(kept, "deeds"), course(kept)
    between = Filter(between=(frozenset({one}), frozenset({other})))
    decisions = record.lines("decisions")
    ledger = {kind: record.page(kind, between, limit=SHOWN, order="newest") for kind in ("asks", "forecasts")}
    who = labels_for(record, ledger)
    latest = sorted(kept, key=lambda line: (line["period"], line["line"], line["channel"]), reverse=True)
    return PairPage(
        a=one,
        b=other,
        name=f"{names.actor(one)} – {names.actor(other)}",
        names=(names.actor(one), names.actor(other)),
        channels=tuple(sorted({line["channel"] for line in lines})),
        chosen=tuple(channels),
        words=tuple(words),
        deeds=tuple(deeds),
        breaks=tuple((move.line, move.period) for move in moved.moves),
        course=moved,
        months=tuple(_months(record, latest[:limit])),
        more=max(0, len(latest) - limit),
        asks=tuple(tell("asks", line, who, decisions) for line in ledger["asks"]),
        forecasts=tuple(tell("forecasts", line, who, decisions) for line in ledger["forecasts"]),
        between=between,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PointPage:
    """A point of the chart of a pair, with all that it rests on, by channel."""

    a: str
    b: str
    name: str
    line: str
    point: Point
    rests: tuple[Month, ...]


def point_page(
    record: Record, a: str, b: str, *, period: str, line: str, channels: Sequence[str] = (), limit: int = 60
) -> PointPage:
    """What the point of two states in a month (YYYY-MM) rests on; `line` is words or deeds.

    UsageError when there is no such point.
    """
    one, other = sorted((a, b))
    kept = [
        found
        for found in record.together("relations", one, other)
        if found["confidence"] >= Filter().min_confidence
        and (found["period"], found["line"]) == (period, line)
        and (not channels or found["channel"] in channels)
    ]
    if not kept:
        raise UsageError(f"the record has no {line[:40]!r} of {one[:40]!r} and {other[:40]!r} in {period[:40]!r}")
    kept.sort(key=lambda found: (-found["independent_events"], found["channel"]))
    shown = {found["id"]: found["events"][:limit] for found in kept}
    events = record.several(key for keys in shown.values() for key in keys)
    names = labels_for(record, {"actors": [one, other]}, [value for _, value in events.values()])
    decisions = record.lines("decisions")
    return PointPage(
        a=one,
        b=other,
        name=f"{names.actor(one)} – {names.actor(other)}",
        line=line,
        point=months(kept, line)[0],
        rests=tuple(_month(found, shown[found["id"]], events, names, decisions) for found in kept),
    )


def _months(record: Record, lines: list[dict[str, Any]]) -> list[Month]:
    rests = {line["id"]: line["events"][:RESTS] for line in lines[:TELLING]}
    events = record.several(key for keys in rests.values() for key in keys)
    names = labels_for(record, [value for _, value in events.values()])
    return [_month(line, rests.get(line["id"], ()), events, names) for line in lines]


def _month(
    line: dict[str, Any], shown: Sequence[str], events: Mapping[str, tuple[str, dict[str, Any]]], names: Labels,
    decisions: Sequence[dict[str, Any]] = (),
) -> Month:  # fmt: skip
    """A relation line with those of its events that are shown."""
    return Month(
        id=line["id"], period=line["period"], channel=line["channel"], line=line["line"], score=line["score"],
        low=line["low"], high=line["high"], origins=line["independent_events"],
        events=tuple(tell(*events[key], names, decisions) for key in shown if key in events),
        rest=len(line["events"]) - len(shown),
    )  # fmt: skip
