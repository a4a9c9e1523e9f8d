"""What stands between quotation marks, in any style, whole or damaged.

An invented example: `"“We agree,” he said, “on the ‘main points’.”"` has three quotations: two speeches at
depth 0, and inside the second a term at depth 1. Nothing crosses a paragraph: speech that runs on repeats its
mark there, and a mark that is never closed ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from memcon.model.reading import Block
from memcon.model.span import Span
from memcon.read.page import Quotation
from memcon.read.paragraphs import find_paragraphs

_MARK = re.compile("''|``|[\"“”„‟«»‘’‚'‹›「」]")
_CLOSES = {"“": "”", "„": "“”", "‟": "”", "«": "»", "‘": "’", "‚": "‘’", "‹": "›", "``": "''", '"': '"', "''": "''",
           "'": "'", "”": "”", "»": "«", "「": "」"}  # fmt: skip
_SINGLE = frozenset("'‘‚’")
_DEEPEST = 8
_LONGEST_UNCLOSED = 1_200
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]?(?=\s|$)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|should|must|may|might|shall"
    r"|['’](?:s|re|m|ve|ll|d)|n['’]t|not|let|I|we|you|he|she|they|it|who|what|why|how)\b",
    re.IGNORECASE,
)
_SO_CALLED = re.compile(
    r"(?:\bso[- ]called|\bself-(?:styled|proclaimed)|\bdubbed|\bknown as|\bcodenamed|\bcode-named|\btitled"
    r"|\bentitled|\bnicknamed|\bthe (?:term|word|phrase|slogan|book|film|movie|song|novel|series)|\bbook,|\bthe)[ ,]*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    end: int


def find_quotations(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """The quotations of a text in order of their start, outer before inner; none in furniture."""
    unread = [b.span for b in blocks if b.kind in ("furniture", "byline")]
    found: list[Quotation] = []
    paragraphs = find_paragraphs(text)
    for i, paragraph in enumerate(paragraphs):
        if any(span.start <= paragraph.start < span.end for span in unread):
            continue
        following = text[paragraphs[i + 1].start :][:2] if i + 1 < len(paragraphs) else ""
        found += _in_paragraph(text, paragraph, following)
    return tuple(sorted(found, key=lambda q: (q.outer.start, -q.outer.end)))


def _in_paragraph(text: str, paragraph: Span, following: str) -> list[Quotation]:
    """The quotations of one paragraph; `following` is how the next one begins."""
    stack: list[_Open] = []
    found: list[Quotation] = []
    marks = [(m.group(), m.start(), m.end()) for m in _MARK.finditer(text, paragraph.start, paragraph.end)]
    straight = _single_pairs(text, marks)
    for mark, start, end in marks:
        if mark in ("'", "‘", "’") and (start not in straight):
            continue
        level = _closing(stack, mark, text, start, end, paragraph)
        if level is not None:
            opened = stack[level]
            del stack[level:]
            found.append(_closed(text, opened, start, end, depth=level))
        elif len(stack) < _DEEPEST and _may_open(text, mark, start, end, paragraph, stack):
            stack.append(_Open(mark=mark, start=start, end=end))
    if stack and stack[0].mark not in _SINGLE:
        found.append(_unclosed(text, stack[0], paragraph, following))
    return [q for q in found if q.inner.start < q.inner.end]


def _closing(stack: list[_Open], mark: str, text: str, start: int, end: int, paragraph: Span) -> int | None:
    """The level of the open quotation that `mark` closes, None if it closes none."""
    for level in range(len(stack) - 1, -1, -1):
        if mark not in _CLOSES.get(stack[level].mark, "") and not _mixed(stack[level].mark, mark):
            continue
        if mark in ('"', "''") and start > paragraph.start and _opens(text, start, end):
            # A straight mark after a space and before a letter opens; the one before it was stray.
            return None
        return level
    return None


def _mixed(opened: str, mark: str) -> bool:
    # Copying between systems leaves one mark of a pair straight and the other curly.
    return (opened, mark) in {("“", '"'), ('"', "”"), ("''", '"'), ("``", '"'), ("”", "“")}


def _opens(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([{—–-") and not after.isspace() and after not in ".,;:!?)"


def _may_open(text: str, mark: str, start: int, end: int, paragraph: Span, stack: list[_Open]) -> bool:
    if mark in ("“", "„", "‟", "«", "‘", "‚", "‹", "``", "「"):
        # A second “ in one speech only repeats the first.
        return not any(opened.mark == mark for opened in stack) or mark in ("«", "„")
    if mark in ('"', "''", "'"):
        if any(opened.mark == mark for opened in stack):
            stack[:] = stack[: next(i for i, opened in enumerate(stack) if opened.mark == mark)]
        return start == paragraph.start or _opens(text, start, end) or text[start - 1] in "“‘:,"
    # Some newsrooms type the closing mark on both sides.
    return mark in ("”", "»") and (start == paragraph.start or _opens(text, start, end)) and not stack


def _single_pairs(text: str, marks: list[tuple[str, int, int]]) -> set[int]:
    """Offsets of the single marks that quote; the others are apostrophes.

    One opens after a space or another mark and before a letter; it closes at the first later single mark that
    stands after a letter or punctuation and before no letter, punctuation preferred ('the workers' rights').
    """
    singles = [(mark, start, end) for mark, start, end in marks if mark in _SINGLE]
    pairs: set[int] = set()
    at = 0
    while at < len(singles):
        mark, start, end = singles[at]
        close = _single_close(text, singles, at) if _single_opens(text, mark, start, end) else None
        if close is None:
            at += 1
        else:
            pairs |= {start, singles[close][1]}
            at = close + 1
    return pairs


def _single_opens(text: str, mark: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if mark == "’" or not (after.isalnum() or after in "…[("):
        return False
    return before.isspace() or before in '([{—–-“"„«'


def _single_close(text: str, singles: list[tuple[str, int, int]], at: int) -> int | None:
    wanted = "’‘" if singles[at][0] in "‘‚" else "'’"
    first: int | None = None
    for i in range(at + 1, min(len(singles), at + 40)):
        mark, start, end = singles[i]
        if mark not in wanted or start - singles[at][2] > 1_500:
            continue
        after = text[end] if end < len(text) else " "
        if after.isalnum() or text[start - 1].isspace():
            continue
        if text[start - 1] in ".,!?;" or after in '.,;:!?)”"':
            return i
        first = i if first is None and text[start - 1] != "s" else first
    return first


def _closed(text: str, opened: _Open, start: int, end: int, *, depth: int) -> Quotation:
    inner = Span(opened.end, start)
    return Quotation(
        outer=Span(opened.start, end),
        inner=inner,
        depth=depth,
        scare=is_term(inner.of(text), before=text[max(0, opened.start - 40) : opened.start]),
    )


def _unclosed(text: str, opened: _Open, paragraph: Span, following: str) -> Quotation:
    continues = following[:1] == opened.mark[:1] and bool(following)
    end = paragraph.end
    if not continues and end - opened.start > _LONGEST_UNCLOSED:
        ends = [m.end() for m in _SENTENCE_END.finditer(text, opened.start, opened.start + _LONGEST_UNCLOSED)]
        end = ends[-1] if ends else opened.start + _LONGEST_UNCLOSED
    return Quotation(
        outer=Span(opened.start, end),
        inner=Span(opened.end, end),
        depth=0,
        closed=False,
        continues=continues,
    )


def is_term(inner: str, *, before: str = "") -> bool:
    """Whether words between marks are a term, title or nickname rather than somebody's sentence."""
    words = inner.split()
    if not words or (inner.rstrip()[-1] in ".!?…," and len(words) > 2):
        return False
    if inner.rstrip()[-1] in ".!?…," and words[0][:1].isupper() and not _SO_CALLED.search(before):
        # “Never,” he said: short speech is set off like long speech, a term or title stands in the sentence.
        return False
    named = all(word[:1].isupper() or word.lower() in _SMALL_WORDS for word in words) and words[0][:1].isupper()
    if named and len(words) <= 9 and not (len(words) > 1 and _FINITE.search(inner)):
        return True
    if _SO_CALLED.search(before) and len(words) <= 6:
        return True
    return len(words) <= 4 and not _FINITE.search(inner)


_SMALL_WORDS = frozenset({"of", "the", "and", "a", "an", "in", "on", "to", "for", "with", "de", "la", "at", "by"})
