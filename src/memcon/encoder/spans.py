"""Role spans from label sequences: cut at role changes, mended where the labels falter.

`The minister "regrets" the delay, she said.` may come labelled as two contents with a gap of a few
characters between; bridging makes one of them, and the quotation mark is taken in with its partner.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from memcon.encoder.values import Role

ROLES: tuple[Role, ...] = ("source", "cue", "content")
LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BI"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """Characters: gaps of one role up to `bridge` are closed, contents shorter than `shortest` dropped."""

    bridge: int
    shortest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One role over words `[first, last]` of a text, which cover characters `[start, end)`."""

    role: Role
    first: int
    last: int
    start: int
    end: int


def runs(labels: Iterable[int], starts: Sequence[int], ends: Sequence[int], *, first: int) -> Iterator[Run]:
    """The runs of one line, whose words have the numbers `first`, `first + 1`, ... in the text."""
    opened: tuple[Role, int] | None = None
    count = 0
    for count, label in enumerate(labels, 1):
        word = count - 1
        continues = label != 0 and label % 2 == 0 and opened is not None
        if opened is not None and not continues:
            yield _run(opened, word - 1, starts, ends, first)
            opened = None
        if label != 0 and opened is None:
            opened = (ROLES[(label - 1) // 2], word)
    if opened is not None:
        yield _run(opened, count - 1, starts, ends, first)


def _run(opened: tuple[Role, int], last: int, starts: Sequence[int], ends: Sequence[int], first: int) -> Run:
    role, word = opened
    return Run(role=role, first=word + first, last=last + first, start=starts[word], end=ends[last])


def mend(found: Sequence[Run], text: str, quotes: Sequence[tuple[int, int]], mending: Mending) -> list[Run]:
    """The runs of one line after bridging, dropping and taking in quotation marks."""
    joined: list[Run] = []
    for run in found:
        before = joined[-1] if joined else None
        if before and before.role == run.role and _bridges(text[before.end : run.start], mending):
            joined[-1] = replace(before, last=run.last, end=run.end)
        else:
            joined.append(run)
    kept = [run for run in joined if run.role != "content" or run.end - run.start >= mending.shortest]
    return [widen(run, text, quotes) for run in kept]


def _bridges(gap: str, mending: Mending) -> bool:
    return len(gap) <= mending.bridge and not any(mark in gap for mark in '“”"\n')


def widen(run: Run, text: str, quotes: Sequence[tuple[int, int]]) -> Run:
    """A content with the quotation marks at its edges, where both partners can be taken in."""
    if run.role != "content":
        return run
    start, end = run.start, run.end
    near = bisect_right(quotes, start, key=lambda quote: quote[1])
    for opening, closing in quotes[near : bisect_left(quotes, end, key=lambda quote: quote[0])]:
        if opening < start and text[opening + 1 : start].strip():
            continue
        if closing > end and any(c.isalnum() for c in text[end:closing]):
            continue
        start, end = min(start, opening), max(end, closing)
    return replace(run, start=start, end=end)
