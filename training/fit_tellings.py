"""Fits the table by which two tellings are found to be of one matter (`telling_pairs.csv`).

    python training/fit_tellings.py [--write]

Every row of bench/linking.jsonl, of the opened sets bench/blind and bench/blind2 and of the opened batches is read by
the shipped reader; the marked encounters stand in for linking; each pair of tellings of two accounts is right when both
hold words that the set marks as the same or as two sides of one difference. The press accounts of the sets share more
than is marked: `telling_labels.json` has the pairs that looked like errors and were judged by eye (1 of one matter, -1
left out). A logistic table with a ridge penalty is fitted to the signs, a second one to the lean that comes out and the
distance to the best rivals of each of the two, a third one, of the pairs that the trained judge is asked about, to what
comes out of the second and to the judge's shares (left out where the model has no such head). Folds are by encounter.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "bench"
TABLE = ROOT / "src" / "memcon" / "lexicon" / "data" / "telling_pairs.csv"
LABELS = Path(__file__).with_name("telling_labels.json")
SETS = (
    "blind/encounters.jsonl", "blind2/encounters.jsonl", "batches/encounters-1.jsonl", "blind4/encounters.jsonl",
    "blind5/encounters.jsonl",
)  # fmt: skip
HALVED = "blind5"
"""Of this set only the even rows are fitted to: the odd ones tell whether a mend carries over."""
FOLDS = 8
MARGIN = 4.0
ALONE = 2.0
WORTH, TEN, THREE = 0.04, 10, 3
Floats = NDArray[np.float64]


def pairs_of(path: Path) -> Iterator[tuple[str, Any, Any, bool]]:
    """(encounter, telling, telling, whether of one matter) of one set."""
    sys.path.insert(0, str(BENCH))
    from blind_encounters import cases
    from given_encounters import given, marked_of_rows
    from linking import digests

    from memcon.lexicon import load_lexicon
    from memcon.link.actors import merge_actors
    from memcon.link.difference_view import members_of, views_of
    from memcon.link.pairings import Pairings
    from memcon.link.telling_align import party_stems
    from memcon.link.tellings import tellings_of

    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    if path.parent.name == HALVED:
        rows = [row for row in rows if int(row["id"].rpartition("-")[2]) % 2 == 0]
    lexicon = load_lexicon()
    pile, _ = merge_actors(digests(cases(rows)), lexicon=lexicon, pairings=Pairings())
    events = [event for digest in pile for event in digest.events]
    statements = [statement for digest in pile for statement in digest.statements]
    marks = dict(_marks(rows))
    labels = json.loads(LABELS.read_text("utf-8"))
    encounters, _ = given(marked_of_rows(rows), list(pile))
    by_id = {digest.article.id: digest for digest in pile}
    own = {article: article for article in by_id}
    views = views_of(encounters, by_id, members_of(pile, events, statements), own)
    for encounter in encounters:
        parties = party_stems(encounter, views[encounter.id], lexicon)
        told = [(view.article, tellings_of(view, parties)) for view in views[encounter.id]]
        for (one, mine), (other, theirs) in combinations(told, 2):
            held = [_held(units, marks.get(article, ())) for article, units in ((one, mine), (other, theirs))]
            for i, a in enumerate(mine):
                for j, b in enumerate(theirs):
                    right = bool(held[0].get(i, set()) & held[1].get(j, set()))
                    judged = labels.get(f"{a.text}\t{b.text}", labels.get(f"{b.text}\t{a.text}", 0))
                    if right or judged == 1 or (judged == 0 and not (a.contact and b.contact)):
                        yield encounter.id, a, b, right or judged == 1


def _marks(rows: list[Any]) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    for row in rows:
        found: dict[int, list[tuple[str, int, int]]] = {}
        groups = [[(s["account"], s["quote"]) for s in pair] for pair in row["same_statements"]]
        groups += [
            list(zip(d["accounts"], d["quotes"], strict=True))
            for d in row["differences"]
            if d["basis"] == "observed" and d["aspect"] not in ("omission", "place", "participants")
        ]
        for number, group in enumerate(groups):
            for account, quote in group:
                start = row["accounts"][account]["text"].find(quote) if quote else -1
                if start >= 0:
                    found.setdefault(account, []).append((f"{row['id']}/{number}", start, start + len(quote)))
        yield from ((f"{row['id']}-{account}", places) for account, places in found.items())


def _held(units: list[Any], marks: Any) -> dict[int, set[str]]:
    """The marks that each telling holds: each mark goes to the telling that has most of it."""
    held: dict[int, set[str]] = {}
    for name, start, end in marks:
        shares = [sum(max(0, min(s.end, end) - max(s.start, start)) for s in unit.spans) for unit in units]
        best = max(range(len(units)), key=shares.__getitem__, default=None)
        if best is not None and shares[best] > 0.4 * (end - start):
            held.setdefault(best, set()).add(name)
    return held


def fit(signs: Floats, right: Floats, ridge: float = 1.0) -> Floats:
    """The weights, the intercept first, by Newton steps."""
    x = np.c_[np.ones(len(signs)), signs]
    weights, penalty = np.zeros(x.shape[1]), np.eye(x.shape[1]) * ridge
    penalty[0, 0] = 0.0
    for _ in range(40):
        share = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve(
            (x * (share * (1 - share))[:, None]).T @ x + penalty, x.T @ (share - right) + penalty @ weights
        )
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return weights


def held_out(signs: Floats, right: Floats, groups: NDArray[np.int64]) -> Floats:
    """The lean of each pair by weights fitted without its encounter."""
    found = np.zeros(len(right))
    for fold in range(FOLDS):
        out = groups % FOLDS == fold
        weights = fit(signs[~out], right[~out])
        found[out] = np.c_[np.ones(out.sum()), signs[out]] @ weights
    return found


def margins(lean: Floats, keys: list[tuple[Any, Any]]) -> Floats:
    """For each pair how far it is above the best rival of either of the two, the smaller first."""
    found = np.full((len(lean), 2), ALONE)
    for side in (0, 1):
        rows: dict[Any, list[int]] = {}
        for index, key in enumerate(keys):
            rows.setdefault(key[side], []).append(index)
        for members in rows.values():
            for index in members:
                rivals = [lean[other] for other in members if other != index]
                if rivals:
                    found[index, side] = np.clip(lean[index] - max(rivals), -MARGIN, MARGIN)
    return np.sort(found, axis=1)


def asked_about(share: Floats, keys: list[tuple[Any, Any]]) -> list[int]:
    """The pairs that the judge is asked about: of every two accounts the likeliest ten, of each telling at most three.

    Linking asks about fewer; what the judge's word weighs is the same.
    """
    accounts: dict[Any, list[int]] = {}
    for index, (mine, theirs) in enumerate(keys):
        if share[index] >= WORTH:
            accounts.setdefault((mine[0], mine[1], theirs[1]), []).append(index)
    found: list[int] = []
    for members in accounts.values():
        taken: Counter[Any] = Counter()
        kept: list[int] = []
        for index in sorted(members, key=lambda i: (-share[i], i)):
            if len(kept) < TEN and max(taken[0, keys[index][0]], taken[1, keys[index][1]]) < THREE:
                kept.append(index)
                taken.update([(0, keys[index][0]), (1, keys[index][1])])
        found += kept
    return sorted(found)


def third(found: list[Any], before: Floats, keys: list[tuple[Any, Any]]) -> tuple[list[int], Floats, list[str]]:
    """Which pairs are judged, their lean by words beside the judge's signs, and the names of these columns."""
    from memcon.link.telling_judged import judged

    told = [(i, judged(found[i][1], found[i][2])) for i in asked_about(1 / (1 + np.exp(-before)), keys)]
    kept = [(i, one.signs) for i, one in told if one is not None]
    names = list(kept[0][1]) if kept else []
    return [i for i, _ in kept], np.array([[before[i], *signs.values()] for i, signs in kept]), ["third lean", *names]


