"""Who acts and speaks: states, persons, organisations, groups and outlets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from memcon.model.span import Span

ActorKind = Literal["state", "person", "organisation", "group", "outlet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor. `id`: a state's ISO 3166-1 alpha-3 code; else a slug of the canonical name (`xi-jinping`).

    `state` is the ISO alpha-3 code it belongs to, `sector` a PLOVER sector (GOV, MIL, MED, LEG, JUD, OPP,
    REB, BUS, CVL, IGO, NGO, ELI, ...), `office` the office as the article or the lexicon gives it.
    `basis` says what the identification rests on: text, lexicon or both.
    """

    id: str
    name: str
    kind: ActorKind
    state: str | None = None
    sector: str | None = None
    office: str | None = None
    aliases: tuple[str, ...] = ()
    confidence: float = 1.0
    basis: Literal["text", "lexicon", "both"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A speaker, addressee or link of a `via` chain.

    `span` is the whole phrase as written (pronouns included) or None when nothing stands for it;
    `name` is resolved, `actor` its id or None. `members` are the actors of a plural ("the two leaders"), else empty.
    """

    actor: str | None = None
    name: str
    span: Span | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A phrase that stands for an actor. `actor` is None when unresolved or plural.

    `members` lists the actors of a plural mention ("the two leaders"), else is empty.
    `form`: name, office, demonym, seat, description, pronoun, plural.
    """

    span: Span
    quote: str
    actor: str | None = None
    members: tuple[str, ...] = ()
    form: str = "name"
    confidence: float = 1.0

    @property
    def actors(self) -> tuple[str, ...]:
        """All actor ids that the phrase stands for."""
        return (self.actor,) if self.actor else self.members
