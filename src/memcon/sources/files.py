"""Files and streams to articles, by their format."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from typing import BinaryIO

from memcon.errors import FormatError, InputError, TooLargeError
from memcon.model.article import Article
from memcon.sources.archive import warc_articles
from memcon.sources.decoding import decode_text
from memcon.sources.feed import feed_articles
from memcon.sources.fields import NOTHING, Given, Where, outranked
from memcon.sources.finish import finished
from memcon.sources.formats import GZIP, SUFFIXES, Format, binary_kind, format_of_name, sniff
from memcon.sources.intake import Intake
from memcon.sources.jsonl import jsonl_articles
from memcon.sources.page import page_article
from memcon.sources.streams import opened, peek, read_whole, refusal, shown, unpacked
from memcon.sources.table import csv_articles

MANIFEST = "manifest.csv"
_HEADING = re.compile(r"^#[ \t]{1,9}(\S[^\n]{0,400}?)[ \t#]{0,20}\r?$", re.MULTILINE)


def file_articles(path: str, intake: Intake, *, given: Given = NOTHING) -> Iterator[Article | InputError]:
    """The articles and refusals of one file; InputError if nothing of it can be read."""
    source = shown(path)
    kind, gzipped = format_of_name(os.path.basename(path))
    with opened(path) as file:
        stream: BinaryIO = file
        head, stream = peek(stream, 8192)
        # fastwarc unpacks archives itself, but has no bound: it is given the bounded stream.
        if gzipped or (kind in (None, "warc") and head.startswith(GZIP)):
            head, stream = peek(unpacked(stream, source=source), 8192)
        yield from stream_articles(_settled(kind, head, path, source), stream, given, Where(source=source), intake)


def _settled(kind: Format | None, head: bytes, path: str, source: str) -> Format:
    """The format by name, else by the first bytes; FormatError if neither tells."""
    if kind == "feed" and sniff(head) == "html":
        return "html"
    if kind is not None:
        return kind
    found = sniff(head)
    if found is None or not head:
        what = f"is {binary_kind(head)}" if binary_kind(head) else "is of no known kind" if head else "is empty"
        raise FormatError(f"{what}; known are {' '.join(SUFFIXES)}, each also .gz", source=source)
    if found == "jsonl" and os.path.splitext(path)[1].lower() == ".json" and not _object_lines(head):
        raise FormatError("is JSON, but not one object a line (JSON Lines)", source=source, place="line 1")
    return found


def _object_lines(head: bytes) -> bool:
    return head.lstrip().split(b"\n", 1)[0].rstrip().endswith(b"}") or b"\n" not in head


def stream_articles(
    kind: Format, stream: BinaryIO, given: Given, where: Where, intake: Intake, *, charset: str | None = None
) -> Iterator[Article | InputError]:
    """The articles and refusals of open bytes in a known format; `given` outranks what a page or text says itself."""
    settings = intake.settings
    if kind == "jsonl":
        yield from jsonl_articles(stream, given, where, intake)
    elif kind == "csv":
        yield from csv_articles(stream, given, where, intake)
    elif kind == "warc":
        yield from warc_articles(stream, given, where, intake)
    elif kind == "html":
        data = read_whole(stream, limit=min(settings.max_bytes, settings.max_page_bytes), source=where.source)
        yield page_article(data, given, where, intake, charset=charset, own_url=given.url is None)
    elif kind == "feed":
        data = read_whole(stream, limit=min(settings.max_bytes, settings.max_page_bytes), source=where.source)
        yield from feed_articles(data, given, where, intake)
    else:
        yield _text_article(kind, stream, given, where, intake, charset=charset)


def _text_article(
    kind: Format, stream: BinaryIO, given: Given, where: Where, intake: Intake, *, charset: str | None
) -> Article:
    settings = intake.settings
    # No encoding takes more than four bytes a character: what is longer need not be read to be refused.
    limit = min(settings.max_bytes, 4 * settings.max_chars + 4)
    try:
        data = read_whole(stream, limit=limit, source=where.source)
    except TooLargeError as error:
        raise TooLargeError(
            f"{error.message} (at most {settings.max_chars:,} characters)", source=error.source
        ) from None
    if not data:
        raise InputError("is empty", source=where.source)
    text = _declared(data, charset) or decode_text(data, source=where.source)
    if kind == "markdown":
        heading = _HEADING.search(text[:2000])
        given = outranked(given, Given(title=heading[1] if heading else None))
    return finished(text, given, where, intake, source_sha256=hashlib.sha256(data).hexdigest())


def _declared(data: bytes, charset: str | None) -> str | None:
    """The text by the charset that a web server declared; None where there is none or it does not fit."""
    if charset is None or b"\0" in data:
        return None
    from memcon.sources.extraction import known_encoding

    encoding = known_encoding(charset)
    try:
        return data.decode(encoding) if encoding and encoding != "utf-8" else None
    except UnicodeDecodeError:
        return None


def folder_files(folder: str, intake: Intake) -> Iterator[str | InputError]:
    """The files under a folder sorted by name, folders among them; hidden ones and unknown kinds are left out.

    Of a folder with a manifest only the manifest is named. Linked folders are not entered.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and not os.path.isdir(path):
            yield path
            continue
        try:
            entries = sorted((entry for entry in os.scandir(path) if not entry.name.startswith(".")), key=_name)
        except OSError as error:
            yield refusal(error, path)
            continue
        if any(entry.name == MANIFEST for entry in entries):
            yield os.path.join(path, MANIFEST)
            continue
        wanted = [entry.path for entry in entries if _wanted(entry, folder, intake)]
        waiting.extend(reversed(wanted))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _wanted(entry: os.DirEntry[str], folder: str, intake: Intake) -> bool:
    if entry.is_dir(follow_symlinks=False):
        return True
    if entry.is_dir():
        intake.say_once(f"link:{entry.path}", f"{shown(entry.path)}: is a link to a folder and is not entered")
        return False
    if format_of_name(entry.name)[0] is not None:
        return True
    suffix = os.path.splitext(entry.name.removesuffix(".gz"))[1] or "no suffix"
    message = f"{shown(folder)}: files of unknown kind ({shown(suffix)}) are left out, the first is {shown(entry.name)}"
    intake.say_once(f"kind:{folder}:{suffix}", message)
    return False
