"""Fits the tables that weigh the grammar's status of an act with the trained head and the signs of its clause.

    python training/fit_event_status.py [--folder DIR] [--pages DIR] [--write] [--errors]

`event_status.csv`: for each sign that the grammar goes by (memcon/read/event_status.py) the share of each true status,
counted over acts of known status, drawn to the sign's own status. `event_status_signs.csv`: a conditional logit over
these shares, the head's, and the signs of the clause (memcon/read/event_status_signs.py), with a ridge on the latter.

The acts are those of written/acts-*.jsonl, of the even rows of bench/status_labels.jsonl (the odd rows stay unseen) and
of bench/status_real.jsonl, all by offsets only. A label that can be defended counts as much as the others of its row
together. Printed are crossed figures, by articles, beside those of the grammar alone and of the counts and the head
without signs. `--pages` names a folder in which parsed pages are kept between runs.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from act_data import BENCH
from judged_data import written
from kept_pages import kept_pages, reader_with
from plover_data import root_of
from scipy.optimize import minimize

import memcon.read.event_reality as reality
from memcon.lexicon.tables import DATA
from memcon.lexicon.weighing import choice_rates
from memcon.model.article import Article, article_id, text_sha256
from memcon.model.span import Span
from memcon.read.event_status import SIGNS, STATUSES, leans, settled
from memcon.read.events import find_events
from memcon.read.page import Page
from memcon.read.reader import Reader

DRAWN = 3.0
"""How many further cases of its own status each sign is given, and of another status a tenth of that."""

REAL_WORTH = 3.0
"""How much a case of a real article counts beside one of a written passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One act: what the grammar goes by, the head's shares, the true status; `group` its article."""

    sign: str
    shares: Mapping[str, float]
    signs: Mapping[str, float]
    label: str
    also: frozenset[str]
    group: str
    real: bool
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One act as the reader judged it."""

    trigger: Span
    type: str
    states: frozenset[str]
    sign: str
    shares: Mapping[str, float]
    signs: Mapping[str, float]


def seen_in(page: Page) -> list[Seen]:
    """The acts of a page as they came to be judged."""
    found: list[Seen] = []
    plain, weigh, held = reality.status_signs, reality.weighed_status, {}

    def keep(page, frame, arguments, *rest):  # type: ignore[no-untyped-def]
        states = frozenset(reality.states_of(page, arguments))
        held.update(trigger=frame.trigger, type=frame.row.type, states=states)
        return plain(page, frame, arguments, *rest)

    def note(lexicon, sign, shares, signs):  # type: ignore[no-untyped-def]
        found.append(Seen(sign=sign, shares=shares, signs=signs, **held))
        return weigh(lexicon, sign, shares, signs)

    reality.status_signs, reality.weighed_status = keep, note
    try:
        find_events(page)
    finally:
        reality.status_signs, reality.weighed_status = plain, weigh
    return found


def best_of(found: Sequence[Seen], label: Mapping) -> Seen | None:
    """The act at a label, of its type if there is one."""
    span = Span(*label["trigger"])
    mine = [seen for seen in found if seen.trigger.overlaps(span)]
    return max(mine, key=lambda seen: (seen.type == label["type"], seen.trigger == span), default=None)


def written_cases(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The acts of the written passages that the dictionary finds too."""
    rows = [row for _, row in written("acts")]
    pages = kept_pages(reader, [plain_article(row["text"]) for row in rows], kept and kept / "acts-written.pages")
    for number, (row, page) in enumerate(zip(rows, pages, strict=True)):
        states = {reader.lexicon.state_of(row["source"]), reader.lexicon.state_of(row["target"])}
        nothing = row["type"] == "NONE"
        for seen in seen_in(page):
            if states <= seen.states and (nothing or root_of(seen.type) == root_of(row["type"])):
                label = "none" if nothing else row["status"]
                yield Case(sign=seen.sign, shares=seen.shares, signs=seen.signs, label=label, also=frozenset(),
                           group=f"written {number}", real=False)  # fmt: skip


