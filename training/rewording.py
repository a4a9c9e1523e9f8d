"""Makes the word tables of the rewording detector and fits its weights.

    python training/rewording.py table               writes src/memcon/lexicon/data/collocations.npz
    python training/rewording.py books --from DIR    writes src/memcon/lexicon/data/neighbours.npz
    python training/rewording.py fit                 prints WEIGHTS and BIAS for src/memcon/link/rewording.py

Between the last two comes `python training/odd_words.py`, which trains the net over single words. Counts come from
human news and official texts (PolNeAR train, half of Wikinews, half of the US and Russian statements, NewsMTSC, BABE,
ECB+ train, TimeBank and AQUAINT: the folder MEMCON_SHARED) and from the synthetic PLOVER stories; stand-ins from
WordNet 3.0 (Princeton University; Debian package `wordnet-base`). The table of books is made of the two English
frequency dictionaries that symspellpy 6.10.1 ships (MIT; after Google Books Ngrams, CC BY 3.0, and SCOWL): DIR holds
them. What it reaches on swaps that neither the net nor the fit saw says `python bench/rewording.py`.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rewording_texts import ROOT, articles, by_neighbours, by_wordnet, counted, held_out, other_prose, spin, wordnet
from scipy.optimize import minimize

from memcon.link.rewording import Signs, signs_of
from memcon.link.rewording_words import (
    BITS,
    BOOK_BITS,
    BOOK_LEAST,
    BOOK_PAIR_LEAST,
    BOOK_PAIR_STEPS,
    BOOK_STEPS,
    load_words,
)
from memcon.link.similarity import STOPWORDS

TABLES = ROOT / "src/memcon/lexicon/data"
BOOK_WORDS = 40_000
SMOOTH, STRONG, LEAST = 0.3, 2.0, 4
PRIOR, OTHER = 0.05, 6.0
"""One article in twenty is taken for reworded when the probability is fitted; a text that is no agency news counts six
times."""
_TOKEN = re.compile(r"[A-Za-z][A-Za-z’']*|\d[\d,.]*|[^\w\s]")


def make_table() -> None:
    single: Counter[str] = Counter()
    double: Counter[tuple[str, str]] = Counter()
    for text in counted():
        forms = [token.casefold() for token in _TOKEN.findall(text)]
        single.update(forms)
        double.update(itertools.pairwise(forms))
    words = sorted(word for word, count in single.items() if count >= 12 and word.isalpha())[: 2**BITS]
    number = {word: index for index, word in enumerate(words)}
    kept = {
        number[a] << BITS | number[b]: count
        for (a, b), count in double.items()
        if a in number and b in number and (count > 1 or not {a, b} & STOPWORDS)
    }
    keys = np.array(sorted(kept), dtype=np.uint32)
    total = sum(single[word] for word in words)
    slots = {
        word
        for (a, b), count in double.items()
        if count >= LEAST and a in number and b in number and not {a, b} & STOPWORDS
        and math.log((count + SMOOTH) / (single[a] * single[b] / total + SMOOTH)) >= STRONG
        for word in (a, b)
    }  # fmt: skip
    lines = [f"{word} {' '.join(sorted(found))}" for word, found in sorted(_stand_ins(slots).items())]
    np.savez_compressed(
        TABLES / "collocations.npz",
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        counts=np.array([single[word] for word in words], dtype=np.uint32),
        key_steps=np.diff(keys, prepend=np.uint32(0)),
        pairs=np.array([min(65535, kept[int(key)]) for key in keys], dtype=np.uint16),
        stand_ins=np.frombuffer("\n".join(lines).encode(), dtype=np.uint8),
    )
    print(f"{len(words)} words, {len(keys)} pairs, {len(lines)} stand-ins")


def _stand_ins(slots: set[str]) -> dict[str, set[str]]:
    """Words that may stand in place of the words of fixed terms, by the word that would be seen."""
    bases = slots | {word[: -len(e)] + put for word in slots for e, put in (("s", ""), ("es", ""), ("ies", "y"),
                     ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")) if word.endswith(e)}  # fmt: skip
    found: dict[str, set[str]] = defaultdict(set)
    for related in (wordnet(pointers=False), wordnet(pointers=True)):
        for word, others in related.items():
            for other in others:
                if other in bases:
                    found[word].add(other)
                if word in bases:
                    found[other].add(word)
    return found


def make_books(folder: Path) -> None:
    lines = (folder / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").splitlines()
    counts = {word: int(count) for word, count in map(str.split, lines) if word.isalpha() and word.isascii()}
    words = sorted(sorted(counts, key=lambda word: (-counts[word], word))[:BOOK_WORDS])
    number = {word: place for place, word in enumerate(words)}
    pairs: dict[int, int] = {}
    for line in (folder / "frequency_bigramdictionary_en_243_342.txt").read_text("utf-8-sig").splitlines():
        a, b, count = line.split()
        if a in number and b in number:
            pairs[number[a] << BOOK_BITS | number[b]] = int(count)
    keys = np.array(sorted(pairs), dtype=np.uint32)
    np.savez_compressed(
        TABLES / "neighbours.npz",
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        logs=_bytes([counts[word] for word in words], BOOK_LEAST, BOOK_STEPS),
        key_steps=np.diff(keys, prepend=np.uint32(0)),
        pairs=_bytes([pairs[int(key)] for key in keys], BOOK_PAIR_LEAST, BOOK_PAIR_STEPS),
    )
    print(f"{len(words)} words, {len(keys)} pairs")


def _bytes(counts: list[int], least: float, steps: int) -> np.ndarray:
    return np.round(steps * np.log(np.array(counts, dtype=np.float64) / least)).clip(0, 255).astype(np.uint8)


@contextlib.contextmanager
def without(text: str) -> Iterator[None]:
    """The table of the news as it would be had this text not been counted."""
    table = load_words()
    rows = np.array([table.number.get(token.casefold(), -1) for token in _TOKEN.findall(text)], dtype=np.int64)
    left, right = rows[:-1], rows[1:]
    known = (left >= 0) & (right >= 0)
    keys = (left[known] << BITS | right[known]).astype(np.uint32)
    places = np.minimum(np.searchsorted(table.keys, keys), len(table.keys) - 1)
    places = places[table.keys[places] == keys]
    touched = np.unique(places)
    before = table.pairs[touched].copy()
    np.subtract.at(table.pairs, places, 1)
    np.subtract.at(table.single, rows[rows >= 0], 1)
    left_over = table.pairs[touched]
    # the table leaves out pairs with a function word that were counted once
    table.pairs[touched] = np.where((left_over < 0) | ((left_over < 2) & _plain(touched)), 0, left_over)
    yield
    table.pairs[touched] = before
    np.add.at(table.single, rows[rows >= 0], 1)


def _plain(places: np.ndarray) -> np.ndarray:
    table = load_words()
    plain = np.array([word in STOPWORDS for word in table.words])
    return plain[table.keys[places] >> BITS] | plain[table.keys[places] & (2**BITS - 1)]


def _vector(text: str) -> list[float] | None:
    signs = signs_of(text)
    return [getattr(signs, name) for name in Signs.__dataclass_fields__] if signs else None


def examples() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Signs of human texts and of rewordings of them by three methods, which are which, and what each counts."""
    chance, rows, labels, weights = random.Random(5), [], [], []
    methods = (by_wordnet(pointers=False), by_wordnet(pointers=True), by_neighbours())
    texts = [(text, True, 1, 1.0) for text in articles() if len(text.split()) > 120]
    texts += [(text, False, 3, 1.0) for held in held_out().values() for text in held[::2]]
    texts += [(text, False, 2, OTHER) for held in other_prose(0).values() for text in held]
    for text, own, times, weight in texts:
        part = text[: chance.choice((700, 1200, 2500, 5000))]
        with without(text) if own else contextlib.nullcontext():
            made = [(part, 0.0)]
            for _ in range(times):
                made.append((spin(part, chance.choice(methods), chance.choice((0.12, 0.2, 0.3, 0.45)), chance), 1.0))
            found = [(_vector(one), label) for one, label in made]
        rows += [vector for vector, _ in found if vector]
        labels += [label for vector, label in found if vector]
        weights += [weight for vector, _ in found if vector]
    return np.array(rows), np.array(labels), np.array(weights)


