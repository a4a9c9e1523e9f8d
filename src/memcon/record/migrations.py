"""Steps from each version of the record to the next, the first from an empty file; never edited once released."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from memcon.record.schema import APPLICATION_ID, article, evidence, line, line_actor, metadata
from memcon.record.search import FULL_TEXT
from memcon.record.viewing import VIEWS


def create(connection: Connection) -> None:
    """An empty file becomes a record of the newest version."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    metadata.create_all(connection)
    for statement in (*FULL_TEXT, *VIEWS):
        connection.exec_driver_sql(statement)


_HEADS = (
    "ALTER TABLE line ADD COLUMN status TEXT",
    "ALTER TABLE line ADD COLUMN channel TEXT",
    "UPDATE line SET status = json_extract(object, '$.status') WHERE kind IN ('events', 'encounters', 'asks')",
    "UPDATE line SET status = json_extract(object, '$.outcome') WHERE kind = 'forecasts'",
    "UPDATE line SET status = json_extract(object, '$.aspect') WHERE kind = 'differences'",
    "UPDATE line SET channel = json_extract(object, '$.channel') WHERE kind IN ('events', 'asks', 'relations')",
    "ALTER TABLE line_actor ADD COLUMN sort TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE line_actor ADD COLUMN latest TEXT",
    "ALTER TABLE line_actor ADD COLUMN confidence REAL NOT NULL DEFAULT 0",
    "ALTER TABLE line_actor ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0",
    "UPDATE line_actor SET sort = l.sort, latest = l.latest, confidence = l.confidence, rejected = l.rejected "
    "FROM line AS l WHERE l.kind = line_actor.kind AND l.id = line_actor.line",
    "DROP INDEX IF EXISTS line_by_sort",
    "DROP INDEX IF EXISTS line_actor_by_actor",
    "DROP INDEX IF EXISTS evidence_by_article",
)


def heads(connection: Connection) -> None:
    """Version 1 becomes 2: what lists are narrowed by stands in columns, and changes from run to run are kept."""
    for statement in _HEADS:
        connection.exec_driver_sql(statement)
    metadata.create_all(connection)
    for table in (article, evidence, line, line_actor):
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection, checkfirst=True)


def parts(connection: Connection) -> None:
    """Version 2 becomes 3: what linking a part needs is kept; the next linking fills it."""
    metadata.create_all(connection)


STEPS: dict[int, Callable[[Connection], None]] = {0: create, 1: heads, 2: parts}
"""What to do with a file of each version; an empty one is made in one step, an older one goes version by version."""
