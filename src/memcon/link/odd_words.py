"""How odd each word of a text is in its place: the log-odds that a machine put it there for another.

`The chief pastor advised journalists of the truce` gives high values to `pastor` (no news has `chief pastor`, though
`minister` may stand there) and to `advised`, low ones to `truce`. A small net weighs, for each lower-case word of four
letters or more that is no function word: how often it stands in news and in books; how often with its neighbours,
beside what chance would give; how much better another word of its meaning would fit; and how its vector goes with
those of the words around it. It was trained on human texts some of whose words were swapped (training/odd_words.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memcon.link.rewording_words import BookTable, Rows, WordTable, load_books, load_words
from memcon.link.similarity import STOPWORDS
from memcon.link.word_meanings import word_meanings

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

AROUND = (-3, -2, -1, 1, 2, 3)
WINDOW = 8
SMOOTH = 0.3
BOOKS_EVEN = 23.265
"""So that the logarithm of a pair's count less those of its words is 2 for `of the`."""
UNSEEN_PAIR = math.log(3e6)
"""Half of the count below which a pair of words is not in the table of books."""
RARE_IN_BOOKS = 9.2
LEAST_LETTERS = 4

_TOKEN = re.compile(r"[A-Za-z][A-Za-z’']{0,40}|\d[\d,.]{0,20}|[.!?;:,\"“”()]")
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words as the net sees them: rows of their vectors, their signs, and which of them are judged."""

    vectors: Rows
    signs: Floats
    judged: Flags


@dataclass(frozen=True, slots=True)
class _Known:
    vector: int
    sure: float
    news: int
    book: int
    judged: bool


@dataclass(frozen=True, slots=True)
class _Side:
    """A word beside each word: how often they stand together, by chance and in books."""

    count: NDArray[np.float64]
    ratio: NDArray[np.float64]
    signs: tuple[NDArray[np.float64], ...]


def tokens_of(text: str, most: int) -> list[str]:
    """The first words, numbers and marks of a text."""
    found = []
    for match in _TOKEN.finditer(text):
        found.append(match[0])
        if len(found) == most:
            break
    return found


def odd_words(tokens: Sequence[str]) -> Floats:
    """The log-odds of each judged word of a text, in order; empty when there is none."""
    words = words_seen(tokens)
    return _weighed(words) if words.judged.any() else np.zeros(0, dtype=np.float32)


def words_seen(tokens: Sequence[str]) -> Words:
    """What the net is shown of a text."""
    table, books = load_words(), load_books()
    known = [_known(token) for token in tokens]
    news = np.array([one.news for one in known], dtype=np.int64)
    book = np.array([one.book for one in known], dtype=np.int64)
    judged = np.array([one.judged for one in known], dtype=np.bool_)
    single = _at(table.single, news)
    before, after = (_beside(step, news, book, table, books) for step in (-1, 1))
    columns = [
        np.array([one.sure for one in known]), np.log1p(single), _at(books.single, book) - RARE_IN_BOOKS,
        *before.signs, *after.signs,
        *_better(tokens, news, judged, before=before, after=after, table=table),
    ]  # fmt: skip
    vectors = np.array([one.vector for one in known], dtype=np.int64)
    return Words(vectors, np.column_stack(columns).astype(np.float32), judged)


@cache
def _bases() -> tuple[Mapping[str, int], int]:
    meanings = word_meanings()
    return meanings.place, len(meanings.vectors) - 1


@lru_cache(maxsize=60_000)
def _known(token: str) -> _Known:
    form = token.casefold()
    vector, sure = _vector(form)
    return _Known(
        vector=vector,
        sure=sure,
        news=load_words().number.get(form, -1),
        book=load_books().number.get(form, -1),
        judged=len(token) >= LEAST_LETTERS and token.islower() and token.isalpha() and token not in STOPWORDS,
    )


def _vector(form: str) -> tuple[int, float]:
    """The row of a word's vector, and how sure it is: 1 for the word's own, .5 for its base's, 0 for none."""
    place, none = _bases()
    found = word_meanings().of(form)
    if found >= 0:
        return found, 1.0
    for ending, put in _ENDINGS:
        base = form[: -len(ending)] + put
        if form.endswith(ending) and len(form) - len(ending) >= 3 and base in place:
            return place[base], 0.5
    return none, 0.0


def _at(values: NDArray[np.float64], rows: Rows) -> NDArray[np.float64]:
    return np.where(rows >= 0, values[rows], 0.0)


def _moved(values: NDArray[Any], step: int, *, beyond: int = -1) -> NDArray[Any]:
    """What stands `step` places on from each place, a row or a number; `beyond` where the text has no such place."""
    found = np.full_like(values, beyond)
    if step > 0:
        found[:-step] = values[step:]
    else:
        found[-step:] = values[:step]
    return found


