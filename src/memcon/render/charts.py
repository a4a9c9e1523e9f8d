"""Charts as coordinates for SVG that needs no script: numbers only, so that no word of an article is in them."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from memcon.views.front import PairLines, Point

TOP = 10.0
"""The PLOVER scale runs from -10 (conflict) to +10 (cooperation)."""
SILENCE = 12
"""Months between two points over which no line is drawn: nothing is known of what lies between."""
ASIDE = {"words": -2.0, "deeds": 2.0}
"""How far points stand from the middle of their month, that points of one month and score do not cover each other."""
SHORT = 24
"""Months up to which a wide axis names quarters instead of years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point to draw, with the month it stands for; `low` and `high` are places, `least` and `most` their scores."""

    x: float
    y: float
    r: float
    period: str
    line: str
    score: float
    low: float
    high: float
    least: float
    most: float
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing of two lines: sizes, the zero line, axis ticks, paths, bands, dots; `said` tells it in words.

    `first` and `last` are the months (YYYY-MM) at its edges.
    """

    width: int
    height: int
    first: str
    last: str
    zero: float
    years: tuple[Tick, ...]
    scores: tuple[Tick, ...]
    paths: tuple[tuple[str, str], ...]
    bands: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]
    said: str


def chart(
    words: Sequence[Point],
    deeds: Sequence[Point],
    *,
    width: int,
    height: int,
    margin: tuple[int, int, int, int] = (6, 6, 6, 6),
    name: str = "",
    months: tuple[str, str] | None = None,
) -> Chart:
    """The chart of a pair's two lines; `margin` is top, right, bottom, left, `months` the first and last to show."""
    top, right, bottom, left = margin
    own = sorted({point.period for point in (*words, *deeds)})
    ends = months or ((own[0], own[-1]) if own else ("2000-01", "2000-12"))
    first, last = _month(ends[0]), _month(ends[1])
    if last - first < 11:
        first, last = first - (11 - last + first) // 2, last + (12 - last + first) // 2

    def x(period: str, aside: float = 0.0) -> float:
        return round(left + aside + (_month(period) - first) / (last - first) * (width - left - right), 1)

    def y(score: float) -> float:
        return round(top + (TOP - max(-TOP, min(TOP, score))) / (2 * TOP) * (height - top - bottom), 1)

    lines = (("deeds", deeds), ("words", words))
    return Chart(
        width=width,
        height=height,
        first=_period(first),
        last=_period(last),
        zero=y(0),
        years=tuple(_years(first, last, x, wide=width > 400)),
        scores=tuple(Tick(at=y(score), text=f"{score:+d}" if score else "0") for score in (-10, -5, 0, 5, 10)),
        paths=tuple(
            (line, _path((x(p.period, ASIDE[line]), y(p.score)) for p in points))
            for line, found in lines
            for points in _runs(found)
        ),
        bands=tuple(
            (line, _band([(x(p.period, ASIDE[line]), y(p.high), y(p.low)) for p in points]))
            for line, found in lines
            for points in _runs(found)
            if len(points) > 1
        ),
        dots=tuple(
            Dot(
                x=x(p.period, ASIDE[line]), y=y(p.score), r=round(min(7.0, 2.2 + p.weight**0.5 * 0.7), 1),
                period=p.period, line=line, score=p.score, low=y(p.low), high=y(p.high), least=p.low, most=p.high,
                weight=p.weight,
            )
            for line, points in lines
            for p in points
        ),
        said=_said(name, words, deeds),
    )  # fmt: skip


def multiples(pairs: Sequence[PairLines]) -> list[tuple[PairLines, Chart]]:
    """Small multiples of pairs over the same months, for the front page."""
    months = sorted({point.period for pair in pairs for point in (*pair.words, *pair.deeds)})
    ends = (f"{months[0][:4]}-01", f"{months[-1][:4]}-12") if months else None
    return [(pair, _small(pair, ends)) for pair in pairs]


def _small(pair: PairLines, ends: tuple[str, str] | None) -> Chart:
    margin = (6, 10, 16, 24)
    return chart(pair.words, pair.deeds, width=240, height=84, margin=margin, name=pair.name, months=ends)


def _month(period: str) -> int:
    return int(period[:4]) * 12 + int(period[5:7]) - 1


def _years(first: int, last: int, x: Callable[[str], float], *, wide: bool) -> Iterable[Tick]:
    if wide and last - first <= SHORT:
        for month in range(first, last + 1):
            if month % 3 == 0:
                yield Tick(at=x(_period(month)), text=f"{month_abbr[month % 12 + 1]} {month // 12}")
        return
    years = range(-(-first // 12), last // 12 + 1)
    step = max(1, -(-len(years) // (8 if wide else 4)))
    for year in years:
        if year % step == 0:
            yield Tick(at=x(f"{year:04d}-01"), text=str(year))


def _period(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _runs(points: Sequence[Point]) -> Iterable[Sequence[Point]]:
    """The points in stretches without a long silence."""
    start = 0
    for n in range(1, len(points) + 1):
        if n == len(points) or _month(points[n].period) - _month(points[n - 1].period) > SILENCE:
            yield points[start:n]
            start = n


def _band(edges: Sequence[tuple[float, float, float]]) -> str:
    return _path([*((x, high) for x, high, _ in edges), *((x, low) for x, _, low in reversed(edges))]) + "Z"


def _path(places: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in places)


def _said(name: str, words: Sequence[Point], deeds: Sequence[Point]) -> str:
    parts = []
    for line, points in (("words", words), ("deeds", deeds)):
        if points:
            last = points[-1]
            number = f"{len(points)} month{'s' * (len(points) != 1)}"
            parts.append(f"{line} in {number}, last {last.score:+.1f} in {last.period}")
    return f"{name}: {'; '.join(parts) or 'nothing on record'}"
