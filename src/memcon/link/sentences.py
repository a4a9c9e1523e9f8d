"""The sentences of a pile by their words, their days and the states that their articles name, for asks and forecasts.

An ask for grain of 3 May looks for the sentences with `grain` that were printed from that day on in articles that
name either side. The index gives their numbers without a clause being made; the few that are looked at are then taken
apart (`clauses`), whoever asks for them, once. What a sentence tells does not hang on what others ask, so that a part
linked anew reads it as the whole does.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from memcon.lexicon.lexicon import Lexicon
from memcon.link.clauses import ArticleClauses, Clause, Named, terms_of, words_told
from memcon.link.facts import opposites
from memcon.link.reply_words import NOUNS
from memcon.link.similarity import forms_in
from memcon.link.state_names import state_names
from memcon.model.digest import Digest
from memcon.model.when import day_of_print

KEPT = 20_000
"""Articles whose clauses are held at a time."""
MASKS = 256
"""Sides of which it is held which articles name them."""
Numbers = npt.NDArray[np.uint32]
_NONE: Numbers = np.empty(0, dtype=np.uint32)


class Elsewhere(Protocol):
    """The record that the pile is a part of."""

    def both(self, sides: Iterable[Iterable[str]], *, since: date, until: date) -> set[str]:
        """The articles printed in the days given that name each of the sides."""


class Sentences:
    """Sentences numbered in order of the day of print (then article), with what they are found by.

    Only stems that some ask or forecast of the pile has are looked for, and only they are kept. `elsewhere` tells which
    articles beyond the pile name two sides.
    """

    def __init__(
        self, pile: Iterable[Digest], state: Mapping[str, str], lexicon: Lexicon, elsewhere: Elsewhere | None = None
    ) -> None:
        self._elsewhere = elsewhere
        dated = [(day_of_print(digest.article.published).latest, digest) for digest in pile]
        self._pile = sorted(
            ((day, digest) for day, digest in dated if day is not None), key=lambda row: (row[0], row[1].article.id)
        )
        self._days = [date.fromisoformat(day).toordinal() for day, _ in self._pile]
        self._place = {digest.article.id: at for at, (_, digest) in enumerate(self._pile)}
        self._firsts = list(accumulate((len(digest.sentences) for _, digest in self._pile), initial=0))
        self._starts = np.array(self._firsts, dtype=np.int64)
        self._state, self._names = state, state_names(lexicon)
        self._held: OrderedDict[int, ArticleClauses] = OrderedDict()
        self._found: dict[int, Named] = {}
        self._masks: dict[frozenset[str], npt.NDArray[np.bool_]] = {}

    @cached_property
    def _index(self) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
        """Numbers of sentences by stem and by noun of asking, and places of articles by the states they name."""
        about = words_asked(digest for _, digest in self._pile)
        terms: dict[str, tuple[str, ...]] = {}
        known: set[str] = set()
        contexts: dict[frozenset[str], frozenset[str]] = {}
        found: dict[str, array[int]] = defaultdict(lambda: array("I"))
        naming: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for at, (_, digest) in enumerate(self._pile):
            clauses = self._clauses(at)
            for place in clauses.places:
                span = digest.sentences[place].span
                forms = forms_in(digest.article.text, span)
                for form in forms - known:
                    if told := _terms(form, about):
                        terms[form] = told
                known |= forms
                for term in {term for form in forms & terms.keys() for term in terms[form]}:
                    found[term].append(self._firsts[at] + place)
            context, towns = clauses.named
            self._found[at] = Named(contexts.setdefault(context, context), towns)
            for code in context:
                naming[code].append(at)
        return _arrays(found), _arrays(naming)

    def _clauses(self, at: int) -> ArticleClauses:
        held = self._held.get(at)
        if held is None:
            held = self._held[at] = ArticleClauses(self._pile[at][1], self._state, self._names, self._found.get(at))
            if len(self._held) > KEPT:
                self._held.popitem(last=False)
        return held

    def of_article(self, article: str) -> list[Clause]:
        """All clauses of an article, in order; none where it has no day of print."""
        at = self._place.get(article)
        return self._clauses(at).all() if at is not None else []

    def clauses(self, number: int) -> tuple[Clause, ...]:
        """The clauses of a sentence."""
        at = self._article(number)
        return self._clauses(at).of(number - self._firsts[at])

    def after(self, clause: Clause, count: int) -> list[Clause]:
        """The clauses of its article that follow one, at most `count`."""
        return self._clauses(self._place[clause.article]).after(clause, count)

    def states_in(self, text: str) -> tuple[str, ...]:
        """The states that a text names, in order; none of a name that may be of several."""
        return tuple(dict.fromkeys(code for _, codes in self._names.found(text) if len(codes) == 1 for code in codes))

    def _article(self, number: int) -> int:
        return bisect_right(self._firsts, number) - 1

    def digest(self, number: int) -> tuple[Digest, int]:
        """The article that a sentence stands in, and its place there."""
        at = self._article(number)
        return self._pile[at][1], number - self._firsts[at]

    def sharing(
        self, weights: Mapping[str, float], *, since: date, until: date, least: float, most: int,
        naming: Sequence[Iterable[str]] = (), before: float = 0.0,
    ) -> list[int]:  # fmt: skip
        """Numbers of sentences printed in the days given that have words of enough weight, in order.

        With `naming` (states of each side) only of articles that name a side. Words of the sentence before count
        `before` times their weight. Of more than `most` those whose articles name most sides, then those of most
        weight, then the earliest.
        """
        window = self._window(since, until)
        rows = [(self._between(word, *window), weight) for word, weight in sorted(weights.items())]
        if not any(len(found) for found, _ in rows):
            return []
        numbers, places = np.unique(np.concatenate([found for found, _ in rows]), return_inverse=True)
        own = np.bincount(places, weights=np.repeat([w for _, w in rows], [len(found) for found, _ in rows]))
        total = own + before * _of_last(numbers, own) if before else own
        kept = total >= least - 1e-9
        numbers, total = numbers[kept], total[kept]
        sides = np.sum([self._named(numbers, side) for side in naming], axis=0) if naming else np.ones(len(numbers))
        order = np.lexsort((numbers, -np.round(total, 6), -sides))[: min(most, np.count_nonzero(sides))]
        numbers = np.sort(numbers[order])
        return [int(number) for number in numbers]

    def asking(
        self, family: str, sides: Iterable[Iterable[str]], *, since: date, until: date, most: int
    ) -> list[int]:  # fmt: skip
        """Numbers of the first sentences with a noun of a family of asks, in articles that name each of the sides."""
        numbers = self._between(f"={family}", *self._window(since, until))
        for side in sides:
            numbers = numbers[self._named(numbers, side)]
        return [int(number) for number in numbers[:most]]

    def of_both(self, sides: Iterable[Iterable[str]], *, since: date, until: date, most: int) -> list[int]:
        """Numbers of all sentences of the articles that name each of the sides; none where these are more than `most`.

        Of a pair that much is told about, nearness to an ask says nothing.
        """
        sides = list(sides)
        found = self._of_both(sides, since, until)
        if len(found) > most or self._count(found, sides, since, until) > most:
            return []
        return [number for at in found.tolist() for number in range(self._firsts[at], self._firsts[at + 1])]

    def told_of(self, sides: Iterable[Iterable[str]], *, since: date, until: date) -> int:
        """How many articles printed in the days given name each of the sides."""
        sides = list(sides)
        return self._count(self._of_both(sides, since, until), sides, since, until)

    def naming(self) -> dict[str, list[str]]:
        """The articles with a day of print that name each state."""
        return {
            code: [self._pile[at][1].article.id for at in places.tolist()] for code, places in self._index[1].items()
        }

    def _count(self, found: Numbers, sides: Sequence[Iterable[str]], since: date, until: date) -> int:
        """How many articles name each of the sides, those of the record beyond the pile with them."""
        if self._elsewhere is None:
            return len(found)
        here = {self._pile[at][1].article.id for at in found.tolist()}
        return len(here | self._elsewhere.both(sides, since=since, until=until))

    def _of_both(self, sides: Iterable[Iterable[str]], since: date, until: date) -> Numbers:
        """The places of the articles that name each of the sides, in order."""
        first = bisect_left(self._days, since.toordinal())
        last = bisect_right(self._days, until.toordinal())
        found: Numbers | None = None
        for side in sides:
            held = (self._index[1].get(code, _NONE) for code in sorted(set(side)))
            parts = [places[slice(*_edges(places, first, max(first, last)))] for places in held]
            named = parts[0] if len(parts) == 1 else np.unique(np.concatenate([_NONE, *parts]))
            found = named if found is None else np.intersect1d(found, named, assume_unique=True)
        return found if found is not None else _NONE

    def _window(self, since: date, until: date) -> tuple[int, int]:
        first = bisect_left(self._days, since.toordinal())
        last = bisect_right(self._days, until.toordinal())
        return self._firsts[first], self._firsts[max(first, last)]

    def _between(self, term: str, first: int, last: int) -> Numbers:
        numbers = self._index[0].get(term)
        if numbers is None:
            return _NONE
        low, high = _edges(numbers, first, last)
        return numbers[low:high]

    def _named(self, numbers: Numbers, codes: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Whether the article of each sentence names one of the states."""
        key = frozenset(codes)
        mask = self._masks.get(key)
        if mask is None:
            mask = np.zeros(len(self._pile) + 1, dtype=np.bool_)
            for code in sorted(key & self._index[1].keys()):
                mask[self._index[1][code]] = True
            if len(self._masks) >= MASKS:
                self._masks.clear()
            self._masks[key] = mask
        return mask[np.searchsorted(self._starts, numbers, side="right") - 1]


