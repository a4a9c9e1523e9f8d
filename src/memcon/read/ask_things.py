"""Things asked for: "requested drones from Iran", "the loan that Colombo seeks", "seeking Chinese help".

Who is asked is whoever it is to come from, be it named in the thing itself or in the clause around it.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.read.ask_content import noun_content
from memcon.read.ask_drafts import Draft, draft, pobj
from memcon.read.ask_words import AskWord, AskWords
from memcon.read.event_actors import NOBODY, Parties, parties_of
from memcon.read.event_grammar import (
    child,
    is_passive,
    is_verb,
    object_of,
    subject_of,
)
from memcon.read.page import Page


def thing_asked(page: Page, verb: Token, word: AskWord, words: AskWords, asker: Parties) -> Draft | None:
    """A thing asked for: "requested drones from Iran", "the loan that Colombo seeks", "the support it's requested"."""
    thing = object_of(verb)
    if (verb.dep_ == "relcl" and child(verb, "dobj") is None) or (verb.dep_ == "relcl" and is_passive(verb)):
        thing = verb.head
        asker = asker or parties_of(page, child(verb, "nsubj", "nsubjpass")) or _receiver_above(page, thing)
    if thing is None or (thing.pos_ not in ("NOUN", "PROPN") and thing.lower_ != "more"):
        return None
    lemma = verb.lemma_.lower()
    giver = pobj(verb, "from", "of") or pobj(thing, "from")
    asked = parties_of(page, giver) if giver is not None else NOBODY
    if lemma in ("seek", "need", "solicit") and not asked and not _askable(thing, words):
        return None
    if thing.pos_ == "PROPN" and is_somebody(page, thing):
        return None
    if not asked and verb.dep_ == "relcl":
        asked = _giver_above(page, verb.head, asker)
    if not asked:
        asked = _in_thing(page, thing, asker, lemma)
    if lemma in ("need", "seek") and not asked:
        return None
    relative = [kid for kid in thing.children if kid.i == verb.i]
    return draft(verb, word, asker, asked, noun_content(page, thing, without=relative), times=0.95)


def _in_thing(page: Page, thing: Token, asker: Parties, lemma: str) -> Parties:
    """Who is named in the thing: "seeking Chinese help", "requested readmission to the Arab League"."""
    for kid in thing.children:
        if kid.dep_ in ("amod", "compound", "poss") and kid.i < thing.i:
            found = parties_of(page, kid, owners=False).without(asker.actors)
            if found:
                return found
    to = pobj(thing, "to", "into") if lemma == "request" else None
    found = parties_of(page, to, owners=False).without(asker.actors)
    return found if _of_bodies(page, found) else NOBODY


def _of_bodies(page: Page, parties: Parties) -> bool:
    """Whether they are organisations or states."""
    known = [page.actor_of.get(actor) for actor in parties.actors]
    return bool(known) and all(one is not None and one.kind in ("organisation", "state") for one in known)


def _giver_above(page: Page, thing: Token, asker: Parties) -> Parties:
    """Who gives or holds back the thing: the subject of the verb it is an object of."""
    head = thing.head
    if head.dep_ in ("prep", "dative"):
        head = head.head
    if not is_verb(head):
        return NOBODY
    giver = parties_of(page, subject_of(head))
    return giver.without(asker.actors)


def _receiver_above(page: Page, thing: Token) -> Parties:
    """Who gets or is denied the thing: "provided Chad with the aid it's requested"."""
    head = thing.head
    if head.dep_ == "prep" and head.lower_ == "with":
        head = head.head
    return (
        parties_of(page, child(head, "dobj", "dative"), owners=False)
        if is_verb(head) and thing.head.i != head.i
        else NOBODY
    )


def is_somebody(page: Page, thing: Token) -> bool:
    """Whether the object is an actor who is offered to, not a thing (or troops) that is offered."""
    known = (page.actor_of.get(actor) for actor in parties_of(page, thing, owners=False).actors)
    return any(actor is not None and actor.kind != "group" for actor in known)


def _askable(thing: Token, words: AskWords) -> bool:
    lemma = thing.lemma_.lower()
    if lemma in words.things or thing.lower_ in words.things:
        return True
    return any(kid.lemma_.lower() in words.things for kid in thing.children if kid.dep_ == "compound")
