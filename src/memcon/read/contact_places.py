"""Where a contact took place, by the order of words, where the parse hangs the place elsewhere.

An invented example: "On Monday in Bern the Minister of Trade of Norland, Ana Rojas, met Orlov" is in Bern; "Rama met
the head of the bank in Bern" is not said to be; "in a hotel on the Bern corniche" is.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from memcon.model.reading import Event, Place
from memcon.read.contact_words import ALL_KINDS
from memcon.read.event_grammar import is_verb
from memcon.read.page import Page
from memcon.read.places import named_place

PLACING = frozenset({"in", "at", "near", "outside"})
ROOMS = frozenset(
    "hotel villa hall house palace farmhouse farm room building resort castle lodge tent barracks hut school corniche "
    "waterfront port airport suburb outskirts border crossing centre center club restaurant garden".split()
)
LONGEST = 160


def placed_by_words(page: Page, event: Event) -> Event:
    """The event with the place that its sentence names nearest to it, where its clause gave it none."""
    if event.encounter_kind in (None, "call", "video") or event.place is not None:
        return event
    trigger = page.token_at(event.trigger.start)
    found = [
        (abs(token.i - trigger.i), token.i, place)
        for token in trigger.sent[:LONGEST]
        if (place := _place(page, token)) is not None
    ]
    return replace(event, place=min(found, key=lambda row: row[:2])[2]) if found else event


def _place(page: Page, token: Token) -> Place | None:
    if token.ent_type_ not in ("GPE", "LOC", "FAC") and token.pos_ != "PROPN":
        return None
    if token.i == 0 or (token.i and token.nbor(-1).ent_type_ == token.ent_type_ and token.ent_iob_ == "I"):
        return None
    before = token.nbor(-1)
    prep: Token | None = before if before.lower_ in PLACING else None
    if prep is None and before.lower_ == "the" and token.dep_ == "compound" and token.head.lemma_.lower() in ROOMS:
        prep = token.head.head if token.head.dep_ == "pobj" else None
    elif prep is not None and token.dep_ == "compound" and token.head.ent_type_ != token.ent_type_:
        return None
    if prep is None or (page.statement_at(token.idx) is not None and page.statement_at(prep.idx) is None):
        return None
    head = prep.head
    lemma = head.lemma_.lower()
    if not (is_verb(head) or lemma in ALL_KINDS or lemma in ROOMS or head.pos_ in ("ADP", "NUM", "PROPN", "ADV")):
        return None
    if head.pos_ == "PROPN" and head.i > prep.i - 4 and head.ent_type_ not in ("DATE", "TIME", ""):
        return None
    last = token
    while last.i + 1 < len(token.doc) and last.nbor(1).ent_type_ == token.ent_type_ and last.nbor(1).ent_iob_ == "I":
        last = last.nbor(1)
    place = named_place(page, last if token.ent_type_ else token, near=())
    state = page.lexicon.states.get(place.state or "") if place is not None else None
    if place is None or (
        state is not None and place.name.casefold() in {n.casefold() for n in (state.name, *state.names)}
    ):
        return None
    return place
