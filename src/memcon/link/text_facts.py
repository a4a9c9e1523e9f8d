"""What of a text stands in any translation of it: its numbers, days, states and names, in order, and its quotations.

`On 12 March Oleksandr Lysenko met 1,240 helpers in Germany` gives the day 12 March, the names Oleksandr and Lysenko,
the number 1240 and the state DEU, each with its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from memcon.link.local_words import UNCASED, LocalNames, local_names, number_at, plain_form, skeletons, state_keys
from memcon.model.span import Span

FactKind = Literal["number", "day", "state", "name"]
MOST_FACTS = 400
SMALL = 13
"""Smaller numbers are mostly written as words."""

_ITEM = re.compile(r"\d|[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*")
_SENTENCE_END = frozenset(".!?…:;\n\r“”„«»\"'‘’(—–-。！？「」")
_QUOTATION = re.compile(r"“([^“”\n]{8,900})[”“]|„([^„“”\n]{8,900})[“”]|«([^«»\n]{8,900})»|»([^«»\n]{8,900})«|"
                        r"「([^「」\n]{4,500})」|\"([^\"\n]{8,900})\"")  # fmt: skip
_BREAK = re.compile(r"\n\s*\n")
_DAY_WORDS = re.compile(r"\s?(?:st|nd|rd|th|er|\.|º|ª|日)?\s?(?:of\s|de\s|del\s|di\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a text: its kind, its value in any language, and where it stands."""

    kind: FactKind
    value: str
    span: Span
    forms: tuple[str, ...] = ()
    """The skeletons of a name."""


@dataclass(frozen=True, slots=True)
class TextFacts:
    """The facts of a text in order, where its quotations begin, its paragraphs and its language."""

    facts: tuple[Fact, ...]
    quotations: tuple[int, ...]
    paragraphs: tuple[Span, ...]
    language: str
    size: int


def text_facts(text: str, language: str | None) -> TextFacts:
    """The facts of a text in a language (None: English)."""
    language = (language or "en").split("-")[0].casefold()
    names = local_names(language)
    facts: list[Fact] = []
    for fact in _facts(text, language, names):
        facts.append(fact)
        if len(facts) == MOST_FACTS:
            break
    quotations = tuple(match.start() for match in _QUOTATION.finditer(text))
    return TextFacts(tuple(facts), quotations, tuple(paragraphs_of(text)), language, len(text))


def paragraphs_of(text: str) -> list[Span]:
    """The paragraphs of a text: parts between empty lines, or its lines where no line is empty."""
    cuts = list(_BREAK.finditer(text)) or list(re.finditer(r"\n", text))
    edges = [0, *(edge for cut in cuts for edge in cut.span()), len(text)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        part = text[start:end]
        if part.strip():
            lead = len(part) - len(part.lstrip())
            found.append(Span(start + lead, start + len(part.rstrip())))
    return found


def _facts(text: str, language: str, names: LocalNames) -> Iterator[Fact]:
    found = list(_plain_facts(text, language, names))
    if language in UNCASED and names.written is not None:
        found += [Fact("state", names.states[m[0]], Span(m.start(), m.end())) for m in names.written.finditer(text)]
        found.sort(key=lambda fact: fact.span)
    yield from found


def _plain_facts(text: str, language: str, names: LocalNames) -> Iterator[Fact]:
    at = 0
    english = language == "en"
    for match in _ITEM.finditer(text):
        if match.start() < at:
            continue
        if match[0][0].isdigit():
            fact = _counted(text, match.start(), language, names)
            at = fact.span.end if fact is not None else _past_digits(text, match.start())
        else:
            fact = _day_after(text, match, names) or _named(text, match, names, english=english, language=language)
            at = fact.span.end if fact is not None else match.end()
        if fact is not None:
            yield fact


def _past_digits(text: str, at: int) -> int:
    while at < len(text) and (text[at].isdigit() or (text[at] in ".,:" and text[at + 1 : at + 2].isdigit())):
        at += 1
    return at


_CLOCK = re.compile(r"\d{1,2}:\d\d")
_NUMERIC_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](?:\d{4}|\d{2})(?!\d)")
_EAST = re.compile(r"(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")


