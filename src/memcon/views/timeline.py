"""Encounters in time: bars of years, of a year's months or of a month's days; the record knows days, not hours."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from dataclasses import dataclass, replace

from memcon.record import Filter, Record
from memcon.views.dates import day_in_words
from memcon.views.naming import labels_for
from memcon.views.telling import Told, tell

_ZOOM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
MOST = 2_000
LISTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time: its EDTF value to zoom into, its short name, how many encounters may lie in it."""

    zoom: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Bars at one zoom, the way back out, and the encounters of the stretch in order."""

    zoom: str
    title: str
    out: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    most: int
    told: tuple[Told, ...]
    undated: int


def timeline(record: Record, between: Filter, *, zoom: str = "") -> Timeline:
    """The timeline of what passes the filter: all years, or the year, month or day of `zoom`."""
    zoom = zoom if _valid(zoom) else ""
    wanted = between
    if zoom:
        first, last = _edges(zoom)
        wanted = replace(between, since=first, until=last)
    found = record.page("encounters", wanted, limit=MOST)
    dated = [line for line in found if line["when"]["earliest"]]
    counts = Counter(_bucket(line["when"]["earliest"], zoom) for line in dated)
    bars = tuple(Bar(zoom=key, name=_short(key), count=counts.get(key, 0)) for key in _buckets(counts, zoom))
    names = labels_for(record, dated[:LISTED])
    decisions = record.lines("decisions")
    return Timeline(
        zoom=zoom,
        title=day_in_words(zoom) if zoom else "all years",
        out=tuple((zoom[:size], day_in_words(zoom[:size])) for size in (4, 7) if size < len(zoom)),
        bars=bars if len(zoom) < 10 else (),
        most=max(counts.values(), default=1),
        told=tuple(tell("encounters", line, names, decisions) for line in dated[-LISTED:]),
        undated=len(found) - len(dated),
    )


def _valid(zoom: str) -> bool:
    match = _ZOOM.fullmatch(zoom)
    if match is None or not zoom.isascii() or int(match[1]) < 1:
        return False
    month = int(match[2] or 1)
    return 1 <= month <= 12 and 1 <= int(match[3] or 1) <= calendar.monthrange(int(match[1]), month)[1]


def _edges(zoom: str) -> tuple[str, str]:
    if len(zoom) == 4:
        return f"{zoom}-01-01", f"{zoom}-12-31"
    if len(zoom) == 7:
        return f"{zoom}-01", f"{zoom}-{calendar.monthrange(int(zoom[:4]), int(zoom[5:]))[1]:02d}"
    return zoom, zoom


def _bucket(day: str, zoom: str) -> str:
    return day[: {0: 4, 4: 7, 7: 10, 10: 10}[len(zoom)]]


def _buckets(counts: Counter[str], zoom: str) -> list[str]:
    if not zoom:
        years = [int(key) for key in counts]
        if not years:
            return []
        if max(years) - min(years) > 60:
            return sorted(counts)
        return [f"{year:04d}" for year in range(min(years), max(years) + 1)]
    if len(zoom) == 4:
        return [f"{zoom}-{month:02d}" for month in range(1, 13)]
    days = calendar.monthrange(int(zoom[:4]), int(zoom[5:7]))[1]
    return [f"{zoom[:7]}-{day:02d}" for day in range(1, days + 1)]


def _short(key: str) -> str:
    if len(key) == 4:
        return key
    return calendar.month_abbr[int(key[5:7])] if len(key) == 7 else str(int(key[8:]))
