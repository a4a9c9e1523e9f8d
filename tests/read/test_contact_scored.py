"""Contacts in wordings that no rule has, beside near-misses; all people and papers are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Event, Reading

Read = Callable[..., Reading]
DAY = "2025-09-17"


def contacts(reading: Reading, *, least: float = 0.5) -> list[Event]:
    return [event for event in reading.events if event.encounter_kind and event.confidence >= least]


def met(reading: Reading, *, least: float = 0.5) -> list[set[str]]:
    return [{*event.source, *event.target} for event in contacts(reading, least=least)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Norway's Eirik Solberg broke bread with Iceland's Birna Jonsdottir in Tromso on Tuesday.",
            {"eirik-solberg", "birna-jonsdottir"},
        ),
        (
            "Over three hours on Tuesday Kenya's Moses Wekesa and Tanzania's Neema Kileo hammered out a truce in the "
            "maize dispute.",
            {"moses-wekesa", "neema-kileo"},
        ),
    ],
)
def test_new_wordings(read: Read, text: str, people: set[str]) -> None:
    assert people in met(read(text, published=DAY))


@pytest.mark.parametrize(
    "text",
    [
        "Gabon's Ana Rojas and Togo's Per Lie need each other.",
        "Norway's prime minister, Eirik Solberg, condemned Belarusian President Anatol Hrynko for jailing reporters.",
        "Like Spain's Marta Quintero, Ireland's Fergal Dunne faces an election in the spring.",
    ],
)
def test_near_misses_stay_hidden(read: Read, text: str) -> None:
    assert met(read(text, published=DAY)) == []


def test_persons_of_the_next_sentence(read: Read) -> None:
    reading = read(
        "Denmark and Senegal settled a dispute over licences on Tuesday after three hours of talks in Dakar. Fisheries "
        "ministers Karsten Holm and Awa Ndiaye agreed that the boats may return.",
        published=DAY,
    )
    assert {"karsten-holm", "awa-ndiaye"} in met(reading)


def test_the_last_weekday_of_a_past_call(read: Read) -> None:
    reading = read(
        "Montenegrin Foreign Minister Luka Radic telephoned his Albanian counterpart, Elira Hoxha, on Wednesday to "
        "protest at the boarding of a trawler.",
        published="2025-09-04",
    )
    assert [event.when.edtf for event in contacts(reading)] == ["2025-09-03"]


def test_a_plan_of_those_who_met(read: Read) -> None:
    reading = read(
        "Ghana's Kojo Mensah met his Burkinabe counterpart, Issa Kabore, in Paga on Tuesday. The ministers will see "
        "each other again in Tamale in October.",
        published=DAY,
    )
    planned = [event for event in contacts(reading) if event.encounter_status == "planned"]
    assert [{*event.source, *event.target} for event in planned] == [{"kojo-mensah", "issa-kabore"}]
