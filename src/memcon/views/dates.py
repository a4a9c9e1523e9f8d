"""Dates as a newspaper prints them, for people; the record itself keeps EDTF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_DAY = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")
_MONTHS = ("January February March April May June July August September October November December").split()


def in_words(value: Mapping[str, Any] | None) -> str:
    """A `when` in words: 14 November 2022; November 2022; 1 – 10 December 2022; empty when undated."""
    if not value or not value.get("edtf"):
        return ""
    text = span_in_words(str(value["edtf"]))
    return f"{text} (day of print)" if value.get("basis") == "publication" else text


def span_in_words(edtf: str) -> str:
    """An EDTF date or interval in words; what is none stays as it is."""
    first, _, last = edtf.partition("/")
    if not last:
        return day_in_words(first)
    one, other = day_in_words(first), day_in_words(last)
    shared = _shared(one, other)
    return f"{one[: len(one) - len(shared)].strip()} – {other}" if one != other else one


def _shared(one: str, other: str) -> str:
    """The words that both end in, save that the first keeps at least one."""
    a, b = one.split(), other.split()
    count = 0
    while count < min(len(a), len(b)) - 1 and a[-1 - count] == b[-1 - count]:
        count += 1
    return " ".join(a[len(a) - count :])


def day_in_words(edtf: str) -> str:
    """`2022-11-14` as 14 November 2022; a month or year accordingly; anything else as it is."""
    parts = edtf.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3 or not 1 <= int([*parts, "1"][1]) <= 12:
        return edtf
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def days_in_words(text: str) -> str:
    """A text with its ISO dates and months in words: `given as 2022-12-26` as given as 26 December 2022."""
    return _DAY.sub(lambda found: day_in_words(found[0]), text)
