"""The word of a span that the parse hangs the others on."""

from __future__ import annotations

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.page import Page


def head_of(page: Page, span: Span) -> Token | None:
    """The token of a span that the parse hangs the others on: a verb, if the first such one is; None if it is empty."""
    tokens = page.tokens(span)
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct]
    if tops and tops[0].lower_ == "as":
        tops = [*(c for c in tops[0].children if c.dep_ in ("pcomp", "pobj") and c.i in inside), *tops]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")] or [t for t in tops if t.tag_ == "VBG"]
    verbs = verbs or [t for t in tops[:1] if tokens[0].lower_ == "as"]
    found = verbs or tops or tokens
    return found[0] if found else None
