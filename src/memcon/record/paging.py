"""Lines a page at a time, by id and by article, so that what is shown costs the same in a large record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Select, func, select

from memcon.model.kinds import LINKED_KINDS
from memcon.record.articles import object_of
from memcon.record.lines import Filter
from memcon.record.schema import article as articles
from memcon.record.schema import decision, evidence, line, line_actor
from memcon.record.selecting import UNDATED, Fields, Selection, head_conditions, meant, selection

_CHUNK = 500
T = TypeVar("T")
_HEAD = [column for column in articles.c if column.name not in ("text", "reading")]


def page(
    connection: Connection, kind: str, wanted: Filter, *, limit: int, offset: int, order: str, fields: Fields
) -> list[dict[str, Any]]:
    """Objects of one kind from `offset` on. `order`: oldest, newest (undated lines last in both), unsure.

    `fields` keeps lines whose field (a dotted path) has a value; None keeps those where it is empty.
    """
    chosen = selection(kind, wanted, fields)
    if order == "unsure":
        # By confidence alone: with the id beside it every line would be sorted, not the first few read off the index.
        ids = list(connection.execute(_ordered(chosen, chosen.confidence).limit(limit).offset(offset)).scalars())
    elif order == "newest":
        ids = _newest(connection, chosen, limit, offset)
    else:
        ids = list(connection.execute(_ordered(chosen, chosen.sort).limit(limit).offset(offset)).scalars())
    return _in_order(connection, kind, ids)


def _newest(connection: Connection, chosen: Selection, limit: int, offset: int) -> list[str]:
    """Ids of dated lines backwards through the index, then of the undated ones."""
    dated = _ordered(chosen.where(chosen.sort < UNDATED), chosen.sort.desc()).limit(limit).offset(offset)
    ids = list(connection.execute(dated).scalars())
    if len(ids) < limit:
        before = 0
        if offset and not ids:
            before = max(0, offset - _number(connection, chosen.where(chosen.sort < UNDATED)))
        undated = _ordered(chosen.where(chosen.sort >= UNDATED), chosen.sort)
        ids += connection.execute(undated.limit(limit - len(ids)).offset(before)).scalars()
    return ids


def count(connection: Connection, kind: str, wanted: Filter, fields: Fields) -> int:
    """How many lines of a kind pass the filter."""
    return _number(connection, selection(kind, wanted, fields))


def _ordered(chosen: Selection, key: Any) -> Select[Any]:
    query = select(chosen.id).where(*chosen.conditions).order_by(key)
    # A line stands once for each of its actors that is meant, each time with the same sort.
    return query.group_by(chosen.sort, chosen.id) if chosen.repeated else query


def _number(connection: Connection, chosen: Selection) -> int:
    counted = func.count(chosen.id.distinct()) if chosen.repeated else func.count()
    return int(connection.execute(select(counted).select_from(chosen.table).where(*chosen.conditions)).scalar_one())


def sizes(connection: Connection) -> dict[str, int]:
    """How many articles and lines of each kind there are, rejected ones left out."""
    query = select(line.c.kind, func.count()).where(line.c.rejected == 0).group_by(line.c.kind)
    found = dict.fromkeys(LINKED_KINDS, 0) | {kind: int(number) for kind, number in connection.execute(query)}
    found["articles"] = int(connection.execute(select(func.count()).select_from(articles)).scalar_one())
    standing = select(func.count()).select_from(decision).where(decision.c.withdrawn_at.is_(None))
    found["decisions"] = int(connection.execute(standing).scalar_one())
    return found


def several(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, dict[str, Any]]]:
    """(kind, object) of lines by id; ids that the record lacks are left out."""
    found = {}
    for chunk in _chunks(ids):
        for row in connection.execute(select(line).where(line.c.id.in_(chunk)).order_by(line.c.kind.desc())):
            found[row.id] = (row.kind, _object(row))
    return found


def heads(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Articles as the contract's objects (without text) by id; ids that the record lacks are left out."""
    found = {}
    for chunk in _chunks(ids):
        for row in connection.execute(select(*_HEAD).where(articles.c.id.in_(chunk))):
            found[row.id] = object_of(row)
    return found


def article_page(
    connection: Connection, *, limit: int, offset: int, outlet: str | None, since: str | None, until: str | None
) -> tuple[list[dict[str, Any]], int]:
    """(articles from `offset` on, the latest published first; how many there are in all)."""
    parts = []
    if outlet:
        parts.append(articles.c.outlet == outlet)
    if since:
        parts.append(articles.c.published >= since)
    if until:
        parts.append(articles.c.published <= f"{until}~")
    query = select(*_HEAD).where(*parts).order_by(articles.c.published.desc().nulls_last(), articles.c.id)
    number = connection.execute(select(func.count()).select_from(articles).where(*parts)).scalar_one()
    return [object_of(row) for row in connection.execute(query.limit(limit).offset(offset))], int(number)


def outlets(connection: Connection) -> list[tuple[str, int]]:
    """(outlet, number of its articles), the most first."""
    number = func.count()
    query = select(articles.c.outlet, number).where(articles.c.outlet.is_not(None)).group_by(articles.c.outlet)
    return [(name, int(n)) for name, n in connection.execute(query.order_by(number.desc(), articles.c.outlet))]


def outlet_figures(connection: Connection) -> list[tuple[str, int, float, float, int]]:
    """(outlet, articles, mean words, mean share of opinion, stories) of every outlet, the most articles first."""
    number = func.count()
    query = (
        select(
            articles.c.outlet,
            number,
            func.avg(articles.c.words),
            func.avg(articles.c.opinion),
            func.count(articles.c.story.distinct()),
        )
        .where(articles.c.outlet.is_not(None))
        .group_by(articles.c.outlet)
        .order_by(number.desc(), articles.c.outlet)
    )
    return [(n, int(c), float(w), float(o), int(s)) for n, c, w, o, s in connection.execute(query)]


