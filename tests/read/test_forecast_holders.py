"""Whose a claim is where a statement's words run on into another clause."""

from __future__ import annotations

from typing import Any

import pytest

from memcon.model.actor import Party
from memcon.model.reading import Statement
from memcon.model.span import Span
from memcon.read.forecast_base import Claim
from memcon.read.forecast_holders import holder_of
from memcon.read.page import Page
from tests.conftest import make_article


@pytest.mark.parametrize(
    ("text", "cue", "content", "holder"),
    [
        ("Chad will never acknowledge the debt, and the duties will stay.", "will never acknowledge",
         "the debt, and the duties will stay", "author"),
        ("Chad said that it was ready and the duties will stay.", "said", "that it was ready and the duties will stay",
         "Chad"),
    ],
)  # fmt: skip
def test_a_clause_beside_the_words_that_report_is_the_tellers(
    nlp: Any, lexicon: Any, text: str, cue: str, content: str, holder: str
) -> None:
    article, doc = make_article(text), nlp(text)
    page = Page(article=article, lexicon=lexicon, doc=doc, blocks=())

    def of(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    statement = Statement(id="s", article=article.id, speaker=Party(actor="TCD", name="Chad", span=of("Chad")),
                          cue=(of(cue),), content=(of(content),))  # fmt: skip
    stay = next(token for token in doc if token.lower_ == "stay")
    claim = Claim(verb=stay, outer=stay, subject=None, rule="will", negated=False, estimate=None, score=0.6)
    assert holder_of(page, claim, statement)[0].name == holder
