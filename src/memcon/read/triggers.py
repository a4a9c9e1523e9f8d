"""The trigger dictionary: which words, with which objects and prepositions, stand for which PLOVER type.

`impose` + an object of the class `@sanction` is SANCTION, + `curfew` is COERCE; `meet` + `deadline` is nothing.
A row is asked for by the lemma of its head, particles joined by `_` (`carry_out`). In the object column `=free` stands
for a complement ("set the crew free") and `^@troops` for the subject's head ("tanks rolled up to the frontier").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from memcon.lexicon.lexicon import Lexicon

SOME, NONE = "+", "-"
ACTOR, PERSON, PLACE, IGO, ABSTRACT, CLAUSE = "@actor", "@person", "@place", "@igo", "@abstract", "@clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One row. `objects` and `pobjs` are lemmas and marks (`@actor`, `-`); empty: anything or nothing.

    `complements` are words of which the verb must have one beside its object, `subjects` lemmas of which its subject
    must be one. `swap` says that the grammatical subject is the receiver ("received weapons from Iran").
    """

    kind: str
    type: str
    mode: str | None = None
    encounter: str | None = None
    objects: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    preps: frozenset[str] = frozenset()
    pobjs: frozenset[str] = frozenset()
    score: float = 0.5
    swap: bool = False

    @property
    def rank(self) -> tuple[int, int, float]:
        """How specific the row is; of several that fit, the highest wins."""
        exact = 2 if self.objects - {SOME, ACTOR, PERSON, ABSTRACT, CLAUSE} else 1
        told = (exact if self.objects else 0) + (2 if self.pobjs else 0) + (2 if self.complements else 0)
        return told + bool(self.subjects), int(bool(self.preps)), self.score


@dataclass(frozen=True, slots=True, kw_only=True)
class Triggers:
    """The dictionary by lemma, and the classes of lemmas that other steps ask for."""

    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Trigger, ...]]
    light: frozenset[str]
    classes: Mapping[str, frozenset[str]]
    modes: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]


def load_triggers(lexicon: Lexicon) -> Triggers:
    """The dictionary of a lexicon's `triggers` and `modes` tables, read once."""
    return _load(lexicon)


@lru_cache(maxsize=4)
def _load(lexicon: Lexicon) -> Triggers:
    rows = lexicon.table("triggers")
    classes = {row["words"]: frozenset(row["object"].split("|")) for row in rows if row["kind"] == "class"}
    by_kind: dict[str, dict[str, list[Trigger]]] = {
        kind: defaultdict(list) for kind in ("verb", "noun", "adj", "light")
    }
    for row in rows:
        if row["kind"] in by_kind:
            trigger = _trigger(row, classes)
            for word in row["words"].split("|"):
                by_kind[row["kind"]][word].append(trigger)
    return Triggers(
        verbs=_frozen(by_kind["verb"]),
        nouns=_frozen(by_kind["noun"]),
        adjectives=_frozen(by_kind["adj"]),
        light=frozenset(by_kind["light"]),
        classes=classes,
        modes=_modes(lexicon.table("modes")),
    )


def _trigger(row: Mapping[str, str], classes: Mapping[str, frozenset[str]]) -> Trigger:
    return Trigger(
        kind=row["kind"],
        type=row["type"].rstrip("!"),
        swap=row["type"].endswith("!"),
        mode=row["mode"] or None,
        encounter=row["encounter"] or None,
        objects=_expand(_cells(row["object"], ""), classes),
        complements=_cells(row["object"], "="),
        subjects=_expand(_cells(row["object"], "^"), classes),
        preps=frozenset(filter(None, row["prep"].split("|"))),
        pobjs=_expand(_cells(row["pobj"], ""), classes),
        score=float(row["score"]),
    )


def _cells(cell: str, mark: str) -> frozenset[str]:
    """The words of a cell that carry one mark (`=`, `^`), without it; those that carry none for the empty mark."""
    words = [word for word in cell.split("|") if word]
    if mark:
        return frozenset(word[1:] for word in words if word[0] == mark)
    return frozenset(word for word in words if word[0] not in "=^")


def _expand(words: frozenset[str], classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        found |= classes.get(word, {word})
    return frozenset(found)


def _frozen(rows: Mapping[str, list[Trigger]]) -> dict[str, tuple[Trigger, ...]]:
    return {word: tuple(sorted(found, key=lambda row: row.rank, reverse=True)) for word, found in rows.items()}


def _modes(rows: Sequence[Mapping[str, str]]) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for row in rows:
        found[row["type"]].append((row["mode"], frozenset(row["words"].split("|"))))
    return {kind: tuple(listed) for kind, listed in found.items()}
