"""Which table answers a question about lines quickest: the lines themselves, or who is in them.

A question about an actor is asked of `line_actor`, which has each line's date and confidence beside the actor in one
index; any other is asked of `line`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, literal, literal_column, or_, select, union

from memcon.record.lines import Filter
from memcon.record.schema import line, line_actor

UNDATED = "9999"
"""Where undated lines begin in the order of `sort`."""
Fields = Mapping[str, str | None]
_PATH = re.compile(r"[a-z_]+(?:\.[a-z_]+)*")
_COLUMNS = {
    ("events", "status"): "status", ("encounters", "status"): "status", ("asks", "status"): "status",
    ("forecasts", "outcome"): "status", ("differences", "aspect"): "status", ("events", "channel"): "channel",
    ("asks", "channel"): "channel", ("relations", "channel"): "channel",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A table, its columns that stand for a line's head, the conditions; `repeated`: a line may stand there often."""

    table: FromClause
    id: ColumnElement[str]
    sort: ColumnElement[str]
    confidence: ColumnElement[float]
    conditions: tuple[ColumnElement[bool], ...]
    repeated: bool

    def where(self, *more: ColumnElement[bool]) -> Selection:
        """The same with more conditions."""
        return replace(self, conditions=(*self.conditions, *more))


def selection(kind: str, wanted: Filter, fields: Fields) -> Selection:
    """The lines of a kind that pass the filter and have the fields' values."""
    groups = [*(wanted.between or ()), *((wanted.actor,) if wanted.actor is not None else ())]
    return _of_actors(kind, groups, wanted, fields) if groups else _of_all(kind, wanted, fields)


def _of_all(kind: str, wanted: Filter, fields: Fields) -> Selection:
    return Selection(
        table=line, id=line.c.id, sort=line.c.sort, confidence=line.c.confidence, repeated=False,
        conditions=(line.c.kind == kind, *head_conditions(line.c, wanted), *_having(kind, fields)),
    )  # fmt: skip


def _of_actors(kind: str, groups: list[frozenset[str]], wanted: Filter, fields: Fields) -> Selection:
    table = line_actor.alias("named")
    conditions = [table.c.kind == kind, table.c.actor.in_(meant(groups[0])), *head_conditions(table.c, wanted)]
    for group in groups[1:]:
        other = line_actor.alias()
        conditions.append(
            table.c.line.in_(select(other.c.line).where(other.c.kind == kind, other.c.actor.in_(meant(group))))
        )
    if fields:
        has = select(line.c.id).where(line.c.kind == kind, line.c.id == table.c.line, *_having(kind, fields))
        conditions.append(has.correlate(table).exists())
    return Selection(
        table=table, id=table.c.line, sort=table.c.sort, confidence=table.c.confidence, repeated=True,
        conditions=tuple(conditions),
    )  # fmt: skip


def meant(actors: frozenset[str]) -> Select[Any]:
    """The actors themselves and those whose state one of them is."""
    member = line_actor.alias()
    of_state = select(member.c.line).where(member.c.kind == "actors", member.c.actor.in_(sorted(actors)))
    both = union(of_state, *(select(literal(actor)) for actor in sorted(actors)))
    return select(both.subquery().c[0])


def head_conditions(columns: Any, wanted: Filter) -> list[ColumnElement[bool]]:
    """That a line is as sure, as little rejected and of such days as the filter wants."""
    parts = [columns.confidence >= wanted.min_confidence]
    if not wanted.rejected:
        parts.append(columns.rejected == 0)
    if wanted.since:
        parts += [columns.sort < UNDATED, or_(columns.latest >= wanted.since, columns.latest.is_(None))]
    if wanted.until:
        parts += [or_(columns.sort < f"{wanted.until}~", columns.sort >= UNDATED), columns.latest.is_not(None)]
    return parts


def _having(kind: str, fields: Fields) -> list[ColumnElement[bool]]:
    parts = []
    for name, value in fields.items():
        if not _PATH.fullmatch(name):
            raise ValueError(f"{name!r} is no field")
        column = _COLUMNS.get((kind, name))
        held = line.c[column] if column else func.json_extract(line.c.object, literal_column(f"'$.{name}'"))
        parts.append(held.is_(None) if value is None else held == value)
    return parts
