"""Status of events on real texts: `python bench/status.py [--reader fast] [--errors]`.

Even rows of the labels serve for work on the rules; odd rows are held out: `--errors` never shows them.

`status_labels.jsonl` names 180 events of Wikinews and official texts by id and offsets; it was labelled before any
output was looked at. An event is found when one of ours (at any confidence) has a trigger that touches its own.
Accuracy is over the found ones: strict against the label, lenient also against what the labeller called defensible.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from memcon.ingest import Settings, make_reader
from memcon.model.article import Article, article_id, text_sha256
from memcon.model.reading import Event, Reading
from memcon.model.span import Span
from memcon.sources.dates import edtf_of

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared"))
LABELS = Path(__file__).with_name("status_labels.jsonl")


def texts() -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of the two demonstration corpora by (file, id); leaves with 3 where they are absent."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for name in ("wikinews_en_2019_2020", "us_russia_statements"):
        path = SHARED / "data" / "demo_corpora" / f"{name}.jsonl.gz"
        if not path.exists():
            print("skipped: the demonstration corpora (MEMCON_SHARED, default ../shared) are not here", file=sys.stderr)
            raise SystemExit(3)
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                found[name, row["id"]] = row
    return found


def article_of(file: str, row: dict[str, Any]) -> Article:
    """A row as an article; official texts are of kind official, their issuer the side's own."""
    digest = text_sha256(row["text"])
    official = file == "us_russia_statements"
    outlet = {"US": "White House", "Russia": "Kremlin"}.get(row.get("side", "")) if official else "Wikinews"
    try:
        published = edtf_of(row.get("date") or "")
    except ValueError:
        published = None
    return Article(
        id=article_id(sha256=digest, outlet=outlet, url=None),
        text=row["text"],
        sha256=digest,
        title=row.get("title"),
        outlet=outlet,
        published=published,
        language="en",
        kind="official" if official else "news",
    )


def labelled(path: Path) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Labels by (file, id), each with the half of its row or, if it names none, even or odd."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        found[row["file"], row["id"]].append({"half": ("even", "odd")[number % 2]} | row)
    return found


def main() -> None:
    """Prints how many are found and how often the status is right."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reader", default="fast")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    labels, rows = labelled(LABELS), texts()
    reader = make_reader(Settings(reader=options.reader))
    keys = sorted(labels)
    counts: dict[str, Counter[str]] = {"even": Counter(), "odd": Counter()}
    confusion: Counter[tuple[str, str]] = Counter()
    for key, reading in zip(keys, reader.read(article_of(k[0], rows[k]) for k in keys), strict=True):
        for label in labels[key]:
            best = scored(label, reading, counts[label["half"]])
            if label["half"] == "odd":
                continue
            status = best.status if best else "missed"
            confusion[label["status"], status] += 1
            if options.errors and status not in (label["status"], *label.get("also_status", ())):
                show(label, status, reading.article.text)
    for half, tally in counts.items():
        print_half(half, tally)
    print({f"{a} as {b}": n for (a, b), n in confusion.most_common() if a != b})


def scored(label: dict[str, Any], reading: Reading, tally: Counter[str]) -> Event | None:
    """The event of ours at a label, if any; the tally takes what is right of it."""
    span = Span(*label["trigger"])
    ours = [e for e in reading.events if e.trigger.overlaps(span)]
    tally["labels"] += 1
    if not ours:
        return None
    best = max(ours, key=lambda e: (e.type == label["type"], e.confidence, e.id))
    tally["found"] += 1
    tally["type"] += best.type in (label["type"], *label.get("also_type", ()))
    tally["strict"] += best.status == label["status"]
    tally["lenient"] += best.status in (label["status"], *label.get("also_status", ()))
    return best


def show(label: dict[str, Any], status: str, text: str) -> None:
    """Prints a label in its context."""
    print(label["type"], label["status"], "->", status, "|", in_context(label, text))


def in_context(label: Mapping[str, Any], text: str) -> str:
    """The trigger of a label in brackets, with the words around it."""
    start, end = label["trigger"]
    return " ".join(f"{text[max(0, start - 120) : start]}[[{text[start:end]}]]{text[end : end + 60]}".split())


def print_half(half: str, tally: Counter[str]) -> None:
    """Prints how many of one half are found and how often their status and type are right."""
    found = max(1, tally["found"])
    rates = " ".join(f"{name} {tally[name] / found:.3f}" for name in ("strict", "lenient", "type"))
    print(f"{half:5} found {tally['found']} of {tally['labels']} {rates}")


if __name__ == "__main__":
    main()
