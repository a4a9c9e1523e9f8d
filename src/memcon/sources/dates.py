"""The EDTF date of a date as newsrooms, feeds and spreadsheets write it; never a guess.

Example: "Friday, Dec 30, 2022" → "2022-12-30"; "December 2022" → "2022-12"; "03/04/2022" (3 April or
4 March?) → ValueError.
"""

from __future__ import annotations

import re
from datetime import date

MAX_LENGTH = 80
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

_CLOCK = r"(?:[T,]?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,9})?\s*(?:[ap]\.?m\.?)?)"
_ZONE = r"(?:\s*(?:Z|[+-]\d{2}:?\d{2}|[+-]\d{2}|\(?[A-Z]{2,5}\)?))"
_REST = re.compile(rf"^(?:{_CLOCK}{_ZONE}{{0,2}})?$", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?![\d/.-])")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?$")
_MASKED = re.compile(r"^(\d{4})-(?:(\d{2})-)?XX(?:-XX)?$", re.IGNORECASE)
_NUMBERS = re.compile(r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/.-])")
_WEEKDAY = re.compile(r"^([A-Za-z]{3,9})\.?,?\s+(?=\S)")
_DAY_MONTH = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)")
_MONTH_DAY = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_MONTH = re.compile(r"^([A-Za-z]{3,9})\.?,?\s+(\d{4})$")


def edtf_of(value: str) -> str:
    """EDTF of a day, month or year, as precise as `value` and no more; ValueError says why it is none.

    The clock time and zone are left out: the day is the one written, in the writer's zone.
    """
    text = " ".join(value.split())
    if not text or len(text) > MAX_LENGTH:
        raise ValueError("it is no date")
    for read in (_numeric, _slashed, _worded):
        found = read(text)
        if found is not None:
            return found
    raise ValueError("it is no date that can be read; write it as 2022-12-30, 2022-12 or 2022")


def _numeric(text: str) -> str | None:
    if (match := _COMPACT.match(text)) is not None:
        return _edtf(match[1], match[2], match[3])
    if (match := _MASKED.match(text)) is not None:
        return _edtf(match[1], match[2], None)
    match = _ISO.match(text)
    if match is None or not _only_clock(text[match.end() :], after_day=match[4] is not None):
        return None
    return _edtf(match[1], match[3], match[4])


def _slashed(text: str) -> str | None:
    match = _NUMBERS.match(text)
    if match is None or not _only_clock(text[match.end() :], after_day=True):
        return None
    first, second, year = int(match[1]), int(match[3]), match[4]
    if first <= 12 and second <= 12 and first != second:
        raise ValueError("day and month cannot be told apart; write it as 2022-12-30")
    day, month = (first, second) if first > 12 else (second, first)
    return _edtf(year, str(month), str(day))


def _worded(text: str) -> str | None:
    weekday, text = _without_weekday(text)
    if (match := _MONTH.match(text)) is not None:
        month = _month(match[1])
        return _edtf(match[2], str(month), None) if month and weekday is None else None
    if (match := _DAY_MONTH.match(text)) is not None:
        day, name, year = match[1], match[2], match[3]
    elif (match := _MONTH_DAY.match(text)) is not None:
        name, day, year = match[1], match[2], match[3]
    else:
        return None
    month = _month(name)
    if month is None or not _only_clock(text[match.end() :], after_day=True):
        return None
    found = _edtf(year, str(month), day)
    if weekday is not None and date.fromisoformat(found).weekday() != weekday:
        raise ValueError(f"{found} is no {_FULL_WEEKDAYS[weekday].capitalize()}")
    return found


def _without_weekday(text: str) -> tuple[int | None, str]:
    match = _WEEKDAY.match(text)
    name = match[1].lower() if match else ""
    for names in (_WEEKDAYS, _FULL_WEEKDAYS):
        if match and name in names:
            return names.index(name), text[match.end() :]
    if match and name in _WEEKDAY_SHORT:
        return _WEEKDAY_SHORT[name], text[match.end() :]
    return None, text


def _month(name: str) -> int | None:
    name = name.lower()
    if name in _FULL:
        return _FULL.index(name) + 1
    if name in _MONTHS or name == "sept":
        return _MONTHS.index(name[:3]) + 1
    return None


def _only_clock(rest: str, *, after_day: bool) -> bool:
    return not rest or (after_day and _REST.match(rest.rstrip()) is not None)


def _edtf(year: str, month: str | None, day: str | None) -> str:
    if not 1400 <= int(year) <= 2199:
        raise ValueError(f"the year {year} cannot be meant")
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        raise ValueError("there is no such day") from None
    return whole[: 10 if day else 7 if month else 4]
