"""Which cue a source or content goes with: the model's own pointing, among the cues near."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from memcon.encoder.spans import Run

NEAR = 120
"""Words; training pairs lie within one window, so farther products mean nothing."""


def join_cues(found: Sequence[Run], vectors: NDArray[np.float32]) -> list[tuple[int | None, float]]:
    """For each run the index of its cue and how sure that is among the cues within `NEAR` words.

    `vectors` has a row a word: the asking half, then the answering half.
    """
    half = vectors.shape[1] // 2
    cues = [index for index, run in enumerate(found) if run.role == "cue"]
    answers = {i: _mean(found[i], vectors[:, half:]) for i in cues}
    joins: list[tuple[int | None, float]] = []
    lowest = 0
    for run in found:
        while lowest < len(cues) and found[cues[lowest]].last < run.first - NEAR:
            lowest += 1
        joins.append(_choose(run, found, cues[lowest:], vectors[:, :half], answers))
    return joins


def _choose(
    run: Run,
    found: Sequence[Run],
    cues: Sequence[int],
    asking: NDArray[np.float32],
    answers: dict[int, NDArray[np.float64]],
) -> tuple[int | None, float]:
    near: list[int] = []
    for index in cues:
        if found[index].first > run.last + NEAR:
            break
        near.append(index)
    if run.role == "cue" or not near:
        return None, 0.0
    ask = _mean(run, asking)
    scores = np.array([(ask * answers[index]).sum() for index in near]) / np.sqrt(len(ask))
    share = np.exp(scores - scores.max())
    best = int(share.argmax())
    return near[best], float(share[best] / share.sum())


def _mean(run: Run, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    mean: NDArray[np.float64] = vectors[run.first : run.last + 1].astype(np.float64).mean(axis=0)
    return mean
