"""On what day a contact was, where its own clause does not say it plainly.

An invented example: "Norland and Saran agreed on Friday to trade, after talks in Bern": the talks are Friday's;
"since Rama met Orlov" is of no day that the article gives.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from memcon.model.reading import Event, Time
from memcon.model.when import UNDATED, When
from memcon.read.contact_clauses import Contact
from memcon.read.contact_words import KINDS
from memcon.read.event_grammar import is_verb, verb_above
from memcon.read.noun_phrases import SPEECH
from memcon.read.page import Page
from memcon.read.places import named_place


def dated_beside(page: Page, event: Event) -> Event:
    """A contact named beside a dated act ("agreed on Friday, after talks in Bern") is of that day, not of print."""
    if event.when.basis != "publication" or event.status not in ("done", "ongoing"):
        return event
    trigger = page.token_at(event.trigger.start)
    noun = next((t for t in page.tokens(event.trigger) if t.lemma_.lower() in KINDS and t.pos_ == "NOUN"), trigger)
    found = only_day(page, noun)
    if found is None or found[0].basis == "publication":
        return event
    beside = noun.pos_ == "NOUN" and beside_verb(Contact(noun=noun, kind="meeting", definite=False))
    # "told reporters on Friday after meeting Orlov": who speaks on the heels of a meeting speaks on its day
    beside = beside or (
        trigger.tag_ == "VBG" and trigger.dep_ == "pcomp" and trigger.head.lower_ in ("after", "following")
    )
    return replace(event, when=found[0]) if beside or _of_clause(page, found[1], noun) else event


def _of_clause(page: Page, time: Time, word: Token) -> bool:
    """Whether a time hangs on the clause of a word or on one above or beside it, and on no verb of saying."""
    verb = verb_of(page.token_at(time.span.start))
    if not is_verb(verb):
        return True
    above, current = {word.i}, word
    for _ in range(12):
        if current.head.i == current.i:
            break
        current = current.head
        above.add(current.i)
    return verb.i in above and verb.lemma_.lower() not in SPEECH


def placed_by_day(page: Page, event: Event) -> Event:
    """ "signed accords with the bank in Bern on Friday": a town beside the contact's own day is its place."""
    if event.place is not None or event.encounter_kind in ("call", "video") or not event.when.dated:
        return event
    sentence = page.token_at(event.trigger.start).sent
    for token in sentence:
        if token.dep_ != "pobj" or token.head.lower_ not in ("in", "at") or token.ent_type_ not in ("GPE", "FAC"):
            continue
        place = named_place(page, token, near=())
        end = token.idx + len(token)
        beside = [
            time
            for time in page.times
            if (0 <= time.span.start - end <= 5 or 0 <= token.head.idx - time.span.end <= 2)
            and time.when.edtf == event.when.edtf
        ]
        state = page.lexicon.states.get(place.state or "") if place is not None else None
        if place is not None and beside and (state is None or place.name != state.name):
            return replace(event, place=place)
    return event


def only_day(page: Page, noun: Token) -> tuple[When, Time] | None:
    """The one day or span that a sentence's time expressions give, None when they give none or several."""
    sentence = noun.sent
    found = [t for t in page.times if sentence.start_char <= t.span.start < sentence.end_char and t.when.dated]
    return (found[-1].when, found[-1]) if len({time.when.edtf for time in found}) == 1 else None


def undated_in_passing(page: Page, event: Event) -> Event:
    """A contact that a subordinate clause only recalls ("since they met", "after she visited") is not of the day of
    print, unless the article opens with it."""
    if event.encounter_kind is None or event.when.basis != "publication" or event.status not in ("done", "ongoing"):
        return event
    verb = verb_of(page.token_at(event.trigger.end - 1))
    recalled = (
        verb.tag_ in ("VBD", "VBN")
        and verb.dep_ in ("advcl", "relcl")
        and any(
            kid.lower_ in ("when", "since", "after", "before", "until", "as", "which", "that", "who")
            for kid in verb.children
        )
    )
    opening = [s.span for s in page.sentences[:3]]
    time = _time_before_when(page, verb)
    if time is not None:
        return replace(event, when=time.when)
    if not recalled or any(span.start <= event.trigger.start < span.end for span in opening):
        return event
    return replace(event, when=UNDATED)


def _time_before_when(page: Page, verb: Token) -> Time | None:
    """ "in November, when they met": the time that the clause is about."""
    word = next((kid for kid in verb.children if kid.lower_ == "when" and kid.i < verb.i), None)
    if word is None:
        return None
    near = [t for t in page.times if 0 <= word.idx - t.span.end <= 3 and t.when.dated and t.type in ("DATE", "TIME")]
    return near[-1] if near and near[-1].span.start >= verb.sent.start_char else None


def beside_verb(contact: Contact) -> bool:
    """ "agreed on Friday to trade, after talks in Bern": a contact told beside a dated act."""
    noun = contact.noun
    for index in range(noun.i - 1, max(noun.sent.start - 1, noun.i - 9), -1):
        token = noun.doc[index]
        if token.lower_ in ("after", "following", "at", "during", "in"):
            return token.dep_ == "prep" and token.i < noun.i
        if (token.is_punct and token.text not in ("-", "–")) or token.tag_ in ("VBD", "VBZ", "VBP"):
            return False
    return False


def verb_of(noun: Token) -> Token:
    """The verb that the noun's clause hangs on, the noun itself when there is none near."""
    return verb_above(noun, steps=5) or noun
