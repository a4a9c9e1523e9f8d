"""Pairs of articles that may share a passage, found without comparing all with all.

Two nets: MinHash (rensa) over 3-word shingles for articles that are much the same, and rare
fingerprints for a passage inside otherwise different articles. A third runs
over names and numbers alone, which survive when a machine swaps the other words; a fourth, over what any translation
keeps, between articles of different languages (`copy_languages`).
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from memcon.link.copy_languages import NO_TONGUE, Tongue, in_other_languages, tongue_from, tongue_of
from memcon.link.copy_texts import CopyText

Hashes = NDArray[np.uint64]
Digests = NDArray[np.uint16]
Pair = tuple[int, int]

BANDS, ROWS, SEED = 64, 3, 20211
SHINGLE, KEY, WINDOW = 3, 10, 3
LEAST_SHINGLES = 8
MOST_IN_BUCKET = 40
"""With more articles than this in a bucket only neighbours are paired: cost stays linear."""
MOST_PARTNERS = 12
"""Of a form letter's thousand near copies each article is compared with its likeliest few."""
LIKELY_COPY, SAME_NAMES = 0.12, 0.5
MOST_PRINTS = 100
"""With so many shared fingerprints two articles count as likely copies, with fewer as that much less likely."""
STOCK = 20
"""A phrase of 10 words in more articles than this is a stock phrase (or a whole story, which MinHash finds)."""
_FACTORS = np.array([0x9E3779B97F4A7C15 * (2 * k + 1) % 2**64 | 1 for k in range(KEY)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of an article is kept to find copies by: MinHash of its names and of its words, fingerprints of passages,
    and what translations of it keep.

    The two digests are empty where the article has too few names or words to tell.
    """

    names: Digests
    words: Digests
    prints: Hashes
    tongue: Tongue = NO_TONGUE

    def to_bytes(self) -> bytes:
        """The sketch in some two thousand bytes."""
        sizes = np.array([len(self.names) | _WITH_TONGUE, len(self.words)], dtype="<u2")
        parts = (sizes, self.names.astype("<u2"), self.words.astype("<u2"))
        tail = self.prints.astype("<u8").tobytes()
        return b"".join(part.tobytes() for part in parts) + self.tongue.to_bytes() + tail


_WITH_TONGUE = 0x8000
"""Marks sketches that say what translations keep; earlier records have others."""


def sketch_from(data: bytes) -> Sketch:
    """The sketch that `to_bytes` wrote."""
    names, words = (int(size) for size in np.frombuffer(data, dtype="<u2", count=2))
    told, names = names & _WITH_TONGUE, names & ~_WITH_TONGUE
    at = 4 + 2 * names
    tongue, end = tongue_from(data, at + 2 * words) if told else (NO_TONGUE, at + 2 * words)
    return Sketch(
        names=np.frombuffer(data, dtype="<u2", count=names, offset=4),
        words=np.frombuffer(data, dtype="<u2", count=words, offset=at),
        prints=np.frombuffer(data[end:], dtype="<u8"),
        tongue=tongue,
    )


def sketch_of(text: CopyText) -> Sketch:
    """The sketch of one article."""
    hashes = word_hashes(text.forms)
    return Sketch(
        names=_digest(_shingles(_names(text), 2)),
        words=_digest(_shingles(hashes, SHINGLE)),
        prints=_fingerprints(hashes),
        tongue=tongue_of(text),
    )


@dataclass(frozen=True, slots=True)
class Candidates:
    """Index pairs (smaller first, sorted) of articles worth comparing, and the hashes of stock phrases.

    `thin` are those of the pairs that share a phrase and are otherwise unlike.
    """

    pairs: list[Pair]
    thin: frozenset[Pair]
    stock: frozenset[int]


def candidates(sketches: Sequence[Sketch], fresh: Set[int] | None = None) -> Candidates:
    """The pairs among some articles, by their sketches; with `fresh` (indices) those pairs that one of these is in.

    The second costs little more than reading the sketches of the others, and tells of no other stock phrases than those
    that one of the fresh articles has.
    """
    found, alike, stock = _alike(sketches, fresh)
    if fresh is None:
        pairs = _likeliest(found)
    else:
        sure = set(_likeliest(found, fresh))
        # whether a pair is among the likeliest of its other article, only all the pairs of that one tell
        asked = {one for pair in found.keys() - sure for one in pair} - fresh
        if asked:
            found, alike, stock = _alike(sketches, {*fresh, *asked})
        pairs = [pair for pair in _likeliest(found, {*fresh, *asked}) if not fresh.isdisjoint(pair)]
    return Candidates(pairs, frozenset(pairs) - alike, stock)


def still_likely(sketches: Sequence[Sketch], pairs: Set[Pair]) -> set[Pair]:
    """Those of the pairs that are among the likeliest of one of their articles still: likelier ones may have joined."""
    ends = {one for pair in pairs for one in pair}
    return set(pairs).intersection(_likeliest(_alike(sketches, ends)[0], ends)) if ends else set()


def _alike(sketches: Sequence[Sketch], within: Set[int] | None) -> tuple[dict[Pair, float], set[Pair], frozenset[int]]:
    """How alike the pairs are (all, or those that one of `within` is in), those alike as a whole, stock phrases."""
    shared, stock = _same_passage([sketch.prints for sketch in sketches], within)
    found = {pair: min(count, MOST_PRINTS) / MOST_PRINTS * LIKELY_COPY for pair, count in shared.items()}
    alike: set[Pair] = set()
    for likeness, pair in (
        *_same_digest([sketch.names for sketch in sketches], SAME_NAMES, within),
        *_same_digest([sketch.words for sketch in sketches], LIKELY_COPY, within),
        *in_other_languages([sketch.tongue for sketch in sketches], within),
    ):
        found[pair] = max(likeness, found.get(pair, 0.0))
        alike.add(pair)
    return found, alike, stock


def _digest(shingles: Hashes) -> Digests:
    if len(shingles) < LEAST_SHINGLES:
        return np.zeros(0, dtype=np.uint16)
    offsets = np.array([0, len(shingles)], dtype=np.uint64)
    rows = RMinHash.digest_matrix_from_flat_token_hashes(shingles, offsets, BANDS * ROWS, SEED).to_rows()
    # sixteen bits of each of 192 hashes are enough to tell equal from unequal
    return np.array(rows[0], dtype=np.uint64).astype(np.uint16)


def _likeliest(found: dict[Pair, float], of: Set[int] | None = None) -> list[Pair]:
    """The pairs that are among the likeliest of one of their articles (one of `of`), sorted: no pile costs more than
    its length."""
    partners: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    for pair, likeness in found.items():
        for one in pair:
            if of is None or one in of:
                partners[one].append((-likeness, pair))
    return sorted({pair for ranked in partners.values() for _, pair in nsmallest(MOST_PARTNERS, ranked)})


def stock_share(hashes: Hashes, stock: frozenset[int]) -> float:
    """The share of the 10-word shingles of a run of word hashes that are stock phrases."""
    if not stock or len(hashes) < KEY:
        return 0.0
    # only one shingle in some is sampled as a fingerprint, so a stock run shows as a few hits, not all
    hits = sum(value in stock for value in _mix(hashes, KEY).tolist())
    return hits / max(1.0, (len(hashes) - KEY + 1) / WINDOW)


def word_hashes(forms: Sequence[str]) -> Hashes:
    """A 64-bit hash of each word, the same everywhere."""
    return np.fromiter(map(_hash, forms), dtype=np.uint64, count=len(forms))


@lru_cache(maxsize=300_000)
def _hash(form: str) -> int:
    data = form.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1], len(data))


def _names(text: CopyText) -> Hashes:
    # a capital inside a sentence or a digit: what a rewording machine leaves alone
    return word_hashes([form for form, token in zip(text.forms, text.tokens, strict=True) if _named(token[0])])


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


def _same_digest(digests: Sequence[Digests], least: float, within: Set[int] | None) -> Iterable[tuple[float, Pair]]:
    kept = [index for index, found in enumerate(digests) if len(found)]
    if len(kept) < 2:
        return
    table = np.stack([digests[index] for index in kept])
    mine = None if within is None else np.array([at for at, index in enumerate(kept) if index in within], dtype=np.intp)
    pairs = np.array(sorted(_band_pairs(table, mine)), dtype=np.intp).reshape(-1, 2)
    for start in range(0, len(pairs), 10_000):
        part = pairs[start : start + 10_000]
        likeness = (table[part[:, 0]] == table[part[:, 1]]).mean(axis=1)
        for row in np.flatnonzero(likeness >= least):
            yield float(likeness[row]), (kept[part[row, 0]], kept[part[row, 1]])


def _band_pairs(digests: Digests, mine: NDArray[np.intp] | None) -> set[Pair]:
    """Pairs of rows with an equal band, with `mine` those that one of these rows is in."""
    chosen = None if mine is None else frozenset(mine.tolist())
    found: set[Pair] = set()
    for band in range(BANDS):
        values = np.zeros(len(digests), dtype=np.uint64)
        for row in range(ROWS):
            values = values * _FACTORS[2] + digests[:, band * ROWS + row]
        owners = np.arange(len(digests))
        if mine is not None:
            owners = np.flatnonzero(_among(values, values[mine]))
        pairs = _pairs_of_equal(values[owners], owners)
        found.update(pairs if chosen is None else (pair for pair in pairs if not chosen.isdisjoint(pair)))
    return found


def _among(values: Hashes, wanted: Hashes) -> NDArray[np.bool_]:
    """Which of the values are among the few that are wanted."""
    few = np.unique(wanted)
    if not len(few):
        return np.zeros(len(values), dtype=np.bool_)
    return np.asarray(few[np.minimum(np.searchsorted(few, values), len(few) - 1)] == values)


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


def print_places(hashes: Hashes) -> dict[int, int]:
    """The fingerprints of a text's words, each with the word that it begins at (its last place)."""
    prints = set(_fingerprints(hashes).tolist())
    return {value: place for place, value in enumerate(_mix(hashes, KEY).tolist()) if value in prints} if prints else {}


def _fingerprints(hashes: Hashes) -> Hashes:
    """Shingles of 10 words, the smallest of each 3 in a row: two texts that share 12 words share one of them."""
    count = len(hashes) - KEY + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    mixed = _mix(hashes, KEY)
    if count < WINDOW:
        return np.unique(mixed.min(keepdims=True))
    return np.unique(np.lib.stride_tricks.sliding_window_view(mixed, WINDOW).min(axis=1))


def _same_passage(fingerprints: Sequence[Hashes], within: Set[int] | None) -> tuple[Mapping[Pair, int], frozenset[int]]:
    """How many rare fingerprints pairs share, and the fingerprints that too many share to tell anything."""
    if not fingerprints or (within is not None and not within):
        return {}, frozenset()
    owners = np.repeat(np.arange(len(fingerprints)), [len(found) for found in fingerprints])
    values = np.concatenate(list(fingerprints))
    if within is not None:
        wanted = _among(values, np.concatenate([fingerprints[index] for index in sorted(within)]))
        values, owners = values[wanted], owners[wanted]
    distinct, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    rare = (counts[place] > 1) & (counts[place] <= STOCK)
    equal = _pairs_of_equal(values[rare], owners[rare]) if rare.any() else ()
    pairs = Counter(pair for pair in equal if within is None or not within.isdisjoint(pair))
    return pairs, frozenset(distinct[counts > STOCK].tolist())
