"""Fits the tables that weigh what the trained heads say of an event into its confidence.

    python training/fit_event_reality.py [--folder DIR] [--pages DIR] [--write] [--show]

`event_confidence_real.csv`: an event's own confidence (row, sides, voice), the probability of its status, whether it
happened, the share of its type, all as log odds, make the probability that it is right.
`event_confidence_proposed.csv`: the same for what only the heads see. Both are logistic, drawn to `PRIOR` by a weak
ridge, and fitted to events of texts that no rule was made for: the traps and twins of `SETS`, and events of real
articles judged by hand (bench/event_judgements.jsonl; offsets only). The body must have been trained without `SETS`
(train_judge.py --held), else its shares on them look too sure. An event of a twin is right when it has the twin's type,
one of a trap wrong unless the trap allows it; events of other types in a twin are left out. Traps are rarer in
newspapers than in these sets: both intercepts are then moved by what makes the mean confidence of the events judged by
hand the share of them that is right.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from act_data import BENCH, traps
from fit_event_status import plain_article
from kept_pages import kept_pages, reader_with
from plover_data import root_of

from memcon.lexicon.tables import DATA
from memcon.model.reading import Event
from memcon.read.event_confidence import ACT_LEAST, ACT_MOST, REAL_LEAST, REAL_MOST, clipped, logit
from memcon.read.events import find_events
from memcon.read.reader import Reader

SETS = ("blind2/traps", "batches/traps-2")
JUDGED = BENCH / "event_judgements.jsonl"
JUDGED_WORTH = 2.0
TOLD = ("done", "ongoing")

TABLES = {
    False: ("event_confidence_real", ("base", "status", "real", "act")),
    True: ("event_confidence_proposed", ("act", "real", "status", "beside", "across", "alone")),
}
"""File and signs of what the dictionary found, and of what only the heads saw (True)."""

PRIOR = {
    False: np.array([0.0, 0.55, 0.4, 0.4, 0.2]),
    True: np.array([-0.5, 0.6, 0.7, 0.4, -0.5, -0.5, 1.0]),
}
# The weight of an event's own confidence is held: it ranks the events of a text (bench/events_gsr.py), which the events
# judged here, all likely by themselves, say little of.
RIDGE = {False: np.array([0.01, 400.0, 4.0, 4.0, 4.0]), True: np.array([0.01, 3.0, 3.0, 3.0, 2.0, 2.0, 0.5])}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One event: its features (without the intercept), whether it is right, how much it counts."""

    proposed: bool
    features: tuple[float, ...]
    right: bool
    worth: float
    source: str
    text: str = ""
    confidence: float = 0.0


def features(event: Event) -> tuple[bool, tuple[float, ...]] | None:
    """Whether an event was proposed, and the numbers its table takes; None where no head was asked."""
    told = {reason.name: reason.weight for reason in event.reasons}
    if "status" not in told or "real" not in told:
        return None
    status = logit(clipped(told["status"]))
    if "base" not in told:
        act, real = logit(clipped(told["act"])), logit(clipped(told["real"]))
        return True, (act, real, status, told.get("beside", 0.0), told.get("across", 0.0), told.get("alone", 0.0))
    real = logit(min(max(told["real"], 0.001), 0.999))
    act = logit(min(max(told["act"], ACT_LEAST), ACT_MOST)) if "act" in told else 0.0
    return False, (logit(clipped(told["base"])), status, min(max(real, -REAL_LEAST), REAL_MOST), act)


def _case(event: Event, right: bool, worth: float, source: str) -> Iterator[Case]:
    found = features(event)
    if found is not None:
        quote = event.evidence[0].quote if event.evidence else ""
        yield Case(proposed=found[0], features=found[1], right=right, worth=worth, source=source,
                   text=f"{event.type} {event.status} {quote}", confidence=event.confidence)  # fmt: skip


