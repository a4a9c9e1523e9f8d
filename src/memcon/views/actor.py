"""An actor as a page: statements in time order, encounters, asks made and received, forecasts and how they fared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from memcon.errors import UsageError
from memcon.record import Filter, Record
from memcon.views.naming import labels_for
from memcon.views.telling import Told, tell

SHOWN = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """What the page of an actor shows; `state`: the name of its state, `fared`: outcomes of the forecasts shown."""

    actor: Mapping[str, Any]
    state: str
    told: Told
    statements: tuple[Told, ...]
    encounters: tuple[Told, ...]
    made: tuple[Told, ...]
    received: tuple[Told, ...]
    forecasts: tuple[Told, ...]
    events: tuple[Told, ...]
    fared: tuple[tuple[str, int], ...]
    people: tuple[Told, ...]


def actor_page(record: Record, actor_id: str) -> ActorPage:
    """The page of one actor; UsageError when the record has none of this id."""
    found = record.several([actor_id]).get(actor_id)
    if found is None or found[0] != "actors":
        raise UsageError(f"the record has no actor {actor_id[:100]!r}")
    actor = found[1]
    groups = {
        "statements": record.with_actor("statements", actor_id, ("speaker",), limit=SHOWN),
        "encounters": _latest(record, "encounters", actor, "participant"),
        "made": _latest(record, "asks", actor, "asker"),
        "received": _latest(record, "asks", actor, "asked"),
        "forecasts": record.with_actor("forecasts", actor_id, ("holder",), limit=SHOWN),
        "events": _latest(record, "events", actor, "source"),
        "people": _people(record, actor),
    }
    kinds = {"made": "asks", "received": "asks", "people": "actors"}
    names, decisions = labels_for(record, groups, actor, {"actors": [actor["state"] or ""]}), record.lines("decisions")
    told = {
        name: tuple(tell(kinds.get(name, name), line, names, decisions) for line in lines)
        for name, lines in groups.items()
    }
    fared = Counter(line["outcome"] for line in groups["forecasts"])
    return ActorPage(
        actor=actor, state=names.actor(actor["state"]) if actor["state"] else "",
        told=tell("actors", actor, names, decisions), fared=tuple(sorted(fared.items())), **told,
    )  # fmt: skip


def _latest(record: Record, kind: str, actor: Mapping[str, Any], role: str) -> list[dict[str, Any]]:
    """The latest lines with an actor in a role; of a state those of its people, too."""
    if actor["kind"] != "state":
        return record.with_actor(kind, actor["id"], (role,), limit=SHOWN)
    found = record.of_actors(kind, [actor["id"]], (role,), Filter(), limit=SHOWN)
    dated = [line for line in found if line["when"]["earliest"]]
    return dated[::-1] + found[len(dated) :]


def _people(record: Record, actor: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Of a state, the actors that belong to it."""
    if actor["kind"] != "state":
        return []
    own = record.with_actor("actors", actor["id"], ("state",), limit=60)
    return sorted((a for a in own if a["id"] != actor["id"] and a["confidence"] >= Filter().min_confidence),
                  key=lambda a: (-len(a["aliases"]), a["name"]))[:SHOWN]  # fmt: skip
