"""The reporting clause beside a quotation, read off the order of words where the parse fails.

An invented example: in `"“This is fantastic!” beamed Ann Day of Oslo, who had come early."` the verb follows the mark
and the speaker the verb, whatever the parser made of it; in `"Day boomed: “Onward.”"` a colon leads in.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_spans import cue_group, phrase
from memcon.read.page import Page, Quotation

_NEAR = 14
_KNOWN = 0.25
_NEVER = frozenset({"have", "be", "do", "become", "make"})
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
_ENDS = frozenset({".", "!", "?", ";", "“", "”", '"', "''", "``"})


def clause_beside(page: Page, quotation: Quotation) -> Attribution | None:
    """The attribution of a quotation to the clause right behind or before it; None when there is none."""
    return _behind(page, quotation) or _before(page, quotation)


def _behind(page: Page, quotation: Quotation) -> Attribution | None:
    """“…,” said X / “…,” X, the envoy, said."""
    if not quotation.closed:
        return None
    doc = page.doc
    tail = page.text[quotation.inner.start : quotation.inner.end].rstrip()[-1:]
    first = page.token_at(quotation.outer.end - 1).i + 1
    if first < len(doc) and doc[first].text == ",":
        first += 1
        tail = ","
    if first >= len(doc) or tail not in (",", "?", "!", "—", "–", "…", "-") or "\n" in page.text[
        quotation.outer.end : doc[first].idx]:  # fmt: skip
        return None
    token = doc[first]
    if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") and token.lemma_ not in _NEVER:
        head = _name_at(page, token.i + 1)
        if head is not None and head.pos_ == "NOUN" and _strength(page, token) < _KNOWN:
            return None
        return _made(page, quotation, token, head, strength=0.7) if head is not None else None
    for i in range(first + 1, min(len(doc), first + _NEAR)):
        if doc[i].text in _ENDS or "\n" in doc[i].text:
            return None
        if doc[i].tag_ in ("VBD", "VBZ", "VBP") and _strength(page, doc[i]) >= _KNOWN:
            head = _name_at(page, first)
            return _made(page, quotation, doc[i], head, strength=0.7) if head is not None and head.i < i else None
    return None


def _before(page: Page, quotation: Quotation) -> Attribution | None:
    """X said: “…” / X, the envoy, shouted, “…”; a lone line that ends in a colon leads in to the next paragraph too."""
    doc = page.doc
    last = page.token_at(max(0, quotation.outer.start - 1)).i
    while last >= 0 and doc[last].is_space and doc[last].text.count("\n") <= 3:
        last -= 1
    if last < 1 or doc[last].text not in (":", ",", "—", "–"):
        return None
    if "\n" in page.text[doc[last].idx : quotation.outer.start] and doc[last].text != ":":
        return None
    colon = doc[last].text == ":"
    for i in range(last - 1, max(-1, last - _NEAR), -1):
        token = doc[i]
        if token.text in _ENDS or "\n" in token.text:
            return None
        if token.tag_ not in ("VBD", "VBZ", "VBP"):
            continue
        known = _strength(page, token) >= _KNOWN
        if not known and not (colon and i >= last - 2):
            continue
        head = next((c for c in token.children if c.dep_ == "nsubj"), None)
        return _made(page, quotation, token, head, strength=0.75 if known else 0.55) if head is not None else None
    return None


def _strength(page: Page, token: Token) -> float:
    return cues_of(page.lexicon).verbs.get(lemma_of(token), {}).get("quote", 0.0)


def _name_at(page: Page, start: int) -> Token | None:
    """The head of the noun phrase that begins at a token."""
    doc = page.doc
    if start >= len(doc) or doc[start].is_punct:
        return None
    for i in range(start, min(len(doc), start + 8)):
        token = doc[i]
        if token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ"):
            return None
        if token.pos_ in _NAMES and (token.dep_ not in ("compound", "poss", "nmod") or token.head.i >= i + 8):
            return token if token.left_edge.i >= start else None
    return None


def _made(page: Page, quotation: Quotation, verb: Token, head: Token | None, *, strength: float) -> Attribution | None:
    if head is None:
        return None
    source = phrase(page, head)
    first, last = cue_group(verb)
    cue = Span(page.doc[first].idx, page.doc[last].idx + len(page.doc[last]))
    if source is None or source.overlaps(quotation.outer):
        source = Span(head.idx, head.idx + len(head))
    if source.overlaps(cue):
        source = Span(source.start, cue.start) if source.start < cue.start else Span(cue.end, source.end)
        source = Span(head.idx, head.idx + len(head)) if source.start >= source.end else source
    kinds = cues_of(page.lexicon).kinds
    return Attribution(
        source=source,
        cue=cue,
        content=(quotation.outer,),
        pattern="quote",
        kind=kinds.get(f"verb:{lemma_of(verb)}", "say"),
        strength=strength,
        head=verb.i,
        speaker=head.i,
    )
