"""Through whom somebody's words reached the article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def chains(read: Callable[..., Any], text: str, **fields: Any) -> list[tuple[str, list[str]]]:
    fields.setdefault("published", "2023-05-04")
    found = [s for s in read(text, **fields).statements if s.confidence >= 0.5]
    return [(s.speaker.span.of(text), [p.name for p in s.via]) for s in found]


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Analysts told Reuters that the pact was dead.", "Analysts", ["Reuters"]),
        ("The Financial Times reported that diplomats said the pact was dead.", "diplomats", ["Financial Times"]),
        ("The minister was quoted by Interfax as saying that the pact was dead.", "The minister", ["Interfax"]),
        ("Interfax quoted the minister as saying that the pact was dead.", "the minister", ["Interfax"]),
        ("The Guardian, citing two officials, reported that the pact was dead.", "two officials", ["The Guardian"]),
        ("The pact was dead, Reuters reported, citing two officials.", "two officials", ["Reuters"]),
        ("The pact is dead, the envoy said in remarks carried by TASS.", "the envoy", ["TASS"]),
        ("“The pact is dead,” the envoy said in an interview with CNN.", "the envoy", ["CNN"]),
        (
            "Reuters reported that, according to three officials, the ministry warned the embassy that war was near.",
            "the ministry",
            ["Reuters", "three officials"],
        ),
        ("The envoy said that the pact was dead.", "The envoy", []),
        ("The envoy told reporters that the pact was dead.", "The envoy", []),
    ],
)
def test_the_chain_outermost_first(read: Callable[..., Any], text: str, speaker: str, via: list[str]) -> None:
    found = chains(read, text)
    assert len(found) == 1
    assert found[0][0] == speaker
    assert [name.lower().removeprefix("three ") for name in found[0][1]] == [
        name.lower().removeprefix("three ") for name in via
    ]


def test_the_articles_own_outlet_is_left_out(read: Callable[..., Any]) -> None:
    assert chains(read, "Analysts told Reuters that the pact was dead.", outlet="Reuters") == [("Analysts", [])]


def test_words_to_come_are_no_report(read: Callable[..., Any]) -> None:
    found = chains(read, "The envoy said the ministry would announce that the pact was dead.")
    assert found == [("The envoy", [])]


def test_ones_own_earlier_words_make_no_chain(read: Callable[..., Any]) -> None:
    found = chains(read, "Russian President Vladimir Putin said he had told the envoy that the pact was dead.")
    assert found == [("Russian President Vladimir Putin", [])]


def test_an_outlet_introduced_stands_outermost(read: Callable[..., Any]) -> None:
    text = (
        "I never believed a word of it.\n\nReuters has more on the pact:\n\n"
        "The pact will be signed on Monday, the minister of trade told reporters in Oslo on Friday."
    )
    assert chains(read, text, kind="column")[-1][1] == ["Reuters"]


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("The envoy told reporters that the pact was dead.", ["reporters"]),
        ("The envoy warned Tehran that the pact was dead.", ["Tehran"]),
        ("The envoy urged Beijing to sign the pact.", ["Beijing"]),
        ("The envoy said the pact was dead.", []),
        ("The envoy said to great applause that the pact was dead.", []),
    ],
)
def test_addressees(read: Callable[..., Any], text: str, addressees: list[str]) -> None:
    (only,) = [s for s in read(text).statements if s.confidence >= 0.5]
    assert [p.span.of(text) for p in only.addressees] == addressees


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A European diplomat told the Guardian that Norway's presence showed Russia was isolated.",
            "European diplomat",
        ),
        ("A Finnish envoy said the silence suggested Moscow was not ready.", "Finnish envoy"),
    ],
)
def test_a_thing_that_shows_is_no_speaker(read: Callable[..., Any], text: str, speaker: str) -> None:
    found = [s for s in read(text, published="2023-05-04").statements if s.confidence >= 0.5]
    assert [s.speaker.name for s in found] == [speaker]
