"""Whether what is counted later reaches what was foretold to be reached: "at least six tankers", and eight came.

Of "inflation below 4 per cent" the sentence "inflation stood at 4.6 per cent" tells that it was not so; of "six
tankers" three lorries tell nothing. Fractions are per cents ("a tenth": 10).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from memcon.link.clauses import words_told
from memcon.link.wanted import amounts_in

FRACTIONS = {"half": 50.0, "third": 33.3, "quarter": 25.0, "fifth": 20.0, "sixth": 16.7, "tenth": 10.0}
_FRACTION = re.compile(rf"\b(?:an?|one) ({'|'.join(FRACTIONS)})\b(?! of an? )", re.IGNORECASE)
_PERCENT = re.compile(r"(?<=\d)\s?(?:%|per cent\b)", re.IGNORECASE)
_MILLION = re.compile(r"\ban? (?=(?:million|billion)\b)", re.IGNORECASE)
_LOW = re.compile(
    r"\b(?:more than|over|above|at least|no (?:fewer|less) than|exceed(?:s|ing)?|beyond|upwards of)\W+"
    r"(?:about |some |around |nearly )?$",
    re.IGNORECASE,
)
_HIGH = re.compile(
    r"\b(?:less than|fewer than|lower than|under|below|at most|(?:no|not) more than|up to)\W+(?:about |some )?$",
    re.IGNORECASE,
)
_STARTS = re.compile(r"(?<![\w.])[$€£¥]?\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|"
                     r"thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)\b", re.IGNORECASE)  # fmt: skip
NEARLY = 0.95
"""Share of a number foretold without "at least" or "below" from which it is reached."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What is counted in a claim: the number, whether it is a most (else a least), and the stems of what is counted."""

    value: float
    most: bool
    things: frozenset[str]


def reached(claim: str, told: str) -> bool | None:
    """Whether a text counts as much of something as the claim says, or less; None where it counts nothing of it."""
    found: list[bool] = []
    amounts = amounts_in(_plain(told))
    for bound in bounds_of(claim):
        values = [value for value, things in amounts if things & bound.things]
        found += [value <= bound.value if bound.most else value >= bound.value for value in values]
    return any(found) if found else None


@lru_cache(maxsize=10_000)
def bounds_of(claim: str) -> tuple[Bound, ...]:
    """The numbers of a claim with what they count; none of years and days."""
    text = _plain(claim)
    found: list[Bound] = []
    for match in _STARTS.finditer(text):
        if text[: match.start()].endswith((",", ".")) or (match.start() and text[match.start() - 1].isdigit()):
            continue
        amounts = amounts_in(text[match.start() :])[:1]
        for value, things in amounts:
            if TIMES & things or (YEARS[0] <= value <= YEARS[1]) or not things:
                continue
            before = text[: match.start()]
            most = _HIGH.search(before) is not None
            least = value if most or _LOW.search(before) else NEARLY * value
            found.append(Bound(least, most, things - NUMBERS))
    return tuple(found)


YEARS = (1900, 2100)
TIMES = words_told("year") | frozenset({"year", "month", "week", "day", "hour", "minut"})
NUMBERS = words_told("million billion thousand")


def _plain(text: str) -> str:
    """The text with its fractions, signs of per cent and "a million" as numbers."""
    text = _MILLION.sub("1 ", _PERCENT.sub(" percent", text))
    return _FRACTION.sub(lambda match: f"{FRACTIONS[match[1].lower()]:g} percent", text)
