"""Fits what an ask's signs weigh: `python training/fit_ask_confidence.py [--write]`.

Learns from texts that the trained heads have not seen: the opened dossiers in `bench/` (an ask marked there is right,
any other is not), the fifth of `training/written/asks-*.jsonl` that training leaves out, and asks of Wikinews and
official texts of MEMCON_SHARED that were judged by eye (`bench/ask_labels.jsonl`: article, span, whether an analyst
would keep it; no text). Prints what crossing over dossiers and articles gives; `--write` puts the weights into the
package.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
sys.path[:0] = [str(BENCH), str(ROOT / "training")]

import ledger  # noqa: E402
from blind_ledger import right_ask  # noqa: E402
from fit_forecast_confidence import fitted  # noqa: E402
from fit_statement_confidence import reliability  # noqa: E402
from judged_data import written  # noqa: E402
from real_texts import CORPORA, articles_named  # noqa: E402
from signs_table import show, write  # noqa: E402

from memcon.ingest import Settings, make_reader  # noqa: E402
from memcon.link.acts import canonical_text  # noqa: E402
from memcon.link.answers import FAMILY  # noqa: E402
from memcon.model.article import Article, article_id, text_sha256  # noqa: E402
from memcon.model.reading import Ask, Reading  # noqa: E402
from memcon.read import asks as asking_step  # noqa: E402
from memcon.read import reader as reading_step  # noqa: E402
from memcon.read.ask_weight import signs  # noqa: E402
from memcon.read.page import Page  # noqa: E402

LABELS = BENCH / "ask_labels.jsonl"
DOSSIERS = (
    "blind/ledger.jsonl", "blind2/ledger.jsonl", "blind4/ledger.jsonl", "batches/ledger-1.jsonl",
    "batches/ledger-2.jsonl",
)  # fmt: skip
OUT = ROOT / "src" / "memcon" / "lexicon" / "data" / "ask_confidence.csv"
FOLDS = 8
WEIGHT = {"own": 0.5, "dossiers": 1.0, "written": 0.0, "real": 1.0}
"""What one case of each kind counts: the own dossiers are those whose wordings the rules know best, the written
passages are only scored: a model trained on all of them has seen them."""
Right = Callable[[Ask, Reading], bool]


@dataclass(frozen=True)
class Case:
    """Signs of an ask, whether it is right, the article or dossier it is of, which kind of text."""

    signs: dict[str, float]
    right: bool
    group: str
    kind: str


def asks_with_signs(page: Page) -> list[tuple[Ask, dict[str, float]]]:
    """The asks of a page with the signs of each, unweighed."""
    held: dict[str, dict[str, float]] = {}

    def keep(page: Page, ask: Ask, frame: str, seen: Any, proposal: Any, *, after: bool = False) -> Ask:
        held[ask.id] = signs(page, ask, frame, seen, proposal, after=after)
        return ask

    weighed, asking_step.weighed = asking_step.weighed, keep  # type: ignore[attr-defined]
    try:
        found = asking_step.find_asks(page)
    finally:
        asking_step.weighed = weighed  # type: ignore[attr-defined]
    return [(ask, held[ask.id]) for ask in found if held.get(ask.id)]


def cases_of(page: Page, reading: Reading, right: Right, group: str, kind: str) -> Iterator[Case]:
    """One case an ask of a page."""
    for ask, found in asks_with_signs(page):
        yield Case(found, right(ask, reading), group, kind)


def dossier_right(name: str, dossier: dict[str, Any], place: int) -> Right:
    """What makes an ask right in one passage of a dossier."""
    if name == "ledger.jsonl":
        gold = [one for one in dossier["asks"] if place in one["passages"]]
        return lambda ask, reading: any(ledger.is_ask(one, ask, reading) for one in gold)
    marked = [one for one in dossier["asks"] if one["passage"] == place]
    return lambda ask, reading: any(right_ask(one, ask, reading) for one in marked)


def written_right(row: dict[str, Any], state_of: Callable[[str], str | None]) -> Right:
    """What makes an ask right in a written passage: its form, a word of its thing, its sides where they are marked."""

    def right(ask: Ask, reading: Reading) -> bool:
        if row["form"] == "none" or FAMILY[row["form"]] != FAMILY[ask.form]:
            return False
        if not canonical_text(row["thing"]) & canonical_text(ask.what):
            return False
        for marked, actors in ((row["asker"], ask.asker), (row["asked"], ask.asked)):
            state = state_of(marked) if marked else None
            if state is not None and actors and state not in ledger.states(reading, actors):
                return False
        return bool(ask.asker or ask.asked)

    return right


def held_out(text: str) -> bool:
    """Whether training leaves a written passage out (training/train_judge.py)."""
    return zlib.crc32(text.encode()) % 5 == 0


def article_of(text: str) -> Article:
    """A written passage as an article."""
    digest = text_sha256(text)
    return Article(id=article_id(sha256=digest, outlet=None, url=None), text=text, sha256=digest,
                   published="2024-05-06", outlet="Paper", language="en")  # fmt: skip


def judged_right(rows: Iterable[Any]) -> dict[str, Right]:
    """By article: whether an ask at a judged place is right; a place that nobody judged counts for nothing."""
    labels: dict[str, list[Any]] = {}
    for row in rows:
        labels.setdefault(row["article"], []).append(row)

    def of(rows: list[Any]) -> Right:
        def right(ask: Ask, _: Reading) -> bool:
            span = ask.evidence[0].span
            best = max(rows, key=lambda row: min(span.end, row["span"][1]) - max(span.start, row["span"][0]))
            if min(span.end, best["span"][1]) <= max(span.start, best["span"][0]):
                raise LookupError
            return bool(best["right"])

        return right

    return {article: of(found) for article, found in labels.items()}


def scored(cases: list[Case]) -> tuple[list[str], np.ndarray]:
    """The names of the signs and their weights; prints what crossing over gives."""
    names = ["bias", *sorted({name for case in cases for name in case.signs} - {"bias"})]
    x = np.array([[case.signs.get(name, 0.0) for name in names] for case in cases])
    y = np.array([float(case.right) for case in cases])
    weight = np.array([WEIGHT[case.kind] for case in cases])
    groups = sorted({case.group for case in cases})
    fold = np.array([groups.index(case.group) % FOLDS for case in cases])
    p = np.zeros(len(cases))
    for part in range(FOLDS):
        w = fitted(x[fold != part], y[fold != part], weight[fold != part])
        p[fold == part] = 1 / (1 + np.exp(-(x[fold == part] @ w)))
    proposed = np.array(["proposed" in case.signs for case in cases])
    for kind in WEIGHT:
        for label, chosen in (("by rule", ~proposed), ("proposed", proposed)):
            inside = chosen & np.array([case.kind == kind for case in cases])
            if not inside.any():
                continue
            shown = inside & (p >= 0.5)
            error, _ = reliability(p[inside], y[inside])
            print(f"{kind:9} {label:9} {inside.sum():4} of which right {y[inside].mean():.3f}; shown {shown.sum()}, "
                  f"right of these {y[shown].mean() if shown.any() else 0:.3f}, found "
                  f"{y[shown].sum() / max(1, y[inside].sum()):.3f}; calibration error {error:.3f}")  # fmt: skip
    return names, fitted(x, y, weight)


def captured() -> list[Page]:
    """The list into which the pages of every article go that is read from now on."""
    pages: list[Page] = []
    find = asking_step.find_asks

    def keep(page: Page) -> tuple[Ask, ...]:
        pages.append(page)
        return find(page)

    reading_step.find_asks = keep  # type: ignore[assignment]
    return pages


def all_cases() -> Iterator[Case]:
    """The cases of all texts that are at hand."""
    reader = make_reader(Settings(reader="fast"))
    pages = captured()
    for name in ("ledger.jsonl", *DOSSIERS):
        kind = "own" if name == "ledger.jsonl" else "dossiers"
        for number, dossier in enumerate(map(json.loads, (BENCH / name).read_text(encoding="utf-8").splitlines())):
            pages.clear()
            for place, reading in enumerate(ledger.readings_of(reader, dossier)):
                yield from cases_of(
                    pages[place], reading, dossier_right(name, dossier, place), f"{name} {number}", kind
                )
    for _, row in written("asks"):
        if held_out(row["text"]):
            pages.clear()
            (reading,) = reader.read([article_of(row["text"])])
            right = written_right(row, reader.lexicon.state_of)
            yield from cases_of(pages[0], reading, right, row["text"], "written")
    if LABELS.is_file() and CORPORA.is_dir():
        yield from real_cases(reader, pages)


def real_cases(reader: Any, pages: list[Page]) -> Iterator[Case]:
    """Asks of real text at places that were judged."""
    judged = judged_right(map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()))
    for article in articles_named(judged.keys()):
        pages.clear()
        (reading,) = reader.read([article])
        yield from judged_cases(pages[0], reading, judged[article.id])


def judged_cases(page: Page, reading: Reading, right: Right) -> Iterator[Case]:
    """The asks of an article that stand at judged places."""
    for ask, found in asks_with_signs(page):
        try:
            yield Case(found, right(ask, reading), reading.article.id, "real")
        except LookupError:
            continue


def main() -> int:
    """Exit status 0: fitted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    names, weights = scored(list(all_cases()))
    show(names, weights)
    if options.write:
        write(OUT, names, weights)
    return 0


if __name__ == "__main__":
    sys.exit(main())
