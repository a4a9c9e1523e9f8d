"""Which sentences are put to the trained head beside an ask, and what comes of its word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from memcon.lexicon import load_lexicon
from memcon.link import answers
from memcon.link.judged_answers import MOST, rates_of
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
