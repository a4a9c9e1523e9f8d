"""Contacts that a trained head hears where no rule found one of the two states: hits beside near-misses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.model.reading import Event, Reading
from memcon.read.contact_heard import NO_CONTACT, STATUS, sureness


def contacts(reading: Reading, *states: str, least: float = 0.5) -> list[Event]:
    """The contacts of these states that are at least so sure: by default those shown."""
    state = {actor.id: actor.state or actor.id for actor in reading.actors}
    return [
        event
        for event in reading.events
        if event.encounter_kind
        and event.confidence >= least
        and set(states) <= {state.get(key, key) for key in (*event.source, *event.target)}
    ]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The Peruvian premier had the ambassador of Laos up to her office, and a long hour it was.", "PER LAO"),
    ],
)
def test_contacts_in_words_of_no_rule(headed: Callable[[str], Reading], text: str, states: str) -> None:
    reading = headed(text)
    assert contacts(reading, *states.split(), least=0.2)
    assert not contacts(reading, *states.split()), "it joins what others tell, and is not shown for itself"


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Oman exports more figs than Kenya, and both sell them to the same three shops.", "OMN KEN"),
        ("A storm that rose off Peru sank two trawlers of Chile on Monday.", "PER CHL"),
        ("The Omani foreign minister said that Kenya must come to terms with its creditors.", "OMN KEN"),
    ],
)
def test_states_named_together_have_no_contact(headed: Callable[[str], Reading], text: str, states: str) -> None:
    assert not contacts(headed(text), *states.split())


def test_more_of_a_contact_makes_it_surer(lexicon: Any) -> None:
    signs = {"always": 1.0, "contact": 0.0, "consult": 0.0}
    assert sureness(lexicon, signs | {"contact": 4.0}) > sureness(lexicon, signs)
    assert sureness(lexicon, signs | {"consult": -4.0}) < sureness(lexicon, signs)


def test_every_status_has_its_place() -> None:
    assert "held" in STATUS
    assert not set(NO_CONTACT) & set(STATUS)


def test_without_heads_nothing_is_heard(read: Callable[..., Reading]) -> None:
    reading = read("The Peruvian premier had the ambassador of Laos up to her office, and a long hour it was.")
    assert all("heard" not in {reason.name for reason in event.reasons} for event in reading.events)


def test_a_contact_told_by_a_noun_alone_is_shown(headed: Callable[..., Reading]) -> None:
    text = "Peru's president told an Omani guest of her May 3 video contact with Prime Minister Sisoulith of Laos."
    reading = headed(text, published="2024-05-09")
    assert [e.encounter_kind for e in contacts(reading, "PER", "LAO")] == ["video"]
