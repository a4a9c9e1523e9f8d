"""All attributions that the rules find in an article, each word in at most one of a kind.

An invented example: `"“It is late,” the envoy said, according to a witness."` gives the envoy's words; the
witness's attribution covers the same words and is kept apart, for the chain through which they came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.read.attribution import Attribution
from memcon.read.attribution_nouns import noun_attributions
from memcon.read.attribution_phrases import phrase_attributions
from memcon.read.attribution_quotes import closed_marks, inside_quotation, with_quotations
from memcon.read.attribution_relayed import inner_words, named_words, views
from memcon.read.attribution_verbs import verb_attributions
from memcon.read.page import Page
from memcon.read.received import received
from memcon.read.span_index import SpanIndex

_SURE = 0.3


def rule_attributions(page: Page) -> list[Attribution]:
    """The attributions of the readable text, in order of their first word; quoted speech is its speaker's alone."""
    verbs = [a for a in verb_attributions(page) if _outside(page, a)]
    told = received(page)
    heads = {a.head for a in told}
    verbs = [a for a in verbs if a.head not in heads]
    phrased = (*told, *noun_attributions(page), *phrase_attributions(page), *views(page), *named_words(page))
    others = [a for a in phrased if a.pattern == "quote" or _outside(page, a)]
    found = outermost(with_quotations(page, [*verbs, *_new(verbs, others)]))
    return sorted(found, key=lambda a: (a.start, a.content[0].start, a.pattern))


def outermost(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Those whose cue stands in no other's content: what somebody says of others' words is his own statement."""
    contents = [(span, i) for i, a in enumerate(attributions) if a.strength >= _SURE for span in a.content]
    index = SpanIndex(span for span, _ in contents)
    kept = []
    for at, attribution in enumerate(attributions):
        anchor = attribution.cue or attribution.content[0]
        holders = {contents[i][1] for i in index.meeting(anchor) if contents[i][0].covers(anchor)} - {at}
        if all(_holds_back(attribution, attributions[i]) for i in holders):
            kept.append(attribution)
    return kept


def _holds_back(attribution: Attribution, other: Attribution) -> bool:
    """Whether `attribution` is itself the outer one: the other's cue stands in its content, and it is the larger."""
    cue = other.cue
    return cue is not None and any(c.covers(cue) for c in attribution.content) and _size(attribution) >= _size(other)


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def inner_attributions(page: Page) -> list[Attribution]:
    """The reports that may stand inside the content of others, in order of their first word.

    A cue within quotation marks counts when its source stands before them ("wrote that the ministries “portrayed …”").
    """
    told = (*verb_attributions(page), *phrase_attributions(page), *inner_words(page))
    found = [a for a in told if page.readable(a.start)]
    inner = [
        replace(a, content=tuple(closed_marks(page, span) for span in a.content))
        for a in found
        if a.source is not None and not inside_quotation(page, a.source)
    ]
    return sorted(inner, key=lambda a: (a.start, a.content[0].start, a.pattern))


def _outside(page: Page, attribution: Attribution) -> bool:
    anchor = attribution.cue or attribution.content[0]
    return page.readable(anchor.start) and not inside_quotation(page, anchor) and _latin(page.text, attribution)


def _latin(text: str, attribution: Attribution) -> bool:
    """Whether the source is in the script that the parser reads."""
    letters = [c for c in attribution.source.of(text) if c.isalpha()] if attribution.source else []
    return sum(c < "\u0250" for c in letters) * 2 >= len(letters)


def _new(verbs: Sequence[Attribution], others: Sequence[Attribution]) -> list[Attribution]:
    """Those of `others` whose cue is in no cue found already."""
    cues = SpanIndex(a.cue for a in verbs if a.cue is not None)
    return [a for a in others if a.cue is None or not any(True for _ in cues.meeting(a.cue))]
