"""Rows as a tab-separated file that R's `read.delim`, pandas and polars read with the same values and types.

Missing values are `NA`, text that holds a quotation mark is quoted with the mark doubled, and no value holds a tab or a
line break, so that a line is always a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from memcon.render.safe import printable

MISSING = "NA"
_FORMULA = ("=", "+", "-", "@", "'")


def write_rows(rows: Iterable[Mapping[str, str | int | float | None]], columns: Sequence[str], path: Path) -> int:
    """Writes a header and the rows in order, UTF-8, lines ended by line feeds; gives back how many rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(columns) + "\n")
        for row in rows:
            file.write("\t".join(field(row.get(name)) for name in columns) + "\n")
            count += 1
    return count


def field(value: str | int | float | None) -> str:
    """One value as it is written: numbers bare, text harmless and quoted where it must be, `NA` for what is missing."""
    if value is None:
        return MISSING
    if not isinstance(value, str):
        return repr(value)
    # lone surrogates have no UTF-8; of what is left only spaces part words
    text = guarded(" ".join(printable(value.encode("utf-8", "replace").decode()).split()))
    if not text:
        return MISSING
    return '"' + text.replace('"', '""') + '"' if '"' in text else text


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before a leading `=`, `+`, `-`, `@` or `'`.

    One stands before the text `NA` too. Nothing is lost: to have the text back, drop an apostrophe at the start.
    Numbers are not text and stay bare.
    """
    return f"'{text}" if text.startswith(_FORMULA) or text == MISSING else text
