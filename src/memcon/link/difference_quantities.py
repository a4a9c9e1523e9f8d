"""Numbers in a sentence with their unit or the thing counted, and how exactly they are meant.

`talks lasted about three and a half hours and 1,200 trucks waited` gives 12,600 seconds (about) and
1,200 of `truck` (exact); years, dates, resolutions and ages are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from memcon.lexicon.tables import read_rows
from memcon.link.similarity import STOPWORDS, Words, forms_of, stem, words_of
from memcon.model.span import Span

_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_SMALL = {word: value for value, word in enumerate(_SMALL_WORDS.split())}
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6}
_MONTH_NAMES = (
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec"
)
_MONTHS = frozenset(_MONTH_NAMES.split())
_BEFORE = {
    "about": "about", "around": "about", "roughly": "about", "approximately": "about", "some": "about",
    "nearly": "under", "almost": "under", "under": "under", "below": "under",
    "over": "over", "than": "over", "least": "over", "exceeding": "over", "minimum": "over",
    "to": "upto", "most": "upto", "maximum": "upto",
}  # fmt: skip
_PEOPLE = frozenset({"people", "men", "women", "children", "troops", "personnel", "police", "aircraft", "dead"})
_NUMBER_WORDS = frozenset({*_SMALL, *_TENS, "dozen"})
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number: `value` in the unit's base, `of` its dimension or the stem of what is counted.

    `bound`: exact, about, under, over, upto. `spoken` is the number in words of the article.
    """

    value: float
    unit: str
    of: str
    measured: bool
    bound: str
    span: Span
    shown: str
    figures: int
    spoken: float
    context: frozenset[str]

    @property
    def range(self) -> tuple[float, float]:
        """The values that the words allow."""
        rounded = self.bound == "exact" and self.figures <= 2 and self.value >= 10 and self.spoken % 5 == 0
        slack = 0.05 if rounded else 0.0
        spread = {
            "exact": (1 - slack, 1 + slack),
            "about": (0.88, 1.12),
            "under": (0.85, 1.0),
            "over": (1.0, 3.0),
            "upto": (0.0, 1.0),
        }[self.bound]
        return self.value * spread[0], self.value * spread[1]

    def agrees(self, other: Quantity) -> bool:
        """Whether the two can be the same number, rounded or bounded."""
        (low, high), (bottom, top) = self.range, other.range
        return low <= top * 1.0001 and bottom <= high * 1.0001


@cache
def _units() -> Mapping[str, tuple[str, str, float]]:
    return {
        word: (row.need("unit"), row.need("dimension"), float(row.need("factor")))
        for row in read_rows("units")
        for word in row.several("words")
    }


def quantities(text: str, sentence: Span) -> list[Quantity]:
    """The quantities of one sentence of `text`, in order."""
    if not _DIGIT.search(text, *sentence) and _NUMBER_WORDS.isdisjoint(forms_of(text, sentence)):
        return []
    words = words_of(text, (sentence,))
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        parsed = number_at(words.forms, index)
        if parsed is None or _excluded(text, words, index, parsed[0]):
            index += 1 if parsed is None else parsed[0]
            continue
        made = _quantity(text, words, index, *parsed)
        if made is not None:
            found.append(made)
        index += parsed[0]
        while made is not None and index < len(words) and words.at(index).start < made.span.end:
            index += 1
    return found


def number_at(forms: Sequence[str], index: int) -> tuple[int, float] | None:
    """How many words a number at `index` takes, and its value; None where no number starts."""
    hundreds = tuple(forms[index : index + 2]) == ("a", "hundred")
    value = 1.0 if hundreds else _simple(forms[index])
    if value is None:
        return None
    taken = 1
    if forms[index] in _TENS and index + 1 < len(forms) and 1 <= _SMALL.get(forms[index + 1], 0) <= 9:
        value, taken = value + _SMALL[forms[index + 1]], 2
    if index + taken + 2 < len(forms) and tuple(forms[index + taken : index + taken + 2]) == ("hundred", "and"):
        # "a hundred and fifty million"
        rest = number_at(forms, index + taken + 2) if forms[index + taken + 2] in _NUMBER_WORDS else None
        scales = [form for form in forms[index + taken + 2 : index + taken + 2 + (rest[0] if rest else 0)]
                  if form in _SCALES]  # fmt: skip
        if rest is not None and len(scales) < 2:
            scale = _SCALES[scales[0]] if scales else 1.0
            return taken + 2 + rest[0], value * 100 * scale + rest[1]
    while index + taken < len(forms) and forms[index + taken] in _SCALES:
        value, taken = value * _SCALES[forms[index + taken]], taken + 1
    if tuple(forms[index + taken : index + taken + 3]) == ("and", "a", "half"):
        value, taken = value + 0.5, taken + 3
    return taken, value


@lru_cache(maxsize=50_000)
def _simple(form: str) -> float | None:
    if form in _SMALL:
        return float(_SMALL[form])
    if form in _TENS:
        return float(_TENS[form])
    if form == "dozen":
        return 12.0
    return float(form.replace(",", "")) if _NUMBER.match(form) and len(form) < 20 else None


