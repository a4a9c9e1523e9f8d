"""Which fields an analyst may set on each kind of line, and how the words given become values."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, get_args

from memcon.errors import UsageError
from memcon.model.actor import Actor, ActorKind, Party
from memcon.model.link import Aspect, EncounterStatus
from memcon.model.reading import (
    CHANNELS,
    EVENT_TYPES,
    AnswerKind,
    AskForm,
    EncounterKind,
    EventStatus,
    Holder,
    Place,
)
from memcon.model.when import UNDATED, When, from_edtf

Known = Mapping[str, Actor]
Converter = Callable[[str, Known], Any]

LINKED_FIELDS = {"asks": ("status",), "forecasts": ("outcome",)}
"""Fields of single-article kinds that linking computes, and that are therefore set after it."""


def _text(value: str, known: Known) -> str | None:
    del known
    return value or None


def _words(value: str, known: Known) -> str:
    del known
    if not value.strip():
        raise ValueError("must not be empty")
    return value


def _flag(value: str, known: Known) -> bool:
    del known
    flags = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if value.strip().lower() not in flags:
        raise ValueError("must be true or false")
    return flags[value.strip().lower()]


def _one_of(*choices: str) -> Converter:
    def convert(value: str, known: Known) -> str:
        del known
        if value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return value

    return convert


def _when(value: str, known: Known) -> When:
    del known
    return from_edtf(value, basis="stated") if value else UNDATED


def _actors(value: str, known: Known) -> tuple[str, ...]:
    found = []
    for word in (part.strip() for part in value.split(",") if part.strip()):
        named = [known[word]] if word in known else _named(word, known)
        if len(named) > 1:
            ids = ", ".join(sorted(actor.id for actor in named)[:6])
            raise ValueError(f"{word!r} is the name of several ({ids}); give an id")
        if not named:
            raise ValueError(f"{word!r} is no actor of the record or the lexicon; `memcon show actors` lists them")
        found.append(named[0].id)
    return tuple(dict.fromkeys(found))


def _named(word: str, known: Known) -> list[Actor]:
    """Every actor that bears the name or an alias of these letters."""
    folded = word.casefold()
    return [actor for actor in known.values() if folded in (n.casefold() for n in (actor.name, *actor.aliases))]


def _party(value: str, known: Known) -> Party:
    if value in known:
        return Party(actor=value, name=known[value].name)
    named = _named(value, known)
    return Party(actor=named[0].id, name=named[0].name) if len(named) == 1 else Party(name=_words(value, known))


def _holder(value: str, known: Known) -> Holder:
    party = _party(value, known)
    return Holder(actor=party.actor, name=party.name)


def _place(value: str, known: Known) -> Place | None:
    del known
    return Place(name=value) if value else None


def _number(value: str, known: Known) -> float:
    del known
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError("must be between 0 and 1")
    return number


FIELDS: dict[str, dict[str, Converter]] = {
    "actors": {"name": _words, "kind": _one_of(*get_args(ActorKind)), "state": _text, "sector": _text, "office": _text},
    "statements": {"speaker": _party, "mode": _one_of("direct", "indirect", "mixed"), "denied": _flag, "hedge": _text,
                   "when": _when},
    "events": {"type": _one_of(*EVENT_TYPES), "mode": _text, "channel": _one_of(*CHANNELS), "when": _when,
               "status": _one_of(*get_args(EventStatus)), "source": _actors, "target": _actors, "place": _place,
               "encounter_kind": _one_of(*get_args(EncounterKind))},
    "encounters": {"kind": _one_of(*get_args(EncounterKind)), "status": _one_of(*get_args(EncounterStatus)),
                   "participants": _actors, "when": _when, "place": _place},
    "differences": {"aspect": _one_of(*get_args(Aspect)), "summary": _words, "weight": _number},
    "asks": {"form": _one_of(*get_args(AskForm)), "what": _words, "channel": _one_of(*CHANNELS), "when": _when,
             "asker": _actors, "asked": _actors, "condition": _text,
             "status": _one_of("open", *get_args(AnswerKind))},
    "forecasts": {"claim": _words, "expects": _flag, "condition": _text, "horizon": _when, "holder": _holder,
                  "outcome": _one_of("true", "false", "open", "unclear")},
    "stories": {"title": _words},
}  # fmt: skip


def convert(kind: str, field: str, value: str, known: Known) -> Any:
    """The value that the words stand for; UsageError names the field and what it takes."""
    fields = FIELDS.get(kind, {})
    if field not in fields:
        allowed = ", ".join(fields) or "none"
        raise UsageError(f"{kind} have no field {field!r} that can be set; those that can: {allowed}")
    try:
        return fields[field](value, known)
    except ValueError as error:
        raise UsageError(f"{field} of {kind}: {json.dumps(value)} {error}") from error


def with_field(kind: str, line: Any, field: str, value: str, known: Known) -> Any:
    """The line with one field set as an analyst decided; a set speaker keeps the span of the old one."""
    new = convert(kind, field, value, known)
    if isinstance(new, Party):
        new = replace(new, span=line.speaker.span)
    if field in ("source", "target"):
        return replace(line, **{field: new, f"{field}_spans": ()})
    return replace(line, **{field: new})
