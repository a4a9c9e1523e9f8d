"""`memcon build`, `read` and `demo`: articles in, record or readings out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.options import (
    JobsOption,
    LexiconOption,
    PrivateOption,
    ReaderOption,
    RecordOption,
    record_path,
    say,
    settings_of,
)

if TYPE_CHECKING:
    from memcon.ingest import Settings, Tally

PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", help="Files, folders, URLs, or - for a list of them on standard input.", show_default=False
    ),
]


def build(
    paths: PathsArgument,
    record: RecordOption = None,
    reader: ReaderOption = "fast",
    jobs: JobsOption = 1,
    lexicon: LexiconOption = None,
    allow_private: PrivateOption = False,
) -> None:
    """Take articles in, read them, link them, into the record. Run again, it does only what is new."""
    settings = settings_of(reader=reader, jobs=jobs, lexicon=lexicon, allow_private=allow_private)
    tally = _build(paths, record_path(record), settings)
    raise typer.Exit(1 if tally.refused else 0)


def _build(paths: list[str], path: Path, settings: Settings) -> Tally:
    from memcon.cli.progress import watching
    from memcon.ingest import build as run
    from memcon.record import open_record

    with open_record(path, write=True, create=True) as record:
        with watching() as watch:
            tally = run(paths, record, settings, stdin=sys.stdin, watch=watch, notice=say)
        for error in tally.refused:
            say(f"refused: {error}")
        counts = record.counts()
    say(_summary(tally, counts, path))
    return tally


def _summary(tally: Tally, counts: dict[str, int], path: Path) -> str:
    shown = ", ".join(f"{counts.get(kind, 0)} {kind}" for kind in ("statements", "events", "encounters", "differences"))
    ledger = ", ".join(f"{counts.get(kind, 0)} {kind}" for kind in ("asks", "forecasts", "copies"))
    unread = f", {tally.unread} unread" if tally.unread else ""
    refused = f", {len(tally.refused)} refused" if tally.refused else ""
    return (
        f"{tally.taken} articles taken, {tally.fresh} new{unread}{refused}. "
        f"{path} holds {counts['articles']} articles: {shown}, {ledger}."
    )


def read(
    paths: PathsArgument,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write there instead of to stdout.")] = None,
    reader: ReaderOption = "fast",
    jobs: JobsOption = 1,
    lexicon: LexiconOption = None,
    allow_private: PrivateOption = False,
    min_confidence: Annotated[float, typer.Option("--min-confidence", min=0.0, max=1.0)] = 0.5,
) -> None:
    """Read only: one JSON line a reading, in input order, no record."""
    from memcon.cli.progress import output
    from memcon.errors import InputError
    from memcon.ingest import read as run
    from memcon.render.readings import as_line

    settings = settings_of(reader=reader, jobs=jobs, lexicon=lexicon, allow_private=allow_private)
    refused = 0
    with output(out) as file:
        for found in run(paths, settings, stdin=sys.stdin, notice=say):
            error = found if isinstance(found, InputError) else found.error
            if error is not None:
                refused += 1
                say(f"refused: {error}")
            elif not isinstance(found, InputError) and found.reading is not None:
                file.write(as_line(found.reading, min_confidence=min_confidence))
    raise typer.Exit(1 if refused else 0)


def demo(record: RecordOption = None) -> None:
    """Build the bundled articles and say where to look."""
    from importlib.resources import as_file, files

    path = record or Path("memcon-demo.db")
    with as_file(files("memcon.demo") / "articles") as folder:
        tally = _build([str(folder)], path, settings_of())
    print(_WHERE.format(path=path))
    raise typer.Exit(1 if tally.refused else 0)


_WHERE = """The articles were written for demonstration; they retell public facts of 2021 to 2023.
Look at what memcon made of them:
  memcon show encounters --record {path}
  memcon show differences --record {path}
  memcon show asks --record {path}
  memcon show forecasts --record {path}
  memcon show copies --record {path}
  memcon search "grain" --record {path}
  memcon explain ID --record {path}      (any id that a table shows)
  memcon compare ID --record {path}      (an encounter's id)"""
