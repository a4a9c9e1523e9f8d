"""A contact that a whole article is on although no sentence of it names both sides: hidden, for others to confirm.

An invented example: "Dust first, then presidents. Out stepped Ana Rojas, ours. ... What she got was a figure, from Per
Lie of Saran." tells nobody that the two met, but beside another paper's account of their meeting on that day it is one
more. Such a line has a confidence far below one half; no two of them make an encounter that is shown.
"""

from __future__ import annotations

from collections import Counter

from memcon.model.reading import Event
from memcon.read.contact_clauses import Told
from memcon.read.contact_pairs import AGAIN
from memcon.read.contact_rows import may_meet, side
from memcon.read.contact_words import ALL_KINDS
from memcon.read.event_actors import Parties
from memcon.read.page import Page, span_of

SURE = 0.15
OPENING = 6
"""Sentences within which at least one of the two must be named."""


def article_contact(page: Page, events: list[Event]) -> Told | None:
    """The two officials of different sides whom an article names most, when no contact of the two is told in it."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for mention in page.mentions:
        if len(mention.actors) != 1 or not page.readable(mention.span.start):
            continue
        (key,) = mention.actors
        counts[key] += 1
        if mention.form == "name":
            first.setdefault(key, mention.span.start)
    people = [key for key in first if _official(page, key)]
    ranked = sorted(people, key=lambda key: (-counts[key], first[key], key))
    if len(ranked) < 2:
        return None
    one = ranked[0]
    other = next((key for key in ranked[1:] if side(page, key) != side(page, one)), None)
    if other is None or _told(page, events, one, other) or _together(page, one, other):
        return None
    starts = [sentence.span.start for sentence in page.sentences[:OPENING]]
    if not starts or min(first[one], first[other]) > page.sentences[min(len(page.sentences), OPENING) - 1].span.end:
        return None
    place = max(first[one], first[other])
    token = next((t for t in page.words if t.lemma_.lower() in ALL_KINDS and t.pos_ == "NOUN" and page.readable(t.idx)
                  and t.dep_ not in ("compound", "amod", "nmod")), None)  # fmt: skip
    if token is None and not any(t.lemma_.lower() in AGAIN or t.lower_ in ("two", "both") for t in page.doc[:400]):
        return None
    token = token if token is not None else page.token_at(place)
    parties = Parties(
        actors=(one, other), spans=(span_of(page.token_at(first[one])), span_of(page.token_at(first[other])))
    )
    return Told(token=token, kind=ALL_KINDS.get(token.lemma_.lower(), "meeting"), parties=parties, status="done",
                encounter_status="held", sure=SURE, apart=True)  # fmt: skip


def _official(page: Page, key: str) -> bool:
    """Whether an actor is a person named in full who could act for a state."""
    actor = page.actor_of.get(key)
    if actor is None or actor.kind != "person" or " " not in actor.name or actor.name.split()[-1].islower():
        return False
    return may_meet(page, key) and (actor.state is not None or bool(actor.office))


def _together(page: Page, one: str, other: str) -> bool:
    """Whether a sentence names both: then its own words have been weighed."""
    named: dict[int, set[str]] = {}
    for mention in page.mentions:
        if mention.form == "name":
            named.setdefault(page.token_at(mention.span.start).sent.start, set()).update(mention.actors)
    return any({one, other} <= keys for keys in named.values())


def _told(page: Page, events: list[Event], one: str, other: str) -> bool:
    """Whether a contact of the two, or of their states, is told already."""
    sides = {side(page, one), side(page, other)}
    for event in events:
        if event.encounter_kind is None:
            continue
        keys = (*event.source, *event.target)
        if {one, other} <= set(keys) or sides <= {side(page, key) for key in keys}:
            return True
    return False
