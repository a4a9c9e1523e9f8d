"""A text as the words that matter to time expressions, one letter a word.

"a few days before Dec. 30, 2022" yields the kinds `aQUbM.NcY`: patterns over time expressions are then
short regular expressions over such strings, whatever the words were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LETTERS: Mapping[str, str] = {
    "weekday": "W", "weekdays": "V", "weekday_short": "w", "month": "M", "month_short": "m",
    "season": "Z", "seasons": "z", "daypart": "P", "dayparts": "p", "deictic": "t",
    "unit": "u", "units": "U", "weekend": "E", "weekends": "e", "period": "D",
    "number": "N", "multiplier": "N", "ordinal": "O", "vague_number": "Q", "decade": "K",
    "last": "l", "next": "x", "this": "h", "recent": "r", "same": "=", "the": "T", "a": "a",
    "ago": "g", "before": "b", "after": "f", "phase": "k", "edge": "s", "half": "v",
    "of": "o", "and": "&", "to": ">", "from": "<", "every": "q", "frequency": "j", "fiscal": "F",
    "zone": "G", "old": "y", "long": "L", "term": "+", "holiday": "H", "vague": "R",
}  # fmt: skip
PUNCTUATION: Mapping[str, str] = {",": "c", ".": ".", "-": "d", "–": "d", "—": "_", "'": "'", "’": "'", "‑": "d"}
CAPITALISED = "WVwMm"
WORD = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?![\d-])|\d{4}-W\d{2}(?:-\d)?\b)"
    r"|(?P<slashed>\d{1,4}/\d{1,2}/\d{2,4}(?![\d/]))"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<decade>['’]?\d{1,3}0['’]?s\b)"
    r"|(?P<fraction>\d/\d(?![\d/]))"
    r"|(?P<big>[$€£¥#]\s?\d[\d.,]*|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?\s?%)"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<meridiem>[ap]\.\s?m\b\.?|[AaPp][Mm]\b)"
    r"|(?P<quarter>Q[1-4]\b|H[12]\b)"
    r"|(?P<owner>['’]s\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<gap>\n[^\S\n]*\n)"
    r"|(?P<mark>[^\w\s])"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark of the text: its characters, its kind's letter and that kind's value."""

    start: int
    end: int
    text: str
    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Time words by lower-case form; `phrases` those of several words, by their first word, longest first."""

    words: Mapping[str, tuple[str, str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]


def vocabulary(rows: Iterable[Mapping[str, str]]) -> Vocabulary:
    """The vocabulary of the rows (`word`, `kind`, `value`) of the time word list."""
    words: dict[str, tuple[str, str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in rows:
        parts = tuple(row["word"].replace("'", " ' ").split())
        letter = LETTERS[row["kind"]]
        if len(parts) == 1:
            words[parts[0]] = (letter, row["value"])
        else:
            phrases.setdefault(parts[0], []).append((parts, letter, row["value"]))
    ordered = {first: tuple(sorted(found, key=lambda p: (-len(p[0]), p[0]))) for first, found in phrases.items()}
    return Vocabulary(words=words, phrases=ordered)


def words_of(text: str, vocabulary: Vocabulary) -> tuple[list[Word], str]:
    """The words of `text` in order, phrases joined to one, and the string of their kinds."""
    raw = [_word(match, vocabulary) for match in WORD.finditer(text)]
    words: list[Word] = []
    index = 0
    while index < len(raw):
        size, word = _phrase(raw, index, vocabulary)
        words.append(word)
        index += size
    return words, "".join(word.kind for word in words)


def _phrase(raw: list[Word], index: int, vocabulary: Vocabulary) -> tuple[int, Word]:
    first = raw[index]
    for parts, letter, value in vocabulary.phrases.get(first.text.lower().strip("."), ()):
        found = raw[index : index + len(parts)]
        if len(found) == len(parts) and all(
            word.text.lower().replace("’", "'") == part for word, part in zip(found, parts, strict=True)
        ):
            if letter == "H" and not first.text[0].isupper():
                continue
            text = " ".join(word.text for word in found)
            return len(parts), Word(first.start, found[-1].end, text, letter, value)
    return 1, first


def _word(match: re.Match[str], vocabulary: Vocabulary) -> Word:
    text, group = match.group(), match.lastgroup
    if group == "word":
        kind, value = vocabulary.words.get(text.lower(), ("_", ""))
        if kind in CAPITALISED and not text[0].isupper():
            kind = "_"
        if kind == "H" and not text[0].isupper():
            kind = "_"
    else:
        kind, value = _numeral(text, group or "mark")
    return Word(match.start(), match.end(), text, kind, value)


def _numeral(text: str, group: str) -> tuple[str, str]:
    if group == "number":
        if len(text) == 4 and text.isascii() and text.isdigit() and 1000 <= int(text) <= 2100:
            return "Y", text
        return ("N", text) if len(text) <= 6 and text.isascii() else ("_", "")
    if group == "ordinal":
        return "O", text[:-2]
    if group == "decade":
        return "K", "".join(c for c in text if c.isdigit())
    if group == "mark":
        return PUNCTUATION.get(text, "_"), ""
    letter = {
        "iso": "I",
        "slashed": "S",
        "clock": "C",
        "fraction": "/",
        "meridiem": "A",
        "quarter": "3",
        "gap": "|",
        "owner": "'",
    }
    return letter.get(group, "_"), text
