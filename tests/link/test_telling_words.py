"""The words of an account cut into tellings: keys, names, numbers, and what the parties' names weigh."""

from __future__ import annotations

import pytest

from memcon.link.similarity import stem
from memcon.link.telling_words import OF_NUMBER, OF_PARTIES, Sheet, key_of
from memcon.model.span import Span

TEXT = "Roos met Lie in Narva. Lie promised twenty five ploughs for Narva, not one million."


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_a_number_of_several_words_is_one() -> None:
    cut = Sheet(TEXT, frozenset()).cut((span_of("promised twenty five ploughs"),))
    assert cut.keys.tolist() == [
        key_of(stem(word)) if word[0] != "#" else key_of(word) for word in ("promised", "#25", "ploughs")
    ]
    assert cut.weights.tolist()[1] == OF_NUMBER
    assert cut.numbers


def test_the_first_word_is_no_name_for_its_capital() -> None:
    sheet = Sheet(TEXT, frozenset())
    assert sheet.cut((span_of("Lie promised"),)).named == frozenset()
    assert sheet.cut((span_of("ploughs for Narva"),)).named == {"narva"}


def test_the_names_of_those_who_met_weigh_little_and_tell_nothing() -> None:
    cut = Sheet(TEXT, frozenset({"lie"})).cut((span_of("met Lie in Narva"),))
    assert cut.named == {"narva"}
    assert cut.weights.tolist()[1] == pytest.approx(OF_PARTIES)
    assert "lie" not in cut.stems


def test_spans_apart_are_one_telling() -> None:
    cut = Sheet(TEXT, frozenset()).cut((span_of("Lie promised"), span_of("ploughs for Narva")))
    assert cut.forms == ("lie", "promised", "ploughs", "for", "narva")


def test_nothing_in_no_words() -> None:
    cut = Sheet(TEXT, frozenset()).cut((Span(0, 0),))
    assert (cut.forms, len(cut.keys), cut.numbers) == ((), 0, False)
