"""Sentences found by their words, days and the states that their articles name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from memcon.link.acts import states_of
from memcon.link.reach import ledger_reach
from memcon.link.sentences import Sentences
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.reading import Ask
from memcon.model.when import from_edtf

Tell = Callable[..., Any]
FROM, TO = date(2023, 5, 1), date(2024, 5, 1)
WEIGHTS = {"ferry": 0.5, "harbour": 0.5}


def asking(tell: Tell, name: str, day: str, what: str = "the ferries of the harbour") -> Digest:
    """An article in which Norway asks Estonia for something."""
    told: Digest = tell(name, f"Norway asked Estonia for {what}. Nobody replied.", day).digest
    span = told.sentences[0].span
    ask = Ask(
        id=stable_id("as", name, span), article=name, asker=("NOR",), asked=("EST",), what=what, channel="economic",
        form="request", when=from_edtf(day, basis="publication"), subject=tuple(what.split()), confidence=0.8,
        evidence=told.evidence(span),
    )  # fmt: skip
    return Digest(article=told.article, sentences=told.sentences, actors=told.actors, asks=(ask,))


@pytest.fixture
def sentences(tell: Tell, lexicon: Any) -> Sentences:
    """A request, and what four later articles and one without a day say."""
    pile = [
        asking(tell, "a", "2023-05-01"),
        tell("b", "It rained. Estonia sent the ferries to the harbour. It did so late.", "2023-06-01").digest,
        tell("c", "The ferries of Peru left the harbour of Lima.", "2023-06-02").digest,
        tell("d", "Norway has ferries. They are old.", "2023-06-03").digest,
        tell("e", "Estonia sent the ferries to the harbour.", "2025-01-01").digest,
        tell("f", "Estonia sent the ferries to the harbour.", None).digest,
    ]
    return Sentences(pile, states_of(pile), lexicon)


def quotes(sentences: Sentences, numbers: list[int]) -> list[str]:
    found = [sentences.digest(number) for number in numbers]
    return [digest.sentences[place].span.of(digest.article.text).strip() for digest, place in found]


def test_sentences_of_the_days_with_enough_of_the_words(sentences: Sentences) -> None:
    found = sentences.sharing(WEIGHTS, since=FROM, until=TO, least=0.6, most=9)
    assert quotes(sentences, found) == [
        "Norway asked Estonia for the ferries of the harbour.",
        "Estonia sent the ferries to the harbour.",
        "The ferries of Peru left the harbour of Lima.",
    ]


def test_only_articles_that_name_a_side(sentences: Sentences) -> None:
    found = sentences.sharing(WEIGHTS, since=date(2023, 5, 2), until=TO, least=0.3, most=9, naming=[{"EST"}, {"NOR"}])
    assert quotes(sentences, found) == ["Estonia sent the ferries to the harbour.", "Norway has ferries."]


def test_of_too_many_those_with_most_words(sentences: Sentences) -> None:
    found = sentences.sharing(WEIGHTS, since=date(2023, 5, 2), until=TO, least=0.3, most=1, naming=[{"EST"}, {"NOR"}])
    assert quotes(sentences, found) == ["Estonia sent the ferries to the harbour."]


def test_the_noun_of_an_ask_needs_both_sides(tell: Tell, lexicon: Any) -> None:
    pile = [
        asking(tell, "a", "2023-05-01"),
        tell("b", "Estonia rejected the request of Norway.", "2023-05-08").digest,
        tell("c", "Estonia rejected the request of Peru.", "2023-05-09").digest,
    ]
    index = Sentences(pile, states_of(pile), lexicon)
    found = index.asking("ask", ({"EST"}, {"NOR"}), since=date(2023, 5, 2), until=TO, most=9)
    assert quotes(index, found) == ["Estonia rejected the request of Norway."]


def test_clauses_follow_one_another_to_the_end_of_their_article(sentences: Sentences) -> None:
    first, *rest = sentences.of_article("b")
    assert [clause.text.strip() for clause in sentences.after(first, 5)] == [clause.text.strip() for clause in rest]
    assert sentences.after(rest[-1], 2) == []
    assert sentences.of_article("f") == []  # without a day nothing is later than anything


def test_what_a_sentence_tells_does_not_hang_on_what_others_ask(tell: Tell, lexicon: Any) -> None:
    later = tell("b", "Estonia met Norway. It sent the ferries to the harbour.", "2023-06-01").digest
    alone = Sentences([later], states_of([later]), lexicon)
    pile = [asking(tell, "a", "2023-05-01"), later]
    assert alone.of_article("b") == Sentences(pile, states_of(pile), lexicon).of_article("b")


@pytest.mark.parametrize(("day", "meets"), [("2023-05-20", True), ("2024-05-20", True), ("2029-05-20", False)])
def test_tellings_of_one_ask_meet_within_its_years(tell: Tell, day: str, meets: bool) -> None:
    one, other = (ledger_reach(asking(tell, name, when)) for name, when in (("a", "2023-05-01"), ("b", day)))
    assert bool(one.sought & other.own) is meets
    assert bool(other.sought & one.own) is meets


def test_clauses_made_anew_are_the_same(tell: Tell, lexicon: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the index found of an article is kept when its clauses are let go of."""
    pile = [
        asking(tell, "a", "2023-05-01"),
        tell("b", "Estonia met Norway. It sent BERGEN the ferries; the harbour of Lima is shut.", "2023-06-01").digest,
        tell("c", "Norway has ferries. They are old.", "2023-06-03").digest,
    ]
    whole = Sentences(pile, states_of(pile), lexicon)
    monkeypatch.setattr("memcon.link.sentences.KEPT", 1)
    short = Sentences(pile, states_of(pile), lexicon)
    for index in (whole, short):
        index.sharing(WEIGHTS, since=FROM, until=TO, least=0.3, most=9)
    assert all(short.of_article(one) == whole.of_article(one) != [] for one in "abc")
