"""Contacts that a text takes for granted, their days, and visits to come or called off: near-misses beside hits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Event, Reading

Read = Callable[..., Reading]
PRINTED = "2025-06-13"  # a Friday


def contacts(reading: Reading, status: str = "held") -> list[Event]:
    return [e for e in reading.events if e.encounter_kind and e.encounter_status == status and e.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Chile's minister Ana Rojas spent an hour in Lima on Tuesday. Her host, Pablo Munoz of Peru, was glad.", 1),
        ("Chile's minister Ana Rojas told Peru's minister Pablo Munoz in Lima on Tuesday that the road would stay.", 1),
        ("Chile's minister Ana Rojas told Peru's minister Pablo Munoz in a letter on Tuesday that it would stay.", 0),
        ("The talk show had Chile's minister Ana Rojas on Tuesday. The host, Pablo Munoz, asked about roads.", 0),
        ("Chile and Peru will keep the road, their transport ministers said on Tuesday after talks in Lima.", 1),
        ("At their meeting in Lima, Chile and Peru set up a working group on roads, officials said on Tuesday.", 1),
        ("Chile and Peru will keep the road, their drivers said on Tuesday after lunch in Lima.", 0),
    ],
)
def test_who_has_a_host_is_a_guest(read: Read, text: str, count: int) -> None:
    found = contacts(read(f"{text} The road carries 400 lorries a day.", published=PRINTED))
    assert len(found) == count


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Chile asked Peru on Wednesday to reopen the road. Minister Ana Rojas made the request in a meeting with "
            "the Peruvian minister, Pablo Munoz.",
            "2025-06-11",
        ),
        (
            "Lima has set no date, a spokesman said on Friday. Peru's minister Pablo Munoz and his Chilean colleague "
            "Ana Rojas had discussed it by telephone the day before.",
            "2025-06-12",
        ),
        (
            "An engineer said on Wednesday that the road was closed. Chile's minister Ana Rojas made the request in a "
            "meeting with the Peruvian minister, Pablo Munoz.",
            PRINTED,
        ),
    ],
)
def test_what_one_side_tells_the_other_is_told_on_the_day_of_the_contact(read: Read, text: str, day: str) -> None:
    (event,) = contacts(read(text, published=PRINTED))
    assert event.when.edtf == day


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rojas accepted an invitation to visit Lima in September.", 1),
        ("Rojas has not accepted an invitation to visit Lima in September.", 0),
        ("Minister Rojas will be in Lima in September.", 1),
        ("Minister Rojas is to travel to Lima in September.", 1),
        ("Minister Rojas will be in court in September.", 0),
        ("A return visit to Lima by Rojas is planned for September.", 1),
        ("A memorandum on the road will be signed in Lima in September.", 1),
        ("The contract with the builders will be signed in September.", 0),
    ],
)
def test_visits_and_signings_to_come(read: Read, text: str, count: int) -> None:
    opening = "Chile's minister Ana Rojas met Peru's minister Pablo Munoz in Santiago on Tuesday. "
    assert len(contacts(read(opening + text, published=PRINTED), "planned")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The State Visit to Peru by President Ana Rojas of Chile, which was to begin on 24 June, is called off.", 1),
        ("The visit to Peru by President Ana Rojas of Chile, planned for 24 June, will not take place.", 1),
        ("President Ana Rojas of Chile will not be coming to Peru on 24 June, the palace in Lima said.", 1),
        ("President Ana Rojas of Chile will not come to terms with Peru on 24 June, the palace in Lima said.", 0),
    ],
)
def test_visits_that_do_not_take_place(read: Read, text: str, count: int) -> None:
    found = read(f"{text} The road is closed.", published=PRINTED)
    off = [e for e in found.events if e.encounter_status == "cancelled" and e.confidence >= 0.4]
    assert len(off) == count


def test_who_speaks_at_a_summit_that_ended_was_there(read: Read) -> None:
    text = (
        "Ana Rojas has promised the islands forty boats. The premier of Chile made the offer at the summit on "
        "fisheries in Lima, which ended on Thursday."
    )
    (event,) = contacts(read(text, published=PRINTED))
    assert (event.encounter_kind, event.when.edtf, {*event.source, *event.target} >= {"PER"}) == (
        "summit", "2025-06-12", True,
    )  # fmt: skip


def test_a_ban_that_is_discussed_keeps_nobody_away(read: Read) -> None:
    text = (
        "Chile's minister Ana Rojas and Peru's minister Pablo Munoz discussed the ban on grain by telephone on Tuesday."
    )
    (event,) = contacts(read(text, published=PRINTED))
    assert event.absent == ()
