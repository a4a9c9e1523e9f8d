"""The sentences of an article, from the parse, mended where the parser cut or joined wrongly.

An invented example: `"Mr. Li left the U.S. on Friday. “It went well. We agreed,” he said."` has three sentences;
the second speech sentence stays one of its own, with the words that report it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.model.reading import Sentence
from memcon.model.span import Span
from memcon.read.datelines import dateline_end
from memcon.read.page import Page
from memcon.read.paragraphs import find_paragraphs

_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'‘])(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Sens|Rep|Reps|Gen|Col|Lt|Sgt|Capt|Cmdr|Adm|Maj|Brig|St|Jr|Sr|Rev"
    r"|Hon|Amb|vs|No|Inc|Corp|Co|Ltd|Mt|Ft|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|approx|est|Fig|e\.g|i\.e|cf|al"
    r"|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$|[\"”’»]$")
_FORMAT = frozenset("#*_ \t")
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those there in on at but and for from with after before as "
    "if when while since however although his her their its our what who how why is are was were both some many "
    "most".split()
)


def find_sentences(page: Page) -> tuple[Sentence, ...]:
    """The sentences of the readable blocks in order, their spans trimmed of white space."""
    return tuple(Sentence(span=span) for span in _mended(page) if page.readable(span.start))


def find_headings(page: Page) -> tuple[Span, ...]:
    """The lines of the headings in order, their marks of format trimmed: an encoder reads them with the sentences."""
    lines: list[Span] = []
    for block in page.blocks:
        if block.kind != "heading":
            continue
        for line in find_paragraphs(block.span.of(page.text)):
            start, end = line.start + block.span.start, line.end + block.span.start
            while start < end and page.text[start] in _FORMAT:
                start += 1
            if start < end:
                lines.append(Span(start, end))
    return tuple(lines)


def _mended(page: Page) -> Iterator[Span]:
    """Spans of the parser's sentences, joined where it cut inside one."""
    text = page.text
    datelines = {p.start for p in find_paragraphs(text) if dateline_end(text, p) is not None}
    pending: Span | None = None
    for sent in page.parts:
        span = _trimmed(text, sent.start_char, sent.end_char)
        if span is None or span.start in datelines:
            continue
        if pending is not None and _goes_on(text, pending, span):
            pending = Span(pending.start, span.end)
            continue
        if pending is not None:
            yield pending
        pending = span
    if pending is not None:
        yield pending


def _goes_on(text: str, left: Span, right: Span) -> bool:
    """Whether the two spans are parts of one sentence: same paragraph, and no end of a sentence between them."""
    gap = text[left.end : right.start]
    if "\n\n" in gap or "\r" in gap or gap.count("\n") > 1 or right.end - left.start > 5_000:
        return False
    tail = text[max(left.start, left.end - 40) : left.end]
    first = text[right.start : right.start + 40].lstrip("\"'“‘«(")
    if _ABBREVIATION.search(tail):
        word = re.match(r"\w+", first)
        # "the U.S. The talks": an abbreviation may end a sentence too.
        return not ((_is_state_abbreviation(tail)) and word is not None and word.group().lower() in _STARTERS
                    and first[:1].isupper())  # fmt: skip
    if "\n" in gap:
        return not _TERMINAL.search(tail) and first[:1].islower()
    if not _TERMINAL.search(tail):
        return True
    return first[:1].islower() and not re.search(r"[.!?][\"'”’»)]*$", tail)


def _is_state_abbreviation(tail: str) -> bool:
    return bool(re.search(r"(?:[A-Za-z]\.){2,}$", tail))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
