"""Direct speech and who it belongs to: the quotation beside a reporting clause, and speech that runs on.

An invented example: in `"“We agree,” the envoy said. “It was time.” Her deputy nodded."` both quotations belong to
the one clause `the envoy said`; the second has no clause of its own and stands right behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_beside import clause_beside
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_spans import clean, join_near, subtract
from memcon.read.attribution_verbs import Complement, attribution_of, region
from memcon.read.page import Page, Quotation
from memcon.read.span_index import SpanIndex

_LEAD_IN = re.compile(r"[^.!?\n“”\"]{0,160}?[:,]?\s*$")
_BETWEEN = re.compile(r"[\s,.;:—–-]*(?:(?:and|but|then|as|so|though|however|later)\s+)?$", re.IGNORECASE)
_BEHIND = re.compile(r"[\s.,;:!?—–-]*$")
_SPEAKING = frozenset({"say", "write", "ask", "think"})
_QUOTE_FLOOR = 0.25


@dataclass(slots=True)
class _Speech:
    """A quotation on its way to a speaker: the attribution it was given to, if any."""

    quotation: Quotation
    owner: int | None = None


@dataclass(slots=True)
class _Working:
    attributions: list[Attribution] = field(default_factory=list)
    speeches: list[_Speech] = field(default_factory=list)


def speech_quotations(page: Page) -> list[Quotation]:
    """The outermost quotations that can be somebody's speech: readable, no mere term or title."""
    return [q for q in page.quotations if q.depth == 0 and not q.scare and page.readable(q.outer.start)]


def inside_quotation(page: Page, span: Span) -> bool:
    """Whether a span lies within somebody's quoted speech."""
    return any(q.inner.covers(span) for q in quotations_near(page, span) if not q.scare)


def quotations_near(page: Page, span: Span) -> list[Quotation]:
    """The outermost quotations that share a character with `span`."""
    return page.quotations_at(span)


