"""Text from articles made harmless for where it is shown: terminals, spreadsheets, Markdown."""

from __future__ import annotations

import re

# C0 and C1 controls but line feed and tab, and the characters that turn the direction of text around.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u2060-\u2064\ufff9-\ufffb\U000e0000-\U000e007f]|(?<=[\x00-\x7f\u2018-\u201d])[\u200c\u200d]+"
)
_HALVES = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~^$&])")


def printable(text: str) -> str:
    """`text` with control and direction-changing characters shown as U+FFFD, so that a terminal obeys none of it."""
    return _UNPRINTABLE.sub("\ufffd", text)


def one_line(text: str, *, limit: int | None = None) -> str:
    """`text` printable on one line, white space runs as one space, cut with an ellipsis at `limit` characters."""
    line = " ".join(printable(text).split())
    return line if limit is None or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def visible(text: str) -> str:
    """`text` without what no reader sees: zero-width spaces, tags, soft hyphens; half characters are U+FFFD.

    Joiners stay between letters that need them (Persian, Hindi, emoji), and go after a Latin one.
    """
    return _HALVES.sub("\ufffd", _INVISIBLE.sub("", text))


def markdown(text: str) -> str:
    """`text` on one line in which no character is Markdown or HTML markup."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def cell(value: str) -> str:
    """A spreadsheet cell that is never a formula: a leading = + - @, tab or return gets an apostrophe before it."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
