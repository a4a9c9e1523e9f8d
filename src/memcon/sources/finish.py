"""Text and what is known about it, to an article."""

from __future__ import annotations

import re

from memcon.errors import FormatError, InputError, TooLargeError
from memcon.model.article import Article, article_id, text_sha256
from memcon.sources.addresses import outlet_host
from memcon.sources.fields import Given, Where
from memcon.sources.intake import Intake
from memcon.sources.languages import language_of

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_KIND_OF_OUTLET = {"agency": "wire", "official": "official"}


def checked_text(text: object, where: Where, *, max_chars: int) -> str:
    """The text with its byte order mark dropped; InputError where it is none that can be read."""
    if text is None:
        raise InputError("has no text", source=where.source, place=where.place)
    if not isinstance(text, str):
        raise FormatError("text is no text", source=where.source, place=where.place)
    text = text.removeprefix("\ufeff")
    if len(text) > max_chars:
        raise TooLargeError(f"is over the limit of {max_chars:,} characters", source=where.source, place=where.place)
    if not text.strip():
        raise InputError("is empty", source=where.source, place=where.place)
    if "\0" in text:
        place = where.at(f"character {text.index(chr(0))}").place
        raise FormatError("holds a NUL character", source=where.source, place=place)
    lone = _SURROGATE.search(text)
    if lone:
        place = where.at(f"character {lone.start()}").place
        raise FormatError("holds half a character (a lone surrogate)", source=where.source, place=place)
    return text


def finished(text: object, given: Given, where: Where, intake: Intake, *, source_sha256: str | None = None) -> Article:
    """The article of a text; InputError where the text is refused.

    Its outlet is as given, else the lexicon's for the address, else the address's host. `source_sha256` is of the
    bytes that it came in; a text that came as a field of a row is its own source.
    """
    text = checked_text(text, where, max_chars=intake.settings.max_chars)
    known = (given.outlet and intake.lexicon.outlet(given.outlet)) or (given.url and intake.lexicon.outlet(given.url))
    outlet = given.outlet or (known.name if known else None) or (outlet_host(given.url) if given.url else None)
    sha256 = text_sha256(text)
    return Article(
        id=given.id or article_id(sha256=sha256, outlet=outlet, url=given.url),
        text=text,
        sha256=sha256,
        title=given.title,
        outlet=outlet,
        url=given.url,
        published=given.published,
        published_inferred=given.published_inferred,
        language=given.language or language_of(text),
        kind=given.kind or _KIND_OF_OUTLET.get(known.kind if known else "", "unknown"),
        source_sha256=source_sha256 or sha256,
        given=where.words,
    )
