"""How many statements have the right actor as their speaker, on labelled statements of real articles.

Run: `python bench/speakers.py` (with `--wrong` for the failures). Reads the Wikinews and official texts of
`MEMCON_SHARED` (default ../shared) and the labels of `speakers_labels.jsonl`, which hold ids and offsets and no text:
`{"article": id, "content": [start, end], "speaker": actor id or null, "sha256": of the article's text}`.
A label is found when some statement's content overlaps its own; it is right when that statement's speaker is the
labelled actor. Articles whose text has changed since are left out and counted.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memcon.lexicon import load_lexicon
from memcon.model.article import Article, text_sha256
from memcon.model.reading import Reading, Statement
from memcon.model.span import Span

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared"))
LABELS = Path(__file__).with_name("speakers_labels.jsonl")
CORPORA = ("wikinews_en_2019_2020.jsonl.gz", "us_russia_statements.jsonl.gz")
FLOOR = 0.5


@dataclass(frozen=True)
class Outcome:
    """One label after reading: whether a statement was found there, and whether its speaker is right."""

    label: dict[str, Any]
    found: bool
    right: bool
    got: str | None


def corpus() -> dict[str, dict[str, Any]]:
    """The rows of the corpora by id."""
    rows: dict[str, dict[str, Any]] = {}
    for name in CORPORA:
        with gzip.open(SHARED / "data" / "demo_corpora" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                rows[row["id"]] = row
    return rows


def overlap(statement: Statement, span: Span) -> int:
    """Characters that a statement's content shares with a span."""
    return sum(max(0, min(one.end, span.end) - max(one.start, span.start)) for one in statement.content)


def outcome(reading: Reading, label: dict[str, Any]) -> Outcome:
    """The label against the statement that shares most characters with it."""
    span = Span(*label["content"])
    sure = [one for one in reading.statements if one.confidence >= FLOOR and overlap(one, span)]
    if not sure:
        return Outcome(label, False, False, None)
    best = max(sure, key=lambda one: (overlap(one, span), -one.content[0].start))
    return Outcome(label, True, best.speaker.actor == label["speaker"], best.speaker.actor)


def articles(labels: list[dict[str, Any]]) -> Iterator[Article]:
    """The labelled articles whose text is the one that was labelled."""
    rows = corpus()
    wanted = {label["article"]: label.get("sha256") for label in labels}
    for key in sorted(wanted):
        row = rows.get(key)
        if row is None or wanted[key] not in (None, text_sha256(row["text"])):
            print(f"left out, text not the labelled one: {key}", file=sys.stderr)
            continue
        published = row["date"] if row["date"] and row["date"][:4].isdigit() else None
        yield Article(
            id=key,
            text=row["text"],
            sha256=text_sha256(row["text"]),
            title=row["title"],
            published=published,
            language="en",
        )


def interval(outcomes: list[Outcome], *, rounds: int = 1000) -> tuple[float, float]:
    """The 95 % bootstrap interval of the share that is right, drawn over labels with a fixed seed."""
    draw = random.Random(7)
    shares = sorted(
        sum(one.right for one in draw.choices(outcomes, k=len(outcomes))) / len(outcomes) for _ in range(rounds)
    )
    return shares[int(0.025 * rounds)], shares[int(0.975 * rounds)]


def main() -> None:
    """Print the figures."""
    if not LABELS.is_file() or not SHARED.is_dir():
        print("no labels or no MEMCON_SHARED here: nothing scored", file=sys.stderr)
        raise SystemExit(0)
    from memcon.read.parse import load_pipeline
    from memcon.read.reader import Reader

    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines() if line.strip()]
    reader = Reader(nlp=load_pipeline(), lexicon=load_lexicon())
    by_article: dict[str, list[dict[str, Any]]] = {}
    for label in labels:
        by_article.setdefault(label["article"], []).append(label)
    outcomes = [
        outcome(reading, label) for reading in reader.read(articles(labels)) for label in by_article[reading.article.id]
    ]
    found = [one for one in outcomes if one.found]
    low, high = interval(outcomes)
    print(f"labels {len(outcomes)}, statement found {len(found) / len(outcomes):.3f}")
    print(f"speaker right, of all {sum(o.right for o in outcomes) / len(outcomes):.3f} [{low:.3f}, {high:.3f}]")
    print(f"speaker right, of found {sum(o.right for o in found) / max(1, len(found)):.3f}")
    if "--wrong" in sys.argv:
        for one in outcomes:
            if not one.right:
                print(one.label["article"], one.label["content"], one.label["speaker"], "->", one.got)


if __name__ == "__main__":
    main()
