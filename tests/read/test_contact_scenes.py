"""Contacts in many wordings, near-misses beside hits. All persons and their errands are invented."""

from __future__ import annotations

from collections.abc import Callable

from memcon.model.reading import Event, Reading

Read = Callable[..., Reading]
PRINTED = "2025-06-11"
MONDAY = "2025-06-09"

HELD = (
    "Peru's interior minister, Rosa Quispe, sat down with her Chilean counterpart, Pablo Munoz, in Arica on Monday.",
    "Rosa Quispe, Peru's interior minister, had Chile's Pablo Munoz to lunch in Tacna on Monday.",
    "Peru's Rosa Quispe and Chile's Pablo Munoz lunched together in Tacna on Monday.",
    "Over a lunch of ceviche in Tacna on Monday, Peru's Rosa Quispe told Chile's Pablo Munoz that the road would open.",
    "Peru's president, Rosa Quispe, rang Chile's Pablo Munoz on Monday night.",
    "Peru's president, Rosa Quispe, picked up the phone to Chile's Pablo Munoz on Monday.",
    "Peru's Rosa Quispe had Chile's president, Pablo Munoz, on the line for an hour on Monday.",
    "President Pablo Munoz of Chile placed a call to Peru's Rosa Quispe on Monday.",
    "A telephone call on Monday between Rosa Quispe of Peru and Pablo Munoz of Chile lasted an hour.",
    "A delegation led by Peru's Rosa Quispe was in Santiago on Monday for talks with Pablo Munoz, "
    "Chile's interior minister.",
    "Chile's Pablo Munoz played host to Peru's Rosa Quispe in Arica on Monday.",
    "Rosa Quispe of Peru was the guest of Chile's president, Pablo Munoz, at La Moneda on Monday.",
    "Chile's president, Pablo Munoz, was host on Monday to Rosa Quispe, the prime minister of Peru.",
    "Peru's Rosa Quispe paid a call on Chile's Pablo Munoz in Arica on Monday.",
    "Peru's Rosa Quispe crossed the border on Monday to see Chile's Pablo Munoz in Arica.",
    "Peru's Rosa Quispe travelled to Arica on Monday, where Chile's Pablo Munoz was waiting with coffee and maps.",
    "Rosa Quispe and Pablo Munoz, the interior ministers of Peru and Chile, put their heads "
    "together in Arica on Monday.",
    "Peru's Rosa Quispe and Chile's Pablo Munoz went through the list for two hours in Arica on Monday.",
    "The interior ministers of Peru and Chile, Rosa Quispe and Pablo Munoz, toured the crossing at "
    "Chacalluta on Monday.",
    "Peru's Rosa Quispe and Chile's Pablo Munoz cut the ribbon at Chacalluta on Monday.",
    "Peru's Rosa Quispe was received at La Moneda on Monday by Chile's president, Pablo Munoz.",
    "Peru's Rosa Quispe used a stop in Arica on Monday to talk to Chile's Pablo Munoz.",
    "Peru's Rosa Quispe and Chile's Pablo Munoz were locked in talks in Arica until midnight on Monday.",
    "Two hours in a customs shed were enough for Peru's Rosa Quispe and Chile's Pablo Munoz on Monday.",
    "Peru's Rosa Quispe faced Chile's Pablo Munoz across a table in Arica on Monday.",
    "Peru's Rosa Quispe appeared by video link with Chile's Pablo Munoz on Monday.",
    "By video link from Lima, Rosa Quispe of Peru told Chile's Pablo Munoz on Monday that the road would open.",
    "Peru's Rosa Quispe joined Chile's Pablo Munoz on a screen on Monday to discuss the road.",
    "Peru's Rosa Quispe spent Monday afternoon with Chile's Pablo Munoz in Arica.",
    "Peru's Rosa Quispe and Chile's Pablo Munoz signed the road treaty in Arica on Monday.",
    "The road treaty was signed in Arica on Monday by Rosa Quispe for Peru and Pablo Munoz for Chile.",
    "Peru's Rosa Quispe and Chile's Pablo Munoz set their signatures to the road treaty in Arica on Monday.",
    "Negotiators for Peru and Chile gathered in Arica on Monday.",
    "Peruvian and Chilean officials gathered in Arica on Monday.",
    "Delegations from Peru and Chile were at the same table in Arica on Monday.",
    "Talks between Lima and Santiago resumed in Arica on Monday.",
    "Arica was on Monday the scene of talks between Peru and Chile.",
    "The Peruvian and Chilean presidents exchanged views by telephone on Monday.",
    "Peru's Rosa Quispe and Chile's Pablo Munoz held their third round of negotiations in Arica on Monday.",
    "Peru's Rosa Quispe flew to Santiago on Monday for dinner with President Pablo Munoz of Chile.",
    "Peru's Rosa Quispe was in Santiago on Monday, and President Pablo Munoz of Chile showed her the port.",
    "Peru's Rosa Quispe and her Chilean host, Pablo Munoz, emerged smiling in Arica on Monday.",
    "Peru's Rosa Quispe ended a two-day visit to Chile on Monday.",
    "Chile welcomed Peru's Rosa Quispe on Monday with a guard of honour.",
)
NONE = (
    "Peru's Rosa Quispe and Chile's Pablo Munoz on Monday reiterated the urgent call for a lasting peace.",
    "Peru's Rosa Quispe and Chile's Pablo Munoz said on Monday that next year would help to deepen dialogue.",
    "Peru's interior minister, Rosa Quispe, criticised Chile's Pablo Munoz on Monday.",
    "Peru's Rosa Quispe and Chile's Pablo Munoz both welcomed the ruling on Monday.",
    "Peru's Rosa Quispe spoke on Monday of Chile's Pablo Munoz as a rival.",
    "There was no call between Peru's Rosa Quispe and Chile's Pablo Munoz on Monday.",
    "Peru's Rosa Quispe refused on Monday to meet Chile's Pablo Munoz.",
    "Peru's Rosa Quispe received a letter from Chile's Pablo Munoz on Monday.",
    "Peru's Rosa Quispe called Chile's Pablo Munoz a liar on Monday.",
    "Peru's Rosa Quispe called on Chile's Pablo Munoz to resign on Monday.",
    "Peru meets Chile in the final on Monday.",
    "Peru's Rosa Quispe told reporters over lunch on Monday that Chile was wrong.",
    "Peru's Rosa Quispe was on the telephone when news came from Chile on Monday.",
    "Ahead of the summit, Peru's Rosa Quispe accused Chile's Pablo Munoz of theft on Monday.",
    "Peru's Rosa Quispe visited the flooded villages on Monday while Chile sent tents.",
    "Peru's Rosa Quispe and Chile's Pablo Munoz have never met.",
    "Peru's Rosa Quispe saw Chile's offer on Monday as an insult.",
    "Peru's Rosa Quispe hosted a reception for Peruvian teachers on Monday, and Chile's team won.",
    "Peru's Rosa Quispe welcomed Chile's decision on Monday.",
    "Rosa Quispe of Peru and her husband dined in Chile on Monday.",
    "Peru's Rosa Quispe will sit down with Chile's Pablo Munoz next week.",
    "Peru and Chile are at one table in the league.",
)


