"""Earlier contacts that an article looks back on, and contacts to come told beside one that was held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Event, Reading

Read = Callable[..., Reading]
PRINTED = "2025-06-13"


def contacts(reading: Reading, status: str) -> list[Event]:
    return [event for event in reading.events if event.encounter_kind and event.encounter_status == status]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Two weeks after her audience in Lima, Ana Rojas of Chile met Peru's Pablo Munoz again on Thursday.",
            {"2025-05-28/2025-05-30", "2025-06-12"},
        ),
        (
            "Chile's Ana Rojas and Peru's Pablo Munoz spoke by telephone on Thursday. The dam, the reason for last "
            "week's call, was not mentioned.",
            {"2025-06-02/2025-06-08", "2025-06-12"},
        ),
        (
            "Chile's Ana Rojas met Peru's Pablo Munoz on Thursday. Last month's call for calm was not repeated.",
            {"2025-06-12"},
        ),
        ("After her meeting with Peru's Pablo Munoz on Thursday, Ana Rojas of Chile praised the dam.", {"2025-06-12"}),
    ],
)
def test_what_an_article_looks_back_on_has_days_of_its_own(read: Read, text: str, days: set[str]) -> None:
    assert {event.when.edtf for event in contacts(read(text, published=PRINTED), "held")} == days


def test_the_visit_that_is_repaid_is_the_other_one(read: Read) -> None:
    text = "Ana Rojas of Chile flew to Lima on Thursday, repaying the visit that Peru's Pablo Munoz made two weeks ago."
    told = {event.when.edtf: event for event in contacts(read(text, published=PRINTED), "held")}
    (back,) = (event for event in told.values() if any(reason.name == "recalled" for reason in event.reasons))
    assert back.when.latest is not None
    assert back.when.latest < "2025-06-05"


MET = "Chile's Ana Rojas and Peru's Pablo Munoz met in Lima on Thursday. "


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("They found no price, but will try again in August, both said.", "2025-08"),
        ("Cashew duties were left for the next session, to be held in Arica in 2026.", "2026"),
        ("In August the two will see each other in Arica.", "2025-08"),
        ("The commission will move to Arica for its thirteenth session in 2026.", "2026"),
    ],
)
def test_what_is_to_come_is_told_beside_what_was(read: Read, text: str, when: str) -> None:
    (event,) = contacts(read(MET + text, published=PRINTED), "planned")
    assert event.when.edtf == when
    assert event.confidence >= 0.5


@pytest.mark.parametrize(
    "text", ["They agreed to speak again.", "They will not try again in August.", "No second round will be held."]
)
def test_what_has_no_time_nor_place_or_is_denied_is_not_shown(read: Read, text: str) -> None:
    planned = contacts(read(MET + text, published=PRINTED), "planned")
    assert [event for event in planned if event.confidence >= 0.5] == []


def test_a_summit_to_come_is_not_the_next_talk(read: Read) -> None:
    text = (
        "Chile's Ana Rojas and Peru's Pablo Munoz spoke by telephone on Thursday. They reviewed preparations for the "
        "bilateral summit in Arica and agreed to talk again before the end of June."
    )
    planned = contacts(read(text, published=PRINTED), "planned")
    talk = [event for event in planned if event.encounter_kind in ("call", "meeting")]
    assert talk
    assert all(event.when.latest == "2025-06-30" for event in talk)
    assert all(not event.when.dated for event in planned if event.encounter_kind == "summit")


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ana Rojas of Chile said after meeting her Peruvian counterpart, Diego Lama, in Arica on Tuesday.",
        "Ana Rojas of Chile told reporters on Tuesday after meeting Peru's Diego Lama in Arica that it would be built.",
        "Chile's Ana Rojas and Peru's Diego Lama failed to agree on herring quotas at talks in Arica on Tuesday.",
    ],
)
def test_who_speaks_on_the_heels_of_a_meeting_speaks_on_its_day(read: Read, text: str) -> None:
    held = [event for event in contacts(read(text, published=PRINTED), "held") if event.confidence >= 0.5]
    assert [event.when.edtf for event in held] == ["2025-06-10"]
