"""Event coreference on ECB+ dev, gold mentions, topic level, singletons kept: the pair scorer beside a baseline.

    python bench/event_coreference.py

A check of the scorer that joins accounts of one act (`memcon.link.events.sameness`) on text of another kind: ECB+ has
earthquakes, trials and product launches, no dates of print; actors and places
are the names that stand in the sentence.
The baseline joins mentions of a topic whose heads have one stem. Scores are MUC, B-cubed, CEAF-e and their mean
(CoNLL F1), on the sentences that the corpus calls checked.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from memcon.link.cluster import agglomerate, edge
from memcon.link.events import JOIN, Told, sameness, stems_of
from memcon.link.similarity import stem
from memcon.model.reading import Event, Place
from memcon.model.span import Span

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared")) / "data" / "ecbplus" / "dev.jsonl.gz"
Groups = list[tuple[str, ...]]


def mentions() -> tuple[dict[str, Told], dict[str, str], dict[str, str]]:
    """Gold event mentions by id, with their chain and topic."""
    told: dict[str, Told] = {}
    chain: dict[str, str] = {}
    topic: dict[str, str] = {}
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in rows:
        bounds = {number: (start, end) for number, start, end in row["sentences"]}
        for mention in row["mentions"]:
            if not mention["event"] or not mention["checked"]:
                continue
            key = f"{row['id']}:{mention['id']}"
            start, end = bounds[mention["sentence"]]
            words = " ".join(row["tokens"][at] for at in mention["tokens"])
            event = Event(
                id=key, article=row["id"], type="CONSULT", source=_named(row, mention["sentence"], "HUMAN"), target=(),
                place=next((Place(name=one) for one in _named(row, mention["sentence"], "LOC")), None),
                trigger=Span(0, len(words)),
            )  # fmt: skip
            told[key] = Told(
                event=event, states=frozenset(), stems=stems_of(words),
                words=stems_of(" ".join(row["tokens"][start:end])),
                first=None, last=None, printed=False, origin=row["id"],
            )  # fmt: skip
            chain[key] = f"{row['topic']}/{mention.get('chain') or key}"
            topic[key] = str(row["topic"])
            _HEADS[key] = stem(row["tokens"][mention["tokens"][-1]].lower())
    return told, chain, topic


_HEADS: dict[str, str] = {}


def _named(row: dict[str, Any], sentence: int, kind: str) -> tuple[str, ...]:
    """The last words of the named people or places that the corpus marks in a sentence, whoever they are one with."""
    found = {
        row["tokens"][mention["tokens"][-1]].lower()
        for mention in row["mentions"]
        if mention["sentence"] == sentence
        and mention["type"].startswith(kind)
        and row["tokens"][mention["tokens"][-1]][:1].isupper()
    }
    return tuple(sorted(found))


def by_stem(told: Mapping[str, Told], topic: Mapping[str, str]) -> Groups:
    """Mentions of a topic whose heads have one stem."""
    return _grouped({key: (topic[key], _HEADS[key]) for key in told})


def by_scorer(told: Mapping[str, Told], topic: Mapping[str, str]) -> Groups:
    """Mentions of a topic that the pair scorer joins."""
    of_topic: dict[str, list[str]] = defaultdict(list)
    for key in sorted(told):
        of_topic[topic[key]].append(key)
    edges = [
        edge(a, b, score)
        for keys in of_topic.values()
        for a, b in combinations(keys, 2)
        if (score := sameness(told[a], told[b])) >= JOIN
    ]
    return agglomerate(told, edges)


def _grouped(names: Mapping[str, Hashable]) -> Groups:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for key in sorted(names):
        found[names[key]].append(key)
    return [tuple(keys) for keys in found.values()]


def muc(gold: Groups, found: Groups) -> tuple[float, float]:
    """(recall, precision) of links (Vilain et al. 1995)."""

    def side(one: Groups, other: Groups) -> float:
        at = {key: number for number, keys in enumerate(other) for key in keys}
        kept = sum(len(keys) - len({at[key] for key in keys}) for keys in one)
        whole = sum(len(keys) - 1 for keys in one)
        return kept / whole if whole else 0.0

    return side(gold, found), side(found, gold)


def b_cubed(gold: Groups, found: Groups) -> tuple[float, float]:
    """(recall, precision) of mentions (Bagga and Baldwin 1998)."""

    def side(one: Groups, other: Groups) -> float:
        at = {key: number for number, keys in enumerate(other) for key in keys}
        total = sum(len(keys) for keys in one)
        return sum(n * n / len(keys) for keys in one for n in Counter(at[key] for key in keys).values()) / total

    return side(gold, found), side(found, gold)


def ceaf_e(gold: Groups, found: Groups) -> tuple[float, float]:
    """(recall, precision) of the best one-to-one pairing of groups (Luo 2005, phi-4)."""
    at = {key: number for number, keys in enumerate(found) for key in keys}
    likeness = np.zeros((len(gold), len(found)))
    for row, keys in enumerate(gold):
        for column, shared in Counter(at[key] for key in keys).items():
            likeness[row, column] = 2 * shared / (len(keys) + len(found[column]))
    rows, columns = linear_sum_assignment(-likeness)
    total = float(likeness[rows, columns].sum())
    return total / len(gold), total / len(found)


def scores(gold: Groups, found: Groups) -> dict[str, float]:
    """F1 of each measure, and their mean."""
    measures: dict[str, Callable[[Groups, Groups], tuple[float, float]]] = {"muc": muc, "b3": b_cubed, "ceafe": ceaf_e}
    made: dict[str, float] = {}
    for name, measure in measures.items():
        recall, precision = measure(gold, found)
        made[name] = round(2 * recall * precision / (recall + precision), 4) if recall + precision else 0.0
    made["conll"] = round(sum(made.values()) / 3, 4)
    return made


def main() -> None:
    if not DATA.exists():
        raise SystemExit("ECB+ is not under MEMCON_SHARED: nothing measured")
    told, chain, topic = mentions()
    gold = _grouped(chain)
    print(json.dumps({"mentions": len(told), "chains": len(gold), "singletons": sum(len(g) == 1 for g in gold)}))
    methods: Sequence[tuple[str, Groups]] = (
        ("same stem", by_stem(told, topic)),
        ("pair scorer", by_scorer(told, topic)),
    )
    for name, found in methods:
        print(name, json.dumps(scores(gold, found)))


if __name__ == "__main__":
    main()
