"""The Wikinews, official and other texts of MEMCON_SHARED, as labels name them."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator, Set
from pathlib import Path

from memcon.model.article import Article, text_sha256
from memcon.sources import TakeSettings, take

SHARED = Path(os.environ.get("MEMCON_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CORPORA = SHARED / "data" / "demo_corpora"
UKRAINE = SHARED / "data" / "ukraine_news_bias" / "articles.jsonl.gz"


def articles_named(wanted: Set[str]) -> Iterator[Article]:
    """The articles with these ids, in order of the files; `ukraine:` stands before those of the Ukraine crisis."""
    taken = take([str(CORPORA)], TakeSettings(), stdin=sys.stdin, notice=lambda _: None)
    yield from (one.article for one in taken if one.article is not None and one.article.id in wanted)
    yield from (article for article in ukraine_articles() if article.id in wanted)


def ukraine_articles() -> Iterator[Article]:
    """The articles on the Ukraine crisis, whose outlets and days are not told; their sentences are joined by spaces."""
    if not UKRAINE.is_file():
        return
    with gzip.open(UKRAINE, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = " ".join(sentence.get("text") or sentence.get("sentence") or "" for sentence in row["sentences"])
            yield Article(id=f"ukraine:{row['id']}", text=text, sha256=text_sha256(text), language="en", kind="news")
