"""The cast of one article while it is being gathered: one figure an actor, with all that the text says of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from memcon.model.actor import Actor, ActorKind

AT_HOME = 0.7
"""Confidence at most in somebody whose state is guessed from where the article was printed."""


@dataclass(slots=True, kw_only=True)
class Figure:
    """One actor in the making. `offices` are wordings, `keys` lexicon keys of offices, `former` those left behind.

    `gender` is m, f or None; `number` one or many; `named` says that the text gives a name and not only a description,
    `at_home` that the state is no more than that of the paper.
    """

    id: str
    name: str
    kind: ActorKind
    state: str | None = None
    sector: str | None = None
    office: str | None = None
    gender: str | None = None
    plural: bool = False
    named: bool = True
    text: bool = False
    known: bool = False
    confidence: float = 0.6
    keys: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    offices: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    former: bool = False
    at_home: bool = False

    def actor(self) -> Actor:
        """The finished actor."""
        basis: Literal["text", "lexicon", "both"] = (
            "both" if self.text and self.known else "lexicon" if self.known else "text"
        )
        office = self.offices.most_common(1)[0][0] if self.offices else self.office
        aliases = tuple(sorted(alias for alias in self.aliases if alias != self.name))
        return Actor(
            id=self.id,
            name=self.name,
            kind=self.kind,
            state=self.state,
            sector=self.sector,
            office=office,
            aliases=aliases,
            confidence=round(min(self.confidence, AT_HOME) if self.at_home else self.confidence, 4),
            basis=basis,
        )


Cast = dict[str, Figure]
