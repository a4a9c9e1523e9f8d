"""Pairs of articles in different languages that may be one text: they share numbers, days, states and names.

Every article is kept with its language, its day and hashes of what a translation would keep; an English article is
looked at beside one of another language when both were printed within some days and share enough of these.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray

from memcon.link.copy_texts import CopyText
from memcon.link.local_words import local_names, number_at, skeletons, state_keys
from memcon.link.text_facts import SMALL, Fact, text_facts
from memcon.model.article import Article

Keys = NDArray[np.uint32]
Pair = tuple[int, int]

NEARBY = 5
"""Days between a text and its translation."""
LEAST_SHARED, MOST_PARTNERS = 6, 6
MOST_KEYS = 160
MOST_HOLDERS = 200
"""A fact of more foreign articles than this tells nothing."""
LETTERS = 4
"""A name is known by so many letters of its skeleton, which leaves out endings."""
LIKELY = 0.6


@dataclass(frozen=True, slots=True)
class Tongue:
    """Whether an article is in another language than English, its day (ordinal, 0: not known), its facts' hashes."""

    foreign: bool
    day: int
    keys: Keys

    def to_bytes(self) -> bytes:
        """The same in a few hundred bytes."""
        head = np.array([self.day, int(self.foreign), len(self.keys)], dtype="<u4")
        return head.tobytes() + self.keys.astype("<u4").tobytes()


NO_TONGUE = Tongue(False, 0, np.zeros(0, dtype=np.uint32))


def tongue_from(data: bytes, at: int) -> tuple[Tongue, int]:
    """What `to_bytes` wrote at a place, and where it ends."""
    day, foreign, count = (int(value) for value in np.frombuffer(data, dtype="<u4", count=3, offset=at))
    keys = np.frombuffer(data, dtype="<u4", count=count, offset=at + 12)
    return Tongue(bool(foreign), day, keys), at + 12 + 4 * count


def language_of(article: Article) -> str:
    """The language of an article; English where none is known."""
    return (article.language or "en").split("-")[0].casefold()


def tongue_of(text: CopyText) -> Tongue:
    """What translations of an article would keep of it."""
    article = text.digest.article
    language = language_of(article)
    if language == "en":
        found = {key for token in text.tokens if not token[0].islower() for key in _english_keys(token)}
    else:
        found = {key for fact in text_facts(article.text, language).facts for key in _fact_keys(fact)}
    return Tongue(language != "en", _day(article.published), np.array(sorted(found)[:MOST_KEYS], dtype=np.uint32))


def _day(published: str | None) -> int:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0


@lru_cache(maxsize=200_000)
def _english_keys(token: str) -> tuple[int, ...]:
    if token[0].isdigit():
        found = number_at(token, 0, "en")
        return (_key("number", f"{found[0]:.10g}"),) if found and found[1] == len(token) and _telling(found[0]) else ()
    states = local_names("en").states
    named = [_key("state", states[key]) for key in state_keys(token) if key in states]
    return (*named, *(_key("name", form[:LETTERS]) for form in skeletons(token) if len(token) > 2))


def _fact_keys(fact: Fact) -> tuple[int, ...]:
    if fact.kind == "name":
        return tuple(_key("name", form[:LETTERS]) for form in fact.forms)
    if fact.kind == "number":
        value = float(fact.value)
        scaled = [value / scale for scale in (1, 1e3, 1e6, 1e9) if value >= scale]
        return tuple(_key("number", f"{one:.10g}") for one in scaled if _telling(one))
    return (_key(fact.kind, fact.value),)


def _telling(value: float) -> bool:
    return value >= SMALL or not value.is_integer()


def _key(kind: str, value: str) -> int:
    return zlib.crc32(f"{kind}:{value}".encode("utf-8", "surrogatepass"))


def in_other_languages(tongues: Sequence[Tongue], within: Set[int] | None = None) -> Iterable[tuple[float, Pair]]:
    """Pairs of an English and a foreign article worth comparing, with a likeness; `within`: that one of these is in."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, tongue in enumerate(tongues):
        if tongue.foreign:
            for key in tongue.keys.tolist():
                holders[key].append(index)
    if not holders:
        return
    if within is not None:
        # the foreign ones that may pair with one of these; of each of them all its English ones tell the likeliest
        mine = {
            other
            for index in within
            if not tongues[index].foreign
            for other in _shared(tongues[index], tongues, holders)
        }
        mine |= {index for index in within if tongues[index].foreign}
        few = {key: set(found) & mine for key, found in holders.items() if len(found) <= MOST_HOLDERS}
        holders = defaultdict(list, {key: sorted(found) for key, found in few.items() if found})
        if not holders:
            return
    shared: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, tongue in enumerate(tongues):
        if not tongue.foreign:
            for other, count in _shared(tongue, tongues, holders).items():
                shared[other].append((count, -index))
    for other in sorted(shared):
        for count, minus in nlargest(MOST_PARTNERS, shared[other]):
            if within is None or other in within or -minus in within:
                yield LIKELY + min(count, 100) / 1000, (min(-minus, other), max(-minus, other))


def _shared(tongue: Tongue, tongues: Sequence[Tongue], holders: dict[int, list[int]]) -> dict[int, int]:
    counts: Counter[int] = Counter()
    for key in tongue.keys.tolist():
        found = holders.get(key, ())
        if len(found) <= MOST_HOLDERS:
            counts.update(found)
    return {other: n for other, n in counts.items() if n >= LEAST_SHARED and _nearby(tongue.day, tongues[other].day)}


def _nearby(one: int, other: int) -> bool:
    return not one or not other or abs(one - other) <= NEARBY
