"""What is not looked for, what only has a last day, and silence: none of these is told as something that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.mark.parametrize(
    "text",
    [
        "Norway's Foreign Minister Ebba Lund is not expected to travel to Stockholm before Christmas.",
        "The president of Peru is unlikely to visit Santiago this year.",
    ],
)
def test_a_contact_that_nobody_looks_for_is_not_planned(read: Read, text: str) -> None:
    assert [e for e in read(text, published="2024-11-21").events if e.encounter_kind] == []


def test_one_that_is_looked_for_is_planned(read: Read) -> None:
    text = "Norway's Foreign Minister Ebba Lund is expected to travel to Stockholm on Friday."
    assert [e.encounter_status for e in read(text, published="2024-11-20").events if e.encounter_kind] == ["planned"]


def test_before_a_day_is_not_on_it(read: Read) -> None:
    text = "The presidents of Peru and Chile will hold a call before the New Year."
    (call,) = (e for e in read(text, published="2024-11-21").events if e.encounter_kind)
    assert (call.when.earliest, call.when.latest) == ("2024-11-21", "2024-12-31")


def test_before_a_day_in_a_paper_of_which_only_the_month_is_known(read: Read) -> None:
    text = "The presidents of Peru and Chile will hold a call before the New Year."
    (call,) = (e for e in read(text, published="2024-12").events if e.encounter_kind)
    assert (call.when.earliest, call.when.latest) == ("2024-12-01", "2024-12-31")


def test_passing_no_judgement_is_no_denial(read: Read) -> None:
    said = [s for s in read("China has not condemned Russia's war in Ukraine.").statements if s.confidence >= 0.5]
    assert said == []
    told = [s for s in read("China denied that it had sold arms to Russia.").statements if s.confidence >= 0.5]
    assert [s.denied for s in told] == [True]
