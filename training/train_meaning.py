"""Trains the small body that knows what words mean: MiniLM, drawn toward a larger encoder's vectors.

    python training/meaning.py --pretrained MPNET_DIR --out out/meaning.npz
    python training/train_meaning.py --pretrained MINILM_DIR --vectors out/meaning.npz --out out/meaning --minutes 15
    python training/export.py --checkpoint out/meaning/final.pt --pretrained MINILM_DIR --name meaning --version 1 \\
        --window 128 --context 0
    python training/train_types.py --name meaning --write

A body of its own: joined with the roles in one body (`train_roles.py --meaning`), roles lost 1.6 points
of exactness before types were within 3 points of this one. No label of any kind is used here.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from body import SHAPES, load_pretrained
from meaning import Meaning, load_meant, meaning_loss
from torch import nn
from train_roles import Model

BATCH = 16
WARM = 30


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=15.0)
    parser.add_argument("--lr", type=float, default=4e-4)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    arguments.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(0)
    windows = load_meant(arguments.vectors)
    model = Model(SHAPES["minilm"], dropout=0.05)
    network, meaning = model.network, Meaning(SHAPES["minilm"].hidden)
    load_pretrained(network, arguments.pretrained / "model.safetensors")
    network.words.weight.requires_grad = False
    body = [p for name, p in network.named_parameters() if not name.startswith(("head", "words"))]
    groups = [{"params": body, "lr": arguments.lr}, {"params": [*meaning.parameters()], "lr": 3e-3}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    peaks = [group["lr"] for group in optimizer.param_groups]
    network.train()
    began, step, mean = time.monotonic(), 0, 1.0
    while (done := (time.monotonic() - began) / 60 / arguments.minutes) < 1:
        for group, peak in zip(optimizer.param_groups, peaks, strict=True):
            group["lr"] = peak * min(1.0, (step + 1) / WARM) * (1 - done)
        # They lie in order of length, so that neighbours make a batch without waste.
        first = rng.randrange(len(windows) - BATCH)
        loss = meaning_loss(network, meaning, windows[first : first + BATCH])
        loss.backward()
        nn.utils.clip_grad_norm_(body, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        mean = 0.97 * mean + 0.03 * loss.item()
        if step % 50 == 0:
            print(json.dumps({"step": step, "done": round(done, 3), "loss": round(mean, 4)}), flush=True)
    torch.save({"model": model.state_dict(), "shape": "minilm"}, arguments.out / "final.pt")


if __name__ == "__main__":
    main()
