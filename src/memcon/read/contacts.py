"""Contacts completed: the calls, meetings and visits that an article tells of in passing or comes back to.

An invented example: "In a call on Sunday Rama told Orlov that ... The conversation lasted an hour." The triggers give
no event for "in a call" (nobody is its subject) and none for "the conversation"; here the first becomes a call of Rama
and Orlov, the second a further row of evidence under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from spacy.tokens import Token

from memcon.model.actor import Actor
from memcon.model.identify import stable_id
from memcon.model.reading import EncounterKind, Event, EventStatus, Place, Time
from memcon.model.span import Reason, Span, hull
from memcon.model.when import UNDATED, When
from memcon.read.contact_clauses import (
    JOURNEYS,
    Told,
    among_them,
    clause_contacts,
    destination,
    states_of,
    told_back_from,
)
from memcon.read.contact_signings import signings
from memcon.read.event_actors import NOBODY, Parties, joined, nominal_participants, parties_of
from memcon.read.event_encounters import FROM_STATUS, absent_of
from memcon.read.event_figurative import under_media
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import is_verb, object_of, prepositions, subject_of
from memcon.read.event_times import when_of
from memcon.read.page import Page, span_of
from memcon.read.places import named_place, place_of
from memcon.read.status import reality_of
from memcon.read.triggers import Trigger

_NOUNS: dict[EncounterKind, str] = {
    "call": "call conversation phone-call",
    "video": "teleconference videoconference",
    "meeting": "meeting talk session negotiation discussion consultation dialogue audience encounter dinner lunch",
    "summit": "summit",
    "visit": "visit trip tour stopover",
    "conference": "conference forum",
}
KINDS: dict[str, EncounterKind] = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
REMOTE = frozenset({"phone", "telephone"})
VIDEO = frozenset({"video", "virtual", "online"})
WITHIN = frozenset({"in", "during", "at", "after", "before", "following", "since", "over", "on", "ahead"})
TELLING = frozenset(
    "tell ask urge warn assure inform press remind thank brief invite call offer pledge promise discuss agree raise "
    "reaffirm demand vow request reiterate praise accuse criticise criticize confront appeal propose".split()
)
THE = frozenset({"the", "this", "that", "these", "those"})
PLAIN = VIDEO | REMOTE | frozenset({"video", "face", "two", "-"})
THEIRS = frozenset({"their", "its", "his", "her"})
MEET = frozenset({"meet", "confer", "talk", "speak", "spend"})
PRESENT = frozenset({"be", "attend", "join", "host", "present", "participate", "represent"})
LOOSE = frozenset({"meeting", "summit", "visit", "conference"})
FAR = frozenset({"call", "video", "meeting", "summit"})
SURE_PAIR = 0.6
SURE_AGAIN = 0.12
SURE_PLAN = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contact:
    """A contact word with no event of its own yet."""

    noun: Token
    kind: EncounterKind
    definite: bool
    told: Told | None = None


def complete_contacts(page: Page) -> tuple[Event, ...]:
    """The page's events with the contacts that only a clause or an earlier mention gives, in order of text."""
    events = [_completed(page, event) for event in page.events if not _discussed_there(page, event)]
    events = [_surer(page, _undated_in_passing(page, event)) for event in events]
    for told in signings(page):
        _sign(page, events, told)
    covered = {i for event in events if event.encounter_kind for i in range(event.trigger.start, event.trigger.end)}
    for contact, parties in _verbal(page, covered):
        _add(page, events, contact, parties)
    for told in clause_contacts(page, covered):
        if _pair(page, told.parties):
            _add(page, events, _Contact(noun=told.token, kind=told.kind, definite=False, told=told), told.parties)
    for contact in _uncovered(page, covered):
        found = _participants(page, contact) or _attendance(page, contact)
        if found is not None:
            _add(page, events, contact, found)
        elif contact.definite and not _named(contact.noun):
            _recall(page, events, contact)
    return tuple(sorted(events, key=lambda event: (event.trigger, event.id)))


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
    event = _placed_by_day(page, _sent_there(page, _dated_beside(page, event)))
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
    if not more or not _pair(page, joined([own, more]) if own.spans else Parties(actors=(*own.actors, *more.actors))):
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


def _padded(spans: tuple[Span, ...], event: Event) -> tuple[Span, ...]:
    """As many spans as the event has targets, its trigger for those without one."""
    return (*spans, *(event.trigger,) * (len(event.target) - len(spans)))


