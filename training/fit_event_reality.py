"""Fits the tables that weigh what the trained heads say of an event into its confidence.

    python training/fit_event_reality.py [--folder DIR] [--pages DIR] [--write] [--show]

`event_confidence_real.csv`: an event's own confidence (row, sides, voice), the probability of its status, whether it
happened, the share of its type, all as log odds, and what it is and between whom (event_signs.told_signs), make the
probability that it is right. `event_confidence_proposed.csv`: the same for what only the heads see, without signs. Both
are logistic, drawn to `PRIOR` by a ridge, and fitted to events of texts that no rule was made for and no head has seen:
those of real articles judged by hand (bench/event_judgements.jsonl, bench/status_real.jsonl; offsets only), and the
traps and twins of `SETS`. An event of a twin is right when it has the twin's type, one of a trap wrong unless the trap
allows it; events of other types in a twin are left out. Traps are rarer in newspapers than in these sets: the intercept
is then moved by what makes the mean confidence of the events judged by hand the share of them that is right, and
lowered until `WANTED` of those shown are right. Printed are figures crossed over articles.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from act_data import BENCH, event_states, traps
from fit_event_status import plain_article
from kept_pages import kept_pages, reader_with
from plover_data import root_of

from memcon.lexicon.tables import DATA
from memcon.model.reading import Event
from memcon.read.event_confidence import ACT_LEAST, ACT_MOST, OFFICIAL, clipped, happened, logit, unlikely
from memcon.read.event_signs import told_signs
from memcon.read.events import find_events
from memcon.read.page import Page
from memcon.read.reader import Reader

SETS = ("blind4/traps", "batches/traps-3", "batches/traps-4", "batches/traps-5", "blind5/traps")
EVEN = ("blind5/traps",)
"""Sets of which only the even rows are fitted to."""

JUDGED = BENCH / "event_judgements.jsonl"
TOLD = ("done", "ongoing")

NUMBERS = {False: ("base", "status", "heard", "real", "typed", "unreal", "act"),
           True: ("act", "real", "status", "beside", "across", "alone")}  # fmt: skip
TABLES = {False: "event_confidence_real", True: "event_confidence_proposed"}
"""File and numbers of what the dictionary found, and of what only the heads saw (True)."""

PRIOR = {
    False: {"base": 0.6, "status": 0.3, "real": 0.6, "unreal": -0.7, "act": 0.2},
    True: {"intercept": -0.5, "act": 0.6, "real": 0.7, "status": 0.4, "beside": -0.5, "across": -0.5, "alone": 1.0},
}
RIDGE = {"intercept": 0.01, "base": 20.0, "real": 30.0, "unreal": 20.0}
# The weight of an event's own confidence is drawn harder: it ranks the events of a text (bench/events_gsr.py), of which
# the events judged here say little; and that of what happened: articles have few traps, these sets too many alike.
SIGN_RIDGE, NUMBER_RIDGE = 4.0, 3.0
LEAST_SEEN = 6
"""How many events must have a sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One event: its features (without the intercept), whether it is right, how much it counts."""

    proposed: bool
    features: Mapping[str, float]
    right: bool
    worth: float
    source: str
    group: str
    text: str = ""
    confidence: float = 0.0


def features(page: Page, event: Event) -> tuple[bool, dict[str, float]] | None:
    """Whether an event was proposed, and the numbers and signs its table takes; None where no table was used."""
    told = {reason.name: reason.weight for reason in event.reasons}
    if "status" not in told:
        return None
    status = logit(clipped(told["status"]))
    if "base" not in told:
        found = {"act": logit(clipped(told["act"])), "real": logit(clipped(told["real"])), "status": status}
        return True, found | {name: told.get(name, 0.0) for name in ("beside", "across", "alone")}
    found = {"base": logit(clipped(told["base"])), "status": status}
    if "real" in told:
        found |= {"heard": 1.0, "real": happened(told["real"]) * (page.article.kind != OFFICIAL)}
    if "act" in told:
        found["unreal"] = unlikely(told["real"]) * (page.article.kind != OFFICIAL)
        found |= {"typed": 1.0, "act": logit(min(max(told["act"], ACT_LEAST), ACT_MOST))}
    signs = told_signs(page, event.type, event.status, event.source, event.target)
    return False, found | dict.fromkeys(signs, 1.0)


def _case(page: Page, event: Event, right: bool, worth: float, source: str, group: str) -> Iterator[Case]:
    found = features(page, event)
    if found is not None:
        quote = event.evidence[0].quote if event.evidence else ""
        yield Case(proposed=found[0], features=found[1], right=right, worth=worth, source=source, group=group,
                   text=f"{event.type} {event.status} {quote}", confidence=event.confidence)  # fmt: skip


def trap_cases(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The events told as done in traps and twins."""
    for name in SETS:
        told = traps(BENCH / f"{name}.jsonl")
        path = kept and kept / f"{name.replace('/', '_')}.pages"
        pages = kept_pages(reader, [plain_article(t.text) for t in told], path)
        for number, (one, page) in enumerate(zip(told, pages, strict=True)):
            if name in EVEN and number // 2 % 2:
                continue
            between = frozenset(one.states or ())
            for event in find_events(page)[0]:
                wanted = root_of(event.type) == one.type
                foreign = between and not event_states(page, event) <= between
                if event.status not in TOLD or (one.happened and not wanted) or event.type in one.allows or foreign:
                    continue
                yield from _case(page, event, one.happened and wanted, TRAP_WORTH, name, one.group)


