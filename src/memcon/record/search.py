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

MOST = 12_000
FIRST = 3_000
SPARE = 200
BATCH = 2_000
LONGEST = 5_000
"""Code points of the longest evidence that is looked for around a sentence."""
_WORD = re.compile(r'"[^"]*"|\S+')
_BEGINNING = re.compile(r"\w{2,}\*")


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
    return find_where(connection, words, Narrowing(), limit=limit, offset=0)


def match_query(words: str) -> str:
    """The FTS5 expression for what a person typed: every word quoted, so that no character is an operator.

    A word that ends in a star stands for all that begin like it: sanction* finds sanctions and sanctioned.
    """
    terms = [(term, term.strip('"').replace('"', " ").replace("\x00", " ").strip()) for term in _WORD.findall(words)]
    return " ".join(
        f'"{term}"{"*" if _BEGINNING.fullmatch(given) else ""}' for given, term in terms if re.search(r"\w", term)
    )


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
    """Sentences with all of `words` that pass the narrowing, best first by BM25, from `offset` on.

    Of words that stand in more than `MOST` sentences the latest `MOST` taken in are ranked; a narrowing is tried on
    the best first, until enough pass.
    """
    query = match_query(words)
    if not query:
        return []
    where, given = _conditions(narrowing)
    wanted = offset + limit
    most = max(FIRST, wanted + SPARE)
    found: list[Hit] = []
    at, size, ranked = 0, wanted + SPARE, _ranked(connection, query, most)
    while len(found) < wanted:
        if at == len(ranked) == most < MOST:
            most, ranked = MOST, _ranked(connection, query, MOST)
        if at >= len(ranked):
            break
        end = min(len(ranked), at + size)
        while end < len(ranked) and ranked[end][1] == ranked[end - 1][1]:
            end += 1  # as good as the last: which of them stand first is a matter of article and place
        found += _hits(connection, dict(ranked[at:end]), where, given)
        at, size = end, min(4 * size, BATCH)
    return sorted(found, key=lambda hit: (-hit.score, hit.article, hit.start))[offset:wanted]


def _ranked(connection: Connection, query: str, most: int) -> list[tuple[int, float]]:
    """(row of a sentence, its BM25, lower is better), best first; at most `most`."""
    counted = "SELECT count(*) FROM sentence_text WHERE sentence_text MATCH :query"
    if int(connection.execute(text(counted), {"query": query}).scalar_one()) <= MOST:
        best = "SELECT rowid, rank FROM sentence_text WHERE sentence_text MATCH :query ORDER BY rank LIMIT :most"
        rows = connection.execute(text(best), {"query": query, "most": most})
        return [(int(row), float(rank)) for row, rank in rows]
    late = (
        "SELECT rowid, rank FROM (SELECT rowid, rank FROM sentence_text WHERE sentence_text MATCH :query "
        "ORDER BY rowid DESC LIMIT :late) ORDER BY rank, rowid LIMIT :most"
    )
    rows = connection.execute(text(late), {"query": query, "late": MOST, "most": most})
    return [(int(row), float(rank)) for row, rank in rows]


def _hits(connection: Connection, ranks: dict[int, float], where: str, given: dict[str, object]) -> list[Hit]:
    """Those of the sentences that pass, unsorted."""
    listed = ",".join(str(row) for row in ranks)
    query = f'SELECT s.id, s.article, s.start, s."end", s.voice, s.text FROM sentence s WHERE s.id IN ({listed}){where}'
    return [
        Hit(article=a, start=start, end=end, voice=voice, text=words, score=round(-ranks[row], 4))
        for row, a, start, end, voice, words in connection.execute(text(query), given)
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
    """That a line rests on the sentence which has the actors, kind, channel and confidence asked for."""
    parts = [f'e.article = s.article AND e.start < s."end" AND e.start > s.start - {LONGEST} AND e."end" > s.start']
    if narrowing.kind:
        parts.append("e.kind = :kind")
        given["kind"] = narrowing.kind
    parts += [_actor_condition(n, actors, given) for n, actors in enumerate(narrowing.between)]
    if narrowing.min_confidence is not None:
        given["least"] = narrowing.min_confidence
    if narrowing.channel:
        given["channel"] = narrowing.channel
    head = ["l.kind = e.kind AND l.id = e.line AND l.rejected = 0"]
    head += ["l.confidence >= :least"] if narrowing.min_confidence is not None else []
    head += ["l.channel = :channel"] if narrowing.channel else []
    parts.append(f"EXISTS (SELECT 1 FROM line l WHERE {' AND '.join(head)})")
    return f"EXISTS (SELECT 1 FROM evidence e WHERE {' AND '.join(parts)})"


def _actor_condition(n: int, actors: frozenset[str], given: dict[str, object]) -> str:
    names = [f"a{n}_{m}" for m in range(len(actors))]
    given.update(zip(names, sorted(actors), strict=True))
    listed = ", ".join(f":{name}" for name in names)
    return (
        f"EXISTS (SELECT 1 FROM line_actor la WHERE la.kind = e.kind AND la.line = e.line AND (la.actor IN ({listed}) "
        f"OR la.actor IN (SELECT m.line FROM line_actor m WHERE m.kind = 'actors' AND m.actor IN ({listed}))))"
    )
