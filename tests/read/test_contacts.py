"""Calls and meetings told in passing, and what comes back to them."""

from __future__ import annotations

from collections.abc import Callable

from memcon.model.reading import Event, Reading

Read = Callable[..., Reading]


def contacts(reading: Reading) -> list[Event]:
    return [event for event in reading.events if event.encounter_kind]


def test_a_call_in_which_one_told_the_other(read: Read) -> None:
    reading = read(
        "In a phone call on Sunday, Japanese Foreign Minister Yoko Kamikawa told South Korean Foreign Minister Cho "
        "Tae-yul that Tokyo would not wait.",
        published="2024-05-07",
    )
    call = next(event for event in contacts(reading) if event.encounter_kind == "call")
    assert {reading_state(reading, a) for a in (*call.source, *call.target)} == {"JPN", "KOR"}
    assert call.when.edtf == "2024-05-05"
    assert call.encounter_status == "held"


def test_what_comes_back_to_a_meeting_is_evidence_for_it(read: Read) -> None:
    reading = read(
        "French President Emmanuel Macron met German Chancellor Olaf Scholz in Paris on Friday.\n\n"
        "The summit, at the Elysee Palace, lasted two hours.",
        published="2023-01-21",
    )
    found = contacts(reading)
    assert len(found) == 1
    assert found[0].encounter_kind == "summit"
    assert "The summit" in [row.quote for row in found[0].evidence]


def test_a_meeting_that_nobody_attended_by_name_is_no_contact(read: Read) -> None:
    reading = read("Turnout at the meeting was poor. Macron told voters that the visit had been cheap.")
    assert contacts(reading) == []


def test_a_leader_who_tells_his_own_people_meets_nobody(read: Read) -> None:
    reading = read("In a meeting with journalists French President Emmanuel Macron told France to wait.")
    assert [e for e in contacts(reading) if e.confidence >= 0.5] == []


def reading_state(reading: Reading, actor: str) -> str | None:
    return next(a.state for a in reading.actors if a.id == actor)


def told(reading: Reading) -> list[tuple[str | None, str | None, str | None, set[str | None]]]:
    """Kind, status, day and states of each contact."""
    return [
        (e.encounter_kind, e.encounter_status, e.when.edtf, {reading_state(reading, a) for a in (*e.source, *e.target)})
        for e in contacts(reading)
    ]


def test_hands_shaken_and_delegations_led_are_meetings(read: Read) -> None:
    reading = read("Rishi Sunak and Narendra Modi shook hands in Delhi on Saturday.", published="2023-05-12")
    assert told(reading) == [("meeting", "held", "2023-05-06", {"GBR", "IND"})]
    assert told(read("Rishi Sunak shook his head in Delhi on Saturday.", published="2023-05-12")) == []


def test_a_visit_whose_noun_is_left_out(read: Read) -> None:
    text = "It was the first trip to Poland by a German chancellor since Angela Merkel's in February 2018."
    assert ("visit", "held", "2018-02", {"DEU", "POL"}) in told(read(text, published="2023-05-12"))
    near = "It was the first trip to Poland since Angela Merkel's party lost in February 2018."
    assert told(read(near, published="2023-05-12")) == []


def test_an_invitation_taken_up_is_a_visit_to_come(read: Read) -> None:
    text = "President Joko Widodo invited Anthony Albanese to Jakarta, and Albanese {}."
    assert ("visit", "planned", None, {"AUS", "IDN"}) in told(read(text.format("accepted"), published="2023-05-12"))
    assert not any(
        status == "planned" and kind == "visit" for kind, status, _, _ in told(read(text.format("declined")))
    )


def test_guests_named_behind_a_plural(read: Read) -> None:
    text = (
        "Narendra Modi is due to meet other leaders at the summit, among them Italian Prime Minister Giorgia Meloni, "
        "on Saturday."
    )
    assert told(read(text, published="2023-05-12")) == [("meeting", "planned", "2023-05-13", {"IND", "ITA"})]


def test_talks_beside_a_dated_act_are_of_its_day(read: Read) -> None:
    text = "Egypt and Ethiopia agreed on Sunday to reopen the road, after two days of talks in Khartoum."
    meeting = contacts(read(text, published="2023-05-12"))[0]
    assert (meeting.when.edtf, meeting.place and meeting.place.name) == ("2023-05-07", "Khartoum")


def test_all_who_were_at_a_signing(read: Read) -> None:
    text = (
        "The accord was signed in Doha on Saturday by Foreign Minister Sergey Lavrov for Russia and by Hossein "
        "Amir-Abdollahian for Iran, with Antonio Guterres as witness."
    )
    event = next(e for e in contacts(read(text, published="2023-05-12")) if e.encounter_kind == "signing")
    assert {*event.source, *event.target} >= {"sergey-lavrov", "hossein-amir-abdollahian", "antonio-guterres"}


def test_what_a_film_shows_is_no_contact(read: Read) -> None:
    text = "The new film imagines a meeting between Emmanuel Macron and Olaf Scholz in Lisbon."
    assert told(read(text, published="2023-05-12")) == []
