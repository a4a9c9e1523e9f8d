"""An article's text in paragraphs of marked runs: which lines, times, furniture, copies and opinion stand where.

"Xi told Putin" with a statement on 0–13 and an event on 3–13 gives the runs "Xi " (statement) and
"told Putin" (statement, event). Offsets are code points of the text as given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from memcon.errors import UsageError
from memcon.model.article import Article
from memcon.model.reading import Reading
from memcon.record import Record
from memcon.views.naming import labels_for
from memcon.views.telling import Told, tell

LAYERS = ("statements", "events", "asks", "forecasts", "times", "copies", "opinion", "furniture")
_LINE_LAYERS = {"statements": "statements", "events": "events", "encounters": "events", "asks": "asks",
                "forecasts": "forecasts", "differences": "events"}  # fmt: skip
_FURNITURE = ("furniture", "caption", "byline")
_PARAGRAPH = re.compile(r"[^\r\n]+")
LISTED = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters with the same layers. `lines` are ids of lines that stand here, the shortest span first;
    `anchors` the spans (start, end) that begin here, to be jumped to."""

    start: int
    end: int
    text: str
    layers: tuple[str, ...]
    lines: tuple[str, ...]
    anchors: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the text by its role on the page, in runs."""

    kind: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layered:
    """An article to read: its head, text in paragraphs, the lines that rest on it in order of text, counts."""

    article: Article
    head: dict[str, Any]
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Told, ...]
    counts: dict[str, int]
    copies: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    start: int
    end: int
    layer: str
    line: str = ""


def layered(record: Record, article_id: str, *, min_confidence: float = 0.5) -> Layered:
    """The article with its layers; UsageError when the record has none of this id."""
    article = record.article(article_id)
    if article is None:
        raise UsageError(f"the record has no article {article_id!r}")
    head = record.heads([article_id])[article_id]
    cited = [row for row in record.cited(article_id) if row[0] in _LINE_LAYERS or row[0] == "copies"]
    found = {
        key: (kind, value)
        for key, (kind, value) in record.several(key for _, key, _ in cited).items()
        if value["confidence"] >= min_confidence and not value.get("rejected")
    }
    reading = record.reading(article_id)
    marks = [
        _Mark(start=span.start, end=span.end, layer=_LINE_LAYERS.get(kind, kind), line=key)
        for kind, key, span in cited
        if key in found and kind == found[key][0]
    ]
    marks += list(_reading_marks(reading)) if reading else []
    order = list(dict.fromkeys(key for kind, key, _ in cited if key in found and kind != "copies"))
    names = labels_for(record, [found[key][1] for key in found], head)
    decisions = record.lines("decisions")
    copies = [key for key in found if found[key][0] == "copies"]
    return Layered(
        article=article,
        head=head,
        paragraphs=tuple(_paragraphs(article.text, marks, reading)),
        lines=tuple(tell(*found[key], names, decisions) for key in order[:LISTED]),
        counts=_counts(marks),
        copies=tuple(tell("copies", found[key][1], names, decisions) for key in sorted(copies)),
    )


def _counts(marks: Iterable[_Mark]) -> dict[str, int]:
    found: dict[str, set[tuple[int, int] | str]] = {layer: set() for layer in LAYERS}
    for mark in marks:
        found[mark.layer].add(mark.line or (mark.start, mark.end))
    return {layer: len(keys) for layer, keys in found.items()}


def _reading_marks(reading: Reading) -> Iterator[_Mark]:
    for time in reading.times:
        yield _Mark(start=time.span.start, end=time.span.end, layer="times")
    for sentence in reading.sentences:
        if sentence.voice == "opinion":
            yield _Mark(start=sentence.span.start, end=sentence.span.end, layer="opinion")
    for block in reading.blocks:
        if block.kind in _FURNITURE:
            yield _Mark(start=block.span.start, end=block.span.end, layer="furniture")
        elif block.kind == "quoted":
            yield _Mark(start=block.span.start, end=block.span.end, layer="copies")


def _paragraphs(text: str, marks: list[_Mark], reading: Reading | None) -> Iterator[Paragraph]:
    runs = _runs(text, marks)
    blocks = list(reading.blocks) if reading else []
    at = 0
    for found in _PARAGRAPH.finditer(text):
        own = list(_within(runs, found.start(), found.end()))
        if not found.group().strip():
            continue
        while at + 1 < len(blocks) and blocks[at].span.end <= found.start():
            at += 1
        kind = blocks[at].kind if blocks and blocks[at].span.start < found.end() else "body"
        yield Paragraph(kind=kind, runs=tuple(own))


def _within(runs: dict[int, Run], start: int, end: int) -> Iterator[Run]:
    while start < end:
        run = runs[start]
        yield run
        start = run.end


def _runs(text: str, marks: list[_Mark]) -> dict[int, Run]:
    """Runs by where they start, cut wherever a mark or a paragraph begins or ends."""
    opening: dict[int, list[_Mark]] = defaultdict(list)
    closing: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        opening[mark.start].append(mark)
        closing[mark.end].append(mark)
    cuts = {place for found in _PARAGRAPH.finditer(text) for place in found.span()}
    places = sorted({0, len(text), *opening, *closing, *cuts})
    standing: dict[_Mark, int] = {}
    runs: dict[int, Run] = {}
    for start, end in pairwise(places):
        for mark in closing[start]:
            standing.pop(mark, None)
        for mark in opening[start]:
            standing[mark] = 1
        runs[start] = _run(text, start, end, list(standing), opening[start])
    return runs


def _run(text: str, start: int, end: int, standing: list[_Mark], opened: list[_Mark]) -> Run:
    nearest = sorted((m for m in standing if m.line), key=lambda m: (m.end - m.start, m.line))
    return Run(
        start=start,
        end=end,
        text=text[start:end],
        layers=tuple(layer for layer in LAYERS if any(m.layer == layer for m in standing)),
        lines=tuple(dict.fromkeys(m.line for m in nearest)),
        anchors=tuple(sorted({(m.start, m.end) for m in opened if m.line})),
    )
