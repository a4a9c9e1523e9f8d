"""The record: one file that holds articles, readings, lines and decisions, and the only door to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DatabaseError

from memcon.errors import RecordDamaged, RecordError, RecordLocked, RecordMissing
from memcon.model.actor import Actor
from memcon.model.article import Article
from memcon.model.codec import to_plain
from memcon.model.decision import Decision
from memcon.model.digest import Digest
from memcon.model.link import ArticleLinks, Linked
from memcon.model.reading import Reading
from memcon.model.span import Evidence, Span
from memcon.record import articles, changes, check, decisions, keeping, lines, paging, search
from memcon.record.lines import Filter
from memcon.record.schema import line, meta
from memcon.record.search import Hit, Narrowing
from memcon.record.selecting import Fields
from memcon.record.store import in_words, open_engine, prepare

T = TypeVar("T")


class Record:
    """A record file. Open it with `open_record`; every method is one transaction."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with in_words(self.path), self._engine.begin() as connection:
            yield connection

    # articles

    def known(self, ids: Sequence[str]) -> dict[str, articles.Known]:
        """Those of `ids` that the record holds, with what it knows of them."""
        with self._connection() as connection:
            return articles.known(connection, ids)

    def put(self, items: Iterable[tuple[Article, Reading | None, str]]) -> None:
        """Keeps articles with their readings, all or none; None is an unread one, the string says why."""
        with self._connection() as connection:
            changes.note_articles(connection, articles.put(connection, items))

    def article(self, article_id: str) -> Article | None:
        """An article with its text."""
        with self._connection() as connection:
            return articles.get(connection, article_id)

    def reading(self, article_id: str) -> Reading | None:
        """The whole reading of an article."""
        with self._connection() as connection:
            return articles.reading(connection, article_id)

    def digests(self) -> list[Digest]:
        """What linking needs of every article that was read, in order of id."""
        with self._connection() as connection:
            return list(articles.digests(connection))

    def sentence(self, article_id: str, start: int) -> tuple[Span, str] | None:
        """The sentence that covers a character, with its text."""
        with self._connection() as connection:
            return articles.containing(connection, article_id, start)

    def cited(self, article_id: str) -> list[tuple[str, str, Span]]:
        """(kind, line id, span) of everything that rests on an article."""
        with self._connection() as connection:
            return articles.cited(connection, article_id)

    # lines

    def write_links(
        self,
        linked: Linked,
        *,
        opinions: dict[str, float],
        rejected: frozenset[tuple[str, str]] = frozenset(),
        fingerprint: str = "",
        keep: keeping.Keep | None = None,
    ) -> None:
        """Makes the lines those of `linked`, all or none. `opinions` are shares by article id.

        `keep` is what linking leaves for the next time; without it the next linking goes through everything.
        """
        with self._connection() as connection:
            links: list[tuple[ArticleLinks, float]] = [(a, opinions.get(a.article, 0.0)) for a in linked.articles]
            articles.put_links(connection, links)
            lines.write(connection, linked, rejected=rejected, run=changes.next_run(connection))
            search.rebuild(connection)
            keeping.keep(connection, keep or keeping.Keep(version="", decided=()))
            keeping.put(connection, "linked", fingerprint)

    def link_state(self) -> keeping.LinkState:
        """How far the record is linked."""
        with self._connection() as connection:
            return keeping.state(connection)

    @contextmanager
    def part(self) -> Iterator[keeping.Part]:
        """One transaction in which a part is linked anew, all or nothing of it."""
        with self._connection() as connection:
            yield keeping.Part(connection)

    def actor(self, key: str) -> Actor | None:
        """The actor with an id, None if there is none."""
        with self._connection() as connection:
            return keeping.actor(connection, key)

    def actors(self) -> dict[str, Actor]:
        """All actors by id, rejected ones too."""
        with self._connection() as connection:
            return keeping.actors(connection)

    def linked_with(self) -> str:
        """The fingerprint that the lines were last linked with, empty if never."""
        with self._connection() as connection:
            value = connection.execute(select(meta.c.value).where(meta.c.key == "linked")).scalar()
            return str(value or "")

    def run(self) -> int:
        """How many builds and corrections made the lines what they are."""
        with self._connection() as connection:
            return changes.run_of(connection)

    def changes(self, since: int, *, limit: int = 40) -> tuple[list[changes.Change], int]:
        """(what runs after number `since` brought, at most `limit` of a kind; how much there is in all)."""
        with self._connection() as connection:
            return changes.since(connection, since, limit=limit)

    def fingerprint(self, *versions: str) -> str:
        """A digest of all that linking depends on: articles, readers, standing decisions, `versions`."""
        with self._connection() as connection:
            parts = [articles.fingerprint(connection), to_plain(decisions.standing(connection)), versions]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def lines(self, kind: str, wanted: Filter | None = None) -> list[dict[str, Any]]:
        """The contract's objects of one kind; `articles` and `decisions` too, unfiltered by confidence."""
        with self._connection() as connection:
            if kind == "articles":
                return list(articles.objects(connection))
            if kind == "decisions":
                return [decision_object(found) for found in decisions.every(connection)]
            return list(lines.find(connection, kind, wanted or Filter()))

    def line(self, line_id: str) -> tuple[str, dict[str, Any]] | None:
        """(kind, object) of one line, article or decision; None if there is none of this id."""
        with self._connection() as connection:
            found = lines.get(connection, line_id)
            if found is not None:
                return found
            article = articles.get_object(connection, line_id)
            if article is not None:
                return "articles", article
            decided = [decision for decision in decisions.every(connection) if decision.id == line_id]
            return ("decisions", decision_object(decided[0])) if decided else None

    def successor(self, line_id: str) -> tuple[str, str | None] | None:
        """For an id of an earlier build: (kind, id that now rests on the same characters or None)."""
        with self._connection() as connection:
            return lines.successor(connection, line_id)

    def counts(self) -> dict[str, int]:
        """How many lines of each kind there are, at any confidence, rejected ones left out."""
        with self._connection() as connection:
            query = select(line.c.kind, func.count()).where(line.c.rejected == 0).group_by(line.c.kind)
            found = {kind: int(number) for kind, number in connection.execute(query)}
            found["articles"] = articles.count(connection)
        return found

    def search(self, words: str, *, limit: int = 20) -> list[search.Hit]:
        """Sentences with all of the words, best first."""
        with self._connection() as connection:
            return search.find(connection, words, limit=limit)

    def search_where(self, words: str, narrowing: Narrowing, *, limit: int, offset: int = 0) -> list[Hit]:
        """Sentences with all of the words that pass the narrowing, best first."""
        with self._connection() as connection:
            return search.find_where(connection, words, narrowing, limit=limit, offset=offset)

    # a page at a time

    def page(
        self,
        kind: str,
        wanted: Filter | None = None,
        *,
        limit: int,
        offset: int = 0,
        order: str = "oldest",
        fields: Fields | None = None,
    ) -> list[dict[str, Any]]:
        """Objects of one linked kind from `offset` on; `order` is oldest, newest or unsure."""
        with self._connection() as connection:
            return paging.page(
                connection, kind, wanted or Filter(), limit=limit, offset=offset, order=order, fields=fields or {}
            )

    def count(self, kind: str, wanted: Filter | None = None, *, fields: Fields | None = None) -> int:
        """How many lines of one linked kind pass the filter."""
        with self._connection() as connection:
            return paging.count(connection, kind, wanted or Filter(), fields or {})

    def days(self, kind: str, wanted: Filter | None = None, *, limit: int) -> list[str | None]:
        """The first day of each line of a kind that passes the filter, in order; None for an undated one."""
        with self._connection() as connection:
            return paging.days(connection, kind, wanted or Filter(), limit=limit)

    def decoded(self, kind: str, shape: type[T], *, min_confidence: float = 0.5) -> list[T]:
        """Lines of a kind as `shape`, a type with those of its fields that are wanted; in no order."""
        with self._connection() as connection:
            return paging.decoded(connection, kind, shape, min_confidence=min_confidence)

    def sizes(self) -> dict[str, int]:
        """How many articles, standing decisions and lines of each kind there are, rejected ones left out."""
        with self._connection() as connection:
            return paging.sizes(connection)

    def several(self, ids: Iterable[str]) -> dict[str, tuple[str, dict[str, Any]]]:
        """(kind, object) of lines by id."""
        with self._connection() as connection:
            return paging.several(connection, ids)

    def heads(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Articles without their text, by id."""
        with self._connection() as connection:
            return paging.heads(connection, ids)

    def article_page(
        self,
        *,
        limit: int,
        offset: int = 0,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> tuple[list[dict[str, Any]], int]:
        """(articles from `offset` on, the latest first; how many there are in all)."""
        with self._connection() as connection:
            return paging.article_page(connection, limit=limit, offset=offset, outlet=outlet, since=since, until=until)

    def outlets(self) -> list[tuple[str, int]]:
        """(outlet, number of its articles), the most first."""
        with self._connection() as connection:
            return paging.outlets(connection)

    def outlet_figures(self) -> list[tuple[str, int, float, float, int]]:
        """(outlet, articles, mean words, mean share of opinion, stories) of every outlet."""
        with self._connection() as connection:
            return paging.outlet_figures(connection)

    def resting_on_articles(self, kind: str, ids: Iterable[str]) -> list[dict[str, Any]]:
        """Objects of one kind with evidence in one of the articles, by date."""
        with self._connection() as connection:
            return paging.resting_on_articles(connection, kind, ids)

    def together(self, kind: str, a: str, b: str) -> list[dict[str, Any]]:
        """Objects of one kind that name both actors, by date."""
        with self._connection() as connection:
            return paging.together(connection, kind, a, b)

    def with_actor(self, kind: str, actor: str, roles: Sequence[str], *, limit: int) -> list[dict[str, Any]]:
        """The latest objects of one kind that name an actor in one of the roles."""
        with self._connection() as connection:
            return paging.with_actor(connection, kind, actor, roles, limit=limit)

    def of_actors(
        self, kind: str, actors: Iterable[str], roles: Sequence[str], wanted: Filter, *, limit: int | None
    ) -> list[dict[str, Any]]:
        """The latest objects of one kind with an actor, or one whose state it is, in one of the roles, by date."""
        with self._connection() as connection:
            return paging.of_actors(connection, kind, actors, roles, wanted, limit=limit)

    def named(self, words: str, *, limit: int) -> list[dict[str, Any]]:
        """Actors whose name or alias holds the words."""
        with self._connection() as connection:
            return paging.named(connection, words, limit=limit)

    def problems(self) -> list[check.Problem]:
        """Everything that is wrong in the record."""
        with self._connection() as connection:
            return list(check.problems(connection))

    # decisions

    def decisions(self) -> list[Decision]:
        """Standing decisions, oldest first."""
        with self._connection() as connection:
            return decisions.standing(connection)

    def decide(self, decision: Decision) -> Decision:
        """Keeps a decision; gives it back with its id."""
        with self._connection() as connection:
            return decisions.add(connection, decision)

    def withdraw(self, decision_id: str, *, at: str) -> bool:
        """Withdraws a standing decision; False if there is none of this id."""
        with self._connection() as connection:
            return decisions.withdraw(connection, decision_id, at=at)

    def resting_on(self, kind: str, anchors: tuple[Evidence, ...]) -> str | None:
        """The line of a kind that rests on most of the given characters."""
        with self._connection() as connection:
            return lines.resting_on(connection, kind, anchors)

    def close(self) -> None:
        """Folds the write-ahead log into the file."""
        try:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except DatabaseError:  # another process reads; whoever closes last folds the log
            return
        finally:
            self._engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_record(path: Path | str, *, write: bool = False, create: bool = False) -> Record:
    """The record at `path`. With `write` it may be changed, with `create` made; errors name the path."""
    path = Path(path)
    if path.is_dir():
        raise RecordMissing("is a folder, not a record", source=str(path))
    if not path.exists():
        _creatable(path, create=create)
    elif path.stat().st_size and not _is_database(path):
        raise RecordDamaged("this file is not a memcon record", source=str(path))
    engine = open_engine(path, write=write)
    prepare(engine, path, write=write)
    return Record(engine, path)


def _creatable(path: Path, *, create: bool) -> None:
    if not create:
        raise RecordMissing("there is no record here; `memcon build PATH...` makes one", source=str(path))
    if not path.absolute().parent.is_dir():
        raise RecordMissing("its folder does not exist", source=str(path))


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except PermissionError as error:
        raise RecordLocked("the record cannot be read: permission denied", source=str(path)) from error
    except OSError as error:
        raise RecordError(f"the record cannot be read: {error.strerror}", source=str(path)) from error


def decision_object(decision: Decision) -> dict[str, Any]:
    """A decision as the contract's object."""
    value: dict[str, Any] = to_plain(decision)
    return {**value, "confidence": 1.0}
