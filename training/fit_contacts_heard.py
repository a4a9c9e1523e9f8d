"""Fits the table by which a passage that a trained head takes for a contact of two states is judged to tell of one.

    python training/fit_contacts_heard.py [--folder DIR] [--pages DIR] [--write] [--show N]

Rows: each passage that the heads are asked about (memcon/read/contact_heard.py) in the opened sets of encounters
(bench/blind*/encounters.jsonl, bench/batches/encounters-*.jsonl) whose two states are sides of an encounter that the
article is marked to tell of (the others are left out: not every contact told in passing is marked); in the traps and
twins of bench, which tell of none, those left out whose type is CONSULT, AGREE, SUPPORT or COOPERATE; in the fifth of
written/contacts-*.jsonl that train_judge.py leaves out; and passages of real articles judged by hand. No head was
trained on the sets of encounters. A logistic table with a ridge penalty, fitted by Newton steps; figures are of ten
folds by encounter.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from act_data import BENCH, traps
from fit_contacts import article, figures, fit, matrix, met
from fit_event_status import plain_article
from judged_data import written
from kept_pages import kept_pages, reader_with

import memcon.read.contacts as contacts
from memcon.lexicon.tables import DATA
from memcon.read.contact_heard import Heard, heard_passages
from memcon.read.events import cited_states, find_events
from memcon.read.page import Page
from memcon.read.reader import Reader

JUDGED = BENCH / "contact_judgements.jsonl"
WORTH = {"written": 2.0, "judged": 2.0}
"""How much a case counts; in the sets it is the article that is marked, not the passage."""
OTHERS = 0.5

SETS = ("blind/encounters", "blind2/encounters", "batches/encounters-1", "batches/encounters-2")
TRAPS = ("blind2/traps", "batches/traps-2")
TALKING = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Case:
    """One passage: where from, its signs, whether it tells of a contact."""

    source: str
    group: str
    signs: Mapping[str, float]
    right: bool
    text: str


def heard_in(page: Page) -> list[Heard]:
    """What is heard in a page, at the point at which its contacts are completed."""
    found: list[Heard] = []
    plain = contacts.heard_contacts

    def keep(page, events):  # type: ignore[no-untyped-def]
        found.extend(heard_passages(page, events))
        return iter(())

    events, _ = find_events(page)
    page = replace(page, events=events, actors=cited_states(page, events))
    contacts.heard_contacts = keep
    try:
        contacts.complete_contacts(page)
    finally:
        contacts.heard_contacts = plain
    return found


def of_sets(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The passages of accounts of encounters."""
    for name in SETS:
        articles, known = [], []
        for line in (BENCH / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for number, told in enumerate(row["accounts"]):
                articles.append(
                    article(f"{row['id']}-{number}", told["text"], told["published"], told.get("outlet"),
                            told.get("kind") or "unknown")
                )  # fmt: skip
                sides = [set(e["participants"]) for e in row["encounters"] if number in e["accounts"]]
                known.append((f"{name} {row['id']}", sides))
        pages = kept_pages(reader, articles, kept and kept / f"{name.replace('/', '_')}.pages")
        for page, (group, sides) in zip(pages, known, strict=True):
            for heard in heard_in(page):
                right = any(
                    met(page, SimpleNamespace(one=one, other=other), sides)  # type: ignore[arg-type]
                    for one in heard.passage.one
                    for other in heard.passage.other
                )
                start, end = heard.passage.edges
                if right:
                    yield Case(name, group, heard.signs, right, f"{heard.word} | {page.text[start:end]}")


def of_written(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The fifth of the written passages that train_judge.py leaves out."""
    rows = [row for _, row in written("contacts")]
    path = kept and kept / "contacts-a.pages"
    for row, page in zip(rows, kept_pages(reader, [plain_article(row["text"]) for row in rows], path), strict=True):
        if zlib.crc32(row["text"].encode()) % 5:
            continue
        states = {reader.lexicon.state_of(row["a"]), reader.lexicon.state_of(row["b"])}
        for heard in heard_in(page):
            if states == {heard.passage.one[0].state, heard.passage.other[0].state}:
                right = row["contact"] not in ("none", "letter")
                yield Case("written", row["text"], heard.signs, right, f"{heard.word} | {row['text']}")


def of_judged(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """Passages of real articles judged by hand: bench/contact_judgements.jsonl (offsets only)."""
    sys.path.insert(0, str(BENCH))
    from status import article_of, texts

    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()] if JUDGED.is_file() else []
    known = texts() if rows else {}
    keys = sorted({(row["file"], row["id"]) for row in rows})
    path = kept and kept / "contact_judgements.pages"
    for key, page in zip(keys, kept_pages(reader, [article_of(k[0], known[k]) for k in keys], path), strict=True):
        judged = {(*row["passage"], *row["states"]): row["right"] for row in rows if (row["file"], row["id"]) == key}
        for heard in heard_in(page):
            at = (*heard.passage.edges, heard.passage.one[0].state, heard.passage.other[0].state)
            if at in judged:
                start, end = heard.passage.edges
                yield Case("judged", key[1], heard.signs, judged[at], f"{heard.word} | {page.text[start:end]}")


def of_traps(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The passages of traps and twins that tell of no contact."""
    for name in TRAPS:
        told = traps(BENCH / f"{name}.jsonl")
        path = kept and kept / f"{name.replace('/', '_')}.pages"
        for one, page in zip(told, kept_pages(reader, [plain_article(t.text) for t in told], path), strict=True):
            if one.type not in TALKING and not set(one.allows) & TALKING:
                for heard in heard_in(page):
                    yield Case(name, one.group, heard.signs, False, f"{heard.word} | {page.text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--folder", type=Path, help="where the body trained without the sets is")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    reader = reader_with(given.folder)
    cases = [
        *of_sets(reader, given.pages),
        *of_written(reader, given.pages),
        *of_traps(reader, given.pages),
        *of_judged(reader, given.pages),
    ]
    names = sorted({sign for case in cases for sign in case.signs})
    x = matrix(cases, names)  # type: ignore[arg-type]
    y = np.array([float(case.right) for case in cases])
    worth = np.array([1.0 if case.source in TRAPS else WORTH.get(case.source, OTHERS) for case in cases])
    print(len(cases), "passages,", int(y.sum()), "contacts")
    folds = np.array([int(hashlib.sha256(case.group.encode()).hexdigest(), 16) % 10 for case in cases])
    share = np.zeros(len(cases))
    for fold in range(10):
        out = folds == fold
        beta = fit(x[~out], y[~out], worth[~out], names)
        share[out] = 1 / (1 + np.exp(-x[out] @ beta))
    print("ten folds", figures(share, y))
    for name in sorted({case.source for case in cases}):
        own = np.array([case.source == name for case in cases])
        print("   ", name, int(own.sum()), figures(share[own], y[own]))
    for at in np.argsort(-share)[: given.show]:
        print(f"{share[at]:.2f} {'+' if y[at] else '-'} {cases[at].source} {cases[at].text[:300]!r}")
    beta = fit(x, y, worth, names)
    print(dict(zip(names, beta.round(2), strict=True)))
    if given.write:
        with (DATA / "contact_heard.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("sign", "weight", "source"))
            writer.writerows(
                (name, round(float(weight), 3), "training/fit_contacts_heard.py")
                for name, weight in zip(names, beta, strict=True)
            )


if __name__ == "__main__":
    main()