def states(reading: Reading, event: Event) -> set[str]:
    known = {actor.id: actor.state or actor.id for actor in reading.actors}
    return {known.get(key, key) for key in (*event.source, *event.target)}


def held(reading: Reading) -> list[Event]:
    """The contacts of Peru and Chile that are told as held, as sure as what is shown."""
    return [
        event
        for event in reading.events
        if event.encounter_kind
        and event.encounter_status in ("held", "ongoing")
        and event.confidence >= 0.5
        and states(reading, event) >= {"PER", "CHL"}
    ]


def test_wordings_of_a_contact_on_a_day(read: Read) -> None:
    missed = []
    for text in HELD:
        if not any(event.when.edtf == MONDAY for event in held(read(text, published=PRINTED))):
            missed.append(text)
    assert missed == []


def test_what_is_no_contact_of_the_two(read: Read) -> None:
    assert [text for text in NONE if held(read(text, published=PRINTED))] == []


def plans(reading: Reading) -> list[tuple[str | None, set[str]]]:
    return [
        (event.when.edtf, states(reading, event))
        for event in reading.events
        if event.encounter_status == "planned" and event.confidence >= 0.5
    ]


MET = "Peru's Rosa Quispe met Chile's Pablo Munoz in Arica on Monday. "


def test_a_contact_to_come_has_the_sides_of_the_one_told_before(read: Read) -> None:
    for text, day in (
        ("The next round will be held in July.", "2025-07"),
        ("Experts of both countries are to meet on Friday.", "2025-06-13"),
        ("They agreed to hold a ministerial meeting in August.", "2025-08"),
        ("Both will send ministers to Tacna in July.", "2025-07"),
    ):
        assert (day, {"PER", "CHL"}) in plans(read(MET + text, published=PRINTED)), text


def test_a_contact_to_come_that_is_denied_or_of_no_sides_is_none(read: Read) -> None:
    assert plans(read(MET + "No date for another round has been set.", published=PRINTED)) == []
    assert plans(read("The next round will be held in July.", published=PRINTED)) == []


def test_a_meeting_called_off_has_its_sides_and_its_day_to_come(read: Read) -> None:
    text = (
        "Peru has called off Friday's talks at Tacna, an official said on Tuesday. General Luis Vega of Peru had been "
        "due to meet Chile's Pablo Munoz there."
    )
    reading = read(text, published=PRINTED)
    (event,) = [e for e in reading.events if e.encounter_status == "cancelled" and e.confidence >= 0.5]
    assert (event.when.edtf, states(reading, event)) == ("2025-06-13", {"PER", "CHL"})


def test_an_earlier_meeting_is_told_apart_from_the_one_of_the_day(read: Read) -> None:
    text = (
        "A fortnight after their meeting in Arica, Peru's Rosa Quispe and Chile's Pablo Munoz sat down again on Monday."
    )
    days = {event.when.edtf for event in held(read(text, published=PRINTED))}
    assert days == {"2025-05-25/2025-05-27", MONDAY}


def test_a_long_line_of_names_costs_no_more_than_its_length(read: Read) -> None:
    text = "Peru's Rosa Quispe and Chile's Pablo Munoz " * 300 + "met on Monday."
    assert read(text, published=PRINTED).article.text == text
