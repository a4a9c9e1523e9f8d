"""Who tells of an act at home, what is dismissed as untrue, troops against fires, acts stopped short of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def statuses(read: Read, text: str, kind: str) -> list[str]:
    """The statuses of the events of a type."""
    return [event.status for event in read(text).events if event.type == kind]


def test_what_forces_tell_under_a_dateline_of_their_state_was_done(read: Read) -> None:
    text = "MUSCAT - Omani aircraft bombed a depot in southern Yemen on Friday, the armed forces said."
    assert statuses(read, text, "ASSAULT") == ["done"]


def test_what_forces_tell_of_another_state_is_alleged(read: Read) -> None:
    text = "SANAA - Omani aircraft bombed a depot in southern Yemen on Friday, the armed forces said."
    assert statuses(read, text, "ASSAULT") == ["alleged"]


def test_an_embassy_speaks_for_the_state_that_sent_it(read: Read) -> None:
    text = "Norway has suspended its aid to Malawi, the embassy in Lilongwe said on Friday."
    assert set(statuses(read, text, "SANCTION")) == {"done"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Oman dismissed a report that Yemen had freed the sailors.", False),
        ("Oman dismissed a proposal of Yemen on fishing.", True),
    ],
)
def test_dismissing_a_report_refuses_nobody(read: Read, text: str, found: bool) -> None:
    assert bool(statuses(read, text, "REJECT")) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chile sent 500 soldiers to the border with Peru to fight forest fires.", False),
        ("Chile sent 500 soldiers to the border with Peru to stop smugglers.", True),
    ],
)
def test_troops_against_fires_threaten_nobody(read: Read, text: str, found: bool) -> None:
    assert bool(statuses(read, text, "MOBILIZE")) is found
