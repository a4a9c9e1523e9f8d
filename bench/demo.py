"""What an analyst finds in the bundled articles against what memcon finds: recall by kind, traps fallen into.

    python bench/demo.py [--reader rules] [--misses]

`tests/demo/expected.jsonl` was written by hand before any program had read the articles. A line counts as found when
a line of the record at confidence >= .5 rests on the same sentence and agrees on who, what and outcome. The articles
and the list are ours and open: a figure for development, not a held-out test.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from memcon.ingest import Settings, build
from memcon.record import Filter, Record, open_record

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "src" / "memcon" / "demo" / "articles"
EXPECTED = ROOT / "tests" / "demo" / "expected.jsonl"
NOT_STATES = {"UN": "united-nations", "EU": "european-union", "NATO": "nato"}
Line = dict[str, Any]


class Pile:
    """The record's lines of the bundled articles, and where the expected quotes stand."""

    def __init__(self, record: Record) -> None:
        titles = {row["file"]: row for row in csv.DictReader((ARTICLES / "manifest.csv").open(encoding="utf-8"))}
        articles = {(a["outlet"], a["title"]): a for a in record.lines("articles")}
        self.files: dict[str, Line] = {}
        for name, row in titles.items():
            found = articles.get((row["outlet"] or None, row["title"] or None))
            if found:
                self.files[name] = found
        self.texts = {a["id"]: record.article(a["id"]).text for a in self.files.values()}  # type: ignore[union-attr]
        self.record = record
        self.actors = {a["id"]: a for a in record.lines("actors", Filter(min_confidence=0))}
        self.lines = {kind: record.lines(kind) for kind in ("encounters", "differences", "statements", "events", "asks",
                                                            "forecasts", "copies")}  # fmt: skip

    def places(self, quotes: Iterable[Line]) -> list[tuple[str, int, int]]:
        """(article, start, end) of the sentence that each quote starts in."""
        found = []
        for quote in quotes:
            article = self.files[quote["article"]]["id"]
            start = self.texts[article].find(quote["quote"])
            sentence = self.record.sentence(article, start) if start >= 0 else None
            end = start + len(quote["quote"])
            found.append((article, sentence[0].start if sentence else start, sentence[0].end if sentence else end))
        return found

    def on(self, line: Line, places: list[tuple[str, int, int]]) -> bool:
        """Whether a line rests on one of the places."""
        rows = list(line["evidence"]) + [r for a in line.get("answers", ()) for r in a["evidence"]]
        return any(r["article"] == a and r["span"][0] < e and s < r["span"][1] for r in rows for a, s, e in places)

    def states(self, ids: Iterable[str]) -> set[str]:
        """States (or organisations) of actors."""
        return {(self.actors.get(key) or {}).get("state") or key for key in ids}


def quotes_of(line: Line) -> list[Line]:
    """The quotes of an expected line in one form."""
    return line.get("quotes") or ([{"article": line["article"], "quote": line["quote"]}] if "quote" in line else [])


def wanted(ids: Iterable[str]) -> set[str]:
    """Expected participants as the record names them."""
    return {NOT_STATES.get(key, key) for key in ids}


def encounter(pile: Pile, line: Line) -> bool:
    """Found: same states, right status, a date that meets the expected one, told by one of the articles."""
    parties = wanted(line["participants"])
    articles = {pile.files[name]["id"] for name in line["articles"]}
    for found in pile.lines["encounters"]:
        same = parties <= pile.states(found["participants"]) and found["status"] == line["status"]
        told = articles & {account["article"] for account in found["accounts"]}
        if same and told and meets(found["when"], line["date"]):
            return True
    return False


def meets(when: Line, date: str | None) -> bool:
    """Whether a `when` shares a day with an EDTF date; one that is not given meets all."""
    from memcon.model.when import When, from_edtf

    if not date or not when["earliest"]:
        return True
    return from_edtf(date, basis="stated").meets(When(earliest=when["earliest"], latest=when["latest"]))


