"""Reported speech and thought that hangs on a verb: "said that ...", "wants to ...", "accused X of ...".

An invented example: `"The envoy warned that talks could fail and wants to leave."` gives two attributions with
the source `The envoy`: `warned` / `that talks could fail`, and `wants` / `to leave`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import Cues, cues_of
from memcon.read.attribution_spans import clean, cue_group, phrase
from memcon.read.page import Page

_ADDRESSED = frozenset({"tell", "inform", "assure", "remind", "warn", "advise", "brief", "notify", "ask", "urge"})
_SUBJECTS = ("nsubj", "csubj")
_PREPOSITIONS = frozenset({"about", "for", "against", "on", "of", "to", "with", "in", "as", "at", "over", "from"})


def verb_attributions(page: Page) -> list[Attribution]:
    """The attributions that hang on verbs, in the order of their verbs."""
    cues = cues_of(page.lexicon)
    return [
        attribution
        for token in page.doc
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in cues.verbs
        for attribution in of_verb(page, token, cues)
    ]


def of_verb(page: Page, verb: Token, cues: Cues) -> Iterator[Attribution]:
    """What one verb reports: at most one attribution."""
    lemma = verb.lemma_.lower()
    frames = cues.verbs[lemma]
    for frame, content, extra in complements(page, verb):
        strength = frames.get(frame, 0.0)
        if strength <= 0:
            continue
        first, last = cue_group(verb, extra=extra)
        cue = Span(page.doc[first].idx, page.doc[last].idx + len(page.doc[last]))
        speaker = source_of(verb)
        source = phrase(page, speaker) if speaker is not None else None
        span = clean(page.text, content)
        if span is None or (source is not None and source.overlaps(cue)):
            continue
        yield Attribution(
            source=source,
            cue=cue,
            content=(span,),
            pattern=frame,
            kind=cues.kinds[f"verb:{lemma}"],
            strength=strength,
            head=verb.i,
            speaker=speaker.i if speaker is not None else None,
        )
        return


def complements(page: Page, verb: Token) -> Iterator[tuple[str, Span, tuple[Token, ...]]]:
    """The verb's complements, the most telling first: frame, span, and the words that the cue takes with it."""
    children = list(verb.children)
    for child in children:
        if child.dep_ == "ccomp" and not _is_cue_like(child, verb):
            yield "clause", subtree(page, child, without=verb), ()
    for child in children:
        if child.dep_ == "xcomp" and child.i > verb.i:
            frame = "to" if any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children) else "bare"
            yield frame, Span(_start(page, child, verb), _end(child)), ()
    for child in children:
        if child.dep_ in ("dobj", "obj") and child.i > verb.i and verb.lemma_.lower() not in _ADDRESSED:
            yield "object", Span(child.left_edge.idx, _end(child)), ()
    for child in children:
        if child.dep_ == "prep" and child.i > verb.i and child.lower_ in _PREPOSITIONS and child.i - verb.i <= 3:
            objects = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if objects:
                yield child.lower_, Span(objects[0].left_edge.idx, _end(objects[0])), (child,)


def _is_cue_like(child: Token, verb: Token) -> bool:
    """Whether the "complement" is the speaker's own clause, parsed upside down (“..., he said” as complement)."""
    return child.left_edge.i < verb.i < child.right_edge.i


def subtree(page: Page, head: Token, *, without: Token) -> Span:
    """The span of a complement; of one that stands before its verb, no word of the verb's own clause."""
    start, end = head.left_edge.idx, _end(head)
    if head.i < without.i:
        subject = [c.left_edge.idx for c in without.children if c.dep_ in _SUBJECTS and c.i > head.i]
        end = min([end, without.idx, *subject])
    else:
        start = max(start, without.idx + len(without))
    return Span(start, max(start, end))


def _start(page: Page, child: Token, verb: Token) -> int:
    return max(child.left_edge.idx, verb.idx + len(verb))


def _end(token: Token) -> int:
    edge = token.right_edge
    return edge.idx + len(edge)


def source_of(verb: Token) -> Token | None:
    """The head word of who says, thinks or wants: the subject, the agent of a passive, or the one shared with the main verb."""
    seen = 0
    while seen < 8:
        for child in verb.children:
            if child.dep_ in _SUBJECTS and child.lower_ not in ("it", "there") or child.dep_ == "nsubj":
                return child
        for child in verb.children:
            if child.dep_ == "agent":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        if any(child.dep_ in ("nsubjpass", "expl", "csubjpass") for child in verb.children):
            return None
        if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp") and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        elif verb.dep_ == "acl":
            return verb.head
        elif verb.dep_ == "prep" or verb.dep_ == "pcomp":
            verb = verb.head
        else:
            return None
        seen += 1
    return None
