"""Chains: `python bench/blind_chains.py [--own] [--reader fast] [--errors]`.

Scores bench/blind/chains.jsonl (see its README; scored once blind, open since), or with `--own` the set in
bench/chains.jsonl, which was open while the program was written; `--set FILE` any other of that form. A labelled
statement is found when one of ours (confidence .5 and up) has content that touches it; of those the one that shares
most is judged: speaker, via (all links, in order), addressees, denial. Names count as the same when the words of one
are all in the other, or when ours resolves to an actor that the article calls by the labelled name.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from speakers import best_of, words

from memcon.ingest import Settings, make_reader
from memcon.model.actor import Party
from memcon.model.article import Article, text_sha256
from memcon.model.reading import Reading
from memcon.model.span import Span

BLIND = Path(__file__).with_name("blind") / "chains.jsonl"
OWN = Path(__file__).with_name("chains.jsonl")
FLOOR = 0.5


def article_of(row: dict[str, Any]) -> Article:
    """A row as an article."""
    text = row["text"]
    return Article(
        id=row["id"], text=text, sha256=text_sha256(text), title=row.get("title"), outlet=row.get("outlet"),
        published=row["published"], language="en", kind=row.get("kind", "news"),
    )  # fmt: skip


def place(text: str, label: dict[str, Any]) -> Span:
    """Where the labelled content stands."""
    start = -1
    for _ in range(int(label.get("index", 0)) + 1):
        start = text.find(label["content"], start + 1)
    return Span(start, start + len(label["content"]))


def same(reading: Reading, party: Party, name: str) -> bool:
    """Whether a party is the one of this name."""
    actor = next((a for a in reading.actors if a.id == party.actor), None)
    names = [party.name, *((actor.name, *actor.aliases) if actor else ())]
    if party.span is not None:
        names.append(party.span.of(reading.article.text))
    names += [m.quote for m in reading.mentions if m.actor is not None and m.actor == party.actor]
    wanted = set(words(name))
    return any(wanted <= set(words(n)) or set(words(n)) <= wanted for n in names if words(n))


def same_list(reading: Reading, ours: tuple[Party, ...], names: list[str]) -> bool:
    """Whether the parties are those named, in order."""
    return len(ours) == len(names) and all(same(reading, p, n) for p, n in zip(ours, names, strict=True))


def judge(reading: Reading, row: dict[str, Any], *, errors: bool) -> Counter[str]:
    """Counts of one row."""
    counts: Counter[str] = Counter()
    used = set()
    for label in row["statements"]:
        one = best_of(reading, place(row["text"], label))
        if one is not None:
            used.add(one.id)
        if label.get("optional"):
            continue
        counts["labels"] += 1
        counts["chains"] += bool(label["via"])
        if one is None:
            if errors:
                low = [(s.speaker.name, s.confidence) for s in reading.statements]
                print(row["id"], "not found:", label["speaker"], "|", label["content"][:80], low)
            continue
        speaker = same(reading, one.speaker, label["speaker"])
        via = same_list(reading, one.via, label["via"])
        told = label.get("addressees_optional", []) or []
        allowed = [*label["addressees"], *(told if isinstance(told, list) else [])]
        heard = all(any(same(reading, p, n) for p in one.addressees) for n in label["addressees"]) and (
            told is True or all(any(same(reading, p, n) for n in allowed) for p in one.addressees)
        )
        counts.update(
            found=1, speaker=speaker, via=via, addressees=heard, denied=one.denied == label["denied"],
            chain_right=bool(label["via"]) and speaker and via, all_right=speaker and via and heard,
        )  # fmt: skip
        if errors and not (speaker and via and heard):
            print(row["id"], label["speaker"], label["via"], label["addressees"], "->", one.speaker.name,
                  [p.name for p in one.via], [p.name for p in one.addressees])  # fmt: skip
    shown = [s for s in reading.statements if s.confidence >= FLOOR]
    counts["ours"] += len(shown)
    counts["extra"] += sum(s.id not in used for s in shown)
    if errors:
        for s in shown:
            if s.id not in used:
                print(row["id"], "extra:", s.speaker.name, [p.name for p in s.via], s.content[0].of(row["text"])[:80])
    if row["near_miss"]:
        counts["near_misses"] += 1
        counts["near_miss_clean"] += not any(s.via for s in shown)
    return counts


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reader", default="fast")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--own", action="store_true", help="the set written beside the program")
    parser.add_argument("--set", type=Path, help="a file of the same form")
    options = parser.parse_args()
    rows = [
        json.loads(line)
        for line in (options.set or (OWN if options.own else BLIND)).read_text(encoding="utf-8").splitlines()
    ]
    reader = make_reader(Settings(reader=options.reader))
    total: Counter[str] = Counter()
    for row, reading in zip(rows, reader.read(article_of(row) for row in rows), strict=True):
        total += judge(reading, row, errors=options.errors)
    labels = total["labels"]
    print(f"statements {labels}, found {total['found'] / labels:.3f}; ours {total['ours']}, extra {total['extra']}")
    for name in ("speaker", "via", "addressees", "denied", "all_right"):
        print(f"{name:11} of the labels {total[name] / labels:.3f}, of the found {total[name] / total['found']:.3f}")
    print(f"chains whole (speaker and every link) {total['chain_right']} of {total['chains']}")
    print(f"near-misses without any link {total['near_miss_clean']} of {total['near_misses']}")


if __name__ == "__main__":
    main()
