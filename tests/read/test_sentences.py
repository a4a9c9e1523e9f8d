"""The sentences of an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def sentences(read: Callable[..., Any], text: str) -> list[str]:
    return [s.span.of(text) for s in read(text, published="2023-05-04").sentences]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Li of the U.S. delegation met J. K. Day on Friday.",
        "The U.S. Treasury froze $3.5 billion, Gen. Ann Day said.",
        "“We agree,” he said.",
    ],
)
def test_abbreviations_end_no_sentence(read: Callable[..., Any], sentence: str) -> None:
    assert sentences(read, f"{sentence} The talks went on.") == [sentence, "The talks went on."]


def test_a_sentence_in_a_long_quotation_stays_a_sentence(read: Callable[..., Any]) -> None:
    text = "“It went well. We agreed on all points,” he said."
    assert sentences(read, text) == ["“It went well.", "We agreed on all points,” he said."]


def test_furniture_and_headings_have_no_sentences(read: Callable[..., Any]) -> None:
    text = "What comes next\n\nThe talks went on for two days.\n\nRead more: All about the talks"
    assert sentences(read, text) == ["The talks went on for two days."]
