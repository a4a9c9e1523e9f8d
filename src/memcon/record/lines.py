"""Lines of the record: written by difference, so that what did not change is not touched, and looked up by filter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, literal, or_, select, union

from memcon.model.codec import from_json, to_json
from memcon.model.kinds import LINKED_KINDS, articles_of
from memcon.model.link import Difference, Encounter, Linked
from memcon.model.span import Evidence
from memcon.model.when import When
from memcon.record import changes
from memcon.record.roles import channel_of, days, roles, status_of
from memcon.record.schema import evidence, former, line, line_actor, line_article

_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which lines to show. `between` and `actor` are sets of actor ids; dates are ISO days, both inclusive."""

    between: tuple[frozenset[str], frozenset[str]] | None = None
    actor: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.5
    rejected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    kind: str
    value: Any
    when: When
    roles: tuple[tuple[str, str], ...]
    rejected: bool


def write(connection: Connection, linked: Linked, *, rejected: frozenset[tuple[str, str]], run: int = 1) -> None:
    """Makes the record's lines those of `linked`; ids that fall away are remembered as former ones.

    `rejected` holds (kind, id) of lines that an analyst rejected: they stay, marked. What run `run` changes is noted,
    but for the first, in which everything is new.
    """
    for kind in LINKED_KINDS:
        _write_kind(connection, kind, {row.value.id: row for row in _rows(kind, linked, rejected)}, run=run)


def write_part(
    connection: Connection,
    linked: Linked,
    *,
    old: Mapping[str, set[str]],
    heads: Mapping[str, Encounter],
    rejected: frozenset[tuple[str, str]],
    run: int,
) -> None:
    """Puts the lines of `linked` in the place of the `old` ones (ids by kind); all others stay as they are.

    `heads` are encounters that differences refer to.
    """
    for kind in LINKED_KINDS:
        rows = {row.value.id: row for row in _rows(kind, linked, rejected, heads)}
        ids = sorted(rows.keys() | old.get(kind, set()))
        stored: dict[str, str] = {}
        marked: set[str] = set()
        for chunk in _chunks(ids):
            query = select(line.c.id, line.c.object, line.c.rejected).where(line.c.kind == kind, line.c.id.in_(chunk))
            for key, text, no in connection.execute(query):
                if no:
                    marked.add(key)
                else:
                    stored[key] = text
        _replace(connection, kind, rows, stored=stored, marked=marked, run=run)


def _rows(
    kind: str, linked: Linked, rejected: frozenset[tuple[str, str]], heads: Mapping[str, Encounter] | None = None
) -> Iterator[_Row]:
    encounters = {**(heads or {}), **{e.id: e for e in linked.encounters}} if kind == "differences" else {}
    for value in getattr(linked, kind):
        when, found = days(value), roles(value)
        if isinstance(value, Difference) and value.encounter in encounters:
            encounter: Encounter = encounters[value.encounter]
            when, found = encounter.when, roles(encounter)
        yield _Row(kind=kind, value=value, when=when, roles=found, rejected=(kind, value.id) in rejected)


def _write_kind(connection: Connection, kind: str, rows: dict[str, _Row], *, run: int) -> None:
    stored: dict[str, str] = {}
    query = select(line.c.id, line.c.object).where(line.c.kind == kind, line.c.rejected == 0)
    stored.update((key, text) for key, text in connection.execute(query))
    marked = set(connection.execute(select(line.c.id).where(line.c.kind == kind, line.c.rejected == 1)).scalars())
    _replace(connection, kind, rows, stored=stored, marked=marked, run=run)


def _replace(
    connection: Connection, kind: str, rows: dict[str, _Row], *, stored: dict[str, str], marked: set[str], run: int
) -> None:
    """Puts `rows` in the place of the stored lines (JSON by id) and of the rejected ones (`marked`)."""
    texts = {key: to_json(row.value).decode() for key, row in rows.items()}
    same = {key for key, row in rows.items() if not row.rejected and stored.get(key) == texts[key]}
    gone = sorted((set(stored) | marked) - same)
    fresh = [key for key in sorted(rows) if key not in same]
    if run > 1 and kind in changes.WATCHED:
        changes.note(connection, run, kind, gone=gone, fresh={key: texts[key] for key in fresh})
    _remember(connection, kind, [key for key in gone if key not in rows])
    for chunk in _chunks(gone):
        for table, column in _TABLES:
            connection.execute(delete(table).where(table.c.kind == kind, column.in_(chunk)))
    for chunk in _chunks(fresh):
        _insert(connection, [rows[key] for key in chunk], texts)
        connection.execute(delete(former).where(former.c.id.in_(chunk)))


_TABLES = tuple(
    (table, table.c.id if table is line else table.c.line) for table in (line, line_actor, evidence, line_article)
)


def _insert(connection: Connection, rows: list[_Row], texts: dict[str, str]) -> None:
    connection.execute(insert(line), [_line(row, texts[row.value.id]) for row in rows])
    actors = [
        {"kind": row.kind, "line": row.value.id, "actor": actor, "role": role, **_head(row)}
        for row in rows
        for actor, role in row.roles
    ]
    if actors:
        connection.execute(insert(line_actor), actors)
    quoted = [
        {"kind": row.kind, "line": row.value.id, "n": n, "article": e.article, "start": e.span.start, "end": e.span.end}
        for row in rows
        for n, e in enumerate(getattr(row.value, "evidence", ()))
    ]
    if quoted:
        connection.execute(insert(evidence), quoted)
    named = [
        {"kind": row.kind, "line": row.value.id, "article": key}
        for row in rows
        for key in sorted(articles_of(row.value) - {e.article for e in getattr(row.value, "evidence", ())})
    ]
    if named:
        connection.execute(insert(line_article), named)


