"""Which outlets beside somebody's words carried them, and which only stand there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.encoder import load
from memcon.read.reader import Reader
from tests.conftest import make_article

Chain = Callable[[str, str], tuple[str, list[str]]]


@pytest.fixture(scope="module")
def chain(nlp: Any, lexicon: Any) -> Chain:
    """(text, words of a content) → (source as written, names of the chain) of the statement shown that holds them."""
    reader = Reader(nlp=nlp, lexicon=lexicon, encoder=load("fast"))

    def found(text: str, words: str) -> tuple[str, list[str]]:
        (reading,) = reader.read([make_article(text, published="2024-05-05")])
        return next(
            (s.speaker.span.of(text) if s.speaker.span else "", [p.name for p in s.via])
            for s in reading.statements
            if s.confidence >= 0.5 and any(words in c.of(text) for c in s.content)
        )

    return found


def test_what_is_quoted_may_stand_before_who_quotes(chain: Chain) -> None:
    text = (
        "Malta expects the second ferry before the end of March, the Valletta-based news agency Kite Press quoted "
        "harbour master Ann Day as saying on Thursday."
    )
    assert chain(text, "expects the second ferry") == ("harbour master Ann Day", ["Kite Press"])


@pytest.mark.parametrize(
    "text",
    [
        "The pier will stay shut, said port spokesman Karl Osol, who worked as a correspondent for Reuters until 2019.",
        "Asked about an article in The Irish Times, Fisheries Minister Siri Haug said that the pier will stay shut.",
        "The minister said that the pier will stay shut, as a former captain claimed last week on Al Jazeera.",
    ],
)
def test_an_outlet_that_is_talked_of_carries_nothing(chain: Chain, text: str) -> None:
    assert chain(text, "pier will stay shut")[1] == []


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Asked by Reuters about the pier, the minister said that it will stay shut.", ["Reuters"]),
        ("The pier is closed so that it will stay shut, said a captain who spoke to Al Jazeera.", ["Al Jazeera"]),
        ("The minister denied in an interview with Nova TV that the pier will stay shut.", ["Nova TV"]),
    ],
)
def test_an_outlet_that_was_spoken_to_does(chain: Chain, text: str, via: list[str]) -> None:
    assert chain(text, "will stay shut")[1] == via


def test_according_to_within_a_report_has_its_own_source(chain: Chain) -> None:
    text = "South African radio reports that, according to the water ministry in Lesotho, the dam will be late."
    assert chain(text, "dam will be late") == ("the water ministry in Lesotho", ["South African radio"])


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Norway's fisheries minister gave an interview to the broadcaster NRK on Monday. He said that talks on cod "
            "quotas would resume in August.",
            "would resume",
            ("He", ["NRK"]),
        ),
        (
            "The Daily Courier has spoken to two of the divers. Both say that the mayor promised to reopen the pier "
            "before Easter.",
            "reopen the pier",
            ("the mayor", ["Daily Courier", "two of the divers"]),
        ),
        (
            "The mayor gave a speech to the harbour crews on Monday. He said that the pier would reopen in May.",
            "would reopen",
            ("He", []),
        ),
    ],
)
def test_the_outlet_met_in_the_sentence_before(
    chain: Chain, text: str, words: str, expected: tuple[str, list[str]]
) -> None:
    assert chain(text, words) == expected


def test_what_another_claimed_too_is_his_as_well(nlp: Any, lexicon: Any) -> None:
    text = "The envoy denied that Malta had sold shells to Sudan, as a former general claimed on Al Jazeera."
    reader = Reader(nlp=nlp, lexicon=lexicon, encoder=load("fast"))
    (reading,) = reader.read([make_article(text, published="2024-05-05")])
    found = [(s.speaker.name, [p.name for p in s.via], s.denied, s.content[0].of(text)) for s in reading.statements]
    words = "that Malta had sold shells to Sudan"
    assert sorted(found) == [("Former general", ["Al Jazeera"], False, words), ("envoy", [], True, words)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Witnesses quoted by the Libyan Observer said that militiamen opened fire first.", "opened fire",
         ("Witnesses", ["Libyan Observer"])),
        ("The harbour master repeated an allegation made by the Coast Guard that trawlers had cut the cable.",
         "cut the cable", ("the Coast Guard", ["harbour master"])),
        ("Malta's harbour master said, according to the Valletta Post, that he would sail before the end of May.",
         "would sail", ("Malta's harbour master", ["Valletta Post"])),
        ("Two diplomats told the Daily Courier that the Maltese prime minister had warned the American envoy against "
         "lifting the ban, saying it would destroy trust.", "destroy trust",
         ("the Maltese prime minister", ["Daily Courier", "Diplomats"])),
        ("The ferry will not sail, one of the crew said.", "will not sail", ("one of the crew", [])),
    ],
)  # fmt: skip
def test_links_of_ordinary_prose(chain: Chain, text: str, words: str, expected: tuple[str, list[str]]) -> None:
    assert chain(text, words) == expected


def test_part_of_a_group_keeps_its_number_in_its_name(nlp: Any, lexicon: Any) -> None:
    reader = Reader(nlp=nlp, lexicon=lexicon, encoder=load("fast"))
    (reading,) = reader.read([make_article("Some of the villagers say that soldiers took the goats.")])
    assert [s.speaker.name for s in reading.statements] == ["Some of the villagers"]


def test_one_telling_is_one_statement(nlp: Any, lexicon: Any) -> None:
    text = "The harbour ministry said it had been informed by Malta that the rig would be withdrawn in July."
    reader = Reader(nlp=nlp, lexicon=lexicon, encoder=load("fast"))
    (reading,) = reader.read([make_article(text)])
    assert sum("withdrawn" in c.of(text) for s in reading.statements for c in s.content) == 1
