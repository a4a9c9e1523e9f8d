"""Fits what an outcome's signs weigh: `python training/fit_outcomes.py [--write]`.

Learns from the opened dossiers in `bench/` and those under `written/`, whose texts the trained heads have not seen: of
each forecast that is found and marked there, every later sentence that is looked at (memcon/link/judged_outcomes.py).
A dossier marks the passage that decides, not its sentence: the likeliest of the passage counts as deciding it so, each
other one as that or nothing. Prints what crossing over dossiers gives; `--write` puts the weights into the package.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "training")]

import ledger  # noqa: E402
from blind_ledger import right_forecast  # noqa: E402
from fit_answers import DATA, SHOWN, Case, crossed, dossiers, learned  # noqa: E402
from signs_table import show, write  # noqa: E402

from memcon.ingest import Settings, make_reader  # noqa: E402
from memcon.lexicon import load_lexicon  # noqa: E402
from memcon.link import outcomes as linking_step  # noqa: E402
from memcon.link.judged_outcomes import SURE, judged, signs_of  # noqa: E402
from memcon.link.link import link  # noqa: E402
from memcon.model.digest import digest_of  # noqa: E402
from memcon.model.reading import Reading  # noqa: E402

OUT = DATA / "outcomes_judged.csv"


def cases_of(own: bool, dossier: dict[str, Any], readings: Sequence[Reading], group: str, worth: float) -> list[Case]:
    """A case a sentence that is looked at for a marked forecast of a known outcome."""
    marked = {}
    for gold in dossier["forecasts"]:
        for one in readings[gold["passage"]].forecasts:
            if one.confidence >= SHOWN and (ledger.is_forecast(gold, one) if own else right_forecast(gold, one)):
                marked[one.id] = gold
    places = {reading.article.id: place for place, reading in enumerate(readings)}
    held: list[Case] = []

    def keep(said: Any, sentences: Any, texts: Any, judging: Any, _: Any) -> None:
        forecast = said.one.forecast
        gold = next((marked[member] for member in (*forecast.members, forecast.id) if member in marked), None)
        if gold is None or gold["outcome"] == "unclear":
            return
        for candidate, shares in judged(said, sentences, texts, judging):
            place = places[candidate.clause.article]
            decides = gold["outcome"] in ("true", "false") and (own or gold["resolved_in"] in (None, place))
            happened = (gold["outcome"] == "true") == forecast.expects
            kinds = frozenset({"happened" if happened else "excluded"} if decides else ())
            passage = (group, forecast.id, 0 if own else place)
            held.append(Case(signs_of(said, candidate, shares), kinds, passage, group, worth))

    names = ("judged_outcome", "by_asks", "by_clauses", "_by_fact", "_resolved")
    taken = {name: getattr(linking_step, name) for name in names}
    linking_step.judged_outcome = keep  # type: ignore[assignment]
    linking_step.by_asks = linking_step.by_clauses = lambda *_: None  # type: ignore[assignment]
    linking_step._by_fact = lambda _, one, *__: one  # type: ignore[assignment]
    linking_step._resolved = lambda case, _: case.forecast  # type: ignore[assignment]
    try:
        link([digest_of(reading) for reading in readings], lexicon=load_lexicon())
    finally:
        for name, function in taken.items():
            setattr(linking_step, name, function)
    return held


def all_cases() -> Iterator[Case]:
    """The cases of all dossiers."""
    reader = make_reader(Settings(reader="fast"))
    for own, dossier, group, worth in dossiers():
        if dossier["forecasts"]:
            yield from cases_of(own, dossier, ledger.readings_of(reader, dossier), group, worth)


def scored(cases: Sequence[Case], rates: Sequence[Mapping[str, float]], sure: float) -> None:
    """Prints of the forecasts that are decided how many are decided right."""
    by_forecast: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, case in enumerate(cases):
        by_forecast[case.passage[:2]].append(number)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (group, _), numbers in by_forecast.items():
        wanted = next((kind for n in numbers for kind in cases[n].marked), None)
        surest, said = max((max(rates[n].values()), max(rates[n], key=lambda k: rates[n][k])) for n in numbers)
        row = counts[group.rsplit(" ", 1)[0]]
        row[0] += wanted is not None
        row[1] += surest >= sure
        row[2] += surest >= sure and said == wanted
        row[3] += 1
    for name, (resolved, taken, right, all_of) in sorted(counts.items()):
        print(f"{name:28} {all_of} forecasts, {resolved} resolved; decided {taken}, right {right}")
    total = np.array(list(counts.values())).sum(axis=0)
    print(f"sure {sure}: of {total[0]} resolved {total[2]} found, {total[1] - total[2]} wrong")


def main() -> int:
    """Exit status 0: fitted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = list(all_cases())
    rates = crossed(cases)
    for sure in sorted({0.4, 0.5, SURE, 0.7, 0.8}):
        scored(cases, rates, sure)
    weights = learned(cases)
    names = sorted(weights)
    if options.write:
        write(OUT, names, np.array([weights[name] for name in names]))
    show(names, np.array([weights[name] for name in names]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
