"""One text as published by one outlet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from memcon.model.identify import stable_id

ArticleKind = Literal["news", "wire", "column", "analysis", "official", "interview", "other", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as taken in: `text` exactly as given, and what is known about its publication.

    `published` is EDTF (`2022-12-30`, `2023-08`) or None. `published_inferred` says that the date was
    guessed from the page and not stated by it. `sha256` is of the text in UTF-8 (surrogates passed),
    `source_sha256` of the bytes that it came in: the page, the file, or (a field of a row) the text itself.
    `given` says where it came from, for messages only; it is no part of the record's exports.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_inferred: bool = False
    language: str | None = None
    kind: str = "unknown"
    source_sha256: str | None = None
    given: str = ""


def text_sha256(text: str) -> str:
    """Hex SHA-256 of the text's UTF-8 bytes; lone surrogates pass as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(*, sha256: str, outlet: str | None, url: str | None) -> str:
    """The id of an article: of its text, outlet (case and edges ignored) and address."""
    return stable_id("art", sha256, (outlet or "").strip().casefold(), (url or "").strip())
