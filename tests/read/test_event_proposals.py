"""Acts that only the trained heads see, and what the head for what happened makes of acts: hits beside near-misses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest

from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.read.event_confidence import Score, tempered, weigh_proposal
from memcon.read.event_pairs import Side, pairing, with_next
from memcon.read.page import Page
from tests.conftest import make_article


def shown(reading: Reading) -> set[str]:
    """The types of what is told as done, as surely as is shown."""
    return {e.type for e in reading.events if e.status in ("done", "ongoing") and e.confidence >= 0.5}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kuwait threw Jordan a lifeline on Sunday: a grant of ninety million dollars.", "AID"),
        ("Bolivia's minister sat down to lunch with his colleague from Chile on Tuesday.", "CONSULT"),
    ],
)
def test_acts_in_words_of_no_row(headed: Callable[[str], Reading], text: str, kind: str) -> None:
    assert kind in shown(headed(text))


@pytest.mark.parametrize(
    "text",
    [
        "Laos and Vietnam share a border of two thousand kilometres.",
        "Visitors from Japan outnumbered those from Peru in March.",
        "The river rises in Cameroon and flows through Nigeria to the sea.",
        "France destroyed Germany 5-1 on the lower field on Saturday.",
        "The Danish writer was being treated in Kenya last week.",
        "In the novel Kuwait throws Jordan a lifeline: a grant of ninety million dollars.",
    ],
)
def test_pairs_of_states_without_an_act(headed: Callable[[str], Reading], text: str) -> None:
    assert not shown(headed(text))


def test_a_proposed_act_says_what_it_rests_on(headed: Callable[[str], Reading]) -> None:
    reading = headed("Kuwait threw Jordan a lifeline on Sunday: a grant of ninety million dollars.")
    (event,) = (e for e in reading.events if e.type == "AID" and {"act", "real"} <= {r.name for r in e.reasons})
    assert event.source == ("KWT",)
    assert event.target == ("JOR",)
    assert "threw" in event.trigger.of(reading.article.text)


def test_without_heads_nothing_is_proposed(read: Callable[..., Reading]) -> None:
    reading = read("Kuwait threw Jordan a lifeline on Sunday: a grant of ninety million dollars.")
    assert all("real" not in {r.name for r in e.reasons} for e in reading.events)


def sides(text: str, *names: str) -> list[Side]:
    """Sides that stand for themselves."""
    return [
        Side(actors=(name,), span=Span(text.index(name), text.index(name) + len(name)), state=name, confidence=1.0)
        for name in names
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Gabon shelled Togo on Monday.", "Gabon"),
        ("Gabon was shelled by Togo on Monday.", "Togo"),
        ("The trawler of Gabon was towed away by Togo.", "Togo"),
    ],
)
def test_the_subject_or_agent_stands_first(nlp: Any, text: str, source: str) -> None:
    doc = nlp(text)
    one, other = sides(text, "Gabon", "Togo")
    assert pairing(doc, next(doc.sents), one, other).source.state == source


def test_what_did_not_happen_comes_down_and_what_did_stays(lexicon: Any) -> None:
    score = Score(value=0.75, reasons=())

    def value(real: float | None, status: float = 0.9, act: float | None = 0.6, signs: tuple[str, ...] = ()) -> float:
        return tempered(lexicon, score, status=status, real=real, act=act, signs=signs).value

    assert value(0.03) < 0.5 < value(0.9)
    assert value(0.9, status=0.1) <= value(0.9)
    assert value(0.9, act=0.05) < value(0.9)
    assert value(None, act=None) < 0.5
    assert value(0.03, signs=("official",)) > value(0.03)
    assert value(0.7, signs=("of one state",)) < value(0.7)


def test_a_proposal_needs_both_heads(lexicon: Any) -> None:
    def value(**signs: float) -> float:
        told = {"act": 0.95, "real": 0.9, "status": 0.9, "beside": 0.0, "alone": 1.0} | signs
        return weigh_proposal(lexicon, told, parties=1.0).value

    assert value() > 0.5
    assert value(real=0.2) < value()
    assert value(act=0.4) < value()
    assert value(beside=1.0) < value()
    assert value(beside=1.0, across=1.0) < value(beside=1.0)


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("Chad stormed the Malian end of the bridge. The carnival is over.", True),
        ("Chad stormed the Malian end of the bridge.\n\nThe carnival is over.", False),
        ("Chad stormed the Malian end of the bridge.", False),
    ],
)
def test_the_next_sentence_of_a_paragraph_is_read_too(nlp: Any, text: str, wider: bool) -> None:
    page = Page(article=make_article(text), lexicon=cast(Any, None), doc=nlp(text))
    first = next(page.doc.sents)
    assert (with_next(page, first) == (0, len(text))) is wider


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru has asked Chile for no boat.", "denied"),
        ("Peru has asked Chile for a boat.", "done"),
        ("Peru cleared a port of Chile for no fee.", "done"),
        ("Peru seized none of Chile's boats.", "denied"),
    ],
)
def test_nothing_and_nobody_negate(read: Callable[..., Reading], text: str, status: str) -> None:
    assert {e.status for e in read(text).events} <= {status}


def test_talks_during_which_something_denied_was_said_were_held(read: Callable[..., Reading]) -> None:
    reading = read("Togo's foreign minister denied that the dam had been raised during talks with Benin in Lomé.")
    assert {e.status for e in reading.events if e.type == "CONSULT"} == {"done"}


@pytest.mark.parametrize("words", ["declined to be named", "refused to be identified", "declined to comment"])
def test_who_is_not_named_rejects_nothing(read: Callable[..., Reading], words: str) -> None:
    reading = read(f"A Chilean diplomat, who {words}, said the talks with Peru were frank.")
    assert "REJECT" not in {e.type for e in reading.events}


def test_a_threat_at_home_has_no_state_as_target(read: Callable[..., Reading]) -> None:
    reading = read("The Chilean president threatened Chile's unions with a state of emergency.")
    assert all(e.target != ("CHL",) for e in reading.events if e.type == "THREATEN")
