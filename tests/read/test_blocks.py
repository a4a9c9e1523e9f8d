"""The text cut into blocks by their role on the page."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.model.article import Article, article_id, text_sha256
from memcon.read.blocks import find_blocks

PROSE = "The ministers of both countries met in Oslo on Monday and spoke of trade for two hours."


def article_of(text: str, **fields: Any) -> Article:
    digest = text_sha256(text)
    return Article(id=article_id(sha256=digest, outlet=None, url=None), text=text, sha256=digest, **fields)


def kinds(text: str, lexicon: Any, **fields: Any) -> list[tuple[str, str]]:
    article = article_of(text, **fields)
    return [(b.kind, b.span.of(text).strip()) for b in find_blocks(article, lexicon)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Related: Talks stall again", "furniture"),
        ("Read more", "furniture"),
        ("You might also like", "furniture"),
        ("Sign up for our newsletter", "furniture"),
        ("Advertisement", "furniture"),
        ("Trending on Our Page", "furniture"),
        ("(Reporting by Ann Day; Editing by Bo Lund)", "furniture"),
        ("Follow us on Facebook", "furniture"),
        ("Learn more about BetterAds...", "furniture"),
        ("© 2023 The Daily. All rights reserved.", "furniture"),
        ("12 Comments", "furniture"),
        ("This site uses cookies.", "furniture"),
        ("Photo: Ann Day", "caption"),
        ("The two ministers in Oslo. Ann Day/Getty Images", "caption"),
        ("![The two ministers](oslo.jpg)", "caption"),
        ("By Ann Day", "byline"),
        ("## What comes next", "heading"),
        ("What comes next", "heading"),
    ],
)
def test_lines_that_are_no_body(line: str, kind: str, lexicon: Any) -> None:
    assert (kind, line) in kinds(f"{PROSE}\n\n{line}\n\n{PROSE}", lexicon)


@pytest.mark.parametrize(
    "line",
    [
        "Registered voters went to the polls in nine provinces on Sunday, the commission said in its report.",
        "By Monday the talks were over.",
        "Read in full, the statement says nothing about the pipeline that the two sides had spoken of for a year.",
        "More from the fund would be needed, she said, before the winter and the elections that were to follow.",
        "“We agree,” she said.",
        "MOSCOW, Dec 30 (Daily Wire) - The two leaders spoke on Friday.",
    ],
)
def test_sentences_that_only_look_like_furniture_stay_body(line: str, lexicon: Any) -> None:
    assert [kind for kind, _ in kinds(f"{PROSE}\n\n{line}\n\n{PROSE}", lexicon)] == ["body"]


def test_the_title_repeated_as_first_line_is_a_heading(lexicon: Any) -> None:
    found = kinds(f"Did the talks fail?\n\n{PROSE}", lexicon, title="Did the Talks Fail?")
    assert found == [("heading", "Did the talks fail?"), ("body", PROSE)]


def test_a_passage_after_an_introducing_line_is_the_named_outlets(lexicon: Any) -> None:
    text = (
        "I never believed a word of it, and I don't now.\n\n"
        "Reuters has more on the pact:\n\n"
        "The two ministers signed the pact in Oslo on Monday, officials said. …\n\n"
        "The pact is worth $3 billion, according to the ministry.\n\n"
        "Sorry, but I don't buy it. Who would? It looks like a stunt to me."
    )
    article = article_of(text)
    quoted = [b for b in find_blocks(article, lexicon) if b.kind == "quoted"]
    assert [(b.outlet, b.span.of(text).strip()[:7], b.span.of(text).strip()[-9:]) for b in quoted] == [
        ("Reuters", "The two", "ministry.")
    ]


def test_a_colon_before_somebodys_quotation_introduces_no_passage(lexicon: Any) -> None:
    text = f"{PROSE}\n\nThe envoy told the press:\n\n“We are done here, and we shall not come back before May.”"
    assert "quoted" not in [kind for kind, _ in kinds(text, lexicon)]


def test_markdown_blockquotes_are_passages(lexicon: Any) -> None:
    text = f"{PROSE}\n\n> The pact was signed in Oslo on Monday.\n\n{PROSE}"
    assert [kind for kind, _ in kinds(text, lexicon)] == ["body", "quoted", "body"]


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="Aa b.:\n\r*#>“”\"'-—()0", max_size=160))
def test_blocks_cover_the_text_once(text: str, lexicon: Any) -> None:
    found = find_blocks(article_of(text), lexicon)
    assert "".join(b.span.of(text) for b in found) == text
