"""Rows as a table for the terminal, and objects as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from memcon.render.safe import cell, one_line

CELL = 400
PLAIN_WIDTH = 180


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]], *, to: TextIO) -> None:
    """Writes a table as wide as the terminal, or 180 columns where there is none; text is never markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=to, width=None if to.isatty() else PLAIN_WIDTH, highlight=False, markup=False, emoji=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in header:
        table.add_column(name, overflow="fold", no_wrap=name == "id")
    for row in rows:
        table.add_row(*(Text(one_line(value, limit=CELL)) for value in row))
    console.print(table)


def as_json(objects: Iterable[Mapping[str, Any]]) -> str:
    """Objects as a JSON list, one an indented line, readable and a valid document."""
    lines = [json.dumps(value, ensure_ascii=False) for value in objects]
    return "[" + ",\n ".join(lines) + "]\n"


def flat(value: Any) -> Any:
    """A field as one cell: scalars as they are, the rest as compact JSON."""
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def as_csv(objects: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> str:
    """Objects as CSV (RFC 4180) with a header; nested fields as JSON, no cell a formula, None as empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(fields)
    for value in objects:
        writer.writerow([_csv_cell(flat(value.get(name))) for name in fields])
    return out.getvalue()


def _csv_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return cell(value.replace("\x00", "\ufffd")) if isinstance(value, str) else value