def report(lean: Floats, right: Floats) -> None:
    """Prints precision and recall at some probabilities."""
    share = 1 / (1 + np.exp(-lean))
    for least in (0.3, 0.4, 0.5, 0.6):
        hits = right[share >= least].sum()
        print(f"  {least}: precision {hits / max(1, (share >= least).sum()):.3f} recall {hits / right.sum():.3f}")


def main() -> None:
    """Prints the figures of the folds; writes the table with --write."""
    from memcon.link.telling_pairs import signs_of

    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = [(f"{name} {e}", a, b, y) for name in SETS for e, a, b, y in pairs_of(BENCH / name)]
    told = [signs_of(a, b) for _, a, b, _ in found]
    names = list(told[0])
    signs = np.array([[one[name] for name in names] for one in told])
    right = np.array([float(y) for *_, y in found])
    order = {name: n for n, name in enumerate(dict.fromkeys(e for e, *_ in found))}
    groups = np.array([order[e] for e, *_ in found])
    keys = [((e, a.article, a.spans, b.article), (e, b.article, b.spans, a.article)) for e, a, b, _ in found]
    lean = held_out(signs, right, groups)
    second = np.c_[lean, margins(lean, keys)]
    print(len(right), "pairs,", int(right.sum()), "of one matter")
    report(lean, right)
    before = held_out(second, right, groups)
    report(before, right)
    asked, signs_asked, names_asked = third(found, before, keys)
    judging = []
    if asked:
        after = before.copy()
        after[asked] = held_out(signs_asked, right[asked], groups[asked])
        print(len(asked), "of them judged,", int(right[asked].sum()), "of one matter")
        report(after, right)
        judging = list(zip(["third intercept", *names_asked], fit(signs_asked, right[asked]), strict=True))
        print(judging)
    if options.write:
        weights = [*zip(["intercept", *names], fit(signs, right), strict=True)]
        labels = ["second intercept", "second lean", "second least", "second most"]
        weights += [*zip(labels, fit(second, right), strict=True), *judging]
        TABLE.write_text("sign,weight\n" + "".join(f"{name},{value:.3f}\n" for name, value in weights), "utf-8")


if __name__ == "__main__":
    main()
