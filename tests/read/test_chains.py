"""Words handed on by others: shown, quoted, relayed, heard, ascribed, carried; and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def chains(read: Callable[..., Any], text: str, **fields: Any) -> list[tuple[str, list[str]]]:
    """(speaker, chain) of each statement that is shown."""
    fields.setdefault("published", "2024-05-04")
    found = [s for s in read(text, **fields).statements if s.confidence >= 0.5]
    return [(s.speaker.name.lower(), [p.name.lower() for p in s.via]) for s in found]


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("The memo has the consul saying that the boats were empty.", "consul", ["memo"]),
        ("The deputy recalled the mayor telling her that the road was closed.", "mayor", ["deputy"]),
        ("The captain is quoted by Reuters as saying that the boats were empty.", "captain", ["reuters"]),
        ("The deputy learned from two fishermen that the boats were empty.", "fishermen", ["deputy"]),
        ("The envoy relayed a warning from the mayor that the road would be closed.", "mayor", ["envoy"]),
        ("In the mayor's account, the captain said that the boats were empty.", "captain", ["mayor"]),
        ("As the mayor tells it, the captain promised that the boats would leave.", "captain", ["mayor"]),
        ("The captain said in a video released by the ministry that the boats were empty.", "captain", ["ministry"]),
    ],
)
def test_who_hands_words_on_is_a_link(read: Callable[..., Any], text: str, speaker: str, via: list[str]) -> None:
    ((who, chain),) = chains(read, text)
    assert speaker in who
    assert len(chain) == len(via)
    assert all(name in link for name, link in zip(via, chain, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "The captain, citing heavy fog, said that the boats would stay.",
        "Echoing the mayor, the captain said that the boats would stay.",
        "The captain told Reuters to leave the harbour.",
        "The captain told station commander Ana Rojas that the boats would stay.",
        "The captain was seen as calling for calm. The boats would stay, he said.",
        "The captain, a former Reuters reporter, said that the boats would stay.",
        "The captain would not say whether the mayor had promised that the road would open.",
        "The captain said the mayor should promise that the road would open.",
    ],
)
def test_what_only_looks_like_handing_on(read: Callable[..., Any], text: str) -> None:
    assert all(not via for _, via in chains(read, text))


def test_what_a_speaker_goes_on_to_say_came_the_same_way(read: Callable[..., Any]) -> None:
    text = (
        "“The boats are empty,” Captain Ana Rojas told Reuters. She added that fog was near.\n\n"
        "On Friday she told the harbour council that the fog was gone."
    )
    assert [via for _, via in chains(read, text)] == [["reuters"], ["reuters"], []]


def test_words_of_another_occasion_came_another_way(read: Callable[..., Any]) -> None:
    text = "“The boats are empty,” Captain Ana Rojas told Reuters. She told a rally that fog was near."
    assert [via for _, via in chains(read, text)] == [["reuters"], []]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In a statement, the mayor of Oslo said the road was closed. The statement added that fog was near.", "mayor"),
        ("The mayor of Oslo issued a letter on Monday. The letter said the road was closed.", "mayor"),
        ("A statement by the mayor of Oslo said the road was closed.", "mayor"),
        ("The statement said the road was closed.", "statement"),
    ],
)
def test_a_paper_speaks_for_who_put_it_out(read: Callable[..., Any], text: str, speaker: str) -> None:
    assert speaker in chains(read, text)[-1][0]


def test_reports_of_others_in_a_talk(read: Callable[..., Any]) -> None:
    text = (
        "QUESTION: Are the boats empty?\n\nMR. VOSS: The harbour master said that the boats were empty. I agree.\n\n"
        "QUESTION: And the fog?\n\nMR. VOSS: You said that fog was near. We will see."
    )
    found = chains(read, text, kind="official", outlet="Ministry of Ports")
    assert [who for who, via in found if via] == ["harbour master"]


def test_nobody_says_nothing(read: Callable[..., Any]) -> None:
    assert chains(read, "Nobody in the harbour said that the boats were empty.") == []
    assert chains(read, "The tunnel will open in May, according to plan.") == []


def test_a_quotation_led_in_by_a_noun(read: Callable[..., Any]) -> None:
    text = "The mayor was asked about the boats. Her answer: “They are as empty as they ever were.”"
    ((who, via),) = chains(read, text)
    assert "mayor" in who or who == "her"
    assert via == []
