"""Names and states of people whom only the article's own words tell; all are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Reading

Read = Callable[..., Reading]


def people(reading: Reading) -> dict[str, str | None]:
    return {actor.name: actor.state for actor in reading.actors if actor.kind == "person"}


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("Chancellor Johannes Reuter-Lang spoke to reporters in Bern.", "Johannes Reuter-Lang", None),
        ("The visit of Moldovan President Victoria Cioban was cancelled.", "Victoria Cioban", "MDA"),
        ("President Ana Lie received her peer from Norway, Carl Embal Holm, on Monday.", "Carl Embal Holm", "NOR"),
        ("Sweden's Minister for Trade Pieter van Rooden met Ghana's Kojo Mensah.", "Pieter van Rooden", "SWE"),
    ],
)
def test_names(read: Read, text: str, name: str, state: str | None) -> None:
    found = people(read(text))
    assert name in found
    assert state is None or found[name] == state


def test_a_paper_named_after_a_place_has_a_home(read: Read) -> None:
    text = "President Joseph Lek yesterday met his Indonesian counterpart, Budi Hart, in Jakarta."
    assert people(read(text, outlet="The Nairobi Examiner"))["Joseph Lek"] == "KEN"
    assert people(read(text, outlet="The Morning Examiner"))["Joseph Lek"] is None


def test_who_is_met_in_an_official_text_is_of_the_other_state(read: Read) -> None:
    text = (
        "Deputy Prime Minister Cristina Rota was on a working visit to Bern, where she had a meeting with Federal "
        "Councillor Reto Kalbermatt. The Swiss side confirmed a grant."
    )
    found = people(read(text, outlet="Ministry of Infrastructure of the Republic of Moldova", kind="official"))
    assert (found["Cristina Rota"], found["Reto Kalbermatt"]) == ("MDA", "CHE")


@pytest.mark.parametrize("text", ["They spoke of the Luhansk People’s Republic", "Donetsk People's Republic"])
def test_a_name_that_ends_the_text(read: Read, text: str) -> None:
    assert all(mention.span.end <= len(text) for mention in read(text).mentions)
