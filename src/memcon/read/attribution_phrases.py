"""Sources named by a phrase beside the sentence: "according to ...", "in the words of ...", "reportedly".

An invented example: `"Talks will resume on Monday, according to two diplomats familiar with the plan."` gives the
source `two diplomats familiar with the plan`, the cue `according to`, and the rest of the sentence as content.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_spans import clean, phrase, subtract
from memcon.read.chain_words import can_speak
from memcon.read.page import Page, span_of

_IN_NOUNS = frozenset(
    {
        "view",
        "opinion",
        "words",
        "eyes",
        "estimation",
        "assessment",
        "mind",
        "judgment",
        "judgement",
        "telling",
        "account",
        "version",
        "reckoning",
    }
)
_BETWEEN_CLAUSES = frozenset({";", ":", "—", "–"})


def phrase_attributions(page: Page) -> list[Attribution]:
    """The attributions whose cue is a phrase, in text order."""
    found: list[Attribution] = []
    for token in page.words:
        lower = token.lower_
        if lower == "according":
            found += _according(page, token)
        elif lower in ("in", "by", "on") and token.dep_ == "prep":
            found += _in_words_of(page, token)
        elif lower == "as" and token.is_sent_start:
            found += _as_told(page, token)
        elif lower == "per" and token.is_sent_start:
            found += _per(page, token)
    return found


def _as_told(page: Page, token: Token) -> Iterator[Attribution]:
    """ "As the Courier has it, …", "As the clerk tells it, …"."""
    verb = token.head
    it = next((c for c in verb.children if c.lower_ == "it" and c.dep_ in ("dobj", "obj")), None)
    named = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if verb.lemma_ not in ("have", "tell", "put", "relate", "remember") or it is None or named is None:
        return
    comma = it.nbor(1) if it.i + 1 < len(page.doc) else it
    if comma.text == "," and can_speak(page, named) and token.i < named.i < verb.i:
        yield from _beside(page, first=token, cue=span_of(verb, it), named=named, strength=0.9, pattern="according")


def _per(page: Page, token: Token) -> Iterator[Attribution]:
    """ "Per the harbour office, …"."""
    named = next((c for c in token.children if c.dep_ == "pobj"), None)
    if named is not None and can_speak(page, named) and page.text[named.right_edge.idx :].find(",") >= 0:
        yield from _beside(page, first=token, cue=span_of(token), named=named, strength=0.9, pattern="according")


def _according(page: Page, token: Token) -> Iterator[Attribution]:
    doc = page.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return
    to = doc[token.i + 1]
    named = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None)
    if named is None:
        named = next((c for c in token.children if c.dep_ in ("pobj", "pcomp") and c.i > to.i), None)
    if named is None or named.left_edge.i <= to.i - 1:
        return
    yield from _beside(page, first=token, cue=span_of(token, to), named=named, strength=0.9, pattern="according")


def _in_words_of(page: Page, token: Token) -> Iterator[Attribution]:
    noun = next((c for c in token.children if c.dep_ == "pobj" and c.lower_ in _IN_NOUNS), None)
    if noun is None:
        return
    holder = next((c for c in noun.children if c.dep_ == "poss"), None)
    if holder is not None:
        yield from _beside(page, first=token, cue=span_of(noun), named=holder, strength=0.6, pattern="according")
        return
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    named = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if of is not None and named is not None:
        yield from _beside(page, first=token, cue=span_of(token, of), named=named, strength=0.6, pattern="according")


def _beside(
    page: Page, *, first: Token, cue: Span, named: Token, strength: float, pattern: str
) -> Iterator[Attribution]:
    """The attribution of the clause that a source phrase stands beside."""
    source = phrase(page, named, whole=True)
    if source is None:
        return
    end = max(source.end, cue.end)
    own = Span(first.idx, end)
    scope = _scope(page, first, own)
    spans = [clean(page.text, part) for part in subtract([scope], [own, cue, source])]
    content = tuple(s for s in spans if s is not None and len(s.of(page.text)) > 2)
    if content:
        yield Attribution(source=source, cue=cue, content=content, pattern=pattern, kind="say", strength=strength,
                          head=first.i, speaker=named.i)  # fmt: skip


def _reported_clause(first: Token) -> Token | None:
    """The clause that somebody else reports and that the phrase stands in ("wrote that, according to X, ...")."""
    token = first
    for _ in range(8):
        if token.dep_ == "ccomp" and token.head.i < token.left_edge.i <= first.i:
            return token
        if token.head is token:
            return None
        token = token.head
    return None


def _scope(page: Page, first: Token, own: Span) -> Span:
    """The clause that the phrase speaks of: its sentence, up to the nearest semicolon or dash that parts clauses."""
    sentence = page.sentence_at(first.idx)
    span = sentence.span if sentence is not None else Span(first.sent.start_char, first.sent.end_char)
    start, end = span
    text = page.text
    clause = _reported_clause(first)
    if clause is not None:
        start, end = max(start, clause.left_edge.idx), min(end, clause.right_edge.idx + len(clause.right_edge))
    for mark in _BETWEEN_CLAUSES:
        left = text.rfind(mark, start, own.start)
        right = text.find(mark, own.end, end)
        if mark != ":" and left >= 0 and own.start - left > 25:
            start = max(start, left + 1)
        if mark == ";" and right >= 0:
            end = min(end, right)
    # At the head of a sentence the phrase speaks of what follows, at its end of what precedes.
    return Span(start, end)