def _counted(text: str, at: int, language: str, names: LocalNames) -> Fact | None:
    """The day or the number that a digit begins; None for clock times and small numbers."""
    if _CLOCK.match(text, at):
        return None
    if east := _EAST.match(text, at):
        return _day(int(east[2]), int(east[1]), Span(at, east.end()))
    if language != "en" and (numeric := _NUMERIC_DAY.match(text, at)):
        return _day(int(numeric[1]), int(numeric[2]), Span(at, numeric.end()))
    found = number_at(text, at, language)
    if found is None:
        return None
    value, end = found
    if value.is_integer() and 1 <= value <= 31:
        between = _DAY_WORDS.match(text, at + len(str(int(value))))
        word = _ITEM.match(text, between.end()) if between else None
        month_named = names.month(word[0]) if word else None
        if word and month_named and not word[0][0].isdigit():
            return _day(int(value), month_named, Span(at, word.end()))
    if value.is_integer() and value < SMALL:
        return None
    return Fact("number", f"{value:.10g}", Span(at, end))


def _day(day: int, month: int, span: Span) -> Fact | None:
    return Fact("day", f"{month}-{day}", span) if 1 <= month <= 12 and 1 <= day <= 31 else None


_DAY_NUMBER = re.compile(r"\s(\d{1,2})(?:st|nd|rd|th)?(?![\d.,:]\d|\d)")


def _day_after(text: str, match: re.Match[str], names: LocalNames) -> Fact | None:
    """`March 12`: the day whose month comes first."""
    month = names.month(match[0]) if match[0][0].isupper() else None
    number = _DAY_NUMBER.match(text, match.end()) if month else None
    return _day(int(number[1]), month, Span(match.start(), number.end())) if number and month else None


def _named(text: str, match: re.Match[str], names: LocalNames, *, english: bool, language: str) -> Fact | None:
    """The state or the name that a word in capitals begins."""
    word = re.split("[’'ʼ]", match[0])[0]
    if not word[0].isupper() or len(word) < 2:
        return None
    if language not in UNCASED:
        state = _state(text, match, names)
        if state is not None:
            return state
    if (
        len(word) < 3
        or names.month(word)
        or (english and (_begins(text, match.start()) or plain_form(word) in _no_names()))
    ):
        return None
    forms = skeletons(word)
    return Fact("name", plain_form(word), Span(match.start(), match.start() + len(word)), forms) if forms else None


def _state(text: str, match: re.Match[str], names: LocalNames) -> Fact | None:
    following = _ITEM.match(text, match.end() + 1) if text[match.end() : match.end() + 1] == " " else None
    if following is not None and not following[0][0].isdigit():
        code = _looked_up(f"{match[0]} {following[0]}", names)
        if code:
            return Fact("state", code, Span(match.start(), following.end()))
    code = _looked_up(match[0], names)
    return Fact("state", code, Span(match.start(), match.end())) if code else None


def _looked_up(name: str, names: LocalNames) -> str | None:
    for key in state_keys(name):
        if key in names.states:
            return names.states[key]
    return None


def _begins(text: str, at: int) -> bool:
    before = text[:at].rstrip(" ")[-1:] if at < 80 else text[at - 80 : at].rstrip(" ")[-1:]
    return not before or before in _SENTENCE_END


@cache
def _no_names() -> frozenset[str]:
    return frozenset("monday tuesday wednesday thursday friday saturday sunday the and but".split())


def place_of(spans: tuple[Span, ...]) -> Callable[[int], int]:
    """A function from a character to the number of the paragraph that it stands in."""
    starts = [span.start for span in spans]
    return lambda at: max(0, bisect_right(starts, at) - 1)


def counted_names(facts: TextFacts) -> Mapping[str, str]:
    """Each skeleton of the names of a text with the one form of the name that has it."""
    found: dict[str, str] = {}
    for fact in facts.facts:
        for form in fact.forms:
            found.setdefault(form, fact.value)
    return found
