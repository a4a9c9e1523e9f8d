"""Conferences told over several sentences, guests who are expected, contacts called off with their own day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Event, Reading

Read = Callable[..., Reading]
PRINTED = "2025-06-13"


def contacts(reading: Reading, kind: str) -> list[Event]:
    return [event for event in reading.events if event.encounter_kind == kind and event.confidence >= 0.5]


def test_a_conference_is_of_those_whom_its_sentences_name(read: Read) -> None:
    text = (
        "A donors' conference for Honduras closed in Lima on Thursday. Envoys of thirty states came. It was chaired by "
        "the president of Peru, Rosa Quispe. Norway was the largest donor."
    )
    (event,) = contacts(read(text, published=PRINTED), "conference")
    assert {"HND", "NOR"} <= {*event.source, *event.target}
    assert event.when.edtf == "2025-06-12"
    assert event.place is not None
    assert event.place.name == "Lima"


def test_a_conference_of_no_known_people_is_none(read: Read) -> None:
    text = "A conference on bees closed in Lima on Thursday. Norway's farmers sent a card."
    assert contacts(read(text, published=PRINTED), "conference") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Chile's Ana Rojas met Peru's Pablo Munoz in Arica on Thursday. Munoz is expected in Santiago next week.", 1),
        ("Chile's Ana Rojas met Peru's Pablo Munoz in Arica on Thursday. Munoz is due in Vienna next week.", 0),
        ("Chile's Ana Rojas met Peru's Pablo Munoz in Arica on Thursday. Rain is expected in Santiago next week.", 0),
        (
            "Chile's Ana Rojas met Peru's Pablo Munoz in Arica on Thursday. Munoz is not expected there next week.",
            0,
        ),
    ],
)
def test_a_guest_who_is_awaited_by_one_of_those_who_met_will_visit(read: Read, text: str, count: int) -> None:
    visits = contacts(read(text, published=PRINTED), "visit")
    assert len([event for event in visits if event.encounter_status == "planned"]) == count


@pytest.mark.parametrize(
    "text",
    [
        "The visit of Chile's president, Ana Rojas, planned for Tuesday, 17 June, has been called off by Santiago, the "
        "office of Peru's president, Pablo Munoz, announced on Thursday.",
        "Talks between Chile's Ana Rojas and Peru's Pablo Munoz have been called off. They were set for Tuesday.",
    ],
)
def test_the_day_of_what_is_off_is_not_that_of_the_calling_off(read: Read, text: str) -> None:
    off = [event for event in read(text, published=PRINTED).events if event.encounter_status == "cancelled"]
    best = max(off, key=lambda event: event.confidence)
    assert best.when.edtf == "2025-06-17"


def test_two_ministers_who_sign_are_of_two_states(read: Read) -> None:
    text = (
        "LIMA - Chile and Peru signed an accord on trade in Lima on Thursday. Trade Minister Ana Rojas and Industry "
        "Minister Pablo Munoz signed the text at the port."
    )
    reading = read(text, published=PRINTED)
    states = {actor.name: actor.state for actor in reading.actors if actor.kind == "person"}
    assert states == {"Ana Rojas": None, "Pablo Munoz": None}
    assert any({"ana-rojas", "pablo-munoz"} == {*e.source, *e.target} for e in contacts(reading, "signing"))


def test_a_summit_that_goes_on_is_from_its_first_day_to_its_last(read: Read) -> None:
    text = "HONIARA - Fiji, Samoa and Tonga are holding a three-day summit in Honiara that ends on 14 June."
    (event,) = contacts(read(text, published=PRINTED), "summit")
    assert event.encounter_status == "ongoing"
    assert event.when.edtf == "2025-06-12/2025-06-14"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("What did Chile's Ana Rojas and Peru's Diego Lama agree on in Arica on Thursday?", True),
        ("Did Chile's Ana Rojas and Peru's Diego Lama agree on anything in Arica on Thursday?", False),
    ],
)
def test_a_question_that_takes_a_meeting_for_granted(read: Read, text: str, held: bool) -> None:
    events = [event for event in read(text, published=PRINTED).events if event.encounter_kind]
    assert any(event.encounter_status == "held" and event.confidence >= 0.5 for event in events) == held


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Chile and Peru agreed to it at a meeting of the ministers, Ana Rojas and Diego Lama, in Arica on Tuesday.",
            True,
        ),
        ("Chile, Peru and Cuba agreed to it at a meeting of the ministers, Ana Rojas and Diego Lama, in Arica.", False),
    ],
)
def test_two_of_one_office_in_a_text_of_two_states(read: Read, text: str, shown: bool) -> None:
    people = {"ana-rojas", "diego-lama"}
    found = [e for e in contacts(read(text, published=PRINTED), "meeting") if people == {*e.source, *e.target}]
    assert bool(found) == shown
