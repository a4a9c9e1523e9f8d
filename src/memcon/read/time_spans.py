"""What lengths, offsets and repetitions of time are worth: "two weeks ago", "for 30 years", "every year".

On 15 August 2023 "two weeks ago" is worth the week 2023-W31, "the last three months" P3M up to that day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from memcon.read.time_calendar import UNIT_DAYS, Days, add_days, around, shift, value_of
from memcon.read.time_ground import Ground, Reckoned
from memcon.read.time_patterns import Hit
from memcon.read.time_words import Word

Resolver = Callable[[Hit, Ground], Reckoned | None]
FEWEST, MOST = 2, 7
LONGEST = 9000
BESIDE = 80
"""Characters within which "in May, a few days before the vote" still dates one and the same thing."""


def amount(words: Sequence[Word]) -> float | str | None:
    """The number that number words make (2.5, 24), "X" for a vague one, None when they make none."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        if word.kind == "Q":
            return "X"
        if word.kind in ">d&" and seen and not _compound(words, word):
            break
        if word.kind == "N":
            number = float(word.value) if word.value.replace(".", "", 1).isdigit() else 0.0
            if number in (100.0, 1000.0, 1_000_000.0) and not word.text[0].isdigit():
                current = max(current, 1.0) * number
            else:
                current += number
            seen = True
        elif word.kind == "/":
            top, _, bottom = word.text.partition("/")
            current += int(top) / int(bottom) if int(bottom) else 0.0
            seen = True
        elif word.kind == "v":
            current += 0.5
            seen = True
        elif word.kind == "a" and len(words) <= 2:
            seen, current = True, current or (0.0 if len(words) == 2 and words[1].kind in "Nv/" else 1.0)
            current = current if any(w.kind in "v" for w in words) is False else 0.0
    total += current
    if not seen or total <= 0 or total > 1e6:
        return None
    return total


def _compound(words: Sequence[Word], mark: Word) -> bool:
    """Whether a hyphen or "and" joins one number ("twenty-four", "hundred and five", "two and a half")."""
    index = list(words).index(mark)
    before, after = words[index - 1], words[index + 1 : index + 3]
    if any(word.kind == "v" for word in after):
        return True
    if not after or after[0].kind != "N" or not before.value.isdigit() or not after[0].value.isdigit():
        return False
    if mark.kind == ">":
        return False
    return (20 <= int(before.value) <= 90 and int(after[0].value) < 10 and not before.text[0].isdigit()) or (
        int(before.value) in (100, 1000) and mark.kind == "&"
    )


def period(count: float | str, unit: str) -> str:
    """The ISO 8601 duration of a number of units: P3M, PT2H, PXY; decades and centuries in years."""
    if unit == "F":
        unit, count = "W", count if count == "X" else float(count) * 2
    if unit in ("E", "C", "L") and not (unit == "C" and count == "X"):
        years = {"E": 10, "C": 100, "L": 1000}[unit]
        unit, count = "Y", count if count == "X" else float(count) * years
    head, letter = ("PT", unit[1]) if unit.startswith("T") else ("P", unit)
    if count == "X":
        return f"{head}X{letter}"
    whole, rest = divmod(float(count), 1)
    smaller = {"PY": ("M", 12), "PTH": ("M", 60), "PTM": ("S", 60)}.get(head + letter)
    if rest and smaller:
        tail = f"{round(rest * smaller[1])}{smaller[0]}"
        return f"{head}{int(whole)}{letter}{tail}" if whole else f"{head}{tail}"
    return f"{head}{float(count):g}{letter}"


def _count(hit: Hit) -> float | str | None:
    words = hit.parts.get("quantity", ())
    found = amount(words) if words else ("X" if hit.parts["unit"][0].kind == "U" else 1.0)
    if found is not None and found != "X" and hit.get("half"):
        return float(found) + 0.5
    return found


def duration(hit: Hit, ground: Ground) -> Reckoned | None:
    """Thirty years, three-day, weeks, a year and a half."""
    unit_word = hit.get("unit") or hit.get("unit3")
    if unit_word is None:
        return None
    if hit.get("unit3"):
        return Reckoned("DURATION", period(1, unit_word.value), None, "unknown")
    count = _count(hit)
    if count is None or hit.value("suffix") or (hit.get("suffix") and hit.parts["suffix"][0].kind == "y"):
        return None
    if hit.parts.get("quantity") and hit.parts["quantity"][0].kind == "a" and ground.lead in ("once", "twice", "times"):
        return Reckoned("SET", period(1, unit_word.value), None, "unknown")
    return Reckoned("DURATION", period(count, unit_word.value), None, "unknown")


