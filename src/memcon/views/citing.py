"""Footnotes: the words of an article in their whole sentence, with who published them and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from memcon.record import Record
from memcon.views.dates import day_in_words
from memcon.views.naming import clip

Line = Mapping[str, Any]
LONG = 400
"""Characters from which a sentence is not quoted whole."""
TITLE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A footnote: who published, when, the exact words at `span`, and the line of the record that they carry."""

    label: str
    quote: str
    article: str
    span: tuple[int, int]
    line: str


class Sources:
    """The articles of a record as they are cited."""

    def __init__(self, record: Record, articles: Iterable[Line]) -> None:
        self._record = record
        self._heads = {article["id"]: article for article in articles}

    def outlet(self, key: str) -> str:
        """Who published an article: the outlet, else the article by its title, else by its id."""
        head = self._heads.get(key) or {}
        if head.get("outlet"):
            return clip(_line(head["outlet"]), TITLE)
        return f"the article {_marked(head['title'])}" if head.get("title") else f"the article {clip(key, TITLE)}"

    def published(self, key: str) -> str | None:
        """The article's date as EDTF."""
        return (self._heads.get(key) or {}).get("published")

    def dated(self, key: str) -> str:
        """`The Courier of 3 May 2022`."""
        day = self.published(key)
        return f"{self.outlet(key)} of {day_in_words(day)}" if day else self.outlet(key)

    def label(self, key: str) -> str:
        """`The Courier, 3 May 2022, “Talks resume”`, as a footnote begins."""
        head = self._heads.get(key) or {}
        title = f"“{clip(_line(head['title']), TITLE)}”" if head.get("title") else ""
        outlet = self.outlet(key)
        return ", ".join(
            dict.fromkeys(part for part in (outlet, day_in_words(head.get("published") or ""), title) if part)
        )

    def outlets(self, keys: Iterable[str]) -> list[str]:
        """Who published articles, each once; with their dates where one outlet published several."""
        keys = list(dict.fromkeys(keys))
        names = [self.outlet(key) for key in keys]
        if len(set(names)) < len(names):
            names = [self.dated(key) for key in keys]
        return list(dict.fromkeys(names))

    def cite(self, row: Line, line: str) -> Citation:
        """The footnote of a piece of evidence: its whole sentence, or its own words where that is long."""
        start, end = row["span"]
        span, quote = (start, end), row["quote"]
        around = self._record.sentence(row["article"], start)
        if around is not None and around[0].start <= start and end <= around[0].end and len(around[1]) <= LONG:
            span, quote = _trimmed(around[0].start, around[1])
        return Citation(label=self.label(row["article"]), quote=quote, article=row["article"], span=span, line=line)

    def cite_all(self, rows: Iterable[Line], line: str, *, most: int = 8) -> tuple[Citation, ...]:
        """Footnotes of a line's evidence: one a sentence, one an article first, `most` in all."""
        found = [self.cite(row, line) for row in rows]
        first: dict[str, Citation] = {}
        for citation in found:
            first.setdefault(citation.article, citation)
        return tuple(first.values())[:most]


def _trimmed(start: int, text: str) -> tuple[tuple[int, int], str]:
    """The sentence without white space at its ends, its span moved with it."""
    left = len(text) - len(text.lstrip())
    quote = text.strip()
    return (start + left, start + left + len(quote)), quote


def _line(text: object) -> str:
    return " ".join(str(text).split())


def _marked(title: object) -> str:
    """A title in quotation marks, those within made single."""
    return f"“{_inner(clip(_line(title), TITLE))}”"


def _inner(text: str) -> str:
    return text.replace("“", "‘").replace("”", "’").replace('"', "'")


def quoted(words: str) -> str:
    """Words as a sentence quotes them: on one line, in quotation marks, cut when long."""
    text = clip(_line(words), LONG)
    if text[:1] in '“"' and text[-1:] in '”"' and text.count(text[0]) == 1:
        text = text[1:-1]
    # marks inside marks: the outer pair is double, those within become single
    return f"“{_inner(text).rstrip(' .,;')}”"
