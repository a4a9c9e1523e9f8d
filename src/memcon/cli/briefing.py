"""`memcon brief`: a briefing of a pair of states, an encounter or the whole record, every sentence of it cited."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.options import ConfidenceOption, RecordOption, filter_of, one_of, record_path
from memcon.cli.showing import BetweenOption, FromOption, ToOption
from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon.record import Filter, Record
    from memcon.views.briefing import Briefing


def brief(
    which: Annotated[
        str | None, typer.Argument(metavar="[ENCOUNTER]", help="An encounter's id.", show_default=False)
    ] = None,
    between: BetweenOption = None,
    encounter: Annotated[str | None, typer.Option("--encounter", metavar="ID", help="The same, as an option.")] = None,
    new: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Tell first what is new from this day on.")
    ] = None,
    since: FromOption = None,
    until: ToOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="A .md, .html or .docx file instead of stdout.")
    ] = None,
    min_confidence: ConfidenceOption = 0.5,
    record: RecordOption = None,
) -> None:
    """Write a briefing made only of the record; every sentence ends in a citation."""
    from memcon.record import open_record
    from memcon.render.briefing import as_docx, as_html, as_markdown

    form = one_of(out.suffix.lower(), (".md", ".html", ".docx"), "the ending of --out") if out else ".md"
    if (which or encounter) and (between or new or since or until):
        raise UsageError("an encounter is briefed whole: --between, --since, --from and --to do not go with it")
    if which and encounter and which != encounter:
        raise UsageError(f"two encounters are named: {which!r} and {encounter!r}")
    with open_record(record_path(record)) as opened:
        if found := which or encounter:
            briefing = _of_encounter(opened, found, min_confidence)
        else:
            wanted = filter_of(
                opened, between=between, actor=None, since=since, until=until, min_confidence=min_confidence
            )
            briefing = _of_filter(opened, wanted, between, new)
    if out is None:
        sys.stdout.write(as_markdown(briefing))
        return
    from memcon.cli.progress import put

    data = {".md": as_markdown, ".html": as_html}[form](briefing).encode() if form != ".docx" else as_docx(briefing)
    put(out, data)


def _of_encounter(record: Record, encounter: str, min_confidence: float) -> Briefing:
    from memcon.views.encounter_brief import brief_encounter
    from memcon.views.explanation import names_of

    return brief_encounter(record, encounter, names=names_of(record), min_confidence=min_confidence)


def _of_filter(record: Record, wanted: Filter, between: tuple[str, str] | None, new: str | None) -> Briefing:
    from memcon.views.briefing import brief as view
    from memcon.views.explanation import names_of
    from memcon.views.find import first_day

    names = names_of(record)
    sides = [names.actor(next(iter(keys))) if len(keys) == 1 else word
             for keys, word in zip(wanted.between or (), between or (), strict=True)]  # fmt: skip
    subject = " and ".join(sides) if sides else "all that is on record"
    return view(record, wanted, subject=subject, names=names, since=first_day(new) if new else None)