def _excluded(text: str, words: Words, index: int, taken: int) -> bool:
    """Dates, years, clock times, names with a number ("Article 5", "Covid-19"), ages and ordinals."""
    form, span = words.forms[index], words.at(index)
    before = words.forms[index - 1] if index else ""
    after = words.forms[index + taken] if index + taken < len(words) else ""
    if before in _MONTHS or after in _MONTHS or (form in ("one", "zero") and after not in ("hour", "minute")):
        return True
    if form.isdigit() and len(form) == 4 and 1900 <= int(form) <= 2100 and after not in _units():
        return True
    left = text[max(0, span.start - 1) : span.start]
    right = text[words.at(index + taken - 1).end :][:5]
    if left in (":", "-", "–", ".", "/") or right.startswith((":", "/", "-year", "th", "st ", "nd ", "rd ")):
        return True
    named = index > 0 and text[words.at(index - 1).start].isupper() and index - 1 > 0
    return named and before not in _BEFORE and text[max(0, span.start - 1)] == " " and form.isdigit()


def _quantity(text: str, words: Words, index: int, taken: int, value: float) -> Quantity | None:
    first, last = words.at(index), words.at(index + taken - 1)
    unit, used = _unit(text, words, index, taken)
    if unit is not None and unit[0] == "hour" and (more := _minutes(words, used)) is not None:
        # "one hour and fifty-two minutes" is one length of time
        value, used = value + more[1] / 60, used + more[0]
    bound = _bound(words.forms, index)
    context = frozenset(
        stem(form)
        for form in words.forms[max(0, index - 9) : index + taken + 10]
        if form not in STOPWORDS and _simple(form) is None
    )
    if unit is None:
        head, used = _counted(text, words, index + taken)
        if head is None:
            return None
        name, dimension, factor, measured = head, stem(head), 1.0, False
    else:
        (name, dimension, factor), measured = unit, True
    end = words.at(used - 1).end if used > index + taken else last.end
    start = first.start - 1 if text[first.start - 1 : first.start] in "$€£¥₽₹" and first.start else first.start
    return Quantity(
        value=value * factor,
        unit=name,
        of=dimension,
        measured=measured,
        bound=bound,
        span=Span(start, end),
        shown=_shown(value, name, measured=measured),
        figures=len(f"{value:g}".replace(".", "").strip("0")) if value < 1e6 else 3,
        spoken=value,
        context=context,
    )


def _minutes(words: Words, index: int) -> tuple[int, float] | None:
    """How many words "and fifty-two minutes" takes, and its minutes."""
    if index + 2 >= len(words) or words.forms[index] not in ("and", "hours", "hour"):
        return None
    parsed = number_at(words.forms, index + 1)
    if parsed is None or words.forms[index + 1 + parsed[0] : index + 2 + parsed[0]] not in (("minutes",), ("minute",)):
        return None
    return parsed[0] + 2, parsed[1]


_UNCHANGED = frozenset({"percent", "yuan", "yen", "won", "real", "pound sterling", "foot"})


def _shown(value: float, name: str, *, measured: bool) -> str:
    plural = "s" if measured and value != 1 and name not in _UNCHANGED and not name.endswith("s") else ""
    return f"{value:g} {name}{plural}" if value < 1e6 else f"{value:,.0f} {name}{plural}"


def _unit(text: str, words: Words, index: int, taken: int) -> tuple[tuple[str, str, float] | None, int]:
    """The unit after the number (two words before one) or the currency sign before it, and where it ends."""
    units = _units()
    at = index + taken
    start = words.at(index).start
    if start and text[start - 1] in "$€£¥₽₹":
        return units.get(text[start - 1]), at
    if text[words.at(at - 1).end :][:1] == "%":
        return units["%"], at
    for size in (2, 1):
        name = " ".join(words.forms[at : at + size])
        if at + size <= len(words) and name in units:
            return units[name], at + size
    return None, at


def _counted(text: str, words: Words, at: int) -> tuple[str | None, int]:
    """The noun that is counted: the first plural of the next four words, before any stop word or comma."""
    for index in range(at, min(at + 4, len(words))):
        gap = text[words.at(index - 1).end : words.at(index).start]
        form = words.forms[index]
        if gap.strip("-– \u00a0\n") or form in STOPWORDS:
            break
        if form in _PEOPLE or (len(form) > 3 and form.endswith("s") and not form.endswith(("ss", "us", "is"))):
            return form, index + 1
        if form.endswith("is") and text[words.at(index).start].isupper():
            # Iraqis, Nepalis
            return form, index + 1
    return None, at


def _bound(forms: Sequence[str], index: int) -> str:
    before = forms[index - 1] if index else ""
    second = forms[index - 2] if index > 1 else ""
    if before == "than":
        return "over" if second in ("more", "greater", "higher", "longer") else "under" if second else "exact"
    if before == "to":
        return "upto" if second == "up" else "about" if second == "close" else "exact"
    if before in ("least", "most") and second != "at":
        return "exact"
    return _BEFORE.get(before, "exact")
