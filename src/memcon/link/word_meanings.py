"""What single words mean, as vectors: near for `boats` and `vessels`, far for `boats` and `treaty`.

The table was made from a pretrained sentence encoder, one word at a time (training/word_meanings.py): it tells
kin from strangers, not a thing from its opposite (`buy` and `sell` are near), and nothing of names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class WordMeanings:
    """The known words and the unit vector of each, a row a word."""

    place: Mapping[str, int]
    vectors: Vectors

    def of(self, word: str) -> int:
        """The row of a lower-case word, -1 for one that is not known."""
        found = self.place.get(word)
        if found is None and word.endswith("s"):
            found = self.place.get(word[:-1])
        return -1 if found is None else found


@cache
def word_meanings() -> WordMeanings:
    """The shipped table, loaded once. Its last row is zero: unlike every word."""
    with (
        files("memcon.lexicon").joinpath("data/word_meanings.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as packed,
    ):
        words, numbers = [str(word) for word in packed["words"]], packed["vectors"].astype(np.float32)
    numbers /= np.linalg.norm(numbers, axis=1, keepdims=True) + np.float32(1e-9)
    none = np.zeros((1, numbers.shape[1]), dtype=np.float32)
    return WordMeanings({word: index for index, word in enumerate(words)}, np.concatenate((numbers, none)))
