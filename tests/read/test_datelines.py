"""Datelines before the first sentence of a report."""

from __future__ import annotations

import pytest

from memcon.model.span import Span
from memcon.read.datelines import dateline_end


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO, March 3 (Daily Wire) - ",
        "WASHINGTON (AP) — ",
        "Geneva, 12 May – ",
        "KYIV, Ukraine (AP) — ",
        "MOSCOW, December 30. /TASS/. ",
        "BEIJING, Dec. 30 -- ",
        "Beijing () – ",
    ],
)
def test_datelines_are_found(dateline: str) -> None:
    text = f"{dateline}The two ministers met."
    assert dateline_end(text, Span(0, len(text))) == len(dateline)


@pytest.mark.parametrize(
    "text",
    ["Talks - and more talks - went on.", "The US - China row went on.", "US - Russia ties froze.", "Day – He said"],
)
def test_dashes_within_sentences_are_none(text: str) -> None:
    assert dateline_end(text, Span(0, len(text))) is None


def test_long_lines_of_capitals_take_no_time() -> None:
    for text in ("A" * 200_000, "A, " * 60_000, "A (" * 60_000):
        assert dateline_end(text, Span(0, len(text))) is None
