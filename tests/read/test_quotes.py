"""What stands between quotation marks, in any style."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.model.reading import Block
from memcon.model.span import Span
from memcon.read.quotes import find_quotations


def body(text: str) -> tuple[Block, ...]:
    return (Block(span=Span(0, len(text)), kind="body"),) if text else ()


def speech(text: str) -> list[str]:
    return [q.inner.of(text) for q in find_quotations(text, body(text)) if not q.scare and q.depth == 0]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We will come back,” she said.", "We will come back,"),
        ('"We will come back," she said.', "We will come back,"),
        ("«We will come back», she said.", "We will come back"),
        ("„We will come back“, she said.", "We will come back"),
        ("''We will come back,'' she said.", "We will come back,"),
        ("‘We don’t know who will come back,’ she said.", "We don’t know who will come back,"),
        ("She said: 'We don't know who will come back.'", "We don't know who will come back."),
    ],
)
def test_every_style_of_mark(text: str, inner: str) -> None:
    assert speech(text) == [inner]


def test_apostrophes_quote_nothing() -> None:
    assert speech("The envoys' talks on the ministers' plan weren't over, it's said.") == []


def test_a_quotation_within_a_quotation_lies_one_level_deeper() -> None:
    text = "“He called it ‘a day we shall remember’ and left,” she said."
    found = find_quotations(text, body(text))
    assert [(q.depth, q.inner.of(text)) for q in found] == [
        (0, "He called it ‘a day we shall remember’ and left,"),
        (1, "a day we shall remember"),
    ]


@pytest.mark.parametrize("term", ["special guests", "Old Bridge", "objective"])
def test_a_term_in_marks_is_no_speech(term: str) -> None:
    text = f"The so-called “{term}” policy went on."
    assert [q.scare for q in find_quotations(text, body(text))] == [True]


def test_speech_over_two_paragraphs_repeats_its_mark() -> None:
    text = "“We began in March.\n\n“We end in May,” she said."
    first, second = find_quotations(text, body(text))
    assert (first.closed, first.continues, first.inner.of(text)) == (False, True, "We began in March.")
    assert (second.closed, second.inner.of(text)) == (True, "We end in May,")


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "She said: “We began in March and went on.\n\nThe minister left."
    (only,) = find_quotations(text, body(text))
    assert not only.closed
    assert not only.continues
    assert only.inner.of(text) == "We began in March and went on."


def test_an_odd_straight_mark_does_not_turn_the_rest_inside_out() -> None:
    text = 'He is 6" tall. "We have met the minister twice," she said. "It was good to see her."'
    assert speech(text)[-2:] == ["We have met the minister twice,", "It was good to see her."]


def test_furniture_is_not_looked_at() -> None:
    text = "“Read more about it here”"
    assert find_quotations(text, (Block(span=Span(0, len(text)), kind="furniture"),)) == ()


@given(st.text(alphabet="ab ‘’“”\"'«»„.\n", max_size=120))
def test_quotations_lie_in_one_paragraph_and_nest(text: str) -> None:
    found = find_quotations(text, body(text))
    for quotation in found:
        assert (
            0
            <= quotation.outer.start
            <= quotation.inner.start
            < quotation.inner.end
            <= quotation.outer.end
            <= len(text)
        )
        assert "\n" not in quotation.inner.of(text)
    outer = [q.outer for q in found if q.depth == 0]
    assert all(left.end <= right.start for left, right in itertools.pairwise(outer))


def test_many_marks_take_no_long_time() -> None:
    text = "“‘" * 2_000 + "We agree" + "’”" * 2_000 + '"' * 50_000
    assert len(find_quotations(text, body(text))) < 10_000
