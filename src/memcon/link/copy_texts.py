"""What of an article can be a copy: the words of its body, and where quotation marks stand.

`Envoys met. Sign up for our letter. (Reuters)` gives the words of its body blocks; furniture is
left out, and a run of words that both articles have inside quotation marks is a source's sentence
that two reporters heard, not a passage that one took from the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from memcon.link.similarity import Words, words_of
from memcon.model.digest import Digest
from memcon.model.span import Span

_PASSAGE = ("body", "quoted")
_QUOTATION = re.compile(r"[“\"][^“”\"\n]{1,1500}[”\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyText:
    """An article's words for comparing, and which of them stand between quotation marks."""

    digest: Digest
    words: Words
    quoted: frozenset[int]

    @property
    def id(self) -> str:
        """The article's id."""
        return self.digest.article.id


def copy_text(digest: Digest) -> CopyText:
    """The comparable words of one article."""
    text = digest.article.text
    parts = [block.span for block in digest.blocks if block.kind in _PASSAGE] if digest.blocks else None
    words = words_of(text, parts)
    return CopyText(digest=digest, words=words, quoted=_inside(words, _quotations(text)))


def _quotations(text: str) -> Iterable[Span]:
    return (Span(match.start(), match.end()) for match in _QUOTATION.finditer(text))


def _inside(words: Words, quotations: Iterable[Span]) -> frozenset[int]:
    starts = words.starts
    found: set[int] = set()
    for quotation in quotations:
        index = bisect_right(starts, quotation.start)
        while index < len(starts) and starts[index] < quotation.end:
            found.add(index)
            index += 1
    return frozenset(found)