def _dated_beside(page: Page, event: Event) -> Event:
    """A contact named beside a dated act ("agreed on Friday, after talks in Bern") is of that day, not of print."""
    if event.when.basis != "publication" or event.status not in ("done", "ongoing"):
        return event
    noun = next((t for t in page.tokens(event.trigger) if t.lemma_.lower() in KINDS and t.pos_ == "NOUN"), None)
    if noun is None or not _beside_verb(_Contact(noun=noun, kind="meeting", definite=False)):
        return event
    found = _only_day(page, noun)
    return replace(event, when=found[0]) if found is not None and found[0].basis != "publication" else event


def _placed_by_day(page: Page, event: Event) -> Event:
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


def _sent_there(page: Page, event: Event) -> Event:
    """ "sent an envoy to attend the forum", "envoys who were at a summit in Bern": a meeting that was held."""
    if event.encounter_kind not in ("conference", "summit") or event.status not in ("done", "planned", "possible"):
        return event
    noun = next((t for t in page.tokens(event.trigger) if t.lemma_.lower() in KINDS), None)
    if noun is None or event.confidence >= SURE_PAIR:
        return event
    verb = _verb_of(noun)
    there = noun.head.lower_ == "at" and verb.lemma_.lower() == "be" and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN")
    sender = verb.head
    sent = (
        verb.lemma_.lower() in PRESENT and verb.tag_ == "VB" and sender.lemma_.lower() in ("send", "dispatch")
        and sender.tag_ in ("VBD", "VBN")
    )  # fmt: skip
    if not (there or sent) or _venue(page, noun) is None:
        return event
    day = event.when if event.when.basis != "publication" else (_only_day(page, noun) or (event.when, None))[0]
    return replace(
        event, type="CONSULT", status="done", encounter_status="held", when=day,
        place=event.place or _venue(page, noun), confidence=SURE_PAIR,
    )  # fmt: skip


def _sign(page: Page, events: list[Event], told: Told) -> None:
    """A signing with all who were there: added to the one told of just before, else a contact of its own."""
    near = [
        (abs(event.trigger.start - told.token.idx), index)
        for index, event in enumerate(events)
        if event.encounter_kind == "signing" and abs(event.trigger.start - told.token.idx) <= 700
        and event.status == "done" and event.trigger.start < told.token.sent.end_char
    ]  # fmt: skip
    states = states_of(page, told.parties)
    for _, index in sorted(near):
        event = events[index]
        known = (*event.source, *event.target)
        shared = states_of(page, Parties(actors=known)) & states
        if shared or event.trigger.start <= told.token.idx < event.trigger.end:
            more = tuple(a for a in dict.fromkeys(told.parties.actors) if a not in known)
            spans = tuple(s for a, s in zip(told.parties.actors, told.parties.spans, strict=True) if a in more)
            same = event.trigger.start <= told.token.idx < event.trigger.end
            rows = () if same else page.evidence(span_of(told.token))
            events[index] = replace(
                event, target=(*event.target, *more), target_spans=(*_padded(event.target_spans, event), *spans),
                evidence=(*event.evidence, *(row for row in rows if row not in event.evidence)),
            )  # fmt: skip
            return
    if len(states) > 1:
        _add(page, events, _Contact(noun=told.token, kind="signing", definite=False, told=told), told.parties)


def _uncovered(page: Page, covered: set[int]) -> Iterator[_Contact]:
    for token in page.doc:
        kind = KINDS.get(token.lemma_.lower())
        if kind is None or token.pos_ != "NOUN" or token.idx in covered or not page.readable(token.idx):
            continue
        if under_media(token):
            continue
        if token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
            continue
        words = {kid.lower_ for kid in token.children if kid.dep_ in ("amod", "compound", "nmod", "det", "poss")}
        if words & {"no", "any", "every", "each", "such", "another", "future", "further", "possible"}:
            continue
        if "peace" in words and kind not in ("conference", "summit"):
            continue
        determined = bool(words & (THE | THEIRS))
        yield _Contact(
            noun=token, kind=_kind(kind, words), definite=determined and not words & {"first", "next", "last"}
        )


