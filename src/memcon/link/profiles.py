"""What all articles together say of one actor: counted values, so that an article more is one count more.

Three articles call `li-wen` a minister of CHN, one a banker of SGP: state CHN by three to one; of equals the value of
the latest article stands, then the first by alphabet. A state that an article only guesses from where it was printed
yields to one that another article tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from memcon.model.actor import Actor, ActorKind
from memcon.model.codec import from_json, to_json

COUNTED = ("name", "kind", "state", "sector", "office")
TOLD = "state told"
"""The count of the states that articles tell and do not guess."""
SURE = 0.75
"""Confidence in an actor from which its state is told."""
Count = tuple[int, str]
"""How many articles give a value, and the day of print of the latest."""


@dataclass(slots=True)
class Profile:
    """Counts of what articles say of one actor id. `decided`: only an analyst names the actor, no article."""

    counts: dict[str, dict[str, Count]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)
    confidence: float = 0.0
    decided: bool = False

    def add(self, published: str, actor: Actor, *, decided: bool = False) -> None:
        """Counts one article's actor."""
        for name in COUNTED:
            value = getattr(actor, name)
            if value is not None:
                self._count(name, value, published)
        if actor.state is not None and actor.confidence >= SURE:
            self._count(TOLD, actor.state, published)
        self.names.update((actor.name, *actor.aliases))
        self.bases.add(actor.basis)
        self.confidence = max(self.confidence, actor.confidence)
        self.decided = decided

    def _count(self, name: str, value: str, published: str) -> None:
        counts = self.counts.setdefault(name, {})
        number, latest = counts.get(value, (0, ""))
        counts[value] = (number + 1, max(latest, published))

    def join(self, other: Profile) -> None:
        """Counts all that another profile counted."""
        for name, values in other.counts.items():
            counts = self.counts.setdefault(name, {})
            for value, (number, latest) in values.items():
                before, last = counts.get(value, (0, ""))
                counts[value] = (before + number, max(last, latest))
        self.names |= other.names
        self.bases |= other.bases
        self.confidence = max(self.confidence, other.confidence)

    def most(self, name: str) -> str | None:
        """The value most articles give; of equals the one of the latest article, then the first by alphabet."""
        counts = self.counts.get(name, {})
        best = sorted(counts)
        best.sort(key=lambda value: counts[value], reverse=True)
        return best[0] if best else None

    def actor(self, key: str) -> Actor:
        """The actor under the id `key`."""
        name = self.most("name") or key
        return Actor(
            id=key,
            name=name,
            kind=cast("ActorKind", self.most("kind") or "person"),
            state=self.most(TOLD) or self.most("state"),
            sector=self.most("sector"),
            office=self.most("office"),
            aliases=tuple(sorted(self.names - {name})),
            confidence=round(self.confidence, 4),
            basis=next(iter(self.bases)) if len(self.bases) == 1 else "both",  # type: ignore[arg-type]
        )

    def to_text(self) -> str:
        """As JSON, the same for the same profile."""
        counts = {name: dict(sorted(values.items())) for name, values in sorted(self.counts.items())}
        return to_json([counts, sorted(self.names), sorted(self.bases), self.confidence]).decode()


_Plain = tuple[dict[str, dict[str, Count]], set[str], set[str], float]


def profile_of(text: str) -> Profile:
    """The profile that `to_text` wrote."""
    plain: Any = from_json(text, _Plain)  # type: ignore[arg-type]
    return Profile(*plain)


def joined_profile(profiles: Mapping[str, Profile], keys: list[str]) -> Profile:
    """One profile of several ids."""
    whole = Profile()
    for key in keys:
        whole.join(profiles[key])
    return whole
