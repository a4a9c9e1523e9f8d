"""The text cut into blocks by their role on the page: body, heading, byline, caption, furniture, quoted.

An invented example: in `"Ministers meet\\n\\nBy Ann Day\\n\\nThe two met on Monday.\\n\\nRelated: Talks stall"` the
first line is a heading, the second a byline, the third body, the last furniture. Blocks cover the whole text, white
space included, and do not overlap; neighbours of one kind are one block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from memcon.lexicon.lexicon import Lexicon
from memcon.model.article import Article
from memcon.model.reading import Block, BlockKind
from memcon.model.span import Span
from memcon.read.excerpts import mark_excerpts
from memcon.read.paragraphs import find_paragraphs

_SHORT_LINE = 300
"""No furniture or caption line is longer, whatever it begins with."""

_HEADING_WORDS = 16
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s")
_MARKDOWN_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)\s*$|<img\b", re.IGNORECASE)
_RULE = re.compile(r"[\W_]{1,200}$")
_BYLINE = re.compile(r"[Bb][Yy]:?\s+[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*|,|\s+(?:and|in|of|for|the|at))*[.,]?$")
_DATELINE = re.compile(
    r"[A-Z][\w.'’ ,/-]{0,60}(?:\([^)]{0,40}\))?\s*[-–—]\s*$"  # CNN — / MOSCOW (Reuters) -
    r"|[-–—]\s*$"
    r"|[A-Z][A-Z.&/ ]{1,30}$"
)
_DAY_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}|\d{1,2}\s+"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?),?\s+\d{4}"
    r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}.{0,24})?[.,]?$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\((?:reporting|writing|editing|additional reporting|translated|edited|photo|file photo)\b.*\)$",
                     re.IGNORECASE)  # fmt: skip
_COUNTER = re.compile(r"\d[\d.,]*\s*[kKmM]?\s+(?:comments?|shares?|views?|likes?|retweets?|min(?:ute)?s? read|replies)"
                      r"\b.{0,40}$",
                      re.IGNORECASE)  # fmt: skip
_LINK_LINE = re.compile(r"(?:https?://|www\.)\S+$")
_END_MARK = re.compile(r"(?:[\"'”’)\]]|\[\d+\])*$")
_LIST_MARK = re.compile(r"(?:[-*•·–]\s+|\d{1,2}[.)]\s+)")


def find_blocks(article: Article, lexicon: Lexicon) -> tuple[Block, ...]:
    """The blocks of an article in order; they cover its text without gap or overlap."""
    text = article.text
    paragraphs = find_paragraphs(text)
    if not paragraphs:
        return (Block(span=Span(0, len(text)), kind="body"),) if text else ()
    phrases = _phrases(lexicon)
    kinds = [_kind(span.of(text), phrases) for span in paragraphs]
    kinds = _with_headings(article, paragraphs, kinds)
    outlets = mark_excerpts(text, paragraphs, kinds, lexicon, own=article.outlet)
    rows: list[tuple[BlockKind, str | None]] = [
        ("quoted", outlet or None) if outlet is not None else (kind, None)
        for kind, outlet in zip(kinds, outlets, strict=True)
    ]
    return tuple(_joined(text, paragraphs, rows))


def _joined(text: str, paragraphs: Sequence[Span], rows: Sequence[tuple[BlockKind, str | None]]) -> list[Block]:
    """One block a run of paragraphs of one kind, stretched to where the next begins."""
    firsts = [i for i in range(len(rows)) if i == 0 or rows[i] != rows[i - 1]]
    starts = [0, *(paragraphs[i].start for i in firsts[1:])]
    ends = [*starts[1:], len(text)]
    return [
        Block(span=Span(start, end), kind=rows[first][0], outlet=rows[first][1])
        for first, start, end in zip(firsts, starts, ends, strict=True)
    ]


class _Phrases:
    """The furniture phrases by how they match, lower-cased, straight apostrophes."""

    def __init__(self, rows: Sequence[tuple[str, str, str]]) -> None:
        self.lines = {phrase: kind for kind, match, phrase in rows if match == "line"}
        self.prefixes = sorted(((phrase, kind) for kind, match, phrase in rows if match == "prefix"), reverse=True)
        self.suffixes = sorted((phrase, kind) for kind, match, phrase in rows if match == "suffix")
        self.contained = sorted((phrase, kind) for kind, match, phrase in rows if match == "contains")


def _phrases(lexicon: Lexicon) -> _Phrases:
    return _compiled(tuple((row["kind"], row["match"], row["phrase"].lower()) for row in lexicon.table("furniture")))


@lru_cache(maxsize=8)
def _compiled(rows: tuple[tuple[str, str, str], ...]) -> _Phrases:
    return _Phrases(rows)


def _kind(line: str, phrases: _Phrases) -> BlockKind:
    """The role of one paragraph by its own words alone."""
    if len(line) > 2 * _SHORT_LINE:
        return "body"
    if _MARKDOWN_HEADING.match(line):
        return "heading"
    if _MARKDOWN_IMAGE.match(line):
        return "caption"
    if _RULE.match(line) or _COUNTER.match(line) or _LINK_LINE.match(line) or _CREDIT.match(line):
        return "furniture"
    found = _by_phrase(line, phrases)
    if found is not None:
        return found
    if len(line) <= 80 and _BYLINE.match(line):
        return "byline"
    if len(line) <= 60 and (_DAY_LINE.match(line) or _DATELINE.match(line)):
        return "furniture"
    return "body"


def _by_phrase(line: str, phrases: _Phrases) -> BlockKind | None:
    bare = line.lower().replace("’", "'").lstrip("*_[>•·|- ").rstrip("*_] .…»>")
    kind = phrases.lines.get(bare.rstrip(":"))
    if kind is not None:
        return _as_kind(kind)
    for phrase, kind in phrases.contained:
        if phrase in bare:
            return _as_kind(kind)
    if len(bare) > _SHORT_LINE:
        return None
    for phrase, kind in phrases.suffixes:
        if bare.endswith(phrase.rstrip(".")) and _is_credit(bare, phrase):
            return _as_kind(kind)
    for phrase, kind in phrases.prefixes:
        if bare.startswith(phrase) and _is_label(bare, phrase):
            return _as_kind(kind)
    return None


def _is_credit(bare: str, phrase: str) -> bool:
    """Whether a credit ends the line as a credit: nothing before it but a caption, that is no speech."""
    return not bare[: -len(phrase)].rstrip().endswith((" told", " by", " to", " the", " with"))


def _is_label(bare: str, phrase: str) -> bool:
    """Whether the words at the start of a line label it, rather than begin a sentence of the article.

    "Register now" is furniture, "Registered voters went to the polls on Sunday." is not: what follows the
    label must be short, or the label must end in a colon or bracket.
    """
    rest = bare[len(phrase) :]
    if phrase[-1].isalnum() and rest[:1].isalnum():
        return False
    return phrase[-1] in ":)@©" or rest[:1] in (":", "") or phrase.startswith("(") or len(rest.split()) <= 14


def _as_kind(kind: str) -> BlockKind:
    return kind if kind in ("caption", "byline", "heading") else "furniture"  # type: ignore[return-value]


def _with_headings(article: Article, paragraphs: Sequence[Span], kinds: Sequence[BlockKind]) -> list[BlockKind]:
    """The kinds with headings marked, and short lines after the last sentence of the article as furniture."""
    text = article.text
    sentences = [kind == "body" and _is_prose(span.of(text)) for span, kind in zip(paragraphs, kinds, strict=True)]
    last = max((i for i, prose in enumerate(sentences) if prose), default=-1)
    marked: list[BlockKind] = []
    for i, (span, kind) in enumerate(zip(paragraphs, kinds, strict=True)):
        line = span.of(text)
        if kind != "body" or sentences[i]:
            marked.append("heading" if i == 0 and _same(line, article.title) else kind)
        elif last < 0 or not _is_short(line) or _introduces(line):
            marked.append(kind)
        else:
            marked.append("heading" if i < last else "furniture")
    return marked


def _is_prose(line: str) -> bool:
    """Whether a paragraph ends as a sentence or is too long to be a line of the page."""
    bare = _END_MARK.sub("", line)
    words = len(line.split())
    ends = (bare.endswith((".", "!", "…")) and words > 1) or (bare.endswith(("?", ",", ";")) and words > 3)
    return ends or not _is_short(line)


def _is_short(line: str) -> bool:
    return len(line.split()) <= _HEADING_WORDS and len(line) <= 140


def _introduces(line: str) -> bool:
    """Whether a short line leads on ("The agency writes:") or is an item of a list, a turn of a talk, or speech."""
    return line.endswith((":", "—", "–")) or bool(_LIST_MARK.match(line)) or line[:1] in "\"“”‘'«„>" or ": " in line


def _same(line: str, title: str | None) -> bool:
    return bool(title) and _letters(line) == _letters(title or "")


def _letters(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())
