"""Designations as ministries write them: office, state, honorific and name are one person. All people are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Reading

Read = Callable[..., Reading]

WHOLE = (
    (
        "The Minister of Foreign Affairs and International Cooperation of the Republic of Zambia, Honourable Chipo "
        "Banda, MP, took the floor.",
        "chipo-banda",
        "ZMB",
    ),
    (
        "Minister of Trade and Industry Hon. Thabo Molefe spoke with Botswana's Minister of Finance, Hon. Naledi "
        "Seretse.",
        "naledi-seretse",
        "BWA",
    ),
    (
        "His Excellency Dr. Tevita Raku, Minister for Foreign Affairs of the Republic of Fiji, flew to Suva.",
        "tevita-raku",
        "FJI",
    ),
    (
        "He met H.E. Mr. Jean-Luc Tari, Deputy Prime Minister and Minister of Foreign Affairs of the Republic of "
        "Vanuatu.",
        "jean-luc-tari",
        "VUT",
    ),
    (
        "The Secretary of State for Foreign and European Affairs of the Kingdom of Morocco, Ms. Salma Alaoui, left.",
        "salma-alaoui",
        "MAR",
    ),
    (
        "They met Her Excellency Aminata Sarr, Minister of African Integration and Foreign Affairs of Senegal.",
        "aminata-sarr",
        "SEN",
    ),
    ("Ghana's Minister for Defence, Hon. Kofi Asante, received the delegation.", "kofi-asante", "GHA"),
)


@pytest.mark.parametrize(("text", "name", "state"), WHOLE)
def test_office_state_and_name_are_one_person(read: Read, text: str, name: str, state: str) -> None:
    people = {one.id: one for one in read(text, published="2024-03-15").actors if one.kind == "person"}
    assert name in people, sorted(people)
    assert people[name].state == state
    assert people[name].sector == "GOV"


def test_the_office_beside_the_name_is_a_mention_of_it(read: Read) -> None:
    text = "She rang the Minister of Lands and Water of the Republic of Namibia, Honourable Selma Haufiku."
    found = {m.quote: m.actor for m in read(text, published="2024-03-15").mentions}
    assert found["the Minister of Lands and Water of the Republic of Namibia"] == "selma-haufiku"


def test_an_honorific_alone_makes_a_person_of_a_surname(read: Read) -> None:
    text = "Hon. Mwambu informed her counterpart that the bridge would stay open."
    assert [m.actor for m in read(text, published="2024-03-15").mentions][:1] == ["mwambu"]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Of Trade And Industry Opens Fair In Lusaka",
        "The Ministry of Foreign Affairs and International Cooperation, Lusaka, will be closed on Monday.",
        "The Minister of Health, Monday's papers say, will stay at home.",
    ],
)
def test_no_person_is_made_of_what_follows_an_office(read: Read, text: str) -> None:
    assert [one.name for one in read(text, published="2024-03-15").actors if one.kind == "person"] == []
