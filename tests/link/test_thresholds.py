"""What is counted later beside what was foretold to be counted."""

from __future__ import annotations

import pytest

from memcon.link.kindred import kindred
from memcon.link.thresholds import bounds_of, reached


@pytest.mark.parametrize(
    ("claim", "told", "enough"),
    [
        ("at least six tankers will call at Yaren", "Eight tankers unloaded at Yaren in spring.", True),
        ("at least six tankers will call at Yaren", "Four tankers unloaded at Yaren in spring.", False),
        ("at least six tankers will call at Yaren", "Nine lorries were seen at Yaren.", None),
        ("Palau will sell more than a million tonnes of salt", "Palau sold 1.2 million tonnes of salt.", True),
        ("inflation will fall below 4 per cent", "Inflation stood at 4.6% in June.", False),
        ("inflation will fall below 4 per cent", "Inflation stood at 3.8 percent in June.", True),
        ("the toll will rise by at least a tenth", "Ships pay 6 percent more since October.", False),
        ("the port will load 40 million crates", "The port loaded 39 million crates.", True),
        ("the port will load 40 million crates", "The port loaded 30 million crates.", False),
        ("the treaty will be signed in 2024", "It was signed by two ministers.", None),
    ],
)
def test_what_is_counted_reaches_what_was_foretold(claim, told, enough):  # type: ignore[no-untyped-def]
    assert reached(claim, told) is enough


def test_a_long_row_of_digits_is_read_in_good_time():
    assert isinstance(bounds_of("1," * 5000), tuple)


def test_words_of_near_meaning_count_in_part():
    assert kindred("send soldiers", "the troops have come") > kindred("send soldiers", "the tea has come")
    assert kindred("lift the ban", "the ban was lifted") > 0.9
    assert kindred("", "the ban was lifted") == 0.0
