"""Contacts completed: the calls, meetings and visits that an article tells of in passing or comes back to.

An invented example: "In a call on Sunday Rama told Orlov that ... The conversation lasted an hour." The triggers give
no event for "in a call" (nobody is its subject) and none for "the conversation"; here the first becomes a call of Rama
and Orlov, the second a further row of evidence under it.
"""

from __future__ import annotations

from dataclasses import replace

from memcon.model.reading import Event
from memcon.model.span import Reason
from memcon.model.when import When
from memcon.read.contact_article import article_contact
from memcon.read.contact_attended import attended_contacts
from memcon.read.contact_cancelled import cancelled_contacts
from memcon.read.contact_clauses import JOURNEYS, Contact, Told, among_them, clause_contacts, destination, states_of
from memcon.read.contact_days import near_day
from memcon.read.contact_granted import granted_contacts
from memcon.read.contact_heard import heard_contacts, lifted
from memcon.read.contact_joining import add_contact, is_pair, recall, sign
from memcon.read.contact_later import weak_contacts
from memcon.read.contact_nouns import attendance, is_named, participants, sent_there, uncovered, verbal
from memcon.read.contact_people import journeys_hidden, named_people, of_the_two, past_only, settled_plan
from memcon.read.contact_phrases import phrase_contacts
from memcon.read.contact_places import placed_by_words
from memcon.read.contact_plans import planned_contacts
from memcon.read.contact_recalled import recalled_contacts
from memcon.read.contact_scenes import scene_contacts, settled_sentences
from memcon.read.contact_scored import scored_contacts
from memcon.read.contact_signings import signings
from memcon.read.contact_times import dated_beside, placed_by_day, undated_in_passing
from memcon.read.contact_words import KINDS, SURE_PAIR, SURE_PLAN
from memcon.read.event_actors import NOBODY, Parties, joined
from memcon.read.page import Page


def complete_contacts(page: Page) -> tuple[Event, ...]:
    """The page's events with the contacts that only a clause or an earlier mention gives, in order of text."""
    events = [_completed(page, event) for event in page.events if not _discussed_there(page, event)]
    events = [_surer(page, undated_in_passing(page, event)) for event in events]
    for told in signings(page):
        sign(page, events, told)
    off = list(cancelled_contacts(page))
    lost = {told.token.i for told, _ in off}
    events = [e for e in events if not (e.encounter_kind and any(t.i in lost for t in page.tokens(e.trigger)))]
    for told, when in off:
        _add(page, events, told, when)
    covered = {i for event in events if event.encounter_kind for i in range(event.trigger.start, event.trigger.end)}
    for contact, parties in verbal(page, covered):
        add_contact(page, events, contact, parties)
    for told in clause_contacts(page, covered):
        if is_pair(page, told.parties):
            _add(page, events, told)
    for told in scene_contacts(page, events):
        _add(page, events, told)
    for told in phrase_contacts(page, settled_sentences(page, events)):
        _add(page, events, told)
    for told, when in list(recalled_contacts(page, events)):
        if told.token.idx not in covered:
            _add(page, events, told, when)
            covered.add(told.token.idx)
    for told, day in list(attended_contacts(page, events)):
        if told.status == "planned":
            # "arrives on 12 May": the present tense of a day to come
            at = told.token.idx
            events = [e for e in events if not (e.trigger.start <= at < e.trigger.end and e.status == "done")]
        _add(page, events, told, day)
    for contact in uncovered(page, covered):
        found = participants(page, contact) or attendance(page, contact)
        if found is not None:
            add_contact(page, events, contact, found)
        elif contact.definite and not is_named(contact.noun):
            recall(page, events, contact)
    for told in list(granted_contacts(page, events)):
        _add(page, events, told)
    for told in list(weak_contacts(page, events)):
        _add(page, events, told)
    for told in scored_contacts(page, events):
        _add(page, events, told)
    for told in list(heard_contacts(page, events)):
        _add(page, events, told)
    for told, when in list(planned_contacts(page, events)):
        _add(page, events, told, when)
    whole = article_contact(page, events)
    if whole is not None:
        _add(page, events, whole)
    events = [lifted(page, event) for event in events]
    events = [
        settled_plan(page, near_day(page, past_only(page, placed_by_words(page, event))))
        for event in events
        if not _not_looked_for(page, event)
    ]
    events = [named_people(page, _of_people(page, _presupposed(page, event), events)) for event in events]
    events = [of_the_two(page, journeys_hidden(page, event, events)) for event in events]
    return tuple(sorted(events, key=lambda event: (event.trigger, event.id)))


def _add(page: Page, events: list[Event], told: Told, when: When | None = None) -> None:
    """Takes in a contact that a clause or a scene tells, at its word, with its own sides."""
    contact = Contact(noun=told.token, kind=told.kind, definite=False, told=told)
    add_contact(page, events, contact, told.parties, when=when)


