"""The content of a statement: verbatim between the marks, its mode, and its bounds.

An invented example: of `"“We agree,” she said, “and soon.”"` the content runs between the marks (`We agree,` and
`and soon.`) and is direct; `that they “agree”` is mixed; `that they agree` indirect.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.page import Page, Quotation

_LONG = 3_000
_LONG_SHARE = 0.4
_SMALL_TEXT = 2_000


def verbatim(page: Page, content: Sequence[Span]) -> tuple[Span, ...]:
    """The content spans, those that are nothing but one quotation cut to what stands between its marks."""
    spans = []
    for span in content:
        quotation = next((q for q in _quotations(page, span) if _is_quotation(span, q)), None)
        spans.append(quotation.inner if quotation is not None and _trimmed_equal(page.text, span, quotation) else span)
    return tuple(sorted(set(spans)))


def _quotations(page: Page, span: Span) -> list[Quotation]:
    return page.quotations_at(span)


def _is_quotation(span: Span, quotation: Quotation) -> bool:
    return quotation.outer.covers(span) and quotation.depth == 0


def _trimmed_equal(text: str, span: Span, quotation: Quotation) -> bool:
    """Whether span and quotation differ by marks and punctuation only."""
    before = text[quotation.inner.start : span.start]
    after = text[span.end : quotation.inner.end]
    return not any(c.isalnum() for c in before + after)


def mode_of(page: Page, content: Sequence[Span]) -> Literal["direct", "indirect", "mixed"]:
    """direct: all of it between quotation marks; mixed: part of it; indirect: none of it."""
    quotations = [q for span in content for q in page.quotations_at(span)]
    if not quotations:
        return "indirect"
    whole = all(
        any(q.outer.covers(span) and _trimmed_equal(page.text, span, q) for q in quotations) for span in content
    )
    inside = all(any(q.inner.covers(span) for q in quotations) for span in content)
    return "direct" if whole or inside else "mixed"


def bounded(page: Page, attribution: Attribution) -> list[tuple[Span, ...]]:
    """The content whole, or by paragraph when it is too much to be one statement."""
    size = sum(span.end - span.start for span in attribution.content)
    length = len(page.text)
    if size <= _LONG and (length < _SMALL_TEXT or size <= length * _LONG_SHARE):
        return [attribution.content]
    groups: list[list[Span]] = []
    for span in attribution.content:
        if groups and "\n" not in page.text[groups[-1][-1].end : span.start] and _size(groups[-1]) < _LONG / 2:
            groups[-1].append(span)
        else:
            groups.append([span])
    return [tuple(part) for group in groups for part in _halved(page, group)]


def _halved(page: Page, group: list[Span]) -> list[list[Span]]:
    """The group, or its sentences when it is still longer than any one person's statement in one breath."""
    if _size(group) <= _LONG:
        return [group]
    sentences = [s.span for s in page.sentences if group[0].start < s.span.end and s.span.start < group[-1].end]
    parts = [
        Span(max(s.start, span.start), min(s.end, span.end))
        for span in group for s in sentences if s.overlaps(span)
    ]  # fmt: skip
    return [[part] for part in parts if part.end - part.start <= _LONG] or []


def _size(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)
