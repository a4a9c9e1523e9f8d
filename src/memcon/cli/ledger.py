"""`memcon show asks|forecasts --as-of`, `show forecasts --holder` and `--scores`: the ledger narrowed and scored."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from memcon.errors import UsageError
from memcon.record import Record


def narrowed(
    record: Record, kind: str, objects: Sequence[dict[str, Any]], *, at: str | None, holder: str | None, scored: bool
) -> list[dict[str, Any]]:
    """The lines as they stood at a day and of one holder; UsageError for kinds that have neither."""
    from memcon.views.ledger import as_of, held_by

    if (holder is not None or scored) and kind != "forecasts":
        raise UsageError("--holder and --scores are for forecasts")
    found = as_of(record, kind, objects, at) if at is not None else list(objects)
    return [dict(line) for line in held_by(found, holder)] if holder is not None else found


def show_scores(record: Record, objects: Sequence[dict[str, Any]], form: str) -> None:
    """Print the scores by holder and outlet as a table, JSON or CSV."""
    from memcon.render.tables import as_csv, as_json, print_table
    from memcon.views.ledger import Score, scores

    rows = [asdict(row) for row in scores(record, objects)]
    names = [field.name for field in fields(Score)]
    if form == "json":
        sys.stdout.write(as_json(rows))
    elif form == "csv":
        sys.stdout.write(as_csv(rows, names))
    else:
        body = [["" if row[name] is None else str(row[name]) for name in names] for row in rows]
        print_table(names, body, to=sys.stdout)
