"""Articles and their readings in the record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select, update

from memcon.model.article import Article
from memcon.model.codec import from_json, to_json
from memcon.model.digest import Digest
from memcon.model.link import ArticleLinks
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.record.schema import article as articles
from memcon.record.schema import evidence, sentence, unlinked

_WORD = re.compile(r"\w+")
_SHOWN = [column for column in articles.c if column.name not in ("text", "reading")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the record already holds of an article."""

    sha256: str
    read: str
    reader: str | None
    article: Article


def known(connection: Connection, ids: Sequence[str]) -> dict[str, Known]:
    """Those of `ids` that the record holds."""
    found: dict[str, Known] = {}
    for row in connection.execute(select(*_SHOWN).where(articles.c.id.in_(ids))):
        found[row.id] = Known(sha256=row.sha256, read=row.read, reader=row.reader, article=_article(row, text=""))
    return found


def put(connection: Connection, items: Iterable[tuple[Article, Reading | None, str]]) -> list[str]:
    """Writes articles with their readings (None: unread, the string says why); gives the ids that are new.

    What was there is replaced.
    """
    items = list(items)
    ids = [article.id for article, _, _ in items]
    _wait(connection, ids)
    connection.execute(delete(sentence).where(sentence.c.article.in_(ids)))
    present = set(connection.execute(select(articles.c.id).where(articles.c.id.in_(ids))).scalars())
    rows = [_row(article, reading, read) for article, reading, read in items]
    fresh = [row for row in rows if row["id"] not in present]
    if fresh:
        connection.execute(insert(articles), fresh)
    for row in rows:
        if row["id"] in present:
            connection.execute(update(articles).where(articles.c.id == row["id"]).values(row))
    sentences = [row for _, reading, _ in items if reading for row in _sentences(reading)]
    if sentences:
        connection.execute(insert(sentence), sentences)
    return [str(row["id"]) for row in fresh]


def _wait(connection: Connection, ids: Sequence[str]) -> None:
    """Notes articles that wait to be linked, and whether they are new or a new reading of an old one."""
    query = select(articles.c.id).where(articles.c.id.in_(ids), articles.c.reading.is_not(None))
    read = set(connection.execute(query).scalars())
    again = set(connection.execute(select(unlinked.c.article).where(unlinked.c.article.in_(ids))).scalars())
    connection.execute(delete(unlinked).where(unlinked.c.article.in_(sorted(read & again))))
    rows = [{"article": key, "fresh": int(key not in read)} for key in dict.fromkeys(ids) if key not in again - read]
    if rows:
        connection.execute(insert(unlinked), rows)


def _row(article: Article, reading: Reading | None, read: str) -> dict[str, object]:
    return {
        "id": article.id, "title": article.title, "outlet": article.outlet, "url": article.url,
        "published": article.published, "published_inferred": int(article.published_inferred),
        "language": article.language, "kind": article.kind, "sha256": article.sha256,
        "source_sha256": article.source_sha256, "words": len(_WORD.findall(article.text)), "read": read,
        "reader": reading.reader if reading else None, "text": article.text,
        "reading": _stored(reading), "opinion": 0.0, "machine_reworded": 0.0,
        "origin": article.id, "story": None,
    }  # fmt: skip


def _stored(reading: Reading | None) -> str | None:
    if reading is None:
        return None
    return to_json(replace(reading, article=replace(reading.article, text="", given=""))).decode()


def _sentences(reading: Reading) -> Iterator[dict[str, object]]:
    for found in reading.sentences:
        yield {
            "article": reading.article.id, "start": found.span.start, "end": found.span.end,
            "voice": found.voice, "text": found.span.of(reading.article.text),
        }  # fmt: skip


def _article(row: Row[tuple[object, ...]], *, text: str) -> Article:
    return Article(
        id=row.id, text=text, sha256=row.sha256, title=row.title, outlet=row.outlet, url=row.url,
        published=row.published, published_inferred=bool(row.published_inferred), language=row.language,
        kind=row.kind, source_sha256=row.source_sha256,
    )  # fmt: skip


def get(connection: Connection, article_id: str) -> Article | None:
    """One article with its text, None if the record has none of this id."""
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    return _article(row, text=row.text) if row else None


