"""Which of many spans meet a given one, without looking at all of them.

An invented example: of the spans (0, 5), (3, 9) and (20, 30), those that meet (4, 6) are the first two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from memcon.model.span import Span


class SpanIndex:
    """Spans in fixed order, to be asked for by place. A question costs what lies near, not what there is."""

    __slots__ = ("_longest", "_order", "_starts", "_wide", "spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(spans)
        lengths = sorted(end - start for start, end in self.spans)
        # A few very long spans would make every question look far back: they are asked one by one.
        self._longest = lengths[-1 - min(len(lengths) // 50, 8)] if lengths else 0
        self._wide = [i for i, (start, end) in enumerate(self.spans) if end - start > self._longest]
        narrow = [i for i, (start, end) in enumerate(self.spans) if end - start <= self._longest]
        self._order = sorted(narrow, key=lambda i: (self.spans[i].start, i))
        self._starts = [self.spans[i].start for i in self._order]

    def meeting(self, span: Span) -> Iterator[int]:
        """Places in `spans` of those that share a character with `span`, in rising order."""
        low = bisect_left(self._starts, span.start - self._longest)
        high = bisect_left(self._starts, span.end)
        found = [i for i in self._order[low:high] if self.spans[i].end > span.start]
        found += [i for i in self._wide if self.spans[i].overlaps(span)]
        return iter(sorted(found))
