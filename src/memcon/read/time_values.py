"""What a calendar expression is worth: "late last year", "Dec. 15-16", "on Friday", "the third quarter".

On a Tuesday, 15 August 2023, "last weekend" is worth 2023-W32-WE, 12 to 13 August.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from memcon.model.when import Basis
from memcon.read.time_calendar import (
    Days,
    add_days,
    around,
    half_days,
    holiday,
    month_days,
    quarter_days,
    season_days,
    shift,
    value_of,
    week_value,
    weekend_days,
)
from memcon.read.time_ground import Ground, Reckoned, narrowed, pick
from memcon.read.time_patterns import Hit

DAYPART_SUFFIX = {"MO": "TMO", "AF": "TAF", "EV": "TEV", "NI": "TNI"}
FULL_MONTH = 4
Resolver = Callable[[Hit, Ground], Reckoned | None]


def iso(hit: Hit, ground: Ground) -> Reckoned | None:
    """2022-12-30 and 2022-W52 as they stand."""
    text = hit.words[0].text
    try:
        if "W" in text:
            first = date.fromisoformat(text if text.count("-") == 2 else text + "-1")
            days = (first, first) if text.count("-") == 2 else (first, add_days(first, 6))
        else:
            days = (date.fromisoformat(text),) * 2
    except ValueError:
        return None
    return Reckoned("DATE", text, days, "stated")


def slashed(hit: Hit, ground: Ground) -> Reckoned | None:
    """12/30/2022 where only one reading is a date; with two readings the year alone."""
    first, second, third = (int(part) for part in hit.words[0].text.split("/"))
    if first > 31:
        return _day(first, second, third, "stated")
    year = third if third > 99 else (1900 if third > 50 else 2000) + third
    readings = {_day(year, month, day, "stated") for month, day in ((first, second), (second, first))} - {None}
    if len(readings) == 1:
        return readings.pop()
    return Reckoned("DATE", f"{year}-XX-XX", (date(year, 1, 1), date(year, 12, 31)), "stated") if readings else None


def _day(year: int, month: int, day: int, basis: Basis) -> Reckoned | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Reckoned("DATE", found.isoformat(), (found, found), basis, "D")


def _day_number(hit: Hit, part: str) -> int | None:
    word = hit.get(part)
    if word is None or not word.value.isdigit() or (word.kind == "N" and not word.text.isdigit()) or not 1 <= int(word.value) <= 31:
        return None
    return int(word.value)


def _month_number(hit: Hit) -> int:
    return int(hit.value("month") or hit.value("short"))


def _dated(month: int, day: int, hit: Hit, ground: Ground) -> Reckoned | None:
    """A day of a month: of the year given, or of the year nearest to publication."""
    if hit.get("year"):
        return _day(int(hit.value("year")), month, day, "stated")
    years = (ground.ref.year + step for step in (-1, 0, 1) if 1 <= ground.ref.year + step <= 9999)
    options = [found.days for year in years if (found := _day(year, month, day, "relative")) and found.days]
    chosen = pick(options, ground)
    return _day(chosen[0].year, month, day, "relative") if chosen else None


def day(hit: Hit, ground: Ground) -> Reckoned | None:
    """A day of a month, with or without its year, weekday and part of the day."""
    number = _day_number(hit, "day")
    if number is None:
        return None
    found = _dated(_month_number(hit), number, hit, ground)
    if found is None or found.days is None:
        return None
    if any(word.value == "EVE" for word in hit.parts.get("pre", ())):
        eve = add_days(found.days[0], -1)
        found = replace(found, value=eve.isoformat(), days=(eve, eve))
    return with_part(found, hit)


def day_range(hit: Hit, ground: Ground) -> Reckoned | None:
    """Dec. 15-16: from the first day to the last; its value is the first day."""
    first, last = _day_number(hit, "day"), _day_number(hit, "last")
    if first is None or last is None or first >= last:
        return None
    start = _dated(_month_number(hit), first, hit, ground)
    if start is None or start.days is None:
        return None
    end = _day(start.days[0].year, _month_number(hit), last, start.basis)
    return replace(start, days=(start.days[0], end.days[1])) if end and end.days else None


def with_part(found: Reckoned, hit: Hit) -> Reckoned:
    """The same day narrowed to its morning, night or noon when the expression names it."""
    daypart = hit.value("part")
    if not daypart:
        return found
    return replace(found, type="TIME", value=found.value + DAYPART_SUFFIX.get(daypart, daypart))


def month(hit: Hit, ground: Ground) -> Reckoned | None:
    """A month with its year, or the nearest one of that name."""
    number = _month_number(hit)
    if hit.get("year"):
        year = int(hit.value("year"))
        found = Reckoned("DATE", f"{year:04}-{number:02}", month_days(year, number), "stated", "M")
        return narrowed(found, hit.parts.get("pre", ()), ground)
    if hit.get("short") and not (hit.get("pre") or hit.get("rel") or hit.words[-1].kind == "."):
        return None
    days = _month_without_year(number, hit, ground)
    if days is None:
        return None
    found = Reckoned("DATE", f"{days[0].year:04}-{number:02}", days, "relative", "M")
    return narrowed(found, hit.parts.get("pre", ()), ground)


def _month_without_year(number: int, hit: Hit, ground: Ground) -> Days | None:
    options = [month_days(ground.ref.year + step, number) for step in (-1, 0, 1)]
    rel = hit.get("rel")
    if rel is not None and rel.kind == "l":
        options = [option for option in options if option[1] < ground.ref][-1:]
    elif rel is not None and rel.kind == "x":
        options = [option for option in options if option[0] > ground.ref][:1]
    elif rel is not None:
        options = [option for option in options if option[0].year == ground.ref.year]
    return pick(options, ground, strict=ground.lead not in ("until", "till", "through", "by"))


def month_relative(hit: Hit, ground: Ground) -> Reckoned | None:
    """June last year: the month in the year that the words point to."""
    if hit.value("unit") != "Y":
        return None
    year = ground.ref.year + {"l": -1, "x": 1}.get(hit.parts["rel"][0].kind, 0)
    number = _month_number(hit)
    found = Reckoned("DATE", f"{year:04}-{number:02}", month_days(year, number), "relative", "M")
    return narrowed(found, hit.parts.get("pre", ()), ground)


def season(hit: Hit, ground: Ground) -> Reckoned | None:
    """Spring 2023, last summer, in the fall; a bare "spring" may be a well."""
    name = hit.value("season")
    if hit.get("year"):
        year = int(hit.value("year"))
        found = Reckoned("DATE", f"{year:04}-{name}", season_days(year, name), "stated", "S")
        return narrowed(found, hit.parts.get("pre", ()), ground)
    if len(hit.words) == 1 and ground.lead not in ("in", "by", "until", "since", "during"):
        return None
    options = [season_days(ground.ref.year + step, name) for step in (-2, -1, 0, 1)]
    rel = hit.get("rel")
    if rel is not None and rel.kind == "l":
        options = [option for option in options if option[1] < ground.ref][-1:]
    elif rel is not None and rel.kind == "x":
        options = [option for option in options if option[0] > ground.ref][:1]
    days = pick(options, ground, strict=ground.lead not in ("until", "till", "through", "by"))
    if days is None:
        return None
    return narrowed(
        Reckoned("DATE", f"{days[0].year:04}-{name}", days, "relative", "S"), hit.parts.get("pre", ()), ground
    )


def weekend(hit: Hit, ground: Ground) -> Reckoned | None:
    """The Saturday and Sunday before, of, or after the week of publication."""
    here = weekend_days(ground.ref)
    before, after = weekend_days(add_days(ground.ref, -7)), weekend_days(add_days(ground.ref, 7))
    rel = hit.get("rel")
    if rel is None and hit.get("the") is None and not hit.get("pre"):
        return None
    if rel is not None and rel.kind == "l":
        days = before
    elif rel is not None and rel.kind == "x":
        days = after if ground.ref.weekday() >= 4 else here
    elif rel is not None:
        days = before if ground.tense == "past" and ground.ref.weekday() < 2 else here
    else:
        days = pick((before, here, after), ground, default="past", strict=True) or here
    return Reckoned("DATE", week_value(days[0]) + "-WE", days, "relative", "E")


def weekday(hit: Hit, ground: Ground) -> Reckoned | None:
    """The last or next day of that name by the tense of its verb; the day of publication if that is one."""
    number = int(hit.value("weekday"))
    rel = hit.get("rel")
    back = add_days(ground.ref, -((ground.ref.weekday() + 1 - number) % 7))
    on = back if back == ground.ref else add_days(back, 7)
    if rel is not None and rel.kind == "l":
        chosen = back if back < ground.ref else add_days(back, -7)
    elif rel is not None and rel.kind == "x":
        chosen = _next_weekday(ground.ref, number)
    elif rel is not None and rel.kind == "h":
        monday = add_days(ground.ref, -ground.ref.weekday())
        chosen = add_days(monday, number - 1)
    else:
        options = ((back, back), (on, on))
        dated = replace(ground, published=None)
        chosen = (pick(options, dated, default="past", strict=True) or options[0])[0]
    return with_part(Reckoned("DATE", chosen.isoformat(), (chosen, chosen), "relative", "W"), hit)


def _next_weekday(ref: date, number: int) -> date:
    """"Next Friday" is the one of the week to come; "coming" or "following" the first one after."""
    monday = add_days(ref, 7 - ref.weekday())
    return add_days(monday, number - 1)


def deictic(hit: Hit, ground: Ground) -> Reckoned | None:
    """Today, yesterday, tomorrow, tonight, and their parts."""
    rule = hit.value("deictic")
    there = add_days(ground.ref, int(rule.removesuffix("NI")))
    found = Reckoned("DATE", there.isoformat(), (there, there), "relative", "D")
    if rule.endswith("NI"):
        return replace(found, type="TIME", value=found.value + "TNI")
    return with_part(found, hit)


def daypart(hit: Hit, ground: Ground) -> Reckoned | None:
    """This morning, last night, the next morning, that evening."""
    rel = hit.get("rel")
    base = ground.day_anchor
    if rel is None or rel.kind == "r":
        that = any(word.text.lower() in ("that", "same") for word in hit.words)
        if not that or base is None or base.days is None:
            return None
        there = base.days[0]
    elif rel.kind == "x":
        there = add_days(base.days[0] if base and base.days else ground.ref, 1)
    elif rel.text.lower() in ("previous", "preceding"):
        there = add_days(base.days[0] if base and base.days else ground.ref, -1)
    else:
        there = add_days(ground.ref, -1 if rel.kind == "l" else 0)
    return with_part(Reckoned("DATE", there.isoformat(), (there, there), "relative", "D"), hit)


def clock(hit: Hit, ground: Ground) -> Reckoned | None:
    """10 p.m., 14:30 GMT: on the day spoken of, else the day of publication."""
    text = hit.parts["clock"][0].text
    hour, _, rest = text.partition(":")
    if not hour.isdigit() or int(hour) > 24 or (rest and int(rest[:2]) > 59):
        return None
    number = int(hour)
    meridiem = hit.value("meridiem").lower()
    if meridiem:
        if number > 12:
            return None
        number = number % 12 + (12 if meridiem.startswith("p") else 0)
    elif hit.get("zone") is None and ground.lead not in ("at", "by", "around", "from", "until", "about"):
        return None
    there = _clock_day(hit, ground)
    return Reckoned("TIME", f"{there.isoformat()}T{number:02}:{rest[:2] or '00'}", (there, there), "relative", "T")


def _clock_day(hit: Hit, ground: Ground) -> date:
    named = None
    if hit.get("weekday"):
        named = weekday(hit, ground)
    elif hit.get("deictic"):
        named = deictic(hit, ground)
    elif hit.get("day"):
        named = day(hit, ground)
    base = named or ground.day_anchor
    return base.days[0] if base and base.days else ground.ref


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


def _edge(year: int, pre: tuple[object, ...], ground: Ground) -> Reckoned:
    found = Reckoned("DATE", f"{year:04}", (date(year, 1, 1), date(year, 12, 31)), "stated", "Y")
    return narrowed(found, pre, ground)  # type: ignore[arg-type]


def unit_end(hit: Hit, ground: Ground) -> Reckoned | None:
    """Year-end, month's end."""
    unit = hit.value("unit")
    if unit not in ("Y", "M", "Q") or hit.value("edge") != "END":
        return None
    days = around(ground.ref, unit)
    if ground.tense == "past" and unit == "Y" and ground.ref.month <= 6:
        days = around(shift(ground.ref, unit, -1), unit)
    return Reckoned("DATE", value_of(days[1], "M" if unit == "Y" else unit), month_days(*_year_month(days[1])), "relative", unit)


