"""Whether two sentences about one thing exclude each other: one denies what the other says.

`we will open the strait to tankers` and `we will not open the strait to tankers` do; so do `lift` and `impose the
sanctions on grain`; `lift` beside `not impose` does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from memcon.link.similarity import NEGATIONS, stem, stems, words_of

SHARED = 0.45
"""Share of the shorter sentence's stems that both have at least."""
LEAST_SHARED = 3
LONG = 14
"""Stems from which a sentence says so much that a tenth more must be shared."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is compared of a sentence: its content stems without negations, and whether it is negative."""

    stems: frozenset[str]
    negative: bool


def wording(text: str, *, denied: bool = False) -> Wording:
    """The wording of a sentence; `denied` where whoever is said to say it is said not to."""
    found = frozenset(word for word in stems(text) if word not in NEGATIONS)
    return Wording(stems=found, negative=negative(text) != denied)


def negative(text: str) -> bool:
    """Whether an odd number of negations stands in `text`."""
    forms = words_of(text.replace("n't", " not").replace("n’t", " not").replace("cannot", "can not")).forms
    return sum(form in NEGATIONS for form in forms) % 2 == 1


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
