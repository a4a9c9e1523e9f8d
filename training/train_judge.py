"""Teaches the body that knows what words mean to judge passages: what happened, what answers what, what is asked.

    python training/judged_data.py --out out/judged.jsonl
    python training/train_judge.py --start out/meaning/final.pt --vectors out/meaning.npz --data out/judged.jsonl \\
        --out out/judge

All heads are linear on the mean vectors of named pools of words (memcon/encoder/readouts.py) and are trained together
with the body; windows of open text hold the body near the larger encoder's vectors, so that heads fitted afterwards
(types, feelings) keep their footing. A fifth of each file's rows, and all of the files named by `--held`, are kept from
training and scored; `--all` trains on everything.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from body import SHAPES
from heads import heat_of, softmax
from meaning import Meaning, load_meant, meaning_loss
from torch import Tensor, nn
from torch.nn import functional
from train_roles import Model

from memcon.encoder.encoder import MODELS, VOCABULARY
from memcon.encoder.windows import cut_pieces
from memcon.encoder.wordpiece import WordPiece, load_vocabulary

LONGEST = 250
BATCH = 16
OPEN = 3
"""Windows of open text a step."""

ACT_POOLS = ("between", "path", "clause", "apex", "sentence", "source", "target")
REAL_POOLS = ("clause", "apex", "sentence")
CONTACT_POOLS = ("one", "other", "sentence")
POOLS: Mapping[str, Sequence[str]] = {
    "act": ACT_POOLS,
    "turn": ACT_POOLS,
    "real": REAL_POOLS,
    "status": REAL_POOLS,
    "contact": CONTACT_POOLS,
    "contact_status": CONTACT_POOLS,
    "answer": ("first", "second"),
    "outcome": ("first", "second"),
    "telling": ("first", "second"),
    "ask": ("sentence",),
    "forecast": ("sentence",),
}
WORDS = ("ask.cue", "ask.thing", "forecast.holder", "forecast.claim", "contact.words")
"""What single words are asked about: each piece says yes or no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One example as pieces; `tasks` are (head, class index, worth, a row of pieces for each pool)."""

    ids: np.ndarray
    kinds: np.ndarray
    tasks: Sequence[tuple[str, int, float, Sequence[np.ndarray]]]
    words: Mapping[int, np.ndarray]
    source: str
    text: str


Answer = tuple[str, int, float, Tensor]
"""Head, class, worth, logits."""


class Heads(nn.Module):
    """One linear layer a head, on its pools side by side, and one for single words."""

    def __init__(self, classes: Mapping[str, Sequence[str]], hidden: int) -> None:
        super().__init__()
        self.of = nn.ModuleDict(
            {name: nn.Linear(len(POOLS[name]) * hidden, len(labels)) for name, labels in classes.items()}
        )
        self.words = nn.Linear(hidden, len(WORDS))
        self.drop = nn.Dropout(0.15)


def load(path: Path) -> tuple[list[Known], dict[str, list[str]]]:
    """The examples of a file, and the classes of each head in order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    classes: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for each in row["tasks"]:
            classes[each["head"]].add(each["class"])
    ordered = {head: sorted(labels) for head, labels in sorted(classes.items())}
    tokenizer = WordPiece(load_vocabulary(MODELS / VOCABULARY), 0)
    cut = cut_pieces(tokenizer, [(row["text"], [tuple(s) for s in row["sentences"]]) for row in rows])
    return [_known(row, pieces, ordered) for row, pieces in zip(rows, cut, strict=True)], ordered


