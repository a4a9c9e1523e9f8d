"""`memcon brief`: a briefing of a pair of states, or of the whole record, in which every sentence is cited."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from memcon.cli.options import ConfidenceOption, RecordOption, filter_of, one_of, record_path
from memcon.cli.showing import BetweenOption, FromOption, ToOption


def brief(
    between: BetweenOption = None,
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
    from memcon.views.briefing import brief as view
    from memcon.views.explanation import names_of

    form = one_of(out.suffix.lower(), (".md", ".html", ".docx"), "the ending of --out") if out else ".md"
    with open_record(record_path(record)) as opened:
        wanted = filter_of(opened, between=between, actor=None, since=since, until=until, min_confidence=min_confidence)
        subject = " and ".join(between) if between else "all that is on record"
        briefing = view(opened, wanted, subject=subject, names=names_of(opened))
    if out is None:
        sys.stdout.write(as_markdown(briefing))
        return
    from memcon.cli.progress import put

    data = {".md": as_markdown, ".html": as_html}[form](briefing).encode() if form != ".docx" else as_docx(briefing)
    put(out, data)