def real_cases(reader: Reader, kept: Path | None) -> Iterator[Case]:
    """The acts of real articles: the even rows of the first set of labels, all rows of the second."""
    sys.path.insert(0, str(BENCH))
    import status
    import status_real

    rows = status.texts()
    for name, labels in (("status", status.labelled(status.LABELS)), ("real", status.labelled(status_real.LABELS))):
        keys = sorted(labels)
        articles = [status.article_of(key[0], rows[key]) for key in keys]
        pages = kept_pages(reader, articles, kept and kept / f"{name}.pages")
        for key, page in zip(keys, pages, strict=True):
            found = seen_in(page)
            for label in labels[key]:
                best = best_of(found, label) if label["half"] != "odd" else None
                if best is not None:
                    also = frozenset(label.get("also") or label.get("also_status") or ()) & frozenset(STATUSES)
                    yield Case(sign=best.sign, shares=best.shares, signs=best.signs, label=label["status"], also=also,
                               group=key[1], real=True, text=status.in_context(label, page.text))  # fmt: skip


def plain_article(text: str) -> Article:
    """A text as an article of no outlet and no day."""
    digest = text_sha256(text)
    return Article(id=article_id(sha256=digest, outlet=None, url=None), text=text, sha256=digest, language="en")


def counted(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """The share of each status under each sign."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        found[case.sign][case.label] += REAL_WORTH if case.real else 1.0
    table = {}
    for sign in SIGNS:
        own = sign.split()[0]
        held = {status: found[sign][status] + DRAWN * (1.0 if status == own else 0.1) for status in STATUSES}
        table[sign] = {status: count / sum(held.values()) for status, count in held.items()}
    return table


def whole() -> dict[str, float]:
    """The share of each status among the passages that the head was trained on."""
    counts = Counter(row["status"] if row["type"] != "NONE" else "none" for _, row in written("acts"))
    return {status: counts[status] / sum(counts.values()) for status in STATUSES}


def frequent(cases: Sequence[Case]) -> tuple[str, ...]:
    """The signs that enough acts of real articles have."""
    counts = Counter(name for case in cases if case.real for name in case.signs)
    return tuple(sorted(name for name, count in counts.items() if count >= LEAST_SEEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The counts by sign of the grammar, the signs of the clause, and the weights: of counts, head, signs by status."""

    table: Mapping[str, Mapping[str, float]]
    names: tuple[str, ...]
    weights: Mapping[str, float]


def fit(cases: Sequence[Case], base: Mapping[str, float], *, bare: bool = False) -> Fitted:
    """The weights under which the labels are likeliest, those of signs drawn to 0, the others to `DRAWN_TO`.

    With `bare` the signs are left out.
    """
    table, names = counted(cases), () if bare else frequent(cases)
    place = {name: number for number, name in enumerate(names)}
    x, fixed = np.zeros((len(cases), len(names))), np.zeros((2, len(cases), len(STATUSES)))
    first, held = np.zeros((2, len(cases), len(STATUSES)))
    for row, case in enumerate(cases):
        told = leans(table[case.sign], base, case.shares, {})
        for column, status in enumerate(STATUSES[:-1]):
            fixed[:, row, column] = told[status]["given"], told[status]["head"]
        for name in case.signs.keys() & place.keys():
            x[row, place[name]] = case.signs[name]
        for column, status in enumerate(STATUSES):
            first[row, column], held[row, column] = status == case.label, status in {case.label, *case.also}
    worth = np.array([REAL_WORTH if case.real else WRITTEN_WORTH for case in cases])[:, None]

    def loss(whole: np.ndarray) -> tuple[float, np.ndarray]:
        two, signs = whole[:2], whole[2:].reshape(len(names), len(STATUSES) - 1)
        sums = np.tensordot(two, fixed, 1)
        sums[:, :-1] += x @ signs
        share = np.exp(sums - sums.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        value, pull = 0.0, share * worth
        for marked, part in ((first, 1 - ALSO), (held, ALSO)):
            inside = (share * marked).sum(1, keepdims=True) + 1e-12
            value -= part * float((worth * np.log(inside)).sum())
            pull -= part * worth * share * marked / inside
        off = two - DRAWN_TO
        value += 0.5 * RIDGE * float((signs**2).sum() + (off**2).sum())
        slope = [(fixed * pull).sum((1, 2)) + RIDGE * off, (x.T @ pull[:, :-1] + RIDGE * signs).ravel()]
        return value, np.concatenate(slope)

    start = np.concatenate([DRAWN_TO, np.zeros(len(names) * (len(STATUSES) - 1))])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    signs = best[2:].reshape(len(names), len(STATUSES) - 1)
    named = {f"{s}: {n}": float(signs[row, column]) for row, n in enumerate(names) for column, s in
             enumerate(STATUSES[:-1])}  # fmt: skip
    return Fitted(table=table, names=names, weights={"given": float(best[0]), "head": float(best[1])} | named)


def rates_of(case: Case, base: Mapping[str, float], model: Fitted) -> dict[str, float]:
    """The probability of each status of a case."""
    rates = choice_rates(leans(model.table[case.sign], base, case.shares, case.signs), model.weights)
    return rates | {"none": max(0.0, 1.0 - sum(rates.values()))}


def fold_of(case: Case) -> int:
    """The fold of a case: all acts of an article are in one."""
    return int(hashlib.sha256(case.group.encode()).hexdigest(), 16) % FOLDS


def tell(name: str, told: Sequence[tuple[Case, str, float]]) -> None:
    """Prints how often a status is right: at first choice, defensibly, and among acts of one of the six statuses."""
    six = [(case, status) for case, status, _ in told if case.label in SIX]
    strict = sum(case.label == status for case, status in six) / len(six)
    lenient = sum(status in {case.label, *case.also} for case, status in six) / len(six)
    whole = sum(status in {case.label, *case.also} for case, status, _ in told) / len(told)
    sure = sum(share for _, _, share in told) / len(told)
    print(f"{name:34} six: strict {strict:.3f} defensible {lenient:.3f}; all: defensible {whole:.3f}, meant {sure:.3f}")


FOLDS = 5
LEAST_SEEN = 8
"""How many acts of real articles must have a sign."""

RIDGE, ALSO, WRITTEN_WORTH = 10.0, 0.4, 0.5
"""How strongly weights are drawn, the part of a row that its defensible labels share with its first, and what a written
passage counts beside `REAL_WORTH`; crossed figures hardly move for ridges of 3 to 30 and parts of .4 to .7."""

DRAWN_TO = np.array([1.0, 0.6])
"""The weights of counts and head before any label is seen."""

SIX = frozenset(STATUSES[:6])


def main() -> None:
    """Prints the crossed figures, and with `--write` writes the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--folder", type=Path, help="where the body trained without the sets is")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    reader = reader_with(given.folder)
    cases = [*written_cases(reader, given.pages), *real_cases(reader, given.pages)]
    base = whole()
    real = [case for case in cases if case.real]
    print(len(cases), "acts,", len(real), "of real articles", Counter(case.label for case in real))
    tell("grammar", [(case, case.sign.split()[0], 1.0) for case in real])
    for bare in (True, False):
        told = []
        for fold in range(FOLDS):
            held = [case for case in real if fold_of(case) == fold]
            model = fit([case for case in cases if fold_of(case) != fold], base, bare=bare)
            told += [(case, *settled(case.sign.split()[0], rates_of(case, base, model))) for case in held]
        tell("counts and head" if bare else "counts, head and signs", told)
    wrong = Counter((c.label, s) for c, s, _ in told if s not in {c.label, *c.also})
    print({f"{a} as {b}": n for (a, b), n in wrong.most_common()})
    if given.errors:
        for case, status, sure in told:
            if status not in {case.label, *case.also}:
                print(f"{case.label} as {status} {sure:.2f} ({case.sign})", case.text)
    model = fit(cases, base)
    if given.write:
        save("event_status", ((f"{sign}: {s}", share) for sign, shares in (("all", base), *model.table.items())
                              for s, share in shares.items()), "counted")  # fmt: skip
        save("event_status_signs", ((n, w) for n, w in model.weights.items() if abs(w) >= LEAST_WEIGHT), "fitted")


LEAST_WEIGHT = 0.02


def save(name: str, rows, source: str) -> None:  # type: ignore[no-untyped-def]
    """Puts a table into the package."""
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sign", "weight", "source"])
        writer.writerows([sign, round(value, 4), source] for sign, value in rows)


if __name__ == "__main__":
    main()