def _known(row: dict[str, Any], pieces: Any, classes: Mapping[str, Sequence[str]]) -> Known:
    start, end = pieces.start[:LONGEST], pieces.end[:LONGEST]

    def touched(spans: Sequence[Sequence[int]]) -> np.ndarray:
        found: set[int] = set()
        for a, b in spans:
            found.update(np.flatnonzero((end > a) & (start < b)).tolist())
        return np.array(sorted(found), dtype=np.int64)

    whole = np.arange(len(start))
    tasks = []
    for each in row["tasks"]:
        rows = []
        for name in POOLS[each["head"]]:
            inside = touched(each["pools"].get(name, ()))
            rows.append((inside if len(inside) else whole) + 1)
        tasks.append((each["head"], classes[each["head"]].index(each["class"]), each["worth"], rows))
    asked = {name.split(".")[0] for name in row.get("words", ())} | {t["head"] for t in row["tasks"]}
    words = {}
    for number, name in enumerate(WORDS):
        if name.split(".")[0] in asked:
            mark = np.zeros(len(start), dtype=np.float32)
            mark[touched(row.get("words", {}).get(name, ()))] = 1.0
            words[number] = mark
    return Known(
        ids=pieces.ids[:LONGEST], kinds=pieces.kinds[:LONGEST], tasks=tasks, words=words,
        source=row["source"], text=row["text"],
    )  # fmt: skip


def forward(model: Model, heads: Heads, batch: Sequence[Known]) -> tuple[list[Answer], Tensor, Tensor]:
    """What is told of every task of the batch, the words' logits and what they should be (-1: not asked)."""
    shape = model.network.shape
    width = max(len(one.ids) for one in batch) + 2
    ids = torch.full((len(batch), width), shape.pad)
    kinds = torch.zeros_like(ids)
    gold = torch.full((len(batch), width, len(WORDS)), -1.0)
    for row, one in enumerate(batch):
        length = len(one.ids)
        ids[row, 0], ids[row, length + 1] = shape.begin, shape.end
        ids[row, 1 : length + 1] = torch.tensor(one.ids)
        kinds[row, 1 : length + 1] = torch.tensor(one.kinds)
        for number, mark in one.words.items():
            gold[row, 1 : length + 1, number] = torch.tensor(mark)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = model.network.both(ids, kinds)[1]
    vectors = vectors.float()
    found = []
    for row, one in enumerate(batch):
        for head, label, worth, pools in one.tasks:
            x = torch.cat([vectors[row, torch.tensor(pool)].mean(dim=0) for pool in pools])
            found.append((head, label, worth, heads.of[head](heads.drop(x))))
    return found, heads.words(heads.drop(vectors)), gold


def loss_of(found: list[Answer], words: Tensor, gold: Tensor, smooth: float) -> Tensor:
    """Mean loss over the tasks (labels a little smoothed), and over the words asked about."""
    losses = [
        worth * functional.cross_entropy(logits[None], torch.tensor([label]), label_smoothing=smooth)
        for _, label, worth, logits in found
    ]
    loss = torch.stack(losses).mean()
    asked = gold >= 0
    if asked.any():
        loss = loss + functional.binary_cross_entropy_with_logits(words[asked], gold[asked])
    return loss


