"""Reports within what somebody says: the content of an attribution read once more, as a text of its own.

An invented example: the encoder marks of `"The clerk told the Daily that the mayor had denied selling the land."` the
clerk's words; of these words, read alone, it marks `the mayor`, `had denied`, `selling the land`. A clause put in is
taken out first: of `"The mayor, she recalled, looked up and said: “No.”"` it reads `The mayor looked up and said:
“No.”`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.encoder.values import RoleSpan
from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_roles import role_attributions
from memcon.read.attribution_spans import clean
from memcon.read.attribution_verbs import region
from memcon.read.page import Page, len_of

_DEEPEST = 3
_SHORTEST = 4
_LONGEST = 700
_KINDS = frozenset({"say", "write", "ask", "show", "think", "want"})
_STRONG = 0.3
_BREAKS = (",", "—", "–")


def nested_attributions(page: Page, outer: Sequence[Attribution]) -> list[Attribution]:
    """The attributions inside the contents of `outer`, and inside theirs, in text order; none without an encoder."""
    found: list[Attribution] = []
    pending = [a for a in outer if a.pattern == "roles"]
    for _ in range(_DEEPEST):
        asked = [(a, pieces) for a in pending if (pieces := said_by(page, a)) and _may_report(page, a, pieces)]
        if page.again is None or not asked:
            break
        known = {a.cue for a in (*outer, *found)}
        roles = _joined(page.again.roles([pieces for _, pieces in asked]))
        pending = [a for a in role_attributions(replace(page, roles=roles)) if a.cue is not None and a.cue not in known]
        found += pending
    return sorted(found, key=lambda a: (a.start, a.content[0].start))


def _joined(answers: Sequence[Sequence[RoleSpan]]) -> tuple[RoleSpan, ...]:
    """The role spans of many answers as those of one text."""
    found: list[RoleSpan] = []
    for spans in answers:
        before = len(found)
        found += [replace(s, cue=s.cue + before if s.cue is not None else None) for s in spans]
    return tuple(found)


def said_by(page: Page, attribution: Attribution) -> list[Span]:
    """The pieces of text that an attribution reports: its content; where its clause was put in, what stands around."""
    around = _around(page, attribution)
    return around if around is not None else list(attribution.content)


def _around(page: Page, attribution: Attribution) -> list[Span] | None:
    """The sentence on both sides of a reporting clause between commas whose marked content follows it only."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or attribution.head is None:
        return None
    clause = region(page.doc[attribution.head])
    start = min(source.start, cue.start)
    home = page.sentence_at(cue.start)
    follows = [c for c in attribution.content if c.start >= cue.end]
    if home is None or not follows or any(c.start < start for c in attribution.content):
        return None
    end = max(source.end, cue.end, clause.end if clause.end <= follows[0].start else 0)
    before = page.text[home.span.start : start].rstrip()
    after = page.text.find(",", end, follows[0].start + 1)
    if not before.endswith(_BREAKS) or not page.text[end : follows[0].start + 1].lstrip().startswith(_BREAKS):
        return None
    first = clean(page.text, Span(home.span.start, start))
    rest = clean(page.text, Span(after + 1 if after >= 0 else end, follows[-1].end))
    words = page.tokens(first) if first is not None else []
    if first is None or rest is None or not any(t.pos_ in ("NOUN", "PROPN", "PRON", "VERB") for t in words):
        return None
    leads = words[0].pos_ in ("ADP", "SCONJ", "ADV") or words[-1].tag_ in ("VBD", "VBZ")
    return None if leads and not any(t.pos_ in ("VERB", "AUX") for t in words) else [first, rest]


def _may_report(page: Page, attribution: Attribution, pieces: Sequence[Span]) -> bool:
    """Whether a word of saying or thinking stands in the pieces: only then it pays to read them again."""
    tokens = [t for piece in pieces for t in page.tokens(piece)]
    if len(tokens) < _SHORTEST or sum(len_of(p) for p in pieces) > _LONGEST:
        return False
    own = attribution.cue
    if pieces != list(attribution.content):
        return True  # its clause was put in
    return any(_tells(page, t) for t in tokens if own is None or not own.start <= t.idx < own.end)


def _tells(page: Page, token: Token) -> bool:
    cues = cues_of(page.lexicon)
    lemma = lemma_of(token)
    if token.pos_ in ("VERB", "AUX"):
        frames = cues.verbs.get(lemma)
        return (
            frames is not None
            and max(frames.values(), default=0.0) >= _STRONG
            and cues.kinds[f"verb:{lemma}"] in _KINDS
        )
    return token.lower_ == "according"