def real_cases(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The events of real articles that somebody judged, as they are read now."""
    sys.path.insert(0, str(BENCH))
    import status_real
    from status import article_of, labelled, texts

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
                        yield from _case(page, event, row["right"], 1.0, "judged", key[1])
    labels = labelled(status_real.LABELS)
    keys = sorted(labels)
    pages = kept_pages(reader, [article_of(key[0], known[key]) for key in keys], kept and kept / "real.pages")
    for key, page in zip(keys, pages, strict=True):
        events = find_events(page)[0]
        for label in labels[key]:
            event = status_real.at_label(label, events)
            right = status_real.right(label, event, page.article.published) if event is not None else None
            if event is not None and right is not None:
                yield from _case(page, event, right, 1.0, "real", key[1])


def names_of(cases: Sequence[Case], *, proposed: bool) -> tuple[str, ...]:
    """The intercept, the numbers, and the signs that enough of the events have."""
    counts = Counter(name for case in cases for name in case.features)
    signs = sorted(n for n, count in counts.items() if count >= LEAST_SEEN and n not in NUMBERS[proposed])
    return ("intercept", *NUMBERS[proposed], *signs)


def rows_of(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    """The features of events as a matrix."""
    return np.array([[1.0 if n == "intercept" else case.features.get(n, 0.0) for n in names] for case in cases])


def fit(cases: Sequence[Case], names: Sequence[str], *, proposed: bool) -> np.ndarray:
    """The weights of `names`, by steps that never overshoot (the curvature is bounded by a quarter of each case's),
    the intercept then moved to the level of the events judged by hand, and lowered."""
    x = rows_of(cases, names)
    y, worth = np.array([float(case.right) for case in cases]), np.array([case.worth for case in cases])
    prior = np.array([PRIOR[proposed].get(name, 0.0) for name in names])
    ridge = np.array([RIDGE.get(n, NUMBER_RIDGE if n in NUMBERS[proposed] else SIGN_RIDGE) for n in names])
    weights = prior.copy()
    floor = np.array([0.0 if name in ("base", "status", "real", "act") else -np.inf for name in names])
    for _ in range(300):
        share = 1.0 / (1.0 + np.exp(-x @ weights))
        slope = x.T @ (worth * (y - share)) - ridge * (weights - prior)
        curve = (x.T * (worth / 4.0)) @ x + np.diag(ridge)
        weights = np.maximum(weights + np.linalg.solve(curve, slope), floor)
    known = [case for case in cases if case.source in BY_HAND]
    if len(known) >= LEAST_JUDGED:
        weights[0] += level(weights, known, names)
        weights[0] = lowered(weights, known, names)
    return weights


def lowered(weights: np.ndarray, cases: Sequence[Case], names: Sequence[str]) -> float:
    """The intercept, lowered until `WANTED` of those of these events that would be shown are right."""
    x, right = rows_of(cases, names), np.array([case.right for case in cases])
    intercept = float(weights[0])
    for _ in range(20):
        shown = x[:, 1:] @ weights[1:] + intercept >= 0
        if not shown.any() or right[shown].mean() >= WANTED:
            break
        intercept -= 0.05
    return intercept


WANTED = 0.82
"""What share of the events shown is to be right: a wrong line costs more than a missing one."""


def level(weights: np.ndarray, cases: Sequence[Case], names: Sequence[str]) -> float:
    """What must be added to the intercept so that the mean confidence of these events is the share of them right."""
    x, wanted = rows_of(cases, names), float(np.mean([case.right for case in cases]))
    low, high = -6.0, 6.0
    for _ in range(50):
        middle = (low + high) / 2
        mean = float(np.mean(1.0 / (1.0 + np.exp(-(x @ weights + middle)))))
        low, high = (middle, high) if mean < wanted else (low, middle)
    return (low + high) / 2


def crossed(cases: Sequence[Case], *, proposed: bool) -> np.ndarray:
    """The confidence of each event by weights fitted without its article."""
    found = np.zeros(len(cases))
    fold = np.array([int(hashlib.sha256(case.group.encode()).hexdigest(), 16) % FOLDS for case in cases])
    for number in range(FOLDS):
        learnt = [case for case, place in zip(cases, fold, strict=True) if place != number]
        held = [case for case, place in zip(cases, fold, strict=True) if place == number]
        if held:
            names = names_of(learnt, proposed=proposed)
            lean = rows_of(held, names) @ fit(learnt, names, proposed=proposed)
            found[fold == number] = 1.0 / (1.0 + np.exp(-lean))
    return found


def report(shares: np.ndarray, cases: Sequence[Case]) -> None:
    """Prints by source how many would be shown and how many of these are right, then how sure is how right."""
    for source in sorted({case.source for case in cases}):
        mine = np.array([case.source == source for case in cases])
        right, shown = np.array([case.right for case in cases])[mine], shares[mine] >= 0.5
        now = np.array([case.confidence for case in cases])[mine] >= 0.5
        print(f"   {source:16} {mine.sum():4} cases {right.sum():4} right, shown {shown.sum():4} of them right "
              f"{right[shown].mean() if shown.any() else 0:.3f} (as read now {now.sum()}, "
              f"{right[now].mean() if now.any() else 0:.3f})")  # fmt: skip
    hand = np.array([case.source in BY_HAND for case in cases])
    right, sure = np.array([case.right for case in cases])[hand], shares[hand]
    for low, high in pairwise(BINS):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            print(f"   {low:.1f} to {high:.1f}: {inside.sum():4} events, mean confidence {sure[inside].mean():.2f}, "
                  f"right {right[inside].mean():.2f}")  # fmt: skip


BY_HAND = ("judged", "real")
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
FOLDS = 5
TRAP_WORTH = 2.0
"""What an event of a trap or twin counts beside one of a real article."""


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
    for proposed, name in TABLES.items():
        mine = [case for case in found if case.proposed == proposed]
        names = names_of(mine, proposed=proposed)
        weights = fit(mine, names, proposed=proposed)
        told = {sign: round(float(weight), 3) for sign, weight in zip(names, weights, strict=True)}
        print(name, len(mine), "events", sum(case.right for case in mine), "right", told)
        shares = crossed(mine, proposed=proposed)
        report(shares, mine)
        if given.show:
            for at in np.argsort(-shares):
                print(f"{shares[at]:.2f} {mine[at].source[:8]} {'+' if mine[at].right else '-'} "
                      f"{mine[at].text[:150]!r}")  # fmt: skip
        if given.write and sum(case.source in BY_HAND for case in mine) >= LEAST_JUDGED:
            with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(["sign", "weight", "source"])
                writer.writerows([sign, weight, "held-out"] for sign, weight in told.items())


LEAST_JUDGED = 30
"""How many events of real articles there must be: a table fitted to traps and twins alone would be too bold."""

if __name__ == "__main__":
    main()
