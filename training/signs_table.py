"""Weights of named signs: shown, and put into the package as a table that memcon/lexicon/weighing.py reads."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np


def show(names: Sequence[str], weights: np.ndarray, most: int | None = None) -> None:
    """Prints the weights, the heaviest first, at most so many."""
    for name, value in sorted(zip(names, weights, strict=True), key=lambda row: -abs(row[1]))[:most]:
        print(f"{name:28}{value:8.3f}")


def write(path: Path, names: Sequence[str], weights: np.ndarray) -> None:
    """Puts the weights into the package, three places after the point."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["sign", "weight", "source"])
        rows.writerows([name, f"{value:.3f}", "fitted"] for name, value in zip(names, weights, strict=True))
