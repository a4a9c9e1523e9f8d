"""Change points of a pair's line on synthetic records with planted shifts: found within a month, false alarms a decade.

`python bench/relations.py [--acts N] [--records N]` prints both figures for pairs of N acts a month (default 6) and for
quieter ones. The acts of a month are drawn from one mixture of PLOVER types before the shift and another after it, each
told by one to four origins; the shift stands anywhere but in the first and last ten months. `found` is the share of
records with a change in the month of the shift or beside it (or in the next month that has any act), `false` the number
of changes in ten years in which nothing was planted. `at most` is what one finds who knows both mixtures and that there
is one shift. The mixtures and the seed are fixed: the same figures every time.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence

from memcon.link.relations import find_relations
from memcon.model.actor import Actor
from memcon.model.link import Relation
from memcon.model.reading import Event
from memcon.model.span import Evidence, Span
from memcon.model.when import from_edtf

ACTORS = [Actor(id=code, name=code, kind="state", state=code) for code in ("EST", "NOR")]
Mixture = dict[str, int]
WARM: Mixture = {"CONSULT": 40, "AGREE": 20, "SUPPORT": 15, "REQUEST": 5, "ACCUSE": 15, "REJECT": 5}
COLD: Mixture = {"CONSULT": 20, "AGREE": 5, "REQUEST": 5, "ACCUSE": 40, "REJECT": 15, "THREATEN": 15}
HELP: Mixture = {"COOPERATE": 40, "AID": 25, "CONCEDE": 10, "RETREAT": 5, "SANCTION": 10, "COERCE": 10}
HARM: Mixture = {"COOPERATE": 15, "AID": 5, "SANCTION": 30, "COERCE": 25, "MOBILIZE": 10, "ASSAULT": 15}
LINES = {"words": (WARM, COLD), "deeds": (HELP, HARM)}
MONTHS = 48
EDGE = 10
DECADE = 120


def drawn(rng: random.Random, mixture: Mixture, month: int, acts: float) -> Iterator[Event]:
    """The events of one month: a Poisson number of acts, each told by one to four origins."""
    for n in range(_poisson(rng, acts)):
        kind = rng.choices(list(mixture), list(mixture.values()))[0]
        tellers = rng.choices([1, 2, 3, 4], [60, 25, 10, 5])[0]
        rows = tuple(
            Evidence(article=f"{month}-{n}-{teller}", span=Span(0, 3), quote="xyz") for teller in range(tellers)
        )
        source, target = rng.choice([("EST", "NOR"), ("NOR", "EST")])
        day = from_edtf(f"{2010 + month // 12}-{month % 12 + 1:02d}-{rng.randint(1, 28):02d}", basis="stated")
        yield Event(
            id=f"{month:03d}-{n:03d}", article=rows[0].article, type=kind, source=(source,), target=(target,),
            trigger=Span(0, 3), channel="diplomatic", when=day, confidence=0.9, evidence=rows,
        )  # fmt: skip


def _poisson(rng: random.Random, mean: float) -> int:
    number, left = 0, rng.random()
    least = math.exp(-mean)
    while left > least:
        number, left = number + 1, left * rng.random()
    return number


def changes_of(events: Sequence[Event]) -> tuple[list[int], list[int]]:
    """(months with a change, months with a line), counted from January 2010."""
    found: Sequence[Relation] = find_relations(events, ACTORS, origins={})
    return (
        sorted(_count(line.period) for line in found if line.change is not None),
        sorted(_count(line.period) for line in found),
    )


def _count(period: str) -> int:
    return (int(period[:4]) - 2010) * 12 + int(period[5:7]) - 1


def planted(rng: random.Random, line: str, acts: float) -> tuple[bool, int]:
    """(whether the planted shift was found, how many other changes were)."""
    before, after = rng.sample(LINES[line], 2)
    shift = rng.randrange(EDGE, MONTHS - EDGE)
    events = [e for m in range(MONTHS) for e in drawn(rng, before if m < shift else after, m, acts)]
    found, months = changes_of(events)
    first = next((month for month in months if month >= shift), shift)
    right = [month for month in found if abs(month - shift) <= 1 or month == first]
    return bool(right), len(found) - len(right[:1])


def ceiling(line: str, acts: float, records: int) -> float:
    """The share found by one who knows both mixtures and that there is one shift: more than any method can promise."""
    rng = random.Random(f"ceiling {line} {acts}")
    right = 0
    for _ in range(records):
        before, after = rng.sample(LINES[line], 2)
        shift = rng.randrange(EDGE, MONTHS - EDGE)
        ratios, told = [], []
        for month in range(MONTHS):
            mixture = before if month < shift else after
            kinds = [rng.choices(list(mixture), list(mixture.values()))[0] for _ in range(_poisson(rng, acts))]
            ratios.append(sum(math.log((before.get(k, 0) + 0.01) / (after.get(k, 0) + 0.01)) for k in kinds))
            told.append(bool(kinds))
        best = max(range(EDGE, MONTHS - EDGE), key=lambda cut: sum(ratios[:cut]) - sum(ratios[cut:]))
        month, first = (next((m for m in range(at, MONTHS) if told[m]), at) for at in (best, shift))
        right += abs(month - shift) <= 1 or month == first
    return round(right / records, 3)


def figures(line: str, acts: float, records: int) -> dict[str, float]:
    """The share of planted shifts found, other changes a record beside them, false alarms in ten quiet years."""
    rng = random.Random(f"{line} {acts}")
    made = [planted(rng, line, acts) for _ in range(records)]
    quiet = [
        len(changes_of([e for m in range(DECADE) for e in drawn(rng, LINES[line][n % 2], m, acts)])[0])
        for n in range(max(10, records // 4))
    ]
    return {
        "found": round(sum(found for found, _ in made) / records, 3),
        "beside": round(sum(extra for _, extra in made) / records, 3),
        "false": round(sum(quiet) / len(quiet), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=float, nargs="*", default=[6, 3, 1], help="acts a month")
    parser.add_argument("--records", type=int, default=100)
    asked = parser.parse_args()
    for acts in asked.acts:
        for line in LINES:
            got = figures(line, acts, asked.records)
            most = ceiling(line, acts, 5 * asked.records)
            print(f"{acts:g} acts a month, {line}: found within a month {got['found']:.3f} (at most {most:.3f}), "
                  f"other changes a record {got['beside']:.3f}, false alarms a decade {got['false']:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
