"""Fits the settings beside an exported model on the held-out month: decoding, scores, opinion.

    python training/tune.py --name fast [--write] [--dev]

Every choice is made on the last month of PolNeAR train (opinion: on BABE outlets not trained on);
`--dev` only reports. Without `--write` nothing is changed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from data import HELD_OUT_FROM, OPINION_TEST, SHARED, judged_sentences, rows, sentences_of

from memcon.encoder import MODELS, Encoder, EncoderInput, RoleReading, load
from memcon.encoder.spans import ROLES, Mending

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from encoder_polnear import by_role, score_all, touch, trim

Rows = list[dict[str, Any]]


def articles(name: str) -> Rows:
    """PolNeAR's held-out month of train, or dev."""
    found = rows(SHARED / "data" / "polnear" / f"{name}.jsonl.gz")
    return [r for r in found if name == "dev" or r["date"] >= HELD_OUT_FROM]


class Replay:
    """Runs the network once over some articles, then reads them again under any settings."""

    def __init__(self, encoder: Encoder, found: Rows) -> None:
        self.rows = found
        self.inputs = [EncoderInput(text=r["text"], sentences=sentences_of(r["text"])) for r in found]
        self.encoder = encoder
        self.kept: dict[bytes, Any] = {}

    def run(self, _outputs: None, feed: dict[str, Any]) -> list[Any]:
        """Stands in for the session: what was computed once is given again."""
        key = feed["ids"].tobytes() + feed["kinds"].tobytes()
        if key not in self.kept:
            self.kept[key] = self.encoder.session.run(None, feed)
        return self.kept[key]

    def readings(self, **settings: Any) -> list[RoleReading]:
        changed = replace(self.encoder.settings, **settings)
        return Encoder(changed, self.encoder.tokenizer, self).roles(self.inputs)

    def figures(self, **settings: Any) -> dict[str, dict[str, float]]:
        return score_all(self.rows, self.readings(**settings))


def total(figures: dict[str, dict[str, float]]) -> float:
    """What is maximised: exact counts most, overlap and attribution beside it."""
    return figures["exact"]["all"] + 0.5 * (figures["overlap"]["all"] + figures["attribution"]["all"])


def tune_decoding(replay: Replay) -> dict[str, Any]:
    """The mending that scores best, then a lift of O against all labels if one helps."""
    tried = [(total(replay.figures(mending=Mending(bridge=b, shortest=s))), b, s)
             for b, s in itertools.product((0, 2, 4, 8, 12), (1, 4, 8, 12))]  # fmt: skip
    for row in sorted(tried, reverse=True)[:5]:
        print("mending", row)
    _, bridge, shortest = max(tried)
    mending = Mending(bridge=bridge, shortest=shortest)
    chain = replay.encoder.settings.chain
    best, lifted = total(replay.figures(mending=mending)), chain
    for lift in (-0.75, -0.5, -0.25, 0.25, 0.5):
        step = chain.step.copy()
        step[:, 0] += lift
        candidate = replace(chain, step=step)
        score = total(replay.figures(mending=mending, chain=candidate))
        print("lift", lift, round(score - best, 4))
        if score > best + 0.005:
            best, lifted = score, candidate
    return {"mending": mending, "chain": lifted}


