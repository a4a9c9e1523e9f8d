"""The cue words, compiled once a lexicon: which word with which complement reports, and how surely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from memcon.lexicon.lexicon import Lexicon


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