def _verbal(page: Page, covered: set[int]) -> Iterator[tuple[_Contact, Parties]]:
    """Verbs of meeting whose sides only an apposition, an office of several states or "hours with" gives."""
    for verb in page.doc:
        lemma = verb.lemma_.lower()
        if lemma not in MEET or not is_verb(verb) or verb.idx in covered or not page.readable(verb.idx):
            continue
        if lemma == "spend" and not _hours(object_of(verb)):
            continue
        beside = [parties_of(page, noun) for word, noun in prepositions(verb) if word == "with"]
        parties = joined([p for p in (_several(page, subject_of(verb)), *beside) if p])
        if _pair(page, parties):
            yield _Contact(noun=verb, kind="meeting", definite=False), parties


def _hours(noun: Token | None) -> bool:
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


def _kind(kind: EncounterKind, words: set[str]) -> EncounterKind:
    if words & VIDEO or "video" in words:
        return "video"
    if words & REMOTE and kind in ("meeting", "call"):
        return "call"
    return kind


def _participants(page: Page, contact: _Contact) -> Parties | None:
    """Who the clause around the noun says took part: two actors of different states, or nobody."""
    noun = contact.noun
    if any(kid.dep_ == "det" and kid.lower_ in THE for kid in noun.children) and not _with(page, noun):
        return None
    own = joined([p for p in (nominal_participants(page, noun), _with(page, noun)) if p])
    if _pair(page, own):
        return own
    back = told_back_from(noun)
    if back is not None:
        around = joined([p for p in (parties_of(page, back, owners=False), own) if p])
        return around if own and _pair(page, around) else None
    if noun.dep_ != "pobj" or noun.head.lower_ not in WITHIN:
        return None
    verb = noun.head.head
    if not is_verb(verb) or not (own or verb.lemma_.lower() in TELLING):
        return None
    for _ in range(3):
        around = joined([p for p in (own, *_sides(page, verb)) if p])
        if _pair(page, around):
            return around
        if not own or not is_verb(verb.head) or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _attendance(page: Page, contact: _Contact) -> Parties | None:
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
    return who if states and _venue(page, noun) is not None else None


def _venue(page: Page, noun: Token) -> Place | None:
    """The place of a conference: on its own clause, or else the first that its sentence names with in, at or to."""
    own = _place(page, noun)
    if own is not None:
        return own
    for token in noun.sent:
        if token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "to") and token.ent_type_ in ("GPE", "FAC"):
            return named_place(page, token, near=())
    return None


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


def _named(noun: Token) -> bool:
    """ "the Accra summit": a name of its own before the noun."""
    return any(kid.dep_ in ("compound", "nmod", "amod") and kid.pos_ == "PROPN" for kid in noun.children)


def _with(page: Page, noun: Token) -> Parties:
    hosts = [noun, *(of for word, of in prepositions(noun) if word == "of" and _hours(of))]
    found = [parties_of(page, o) for host in hosts for word, o in prepositions(host) if word in ("with", "between")]
    return joined([p for p in found if p]) if any(found) else NOBODY


def _sides(page: Page, verb: Token) -> Iterator[Parties]:
    yield parties_of(page, subject_of(verb), owners=False)
    yield parties_of(page, object_of(verb), owners=False)
    for word, other in prepositions(verb):
        if word in ("to", "with"):
            yield parties_of(page, other, owners=False)


def _pair(page: Page, parties: Parties) -> bool:
    """Whether at least two actors of different states (or one of a state and a body of states) are named."""
    known = dict.fromkeys(parties.actors)
    cited = {key for key in known if key not in page.actor_of and key in page.lexicon.states}
    actors = [page.actor_of[key] for key in known if key in page.actor_of]
    able = [actor for actor in actors if _acts_abroad(actor)]
    sides = {actor.state or actor.id for actor in able} | cited
    return len(sides) >= 2 and len(able) == len(actors)


def _acts_abroad(actor: Actor) -> bool:
    """States, persons in or of a state, and international bodies meet each other; outlets and crowds do not."""
    if actor.kind in ("outlet", "group") or actor.sector in ("MED", "CVL", "BUS"):
        return False
    return actor.kind == "state" or actor.state is not None or actor.sector == "IGO"


