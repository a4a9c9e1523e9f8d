"""Writes the documents that are made from the code: commands, the record's tables, formats. A test fails when stale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import typer
from sqlalchemy.dialects import sqlite

from memcon.cli.main import app
from memcon.record.schema import metadata
from memcon.record.viewing import FIELDS

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Made by `make docs`; do not edit by hand. -->\n\n"
WIDTH = 100


def commands() -> str:
    """`docs/cli.md`: the help of every command, as a person sees it."""
    root = typer.main.get_command(app)
    parts = ["# Commands\n\n", NOTE]
    for path, command in _walk(root, ["memcon"]):
        context = click.Context(command, info_name=" ".join(path), terminal_width=WIDTH, max_content_width=WIDTH)
        parts.append(f"## {' '.join(path)}\n\n```\n{command.get_help(context).rstrip()}\n```\n\n")
    return "".join(parts)


def _walk(command: click.Command, path: list[str]) -> Iterator[tuple[list[str], click.Command]]:
    yield path, command
    for name, child in sorted(getattr(command, "commands", {}).items()):
        yield from _walk(child, [*path, name])


def record() -> str:
    """`docs/record.md`: the tables and views of the record."""
    parts = [
        "# The record\n\n", NOTE,
        "A record is one SQLite file. Open it with `memcon`, with any SQLite program, or with Datasette. "
        "Text offsets are half-open ranges of Unicode code points into `article.text`; SQLite's "
        "`substr(text, start + 1, end - start)` gives the quote.\n\n",
    ]  # fmt: skip
    for table in metadata.sorted_tables:
        parts.append(f"## {table.name}\n\n{table.comment}\n\n| column | type | meaning |\n| --- | --- | --- |\n")
        parts += [
            f"| {column.name} | {column.type.compile(dialect=sqlite.dialect())} | {column.comment} |\n"
            for column in table.columns
        ]
        parts.append("\n")
    parts.append("## sentence_text\n\nFull-text index (FTS5) over `sentence.text`.\n\n## Views\n\n")
    for kind, fields in FIELDS.items():
        parts.append(f"- `{kind}`: id, confidence, {', '.join(field.replace('.', '_') for field in fields)}\n")
    return "".join(parts)


DOCUMENTS = {"cli.md": commands, "record.md": record}


def main() -> int:
    """Writes what is stale; with `--check` only names it and leaves with 1."""
    stale = [name for name, make in DOCUMENTS.items() if _text(HERE / name) != make()]
    if "--check" in sys.argv:
        print("\n".join(stale))
        return 1 if stale else 0
    for name in stale:
        (HERE / name).write_text(DOCUMENTS[name](), encoding="utf-8")
    return 0


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
