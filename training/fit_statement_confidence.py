"""Rebuilds the numbers behind rule statements: `python training/fit_statement_confidence.py`.

Two data files of the lexicon come from PolNeAR train (its last month left out, for tuning):
`cues.csv`, whose words, frames and classes are chosen by hand and whose strengths are the share of a cue's
occurrences that annotators marked, drawn toward the strength that stands there; and `statement_confidence.csv`,
the weights of a logistic regression over the features of an attribution. An encoder's statements have weights of
their own: `python training/fit_statement_confidence.py --encoder fast`, to be run after each new model.
The weights are fitted by cross-fitting:
each article's features carry strengths counted on other articles, so that rare words do not look surer than they are.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from statements_polnear import agree, rows  # noqa: E402

from memcon.lexicon import load_lexicon  # noqa: E402
from memcon.model.article import Article, text_sha256  # noqa: E402
from memcon.read.attribution import Attribution  # noqa: E402
from memcon.read.attribution_rules import rule_attributions  # noqa: E402
from memcon.read.attribution_score import features  # noqa: E402
from memcon.read.blocks import find_blocks  # noqa: E402
from memcon.read.page import Page  # noqa: E402
from memcon.read.parse import load_pipeline, parse  # noqa: E402
from memcon.read.quotes import find_quotations  # noqa: E402
from memcon.read.sentences import find_sentences  # noqa: E402

DATA = ROOT / "src" / "memcon" / "lexicon" / "data"
HELD_OUT_FROM = "2016-08-08"
FOLDS = 5
DRAW = 4.0
"""How many occurrences the strength that stands in the file counts for."""

RIDGE = 2.0
ENCODER_RIDGE = 12.0


def pages(part: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Page]]:
    """Each PolNeAR article with its page, read up to the sentences."""
    nlp, lexicon = load_pipeline(), load_lexicon()
    for start in range(0, len(part), 16):
        batch = part[start : start + 16]
        articles = [
            Article(id=r["id"], text=r["text"], sha256=text_sha256(r["text"]), title=r["title"], published=r["date"])
            for r in batch
        ]
        blocks = [find_blocks(a, lexicon) for a in articles]
        docs = parse(nlp, [(a.text, b) for a, b in zip(articles, blocks, strict=True)])
        for row, article, found, doc in zip(batch, articles, blocks, docs, strict=True):
            page = Page(article=article, lexicon=lexicon, doc=doc, blocks=found)
            page = replace(page, quotations=find_quotations(article.text, found))
            yield row, replace(page, sentences=find_sentences(page))


def is_right(attribution: Attribution, gold: list[dict[str, Any]]) -> bool:
    """Whether source and content both overlap those of one gold attribution."""
    ours = {
        "source": [tuple(attribution.source)] if attribution.source else [],
        "content": [tuple(span) for span in attribution.content],
    }
    return any(agree(ours, {k: [tuple(s) for s in g[k]] for k in ("source", "content")}) for g in gold if g["content"])


def key_of(page: Page, attribution: Attribution) -> tuple[str, str, str] | None:
    """The row of the cue table that an attribution rests on."""
    from memcon.read.attribution_cues import lemma_of

    if attribution.head is None or attribution.pattern in ("according", "turn"):
        return None
    head = page.doc[attribution.head]
    part, _, frame = attribution.pattern.partition(" ")
    if part == "noun":
        return lemma_of(head), "noun", frame
    if part == "adjective":
        return head.lower_, "adjective", frame
    return lemma_of(head), "verb", attribution.pattern


def fitted(x: np.ndarray, y: np.ndarray, *, ridge_weight: float = RIDGE) -> np.ndarray:
    """Weights of a ridge logistic regression, by Newton's method; the first column is the bias."""
    w = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], ridge_weight)
    ridge[0] = min(RIDGE, 0.1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def reliability(p: np.ndarray, y: np.ndarray, *, bins: int = 10) -> tuple[float, list[str]]:
    """Expected calibration error and a line a bin."""
    error, lines = 0.0, []
    for low in range(bins):
        inside = (p >= low / bins) & (p < (low + 1) / bins + (low == bins - 1))
        if inside.any():
            gap = abs(p[inside].mean() - y[inside].mean())
            error += gap * inside.mean()
            said, right = p[inside].mean(), y[inside].mean()
            lines.append(f"{low / bins:.1f}: n {inside.sum():5d} said {said:.3f} right {right:.3f}")
    return error, lines


def main() -> int:
    """Exit status 0; writes both data files unless --dry-run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--keep-strengths", action="store_true", help="leave cues.csv as it is")
    parser.add_argument("--encoder", help="fit the weights of this encoder's statements instead")
    options = parser.parse_args()
    if options.encoder:
        return fit_encoder(options.encoder)
    examples: list[tuple[int, tuple[str, str, str] | None, Attribution, Page, bool]] = []
    held: list[tuple[Attribution, Page, bool]] = []
    for number, (row, page) in enumerate(pages(rows("train"))):
        for attribution in rule_attributions(page):
            right = is_right(attribution, row["attributions"])
            if row["date"] >= HELD_OUT_FROM:
                held.append((attribution, page, right))
            else:
                examples.append((number % FOLDS, key_of(page, attribution), attribution, page, right))
    with (DATA / "cues.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    prior = {(r["word"], r["part"], r["frame"]): float(r["strength"]) for r in table}
    strengths = [_strengths(prior, [e for e in examples if e[0] != fold]) for fold in range(FOLDS)]
    rows_ = [
        features(page, _with(a, strengths[fold].get(key) if key and not options.keep_strengths else None))
        for fold, key, a, page, _ in examples
    ]
    names = sorted({name for row in rows_ for name in row})
    y = np.array([e[4] for e in examples], dtype=float)
    weights = fitted(_matrix(rows_, names), y)
    final = _strengths(prior, examples)
    if not options.dry_run:
        # The weights of an encoder's statements are fitted by --encoder afterwards.
        if not options.keep_strengths:
            _write_cues(table, final)
        _write_weights(names, weights)
    test = _matrix([features(page, a) for a, page, _ in held], names)
    p = 1 / (1 + np.exp(-(test @ weights)))
    error, lines = reliability(p, np.array([r for _, _, r in held], dtype=float))
    print(f"{len(examples)} examples, {y.mean():.3f} right; held out {len(held)}; calibration error {error:.4f}")
    print("\n".join(lines))
    for name, weight in sorted(zip(["bias", *names], weights, strict=True), key=lambda t: t[1]):
        print(f"{weight:8.3f} {name}")
    return 0


def fit_encoder(name: str) -> int:
    """Fits and writes the weights of an encoder's statements, on dev and the month of train that it never saw.

    What is printed is crossed: each article is judged by weights fitted on other articles.
    """
    from memcon.encoder.encoder import load
    from memcon.read.mentions import find_mentions
    from memcon.read.reader import encoded
    from memcon.read.statements import entries_of

    encoder = load(name)
    part = [*rows("dev"), *(row for row in rows("train") if row["date"] >= HELD_OUT_FROM)]
    found: list[dict[str, float]] = []
    right: list[float] = []
    fold: list[int] = []
    for number, (row, page) in enumerate(pages(part)):
        (page,) = encoded(encoder, [page])
        actors, mentions = find_mentions(page)
        # The data know no reports within reports: whether one is right cannot be seen from them.
        for entry in entries_of(replace(page, actors=actors, mentions=mentions), unfold=False):
            if entry.attribution.score is not None:
                found.append(features(page, entry.attribution))
                right.append(float(is_right(entry.attribution, row["attributions"])))
                fold.append(number % FOLDS)
    names = sorted({feature for row in found for feature in row})
    x, y, folds = _matrix(found, names)[:, 1:], np.array(right), np.array(fold)
    crossed = np.zeros(len(y))
    for left in range(FOLDS):
        crossed[folds == left] = 1 / (
            1 + np.exp(-(x[folds == left] @ fitted(x[folds != left], y[folds != left], ridge_weight=ENCODER_RIDGE)))
        )
    error, lines = reliability(crossed, y)
    shown = (crossed >= 0.5).mean()
    print(f"{len(y)} statements of {len(part)} articles, {y.mean():.3f} right, {shown:.3f} shown")
    print(f"calibration error {error:.4f} (crossed)")
    print("\n".join(lines))
    with (DATA / "statement_confidence.csv").open(encoding="utf-8", newline="") as file:
        kept = [
            (r["feature"], float(r["weight"])) for r in csv.DictReader(file) if not r["feature"].startswith("roles ")
        ]
    weights = [*kept, *zip(names, fitted(x, y, ridge_weight=ENCODER_RIDGE), strict=True)]
    _write_weights([n for n, _ in weights[1:]], np.array([w for _, w in weights]))
    return 0


def _strengths(prior: dict[tuple[str, str, str], float], examples: list[Any]) -> dict[tuple[str, str, str], float]:
    seen, right = Counter(e[1] for e in examples), Counter(e[1] for e in examples if e[4])
    return {key: (right[key] + DRAW * start) / (seen[key] + DRAW) for key, start in prior.items()}


def _with(attribution: Attribution, strength: float | None) -> Attribution:
    return replace(attribution, strength=strength) if strength is not None else attribution


def _matrix(found: list[dict[str, float]], names: list[str]) -> np.ndarray:
    column = {name: i + 1 for i, name in enumerate(names)}
    x = np.zeros((len(found), len(names) + 1))
    x[:, 0] = 1
    for i, row in enumerate(found):
        for name, value in row.items():
            if name in column:
                x[i, column[name]] = value
    return x


def _write_cues(table: list[dict[str, str]], strengths: dict[tuple[str, str, str], float]) -> None:
    with (DATA / "cues.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=["word", "part", "frame", "class", "strength"], lineterminator="\n")
        writer.writeheader()
        for row in table:
            key = (row["word"], row["part"], row["frame"])
            strength = row["strength"] if row["part"] == "hedge" else round(strengths[key], 3)
            writer.writerow({**row, "strength": strength})


def _write_weights(names: list[str], weights: np.ndarray) -> None:
    with (DATA / "statement_confidence.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows((name, round(float(w), 4)) for name, w in zip(["bias", *names], weights, strict=True))


if __name__ == "__main__":
    sys.exit(main())
