"""Rebuilds the weights behind sentence voice: `python training/fit_voice.py`.

A logistic regression over the features of memcon.read.voice on BABE's sentences, the opinion share of a sentence
(0, one half, 1) as its target; five outlets are kept out to measure on. Sentences of BABE were drawn for bias, so
the intercept is lowered to the share of opinion that news has.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
from pathlib import Path

import numpy as np

from memcon.lexicon import load_lexicon
from memcon.read.voice import features

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared"))
OUT = ROOT / "src" / "memcon" / "lexicon" / "data" / "voice.csv"
HELD_OUT = frozenset({"Fox News", "MSNBC", "USA Today", "HuffPost", "Daily Beast"})
SHARE = {"Entirely factual": 0.0, "Somewhat factual but also opinionated": 0.5, "Expresses writer’s opinion": 1.0}
RIDGE = 1.0


def main() -> int:
    """Exit status 0; writes the weights and prints the held-out figures."""
    lexicon = load_lexicon()
    with gzip.open(SHARED / "data" / "babe" / "SG2.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["label_opinion"] in SHARE]
    found = [features(row["text"], lexicon) for row in rows]
    names = sorted(found[0])
    x = np.array([[1.0, *(f[name] for name in names)] for f in found])
    y = np.array([SHARE[row["label_opinion"]] for row in rows])
    test = np.array([row["outlet"] in HELD_OUT for row in rows])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x[~test] @ w)))
        hessian = (x[~test] * (p * (1 - p))[:, None]).T @ x[~test] + RIDGE * np.eye(len(w))
        w -= np.linalg.solve(hessian, x[~test].T @ (p - y[~test]) + RIDGE * w)
    p = 1 / (1 + np.exp(-(x[test] @ w)))
    for cut in (0.4, 0.5, 0.6, 0.7, 0.8):
        said = p >= cut
        some, full = (y[test][said] > 0).mean() if said.any() else 0, (y[test][said] == 1).mean() if said.any() else 0
        print(f"p >= {cut}: n {said.sum()} at least partly opinion {some:.3f}, opinion {full:.3f}, "
              f"recall of opinion {(said & (y[test] == 1)).sum() / (y[test] == 1).sum():.3f}")  # fmt: skip
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows((name, round(float(v), 4)) for name, v in zip(["bias", *names], w, strict=True))
    for name, value in zip(["bias", *names], w, strict=True):
        print(f"{value:7.3f} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
