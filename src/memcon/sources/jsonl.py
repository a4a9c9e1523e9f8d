"""JSON Lines to articles: an object a line, a broken line costs that line alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from memcon.errors import FormatError, InputError, TooLargeError
from memcon.model.article import Article
from memcon.sources.decoding import byte_order_mark
from memcon.sources.fields import ALIASES, NAMES, Given, Where, given_fields, outranked, renamed
from memcon.sources.finish import checked_text, finished
from memcon.sources.intake import Intake
from memcon.sources.page import page_article
from memcon.sources.streams import Line, lines_of, peek

MAX_BROKEN = 1_000  # of a file that is something else not every line is worth a message
_KNOWN = frozenset({*NAMES, *ALIASES, "text", "html"})


def jsonl_articles(stream: BinaryIO, given: Given, where: Where, intake: Intake) -> Iterator[Article | InputError]:
    """An article or a refusal for each line that is not blank; `given` fills what a line does not say."""
    head, stream = peek(stream, 4)
    mark = byte_order_mark(head)
    if mark and mark[0] != "utf-8":
        raise FormatError(f"is {mark[0].upper()}; JSON Lines must be UTF-8", source=where.source, place="byte 0")
    settings = intake.settings
    # A character may be written as six ("\\u00e9"); a page given as a string may be as large as a page.
    limit = 6 * settings.max_chars + 2 * settings.max_page_bytes + 100_000
    empty, broken = True, 0
    for line in lines_of(stream, limit=limit):
        if not line.data.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        empty = False
        if broken == MAX_BROKEN:
            raise FormatError(f"is no JSON Lines file: none of its first {broken:,} lines is JSON", source=where.source)
        try:
            yield _article(line, given, where.at(f"line {line.number}"), intake, limit)
        except FormatError as error:
            broken += broken >= 0
            yield error
        except InputError as error:
            yield error
        else:
            broken = -1
    if empty:
        raise InputError("is empty", source=where.source)


def _article(line: Line, given: Given, where: Where, intake: Intake, limit: int) -> Article:
    if not line.whole:
        raise TooLargeError(f"is a line over the limit of {limit:,} bytes", source=where.source, place=where.place)
    row = _object(line.data, where)
    intake.unknown((key for key in row if key not in _KNOWN), source=where.source, what="key")
    row = renamed(row)
    said = outranked(given_fields(row, where, intake), given)
    text, html = row.get("text"), row.get("html")
    if html not in (None, "") and text in (None, ""):
        page = checked_text(html, where.at("field html"), max_chars=intake.settings.max_page_bytes)
        return page_article(page.encode(), said, where, intake, charset="utf-8", own_url=said.url is None)
    return finished(text, said, where, intake)


def _object(data: bytes, where: Where) -> dict[str, object]:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        place = where.at(f"byte {error.start}").place
        raise FormatError("is not valid UTF-8", source=where.source, place=place) from None
    except json.JSONDecodeError as error:
        place = where.at(f"column {error.colno}").place
        raise FormatError(f"is no JSON ({error.msg})", source=where.source, place=place) from None
    except (RecursionError, ValueError):
        raise FormatError("is JSON that cannot be read", source=where.source, place=where.place) from None
    if not isinstance(found, dict):
        raise FormatError("is no JSON object", source=where.source, place=where.place)
    return found
