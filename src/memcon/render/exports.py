"""All kinds of a record as files: JSON Lines, CSV, Parquet; the same bytes for the same record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

from memcon.model.kinds import KINDS
from memcon.render.delimited import write_rows
from memcon.render.tables import as_csv, flat
from memcon.views import gdelt, plover
from memcon.views.interchange import Value

FORMATS = ("jsonl", "csv", "parquet")
TABLES = ("plover", "gdelt")
"""Formats of other event data sets: one file, `events.FORMAT.tsv`."""

ARTICLE_FIELDS = (
    "id", "title", "outlet", "url", "published", "published_inferred", "language", "kind", "sha256", "source_sha256",
    "words", "read", "opinion", "machine_reworded", "origin", "story", "confidence",
)  # fmt: skip

_FLAGS = frozenset({"denied", "verbatim", "expects", "published_inferred", "rejected"})
_COUNTS = frozenset({"words", "independent", "independent_events"})
_SHARES = frozenset(
    {"confidence", "score", "low", "high", "weight", "opinion", "machine_reworded", "level", "trend", "change"}
)


def field_names(kind: str) -> tuple[str, ...]:
    """The fields of a kind in order: what every row of its file has."""
    if kind == "articles":
        return ARTICLE_FIELDS
    names = tuple(field.name for field in dataclass_fields(KINDS[kind].type))
    extra = ("confidence",) if "confidence" not in names else ()
    return (*names, *extra, *(() if kind == "decisions" else ("rejected",)))


def write_export(kind: str, objects: Sequence[Mapping[str, Any]], folder: Path, *, form: str) -> Path:
    """Writes one kind to `folder/KIND.FORMAT` in order of id; gives back the path."""
    path = folder / f"{kind}.{form}"
    rows = sorted((_complete(kind, value) for value in objects), key=lambda value: str(value["id"]))
    if form == "jsonl":
        path.write_bytes("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())
    elif form == "csv":
        path.write_bytes(as_csv(rows, field_names(kind)).encode("utf-8"))
    else:
        _parquet(kind, rows, path)
    return path


def write_table(rows: Iterable[Mapping[str, Value]], folder: Path, *, form: str) -> tuple[Path, int]:
    """Writes rows in the columns of another data set to `folder/events.FORMAT.tsv`; gives back path and number."""
    columns = {"plover": plover.COLUMNS, "gdelt": gdelt.COLUMNS}[form]
    path = folder / f"events.{form}.tsv"
    return path, write_rows(rows, [column.name for column in columns], path)


def _complete(kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
    row = {name: value.get(name) for name in field_names(kind)}
    if "rejected" in row:
        row["rejected"] = bool(row["rejected"])
    return row


def _parquet(kind: str, rows: list[dict[str, Any]], path: Path) -> None:
    from arro3.core import Array, Field, Schema, Table
    from arro3.io import write_parquet

    names = field_names(kind)
    schema = Schema([Field(name, _type(name), nullable=True) for name in names])
    columns: dict[str, Any] = {name: Array([flat(row[name]) for row in rows], type=_type(name)) for name in names}
    write_parquet(Table.from_pydict(columns, schema=schema), path, compression="zstd(3)")


def _type(name: str) -> Any:
    from arro3.core import DataType

    if name in _FLAGS:
        return DataType.bool()
    if name in _COUNTS:
        return DataType.int64()
    return DataType.float64() if name in _SHARES else DataType.string()
