"""How often what did not happen comes out as an event that did, and how often its true twin does.

    python bench/event_traps.py [--errors] [--min-confidence X]

Each pair of bench/event_traps.jsonl is a text in which an act of `type` is planned, feared, denied, figurative, played
or imagined, and a twin in which it happened (those named `wide` and `later` tell their acts in rarer words). A trap
fails when an event of that type comes out `done` or `ongoing`, a twin holds when one does. Counted are events of
confidence 0.5 and more, as `show` does. All texts are invented.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

TRAPS = Path(__file__).with_name("event_traps.jsonl")
REAL = {"done", "ongoing"}
MOST_FALLEN, FEWEST_HELD = 0.05, 0.80


def pairs() -> list[dict[str, str]]:
    """The trap and twin texts with the type of the act."""
    return [json.loads(line) for line in TRAPS.read_text(encoding="utf-8").splitlines() if line.strip()]


def happened(reading: Any, kind: str, *, least: float) -> list[Any]:
    """The events of a type that are said to have happened."""
    return [e for e in reading.events if e.type == kind and e.status in REAL and e.confidence >= least]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints both shares; 1 when too many traps fall or too few twins hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--min-confidence", type=float, default=0.5)
    given = parser.parse_args(arguments)
    from memcon.lexicon import load_lexicon
    from memcon.model.article import Article, article_id, text_sha256
    from memcon.read.parse import load_pipeline
    from memcon.read.reader import Reader

    rows = pairs()
    reader = Reader(nlp=load_pipeline(), lexicon=load_lexicon())

    def read(field: str) -> list[Any]:
        articles = []
        for row in rows:
            digest = text_sha256(row[field])
            name = article_id(sha256=digest, outlet=None, url=None)
            articles.append(
                Article(id=name, text=row[field], sha256=digest, language="en", published="2024-03-06", kind="news")
            )
        return list(reader.read(articles))

    fallen: list[dict[str, str]] = []
    missed: list[dict[str, str]] = []
    for row, trap, twin in zip(rows, read("trap"), read("twin"), strict=True):
        if found := happened(trap, row["type"], least=given.min_confidence):
            fallen.append({**row, "ours": f"{found[0].status} {found[0].confidence}"})
        if not happened(twin, row["type"], least=given.min_confidence):
            seen = "; ".join(f"{e.type} {e.status} {e.confidence}" for e in twin.events) or "no event"
            missed.append({**row, "ours": seen})
    print(f"{len(rows)} pairs")
    print(f"traps that came out as done: {len(fallen)} ({len(fallen) / len(rows):.3f}, at most {MOST_FALLEN})")
    held = len(rows) - len(missed)
    print(f"twins that came out as done: {held} ({held / len(rows):.3f}, at least {FEWEST_HELD})")
    print("fallen by kind:", dict(Counter(row["kind"] for row in fallen)))
    if given.errors:
        for row in fallen:
            print(f"  fell   [{row['id']}] {row['trap']}  ({row['ours']})")
        for row in missed:
            print(f"  missed [{row['id']}] {row['twin']}  ({row['ours']})")
    return int(len(fallen) / len(rows) > MOST_FALLEN or 1 - len(missed) / len(rows) < FEWEST_HELD)


if __name__ == "__main__":
    raise SystemExit(main())
