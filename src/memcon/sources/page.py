"""HTML pages to articles."""

from __future__ import annotations

import hashlib
import re

from memcon.errors import InputError, TooLargeError
from memcon.model.article import Article
from memcon.sources.addresses import canonical_url
from memcon.sources.extractor import extractor
from memcon.sources.fields import Given, Where, outranked
from memcon.sources.finish import finished
from memcon.sources.intake import Intake

MIN_LETTERS = 40


def page_article(
    data: bytes, given: Given, where: Where, intake: Intake, *, charset: str | None = None, own_url: bool = True
) -> Article:
    """The article of an HTML page; what is `given` outranks the page's metadata. InputError if it holds none.

    `own_url` False: the page came from `given.url` itself, and what it calls its address is not asked.
    """
    limit = intake.settings.max_page_bytes
    if len(data) > limit:
        raise TooLargeError(f"is a page over the limit of {limit:,} bytes", source=where.source, place=where.place)
    if not data.strip():
        raise InputError("is empty", source=where.source, place=where.place)
    found = extractor().call(
        "page", data, seconds=intake.settings.page_seconds, source=where.source, place=where.place,
        url=given.url, charset=charset,
    )  # fmt: skip
    text = found["text"] or ""
    if sum(1 for char in text if char.isalpha()) < MIN_LETTERS:
        raise InputError("holds no article text", source=where.source, place=where.place)
    page = Given(
        title=found["title"],
        outlet=_site_name(found["outlet"]),
        url=canonical_url(found["url"]) if found["url"] and own_url else None,
        published=found["published"],
        published_inferred=found["published_inferred"],
    )
    digest = hashlib.sha256(data).hexdigest()
    return finished(text, outranked(given, page), where, intake, source_sha256=digest)


def _site_name(name: str | None) -> str | None:
    """The page's name for itself; None where it is but its host, which the lexicon may know better."""
    return (
        None
        if name and re.fullmatch(r"(?:[\w-]{1,63}\.){1,5}[a-z0-9]{1,24}(?::\d{1,5})?", name, re.IGNORECASE)
        else name
    )
