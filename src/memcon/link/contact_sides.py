"""An encounter is states in contact: a meeting of people who stand for no two of them is kept, but less sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from memcon.model.actor import Actor
from memcon.model.link import Encounter
from memcon.model.span import Reason

OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "IGO", "ELI", "SPY", "REB", "UAF", "INS", "SEP", "OPP", "PTY", "COP"})
PRIVATE = frozenset({"CVL", "MED", "BUS", "EDU"})
"""Sectors whose people stand for no state, whatever they are called: activists, reporters, directors."""
PARTIES = frozenset({"PTY", "OPP", "ELI"})
NOT_BETWEEN_STATES = 0.4


def of_states(encounters: Iterable[Encounter], actors: Iterable[Actor]) -> tuple[Encounter, ...]:
    """The encounters, those without two sides that stand for a state or the like made less sure, with the reason."""
    known = {actor.id: actor for actor in actors}
    return tuple(_weighed(encounter, known) for encounter in encounters)


def _weighed(encounter: Encounter, known: Mapping[str, Actor]) -> Encounter:
    sides = {side for key in encounter.participants if (side := side_of(known.get(key)))}
    venue = encounter.place.state if encounter.place and encounter.kind in ("conference", "summit") else None
    if len(sides | ({venue} if venue else set())) >= 2 and sides:
        return encounter
    reason = Reason(name="sides", weight=-1 + NOT_BETWEEN_STATES, detail="those named do not stand for two states")
    return replace(
        encounter,
        confidence=round(encounter.confidence * NOT_BETWEEN_STATES, 4),
        reasons=(*encounter.reasons, reason),
    )


def side_of(actor: Actor | None) -> str | None:
    """The state, international body or armed party that an actor stands for; None for private people and outlets."""
    if actor is None or actor.kind == "outlet":
        return None
    if actor.kind == "state":
        return actor.id
    if actor.kind == "person" and (actor.sector in PRIVATE or (actor.sector in PARTIES and actor.state is None)):
        return None
    official = (actor.sector or "") in OFFICIAL or (actor.kind == "person" and bool(actor.office))
    if not official:
        return None
    return actor.state or actor.id
