"""Conditional logit over named signs: what speaks for each class of a case, against its being none of them.

McFadden, Conditional logit analysis of qualitative choice behavior (1974). A case may be marked with several classes
that it can be of; the sum of their probabilities then counts. As memcon/lexicon/weighing.py reckons (`choice_rates`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize


@dataclass(frozen=True)
class Choice:
    """The signs of each class of a case, the classes (or "none") that it can be of, and how much it counts."""

    signs: Mapping[str, Mapping[str, float]]
    marked: frozenset[str]
    worth: float = 1.0


def fitted(cases: Sequence[Choice], ridge: float, sign: Mapping[str, int] | None = None) -> dict[str, float]:
    """The weights of all signs that make the marked classes likeliest, with a ridge.

    A sign that `sign` names is held to that side of 0 (1: not below, -1: not above).
    """
    kinds = sorted({kind for case in cases for kind in case.signs})
    names = sorted({name for case in cases for found in case.signs.values() for name in found})
    at = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(cases), len(kinds) + 1, len(names)))
    allowed = np.zeros((len(cases), len(kinds) + 1))
    for number, case in enumerate(cases):
        for place, kind in enumerate(kinds):
            for name, value in case.signs.get(kind, {}).items():
                x[number, place, at[name]] = value
            allowed[number, place] = kind in case.marked
        allowed[number, -1] = "none" in case.marked
    worth = np.array([case.worth for case in cases])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        sums = x @ w
        sums -= sums.max(axis=1, keepdims=True)
        p = np.exp(sums)
        p /= p.sum(axis=1, keepdims=True)
        inside = (p * allowed).sum(axis=1)
        value = -(worth * np.log(inside + 1e-12)).sum() + 0.5 * ridge * (w @ w)
        pull = p - p * allowed / (inside[:, None] + 1e-12)
        return float(value), np.einsum("nk,nkf->f", pull * worth[:, None], x) + ridge * w

    held = sign or {}
    bounds = [(0, None) if held.get(n) == 1 else (None, 0) if held.get(n) == -1 else (None, None) for n in names]
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds)
    return dict(zip(names, (float(value) for value in found.x), strict=True))
