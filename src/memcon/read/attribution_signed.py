"""Words that no verb reports, with the name of who says them set beside them.

Invented examples: `"“It rained all week.” — Ann Day"` and `"DAY: It rained all week"`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.encoder.values import RoleSpan
from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_heads import head_of
from memcon.read.page import Page

_GAP = 9
_SIGNED = re.compile(r"[\s.,!?\"”’»]{0,4}[-–—―]{1,2}\s{0,3}")
_CALLED = re.compile(r":\s{0,3}[\"'“„«‘]{0,2}")
_SIGNATURE = re.compile(
    r"[\s.,!?\"”’»]{0,4}[-–—―]{1,2}[ \t\u00a0]{0,3}"
    r"(?P<name>[A-Z][\w.'’-]{0,30}(?:[ \u00a0](?:[A-Z][\w.'’-]{0,30}|of|the|de|la|van|von|bin|al)){0,6})"
    r"(?=[.,]?[ \t\u00a0]{0,3}(?:\n|\r|$)|, )"
)
_UNMARKED = 0.7
"""How sure a name is that only its place behind a quotation and a dash makes a signature."""


def signed(page: Page, contents: Sequence[RoleSpan], sources: Sequence[RoleSpan]) -> list[Attribution]:
    """An attribution for each content that an encoder marked without a cue and that somebody's name stands beside."""
    found = []
    for content in contents:
        if not page.attributable(content.start):
            continue
        near = next((s for s in sources if _SIGNED.fullmatch(page.text[content.end : s.start][:_GAP])), None)
        near = near or next((s for s in sources if _CALLED.fullmatch(page.text[s.end : content.start][:_GAP])), None)
        source, sure = (Span(near.start, near.end), near.score) if near is not None else (signature(page, content), 0.0)
        if source is None:
            continue
        sure = sure or _UNMARKED
        head = head_of(page, source)
        found.append(
            Attribution(
                source=source,
                cue=None,
                content=(Span(content.start, content.end),),
                pattern="roles",
                strength=round(min(content.score, sure), 4),
                speaker=head.i if head is not None else None,
                score=round((content.score + sure) / 2, 4),
                certainty=(sure, 1.0, content.score, 0.5),
            )
        )
    return found


def signature(page: Page, content: RoleSpan) -> Span | None:
    """The name behind a quotation and a dash at the end of a line."""
    span = Span(content.start, content.end)
    if not any(not q.scare and q.inner.end >= content.end - 2 for q in page.quotations_at(span)):
        return None
    match = _SIGNATURE.match(page.text, content.end)
    return Span(match.start("name"), match.end("name")) if match is not None else None
