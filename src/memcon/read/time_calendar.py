"""Calendar reckoning for time expressions: weeks, seasons, holidays, and parts of longer times."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Days = tuple[date, date]

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
UNIT_DAYS = {
    "D": 1.0,
    "W": 7.0,
    "F": 14.0,
    "M": 30.44,
    "Q": 91.3,
    "Y": 365.25,
    "E": 3652.5,
    "C": 36525.0,
    "L": 365250.0,
}


def shift(day: date, unit: str, count: int) -> date:
    """The day `count` units (D, W, F, M, Q, Y, E, C, L) on; the last of the month where that day does not exist."""
    if unit in "DWF":
        return add_days(day, count * {"D": 1, "W": 7, "F": 14}[unit])
    months = count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, count: int) -> date:
    """The day `count` days on, held within the years 1 to 9999."""
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def around(day: date, unit: str) -> Days:
    """First and last day of the week, month, quarter, year, ... that holds `day`."""
    if unit == "D":
        return day, day
    if unit in "WF":
        first = add_days(day, -day.weekday())
        return first, add_days(first, 6)
    if unit == "M":
        return month_days(day.year, day.month)
    if unit == "Q":
        return quarter_days(day.year, (day.month - 1) // 3 + 1)
    years = {"Y": 1, "E": 10, "C": 100, "L": 1000}[unit]
    start = max(1, day.year // years * years)
    return date(start, 1, 1), date(min(9999, start + years - 1), 12, 31)


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that holds `day`."""
    if unit == "D":
        return day.isoformat()
    if unit in "WF":
        return week_value(day)
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month - 1) // 3 + 1}"
    year = f"{day.year:04}"
    return {"Y": year, "E": year[:3] + "X", "C": year[:2], "L": year[:1]}[unit]


def week_value(day: date) -> str:
    """ISO 8601 week of a day (`2022-W52`)."""
    iso = day.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def month_days(year: int, month: int) -> Days:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def quarter_days(year: int, quarter: int) -> Days:
    """First and last day of a quarter (1..4)."""
    return date(year, quarter * 3 - 2, 1), month_days(year, quarter * 3)[1]


def half_days(year: int, half: int) -> Days:
    """First and last day of a half-year (1 or 2)."""
    return quarter_days(year, half * 2 - 1)[0], quarter_days(year, half * 2)[1]


def season_days(year: int, season: str) -> Days:
    """First and last day of a season, northern and meteorological; the winter of a year is its last one begun."""
    first, last = SEASONS[season]
    end = year + 1 if last < first else year
    return date(year, first, 1), month_days(min(end, 9999), last)[1]


def weekend_days(day: date) -> Days:
    """Saturday and Sunday of the ISO week that holds `day`."""
    monday = add_days(day, -day.weekday())
    return add_days(monday, 5), add_days(monday, 6)


def part(days: Days, which: str) -> Days:
    """The early, middle or late third of a range (START, MID, END); the range itself for anything else."""
    first, last = days
    size = (last - first).days + 1
    third = max(1, round(size / 3))
    if which == "START":
        return first, add_days(first, third - 1)
    if which == "END":
        return add_days(last, 1 - third), last
    if which == "MID" and size > 2:
        return add_days(first, third), add_days(last, -third)
    return days


def holiday(rule: str, year: int) -> date:
    """The day of a holiday in a year: `MM-DD`, EASTER±n, or a named rule (THANKS, LABOR, MEMORIAL)."""
    if rule.startswith("EASTER"):
        return add_days(easter(year), int(rule[6:] or 0))
    if rule == "THANKS":
        return _nth_weekday(year, 11, 3, 4)
    if rule == "LABOR":
        return _nth_weekday(year, 9, 0, 1)
    if rule == "MEMORIAL":
        last = date(year, 5, 31)
        return last - timedelta(days=last.weekday())
    return date(year, int(rule[:2]), int(rule[3:]))


def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
