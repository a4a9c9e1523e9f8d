"""Who told whom, by the direction of the words and the role that governing words give a party."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.encoder import load
from memcon.read.reader import Reader
from tests.conftest import make_article

Read = Callable[..., Any]


@pytest.fixture(scope="module")
def read(nlp: Any, lexicon: Any) -> Read:
    """Text in, reading by the fast encoder out."""
    reader = Reader(nlp=nlp, lexicon=lexicon, encoder=load("fast"))
    return lambda text, **fields: next(iter(reader.read([make_article(text, **fields)])))


def lines(read: Read, text: str) -> list[tuple[str, list[str], str]]:
    """(source as written, names of the chain, content) of each statement shown."""
    found = [s for s in read(text, published="2024-05-05").statements if s.confidence >= 0.5]
    return [
        (
            s.speaker.span.of(text),
            [p.name for p in s.via],
            s.content[0].of(text).removeprefix("that "),
        )
        for s in found
    ]


def chain_of(read: Read, text: str, words: str) -> tuple[str, list[str]]:
    """(source, chain) of the statement whose content holds `words`."""
    return next((source, via) for source, via, content in lines(read, text) if words in content)


def test_the_receiver_of_words_hands_them_on(read: Read) -> None:
    text = "The Uruguayan foreign ministry said it had learned from the Brazilian side that the lock would stay closed."
    assert chain_of(read, text, "lock would stay") == ("the Brazilian side", ["Uruguayan foreign ministry"])


def test_who_was_given_to_understand_is_spoken_to(read: Read) -> None:
    text = "A clerk said that the mayor had been given to understand by the Latvian army that the road would open."
    (line,) = [s for s in read(text, published="2024-05-05").statements if "road" in s.content[0].of(text)]
    assert line.speaker.span.of(text) == "the Latvian army"
    assert [p.span.of(text) for p in line.via] == ["A clerk"]
    assert [p.span.of(text) for p in line.addressees] == ["the mayor"]


@pytest.mark.parametrize(
    ("text", "source", "outlets"),
    [
        (
            "In a note of which The Harbour Courier has a copy, Togo's foreign ministry complains that fences fell.",
            "Togo's foreign ministry",
            ["Harbour Courier"],
        ),
        ("Peru's navy, reached by Radio Andes, said that the berth was free.", "Peru's navy", ["Radio Andes"]),
        (
            "In an interview with Radio Andes, carried also by Interfax, the envoy insisted that the station was safe.",
            "the envoy",
            ["Interfax", "Radio Andes"],
        ),
    ],
)
def test_outlets_by_their_role(read: Read, text: str, source: str, outlets: list[str]) -> None:
    (line,) = lines(read, text)
    assert (line[0], line[1]) == (source, outlets)


def test_an_outlet_once_written_for_is_no_link(read: Read) -> None:
    text = "Togo's foreign minister, who once wrote for the Harbour Courier, said the court would rule in May."
    assert chain_of(read, text, "court would rule")[1] == []


def test_who_is_referred_to_speaks(read: Read) -> None:
    text = "The second shaft will open in May, Radio Andes informs with reference to the Bolivian mining ministry."
    assert chain_of(read, text, "second shaft") == ("the Bolivian mining ministry", ["Radio Andes"])


def test_what_is_only_thanked_for_is_no_report(read: Read) -> None:
    text = "The ministry said it had received assurances from Oslo, but that the crossing would stay closed."
    assert chain_of(read, text, "crossing would stay closed")[1] == []


def test_a_report_within_words_whatever_its_verb(read: Read) -> None:
    text = (
        "The former premier told the Harbour Courier that a Soviet envoy had remarked to him: “Peace is a long lunch.”"
    )
    source, via = chain_of(read, text, "long lunch")
    assert source == "a Soviet envoy"
    assert len(via) >= 1


def test_a_message_passed_on(read: Read) -> None:
    text = (
        "Oslo's envoy passed on a message from Riga, Estonia's foreign ministry reported: the canal will be dug again."
    )
    source, via = chain_of(read, text, "canal will be dug")
    assert source == "Riga"
    assert via == ["Estonian foreign ministry", "Norwegian envoy"]


def test_the_way_told_in_the_next_sentence(read: Read) -> None:
    text = "“No boats today,” a Latvian pilot said. Radio Andes had it from him, and Interfax had it from Radio Andes."
    source, via = chain_of(read, text, "No boats")
    assert source == "a Latvian pilot"
    assert via == ["Interfax", "Radio Andes"]


def test_who_put_out_the_recording(read: Read) -> None:
    text = "Radio Andes has put up a voice note. In it a pilot from Riga says that the bridge was shut by soldiers."
    source, via = chain_of(read, text, "bridge was shut")
    assert source == "a pilot from Riga"
    assert via == ["Radio Andes"]


def test_the_station_is_the_one_named_before(read: Read) -> None:
    text = "The Latvian envoy spoke to Radio Andes on Monday. The lock will open in May, he told the station."
    assert chain_of(read, text, "lock will open")[1] == ["Radio Andes"]


def test_a_rising_sun_is_no_paper(read: Read) -> None:
    text = "The sun rose over Riga when the Latvian envoy said that the boats would be returned."
    assert chain_of(read, text, "boats would be returned")[1] == []
