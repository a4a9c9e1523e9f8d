"""Writes what the teacher thinks of every word: its label scores over PolNeAR train and over open text.

    python training/teach.py --checkpoint OUT/final.pt --pretrained DIR --out soft.npz

The file holds `scores` (words x labels, half precision, before the transitions), `ids` and `sizes` (how many
words each text has, in order) and the teacher's transitions. `train_roles.py --teacher soft.npz` learns from it:
both bodies cut text into the same words, so that the scores lie word for word beside the student's.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from data import HELD_OUT_FROM, Labelled, labelled_articles, open_articles
from export import load_model
from tokenizers import Tokenizer
from train_roles import Model

from memcon.encoder.spans import LABELS
from memcon.encoder.windows import cut_windows

WINDOW, CONTEXT = 254, 24


def scores_of(model: Model, article: Labelled) -> np.ndarray:
    """Label scores of each word, each seen with its neighbours as in reading. Shape: (words, labels)."""
    shape = model.network.shape
    pieces = article.pieces
    found = np.zeros((len(pieces.ids), len(LABELS)), dtype=np.float16)
    for window in cut_windows(pieces, size=WINDOW, context=CONTEXT):
        inside = slice(window.start, window.end)
        ids = torch.tensor(np.concatenate(([shape.begin], pieces.ids[inside], [shape.end])))[None]
        kinds = torch.tensor(np.concatenate(([0], pieces.kinds[inside], [0])))[None]
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            out = model.network(ids, kinds)[0, 1:-1, : len(LABELS)]
        core = slice(window.core_start - window.start, window.core_end - window.start)
        found[window.core_start : window.core_end] = out.float().numpy()[core]
    return found[pieces.first]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    model = load_model(arguments.checkpoint)
    tokenizer = Tokenizer.from_file(str(arguments.pretrained / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = [a for a in labelled_articles("train", tokenizer) if a.date < HELD_OUT_FROM]
    articles += open_articles(tokenizer)
    began = time.monotonic()
    scores = []
    for number, article in enumerate(articles, 1):
        scores.append(scores_of(model, article))
        if number % 100 == 0:
            print(f"{number} of {len(articles)}, {(time.monotonic() - began) / 60:.1f} min", flush=True)
    step, start, end = (table.detach().numpy() for table in model.transitions.tables())
    np.savez_compressed(
        arguments.out, scores=np.concatenate(scores), ids=np.array([a.id for a in articles]),
        sizes=np.array([len(s) for s in scores]), step=step, start=start, end=end,
    )  # fmt: skip


if __name__ == "__main__":
    main()
