"""What small linear heads read from the encoder's vectors: the type of an act, the feeling toward somebody.

An invented example: of "Gabon shelled a port of Togo" the type head takes the mean vectors of the words between the
two names and of the words that join them in the parse, and gives ASSAULT .93, COERCE .03, ... A head is fitted after
the body is trained (training/train_types.py), so that it costs no second pass and no second body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memcon.errors import ModelMissing

Floats = NDArray[np.float32]
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One linear head: for each of `pools` a share of each class is added up from the mean of the pool's pieces.

    `columns[pool]` says where the pool's votes stand among a piece's votes; `bias` has one number a class.
    """

    name: str
    classes: tuple[str, ...]
    columns: Mapping[str, slice]
    bias: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readouts:
    """The heads of one model; `weight` (hidden x votes) turns a piece's vector into its votes for all of them."""

    heads: Mapping[str, Head]
    weight: Floats


def has_head(readouts: Readouts | None, name: str) -> bool:
    """Whether a model has a head of this name: without one nothing need be run for it."""
    return readouts is not None and name in readouts.heads


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """The votes of each piece of one text, by the heads of `readouts`; `start` and `end` are code points."""

    readouts: Readouts
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    numbers: Floats

    def share(self, name: str, pools: Mapping[str, Spans], *, otherwise: tuple[int, int]) -> dict[str, float]:
        """The probability of each class of head `name`, from the pieces that touch the spans of each pool.

        A pool without pieces is taken from the span `otherwise` (the sentence), as in training. Empty where the
        model has no such head or has seen nothing there. Rounded to 4 places.
        """
        head = self.readouts.heads.get(name)
        if head is None:
            return {}
        logits = head.bias.copy()
        for pool, columns in head.columns.items():
            pieces = self.touching(pools.get(pool, ())) or self.touching((otherwise,))
            if not pieces:
                return {}
            logits += self.numbers[sorted(pieces), columns].astype(np.float64).mean(axis=0)
        share = np.exp(logits - logits.max())
        share /= share.sum()
        return {kind: round(float(part), 4) for kind, part in zip(head.classes, share, strict=True)}

    def touching(self, spans: Spans) -> set[int]:
        """The pieces that share a character with any of the spans."""
        found: set[int] = set()
        for start, end in spans:
            first = int(np.searchsorted(self.end, start, side="right"))
            last = int(np.searchsorted(self.start, end, side="left"))
            found.update(range(first, last))
        return found


def load_readouts(path: Path, *, model: str) -> Readouts | None:
    """The heads in this file; None where there is none.

    `model` is the sha256 of the model file they must have been fitted to; ModelMissing where it is another.
    """
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as held:
        if str(held["model"]) != model:
            raise ModelMissing("the heads were fitted to another model file", source=str(path))
        heads: dict[str, Head] = {}
        columns: list[Floats] = []
        width = 0
        for name in held["heads"].tolist():
            classes = tuple(held[f"{name}.classes"].tolist())
            weight = held[f"{name}.weight"].astype(np.float32)
            spots = {}
            for pool, part in zip(held[f"{name}.pools"].tolist(), weight, strict=True):
                spots[pool] = slice(width, width + len(classes))
                columns.append(part)
                width += len(classes)
            bias = held[f"{name}.bias"].astype(np.float64)
            heads[name] = Head(name=name, classes=classes, columns=spots, bias=bias)
    return Readouts(heads=heads, weight=np.concatenate(columns, axis=1))