def bare_unit(hit: Hit, ground: Ground) -> Reckoned | None:
    """A unit alone is a time only after "per"."""
    if ground.lead != "per":
        return None
    return Reckoned("SET", period(1, hit.value("unit")), None, "unknown")


def ago(hit: Hit, ground: Ground) -> Reckoned | None:
    """Two weeks ago, years ago: as precise as the unit it is told in."""
    return _back(hit, ground, _count(hit))


def _back(hit: Hit, ground: Ground, count: float | str | None) -> Reckoned | None:
    unit = hit.value("unit")
    if count is None:
        return None
    if unit.startswith("T"):
        there = ground.ref
        return Reckoned("TIME", there.isoformat(), (add_days(there, -1), there), "relative", "T")
    if count == "X":
        return Reckoned("DATE", "PAST_REF", _vague_back(ground.ref, unit), "relative")
    if unit == "Y" and count == 1 and ground.quarter is not None and ground.quarter.days is not None:
        there = shift(ground.quarter.days[0], "Y", -1)
        return Reckoned("DATE", value_of(there, "Q"), around(there, "Q"), "relative", "QY")
    return _at(ground.ref, unit, -float(count))


def _vague_back(ref: date, unit: str) -> Days:
    days = UNIT_DAYS[unit]
    return add_days(ref, -round(MOST * days) - round(days / 2)), add_days(ref, -round(FEWEST * days) + round(days / 2))


def _at(ref: date, unit: str, count: float) -> Reckoned | None:
    if abs(count) * UNIT_DAYS[unit] > LONGEST * 365:
        return None
    coarse = {"F": "W", "E": "Y", "C": "E", "L": "C"}.get(unit, unit)
    if count == int(count):
        there = shift(ref, unit, int(count))
    else:
        there = add_days(ref, round(count * UNIT_DAYS[unit]))
        coarse = {"Y": "M", "W": "D", "M": "M"}.get(unit, coarse)
    return Reckoned("DATE", value_of(there, coarse), around(there, coarse), "relative", coarse)


def unit_ago(hit: Hit, ground: Ground) -> Reckoned | None:
    """Year-ago, year-earlier (quarter)."""
    return _back(hit, ground, 1.0)


def offset(hit: Hit, ground: Ground) -> Reckoned | None:
    """A day earlier, two weeks later, three days before: counted from the date spoken of before it."""
    unit, word = hit.value("unit"), hit.parts["way"][0].text.lower()
    count = _count(hit)
    if count is None:
        return None
    if word in ("before", "after"):
        base = ground.anchor if ground.distance <= BESIDE else None
        return Reckoned("DURATION", period(count, unit), base.days if base else None, "relative" if base else "unknown")
    base = ground.day_anchor if unit in "DW" else ground.anchor
    if unit.startswith("T"):
        return Reckoned("DURATION", period(count, unit), None, "unknown")
    back = hit.parts["way"][0].kind == "b"
    if back and unit == "Y" and count == 1 and ground.quarter is not None and ground.quarter.days is not None:
        return _back(hit, ground, count)
    start = base.days[0] if base and base.days else (ground.ref if back else None)
    if start is None or count == "X":
        return Reckoned("DURATION", period(count, unit), None, "unknown")
    return _at(start, unit, -float(count) if back else float(count))


def rolling(hit: Hit, ground: Ground) -> Reckoned | None:
    """The last three months, the next two weeks: so long before or after the day of publication."""
    unit, rel = hit.value("unit"), hit.parts["rel"][0].kind
    count = amount(hit.parts["quantity"])
    if count is None or rel in "hr":
        return None
    days = None
    if not unit.startswith("T") and count != "X" and float(count) * UNIT_DAYS[unit] < LONGEST * 100:
        size = round(float(count) * UNIT_DAYS[unit])
        sign = -1 if rel == "l" else 1
        there = (
            shift(ground.ref, unit, sign * int(float(count)))
            if float(count).is_integer()
            else add_days(ground.ref, sign * size)
        )
        days = (min(there, ground.ref), max(there, ground.ref))
    value = "P1D" if unit == "TH" and count == 24 else period(count, unit)
    return Reckoned("DURATION", value, days, "relative" if days else "unknown")


