"""What each of two who are said to differ has it as: the two halves of the sentence that says so.

`Spain's text gives the call as 40 minutes, Israel's as 15` gives `40 minutes` and `15 minutes`; `Oslo's note spoke of
quotas "settled", Copenhagen's had them "discussed"` the two words in marks; else each half is given as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from memcon.lexicon.set_apart import MARKED, MONTH
from memcon.link.difference_quantities import number_at, quantities
from memcon.link.similarity import words_of
from memcon.model.link import Aspect
from memcon.model.span import Span

_PAPER = (
    r"(?:readout|read-out|account|version|statement|text|note|communiqu[eé]|summary|count|tally|minutes|figure|report"
    r"|transcript|paper|press release|release|ministry|side|office|one|embassy|bulletin|record)"
)
_HOLDER = re.compile(
    rf"\b[A-Z][\w-]+(?: [A-Z][\w-]+){{0,2}}['’]s?(?: (?:own |official |final )?{_PAPER}s?\b|(?=[\s.,;:]))"
    rf"|\b[Tt]he [A-Z][\w-]+ {_PAPER}\b|\b[Tt]he (?:other|second|latter)\b"
)
_BREAK = re.compile(r"[;,:—–]\s|\b(?:while|whereas|but|and|though|against|where)\b")
LONGEST = 600
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Halves:
    """The two values of a reported difference and the aspect that they are of, None where the words do not tell."""

    values: tuple[str, str]
    aspect: Aspect | None


def halves_of(summary: str) -> Halves | None:
    """The two halves of a sentence that sets two holders' accounts beside each other; None where it does not."""
    if len(summary) > LONGEST:
        return None
    holders = list(_HOLDER.finditer(summary))
    if len(holders) < 2:
        return None
    first, second = holders[0], next((h for h in holders[1:] if _name(h[0]) != _name(holders[0][0])), None)
    if second is None:
        return None
    breaks = list(_BREAK.finditer(summary, first.end(), second.start()))
    if not breaks:
        return None
    cut = breaks[-1]
    left, right = summary[: cut.start()].strip(" ,;"), summary[cut.end() :].strip(" ,;.")
    if len(left) < 4 or len(right) < 4:
        return None
    return compared(left, right)


def compared(left: str, right: str) -> Halves:
    """What two halves differ in: numbers of one thing, words in marks, months or days, else each as it stands."""
    return _years(left, right) or _numbers(left, right) or _marked(left, right) or _plain(left, right)


_YEAR = re.compile(r"\b(?:in|by|until|from|before|for) ((?:19|20)\d\d)\b")


def _years(left: str, right: str) -> Halves | None:
    """Two years: "Oslo expects it in 2028 and Bergen in 2027"."""
    found = [set(_YEAR.findall(part)) for part in (left, right)]
    if any(len(years) != 1 for years in found) or found[0] == found[1]:
        return None
    return Halves((found[0].pop(), found[1].pop()), "date")


def _name(holder: str) -> str:
    return holder.split("'")[0].split("’")[0]


def _numbers(left: str, right: str) -> Halves | None:
    """Two numbers of one thing, the second with or without its unit."""
    one = quantities(left, Span(0, len(left)))
    other = quantities(right, Span(0, len(right)))
    for mine in one:
        alike = next((q for q in other if q.of == mine.of), None)
        if alike is not None:
            return None if mine.agrees(alike) else Halves((mine.shown, alike.shown), "number")
    if not one and not other:
        first, second = _bare(left), _bare(right)
        return Halves((f"{first:g}", f"{second:g}"), "number") if first and second and first != second else None
    bare, known = (_bare(right), one) if one else (_bare(left), other)
    if bare is None or not known or bare == known[0].spoken:
        return None
    told = f"{bare:g} {known[0].shown.split(' ', 1)[-1]}"
    return Halves((known[0].shown, told) if one else (told, known[0].shown), "number")


def _bare(text: str) -> float | None:
    forms = words_of(text).forms
    for index in range(len(forms)):
        found = number_at(forms, index)
        if found is not None and (forms[index] != "one") and not MONTH.search(text):
            return found[1]
    return None


def _marked(left: str, right: str) -> Halves | None:
    """Two wordings in quotation marks, one in each half."""
    mine, theirs = MARKED.search(left), MARKED.search(right)
    if mine is None or theirs is None:
        return None
    return Halves((mine[1], theirs[1]), "wording")


_VERSION = re.compile(r"(?:In )?[Tt]he [A-Z]\w+ (?:text|version|copy|translation|original)\b")
"""One of two versions of a text."""


def _plain(left: str, right: str) -> Halves:
    months = [set(MONTH.findall(part)) for part in (left, right)]
    aspect: Aspect | None = "date" if all(months) and not months[0] & months[1] else None
    if all(_VERSION.match(part) for part in (left, right)):
        aspect = "wording"
    return Halves((left[:SHOWN], right[:SHOWN]), aspect)
