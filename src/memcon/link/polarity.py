"""Whether two sentences about one thing exclude each other: one denies what the other says.

`we will open the strait to tankers` and `we will not open the strait to tankers` do; so do `lift` and `impose the
sanctions on grain`; `lift` beside `not impose` does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from memcon.link.similarity import NEGATIONS, STOPWORDS, forms_of, stem, stems

SHARED = 0.45
"""Share of the shorter sentence's stems that both have at least."""
LEAST_SHARED = 3
LONG = 14
"""Stems from which a sentence says so much that a tenth more must be shared."""

UNSAID = frozenset({"mention", "mentioning"})
DENYING = NEGATIONS | {"nothing", "nobody", "nowhere", "lack", "lacks", "lacked", "lacking"}

OPPOSITES = frozenset(
    tuple(map(stem, words))
    for pair in (
        "accept reject", "agree disagree", "approve oppose", "support oppose", "back oppose", "increase reduce",
        "raise lower", "rise fall", "expand shrink", "continue stop", "continue end", "start stop", "begin end",
        "open close", "join leave", "enter leave", "strengthen weaken", "succeed fail", "win lose", "lift impose",
        "confirm deny", "grant refuse", "permit forbid", "allow ban", "resume suspend", "extend end",
        "possible impossible", "acceptable unacceptable", "legal illegal", "willing unwilling", "respect violate",
    )
    for words in (pair.split(), pair.split()[::-1])
)  # fmt: skip


_TURNING = ("un", "in", "im", "il", "ir", "non", "dis")
LEAST_ROOT = 4


def opposed(mine: Set[str], theirs: Set[str]) -> bool:
    """Whether any stem of one side is the opposite of one of the other's: a known pair, or one is the other with a
    prefix that turns it ("unlawful")."""
    if any(not _AGAINST[word].isdisjoint(theirs) for word in mine & _AGAINST.keys()):
        return True
    return _prefixed(mine, theirs) or _prefixed(theirs, mine)


def _prefixed(long: Set[str], short: Set[str]) -> bool:
    return any(
        word[len(prefix) :] in short
        for word in long
        if word.startswith(_TURNING)
        for prefix in _TURNING
        if word.startswith(prefix) and len(word) - len(prefix) >= LEAST_ROOT
    )


_AGAINST: Mapping[str, frozenset[str]] = {
    word: frozenset(other for one, other in OPPOSITES if one == word) for word in {one for one, _ in OPPOSITES}
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is compared of a sentence: its content stems without negations, and whether it is negative."""

    stems: frozenset[str]
    negative: bool


@lru_cache(maxsize=4_096)  # each of a subject's sentences is compared with all the others
def wording(text: str, *, denied: bool = False) -> Wording:
    """The wording of a sentence; `denied` where whoever is said to say it is said not to."""
    found = frozenset(word for word in stems(text) if word not in NEGATIONS)
    return Wording(stems=found, negative=negative(text) != denied)


def negative(text: str) -> bool:
    """Whether an odd number of negations stands in `text`; what a text does not mention is not denied by it."""
    forms = forms_of(text.replace("n't", " not").replace("n’t", " not").replace("cannot", "can not"))
    after = (*forms[1:], "")
    return (
        sum(form in DENYING and following not in UNSAID for form, following in zip(forms, after, strict=True)) % 2 == 1
    )


def exclusion(one: Wording, other: Wording) -> float | None:
    """How alike (0..1) two sentences are apart from their polarity; None when they do not exclude each other."""
    shared = one.stems & other.stems
    if len(shared) < LEAST_SHARED:
        return None
    turned = sum((a, b) in OPPOSITES for a in one.stems - shared for b in other.stems - shared)
    if (one.negative != other.negative) == bool(turned % 2):
        return None
    likeness = len(shared) / min(len(one.stems), len(other.stems))
    size = max(len(one.stems), len(other.stems))
    return likeness if likeness >= SHARED + 0.1 * (size > LONG) else None


_PASSED = frozenset(map(stem, "longer able going intend plan want ready willing seek try".split()))
"""Words between a negation and what it denies: `no longer able to pay` denies the paying."""
ALIKE = 0.5
"""Share of the longer sentence's stems that both have, where nothing but the sentences tells what they are about."""


def turned(one: str, other: str) -> float | None:
    """How alike (0..1) two sentences of one speaker are when one takes back the other; None when it does not.

    Stricter than `exclusion`: at most one of them holds a negation, and that denies a word which both have; neither
    stands within the other; and most of the longer one is in both.
    """
    a, b = wording(one), wording(other)
    likeness = exclusion(a, b)
    shared = a.stems & b.stems
    if likeness is None or len(shared) < ALIKE * max(len(a.stems), len(b.stems)):
        return None
    denied = [*denied_words(one), *denied_words(other)]
    if len(denied) > 1 or any(word not in shared for word in denied) or _within(one, other):
        return None
    return likeness


def denied_words(text: str) -> list[str | None]:
    """The first content stem after each negation of a text, in order; None where there is none."""
    found: list[str | None] = []
    forms = forms_of(text.replace("n't", " not").replace("n’t", " not").replace("cannot", "can not"))
    for place, form in enumerate(forms):
        if form in DENYING:
            after = (stem(word) for word in forms[place + 1 :] if word not in STOPWORDS and word not in NEGATIONS)
            found.append(next((word for word in after if word not in _PASSED), None))
    return found


def _within(one: str, other: str) -> bool:
    """Whether the words of one stand in a row in the other."""
    a, b = (f" {' '.join(forms_of(text))} " for text in (one, other))
    return a in b or b in a
