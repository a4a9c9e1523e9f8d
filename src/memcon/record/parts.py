"""What linking a part of the record asks of it, and how a part is written: nothing here goes through all articles.

Articles, lines and keys are looked up through the indexes by article, key, actor and id, so that the cost of a
correction does not grow with the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Column, Connection, delete, func, insert, or_, select, text

from memcon.model.actor import Actor
from memcon.model.codec import from_json
from memcon.model.digest import Digest
from memcon.model.kinds import KINDS
from memcon.model.link import KeptProfile
from memcon.record import articles as kept_articles
from memcon.record.schema import (
    article,
    evidence,
    line,
    line_actor,
    line_article,
    linked,
    profile,
    reach,
    unlinked,
)
from memcon.record.search import match_beginnings

_CHUNK = 400
LOOKED_AT = 50
"""So many times as many sentences as articles are wanted are looked at."""
UNDATED = "9999"
"""Lines without a day are in order behind all others."""
T = TypeVar("T")


class Row(NamedTuple):
    """A line as it is stored: its kind, the typed line, its JSON, whether an analyst rejected it."""

    kind: str
    line: Any
    text: str
    rejected: bool


def _profile(row: Any) -> KeptProfile:
    return KeptProfile(row.told, row.joined, row.actor_as_told, bool(row.decided))


def chunks(items: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    source = iter(items)
    while part := list(islice(source, size)):
        yield part


class Parts:
    """Look-ups by index for one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def digests(self, ids: Iterable[str]) -> list[Digest]:
        """Digests of those of the articles that were read or are in another language, in order of id."""
        found: list[Digest] = []
        for part in chunks(sorted(set(ids))):
            query = select(article).where(article.c.id.in_(part), kept_articles.LINKABLE)
            found.extend(kept_articles.digest_of(row) for row in self._connection.execute(query))
        return sorted(found, key=lambda digest: digest.article.id)

    def reached(self, keys: Iterable[int]) -> set[str]:
        """Articles that are kept under one of the keys."""
        found: set[str] = set()
        for part in chunks(sorted(set(keys))):
            query = select(linked.c.article).join(reach, reach.c.n == linked.c.n).where(reach.c.key.in_(part))
            found.update(self._connection.execute(query.distinct()).scalars())
        return found

    def printed(self, key: int) -> list[tuple[str, str | None]]:
        """Id and day of print (EDTF) of the articles that are kept under a key."""
        joined = reach.join(linked, reach.c.n == linked.c.n).join(article, article.c.id == linked.c.article)
        query = select(article.c.id, article.c.published).select_from(joined).where(reach.c.key == key)
        return [(str(one), published) for one, published in self._connection.execute(query)]

    def keys_of(self, ids: Iterable[str]) -> set[int]:
        """Keys that the articles are kept under."""
        found: set[int] = set()
        for part in chunks(sorted(set(ids))):
            query = select(reach.c.key).join(linked, reach.c.n == linked.c.n).where(linked.c.article.in_(part))
            found.update(self._connection.execute(query).scalars())
        return found

    def touching(self, ids: Iterable[str], kinds: Sequence[str]) -> list[Row]:
        """Lines of the kinds that rest on or name one of the articles."""
        keys: set[tuple[str, str]] = set()
        for part in chunks(sorted(set(ids))):
            for table in (evidence, line_article):
                query = select(table.c.kind, table.c.line).where(table.c.article.in_(part), table.c.kind.in_(kinds))
                keys.update((kind, key) for kind, key in self._connection.execute(query.distinct()))
        return self._rows(keys)

    def named(self, kind: str, ids: Iterable[str]) -> list[Row]:
        """Lines of one kind by id."""
        return self._rows({(kind, key) for key in ids})

    def _rows(self, keys: set[tuple[str, str]]) -> list[Row]:
        found: list[Row] = []
        for kind in sorted({kind for kind, _ in keys}):
            for part in chunks(sorted(key for of, key in keys if of == kind)):
                query = select(line.c.object, line.c.rejected).where(line.c.kind == kind, line.c.id.in_(part))
                found += [_row(kind, *row) for row in self._connection.execute(query)]
        return found

    def origins(self, ids: Iterable[str]) -> dict[str, str]:
        """Origins of those of the ids that are articles."""
        found: dict[str, str] = {}
        for part in chunks(sorted(set(ids))):
            query = select(article.c.id, article.c.origin).where(article.c.id.in_(part))
            found.update((key, origin) for key, origin in self._connection.execute(query))
        return found

    def actors(self, ids: Iterable[str]) -> dict[str, tuple[str, Actor]]:
        """For actor ids of readings: the id they are joined under, and that actor before decisions on it."""
        joined: dict[str, str] = {}
        for part in chunks(sorted(set(ids))):
            query = select(profile.c.actor, profile.c.joined).where(profile.c.actor.in_(part))
            joined.update((key, name) for key, name in self._connection.execute(query))
        shown: dict[str, Actor] = {}
        for part in chunks(sorted(set(joined.values()))):
            query = select(profile.c.actor, profile.c.actor_as_told).where(profile.c.actor.in_(part))
            shown.update((key, from_json(told, Actor)) for key, told in self._connection.execute(query) if told)
        return {key: (name, shown[name]) for key, name in joined.items() if name in shown}

    def about(
        self, kinds: Sequence[str], states: Iterable[str], *, since: str | None = None, until: str | None = None
    ) -> list[Row]:
        """Lines of the kinds with an actor of one of the states, dated in the days given (inclusive) or not at all."""
        names: set[str] = set()
        for part in chunks(sorted(set(states))):
            query = select(line_actor.c.line).where(line_actor.c.kind == "actors", line_actor.c.actor.in_(part))
            names.update(self._connection.execute(query).scalars())
            names.update(part)
        keys: set[tuple[str, str]] = set()
        for part in chunks(sorted(names)):
            query = select(line_actor.c.kind, line_actor.c.line)
            wanted = query.where(line_actor.c.actor.in_(part), line_actor.c.kind.in_(kinds))
            if since is not None:
                wanted = wanted.where(line_actor.c.sort >= since)
            if until is not None:
                wanted = wanted.where(or_(line_actor.c.sort < f"{until}~", line_actor.c.sort >= UNDATED))
            keys.update((kind, key) for kind, key in self._connection.execute(wanted.distinct()))
        return self._rows(keys)

    def between(self, a: str, b: str) -> list[Row]:
        """Relations of a pair of states."""
        one, other = (
            select(line_actor.c.line).where(
                line_actor.c.kind == "relations", line_actor.c.actor == state, line_actor.c.role == "between"
            )
            for state in (a, b)
        )
        query = select(line.c.object, line.c.rejected).where(
            line.c.kind == "relations", line.c.id.in_(one), line.c.id.in_(other)
        )
        return [_row("relations", *row) for row in self._connection.execute(query)]

    def telling(self, words: Sequence[str], *, among: Set[str] | None, most: int) -> list[str]:
        """Those of some articles (None: of all) with sentences that have a word that begins so, the best first."""
        query = match_beginnings(words)
        if not query or (among is not None and not among):
            return []
        rows = self._connection.execute(
            text(
                "SELECT s.article FROM (SELECT rowid, rank FROM sentence_text WHERE sentence_text MATCH :query "
                "ORDER BY rank LIMIT :some) f JOIN sentence s ON s.id = f.rowid ORDER BY f.rank, s.article"
            ),
            {"query": query, "some": LOOKED_AT * most},
        )
        found = dict.fromkeys(str(key) for (key,) in rows if among is None or key in among)
        return list(found)[:most]

    # what linking keeps

    def waiting(self) -> dict[str, bool]:
        """Articles read since the last linking, and whether each is new (not a new reading of an old one)."""
        return {
            key: bool(fresh) for key, fresh in self._connection.execute(select(unlinked.c.article, unlinked.c.fresh))
        }

    def linked_count(self) -> int:
        """How many articles were linked."""
        return int(self._connection.execute(select(func.count()).select_from(linked)).scalar_one())

    def profiles(self, ids: Iterable[str] | None = None) -> dict[str, KeptProfile]:
        """Profiles by actor id of readings; all of them with None."""
        query = select(profile)
        if ids is None:
            return {row.actor: _profile(row) for row in self._connection.execute(query)}
        found: dict[str, KeptProfile] = {}
        for part in chunks(sorted(set(ids))):
            for row in self._connection.execute(query.where(profile.c.actor.in_(part))):
                found[row.actor] = _profile(row)
        return found

    def decided_profiles(self) -> set[str]:
        """Ids of actors that only an analyst names."""
        return set(self._connection.execute(select(profile.c.actor).where(profile.c.decided == 1)).scalars())

    def sketches(self) -> dict[str, bytes]:
        """Sketches by article."""
        query = select(linked.c.article, linked.c.sketch).where(linked.c.sketch.is_not(None))
        found: dict[str, bytes] = {}
        found.update((key, data) for key, data in self._connection.execute(query))
        return found

    def machine_reworded(self, ids: Iterable[str]) -> dict[str, float]:
        """The probability of machine rewording by article."""
        return self._shares(article.c.machine_reworded, ids)

    def opinions(self, ids: Iterable[str]) -> dict[str, float]:
        """The share of opinion by article."""
        return self._shares(article.c.opinion, ids)

    def _shares(self, column: Column[float], ids: Iterable[str]) -> dict[str, float]:
        found: dict[str, float] = {}
        for part in chunks(sorted(set(ids))):
            query = select(article.c.id, column).where(article.c.id.in_(part))
            found.update((key, value) for key, value in self._connection.execute(query))
        return found


