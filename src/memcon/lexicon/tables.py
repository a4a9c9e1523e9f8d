"""Data files as rows: read from the package and from a user's folder, each row knowing where it stands."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from memcon.errors import LexiconError

DATA = Path(__file__).parent / "data"

# One column or several that tell one row from the others; files not listed here go by `id`, else by their first column.
KEYS: Mapping[str, tuple[str, ...]] = {
    "states": ("code",),
    "persons": ("id",),
    "tenures": ("person", "state", "organisation", "office", "start"),
    "variants": ("forms",),
    "offices": ("title",),
    "bodies": ("body",),
    "organisations": ("id",),
    "outlets": ("id",),
    "common": ("word",),
    "places": ("name", "state", "admin"),
}

# Tables whose generated rows stand in files of their own beside the hand-written ones.
IN_PARTS = frozenset(("persons", "tenures", "places"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a data file: its cells by column, its file and line for messages."""

    cells: Mapping[str, str]
    file: str
    line: int

    def get(self, column: str) -> str:
        """The cell, empty when the column is absent."""
        return self.cells.get(column, "")

    def need(self, column: str) -> str:
        """The cell; LexiconError when it is empty."""
        return self.cells.get(column) or self.fail(column, "is empty")

    def several(self, column: str) -> tuple[str, ...]:
        """The parts of a cell between `|`, empty ones dropped."""
        cell = self.cells.get(column)
        return tuple(part.strip() for part in cell.split("|") if part.strip()) if cell else ()

    def fail(self, column: str, reason: str) -> str:
        """Never a value: the LexiconError that names file, line and column."""
        raise LexiconError(f"{column} {reason}", source=self.file, place=f"row {self.line}, column {column}")


def read_rows(name: str, extra: Path | None = None) -> list[Row]:
    """The rows of a data file and its parts (`persons.csv`, `persons_history.csv`), the user's over or after them."""
    rows: list[Row] = []
    for path in data_files(name):
        rows.extend(parse(path))
    theirs = [row for path in files_in(extra, name) for row in parse(path)] if extra else []
    return _override(name, rows, theirs) if theirs else rows


def data_files(name: str) -> list[Path]:
    """The package's files of a table, the plain one first, then its parts by name."""
    parts = DATA.glob(f"{name}_*.csv*") if name in IN_PARTS else ()
    return [*files_in(DATA, name), *sorted(parts)]


def fingerprint(extra: Path | None = None) -> str:
    """Twelve hex digits over names and bytes of all data files, the user's included."""
    digest = hashlib.sha256()
    for folder in (DATA, extra):
        if folder is None:
            continue
        for path in sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".gz", ".npz")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def files_in(folder: Path, name: str) -> list[Path]:
    """The files of a table in a folder: plain, gzipped or both."""
    return [path for path in (folder / f"{name}.csv", folder / f"{name}.csv.gz") if path.is_file()]


def parse(path: Path) -> Iterator[Row]:
    """The rows of one file; LexiconError when it is unreadable or a row has more cells than the header."""
    lines = csv.reader(io.StringIO(_text(path), newline=""))
    header = [column.strip() for column in next(lines, [])]
    if not header or not header[0]:
        raise LexiconError("no header line", source=str(path), place="row 1")
    for cells in lines:
        if not cells:
            continue
        if len(cells) > len(header):
            raise LexiconError(
                f"{len(cells)} cells under {len(header)} columns; is a comma unquoted?",
                source=str(path),
                place=f"row {lines.line_num}, column {len(header)}",
            )
        yield Row(dict(zip(header, cells, strict=False)), str(path), lines.line_num)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise LexiconError(f"cannot be read: {error}", source=str(path)) from error


def _override(name: str, rows: Sequence[Row], theirs: Sequence[Row]) -> list[Row]:
    columns = KEYS.get(name) or (("id",) if "id" in theirs[0].cells else tuple(theirs[0].cells)[:1])
    replaced = _by_key(theirs, columns)
    kept = [row for row in rows if _key(row, columns) not in replaced]
    return [*kept, *theirs]


def _by_key(rows: Iterable[Row], columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {_key(row, columns) for row in rows}


def _key(row: Row, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row.get(column) for column in columns)