def _beside(step: int, news: Rows, book: Rows, table: WordTable, books: BookTable) -> _Side:
    other, far = _moved(news, step), _moved(book, step)
    known = (other >= 0) & (news >= 0)
    count = table.count(*_in_order(step, other, news))
    chance = _at(table.single, news) * _at(table.single, other) / table.total
    ratio = np.where(known, np.log((count + SMOOTH) / (chance + SMOOTH)), 0.0)
    paired, log = books.together(*_in_order(step, far, book))
    both = (far >= 0) & (book >= 0)
    fit = np.where(paired, log, UNSEEN_PAIR) + BOOKS_EVEN - _at(books.single, book) - _at(books.single, far)
    signs = (
        ratio, np.where(known, np.log(chance + SMOOTH), -2.5), known.astype(np.float64),
        np.where(both, np.clip(fit, -6, 8), 0.0), paired.astype(np.float64),
        np.where(both & ~paired, np.clip(-fit, -4, 4), 0.0),
    )  # fmt: skip
    return _Side(count, ratio, signs)


def _in_order(step: int, other: Rows, word: Rows) -> tuple[Rows, Rows]:
    return (other, word) if step < 0 else (word, other)


def _better(
    tokens: Sequence[str], news: Rows, judged: Flags, *, before: _Side, after: _Side, table: WordTable
) -> list[NDArray[np.float64]]:
    """How much better the best of the words that a word may stand for would fit: by ratio, by count, by itself."""
    found = [(place, table.meant(tokens[place])) for place in np.flatnonzero(judged).tolist()]
    found = [(place, rows) for place, rows in found if len(rows)]
    if not found:
        return [np.zeros(len(tokens))] * 4
    places = np.repeat([place for place, _ in found], [len(rows) for _, rows in found])
    others = np.concatenate([rows for _, rows in found])
    ratio, count = np.zeros(len(others)), np.zeros(len(others))
    for step in (-1, 1):
        beside = _moved(news, step)[places]
        together = table.count(*_in_order(step, beside, others))
        chance = table.single[others] * _at(table.single, beside) / table.total
        ratio += np.where(beside >= 0, np.log((together + SMOOTH) / (chance + SMOOTH)), 0.0)
        count += np.log(together + 0.1)
    own = (
        before.ratio + after.ratio,
        np.log(before.count + 0.1) + np.log(after.count + 0.1),
        np.log1p(_at(table.single, news)),
    )
    has = np.zeros(len(tokens), dtype=np.bool_)
    has[places] = True
    return [*(_gain(best, places, mine, has) for best, mine in zip((ratio, count, np.log1p(table.single[others])), own,
                                                                   strict=True)), has.astype(np.float64)]  # fmt: skip


def _gain(
    values: NDArray[np.float64], places: NDArray[np.int64], own: NDArray[np.float64], has: Flags
) -> NDArray[np.float64]:
    best = np.full(len(own), -9.0)
    np.maximum.at(best, places, values)
    return np.where(has, best - own, 0.0)


@cache
def _net() -> Mapping[str, Floats]:
    path = files("memcon.lexicon") / "data" / "odd_words.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
        return {name: data[name].astype(np.float32) for name in data.files}


@cache
def _turned() -> tuple[Floats, Floats]:
    """Every known word's vector as the net asks and sees it, and as its first layer takes it: worked out once."""
    net, vectors = _net(), word_meanings().vectors
    return vectors @ net["turned"].T, vectors @ net["first"][:, : vectors.shape[1]].T


def _weighed(words: Words) -> Floats:
    """The net's log-odds of the judged words."""
    net, (turned, taken) = _net(), _turned()
    asked, *seen = np.split(turned[words.vectors], len(AROUND) + 3, axis=1)
    asked = asked + net["query_bias"]
    beside = [_moved(values, step, beyond=0) for step, values in zip(AROUND, seen, strict=False)]
    beside += [_around(seen[-2]), seen[-1].mean(axis=0, keepdims=True)]
    fits = np.stack([(asked * values).sum(axis=1) for values in beside], axis=1)[words.judged]
    signs = (words.signs[words.judged] - net["mean"]) / net["spread"]
    width = word_meanings().vectors.shape[1]
    # sums without the threads of a large product: they cost more than they save on a few hundred words
    first = np.einsum("ij,kj->ik", np.concatenate((signs, fits), axis=1), net["first"][:, width:])
    shown = np.maximum(taken[words.vectors[words.judged]] + first + net["first_bias"], 0)
    shown = np.maximum(np.einsum("ij,kj->ik", shown, net["second"]) + net["second_bias"], 0)
    found: Floats = shown @ net["last"][0] + net["last_bias"][0]
    return found


def _around(values: Floats) -> Floats:
    """The sum of the rows within eight words of each, itself left out, over sixteen."""
    size = len(values)
    summed = np.concatenate((np.zeros((1, values.shape[1]), dtype=np.float32), values.cumsum(axis=0)))
    first = np.maximum(np.arange(size) - WINDOW, 0)
    last = np.minimum(np.arange(size) + WINDOW + 1, size)
    found: Floats = (summed[last] - summed[first] - values) / (2 * WINDOW)
    return found