def with_quotations(page: Page, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with their quotations whole, and one more for each reporting clause beside a quotation."""
    speeches = [_Speech(q) for q in speech_quotations(page)]
    working = _Working(list(attributions), speeches)
    _take_inner(working)
    _take_adjacent(page, working)
    _take_beside(page, working)
    _take_running(page, working)
    return _completed(page, working)


def _take_inner(working: _Working) -> None:
    """Quotations that a content touches belong to its attribution."""
    contents = [(span, i) for i, a in enumerate(working.attributions) for span in a.content]
    index = SpanIndex(span for span, _ in contents)
    for speech in working.speeches:
        owners = [contents[i][1] for i in index.meeting(speech.quotation.inner)]
        speech.owner = min(owners, default=None)


def _take_adjacent(page: Page, working: _Working) -> None:
    """Quotations right before or behind a reporting clause belong to its verb."""
    cues = cues_of(page.lexicon)
    owner_of = {a.head: i for i, a in enumerate(working.attributions) if a.head is not None}
    starts = [speech.quotation.outer.start for speech in working.speeches]
    for token in page.words if starts else ():
        if token.pos_ != "VERB":
            continue
        strength = cues.verbs.get(lemma_of(token), {}).get("quote", 0.0)
        if strength < _QUOTE_FLOOR:
            continue
        clause = region(token)
        if inside_quotation(page, Span(token.idx, token.idx + len(token))):
            continue
        near = index_at(starts, clause.start)
        for speech in working.speeches[max(0, near - 1) : near + 3]:
            if speech.owner is not None or not _adjacent(page.text, clause, speech.quotation.outer):
                continue
            if _ended(page.text, speech.quotation, clause) and (token.i in owner_of or _stopped(page.text, speech)):
                continue
            if token.i not in owner_of:
                made = attribution_of(page, token, Complement("quote", (speech.quotation.outer,)),
                                      kind=cues.kinds[f"verb:{lemma_of(token)}"], strength=strength)  # fmt: skip
                if made is None:
                    continue
                owner_of[token.i] = len(working.attributions)
                working.attributions.append(made)
            speech.owner = owner_of[token.i]


def _adjacent(text: str, clause: Span, quotation: Span) -> bool:
    """Whether only separators stand between a reporting clause and a quotation, or a lead-in up to a colon or comma."""
    if quotation.end <= clause.start:
        return clause.start - quotation.end < 40 and bool(_BETWEEN.match(text, quotation.end, clause.start))
    if quotation.start >= clause.end:
        gap = text[clause.end : quotation.start]
        return len(gap) < 160 and "\n" not in gap and bool(_LEAD_IN.match(gap)) and not re.search(r"[.!?]\s", gap)
    return False


def _stopped(text: str, speech: _Speech) -> bool:
    return text[speech.quotation.inner.start : speech.quotation.inner.end].rstrip().endswith(".")


def _ended(text: str, quotation: Quotation, clause: Span) -> bool:
    """Whether a quotation before a clause is a sentence of its own: a comma would tie it to the clause."""
    if quotation.outer.end > clause.start:
        return False
    words = text[quotation.inner.start : quotation.inner.end].rstrip()
    return not words.endswith(",") and "," not in text[quotation.outer.end : clause.start]


def _take_beside(page: Page, working: _Working) -> None:
    """Quotations whose reporting clause the parse got wrong, found by the order of words around the marks."""
    owner_of = {a.head: i for i, a in enumerate(working.attributions) if a.head is not None}
    for speech in working.speeches:
        if speech.owner is not None:
            continue
        found = clause_beside(page, speech.quotation)
        if found is None or found.head is None:
            continue
        if found.head not in owner_of:
            owner_of[found.head] = len(working.attributions)
            working.attributions.append(found)
        elif _ended(
            page.text, speech.quotation, working.attributions[owner_of[found.head]].cue or speech.quotation.outer
        ):
            continue
        speech.owner = owner_of[found.head]


def _take_running(page: Page, working: _Working) -> None:
    """Quotations without a clause of their own go on with who spoke last, right before them."""
    previous: _Speech | None = None
    ends = sorted(
        (max(span.end for span in a.parts), i) for i, a in enumerate(working.attributions) if a.kind in _SPEAKING
    )
    for speech in working.speeches:
        if speech.owner is None:
            speech.owner = _running_owner(page, working, previous, speech.quotation, ends)
        if speech.owner is not None:
            previous = speech


def _last_before(ends: Sequence[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """The last (end, attribution) at or before an offset."""
    at = bisect_right(ends, (offset, len(ends) + 1 << 30)) - 1
    return ends[at] if at >= 0 else None


def _running_owner(
    page: Page, working: _Working, previous: _Speech | None, quotation: Quotation, ends: Sequence[tuple[int, int]]
) -> int | None:
    text = page.text
    line_start = text.rfind("\n", 0, quotation.outer.start) + 1
    if not text[line_start : quotation.outer.start].strip():
        return _earlier_owner(page, working, previous, quotation, ends)
    best = _last_before(ends, quotation.outer.start)
    if best is None or best[0] < line_start:
        return None
    sentence_end = _sentence_end(page, best[0])
    return best[1] if _BEHIND.match(text, min(sentence_end, quotation.outer.start), quotation.outer.start) else None


def _earlier_owner(
    page: Page, working: _Working, previous: _Speech | None, quotation: Quotation, ends: Sequence[tuple[int, int]]
) -> int | None:
    """Who spoke at the end of the paragraph before one that begins with a quotation."""
    text = page.text
    if previous is not None and previous.owner is not None:
        owner = working.attributions[previous.owner]
        behind = _sentence_end(page, _end_of(text, owner, previous.quotation))
        gap = text[previous.quotation.outer.end : quotation.outer.start]
        if gap.count("\n") <= 4 and (previous.quotation.continues or not text[behind : quotation.outer.start].strip()):
            return previous.owner
    line_end = text.find("\n", quotation.outer.end)
    if text[quotation.outer.end : line_end if line_end >= 0 else len(text)].strip(" ."):
        return None
    ends = [
        (max(s.end for s in a.parts), i) for i, a in enumerate(working.attributions) if a.kind in _SPEAKING and a.source
    ]
    last = max(((end, i) for end, i in ends if end <= quotation.outer.start), default=None)
    if last is None or text[_sentence_end(page, last[0]) : quotation.outer.start].strip():
        return None
    return last[1] if text.count("\n", last[0], quotation.outer.start) <= 2 else None


def _sentence_end(page: Page, offset: int) -> int:
    sentence = page.sentence_at(max(0, offset - 1))
    return max(offset, sentence.span.end) if sentence else offset


def _end_of(text: str, owner: Attribution, quotation: Quotation) -> int:
    ends = [s.end for s in owner.parts if s.end > quotation.outer.end and "\n" not in text[quotation.outer.end : s.end]]
    return max([quotation.outer.end, *ends])


def _completed(page: Page, working: _Working) -> list[Attribution]:
    owned: dict[int, list[Quotation]] = {}
    for speech in working.speeches:
        if speech.owner is not None:
            owned.setdefault(speech.owner, []).append(speech.quotation)
    return [_complete(page, a, owned.get(i, [])) for i, a in enumerate(working.attributions)]


def _complete(page: Page, attribution: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    """The attribution with whole quotations in its content, source and cue cut out of it."""
    if not quotations:
        return replace(attribution, content=tuple(closed_marks(page, span) for span in attribution.content))
    holes = [span for span in (attribution.source, attribution.cue) if span is not None]
    spans = [*attribution.content, *(q.outer for q in quotations if not any(q.inner.covers(h) for h in holes))]
    joined = subtract(join_near(page.text, spans, gap=3, stops=holes), holes)
    content = tuple(c for span in joined if (c := clean(page.text, span)) is not None and len(c.of(page.text)) > 1)
    return replace(attribution, content=tuple(closed_marks(page, span) for span in content)) if content else attribution


def closed_marks(page: Page, span: Span) -> Span:
    """The span with a quotation that it all but ends or begins with taken in to its marks."""
    start, end = span
    for quotation in quotations_near(page, span):
        if not quotation.closed:
            continue
        if quotation.outer.start >= start and quotation.inner.start < end <= quotation.outer.end:
            rest = page.text[end : quotation.inner.end]
            end = quotation.outer.end if not any(c.isalnum() for c in rest) else end
        elif quotation.outer.end <= end and quotation.outer.start <= start < quotation.inner.end:
            rest = page.text[quotation.inner.start : start]
            start = quotation.outer.start if not any(c.isalnum() for c in rest) else start
    return Span(start, end)


def index_at(starts: Sequence[int], offset: int) -> int:
    """The index of the last start at or before `offset`, -1 before the first."""
    return bisect_right(starts, offset) - 1
