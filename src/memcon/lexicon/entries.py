"""The types of lexicon facts; each row names the source it was taken from."""

from __future__ import annotations

from dataclasses import dataclass

from memcon.model.actor import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state: `code` ISO 3166-1 alpha-3; `names` all names and short forms, `demonyms` adjectives and plurals.

    `seats` are phrases that stand for its government ("the Kremlin", "Downing Street"), `capital` its
    capital and `capital_names` that name's other spellings; `homonyms` names that are also something else;
    `led_by` is the office that "its leader" means.
    """

    code: str
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    capital_names: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    homonyms: tuple[str, ...] = ()
    led_by: str = "head_of_state"
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One person in one office of one state, or of one `organisation` (its id); `start`/`end` EDTF.

    `start` is None when unknown; `end` is None while the office is held or its end is unknown. `office` ending
    in `_acting` is held for somebody else.
    """

    person: str
    state: str | None
    office: str
    start: str | None = None
    end: str | None = None
    organisation: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person known to the lexicon. `id` is the slug of `name`; `surnames` the short forms news uses.

    `family_first` says that the name is written family name first (Xi Jinping). `alone` False: too little
    known for a bare surname to mean them.
    """

    id: str
    name: str
    surnames: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    family_first: bool = False
    tenures: tuple[Tenure, ...] = ()
    alone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation or group: international body, ministry, army, party, militia, company, bloc."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind = "organisation"
    state: str | None = None
    sector: str | None = None
    members: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A newspaper, agency, broadcaster or official press page. `kind`: agency, newspaper, broadcaster,
    magazine, site, thinktank, official; `state` ISO alpha-3."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    kind: str = "site"
    state: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A city or other named place with coordinates in degrees (WGS 84)."""

    name: str
    state: str
    lat: float
    lon: float
    population: int = 0
    capital: bool = False
    admin: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One surface form of the gazetteer: what it may stand for.

    `sense`: state, demonym, capital, seat, person, surname, organisation, outlet, group.
    `id` is an actor id: the state's code, a person's, organisation's or outlet's id. `ambiguous` warns that the
    words are as often something else (Jordan, Georgia, Bush at the head of a sentence).
    """

    surface: str
    sense: str
    id: str
    kind: ActorKind
    name: str
    state: str | None = None
    sector: str | None = None
    case_sensitive: bool = True
    ambiguous: bool = False
