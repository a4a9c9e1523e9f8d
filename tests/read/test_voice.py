"""Whose voice a sentence is in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("The envoy said that the talks had failed after two days.", "reported"),
        ("“The talks failed after two days,” the envoy said.", "reported"),
        ("The talks failed on Monday after two days.", "factual"),
        ("The minister will visit Oslo in May.", "factual"),
        ("Who needs a ridiculous deal like that?", "opinion"),
        ("Perhaps he is foolish enough to sign such an absurd deal.", "opinion"),
        ("The envoy said that the deal was absurd and that only a fool would sign it.", "reported"),
    ],
)
def test_voice(read: Callable[..., Any], text: str, voice: str) -> None:
    assert [s.voice for s in read(text).sentences] == [voice]


def test_other_peoples_judgement_in_marks_is_not_the_authors(read: Callable[..., Any]) -> None:
    text = "The ministry called the deal “absurd, ridiculous and insane” on Monday."
    assert [s.voice for s in read(text, kind="news").sentences] != ["opinion"]
