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


def rate(lean: float) -> float:
    """The probability (0..1) that log odds stand for: the logistic function, within `FURTHEST`."""
    return 1 / (1 + math.exp(-max(-FURTHEST, min(FURTHEST, lean))))
