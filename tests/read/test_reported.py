"""Where a source says that accounts differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.model.span import Span
from memcon.read.reported import two_numbers


@pytest.mark.parametrize(
    "text",
    [
        "The two ministries described the call differently.",
        "The institute wrote that the Russian and Chinese ministries portrayed the call differently.",
        "The two sides gave conflicting versions of the meeting.",
        "The readouts differed on whether the leaders spoke of trade in their call.",
        "The Chinese readout said the call was brief, contradicting the Russian statement.",
        "The Russian readout of the call made no mention of trade, unlike the Chinese account.",
    ],
)
def test_accounts_that_differ(read: Callable[..., Any], text: str) -> None:
    (only,) = read(text).reported_differences
    assert only.summary == text
    assert next(e.quote for e in only.evidence) == text
    assert only.confidence >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The two plans differ in cost.",
        "The ministries described the call as useful.",
        "Did the two readouts of the call differ?",
        "He is different from the others.",
    ],
)
def test_what_only_sounds_like_it(read: Callable[..., Any], text: str) -> None:
    assert read(text).reported_differences == ()


def test_the_parties_are_those_who_tell_not_the_source(read: Callable[..., Any]) -> None:
    text = "Reuters reported that Russia and China portrayed the call differently."
    (only,) = read(text).reported_differences
    assert set(only.parties) == {"RUS", "CHN"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway said the pact had been prolonged for 90 days, while Chad insisted on 30.", ("90", "30")),
        ("Chad said 40 people had died, whereas Mali put it at 25.", ("40", "25")),
        ("Norway said 40 ships had sailed, while Chad said 12 trucks had arrived.", None),
        ("Norway said 40 ships had sailed.", None),
    ],
)
def test_numbers_of_two_sides(text: str, expected: tuple[str, str] | None) -> None:
    assert two_numbers(text, Span(0, len(text))) == expected


MET = "Chile's Ana Rojas met Peru's Pablo Munoz in Arica on Thursday. "


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        (
            "Santiago puts the cost at 900 million euros, Lima at 700 million.",
            ("Santiago puts the cost at 900 million euros", "Lima at 700 million"),
        ),
        (
            "The Chilean text mentions the copper mine, while the Peruvian text does not.",
            ("The Chilean text mentions the copper mine", "the Peruvian text does not"),
        ),
        (
            'The Chilean text said that the lease had been "concluded". The Peruvian text says that it was "examined".',
            (
                'The Chilean text said that the lease had been "concluded"',
                'The Peruvian text says that it was "examined"',
            ),
        ),
    ],
)
def test_two_sides_tellings_beside_each_other(read: Callable[..., Any], text: str, halves: tuple[str, str]) -> None:
    (only,) = read(MET + text).reported_differences
    assert only.halves == halves


@pytest.mark.parametrize(
    "text",
    [
        "Chile said it would send 40 trucks, and Peru 50.",
        'Santiago called the talks "useful". Lima was hit by rain.',
        "France puts the cost at 900 million euros, Germany at 700 million.",
        "Chile exported fish in May and Peru fruit in June.",
    ],
)
def test_two_sides_that_only_stand_beside_each_other(read: Callable[..., Any], text: str) -> None:
    assert read(MET + text).reported_differences == ()


def test_a_text_that_leaves_something_out(read: Callable[..., Any]) -> None:
    (only,) = read(MET + "The joint statement does not mention a fish quota.").reported_differences
    assert only.confidence >= 0.5
