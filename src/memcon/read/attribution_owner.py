"""An attribution given to another speaker, and the small looks at the parse that finding one takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_spans import clean, cue_group, phrase, subtract
from memcon.read.page import Page, span_of

_SURE = 0.85
"""How sure a source, cue and join are that the parse has shown to belong together."""

_SPEAKING = frozenset({"say", "write", "ask"})
_JOINTS = frozenset({"that", "as", "and", "by", "is", "to", "what", "was", "how", "it", "which"})


def owned_by(
    page: Page, attribution: Attribution, *, speaker: Token, verb: Token, content: tuple[Span, ...],
    hosts: Sequence[Token],
) -> Attribution:  # fmt: skip
    """The attribution with another speaker, cue and content, shown to belong together by the parse."""
    source = phrase(page, speaker) or span_of(speaker)
    if source.start < verb.idx < source.end and speaker.idx < verb.idx:
        source = clean(page.text, Span(source.start, verb.idx)) or span_of(speaker)
    if any(source.overlaps(part) for part in content):
        source = span_of(speaker)
    first, last = cue_group(verb)
    cue = Span(page.doc[first].idx, page.doc[last].idx + len(page.doc[last]))
    if cue.overlaps(source) or any(cue.overlaps(part) for part in content):
        cue = span_of(verb)
    kinds = cues_of(page.lexicon).kinds
    kind = next((kinds[f"{p}:{lemma_of(verb)}"] for p in ("verb", "noun") if f"{p}:{lemma_of(verb)}" in kinds), "say")
    sure = attribution.certainty
    return replace(
        attribution, source=source, speaker=speaker.i, head=verb.i, cue=cue, content=content,
        kind=kind if kind in ("say", "write", "ask", "show") else "say",
        strength=max(attribution.strength, _SURE),
        score=max(attribution.score, _SURE) if attribution.score is not None else None,
        certainty=(max(sure[0], _SURE), max(sure[1], _SURE), sure[2], max(sure[3], _SURE)) if sure else None,
        hosts=(*(t.i for t in hosts), *attribution.hosts),
    )  # fmt: skip


def left_of(page: Page, content: Sequence[Span], holes: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of a content without its holes: pieces with words that are more than a joint."""
    parts = (clean(page.text, part) for part in subtract(content, holes))
    return tuple(p for p in parts if p is not None and any(len(w) > 1 for w in p.of(page.text).split())
                 and p.of(page.text).lower() not in _JOINTS)  # fmt: skip


def ending_before(token: Token) -> Token | None:
    """The head of the noun phrase that ends right before a token."""
    if token.i == 0:
        return None
    found = token.doc[token.i - 1]
    if found.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    for _ in range(8):
        above = found.head
        if above.i >= token.i or above.i == found.i or above.pos_ not in ("NOUN", "PROPN", "ADP", "ADJ", "NUM"):
            break
        found = above
    return found if found.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else None


def opens_with_that(clause: Token) -> bool:
    """Whether a clause is marked by "that"."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def same_actor(page: Page, one: Token, other: Token) -> bool:
    """Whether both stand for one actor; a possessive pronoun that nothing resolves is taken for the host's own."""
    left, right = page.mention_of(one), page.mention_of(other)
    if right is None or right.actor is None:
        return other.pos_ == "PRON"
    return left is not None and left.actor == right.actor


def between(first: Token, last: Token) -> Span:
    """The span from one token to another, in whichever order they stand."""
    left, right = (first, last) if first.i <= last.i else (last, first)
    return Span(left.idx, right.idx + len(right))


def whole(token: Token) -> Span:
    """The span of everything that hangs on a token."""
    return Span(token.left_edge.idx, token.right_edge.idx + len(token.right_edge))


def speaks(page: Page, token: Token) -> bool:
    """Whether a word is a verb of saying, writing or asking."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return cues_of(page.lexicon).kinds.get(f"verb:{lemma_of(token)}") in _SPEAKING


def passive_of(verb: Token) -> Token | None:
    """The subject of a passive verb."""
    return next((c for c in verb.children if c.dep_ == "nsubjpass"), None)


def subject_of(verb: Token) -> Token | None:
    """The subject of an active verb, its own one only."""
    return next((c for c in verb.children if c.dep_ == "nsubj"), None)
