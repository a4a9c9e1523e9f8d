"""Contacts that a noun or a plural verb tells of, with sides that its clause, owner or apposition gives.

Invented examples: "In a call on Sunday Rama told Orlov ..."; "the presidents of Norland and Saran met"; "envoys who
were at a summit in Bern".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.reading import EncounterKind, Event
from memcon.model.span import Span
from memcon.read.contact_clauses import Contact, told_back_from
from memcon.read.contact_joining import is_pair, venue
from memcon.read.contact_times import only_day, verb_of
from memcon.read.contact_words import (
    EARLIER,
    HOLD,
    KINDS,
    MEET,
    PRESENT,
    REMOTE,
    SURE_PAIR,
    TELLING,
    THE,
    THEIRS,
    VIDEO,
    WITHIN,
    is_appeal,
    is_lasting,
)
from memcon.read.event_actors import NOBODY, Parties, joined, nominal_participants, parties_of
from memcon.read.event_figurative import under_media
from memcon.read.event_grammar import is_verb, object_of, prepositions, subject_of
from memcon.read.page import Page


def uncovered(page: Page, covered: set[int]) -> Iterator[Contact]:
    """The contact nouns that no event covers yet, in order of text."""
    for token in page.words:
        kind = KINDS.get(token.lemma_.lower())
        if kind is None or token.pos_ != "NOUN" or token.idx in covered or not page.readable(token.idx):
            continue
        if under_media(token) or is_appeal(token) or is_lasting(token):
            continue
        if token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
            continue
        words = {kid.lower_ for kid in token.children if kid.dep_ in ("amod", "compound", "nmod", "det", "poss")}
        if words & {"no", "any", "every", "each", "such", "another", "future", "further", "possible"}:
            continue
        if "peace" in words and kind not in ("conference", "summit"):
            continue
        determined = bool(words & (THE | THEIRS))
        yield Contact(
            noun=token, kind=_kind(kind, words), definite=determined and not words & ({"first", "next"} | EARLIER)
        )


def _kind(kind: EncounterKind, words: set[str]) -> EncounterKind:
    if words & VIDEO or "video" in words:
        return "video"
    if words & REMOTE and kind in ("meeting", "call"):
        return "call"
    return kind


def participants(page: Page, contact: Contact) -> Parties | None:
    """Who the clause around the noun says took part: two actors of different states, or nobody."""
    noun = contact.noun
    if any(kid.dep_ == "det" and kid.lower_ in THE for kid in noun.children) and not _with(page, noun):
        return None
    own = joined([p for p in (nominal_participants(page, noun), _with(page, noun)) if p])
    if is_pair(page, own):
        holder = noun.head
        if noun.dep_ == "dobj" and is_verb(holder) and holder.lemma_.lower() in HOLD and _with(page, noun):
            # "she ended the summit with A and B": she was there as well
            around = joined([own, parties_of(page, subject_of(holder), owners=False)])
            return around if is_pair(page, around) else own
        return own
    back = told_back_from(noun)
    if back is not None:
        around = joined([p for p in (parties_of(page, back, owners=False), own) if p])
        return around if own and is_pair(page, around) else None
    if noun.dep_ != "pobj" or noun.head.lower_ not in WITHIN:
        return None
    verb = noun.head.head
    if not is_verb(verb) or not (own or verb.lemma_.lower() in TELLING):
        return None
    for _ in range(3):
        around = joined([p for p in (own, *_sides(page, verb)) if p])
        if is_pair(page, around):
            return around
        if not own or not is_verb(verb.head) or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def attendance(page: Page, contact: Contact) -> Parties | None:
    """Who is said to be at a conference that has a place: "envoys who were at a summit in Accra", "sent a minister to
    attend the forum in Doha". One is enough, since such a meeting has others."""
    noun = contact.noun
    if contact.kind not in ("summit", "conference") or any(kid.lower_ in THEIRS for kid in noun.children):
        return None
    verb = noun
    for _ in range(5):
        verb = verb.head
        if verb.lemma_.lower() in PRESENT or verb.head.i == verb.i:
            break
    if verb.lemma_.lower() not in PRESENT or not (is_verb(verb) or verb.pos_ == "ADJ"):
        return None
    if verb.lemma_.lower() in ("be", "present") and not (noun.head.lower_ == "at" and noun.head.head.i == verb.i):
        return None
    holder = verb if is_verb(verb) else verb.head
    who = parties_of(page, subject_of(holder), owners=True) if is_verb(holder) else parties_of(page, holder)
    sender = _sender(page, holder)
    states = [page.actor_of[key] for key in who.actors if key in page.actor_of and page.actor_of[key].state]
    if sender and (
        not states or {a.state for a in states} == {page.actor_of[a].state for a in sender.actors if a in page.actor_of}
    ):
        who, states = sender, [page.actor_of[key] for key in sender.actors if key in page.actor_of]
    return who if states and venue(page, noun) is not None else None


