"""Acts that a later sentence of the paragraph takes back, beside such as are only spoken of further."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Reading

Read = Callable[..., Reading]


def done(reading: Reading, kind: str) -> bool:
    return any(e.type == kind and e.status in ("done", "ongoing") for e in reading.events)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Some readers write that Chad promised Mali a loan last month. It did not. I have read the statement.",
            "AGREE",
        ),
        ("We said on Monday that Chad had accused Mali of theft. That was our mistake.", "ACCUSE"),
        ("On Monday Chad banned trucks from Mali. The news was false.", "SANCTION"),
        ("The grocers say that on Monday Chad banned trucks from Mali. I wish they were right.", "SANCTION"),
    ],
)
def test_what_is_taken_back_is_withheld(read: Read, text: str, kind: str) -> None:
    reading = read(text)
    assert not done(reading, kind)
    assert any("taken back" in line.reason for line in reading.withheld)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("On Monday Chad banned trucks from Mali. It did not say for how long.", "SANCTION"),
        ("On Monday Chad banned trucks from Mali. It was not the first time.", "SANCTION"),
        ("On Monday Chad banned trucks from Mali. That was a surprise.", "SANCTION"),
        ("On Monday Chad banned trucks from Mali. I wish them luck.", "SANCTION"),
        ("On Monday Chad banned trucks from Mali. That was wrong, the Malian minister said.", "SANCTION"),
        ("On Monday Chad banned trucks from Mali. The news was not false.", "SANCTION"),
        ("On Monday Chad banned trucks from Mali.\n\nThe book on dams was a hoax. It did not.", "SANCTION"),
    ],
)
def test_what_is_spoken_of_further_stands(read: Read, text: str, kind: str) -> None:
    assert done(read(text), kind)


def test_ministers_who_have_not_met_have_had_no_contact(read: Read) -> None:
    text = "The foreign ministers of Chad and Mali met in Oslo on Monday, a paper says. They did not see each other."
    assert not done(read(text), "CONSULT")
    text = "The foreign ministers of Chad and Mali met in Oslo on Monday. They did not see the new museum."
    assert done(read(text), "CONSULT")


def test_years_back_by_year_alone_is_below_what_is_shown(read: Read) -> None:
    def surest(text: str) -> float:
        return max(e.confidence for e in read(text, published="2024-05-01").events if e.type == "REJECT")

    assert surest("Norway, which rejected a Malian plan in 2009, has accepted a new one.") < 0.5
    assert surest("Norway rejected a Malian plan in 2023.") >= 0.5
    assert surest("Norway has rejected the first Malian plan since 2009.") >= 0.5
    assert surest("On 3 May 2009 Norway rejected a Malian plan.") >= 0.5
