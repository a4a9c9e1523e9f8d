"""Articles in other languages are kept unread, and still count as copies where they are translations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from memcon import ingest, relink
from memcon.ingest import Settings
from memcon.model.article import Article
from memcon.record import Record, open_record
from tests.conftest import make_article
from tests.link.test_translations import ENGLISH, GERMAN, REPORT, RUSSIAN

SETTINGS = Settings(reader="rules")


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    """An empty record of which any part is linked by itself."""
    monkeypatch.setattr(relink, "FEWEST", 1)
    monkeypatch.setattr(relink, "MOST_SHARE", 100)
    return open_record(tmp_path / "a.db", write=True, create=True)


def unread(record: Record, text: str, language: str) -> Article:
    """An article in another language, put and linked."""
    article = make_article(text, language=language, published="2025-02-05", outlet=f"Paper in {language}")
    record.put([(article, None, f"language {language!r} is not read")])
    ingest.relink(record, SETTINGS)
    return article


def read(record: Record, reader: Any) -> Article:
    """The English article, read, put and linked."""
    article: Article = make_article(ENGLISH, language="en", published="2025-02-04", outlet="Wire")
    record.put([(article, next(iter(reader.read([article]))), "read")])
    ingest.relink(record, SETTINGS)
    return article


def test_a_translation_that_joins_later_is_found(record: Record, reader: Any) -> None:
    english = read(record, reader)
    german, report = unread(record, GERMAN, "de"), unread(record, REPORT, "de")
    (copy,) = record.lines("copies")
    assert (copy["kind"], copy["left"], copy["right"]) == ("translated", english.id, german.id)
    told = {row["id"]: row for row in record.lines("articles")}
    assert told[german.id]["read"] == "language 'de' is not read"
    assert told[german.id]["origin"] == told[english.id]["origin"] != told[report.id]["origin"]
    assert list(record.problems()) == []
    assert ingest.relink(record, SETTINGS, force=True)
    assert record.lines("copies") == [copy]


def test_so_is_a_source_that_joins_after_its_translation(record: Record, reader: Any) -> None:
    russian = unread(record, RUSSIAN, "ru")
    english = read(record, reader)
    (copy,) = record.lines("copies")
    assert (copy["left"], copy["right"]) == (english.id, russian.id)