def difference(pile: Pile, line: Line) -> bool:
    """Found: same aspect (or another that the line allows), same articles on its sides."""
    aspects = {line["aspect"], *([line["aspect_also"]] if isinstance(line.get("aspect_also"), str) else
                                 line.get("aspect_also") or ())}  # fmt: skip
    articles = {pile.files[name]["id"] for name in line["articles"]}
    return any(
        found["aspect"] in aspects
        and found["basis"] == line["basis"]
        and len(articles & {a for side in found["sides"] for a in side["articles"]}) >= min(2, len(articles))
        for found in pile.lines["differences"]
    )


def statement(pile: Pile, line: Line) -> bool:
    """Found: on the same sentence, by the same speaker."""
    places = pile.places(quotes_of(line))
    return any(
        pile.on(found, places) and _same_name(line["speaker"], found["speaker"]["name"])
        for found in pile.lines["statements"]
    )


def _same_name(expected: str, found: str) -> bool:
    a, b = ({w for w in name.lower().split() if len(w) > 2} for name in (expected, found))
    return bool(a & b)


def ask(pile: Pile, line: Line) -> bool:
    """Found: on the same sentence; asker and asked of the right states; one of the right statuses."""
    places = pile.places(quotes_of(line))
    return any(pile.on(f, places) and f["status"] in line["status"] for f in pile.lines["asks"])


def forecast(pile: Pile, line: Line) -> bool:
    """Found: on the same sentence, the same expectation, one of the right outcomes."""
    places = pile.places(quotes_of(line))
    return any(
        pile.on(f, places)
        and (line.get("expects_free") or f["expects"] == line["expects"])
        and f["outcome"] in line["outcome"]
        for f in pile.lines["forecasts"]
    )


def copy(pile: Pile, line: Line) -> bool:
    """Found: between the same two articles in either direction, or from the named outlet."""
    right = pile.files[line["right"]]["id"]
    left = pile.files[line["left"]]["id"] if line["left"] in pile.files else line["left"]
    return any({left, right} == {f["left"], f["right"]} for f in pile.lines["copies"])


CHECKS: dict[str, Callable[[Pile, Line], bool]] = {
    "encounter": encounter, "difference": difference, "statement": statement, "ask": ask, "forecast": forecast,
    "copy": copy,
}  # fmt: skip
TRAPS = {"no_event": "events", "no_encounter": "encounters", "no_ask": "asks", "no_forecast": "forecasts",
         "no_difference": "differences"}  # fmt: skip


def fallen(pile: Pile, line: Line) -> list[str]:
    """Ids of lines that should not be: they rest on a trap's own words (events only when done or ongoing)."""
    found = []
    article = pile.files[line["article"]]["id"]
    start = pile.texts[article].find(line["quote"])
    place = [(article, start, start + len(line["quote"]))]
    for name, kind in TRAPS.items():
        if name in line:
            for other in pile.lines[kind]:
                happened = kind != "events" or other["status"] in ("done", "ongoing")
                if happened and pile.on(other, place):
                    found.append(other["id"])
    return found


def score(reader: str = "fast", *, misses: bool = False) -> dict[str, tuple[int, int]]:
    """(found, expected) by kind, and (fallen into, all) of the traps."""
    expected = [json.loads(line) for line in EXPECTED.read_text(encoding="utf-8").splitlines()]
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "d.db", write=True, create=True) as record:
        build([str(ARTICLES)], record, Settings(reader=reader))
        pile = Pile(record)
        for line in expected:
            if line["kind"] == "trap":
                ids = fallen(pile, line)
                name, right = "traps fallen into", bool(ids)
                told = f"TRAP {line['n']} {line['article']} {line['quote']} {ids}" if ids else ""
            elif line["kind"] in CHECKS:
                name, right = line["kind"], CHECKS[line["kind"]](pile, line)
                told = "" if right else "MISS " + json.dumps(line, ensure_ascii=False)[:400]
            else:
                continue
            counts[name][0] += right
            counts[name][1] += 1
            if told and misses:
                print(told)
    return {kind: (right, total) for kind, (right, total) in counts.items()}


def main() -> None:
    """Prints found / expected by kind, and traps fallen into."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reader", default="fast")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    for kind, (right, total) in score(options.reader, misses=options.misses).items():
        print(f"{kind:18} {right:3} of {total:3}")


if __name__ == "__main__":
    main()
