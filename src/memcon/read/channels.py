"""The channel of an event: the field that the words near its trigger speak of.

"Tehran shipped crude to Asia" is energy, "the two armies drilled" military; with no such word the type decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from spacy.tokens import Token

from memcon.lexicon.lexicon import Lexicon
from memcon.model.reading import CHANNELS

REACH = 12
"""Tokens each side of the trigger; farther words belong to another clause more often than not."""

DEFAULTS = {
    "CONSULT": "diplomatic", "AGREE": "diplomatic", "SUPPORT": "diplomatic", "REQUEST": "diplomatic",
    "REJECT": "diplomatic",
    "ACCUSE": "diplomatic", "THREATEN": "diplomatic", "SANCTION": "diplomatic", "CONCEDE": "diplomatic",
    "COOPERATE": "diplomatic", "AID": "humanitarian", "RETREAT": "military", "MOBILIZE": "military",
    "ASSAULT": "military",
    "COERCE": "legal", "PROTEST": "other",
}  # fmt: skip


@lru_cache(maxsize=4)
def channel_words(lexicon: Lexicon) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """For each lemma the channels it speaks for, with weights."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in lexicon.table("channels"):
        for word in row["words"].split("|"):
            found[word].append((row["channel"], float(row["weight"])))
    return {word: tuple(weights) for word, weights in found.items()}


def channel_of(token: Token, kind: str, lexicon: Lexicon) -> str:
    """The channel of an event of PLOVER type `kind` whose trigger is `token`."""
    words = channel_words(lexicon)
    sentence = token.sent
    first, last = max(sentence.start, token.i - REACH), min(sentence.end, token.i + REACH + 1)
    scores: dict[str, float] = defaultdict(float)
    scores[DEFAULTS.get(kind, "other")] += 0.6
    for other in token.doc[first:last]:
        for name, weight in words.get(other.lemma_.lower(), ()):
            scores[name] += weight * (1.0 if abs(other.i - token.i) <= 4 else 0.6)
    return max(CHANNELS, key=lambda name: scores.get(name, 0.0))
