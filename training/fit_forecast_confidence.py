"""Fits what a forecast's signs weigh: `python training/fit_forecast_confidence.py [--heads] [--write]`.

Learns from forecasts of the Wikinews and official texts of MEMCON_SHARED that were judged by eye
(`bench/forecast_labels.jsonl`: article, span, whether an analyst would keep it; no text), and from the opened
dossiers in `bench/` (a forecast that is marked there is right, any other is not). Prints what crossing
over articles gives; `--write` puts the weights into the package. With `--heads` what the trained head sees is among
the signs (`forecast_confidence_judged.csv`); without, the reader runs without heads (`forecast_confidence.csv`).
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
sys.path[:0] = [str(BENCH), str(ROOT / "training")]

from blind_ledger import right_forecast  # noqa: E402
from fit_statement_confidence import reliability  # noqa: E402
from judged_data import written  # noqa: E402
from ledger import readings_of  # noqa: E402
from real_texts import CORPORA, articles_named  # noqa: E402
from signs_table import show, write  # noqa: E402

from memcon.ingest import Settings, make_reader  # noqa: E402
from memcon.link.acts import canonical_text  # noqa: E402
from memcon.model.article import Article, article_id, text_sha256  # noqa: E402
from memcon.model.reading import Forecast, Reading  # noqa: E402
from memcon.model.span import Span  # noqa: E402
from memcon.read import reader as reading_step  # noqa: E402
from memcon.read.forecast_weight import ground_of, sentence_of, signs  # noqa: E402

DOSSIERS = (
    "blind/ledger.jsonl", "blind2/ledger.jsonl", "blind4/ledger.jsonl", "batches/ledger-1.jsonl",
    "batches/ledger-2.jsonl",
)  # fmt: skip
DATA = ROOT / "src" / "memcon" / "lexicon" / "data"
HELD: dict[str, dict[str, float]] = {}
"""The signs of each forecast read, by its id."""
RIDGE, FOLDS = 3.0, 8
SHARE = 0.2
"""What real text weighs in sum beside the dossiers: most of it is speeches and briefings, where little is foretold."""


@dataclass(frozen=True)
class Case:
    """Signs of a forecast, whether it is right, the article or dossier it is of, real text or dossier."""

    signs: dict[str, float]
    right: bool
    group: str
    real: bool
    weight: float = 1.0


def articles() -> Iterator[Article]:
    """The judged articles."""
    wanted = {json.loads(line)["article"] for line in (BENCH / "forecast_labels.jsonl").open(encoding="utf-8")}
    return articles_named(wanted)


def real_cases(reader: Any) -> Iterator[Case]:
    """Judged forecasts of real text that are found (again) at their place."""
    labels: dict[str, list[Any]] = {}
    for row in map(json.loads, (BENCH / "forecast_labels.jsonl").open(encoding="utf-8")):
        labels.setdefault(row["article"], []).append(row)
    for reading in reader.read(articles()):
        for label in labels[reading.article.id]:
            low, high = label["span"]
            near = [f for f in reading.forecasts if _shared(f, low, high) > 0.5 * (high - low)]
            if near:
                best = max(near, key=lambda f: _shared(f, low, high))
                yield Case(HELD[best.id], label["right"], reading.article.id, real=True)


def _shared(forecast: Forecast, low: int, high: int) -> int:
    span = forecast.evidence[0].span
    return min(span.end, high) - max(span.start, low)


def dossier_cases(reader: Any) -> Iterator[Case]:
    """Forecasts of the opened dossiers, right where the dossier marks one in the same passage."""
    for name in DOSSIERS:
        for dossier in map(json.loads, (BENCH / name).read_text(encoding="utf-8").splitlines()):
            for place, reading in enumerate(readings_of(reader, dossier)):
                gold = [g for g in dossier["forecasts"] if g["passage"] == place]
                yield from _of_passage(reading, gold, f"{name} {dossier['id']}")


def _of_passage(reading: Reading, gold: list[Any], group: str) -> Iterator[Case]:
    for one in reading.forecasts:
        right = any(right_forecast(g, one) for g in gold)
        yield Case(HELD[one.id], right, group, real=False)


def unweighed(
    found: Iterable[Forecast], text: str, read: Any, _: Any, heads: Callable[[Span], float | None] | None = None
) -> tuple[Forecast, ...]:
    """The forecasts as they are; keeps their signs."""
    found, ground = tuple(found), ground_of(text, read)
    for one in found:
        HELD[one.id] = signs(one, ground, heads(sentence_of(one, ground)) if heads is not None else None)
    return found


def written_cases(reader: Any) -> Iterator[Case]:
    """Forecasts of the written passages that the training of the heads leaves out."""
    for _, row in written("forecasts"):
        if zlib.crc32(row["text"].encode()) % 5:
            continue
        digest = text_sha256(row["text"])
        article = Article(
            id=article_id(sha256=digest, outlet=None, url=None), text=row["text"], sha256=digest,
            published="2024-05-06", outlet="Paper", language="en",
        )  # fmt: skip
        for reading in reader.read([article]):
            for one in reading.forecasts:
                shared = canonical_text(row["claim"]) & canonical_text(one.claim)
                right = bool(row["forecast"] and one.expects == row["expects"] and shared)
                yield Case(HELD[one.id], right, row["text"], real=False, weight=0.7)


def fitted(x: np.ndarray, y: np.ndarray, weight: np.ndarray, penalty: float = RIDGE) -> np.ndarray:
    """Weights of a ridge logistic regression over weighed cases, by Newton's method; the first column is the bias."""
    w = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[0] = 0.1
    for _ in range(40):
        p = 1 / (1 + np.exp(-(x @ w)))
        gradient = x.T @ (weight * (p - y)) + ridge * w
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        w -= (step := np.linalg.solve(hessian, gradient))
        if np.abs(step).max() < 1e-8:
            break
    return w


