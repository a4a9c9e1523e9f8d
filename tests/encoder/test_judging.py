"""What the trained heads say of passages and of pairs of passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon.encoder import load
from memcon.encoder.judging import GAP, LONGEST, REMEMBERED, Judge, judge

ASK = "Palau asked Nauru for two harbour tugs until the end of the cyclone season."


@pytest.fixture(scope="module")
def asked() -> Judge:
    found = judge()
    if found is None:
        pytest.skip("the model file is not there")
    return found


def surest(shares: dict[str, float]) -> str:
    return max(sorted(shares), key=lambda kind: shares[kind])


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        ("Nauru refused on Monday to lend Palau the tugs.", "refused"),
        ("Nauru has handed over the two tugs that Palau had asked for.", "granted"),
        ("Palau has had no reply from Nauru to its letter about the tugs.", "ignored"),
        ("The foreign minister of Nauru opened a library in Yaren in 2011.", "none"),
    ],
)
def test_what_was_told_later_is_judged_as_an_answer(asked: Judge, later: str, kind: str) -> None:
    assert surest(asked.pair("answer", ASK, later)) == kind


def test_a_claim_is_borne_out_or_not(asked: Judge) -> None:
    claim = "Chad will leave the alliance by the summer."
    assert surest(asked.pair("outcome", claim, "Chad left the alliance on 3 May.")) == "true"
    assert surest(asked.pair("outcome", claim, "Chad will stay in the alliance, its parliament voted.")) == "false"


def test_one_passage_is_judged_by_itself(asked: Judge) -> None:
    assert asked.passage("forecast", "Analysts expect Chad to leave the alliance by the summer.")["yes"] > 0.5
    assert asked.passage("forecast", "Chad left the alliance on Monday after a vote in parliament.")["no"] > 0.5


def test_shares_sum_to_one_and_hang_on_nothing_that_was_asked_before(asked: Judge) -> None:
    later = "By Friday both were at the quay in Koror."
    first = asked.pair("answer", ASK, later)
    assert sum(first.values()) == pytest.approx(1, abs=0.001)
    fresh = Judge(asked.encoder)
    for number in range(3):
        fresh.pair("telling", f"Round {number} was held in Bern.", later)
    assert fresh.pair("answer", ASK, later) == first


def test_white_space_and_what_is_too_long_change_nothing(asked: Judge) -> None:
    assert asked.pair("answer", ASK.replace(" ", " \n "), "No.") == asked.pair("answer", ASK, "No.")
    endless = "tug " * 60_000
    assert asked.pair("telling", endless, ASK) == asked.pair("telling", endless[:LONGEST] + "x", ASK)
    assert asked.passage("ask", endless)


def test_nothing_is_said_of_nothing(asked: Judge) -> None:
    assert asked.pair("answer", "", ASK) == {}
    assert asked.pair("answer", ASK, " ") == {}
    assert asked.passage("ask", "") == {}
    assert asked.pair("no such head", ASK, ASK) == {}


def test_only_the_last_pairs_are_remembered(asked: Judge) -> None:
    fresh = Judge(asked.encoder)
    fresh.known.update({(str(n), GAP): (None, 0, 0) for n in range(REMEMBERED)})
    fresh.passage("ask", ASK)
    assert len(fresh.known) == REMEMBERED
    assert ("0", GAP) not in fresh.known


def test_a_model_without_heads_is_no_judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge.cache_clear()
    monkeypatch.setattr("memcon.encoder.encoder.MODELS", tmp_path)
    monkeypatch.setattr("memcon.encoder.encoder.load", lambda name: load(name, folder=tmp_path))
    assert judge() is None
    judge.cache_clear()
