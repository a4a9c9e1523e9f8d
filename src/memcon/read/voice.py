"""Whose voice a sentence is in: reported from somebody, told as fact, or the author's own judgement.

An invented example: `"The envoy said talks had failed."` is reported, `"Talks failed on Monday."` factual,
`"What a shameful spectacle!"` opinion. Precision first: what is not plainly judgement is told as fact.

What stands between quotation marks or in somebody's statement is not the author's; the rest of a sentence is
weighed by its words: evaluation, stance, the first and second person, questions, what should be. The weights were
fitted on sentences that several people labelled (BABE, see training/fit_voice.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from math import exp

from memcon.lexicon.lexicon import Lexicon
from memcon.model.reading import Sentence
from memcon.model.span import Span
from memcon.read.page import Page
from memcon.read.span_index import SpanIndex

_SHOWN = 0.5
_OPINION = 0.6
"""The probability from which a sentence is called opinion; below it, it counts as told for fact."""

_COLUMN_SHIFT = 0.8
_NEWS_SHIFT = -0.9
_UNKNOWN_SHIFT = -0.2
_LEAST_LEFT = 12
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_FEATURES: Mapping[str, re.Pattern[str]] = {
    "question": re.compile(r"\?"),
    "exclamation": re.compile(r"!"),
    "first person": re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s|[Ll]et['’]s)\b"),
    "second person": re.compile(r"\b[Yy]ou(?:r|['’](?:re|ve|ll|d))?\b"),
    "judgement": re.compile(
        r"\b(?:should(?:n['’]t)?|must(?:n['’]t)?|ought|cannot afford|can['’]t afford|need(?:s)? to|had better|no wonder"
        r"|it is (?:time|clear|hard to)|makes? (?:no )?sense|deserves?)\b"
    ),
    "contraction": re.compile(
        r"\b\w{1,20}(?:n['’]t|['’](?:re|ve|ll))\b|\b(?:it|that|there|here|what|who|he|she)['’]s\b", re.IGNORECASE
    ),
    "talk": re.compile(
        r"\b(?:looks? (?:a lot )?like|sounds? like|feels? like|of course|so-called|in other words|after all|at best"
        r"|at all|to be sure|the truth is|the fact is|needless to say|let alone|for that matter"
        r"|good luck|kind of|sort of|a lot|as if|if only|not to mention|by any means|in a nutshell)\b",
        re.IGNORECASE,
    ),
    "superlative": re.compile(
        r"\b(?:most|least|worst|best|greatest|never|always|ever|nothing|everything|nobody|everyone)\b", re.IGNORECASE
    ),
    "report": re.compile(
        r"\b(?:said|told|announced|according to|stated|reported|added|percent|per cent|spokes\w+|officials?)\b"
        r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    ),
    "figure": re.compile(r"\d"),
}  # fmt: skip


def give_voice(page: Page) -> tuple[Sentence, ...]:
    """The page's sentences, each with its voice and how likely it is the author's judgement."""
    contents = SpanIndex(span for s in page.statements if s.confidence >= _SHOWN for span in s.content)
    return tuple(_voiced(page, sentence, contents) for sentence in page.sentences)


def _voiced(page: Page, sentence: Sentence, contents: SpanIndex) -> Sentence:
    if _covered(sentence.span, contents) > (sentence.span.end - sentence.span.start) / 2:
        return replace(sentence, voice="reported", opinion=0.0)
    words = own_words(page, sentence.span, contents)
    if sum(map(str.isalpha, words)) < _LEAST_LEFT:
        return replace(sentence, voice="factual", opinion=0.0)
    found = features(words, page.lexicon)
    shift = _shift(page)
    opinion = _probability(found, page.lexicon, shift)
    given = sentence.opinion
    # An encoder's probability, when one read the article, counts as much as the rules'.
    opinion = round((opinion + given) / 2, 4) if given > 0 else opinion
    voiced = opinion >= _OPINION and page.article.kind != "official"
    return replace(sentence, voice="opinion" if voiced else "factual", opinion=opinion)


def _shift(page: Page) -> float:
    """How much readier the kind of article makes to see judgement in it, in log-odds."""
    if page.article.kind in ("column", "analysis"):
        return _COLUMN_SHIFT
    return _NEWS_SHIFT if page.article.kind in ("news", "wire", "official") else _UNKNOWN_SHIFT


def _covered(sentence: Span, contents: SpanIndex) -> int:
    near = [contents.spans[i] for i in contents.meeting(sentence)]
    return sum(min(c.end, sentence.end) - max(c.start, sentence.start) for c in near)


def own_words(page: Page, sentence: Span, contents: SpanIndex) -> str:
    """The words of a sentence that are the author's: no quotation, no content of a statement."""
    holes = [contents.spans[i] for i in contents.meeting(sentence)]
    holes += [q.outer for q in page.quotations_at(sentence)]
    parts, at = [], sentence.start
    for hole in sorted(holes):
        if hole.start > at:
            parts.append(page.text[at : min(hole.start, sentence.end)])
        at = max(at, hole.end)
    if at < sentence.end:
        parts.append(page.text[at : sentence.end])
    return " ".join(parts)


def features(words: str, lexicon: Lexicon) -> dict[str, float]:
    """What in the words speaks for or against judgement, each feature 0..2."""
    lists = _lists(lexicon)
    lowered = [word.lower().replace("’", "'") for word in _WORD.findall(words)]
    found = {kind: float(min(2, sum(lists.get(word) == kind for word in lowered))) for kind in ("evaluative", "stance")}
    for name, pattern in _FEATURES.items():
        found[name] = float(min(2, len(pattern.findall(words))))
    found["short"] = float(len(lowered) <= 8)
    return found


def _probability(found: Mapping[str, float], lexicon: Lexicon, shift: float) -> float:
    weights = _weights(lexicon)
    logit = weights.get("bias", 0.0) + shift + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + exp(-logit)), 4)


@lru_cache(maxsize=8)
def _lists(lexicon: Lexicon) -> Mapping[str, str]:
    return {row["word"]: row["class"] for row in lexicon.table("opinion")}


@lru_cache(maxsize=8)
def _weights(lexicon: Lexicon) -> Mapping[str, float]:
    return {row["feature"]: float(row["weight"]) for row in lexicon.table("voice")}
