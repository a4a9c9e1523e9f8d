"""Fits what an answer's signs weigh: `python training/fit_answers.py [--write]`.

Learns from the opened dossiers in `bench/`, whose texts the trained heads have not seen: of each ask that is found and
marked there, every sentence that would be put to the head `answer` (memcon/link/judged_answers.py), right where the
dossier marks an answer of that kind in that passage, or, where it gives only how the ask ended, of the kind it ended
with. Prints what crossing over dossiers gives; `--write` puts the weights into the package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
sys.path[:0] = [str(BENCH), str(ROOT / "training")]

import ledger  # noqa: E402
from blind_ledger import right_ask  # noqa: E402
from fit_ask_confidence import DOSSIERS  # noqa: E402
from fit_forecast_confidence import fitted  # noqa: E402
from fit_statement_confidence import reliability  # noqa: E402
from signs_table import show, write  # noqa: E402

from memcon.ingest import Settings, make_reader  # noqa: E402
from memcon.lexicon import load_lexicon  # noqa: E402
from memcon.link import answers as linking_step  # noqa: E402
from memcon.link.judged_answers import judged, signs_of  # noqa: E402
from memcon.link.link import link  # noqa: E402
from memcon.model.digest import digest_of  # noqa: E402
from memcon.model.reading import Reading  # noqa: E402

OUT = ROOT / "src" / "memcon" / "lexicon" / "data" / "answers_judged.csv"
FOLDS, SHOWN, RIDGE = 8, 0.5, 3.0


@dataclass(frozen=True)
class Case:
    """Signs of a sentence beside an ask, whether it answers so, the dossier it is of."""

    signs: dict[str, float]
    right: bool
    group: str


def cases_of(own: bool, dossier: dict[str, Any], readings: Sequence[Reading], group: str) -> Iterator[Case]:
    """A case a sentence that is put to the head for a marked ask."""
    marked = {}
    for gold in dossier["asks"]:
        for place in gold["passages"] if own else [gold["passage"]]:
            for ask in readings[place].asks:
                fits = ledger.is_ask(gold, ask, readings[place]) if own else right_ask(gold, ask, readings[place])
                if ask.confidence >= SHOWN and fits:
                    marked[ask.id] = gold
    places = {reading.article.id: place for place, reading in enumerate(readings)}
    held: list[Case] = []

    def keep(one: Any, clauses: Any, texts: Any, judging: Any, _: Any) -> list[Any]:
        gold = next((marked[member] for member in (*one.ask.members, one.ask.id) if member in marked), None)
        for candidate, shares in judged(one, clauses, texts, judging) if gold is not None else ():
            kind, signs = signs_of(one, candidate, shares)
            held.append(Case(signs, _right(gold, kind, places[candidate.clause.article]), group))
        return []

    taken, linking_step.judged_replies = linking_step.judged_replies, keep  # type: ignore[attr-defined]
    unanswered, linking_step.unanswered = linking_step.unanswered, lambda _: True
    try:
        link([digest_of(reading) for reading in readings], lexicon=load_lexicon())
    finally:
        linking_step.judged_replies = taken  # type: ignore[attr-defined]
        linking_step.unanswered = unanswered
    yield from held


def _right(gold: dict[str, Any], kind: str, place: int) -> bool:
    if "answers" in gold:
        return any(one["kind"] == kind and one["passage"] == place for one in gold["answers"])
    return bool(gold["status"] == kind)


def all_cases() -> Iterator[Case]:
    """The cases of all dossiers."""
    reader = make_reader(Settings(reader="fast"))
    for name in ("ledger.jsonl", *DOSSIERS):
        for number, dossier in enumerate(map(json.loads, (BENCH / name).read_text(encoding="utf-8").splitlines())):
            yield from cases_of(
                name == "ledger.jsonl", dossier, ledger.readings_of(reader, dossier), f"{name} {number}"
            )


def scored(cases: list[Case]) -> tuple[list[str], np.ndarray]:
    """The names of the signs and their weights; prints what crossing over gives."""
    names = ["bias", *sorted({name for case in cases for name in case.signs} - {"bias"})]
    x = np.array([[case.signs.get(name, 0.0) for name in names] for case in cases])
    y = np.array([float(case.right) for case in cases])
    groups = sorted({case.group for case in cases})
    fold = np.array([groups.index(case.group) % FOLDS for case in cases])
    p = np.zeros(len(cases))
    for part in range(FOLDS):
        w = fitted(x[fold != part], y[fold != part], np.ones((fold != part).sum()), RIDGE)
        p[fold == part] = 1 / (1 + np.exp(-(x[fold == part] @ w)))
    shown = p >= 0.5
    error, _ = reliability(p, y)
    print(f"{len(cases)} sentences beside asks, {int(y.sum())} answers; taken {shown.sum()}, right of these "
          f"{y[shown].mean():.3f}, found {y[shown].sum() / y.sum():.3f}; calibration error {error:.3f}")  # fmt: skip
    return names, fitted(x, y, np.ones(len(cases)), RIDGE)


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
