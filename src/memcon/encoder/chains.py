"""Label sequences from label scores: the best path through a linear chain, and its probabilities.

All sums run over explicit axes and not through BLAS, whose rounding hangs on how many lines are
computed together: the same line must give the same numbers in every company.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_TOGETHER = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Scores of a step from label to label, of the first and of the last label; -1e4 forbids."""

    step: Floats
    start: Floats
    end: Floats


def decode(chain: Chain, lines: Sequence[Floats]) -> list[tuple[Ints, Floats]]:
    """For each line (words x labels) its best labels and every word's label probabilities."""
    result: list[tuple[Ints, Floats] | None] = [None] * len(lines)
    order = sorted(range(len(lines)), key=lambda i: len(lines[i]))
    for at in range(0, len(order), _TOGETHER):
        chosen = order[at : at + _TOGETHER]
        lengths = np.array([len(lines[i]) for i in chosen])
        scores = np.zeros((len(chosen), max(1, int(lengths.max())), len(chain.start)))
        for row, index in enumerate(chosen):
            scores[row, : lengths[row]] = lines[index]
        paths, shares = _best(chain, scores, lengths), _shares(chain, scores, lengths)
        for row, index in enumerate(chosen):
            result[index] = (paths[row, : lengths[row]], shares[row, : lengths[row]])
    return [found for found in result if found is not None]


def _best(chain: Chain, scores: Floats, lengths: Ints) -> Ints:
    """Viterbi: the best path of each row, computed for all rows word by word."""
    rows, words, _ = scores.shape
    back = np.zeros(scores.shape, dtype=np.int64)
    total = chain.start + scores[:, 0]
    for t in range(1, words):
        ways = total[:, :, None] + chain.step
        back[:, t] = ways.argmax(axis=1)
        new = ways.max(axis=1) + scores[:, t]
        total = np.where((t < lengths)[:, None], new, total)
    path = np.zeros((rows, words), dtype=np.int64)
    label = (total + chain.end).argmax(axis=1)
    each = np.arange(rows)
    for t in range(words - 1, -1, -1):
        path[:, t] = label
        label = np.where(t < lengths, back[each, t, label], label)
    return path


def _shares(chain: Chain, scores: Floats, lengths: Ints) -> Floats:
    """Forward-backward: the probability of each label at each word."""
    words = scores.shape[1]
    weight = np.exp(scores - scores.max(axis=2, keepdims=True))
    step = np.exp(chain.step - chain.step.max())
    forward = np.empty_like(weight)
    backward = np.empty_like(weight)
    now = _unit(np.exp(chain.start) * weight[:, 0])
    forward[:, 0] = now
    for t in range(1, words):
        now = _unit((now[:, :, None] * step).sum(axis=1) * weight[:, t])
        forward[:, t] = now
    end = _unit(np.exp(chain.end)[None, :].repeat(len(scores), axis=0))
    now = end
    for t in range(words - 1, -1, -1):
        if t + 1 < words:
            inner = _unit((step * (now * weight[:, t + 1])[:, None, :]).sum(axis=2))
            now = np.where((t + 1 < lengths)[:, None], inner, end)
        backward[:, t] = now
    return _unit(forward * backward)


def _unit(values: Floats) -> Floats:
    """The rows scaled to sum 1."""
    scaled: Floats = values / np.maximum(values.sum(axis=-1, keepdims=True), 1e-300)
    return scaled
