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
    days = [on({"edtf": saying.when, "basis": saying.basis}) for saying in (one, other)]
    comma = ", " if days[0].startswith("as ") else " "
    first = f"On {position.subject}, {who[0]} said {quoted(one.said)}{comma if days[0] else ''}{days[0]}"
    whose = "" if who[0] == who[1] else f" {who[1]} said"
    joint = "later" if kind == "shift" else "and"
    then = f"{joint}, {days[1]},{whose} the opposite" if days[1] else f"{joint}{whose} the opposite"
    text = f"{first}; {then}: {quoted(other.said)}"
    citations = teller.sources.cite_all(rows, other.statement, most=4)
    return Said(text=sentence(text), citations=citations, line=other.statement)


def _evidence(position: Position, saying: Saying) -> list[dict[str, object]]:
    return [dict(row) for row in position.evidence if row["article"] == saying.article and row["quote"] in saying.said]
