"""Which format a file, or an answer from the web, is in: by name, by content type, by its first bytes."""

from __future__ import annotations

import re
from typing import Literal

Format = Literal["text", "markdown", "html", "jsonl", "csv", "feed", "warc"]

_SUFFIXES: dict[str, Format] = {
    ".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".rss": "feed", ".atom": "feed", ".xml": "feed", ".warc": "warc",
}  # fmt: skip
SUFFIXES = tuple(_SUFFIXES)

_TYPES: dict[str, Format] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "markdown",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/rdf+xml": "feed",
    "application/xml": "feed", "text/xml": "feed", "application/x-ndjson": "jsonl", "application/jsonl": "jsonl",
    "text/csv": "csv", "application/warc": "warc",
}  # fmt: skip

GZIP = b"\x1f\x8b"
_BINARY = (
    (b"%PDF", "a PDF document"), (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"SQLite format 3", "a database"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"), (GZIP, "a gzip file"), (b"{\\rtf", "an RTF document"),
)  # fmt: skip
_XML_LEAD = re.compile(rb"^\s*(?:<\?xml[^>]{0,500}\?>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}>|\s)*", re.DOTALL)


def format_of_name(name: str) -> tuple[Format | None, bool]:
    """The format that a file name tells (None: unknown), and whether the file is gzipped."""
    name = name.lower()
    gzipped = name.endswith(".gz")
    stem = name.removesuffix(".gz")
    return next((kind for suffix, kind in _SUFFIXES.items() if stem.endswith(suffix)), None), gzipped


def format_of_type(content_type: str) -> Format | None:
    """The format of a Content-Type header's media type; None if it holds no article."""
    return _TYPES.get(content_type.partition(";")[0].strip().lower())


def binary_kind(head: bytes) -> str | None:
    """What well-known binary format the bytes begin as, in words; None if none."""
    return next((words for magic, words in _BINARY if head.startswith(magic)), None)


def sniff(head: bytes) -> Format | None:
    """The format that the first bytes show; None if they show no text."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if binary_kind(start) or b"\0" in start:
        return None
    if re.match(rb"WARC/[01]\.\d", start):
        return "warc"
    root = _XML_LEAD.sub(b"", start[:8000], count=1)[:60].lower()
    if re.match(rb"<(?:rss|feed|rdf:rdf)\b", root):
        return "feed"
    if (
        re.match(rb"<(?:html|head|body|article|main|div|p|h1|meta|title)\b", root)
        or b"<!doctype html" in start[:2000].lower()
    ):
        return "html"
    return "jsonl" if re.match(rb"\s*\{\s*\"", start) else "text"
