"""Pronouns: the passages of the bench must keep their score, and a few cases in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from memcon.model.reading import Reading
from tests.benches import bench

Read = Callable[..., Reading]
BENCH = Path(__file__).resolve().parents[2] / "bench"
DAY = "2023-05-10"


def pronoun(reading: Reading, word: str) -> tuple[str, ...]:
    """The actors of the last mention of a word, nobody when it is unsure."""
    found = [m.actors for m in reading.mentions if m.quote == word and m.confidence >= 0.5]
    return found[-1] if found else ()


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        ("Anders Holm told Pavel Novak that he would not sign.", "he", ("anders-holm",)),
        ("Anders Holm praised Marta Weiss and her team.", "her", ("marta-weiss",)),
        ("With his army in retreat, Pavel Novak asked for a truce.", "his", ("pavel-novak",)),
        ("Pavel Novak urged Anders Holm to use his influence.", "his", ("anders-holm",)),
        ("Norway said it would close the consulate.", "it", ("NOR",)),
        ("“I will not resign,” Marta Weiss said.", "I", ("marta-weiss",)),
        ("Marta Weiss, who leads the mission, declined to comment.", "who", ("marta-weiss",)),
        ("Norway and Sweden signed a pact. They will share data.", "They", ("NOR", "SWE")),
    ],
)
def test_whom_a_pronoun_stands_for(read: Read, text: str, word: str, actors: tuple[str, ...]) -> None:
    assert pronoun(read(text, published=DAY), word) == actors


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is clear that Norway and Sweden will not agree.", "It"),
        ("Norway presented a plan. It contains twelve points.", "It"),
        ("They say the winters are hard in Norway.", "They"),
        ("The sanctions hit Norway. They raised prices.", "They"),
        ("Jonas Berg asked Anders Holm whether he had read the memo.", "he"),
        ("Jonas Berg fired Anders Holm because he feared a coup.", "he"),
        ("I flew to Norway with Jonas Berg.", "I"),
        ("“He is wrong,” Jonas Berg said.", "He"),
    ],
)
def test_what_stands_for_nobody_or_is_open(read: Read, text: str, word: str) -> None:
    assert pronoun(read(text, published=DAY), word) == ()


def test_the_bench_passages_keep_their_score(read: Read) -> None:
    coref = bench("coref")
    cases = [json.loads(line) for line in (BENCH / "coref_cases.jsonl").read_text(encoding="utf-8").splitlines()]
    told = ({key: case[key] for key in ("kind", "outlet") if key in case} for case in cases)
    readings = (read(case["text"], published=DAY, **fields) for case, fields in zip(cases, told, strict=True))
    found, wrong = coref.score(cases, readings)
    marks = [mark for form in found.values() for mark in form]
    answered = [right for given, right in marks if given]
    assert sum(right for _, right in marks) / len(marks) >= 0.92, wrong
    assert sum(answered) / len(answered) >= 0.93, wrong


TWO = "Latvian Foreign Minister Andris Krasts met Estonian Foreign Minister Mart Raudsepp. "


@pytest.mark.parametrize(
    ("tail", "who"),
    [
        ("The minister conveyed Estonia's thanks.", "mart-raudsepp"),
        ("The minister conveyed Latvia's thanks.", "andris-krasts"),
        ("On behalf of the Government of Estonia, the minister offered a dredger.", "mart-raudsepp"),
        ("The minister dismissed Latvia's complaint.", "mart-raudsepp"),
    ],
)
def test_the_state_in_a_clause_tells_whose_minister_is_meant(read: Read, tail: str, who: str) -> None:
    found = [m for m in read(TWO + tail, published=DAY).mentions if m.quote.casefold() == "the minister"]
    assert [m.actor for m in found if m.confidence >= 0.5] in ([who], [])
    assert found[-1].actor == who


def test_the_minister_of_an_official_text_is_its_own_whoever_was_named_last(read: Read) -> None:
    text = TWO + "Minister Raudsepp welcomed the offer. The Minister recalled the treaty of 1929."
    fields = {"kind": "official", "outlet": "Ministry of Foreign Affairs of Latvia", "published": DAY}
    own = [m.actor for m in read(text, **fields).mentions if m.quote == "The Minister" and m.confidence >= 0.5]
    assert own == ["andris-krasts"]


@pytest.mark.parametrize(
    ("text", "cue", "sayer"),
    [
        ("Ghana asked that Togo lower the levy and warned that it would close the bridge.", "warned", "GHA"),
        ("Nepal claims that Bhutan denied the report and said that the camp had water.", "said", "BTN"),
    ],
)
def test_a_second_verb_goes_with_the_verb_of_its_own_form(read: Read, text: str, cue: str, sayer: str) -> None:
    said = [s.speaker.actor for s in read(text, published=DAY).statements if s.cue and s.cue[0].of(text) == cue]
    assert said == [sayer]


def test_a_denial_is_the_spokesmans_and_not_the_accusers(read: Read) -> None:
    text = (
        "Peter Odera, a driver, accused the port police of theft. A spokesman for the Tanzania Ports Authority, "
        "Musa Kileo, denied it. “We have had no report of that kind,” he said."
    )
    assert pronoun(read(text, published=DAY), "he") == ("musa-kileo",)


@pytest.mark.parametrize(
    ("owner", "counterpart", "who"),
    [
        ("Recep Tayyip Erdoğan", "Russian", "vladimir-putin"),
        ("President Joe Biden", "British", "rishi-sunak"),
        ("Foreign Minister Wang Yi", "Russian", "sergey-lavrov"),
    ],
)
def test_counterparts_hold_the_same_office_or_lead_as_well(read: Read, owner: str, counterpart: str, who: str) -> None:
    mentions = read(f"{owner} said that his {counterpart} counterpart would visit.", published="2023-07-18").mentions
    assert who in {mention.actor for mention in mentions}
