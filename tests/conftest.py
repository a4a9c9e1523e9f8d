"""Fixtures shared by all tests: the loaded models once, and factories for articles and readings."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from memcon.model.article import Article, article_id, text_sha256
from memcon.model.reading import Reading

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared"))


def make_article(text: str, **fields: Any) -> Article:
    """An article from text alone; `published`, `outlet`, ... may be given."""
    digest = text_sha256(text)
    fields.setdefault("language", "en")
    fields.setdefault("id", article_id(sha256=digest, outlet=fields.get("outlet"), url=fields.get("url")))
    return Article(text=text, sha256=digest, **fields)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the data sets; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("MEMCON_SHARED (default ../shared) is not here")
    return SHARED


@pytest.fixture(scope="session")
def nlp() -> Any:
    """The pinned spaCy pipeline."""
    from memcon.read.parse import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def lexicon() -> Any:
    """The lexicon as shipped."""
    from memcon.lexicon import load_lexicon

    return load_lexicon()


@pytest.fixture(scope="session")
def reader(nlp: Any, lexicon: Any) -> Any:
    """The reader with rules alone."""
    from memcon.read.reader import Reader

    return Reader(nlp=nlp, lexicon=lexicon)


@pytest.fixture(scope="session")
def read(reader: Any) -> Callable[..., Reading]:
    """Text in, reading out."""

    def run(text: str, **fields: Any) -> Reading:
        return next(iter(reader.read([make_article(text, **fields)])))

    return run


@pytest.fixture(scope="session")
def headed(reader: Any) -> Callable[..., Reading]:
    """Reads one text by rules and with the trained heads."""
    from memcon.encoder import load

    with_heads = replace(reader, meaning=load("meaning"))

    def run(text: str, **fields: Any) -> Reading:
        (found,) = with_heads.read([make_article(text, **fields)])
        return found

    return run