def main() -> int:
    """Exit status 0: fitted; 3: the texts are not here."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--heads", action="store_true")
    options = parser.parse_args()
    if not CORPORA.is_dir():
        print("skipped: the texts of MEMCON_SHARED (default ../shared) are not here", file=sys.stderr)
        return 3
    reading_step.weighed = unweighed  # type: ignore[assignment]
    reader = make_reader(Settings(reader="fast"))
    if not options.heads:
        reader = replace(reader, meaning=None)
    cases = [*real_cases(reader), *dossier_cases(reader), *(written_cases(reader) if options.heads else ())]
    names = ["bias", *sorted({name for case in cases for name in case.signs} - {"bias"})]
    x = np.array([[case.signs.get(name, 0.0) for name in names] for case in cases])
    y = np.array([float(case.right) for case in cases])
    real = np.array([case.real for case in cases])
    weight = np.where(real, SHARE * (~real).sum() / real.sum(), np.array([case.weight for case in cases]))
    weight = weight * len(cases) / weight.sum()
    groups = sorted({case.group for case in cases})
    fold = np.array([groups.index(case.group) % FOLDS for case in cases])
    p = np.zeros(len(cases))
    for part in range(FOLDS):
        p[fold == part] = 1 / (1 + np.exp(-(x[fold == part] @ fitted(x[fold != part], y[fold != part],
                                                                     weight[fold != part]))))  # fmt: skip
    for label, chosen in (("real text", real), ("dossiers", ~real)):
        shown = chosen & (p >= 0.5)
        error, _ = reliability(p[chosen], y[chosen])
        print(f"{label}: {chosen.sum()} of which right {y[chosen].mean():.3f}; shown {shown.sum()}, right of these")
        print(f"  {y[shown].mean():.3f}, found {y[shown].sum() / y[chosen].sum():.3f}; calibration error {error:.3f}")
    weights = fitted(x, y, weight)
    show(names, weights)
    if options.write:
        table = "forecast_confidence_judged.csv" if options.heads else "forecast_confidence.csv"
        write(DATA / table, names, weights)
    return 0


if __name__ == "__main__":
    sys.exit(main())
