"""Turns of a pair's own words as sentences of a briefing: what one of the two said, and when it took it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from memcon.record import Filter, Record
from memcon.views.citing import quoted
from memcon.views.phrasing import on, people, sentence
from memcon.views.positions import Position, Saying, positions
from memcon.views.tidings import Said, Teller


def turned_words(record: Record, pair: tuple[str, str], wanted: Filter, teller: Teller) -> Iterator[Said]:
    """The shifts and contradictions of either of two states and their people, each pair of statements once."""
    asked = Filter(actor=frozenset(pair), since=wanted.since, until=wanted.until, min_confidence=wanted.min_confidence)
    seen: set[tuple[str, str]] = set()
    for position in _persons_first(positions(record, asked)):
        by_id = {saying.statement: saying for saying in position.sayings}
        for turn in position.turns:
            if (turn.earlier, turn.later) not in seen:
                seen.add((turn.earlier, turn.later))
                yield _told(position, by_id[turn.earlier], by_id[turn.later], turn.kind, teller)


def _persons_first(found: Iterable[Position]) -> list[Position]:
    return sorted(found, key=lambda p: (len(p.actor) == 3, p.actor, p.subject))


def _told(position: Position, one: Saying, other: Saying, kind: str, teller: Teller) -> Said:
    rows = [row for saying in (one, other) for row in _evidence(position, saying)]
    who = [people([saying.speaker], teller.names) for saying in (one, other)]
    said = f"On {position.subject}, {who[0]} said{_day(one)}: {quoted(one.said)}"
    later = "said" if who[0] == who[1] else f"{who[1]} said"
    link = f"Later, {_day(other).strip()}, " if kind == "shift" and _day(other) else ""
    again = f"{link}{who[0] + ' ' if who[0] == who[1] else ''}{later} the opposite: {quoted(other.said)}"
    citations = teller.sources.cite_all(rows, other.statement, most=4)
    return Said(text=f"{sentence(said)} {sentence(again)}", citations=citations, line=other.statement)


def _evidence(position: Position, saying: Saying) -> list[dict[str, object]]:
    return [dict(row) for row in position.evidence if row["article"] == saying.article and row["quote"] in saying.said]


def _day(saying: Saying) -> str:
    told = on({"edtf": saying.when, "basis": saying.basis})
    return f", {told}," if told.startswith("as ") else f" {told}" if told else ""
