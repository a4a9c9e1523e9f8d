"""The article of an HTML page and the entries of a feed, by trafilatura and feedparser.

Runs in the extractor process (`extractor.py`): pages are hostile, and a C parser cannot be interrupted.
"""

from __future__ import annotations

import codecs
import html
import io
import re
from typing import Any, TypedDict

from memcon.sources.decoding import byte_order_mark
from memcon.sources.page_dates import DATE_OPTIONS, page_date, without_pictures

MAX_FIELD = 1_000
MAX_ENTRIES = 10_000
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:-]{2,40})")
# What browsers take these labels for (WHATWG Encoding).
_LABELS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}


class Extracted(TypedDict):
    """What a page gives. `text` None: it holds no article."""

    text: str | None
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    published_inferred: bool


class Entry(TypedDict):
    """An entry of a feed as it stands there; `html` says whether `content` is marked up."""

    content: str
    html: bool
    title: str | None
    url: str | None
    published: str | None
    published_utc: str | None


def extract_page(data: bytes, *, url: str | None, charset: str | None) -> Extracted:
    """The article text of a page and what its metadata say of it."""
    from trafilatura import extract, load_html
    from trafilatura.metadata import extract_metadata

    page = decode_page(data, charset=charset)
    tree = load_html(page)
    if tree is None:
        return Extracted(text=None, title=None, outlet=None, url=None, published=None, published_inferred=False)
    plain = without_pictures(page)
    meta = extract_metadata(plain, default_url=url, date_config=dict(DATE_OPTIONS), extensive=False)
    published, inferred = page_date(plain, stated=meta.date, url=url or meta.url)
    options: dict[str, Any] = {"url": url, "include_comments": False, "date_extraction_params": dict(DATE_OPTIONS)}
    text = extract(tree, favor_precision=True, **options) or extract(load_html(page), **options)
    return Extracted(
        text=text,
        title=_field(meta.title),
        outlet=_field(meta.sitename),
        url=_field(meta.url),
        published=published,
        published_inferred=inferred,
    )


def decode_page(data: bytes, *, charset: str | None) -> str:
    """The characters of a page: by its byte order mark, the header's charset, its own, or UTF-8.

    Bytes that do not fit are replaced, as browsers do: one broken advertisement must not cost the article.
    """
    mark = byte_order_mark(data)
    if mark:
        return data[mark[1] :].decode(mark[0], "replace")
    declared = [
        charset,
        *(match[1].decode() for match in (_XML_CHARSET.match(data), _META_CHARSET.search(data[:8192])) if match),
    ]
    encoding = next((known for label in declared if label and (known := known_encoding(label))), None)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(encoding or _detected(data), "replace")


def known_encoding(label: str) -> str | None:
    """Python's name of a declared text encoding, as browsers understand the label; None if it is none."""
    try:
        found = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name.startswith(
        ("utf-16", "utf-32", "utf-7", "idna", "punycode")
    ):
        return None
    return _LABELS.get(found.name, found.name)


def _detected(data: bytes) -> str:
    from memcon.errors import FormatError
    from memcon.sources.decoding import encoding_of

    try:
        return encoding_of(data, source="")
    except FormatError:
        return "utf-8"


def _field(value: str | None) -> str | None:
    text = " ".join((value or "").split())
    return text if 0 < len(text) <= MAX_FIELD else None


def extract_fragment(content: str, *, url: str | None) -> str | None:
    """The text of a feed entry's HTML; None if it has none."""
    from trafilatura import extract, html2txt

    page = f"<html><body><article>{content}</article></body></html>"
    found = extract(page, url=url, include_comments=False, with_metadata=False)
    return found or html2txt(page) or None


def parse_feed(data: bytes) -> tuple[str | None, list[Entry]]:
    """The title and the entries of an RSS or Atom feed; ("", []) of anything else. Entities are never loaded."""
    import feedparser

    # A stream, never the bytes themselves: feedparser would take a short string for a file name or an address.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    title = _field(html.unescape(feed.feed.get("title") or ""))
    return title, [_entry(entry) for entry in feed.entries[:MAX_ENTRIES]]


def _entry(entry: Any) -> Entry:
    contents = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    best = max(contents, key=lambda content: len(content.get("value") or ""))
    value = str(best.get("value") or "")
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return Entry(
        content=value,
        html="html" in str(best.get("type") or "") and ("<" in value or "&" in value),
        title=_field(html.unescape(re.sub(r"<[^<>]{0,300}>", "", str(entry.get("title") or "")[: 2 * MAX_FIELD]))),
        url=_field(str(entry.get("link") or "")),
        published=_field(str(entry.get("published") or entry.get("updated") or "")),
        published_utc=f"{moment[0]:04d}-{moment[1]:02d}-{moment[2]:02d}" if moment else None,
    )
