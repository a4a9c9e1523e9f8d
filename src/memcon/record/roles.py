"""Who is in a line and as what, and what days it may concern: read off the line's own fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from memcon.model.actor import Actor
from memcon.model.link import Copy, Difference, Encounter, Relation, Story
from memcon.model.reading import Ask, Event, Forecast, Statement
from memcon.model.when import UNDATED, When, from_edtf


def roles(line: Any) -> tuple[tuple[str, str], ...]:
    """(actor id, role) pairs of a line, each once, sorted."""
    return tuple(sorted(set(_roles(line))))


def _roles(line: Any) -> Iterable[tuple[str, str]]:
    if isinstance(line, Statement):
        parties = [("speaker", (line.speaker,)), ("via", line.via), ("addressee", line.addressees)]
        return [
            (actor, role)
            for role, found in parties
            for party in found
            for actor in ((party.actor,) if party.actor else party.members)
        ]
    if isinstance(line, Event):
        return _each(source=line.source, target=line.target)
    if isinstance(line, Encounter):
        return _each(participant=line.participants)
    if isinstance(line, Ask):
        return _each(asker=line.asker, asked=line.asked)
    if isinstance(line, Forecast):
        held = (line.holder.actor,) if line.holder.actor else ()
        return _each(holder=held, about=line.actors)
    if isinstance(line, Relation):
        return _each(between=line.between)
    if isinstance(line, Actor):
        return _each(self=(line.id,), state=(line.state,) if line.state else ())
    return ()


def _each(**groups: Iterable[str]) -> list[tuple[str, str]]:
    return [(actor, role) for role, actors in groups.items() for actor in actors]


def days(line: Any) -> When:
    """The days that a line may concern; UNDATED when it has none of its own."""
    if isinstance(line, Relation):
        return from_edtf(line.period, basis="stated")
    if isinstance(line, Statement | Event | Encounter | Ask | Forecast | Story):
        return line.when
    if isinstance(line, Copy | Difference | Actor):
        return UNDATED
    return UNDATED


def status_of(line: Any) -> str | None:
    """What lists of a kind are narrowed by: a status, a forecast's outcome, a difference's aspect."""
    if isinstance(line, Event | Encounter | Ask):
        return line.status
    if isinstance(line, Forecast):
        return line.outcome
    return line.aspect if isinstance(line, Difference) else None


def channel_of(line: Any) -> str | None:
    """The channel of a line that has one."""
    return line.channel if isinstance(line, Event | Ask | Relation) else None
