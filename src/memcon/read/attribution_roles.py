"""Attributions from an encoder's spans: each cue with the sources and contents that point at it.

An invented example: the spans source `The envoy`, cue `said`, content `talks went on`, the first and last pointing
at the second, are one attribution. What points at no cue goes with the nearest one in its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_spans import join_near
from memcon.read.page import Page

_SHORTEST = 2
_FAR = 400


def role_attributions(page: Page) -> list[Attribution]:
    """The attributions of `page.roles`, in order of their first word; unreadable blocks give none."""
    roles = [r for r in page.roles if page.readable(r.start)]
    index = {id(r): i for i, r in enumerate(page.roles)}
    cues = {index[id(r)]: r for r in roles if r.role == "cue"}
    members: dict[int, list[Any]] = {i: [] for i in cues}
    for role in roles:
        if role.role == "cue":
            continue
        cue = role.cue if getattr(role, "cue", None) in cues else _nearest(role, cues)
        if cue is not None:
            members[cue].append(role)
    found = [_made(page, cues[i], members[i]) for i in sorted(cues)]
    return sorted((a for a in found if a is not None), key=lambda a: (a.start, a.content[0].start))


def _nearest(role: Any, cues: dict[int, Any]) -> int | None:
    ranked = sorted((max(c.start - role.end, role.start - c.end, 0), i) for i, c in cues.items())
    return ranked[0][1] if ranked and ranked[0][0] <= _FAR else None


def _made(page: Page, cue: Any, members: Sequence[Any]) -> Attribution | None:
    contents = [r for r in members if r.role == "content" and r.end - r.start >= _SHORTEST]
    if not contents:
        return None
    cue_span = Span(cue.start, cue.end)
    sources = sorted((r for r in members if r.role == "source"), key=lambda r: (-_certainty(r), r.start))
    source = Span(sources[0].start, sources[0].end) if sources else None
    holes = [span for span in (cue_span, source) if span is not None]
    spans = join_near(page.text, [Span(r.start, r.end) for r in contents], stops=holes)
    head = head_of(page, cue_span)
    speaker = head_of(page, source) if source is not None else None
    parts = [cue, *contents, *sources[:1]]
    lemma = lemma_of(head) if head is not None else ""
    kinds = cues_of(page.lexicon).kinds
    kind = next((kinds[f"{p}:{lemma}"] for p in ("verb", "noun", "adjective") if f"{p}:{lemma}" in kinds), "say")
    return Attribution(
        source=source,
        cue=cue_span,
        content=tuple(spans),
        pattern="roles",
        kind=kind,
        strength=round(min(r.score for r in parts), 4),
        head=head.i if head is not None else None,
        speaker=speaker.i if speaker is not None else None,
        score=round(sum(r.score for r in parts) / len(parts), 4),
    )


def _certainty(role: Any) -> float:
    return float(role.score) * (0.5 + 0.5 * float(getattr(role, "cue_score", 0.0)))


def head_of(page: Page, span: Span) -> Token | None:
    """The token of a span that the parse hangs the others on: a verb, if the first such one is; None if it is empty."""
    tokens = page.tokens(span)
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
    found = verbs or tops or tokens
    return found[0] if found else None
