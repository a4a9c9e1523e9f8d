"""Pairs of articles that may share a passage, found without comparing all with all.

Two nets: MinHash (rensa) over 3-word shingles for articles that are much the same, and rare
fingerprints for a passage inside otherwise different articles. A third runs
over names and numbers alone, which survive when a machine swaps the other words.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from memcon.link.copy_texts import CopyText

Hashes = NDArray[np.uint64]
Pair = tuple[int, int]

BANDS, ROWS, SEED = 64, 3, 20211
SHINGLE, KEY, WINDOW = 3, 8, 5
LEAST_SHINGLES = 8
MOST_IN_BUCKET = 40
"""With more articles than this in a bucket only neighbours are paired: cost stays linear."""
MOST_PARTNERS = 12
"""Of a form letter's thousand near copies each article is compared with its likeliest few."""
LIKELY_COPY, SAME_NAMES = 0.12, 0.5
STOCK = 20
"""A phrase of 8 words in more articles than this is a stock phrase (or a whole story, which MinHash finds)."""
_FACTORS = np.array([0x9E3779B97F4A7C15 * (2 * k + 1) % 2**64 | 1 for k in range(KEY)], dtype=np.uint64)


def candidate_pairs(texts: Sequence[CopyText]) -> tuple[list[Pair], frozenset[int]]:
    """Index pairs (smaller first, sorted) of articles worth aligning, and the hashes of stock phrases."""
    hashes = [word_hashes(text.words.forms) for text in texts]
    pairs, stock = _same_passage([_fingerprints(h) for h in hashes])
    found: dict[Pair, float] = dict.fromkeys(pairs, 0.0)
    for likeness, pair in (
        *_same_digest([_shingles(_names(text), 2) for text in texts], SAME_NAMES),
        *_same_digest([_shingles(h, SHINGLE) for h in hashes], LIKELY_COPY),
    ):
        found[pair] = max(likeness, found.get(pair, 0.0))
    return _likeliest(found), stock


def _likeliest(found: dict[Pair, float]) -> list[Pair]:
    """The pairs that are among the likeliest of one of their articles, sorted: no pile costs more than its length."""
    partners: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    for pair, likeness in found.items():
        for one in pair:
            partners[one].append((-likeness, pair))
    return sorted({pair for ranked in partners.values() for _, pair in nsmallest(MOST_PARTNERS, ranked)})


def stock_share(hashes: Hashes, stock: frozenset[int]) -> float:
    """The share of the 8-word shingles of a run of word hashes that are stock phrases."""
    if not stock or len(hashes) < KEY:
        return 0.0
    # only one shingle in some is sampled as a fingerprint, so a stock run shows as a few hits, not all
    hits = sum(value in stock for value in _mix(hashes, KEY).tolist())
    return hits / max(1.0, (len(hashes) - KEY + 1) / WINDOW)


def word_hashes(forms: Sequence[str]) -> Hashes:
    """A 64-bit hash of each word, the same everywhere."""
    return np.fromiter((_hash(form) for form in forms), dtype=np.uint64, count=len(forms))


def _hash(form: str) -> int:
    data = form.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1], len(data))


def _names(text: CopyText) -> Hashes:
    # a capital inside a sentence or a digit: what a rewording machine leaves alone
    article = text.digest.article.text
    kept = [form for form, start in zip(text.words.forms, text.words.starts, strict=True) if _named(article[start])]
    return word_hashes(kept)


def _named(first: str) -> bool:
    return first.isupper() or first.isdigit()


def _shingles(hashes: Hashes, size: int) -> Hashes:
    """Sorted distinct hashes of `size` neighbouring words; wraps around 2**64."""
    return np.unique(_mix(hashes, size)) if len(hashes) >= size else np.zeros(0, dtype=np.uint64)


def _mix(hashes: Hashes, size: int) -> Hashes:
    count = len(hashes) - size + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        mixed += hashes[offset : offset + count] * _FACTORS[offset]
    return mixed ^ (mixed >> np.uint64(29))


def _same_digest(shingles: Sequence[Hashes], least: float) -> Iterable[tuple[float, Pair]]:
    kept = [index for index, found in enumerate(shingles) if len(found) >= LEAST_SHINGLES]
    if len(kept) < 2:
        return
    offsets = np.cumsum([0, *(len(shingles[index]) for index in kept)]).astype(np.uint64)
    flat = np.concatenate([shingles[index] for index in kept])
    rows = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, BANDS * ROWS, SEED).to_rows()
    digests = np.array(rows, dtype=np.uint64)
    for one, other in sorted(_band_pairs(digests)):
        likeness = float((digests[one] == digests[other]).mean())
        if likeness >= least:
            yield likeness, (kept[one], kept[other])


def _band_pairs(digests: Hashes) -> set[Pair]:
    found: set[Pair] = set()
    for band in range(BANDS):
        values = np.zeros(len(digests), dtype=np.uint64)
        for row in range(ROWS):
            values = values * _FACTORS[2] + digests[:, band * ROWS + row]
        found.update(_pairs_of_equal(values, np.arange(len(digests))))
    return found


def _pairs_of_equal(values: Hashes, owners: NDArray[np.intp]) -> Iterable[Pair]:
    """Pairs of owners that hold an equal value; of a crowd only each with the next (enough to join them)."""
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    edges = np.flatnonzero(np.diff(values)) + 1
    starts = np.concatenate(([0], edges))
    ends = np.concatenate((edges, [len(values)]))
    for start, end in zip(starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True):
        members = owners[start:end].tolist()
        if len(members) <= MOST_IN_BUCKET:
            yield from combinations(members, 2)
        else:
            yield from pairwise(members)


def _fingerprints(hashes: Hashes) -> Hashes:
    """Shingles of 8 words, the smallest of each 5 in a row: two texts that share 12 words share one of them."""
    count = len(hashes) - KEY + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    mixed = _mix(hashes, KEY)
    if count < WINDOW:
        return np.unique(mixed.min(keepdims=True))
    return np.unique(np.lib.stride_tricks.sliding_window_view(mixed, WINDOW).min(axis=1))


def _same_passage(fingerprints: Sequence[Hashes]) -> tuple[set[Pair], frozenset[int]]:
    """Pairs that share a rare fingerprint, and the fingerprints that too many share to tell anything."""
    if not fingerprints:
        return set(), frozenset()
    owners = np.repeat(np.arange(len(fingerprints)), [len(found) for found in fingerprints])
    values = np.concatenate(list(fingerprints))
    distinct, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    rare = (counts[place] > 1) & (counts[place] <= STOCK)
    pairs = set(_pairs_of_equal(values[rare], owners[rare])) if rare.any() else set()
    return pairs, frozenset(distinct[counts > STOCK].tolist())
