"""What linking leaves in the record beside its lines, and one transaction in which a part of it is linked anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select

from memcon.model.actor import Actor
from memcon.model.codec import from_json
from memcon.model.decision import Decision
from memcon.model.link import ArticleLinks, Encounter, KeptProfile, Linked
from memcon.record import articles, changes, decisions, lines, parts, search
from memcon.record.parts import Parts
from memcon.record.schema import line, meta, unlinked


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """How far the record is linked: by which version, with which decisions; what waits (True: a new article)."""

    version: str
    decided: frozenset[str]
    waiting: Mapping[str, bool]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """What linking everything leaves: (article, its keys, its sketch) and profiles of actors."""

    version: str
    decided: Sequence[str]
    articles: Iterable[tuple[str, set[int], bytes]] = ()
    profiles: Mapping[str, KeptProfile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLinked:
    """Lines and all else that linking a part gives. `old` are ids by kind of the lines that the new ones replace."""

    linked: Linked
    old: Mapping[str, set[str]]
    heads: Mapping[str, Encounter]
    rejected: frozenset[tuple[str, str]]
    articles: Sequence[ArticleLinks]
    opinions: Mapping[str, float]
    keys: Mapping[str, set[int]]
    sketches: Mapping[str, bytes]
    profiles: Mapping[str, KeptProfile]
    profiles_gone: frozenset[str]
    version: str
    decided: Sequence[str]


def get(connection: Connection, key: str) -> str:
    """A fact about the file itself, empty if it is not told."""
    return str(connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar() or "")


def put(connection: Connection, key: str, value: str) -> None:
    """Writes a fact about the file itself."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))


def state(connection: Connection) -> LinkState:
    """How far the record is linked."""
    look = Parts(connection)
    return LinkState(
        version=get(connection, "versions"),
        decided=frozenset(json.loads(get(connection, "decided") or "[]")),
        waiting=look.waiting(),
        count=look.linked_count(),
    )


def keep(connection: Connection, kept: Keep) -> None:
    """Keeps what linking everything leaves, in the place of all that was kept."""
    parts.forget(connection)
    for some in parts.chunks(kept.articles):
        keys = {key: found for key, found, _ in some}
        parts.keep_linked(connection, keys, {key: sketch for key, _, sketch in some})
    parts.keep_profiles(connection, kept.profiles)
    _linked(connection, kept.version, kept.decided)


def _linked(connection: Connection, version: str, decided: Sequence[str]) -> None:
    connection.execute(delete(unlinked))
    put(connection, "versions", version)
    put(connection, "decided", json.dumps(list(decided)))


class Part:
    """One transaction: look-ups, then the lines of a part in the place of old ones."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.parts = Parts(connection)

    def decisions(self) -> list[Decision]:
        """Standing decisions, oldest first."""
        return decisions.standing(self._connection)

    def every_decision(self) -> list[Decision]:
        """All decisions, oldest first, withdrawn ones too."""
        return decisions.every(self._connection)

    def state(self) -> LinkState:
        """How far the record is linked."""
        return state(self._connection)

    def actor(self, key: str) -> Actor | None:
        """The actor of the record with an id."""
        return actor(self._connection, key)

    def actors(self) -> dict[str, Actor]:
        """All actors of the record by id."""
        return actors(self._connection)

    def write(self, made: PartLinked) -> None:
        """Writes the part; everything else stays as it is."""
        connection = self._connection
        fresh = [key for key, new in self.parts.waiting().items() if new]
        opinions = {**self.parts.opinions([one.article for one in made.articles]), **made.opinions}
        articles.put_links(connection, [(one, opinions.get(one.article, 0.0)) for one in made.articles])
        run = changes.next_run(connection)
        lines.write_part(connection, made.linked, old=made.old, heads=made.heads, rejected=made.rejected, run=run)
        search.add(connection, sorted(fresh))
        parts.keep_linked(connection, made.keys, made.sketches)
        parts.keep_profiles(connection, made.profiles, made.profiles_gone)
        token = [get(connection, "linked"), made.version, sorted(fresh), list(made.decided)]
        _linked(connection, made.version, made.decided)
        put(connection, "linked", hashlib.sha256(json.dumps(token).encode()).hexdigest())


def actor(connection: Connection, key: str) -> Actor | None:
    """The actor of the record with an id."""
    found = connection.execute(select(line.c.object).where(line.c.kind == "actors", line.c.id == key)).scalar()
    return from_json(found, Actor) if found else None


def actors(connection: Connection) -> dict[str, Actor]:
    """All actors of the record by id."""
    rows = connection.execute(select(line.c.id, line.c.object).where(line.c.kind == "actors"))
    return {key: from_json(text, Actor) for key, text in rows}
