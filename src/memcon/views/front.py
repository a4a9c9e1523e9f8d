"""The front page: pairs of states with their lines, latest encounters, open asks, forecasts due."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import msgspec

from memcon.record import Filter, Record
from memcon.views.naming import labels_for
from memcon.views.telling import Told, tell

PAIRS = 12
SURE = Filter(min_confidence=0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A month of a pair on one line, all channels together, weighted by how many origins stand behind each."""

    period: str
    score: float
    low: float
    high: float
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLines:
    """A pair of states with its two lines (words, deeds) by month, and how many origins stand behind them."""

    a: str
    b: str
    name: str
    weight: int
    words: tuple[Point, ...]
    deeds: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the front page shows."""

    sizes: dict[str, int]
    pairs: tuple[PairLines, ...]
    encounters: tuple[Told, ...]
    differences: tuple[Told, ...]
    asks: tuple[Told, ...]
    asks_open: int
    forecasts: tuple[Told, ...]
    forecasts_open: int
    articles: tuple[Told, ...]


def front(record: Record) -> Front:
    """The front page of a record."""
    open_asks, due = {"status": "open"}, {"outcome": "open"}
    kinds = {
        "encounters": record.page("encounters", SURE, limit=9, order="newest"),
        "differences": _varied(record.page("differences", SURE, limit=40, order="newest")),
        "asks": record.page("asks", SURE, limit=6, order="newest", fields=open_asks),
        "forecasts": sorted(
            record.page("forecasts", SURE, limit=40, order="newest", fields=due),
            key=lambda line: (line["horizon"]["latest"] or "9999", line["id"]),
        )[:6],
        "articles": record.article_page(limit=6)[0],
    }
    names = labels_for(record, kinds)
    decisions = record.lines("decisions")
    told = {kind: tuple(tell(kind, line, names, decisions) for line in found) for kind, found in kinds.items()}
    return Front(
        sizes=record.sizes(),
        pairs=tuple(pairs(record)),
        asks_open=record.count("asks", SURE, fields=open_asks),
        forecasts_open=record.count("forecasts", SURE, fields=due),
        **told,
    )


def _varied(differences: list[dict[str, Any]], *, limit: int = 5, each: int = 2) -> list[dict[str, Any]]:
    """The first few, of each encounter only the weightiest."""
    kept: list[dict[str, Any]] = []
    own: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for line in differences:
        own[line["encounter"]].append(line)
    for lines in own.values():
        kept += sorted(lines, key=lambda line: (-line["weight"], -line["confidence"], line["id"]))[:each]
    return kept[:limit]


class Drawn(msgspec.Struct, frozen=True, gc=False):
    """Of a relation line what a small chart is drawn from; there are too many to be looked through for garbage."""

    between: tuple[str, str]
    period: str
    line: str
    independent_events: int
    score: float
    low: float
    high: float


def pairs(record: Record, *, limit: int = PAIRS) -> list[PairLines]:
    """The pairs of states with most origins behind their lines."""
    groups: dict[tuple[str, str], list[Drawn]] = defaultdict(list)
    weights: Counter[tuple[str, str]] = Counter()
    for line in record.decoded("relations", Drawn):
        groups[line.between].append(line)
        weights[line.between] += line.independent_events
    ranked = sorted(groups, key=lambda pair: (-weights[pair], pair))[:limit]
    names = labels_for(record, {"actors": [key for pair in ranked for key in pair]})
    drawn = {
        pair: [
            msgspec.structs.asdict(line)
            for line in sorted(groups[pair], key=lambda line: (line.period, line.score, line.low))
        ]
        for pair in ranked
    }
    return [
        PairLines(
            a=a,
            b=b,
            name=f"{names.actor(a)} – {names.actor(b)}",
            weight=weights[a, b],
            words=tuple(months(drawn[a, b], "words")),
            deeds=tuple(months(drawn[a, b], "deeds")),
        )
        for a, b in ranked
    ]


def months(lines: list[dict[str, Any]], name: str) -> list[Point]:
    """One point a month: the mean over channels, weighted by independent events."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        if line["line"] == name:
            found[line["period"]].append(line)
    return [_point(period, found[period]) for period in sorted(found)]


def _point(period: str, lines: list[dict[str, Any]]) -> Point:
    weight: int = sum(line["independent_events"] for line in lines)

    def mean(field: str) -> float:
        total: float = sum(line[field] * line["independent_events"] for line in lines)
        return round(total / max(1, weight), 2)

    return Point(period=period, score=mean("score"), low=mean("low"), high=mean("high"), weight=weight)
