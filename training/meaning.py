"""What words mean in their sentence, by a larger sentence encoder: what the small body learns beside its roles.

    python training/meaning.py --pretrained MPNET_DIR --out meaning.npz
    python training/train_roles.py ... --meaning meaning.npz

The vectors of the tenth of MPNet's twelve layers tell the type of an act far better than those of a
body that was fine-tuned on roles alone (`bench/plover_types.py`). No label is used: texts are
Wikinews, official statements, PolNeAR train, news on Ukraine and machine-written stories, none of
them of PLV or PLOVER GSR. The file holds `vectors` (words pieces x 768, each column centred, scaled
to its deviation and cut at four deviations, as int8), `ids`, `kinds` and `sizes` of the windows.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from body import SHAPES, Network, Shape, distance_buckets, load_pretrained
from data import SHARED, rows, sentences_of
from plover_data import gsr_keys, key_of, stories
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from memcon.encoder.windows import cut_pieces, cut_windows

LAYER = 10
WINDOWS = (64, 128, 200)
STEPS_A_DEVIATION = 31.75
STORY, TEXT = 700, 5000
FIRST_ID = {"minilm": 0, "mpnet": 4, "mpnet7": 4}
"""How much the ids of a body's words lie above those of MiniLM."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """One window: MiniLM's ids of its pieces, their kinds, and the teacher's scaled vectors."""

    ids: np.ndarray
    kinds: np.ndarray
    vectors: np.ndarray


class Meaning(nn.Module):
    """The map from the body's last vectors to the teacher's; used in training only, never exported."""

    def __init__(self, hidden: int, size: int = 768) -> None:
        super().__init__()
        self.map = nn.Linear(hidden, size)

    def forward(self, vectors: Tensor) -> Tensor:
        mapped: Tensor = self.map(vectors)
        return mapped


def load_meant(path: Path) -> list[Meant]:
    """The windows of a file that this command wrote."""
    held = np.load(path)
    ids, kinds, vectors = held["ids"], held["kinds"], held["vectors"]
    edges = np.concatenate(([0], np.cumsum(held["sizes"])))
    return [Meant(ids=ids[a:b], kinds=kinds[a:b], vectors=vectors[a:b])
            for a, b in pairwise(edges)]  # fmt: skip


def meaning_loss(network: Network, meaning: Meaning, windows: list[Meant], first_id: int = 0) -> Tensor:
    """Mean squared error of the mapped vectors, in the teacher's deviations; about 1 before training."""
    shape = network.shape
    width = max(len(w.ids) for w in windows) + 2
    ids = torch.full((len(windows), width), shape.pad)
    kinds = torch.zeros_like(ids)
    inside = torch.zeros(ids.shape, dtype=torch.bool)
    for row, window in enumerate(windows):
        length = len(window.ids)
        ids[row, 0], ids[row, length + 1] = shape.begin, shape.end
        ids[row, 1 : length + 1] = torch.tensor(window.ids.astype(np.int64) + first_id)
        kinds[row, 1 : length + 1] = torch.tensor(window.kinds.astype(np.int64))
        inside[row, 1 : length + 1] = True
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = network.both(ids, kinds)[1]
    target = torch.cat([torch.tensor(w.vectors) for w in windows]).float() / STEPS_A_DEVIATION
    return functional.mse_loss(meaning(vectors.float()[inside]), target)


def open_texts() -> Iterator[str]:
    """News, official texts and stories that nobody marked, none of them a PLOVER gold record."""
    told = [f"{text[:STORY]}" for text, _ in stories()]
    random.Random(7).shuffle(told)
    banned = gsr_keys()
    yield from told[:3000]
    for name in ("demo_corpora/wikinews_en_2019_2020", "demo_corpora/us_russia_statements",
                 "ukraine_news_bias/articles", "polnear/train"):  # fmt: skip
        for row in rows(SHARED / "data" / f"{name}.jsonl.gz"):
            text = (row.get("text") or "\n".join(s["text"] for s in row.get("sentences", ())))[:TEXT]
            latin = sum(letter.isascii() for letter in text) > 0.97 * len(text)
            if len(text) > 80 and latin and not any(key_of(line) in banned for line in text.split("\n")):
                yield text


def write(pretrained: Path, out: Path, *, pieces: int) -> None:
    """Runs the teacher over about this many pieces of open text and writes what it gives."""
    tokenizer = Tokenizer.from_file(str(pretrained / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    network = Network(SHAPES["mpnet"], dropout=0.0)
    load_pretrained(network, pretrained / "model.safetensors")
    network.eval()
    rng = random.Random(5)
    texts = cut_pieces(tokenizer, [(text, sentences_of(text)) for text in open_texts()])
    windows = [(text, w.start, w.end) for text in texts
               for w in cut_windows(text, size=rng.choice(WINDOWS), context=0)]  # fmt: skip
    rng.shuffle(windows)
    total = np.cumsum([end - start for _, start, end in windows])
    windows = windows[: int(np.searchsorted(total, pieces)) + 1]
    windows.sort(key=lambda w: w[2] - w[1])
    found: list[np.ndarray] = []
    began = time.monotonic()
    for at in range(0, len(windows), 8):
        batch = [text.ids[start:end] for text, start, end in windows[at : at + 8]]
        found += _vectors(network, batch)
        if at % 800 == 0:
            print(f"{at} of {len(windows)} windows, {(time.monotonic() - began) / 60:.1f} min", flush=True)
    flat = np.concatenate(found)
    centre, deviation = flat[::3].astype(np.float32).mean(0), flat[::3].astype(np.float32).std(0) + 1e-3
    scaled = np.concatenate([_scaled(part, centre, deviation) for part in np.array_split(flat, 50)])
    np.savez(
        out, vectors=scaled, sizes=np.array([end - start for _, start, end in windows]),
        ids=np.concatenate([text.ids[start:end] - FIRST_ID["mpnet"] for text, start, end in windows]).astype(np.int32),
        kinds=np.concatenate([text.kinds[start:end] for text, start, end in windows]).astype(np.int8),
    )  # fmt: skip


def _scaled(vectors: np.ndarray, centre: np.ndarray, deviation: np.ndarray) -> np.ndarray:
    away = np.clip((vectors.astype(np.float32) - centre) / deviation, -4, 4)
    return np.rint(away * STEPS_A_DEVIATION).astype(np.int8)


def _vectors(network: Network, batch: list[np.ndarray]) -> list[np.ndarray]:
    """The vectors of `LAYER` for each window's pieces, in half precision."""
    shape: Shape = network.shape
    ids = torch.full((len(batch), max(map(len, batch)) + 2), shape.pad)
    for row, window in enumerate(batch):
        ids[row, : len(window) + 2] = torch.tensor([shape.begin, *window.tolist(), shape.end])
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        at = torch.arange(ids.shape[1]) + shape.first_position
        x = network.norm(network.words(ids) + network.places(at)[None])
        bias = (ids == shape.pad)[:, None, None, :].float() * -1e4
        bias = bias + network.distance(distance_buckets(at)).permute(2, 0, 1)[None]
        for layer in network.layers[:LAYER]:
            x = layer(x, bias)
    return [x[row, 1 : len(window) + 1].half().numpy() for row, window in enumerate(batch)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=600_000)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    write(arguments.pretrained, arguments.out, pieces=arguments.pieces)


if __name__ == "__main__":
    main()
