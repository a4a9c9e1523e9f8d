"""`memcon show`, `explain`, `compare`, `search` and `check`: answers from the record."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from memcon.cli.options import ConfidenceOption, RecordOption, filter_of, one_of, record_path, say

KIND_HELP = (
    "articles, actors, statements, events, encounters, differences, asks, forecasts, copies, relations, "
    "stories or decisions; positions, third-parties."
)
BetweenOption = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", metavar="A B", help="Lines in which both take part: codes, names or ids."),
]
ActorOption = Annotated[str | None, typer.Option("--actor", metavar="A", help="Lines in which A takes part.")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")]


def show(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=KIND_HELP,
            show_default=False,
        ),
    ],
    between: BetweenOption = None,
    actor: ActorOption = None,
    since: FromOption = None,
    until: ToOption = None,
    form: Annotated[str, typer.Option("--format", metavar="table|json|csv")] = "table",
    min_confidence: ConfidenceOption = 0.5,
    at: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Asks and forecasts as articles had told by then.")
    ] = None,
    holder: Annotated[str | None, typer.Option("--holder", metavar="NAME", help="Forecasts of NAME.")] = None,
    by_holder: Annotated[
        bool, typer.Option("--scores", help="Forecasts: outcomes and Brier score by holder and outlet.")
    ] = False,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also lines that an analyst rejected.")] = False,
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="WORDS", help="positions: only on this subject.")
    ] = None,
    record: RecordOption = None,
) -> None:
    """Show one kind of line from the record."""
    from memcon.cli.derived import DERIVED, show_derived
    from memcon.model.kinds import KINDS
    from memcon.record import open_record
    from memcon.render.exports import field_names
    from memcon.render.tables import as_csv, as_json, print_table
    from memcon.views.explanation import names_of
    from memcon.views.rows import columns

    one_of(kind, (*KINDS, *DERIVED), "KIND")
    one_of(form, ("table", "json", "csv"), "--format")
    with open_record(record_path(record)) as opened:
        wanted = filter_of(
            opened, between=between, actor=actor, since=since, until=until,
            min_confidence=0.0 if rejected else min_confidence, rejected=rejected,
        )  # fmt: skip
        if kind in DERIVED:
            show_derived(opened, kind, wanted, form=form, subject=subject)
            return
        objects = opened.lines(kind, wanted)
        if at is not None or holder is not None or by_holder:
            from memcon.cli.ledger import narrowed, show_scores

            objects = narrowed(opened, kind, objects, at=at, holder=holder, scored=by_holder)
            if by_holder:
                show_scores(opened, objects, form)
                return
        if form == "json":
            sys.stdout.write(as_json(objects))
        elif form == "csv":
            sys.stdout.write(as_csv(objects, field_names(kind)))
        else:
            shown = columns(kind, names_of(opened))
            rows = [[str(value(line)) for _, value in shown] for line in objects]
            print_table([name for name, _ in shown], rows, to=sys.stdout)
            say(f"{len(objects)} {kind}")


def explain(
    line: Annotated[str, typer.Argument(metavar="ID", help="Any id that the record shows.", show_default=False)],
    form: Annotated[str, typer.Option("--format", metavar="text|json")] = "text",
    record: RecordOption = None,
) -> None:
    """Explain one line of the record: its evidence in its sentence, its reasons, its decisions."""
    from memcon.record import open_record
    from memcon.render.explanation import as_plain, as_text
    from memcon.render.tables import as_json
    from memcon.views.explanation import explain as view

    one_of(form, ("text", "json"), "--format")
    with open_record(record_path(record)) as opened:
        explanation = view(opened, line)
    sys.stdout.write(as_text(explanation) if form == "text" else as_json([as_plain(explanation)])[1:-2] + "\n")


def compare(
    encounter: Annotated[str, typer.Argument(metavar="ENCOUNTER", help="An encounter's id.", show_default=False)],
    form: Annotated[str, typer.Option("--format", metavar="table|json|md|html")] = "table",
    min_confidence: ConfidenceOption = 0.5,
    record: RecordOption = None,
) -> None:
    """Set the accounts of one encounter side by side, official readouts first."""
    import json

    from memcon.record import open_record
    from memcon.render import comparison as render
    from memcon.render.tables import print_table
    from memcon.views.comparison import compare as view
    from memcon.views.explanation import names_of

    one_of(form, ("table", "json", "md", "html"), "--format")
    with open_record(record_path(record)) as opened:
        names = names_of(opened)
        comparison = view(opened, encounter, names=names, min_confidence=min_confidence)
    if form == "json":
        sys.stdout.write(json.dumps(render.as_plain(comparison), ensure_ascii=False, indent=1) + "\n")
    elif form == "md":
        sys.stdout.write(render.as_markdown(comparison, names))
    elif form == "html":
        sys.stdout.write(render.as_html(comparison, names))
    else:
        print("\n".join(render.as_lines(comparison, names)) + "\n")
        print_table(render.header(comparison), render.body(comparison), to=sys.stdout)


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help='Words; "a phrase" in quotation marks.', show_default=False)
    ],
    form: Annotated[str, typer.Option("--format", metavar="text|json")] = "text",
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many sentences.")] = 20,
    record: RecordOption = None,
) -> None:
    """Search the sentences, best first, with who says it."""
    from memcon.record import open_record
    from memcon.render.finding import as_text
    from memcon.render.tables import as_json
    from memcon.views.finding import search as view

    one_of(form, ("text", "json"), "--format")
    with open_record(record_path(record)) as opened:
        found = view(opened, " ".join(words), limit=limit)
    sys.stdout.write(as_json(found) if form == "json" else as_text(found))
    say(f"{len(found)} sentences")


def check(
    form: Annotated[str, typer.Option("--format", metavar="text|json")] = "text",
    record: RecordOption = None,
) -> None:
    """Verify the record: every slice, every reference. Exit status 1, and what is wrong, if anything is."""
    from memcon.model.codec import to_plain
    from memcon.record import open_record
    from memcon.render.safe import one_line
    from memcon.render.tables import as_json

    one_of(form, ("text", "json"), "--format")
    with open_record(record_path(record)) as opened:
        problems = opened.problems()
        counts = opened.counts()
    if form == "json":
        sys.stdout.write(as_json(to_plain(problems)))
    else:
        for problem in problems:
            print(one_line(f"{problem.kind} {problem.id}: {problem.what}"))
        say(f"{sum(counts.values())} lines checked, {len(problems)} wrong")
    raise typer.Exit(1 if problems else 0)