def words_asked(pile: Iterable[Digest]) -> frozenset[str]:
    """The stems of all asks, their conditions and forecasts, and what denies these."""
    found: set[str] = set()
    for digest in pile:
        texts = [text for ask in digest.asks for text in (ask.what, ask.condition)]
        texts += [text for one in digest.forecasts for text in (one.claim, one.condition, " ".join(one.subject))]
        for text in texts:
            found |= words_told(text or "")
    return frozenset(found) | opposites(frozenset(found))


def _terms(form: str, about: frozenset[str]) -> tuple[str, ...]:
    """What a word is found by: its stems that are asked for, and the families of asks that it is a noun of."""
    families = (f"={family}" for family, noun in NOUNS.items() if noun.search(form.lower()))
    return (*(terms_of(form) & about), *families)


def _edges(numbers: Numbers, first: int, last: int) -> tuple[int, int]:
    """Where the numbers from `first` up to, not including, `last` stand; numbers of another type would be copied."""
    low, high = np.searchsorted(numbers, np.array((first, last), dtype=numbers.dtype))
    return int(low), int(high)


def _of_last(numbers: Numbers, values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """For each of the numbers, in order, the value of the number before it; 0 where that is not among them."""
    found = np.zeros(len(numbers))
    follows = numbers[1:] == numbers[:-1] + 1
    found[1:][follows] = values[:-1][follows]
    return found


def _arrays(found: Mapping[str, array[int]]) -> dict[str, Numbers]:
    return {term: np.frombuffer(numbers, dtype=np.uint32) for term, numbers in found.items()}
