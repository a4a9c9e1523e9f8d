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
