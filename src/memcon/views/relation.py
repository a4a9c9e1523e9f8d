"""A pair of states as a page: words and deeds by month, what changed, encounters in time, asks and forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from memcon.errors import UsageError
from memcon.record import Filter, Record
from memcon.views.front import Point, months
from memcon.views.naming import labels_for
from memcon.views.telling import Told, tell

SHOWN = 20
FEWEST = 4
STEP = 2.0


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """What the page of a pair shows. `channels` are those with lines; `chosen` those switched on."""

    a: str
    b: str
    name: str
    names: tuple[str, str]
    channels: tuple[str, ...]
    chosen: tuple[str, ...]
    words: tuple[Point, ...]
    deeds: tuple[Point, ...]
    breaks: tuple[tuple[str, str], ...]
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
    words, deeds = months(kept, "words"), months(kept, "deeds")
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
        breaks=tuple((name, period) for name, line in (("words", words), ("deeds", deeds)) for period in breaks(line)),
        months=tuple(_months(record, latest[:limit])),
        more=max(0, len(latest) - limit),
        asks=tuple(tell("asks", line, who, decisions) for line in ledger["asks"]),
        forecasts=tuple(tell("forecasts", line, who, decisions) for line in ledger["forecasts"]),
        between=between,
    )


def _months(record: Record, lines: list[dict[str, Any]]) -> list[Month]:
    events = record.several(key for line in lines for key in line["events"][:6])
    names = labels_for(record, [value for _, value in events.values()])
    return [
        Month(
            id=line["id"], period=line["period"], channel=line["channel"], line=line["line"], score=line["score"],
            low=line["low"], high=line["high"], origins=line["independent_events"],
            events=tuple(tell(*events[key], names) for key in line["events"][:6] if key in events),
        )
        for line in lines
    ]  # fmt: skip


def breaks(points: Sequence[Point]) -> list[str]:
    """Months at which the mean moved by two points or more and stayed: binary segmentation, 4 months a side at least.

    A move counts when it is also larger than twice the mean distance of the months from their side's mean.
    """
    found: list[str] = []
    stack = [(0, len(points))]
    while stack:
        low, high = stack.pop()
        place = _split([point.score for point in points[low:high]])
        if place is not None:
            found.append(points[low + place].period)
            stack += [(low, low + place), (low + place, high)]
    return sorted(found)


def _split(scores: Sequence[float]) -> int | None:
    """Where a run of scores falls into two best, None when it does not."""
    best, place = 0.0, None
    for cut in range(FEWEST, len(scores) - FEWEST + 1):
        left, right = fmean(scores[:cut]), fmean(scores[cut:])
        gain = cut * (len(scores) - cut) / len(scores) * (left - right) ** 2
        if gain > best:
            best, place = gain, cut
    if place is None:
        return None
    left, right = fmean(scores[:place]), fmean(scores[place:])
    noise = fmean([*(abs(s - left) for s in scores[:place]), *(abs(s - right) for s in scores[place:])])
    return place if abs(left - right) >= max(STEP, 2 * noise) else None
