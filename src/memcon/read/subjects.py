"""What a statement is about: the noun phrases of its content, in the words by which other statements can be met.

`"We will never give up our neutrality, nor discuss territorial integrity," she said.` is about `neutrality` and
`territorial integrity`; "the minister", "two days" and "this way" are nobody's subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.reading import Statement
from memcon.model.span import Span
from memcon.read.page import Page
from memcon.read.subject_words import GENERIC, WEAK

MOST = 12
"""Subjects of one statement; a statement of whole paragraphs is about no single one of more."""
LONGEST = 3
_NAMED = frozenset({"GPE", "LOC", "ORG", "NORP", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
_NOT = frozenset({"PERSON", "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})


def with_subjects(page: Page) -> tuple[Statement, ...]:
    """The page's statements, each with its subjects in order of text."""
    return tuple(replace(one, subjects=subjects_of(page, one.content)) for one in page.statements)


def subjects_of(page: Page, content: tuple[Span, ...]) -> tuple[str, ...]:
    """The subjects of a content: noun phrases in lower case, names as written; each once."""
    found: dict[str, None] = {}
    for span in content:
        for token in page.tokens(span):
            for subject in _subjects(token, span):
                found.setdefault(subject)
            if len(found) >= MOST:
                return tuple(found)[:MOST]
    return tuple(found)


def _subjects(token: Token, span: Span) -> Iterator[str]:
    """The phrase that a noun heads, where it says something."""
    if token.ent_type_ in _NOT or (token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN")):
        return
    if token.pos_ == "PROPN":
        inside = token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I"
        if token.ent_type_ in _NAMED and len(token) > 2 and not inside:
            yield _name(token, span)
        return
    if token.pos_ != "NOUN" or not token.text.isalpha() or len(token) < 3:
        return
    lemma = token.lemma_.lower()
    modifiers = [kid for kid in token.lefts if _singles_out(kid) and kid.idx >= span.start][-(LONGEST - 1) :]
    if modifiers:
        yield " ".join([*(_word(kid) for kid in modifiers), token.lower_])
    elif lemma not in GENERIC and token.lower_ not in GENERIC:
        yield token.lower_


def _singles_out(kid: Token) -> bool:
    if kid.ent_type_ in _NOT or not kid.text.replace("-", "").isalpha():
        return False
    if kid.dep_ == "compound":
        return kid.pos_ in ("NOUN", "PROPN") and kid.lemma_.lower() not in WEAK
    return kid.dep_ == "amod" and kid.pos_ in ("ADJ", "PROPN") and kid.lower_ not in WEAK


def _word(kid: Token) -> str:
    return kid.text if kid.pos_ == "PROPN" else kid.lower_


def _name(token: Token, span: Span) -> str:
    """The whole name around its last word, without an article or possessive mark."""
    first = token.i
    while first > 0 and token.doc[first].ent_iob_ == "I" and token.doc[first - 1].idx >= span.start:
        first -= 1
    kept = [t for t in token.doc[first : token.i + 1] if t.pos_ != "DET" and t.tag_ != "POS"]
    return " ".join("".join(t.text_with_ws for t in kept).split())
