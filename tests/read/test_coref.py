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
    found, wrong = coref.score(cases, (read(case["text"], published=DAY).mentions for case in cases))
    marks = [mark for form in found.values() for mark in form]
    answered = [right for given, right in marks if given]
    assert sum(right for _, right in marks) / len(marks) >= 0.92, wrong
    assert sum(answered) / len(answered) >= 0.93, wrong


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
