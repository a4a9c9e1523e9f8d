"""Heads on the encoder's vectors: pools of words in, shares of classes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from memcon.encoder.asking import Asking
from memcon.encoder.encoder import _products
from memcon.encoder.readouts import Head, Readouts, Votes, load_readouts
from memcon.errors import ModelMissing


def votes() -> Votes:
    """Three words of four characters; the first speaks for yes, the second for no, the third for neither."""
    head = Head(name="mood", classes=("yes", "no"), columns={"act": slice(0, 2)}, bias=np.zeros(2))
    return Votes(
        readouts=Readouts(heads={"mood": head}, weight=np.eye(2, dtype=np.float32)),
        start=np.array([0, 5, 10]),
        end=np.array([4, 9, 14]),
        numbers=np.array([[3, 0], [0, 3], [0, 0]], dtype=np.float32),
    )


def test_the_words_of_a_pool_decide() -> None:
    assert votes().share("mood", {"act": [(0, 4)]}, otherwise=(0, 14)) == {"yes": 0.9526, "no": 0.0474}
    assert votes().share("mood", {"act": [(5, 9)]}, otherwise=(0, 14))["no"] > 0.9
    assert votes().share("mood", {"act": [(0, 4), (5, 9)]}, otherwise=(0, 14))["yes"] == 0.5


def test_a_pool_without_words_is_taken_from_the_sentence() -> None:
    assert votes().share("mood", {}, otherwise=(5, 14))["no"] > 0.7
    assert votes().share("mood", {"act": [(4, 5)]}, otherwise=(5, 14))["no"] > 0.7


def test_what_was_not_seen_has_no_share() -> None:
    assert votes().share("mood", {}, otherwise=(40, 50)) == {}
    assert votes().share("weather", {"act": [(0, 4)]}, otherwise=(0, 14)) == {}


class Counting:
    """Stands in for an encoder: gives the same votes for every text and counts how often it is run."""

    runs = 0
    readouts: Readouts | None = None

    def votes(self, texts: list[Any]) -> list[Votes]:
        self.runs += 1
        return [votes() for _ in texts]


def test_a_sentence_is_run_once_and_its_votes_lie_where_it_stands() -> None:
    encoder = Counting()
    asking = Asking(encoder, "x" * 40)  # type: ignore[arg-type]
    first, again = asking.of((20, 34)), asking.of((20, 34))
    assert first is again
    assert encoder.runs == 1
    assert first is not None
    assert first.share("mood", {"act": [(20, 24)]}, otherwise=(20, 34))["yes"] > 0.9


def test_a_model_without_a_head_is_not_run_for_it() -> None:
    encoder = Counting()
    encoder.readouts = votes().readouts
    asking = Asking(encoder, "x" * 40)  # type: ignore[arg-type]
    assert asking.knows("mood")
    assert not asking.knows("weather")
    encoder.readouts = None
    assert not asking.knows("mood")


def test_what_the_heads_add_up_for_a_word_hangs_on_no_other_word() -> None:
    chance = np.random.default_rng(7)
    vectors, weight = chance.random((9, 64), np.float32), chance.random((64, 5), np.float32)
    together = _products(vectors, weight)
    assert np.allclose(together, vectors @ weight, rtol=1e-5)
    assert np.array_equal(together[3:4], _products(vectors[3:4], weight))


def test_heads_of_another_model_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "small.heads.npz"
    assert load_readouts(path, model="abc") is None
    np.savez(
        path,
        **{
            "model": np.array("abc"),
            "heads": np.array(["mood"]),
            "mood.classes": np.array(["yes", "no"]),
            "mood.pools": np.array(["act", "sentence"]),
            "mood.weight": np.ones((2, 3, 2), dtype=np.float16),
            "mood.bias": np.zeros(2, dtype=np.float32),
        },
    )
    found = load_readouts(path, model="abc")
    assert found is not None
    assert found.weight.shape == (3, 4)
    assert found.heads["mood"].columns == {"act": slice(0, 2), "sentence": slice(2, 4)}
    with pytest.raises(ModelMissing, match="another model"):
        load_readouts(path, model="abd")
