"""Wishes, plans, beliefs and acts of speech of others that somebody hands on: told by an outlet, a paper or unnamed
people, they are the other's own, through the teller.

An invented example: `"Norland wants the boats gone by May, two diplomats told the Daily."` gives, beside what the
diplomats say, a statement of `Norland` with the chain [`the Daily`, `two diplomats`]. A named politician who tells of
another's wish speaks for himself: `"Ann Day said that Norland wants war"` stays hers alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.actor import Actor, Party
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import lemma_of
from memcon.read.chain_words import HEARING, can_speak, is_text
from memcon.read.outlet_names import is_outlet, media
from memcon.read.page import Page

_KINDS = frozenset({"say", "write", "ask", "want", "think", "feel", "decide"})
_MODALS = frozenset({"will", "would", "should", "could", "might", "may", "must", "can", "shall", "'ll", "’ll", "'d"})
_SURE = 0.35
_SURE_RULE = 0.4
_AGREED = 0.6
_WORDS = 2
_NOT_SAID = frozenset("give see show include meet visit mention list sign vote grant thank greet have make".split())
_ANYBODY = frozenset("people everybody everyone somebody someone anybody anyone folks critics others one".split())


def wills(page: Page, attribution: Attribution) -> bool:
    """Whether an attribution within words tells what a named other wants, plans, believes, asks, offers or refuses."""
    if attribution.head is None or attribution.speaker is None or attribution.kind not in _KINDS:
        return False
    if attribution.strength < (_SURE if attribution.pattern == "roles" else _SURE_RULE):
        return False
    verb, holder = page.doc[attribution.head], page.doc[attribution.speaker]
    if verb.pos_ not in ("VERB", "AUX") or not _told_as_fact(verb) or lemma_of(verb) in _NOT_SAID:
        return False
    if holder.lower_ in _ANYBODY or holder.pos_ == "PRON" or not _can_will(page, holder):
        return False
    tokens = [t for span in attribution.content for t in page.tokens(span) if not t.is_punct]
    clause = any(t.pos_ in ("VERB", "AUX") for t in tokens)
    wish = attribution.kind in ("want", "ask", "feel", "think")
    return len(tokens) >= _WORDS and (clause or wish)


def _can_will(page: Page, holder: Token) -> bool:
    """Whether a noun stands for people or a body, also by whose it is ("Czech counter-intelligence")."""
    beside = [c for c in holder.children if c.dep_ in ("amod", "compound", "nmod", "poss") and c.text[:1].isupper()]
    owners = [m for c in beside if (m := page.mention_of(c)) is not None and m.actor is not None]
    return can_speak(page, holder) or (bool(owners) and holder.tag_ in ("NN", "NNS") and not is_text(holder))


def _told_as_fact(verb: Token) -> bool:
    """Whether a verb is finite and stands in no "if", "whether" or "would"."""
    chain = [verb]
    for _ in range(3):
        top = chain[-1]
        if top.dep_ not in ("xcomp", "conj") or top.head.i == top.i:
            break
        chain.append(top.head)
    parts = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP") for t in parts)
    children = [c for t in chain for c in t.children]
    modal = any(c.dep_ == "aux" and c.lower_ in _MODALS for c in children)
    supposed = any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless", "lest") for c in children)
    subject = next((c.i for c in verb.children if c.dep_ == "nsubj"), -1)
    inverted = any(c.i < subject for c in parts[1:])
    return finite and not modal and not supposed and not inverted


def hands_wills(page: Page, attribution: Attribution, speaker: Party, via: tuple[Party, ...]) -> bool:
    """Whether a teller hands on what others will: an outlet, a paper, unnamed people, or anybody through a channel."""
    head = page.doc[attribution.speaker] if attribution.speaker is not None else None
    if head is None or head.pos_ == "PRON":
        return False
    if via or is_outlet(page, speaker, head) or media(page, head) or is_text(head):
        return True
    actor = page.actor_of.get(speaker.actor or "")
    known = actor is not None and actor.kind == "person" and actor.basis != "text"
    named = known or (actor is not None and actor.kind in ("state", "organisation"))
    beside = any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in head.children)
    return head.pos_ == "NOUN" and not named and not beside


def hears(page: Page, attribution: Attribution, speaker: Party) -> bool:
    """Whether an outlet hands on what it "has learned"."""
    if attribution.head is None or attribution.speaker is None:
        return False
    head = page.doc[attribution.speaker]
    return lemma_of(page.doc[attribution.head]) in HEARING and (is_outlet(page, speaker, head) or media(page, head))


def of_one_side(page: Page, teller: Party, holder: Party) -> bool:
    """Whether a teller speaks for the one whose will is told: both of one state."""
    one, other = _actor(page, teller), _actor(page, holder)
    if one is None or other is None or one.kind == "outlet":
        return False
    return one.state is not None and one.state == other.state


def _actor(page: Page, party: Party) -> Actor | None:
    return page.actor_of.get(party.actor or "")


def agreeing(attributions: Sequence[Attribution], chosen: Sequence[bool]) -> list[Attribution]:
    """The chosen attributions, an encoder's held for surer where the parse gives the same verb the same speaker."""
    parsed = {(a.head, a.speaker) for a in attributions if a.pattern != "roles" and a.head is not None}
    kept = [a for a, yes in zip(attributions, chosen, strict=True) if yes]
    marked = {a.head for a in kept if a.pattern == "roles"}
    kept = [a for a in kept if a.pattern == "roles" or a.head not in marked]
    return [_surer(a) if a.pattern != "roles" or (a.head, a.speaker) in parsed else a for a in kept]


def _surer(attribution: Attribution) -> Attribution:
    """The attribution as sure as two methods that agree make it."""
    sure, score = attribution.certainty, attribution.score
    return replace(
        attribution,
        strength=max(attribution.strength, _AGREED),
        score=max(score, _AGREED) if score is not None else None,
        certainty=(max(sure[0], _AGREED), max(sure[1], _AGREED), sure[2], sure[3]) if sure is not None else None,
    )
