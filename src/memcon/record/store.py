"""The file behind a record: opening, creating, migrating, transactions, and errors in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.exc import DatabaseError, DisconnectionError, OperationalError
from sqlalchemy.pool import NullPool, QueuePool

from memcon.errors import DiskFull, RecordDamaged, RecordError, RecordLocked, RecordMissing, RecordTooNew
from memcon.record.migrations import STEPS
from memcon.record.schema import APPLICATION_ID, SCHEMA_VERSION, meta

BUSY_SECONDS = 10
KEPT = 8
CACHE_KIB = 32_000


def open_engine(path: Path, *, write: bool) -> Engine:
    """An engine on the record file; readers never create or change it.

    Writers take the write lock when a transaction begins (BEGIN IMMEDIATE), so that two of them wait
    for each other instead of failing half-way.
    """
    uri = _uri(path, write=write)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if write:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    if write:
        engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    else:
        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=KEPT, max_overflow=-1)
        _follow(engine, path)
    begin = "BEGIN IMMEDIATE" if write else "BEGIN"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _follow(engine: Engine, path: Path) -> None:
    """Connections that are kept are given up when another file stands at the path, as after a record made anew."""

    def stands() -> tuple[int, int] | None:
        try:
            found = path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def connected(_: object, entry: Any) -> None:
        entry.info["file"] = stands()

    def taken(_: object, entry: Any, __: object) -> None:
        if entry.info["file"] != stands():
            raise DisconnectionError

    event.listen(engine, "connect", connected)
    event.listen(engine, "checkout", taken)


def _uri(path: Path, *, write: bool) -> str:
    quoted = path.absolute().as_uri()
    if write:
        return f"{quoted}?mode=rwc"
    beside = path.with_name(path.name + "-wal").exists()
    writable = _folder_writable(path)
    return f"{quoted}?mode=ro" + ("" if beside or writable else "&immutable=1")


def _folder_writable(path: Path) -> bool:
    import os

    return os.access(path.absolute().parent, os.W_OK)


def prepare(engine: Engine, path: Path, *, write: bool) -> None:
    """The record ready for use: checked, created when empty and `write`, migrated when older and `write`."""
    with in_words(path):
        with engine.connect() as connection:
            state = _state(connection, path)
        if state == SCHEMA_VERSION:
            return
        if not write:
            raise RecordDamaged(
                "this record is of an older version; run `memcon build` once to bring it up", source=str(path)
            )
        with engine.begin() as connection:
            _migrate(connection, _state(connection, path), path)


def _state(connection: Connection, path: Path) -> int:
    tables = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
    if tables == 0:
        return 0
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
        raise RecordDamaged("this file is a database, but not a memcon record", source=str(path))
    version = connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar()
    if version is None or not str(version).isdigit():
        raise RecordDamaged("the record does not say its version", source=str(path), place="meta.schema_version")
    if int(version) > SCHEMA_VERSION:
        raise RecordTooNew(
            f"a newer memcon wrote this record (version {version}; this memcon knows {SCHEMA_VERSION}); "
            "update memcon to read it",
            source=str(path),
        )
    return int(version)


def _migrate(connection: Connection, version: int, path: Path) -> None:
    del path
    for step in range(version, 1 if version == 0 else SCHEMA_VERSION):
        STEPS[step](connection)
    connection.execute(meta.delete().where(meta.c.key == "schema_version"))
    connection.execute(meta.insert().values(key="schema_version", value=str(SCHEMA_VERSION)))


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turns what the database says into memcon's errors, which name the record."""
    try:
        yield
    except (OperationalError, DatabaseError) as error:
        raise translate(error.orig, path) from error
    except sqlite3.Error as error:
        raise translate(error, path) from error


def translate(error: Any, path: Path) -> RecordError:
    """The named error for a message of the database."""
    words, source = str(error), str(path)
    if "locked" in words or "busy" in words:
        return RecordLocked("another process is writing this record; try again when it is done", source=source)
    if "readonly" in words or "read-only" in words:
        return RecordLocked("the record or its folder cannot be written", source=source)
    if "disk is full" in words or "disk I/O error" in words:
        return DiskFull(f"no room to write ({words}); what was committed before is kept", source=source)
    if "unable to open" in words:
        return RecordMissing("the record cannot be opened", source=source)
    return RecordDamaged(f"the record cannot be read ({words})", source=source)
