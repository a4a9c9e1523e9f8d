"""Dates as precise as the text allows: EDTF (ISO 8601-2) with the range of days it stands for."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Basis = Literal["stated", "relative", "publication", "unknown"]

_EDTF = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_YEARS = range(100, 9900)
"""Years that a `When` can hold: days around them can be reckoned with in Python's calendar (years 1 to 9999)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day or range of days (`earliest`..`latest`, both inclusive, ISO strings); undated: all None.

    `basis`: stated (the text gives the date), relative (reckoned from the publication date or another
    date of the text), publication (no time in the text: the day of print), unknown.
    `edtf` follows ISO 8601-2: `2022-12-30`, `2023-08`, `2022`, an interval `2022-12-01/2022-12-10`.
    """

    earliest: str | None = None
    latest: str | None = None
    edtf: str | None = None
    basis: Basis = "unknown"

    @property
    def dated(self) -> bool:
        """Whether any day is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def days(self) -> int | None:
        """Length of the range in days, None when either end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (date.fromisoformat(self.latest) - date.fromisoformat(self.earliest)).days + 1

    def meets(self, other: When, *, slack: int = 0) -> bool:
        """Whether the two ranges share a day, `slack` days apart at most; an undated one meets everything."""
        if not (self.dated and other.dated):
            return True
        pad = timedelta(days=slack)
        low = max(_day(self.earliest, date.min), _day(other.earliest, date.min))
        high = min(_day(self.latest, date.max), _day(other.latest, date.max))
        return low <= high or (low - high) <= pad


UNDATED = When()


def _day(value: str | None, otherwise: date) -> date:
    return date.fromisoformat(value) if value else otherwise


def from_edtf(edtf: str, *, basis: Basis) -> When:
    """The `When` of a plain EDTF date (year, month or day) or a `/` interval of them.

    ValueError if it is neither, or lies outside the years 100 to 9899.
    """
    first, _, last = edtf.partition("/")
    earliest = edtf_range(first)[0]
    latest = edtf_range(last or first)[1]
    if earliest.year not in _YEARS or latest.year not in _YEARS:
        raise ValueError(f"{edtf!r} lies outside the years 100 to 9899")
    if earliest > latest:
        raise ValueError(f"{edtf!r} ends before it starts")
    return When(earliest=earliest.isoformat(), latest=latest.isoformat(), edtf=edtf, basis=basis)


def day_of_print(published: str | None) -> When:
    """The day of print as a `When` of basis `publication`; undated for an article that has none."""
    try:
        return from_edtf(published, basis="publication") if published else UNDATED
    except ValueError:
        return UNDATED


def edtf_range(edtf: str) -> tuple[date, date]:
    """First and last day of a plain EDTF date `YYYY[-MM[-DD]]`; ValueError if it is none."""
    match = _EDTF.match(edtf)
    if match is None:
        raise ValueError(f"{edtf!r} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = int(match[1]), match[2], match[3]
    if day:
        exact = date(year, int(month), int(day))
        return exact, exact
    if month:
        return date(year, int(month), 1), date(year, int(month), calendar.monthrange(year, int(month))[1])
    return date(year, 1, 1), date(year, 12, 31)


def day_range(earliest: date, latest: date, *, basis: Basis) -> When:
    """The `When` of a range of days, its EDTF shortened to a day, month or year where the range is exactly one.

    Undated where the range leaves the years 100 to 9899 ("since the first century").
    """
    if earliest.year not in _YEARS or latest.year not in _YEARS:
        return When(basis=basis)
    for edtf in (earliest.isoformat(), earliest.isoformat()[:7], earliest.isoformat()[:4]):
        if edtf_range(edtf) == (earliest, latest):
            return When(earliest=earliest.isoformat(), latest=latest.isoformat(), edtf=edtf, basis=basis)
    return When(
        earliest=earliest.isoformat(),
        latest=latest.isoformat(),
        edtf=f"{earliest.isoformat()}/{latest.isoformat()}",
        basis=basis,
    )
