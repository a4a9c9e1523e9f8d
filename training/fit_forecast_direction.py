"""Fits which words around a claim say that it is not expected: `python training/fit_forecast_direction.py [--write]`.

Learns from the forecasts of `training/written/forecasts-*.jsonl`, whose claim and direction are marked: the signs of
memcon/read/forecast_judged.py, a logistic regression with a ridge. Prints what crossing over the rows gives; `--write`
puts the weights into the package.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from act_data import bare_reader, pages_of
from fit_forecast_confidence import fitted
from judged_data import written
from signs_table import show, write

from memcon.model.span import Span
from memcon.read.ask_sides import head_of
from memcon.read.forecast_judged import direction_signs
from memcon.read.forecast_words import estimates
from memcon.read.page import Page

OUT = Path(__file__).parent.parent / "src" / "memcon" / "lexicon" / "data" / "forecast_direction.csv"
FOLDS, LEAST_SEEN = 8, 3


def case_of(page: Page, row: dict[str, Any]) -> list[str] | None:
    """The signs around a marked claim; None where it is not found."""
    at = page.text.find(row["claim"])
    if at < 0 or not row["claim"]:
        return None
    span = Span(at, at + len(row["claim"]))
    head = head_of(page.doc, span)
    inside = {token.i for token in page.tokens(span)}
    tokens = [token for token in head.sent if not token.is_space]
    return direction_signs(tokens, inside, head, estimates(page.lexicon))


def main() -> int:
    """Exit status 0: fitted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = [row for _, row in written("forecasts") if row["forecast"]]
    pages = pages_of(bare_reader(), [row["text"] for row in rows])
    cases = [(signs, row["expects"]) for row, page in zip(rows, pages, strict=True) if (signs := case_of(page, row))
             is not None]  # fmt: skip
    counted = Counter(sign for signs, _ in cases for sign in signs)
    names = ["bias", *sorted(sign for sign, count in counted.items() if count >= LEAST_SEEN)]
    x = np.array([[1.0, *(float(name in signs) for name in names[1:])] for signs, _ in cases])
    y = np.array([float(expects) for _, expects in cases])
    fold = np.arange(len(cases)) % FOLDS
    found = np.zeros(len(cases))
    for part in range(FOLDS):
        found[fold == part] = x[fold == part] @ fitted(x[fold != part], y[fold != part], np.ones((fold != part).sum()))
    print(f"{len(cases)} claims, {int(y.sum())} expected; crossed over the rows {np.mean((found >= 0) == (y > 0)):.3f}")
    weights = fitted(x, y, np.ones(len(cases)))
    show(names, weights, most=16)
    if options.write:
        write(OUT, names, weights)
    return 0


if __name__ == "__main__":
    sys.exit(main())