def resting_on_articles(connection: Connection, kind: str, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Objects of one kind with evidence in one of the articles, by date, rejected ones left out."""
    lines: set[str] = set()
    for chunk in _chunks(ids):
        query = select(evidence.c.line).where(evidence.c.article.in_(chunk), evidence.c.kind == kind).distinct()
        lines.update(connection.execute(query).scalars())
    found = []
    for chunk in _chunks(lines):
        query = select(line).where(line.c.kind == kind, line.c.id.in_(chunk), line.c.rejected == 0)
        found += [(row.sort, _object(row)) for row in connection.execute(query)]
    return [value for _, value in sorted(found, key=lambda item: item[0])]


def together(connection: Connection, kind: str, a: str, b: str) -> list[dict[str, Any]]:
    """Objects of one kind that name both actors by their own ids, by date."""
    head = line_actor.c
    one, other = (
        select(head.sort, head.line).where(head.actor == key, head.kind == kind, head.rejected == 0) for key in (a, b)
    )
    # Ids first, off the index by actor: joined with their lines SQLite would go through every line of the kind.
    found = sorted((row.sort, row.line) for row in connection.execute(one.intersect(other)))
    return _in_order(connection, kind, [key for _, key in found])


def days(connection: Connection, kind: str, wanted: Filter, *, limit: int) -> list[str | None]:
    """The first day of each line of a kind that passes the filter, in order; None for an undated one."""
    chosen = selection(kind, wanted, {})
    query = select(chosen.sort).where(*chosen.conditions).order_by(chosen.sort).limit(limit)
    rows = connection.execute(query.group_by(chosen.sort, chosen.id) if chosen.repeated else query).scalars()
    return [None if sort >= UNDATED else sort[:10] for sort in rows]


def decoded(connection: Connection, kind: str, shape: type[T], *, min_confidence: float) -> list[T]:
    """Lines of a kind as `shape`, a type with the fields that are wanted; in no order, rejected ones left out."""
    decoder = msgspec.json.Decoder(shape)
    query = select(line.c.object).where(line.c.kind == kind, line.c.rejected == 0, line.c.confidence >= min_confidence)
    return [decoder.decode(text) for text in connection.execute(query).scalars()]


def with_actor(
    connection: Connection, kind: str, actor: str, roles: Sequence[str], *, limit: int
) -> list[dict[str, Any]]:
    """The latest objects of one kind that name an actor in one of the roles."""
    head = line_actor.c
    query = select(head.line, head.sort).where(
        head.actor == actor, head.kind == kind, head.rejected == 0, head.confidence >= 0.5
    )
    ids: list[str] = []
    for dated in (True, False):
        if len(ids) < limit:
            when = head.sort < UNDATED if dated else head.sort >= UNDATED
            rows = [
                (row.sort, row.line)
                for role in roles
                for row in connection.execute(
                    query.where(head.role == role, when).order_by(head.sort.desc()).limit(limit)
                )
            ]
            ids += [key for _, key in sorted(set(rows), reverse=True)]
    return _in_order(connection, kind, ids[:limit])


def of_actors(
    connection: Connection, kind: str, actors: Iterable[str], roles: Sequence[str], wanted: Filter, *, limit: int | None
) -> list[dict[str, Any]]:
    """The latest objects of one kind with an actor, or one whose state it is, in one of the roles, by date.

    The actors of `wanted` are left alone, its days and confidence are kept to.
    """
    head = line_actor.c
    query = (
        select(head.line)
        .where(head.kind == kind, head.role.in_(roles), head.actor.in_(meant(frozenset(actors))))
        .where(*head_conditions(head, wanted))
        .group_by(head.sort, head.line)
    )
    dated = connection.execute(query.where(head.sort < UNDATED).order_by(head.sort.desc()).limit(limit))
    ids = list(dated.scalars())[::-1]
    if limit is None or len(ids) < limit:
        left = None if limit is None else limit - len(ids)
        ids += connection.execute(query.where(head.sort >= UNDATED).order_by(head.sort).limit(left)).scalars()
    return _in_order(connection, kind, ids)


def _in_order(connection: Connection, kind: str, ids: list[str]) -> list[dict[str, Any]]:
    """Objects by id in the order of the ids: what is sorted first are ids, so that no object is read in vain."""
    found: dict[str, dict[str, Any]] = {}
    for chunk in _chunks(ids):
        query = select(line.c.id, line.c.object, line.c.rejected).where(line.c.kind == kind, line.c.id.in_(chunk))
        found |= {row.id: _object(row) for row in connection.execute(query)}
    return [found[key] for key in ids]


def named(connection: Connection, words: str, *, limit: int) -> list[dict[str, Any]]:
    """Actors whose name or alias holds the words, any case (of ASCII letters), the best known first."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    name = func.json_extract(line.c.object, "$.name")
    also = func.json_extract(line.c.object, "$.aliases")
    query = select(line.c.object, line.c.rejected).where(
        line.c.kind == "actors", name.like(f"%{escaped}%", escape="\\") | also.like(f"%{escaped}%", escape="\\")
    )
    return [_object(row) for row in connection.execute(query.order_by(func.length(name), line.c.id).limit(limit))]


def _object(row: Any) -> dict[str, Any]:
    value: dict[str, Any] = msgspec.json.decode(row.object)
    if row.rejected:
        value["rejected"] = True
    return value


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    items = sorted(set(ids))
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
