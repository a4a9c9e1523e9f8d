"""Whom a report cites beside its verb: "citing two clerks", "with reference to the mayor", "on the word of a diver".

An invented example: of `"The Daily, citing two clerks, reported that …"` the citing word is `citing`, the cited are
`two clerks`.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import lemma_of
from memcon.read.attribution_owner import left_of
from memcon.read.attribution_spans import phrase
from memcon.read.chain_words import can_speak, is_text
from memcon.read.outlet_names import media
from memcon.read.page import Page

PASSES_ON = frozenset({"say", "write", "show"})
"""Kinds of cues that hand on what others said."""

_BETWEEN = 160
_BEFORE = 3


def cited_in(page: Page, verb: Token, attribution: Attribution) -> tuple[Span, Token, tuple[Span, ...]] | None:
    """Whom the source cites for the content ("X, citing two officials, reported"), as (span, head, content without)."""
    for token in citing(page, verb, attribution):
        named = _cited_by(token)
        span = phrase(page, named) if named is not None else None
        if named is None or span is None:
            continue
        opens = any(c.start <= span.start < c.end and span.start - c.start < _BEFORE for c in attribution.content)
        content = left_of(page, attribution.content, [span]) if opens else attribution.content
        content = tuple(c for c in content if not span.covers(c))
        if content and not any(c.overlaps(span) for c in content):
            return span, named, content
    return None


def _below_two(host: Token) -> list[Token]:
    near = list(host.children)
    return [*near, *(g for c in near for g in c.children)]


def _refers(token: Token) -> bool:
    """Whether a word leads to who is relied on: "referring to", "with reference to", "on the authority of"."""
    if token.lower_ in ("referring", "pointing") and token.tag_ == "VBG":
        return token.lower_ == "referring" and any(c.lower_ == "to" for c in token.children)
    return (
        token.lower_ in ("reference", "authority", "strength", "word")
        and token.dep_ == "pobj"
        and any(c.lower_ in ("to", "of") for c in token.children)
        and token.head.lower_ in ("with", "on")
    )


def _cited_by(token: Token) -> Token | None:
    if token.lower_ in ("referring", "reference", "authority", "strength", "word"):
        return next((o for c in token.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"), None)
    return next((c for c in token.children if c.dep_ in ("dobj", "obj", "pobj")), None)


def citing(page: Page, verb: Token, attribution: Attribution) -> list[Token]:
    """The participles "citing" and "quoting" that hang on a reporting verb or its source and cite people or papers."""
    if attribution.kind not in PASSES_ON or lemma_of(verb) in ("cite", "quote"):
        return []
    hosts = [verb, *((page.doc[attribution.speaker],) if attribution.speaker is not None else ())]
    found = [
        child
        for host in hosts
        for child in host.children
        if lemma_of(child) in ("cite", "quote") and child.tag_ == "VBG"
        and child.dep_ in ("advcl", "acl", "prep", "dep", "conj")
    ]  # fmt: skip
    found += [c for host in hosts for c in _below_two(host) if _refers(c)]
    found += [t for t in _put_between(page, attribution) if t not in found and (_refers(t) or _quotes(t))]
    found = [t for t in found if not _of_opening(page, t, attribution) and not _glosses(page, t, attribution)]
    named = [(token, _cited_by(token)) for token in found]
    return [token for token, cited in named if cited is not None and (can_speak(page, cited) or is_text(cited))]


def _of_opening(page: Page, token: Token, attribution: Attribution) -> bool:
    """Whether "citing" belongs to the "According to X," before it and not to the speaker behind it."""
    home = page.sentence_at(token.idx)
    first = page.token_at(home.span.start) if home is not None else token
    head = attribution.head if attribution.head is not None else first.i
    between = attribution.source is not None and token.idx < attribution.source.start
    return first.lower_ in ("according", "per") and head != first.i and first.i < token.i and between


def _glosses(page: Page, token: Token, attribution: Attribution) -> bool:
    """Whether words behind what somebody said only tell what he meant or went by: "“It is late,” Day said, referring to
    the talks"; what an outlet or a paper brings behind a verb of its own is still another's."""
    cue = attribution.cue
    if cue is None or token.idx < cue.end or attribution.content[0].start > token.idx:
        return False
    teller = page.doc[attribution.speaker] if attribution.speaker is not None else None
    if teller is not None and (is_text(teller) or media(page, teller)):
        return False
    quoted = any(not q.scare for c in attribution.content for q in page.quotations_at(c))
    return quoted or token.lower_ in ("referring", "reference")


def _quotes(token: Token) -> bool:
    return lemma_of(token) in ("cite", "quote") and token.tag_ == "VBG"


def _put_between(page: Page, attribution: Attribution) -> list[Token]:
    """The words between source, cue and content, wherever the parse hangs them."""
    source, cue, first = attribution.source, attribution.cue, attribution.content[0]
    if cue is None:
        return []
    gaps = [(cue.end, first.start), *(((source.end, cue.start),) if source is not None else ())]
    return [t for start, end in gaps if 0 < end - start < _BETWEEN for t in page.tokens(Span(start, end))]