def rolling_vague(hit: Hit, ground: Ground) -> Reckoned | None:
    """Recent weeks, coming months, past years."""
    unit, rel = hit.value("unit"), hit.parts["rel"][0].kind
    if unit.startswith("T"):
        return None
    if rel == "h" or (rel == "r" and hit.parts["rel"][0].text.lower() == "latest"):
        return None
    if unit == "Y" and rel != "x":
        return Reckoned("DATE", "PAST_REF", (add_days(ground.ref, -round(UNIT_DAYS[unit] * MOST)), ground.ref))
    far = round(UNIT_DAYS[unit] * MOST)
    days = (ground.ref, add_days(ground.ref, far)) if rel == "x" else (add_days(ground.ref, -far), ground.ref)
    return Reckoned("DURATION", period("X", unit), days, "relative")


def first_units(hit: Hit, _ground: Ground) -> Reckoned | None:
    """The first nine months: a length; with "of 1990" the days too."""
    count = amount(hit.parts["quantity"])
    unit, year = hit.value("unit"), hit.get("year")
    if count is None or count == "X" or hit.value("nth") not in ("1", ""):
        return None
    days = None
    if year is not None and not unit.startswith("T"):
        first, last = around(around_year(int(year.value)), "Y")
        end = add_days(shift(first, unit, int(float(count))), -1)
        days = (
            (first, min(end, last))
            if hit.value("nth") == "1"
            else (shift(add_days(last, 1), unit, -int(float(count))), last)
        )
    return Reckoned("DURATION", period(count, unit), days, "stated" if days else "unknown")


def around_year(year: int) -> date:
    """New Year's Day of a year."""
    return date(year, 1, 1)


def eve(hit: Hit, _ground: Ground) -> Reckoned | None:
    """On the eve of something undated: a day, not known which."""
    if hit.value("edge") != "EVE":
        return None
    return Reckoned("DATE", "XXXX-XX-XX", None, "unknown")


def every(hit: Hit, _ground: Ground) -> Reckoned | None:
    """Every year, each Thursday, every two weeks."""
    unit = hit.parts["unit"][0]
    if unit.kind == "W":
        return Reckoned("SET", f"XXXX-WXX-{unit.value}", None, "unknown")
    if unit.kind == "M":
        return Reckoned("SET", f"XXXX-{int(unit.value):02}", None, "unknown")
    if unit.kind == "Z":
        return Reckoned("SET", f"XXXX-{unit.value}", None, "unknown")
    if unit.kind == "P":
        return Reckoned("SET", f"XXXX-XX-XXT{unit.value}" if len(unit.value) == 2 else "P1D", None, "unknown")
    words = hit.parts.get("quantity", ())
    count = (amount(words) if words and words[0].kind != "O" else None) or 1
    return Reckoned("SET", period(count, unit.value), None, "unknown")


def weekdays(hit: Hit, _ground: Ground) -> Reckoned | None:
    """Fridays, Tuesday nights."""
    word = hit.get("weekday") or hit.get("weekdays")
    if word is None:
        return None
    part = f"T{hit.value('part')}" if hit.get("part") and len(hit.value("part")) == 2 else ""
    return Reckoned("SET", f"XXXX-WXX-{word.value}{part}", None, "unknown")


def frequency(hit: Hit, _ground: Ground) -> Reckoned | None:
    """Annual, daily, weekly."""
    return Reckoned("SET", hit.value("frequency"), None, "unknown")


def vague(hit: Hit, ground: Ground) -> Reckoned | None:
    """Now, recently, soon: the present is the day of publication, the rest has no days."""
    value = hit.value("vague")
    days = (ground.ref, ground.ref) if value == "PRESENT_REF" else None
    return Reckoned("DATE", value, days, "relative" if days else "unknown")


def the_past(hit: Hit, _ground: Ground) -> Reckoned | None:
    """The past, as such."""
    return Reckoned("DATE", "PAST_REF", None, "unknown") if hit.parts["past"][0].text.lower() == "past" else None


SPANS: dict[str, Resolver] = {
    "ago": ago, "unit_ago": unit_ago, "offset": offset, "rolling": rolling, "rolling_vague": rolling_vague,
    "first_units": first_units, "eve": eve, "every": every, "weekdays": weekdays, "frequency": frequency,
    "duration": duration, "bare_unit": bare_unit, "vague": vague, "the_past": the_past,
}  # fmt: skip
