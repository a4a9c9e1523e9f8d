"""The feeling of outlets' own sentences: loaded beside plain ones, and the words that weigh most."""

from __future__ import annotations

from typing import Any

import pytest

from memcon.encoder import load
from memcon.encoder.values import EncoderInput
from memcon.errors import ModelMissing
from memcon.views.feelings import SURE, _asked, _parts, read_feeling


@pytest.fixture(scope="module")
def model() -> Any:
    try:
        return load("meaning")
    except ModelMissing:
        pytest.skip("the model is not here")


def feeling(model: Any, text: str, name: str) -> tuple[str, float, list[str]]:
    start = text.index(name)
    (votes,) = model.votes([EncoderInput(text=text, sentences=[(0, len(text))])])
    found, share, weights = read_feeling(votes, text, (start, start + len(name)))
    parts = list(_parts(text, (start, start + len(name)), weights))
    assert "".join(part for part, _ in parts) == text
    return found, share, [part for part, weighty in parts if weighty]


@pytest.mark.parametrize(
    ("text", "name", "wanted", "word"),
    [
        ("Peru's vain and rambling president did nothing for the hostages.", "Peru", "negative", "vain"),
        ("The families thanked Oman for its patient, generous help.", "Oman", "positive", "thanked"),
        ("Critics said Chad had shamefully broken every promise it made.", "Chad", "negative", "shamefully"),
    ],
)
def test_a_loaded_sentence_with_its_words(model: Any, text: str, name: str, wanted: str, word: str) -> None:
    found, share, words = feeling(model, text, name)
    assert found == wanted
    assert share >= SURE
    assert word in words
    assert name not in words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru's president arrived in Lima on Tuesday.", "Peru"),
        ("The talks between Chad and Mali will go on in May.", "Mali"),
    ],
)
def test_a_plain_sentence_is_not_shown(model: Any, text: str, name: str) -> None:
    found, share, words = feeling(model, text, name)
    assert found == "neutral" or share < SURE
    assert found != "neutral" or not words


def test_a_sentence_is_read_toward_each_state_once_and_only_in_the_outlets_own_voice(read: Any) -> None:
    text = (
        "PARIS, 4 May 2023 - Norway shelled the harbour of Chad on Tuesday, and Norway paid for it. "
        "Chad's president, Ida Nour, said that Norway was a disgrace.\n"
    )
    found = read(text)
    states = {m.actor: m.actor for m in found.mentions if m.actor in ("NOR", "TCD")}
    asked = [
        (toward, text[start:end][slice(*span)]) for start, end, toward, span in _asked(found, ["NOR", "TCD"], states)
    ]
    assert asked[:2] == [("NOR", "Norway"), ("TCD", "Chad")]
    assert all("disgrace" not in text[start:end] for start, end, *_ in _asked(found, ["NOR", "TCD"], states))
