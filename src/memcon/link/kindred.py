"""How much of what was said a later text tells in words near to it: the same stems, or words of near meaning.

Of "lend soldiers" the text "credits for troops" has most, though not a word of it. Meanings come from the shipped table
(`word_meanings`), which knows kin from strangers, not a thing from its opposite: a sign beside others, never a verdict.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from memcon.link.similarity import STOPWORDS, forms_of, stem
from memcon.link.word_meanings import word_meanings
from memcon.link.word_weights import word_weights

NEAR = 0.3
"""Cosine of two words up to which they are strangers."""
MOST = 7.0
"""Weight of a word (`word_weights`) from which rarer ones weigh no more."""


def kindred(said: str, told: str) -> float:
    """The share (0..1) of the weight of the words said that a text tells in the same or in near words."""
    wanted, there = _words(said), _words(told)
    if not wanted or not there:
        return 0.0
    whole = math.fsum(weight for _, weight, _ in wanted)
    stems = {root for root, _, _ in there}
    rows = np.array([row for _, _, row in there if row >= 0], dtype=np.int64)
    near = _vectors([row for _, _, row in wanted]) @ word_meanings().vectors[rows].T if len(rows) else None
    found = 0.0
    for place, (root, weight, row) in enumerate(wanted):
        alike = float(near[place].max()) if near is not None and row >= 0 else 0.0
        found += weight * (1.0 if root in stems else max(0.0, (alike - NEAR) / (1 - NEAR)))
    return round(found / whole, 4)


def _vectors(rows: list[int]) -> NDArray[np.float32]:
    return word_meanings().vectors[np.array(rows, dtype=np.int64)]


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[tuple[str, float, int], ...]:
    """Each word of a text that tells something, once: its stem, its weight and its row in the table of meanings."""
    found: dict[str, tuple[str, float, int]] = {}
    for form in forms_of(text):
        root = stem(form)
        if form not in STOPWORDS and not form.isdigit():
            found.setdefault(root, (root, min(MOST, word_weights().of(root)), word_meanings().of(form)))
    return tuple(found.values())
