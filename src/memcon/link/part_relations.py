"""The relations of the pairs of states whose events changed, from all events of those pairs.

An event of Chad and Niger moved from March to May: the lines of that pair are counted anew from the events that
stand behind them, with the one that moved; those of all other pairs stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from memcon.link.decided import after_linking
from memcon.link.part import Desk, Kept, Key, Settled, kept
from memcon.link.relations import find_relations
from memcon.model.actor import Actor
from memcon.model.kinds import articles_of
from memcon.model.link import Linked
from memcon.model.reading import Event


@dataclass(frozen=True, kw_only=True)
class Courses:
    """New relations, and the stored ones that these replace."""

    new: dict[Key, Kept]
    old: dict[Key, Kept]


def settle_relations(desk: Desk, settled: Settled, pairs: Iterable[tuple[str, str]]) -> Courses:
    """The relations of all pairs that a changed event is of, and of `pairs` (those decided on)."""
    moved = [one.line for one in settled.moved if one.kind == "events"]
    wanted = set(pairs) | _pairs(moved, _actors(desk, moved)) | _pairs(moved, _before(desk, moved))
    new: dict[Key, Kept] = {}
    old: dict[Key, Kept] = {}
    for pair in sorted(wanted):
        stored = desk.store.between(*pair)
        old.update({one.key: one for one in stored})
        new.update(_course(desk, settled, pair, [event for one in stored for event in one.line.events]))
    return Courses(new=new, old=old)


def _pairs(events: Iterable[Event], actors: list[Actor]) -> set[tuple[str, str]]:
    return {pair for event in events for pair in (r.between for r in find_relations([event], actors, origins={}))}


def _before(desk: Desk, events: Iterable[Event]) -> list[Actor]:
    """The actors of events as they were when the record was last linked."""
    names = {name for event in events for name in (*event.source, *event.target)}
    return [actor for _, actor in desk.store.actors(names).values()]


def _actors(desk: Desk, events: Iterable[Event]) -> list[Actor]:
    """The actors of events; their states as articles give them, not as analysts set them, as in linking all."""
    names = {name for event in events for name in (*event.source, *event.target)}
    known = {**desk.store.actors(names), **{n: desk.changes.actors[n] for n in names & desk.changes.actors.keys()}}
    known |= {actor.id: (actor.id, actor) for actor in desk.merged(desk.pile(desk.ready)) if actor.id in names}
    return [known[name][1] for name in sorted(known)]


def _course(desk: Desk, settled: Settled, pair: tuple[str, str], ids: Iterable[str]) -> dict[Key, Kept]:
    replaced = settled.old.keys() | settled.new.keys()
    stored = desk.store.named("events", [key for key in set(ids) if ("events", key) not in replaced])
    events = [one.line for one in stored if not one.rejected]
    events += [one.line for one in settled.new.values() if one.kind == "events" and not one.rejected]
    actors = _actors(desk, events)
    origins, _ = desk.origins({article for event in events for article in articles_of(event)})
    found = tuple(line for line in find_relations(events, actors, origins=origins) if line.between == pair)
    here = {line.id for line in found}
    decisions = [one for one in desk.decisions if one.kind == "relations" and one.target in here]
    linked, rejected = after_linking(Linked(relations=found), decisions, removed={}, known=desk.known)
    return {
        ("relations", line.id): kept("relations", line, rejected=("relations", line.id) in rejected)
        for line in linked.relations
    }