@torch.inference_mode()
def scored(model: Model, heads: Heads, rows: Sequence[Known], classes: Mapping[str, Sequence[str]]) -> None:
    """Prints share right, macro-F1 and, for two classes, the area under the curve, by head and file; then the heats."""
    model.eval()
    heads.eval()
    told: dict[tuple[str, str], list[tuple[int, np.ndarray]]] = defaultdict(list)
    for at in range(0, len(rows), 32):
        part = rows[at : at + 32]
        found, _, _ = forward(model, heads, part)
        sources = [one.source for one in part for _ in one.tasks]
        for source, (head, label, _, logits) in zip(sources, found, strict=True):
            told[head, source].append((label, logits.numpy()))
    heats: dict[str, float] = {}
    for head in classes:
        pairs = [pair for (name, _), found_ in told.items() if name == head for pair in found_]
        if pairs:
            heats[head] = round(heat_of(np.array([x for _, x in pairs]), np.array([label for label, _ in pairs])), 3)
    for (head, source), pairs in sorted(told.items()):
        gold = np.array([label for label, _ in pairs])
        share = softmax(np.array([x for _, x in pairs]))
        guess = share.argmax(axis=1)
        f1 = []
        for number in sorted(set(gold.tolist())):
            hit = ((guess == number) & (gold == number)).sum()
            f1.append(2 * hit / ((guess == number).sum() + (gold == number).sum()))
        line = f"{head:15} {source:20} {len(gold):5} right {np.mean(guess == gold):.3f} macro {np.mean(f1):.3f}"
        if len(classes[head]) == 2 and 0 < gold.mean() < 1:
            yes, no = share[gold == 1, 1], share[gold == 0, 1]
            line += f" area {(yes[:, None] > no[None]).mean():.3f}"
        print(line, flush=True)
    print("heats", json.dumps(heats), flush=True)
    model.train()
    heads.train()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--held", default="")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--head-lr", type=float, default=2e-3)
    parser.add_argument("--hold-on", type=float, default=0.5, help="weight of the larger encoder's vectors")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    rng = random.Random(0)
    arguments.out.mkdir(parents=True, exist_ok=True)
    rows, classes = load(arguments.data)
    held = set(arguments.held.split(",")) - {""}
    fold = [zlib.crc32(one.text.encode()) % 5 for one in rows]
    if arguments.all:
        train, test = rows, []
    else:
        own = [one.source in held or number == 0 for one, number in zip(rows, fold, strict=True)]
        train = [one for one, out in zip(rows, own, strict=True) if not out]
        test = [one for one, out in zip(rows, own, strict=True) if out]
    model = Model(SHAPES["minilm"], dropout=0.1)
    state = torch.load(arguments.start, weights_only=False, map_location="cpu")
    model.load_state_dict(state["model"])
    heads = Heads(classes, SHAPES["minilm"].hidden)
    meaning = Meaning(SHAPES["minilm"].hidden)
    if state.get("classes") == classes:  # a run that goes on from an earlier one
        heads.load_state_dict(state["heads"])
        meaning.load_state_dict(state["meaning"])
    windows = load_meant(arguments.vectors)
    network = model.network
    network.words.weight.requires_grad = False
    body = [p for name, p in network.named_parameters() if not name.startswith(("head", "words"))]
    groups = [
        {"params": body, "lr": arguments.lr},
        {"params": [*heads.parameters()], "lr": arguments.head_lr},
        {"params": [*meaning.parameters()], "lr": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    peaks = [group["lr"] for group in optimizer.param_groups]
    steps = arguments.epochs * (len(train) // BATCH + 1)
    step, mean, began = 0, [1.0, 1.0], time.monotonic()
    model.train()
    for epoch in range(arguments.epochs):
        order = sorted(range(len(train)), key=lambda i: len(train[i].ids) + 12 * rng.random())
        batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
        rng.shuffle(batches)
        for numbers in batches:
            rate = min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / steps)
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * rate
            loss = loss_of(*forward(model, heads, [train[i] for i in numbers]), smooth=0.05)
            first = rng.randrange(len(windows) // 2)
            near = meaning_loss(network, meaning, windows[first : first + OPEN])
            (loss + arguments.hold_on * near).backward()
            nn.utils.clip_grad_norm_([*body, *heads.parameters()], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            mean = [0.97 * m + 0.03 * v for m, v in zip(mean, (loss.item(), near.item()), strict=True)]
            if step % 50 == 0:
                told = {"step": step, "of": steps, "loss": round(mean[0], 4), "near": round(mean[1], 4)}
                print(json.dumps(told | {"minutes": round((time.monotonic() - began) / 60, 1)}), flush=True)
        print(f"epoch {epoch + 1}", flush=True)
        if test and epoch + 1 in (arguments.epochs - 2, arguments.epochs):
            scored(model, heads, test, classes)
    torch.save(
        {
            "model": model.state_dict(),
            "shape": "minilm",
            "heads": heads.state_dict(),
            "classes": classes,
            "meaning": meaning.state_dict(),
        },
        arguments.out / "final.pt",
    )


if __name__ == "__main__":
    main()
