"""The Wikinews and official texts of MEMCON_SHARED, as labels name them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Set
from pathlib import Path

from memcon.model.article import Article
from memcon.sources import TakeSettings, take

CORPORA = (
    Path(os.environ.get("MEMCON_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data" / "demo_corpora"
)


def articles_named(wanted: Set[str]) -> Iterator[Article]:
    """The articles with these ids, in order of the files."""
    taken = take([str(CORPORA)], TakeSettings(), stdin=sys.stdin, notice=lambda _: None)
    yield from (one.article for one in taken if one.article is not None and one.article.id in wanted)
