"""The relations of the pairs of states whose events changed, from all events of those pairs.

An event of Chad and Niger moved from March to May: the lines of that pair and those months are counted anew from the
events that stand behind them, with the one that moved; the others of the pair keep what they were counted from, and
are set in the new course; those of all other pairs stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from memcon.link.decided import after_linking
from memcon.link.part import Desk, Kept, Key, Settled, kept
from memcon.link.relations import find_relations, in_course
from memcon.model.actor import Actor
from memcon.model.kinds import articles_of
from memcon.model.link import Linked, Relation
from memcon.model.reading import Event

Pair = tuple[str, str]
Cell = tuple[Pair, str, str, str]
"""A pair of states, a channel, words or deeds, a month."""


@dataclass(frozen=True, kw_only=True)
class Courses:
    """New relations, and the stored ones that these replace."""

    new: dict[Key, Kept]
    old: dict[Key, Kept]


def settle_relations(desk: Desk, settled: Settled, pairs: Iterable[Pair]) -> Courses:
    """The relations of all pairs that an event of the changed articles is of, and of `pairs` (those decided on).

    An event that is the same may count otherwise: its article may have another origin.
    """
    told_before, told_now = (
        [one.line for one in lines.values() if one.kind == "events"] for lines in (settled.old, settled.new)
    )
    every = [*told_before, *told_now]
    cells = _cells(every, _actors(desk, every)) | _cells(every, _before(desk, every))
    whole = set(pairs)
    told = _by_pair(desk, [o.line for o in settled.new.values() if o.kind == "events" and not o.rejected])
    replaced = {key for kind, key in (*settled.old, *settled.new) if kind == "events"}
    new: dict[Key, Kept] = {}
    old: dict[Key, Kept] = {}
    for pair in sorted(whole | {cell[0] for cell in cells}):
        stored = desk.store.between(*pair)
        old.update({one.key: one for one in stored})
        wanted = {_cell(one.line) for one in stored} | cells if pair in whole else cells
        stale = {key for one in stored if _cell(one.line) in wanted for key in one.line.events} - replaced
        events = [one.line for one in desk.store.named("events", stale) if not one.rejected]
        counted = _counted(desk, [*events, *told.get(pair, ())], pair, wanted)
        counted += [one.line for one in stored if _cell(one.line) not in wanted]
        new.update(_decided(desk, tuple(in_course(sorted(counted, key=_cell)))))
    return Courses(new=new, old=old)


def _by_pair(desk: Desk, events: Sequence[Event]) -> dict[Pair, list[Event]]:
    found: dict[Pair, list[Event]] = defaultdict(list)
    actors = _actors(desk, events)
    for event in events:
        for pair in sorted({cell[0] for cell in _cells([event], actors)}):
            found[pair].append(event)
    return found


def _cells(events: Iterable[Event], actors: list[Actor]) -> set[Cell]:
    return {_cell(line) for event in events for line in find_relations([event], actors, origins={})}


def _cell(line: Relation) -> Cell:
    return line.between, line.channel, line.line, line.period


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


def _counted(desk: Desk, events: Sequence[Event], pair: Pair, cells: set[Cell]) -> list[Relation]:
    """The lines of some cells of a pair, from the events in them."""
    actors = _actors(desk, events)
    origins, _ = desk.origins({article for event in events for article in articles_of(event)})
    found = find_relations(events, actors, origins=origins)
    return [line for line in found if line.between == pair and _cell(line) in cells]


def _decided(desk: Desk, lines: tuple[Relation, ...]) -> dict[Key, Kept]:
    """The lines with what analysts decided on them."""
    here = {line.id for line in lines}
    decisions = [one for one in desk.decisions if one.kind == "relations" and one.target in here]
    linked, rejected = after_linking(Linked(relations=lines), decisions, removed={}, known=desk.known)
    return {
        ("relations", line.id): kept("relations", line, rejected=("relations", line.id) in rejected)
        for line in linked.relations
    }
