"""Offices and descriptions without a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Reading

Read = Callable[..., Reading]
DAY = "2023-05-10"


def stands_for(reading: Reading, phrase: str) -> tuple[str, ...]:
    found = [m.actors for m in reading.mentions if m.quote == phrase and m.confidence >= 0.5]
    return found[-1] if found else ()


def test_an_office_is_whom_the_article_names_in_it(read: Read) -> None:
    text = "Czech President Pavel Novak landed in Tirana. The Czech leader was greeted by a band."
    assert stands_for(read(text, published=DAY), "The Czech leader") == ("pavel-novak",)


def test_else_whom_the_lexicon_has_on_the_day(read: Read) -> None:
    text = "The Russian president spoke on Monday."
    assert stands_for(read(text, published=DAY), "The Russian president") == ("vladimir-putin",)
    assert stands_for(read(text, published="2010-05-10"), "The Russian president") == ("dmitry-medvedev",)


def test_without_a_day_the_lexicon_names_nobody(read: Read) -> None:
    assert stands_for(read("The Russian president spoke on Monday."), "The Russian president") != ("vladimir-putin",)


def test_a_counterpart_holds_the_same_office(read: Read) -> None:
    named = "Turkish Foreign Minister Orhan Demir called Greek Foreign Minister Nikos Pappas. "
    reading = read(named + "Demir thanked his Greek counterpart.", published=DAY)
    assert stands_for(reading, "his Greek counterpart") == ("nikos-pappas",)
    unnamed = read("Vladimir Putin thanked his Chinese counterpart.", published=DAY)
    assert stands_for(unnamed, "his Chinese counterpart") == ("xi-jinping",)


def test_the_minister_is_not_the_prime_minister(read: Read) -> None:
    text = "Defence Minister Lars Eide resigned. Prime Minister Jonas Berg thanked the minister."
    assert stands_for(read(text, published=DAY), "the minister") == ("lars-eide",)


def test_his_country_is_the_state_he_is_of(read: Read) -> None:
    text = "Czech President Pavel Novak said his country was ready."
    assert stands_for(read(text, published=DAY), "his country") == ("CZE",)


def test_an_unnamed_diplomat_comes_back(read: Read) -> None:
    text = "A senior Western diplomat said the talks had failed. The diplomat expected no other round."
    assert stands_for(read(text, published=DAY), "The diplomat") == ("senior-western-diplomat",)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Every minister must sign.", "Every minister"),
        ("He spoke as a diplomat.", "a diplomat"),
        ("Pavel Novak spoke. The next president will decide.", "The next president"),
        ("We are with the president, parliament and people of Ukraine. Vladimir Putin is not.", "the next president"),
    ],
)
def test_what_names_nobody(read: Read, text: str, phrase: str) -> None:
    assert stands_for(read(text, published=DAY), phrase) == ()


def test_a_row_of_offices_shares_its_state(read: Read) -> None:
    text = "Vladimir Putin was silent. We are with the president, parliament and people of Ukraine."
    assert stands_for(read(text, published=DAY), "the president") == ("volodymyr-zelensky",)
