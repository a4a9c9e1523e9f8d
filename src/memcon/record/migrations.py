"""Steps from each version of the record to the next, the first from an empty file; never edited once released."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from memcon.record.schema import APPLICATION_ID, metadata
from memcon.record.search import FULL_TEXT
from memcon.record.viewing import VIEWS


def create(connection: Connection) -> None:
    """An empty file becomes a record of version 1."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    metadata.create_all(connection)
    for statement in (*FULL_TEXT, *VIEWS):
        connection.exec_driver_sql(statement)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (create,)
