"""Lines a page at a time, by id and by article, so that what is shown costs the same in a large record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from memcon.model.kinds import LINKED_KINDS
from memcon.record.articles import object_of
from memcon.record.lines import Filter, filtered
from memcon.record.schema import article as articles
from memcon.record.schema import decision, evidence, line, line_actor

_CHUNK = 500
_HEAD = [column for column in articles.c if column.name not in ("text", "reading")]
Fields = Mapping[str, str | None]


def page(
    connection: Connection, kind: str, wanted: Filter, *, limit: int, offset: int, order: str, fields: Fields
) -> list[dict[str, Any]]:
    """Objects of one kind from `offset` on. `order`: oldest, newest (undated lines last in both), unsure.

    `fields` keeps lines whose field (a dotted path) has a value; None keeps those where it is empty.
    """
    query = _query(select(line.c.id), kind, wanted, fields)
    if order == "newest":
        return _in_order(connection, kind, _newest(connection, query, kind, wanted, limit, offset, fields))
    # By confidence alone: with the id beside it every line would be sorted, not the first few read off the index.
    key = line.c.confidence if order == "unsure" else _sort(wanted)
    ids = connection.execute(query.order_by(key).limit(limit).offset(offset)).scalars()
    return _in_order(connection, kind, list(ids))


def _sort(wanted: Filter) -> ColumnElement[str]:
    """What to order by. Lines that two must both be in are few: an expression keeps SQLite from walking all by date."""
    return line.c.sort.concat("") if wanted.between else line.c.sort


def _newest(
    connection: Connection,
    query: Select[Any],
    kind: str,
    wanted: Filter,
    limit: int,
    offset: int,
    fields: Fields,
) -> list[str]:
    """Ids of dated lines backwards through the index, then of the undated ones."""
    key = _sort(wanted)
    dated = query.where(key < "9999").order_by(key.desc()).limit(limit).offset(offset)
    ids = list(connection.execute(dated).scalars())
    if len(ids) < limit:
        counted = _query(select(func.count()).select_from(line), kind, wanted, fields).where(key < "9999")
        before = max(0, offset - int(connection.execute(counted).scalar_one())) if offset else 0
        rest = query.where(key >= "9999").order_by(key).limit(limit - len(ids)).offset(before)
        ids += connection.execute(rest).scalars()
    return ids


def count(connection: Connection, kind: str, wanted: Filter, fields: Fields) -> int:
    """How many lines of a kind pass the filter."""
    query = _query(select(func.count()).select_from(line), kind, wanted, fields)
    return int(connection.execute(query).scalar_one())


def _query(query: Select[Any], kind: str, wanted: Filter, fields: Fields) -> Select[Any]:
    query = filtered(query.where(line.c.kind == kind), kind, wanted)
    for name, value in fields.items():
        held = func.json_extract(line.c.object, f"$.{name}")
        query = query.where(held.is_(None) if value is None else held == value)
    return query


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
    one, other = line_actor.alias(), line_actor.alias()
    query = (
        select(line.c.object, line.c.rejected)
        .select_from(one)
        .join(other, (other.c.kind == one.c.kind) & (other.c.line == one.c.line))
        .join(line, (line.c.kind == one.c.kind) & (line.c.id == one.c.line))
        .where(one.c.kind == kind, one.c.actor == a, other.c.actor == b, line.c.rejected == 0)
        .order_by(line.c.sort)
    )
    return [_object(row) for row in connection.execute(query)]


def with_actor(
    connection: Connection, kind: str, actor: str, roles: Sequence[str], *, limit: int
) -> list[dict[str, Any]]:
    """The latest objects of one kind that name an actor in one of the roles."""
    query = (
        select(line.c.id)
        .select_from(line_actor)
        .join(line, (line.c.kind == line_actor.c.kind) & (line.c.id == line_actor.c.line))
        .where(
            line_actor.c.actor == actor, line_actor.c.kind == kind, line_actor.c.role.in_(roles),
            line.c.rejected == 0, line.c.confidence >= 0.5,
        )
        .order_by(line.c.sort.desc())
        .limit(limit * len(roles))
    )  # fmt: skip
    return _in_order(connection, kind, list(dict.fromkeys(connection.execute(query).scalars()))[:limit])


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
    value: dict[str, Any] = json.loads(row.object)
    if row.rejected:
        value["rejected"] = True
    return value


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    items = sorted(set(ids))
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
