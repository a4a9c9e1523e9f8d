"""How telling a word is, the same in every pile: by its frequency in human news, not in the pile at hand.

`minister` weighs 2, `fishermen` 7, a word that news hardly ever has 10. Weights taken from the pile itself would
change with every article that joins it, and with them every group of claims and stories.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache

from memcon.link.rewording_words import load_words
from memcon.link.similarity import Weights, stem

LENGTH = 25
"""Words that stand for one text: how many texts have a word is told from how often it is written."""
COMMONEST = 0.1


@cache
def word_weights() -> Weights:
    """Inverse frequencies of stems in the news that the shipped table was counted in (see its model card)."""
    table = load_words()
    counts: Counter[str] = Counter()
    for word, count in zip(table.words, table.single, strict=True):
        counts[stem(word)] += int(count)
    texts = table.total / LENGTH
    values = {word: max(COMMONEST, math.log((texts + 1) / (count + 0.5))) for word, count in counts.items()}
    return Weights(values=values, unseen=math.log((texts + 1) / 6))
