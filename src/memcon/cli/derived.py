"""What `memcon show` reckons from the lines when asked: positions, third parties."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from memcon.cli.options import say
from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon.record import Filter, Record

DERIVED = ("positions", "third-parties")


def show_derived(record: Record, kind: str, wanted: Filter, *, form: str, subject: str | None) -> None:
    """Writes the positions, or third parties, that the options ask for, in the form asked for."""
    from memcon.model.codec import to_plain
    from memcon.render.tables import as_csv, as_json, print_table
    from memcon.views.explanation import names_of
    from memcon.views.positions import POSITION_COLUMNS, position_rows
    from memcon.views.third_parties import THIRD_COLUMNS, third_rows

    found = _found(record, kind, wanted, subject)
    if form == "json":
        sys.stdout.write(as_json(to_plain(found)))
        return
    names = names_of(record)
    fields: Sequence[str] = POSITION_COLUMNS if kind == "positions" else THIRD_COLUMNS
    rows: list[Mapping[str, Any]] = list(
        position_rows(found, names) if kind == "positions" else third_rows(found, names)
    )
    if form == "csv":
        sys.stdout.write(as_csv(rows, fields))
        return
    print_table(fields, [[_cell(row[name]) for name in fields] for row in rows], to=sys.stdout)
    say(f"{len(found)} {kind}")


def _found(record: Record, kind: str, wanted: Filter, subject: str | None) -> list[Any]:
    if kind == "positions":
        from memcon.views.positions import positions

        return positions(record, wanted, subject=subject)
    from memcon.views.briefing import pair_of
    from memcon.views.third_parties import third_parties

    pair = pair_of(record, wanted)
    if pair is None:
        raise UsageError("third-parties needs --between and two states")
    return third_parties(record, *pair, wanted=wanted)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return "" if value is None else str(value)
