"""HTML pages to articles."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from memcon.errors import InputError, TooLargeError
from memcon.model.article import Article
from memcon.sources.addresses import canonical_url
from memcon.sources.extractor import extractor
from memcon.sources.fields import Given, Where, outranked
from memcon.sources.finish import finished
from memcon.sources.intake import Intake

MIN_LETTERS = 40
_NO_NAME = re.compile(r"copyright\b|©|home\s?page\b|home$|untitled\b", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,5}[a-z0-9]{1,24}(?::\d{1,5})?", re.IGNORECASE)


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
    name = _site_name(found["outlet"])
    page = Given(
        title=_without_name(found["title"], name),
        outlet=name,
        url=canonical_url(found["url"]) if found["url"] and own_url else None,
        published=found["published"],
        published_inferred=found["published_inferred"],
    )
    said = outranked(given, page)
    # A page's name for its site varies ("NYTimes", "The New York Times"); where the site is known, so is its name.
    known = intake.lexicon.outlet(said.url) if said.url and not given.outlet else None
    said = replace(said, outlet=known.name) if known else said
    return finished(text, said, where, intake, source_sha256=hashlib.sha256(data).hexdigest())


def _site_name(name: str | None) -> str | None:
    """The page's name for its site; None where it is but its host, or no name at all."""
    if name is None or len(name) > 80 or _NO_NAME.match(name):
        return None
    return None if _HOST.fullmatch(name) else name


def _without_name(title: str | None, name: str | None) -> str | None:
    """The title without the site's name at its end ("Talks go on | Evening Post")."""
    if title is None or name is None:
        return title
    match = re.search(rf"\s[|–—·-]\s{{0,3}}{re.escape(name)}$", title, re.IGNORECASE)
    return title[: match.start()].rstrip() or title if match else title
