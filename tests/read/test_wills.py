"""What others want by a report, words led in by a colon, papers by their writer, outlets by their programme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def told(read: Callable[..., Any], text: str) -> list[tuple[str, list[str]]]:
    """(speaker, chain) of each statement that is shown."""
    found = [s for s in read(text, published="2024-05-04").statements if s.confidence >= 0.5]
    return [(s.speaker.name.lower(), [p.name.lower() for p in s.via]) for s in found]


def has(found: list[tuple[str, list[str]]], speaker: str, via: list[str]) -> bool:
    """Whether a statement has this speaker and this chain, by a word of each."""
    return any(
        speaker in who and len(chain) == len(via) and all(v in c for v, c in zip(via, chain, strict=True))
        for who, chain in found
    )


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Norway plans to close the crossing on Monday, two drivers said.", "norway", ["drivers"]),
        ("Two drivers told Reuters that Norway wants the boats gone by May.", "norway", ["reuters", "drivers"]),
        ("A nurse recalled that the Chadian minister had refused to sign the paper.", "chadian minister", ["nurse"]),
        ("Reuters reports that Peru intends to leave the talks.", "peru", ["reuters"]),
    ],
)
def test_what_others_want_is_theirs_through_who_hands_it_on(
    read: Callable[..., Any], text: str, speaker: str, via: list[str]
) -> None:
    assert has(told(read, text), speaker, via)


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron said that Russia wants to divide Europe.",
        "Two drivers said that if Norway wants the bridge it must pay.",
        "Two drivers said that Norway would want the boats back.",
        "Had Norway wanted the boats, two drivers said, it would have sent for them.",
    ],
)
def test_a_politicians_word_and_a_mere_thought_of_anothers_wish_are_no_link(
    read: Callable[..., Any], text: str
) -> None:
    assert not any("norway" in who or "russia" in who for who, _ in told(read, text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Nassau Guardian is blunt: Cuban boats crossed the line on six nights.", "nassau guardian"),
        ("The port police of Limassol: the tanker had no papers and no crew.", "police"),
        ("Per the coast guard of Iceland, the trawler lay dark all night.", "coast guard"),
        ("The pier is gone: such is the view of the harbour committee.", "committee"),
    ],
)
def test_a_colon_or_a_phrase_leads_words_in(read: Callable[..., Any], text: str, speaker: str) -> None:
    assert has(told(read, text), speaker, [])


@pytest.mark.parametrize(
    "text",
    [
        "Menu of the day: soup will be served cold.",
        "The agenda: ministers will meet at nine and leave at ten.",
        "The sky was clear: the aircraft had been seen for miles.",
        "So much for the plan: the pier stood empty and the boats left.",
    ],
)
def test_a_list_and_a_weather_are_no_speakers(read: Callable[..., Any], text: str) -> None:
    assert told(read, text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Danish note said that the cable lay in Danish waters.", "denmark"),
        ("The harbour master wrote to Oslo in May. The letter warned that the pier was sinking.", "harbour master"),
        ("The army lost six men. It said that the road was mined.", "army"),
    ],
)
def test_a_paper_speaks_for_who_wrote_it(read: Callable[..., Any], text: str, speaker: str) -> None:
    assert has(told(read, text), speaker, [])


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Speaking on Radio Five's morning programme, the mayor said that the pier was safe.", ["radio five"]),
        ("The mayor told the BBC's Nairobi bureau that the pier was safe.", ["bbc"]),
        ("The mayor told La Segunda that the pier was safe.", ["la segunda"]),
        ("In the pages of Le Monde the mayor warned that the pier was rotten.", ["le monde"]),
        ("The mayor said through an intermediary that the pier was safe.", ["intermediary"]),
    ],
)
def test_outlets_and_channels_by_their_role(read: Callable[..., Any], text: str, via: list[str]) -> None:
    assert has(told(read, text), "mayor", via)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told the Grain Council that the pier was safe.",
        "The mayor told Parliament that the pier was safe.",
        "The mayor said through an interpreter that the pier was safe.",
        "The mayor wrote on Facebook that the pier was safe.",
    ],
)
def test_hearers_interpreters_and_platforms_are_no_links(read: Callable[..., Any], text: str) -> None:
    assert all(chain == [] for _, chain in told(read, text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Gazprom cut deliveries on Monday. The exporter said that pipes were being repaired.", "gazprom"),
        ("Amnesty International published a list on Friday. The group said that the prison was full.", "amnesty"),
    ],
)
def test_a_bare_word_for_a_body_is_the_body_before(read: Callable[..., Any], text: str, speaker: str) -> None:
    assert has(told(read, text), speaker, [])


@pytest.mark.parametrize(
    "text",
    [
        "Gazprom cut deliveries on Monday. The minister said that pipes were being repaired.",
        "Gazprom cut deliveries on Monday. The group of donors said that pipes were being repaired.",
    ],
)
def test_another_word_is_not(read: Callable[..., Any], text: str) -> None:
    assert not any("gazprom" in who for who, _ in told(read, text))
