"""Spans of text and the evidence that a line of the record rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range `[start, end)` of Unicode code points in an article's text; JSON `[start, end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact characters that the span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, offset: int) -> Span:
        """The same span, `offset` code points further on."""
        return Span(self.start + offset, self.end + offset)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans` (at least one)."""
    spans = list(spans)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """The characters of one article that a line rests on; `quote` always equals the slice."""

    article: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reason:
    """Why a score is what it is: `name` of the signal, its `weight` in the score, words for the analyst."""

    name: str
    weight: float = 0.0
    detail: str = ""