def _add(page: Page, events: list[Event], contact: _Contact, parties: Parties) -> None:
    """A contact of its own, unless an event of the same people already tells of it."""
    actors = tuple(dict.fromkeys(parties.actors))
    frame = Frame(row=_ROW, head=contact.noun)
    told = contact.told
    anchor = told.verb if told is not None and told.verb is not None else _verb_of(contact.noun)
    if any(kid.dep_ == "neg" for kid in anchor.children):
        return
    reality = reality_of(anchor, contact.noun if not is_verb(anchor) else None)
    when, time = when_of(page, replace(frame, verb=anchor) if is_verb(anchor) else frame, reality)
    if time is None and (len(actors) == 1 or _beside_verb(contact) or (told is not None and told.verb is not None)):
        when, time = _only_day(page, contact.noun) or (when, time)
    if told is not None and told.encounter_status == "planned" and time is None:
        when = UNDATED
    for index, event in enumerate(events):
        if _same(event, actors, contact.kind, when):
            events[index] = _joined(page, event, contact, when)
            return
    status = reality.status if reality.status in FROM_STATUS else "alleged"
    status = told.status if told is not None and told.status is not None else status
    encounter_status = told.encounter_status if told is not None else None
    frame = replace(frame, verb=anchor) if is_verb(anchor) else frame
    spans = [
        span_of(contact.noun),
        *(s for s in parties.spans if _near(contact.noun, s)),
        *([time.span] if time else []),
    ]
    statement = page.statement_at(contact.noun.idx)
    trigger = span_of(contact.noun)
    events.append(
        Event(
            id=stable_id("ev", page.article.id, _type(contact), list(trigger), list(actors[:1]), list(actors[1:])),
            article=page.article.id,
            type=_type(contact),
            mode=_mode(contact, actors),
            source=actors[:1],
            target=actors[1:],
            channel="diplomatic",
            status=cast(EventStatus, status),
            statement=statement.id if statement else None,
            when=when,
            place=_venue(page, contact.noun) if len(actors) == 1 else _place(page, contact.noun),
            trigger=trigger,
            encounter_kind=contact.kind,
            encounter_status=encounter_status or FROM_STATUS[cast(EventStatus, status)],
            absent=absent_of(page, frame),
            confidence=SURE_PAIR if status == "done" or encounter_status else 0.45,
            evidence=page.evidence(hull(spans)),
            reasons=(
                Reason(name="contact", weight=SURE_PAIR, detail="named in the clause that tells what was said there"),
            ),
        )
    )


def _type(contact: _Contact) -> str:
    """A signing is PLOVER's SUPPORT, a contact called off its REJECT."""
    if contact.told is not None and contact.told.encounter_status == "cancelled":
        return "REJECT"
    return "SUPPORT" if contact.kind == "signing" else "CONSULT"


def _beside_verb(contact: _Contact) -> bool:
    """ "agreed on Friday to trade, after talks in Bern": a contact told beside a dated act."""
    noun = contact.noun
    for index in range(noun.i - 1, max(noun.sent.start - 1, noun.i - 9), -1):
        token = noun.doc[index]
        if token.lower_ in ("after", "following", "at", "during", "in"):
            return token.dep_ == "prep" and token.i < noun.i
        if (token.is_punct and token.text not in ("-", "–")) or token.tag_ in ("VBD", "VBZ", "VBP"):
            return False
    return False


def _mode(contact: _Contact, actors: tuple[str, ...]) -> str | None:
    if contact.kind in ("call", "video"):
        return "phone"
    return "multilateral" if len(actors) == 1 or contact.kind == "conference" else None


_ROW = Trigger(kind="noun", type="CONSULT", encounter="meeting", score=SURE_PAIR)


def _verb_of(noun: Token) -> Token:
    """The verb that the noun's clause hangs on, the noun itself when there is none near."""
    current = noun
    for _ in range(5):
        if is_verb(current):
            return current
        current = current.head
    return noun


def _only_day(page: Page, noun: Token) -> tuple[When, Time] | None:
    """The one day or span that a sentence's time expressions give, None when they give none or several."""
    sentence = noun.sent
    found = [t for t in page.times if sentence.start_char <= t.span.start < sentence.end_char and t.when.dated]
    return (found[-1].when, found[-1]) if len({time.when.edtf for time in found}) == 1 else None


def _near(noun: Token, span: Span) -> bool:
    sentence = noun.sent
    return bool(sentence.start_char <= span.start < sentence.end_char)


def _place(page: Page, noun: Token) -> Place | None:
    return place_of(page, [noun, _verb_of(noun)], near=())


