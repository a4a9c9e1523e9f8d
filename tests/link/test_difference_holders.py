"""What each of two who are said to differ has it as."""

from __future__ import annotations

import pytest

from memcon.link.difference_holders import halves_of


@pytest.mark.parametrize(
    ("summary", "values", "aspect"),
    [
        (
            "Oslo's text gives the length of the call as 40 minutes, Tallinn's as 15.",
            ("40 minutes", "15 minutes"),
            "number",
        ),
        (
            "Lima's summary counts five joint mining projects, Quito's counts three.",
            ("5 projects", "3 projects"),
            "number",
        ),
        (
            'Oslo\'s note has the quotas "settled"; Tallinn\'s has them "discussed".',
            ("settled", "discussed"),
            "wording",
        ),
        (
            "Oslo's note puts the next round in June, Tallinn's in September.",
            ("Oslo's note puts the next round in June", "Tallinn's in September"),
            "date",
        ),
        (
            "Oslo's version says that a cable was agreed, while Tallinn's calls it an idea.",
            ("Oslo's version says that a cable was agreed", "Tallinn's calls it an idea"),
            None,
        ),
    ],
)
def test_two_holders(summary: str, values: tuple[str, str], aspect: str | None) -> None:
    found = halves_of(summary)
    assert found is not None
    assert (found.values, found.aspect) == (values, aspect)


@pytest.mark.parametrize(
    "summary",
    [
        "The two ministries described the call differently.",
        "Oslo's note gives the length of the call as 40 minutes, Tallinn's as 40.",
        "Oslo's note is short.",
        "x, " * 400,
    ],
)
def test_no_two_halves(summary: str) -> None:
    found = halves_of(summary)
    assert found is None or found.aspect is None
