"""Which words go together in human English, and which words a machine might put in their place.

Two tables of neighbouring words: counts in news and official texts (`foreign minister` often, `overseas minister`
never), and logarithms for the commonest pairs of books, which know what the news is silent on. From WordNet come
the words that can stand for another: `overseas` for `foreign`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]
"""Row numbers of words, -1 for one that is not known."""

BITS, BOOK_BITS = 14, 16
"""Word numbers are below 2**14 (books: 2**16): a pair of them is one number of 28 (32) bits."""
MOST_STAND_INS = 40


@dataclass(frozen=True)
class WordTable:
    """Counts of words and of neighbouring pairs in the news, and the words that can stand for one another."""

    words: Sequence[str]
    single: Numbers
    keys: NDArray[np.uint32]
    pairs: Numbers
    stand_ins: Mapping[str, tuple[str, ...]]

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each known word."""
        return {word: index for index, word in enumerate(self.words)}

    @cached_property
    def total(self) -> float:
        """How many words were counted."""
        return float(self.single.sum())

    def count(self, left: Rows, right: Rows) -> Numbers:
        """How often words stood side by side, row by row; 0 where one is not known."""
        place, found = _places(self.keys, left, right, BITS)
        return np.where(found, self.pairs[place], 0.0)

    @cached_property
    def _meant(self) -> dict[str, Rows]:
        return {}

    def meant(self, word: str) -> Rows:
        """Known words that `word` may have been put in the place of, in the same ending."""
        if word not in self._meant:
            found = [self.number[other] for other in self._replaced(word)]
            self._meant[word] = np.array(found[:MOST_STAND_INS], dtype=np.int64)
        return self._meant[word]

    def _replaced(self, word: str) -> tuple[str, ...]:
        found = list(self.stand_ins.get(word, ()))
        base, ending = lemma(word, self.stand_ins)
        if ending:
            found += [inflect(other, ending) for other in self.stand_ins[base]]
        return tuple(dict.fromkeys(other for other in found if other != word and other in self.number))


@dataclass(frozen=True)
class BookTable:
    """Natural logarithms of counts of words and of the commonest neighbouring pairs in books."""

    number: Mapping[str, int]
    single: Numbers
    keys: NDArray[np.uint32]
    pairs: Numbers

    def together(self, left: Rows, right: Rows) -> tuple[NDArray[np.bool_], Numbers]:
        """Whether words are a common pair, and the logarithm of its count, row by row."""
        place, found = _places(self.keys, left, right, BOOK_BITS)
        return found, self.pairs[place]


def _places(keys: NDArray[np.uint32], left: Rows, right: Rows, bits: int) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    known = (left >= 0) & (right >= 0)
    sought = (np.where(known, left, 0) << bits | np.where(known, right, 0)).astype(np.uint32)
    place = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
    return place, known & (keys[place] == sought)


_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip


def lemma(word: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """The known base of an inflected word and its ending; the word and no ending when there is none."""
    for ending, put in _ENDINGS:
        if word.endswith(ending) and word[: -len(ending)] + put in known:
            return word[: -len(ending)] + put, ending
    return word, ""


def inflect(word: str, ending: str) -> str:
    """A base with an ending put on, by the regular rules of English spelling."""
    consonant_y = len(word) > 2 and word.endswith("y") and word[-2] not in "aeiou"
    if ending in ("s", "es", "ies"):
        return (
            word + "es" if word.endswith(("s", "x", "ch", "sh")) else word[:-1] + "ies" if consonant_y else word + "s"
        )
    if ending in ("ed", "ied"):
        return word + "d" if word.endswith("e") else word[:-1] + "ied" if consonant_y else word + "ed"
    return (word[:-1] if word.endswith("e") else word) + "ing"


@cache
def load_words() -> WordTable:
    """The table of the news that memcon ships, read once."""
    data = _packed("collocations.npz")
    lines = bytes(data["stand_ins"]).decode().split("\n")
    return WordTable(
        words=bytes(data["words"]).decode().split("\n"),
        single=data["counts"].astype(np.float64),
        keys=np.cumsum(data["key_steps"], dtype=np.uint32),
        pairs=data["pairs"].astype(np.float64),
        stand_ins={line.split(" ", 1)[0]: tuple(line.split(" ")[1:]) for line in lines if line},
    )


BOOK_STEPS, BOOK_PAIR_STEPS = 8, 12
BOOK_LEAST, BOOK_PAIR_LEAST = 1e4, 6.4e6
"""Logarithms are kept in bytes: so many steps to one, counted from the count of the rarest."""


@cache
def load_books() -> BookTable:
    """The table of books that memcon ships, read once."""
    data = _packed("neighbours.npz")
    words = bytes(data["words"]).decode().split("\n")
    return BookTable(
        number={word: index for index, word in enumerate(words)},
        single=data["logs"] / BOOK_STEPS + np.log(BOOK_LEAST),
        keys=np.cumsum(data["key_steps"], dtype=np.uint32),
        pairs=data["pairs"] / BOOK_PAIR_STEPS + np.log(BOOK_PAIR_LEAST),
    )


def _packed(name: str) -> Mapping[str, NDArray[Any]]:
    path = files("memcon.lexicon") / "data" / name
    with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
        return {key: data[key] for key in data.files}
