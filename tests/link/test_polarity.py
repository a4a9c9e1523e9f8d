"""Sentences that exclude each other, beside those that only differ."""

from __future__ import annotations

import pytest

from memcon.link.polarity import exclusion, opposed, turned, wording


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


@pytest.mark.parametrize(
    ("one", "other", "taken_back"),
    [
        ("we will never give up our neutrality for an alliance", "we will give up neutrality for an alliance", True),
        ("Oslo supports the treaty on fishing rights", "Oslo no longer supports the treaty on fishing rights", True),
        ("the sanctions on grain exports will be lifted", "sanctions on grain exports will be imposed", True),
        ("it is able to pay its debt in time", "it is not able to pay its debt this year", True),
        ("Chad could control its neighbour", "he was not certain that Chad could control its neighbour", False),
        ("he told them to stop a missile test", "he told them to stop a missile test, though it would not help", False),
        ("he will not sign a budget without money for the wall", "money for the wall is in the budget", False),
        ("it has no intention to have a conflict with Chad", "Chad had a conflict with Mali over the lake", False),
    ],
)
def test_who_takes_back_a_word(one: str, other: str, taken_back: bool) -> None:
    assert (turned(one, other) is not None) == taken_back
    assert (turned(other, one) is not None) == taken_back


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("lift sanction", "impos tariff", True),
        ("lawful move", "unlawful act", True),
        ("unlawful act", "lawful move", True),
        ("lift sanction", "lift tariff", False),
        ("form", "inform", True),  # a prefix is a prefix: the letters do not tell
        ("age", "image", False),
    ],
)
def test_words_of_two_sides_that_turn_each_other(one: str, other: str, against: bool) -> None:
    assert opposed(set(one.split()), set(other.split())) == against
