"""Facts to surface forms: what each name, demonym, seat, surname and outlet may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from memcon.lexicon.entries import Entry, Organisation, Outlet, Person, State
from memcon.lexicon.gazetteer import Body, entry_of
from memcon.lexicon.lexicon import plain

GOVERNMENT = "government"
MINOR = ("ambassador", "assistant", "undersecretary", "deputy")


def state_entries(states: Mapping[str, State]) -> Iterator[Entry]:
    """Names, demonyms, capitals and seats of all states, names before capitals (Singapore is the state)."""
    for sense in ("state", "demonym", "capital", "seat"):
        for state in states.values():
            for surface in _surfaces(state, sense):
                yield from _spelled(_state_entry(state, surface, sense), {})


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


def person_entries(
    persons: Mapping[str, Person],
    *,
    organisations: Mapping[str, Organisation],
    common: Mapping[str, str],
    variants: Mapping[str, tuple[str, ...]],
) -> Iterator[Entry]:
    """Full names, aliases and romanisations (sense `person`), then bare surnames (`surname`) of who goes by one."""
    sides = {person.id: _side(person, organisations) for person in persons.values()}
    for person in persons.values():
        for surface in dict.fromkeys((person.name, *person.aliases, *_romanised(person, variants))):
            yield from _spelled(_person_entry(person, surface, "person", sides[person.id]), common)
    for person in persons.values():
        for surname in person.surnames if person.alone else ():
            yield from _spelled(_person_entry(person, surname, "surname", sides[person.id]), common)


def _side(person: Person, organisations: Mapping[str, Organisation]) -> tuple[str | None, str | None]:
    """State and sector of the person's last office."""
    if not person.tenures:
        return None, None
    last = person.tenures[-1]
    body = organisations.get(last.organisation) if last.organisation else None
    return (body.state, body.sector) if body else (last.state, "GOV")


def _person_entry(person: Person, surface: str, sense: str, side: tuple[str | None, str | None]) -> Entry:
    return Entry(
        surface=surface,
        sense=sense,
        id=person.id,
        kind="person",
        name=person.name,
        state=side[0],
        sector=side[1],
        ambiguous=_has_namesakes(person),
    )


def _has_namesakes(person: Person) -> bool:
    """Whether too little is known to tell the person from others of the name: ambassadors and deputies alone."""
    return not person.alone and all(tenure.office.startswith(MINOR) for tenure in person.tenures)


def _romanised(person: Person, variants: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for name in (person.name, *person.aliases):
        first, _, rest = name.partition(" ")
        if rest:
            for other in variants.get(first, ()):
                yield f"{other} {rest}"


def organisation_entries(organisations: Mapping[str, Organisation], *, common: Mapping[str, str]) -> Iterator[Entry]:
    """Names and aliases of organisations and groups."""
    for organisation in organisations.values():
        entry = entry_of(organisation, organisation.name)
        yield from _spelled(entry, common)
        for surface in organisation.aliases:
            yield from _spelled(replace(entry, surface=surface), common)


def outlet_entries(outlets: Mapping[str, Outlet], *, common: Mapping[str, str]) -> Iterator[Entry]:
    """Names and aliases of outlets, `The Guardian` also as "the Guardian" in running text."""
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
            yield from _spelled(entry, common)
            if surface.startswith("The "):
                yield from _spelled(replace(entry, surface=f"the {surface[4:]}"), common)


def _spelled(entry: Entry, common: Mapping[str, str]) -> Iterator[Entry]:
    """The entry as running text may have it: not at all, only behind its article, flagged, with and without accents."""
    use = common.get(entry.surface)
    if use == "article":
        for surface in (f"the {entry.surface}", f"The {entry.surface}"):
            yield replace(entry, surface=surface, ambiguous=surface in common)
    elif use != "never":
        yield replace(entry, ambiguous=True) if use else entry
    unaccented = plain(entry.surface)
    if unaccented != entry.surface and common.get(unaccented) != "never":
        yield replace(entry, surface=unaccented, ambiguous=entry.ambiguous or bool(use) or unaccented in common)


def body_id(code: str, body: str) -> str:
    """The id of a state's body."""
    return f"{code.lower()}-{body}"


def body_organisation(state: State, body: Body) -> Organisation:
    """One state's body as an organisation ("Russian foreign ministry", `rus-foreign-ministry`)."""
    owner = state.demonyms[0] if state.demonyms else state.name
    return Organisation(
        id=body_id(state.code, body.body),
        name=f"{owner} {body.name}",
        kind="organisation",
        state=state.code,
        sector=body.sector,
        source="pattern: bodies.csv",
    )


def body_entry(state: State, body: str, organisations: Mapping[str, Organisation]) -> Entry | None:
    """What a body's wording beside a state's name stands for; the government is the state itself."""
    if body == GOVERNMENT:
        return _state_entry(state, state.name, "state")
    organisation = organisations.get(body_id(state.code, body))
    return entry_of(organisation, organisation.name) if organisation else None
