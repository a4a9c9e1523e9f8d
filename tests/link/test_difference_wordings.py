"""Differences in who did it, in which house, in how many people, and inside the marks: text in, differences out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.link.difference_quantities import quantities
from memcon.link.pairings import Pairings
from memcon.model.digest import digest_of
from memcon.model.span import Span

Compare = Callable[..., set[str]]
MET = "Peru's Rosa Quispe met Chile's Pablo Munoz in Arica on Monday. "
ALSO = "In Arica on Monday Chile's Pablo Munoz sat down with Peru's Rosa Quispe. "


@pytest.fixture
def compare(read: Any, lexicon: Any) -> Compare:
    from memcon.link.link import link

    def run(*texts: str) -> set[str]:
        pile = [
            digest_of(read(text, published="2025-06-11", id=f"a{i}", outlet=f"Paper {i}"))
            for i, text in enumerate(texts)
        ]
        found = link(pile, lexicon=lexicon, pairings=Pairings()).differences
        return {d.aspect for d in found if d.confidence >= 0.5 and d.aspect != "omission"}

    return run


@pytest.mark.parametrize(
    ("one", "other", "aspect"),
    [
        ("The dam had been proposed by Peru.", "The dam was put forward by Chile, aides said.", "claim"),
        ("The dam had been proposed by Peru.", "The dam was proposed by the Peruvian side, aides said.", None),
        ("The dam had been proposed by Peru.", "The road was proposed by Chile, aides said.", None),
        ("They will admit 25,000 Chileans a year.", "They will admit 20,000 Chilean workers a year.", "number"),
        ("They will admit 20,000 Chileans a year.", "They will admit 20,000 Chilean workers a year.", None),
        (
            'The joint statement reads: "The two countries will refer the dispute over the strait to the court."',
            'Quispe read out the text: "The two countries may refer the dispute over the strait to the court."',
            "wording",
        ),
        (
            'Munoz said: "The border must be a place of work and not of fear for our peoples."',
            'Munoz said: "The border must be a place of work, not of fear for our peoples."',
            None,
        ),
        ("A fish quota was on the agenda.", "The joint statement does not mention a fish quota.", None),
        ("Quispe also raised the fate of the herring boats.", "Herring was not mentioned at any point.", "claim"),
        ("Quispe also raised the fate of the herring boats.", "Copper was not mentioned at any point.", None),
        ("Herring was not raised, aides said.", "Herring was not mentioned at any point.", None),
    ],
)
def test_what_differs_and_what_does_not(compare: Compare, one: str, other: str, aspect: str | None) -> None:
    assert compare(MET + one, ALSO + other) - {"participants"} == ({aspect} if aspect else set())


@pytest.mark.parametrize(
    ("one", "other", "aspect"),
    [
        ("at the Grand Hotel", "at the old ministry", {"place"}),
        ("at the Grand Hotel", "at the Hotel Grand", set()),
        ("at the Grand Hotel", "behind closed doors", set()),
    ],
)
def test_two_houses(compare: Compare, one: str, other: str, aspect: set[str]) -> None:
    first = f"Peru's Rosa Quispe met Chile's Diego Araya {one} on Monday."
    second = f"Chile's Diego Araya met Peru's Rosa Quispe {other} on Monday."
    assert compare(first, second) == aspect


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A hundred and fifty million euros would do.", 150e6),
        ("Three hundred and twenty soldiers came.", 320.0),
        ("Some 25,000 Iraqis may come.", 25_000.0),
    ],
)
def test_numbers_in_words_and_people_by_their_state(text: str, value: float) -> None:
    assert quantities(text, Span(0, len(text)))[0].value == value
