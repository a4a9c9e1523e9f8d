"""The words of an account as tellings are compared by them: weighed once, whatever number of tellings they stand in.

Of `Lie promised forty ploughs` the word `Lie` is a name, `forty` the number 40, and each of the four has the number of
its stem, its row in the table of meanings and its weight.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from memcon.link.difference_quantities import number_at
from memcon.link.similarity import STOPWORDS, stem, words_of
from memcon.link.word_meanings import word_meanings
from memcon.link.word_weights import word_weights
from memcon.model.span import Span

Numbers = NDArray[np.float32]

OF_PARTIES = 0.15
"""What the names of those who met weigh: they stand in every second sentence of every account."""
OF_CONTACT = 0.35
OF_NUMBER = 5.0
OF_ONE = 0.5
MOST_WEIGHT = 7.0

CONTACT = frozenset(
    map(
        stem,
        "meet met meeting talk talks call spoke speak conversation telephone phone visit held hold discuss summit "
        "conference session president minister prime foreign leader secretary counterpart government ministry office "
        "week today yesterday statement readout said told announce say side sides country countries two both".split(),
    )
)
CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The words of a telling as keys and rows, their weights, the names among them, its stems (those of who met left
    out), its words as they are, and whether any is a number."""

    keys: NDArray[np.int64]
    rows: NDArray[np.int64]
    weights: Numbers
    named: frozenset[str]
    stems: frozenset[str]
    forms: tuple[str, ...]
    numbers: bool


class Sheet:
    """The words of a text, ready to be cut into tellings; `parties` are the stems of the names of those who met."""

    def __init__(self, text: str, parties: Set[str]) -> None:
        words = words_of(text)
        known = [_known(form) for form in words.forms]
        roots, keys, rows, weights, stops, names, numbers = zip(*known, strict=True) if known else ((),) * 7
        own = [root in parties for root in roots]
        self._forms, self._starts = words.forms, words.starts
        self._keys, self._rows = np.array(keys, np.int64), np.array(rows, np.int64)
        self._weights = np.where(own, np.float32(OF_PARTIES), np.array(weights, np.float32))
        self._counted = ~np.array(stops, np.bool_)
        self._capital = np.array([text[at].isupper() for at in words.starts], np.bool_)
        self._number = np.zeros(len(known), np.bool_)
        self._stems = [None if stop or of else root for root, stop, of in zip(roots, stops, own, strict=True)]
        self._numbered([at for at, number in enumerate(numbers) if number])
        named = np.flatnonzero(self._capital & self._counted & ~self._number).tolist()
        self._names = array("I", (at for at in named if names[at] and not own[at]))

    def _numbered(self, places: Sequence[int]) -> None:
        """Makes one word of each number, at its first word."""
        past = 0
        for at in places:
            number = number_at(self._forms, at) if at >= past else None
            if number is None:
                continue
            past = at + number[0]
            self._counted[at:past] = False
            self._counted[at] = self._number[at] = True
            self._keys[at], self._rows[at] = key_of(f"#{number[1]:g}"), -1
            self._weights[at] = OF_NUMBER if number[1] != 1 else OF_ONE

    def cut(self, spans: Sequence[Span]) -> Weighed:
        """The words that begin in some characters of the text; the first is no name for its capital letter."""
        edges = [(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)) for span in spans]
        if len(edges) == 1:
            low, high = edges[0]
            held = np.flatnonzero(self._counted[low:high]) + low
            first = low if low < high else -1
        else:
            places = np.concatenate([np.arange(*edge) for edge in edges])
            held = places[self._counted[places]]
            first = places[0] if len(places) else -1
        rows = self._rows[held]
        rows[self._capital[held] & (held != first)] = -1
        named = [
            self._stems[at]
            for low, high in edges
            for at in self._names[bisect_left(self._names, low) : bisect_left(self._names, high)]
            if at != first
        ]
        return Weighed(
            keys=self._keys[held], rows=rows, weights=self._weights[held],
            named=frozenset(one for one in named if one is not None),
            stems=frozenset(one for low, high in edges for one in self._stems[low:high] if one is not None),
            forms=tuple(form for low, high in edges for form in self._forms[low:high]),
            numbers=bool(self._number[held].any()),
        )  # fmt: skip


class _Known(NamedTuple):
    """A word: its stem, the number of the stem, its row in the table of meanings, its weight outside all names, and
    whether it is a stop word, may be a name, or begins a number."""

    root: str
    key: int
    row: int
    weight: float
    stop: bool
    name: bool
    number: bool


@lru_cache(maxsize=50_000)
def _known(form: str) -> _Known:
    root = stem(form)
    weight = min(word_weights().of(root), MOST_WEIGHT)
    return _Known(
        root=root, key=key_of(root), row=word_meanings().of(form), stop=form in STOPWORDS,
        weight=OF_CONTACT * weight if root in CONTACT else weight, name=root not in CONTACT and form not in CALENDAR,
        number=number_at((form,), 0) is not None,
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def key_of(word: str) -> int:
    """A number for a word, the same on every machine."""
    number = 1469598103934665603
    for byte in word.encode():
        number = ((number ^ byte) * 1099511628211) & 0x7FFFFFFFFFFFFFFF
    return number
