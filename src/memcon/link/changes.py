"""Where a line of months moved and stayed, what its level is, and which way it leans.

Twelve months about +3, then twelve about -2, give one change, at the thirteenth month, of about -5. One bad
month in between gives none. The stretches are those that an exact search finds (optimal partitioning, Jackson
et al. 2005, doi:10.1109/LSP.2001.838216) with the weighted squared distance from each stretch's mean and a
penalty for each stretch; `ruptures` finds the same ones, but brings 150 MB (scipy) for these few lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

FEWEST = 3
"""Months that a stretch has at least: a new level is one that was seen to stay."""
PENALTY = 2.5
"""What a stretch costs, in units of the noise times the logarithm of the number of months (BIC has 1 to 2)."""
NOISE = 1.0
"""The least scatter of a single act's score that is reckoned with, in points of the scale."""
MOST_WEIGHT = 12.0
"""A month of a hundred reports is not a hundred times as sure as one of a single report: days repeat each other."""
STEP = 1.0
"""Points by which the mean moves at least."""
YEAR = 12
FOR_TREND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Months `first` up to `last` (places in the line, the last included) with one level, in points."""

    first: int
    last: int
    level: float


def stretches(scores: Sequence[float], weights: Sequence[float]) -> list[Stretch]:
    """The stretches of a line of months, in order; one alone where it never moved and stayed.

    `scores` are points of the PLOVER scale, `weights` how many reports by independent origins stand behind each.
    """
    values = np.asarray(scores, dtype=np.float64)
    sizes = np.minimum(np.asarray(weights, dtype=np.float64), MOST_WEIGHT)
    cuts = _cuts(values, sizes)
    cuts = _merged(cuts, values, sizes)
    return [
        Stretch(first=first, last=last - 1, level=_mean(values, sizes, first, last))
        for first, last in zip(cuts, [*cuts[1:], len(values)], strict=True)
        if last > first
    ]


def _cuts(values: NDArray[np.float64], sizes: NDArray[np.float64]) -> list[int]:
    """The places where stretches start in the cheapest division."""
    count = len(values)
    if count < 2 * FEWEST:
        return [0]
    penalty = PENALTY * _noise(values, sizes) * float(np.log(count))
    total = np.concatenate(([0.0], np.cumsum(sizes)))
    first = np.concatenate(([0.0], np.cumsum(sizes * values)))
    second = np.concatenate(([0.0], np.cumsum(sizes * values * values)))
    best = np.full(count + 1, np.inf)
    best[0] = -penalty
    before = np.zeros(count + 1, dtype=np.int64)
    for end in range(FEWEST, count + 1):
        starts = np.arange(0, end - FEWEST + 1)
        cost = second[end] - second[starts] - (first[end] - first[starts]) ** 2 / (total[end] - total[starts])
        whole = best[starts] + cost + penalty
        place = int(np.argmin(whole))
        best[end], before[end] = whole[place], starts[place]
    cuts: list[int] = []
    end = count
    while end > 0:
        end = int(before[end])
        cuts.append(end)
    return cuts[::-1]


def _noise(values: NDArray[np.float64], sizes: NDArray[np.float64]) -> float:
    """The variance of a single report's score, from the steps between neighbouring months (von Neumann 1941).

    The largest tenth of the steps is left out, for a change of level is a step too.
    """
    steps = np.diff(values) ** 2 / (1 / sizes[1:] + 1 / sizes[:-1])
    kept = np.sort(steps)[: max(1, len(steps) - len(steps) // 10)]
    # of normal steps the smaller nine tenths have a mean square of .56 of all; reports are seldom that regular
    return max(float(np.mean(kept)) / 0.7, NOISE**2)


def _merged(cuts: list[int], values: NDArray[np.float64], sizes: NDArray[np.float64]) -> list[int]:
    """The cuts without those at which the mean hardly moves."""
    kept = list(cuts)
    while len(kept) > 1:
        ends = [*kept[1:], len(values)]
        levels = [_mean(values, sizes, first, last) for first, last in zip(kept, ends, strict=True)]
        moves = [abs(b - a) for a, b in pairwise(levels)]
        least = min(range(len(moves)), key=moves.__getitem__)
        if moves[least] >= STEP:
            break
        del kept[least + 1]
    return kept


def _mean(values: NDArray[np.float64], sizes: NDArray[np.float64], first: int, last: int) -> float:
    return float(np.average(values[first:last], weights=sizes[first:last]))


def trend(months: Sequence[int], scores: Sequence[float], weights: Sequence[float], *, upto: int) -> float | None:
    """Points a year by which the line leaned over the twelve months that end at place `upto`; None for under four.

    `months` are counted from any beginning, in order. Weighted least squares.
    """
    first = upto
    while first > 0 and months[upto] - months[first - 1] < YEAR:
        first -= 1
    if upto - first + 1 < FOR_TREND:
        return None
    at = np.asarray(months[first : upto + 1], dtype=np.float64) / YEAR
    values = np.asarray(scores[first : upto + 1], dtype=np.float64)
    sizes = np.minimum(np.asarray(weights[first : upto + 1], dtype=np.float64), MOST_WEIGHT)
    away = at - np.average(at, weights=sizes)
    return float(np.sum(sizes * away * values) / np.sum(sizes * away * away))
