"""A record in a notebook: frames of every kind, and encounters, comparisons and relations that show themselves.

import memcon
record = memcon.open("memcon.db")
record.frame("events")            # a pandas or polars frame, whichever is installed
record.encounter("en-…")          # the accounts side by side
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memcon.errors import UsageError
from memcon.model.kinds import KINDS
from memcon.record import Filter, Record, open_record
from memcon.render.comparison import as_html
from memcon.render.exports import field_names
from memcon.render.tables import flat
from memcon.views.encounter import encounter_page
from memcon.views.explanation import names_of
from memcon.views.find import actor_ids, days_from_to
from memcon.views.naming import Labels
from memcon.views.rows import columns

SHOWN = 50


class Opened:
    """A record opened for reading. Close it, or use it in a `with` block."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def lines(
        self,
        kind: str,
        *,
        between: tuple[str, str] | None = None,
        actor: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = 0.5,
    ) -> Lines:
        """Lines of one kind (events, statements, ...) as `memcon show` gives them; they show themselves as a table."""
        if kind not in KINDS:
            raise UsageError(f"kind is one of {', '.join(KINDS)}, not {kind!r}")
        first, last = days_from_to(since, until)
        wanted = Filter(
            between=(self._who(between[0]), self._who(between[1])) if between else None,
            actor=self._who(actor) if actor else None,
            since=first,
            until=last,
            min_confidence=min_confidence,
        )
        return Lines(kind=kind, objects=tuple(self._record.lines(kind, wanted)), record=self._record)

    def _who(self, word: str) -> frozenset[str]:
        from memcon.lexicon import load_lexicon

        return actor_ids(self._record, word, state_of=lambda name: load_lexicon(None).state_of(name))

    def frame(self, kind: str, *, library: str | None = None, **filters: Any) -> Any:
        """A frame of one kind, filtered as `lines` is; pandas if installed, else polars, or `library` of the two."""
        found = self.lines(kind, **filters)
        rows = {name: [flat(line.get(name)) for line in found.objects] for name in field_names(kind)}
        return _frame(rows, library)

    def encounter(self, encounter_id: str) -> Encounter:
        """The accounts of one encounter side by side; shows itself as a table."""
        page = encounter_page(self._record, encounter_id)
        return Encounter(comparison=page.comparison, names=page.names)

    def close(self) -> None:
        """Lets go of the file."""
        self._record.close()

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines of one kind; `objects` are the contract's."""

    kind: str
    objects: Sequence[dict[str, Any]]
    record: Record

    def __len__(self) -> int:
        return len(self.objects)

    def __iter__(self) -> Any:
        return iter(self.objects)

    def _repr_html_(self) -> str:
        from html import escape

        from memcon.render.safe import one_line

        shown = columns(self.kind, names_of(self.record))
        head = "".join(f"<th>{escape(name)}</th>" for name, _ in shown)
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(one_line(str(value(line)), limit=200))}</td>' for _, value in shown)}</tr>"
            for line in self.objects[:SHOWN]
        )
        more = f"<p>{len(self.objects) - SHOWN} more</p>" if len(self.objects) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """An encounter's comparison that shows itself."""

    comparison: Any
    names: Labels

    def _repr_html_(self) -> str:
        page = as_html(self.comparison, self.names)
        return page[page.index("<body>") + 6 : page.rindex("</body>")]


def _frame(rows: dict[str, list[Any]], library: str | None) -> Any:
    if library not in (None, "pandas", "polars"):
        raise UsageError(f"library is pandas or polars, not {library!r}")
    for name in (library,) if library else ("pandas", "polars"):
        try:
            module = __import__(name)
        except ImportError:
            continue
        return module.DataFrame(rows)
    raise UsageError("a frame needs pandas or polars: pip install pandas")


def open_notebook(path: Path | str = "memcon.db") -> Opened:
    """The record at `path`, for reading."""
    return Opened(open_record(path))
