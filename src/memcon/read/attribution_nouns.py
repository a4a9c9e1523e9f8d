"""Reported speech and thought that hangs on a noun or an adjective: "his claim that ...", "is keen to ...".

An invented example: `"The envoy's claim that talks failed surprised deputies, who are confident of a deal."` gives
`The envoy` / `claim` / `that talks failed`, and `who` / `are confident of` / `a deal`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_spans import clean, cue_group, phrase
from memcon.read.attribution_verbs import Complement, source_of
from memcon.read.page import Page, span_of

_LIGHT = frozenset({"make", "issue", "express", "raise", "voice", "release", "have", "give", "offer", "share", "hold",
                    "repeat", "reiterate", "deliver", "send", "put", "take", "show", "announce", "state", "level",
                    "renew", "declare", "signal", "dismiss", "reject", "deny", "defend", "back",
                    "support"})  # fmt: skip
_COPULAS = frozenset({"be", "feel", "remain", "seem", "become", "sound", "stay", "grow", "appear", "look"})


def noun_attributions(page: Page) -> list[Attribution]:
    """The attributions that hang on nouns and predicate adjectives, in the order of their heads."""
    cues = cues_of(page.lexicon)
    found = []
    for token in page.words:
        table = cues.nouns if token.pos_ == "NOUN" else cues.adjectives if token.pos_ in ("ADJ", "VERB") else None
        if not table:
            continue
        lemma = lemma_of(token) if token.pos_ == "NOUN" else token.lower_
        frames = table.get(lemma)
        if not frames:
            continue
        part = "noun" if table is cues.nouns else "adjective"
        for complement, source, cue in noun_complements(page, token):
            strength = frames.get(complement.frame, 0.0)
            if strength <= 0:
                continue
            made = _made(page, token, complement, source, cue, kind=cues.kinds[f"{part}:{lemma}"], strength=strength)
            if made is not None:
                found.append(made)
                break
    return found


def noun_complements(page: Page, head: Token) -> Iterator[tuple[Complement, Token | None, Span]]:
    """What a noun or adjective may report: complement, the head of who holds it, the cue's span."""
    if head.pos_ == "NOUN":
        yield from _of_noun(page, head)
    elif head.dep_ in ("acomp", "ROOT", "oprd", "conj"):
        yield from _of_adjective(page, head)


def _of_noun(page: Page, noun: Token) -> Iterator[tuple[Complement, Token | None, Span]]:
    holder = next((c for c in noun.children if c.dep_ == "poss"), None)
    light = noun.head if noun.dep_ in ("dobj", "attr") and noun.head.lemma_ in _LIGHT | {"be"} else None
    by = next((p for p in noun.children if p.dep_ == "prep" and p.lower_ in ("by", "from", "among")), None)
    source = holder or (next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None)
    if source is None and light is not None and light.lemma_ != "be":
        source = source_of(light)
        cue = _from_verb(page, light, noun)
    else:
        cue = span_of(noun)
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl") and _is_clause(child):
            yield Complement("that", (_whole(child),)), source, cue
        elif child.dep_ == "acl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            yield Complement("to", (_whole(child),)), source, cue
        elif child.dep_ == "prep" and child.lower_ not in ("by", "from", "among", "in", "during", "at"):
            objects = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if objects and source is not None:
                extended = Span(cue.start, child.idx + len(child)) if child.i == noun.i + 1 else cue
                yield Complement(child.lower_, (_whole(objects[0]),)), source, extended


def _is_clause(child: Token) -> bool:
    """Whether a clause behind a noun says what the noun's content is, and is no relative clause."""
    return any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in child.children)


def _from_verb(page: Page, verb: Token, noun: Token) -> Span:
    first, _ = cue_group(verb)
    start = page.doc[first].idx
    return Span(start, noun.idx + len(noun)) if noun.i - first <= 8 else span_of(noun)


def _of_adjective(page: Page, adjective: Token) -> Iterator[tuple[Complement, Token | None, Span]]:
    verb = adjective.head if adjective.dep_ in ("acomp", "oprd") else adjective
    if verb is not adjective and verb.lemma_ not in _COPULAS:
        return
    subject = source_of(verb)
    if subject is None:
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None:
        return
    start = page.doc[cue_group(verb)[0]].idx if verb is not adjective else page.doc[cue_group(adjective)[0]].idx
    cue = Span(start, adjective.idx + len(adjective)) if adjective.i - verb.i <= 5 else span_of(adjective)
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep_ == "ccomp":
            yield Complement("that", (_whole(child),)), subject, cue
        elif child.dep_ == "xcomp":
            yield Complement("to", (_whole(child),)), subject, cue
        elif child.dep_ == "prep":
            objects = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if objects and child.i == adjective.i + 1:
                yield Complement(child.lower_, (_whole(objects[0]),)), subject, Span(cue.start, child.idx + len(child))


def _whole(token: Token) -> Span:
    return Span(token.left_edge.idx, token.right_edge.idx + len(token.right_edge))


def _made(
    page: Page, head: Token, complement: Complement, speaker: Token | None, cue: Span, *, kind: str, strength: float
) -> Attribution | None:
    content = clean(page.text, complement.spans[0])
    source = phrase(page, speaker) if speaker is not None else None
    if content is None or content.overlaps(cue):
        return None
    if source is not None and (source.overlaps(content) or source.overlaps(cue)):
        if speaker is None or speaker.dep_ != "poss":
            return None
        source = span_of(speaker)
    return Attribution(
        source=source,
        cue=cue,
        content=(content,),
        pattern=f"noun {complement.frame}" if head.pos_ == "NOUN" else f"adjective {complement.frame}",
        kind=kind,
        strength=strength,
        head=head.i,
        speaker=speaker.i if speaker is not None else None,
    )
