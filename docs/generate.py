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
from memcon.views.interchange import Column

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


INTERCHANGE = """\
`memcon export DIR --format plover` writes `DIR/events.plover.tsv`, `--format gdelt` writes `DIR/events.gdelt.tsv`: the
events of the record in the columns of two widely used data sets, so that they can be put beside them in R, pandas or
polars. `--min-confidence 0.5` leaves out what `memcon show` hides; without it all rows are written, with their
`Confidence`. What an analyst rejected is left out. Rows stand in order of date, then id, the same on every machine.

## How to read them

```r
events <- read.delim("events.plover.tsv", check.names = FALSE)
codes <- c(EventCode = "character", EventBaseCode = "character", EventRootCode = "character")
gdelt <- read.delim("events.gdelt.tsv", colClasses = codes)
```

```python
pandas.read_csv("events.gdelt.tsv", sep="\\t", dtype={"EventCode": str, "EventBaseCode": str, "EventRootCode": str})
polars.read_csv("events.plover.tsv", separator="\\t", null_values="NA", infer_schema_length=None)
```

UTF-8, tab-separated, one header line, lines ended by line feeds. Missing values are `NA`. A value with a quotation
mark is quoted and the mark doubled; no value holds a tab or line break (they are spaces). Control characters and
characters that turn the direction of text are U+FFFD. So that no spreadsheet takes text for a formula, text that
begins with `=`,
`+`, `-`, `@` or `\'`, or that is `NA`, has an apostrophe before it: drop an apostrophe at the start to have it back.
Numbers are bare and may be negative. GDELT's own files have no header line: `skip = 1, header = FALSE` gives that form.

"""


def interchange() -> str:
    """`docs/interchange.md`: the exports in the columns of POLECAT and GDELT, column by column."""
    from memcon.views import gdelt, plover

    parts = ["# Exports for other tools\n\n", NOTE, INTERCHANGE]
    parts.append(f"## plover\n\n{plover.__doc__ or ''}\n")
    parts.append("The columns of POLECAT in its order, then those that memcon adds.\n\n")
    parts += [*_columns(plover.COLUMNS), "\n"]
    parts.append(f"## gdelt\n\n{gdelt.__doc__ or ''}\n")
    parts.append("GDELT's 61 columns in its order, then those that memcon adds.\n\n")
    parts += _columns(gdelt.COLUMNS)
    return "".join(parts)


def _columns(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| column | type | meaning |\n| --- | --- | --- |\n"
    for column in columns:
        yield f"| {column.name} | {column.type} | {column.meaning} |\n"


DOCUMENTS = {"cli.md": commands, "interchange.md": interchange, "record.md": record}


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