def trap_cases(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The events told as done in traps and twins."""
    for name in SETS:
        told = traps(BENCH / f"{name}.jsonl")
        path = kept and kept / f"{name.replace('/', '_')}.pages"
        for one, page in zip(told, kept_pages(reader, [plain_article(t.text) for t in told], path), strict=True):
            for event in find_events(page)[0]:
                wanted = root_of(event.type) == one.type
                if event.status not in TOLD or (one.happened and not wanted) or event.type in one.allows:
                    continue
                yield from _case(event, one.happened and wanted, 1.0, name)


def real_cases(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The events of real articles that somebody judged, as they are read now."""
    sys.path.insert(0, str(BENCH))
    from status import article_of, texts

    known = texts()
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    keys = sorted({(row["file"], row["id"]) for row in rows})
    pages = kept_pages(reader, [article_of(key[0], known[key]) for key in keys], kept and kept / "judgements.pages")
    for key, page in zip(keys, pages, strict=True):
        events = find_events(page)[0]
        for row in rows:
            if (row["file"], row["id"]) == key:
                for event in events:
                    if list(event.trigger) == row["trigger"] and event.type == row["type"]:
                        yield from _case(event, row["right"], JUDGED_WORTH, "judged")


def fit(cases: Sequence[Case], *, proposed: bool) -> np.ndarray:
    """Intercept and weights, by steps that never overshoot (the curvature is bounded by a quarter of each case's)."""
    x = np.array([[1.0, *case.features] for case in cases])
    y, worth = np.array([float(case.right) for case in cases]), np.array([case.worth for case in cases])
    prior, ridge = PRIOR[proposed], RIDGE[proposed]
    weights = prior.copy()
    for _ in range(400):
        share = 1.0 / (1.0 + np.exp(-x @ weights))
        slope = x.T @ (worth * (y - share)) - ridge * (weights - prior)
        curve = (x.T * (worth / 4.0)) @ x + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def level(weights: np.ndarray, cases: Sequence[Case]) -> float:
    """What must be added to the intercept so that the mean confidence of these events is the share of them right."""
    x = np.array([[1.0, *case.features] for case in cases])
    right = np.mean([case.right for case in cases])
    low, high = -4.0, 4.0
    for _ in range(60):
        middle = (low + high) / 2
        mean = (1.0 / (1.0 + np.exp(-x @ weights - middle))).mean()
        low, high = (middle, high) if mean < right else (low, middle)
    return low


def lowered(weights: np.ndarray, cases: Sequence[Case]) -> float:
    """The intercept, lowered until `WANTED` of those of these events that would be shown are right."""
    x = np.array([[1.0, *case.features] for case in cases])
    right = np.array([case.right for case in cases])
    intercept = float(weights[0])
    for _ in range(20):
        shown = x[:, 1:] @ weights[1:] + intercept >= 0
        if not shown.any() or right[shown].mean() >= WANTED:
            break
        intercept -= 0.05
    return intercept


def report(weights: np.ndarray, cases: Sequence[Case]) -> None:
    """Prints by source how many would be shown, and how many of these are right."""
    for source in sorted({case.source for case in cases}):
        mine = [case for case in cases if case.source == source]
        x = np.array([[1.0, *case.features] for case in mine])
        shown = x @ weights >= 0
        right = np.array([case.right for case in mine])
        print(f"   {source:16} {len(mine):4} cases {right.sum():4} right, shown {shown.sum():4} of them right "
              f"{right[shown].mean() if shown.any() else 0:.3f}")  # fmt: skip


def main() -> None:
    """Prints both tables; with `--write` puts them into the lexicon's data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, help="where parsed pages are kept between runs")
    parser.add_argument("--folder", type=Path, help="where the body trained without the sets is")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    reader = reader_with(given.folder)
    found = [*trap_cases(reader, given.pages), *real_cases(reader, given.pages)]
    for proposed, (name, signs) in TABLES.items():
        mine = [case for case in found if case.proposed == proposed]
        weights = fit(mine, proposed=proposed)
        weights[1:4] = np.maximum(weights[1:4], 0.0)
        judged = [case for case in mine if case.source == "judged"]
        if len(judged) >= LEAST_JUDGED:
            weights[0] += level(weights, judged)
            weights[0] = lowered(weights, judged)
        told = dict(zip(("intercept", *signs), (round(float(w), 3) for w in weights), strict=True))
        print(name, len(mine), "events", sum(case.right for case in mine), "right", told)
        report(weights, mine)
        if given.show:
            x = np.array([[1.0, *case.features] for case in mine]) @ weights
            for at in np.argsort(-x):
                print(f"{1 / (1 + np.exp(-x[at])):.2f} {mine[at].source[:8]} {'+' if mine[at].right else '-'} "
                      f"{[round(f, 1) for f in mine[at].features]} {mine[at].text[:150]!r}")  # fmt: skip
        if given.write:
            with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(["sign", "weight", "source"])
                writer.writerows([sign, weight, "held-out"] for sign, weight in told.items())


LEAST_JUDGED = 12
WANTED = 0.85

if __name__ == "__main__":
    main()
