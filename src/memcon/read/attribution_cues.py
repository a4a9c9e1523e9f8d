"""The cue words, compiled once a lexicon: which word with which complement reports, and how surely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from memcon.lexicon.lexicon import Lexicon

_LEMMAS = {"hop": "hope", "accuss": "accuse", "retweete": "retweet", "sa": "say", "cit": "cite", "wok": "woke"}
"""Where the model's lemma of a cue is wrong; "hoped" comes back as "hop"."""


@dataclass(frozen=True, slots=True)
class Cues:
    """`frames[lemma][frame]` is the strength (0..1) of a word with a complement; `kinds[lemma]` its class.

    Verbs' frames: clause, to, object, quote, bare, passive, and a preposition (`about`, `for`, ...). Nouns
    and adjectives stand in tables of their own.
    """

    verbs: Mapping[str, Mapping[str, float]]
    nouns: Mapping[str, Mapping[str, float]]
    adjectives: Mapping[str, Mapping[str, float]]
    kinds: Mapping[str, str]
    hedges: Mapping[str, str]


@lru_cache(maxsize=8)
def cues_of(lexicon: Lexicon) -> Cues:
    """The cues of a lexicon."""
    tables: dict[str, dict[str, dict[str, float]]] = {"verb": {}, "noun": {}, "adjective": {}, "hedge": {}}
    kinds: dict[str, str] = {}
    for row in lexicon.table("cues"):
        part, word = row["part"], row["word"]
        tables.setdefault(part, {}).setdefault(word, {})[row["frame"]] = float(row["strength"] or 0)
        kinds.setdefault(f"{part}:{word}", row["class"])
    hedges = {word: word for word in tables["hedge"]}
    return Cues(verbs=tables["verb"], nouns=tables["noun"], adjectives=tables["adjective"], kinds=kinds, hedges=hedges)


def lemma_of(token: Token) -> str:
    """The dictionary form of a word, lower case, the model's known errors mended."""
    lemma: str = token.lemma_.lower()
    return _LEMMAS.get(lemma, lemma)
