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
from functools import cached_property

from memcon.link.similarity import Words, folded, tokens_in, words_of
from memcon.model.digest import Digest
from memcon.model.span import Span

_PASSAGE = ("body", "quoted")
_QUOTATION = re.compile(r"[“\"][^“”\"\n]{1,1500}[”\"]")


@dataclass(frozen=True, kw_only=True)
class CopyText:
    """An article's words for comparing: `tokens` as written, `forms` in lower case; their places only when needed."""

    digest: Digest
    tokens: tuple[str, ...]
    forms: tuple[str, ...]

    @cached_property
    def words(self) -> Words:
        """The words with their places in the text."""
        return words_of(self.digest.article.text, _parts(self.digest))

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The numbers of the words that stand between quotation marks."""
        return _inside(self.words, _quotations(self.digest.article.text))

    @property
    def id(self) -> str:
        """The article's id."""
        return self.digest.article.id


def copy_text(digest: Digest) -> CopyText:
    """The comparable words of one article."""
    tokens = tokens_in(digest.article.text, _parts(digest))
    return CopyText(digest=digest, tokens=tuple(tokens), forms=tuple(map(folded, tokens)))


def _parts(digest: Digest) -> list[Span]:
    if digest.blocks:
        return [block.span for block in digest.blocks if block.kind in _PASSAGE]
    return [Span(0, len(digest.article.text))]


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
