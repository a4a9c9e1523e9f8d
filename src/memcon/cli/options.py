"""Options that several commands share, and how the record and its names are found."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon.ingest import Settings
    from memcon.record import Filter, Record

RecordOption = Annotated[
    Path | None, typer.Option("--record", metavar="FILE", help="The record [default: $MEMCON_RECORD or memcon.db].")
]
LexiconOption = Annotated[
    Path | None, typer.Option("--lexicon", metavar="DIR", help="Folder with lexicon files of your own.")
]
ReaderOption = Annotated[
    str, typer.Option("--reader", help="fast: the small model; accurate: the large one; rules: none.", metavar="NAME")
]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, max=64, help="Processes that read.")]
PrivateOption = Annotated[bool, typer.Option("--allow-private", help="Also fetch from private and loopback addresses.")]
ConfidenceOption = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Show lines at least this sure; 0 shows all.")
]


def record_path(given: Path | None) -> Path:
    """Where the record is: the option, MEMCON_RECORD, or memcon.db here."""
    return given or Path(os.environ.get("MEMCON_RECORD") or "memcon.db")


def settings_of(
    *, reader: str = "fast", jobs: int = 1, lexicon: Path | None = None, allow_private: bool = False
) -> Settings:
    """The run's settings from the options; UsageError for a reader that does not exist."""
    from memcon.ingest import READERS, Settings
    from memcon.sources import TakeSettings

    if reader not in READERS:
        raise UsageError(f"--reader is fast, accurate or rules, not {reader!r}")
    from memcon.lexicon import load_lexicon

    known = load_lexicon(lexicon) if lexicon else None
    sources = TakeSettings(allow_private=allow_private, lexicon=known)
    return Settings(reader=reader, jobs=jobs, lexicon=lexicon, sources=sources)


def state_lookup(lexicon: Path | None) -> object:
    """Finds a state's code by any of its names, loading the lexicon only when asked."""

    def look_up(word: str) -> str | None:
        from memcon.lexicon import load_lexicon

        return load_lexicon(lexicon).state_of(word)

    return look_up


def filter_of(
    record: Record,
    *,
    between: tuple[str, str] | None,
    actor: str | None,
    since: str | None,
    until: str | None,
    min_confidence: float,
    rejected: bool = False,
) -> Filter:
    """The filter that the options ask for; UsageError when a name or date means nothing."""
    from memcon.record import Filter
    from memcon.views.find import actor_ids, days_from_to

    def ids(word: str) -> frozenset[str]:
        return actor_ids(record, word, state_of=state_lookup(None))  # type: ignore[arg-type]

    first, last = days_from_to(since, until)
    return Filter(
        between=(ids(between[0]), ids(between[1])) if between else None,
        actor=ids(actor) if actor else None,
        since=first,
        until=last,
        min_confidence=min_confidence,
        rejected=rejected,
    )


def say(message: object) -> None:
    """A message to the analyst, on stderr, harmless to the terminal."""
    from memcon.render.safe import one_line

    print(one_line(str(message)), file=sys.stderr, flush=True)


def one_of(value: str, choices: tuple[str, ...], name: str) -> str:
    """`value` if it is among `choices`; UsageError that names the option otherwise."""
    if value not in choices:
        raise UsageError(f"{name} is one of {', '.join(choices)}, not {value!r}")
    return value