def _line(row: _Row, text: str) -> dict[str, object]:
    return {
        "kind": row.kind, "id": row.value.id, "earliest": row.when.earliest, **_head(row),
        "status": status_of(row.value), "channel": channel_of(row.value), "object": text,
    }  # fmt: skip


def _head(row: _Row) -> dict[str, object]:
    """What lists are filtered and ordered by."""
    return {
        "sort": f"{row.when.earliest or '9999'} {row.value.id}", "latest": row.when.latest,
        "confidence": row.value.confidence, "rejected": int(row.rejected),
    }  # fmt: skip


def _remember(connection: Connection, kind: str, ids: list[str]) -> None:
    for chunk in _chunks(ids):
        rows = connection.execute(select(line.c.id, line.c.object).where(line.c.kind == kind, line.c.id.in_(chunk)))
        kept = [
            {"id": row.id, "kind": kind, "evidence": json.dumps(json.loads(row.object).get("evidence", []))}
            for row in rows
        ]
        connection.execute(delete(former).where(former.c.id.in_(chunk)))
        if kept:
            connection.execute(insert(former), kept)


def _chunks(items: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def find(connection: Connection, kind: str, wanted: Filter) -> Iterator[dict[str, Any]]:
    """The objects of one kind that pass the filter, by date, undated last."""
    query = select(line.c.object, line.c.rejected).where(line.c.kind == kind)
    for row in connection.execute(filtered(query, kind, wanted).order_by(line.c.sort)):
        value: dict[str, Any] = json.loads(row.object)
        if row.rejected:
            value["rejected"] = True
        yield value


def filtered(query: Select[Any], kind: str, wanted: Filter) -> Select[Any]:
    """The query on `line` kept to the lines of a kind that pass the filter."""
    query = query.where(line.c.confidence >= wanted.min_confidence)
    if not wanted.rejected:
        query = query.where(line.c.rejected == 0)
    for actors in (*(wanted.between or ()), *((wanted.actor,) if wanted.actor is not None else ())):
        query = query.where(line.c.id.in_(_touching(kind, actors)))
    if wanted.since:
        query = query.where(or_(line.c.latest >= wanted.since, line.c.latest.is_(None)) & line.c.earliest.is_not(None))
    if wanted.until:
        query = query.where(
            or_(line.c.earliest <= wanted.until, line.c.earliest.is_(None)) & line.c.latest.is_not(None)
        )
    return query


def _touching(kind: str, actors: frozenset[str]) -> Select[Any]:
    """Ids of lines in which one of `actors`, or an actor whose state is one of them, takes part."""
    member = line_actor.alias()
    of_state = select(member.c.line).where(member.c.kind == "actors", member.c.actor.in_(sorted(actors)))
    meant = union(of_state, *(select(literal(actor)) for actor in sorted(actors)))
    # One list of actors, so that the index by actor is used: an OR of two made SQLite go through every line.
    return select(line_actor.c.line).where(line_actor.c.kind == kind, line_actor.c.actor.in_(meant))


def get(connection: Connection, line_id: str) -> tuple[str, dict[str, Any]] | None:
    """(kind, object) of one line, None if the record has no such id."""
    row = connection.execute(select(line).where(line.c.id == line_id).order_by(line.c.kind).limit(1)).one_or_none()
    if row is None:
        return None
    value: dict[str, Any] = json.loads(row.object)
    if row.rejected:
        value["rejected"] = True
    return row.kind, value


def successor(connection: Connection, line_id: str) -> tuple[str, str | None] | None:
    """For an id of an earlier build: (kind, id of the line that now rests on the same characters or None)."""
    row = connection.execute(select(former).where(former.c.id == line_id)).one_or_none()
    if row is None:
        return None
    anchors = tuple(from_json(row.evidence, tuple[Evidence, ...]))
    return row.kind, resting_on(connection, row.kind, anchors)


def resting_on(connection: Connection, kind: str, anchors: Iterable[Evidence]) -> str | None:
    """The line of a kind that shares most characters with `anchors`; None when none shares half of them."""
    shared: dict[str, int] = {}
    total = 0
    for anchor in anchors:
        total += anchor.span.end - anchor.span.start
        for row in connection.execute(_overlapping(kind, anchor)):
            size = min(row.end, anchor.span.end) - max(row.start, anchor.span.start)
            shared[row.line] = shared.get(row.line, 0) + size
    best = min(shared, key=lambda key: (-shared[key], key), default=None)
    return best if best is not None and 2 * shared[best] >= total else None


def _overlapping(kind: str, anchor: Evidence) -> Select[Any]:
    return select(evidence.c.line, evidence.c.start, evidence.c.end).where(
        evidence.c.kind == kind,
        evidence.c.article == anchor.article,
        evidence.c.start < anchor.span.end,
        evidence.c.end > anchor.span.start,
    )
