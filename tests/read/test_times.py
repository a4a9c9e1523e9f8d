"""Time expressions: text in, TIMEX3 value and days out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.model.reading import Reading, Time
from memcon.read.time_calendar import easter
from memcon.read.time_patterns import hits
from memcon.read.time_words import vocabulary, words_of

Read = Callable[..., Reading]
FRIDAY = "2022-12-30"


def times_of(read: Read, text: str, **fields: Any) -> dict[str, Time]:
    """Times by the words they stand on."""
    return {time.span.of(text): time for time in read(text, **fields).times}


@pytest.mark.parametrize(
    ("text", "words", "value", "edtf"),
    [
        ("The envoys met on Friday.", "Friday", "2022-12-30", "2022-12-30"),
        ("The envoys met on Monday.", "Monday", "2022-12-26", "2022-12-26"),
        ("The envoys will meet on Monday.", "Monday", "2023-01-02", "2023-01-02"),
        ("The envoys met last Friday.", "last Friday", "2022-12-23", "2022-12-23"),
        ("The envoys met last weekend.", "last weekend", "2022-W51-WE", "2022-12-24/2022-12-25"),
        ("Prices rose in early December.", "early December", "2022-12", "2022-12-01/2022-12-10"),
        ("The law was passed in mid-2022.", "mid-2022", "2022", "2022-05-03/2022-08-31"),
        ("The pact was signed late last year.", "late last year", "2021", "2021-09-01/2021-12-31"),
        ("They spoke two weeks ago.", "two weeks ago", "2022-W50", "2022-12-12/2022-12-18"),
        ("They will meet next month.", "next month", "2023-01", "2023-01"),
        ("He was invited to Oslo for a state trip in the spring.", "the spring", "2023-SP", "2023-03-01/2023-05-31"),
        ("It was agreed on 3 May 2019.", "3 May 2019", "2019-05-03", "2019-05-03"),
        ("It was agreed on Dec. 3.", "Dec. 3", "2022-12-03", "2022-12-03"),
        ("It was agreed on Dec. 15-16.", "Dec. 15-16", "2022-12-15", "2022-12-15/2022-12-16"),
        ("Growth slowed in the third quarter.", "the third quarter", "2022-Q3", "2022-07-01/2022-09-30"),
        ("Exports fell in Q2 2021.", "Q2 2021", "2021-Q2", "2021-04-01/2021-06-30"),
        ("The pact dates from the 1960s.", "the 1960s", "196X", "1960-01-01/1969-12-31"),
        ("The talks began on 2022-11-05.", "2022-11-05", "2022-11-05", "2022-11-05"),
        ("The talks fell in 2022-W45.", "2022-W45", "2022-W45", "2022-11-07/2022-11-13"),
        ("They met on Friday morning.", "Friday morning", "2022-12-30TMO", "2022-12-30"),
        ("Talks broke down on Christmas Eve.", "Christmas Eve", "2022-12-24", "2022-12-24"),
        ("The tax falls in fiscal 2023.", "fiscal 2023", "2023", "2022-07-01/2024-03-31"),
        ("She speaks now.", "now", "PRESENT_REF", "2022-12-30"),
        ("She spoke recently.", "recently", "PAST_REF", None),
        ("She will speak soon.", "soon", "FUTURE_REF", None),
        ("They fought for 30 years.", "30 years", "P30Y", None),
        ("It was a three-day visit.", "a three-day", "P3D", None),
        ("They meet every year.", "every year", "P1Y", None),
        ("In the last three months nothing moved.", "the last three months", "P3M", "2022-09-30/2022-12-30"),
    ],
)
def test_a_time_has_its_value_and_days(read: Read, text: str, words: str, value: str, edtf: str | None) -> None:
    found = times_of(read, text, published=FRIDAY)
    assert words in found, sorted(found)
    assert (found[words].value, found[words].when.edtf) == (value, edtf)


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent 2000 troops to the border.",
        "He may go, and they march on.",
        "The fall of the city shocked many.",
        "The firm paid $2,022 for a spring and 1998 km of wire.",
        "May Roos and April Lind wrote the book.",
        "It is clear as soon as you look that nobody came.",
    ],
)
def test_near_misses_are_no_times(read: Read, text: str) -> None:
    assert times_of(read, text, published=FRIDAY) == {}


def test_a_month_of_publication_gives_ranges(read: Read) -> None:
    found = times_of(read, "On Monday he flew home, after last weekend. They spoke on August 3.", published="2023-08")
    assert (found["Monday"].value, found["Monday"].when.edtf) == ("XXXX-WXX-1", "2023-07-31/2023-08-28")
    assert found["last weekend"].when.edtf == "2023-07-29/2023-08-27"
    assert found["August 3"].when.edtf == "2023-08-03"


def test_without_publication_relative_times_have_no_days(read: Read) -> None:
    found = times_of(read, "They met on Friday, on December 30 and in 2014.")
    assert (found["Friday"].value, found["Friday"].when.dated) == ("XXXX-WXX-5", False)
    assert (found["December 30"].value, found["December 30"].when.dated) == ("XXXX-12-30", False)
    assert found["2014"].when.edtf == "2014"


def test_a_day_is_counted_from_the_date_before_it(read: Read) -> None:
    text = "The pact was signed on May 3, 2019. A day earlier, two ministers had resigned. The same day rain fell."
    found = times_of(read, text, published=FRIDAY)
    assert found["A day earlier"].value == "2019-05-02"
    assert found["The same day"].value == "2019-05-02"


def test_an_apposed_offset_takes_the_date_beside_it(read: Read) -> None:
    text = "They had signed a pact in February, a few days before the tanks rolled."
    found = times_of(read, text, published=FRIDAY)
    assert found["February"].when.edtf == "2022-02"
    assert found["a few days"].when.edtf == "2022-02"


def test_clock_times_take_their_day(read: Read) -> None:
    found = times_of(read, "The line opened at 10 p.m. on Monday and at 9 a.m. Tuesday.", published=FRIDAY)
    assert found["9 a.m. Tuesday"].value == "2022-12-27T09:00"


@pytest.mark.parametrize(("year", "day"), [(2022, "2022-04-17"), (2023, "2023-04-09"), (2000, "2000-04-23")])
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


@given(st.text(alphabet="the last next Friday May 3 0 2 , . - weeks ago of and early \n'", max_size=200))
@settings(max_examples=150, deadline=None)
def test_patterns_stay_inside_the_text(text: str) -> None:
    rows = (
        {"word": w, "kind": k, "value": "1"}
        for w, k in (("last", "last"), ("weeks", "units"), ("ago", "ago"), ("may", "month"))
    )
    words, kinds = words_of(text, vocabulary(rows))
    assert len(words) == len(kinds)
    for hit in hits(words, kinds):
        assert 0 <= hit.words[0].start < hit.words[-1].end <= len(text)
    assert all(text[word.start : word.end].strip() for word in words if word.kind not in "|")


@pytest.mark.parametrize("piece", ["1 ", "last ", "one and ", "Dec. 15-", "two to ", "1/", "\n \n", "9"])
def test_hostile_text_is_read_in_linear_time(piece: str, lexicon: Any) -> None:
    words, kinds = words_of(piece * (200_000 // len(piece)), vocabulary(lexicon.table("time_words")))
    assert sum(1 for _ in hits(words, kinds)) <= len(words) * 4
