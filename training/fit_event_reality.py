"""Fits the tables that weigh what the heads `act` and `real` say of an event that is told as done.

    python training/fit_event_reality.py [--name meaning] [--write]

`event_confidence_real.csv`: an event's own confidence (its row, sides and voice) and the log odds of `real`, clipped,
make the probability that it is right. `event_confidence_proposed.csv`: the same for what only the heads see, from the
log odds of the type and of `real`. Both are logistic, with a weak ridge, and fitted to events on texts that no rule was
made for and that the heads at work have not seen: each source of `SOURCES` is read with heads fitted to all others, and
bench/event_judgements.jsonl (events of real articles judged by hand; only their offsets are kept) with those fitted to
all. An event of a twin is right when it has the twin's type, one of a trap wrong unless the trap allows it; events of
other types in a twin are left out. Traps are rarer in newspapers than in these sets: both intercepts are then moved by
what makes the mean confidence of the events judged by hand the share of them that is right.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from act_data import BENCH, TRAPS, Told, bare_reader, own_acts, traps
from heads import head_of, write_heads
from plover_data import TYPES, root_of
from train_acts import ACT_POOLS, REAL_POOLS, Rows, fit_act, fit_real, gathered

from memcon.encoder.readouts import load_readouts
from memcon.ingest import Settings, make_reader
from memcon.lexicon.tables import DATA
from memcon.model.article import Article, article_id, text_sha256
from memcon.model.reading import Event
from memcon.read.event_confidence import REAL_LEAST, REAL_MOST, clipped, logit
from memcon.read.reader import Reader

SOURCES = ("acts", "blind2/traps", "batches/traps-1", "batches/traps-2")
JUDGED = BENCH / "event_judgements.jsonl"
JUDGED_WORTH = 2.0
PRIOR = np.array([0.0, 1.0, 0.8])
"""What the weights are drawn to: an event's own confidence as it stands."""

RIDGE = np.array([0.0, 12.0, 2.0])
Case = tuple[tuple[float, float], bool, float]


def with_heads(reader: Reader, rows: Rows) -> Reader:
    """The reader with heads fitted to these rows."""
    assert reader.meaning is not None
    model = reader.meaning.settings.sha256
    heads = [
        head_of("act", fit_act(rows), classes=TYPES, pools=ACT_POOLS, heat=0.75),
        head_of("real", fit_real(rows), classes=("no", "yes"), pools=REAL_POOLS, heat=1.0),
    ]
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "heads.npz"
        write_heads(path, heads, model=model)
        fitted = load_readouts(path, model=model)
    return replace(reader, meaning=replace(reader.meaning, readouts=fitted))


def cases_of(reader: Reader, told: Sequence[Told]) -> Iterator[tuple[bool, Case]]:
    """Whether proposed, and features, verdict and worth of each event told as done."""
    for one, reading in zip(told, reader.read(_article(t.text) for t in told), strict=True):
        for event in reading.events:
            wanted = root_of(event.type) == one.type
            if event.status not in ("done", "ongoing") or (one.happened and not wanted and one.type != "NONE"):
                continue
            found = features(event)
            if found is not None and event.type not in one.allows:
                yield found[0], (found[1], one.happened and wanted, 1.0)


def features(event: Event) -> tuple[bool, tuple[float, float]] | None:
    """Whether an event was proposed, and the two numbers its table takes; None where no head was asked."""
    told = {reason.name: reason.weight for reason in event.reasons}
    if "real" not in told:
        return None
    lean = logit(min(max(told["real"], 0.001), 0.999))
    if "base" not in told:
        return True, (logit(clipped(told["head"])), min(max(lean, -REAL_LEAST), REAL_MOST))
    return False, (logit(clipped(told["base"])), min(max(lean, -REAL_LEAST), REAL_MOST))


def judged(reader: Reader) -> Iterator[tuple[bool, Case]]:
    """The events judged by hand, as they are read now."""
    sys.path.insert(0, str(BENCH))
    from status import article_of, texts

    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    known = texts()
    for key in sorted({(row["file"], row["id"]) for row in rows}):
        (reading,) = reader.read([article_of(key[0], known[key])])
        for row in rows:
            if (row["file"], row["id"]) != key:
                continue
            for event in reading.events:
                if list(event.trigger) == row["trigger"] and event.type == row["type"]:
                    found = features(event)
                    if found is not None:
                        yield found[0], (found[1], row["right"], JUDGED_WORTH)


def fit(cases: Sequence[Case]) -> tuple[float, float, float]:
    """Intercept and the two weights."""
    x = np.array([[1.0, *case[0]] for case in cases])
    y, worth = np.array([float(case[1]) for case in cases]), np.array([case[2] for case in cases])
    weights = PRIOR.copy()
    for _ in range(40):
        share = 1.0 / (1.0 + np.exp(-x @ weights))
        slope = x.T @ (worth * (y - share)) - RIDGE * (weights - PRIOR)
        curve = (x.T * (worth * share * (1.0 - share))) @ x + np.diag(RIDGE)
        weights += np.linalg.solve(curve, slope)
    return tuple(round(float(weight), 3) for weight in weights)  # type: ignore[return-value]


def level(weights: tuple[float, float, float], cases: Sequence[Case]) -> float:
    """What must be added to the intercept so that the mean confidence of these events is the share of them right."""
    x = np.array([[1.0, *case[0]] for case in cases])
    right = np.mean([case[1] for case in cases])
    low, high = -4.0, 4.0
    for _ in range(60):
        middle = (low + high) / 2
        mean = (1.0 / (1.0 + np.exp(-x @ np.array(weights) - middle))).mean()
        low, high = (middle, high) if mean < right else (low, middle)
    return low


def main() -> None:
    """Prints both tables; with `--write` puts them into the lexicon's data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=Path, help="where train_acts.py keeps its rows")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    bare = bare_reader()
    told = [*own_acts(bare.lexicon), *(told for path in TRAPS for told in traps(path))]
    rows = gathered(bare, given.rows)
    sources = np.array([t.source for t in rows.told])
    full = make_reader(Settings(reader="fast"))
    found: dict[bool, list[Case]] = {True: [], False: []}
    for source in SOURCES:
        mine = [t for t in told if t.source == source]
        for proposed, case in cases_of(with_heads(full, rows.where(sources != source)), mine):
            found[proposed].append(case)
    real = list(judged(with_heads(full, rows)))
    for proposed, case in real:
        found[proposed].append(case)
    shift = level(fit(found[False]), [case for proposed, case in real if not proposed])
    for proposed, name, signs in (
        (False, "event_confidence_real", ("intercept", "base", "real")),
        (True, "event_confidence_proposed", ("intercept", "act", "real")),
    ):
        intercept, *rest = fit(found[proposed])
        weights = (round(intercept + shift, 3), *rest)
        print(name, len(found[proposed]), "events", sum(c[1] for c in found[proposed]), "right", weights)
        if given.write:
            with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(["sign", "weight", "source"])
                writer.writerows([sign, weight, "held-out"] for sign, weight in zip(signs, weights, strict=True))


def _article(text: str) -> Article:
    digest = text_sha256(text)
    return Article(id=article_id(sha256=digest, outlet=None, url=None), text=text, sha256=digest, language="en")


if __name__ == "__main__":
    main()
