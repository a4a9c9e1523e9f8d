"""Fits the table that weighs the grammar's status of an act with that of the trained head.

    python training/fit_event_status.py [--folder DIR] [--pages DIR] [--write]

For each sign that the grammar goes by (memcon/read/event_status.py) the share of each true status, counted over the
acts of written/acts-*.jsonl and the even rows of bench/status_labels.jsonl (offsets only; the odd rows stay unseen),
drawn to the sign's own status. The weight of the head is the one under which the labels of the even rows, which no head
has seen, are likeliest, each article left out of the counts in turn. `--pages` names a folder in which parsed pages are
kept between runs.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from act_data import BENCH
from judged_data import written
from kept_pages import kept_pages, reader_with
from plover_data import root_of

import memcon.read.event_reality as reality
from memcon.lexicon.tables import DATA
from memcon.model.article import Article, article_id, text_sha256
from memcon.model.span import Span
from memcon.read.event_status import LEAST, SIGNS, STATUSES
from memcon.read.events import find_events
from memcon.read.page import Page
from memcon.read.reader import Reader

DRAWN = 3.0
"""How many further cases of its own status each sign is given, and of another status a tenth of that."""

REAL_WORTH = 3.0
"""How much a case of a real article counts beside one of a written passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One act: what the grammar goes by, the head's shares, the true status; `group` its article."""

    sign: str
    shares: Mapping[str, float]
    label: str
    group: str
    real: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One act as the reader judged it."""

    trigger: Span
    type: str
    states: frozenset[str]
    sign: str
    shares: Mapping[str, float]


def seen_in(page: Page) -> list[Seen]:
    """The acts of a page as they came to be judged."""
    found: list[Seen] = []
    plain = reality.heard_of

    def keep(page, frame, arguments, score, status):  # type: ignore[no-untyped-def]
        heard = plain(page, frame, arguments, score, status)
        if heard is not None:
            held.update(frame=frame, states=reality.states_of(page, arguments), shares=heard.status)
        return heard

    def note(lexicon, sign, shares):  # type: ignore[no-untyped-def]
        if "frame" in held:
            frame = held.pop("frame")
            found.append(
                Seen(trigger=frame.trigger, type=frame.row.type, states=frozenset(held["states"]), sign=sign,
                     shares=held["shares"])
            )  # fmt: skip
        return weigh(lexicon, sign, shares)

    held: dict = {}
    weigh = reality.weighed_status
    reality.heard_of, reality.weighed_status = keep, note
    try:
        find_events(page)
    finally:
        reality.heard_of, reality.weighed_status = plain, weigh
    return found


def written_cases(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The acts of the written passages that the dictionary finds too."""
    rows = [row for _, row in written("acts")]
    pages = kept_pages(reader, [plain_article(row["text"]) for row in rows], kept and kept / "acts-written.pages")
    for number, (row, page) in enumerate(zip(rows, pages, strict=True)):
        states = {reader.lexicon.state_of(row["source"]), reader.lexicon.state_of(row["target"])}
        nothing = row["type"] == "NONE"
        for seen in seen_in(page):
            if states <= seen.states and (nothing or root_of(seen.type) == root_of(row["type"])):
                label = "none" if nothing else row["status"]
                yield Case(sign=seen.sign, shares=seen.shares, label=label, group=f"written {number}", real=False)


def real_cases(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The even rows of the labels on real articles."""
    sys.path.insert(0, str(BENCH))
    from status import LABELS, article_of, labelled, texts

    labels, rows = labelled(LABELS), texts()
    keys = sorted(labels)
    pages = kept_pages(reader, [article_of(key[0], rows[key]) for key in keys], kept and kept / "status.pages")
    for key, page in zip(keys, pages, strict=True):
        found = seen_in(page)
        for label in labels[key]:
            mine = [seen for seen in found if seen.trigger.overlaps(Span(*label["trigger"]))]
            if label["half"] == "even" and mine:
                best = max(mine, key=lambda seen: seen.type == label["type"])
                yield Case(sign=best.sign, shares=best.shares, label=label["status"], group=key[1], real=True)


def plain_article(text: str) -> Article:
    """A text as an article of no outlet and no day."""
    digest = text_sha256(text)
    return Article(id=article_id(sha256=digest, outlet=None, url=None), text=text, sha256=digest, language="en")


def counted(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """The share of each status under each sign."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        found[case.sign][case.label] += REAL_WORTH if case.real else 1.0
    table = {}
    for sign in SIGNS:
        own = sign.split()[0]
        held = {status: found[sign][status] + DRAWN * (1.0 if status == own else 0.1) for status in STATUSES}
        table[sign] = {status: count / sum(held.values()) for status, count in held.items()}
    return table


def whole() -> dict[str, float]:
    """The share of each status among the passages that the head was trained on."""
    counts = Counter(row["status"] if row["type"] != "NONE" else "none" for _, row in written("acts"))
    return {status: counts[status] / sum(counts.values()) for status in STATUSES}


def share_of(case: Case, table: Mapping[str, Mapping[str, float]], base: Mapping[str, float], head: float) -> float:
    """The probability of a case's own label."""
    lean = {
        status: math.log(max(table[case.sign][status], LEAST))
        + head * math.log(max(case.shares.get(status, 0.0), LEAST) / max(base[status], LEAST))
        for status in STATUSES
    }
    most = max(lean.values())
    return math.exp(lean[case.label] - most) / sum(math.exp(value - most) for value in lean.values())


def main() -> None:
    """Prints the counts, the likelihood by weight of the head, and with `--write` writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--folder", type=Path, help="where the body trained without the sets is")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    reader = reader_with(given.folder)
    cases = [*written_cases(reader, given.pages), *real_cases(reader, given.pages)]
    base = whole()
    real = [case for case in cases if case.real]
    print(len(cases), "acts,", len(real), "of real articles")
    best = (-math.inf, 0.0)
    for head in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0):
        shares = [share_of(c, counted([o for o in cases if o.group != c.group]), base, head) for c in real]
        likelihood = sum(math.log(share) for share in shares)
        print(head, "log likelihood", round(likelihood, 2), "over a half", sum(s > 0.5 for s in shares))
        best = max(best, (likelihood, head))
    table = counted(cases)
    for sign, shares in table.items():
        print(sign, {status: round(share, 2) for status, share in shares.items() if share > 0.03})
    if given.write:
        with (DATA / "event_status.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["sign", "weight", "source"])
            writer.writerow(["head", best[1], "held-out"])
            for sign, shares in (("all", base), *table.items()):
                writer.writerows([f"{sign}: {s}", round(share, 4), "counted"] for s, share in shares.items())


if __name__ == "__main__":
    main()
