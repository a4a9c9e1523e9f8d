"""Text in, model input out: word pieces with their offsets, and the windows that are run.

Training and reading share this file, so that the model sees in production what it was trained on.
An invented example: `"We agree," she said.` gives the pieces of its sentence, each with its
offsets in the article and a *kind* that tells what the uncased vocabulary loses: the case of its
word, whether it stands between quotation marks, and whether it opens a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

KINDS = 12
"""How many kinds there are: 3 cases x quoted or not x opens a line or not."""

_MARK = re.compile('["“”„«»]|\n')
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


class Cutter(Protocol):
    """What cuts texts into pieces: `WordPiece`, or in training the library that it was checked against."""

    def encode_batch(self, texts: Any, add_special_tokens: bool = ...) -> Sequence[Any]:
        """For each text parallel `ids`, `offsets` and `word_ids`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The word pieces of one text: `ids`, `kinds`, `start`, `end`, `first` are parallel.

    `start` and `end` are code points in the text; `first` marks the first piece of a word;
    `cuts[i]:cuts[i + 1]` are the pieces of sentence i; `line[i]` is the line sentence i stands in.
    """

    ids: Ints
    kinds: Ints
    start: Ints
    end: Ints
    first: Bools
    cuts: tuple[int, ...]
    line: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A run of pieces `[start, end)` that goes through the model; `[core_start, core_end)` is kept."""

    start: int
    end: int
    core_start: int
    core_end: int


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """The stretches between double quotation marks, marks included, in order.

    A line end closes what a curly or angled mark opened (a quotation that runs on repeats its
    mark in the next paragraph); an unclosed straight mark quotes nothing.
    """
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    straight = False
    for found in _MARK.finditer(text):
        mark, at = found.group(), found.start()
        if mark == "\n":
            if opened is not None and not straight:
                spans.append((opened, at))
            opened = None
        elif opened is None:
            if mark not in "”»":
                opened, straight = at, mark == '"'
        elif straight == (mark == '"') and mark not in "„«":
            # “ closes the German „; between curly marks a second “ only restarts.
            spans.append((opened, at + 1))
            opened = at if mark == "“" and text[opened] == "“" else None
    if opened is not None and not straight:
        spans.append((opened, len(text)))
    return spans


def lines_of(text: str, sentences: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """For each sentence the number of its line, that is, of its paragraph.

    Where the text has blank lines only these separate: its single line ends may be hard wraps.
    """
    blank = _BLANK_LINE.search(text) is not None
    line, lines, last = 0, [], None
    for start, end in sentences:
        gap = "" if last is None else text[last:start]
        if (_BLANK_LINE.search(gap) is not None) if blank else "\n" in gap:
            line += 1
        lines.append(line)
        last = end
    return tuple(lines)


def _case(word: str) -> int:
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def clean(text: str) -> str:
    """The text with lone surrogates replaced, character for character, so that offsets hold."""
    return _SURROGATE.sub("�", text)


def cut_pieces(tokenizer: Cutter, texts: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[Pieces]:
    """The pieces of each (text, sentence spans), in order."""
    cleaned = [clean(text) for text, _ in texts]
    flat = [text[start:end] for text, (_, sentences) in zip(cleaned, texts, strict=True) for start, end in sentences]
    encoded = iter(tokenizer.encode_batch(flat, add_special_tokens=False) if flat else [])
    return [
        _pieces_of(text, sentences, [next(encoded) for _ in sentences])
        for text, (_, sentences) in zip(cleaned, texts, strict=True)
    ]


def _pieces_of(text: str, sentences: Sequence[tuple[int, int]], encoded: list[Any]) -> Pieces:
    quotes = quoted_spans(text)
    opens = [start for start, _ in quotes]
    lines = lines_of(text, sentences)
    ids: list[int] = []
    kinds: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    first: list[bool] = []
    cuts = [0]
    previous_line = -1
    for (offset, _), line, encoding in zip(sentences, lines, encoded, strict=True):
        last_word, kind = None, 0
        ids.extend(encoding.ids)
        for (start, end), word in zip(encoding.offsets, encoding.word_ids, strict=True):
            start += offset
            end += offset
            first.append(word != last_word)
            if word != last_word:
                at = bisect_right(opens, start) - 1
                quoted = at >= 0 and start < quotes[at][1]
                kind = _case(text[start:end]) + 3 * quoted
            kinds.append(kind + 6 * (line != previous_line))
            previous_line, last_word = line, word
            starts.append(start)
            ends.append(end)
        cuts.append(len(ids))
    return Pieces(
        ids=np.array(ids, dtype=np.int64),
        kinds=np.array(kinds, dtype=np.int64),
        start=np.array(starts, dtype=np.int64),
        end=np.array(ends, dtype=np.int64),
        first=np.array(first, dtype=np.bool_),
        cuts=tuple(cuts),
        line=lines,
    )


def cut_windows(pieces: Pieces, *, size: int, context: int, first_core: int | None = None) -> list[Window]:
    """Windows of at most `size` pieces whose cores cover the text once, cut at sentence ends.

    Each has up to `context` pieces of its neighbours on both sides. `first_core` shortens the
    first core, so that training sees other cuts in every epoch.
    """
    total = len(pieces.ids)
    room = size - 2 * context
    windows: list[Window] = []
    at, limit = 0, first_core or room
    while at < total:
        end = _core_end(pieces, at=at, limit=limit)
        windows.append(
            Window(
                start=_word_start(pieces, max(0, at - context)),
                end=min(total, end + context),
                core_start=at,
                core_end=end,
            )
        )
        at, limit = end, room
    return windows


def _core_end(pieces: Pieces, *, at: int, limit: int) -> int:
    """Where the core that begins at piece `at` ends: after the last sentence that still fits."""
    end = pieces.cuts[bisect_right(pieces.cuts, at + limit) - 1]
    if end > at:
        return end
    end = _word_start(pieces, min(len(pieces.ids), at + limit))
    return end if end > at else min(len(pieces.ids), at + limit)


def _word_start(pieces: Pieces, at: int) -> int:
    """`at`, or the start of the word that a cut there would split."""
    while 0 < at < len(pieces.ids) and not pieces.first[at]:
        at -= 1
    return at


def word_lines(pieces: Pieces, start: int = 0, end: int | None = None) -> list[Ints]:
    """The first pieces of the words in `[start, end)`, one array a line: no span crosses a line."""
    end = len(pieces.ids) if end is None else end
    neighbours = zip(pieces.cuts[1:], pieces.line[1:], pieces.line, strict=False)
    marks = {cut for cut, line, before in neighbours if line != before and start < cut < end}
    found = [np.flatnonzero(pieces.first[a:b]) + a for a, b in pairwise([start, *sorted(marks), end])]
    return [words for words in found if len(words)]


def word_ends(pieces: Pieces) -> Ints:
    """Where each word ends: with its last piece."""
    first = np.flatnonzero(pieces.first)
    last = np.append(first[1:], len(pieces.ids)) - 1
    ends: Ints = pieces.end[last] if len(first) else first
    return ends
