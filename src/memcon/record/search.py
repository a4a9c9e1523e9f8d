"""Full text over sentences: the index and its queries (SQLite FTS5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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


def add(connection: Connection, articles: Sequence[str]) -> None:
    """Takes the sentences of new articles into the index."""
    for start in range(0, len(articles), 400):
        names = {f"a{n}": key for n, key in enumerate(articles[start : start + 400])}
        listed = ", ".join(f":{name}" for name in names)
        connection.execute(
            text(
                "INSERT INTO sentence_text(rowid, text) SELECT id, text FROM sentence "
                f"WHERE article IN ({listed}) ORDER BY id"
            ),
            names,
        )


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


def match_beginnings(words: Iterable[str]) -> str:
    """The FTS5 expression for sentences with a word that begins like one of `words`."""
    found = dict.fromkeys(word for word in words if len(word) > 2 and word.isalnum())
    return " OR ".join(f'"{word}"*' for word in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Which sentences may be found: by article (outlet, EDTF days of publication), voice, and lines that rest on them.

    `actors`, `kind`, `channel` and `min_confidence` are of one line that overlaps the sentence.
    """

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    voice: str | None = None
    between: tuple[frozenset[str], ...] = ()
    kind: str | None = None
    channel: str | None = None
    min_confidence: float | None = None


def find_where(connection: Connection, words: str, narrowing: Narrowing, *, limit: int, offset: int) -> list[Hit]:
    """Sentences with all of `words` that pass the narrowing, best first by BM25, from `offset` on."""
    query = match_query(words)
    if not query:
        return []
    where, given = _conditions(narrowing)
    rows = connection.execute(
        text(
            'SELECT s.article, s.start, s."end", s.voice, s.text, sentence_text.rank AS rank '
            "FROM sentence_text JOIN sentence s ON s.id = sentence_text.rowid "
            f"WHERE sentence_text MATCH :query{where} "
            "ORDER BY sentence_text.rank, s.article, s.start LIMIT :limit OFFSET :offset"
        ),
        {"query": query, "limit": limit, "offset": offset, **given},
    )
    return [
        Hit(article=a, start=start, end=end, voice=voice, text=words_, score=round(-rank, 4))
        for a, start, end, voice, words_, rank in rows
    ]


def _conditions(narrowing: Narrowing) -> tuple[str, dict[str, object]]:
    given: dict[str, object] = {}
    parts: list[str] = []
    of_article = []
    if narrowing.outlet:
        of_article.append("a.outlet = :outlet")
        given["outlet"] = narrowing.outlet
    if narrowing.since:
        of_article.append("a.published >= :since")
        given["since"] = narrowing.since
    if narrowing.until:
        of_article.append("a.published <= :until")
        given["until"] = f"{narrowing.until}~"
    if of_article:
        parts.append(f"EXISTS (SELECT 1 FROM article a WHERE a.id = s.article AND {' AND '.join(of_article)})")
    if narrowing.voice:
        parts.append("s.voice = :voice")
        given["voice"] = narrowing.voice
    if narrowing.between or narrowing.kind or narrowing.channel or narrowing.min_confidence is not None:
        parts.append(_line_condition(narrowing, given))
    return "".join(f" AND {part}" for part in parts), given


def _line_condition(narrowing: Narrowing, given: dict[str, object]) -> str:
    parts = ['e.article = s.article AND e.start < s."end" AND e."end" > s.start AND l.rejected = 0']
    if narrowing.kind:
        parts.append("e.kind = :kind")
        given["kind"] = narrowing.kind
    if narrowing.channel:
        parts.append("json_extract(l.object, '$.channel') = :channel")
        given["channel"] = narrowing.channel
    if narrowing.min_confidence is not None:
        parts.append("l.confidence >= :least")
        given["least"] = narrowing.min_confidence
    for n, actors in enumerate(narrowing.between):
        names = [f"a{n}_{m}" for m in range(len(actors))]
        given.update(zip(names, sorted(actors), strict=True))
        listed = ", ".join(f":{name}" for name in names)
        parts.append(
            "EXISTS (SELECT 1 FROM line_actor la WHERE la.kind = e.kind AND la.line = e.line AND (la.actor IN "
            f"({listed}) OR la.actor IN (SELECT m.line FROM line_actor m WHERE m.kind = 'actors' "
            f"AND m.actor IN ({listed}))))"
        )
    return (
        "EXISTS (SELECT 1 FROM evidence e JOIN line l ON l.kind = e.kind AND l.id = e.line "
        f"WHERE {' AND '.join(parts)})"
    )
