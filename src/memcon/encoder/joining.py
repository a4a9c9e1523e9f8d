"""Which cue a source or content goes with: the model's own pointing, among the cues of its window."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memcon.encoder.spans import Run
from memcon.encoder.windows import Ints, Window

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one window gave: a row of `vectors` for each of its pieces, asking half, then answering.

    A place counts from the window's start in the model, so that only vectors of one window compare.
    """

    window: Window
    vectors: Vectors


def join_cues(found: Sequence[Run], words: Ints, seen: Sequence[Seen]) -> list[tuple[int | None, float]]:
    """For each run the index of its cue and how sure that is among the cues of its window.

    `found` is in text order; `words` has the first piece of each word; `seen` is in text order.
    """
    cues = [index for index, run in enumerate(found) if run.role == "cue"]
    places = [int(words[found[index].first]) for index in cues]
    cores = [one.window.core_start for one in seen]
    joins: list[tuple[int | None, float]] = []
    means: dict[tuple[int, int], NDArray[np.float64]] = {}
    for run in found:
        home = seen[bisect_right(cores, int(words[run.first])) - 1]
        low, high = bisect_left(places, home.window.start), bisect_left(places, home.window.end)
        near = [] if run.role == "cue" else cues[low:high]
        for index in near:
            if (index, home.window.start) not in means:
                means[index, home.window.start] = _mean(found[index], words, home)
        joins.append(_choose(run, [(index, means[index, home.window.start]) for index in near], words, home))
    return joins


def _choose(
    run: Run, near: Sequence[tuple[int, NDArray[np.float64]]], words: Ints, home: Seen
) -> tuple[int | None, float]:
    if not near:
        return None, 0.0
    half = home.vectors.shape[1] // 2
    ask = _mean(run, words, home)[:half]
    scores = np.array([(ask * mean[half:]).sum() for _, mean in near]) / np.sqrt(half)
    share = np.exp(scores - scores.max())
    best = int(share.argmax())
    return near[best][0], float(share[best] / share.sum())


def _mean(run: Run, words: Ints, home: Seen) -> NDArray[np.float64]:
    """The mean vector of a run's words as far as the window holds them."""
    pieces = words[run.first : run.last + 1]
    pieces = pieces[(pieces >= home.window.start) & (pieces < home.window.end)] - home.window.start
    mean: NDArray[np.float64] = home.vectors[pieces].astype(np.float64).mean(axis=0)
    return mean
