"""Encounters in time: bars of years, of a year's months, of a month's days, of a day's hours where texts give any."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from memcon.record import Filter, Record
from memcon.views.dates import day_in_words
from memcon.views.hours import Hour, at_hour, hours_of
from memcon.views.naming import labels_for
from memcon.views.telling import Told, tell

Line = Mapping[str, Any]
_ZOOM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}))?)?)?")
MOST = 20_000
LISTED = 60
LATEST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time: its EDTF value to zoom into, its short name, how many encounters may lie in it."""

    zoom: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Bars at one zoom, the way back out, and the encounters of the stretch in order; `earlier` are not listed.

    At the zoom of a day, `hours` are the times of day that texts give its encounters.
    """

    zoom: str
    title: str
    out: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    most: int
    told: tuple[Told, ...]
    undated: int
    earlier: int
    hours: tuple[Hour, ...] = ()


def timeline(record: Record, between: Filter, *, zoom: str = "") -> Timeline:
    """The timeline of what passes the filter: all years, or the year, month, day or hour (2022-12-30T09) of `zoom`."""
    zoom = zoom if _valid(zoom) else ""
    wanted = between
    if zoom:
        first, last = _edges(zoom[:10])
        wanted = replace(between, since=first, until=last)
    if len(zoom) >= 10:
        return _day(record, wanted, zoom)
    found = record.days("encounters", wanted, limit=MOST)
    years = {day[:4] for day in found if day}
    only = years.pop() if not zoom and len(years) == 1 else zoom  # of a single year the months are shown at once
    counts = Counter(_bucket(day, only) for day in found if day)
    bars = tuple(Bar(zoom=key, name=_short(key), count=counts.get(key, 0)) for key in _buckets(counts, only))
    lines = record.page("encounters", wanted, limit=LISTED if zoom else LATEST, order="newest")
    listed = [line for line in lines if line["when"]["earliest"]][::-1]
    return Timeline(
        zoom=zoom,
        title=day_in_words(zoom) if zoom else f"all years ({only})" if only else "all years",
        out=tuple((zoom[:size], day_in_words(zoom[:size])) for size in (4, 7) if size < len(zoom)),
        bars=bars,
        most=max(counts.values(), default=1),
        told=_told(record, listed),
        undated=len(found) - sum(counts.values()),
        earlier=sum(counts.values()) - len(listed),
    )


def _told(record: Record, lines: Sequence[Line]) -> tuple[Told, ...]:
    names, decisions = labels_for(record, lines), record.lines("decisions")
    return tuple(tell("encounters", line, names, decisions) for line in lines)


def _day(record: Record, wanted: Filter, zoom: str) -> Timeline:
    """One day: bars of hours where the texts give any, the encounters that may lie in it."""
    day, _, hour = zoom.partition("T")
    lines = [line for line in record.page("encounters", wanted, limit=LISTED) if line["when"]["earliest"]]
    sharp = [line for line in lines if line["when"]["earliest"] == line["when"]["latest"]]
    hours = hours_of(record, sharp, day, labels_for(record, sharp))
    counts = Counter(key for _, key in {(found.encounter, found.hour) for found in hours if found.hour})
    keys = [f"{n:02d}" for n in range(24)] if counts else []
    bars = tuple(Bar(zoom=f"{day}T{key}", name=key, count=counts.get(key, 0)) for key in keys)
    return Timeline(
        zoom=zoom,
        title=f"{day_in_words(day)}, {hour}:00 to {int(hour) + 1:02d}:00" if hour else day_in_words(day),
        out=tuple((zoom[:size], day_in_words(zoom[:size])) for size in (4, 7, 10) if size < len(zoom)),
        bars=bars if not hour else (),
        most=max(counts.values(), default=1),
        told=_told(record, at_hour(lines, hours, hour) if hour else lines),
        undated=0,
        earlier=0,
        hours=tuple(found for found in hours if not hour or found.hour == hour),
    )


def _valid(zoom: str) -> bool:
    match = _ZOOM.fullmatch(zoom)
    if match is not None and match[4] and int(match[4]) > 23:
        return False
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
    return day[: {0: 4, 4: 7, 7: 10}[len(zoom)]]


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
