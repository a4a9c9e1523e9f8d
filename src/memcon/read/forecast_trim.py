"""The claim of a forecast without what the parse took into it, or with what it left out.

"Niger will pay, in the view of two traders" claims `pay`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from memcon.model.span import Span
from memcon.read.ask_content import Content, lemmas
from memcon.read.page import Page
from memcon.read.tellers import Teller


def up_to(page: Page, content: Content, teller: Teller | None) -> Content:
    """The content up to where its report begins, where the parse gave its last words to the report."""
    if teller is None or not 0 < teller.claim.end - content.span.end <= 40 or content.span.start < teller.claim.start:
        return content
    if re.search(r"[,;:]", page.text[content.span.end : teller.claim.end]):
        return content
    return replace(content, span=Span(content.span.start, teller.claim.end))


VIEWED = re.compile(r",? in the (?:view|estimate|judge?ment|opinion|assessment|reckoning|eyes|words|estimation) of\b")


def without_view(page: Page, content: Content) -> Content:
    """The content without ", in the view of X"."""
    match = VIEWED.search(content.text(page))
    if match is None or match.start() < 3:
        return content
    span = Span(content.span.start, content.span.start + match.start())
    return replace(content, span=span, subject=tuple(w for w in content.subject if w in lemmas(page.tokens(span))))
