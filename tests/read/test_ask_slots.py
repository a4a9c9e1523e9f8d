"""Asks whose parts the parse has torn apart, and asks made without a word of asking."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "form", "asker", "asked", "what"),
    [
        ("Peru lodged a formal demand with Chile on Monday that it withdraw its agents.",
         "demand", "PER", "CHL", "withdraw its agents"),
        ("Lisbon has for the third time asked Madrid to name a date.", "request", "PRT", "ESP", "name a date"),
        ("Serbia addressed an appeal to Hungary to keep the crossing open.",
         "request", "SRB", "HUN", "keep the crossing open"),
        ("Kenya filed a request with Ethiopia for more electricity.", "request", "KEN", "ETH", "more electricity"),
        ("Peru submitted an application to Brazil for 200 buses.", "request", "PER", "BRA", "200 buses"),
        ("Jordan has sounded out Oman about a deposit of one billion dollars.", "request", "JOR", "OMN", "deposit"),
        ("Zambia is seeking Chinese help to restructure its debt.", "request", "ZMB", "CHN", "help"),
        ("Cuba gave Mexico an assurance that it would pay by June.", "promise", "CUB", "MEX", "pay by June"),
        ("Luxembourg has held out forty million euros to Iceland.", "offer", "LUX", "ISL", "forty million euros"),
    ],
)  # fmt: skip
def test_slots(read: Read, text: str, form: str, asker: str, asked: str, what: str) -> None:
    """Who is asked and what for, after days, adverbs and odd attachments."""
    found = [ask for ask in read(text, published="2025-03-11").asks if ask.confidence >= 0.5]
    assert [(ask.form, ask.asker, ask.asked) for ask in found] == [(form, (asker,), (asked,))]
    assert what in found[0].what


@pytest.mark.parametrize(
    ("text", "form", "asker", "asked"),
    [
        ("Seoul told Tokyo on Wednesday that it expects the files to be sent home by May.", "demand", "KOR", "JPN"),
        ("Turkey informed Greece that the wreck should be raised before autumn.", "request", "TUR", "GRC"),
        ("Helsinki has put two ships at Tallinn's disposal for the winter.", "offer", "FIN", "EST"),
        ("Iceland stands ready to supply Ireland with rescue ships, its premier wrote.", "offer", "ISL", "IRL"),
    ],
)
def test_what_is_said_to_another(read: Read, text: str, form: str, asker: str, asked: str) -> None:
    """A wish, a duty or readiness is an ask because of whom it is said to."""
    found = [ask for ask in read(text, published="2025-03-11").asks if ask.confidence >= 0.5]
    assert [(ask.form, ask.asker, ask.asked) for ask in found] == [(form, (asker,), (asked,))]


@pytest.mark.parametrize(
    "text",
    [
        "Peru told Chile that the road was open.",
        "Ghana must improve its schools, its president told Togo's ambassador.",
        "Egypt's minister told Sudan that talks must continue.",
        "Kenya's army is ready to fight, its commander told Uganda.",
        "The president told Lagos that analysts expect oil to fall.",
        "Kenya claimed victory over Ghana.",
        "The application of the treaty to Chad is disputed.",
        "Turkey floated the lira in 2001.",
        "Serbia put forward its best player against Croatia.",
        "Norway put its name on the claim to the island.",
        "Japan's army was ready to leave Korea in 1945.",
    ],
)
def test_no_ask(read: Read, text: str) -> None:
    """Facts, duties of one's own and other senses of the words."""
    assert not [ask for ask in read(text, published="2025-03-11").asks if ask.confidence >= 0.5]


def test_to_tell_somebody_about_a_thing_asks_for_nothing(read: Read) -> None:
    text = "Rama told Lie about his December 7 video contact with Chad's President Mahamat Deby."
    assert read(text, published="2024-03-01").asks == ()