def fit() -> None:
    """Prints weights and bias; markup and digits do not occur in these rewordings and keep their weights by hand."""
    x, y, weigh = examples()
    names = list(Signs.__dataclass_fields__)[:-2]
    x = x[:, :-2]
    middle, spread = x.mean(0), x.std(0)
    weigh *= np.where(y == 1, PRIOR / weigh[y == 1].sum(), (1 - PRIOR) / weigh[y == 0].sum()) * len(y)

    def loss(p: np.ndarray) -> float:
        z = (x - middle) / spread @ p[:-1] + p[-1]
        return float((weigh * (np.logaddexp(0, z) - y * z)).sum() + 0.25 * (p[:-1] ** 2).sum())

    found = minimize(loss, np.zeros(x.shape[1] + 1), method="L-BFGS-B").x
    weights = found[:-1] / spread
    bias = found[-1] - float(middle @ weights)
    z = x @ weights + bias
    print(dict(zip(names, np.round(weights, 3).tolist(), strict=True)), "bias", round(bias, 3))
    false, found_share = np.mean(z[y == 0] >= 0), np.mean(z[y == 1] >= 0)
    print(f"{int((1 - y).sum())} human texts, at .5 or more {false:.4f}; found {found_share:.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("table", "books", "fit"))
    parser.add_argument("--from", dest="folder", type=Path)
    given = parser.parse_args()
    if given.what == "books":
        make_books(given.folder)
    else:
        {"table": make_table, "fit": fit}[given.what]()