def _same(event: Event, actors: tuple[str, ...], kind: EncounterKind, when: When) -> bool:
    if event.encounter_kind is None or not _fit(event.encounter_kind, kind):
        return False
    if not event.when.meets(when, slack=3 if "publication" in (event.when.basis, when.basis) else 0):
        return False
    return set(actors) <= {*event.source, *event.target} or {*event.source, *event.target} <= set(actors)


def _fit(one: str, other: str) -> bool:
    return one == other or {one, other} <= LOOSE or {one, other} <= FAR


def _recalls(one: str, other: str) -> bool:
    """Whether a noun of kind `other` may come back to a contact of kind `one`."""
    if "visit" in (one, other):
        return one == other
    return one == other or {one, other} <= LOOSE or (one in FAR and other == "meeting") or one == "video"


def _recall(page: Page, events: list[Event], contact: _Contact) -> None:
    """ "The summit lasted an hour": a further row of evidence for the contact told last before it."""
    before = [
        (event.trigger.start, index)
        for index, event in enumerate(events)
        if event.encounter_kind
        and event.trigger.start < contact.noun.idx
        and _recalls(event.encounter_kind, contact.kind)
        and event.status in ("done", "ongoing")
    ]
    if not before:
        return
    place, index = max(before)
    between = page.text[place : contact.noun.idx]
    if between.count("\n\n") > 4:
        return
    events[index] = _joined(page, events[index], contact, events[index].when)


def _joined(page: Page, event: Event, contact: _Contact, when: When) -> Event:
    """The event with one more row of evidence, a more telling kind, a place and a stated day where it had none."""
    row = page.evidence(_phrase(contact.noun))
    evidence = event.evidence if row[0] in event.evidence else event.evidence + row
    kind = contact.kind if event.encounter_kind == "meeting" and contact.kind in ("summit", "video", "call") else None
    stated = (
        when if event.when.basis in ("publication", "unknown") and when.basis in ("stated", "relative") else event.when
    )
    return replace(
        event,
        encounter_kind=kind or event.encounter_kind,
        when=stated,
        place=event.place or (None if event.encounter_kind == "visit" else _place(page, contact.noun)),
        evidence=evidence,
        confidence=round(min(0.95, event.confidence + SURE_AGAIN * (1 - event.confidence)), 4),
    )


def _phrase(noun: Token) -> Span:
    """The noun with what stands right before it."""
    left = min((kid.i for kid in noun.children if kid.i < noun.i and noun.i - kid.i <= 6), default=noun.i)
    return hull([span_of(noun.doc[left]), span_of(noun)])


def _undated_in_passing(page: Page, event: Event) -> Event:
    """A contact that a subordinate clause only recalls ("since they met", "after she visited") is not of the day of
    print, unless the article opens with it."""
    if event.encounter_kind is None or event.when.basis != "publication" or event.status not in ("done", "ongoing"):
        return event
    verb = _verb_of(page.token_at(event.trigger.end - 1))
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


def _surer(page: Page, event: Event) -> Event:
    """A contact that took place between two sides both named is not left below what its clause warrants."""
    if event.encounter_kind is None or event.confidence >= SURE_PAIR:
        return event
    if event.status == "planned" and _agreed(page, event):
        return replace(event, confidence=max(event.confidence, SURE_PLAN))
    if event.status != "done":
        return event
    parties = Parties(actors=(*event.source, *event.target))
    if event.type != "CONSULT" or not event.source or not _pair(page, parties) or _doubtful(event):
        return event
    reason = Reason(name="contact", weight=SURE_PAIR, detail="both sides are named and it is told as past")
    return replace(event, confidence=SURE_PAIR, reasons=(*event.reasons, reason))


def _agreed(page: Page, event: Event) -> bool:
    """ "agreed to meet again in May", "are due to meet on Friday": a contact to come of two sides, with a day."""
    verb = page.token_at(event.trigger.start)
    fixed = verb.head.lemma_.lower() in ("agree", "due", "schedule", "set") and verb.dep_ in ("xcomp", "ccomp", "advcl")
    return fixed and event.when.dated and _pair(page, Parties(actors=(*event.source, *event.target)))


def _doubtful(event: Event) -> bool:
    return (event.when.basis == "unknown" and event.mode == "visit") or event.statement is not None