def _row(kind: str, text_: str, rejected: int) -> Row:
    return Row(kind, from_json(text_, KINDS[kind].type), text_, bool(rejected))


def keep_profiles(connection: Connection, rows: Mapping[str, KeptProfile], gone: Iterable[str] = ()) -> None:
    """Writes profiles by actor id, and takes those away that are gone."""
    for part in chunks(sorted({*rows, *gone})):
        connection.execute(delete(profile).where(profile.c.actor.in_(part)))
    for part in chunks(sorted(rows)):
        connection.execute(
            insert(profile),
            [
                {
                    "actor": key, "told": rows[key].told, "joined": rows[key].joined,
                    "actor_as_told": rows[key].shown, "decided": int(rows[key].decided),
                }
                for key in part
            ],
        )  # fmt: skip


def keep_linked(connection: Connection, keys: Mapping[str, Iterable[int]], sketches: Mapping[str, bytes]) -> None:
    """Keeps articles under their keys, new ones with their sketches."""
    for part in chunks(sorted(keys)):
        numbers = _numbers(connection, part)
        fresh = [{"article": key, "sketch": sketches.get(key)} for key in part if key not in numbers]
        if fresh:
            connection.execute(insert(linked), fresh)
        if numbers:
            connection.execute(delete(reach).where(reach.c.n.in_(sorted(numbers.values()))))
        numbers = _numbers(connection, part)
        rows = [(key, numbers[one]) for one in part for key in sorted(set(keys[one]))]
        if rows:
            connection.exec_driver_sql("INSERT INTO reach (key, n) VALUES (?, ?)", rows)


def _numbers(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    query = select(linked.c.article, linked.c.n).where(linked.c.article.in_(ids))
    found: dict[str, int] = {}
    found.update((key, number) for key, number in connection.execute(query))
    return found


def forget(connection: Connection) -> None:
    """Forgets all that linking kept, before everything is linked anew."""
    for table in (reach, linked, profile):
        connection.execute(delete(table))
