"""What can be corrected on a line: its fields in words that can be given back, and what to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args

from memcon.link.fields import FIELDS
from memcon.model.actor import ActorKind
from memcon.model.link import Aspect, EncounterStatus
from memcon.model.reading import CHANNELS, EVENT_TYPES, AnswerKind, AskForm, EncounterKind, EventStatus
from memcon.record import Filter, Record
from memcon.views.naming import labels_for
from memcon.views.telling import Told, tell

Line = Mapping[str, Any]
MERGED = ("encounters", "actors", "events", "asks", "forecasts", "statements", "stories")
SPLIT = ("encounters", "actors", "events", "asks", "forecasts", "statements", "stories", "copies")
NEAR_DAYS = 45
_FLAG = ("true", "false")
_CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("actors", "kind"): get_args(ActorKind),
    ("statements", "mode"): ("direct", "indirect", "mixed"),
    ("statements", "denied"): _FLAG,
    ("events", "type"): EVENT_TYPES,
    ("events", "channel"): CHANNELS,
    ("events", "status"): get_args(EventStatus),
    ("events", "encounter_kind"): get_args(EncounterKind),
    ("encounters", "kind"): get_args(EncounterKind),
    ("encounters", "status"): get_args(EncounterStatus),
    ("differences", "aspect"): get_args(Aspect),
    ("asks", "form"): get_args(AskForm),
    ("asks", "channel"): CHANNELS,
    ("asks", "status"): ("open", *get_args(AnswerKind)),
    ("forecasts", "expects"): _FLAG,
    ("forecasts", "outcome"): ("true", "false", "open", "unclear"),
}
_DATES = ("when", "horizon")
_ACTORS = ("source", "target", "participants", "asker", "asked", "speaker", "holder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that may be set: its value as words, `choices` if it takes one of a few, a `hint` otherwise."""

    name: str
    value: str
    choices: tuple[str, ...]
    hint: str
    actors: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Correctable:
    """How a line can be corrected: its fields, lines it may be one with, whether it can be taken apart."""

    fields: tuple[Field, ...]
    merges: bool
    near: tuple[Told, ...]
    splits: bool
    actors: tuple[Line, ...]


def correctable(record: Record, kind: str, line: Line) -> Correctable:
    """What an analyst can change on a line."""
    fields = tuple(_field(kind, line, name) for name in FIELDS.get(kind, {}))
    return Correctable(
        fields=fields,
        merges=kind in MERGED,
        near=tuple(_near(record, kind, line)) if kind in MERGED else (),
        splits=kind in SPLIT,
        actors=tuple(record.page("actors", Filter(), limit=300)) if any(f.actors for f in fields) else (),
    )


def _field(kind: str, line: Line, name: str) -> Field:
    hint = "YYYY, YYYY-MM, YYYY-MM-DD or A/B; empty: undated" if name in _DATES else ""
    if name in _ACTORS:
        hint = "a name or id" if name in ("speaker", "holder") else "names or ids, with commas between"
    value = _words(line.get(name))
    return Field(name=name, value=value, choices=_CHOICES.get((kind, name), ()), hint=hint, actors=name in _ACTORS)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    if isinstance(value, Mapping):
        if "edtf" in value:
            return str(value["edtf"] or "")
        return str(value.get("actor") or value.get("name") or "")
    return str(value)


def _near(record: Record, kind: str, line: Line) -> list[Told]:
    """Lines of the kind around the same days with one of the same actors."""
    actors = _actors_in(kind, line)
    since, until = _around(line.get("when"))
    if kind == "actors":
        found = record.named(str(line["name"]).split()[-1][:60], limit=20) if str(line["name"]).split() else []
    elif kind == "stories" or actors:
        wanted = Filter(actor=actors or None, since=since, until=until, min_confidence=0)
        found = record.page(kind, wanted, limit=25) if since or kind == "stories" else []
    else:
        found = []
    others = [other for other in found if other["id"] != line["id"]][:20]
    names = labels_for(record, others)
    return [tell(kind, other, names) for other in others]


def _actors_in(kind: str, line: Line) -> frozenset[str]:
    if kind == "statements":
        return frozenset(filter(None, [line["speaker"]["actor"]]))
    if kind == "forecasts":
        return frozenset(filter(None, [line["holder"]["actor"], *line["actors"]]))
    names = ("participants", "source", "target", "asker", "asked")
    return frozenset(key for name in names for key in line.get(name) or ())


def _around(when: Line | None) -> tuple[str | None, str | None]:
    if not when or not when["earliest"] or not when["latest"]:
        return None, None
    first, last = date.fromisoformat(when["earliest"]), date.fromisoformat(when["latest"])
    pad = timedelta(days=NEAR_DAYS)
    return (
        (first - pad).isoformat() if first > date.min + pad else None,
        (last + pad).isoformat() if last < date.max - pad else None,
    )
