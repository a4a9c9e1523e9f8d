"""`memcon export`: the whole record as files, in its own objects or in the columns of other event data sets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.options import RecordOption, one_of, record_path, say
from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon.record import Record


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Made if it does not exist.", show_default=False)],
    form: Annotated[
        str, typer.Option("--format", metavar="jsonl|csv|parquet|plover|gdelt|site", help="What to write.")
    ] = "jsonl",
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0.0, max=1.0, help="plover, gdelt: only events at least this sure.")
    ] = 0.0,
    record: RecordOption = None,
) -> None:
    """Export every kind, one file a kind, at every confidence, in a stable order.

    `plover` and `gdelt`: the events alone, in the columns of POLECAT and of GDELT's Events 2.0 (docs/interchange.md);
    `site`: the pages as files.
    """
    from memcon.errors import DiskFull
    from memcon.record import open_record
    from memcon.render.exports import FORMATS, TABLES

    one_of(form, (*FORMATS, *TABLES, "site"), "--format")
    if folder.exists() and not folder.is_dir():
        raise UsageError("is a file, not a folder", source=str(folder))
    with open_record(record_path(record)) as opened:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            say(_written(opened, folder, form, min_confidence))
        except OSError as error:
            raise DiskFull(f"cannot be written: {error.strerror}", source=str(folder)) from error


def _written(record: Record, folder: Path, form: str, min_confidence: float) -> str:
    """Writes the files; gives back what to say of them."""
    from memcon.model.kinds import KINDS
    from memcon.record import Filter
    from memcon.render.exports import TABLES, write_export, write_table

    if form == "site":
        from memcon.web.export import write_site

        return f"{write_site(record, folder)} pages written; open {folder / 'index.html'}"
    if form in TABLES:
        from memcon.views.gdelt import gdelt_rows
        from memcon.views.plover import plover_rows

        rows = {"plover": plover_rows, "gdelt": gdelt_rows}[form](record, min_confidence=min_confidence)
        path, number = write_table(rows, folder, form=form)
        return f"{number} rows written to {path}"
    for kind in KINDS:
        objects = record.lines(kind, Filter(min_confidence=0, rejected=True))
        write_export(kind, objects, folder, form=form)
    return f"{len(KINDS)} kinds written to {folder}"
