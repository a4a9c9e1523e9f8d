"""Fitted tables of signs: the weight of each, and what a sum of weights is worth as a probability."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from memcon.lexicon.lexicon import Lexicon

FURTHEST = 30.0
"""Log odds beyond which a probability is no surer."""


@lru_cache(maxsize=64)
def weights_of(lexicon: Lexicon, table: str) -> Mapping[str, float]:
    """The fitted weight of each sign of a table of the lexicon; empty where there is no such table."""
    return {row["sign"]: float(row["weight"]) for row in lexicon.table(table)}


def log_odds(share: float, least: float) -> float:
    """The log odds of a share, which is kept from `least` to 1 - `least`."""
    share = min(max(share, least), 1 - least)
    return math.log(share / (1 - share))


def choice_rates(signs: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> dict[str, float]:
    """The probability of each class by its signs, against its being none of them; what is left to 1 is that of none.

    A conditional logit (McFadden, Conditional logit analysis of qualitative choice behavior, 1974).
    """
    sums = {name: sum(weights.get(sign, 0.0) * number for sign, number in of.items()) for name, of in signs.items()}
    top = max(0.0, *sums.values())
    whole = math.exp(-top) + sum(math.exp(value - top) for value in sums.values())
    return {name: math.exp(value - top) / whole for name, value in sums.items()}


def rate(lean: float) -> float:
    """The probability (0..1) that log odds stand for: the logistic function, within `FURTHEST`."""
    return 1 / (1 + math.exp(-max(-FURTHEST, min(FURTHEST, lean))))
