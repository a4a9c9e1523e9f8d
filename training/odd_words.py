"""Trains the net that says how odd a word is in its place: writes src/memcon/lexicon/data/odd_words.npz.

    python training/odd_words.py [--words 2200000] [--epochs 4]

The texts are those whose words are counted (see rewording.py), each weighed by the table without its own counts. In
seven of ten texts a tenth, a fifth or a third of the content words are swapped, by one of four methods: WordNet
synonyms, words a step above, neighbours among the shipped word vectors, words of much the same frequency with the same
last letters. The net learns which words were swapped. Neither the tortured-phrases list nor the Moby thesaurus nor
any reworded text is seen: they are for measuring (bench/rewording.py). Needs torch, which the package does not.
"""

from __future__ import annotations

import argparse
import random

import numpy as np
import torch
from rewording import TABLES, without
from rewording_texts import by_frequency, by_neighbours, by_wordnet, counted, swapped

from memcon.link.odd_words import AROUND, WINDOW, tokens_of, words_seen
from memcon.link.word_meanings import word_meanings

SIZE, HIDDEN, LAST = 24, 48, 16
LENGTH, BATCH, GAP = 200, 32, 4
LEAST_TOKENS = 25


def examples(most: int) -> dict[str, np.ndarray]:
    """Rows of vectors, signs, which words are judged and which were swapped, text after text with gaps between."""
    chance = random.Random(1)
    texts = list(counted())
    chance.shuffle(texts)
    methods = (by_wordnet(pointers=False), by_wordnet(pointers=True), by_neighbours(), by_frequency())
    none = len(word_meanings().vectors) - 1
    rows, signs, judged, labels, size = [], [], [], [], 0
    for text in texts:
        tokens = tokens_of(text[:5000], 5000)
        if len(tokens) < LEAST_TOKENS:
            continue
        if size > most:
            break
        size += len(tokens)
        made = tokens
        if chance.random() >= 0.3:
            method, share = chance.choices(methods, (0.4, 0.2, 0.3, 0.1))[0], chance.choice((0.1, 0.2, 0.35))
            made = [swapped(token, method, share, chance) for token in tokens]
        with without(text):
            words = words_seen(made)
        rows.append(np.append(words.vectors, [none] * GAP))
        signs.append(np.pad(words.signs, ((0, GAP), (0, 0))).astype(np.float16))
        judged.append(np.pad(words.judged, (0, GAP)))
        labels.append(np.array([a != b for a, b in zip(tokens, made, strict=True)] + [False] * GAP))
    found = {"rows": rows, "signs": signs, "judged": judged, "labels": labels}
    return {name: np.concatenate(parts) for name, parts in found.items()}


class Net(torch.nn.Module):
    """What `memcon.link.odd_words` computes."""

    def __init__(self, vectors: torch.Tensor, signs: int) -> None:
        super().__init__()
        self.vectors = vectors
        width = vectors.shape[1]
        self.turned = torch.nn.Linear(width, SIZE * (len(AROUND) + 3), bias=False)
        self.query_bias = torch.nn.Parameter(torch.zeros(SIZE))
        self.first = torch.nn.Linear(width + signs + len(AROUND) + 2, HIDDEN)
        self.second = torch.nn.Linear(HIDDEN, LAST)
        self.last = torch.nn.Linear(LAST, 1)
        self.drop = torch.nn.Dropout(0.1)

    def forward(self, rows: torch.Tensor, signs: torch.Tensor) -> torch.Tensor:
        vectors = self.vectors[rows]
        asked, *seen = self.turned(vectors).split(SIZE, dim=-1)
        asked = asked + self.query_bias
        fits = [(asked * _shifted(values, step)).sum(-1) for step, values in zip(AROUND, seen, strict=False)]
        fits.append((asked * _around(seen[-2])).sum(-1))
        fits.append((asked * seen[-1].mean(1, keepdim=True)).sum(-1))
        shown = torch.cat([vectors, signs, torch.stack(fits, -1)], -1)
        found: torch.Tensor = self.last(self.second(self.drop(self.first(shown).relu())).relu())[..., 0]
        return found


def _shifted(values: torch.Tensor, step: int) -> torch.Tensor:
    found = torch.roll(values, -step, 1).clone()
    found[:, slice(-step, None) if step > 0 else slice(None, -step)] = 0
    return found


def _around(values: torch.Tensor) -> torch.Tensor:
    size = values.shape[1]
    summed = torch.nn.functional.pad(values.cumsum(1), (0, 0, 1, 0))
    first = torch.clamp(torch.arange(size) - WINDOW, min=0)
    last = torch.clamp(torch.arange(size) + WINDOW + 1, max=size)
    return (summed[:, last] - summed[:, first] - values) / (2 * WINDOW)


def _auc(odds: np.ndarray, labels: np.ndarray) -> float:
    ranks = np.empty(len(odds))
    ranks[np.argsort(odds)] = np.arange(len(odds))
    return float((ranks[labels].mean() - (labels.sum() - 1) / 2) / (~labels).sum())


def train(data: dict[str, np.ndarray], epochs: int) -> tuple[Net, np.ndarray, np.ndarray]:
    """The net, and the mean and spread of the signs."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    judged = data["judged"]
    seen = data["signs"][judged].astype(np.float32)
    mean, spread = seen.mean(0), seen.std(0) + 1e-3
    count = len(judged) // LENGTH

    def cut(values: np.ndarray) -> torch.Tensor:
        return torch.tensor(values[: count * LENGTH]).view(count, LENGTH, *values.shape[1:])

    rows, signs = cut(data["rows"]), cut((data["signs"].astype(np.float32) - mean) / spread)
    mask, labels = cut(judged), cut(data["labels"].astype(np.float32))
    kept = int(count * 0.96)
    net = Net(torch.tensor(word_meanings().vectors), signs.shape[-1])
    optimiser = torch.optim.Adam(net.parameters(), 2e-3, weight_decay=1e-5)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, 5e-3, total_steps=epochs * (kept // BATCH) + 1)
    for epoch in range(epochs):
        net.train()
        for start in (torch.randperm(kept // BATCH) * BATCH).tolist():
            part = slice(start, start + BATCH)
            odds = net(rows[part], signs[part])[mask[part]]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, labels[part][mask[part]])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            pace.step()
        net.eval()
        with torch.no_grad():
            odds = net(rows[kept:], signs[kept:])[mask[kept:]].numpy()
        print(f"epoch {epoch}: AUC by word {_auc(odds, labels[kept:][mask[kept:]].numpy() > 0.5):.4f}", flush=True)
    return net, mean, spread


def main() -> None:
    """Trains and writes the net."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", type=int, default=2_200_000)
    parser.add_argument("--epochs", type=int, default=4)
    given = parser.parse_args()
    net, mean, spread = train(examples(given.words), given.epochs)
    found = {"mean": mean, "spread": spread, "turned": net.turned.weight, "query_bias": net.query_bias}
    for name in ("first", "second", "last"):
        layer = getattr(net, name)
        found |= {name: layer.weight, f"{name}_bias": layer.bias}
    packed = {name: np.asarray(v.detach() if torch.is_tensor(v) else v) for name, v in found.items()}
    kinds = {name: np.float32 if name in ("mean", "spread") else np.float16 for name in packed}
    np.savez_compressed(TABLES / "odd_words.npz", **{name: v.astype(kinds[name]) for name, v in packed.items()})


if __name__ == "__main__":
    main()
