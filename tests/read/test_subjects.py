"""What a statement is about, in words by which other statements on it are met."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Reading


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("Oslo said on Friday that it would never give up its neutrality.", "neutrality", "Friday"),
        ("The minister said that the territorial integrity of Georgia must be respected.", "territorial integrity", ""),
        ("Lima warned that the nuclear talks were at an end after two days.", "nuclear talks", "day"),
        ("Mali said that sanctions were no way to treat a neighbour.", "sanctions", "way"),
        ("Tallinn said that Finland and Sweden would join NATO.", "NATO", "Tallinn"),
        ("The president said that Ida Dahl had lied about the pipeline.", "pipeline", "Ida Dahl"),
        ("Chad said that the new law was a very important step.", "law", "important step"),
    ],
)
def test_subjects(read: Callable[..., Reading], text: str, wanted: str, unwanted: str) -> None:
    found = {subject for statement in read(text).statements for subject in statement.subjects}
    assert wanted in found
    assert unwanted not in found


def test_a_long_name_is_one_subject(read: Callable[..., Reading]) -> None:
    text = "Bolivia said that the Constitution of the United States of America was not at stake."
    found = [subject for statement in read(text).statements for subject in statement.subjects]
    assert not {"United States", "America"} & set(found)
