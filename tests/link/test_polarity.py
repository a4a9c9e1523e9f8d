"""Sentences that exclude each other, beside those that only differ."""

from __future__ import annotations

import pytest

from memcon.link.polarity import exclusion, wording


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("we will open the strait to tankers", "we will not open the strait to tankers", True),
        ("the sanctions on grain exports will be lifted", "sanctions on grain exports will be imposed", True),
        ("the sanctions on grain will be lifted", "sanctions on grain will be imposed", False),
        ("it will lift the sanctions on grain", "it will not impose the sanctions on grain", False),
        ("Oslo supports the treaty on fishing rights", "Oslo opposes the treaty on fishing rights", True),
        ("Oslo supports the treaty on fishing rights", "Oslo never supports the treaty on fishing rights", True),
        ("the border is open to traders from Chad", "the border is open to all traders from Chad", False),
        ("the army will not attack", "the price of oil will rise this year", False),
        ("we have no doubt of victory", "victory", False),
    ],
)
def test_what_excludes(one: str, other: str, excluded: bool) -> None:
    assert (exclusion(wording(one), wording(other)) is not None) == excluded
    assert (exclusion(wording(other), wording(one)) is not None) == excluded


def test_who_denies_it_says_the_opposite() -> None:
    text = "the two sides discussed the border in Tallinn"
    assert exclusion(wording(text), wording(text, denied=True)) == 1.0
