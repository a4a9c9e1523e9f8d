"""Which words go together in human news, and which words a machine might put in their place.

The table holds counts of neighbouring words in news and official texts and, from WordNet, the words
that can stand for another: `overseas minister` is never written, `foreign minister` often is, and
`overseas` can stand for `foreign`: a broken fixed term.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

BITS = 14
"""Word numbers are below 2**14: a pair of them is one number of 28 bits."""
SMOOTH = 0.3
STRONG = 2.0
LEAST = 4


@dataclass(frozen=True)
class WordTable:
    """Counts of words and of neighbouring pairs, and the words that can stand for one another."""

    words: Sequence[str]
    counts: NDArray[np.uint32]
    keys: NDArray[np.uint32]
    pairs: NDArray[np.uint32]
    stand_ins: Mapping[str, tuple[str, ...]]

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each known word."""
        return {word: index for index, word in enumerate(self.words)}

    @cached_property
    def total(self) -> float:
        """How many words were counted."""
        return sum(self.single)

    @cached_property
    def together(self) -> Mapping[int, int]:
        """Counts of neighbouring pairs by their joint number; a dict answers ten times faster than an array."""
        return dict(zip(self.keys.tolist(), self.pairs.tolist(), strict=True))

    @cached_property
    def single(self) -> Sequence[float]:
        """Counts of words as plain numbers."""
        return [float(count) for count in self.counts.tolist()]

    def count(self, left: int, right: int) -> int:
        """How often two known words stood side by side."""
        return self.together.get(left << BITS | right, 0)

    def ratio(self, left: int, right: int) -> float:
        """Log of how much oftener than by chance two known words stand side by side."""
        chance = self.single[left] * self.single[right] / self.total
        return math.log((self.count(left, right) + SMOOTH) / (chance + SMOOTH))

    def broken(self, left: str, right: str) -> int:
        """How fixed the term is that these two words break (its count in human text); 0 when they break none."""
        a, b = self.number.get(left), self.number.get(right)
        if a is not None and b is not None and self.count(a, b):
            return 0
        found = 0
        if b is not None:
            found = max((self._fixed(self.number.get(word), b) for word in self.meant(left)), default=0)
        if a is not None:
            found = max([found, *(self._fixed(a, self.number.get(word)) for word in self.meant(right))])
        return found

    def _fixed(self, left: int | None, right: int | None) -> int:
        if left is None or right is None:
            return 0
        count = self.count(left, right)
        return count if count >= LEAST and self.ratio(left, right) >= STRONG else 0

    @cached_property
    def _meant(self) -> dict[str, tuple[str, ...]]:
        return {}

    def meant(self, word: str) -> tuple[str, ...]:
        """Words that `word` may have been put in the place of, in the same ending."""
        if word not in self._meant:
            self._meant[word] = self._replaced(word)
        return self._meant[word]

    def _replaced(self, word: str) -> tuple[str, ...]:
        found = list(self.stand_ins.get(word, ()))
        base, ending = lemma(word, self.stand_ins)
        if ending:
            found += [inflect(other, ending) for other in self.stand_ins[base]]
        return tuple(dict.fromkeys(other for other in found if other != word and other in self.number))


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
    """The table that memcon ships, read once."""
    path = files("memcon.lexicon") / "data" / "collocations.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
        words = bytes(data["words"]).decode().split("\n")
        lines = bytes(data["stand_ins"]).decode().split("\n")
        keys = np.cumsum(data["key_steps"], dtype=np.uint32)
        counts, pairs = data["counts"].astype(np.uint32), data["pairs"].astype(np.uint32)
    stand_ins = {line.split(" ", 1)[0]: tuple(line.split(" ")[1:]) for line in lines if line}
    return WordTable(words=words, counts=counts, keys=keys, pairs=pairs, stand_ins=stand_ins)
