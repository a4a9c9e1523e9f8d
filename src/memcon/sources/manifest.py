"""A folder's manifest.csv: exactly the files that it lists, with what it says of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

from memcon.errors import FormatError, InputError, ManifestError
from memcon.model.article import Article
from memcon.sources.fields import ALIASES, NAMES, Given, Where, given_fields, renamed
from memcon.sources.files import file_articles
from memcon.sources.formats import format_of_name
from memcon.sources.intake import Intake
from memcon.sources.streams import opened, shown
from memcon.sources.table import Row, csv_rows

_KNOWN = frozenset({*NAMES, *ALIASES, "file", "note"})
MAX_ROW = 200_000


def manifest_articles(path: str, intake: Intake) -> Iterator[Article | InputError]:
    """The articles that a manifest lists, in its order, and a ManifestError for each row that cannot be."""
    where = Where(source=shown(path))
    before = frozenset(intake.seen)
    done: set[tuple[str, Given]] = set()
    with opened(path) as file:
        try:
            columns, rows = csv_rows(file, where, limit=MAX_ROW)
        except FormatError as error:
            raise ManifestError(error.message, source=error.source, place=error.place) from None
        if "file" not in columns:
            raise ManifestError("has no column file", source=where.source, place="row 1")
        intake.unknown((name for name in columns if name and name not in _KNOWN), source=where.source, what="column")
        for row in rows:
            try:
                listed, given = _listed(row, os.path.dirname(path), where.at(f"row {row.number}"), intake)
            except InputError as error:
                yield ManifestError(error.message, source=error.source, place=error.place)
                continue
            key = os.path.realpath(listed)
            if key in before or (key, given) in done:
                continue
            done.add((key, given))
            intake.first(key)
            yield from _read(listed, given, intake)


def _listed(row: Row, folder: str, where: Where, intake: Intake) -> tuple[str, Given]:
    """The path of a row's file and what the row says of it; InputError if it lies outside or is missing."""
    if row.fault is not None:
        raise row.fault
    name = row.cells.get("file", "").strip()
    place = where.at("column file").place
    if not name:
        raise ManifestError("names no file", source=where.source, place=place)
    windows = PureWindowsPath(name)
    parts = {*PurePosixPath(name).parts, *windows.parts}
    if "\0" in name or name.startswith(("/", "\\")) or windows.drive or ".." in parts:
        raise ManifestError(f"{name[:200]!r} leads out of the folder", source=where.source, place=place)
    path = os.path.join(folder, name)
    home, real = os.path.realpath(folder or "."), os.path.realpath(path)
    if os.path.commonpath([home, real]) != home:
        raise ManifestError(f"{name[:200]!r} leads out of the folder by a link", source=where.source, place=place)
    if not os.path.exists(path):
        raise ManifestError(f"{name[:200]!r} does not exist", source=where.source, place=place)
    cells = renamed({key: value if value.strip() else None for key, value in row.cells.items()})
    given = given_fields(cells, where, intake)
    return path, given if _holds_one(name) else _of_all(given)


def _holds_one(name: str) -> bool:
    return format_of_name(name)[0] in ("text", "markdown", "html", None)


def _of_all(given: Given) -> Given:
    """What a row may say of every article in a file of many."""
    return Given(outlet=given.outlet, published=given.published, language=given.language, kind=given.kind)


def _read(path: str, given: Given, intake: Intake) -> Iterator[Article | InputError]:
    try:
        yield from file_articles(path, intake, given=given)
    except InputError as error:
        yield error
