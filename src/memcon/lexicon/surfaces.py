"""Facts to surface forms: what each name, demonym, seat, surname and outlet may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from memcon.lexicon.entries import Entry, Organisation, Outlet, Person, State
from memcon.lexicon.gazetteer import Body, entry_of
from memcon.lexicon.lexicon import plain, slug

GOVERNMENT = "government"


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
    for person in persons.values():
        entry = _person_entry(person, organisations)
        for surface in dict.fromkeys((person.name, *person.aliases, *_romanised(person, variants))):
            yield from _spelled(replace(entry, surface=surface), common)
    for person in persons.values():
        entry = replace(_person_entry(person, organisations), sense="surname")
        for surname in person.surnames if person.alone else ():
            yield from _spelled(replace(entry, surface=surname), common)


def _person_entry(person: Person, organisations: Mapping[str, Organisation]) -> Entry:
    """The person's entry, with the state and sector of the last office."""
    last = person.tenures[-1] if person.tenures else None
    body = organisations.get(last.organisation or "") if last else None
    return Entry(
        surface=person.name,
        sense="person",
        id=person.id,
        kind="person",
        name=person.name,
        state=body.state if body else last.state if last else None,
        sector=body.sector if body else "GOV" if last else None,
    )


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
        for surface in (organisation.name, *organisation.aliases):
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
    if use == "never":
        return
    if use == "article":
        yield replace(entry, surface=f"the {entry.surface}")
        yield replace(entry, surface=f"The {entry.surface}")
        return
    entry = replace(entry, ambiguous=True) if use else entry
    yield entry
    if not entry.surface.isascii():
        yield replace(entry, surface=plain(entry.surface))


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
