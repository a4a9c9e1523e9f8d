"""CSV to rows of bounded size, whatever the quotation marks in it do."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from memcon.errors import FormatError, InputError, TooLargeError
from memcon.model.article import Article
from memcon.sources.decoding import SAMPLE, byte_order_mark, encoding_of
from memcon.sources.fields import ALIASES, NAMES, Given, Where, given_fields, outranked, renamed
from memcon.sources.finish import checked_text, finished
from memcon.sources.formats import binary_kind
from memcon.sources.intake import Intake
from memcon.sources.page import page_article
from memcon.sources.streams import CHUNK, peek, visible

MAX_COLUMNS = 1_000
_KNOWN = frozenset({*NAMES, *ALIASES, "text", "html", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row by its column names. `number` counts rows from the header's, which is 1; `fault` says why it is none."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    fault: InputError | None = None


def csv_articles(stream: BinaryIO, given: Given, where: Where, intake: Intake) -> Iterator[Article | InputError]:
    """An article or a refusal for each row; `given` fills what a row does not say."""
    settings = intake.settings
    columns, rows = csv_rows(stream, where, limit=4 * settings.max_chars + settings.max_page_bytes)
    if not {"text", "html"} & set(columns):
        raise FormatError("has no column text or html", source=where.source, place="row 1")
    intake.unknown((name for name in columns if name and name not in _KNOWN), source=where.source, what="column")
    for row in rows:
        try:
            yield _article(row, given, where.at(f"row {row.number}"), intake)
        except InputError as error:
            yield error


def _article(row: Row, given: Given, where: Where, intake: Intake) -> Article:
    if row.fault is not None:
        raise row.fault
    cells: dict[str, object] = renamed({name: value if value.strip() else None for name, value in row.cells.items()})
    said = outranked(given_fields(cells, where, intake), given)
    if cells.get("html") and not cells.get("text"):
        page = checked_text(cells["html"], where, max_chars=intake.settings.max_page_bytes)
        return page_article(page.encode(), said, where, intake, charset="utf-8", own_url=said.url is None)
    return finished(row.cells.get("text") or None, said, where, intake)


def csv_rows(stream: BinaryIO, where: Where, *, limit: int) -> tuple[tuple[str, ...], Iterator[Row]]:
    """The column names (lower case, spaces trimmed) and the rows; a row over `limit` characters has a fault.

    The separator is the one of comma, semicolon and tab that the header holds most of.
    """
    head, stream = peek(stream, SAMPLE)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InputError("is empty", source=where.source)
    mark = byte_order_mark(head)
    encoding = mark[0] if mark else _encoding(head, where)
    if mark:
        stream.read(mark[1])
    # Broken bytes become lone surrogates, so that the row that holds them is refused and no other.
    text = io.TextIOWrapper(
        stream, encoding, errors="surrogateescape" if encoding == "utf-8" else "replace", newline=""
    )
    feed = _Feed(text=text, limit=limit)
    first = feed.first_line()
    separator = max(",;\t", key=first.count)
    feed.separator = separator
    csv.field_size_limit(max(csv.field_size_limit(), limit + CHUNK))
    reader = csv.reader(feed, delimiter=separator)
    try:
        columns = tuple(visible(name.strip().lower()) for name in next(reader, []))
    except csv.Error as error:
        raise FormatError(f"is no CSV ({error})", source=where.source, place="row 1") from None
    if len(columns) > MAX_COLUMNS or feed.over:
        raise FormatError("has no header row", source=where.source, place="row 1")
    return columns, _rows(reader, feed, columns, where)


def _encoding(head: bytes, where: Where) -> str:
    """The encoding of a table's head; UTF-8 where a few bytes of it are wrong, for these cost their rows alone."""
    try:
        return encoding_of(head, source=where.source, whole=False)
    except FormatError:
        if binary_kind(head) or 10 * head.count(0) > len(head):
            raise
        return "utf-8"


def _rows(reader: Iterator[list[str]], feed: _Feed, columns: tuple[str, ...], where: Where) -> Iterator[Row]:
    number = 1
    while True:
        number += 1
        feed.start_row()
        place = where.at(f"row {number}").place
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number=number, fault=FormatError(f"is no CSV ({error})", source=where.source, place=place))
            continue
        except UnicodeError:
            raise FormatError("is not valid in its encoding", source=where.source, place=place) from None
        if not any(cells):
            continue
        yield _row(number, cells, feed, columns, where)


def _row(number: int, cells: list[str], feed: _Feed, columns: tuple[str, ...], where: Where) -> Row:
    place = where.at(f"row {number}").place
    if feed.over:
        fault: InputError = TooLargeError(
            f"is a row over the limit of {feed.limit:,} characters (is a quotation mark left open?)",
            source=where.source,
            place=place,
        )
        return Row(number=number, fault=fault)
    if len(cells) > len(columns):
        return Row(number=number, fault=FormatError("has more cells than columns", source=where.source, place=place))
    named = dict(zip(columns, cells, strict=False))
    broken = next((name for name, value in named.items() if re.search(r"[\udc80-\udcff]", value)), None)
    if broken is not None:
        fault = FormatError(
            "is not valid UTF-8", source=where.source, place=where.at(f"row {number}, column {broken}").place
        )
        return Row(number=number, fault=fault)
    return Row(number=number, cells=named)


@dataclass
class _Feed:
    """The lines of a CSV file as csv.reader asks for them, of a row over the limit only its marks.

    An oversized row must still be read to its end, or its text would be taken for rows: what is kept of
    each of its lines is whether it opens or closes a quotation.
    """

    text: io.TextIOWrapper
    limit: int
    separator: str = ","
    over: bool = False
    _size: int = 0
    _first: list[str] = field(default_factory=list)

    def first_line(self) -> str:
        """The head of the header line, still to be read by the reader."""
        self._first = [self.text.readline(CHUNK)]
        return self._first[0]

    def start_row(self) -> None:
        """Count a new row from nothing."""
        self.over, self._size = False, 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._first.pop() if self._first else self.text.readline(CHUNK)
        if not line:
            raise StopIteration
        parts = [line]
        while not line.endswith(("\n", "\r")) and len(line) == CHUNK:
            line = self.text.readline(CHUNK)
            if not line:
                break
            self._size += len(line)
            parts.append(line if self._size <= self.limit else self._marks(line))
        self._size += len(parts[0])
        if self._size > self.limit:
            self.over = True
            parts = [self._marks(part) for part in parts]
        return "".join(parts)

    def _marks(self, line: str) -> str:
        self.over = True
        return '"' * (line.count('"') % 2)
