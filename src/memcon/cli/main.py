"""The `memcon` command: its verbs, and how errors become words and exit statuses."""

from __future__ import annotations

import os
import sys

import typer

from memcon.cli import briefing, building, deciding, exporting, serving, showing
from memcon.errors import InputError, MemconError, UsageError

app = typer.Typer(
    name="memcon",
    help="From articles to the record: who said what to whom, what was done, where accounts differ.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from memcon import __version__

        print(f"memcon {__version__}")
        raise typer.Exit


@app.callback()
def memcon(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """From articles to the record: who said what to whom, what was done, where accounts differ."""
    del version


app.command()(building.build)
app.command()(building.read)
app.command()(showing.show)
app.command()(showing.explain)
app.command()(showing.compare)
app.command()(showing.search)
app.command()(briefing.brief)
app.command()(exporting.export)
app.add_typer(deciding.app, name="decide")
app.command()(showing.check)
app.command()(building.demo)
app.command()(serving.serve)
app.command()(serving.mcp)


def main() -> None:
    """Runs the command line; leaves with 0 (done), 1 (some inputs refused), 2 (wrong call) or 3 (not done)."""
    # linear algebra here is of small matrices: more threads wait for each other and take five times the work
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except MemconError as error:
        from memcon.cli.options import say

        say(f"memcon: {error}")
        sys.exit(status_of(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        print("memcon: stopped; what was read is kept, run the same command again to go on", file=sys.stderr)
        sys.exit(130)


def status_of(error: MemconError) -> int:
    """The exit status of an error: 2 wrong call, 1 refused input, 3 could not be done."""
    if isinstance(error, UsageError):
        return 2
    return 1 if isinstance(error, InputError) else 3
