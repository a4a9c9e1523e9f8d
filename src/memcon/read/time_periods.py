"""What a period is worth: "the third quarter", "late last year", "the same day", "the 1990s", "fiscal 2023".

On 15 August 2023 "earlier this year" is worth 2023, 1 January to 15 August.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from memcon.read.time_calendar import Days, around, half_days, month_days, quarter_days, shift, value_of
from memcon.read.time_ground import Ground, Reckoned, narrowed, pick
from memcon.read.time_patterns import Hit
from memcon.read.time_words import Word


def quarter(hit: Hit, ground: Ground) -> Reckoned | None:
    """The third quarter of 1990, fiscal second quarter: of the year given, else the nearest."""
    if hit.value("unit") != "Q" or not hit.value("nth").isdigit() or not 1 <= int(hit.value("nth")) <= 4:
        return None
    number = int(hit.value("nth"))
    found = _of_year(number, hit, ground, quarter_days, "Q")
    return narrowed(found, hit.parts.get("pre", ()), ground) if found else None


def half(hit: Hit, ground: Ground) -> Reckoned | None:
    """The first half of 2022."""
    if hit.value("nth") not in ("1", "2"):
        return None
    if not (hit.get("year") or hit.get("unit2")):
        return None
    return _of_year(int(hit.value("nth")), hit, ground, half_days, "H")


def quarter_code(hit: Hit, ground: Ground) -> Reckoned | None:
    """Q3, Q3 2022, H1 2022."""
    code = hit.value("code")
    if code[0] == "H" and not hit.get("year"):
        return None
    return _of_year(int(code[1]), hit, ground, quarter_days if code[0] == "Q" else half_days, code[0])


def _of_year(
    number: int, hit: Hit, ground: Ground, days_of: Callable[[int, int], Days], letter: str
) -> Reckoned | None:
    if hit.get("year"):
        year = int(hit.value("year"))
        return Reckoned("DATE", f"{year:04}-{letter}{number}", days_of(year, number), "stated", letter)
    rel = hit.get("rel")
    if hit.get("unit2") and rel is not None:
        year = ground.ref.year + {"l": -1, "x": 1}.get(rel.kind, 0)
    else:
        chosen = pick([days_of(ground.ref.year + step, number) for step in (-1, 0, 1)], ground)
        if chosen is None:
            return None
        year = chosen[0].year
    return Reckoned("DATE", f"{year:04}-{letter}{number}", days_of(year, number), "relative", letter)


def year_unit(hit: Hit, ground: Ground) -> Reckoned | None:
    """The 1988 quarter, the 1989 period: of that year, the quarter spoken of."""
    year = int(hit.value("year"))
    if ground.quarter is not None and ground.quarter.days is not None:
        return Reckoned("DATE", f"{year:04}{ground.quarter.value[4:]}", None, "stated", "QY")
    return Reckoned("DATE", f"{year:04}", (date(year, 1, 1), date(year, 12, 31)), "stated", "Y")


def relative(hit: Hit, ground: Ground) -> Reckoned | None:
    """Last year, this month, next week, the following day, the latest quarter."""
    rel, unit = hit.parts["rel"][0], hit.value("unit")
    word = rel.text.lower()
    if unit.startswith("T") or (hit.parts["unit"][0].kind == "D"):
        return None
    if unit == "F":
        unit = "W"
    if rel.kind == "r":
        return _latest(word, unit, ground)
    if word in ("previous", "preceding", "following", "subsequent", "ensuing") or (unit == "D" and rel.kind in "lx"):
        base = ground.day_anchor if unit == "D" else ground.anchor
        start = base.days[0] if base and base.days else (ground.ref if word in ("previous", "preceding") else None)
        if start is None:
            return Reckoned("DATE", _unknown(unit), None, "unknown", unit)
    else:
        start = ground.ref
    there = shift(start, unit, {"l": -1, "x": 1}.get(rel.kind, 0))
    if unit == "D" and rel.kind == "h":
        return None
    days = around(there, unit)
    if unit == "W" and rel.kind == "l" and start is ground.ref and start.weekday() == 6:
        days = (days[0], start)  # said on a Sunday it may be the week about to end
    found = Reckoned("DATE", value_of(there, unit), days, "relative", unit)
    return narrowed(found, hit.parts.get("pre", ()), ground)


def _latest(word: str, unit: str, ground: Ground) -> Reckoned | None:
    if word != "latest" or unit not in "QY":
        return None
    there = shift(ground.ref, unit, -1)
    return Reckoned("DATE", value_of(there, unit), around(there, unit), "relative", unit)


def _unknown(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def same(hit: Hit, ground: Ground) -> Reckoned | None:
    """The same day, later that year, the year: what was spoken of, or that of publication."""
    unit = hit.value("unit")
    word = hit.parts["the"][0].text.lower()
    if unit.startswith("T") or word not in ("the", "that"):
        return None
    if word == "the" and hit.get("same") is None:
        if unit not in "QY" or hit.get("pre"):
            return None
        if unit == "Q" and ground.quarter is not None:
            return ground.quarter
        return Reckoned("DATE", value_of(ground.ref, unit), around(ground.ref, unit), "relative", unit)
    base = ground.day_anchor if unit == "D" else ground.anchor
    if base is None or base.days is None:
        return Reckoned("DATE", _unknown(unit), None, "unknown", unit)
    there = base.days[0]
    return Reckoned("DATE", value_of(there, unit), around(there, unit), "relative", unit)


def edge_of_unit(hit: Hit, ground: Ground) -> Reckoned | None:
    """The end of the month, the start of next year, the end of 1990."""
    pre = hit.parts["pre"]
    if hit.get("year"):
        return _edge(int(hit.value("year")), pre, ground)
    unit, rel = hit.value("unit"), hit.get("rel")
    if unit.startswith("T") or unit == "D":
        return None
    there = shift(ground.ref, unit, {"l": -1, "x": 1}.get(rel.kind, 0) if rel else 0)
    found = Reckoned("DATE", value_of(there, unit), around(there, unit), "relative", unit)
    return narrowed(found, pre, ground)


def _edge(year: int, pre: tuple[Word, ...], ground: Ground) -> Reckoned:
    found = Reckoned("DATE", f"{year:04}", (date(year, 1, 1), date(year, 12, 31)), "stated", "Y")
    return narrowed(found, pre, ground)


def unit_end(hit: Hit, ground: Ground) -> Reckoned | None:
    """Year-end, month's end."""
    unit = hit.value("unit")
    if unit not in ("Y", "M", "Q") or hit.value("edge") != "END":
        return None
    days = around(ground.ref, unit)
    if ground.tense == "past" and unit == "Y" and ground.ref.month <= 6:
        days = around(shift(ground.ref, unit, -1), unit)
    return Reckoned(
        "DATE",
        value_of(days[1], "M" if unit == "Y" else unit),
        month_days(days[1].year, days[1].month),
        "relative",
        unit,
    )


