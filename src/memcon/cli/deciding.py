"""`memcon decide`: an analyst's corrections, kept through every rebuild and undone by withdrawal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.options import LexiconOption, RecordOption, one_of, record_path, say, settings_of

if TYPE_CHECKING:
    from memcon.model.decision import Verdict

app = typer.Typer(
    help="Correct the record: decisions are dated, survive every rebuild, and can be withdrawn.", no_args_is_help=True
)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Any id that the record shows.", show_default=False)]
NoteOption = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why.")]
AuthorOption = Annotated[str | None, typer.Option("--author", help="Who decides [default: the login name].")]


@app.command()
def accept(
    line: IdArgument,
    note: NoteOption = None,
    author: AuthorOption = None,
    record: RecordOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Accept a line: its confidence becomes 1."""
    _decide("accept", line, note=note, author=author, record=record, lexicon=lexicon)


@app.command()
def reject(
    line: IdArgument,
    note: NoteOption = None,
    author: AuthorOption = None,
    record: RecordOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Reject a line: it is shown no more and nothing is built on it."""
    _decide("reject", line, note=note, author=author, record=record, lexicon=lexicon)


@app.command()
def merge(
    line: IdArgument,
    other: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    note: NoteOption = None,
    author: AuthorOption = None,
    record: RecordOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Merge two lines that are one: encounters, actors, events, asks, statements of one claim, stories."""
    _decide("merge", line, value=other, note=note, author=author, record=record, lexicon=lexicon)


@app.command()
def split(
    line: IdArgument,
    note: NoteOption = None,
    author: AuthorOption = None,
    record: RecordOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Split a line into what each article tells on its own."""
    _decide("split", line, note=note, author=author, record=record, lexicon=lexicon)


@app.command(name="set")
def set_field(
    line: IdArgument,
    field: Annotated[str, typer.Argument(metavar="FIELD", show_default=False)],
    value: Annotated[str, typer.Argument(metavar="VALUE", show_default=False)],
    note: NoteOption = None,
    author: AuthorOption = None,
    record: RecordOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Set a field of a line: speaker, when (a date), type, status, ..."""
    _decide("set", line, field=field, value=value, note=note, author=author, record=record, lexicon=lexicon)


def _decide(
    verdict: Verdict,
    line: str,
    *,
    note: str | None,
    author: str | None,
    record: RecordOption,
    lexicon: LexiconOption,
    field: str | None = None,
    value: str | None = None,
) -> None:
    from memcon.ingest import decide
    from memcon.record import open_record

    with open_record(record_path(record), write=True) as opened:
        decision = decide(
            opened, settings_of(lexicon=lexicon), verdict, line, field=field, value=value, note=note, author=author
        )
    say(f"decided; `memcon decide withdraw {decision.id}` undoes it")
    print(decision.id)


@app.command(name="list")
def list_decisions(
    form: Annotated[str, typer.Option("--format", metavar="table|json|csv")] = "table", record: RecordOption = None
) -> None:
    """List all decisions, withdrawn ones too."""
    from memcon.cli.showing import show

    show("decisions", form=one_of(form, ("table", "json", "csv"), "--format"), record=record)


@app.command()
def withdraw(decision: IdArgument, record: RecordOption = None, lexicon: LexiconOption = None) -> None:
    """Withdraw a decision: the record is as if it had not been made, and still tells that it was."""
    from memcon.ingest import withdraw as run
    from memcon.record import open_record

    with open_record(record_path(record), write=True) as opened:
        run(opened, settings_of(lexicon=lexicon), decision)
    sys.stdout.write(f"{decision}\n")
