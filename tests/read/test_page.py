"""The page's tokens by place: what a span touches, white space left out; made once for all copies of a page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from memcon.model.span import Span
from memcon.read.page import Page
from tests.conftest import make_article

TEXT = "Chad thanked Togo.\n\nTogo's envoy left on Monday."


@pytest.fixture(scope="module")
def page(nlp: Any, lexicon: Any) -> Page:
    return Page(article=make_article(TEXT), lexicon=lexicon, doc=nlp(TEXT))


def plainly(page: Page, span: Span) -> list[int]:
    """The same by looking at every token."""
    return [t.i for t in page.doc if t.idx < span.end and t.idx + len(t) > span.start and not t.is_space]


def test_tokens_of_a_span(page: Page) -> None:
    assert [t.text for t in page.tokens(Span(0, 12))] == ["Chad", "thanked"]
    assert [t.text for t in page.tokens(Span(3, 6))] == ["Chad", "thanked"]
    assert page.tokens(Span(18, 20)) == []
    for start in range(len(TEXT)):
        for end in range(start + 1, len(TEXT) + 1):
            assert [t.i for t in page.tokens(Span(start, end))] == plainly(page, Span(start, end))


def test_a_token_covers_its_characters_and_the_space_behind(page: Page) -> None:
    assert page.token_at(0).text == "Chad"
    assert page.token_at(4).text == "Chad"
    assert page.token_at(5).text == "thanked"
    assert page.token_at(len(TEXT) + 9).text == "."


def test_copies_of_a_page_share_what_hangs_on_the_parse(page: Page) -> None:
    copy = replace(page, reader="other")
    assert copy.words is page.words
    assert copy.parts is page.parts
    assert [t.i for t in copy.words] == list(range(len(page.doc)))
