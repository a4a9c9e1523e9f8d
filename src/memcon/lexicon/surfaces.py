"""Facts to surface forms: what each name, demonym, seat, surname and outlet may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from memcon.lexicon.entries import Entry, Organisation, Outlet, Person, State
from memcon.lexicon.gazetteer import Body, entry_of
from memcon.lexicon.lexicon import slug

GOVERNMENT = "government"


def state_entries(states: Mapping[str, State]) -> Iterator[Entry]:
    """Names, demonyms, capitals and seats of all states, names before capitals (Singapore is the state)."""
    for sense in ("state", "demonym", "capital", "seat"):
        for state in states.values():
            for surface in _surfaces(state, sense):
                yield _state_entry(state, surface, sense)


def _surfaces(state: State, sense: str) -> tuple[str, ...]:
    if sense == "state":
        return (state.name, *state.names)
    if sense == "demonym":
        return state.demonyms
    if sense == "seat":
        return state.seats
    return (state.capital, *state.capital_names) if state.capital else ()


def _state_entry(state: State, surface: str, sense: str) -> Entry:
    return Entry(
        surface=surface,
        sense=sense,
        id=state.code,
        kind="state",
        name=state.name,
        state=state.code,
        sector="GOV",
        ambiguous=surface in state.homonyms,
    )


def person_entries(persons: Mapping[str, Person], *, common: Mapping[str, str]) -> Iterator[Entry]:
    """Full names and aliases (sense `person`), then bare surnames (`surname`) of who is known enough for them."""
    for person in persons.values():
        for surface in (person.name, *person.aliases):
            yield _person_entry(person, surface, "person", common)
    for person in persons.values():
        for surname in person.surnames if person.alone else ():
            if common.get(surname) != "never":
                yield _person_entry(person, surname, "surname", common)


def _person_entry(person: Person, surface: str, sense: str, common: Mapping[str, str]) -> Entry:
    last = person.tenures[-1] if person.tenures else None
    return Entry(
        surface=surface,
        sense=sense,
        id=person.id,
        kind="person",
        name=person.name,
        state=last.state if last else None,
        ambiguous=surface in common,
    )


def organisation_entries(organisations: Mapping[str, Organisation], *, common: Mapping[str, str]) -> Iterator[Entry]:
    """Names and aliases of organisations and groups."""
    for organisation in organisations.values():
        for surface in (organisation.name, *organisation.aliases):
            yield entry_of(organisation, surface, ambiguous=surface in common)


def outlet_entries(outlets: Mapping[str, Outlet], *, common: Mapping[str, str]) -> Iterator[Entry]:
    """Names and aliases of outlets; one that is a common word only behind its article ("the Guardian")."""
    for outlet in outlets.values():
        for surface in (outlet.name, *outlet.aliases):
            entry = Entry(
                surface=surface,
                sense="outlet",
                id=outlet.id,
                kind="outlet",
                name=outlet.name,
                state=outlet.state,
                sector="MED",
            )
            if common.get(surface) != "never":
                yield replace(entry, ambiguous=surface in common)
            elif not surface.startswith(("The ", "the ")):
                yield replace(entry, surface=f"the {surface}")
                yield replace(entry, surface=f"The {surface}")


def body_organisation(state: State, body: Body) -> Organisation:
    """One state's body as an organisation ("Russian foreign ministry", `rus-foreign-ministry`)."""
    owner = state.demonyms[0] if state.demonyms else state.name
    return Organisation(
        id=slug(f"{state.code} {body.body}"),
        name=f"{owner} {body.name}",
        kind="organisation",
        state=state.code,
        sector=body.sector,
        source="pattern: bodies.csv",
    )


def body_entry(state: State, body: Body, organisation: Organisation) -> Entry:
    """What a body's wording behind a state's name stands for; the government is the state itself."""
    if body.body == GOVERNMENT:
        return _state_entry(state, state.name, "state")
    return entry_of(organisation, organisation.name)
