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
    holiday,
    month_days,
    season_days,
    week_value,
    weekend_days,
)
from memcon.read.time_ground import Ground, Reckoned, narrowed, pick
from memcon.read.time_patterns import Hit

DAYPART_SUFFIX = {"MO": "TMO", "AF": "TAF", "EV": "TEV", "NI": "TNI"}
Resolver = Callable[[Hit, Ground], Reckoned | None]


def iso(hit: Hit, _ground: Ground) -> Reckoned | None:
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


def slashed(hit: Hit, _ground: Ground) -> Reckoned | None:
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
    if (
        word is None
        or not word.value.isdigit()
        or (word.kind == "N" and not word.text.isdigit())
        or not 1 <= int(word.value) <= 31
    ):
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
    """ "Next Friday" is the one of the week to come; "coming" or "following" the first one after."""
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
    "deictic": deictic, "daypart": daypart, "clock": clock, "holiday": feast,
}  # fmt: skip
