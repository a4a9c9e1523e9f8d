"""How a pair of states moved: words and deeds by month over all channels, their levels, changes and leaning.

Twelve months of talks and then a year of sanctions give two lines; that of deeds has one move, in the month
of the first sanctions, with the events behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memcon.link.changes import stretches, trend

Line = Mapping[str, Any]
LINES = ("words", "deeds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of a line over all channels: score with interval, in points; `level` of its stretch of months."""

    period: str
    score: float
    low: float
    high: float
    weight: int
    level: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A month at which a line moved and stayed: the level before and after, the events of its first months."""

    line: str
    period: str
    before: float
    after: float
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Both lines of a pair; `trends` is (line, points a year over its last twelve months)."""

    words: tuple[Month, ...]
    deeds: tuple[Month, ...]
    moves: tuple[Move, ...]
    trends: tuple[tuple[str, float], ...]


def course(relations: Iterable[Line]) -> Course:
    """The course of a pair, from its lines of the kind `relations`."""
    by_line: dict[str, dict[str, list[Line]]] = {name: defaultdict(list) for name in LINES}
    for line in relations:
        by_line[line["line"]][line["period"]].append(line)
    found = {name: _line(name, by_line[name]) for name in LINES}
    return Course(
        words=found["words"][0],
        deeds=found["deeds"][0],
        moves=tuple(sorted((m for name in LINES for m in found[name][1]), key=lambda m: (m.period, m.line))),
        trends=tuple((name, leaning) for name in LINES if (leaning := found[name][2]) is not None),
    )


def _line(name: str, by_month: Mapping[str, Sequence[Line]]) -> tuple[tuple[Month, ...], list[Move], float | None]:
    periods = sorted(by_month)
    rows = [_mean(by_month[period]) for period in periods]
    scores, weights = [row[0] for row in rows], [row[3] for row in rows]
    months: list[Month] = []
    moves: list[Move] = []
    found = stretches(scores, weights) if rows else []
    for n, stretch in enumerate(found):
        for at in range(stretch.first, stretch.last + 1):
            score, low, high, weight = rows[at]
            lines = tuple(sorted(line["id"] for line in by_month[periods[at]]))
            months.append(
                Month(
                    period=periods[at], score=score, low=low, high=high, weight=weight, level=round(stretch.level, 4),
                    lines=lines,
                )
            )  # fmt: skip
        if n:
            moves.append(_move(name, found[n - 1].level, stretch.level, periods[stretch.first :], by_month))
    counted = [int(period[:4]) * 12 + int(period[5:7]) for period in periods]
    leaning = trend(counted, scores, weights, upto=len(rows) - 1) if rows else None
    return tuple(months), moves, None if leaning is None else round(leaning, 4)


def _mean(lines: Sequence[Line]) -> tuple[float, float, float, int]:
    """(score, low, high, weight) of a month: the mean over channels, each report counting once."""
    weight = sum(_weight(line) for line in lines)

    def mean(field: str) -> float:
        total: float = sum(line[field] * _weight(line) for line in lines)
        return round(total / weight, 4)

    return mean("score"), mean("low"), mean("high"), weight


def _weight(line: Line) -> int:
    return max(1, int(line.get("weight") or line["independent_events"]))


def _move(
    name: str, before: float, after: float, periods: Sequence[str], by_month: Mapping[str, Sequence[Line]]
) -> Move:
    rising = after > before
    behind = [line for period in periods[:2] for line in by_month[period]]
    telling = [line for line in behind if (line["score"] > before) == rising] or behind
    return Move(
        line=name,
        period=periods[0],
        before=round(before, 4),
        after=round(after, 4),
        events=tuple(dict.fromkeys(event for line in telling for event in line["events"])),
    )
