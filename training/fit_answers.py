"""Fits what an answer's signs weigh: `python training/fit_answers.py [--write]`.

Learns from the opened dossiers in `bench/` and those under `written/`, whose texts the trained heads have not seen: of
each ask that is found and marked there, every sentence that is looked at (memcon/link/judged_answers.py). A dossier
marks the passage of an answer, not its sentence: the likeliest of the passage counts as of that kind, each other one as
of that kind or none, and what is likeliest is found anew after each fit. Then from 473 sentences that were looked at in
Wikinews and official texts of MEMCON_SHARED and judged by eye (`bench/answer_labels.jsonl`: ask, article, where the
sentence starts, the kind of answer; no text): 14 of them are answers. Prints what crossing over dossiers gives;
`--write` puts the weights into the package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
sys.path[:0] = [str(BENCH), str(ROOT / "training")]

import ledger  # noqa: E402
from blind_ledger import right_ask  # noqa: E402
from logit import Choice, fitted  # noqa: E402
from real_texts import CORPORA, articles_named  # noqa: E402
from signs_table import show, write  # noqa: E402

from memcon.ingest import Settings, make_reader  # noqa: E402
from memcon.lexicon import load_lexicon  # noqa: E402
from memcon.lexicon.weighing import choice_rates  # noqa: E402
from memcon.link import answers as linking_step  # noqa: E402
from memcon.link.judged_answers import SURE, TABLE, UNHEARD, candidates, heard_beside, heard_of, signs_of  # noqa: E402
from memcon.link.link import link  # noqa: E402
from memcon.model.digest import digest_of  # noqa: E402
from memcon.model.reading import Reading  # noqa: E402
from memcon.model.span import Span  # noqa: E402

DATA = ROOT / "src" / "memcon" / "lexicon" / "data"
LABELS = BENCH / "answer_labels.jsonl"
SETS = {
    BENCH / "ledger.jsonl": 2.0,
    BENCH / "blind" / "ledger.jsonl": 1.5,
    BENCH / "blind2" / "ledger.jsonl": 1.0,
    BENCH / "batches" / "ledger-1.jsonl": 1.0,
    BENCH / "batches" / "ledger-2.jsonl": 1.0,
    BENCH / "blind4" / "ledger.jsonl": 1.0,
    BENCH / "blind5" / "ledger.jsonl": 1.0,
    **dict.fromkeys(sorted((ROOT / "training" / "written").glob("dossiers-*.jsonl")), 1.0),
}
"""What a case of each file counts: more in the first two, which hold each plain wording but once."""
REAL = 0.4
"""What a judged sentence of real texts counts."""
FOLDS, SHOWN, RIDGE, ROUNDS = 8, 0.5, 1.0, 4


@dataclass(frozen=True)
class Case:
    """A sentence beside an ask: its signs by kind, the kinds that its passage is marked with, the passage and ask."""

    signs: Mapping[str, Mapping[str, float]]
    marked: frozenset[str]
    passage: tuple[str, str, int]
    group: str
    worth: float


def cases_of(own: bool, dossier: dict[str, Any], readings: Sequence[Reading], group: str, worth: float) -> list[Case]:
    """A case a sentence that is looked at for a marked ask."""
    marked = {}
    for gold in dossier["asks"]:
        for place in gold["passages"] if own else [gold["passage"]]:
            for ask in readings[place].asks:
                fits = ledger.is_ask(gold, ask, readings[place]) if own else right_ask(gold, ask, readings[place])
                if ask.confidence >= SHOWN and fits:
                    first = dossier["asks"][gold["same_as"]] if gold.get("same_as") is not None else gold
                    marked[ask.id] = first
    places = {reading.article.id: place for place, reading in enumerate(readings)}
    held: list[Case] = []

    def keep(one: Any, replies: Any, clauses: Any, texts: Any, judging: Any, _: Any, rivals: Any) -> Any:
        gold = next((marked[member] for member in (*one.ask.members, one.ask.id) if member in marked), None)
        for candidate in candidates(one, replies, clauses, rivals) if gold is not None else ():
            heard = heard_of(one, candidate, texts, judging), heard_beside(one, candidate, texts, judging)
            place = places[candidate.clause.article]
            if own:
                kinds = frozenset({gold["status"]} - {"open"})
            else:
                kinds = frozenset(row["kind"] for row in gold["answers"] if row["passage"] == place)
            passage = (group, one.ask.id, 0 if own else place)
            held.append(Case(signs_of(one, candidate, *heard), kinds, passage, group, worth))
        return replies

    with looking(keep):
        link([digest_of(reading) for reading in readings], lexicon=load_lexicon())
    return held


def all_cases() -> Iterator[Case]:
    """The cases of all dossiers."""
    reader = make_reader(Settings(reader="fast"))
    for own, dossier, group, worth in dossiers():
        yield from cases_of(own, dossier, ledger.readings_of(reader, dossier), group, worth)
    if CORPORA.is_dir():
        yield from real_cases(reader)


def dossiers() -> Iterator[tuple[bool, dict[str, Any], str, float]]:
    """Of every dossier: whether it is of the own set, the dossier, its name and what a case of it counts."""
    for path, worth in SETS.items():
        for number, dossier in enumerate(map(json.loads, path.read_text(encoding="utf-8").splitlines())):
            yield path == BENCH / "ledger.jsonl", dossier, f"{path.parent.name} {path.stem} {number}", worth


def real_cases(reader: Any) -> Iterator[Case]:
    """The sentences that were looked at in Wikinews and official texts, each judged by itself."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    wanted = {row["article"] for row in rows} | {row["ask"][0] for row in rows}
    judgements: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in rows:
        judgements[row["article"], row["start"]].append(row)
    held: list[Case] = []

    def keep(one: Any, replies: Any, clauses: Any, texts: Any, judging: Any, _: Any, rivals: Any) -> Any:
        for candidate in candidates(one, replies, clauses, rivals):
            heard = heard_of(one, candidate, texts, judging), heard_beside(one, candidate, texts, judging)
            place = candidate.clause.article, candidate.clause.sentence.start
            for row in judgements[place]:
                told, first, last = row["ask"]
                if any(article == told and span.overlaps(Span(first, last)) for article, span in one.places):
                    marked = frozenset({row["kind"]} - {"none"})
                    signs, passage = signs_of(one, candidate, *heard), (f"{told} {first}", *place)
                    held.append(Case(signs, marked, passage, f"real {told}", REAL))
        return replies

    with looking(keep):
        link([digest_of(reading) for reading in reader.read(articles_named(wanted))], lexicon=load_lexicon())
    yield from held


