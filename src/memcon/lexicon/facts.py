"""Rows to facts: states, persons with their tenures, organisations, outlets; every cell checked on the way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast, get_args

from memcon.lexicon.entries import Organisation, Outlet, Person, State, Tenure
from memcon.lexicon.gazetteer import Body
from memcon.lexicon.tables import Row
from memcon.model.actor import ActorKind

SECTORS = frozenset(
    (
        *("AGR", "BUS", "COP", "CRM", "CVL", "DEV", "EDU", "ELI", "GOV", "HLH", "IGO", "JUD", "LAB", "LEG", "MED"),
        *("MIL", "NGO", "OPP", "PTY", "REB", "REF", "REL", "SPY", "UAF"),
    )
)
LEADERS = frozenset(("head_of_state", "head_of_government", "supreme_leader", "leader"))
OUTLET_KINDS = frozenset(("agency", "newspaper", "broadcaster", "magazine", "site", "thinktank", "official"))
KINDS = frozenset(get_args(ActorKind))

_EDTF = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")
_CODE = re.compile(r"[A-Z]{3}\Z")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def states_of(rows: Iterable[Row]) -> dict[str, State]:
    """States by code."""
    found = {}
    for row in rows:
        code = row.need("code")
        if not _CODE.match(code):
            row.fail("code", f"{code!r} is not three capital letters")
        found[code] = State(
            code=code,
            name=row.need("name"),
            names=row.several("names"),
            demonyms=row.several("demonyms"),
            capital=row.get("capital") or None,
            capital_names=row.several("capital_names"),
            seats=row.several("seats"),
            homonyms=row.several("homonyms"),
            led_by=_among(row, "led_by", LEADERS) if row.get("led_by") else "head_of_state",
            source=row.get("source"),
        )
    return found


def tenures_of(rows: Iterable[Row], *, states: Mapping[str, State]) -> dict[str, tuple[Tenure, ...]]:
    """The tenures of each person id, the oldest first."""
    found: dict[str, list[Tenure]] = defaultdict(list)
    for row in rows:
        person = _id(row, "person")
        start, end = _edtf(row, "start"), _edtf(row, "end")
        if start and end and end < start[: len(end)]:
            row.fail("end", f"{end!r} is before start {start!r}")
        tenure = Tenure(
            person=person,
            state=_state(row, "state", states),
            office=row.need("office"),
            start=start,
            end=end,
            organisation=row.get("organisation") or None,
            source=row.get("source"),
        )
        found[person].append(tenure)
    return {person: tuple(sorted(held, key=_by_start)) for person, held in found.items()}


def persons_of(rows: Iterable[Row], *, tenures: Mapping[str, tuple[Tenure, ...]]) -> dict[str, Person]:
    """Persons by id, their tenures with them."""
    found = {}
    for row in rows:
        identity = _id(row, "id")
        found[identity] = Person(
            id=identity,
            name=row.need("name"),
            surnames=row.several("surnames"),
            aliases=row.several("aliases"),
            family_first=_yes(row, "family_first"),
            tenures=tenures.get(identity, ()),
            alone=not row.get("alone") or _yes(row, "alone"),
        )
    return found


def bodies_of(rows: Iterable[Row]) -> tuple[Body, ...]:
    """The bodies that every state has, as patterns."""
    return tuple(
        Body(
            row.need("body"),
            row.need("name"),
            row.several("forms"),
            _among(row, "kind", KINDS),
            _sector(row) or "GOV",
        )
        for row in rows
    )


def organisations_of(rows: Iterable[Row], *, states: Mapping[str, State]) -> dict[str, Organisation]:
    """Organisations and groups by id."""
    found = {}
    for row in rows:
        members = row.several("members")
        for member in members:
            if member not in states:
                row.fail("members", f"{member!r} is no state's code")
        identity = _id(row, "id")
        found[identity] = Organisation(
            id=identity,
            name=row.need("name"),
            aliases=row.several("aliases"),
            kind=cast(ActorKind, _among(row, "kind", KINDS)),
            state=_state(row, "state", states),
            sector=_sector(row),
            members=members,
            source=row.get("source"),
        )
    return found


def outlets_of(rows: Iterable[Row], *, states: Mapping[str, State]) -> dict[str, Outlet]:
    """Outlets by id."""
    found = {}
    for row in rows:
        identity = _id(row, "id")
        found[identity] = Outlet(
            id=identity,
            name=row.need("name"),
            aliases=row.several("aliases"),
            domains=tuple(domain.lower() for domain in row.several("domains")),
            kind=_among(row, "kind", OUTLET_KINDS),
            state=_state(row, "state", states),
            source=row.get("source"),
        )
    return found


def _by_start(tenure: Tenure) -> tuple[str, str, str]:
    return (tenure.start or "", tenure.end or "9", tenure.office)


def _id(row: Row, column: str) -> str:
    value = row.need(column)
    return value if _ID.match(value) else row.fail(column, f"{value!r} is not lower-case words joined by hyphens")


def _edtf(row: Row, column: str) -> str | None:
    value = row.get(column)
    if value and not _EDTF.match(value):
        row.fail(column, f"{value!r} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    return value or None


def _state(row: Row, column: str, states: Mapping[str, State]) -> str | None:
    value = row.get(column)
    if value and value not in states:
        row.fail(column, f"{value!r} is no state's code (ISO 3166-1 alpha-3)")
    return value or None


def _among(row: Row, column: str, allowed: frozenset[str]) -> str:
    value = row.need(column)
    return value if value in allowed else row.fail(column, f"{value!r} is none of {', '.join(sorted(allowed))}")


def _sector(row: Row) -> str | None:
    return _among(row, "sector", SECTORS) if row.get("sector") else None


def _yes(row: Row, column: str) -> bool:
    value = row.get(column).lower()
    if value not in ("", "yes", "no"):
        row.fail(column, f"{value!r} is neither yes nor no")
    return value == "yes"
