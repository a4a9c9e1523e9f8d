"""WARC archives to articles: each HTML page that a server answered with."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from memcon.errors import FormatError, InputError, TooLargeError
from memcon.model.article import Article
from memcon.sources.addresses import canonical_url
from memcon.sources.fields import Given, Where, outranked
from memcon.sources.formats import format_of_type
from memcon.sources.intake import Intake
from memcon.sources.page import page_article
from memcon.sources.streams import peek, visible
from memcon.sources.unpacking import decoded


def warc_articles(stream: BinaryIO, given: Given, where: Where, intake: Intake) -> Iterator[Article | InputError]:
    """An article or a refusal for each response record with status 200 that is HTML; other records are left out.

    The day of the crawl is not the day of publication: only the page's own date counts.
    """
    records = 0
    for record in _records(stream, where):
        records += record.content_length > 0
        try:
            article = _article(record, given, where, intake)
        except InputError as error:
            yield error
            continue
        if article is not None:
            yield article
    if not records:
        raise FormatError("is no WARC archive, or holds no answer of a server", source=where.source)


@dataclass
class _Stream:
    """A stream as fastwarc wants it: with `tell`, and whose errors do not pass through Rust, where they would panic."""

    stream: io.BufferedReader
    position: int = 0
    fault: InputError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self.stream.read1(size)
        except InputError as error:
            self.fault = error
            return b""
        self.position += len(data)
        return data

    def tell(self) -> int:
        return self.position

    def seekable(self) -> bool:
        return False


def _records(stream: BinaryIO, where: Where) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    seen, kept = 0, _Stream(cast(io.BufferedReader, peek(stream, 1)[1]))
    try:
        for record in ArchiveIterator(
            cast(Any, kept), record_types=WarcRecordType.response, parse_http=True, strict_mode=False
        ):
            seen += 1
            yield record
    except (InputError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # fastwarc documents no errors of its own, and a panic in Rust is no Exception
        if kept.fault is None:
            reason = f"is a damaged WARC archive ({visible(str(error)[:200])})"
            raise FormatError(reason, source=where.source, place=f"after record {seen}") from None
    if kept.fault is not None:
        raise kept.fault


def _article(record: Any, given: Given, where: Where, intake: Intake) -> Article | None:
    headers = record.http_headers
    if not record.is_http or headers is None or headers.status_code != 200:
        return None
    if format_of_type(record.http_content_type or "") != "html":
        return None
    address = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    url = canonical_url(address)
    place = Where(source=f"{where.source}:{url or visible(address[:200])}")
    body = _body(record, place, intake.settings.max_page_bytes)
    said = outranked(Given(outlet=given.outlet, language=given.language, kind=given.kind), Given(url=url))
    return page_article(body, said, place, intake, charset=record.http_charset, own_url=url is None)


def _body(record: Any, where: Where, limit: int) -> bytes:
    data: bytes = record.reader.read(limit + 1)
    if len(data) < min(limit, record.content_length):
        raise FormatError("is a page that is cut short", source=where.source)
    if len(data) > limit:
        raise TooLargeError(f"is a page over the limit of {limit:,} bytes", source=where.source)
    headers = record.http_headers
    try:
        return decoded(
            data,
            encoding=headers.get("Content-Encoding") or "",
            chunked="chunked" in (headers.get("Transfer-Encoding") or "").lower(),
            limit=limit,
            source=where.source,
        )
    except zlib.error:
        raise FormatError("is a page whose compression is damaged", source=where.source) from None