def touched(replay: Replay, readings: Sequence[RoleReading]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """By role every span's score, and whether the span touches a gold span of its role."""
    found: dict[str, list[tuple[float, bool]]] = {role: [] for role in ROLES}
    for row, reading in zip(replay.rows, readings, strict=True):
        gold = by_role(row["attributions"])
        for span in reading.spans:
            right = touch([trim(row["text"], (span.start, span.end))], gold[span.role])
            found[span.role].append((span.score, right))
    return {role: (np.array([s for s, _ in pairs]), np.array([float(r) for _, r in pairs]))
            for role, pairs in found.items()}  # fmt: skip


def calibration_error(scores: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((scores * 10).astype(int), 9)
    return float(sum(abs(scores[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(scores))


def tune_sure(replay: Replay, chosen: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """For each role slope and offset at which a span's score is how often such a span is right."""
    plain = dict.fromkeys(ROLES, (1.0, 0.0))
    found = touched(replay, replay.readings(**chosen, sure=plain))
    return {role: tune_logistic(logit_of(scores), right) for role, (scores, right) in found.items()}


def report_sure(replay: Replay, **settings: Any) -> None:
    """Prints the calibration error of every role's scores."""
    found = touched(replay, replay.readings(**settings))
    print("calibration error", {role: round(calibration_error(*pair), 4) for role, pair in found.items()})


def logit_of(share: np.ndarray) -> np.ndarray:
    """The log odds, kept within what four decimals can tell."""
    kept = np.clip(share, 1e-4, 1 - 1e-4)
    return np.log(kept / (1 - kept))


def opinion_of(encoder: Encoder) -> tuple[np.ndarray, np.ndarray]:
    """Raw opinion logit and target of BABE sentences from outlets that were not trained on."""
    plain = Encoder(replace(encoder.settings, opinion=(1.0, 0.0)), encoder.tokenizer, encoder.session)
    raw = [r for r in rows(SHARED / "data" / "babe" / "SG2.jsonl.gz")
           if r["label_opinion"] != "No agreement" and str(r["outlet"]) in OPINION_TEST]  # fmt: skip
    target = [s.opinion for s in judged_sentences(encoder.tokenizer) if s.outlet in OPINION_TEST]
    read = plain.roles([EncoderInput(text=r["text"], sentences=[(0, len(r["text"]))]) for r in raw])
    return logit_of(np.array([r.opinion[0] for r in read])), np.array(target)


def tune_logistic(logit: np.ndarray, target: np.ndarray) -> tuple[float, float]:
    """Slope and offset by Newton's method on the log loss, halving steps that do not lower it."""
    x = np.stack([logit, np.ones_like(logit)], axis=1)

    def loss(w: np.ndarray) -> float:
        z = x @ w
        return float((np.logaddexp(0, z) - target * z).sum() + 1e-3 * (w @ w))

    w = np.array([1.0, 0.0])
    for _ in range(40):
        p = 0.5 + 0.5 * np.tanh(x @ w / 2)
        curve = (x * (p * (1 - p))[:, None]).T @ x + 2e-3 * np.eye(2)
        step = np.linalg.solve(curve, x.T @ (target - p) - 2e-3 * w)
        while loss(w + step) > loss(w) and np.abs(step).max() > 1e-9:
            step /= 2
        w = w + step
    return round(float(w[0]), 4), round(float(w[1]), 4)


def report_opinion(logit: np.ndarray, target: np.ndarray, fitted: tuple[float, float]) -> None:
    """Prints AUC and F1 of opinion against factual; the middle label is left out of both."""
    sure = target != 0.5
    x, y = logit[sure], target[sure] == 1
    auc = (x[y][:, None] > x[~y][None]).mean()
    said = fitted[0] * x + fitted[1] > 0
    f1 = 2 * (said & y).sum() / (said.sum() + y.sum())
    print(f"opinion: AUC {auc:.3f} F1 {f1:.3f} on {len(y)} sentences, {y.sum()} opinion")
    means = (x[~y].mean(), logit[~sure].mean(), x[y].mean())
    print("mean logit of factual, middle, opinion:", *(round(float(m), 2) for m in means))


def write(path: Path, chosen: dict[str, Any], opinion: tuple[float, float]) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    mending, chain = chosen["mending"], chosen["chain"]
    raw["mending"] = {"bridge": mending.bridge, "shortest": mending.shortest}
    raw["chain"]["step"] = [[round(v, 4) for v in row] for row in chain.step.tolist()]
    raw.update(sure=chosen["sure"], opinion=opinion)
    path.write_text(json.dumps(raw, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", default="fast")
    parser.add_argument("--folder", type=Path, default=MODELS)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--plain", action="store_true", help="score the settings as they are, tune nothing")
    arguments = parser.parse_args()
    encoder = load(arguments.name, folder=arguments.folder, threads=2)
    name = "dev" if arguments.dev else "train"
    replay = Replay(encoder, articles(name))
    print(json.dumps(replay.figures()))
    report_sure(replay)
    if arguments.plain or arguments.dev:
        return
    chosen = tune_decoding(replay)
    chosen["sure"] = tune_sure(replay, chosen)
    report_sure(replay, **chosen)
    logit, target = opinion_of(encoder)
    fitted = tune_logistic(logit, target)
    report_opinion(logit, target, fitted)
    print(json.dumps(replay.figures(**chosen)))
    if arguments.write:
        write(arguments.folder / f"{arguments.name}.json", chosen, fitted)


if __name__ == "__main__":
    main()
