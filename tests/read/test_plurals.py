"""Phrases for two or three at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Reading

Read = Callable[..., Reading]
OPENING = "Czech President Pavel Novak met Albanian President Ilir Doda in Tirana. "
TWO = ("ilir-doda", "pavel-novak")


def members(reading: Reading, phrase: str) -> tuple[str, ...]:
    found = [m.actors for m in reading.mentions if m.quote == phrase and m.confidence >= 0.5]
    return tuple(sorted(found[-1])) if found else ()


@pytest.mark.parametrize(
    ("rest", "phrase", "expected"),
    [
        ("The two leaders praised the talks.", "The two leaders", TWO),
        ("Both presidents praised the talks.", "Both presidents", TWO),
        ("The pair walked along the shore.", "The pair", TWO),
        ("The two men shook hands.", "The two men", TWO),
        ("Both sides want a trade deal.", "Both sides", ("ALB", "CZE")),
        ("The two countries share no border.", "The two countries", ("ALB", "CZE")),
        ("The two last met in March.", "The two", TWO),
    ],
)
def test_two_who_met(read: Read, rest: str, phrase: str, expected: tuple[str, ...]) -> None:
    assert members(read(OPENING + rest, published="2023-05-10"), phrase) == expected


def test_ministries_of_two_states(read: Read) -> None:
    text = "The Russian and Chinese foreign ministries issued statements."
    found = members(read(text, published="2023-05-10"), "The Russian and Chinese foreign ministries")
    assert found == ("chn-foreign-ministry", "rus-foreign-ministry")


def test_three_countries(read: Read) -> None:
    text = "Britain, France and Germany wrote to Iran. The three countries asked for access."
    assert members(read(text, published="2023-05-10"), "The three countries") == ("DEU", "FRA", "GBR")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The two sides of the coin were worn.", "The two sides"),
        ("Two countries wrote to Iran.", "Two countries"),
        ("Both trains were late in Iran.", "Both trains"),
        ("The other two countries abstained. Iran did not.", "The other two countries"),
        ("We value the bond between our two nations. Iran and Iraq are at war.", "our two nations"),
    ],
)
def test_what_stands_for_no_two_actors(read: Read, text: str, phrase: str) -> None:
    assert members(read(text, published="2023-05-10"), phrase) == ()
