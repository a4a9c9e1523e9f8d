"""Whether two mentions of contacts are of one by what their articles tell of them, whatever day they give.

Invented examples: a readout of `today, 12 March` and another of `yesterday`, printed on the 14th, both of a call about
the ferry at Narva and its forty lorries, are one call under two days; two calls of the same two on two days, one about
the ferry, one about seized nets, are two.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from memcon.lexicon import load_lexicon
from memcon.lexicon.lexicon import Lexicon
from memcon.link.difference_quantities import number_at
from memcon.link.encounter_candidates import Candidate
from memcon.link.similarity import STOPWORDS, stem, stems, words_of
from memcon.link.telling_words import CALENDAR, CONTACT
from memcon.link.word_weights import word_weights
from memcon.model.span import Span

RARE = 4.5
"""Weight of a word from which it names a matter rather than the manner of telling."""
OF_NUMBER = 5.0
LEAST_NUMBER = 3
"""Numbers up to it stand in every text; so do, nearly, the days of months and the years, which are no shared matter."""
MOST = 8.0
"""What a word counts at most: a name that only these two articles have proves no more than two rare words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What two accounts share: the part (0..1) of the weight of the poorer one's rare words, and how many words."""

    part: float
    words: int


NONE = Matter(part=0.0, words=0)


def matter_of(one: Candidate, other: Candidate) -> Matter:
    """What the sentences around two mentions share of rare words, names and numbers, those who met left out."""
    own = _own_words(one) | _own_words(other)
    mine, theirs = (
        {word: weight for word, weight in _told(c.article.text, c.around).items() if word not in own}
        for c in (one, other)
    )
    if not mine or not theirs:
        return NONE
    shared = mine.keys() & theirs.keys()
    least = min(sum(mine.values()), sum(theirs.values()))
    return Matter(part=round(math.fsum(sorted(mine[word] for word in shared)) / least, 4), words=len(shared))


@lru_cache(maxsize=2048)
def _told(text: str, around: tuple[Span, ...]) -> Mapping[str, float]:
    """The rare words and the numbers of some sentences with their weights."""
    found: dict[str, float] = {}
    forms = words_of(text, around).forms
    index = 0
    while index < len(forms):
        number = number_at(forms, index)
        if number is not None:
            if number[1] > LEAST_NUMBER:
                found[f"#{number[1]:g}"] = OF_NUMBER
            index += number[0]
            continue
        form = forms[index]
        root = stem(form)
        weight = word_weights().of(root)
        if weight >= RARE and form not in STOPWORDS and form not in CALENDAR and root not in CONTACT:
            found[root] = min(weight, MOST)
        index += 1
    return found


def _own_words(one: Candidate) -> frozenset[str]:
    """Words that name those who met and their states."""
    return frozenset(stem(part) for actor in one.attended for part in actor.split("-")) | frozenset(
        word for state in one.states for word in _state_words(state)
    )


@cache
def _state_words(code: str) -> frozenset[str]:
    state = shipped_lexicon().states.get(code)
    names = (state.name, *state.names, *state.demonyms) if state else ()
    return frozenset(word for name in names for word in stems(name))


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon without rows of the user's own, loaded once."""
    return load_lexicon()
