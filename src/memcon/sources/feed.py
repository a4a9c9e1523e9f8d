"""RSS and Atom feeds to articles: an entry an article, the feed's title its outlet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from memcon.errors import FormatError, InputError, TooLargeError
from memcon.model.article import Article
from memcon.sources.addresses import canonical_url
from memcon.sources.dates import edtf_of
from memcon.sources.extractor import extractor
from memcon.sources.fields import Given, Where, outranked
from memcon.sources.finish import finished
from memcon.sources.intake import Intake


def feed_articles(data: bytes, given: Given, where: Where, intake: Intake) -> Iterator[Article | InputError]:
    """An article or a refusal for each entry; `given` (of the whole feed) outranks the feed's own title."""
    settings = intake.settings
    if not data.strip():
        raise InputError("is empty", source=where.source)
    if len(data) > settings.max_page_bytes:
        raise TooLargeError(f"is a feed over the limit of {settings.max_page_bytes:,} bytes", source=where.source)
    title, entries = extractor().call("feed", data, seconds=settings.page_seconds, source=where.source)
    if not entries:
        raise FormatError("is no RSS or Atom feed, or has no entries", source=where.source)
    for number, entry in enumerate(entries, 1):
        try:
            yield _article(entry, title, given, where.at(f"entry {number}"), intake)
        except InputError as error:
            yield error


def _article(entry: dict[str, Any], title: str | None, given: Given, where: Where, intake: Intake) -> Article:
    url = canonical_url(entry["url"]) if entry["url"] else None
    # "Evening Post: World, latest" is a feed's name; where the site is known, its own is better.
    known = intake.lexicon.outlet(url) if url else None
    outlet = known.name if known else title
    said = Given(title=entry["title"], outlet=outlet, url=url, published=_published(entry, where))
    whole = Given(outlet=given.outlet, language=given.language, kind=given.kind)
    content = entry["content"]
    if not content.strip():
        raise InputError("has no content", source=where.source, place=where.place)
    if not entry["html"]:
        return finished(content, outranked(whole, said), where, intake)
    data = content.encode("utf-8", "replace")
    text = extractor().call(
        "fragment", data, seconds=intake.settings.page_seconds, source=where.source, place=where.place, url=url
    )
    if not text:
        raise InputError("holds no article text", source=where.source, place=where.place)
    digest = hashlib.sha256(data).hexdigest()
    return finished(text, outranked(whole, said), where, intake, source_sha256=digest)


def _published(entry: dict[str, Any], where: Where) -> str | None:
    """The day as the entry writes it, else the one feedparser makes of it (in UTC)."""
    if entry["published"] is None:
        return None
    try:
        return edtf_of(entry["published"])
    except ValueError as error:
        if entry["published_utc"]:
            return str(entry["published_utc"])
        place = where.at("field published").place
        raise InputError(f"{entry['published'][:80]!r}: {error}", source=where.source, place=place) from None
