"""Which sentences are put to the trained head beside an ask, and what comes of its word."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.lexicon import load_lexicon
from memcon.link import answers
from memcon.link.judged_answers import KINDS, LEAST, MOST, SURE, may_answer, rates_of
from memcon.link.link import link
from memcon.link.reply_words import part_told
from memcon.model.digest import Digest, digest_of

ASK = "Palau asked Nauru on Monday for two tugs."
NONE = {"none": 0.98, "granted": 0.01, "refused": 0.01}


@dataclass
class Told:
    """A judge that knows some sentences."""

    shares: Mapping[str, Mapping[str, float]]
    asked: list[tuple[str, str]] = field(default_factory=list)

    def pair(self, head: str, first: str, second: str) -> dict[str, float]:
        if head != "answer":
            return {}
        self.asked.append((first, second))
        return dict(next((shares for words, shares in self.shares.items() if words in second), NONE))


@pytest.fixture
def pile(read):  # type: ignore[no-untyped-def]
    def make(*later: str) -> list[Digest]:
        texts = [(ASK, "2024-03-04"), *((text, f"2024-03-{11 + n}") for n, text in enumerate(later))]
        return [digest_of(read(text, published=day, outlet=f"Paper {day}")) for text, day in texts]

    return make


def _row(pile, judge, monkeypatch):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(answers, "judge", lambda: judge)
    return next(ask for ask in link(pile, lexicon=load_lexicon()).asks if "tugs" in ask.what)


def test_what_the_head_is_sure_of_answers(pile, monkeypatch):  # type: ignore[no-untyped-def]
    later = "Nauru's harbour master has heard the song from Palau before and went fishing."
    judge = Told({"went fishing": {"none": 0.01, "refused": 0.98, "granted": 0.01}})
    row = _row(pile(later), judge, monkeypatch)
    assert row.status == "refused"
    assert row.answers[0].reasons[0].name.startswith("judged beside the ask")


def test_what_it_takes_for_no_answer_leaves_the_ask_open(pile, monkeypatch):  # type: ignore[no-untyped-def]
    judge = Told({})
    row = _row(pile("Nauru and Palau both rowed at the games."), judge, monkeypatch)
    assert row.status == "open"
    assert judge.asked


def test_a_plain_wording_stands_whatever_the_head_says(pile, monkeypatch):  # type: ignore[no-untyped-def]
    row = _row(pile("Nauru turned down Palau's request for two tugs."), Told({}), monkeypatch)
    assert row.status == "refused"


def test_of_wording_and_head_the_head_may_prevail(pile, monkeypatch):  # type: ignore[no-untyped-def]
    later = "Nauru said that two tugs had been brought to Yaren harbour for repairs."
    judge = Told({"for repairs": NONE})
    assert _row(pile(later), judge, monkeypatch).status == "open"


def test_probabilities_of_kinds_leave_the_rest_to_none():
    signs = {"granted": {"head": 2.0}, "refused": {"head": -1.0}}
    rates = rates_of(signs, {"head": 1.0})
    assert rates["granted"] > 0.8 > 0.1 > rates["refused"]
    assert sum(rates.values()) < 1
    assert rates_of(signs, {}) == {"granted": 0.3333, "refused": 0.3333}


def test_halves_of_years_and_of_names_are_no_parts():
    assert part_told("half of the tugs have arrived")
    assert part_told("Half the tugs")
    assert not part_told("in the second half of the year")
    assert not part_told("the barrier at Half Moon Bay was removed")


def test_few_sentences_are_put_to_it(pile, monkeypatch):  # type: ignore[no-untyped-def]
    judge = Told({})
    _row(pile(" ".join(f"Nauru and Palau met tug number {n} at sea." for n in range(20))), judge, monkeypatch)
    assert len(judge.asked) <= 2 * MOST  # each alone, and with its neighbours


def test_without_a_model_all_is_as_before(pile, monkeypatch):  # type: ignore[no-untyped-def]
    assert _row(pile("Nauru and Palau both rowed at the games."), None, monkeypatch).status == "open"


_SHARES = st.lists(st.floats(0, 1), min_size=len(KINDS) + 1, max_size=len(KINDS) + 1).map(
    lambda told: dict(zip((*KINDS, "none"), told, strict=True))
)


@given(known=st.lists(st.floats(-6, 6), min_size=len(KINDS), max_size=len(KINDS)), alone=_SHARES, beside=_SHARES)
def test_where_the_head_is_not_asked_nothing_that_it_says_would_make_an_answer(
    known: list[float], alone: dict[str, float], beside: dict[str, float]
) -> None:
    weights = {"told": 1.0, "head": 0.4, "head, beside": 0.6, "both, granted": -0.4, "both, partly": 0.5}

    def heard(shares: dict[str, float], kind: str) -> float:
        return round(math.log(max(LEAST, shares[kind]) / max(LEAST, shares["none"])), 4)

    before = {kind: {"told": value} for kind, value in zip(KINDS, known, strict=True)}
    half = {
        kind: {**signs, "head": heard(alone, kind), "head, beside": heard(alone, kind),
               f"both, {kind}": min(alone["granted"], alone["refused"], 0.5)}
        for kind, signs in before.items()
    }  # fmt: skip
    whole = {kind: {**signs, "head, beside": heard(beside, kind)} for kind, signs in half.items()}
    rates = rates_of(whole, weights)
    answer = max(rates.values()) >= max(SURE, 1 - math.fsum(rates.values()))
    assert not answer or may_answer(before, weights, ("head", "head, beside"))
    assert not answer or may_answer(half, weights, ("head, beside",))


def test_the_head_is_not_asked_of_what_cannot_answer() -> None:
    weights = {"told": 1.0, "head": 0.4, "head, beside": 0.6}
    signs = {kind: {"told": -4.0} for kind in KINDS}
    assert not may_answer(signs, weights, ("head", "head, beside"))
    assert may_answer(signs | {"granted": {"told": -3.5}}, weights, ("head", "head, beside"))
    assert not may_answer(signs | {"granted": {"told": -3.5, "head": 1.0}}, weights, ("head, beside",))
