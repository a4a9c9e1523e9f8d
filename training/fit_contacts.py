"""Fits the table by which a sentence that names two sides is judged to tell of a contact between them.

    python training/fit_contacts.py [--write] [--show N]

Rows: each pair of sides in a sentence of the opened sets of encounters (bench/blind*/encounters.jsonl): right when both
take part in an encounter that the article is marked to tell of. Near-misses: the sentences of bench/**/chains.jsonl,
which tell of no contact; pairs of Wikinews 2019-20 (CC BY 2.5, from MEMCON_SHARED) without a contact by the older
rules, half weight, as few of them tell of one; and own sentences (training/contact_sentences.txt). A logistic table
with a ridge penalty is fitted by Newton steps. Prints figures of ten folds by encounter, and of each set by a table
fitted to the others.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import memcon.read.reader as steps
from memcon.lexicon import load_lexicon
from memcon.model.article import Article, text_sha256
from memcon.read.contact_pairs import Pair, pairs_of
from memcon.read.page import Page
from memcon.read.parse import load_pipeline
from memcon.read.reader import Reader

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "bench"
SHARED = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared"))
TABLE = ROOT / "src" / "memcon" / "lexicon" / "data" / "contact_weights.csv"
OPENED = ("blind/encounters.jsonl", "blind2/encounters.jsonl")
RIDGE = 2.0
STEP = 8
"""Every so manieth article of Wikinews is taken."""
CROWD = 0.5
"""Weight of an unlabelled pair of Wikinews."""


@dataclass(frozen=True, slots=True)
class Case:
    """One pair in a sentence: where from, its signs, whether it tells of a contact, how much it counts."""

    source: str
    group: str
    signs: Mapping[str, float]
    right: bool
    weight: float
    text: str


def pages(articles: Iterable[Article]) -> Iterator[Page]:
    """The pages as they are when contacts are looked for."""
    held: list[Page] = []
    plain = steps.complete_contacts

    def keep(page: Page) -> Any:
        held.append(page)
        return plain(page)

    steps.complete_contacts = keep
    try:
        for _ in Reader(nlp=load_pipeline(), lexicon=load_lexicon()).read(articles):
            yield held.pop()
    finally:
        steps.complete_contacts = plain


def article(ident: str, text: str, published: str | None, outlet: str | None, kind: str) -> Article:
    return Article(id=ident, text=text, sha256=text_sha256(text), title=None, outlet=outlet, published=published,
                   language="en", kind=kind if kind in ("official", "news", "unknown") else "unknown")  # fmt: skip


def marked() -> Iterator[tuple[Article, str, str, list[set[str]]]]:
    """Articles of the sets with the names of those who take part in each encounter that they tell of."""
    for name in OPENED:
        path = BENCH / name
        for line in path.read_text().splitlines() if path.exists() else ():
            row = json.loads(line)
            for i, told in enumerate(row["accounts"]):
                sides = [set(e["participants"]) for e in row["encounters"] if i in e["accounts"]]
                kind = told.get("kind") or "unknown"
                yield (
                    article(f"{row['id']}-{i}", told["text"], told["published"], told.get("outlet"), kind),
                    name,
                    row["id"],
                    sides,
                )


def named(page: Page, key: str) -> set[str]:
    actor = page.actor_of.get(key)
    return {actor.name, *actor.aliases, actor.state or ""} if actor else {key}


def met(page: Page, pair: Pair, sides: list[set[str]]) -> bool:
    """Whether both of a pair take part in one of the encounters: by a shared name of two parts, or by the last part."""

    def held(key: str, names: set[str]) -> bool:
        own = {part.casefold() for name in named(page, key) if name for part in name.split()[-1:]}
        return any(name.split()[-1].casefold() in own for name in names)

    return any(held(pair.one.actor, names) and held(pair.other.actor, names) for names in sides)


def sets() -> Iterator[Case]:
    """The cases of the sets of encounters; those of linking.jsonl by what the older rules found in it."""
    rows = list(marked())
    for page, (_, source, group, sides) in zip(pages(row[0] for row in rows), rows, strict=True):
        for sentence in page.doc.sents:
            if page.readable(sentence[0].idx):
                for pair in pairs_of(page, sentence):
                    yield Case(source, group, pair.signs, met(page, pair, sides), 1.0, sentence.text)


def own_sentences() -> Iterator[Case]:
    """The cases of training/contact_sentences.txt; all their sides are said to be of different states."""
    lines = Path(__file__).with_name("contact_sentences.txt").read_text(encoding="utf-8").splitlines()
    rows = [(line[0] == "+", line[2:]) for line in lines if line[:2] in ("+ ", "- ")]
    made = (article(f"s{i}", text, "2024-06-08", None, "news") for i, (_, text) in enumerate(rows))
    for page, (right, text) in zip(pages(made), rows, strict=True):
        for sentence in page.doc.sents:
            for pair in pairs_of(page, sentence):
                yield Case("sentences", text, pair.signs, right, 1.0, sentence.text)


def others() -> Iterator[Case]:
    """Sentences that tell of no contact: what somebody said, acts that were none; and Wikinews."""
    texts: list[tuple[str, str, str | None, float]] = []
    for path in sorted(BENCH.glob("**/chains*.jsonl")):
        if "blind3" in str(path) or "batches" in str(path):
            continue
        texts += [("chains", json.loads(line)["text"], None, 1.0) for line in path.read_text().splitlines()]
    news = SHARED / "data" / "demo_corpora" / "wikinews_en_2019_2020.jsonl.gz"
    if news.exists():
        with gzip.open(news, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file][::STEP]
        texts += [("wikinews", row["text"], row["date"], CROWD) for row in rows]
    made = (article(f"o{i}", text, day, None, "news") for i, (_, text, day, _) in enumerate(texts))
    labels = corrections()
    for page, (source, _, _, weight) in zip(pages(made), texts, strict=True):
        told = [set(e.source) | set(e.target) for e in page.events if e.encounter_kind]
        for sentence in page.doc.sents:
            if not page.readable(sentence[0].idx):
                continue
            for pair in pairs_of(page, sentence):
                key = _key(sentence.text, pair)
                if key in labels:
                    yield Case(source, key, pair.signs, labels[key], 1.0, sentence.text)
                elif not any({pair.one.side, pair.other.side} <= _sides(page, keys) for keys in told):
                    yield Case(
                        source,
                        key,
                        pair.signs,
                        False,
                        weight,
                        f"{key} {pair.one.actor} {pair.other.actor}: {sentence.text}",
                    )


def _sides(page: Page, keys: set[str]) -> set[str]:
    return {(page.actor_of[k].state or k) if k in page.actor_of else k for k in keys}


def _key(text: str, pair: Pair) -> str:
    return hashlib.sha256(f"{text}|{pair.one.actor}|{pair.other.actor}".encode()).hexdigest()[:10]


def corrections() -> dict[str, bool]:
    """Pairs labelled by eye, by the hash of sentence and names (the texts are not ours to keep)."""
    path = Path(__file__).with_name("contact_labels.csv")
    if not path.exists():
        return {}
    return {row["key"]: row["contact"] == "1" for row in csv.DictReader(path.open(encoding="utf-8"))}


def matrix(cases: list[Case], names: list[str]) -> np.ndarray:
    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(cases), len(names)))
    for i, case in enumerate(cases):
        for sign, value in case.signs.items():
            if sign in place:
                x[i, place[sign]] = value
    x[:, place["always"]] = 1.0
    return x


def fit(x: np.ndarray, y: np.ndarray, w: np.ndarray, names: list[str]) -> np.ndarray:
    """Weights by Newton steps; the intercept is not drawn to zero."""
    beta = np.zeros(x.shape[1])
    pull = np.full(x.shape[1], RIDGE)
    pull[names.index("always")] = 1e-3
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        grad = x.T @ (w * (y - p)) - pull * beta
        hess = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(hess, grad)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def figures(p: np.ndarray, y: np.ndarray) -> str:
    out = []
    for cut in (0.3, 0.5, 0.7):
        hit = p >= cut
        recall = hit[y > 0].mean() if y.any() else 0.0
        out.append(f">={cut}: P {y[hit].mean() if hit.any() else 0:.2f} R {recall:.2f} ({int(hit.sum())})")
    return "  ".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="so many of the likeliest pairs taken for none")
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    if options.cache and options.cache.exists():
        cases = [Case(**row) for row in json.loads(options.cache.read_text())]
    else:
        cases = [*sets(), *own_sentences(), *others()]
        if options.cache:
            options.cache.write_text(json.dumps([{f: getattr(c, f) for f in Case.__slots__} for c in cases]))
    y = np.array([case.right for case in cases], float)
    w = np.array([case.weight for case in cases])
    print(len(cases), "pairs,", int(y.sum()), "contacts")
    names = sorted({sign for case in cases for sign in case.signs} | {"always"})
    x = matrix(cases, names)
    folds = np.array([int(hashlib.sha256(case.group.encode()).hexdigest(), 16) % 10 for case in cases])
    p = np.zeros(len(cases))
    for k in range(10):
        p[folds == k] = share(x[folds == k], fit(x[folds != k], y[folds != k], w[folds != k], names))
    print("ten folds", figures(p, y))
    for name in sorted({case.source for case in cases}):
        own = np.array([case.source == name for case in cases])
        found = share(x[own], fit(x[~own], y[~own], w[~own], names))
        print("   ", name, "by the others", figures(found, y[own]))
    if options.show:
        for i in sorted(np.flatnonzero(y == 0), key=lambda i: -p[i])[: options.show]:
            print(f"{p[i]:.2f} {cases[i].source} {cases[i].text}")
        print("missed")
        for i in sorted(np.flatnonzero(y == 1), key=lambda i: p[i])[: options.show]:
            print(f"{p[i]:.2f} {cases[i].source} {cases[i].text}")
    beta = fit(x, y, w, names)
    if options.write:
        with TABLE.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("sign", "weight", "source"))
            for name, weight in zip(names, beta, strict=True):
                writer.writerow((name, round(float(weight), 3), "training/fit_contacts.py"))


def share(x: np.ndarray, beta: np.ndarray) -> np.ndarray:
    """Probabilities."""
    return 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))


if __name__ == "__main__":
    main()