def _of_people(page: Page, event: Event, events: list[Event]) -> Event:
    """Two states that "they" or "the two" stood for, as the persons who met on behalf of just these elsewhere."""
    keys = (*event.source, *event.target)
    if event.encounter_kind is None or not keys or any(key not in page.lexicon.states for key in keys):
        return event
    verb = page.token_at(event.trigger.start)
    subject = next((kid for kid in verb.children if kid.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lower_ not in ("they", "both", "two", "pair", "men", "women", "leaders", "ministers"):
        return event
    for other in events:
        people = (*other.source, *other.target)
        known = [page.actor_of.get(key) for key in people]
        if (
            other.encounter_kind
            and other.id != event.id
            and len(people) == len(keys)
            and all(actor is not None and actor.kind == "person" for actor in known)
        ):
            if {actor.state for actor in known if actor is not None} == set(keys):
                return replace(event, source=people[:1], target=people[1:], source_spans=(event.trigger,),
                               target_spans=(event.trigger,) * (len(people) - 1))  # fmt: skip
    return event


def _presupposed(page: Page, event: Event) -> Event:
    """ "What did Rama and Orlov agree on in Bern on Tuesday?" takes it for granted that they met."""
    if event.encounter_kind is None or event.status not in ("possible", "planned") or not event.when.dated:
        return event
    sentence = page.token_at(event.trigger.start).sent
    opening = [token.lower_ for token in sentence[:4]]
    if not opening or opening[0] not in ("what", "why", "how") or "did" not in opening:
        return event
    if (event.when.latest or "9") > (page.article.published or "")[:10]:
        return event
    sure = max(event.confidence, SURE_PAIR)
    return replace(event, status="done", encounter_status="held", type="CONSULT", confidence=sure)


LOOKED_FOR = frozenset({"expect", "plan", "intend", "schedule", "due", "likely", "set", "slate", "anticipate"})


def _not_looked_for(page: Page, event: Event) -> bool:
    """ "is not expected to travel to X", "is unlikely to meet Y": a forecast that none comes, and no plan of one."""
    if event.encounter_kind is None or event.encounter_status not in ("planned", None):
        return False
    if event.status not in ("planned", "possible"):
        return False
    tokens = page.tokens(event.trigger)
    current = tokens[0] if tokens else None
    for _ in range(4):
        if current is None or current.head.i == current.i:
            return False
        current = current.head
        lemma = current.lemma_.lower()
        if lemma == "unlikely":
            return True
        if lemma in LOOKED_FOR:
            around = (*current.children, *(current.head.children if current.dep_ == "acomp" else ()))
            return any(child.dep_ == "neg" for child in around)
    return False


def _discussed_there(page: Page, event: Event) -> bool:
    """ "a summit to discuss aid for Saran": the verb tells what the summit is for; no contact of its own."""
    if event.encounter_kind is None or event.type != "CONSULT":
        return False
    verb = page.token_at(event.trigger.start)
    if verb.lemma_.lower() not in ("discuss", "address", "negotiate") or verb.dep_ not in ("acl", "relcl", "advcl"):
        return False
    host = verb.head if verb.head.pos_ == "NOUN" else verb.doc[max(0, verb.i - 2)]
    return host.lemma_.lower() in KINDS and not any(kid.dep_ in ("nsubj", "nsubjpass") for kid in verb.children)


def _completed(page: Page, event: Event) -> Event:
    """A contact with one side only, the other taken from "among them Orlov" or from where the trip was to go."""
    if event.encounter_kind is None:
        return event
    event = placed_by_day(page, sent_there(page, dated_beside(page, event)))
    own = Parties(actors=(*event.source, *event.target))
    if not own or len(states_of(page, own)) > 1:
        return event
    if event.encounter_status == "cancelled":
        trip = next((t for t in page.tokens(event.trigger) if t.lemma_.lower() in JOURNEYS), None)
        more = destination(page, trip, states_of(page, own)) if trip is not None else NOBODY
    elif event.encounter_kind in ("meeting", "call", "video"):
        more = among_them(page, page.token_at(event.trigger.start))
    else:
        return event
    more = more.without(own.actors)
    if not more or not is_pair(page, joined([own, more]) if own.spans else Parties(actors=(*own.actors, *more.actors))):
        return event
    source = event.source or event.target
    return replace(
        event,
        source=source,
        target=(*(event.target if event.source else ()), *more.actors),
        source_spans=event.source_spans or event.target_spans,
        target_spans=(*(event.target_spans if event.source else ()), *more.spans),
        confidence=max(event.confidence, SURE_PAIR),
    )


def _surer(page: Page, event: Event) -> Event:
    """A contact that took place between two sides both named is not left below what its clause warrants."""
    if event.encounter_kind is None or event.confidence >= SURE_PAIR:
        return event
    if event.status == "planned" and (_agreed(page, event) or _prepared(page, event)):
        return replace(event, confidence=max(event.confidence, SURE_PLAN))
    if event.status != "done":
        return event
    parties = Parties(actors=(*event.source, *event.target))
    if event.type != "CONSULT" or not event.source or not is_pair(page, parties) or _doubtful(event):
        return event
    reason = Reason(name="contact", weight=SURE_PAIR, detail="both sides are named and it is told as past")
    return replace(event, confidence=SURE_PAIR, reasons=(*event.reasons, reason))


def _agreed(page: Page, event: Event) -> bool:
    """ "agreed to meet again in May", "are due to meet on Friday": a contact to come of two sides, with a day."""
    verb = page.token_at(event.trigger.start)
    fixed = verb.head.lemma_.lower() in ("agree", "due", "schedule", "set") and verb.dep_ in ("xcomp", "ccomp", "advcl")
    return fixed and event.when.dated and is_pair(page, Parties(actors=(*event.source, *event.target)))


PREPARED = frozenset("preparation agenda date arrangement programme program venue".split())


def _prepared(page: Page, event: Event) -> bool:
    """ "reviewed preparations for the bilateral summit in Bern": a contact that is being got ready."""
    if event.encounter_kind not in ("summit", "visit", "conference"):
        return False
    noun = next((t for t in page.tokens(event.trigger) if t.lemma_.lower() in KINDS and t.dep_ == "pobj"), None)
    if noun is None or noun.head.lower_ not in ("for", "of") or noun.head.head.lemma_.lower() not in PREPARED:
        return False
    return any(kid.lower_ in ("the", "their") for kid in noun.children) and is_pair(
        page, Parties(actors=(*event.source, *event.target))
    )


def _doubtful(event: Event) -> bool:
    return (event.when.basis == "unknown" and event.mode == "visit") or event.statement is not None
