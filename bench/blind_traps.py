"""Traps and twins written without sight of the code: `python bench/blind_traps.py [--reader fast] [--errors]`.

Of each row of bench/blind/traps.jsonl the trap tells of no act that happened between two states, its near twin does. A
trap is fallen into when it gives a done or ongoing event of confidence .5 or more of any type that the row does not
allow (`strict`), or of the twin's own type (`type`); a twin is found when it gives one of its type.
The first edition has been opened: it serves for work on the rules.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from memcon.ingest import Settings, make_reader
from memcon.model.article import Article, article_id, text_sha256
from memcon.model.reading import Reading

ROWS = Path(__file__).parent / "blind" / "traps.jsonl"
HAPPENED = ("done", "ongoing")


def article_of(text: str) -> Article:
    """A short text as an article of no outlet and no day."""
    digest = text_sha256(text)
    return Article(id=article_id(sha256=digest, outlet=None, url=None), text=text, sha256=digest, language="en")


def happened(reading: Reading, between: Sequence[str] = ()) -> set[str]:
    """The types of what a reading says has happened, as surely as is shown by default.

    `between`: the two states that a passage is about; what is told of anybody else is then no fall. An act with one
    side unnamed counts, one with a side of another state, or of none, does not.
    """
    states = {actor.id: actor.state or actor.id for actor in reading.actors}
    return {
        event.type
        for event in reading.events
        if event.status in HAPPENED
        and event.confidence >= 0.5
        and (not between or {states.get(actor, actor) for actor in (*event.source, *event.target)} <= set(between))
    }


def score(rows: list[dict[str, Any]], readings: Iterable[Reading], *, errors: bool) -> dict[str, int]:
    """How many traps are fallen into and how many twins found."""
    found = list(readings)
    counts = {"rows": len(rows), "fallen strict": 0, "fallen type": 0, "twins found": 0}
    for row, trap, twin in zip(rows, found[0::2], found[1::2], strict=True):
        told = happened(trap, row.get("between", ())) - set(row.get("trap_allows", ()))
        counts["fallen strict"] += bool(told)
        counts["fallen type"] += row["type"] in told
        counts["twins found"] += row["type"] in happened(twin)
        if errors and told:
            print("TRAP", sorted(told), "|", row["trap"])
        if errors and row["type"] not in happened(twin):
            print("TWIN", row["type"], [(e.type, e.status, e.confidence) for e in twin.events], "|", row["twin"])
    return counts


def main() -> None:
    """Prints the shares of traps fallen into and of twins found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reader", default="fast")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--set", type=Path, default=ROWS, help="a file of the same form")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.set.read_text(encoding="utf-8").splitlines()]
    reader = make_reader(Settings(reader=options.reader))
    texts = [article_of(row[side]) for row in rows for side in ("trap", "twin")]
    counts = score(rows, reader.read(texts), errors=options.errors)
    for name, count in counts.items():
        print(f"{name:14} {count:3}  {count / counts['rows']:.3f}")


if __name__ == "__main__":
    main()
