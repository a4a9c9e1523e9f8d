"""The status of an act from grammar and the trained head: plain words win, the head decides where the tense is all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.lexicon import load_lexicon
from memcon.read.event_status import SIGNS, STATUSES, settled, sign_of, weighed_status


def shares(**given_: float) -> dict[str, float]:
    """Shares of the statuses, what is left spread over the others."""
    rest = (1.0 - sum(given_.values())) / (len(STATUSES) - len(given_))
    return {status: given_.get(status, rest) for status in STATUSES}


@pytest.mark.parametrize(
    ("sign", "head", "status"),
    [
        ("done plain", {"done": 0.8}, "done"),
        ("alleged plain", {"done": 0.95}, "done"),
        ("done plain", {"planned": 0.4, "done": 0.4}, "done"),
        ("planned by word", {"done": 0.7}, "planned"),
        ("denied by word", {"done": 0.7}, "denied"),
        ("possible by word", {"done": 0.7}, "possible"),
    ],
)
def test_plain_words_outweigh_the_head(lexicon: Any, sign: str, head: dict[str, float], status: str) -> None:
    weighed = weighed_status(lexicon, sign, shares(**head))
    assert settled(sign.split()[0], weighed)[0] == status  # type: ignore[arg-type]


def test_no_act_and_history_are_no_statuses_of_their_own(lexicon: Any) -> None:
    for head in ("none", "past"):
        status, sure = settled("done", weighed_status(lexicon, "done plain", shares(**{head: 0.97})))
        assert status == "done"
        assert sure < 0.6


def test_without_a_head_the_grammar_stands(lexicon: Any) -> None:
    for sign in SIGNS:
        grammar = sign.split()[0]
        assert settled(grammar, weighed_status(lexicon, sign, {}))[0] == grammar  # type: ignore[arg-type]


def test_the_sign_names_what_decided() -> None:
    assert sign_of("planned", by_word=True, in_speech=True) == "planned by word"
    assert sign_of("done", by_word=False, in_speech=True) == "done in speech"
    assert sign_of("done", by_word=False, in_speech=False) == "done plain"


@given(st.sampled_from(SIGNS), st.lists(st.floats(0.0, 1.0), min_size=len(STATUSES), max_size=len(STATUSES)))
def test_the_statuses_share_one(sign: str, numbers: list[float]) -> None:
    weighed = weighed_status(load_lexicon(), sign, dict(zip(STATUSES, numbers, strict=True)))
    assert sum(weighed.values()) == pytest.approx(1.0, abs=0.001)
    assert all(0.0 <= share <= 1.0 for share in weighed.values())
