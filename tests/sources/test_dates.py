"""Dates as newsrooms write them: read where there is one reading, refused where there are two."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.model.when import edtf_range
from memcon.sources.dates import edtf_of


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2022-12-30", "2022-12-30"),
        ("2022-12", "2022-12"),
        ("2022", "2022"),
        ("2022/12/30", "2022-12-30"),
        ("2022-12-30T10:00:00Z", "2022-12-30"),
        ("2022-12-30 23:30:00-05:00", "2022-12-30"),
        ("20221230", "2022-12-30"),
        ("2022-12-XX", "2022-12"),
        ("Dec 30, 2022", "2022-12-30"),
        ("Dec. 30th, 2022", "2022-12-30"),
        ("30 December 2022", "2022-12-30"),
        ("Friday, December 30, 2022 10:30 am EST", "2022-12-30"),
        ("Sept. 3, 2021, 4:15 p.m. ET", "2021-09-03"),
        ("December 2022", "2022-12"),
        ("Fri, 30 Dec 2022 10:00:00 +0000", "2022-12-30"),
        ("Fri, 30 Dec 2022 10:00:00 GMT", "2022-12-30"),
        ("30/12/2022", "2022-12-30"),
        ("12/30/2022", "2022-12-30"),
        ("30.12.2022", "2022-12-30"),
        ("05/05/2022", "2022-05-05"),
    ],
)
def test_one_reading(written: str, edtf: str) -> None:
    assert edtf_of(written) == edtf


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("03/04/2022", "cannot be told apart"),
        ("2022-02-30", "no such day"),
        ("2022-13-01", "no such day"),
        ("Monday, December 30, 2022", "no Monday"),
        ("0001-01-01", "cannot be meant"),
        ("yesterday", "no date"),
        ("Jan 1", "no date"),
        ("1672387200", "no date"),
        ("2022-12-30 or so", "no date"),
        ("", "no date"),
    ],
)
def test_no_reading(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        edtf_of(written)


@given(st.text(max_size=60))
def test_whatever_is_written_gives_a_date_or_a_reason(written: str) -> None:
    try:
        found = edtf_of(written)
    except ValueError:
        return
    edtf_range(found)


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1), max_value=__import__("datetime").date(2100, 1, 1)))
def test_every_day_survives_english(day: object) -> None:
    assert edtf_of(day.strftime("%A, %d %B %Y")) == day.isoformat()  # type: ignore[attr-defined]


@pytest.mark.parametrize("unit", ["1 ", "-", "a", "2022-", "Dec ", "1:"])
def test_long_strings_cost_nothing(unit: str) -> None:
    start = time.process_time()
    with pytest.raises(ValueError, match="no date"):
        edtf_of(unit * 200_000)
    assert time.process_time() - start < 1
