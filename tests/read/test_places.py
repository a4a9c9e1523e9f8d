"""Where it happened: the place of the clause, or a bare name, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.model.reading import Reading

Read = Callable[..., Reading]


def place(reading: Reading) -> tuple[Any, ...] | None:
    """Name and state of the first placed event."""
    found = next((event.place for event in reading.events if event.place), None)
    return (found.name, found.state) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The presidents of Mexico and Peru met in Lima on Sunday.", ("Lima", "PER")),
        ("The president of Mexico arrived in Quito for a visit.", ("Quito", "ECU")),
        ("Mexico and Peru signed a treaty in Geneva.", ("Geneva", "CHE")),
        ("Mexico and Peru signed a treaty in May.", None),
        ("Mexico and Peru signed a treaty in silence.", None),
    ],
)
def test_the_place_of_the_clause(read: Read, text: str, expected: tuple[str, str] | None) -> None:
    assert place(read(text)) == expected


def test_the_gazetteer_gives_degrees(read: Read) -> None:
    event = next(e for e in read("Mexico and Peru signed a treaty in Geneva.").events if e.place)
    assert event.place is not None
    assert event.place.lat == pytest.approx(46.2, abs=0.1)
    assert event.place.lon == pytest.approx(6.1, abs=0.1)


def test_an_unknown_place_drops_nothing(read: Read) -> None:
    reading = read("Mexico and Peru held talks in Zzyqovia City on Sunday.")
    assert [event.type for event in reading.events] == ["CONSULT"]
