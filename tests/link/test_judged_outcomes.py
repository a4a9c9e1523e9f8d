"""Which later sentences are put to the trained head beside a claim, and what comes of its word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from memcon.lexicon import load_lexicon
from memcon.link import outcomes
from memcon.link.fulfil import tells
from memcon.link.judged_outcomes import MOST
from memcon.link.link import link
from memcon.model.digest import digest_of

SAID = "Analyst Rosa Almeida expects Nauru and Palau to sign a tuna treaty."
NONE = {"none": 0.96, "true": 0.02, "false": 0.02}
YES = {"none": 0.02, "true": 0.96, "false": 0.02}
NO = {"none": 0.02, "true": 0.02, "false": 0.96}


@dataclass
class Told:
    """A judge that knows some sentences."""

    shares: Mapping[str, Mapping[str, float]]
    asked: list[tuple[str, str]] = field(default_factory=list)

    def pair(self, head: str, first: str, second: str) -> dict[str, float]:
        if head != "outcome":
            return {}
        self.asked.append((first, second))
        return dict(next((shares for words, shares in self.shares.items() if words in second), NONE))


@pytest.fixture
def told(read, monkeypatch):  # type: ignore[no-untyped-def]
    def make(judge, *later: str, said: str = SAID):  # type: ignore[no-untyped-def]
        monkeypatch.setattr(outcomes, "judge", lambda: judge)
        texts = [(said, "2024-03-04"), *((text, f"2024-04-{11 + n}") for n, text in enumerate(later))]
        pile = [digest_of(read(text, published=day, outlet=f"Paper {day}")) for text, day in texts]
        return next(one for one in link(pile, lexicon=load_lexicon()).forecasts if "tuna" in one.claim)

    return make


def test_what_the_head_is_sure_of_decides(told):  # type: ignore[no-untyped-def]
    later = "Palau and Nauru shook hands over their tuna on Monday and drank to it."
    row = told(Told({"shook hands": YES}), later)
    assert row.outcome == "true"
    assert row.resolved_by[0].quote in later
    assert row.reasons[-1].name == "judged beside the claim: it came about"


def test_what_excludes_the_claim_makes_it_false(told):  # type: ignore[no-untyped-def]
    row = told(Told({"went home": NO}), "Nauru tore up the tuna treaty with Palau and went home.")
    assert row.outcome == "false"


def test_what_it_takes_for_another_matter_leaves_it_open(told):  # type: ignore[no-untyped-def]
    judge = Told({})
    assert told(judge, "Nauru and Palau both rowed at the games.").outcome == "open"
    assert judge.asked


def test_sentences_that_contradict_each_other_decide_nothing(told):  # type: ignore[no-untyped-def]
    judge = Told({"shook hands": YES, "went home": NO})
    later = (
        "Palau and Nauru shook hands over their tuna.",
        "Nauru tore up the tuna treaty with Palau and went home.",
    )
    assert told(judge, *later).outcome == "open"


def test_a_condition_may_be_borne_out_by_the_head_too(told):  # type: ignore[no-untyped-def]
    said = (
        "If Fiji lowers its duty on fuel, Nauru and Palau will probably sign a tuna treaty, analyst Rosa Almeida said."
    )
    later = "Palau and Nauru shook hands over their tuna on Monday and drank to it."
    cheap = "Petrol costs less in Fiji since Monday, when its tax was halved."
    held = told(Told({"shook hands": YES, "halved": YES}), cheap, later, said=said)
    assert held.outcome == "true"
    assert len(held.resolved_by) == 2
    assert told(Told({"shook hands": YES}), cheap, later, said=said).outcome == "unclear"


def test_few_sentences_are_put_to_it(told):  # type: ignore[no-untyped-def]
    judge = Told({})
    told(judge, " ".join(f"Nauru and Palau met over tuna number {n} at sea." for n in range(20)))
    assert len(judge.asked) <= MOST


def test_without_a_model_words_and_acts_alone_decide(told):  # type: ignore[no-untyped-def]
    assert told(None, "Palau and Nauru shook hands over their tuna on Monday.").outcome == "open"


def test_a_closed_crossing_opens_nothing(told):  # type: ignore[no-untyped-def]
    said = "Palau will probably reopen the tuna crossing to Nauru, analyst Rosa Almeida said."
    assert (
        told(None, "Fishermen of Nauru and Palau met at the closed tuna crossing on Monday.", said=said).outcome
        == "open"
    )


@pytest.mark.parametrize(
    ("claim", "clause", "told"),
    [
        ({"tolls", "rise"}, "The tolls rise next week.", True),
        ({"tolls", "rise"}, "Will the tolls rise?", False),
        ({"tolls", "rise"}, "The moon will rise at nine.", False),
    ],
)
def test_a_claim_that_names_nobody_needs_most_of_its_words_and_no_question(
    claim: set[str], clause: str, told: bool
) -> None:
    words = frozenset(clause.casefold().rstrip(".?").split())
    decided: Any = SimpleNamespace(clause=SimpleNamespace(text=clause, words=words, around=words))
    assert tells(decided, frozenset(claim), named=False) == told
    assert tells(decided, frozenset(claim), named=True) == (told or "?" not in clause)
