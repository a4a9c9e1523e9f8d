"""The kinds of line a record holds, with their names and types, for all who go through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from memcon.model.actor import Actor
from memcon.model.decision import Decision
from memcon.model.link import Copy, Difference, Encounter, Relation, Story
from memcon.model.reading import Ask, Event, Forecast, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of line: its plural `name` (as in `memcon show`), its singular, and the type it decodes to."""

    name: str
    one: str
    type: Any = None


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(name="articles", one="article"),
        Kind(name="actors", one="actor", type=Actor),
        Kind(name="statements", one="statement", type=Statement),
        Kind(name="events", one="event", type=Event),
        Kind(name="encounters", one="encounter", type=Encounter),
        Kind(name="differences", one="difference", type=Difference),
        Kind(name="asks", one="ask", type=Ask),
        Kind(name="forecasts", one="forecast", type=Forecast),
        Kind(name="copies", one="copy", type=Copy),
        Kind(name="relations", one="relation", type=Relation),
        Kind(name="stories", one="story", type=Story),
        Kind(name="decisions", one="decision", type=Decision),
    )
}

LINKED_KINDS = (
    "actors", "statements", "events", "encounters", "differences",
    "asks", "forecasts", "copies", "relations", "stories",
)  # fmt: skip
"""Kinds that linking writes, in the order in which references point backwards."""


def articles_of(line: Any) -> frozenset[str]:
    """Ids of the articles that a line rests on or names."""
    return frozenset(_articles(line))


def _articles(line: Any) -> Iterator[str]:
    yield from (row.article for row in getattr(line, "evidence", ()))
    if isinstance(line, Statement | Event | Ask | Forecast):
        yield line.article
        yield from (row.article for answer in getattr(line, "answers", ()) for row in answer.evidence)
        yield from (row.article for row in getattr(line, "resolved_by", ()))
    elif isinstance(line, Encounter):
        yield from (account.article for account in line.accounts)
    elif isinstance(line, Difference):
        yield from (article for side in line.sides for article in side.articles)
    elif isinstance(line, Story):
        yield from line.articles
    elif isinstance(line, Copy):
        yield line.right
        yield from [line.left] if any(span.left is not None for span in line.spans) else []
