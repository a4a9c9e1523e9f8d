"""What grammar says of contacts: habits, aims and topics beside true ones. All persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Reading

Read = Callable[..., Reading]


def held(reading: Reading) -> list[str]:
    return [e.trigger.of(reading.article.text) for e in reading.events
            if e.encounter_status == "held" and e.confidence >= 0.5]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Peru's Rosa Quispe very often calls Chile's Pablo Munoz.",
        "Peru's Rosa Quispe looks forward to welcoming Chile's Pablo Munoz to Lima.",
        "The dispute is best settled through bilateral dialogue between Peru and Chile.",
        "Peru and Chile are committed to meeting the goals of the accord.",
        "The leaders intend to establish a dialogue between Peru's foreign minister and Chile's foreign minister.",
    ],
)
def test_no_contact_was_held(read: Read, text: str) -> None:
    assert held(read(text, published="2025-06-11")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Peru's Rosa Quispe flew to Arica on Monday to meet Chile's Pablo Munoz.",
        "Peru's Rosa Quispe called Chile's Pablo Munoz on Monday.",
        "Peru's Rosa Quispe and Chile's Pablo Munoz met in Arica to discuss the road.",
        "Peru's Rosa Quispe discussed the road with Chile's Pablo Munoz on Monday.",
    ],
)
def test_a_contact_was_held(read: Read, text: str) -> None:
    assert held(read(text, published="2025-06-11"))


def test_who_is_talked_about_is_no_side(read: Read) -> None:
    text = "Peru's Rosa Quispe and Chile's Pablo Munoz gathered in Arica on Monday to discuss Bolivia-Brazil relations."
    reading = read(text, published="2025-06-11")
    shown = [e for e in reading.events if e.encounter_status == "held" and e.confidence >= 0.5]
    assert shown
    assert not any({"BOL", "BRA"} & {*e.source, *e.target} for e in shown)
