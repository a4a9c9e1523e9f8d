"""Full text over sentences: the index and its queries (SQLite FTS5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

FULL_TEXT = (
    "CREATE VIRTUAL TABLE sentence_text USING fts5("
    "text, content='sentence', content_rowid='id', tokenize=\"unicode61 remove_diacritics 2\")",
)

_WORD = re.compile(r'"[^"]*"|\S+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence that matches: where it stands, `score` (higher is better), its text."""

    article: str
    start: int
    end: int
    voice: str
    text: str
    score: float


def rebuild(connection: Connection) -> None:
    """The index as the sentences are now (load first, then rebuild: seven times quicker than triggers)."""
    connection.exec_driver_sql("INSERT INTO sentence_text(sentence_text) VALUES ('rebuild')")


def find(connection: Connection, words: str, *, limit: int) -> list[Hit]:
    """Sentences with all of `words` (phrases in straight double quotes kept together), best first by BM25."""
    query = match_query(words)
    if not query:
        return []
    rows = connection.execute(
        text(
            'SELECT s.article, s.start, s."end", s.voice, s.text, bm25(sentence_text) AS rank '
            "FROM sentence_text JOIN sentence s ON s.id = sentence_text.rowid "
            "WHERE sentence_text MATCH :query ORDER BY rank, s.article, s.start LIMIT :limit"
        ),
        {"query": query, "limit": limit},
    )
    return [
        Hit(article=a, start=start, end=end, voice=voice, text=words_, score=round(-rank, 4))
        for a, start, end, voice, words_, rank in rows
    ]


def match_query(words: str) -> str:
    """The FTS5 expression for what a person typed: every word quoted, so that no character is an operator."""
    terms = [term.strip('"').replace('"', " ").replace("\x00", " ").strip() for term in _WORD.findall(words)]
    return " ".join(f'"{term}"' for term in terms if re.search(r"\w", term))
