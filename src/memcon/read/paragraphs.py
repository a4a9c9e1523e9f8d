"""Where paragraphs begin and end, in texts of any newsroom's habits.

An invented example: `"First line.\\nSecond line.\\n\\nThird."` has three paragraphs; a text whose lines are all
broken after some 70 characters, in mid-sentence, is hard-wrapped, and there only blank lines separate.
"""

from __future__ import annotations

import itertools
import re

from memcon.model.span import Span

_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_WRAP_LOW, _WRAP_HIGH = 40, 110
_TERMINAL = frozenset(".!?:;…\"'”’»)")


def find_paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text in order, edges trimmed of white space; white space lies between them."""
    lines = _lines(text)
    wrapped = _hard_wrapped(text, lines)
    paragraphs: list[Span] = []
    open_line = False
    for line in lines:
        span = _trimmed(text, line)
        if span is None:
            open_line = False
        elif wrapped and open_line:
            paragraphs[-1] = Span(paragraphs[-1].start, span.end)
        else:
            paragraphs.append(span)
            open_line = True
    return paragraphs


def _lines(text: str) -> list[Span]:
    lines, start = [], 0
    for found in _LINE_END.finditer(text):
        lines.append(Span(start, found.start()))
        start = found.end()
    lines.append(Span(start, len(text)))
    return lines


def _hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines were broken to a width: most line ends before another line stand in mid-sentence."""
    breaks = middle = 0
    for line, following in itertools.pairwise(lines):
        left, right = _trimmed(text, line), _trimmed(text, following)
        if left is None or right is None:
            continue
        breaks += 1
        width = left.end - left.start
        middle += _WRAP_LOW <= width <= _WRAP_HIGH and text[left.end - 1] not in _TERMINAL
    return breaks >= 3 and middle > breaks / 2


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