@contextmanager
def looking(keep: Any) -> Iterator[None]:
    """Linking with `keep` in the place of what weighs the replies to an ask."""
    taken, linking_step.weighed_replies = linking_step.weighed_replies, keep  # type: ignore[attr-defined]
    try:
        yield
    finally:
        linking_step.weighed_replies = taken  # type: ignore[attr-defined]


def labelled(cases: Sequence[Case], rates: Sequence[Mapping[str, float]]) -> list[Choice]:
    """The cases with the classes that each may be of, by what is likeliest so far in its passage."""
    best: dict[tuple[tuple[str, str, int], str], tuple[float, int]] = defaultdict(lambda: (-1.0, -1))
    for number, (case, rate) in enumerate(zip(cases, rates, strict=True)):
        for kind in case.marked:
            best[case.passage, kind] = max(best[case.passage, kind], (rate[kind], -number))
    sure = {-number: kind for (_, kind), (_, number) in sorted(best.items())}
    return [
        Choice(case.signs, frozenset({sure[n]}) if n in sure else case.marked | {"none"}, case.worth)
        for n, case in enumerate(cases)
    ]


def learned(cases: Sequence[Case]) -> dict[str, float]:
    """The weights of all signs, the likeliest sentence of each passage found anew some times."""
    rates: Sequence[Mapping[str, float]] = [
        {kind: 0.3 * found.get("head", 0.0) + found.get("score", 0.0) for kind, found in case.signs.items()}
        for case in cases
    ]
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        weights = fitted(labelled(cases, rates), RIDGE)
        rates = [choice_rates(case.signs, weights) for case in cases]
    return weights


def crossed(cases: Sequence[Case]) -> list[dict[str, float]]:
    """The probabilities of each case by weights learned from other dossiers."""
    groups = sorted({case.group for case in cases})
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    rates: list[dict[str, float]] = [{} for _ in cases]
    for part in range(FOLDS):
        weights = learned([case for case in cases if fold[case.group] != part])
        for number, case in enumerate(cases):
            if fold[case.group] == part:
                rates[number] = choice_rates(case.signs, weights)
    return rates


def scored(cases: list[Case]) -> None:
    """Prints what crossing over dossiers gives."""
    rates = crossed(cases)
    for name in sorted({case.group.rsplit(" ", 1)[0] for case in cases}):
        own = [n for n, case in enumerate(cases) if case.group.startswith(name)]
        wanted = {(cases[n].passage, kind) for n in own for kind in cases[n].marked}
        taken = [(n, kind) for n in own if (kind := _taken(rates[n])) is not None]
        right = {(cases[n].passage, kind) for n, kind in taken if kind in cases[n].marked}
        wrong = sum(kind not in cases[n].marked for n, kind in taken)
        print(f"{name:28} answers {len(wanted)}, found {len(right)}; of {len(taken)} taken {wrong} wrong")


def _taken(rate: Mapping[str, float]) -> str | None:
    """The kind of answer that a sentence counts as, if any."""
    kind = max(rate, key=lambda name: rate[name])
    return kind if rate[kind] >= max(SURE, 1 - sum(rate.values())) else None


def unheard(case: Case) -> Case:
    """The case without what the head says."""
    signs = {
        kind: {name: value for name, value in found.items() if not name.startswith(("head", "both"))}
        for kind, found in case.signs.items()
    }
    return replace(case, signs=signs)


def main() -> int:
    """Exit status 0: fitted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = list(all_cases())
    for table, some in ((TABLE, cases), (UNHEARD, [unheard(case) for case in cases])):
        print(f"== {table}")
        scored(some)
        weights = learned(some)
        names = sorted(weights)
        show(names, np.array([weights[name] for name in names]), 60)
        if options.write:
            write(DATA / f"{table}.csv", names, np.array([weights[name] for name in names]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
