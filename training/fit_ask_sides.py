"""Fits which place in a clause makes a state the asker or the asked: `python training/fit_ask_sides.py [--write]`.

Learns from the asks of `training/written/asks-*.jsonl`, whose cue, thing and sides are marked: each mention of a state
around the cue is the asker, the asked, or neither, by a multinomial logistic regression over the signs of its place
(memcon/read/ask_sides.py). Prints what crossing over the rows gives; `--write` puts the weights into the package.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from act_data import bare_reader, pages_of
from judged_data import written
from scipy.optimize import minimize

from memcon.model.span import Span
from memcon.read import ask_sides
from memcon.read.ask_sides import ASKED, ASKER, NEITHER, ROLES, Standing, standings
from memcon.read.page import Page

OUT = Path(__file__).parent.parent / "src" / "memcon" / "lexicon" / "data" / "ask_sides.csv"
RIDGE, FOLDS, LEAST_SEEN = 1.0, 8, 2


@dataclass(frozen=True)
class Case:
    """The mentions around one cue, and the states that ask and are asked."""

    found: list[Standing]
    asker: str | None
    asked: str | None
    form: str


def cases() -> list[Case]:
    """One case a marked ask."""
    reader = bare_reader()
    rows = [row for _, row in written("asks") if row["form"] != "none"]
    out = []
    for row, page in zip(rows, pages_of(reader, [row["text"] for row in rows]), strict=True):
        found = case_of(page, row)
        if found is not None:
            out.append(found)
    return out


def case_of(page: Page, row: dict[str, Any]) -> Case | None:
    """The case of a page; None where its cue is not found in it."""
    at, start = page.text.find(row["cue"]) if row["cue"] else -1, page.text.find(row["thing"]) if row["thing"] else -1
    if at < 0:
        return None
    cue = ask_sides.head_of(page.doc, Span(at, at + len(row["cue"])))
    thing = Span(start, start + len(row["thing"])) if start >= 0 else None
    state_of = page.lexicon.state_of
    return Case(
        standings(page, Span(0, len(page.text)), cue, thing),
        state_of(row["asker"]) if row["asker"] else None,
        state_of(row["asked"]) if row["asked"] else None,
        row["form"],
    )


def matrix(found: list[Case], names: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Signs by mention, the role of each, the case that it is of."""
    column = {name: place for place, name in enumerate(names)}
    rows = [(number, case, one) for number, case in enumerate(found) for one in case.found]
    x = np.zeros((len(rows), len(names)))
    y = np.zeros(len(rows), dtype=int)
    for place, (_, case, one) in enumerate(rows):
        x[place, 0] = 1.0
        for sign in {*one.signs, f"form {case.form}"}:
            if sign in column:
                x[place, column[sign]] = 1.0
        role = ASKER if one.state == case.asker else ASKED if one.state == case.asked else NEITHER
        y[place] = ROLES.index(role)
    return x, y, np.array([number for number, _, _ in rows])


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights (signs x roles) of a ridge multinomial logistic regression."""
    target = np.eye(len(ROLES))[y]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(x.shape[1], len(ROLES))
        logits = x @ w
        logits -= logits.max(axis=1, keepdims=True)
        p = np.exp(logits)
        p /= p.sum(axis=1, keepdims=True)
        value = -np.log((p * target).sum(axis=1) + 1e-12).sum() + RIDGE / 2 * (w**2).sum()
        return value, (x.T @ (p - target) + RIDGE * w).ravel()

    return minimize(loss, np.zeros(x.shape[1] * len(ROLES)), jac=True, method="L-BFGS-B").x.reshape(-1, len(ROLES))


def main() -> int:
    """Exit status 0: fitted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = cases()
    counted = Counter(s for case in found for one in case.found for s in {*one.signs, f"form {case.form}"})
    names = ["bias", *sorted(name for name, count in counted.items() if count >= LEAST_SEEN)]
    x, y, of = matrix(found, names)
    right: Counter[str] = Counter()
    for part in range(FOLDS):
        w = fitted(x[of % FOLDS != part], y[of % FOLDS != part])
        table = {name: dict(zip(ROLES, row, strict=True)) for name, row in zip(names, w.tolist(), strict=True)}
        ask_sides._weights = lambda _, table=table: table  # type: ignore[assignment]
        for number, case in enumerate(found):
            if number % FOLDS == part:
                _count(case, right)
    print(f"{len(found)} asks, {len(y)} mentions, {len(names)} signs; crossed over the rows:")
    for role in (ASKER, ASKED):
        print(f"  {role}: {right[role]} of {right[role + ' marked']} there found, {right[role + ' wrong']} wrong")
    print(f"  all right: {right['both']} of {len(found)}")
    if options.write:
        with OUT.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["sign", *ROLES, "source"])
            out.writerows(
                [name, *(f"{value:.3f}" for value in row), "fitted"]
                for name, row in zip(names, fitted(x, y).tolist(), strict=True)
            )
    return 0


def _count(case: Case, right: Counter[str]) -> None:
    sides = ask_sides.sides_of(case.found, case.form, None)  # type: ignore[arg-type]
    known = {one.parties.actors: one.state for one in case.found}
    there = {one.state for one in case.found}
    fine = True
    for role, gold, parties in ((ASKER, case.asker, sides.asker), (ASKED, case.asked, sides.asked)):
        got = known.get(parties.actors)
        right[role + " marked"] += gold is not None and gold in there
        right[role] += got is not None and got == gold
        right[role + " wrong"] += got is not None and got != gold
        fine = fine and (got == gold or gold is None or gold not in there)
    right["both"] += fine


if __name__ == "__main__":
    sys.exit(main())
