"""The channel of an event: the field the words near its trigger speak of, else its type's own."""

from __future__ import annotations

from typing import Any

import pytest

from memcon.model.reading import CHANNELS
from memcon.read.channels import channel_of, channel_words


@pytest.mark.parametrize(
    ("text", "word", "kind", "channel"),
    [
        ("Oman sold crude oil and gas to Japan.", "sold", "COOPERATE", "energy"),
        ("Oman raised tariffs on imports of steel from Japan.", "raised", "SANCTION", "economic"),
        ("Oman sent warships and troops to the gulf.", "sent", "MOBILIZE", "military"),
        ("Oman banned exports of semiconductor technology.", "banned", "SANCTION", "technology"),
        ("Oman sent medicine and relief to earthquake victims.", "sent", "AID", "humanitarian"),
        ("A court in Oman jailed the spy.", "jailed", "COERCE", "legal"),
        ("Oman accused Japan of spreading disinformation on television.", "accused", "ACCUSE", "information"),
        ("Oman annexed the disputed island.", "annexed", "COERCE", "territorial"),
        ("Oman praised Japan.", "praised", "SUPPORT", "diplomatic"),
        ("Thousands shouted at Oman.", "shouted", "PROTEST", "other"),
    ],
)
def test_words_near_the_trigger_decide(nlp: Any, lexicon: Any, text: str, word: str, kind: str, channel: str) -> None:
    token = next(token for token in nlp(text) if token.text == word)
    assert channel_of(token, kind, lexicon) == channel


def test_every_word_names_a_channel_of_the_contract(lexicon: Any) -> None:
    assert {name for weights in channel_words(lexicon).values() for name, _ in weights} <= set(CHANNELS)