def century(hit: Hit, ground: Ground) -> Reckoned | None:
    """The 20th century."""
    if hit.value("century") != "C" or not hit.value("nth").isdigit():
        return None
    number = int(hit.value("nth"))
    if not 1 <= number <= 30:
        return None
    days = (date(max(1, (number - 1) * 100), 1, 1), date(number * 100 - 1, 12, 31))
    found = Reckoned("DATE", f"{number - 1:02}", days, "stated", "C")
    return narrowed(found, hit.parts.get("pre", ()), ground)


def decade(hit: Hit, ground: Ground) -> Reckoned | None:
    """The late 1970s, the nineties."""
    digits = hit.value("decade")
    start = int(digits)
    if len(digits) == 2:
        start += 1900
    if not 1000 <= start <= 2090:
        return None
    found = Reckoned("DATE", f"{start // 10}X", (date(start, 1, 1), date(start + 9, 12, 31)), "stated", "E")
    return narrowed(found, hit.parts.get("pre", ()) + hit.parts.get("pre2", ()), ground)


def year_range(hit: Hit, _ground: Ground) -> Reckoned | None:
    """1990-95, 2014–2020: the years from the first to the last."""
    first, tail = int(hit.value("year")), hit.value("last")
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail) if len(tail) == 2 and tail.isdigit() else 0
    if not first < last <= first + 100:
        return None
    return Reckoned("DURATION", f"P{last - first}Y", (date(first, 1, 1), date(last, 12, 31)), "stated", "Y")


def fiscal(hit: Hit, _ground: Ground) -> Reckoned | None:
    """Fiscal 2023: the year, its days as wide as fiscal calendars differ (July before to the March after)."""
    year = int(hit.value("year"))
    return Reckoned("DATE", f"{year:04}", (date(year - 1, 7, 1), date(year + 1, 3, 31)), "stated", "Y")


def year(hit: Hit, ground: Ground) -> Reckoned | None:
    """2022, early 1990, the year 2000."""
    if hit.get("unit") and hit.value("unit") != "Y":
        return None
    number = int(hit.value("year"))
    found = Reckoned("DATE", f"{number:04}", (date(number, 1, 1), date(number, 12, 31)), "stated", "Y")
    return narrowed(found, hit.parts.get("pre", ()), ground)


PERIODS: dict[str, Callable[[Hit, Ground], Reckoned | None]] = {
    "quarter": quarter, "half": half, "quarter_code": quarter_code, "year_unit": year_unit, "relative": relative,
    "same": same, "edge_of_unit": edge_of_unit, "unit_end": unit_end, "century": century, "decade": decade,
    "year_range": year_range, "fiscal": fiscal, "year": year,
}  # fmt: skip
