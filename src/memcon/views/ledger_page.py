"""The ledger as a page: open asks and forecasts with counts of how the others stand, now or at the end of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from memcon.record import Filter, Record
from memcon.views.find import last_day
from memcon.views.ledger import as_of
from memcon.views.listing import listed
from memcon.views.naming import labels_for
from memcon.views.telling import Told, tell

STATUS = ("open", "granted", "partly", "refused", "deferred", "ignored", "denied")
OUTCOMES = ("open", "true", "false", "unclear")
SHOWN = 12
READ = 400
"""Latest asks, or forecasts, of which an earlier day's state is reckoned."""
_FIELD = {"asks": "status", "forecasts": "outcome"}
_VALUES = {"asks": STATUS, "forecasts": OUTCOMES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Asks or forecasts: the latest open ones, and how many stand how; `counted`: only so many of the latest were."""

    told: tuple[Told, ...]
    counts: tuple[tuple[str, int], ...]
    counted: int | None = None


def column(record: Record, kind: str) -> Column:
    """Asks or forecasts as they stand now."""
    field = _FIELD[kind]
    counts = tuple((value, record.count(kind, Filter(), fields={field: value})) for value in _VALUES[kind])
    found = listed(record, kind, Filter(), number=1, fields={field: "open"}, size=SHOWN)
    return Column(told=found.told, counts=counts)


def column_at(record: Record, kind: str, day: str) -> Column:
    """Asks or forecasts as articles published by the end of `day` (YYYY, YYYY-MM or YYYY-MM-DD) tell them."""
    field = _FIELD[kind]
    lines = record.page(kind, Filter(until=last_day(day)), limit=READ, order="newest")
    found = as_of(record, kind, lines, day)
    counts = Counter(line[field] for line in found)
    still = [line for line in found if line[field] == "open"][:SHOWN]
    names, decisions = labels_for(record, still), record.lines("decisions")
    return Column(
        told=tuple(tell(kind, line, names, decisions) for line in still),
        counts=tuple((value, counts[value]) for value in _VALUES[kind]),
        counted=READ if len(lines) == READ else None,
    )


def as_it_stood(
    record: Record, kind: str, wanted: Filter, day: str, *, limit: int, offset: int
) -> Sequence[Mapping[str, Any]]:
    """Asks or forecasts by date as they stood at the end of `day`, from `offset` on; UsageError for other kinds."""
    last = last_day(day)
    until = min(last, wanted.until) if wanted.until else last
    found = _told_by(record, kind, replace(wanted, until=until), day)
    return list(islice(found, offset, offset + limit))


def _told_by(record: Record, kind: str, wanted: Filter, day: str) -> Iterator[dict[str, Any]]:
    at = 0
    while lines := record.page(kind, wanted, limit=1_000, offset=at):
        yield from as_of(record, kind, lines, day)
        at += len(lines)
