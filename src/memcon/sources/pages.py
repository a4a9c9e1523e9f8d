"""Web addresses to articles: a page, or a feed, or a file that lies on the web."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from memcon.errors import FetchError, InputError
from memcon.model.article import Article
from memcon.sources.addresses import canonical_url
from memcon.sources.fields import NOTHING, Given, Where
from memcon.sources.files import stream_articles
from memcon.sources.formats import GZIP, Format, format_of_name, format_of_type, sniff
from memcon.sources.intake import Intake
from memcon.sources.streams import unpacked, visible
from memcon.sources.web import Fetched

_UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip"})


def address_articles(url: str, intake: Intake) -> Iterator[Article | InputError]:
    """The articles and refusals of an http(s) address; nothing if it leads on to one already read."""
    fetched = intake.fetcher.page(url)
    final = canonical_url(fetched.url) or url
    if final != url and not intake.first(final):
        return
    where = Where(source=final)
    stream = _stream(fetched, where.source)
    kind = _kind(fetched, stream, where)
    given = Given(url=final) if kind in ("html", "text", "markdown") else NOTHING
    yield from stream_articles(kind, stream, given, where, intake, charset=fetched.charset)


def _stream(fetched: Fetched, source: str) -> BinaryIO:
    plain = io.BytesIO(fetched.data)
    if fetched.data.startswith(GZIP):
        return unpacked(plain, source=source)
    return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, plain)))


def _kind(fetched: Fetched, stream: BinaryIO, where: Where) -> Format:
    """The format by the declared type, by the name if none is declared, else by the first bytes."""
    head = cast(io.BufferedReader, stream).peek(4096)
    kind = format_of_type(fetched.type)
    if kind is None and fetched.type not in _UNTOLD:
        raise FetchError(f"is {visible(fetched.type[:80])}, not a page or a feed", source=where.source)
    if kind == "feed" and sniff(head) == "html":
        return "html"
    if kind == "text":
        named = format_of_name(urlsplit(fetched.url).path)[0]
        return named if named in ("markdown", "jsonl", "csv") else "text"
    found = kind or format_of_name(urlsplit(fetched.url).path)[0] or sniff(head)
    if found is None:
        raise FetchError("is of no known kind", source=where.source)
    return found