def _sender(page: Page, verb: Token) -> Parties:
    """Whoever sent somebody to do what `verb` says."""
    current = verb
    for _ in range(3):
        current = current.head
        if is_verb(current) and current.lemma_.lower() in ("send", "dispatch", "represent"):
            sent = parties_of(page, subject_of(current))
            # whoever sends somebody is not there: the state is
            states = [(page.actor_of[a].state or a) if a in page.actor_of else a for a in sent.actors]
            return replace(sent, actors=tuple(states)) if all(a in page.lexicon.states for a in states) else sent
    return NOBODY


def is_named(noun: Token) -> bool:
    """ "the Accra summit": a name of its own before the noun."""
    return any(kid.dep_ in ("compound", "nmod", "amod") and kid.pos_ == "PROPN" for kid in noun.children)


def _with(page: Page, noun: Token) -> Parties:
    hosts = [noun, *(of for word, of in prepositions(noun) if word == "of" and hours(of))]
    found = [parties_of(page, o) for host in hosts for word, o in prepositions(host) if word in ("with", "between")]
    return joined([p for p in found if p]) if any(found) else NOBODY


def _sides(page: Page, verb: Token) -> Iterator[Parties]:
    yield parties_of(page, subject_of(verb), owners=False)
    yield parties_of(page, object_of(verb), owners=False)
    for word, other in prepositions(verb):
        if word in ("to", "with"):
            yield parties_of(page, other, owners=False)


def verbal(page: Page, covered: set[int]) -> Iterator[tuple[Contact, Parties]]:
    """Verbs of meeting whose sides only an apposition, an office of several states or "hours with" gives."""
    for verb in page.words:
        lemma = verb.lemma_.lower()
        if lemma not in MEET or not is_verb(verb) or verb.idx in covered or not page.readable(verb.idx):
            continue
        if lemma == "spend" and not hours(object_of(verb)):
            continue
        beside = [parties_of(page, noun) for word, noun in prepositions(verb) if word == "with"]
        parties = joined([p for p in (_several(page, subject_of(verb)), *beside) if p])
        if is_pair(page, parties):
            yield Contact(noun=verb, kind="meeting", definite=False), parties


def hours(noun: Token | None) -> bool:
    """Whether a noun is a stretch of time ("three hours")."""
    return noun is not None and noun.lemma_.lower() in ("hour", "minute", "day", "morning", "afternoon", "evening")


def _several(page: Page, noun: Token | None) -> Parties:
    """The sides of a plural subject: those it names behind it, or who holds the office in each state it names."""
    if noun is None:
        return NOBODY
    own = parties_of(page, noun, owners=False)
    if len(own.actors) > 1:
        return own
    named = [parties_of(page, kid) for kid in noun.children if kid.dep_ == "appos"]
    if any(len(p.actors) > 1 for p in named):
        return joined([p for p in named if p])
    key = page.lexicon.office(" ".join(t.lemma_ for t in noun.doc[noun.left_edge.i : noun.i + 1] if t.pos_ != "DET"))
    if noun.tag_ not in ("NNS", "NNPS") or key is None:
        return own
    named_states = [(e, page.lexicon.state_of(e.text)) for e in noun.sent.ents if noun.is_ancestor(e.root)]
    spans = [(Span(e.start_char, e.end_char), state) for e, state in named_states if state and e.label_ == "GPE"]
    holders = [_holder(page, state, key) for _, state in spans]
    if len(set(holders)) < 2:
        return own
    return Parties(actors=tuple(holders), spans=tuple(span for span, _ in spans), way="owner")


def _holder(page: Page, state: str, key: str) -> str:
    """The article's person who holds an office of a state, the state itself where nobody is known to."""
    for actor in page.actors:
        if actor.kind == "person" and actor.state == state and page.lexicon.office(actor.office or "") == key:
            return actor.id
    return state


def sent_there(page: Page, event: Event) -> Event:
    """ "sent an envoy to attend the forum", "envoys who were at a summit in Bern": a meeting that was held."""
    if event.encounter_kind not in ("conference", "summit") or event.status not in ("done", "planned", "possible"):
        return event
    noun = next((t for t in page.tokens(event.trigger) if t.lemma_.lower() in KINDS), None)
    if noun is None or event.confidence >= SURE_PAIR:
        return event
    verb = verb_of(noun)
    there = noun.head.lower_ == "at" and verb.lemma_.lower() == "be" and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN")
    sender = verb.head
    sent = (
        verb.lemma_.lower() in PRESENT and verb.tag_ == "VB" and sender.lemma_.lower() in ("send", "dispatch")
        and sender.tag_ in ("VBD", "VBN")
    )  # fmt: skip
    if not (there or sent) or venue(page, noun) is None:
        return event
    day = event.when if event.when.basis != "publication" else (only_day(page, noun) or (event.when, None))[0]
    return replace(
        event, type="CONSULT", status="done", encounter_status="held", when=day,
        place=event.place or venue(page, noun), confidence=SURE_PAIR,
    )  # fmt: skip
