"""Statements of texts that no newsroom would print: nothing crashes, and nobody says half an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

SENTENCE = "The harbour master said that the boats were empty. "
LINE = "Oslo\t12.4\t19\t3,004\t—\t“n/a”\n"


@pytest.mark.parametrize(
    "text",
    [
        "“" + SENTENCE * 60,
        '"' + SENTENCE * 30 + "“" + SENTENCE * 30 + "«",
        ("“The mayor said ‘the captain said “the boats said ”nothing’”.” " * 40),
        ("„Die Boote sind leer“, said the mayor. «Les bateaux sont vides», said the captain. 「船」 said. " * 30),
        SENTENCE.upper() * 60,
        LINE * 200,
        "said that " * 600,
        "The mayor recalled " * 200 + "the captain saying that the boats were empty.",
        "according to the mayor, " * 250 + "the boats were empty.",
        "The statement said the statement said " * 150,
        "The mayor's answer: " * 300 + "“The boats are empty.”",
        "As the mayor tells it, " * 250 + "the boats were empty.",
        "\n".join(["MR. VOSS: The mayor said that", "QUESTION:", "“", "as"] * 80),
    ],
    ids=lambda text: text[:24],
)
def test_odd_input_gives_no_crash_and_no_giant(read: Callable[..., Any], text: str) -> None:
    for statement in read(text, published="2024-05-04").statements:
        assert sum(span.end - span.start for span in statement.content) <= max(len(text) / 2, 200)
        assert all(span.of(text).strip() for span in statement.content)