def _year_month(day: date) -> tuple[int, int]:
    return day.year, day.month


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


def year_range(hit: Hit, ground: Ground) -> Reckoned | None:
    """1990-95, 2014–2020: the years from the first to the last."""
    first, tail = int(hit.value("year")), hit.value("last")
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail) if len(tail) == 2 and tail.isdigit() else 0
    if not first < last <= first + 100:
        return None
    return Reckoned("DURATION", f"P{last - first}Y", (date(first, 1, 1), date(last, 12, 31)), "stated", "Y")


def fiscal(hit: Hit, ground: Ground) -> Reckoned | None:
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


def feast(hit: Hit, ground: Ground) -> Reckoned | None:
    """Christmas, New Year's Eve, Easter 2023."""
    rule = hit.value("holiday")
    if hit.get("year"):
        there = holiday(rule, int(hit.value("year")))
        basis: Basis = "stated"
    else:
        options = [(holiday(rule, ground.ref.year + step),) * 2 for step in (-1, 0, 1)]
        rel = hit.get("rel")
        if rel is not None and rel.kind == "l":
            options = [option for option in options if option[1] < ground.ref][-1:]
        elif rel is not None and rel.kind == "x":
            options = [option for option in options if option[0] > ground.ref][:1]
        chosen = pick(options, ground)
        if chosen is None:
            return None
        there, basis = chosen[0], "relative"
    if any(word.value == "EVE" for word in hit.parts.get("pre", ())):
        there = add_days(there, -1)
    return with_part(Reckoned("DATE", there.isoformat(), (there, there), basis, "D"), hit)


CALENDAR: dict[str, Resolver] = {
    "iso": iso, "slashed": slashed, "day": day, "day_range": day_range, "month": month,
    "month_relative": month_relative, "season": season, "weekend": weekend, "weekday": weekday,
    "deictic": deictic, "daypart": daypart, "clock": clock, "quarter": quarter, "half": half,
    "quarter_code": quarter_code, "year_unit": year_unit, "relative": relative, "same": same,
    "edge_of_unit": edge_of_unit, "unit_end": unit_end, "century": century, "decade": decade,
    "year_range": year_range, "fiscal": fiscal, "year": year, "holiday": feast,
}  # fmt: skip
