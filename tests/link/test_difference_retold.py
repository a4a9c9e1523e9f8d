"""What two accounts of one matter tell in other words that weigh: text in, differences out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.link.difference_holders import compared
from memcon.link.pairings import Pairings
from memcon.model.digest import digest_of

Compare = Callable[..., set[str]]
MET = "Peru's minister Rosa Quispe met Chile's minister Pablo Munoz in Arica on Monday. "
ALSO = "In Arica on Monday Chile's minister Pablo Munoz held talks with Peru's minister Rosa Quispe. "


@pytest.fixture
def compare(read: Any, lexicon: Any) -> Compare:
    from memcon.link.link import link

    def run(*texts: str, kind: str = "press") -> set[str]:
        outlets = ["Ministry of Foreign Affairs of Peru", "Ministry of Foreign Affairs of Chile"]
        pile = [
            digest_of(read(text, published="2025-06-11", id=f"a{i}", outlet=outlets[i], kind=kind))
            for i, text in enumerate(texts)
        ]
        found = link(pile, lexicon=lexicon, pairings=Pairings()).differences
        return {d.aspect for d in found if d.confidence >= 0.5 and d.aspect != "omission"}

    return run


@pytest.mark.parametrize(
    ("one", "other", "kind", "aspects"),
    [
        (
            "The ministers expressed grave concern at the collision in the strait.",
            "The two ministers expressed concern at the collision in the strait.",
            "official",
            {"wording"},
        ),
        (
            "The ministers expressed grave concern at the collision in the strait.",
            "The two ministers expressed concern at the collision in the strait.",
            "press",
            set(),
        ),
        (
            "The ministers expressed concern at the collision in the strait.",
            "The two ministers expressed concern at the collision in the strait.",
            "official",
            set(),
        ),
        (
            "The two countries will finish the marking of the border by the end of 2025.",
            "They wanted to complete the marking of the border before the end of 2026.",
            "press",
            {"date"},
        ),
        (
            "Only the two ministers and their advisers took part.",
            "The ambassador of Chile, Ines Vera, looked on.",
            "press",
            set(),
        ),
    ],
)
def test_words_that_weigh(compare: Compare, one: str, other: str, kind: str, aspects: set[str]) -> None:
    assert compare(MET + one, ALSO + other, kind=kind) - {"participants"} == aspects


@pytest.mark.parametrize(
    ("denial", "aspects"),
    [
        (
            "The office of Munoz on Tuesday denied reports of a secret meeting in Arica. Munoz has not met Quispe.",
            {"claim"},
        ),
        ("The office of Munoz on Tuesday denied that fish was discussed when the two met in Arica on Monday.", set()),
    ],
)
def test_a_contact_that_is_denied(compare: Compare, denial: str, aspects: set[str]) -> None:
    paper = "A newspaper had written that Peru's Rosa Quispe and Chile's Pablo Munoz met in Arica on Monday."
    assert compare(MET + "The talks lasted two hours.", f"{denial} {paper}") & {"claim"} == aspects


@pytest.mark.parametrize(
    ("left", "right", "aspect"),
    [
        ("Lima expects it in 2028", "Santiago in 2027", "date"),
        ("Lima expects it in 2028", "Santiago in 2028", None),
        ("The Spanish text says trawlers will be banned", "The English text says they will be limited", "wording"),
        ("The Spanish minister says trawlers will be banned", "The English one that they will be limited", None),
    ],
)
def test_halves_of_a_report(left: str, right: str, aspect: str | None) -> None:
    assert compared(left, right).aspect == aspect


@pytest.mark.parametrize(
    ("one", "other", "aspects"),
    [
        ("Leaders of fourteen countries", "sixteen leaders", {"number"}),
        ("Leaders of fourteen countries", "fourteen leaders", set()),
    ],
)
def test_guests_of_a_gathering(compare: Compare, one: str, other: str, aspects: set[str]) -> None:
    first = f"{one} ended their summit in Arica on Monday. Peru's Rosa Quispe met Chile's Pablo Munoz at the summit."
    second = f"Peru's Rosa Quispe and Chile's Pablo Munoz spoke at the summit in Arica on Monday with {other} present."
    assert compare(first, second) & {"number"} == aspects
