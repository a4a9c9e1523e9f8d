"""Whose voice a sentence is in: reported from somebody, told as fact, or the author's own judgement.

An invented example: `"The envoy said talks had failed."` is reported, `"Talks failed on Monday."` factual,
`"What a shameful spectacle!"` opinion.
"""

from __future__ import annotations

from dataclasses import replace

from memcon.model.reading import Sentence
from memcon.model.span import Span
from memcon.read.page import Page
from memcon.read.span_index import SpanIndex


def give_voice(page: Page) -> tuple[Sentence, ...]:
    """The page's sentences, each with its voice."""
    contents = SpanIndex(span for s in page.statements if s.confidence >= 0.5 for span in s.content)
    return tuple(replace(s, voice="reported") if _mostly(s.span, contents) else s for s in page.sentences)


def _mostly(sentence: Span, contents: SpanIndex) -> bool:
    near = [contents.spans[i] for i in contents.meeting(sentence)]
    covered = sum(min(c.end, sentence.end) - max(c.start, sentence.start) for c in near)
    return covered > (sentence.end - sentence.start) / 2