def reading(connection: Connection, article_id: str) -> Reading | None:
    """The whole reading of an article, None when it is unread or unknown."""
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    if row is None or row.reading is None:
        return None
    found = from_json(row.reading, Reading)
    return replace(found, article=_article(row, text=row.text))


KEPT = 48
"""Digests that are kept as read: in a small record one correction after another needs the same ones."""
LINKABLE = or_(articles.c.reading.is_not(None), articles.c.language != "en")
"""Articles that linking takes: those that were read, and those in other languages, whose text alone can be a copy."""


def digests(connection: Connection) -> Iterator[Digest]:
    """What linking needs of every article that was read or is in another language, in order of id."""
    for row in connection.execution_options(yield_per=200).execute(
        select(articles).where(LINKABLE).order_by(articles.c.id)
    ):
        yield digest_of(row)


def digest_of(row: Row[tuple[object, ...]]) -> Digest:
    """The digest of a whole row; of an unread article there is only its text."""
    article = _article(row, text=row.text)
    return replace(_digest(row.reading), article=article) if row.reading else Digest(article=article)


@lru_cache(maxsize=KEPT)
def _digest(reading: str) -> Digest:
    return from_json(reading, Digest)


def fingerprint(connection: Connection) -> list[tuple[str, str, str]]:
    """(id, sha256, reader) of every article, in order of id: what linking depends on."""
    query = select(articles.c.id, articles.c.sha256, articles.c.reader, articles.c.published, articles.c.outlet)
    rows = connection.execute(query.order_by(articles.c.id))
    return [(r.id, r.sha256, f"{r.reader}|{r.published}|{r.outlet}") for r in rows]


def put_links(connection: Connection, links: Iterable[tuple[ArticleLinks, float]]) -> None:
    """Writes what linking found about articles; the float is the opinion share."""
    rows = [
        {"key": link.article, "o": link.origin, "s": link.story, "m": link.machine_reworded, "p": opinion}
        for link, opinion in links
    ]
    if rows:
        connection.execute(
            update(articles)
            .where(articles.c.id == bindparam("key"))
            .values(
                origin=bindparam("o"), story=bindparam("s"), machine_reworded=bindparam("m"), opinion=bindparam("p")
            ),
            rows,
        )


def object_of(row: Row[tuple[object, ...]]) -> dict[str, object]:
    """An article as the contract's object (without its text)."""
    return {
        "id": row.id, "title": row.title, "outlet": row.outlet, "url": row.url, "published": row.published,
        "published_inferred": bool(row.published_inferred), "language": row.language, "kind": row.kind,
        "sha256": row.sha256, "source_sha256": row.source_sha256, "words": row.words, "read": row.read,
        "opinion": row.opinion, "machine_reworded": row.machine_reworded, "origin": row.origin, "story": row.story,
        "confidence": 1.0,
    }  # fmt: skip


def get_object(connection: Connection, article_id: str) -> dict[str, object] | None:
    """One article as the contract's object, None if the record has none of this id."""
    row = connection.execute(select(*_SHOWN).where(articles.c.id == article_id)).one_or_none()
    return object_of(row) if row else None


def count(connection: Connection) -> int:
    """How many articles the record holds, unread ones too."""
    return int(connection.execute(select(func.count()).select_from(articles)).scalar_one())


def objects(connection: Connection) -> Iterator[dict[str, object]]:
    """Every article as the contract's object, in order of id."""
    for row in connection.execute(select(*_SHOWN).order_by(articles.c.id)):
        yield object_of(row)


def containing(connection: Connection, article_id: str, start: int) -> tuple[Span, str] | None:
    """The sentence of an article that covers a character, with its text."""
    row = connection.execute(
        select(sentence.c.start, sentence.c.end, sentence.c.text)
        .where(sentence.c.article == article_id, sentence.c.start <= start, sentence.c.end > start)
        .limit(1)
    ).one_or_none()
    return (Span(row.start, row.end), row.text) if row else None


def cited(connection: Connection, article_id: str) -> list[tuple[str, str, Span]]:
    """(kind, line id, span) of everything in the record that rests on an article."""
    rows = connection.execute(
        select(evidence.c.kind, evidence.c.line, evidence.c.start, evidence.c.end)
        .where(evidence.c.article == article_id)
        .order_by(evidence.c.start, evidence.c.end, evidence.c.kind, evidence.c.line)
    )
    return [(row.kind, row.line, Span(row.start, row.end)) for row in rows]
