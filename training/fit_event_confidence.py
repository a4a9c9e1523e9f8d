"""Fits the table that turns an event's row and signs into its confidence.

    python training/fit_event_confidence.py [--model fast [--folder DIR]] [--write]

Runs the reader over PLV train (1,050 sentences with one marked pair and its PLOVER root each; no licence stated, no
text kept), takes each event whose source stands in the marked source, and asks whether type, source and target are the
marked ones (half right without a target). A logistic table with a ridge penalty is fitted to that by Newton steps; it
holds no more than one number a sign. A sentence tells other true things than its marked pair, so the share of right
events is too low: `--lift` is added to the intercept. Rows of the table whose source is `read` were set by hand, as PLV
has next to no private people, films or matches: `--write` keeps them.

Of 143 events of confidence .5 and more in random Wikinews and official texts, type, sides and status were right in 85
(.59) when read by eye: 19 of 24 from .75 up, 27 of 54 from .6 to .75, 39 of 65 below. The classes then mended
(22 of the 58 wrong ones) leave about .70 of the rest, on the same texts, so that is no held-out figure; the lift of
.6, whose mean confidence is .63, was kept. PLOVER GSR is not used.

With `--model` the events are read with that model's head for types, and the table with the sign `head` is fitted. Each
sentence is read with a head that was fitted to the other four folds. Its lift is 1.2 (`--lift 1.2`): with it the mean
confidence of our surest events in the gold records (.636) is the share of them that is right (.626).
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from memcon.read.event_confidence import bounded, logit

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared"))
PLV = SHARED / "data" / "plv_plover_relations" / "plv_train.jsonl"
TABLE = ROOT / "src" / "memcon" / "lexicon" / "data" / "event_confidence.csv"
TYPED = TABLE.with_name("event_confidence_typed.csv")
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
KIN = {("COERCE", "SANCTION"), ("ACCUSE", "SANCTION"), ("YIELD", "AGREE"), ("AGREE", "YIELD")}
"""Roots where PLV follows CAMEO and the 2021 manual does not (sanctions, verdicts, future concessions): both count."""
RIDGE = 4.0
PRIOR = {"trigger": 1.0, "head": 0.5, "no source": -2.3, "no public actor": -1.2, "private side": -0.8,
         "told of a work or a match": -1.6, "no target": -0.5,
         "noun": -0.5, "opinion": -0.5, "target below": -0.5,
         "target of a clause": -0.2, "source around": -0.5, "target needed": -0.4, "source group": -0.3}  # fmt: skip
"""What a weight is drawn to where PLV has too few cases (all its sentences name a source, none is a column)."""


@dataclass(frozen=True, slots=True)
class Case:
    """One event with its signs and whether it was right."""

    base: float
    signs: tuple[str, ...]
    right: float
    parties: float
    share: float | None = None


def cases(model: str | None = None, folder: Path | None = None) -> list[Case]:
    """Events of PLV train whose source is the marked one."""
    from memcon.lexicon import load_lexicon
    from memcon.model.article import Article, article_id, text_sha256
    from memcon.read.parse import load_pipeline
    from memcon.read.reader import Reader

    rows = [json.loads(line) for line in PLV.read_text(encoding="utf-8").splitlines()]
    articles = []
    for row in rows:
        digest = text_sha256(row["sentence"])
        name = article_id(sha256=digest, outlet=row["id"], url=None)
        articles.append(Article(id=name, text=row["sentence"], sha256=digest, language="en"))
    reader = Reader(nlp=load_pipeline(), lexicon=load_lexicon())
    found: list[Case] = []
    for held, encoder in _encoders(model, folder):
        mine = [n for n, row in enumerate(rows) if held is None or row["sentence"] in held]
        reader = replace(reader, meaning=encoder)
        for number, reading in zip(mine, reader.read([articles[n] for n in mine]), strict=True):
            found += _of_row(rows[number], reading)
    return found


def _encoders(model: str | None, folder: Path | None) -> Iterator[tuple[set[str] | None, Any]]:
    """For each fold its sentences and the encoder whose head has not seen them; without a model no encoder for all."""
    if model is None:
        yield None, None
        return
    from heads import fit as fit_head
    from heads import head_of, write_heads
    from plover_data import FOLDS, TYPES, plv_pairs
    from train_types import TYPE_POOLS, TYPE_RIDGE, type_features

    from memcon.encoder import MODELS, load
    from memcon.encoder.readouts import load_readouts

    encoder = load(model, folder=folder or MODELS)
    pairs = plv_pairs()
    x, y = type_features(encoder, pairs), np.array([TYPES.index(pair.type) for pair in pairs])
    for fold in range(FOLDS):
        seen = np.array([pair.fold != fold for pair in pairs])
        fitted = fit_head(x[seen], y[seen], classes=len(TYPES), ridge=TYPE_RIDGE)
        head = head_of("type", fitted, classes=TYPES, pools=TYPE_POOLS, heat=1.0)
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "heads.npz"
            write_heads(path, [head], model=encoder.settings.sha256)
            readouts = load_readouts(path, model=encoder.settings.sha256)
        yield {pair.text for pair in pairs if pair.fold == fold}, replace(encoder, readouts=readouts)


def _of_row(row: dict[str, str], reading: Any) -> list[Case]:
    source, target = _span(row, "source"), _span(row, "target")
    if source is None or target is None:
        return []
    found = []
    for event in reading.events:
        named = {reason.name: reason.weight for reason in event.reasons}
        if not _touch(event.source_spans, source) or "trigger" not in named:
            continue
        ours = YIELD.get(event.type, event.type)
        kind = ours == row["gold_root"] or (row["gold_root"], ours) in KIN
        right = kind * (1.0 if _touch(event.target_spans, target) else 0.5 if not event.target else 0.0)
        signs = tuple(name for name in named if name not in ("trigger", "actors", "head"))
        found.append(Case(named["trigger"], signs, right, named.get("actors", 1.0), named.get("head")))
    return found


def _span(row: dict[str, str], side: str) -> tuple[int, int] | None:
    start = row["sentence"].find(row[side])
    return None if start < 0 else (start, start + len(row[side]))


def _touch(spans: Sequence[tuple[int, int]], wanted: tuple[int, int]) -> bool:
    return any(start < wanted[1] and wanted[0] < end for start, end in spans)


def fit(found: Sequence[Case]) -> dict[str, float]:
    """The weight of each sign, `trigger` and `intercept`."""
    names = [
        "intercept",
        "trigger",
        *sorted({sign for case in found for sign in case.signs} | set(PRIOR) - {"trigger", "head"}),
        *(["head"] if any(case.share is not None for case in found) else []),
    ]
    index = {name: number for number, name in enumerate(names)}
    design = np.zeros((len(found), len(names)))
    for number, case in enumerate(found):
        design[number, 0] = 1.0
        design[number, 1] = logit(min(max(case.base, 0.02), 0.98))
        if case.share is not None:
            design[number, index["head"]] = logit(bounded(case.share))
        for sign in case.signs:
            design[number, index[sign]] = 1.0
    right = np.array([case.right for case in found], dtype=float)
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    weights = prior.copy()
    ridge = np.full(len(names), RIDGE)
    ridge[0] = 0.01
    for _ in range(30):
        share = 1.0 / (1.0 + np.exp(-design @ weights))
        slope = design.T @ (right - share) - ridge * (weights - prior)
        curve = (design.T * (share * (1.0 - share))) @ design + np.diag(ridge)
        weights += np.linalg.solve(curve, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _by_hand() -> dict[str, float]:
    """The rows of the table that were set by hand."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["sign"]: float(row["weight"]) for row in csv.DictReader(file) if row["source"] == "read"}


def main() -> int:
    """Prints the table; with `--write` puts it into the lexicon's data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--model", help="fit the table for readings with this model's head")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--lift", type=float, default=0.6)
    given = parser.parse_args()
    found = cases(given.model, given.folder)
    weights = fit(found)
    weights["intercept"] = round(weights["intercept"] + given.lift, 3)
    print(f"{len(found)} events, {sum(case.right for case in found)} right")
    for name, weight in weights.items():
        print(f"{name:28} {weight:+.3f}  {sum(name in case.signs for case in found)}")
    if given.write:
        kept = _by_hand()
        weights.update(kept)
        with (TYPED if given.model else TABLE).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["sign", "weight", "source"])
            writer.writerows([name, weight, "read" if name in kept else "plv"] for name, weight in weights.items())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
