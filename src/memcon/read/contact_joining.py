"""Contacts as events: a new one, or one more row of evidence under the one that it comes back to.

An invented example: "Rama called Orlov on Friday. ... The conversation lasted an hour." gives one event; the second
sentence adds its row.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from spacy.tokens import Token

from memcon.model.actor import Actor
from memcon.model.identify import stable_id
from memcon.model.reading import EncounterKind, Event, EventStatus, Place
from memcon.model.span import Reason, Span, hull
from memcon.model.when import UNDATED, When
from memcon.read.contact_clauses import Contact, Told, states_of
from memcon.read.contact_days import course
from memcon.read.contact_times import beside_verb, only_day, verb_of
from memcon.read.contact_words import FAR, LOOSE, SURE_AGAIN, SURE_PAIR, SURE_WEAK
from memcon.read.event_actors import Parties
from memcon.read.event_encounters import FROM_STATUS, absent_of
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import is_verb
from memcon.read.event_speech import named_as_occasion
from memcon.read.event_times import when_of
from memcon.read.page import Page, span_of
from memcon.read.places import named_place, place_of
from memcon.read.status import NEGATED, Reality, reality_of
from memcon.read.triggers import Trigger

LOOKED_BACK = Reason(name="recalled", weight=0.0, detail="an earlier one that the article looks back on")
_ROW = Trigger(kind="noun", type="CONSULT", encounter="meeting", score=SURE_PAIR)


def add_contact(
    page: Page, events: list[Event], contact: Contact, parties: Parties, *, when: When | None = None
) -> None:
    """A contact of its own, unless an event of the same people already tells of it; `when` outranks its clause."""
    actors = tuple(dict.fromkeys(parties.actors))
    frame = Frame(row=_ROW, head=contact.noun)
    told = contact.told
    anchor = told.verb if told is not None and told.verb is not None else verb_of(contact.noun)
    looked_back = told is not None and told.recalled
    off = told is not None and told.encounter_status == "cancelled"
    if any(kid.dep_ == "neg" for kid in anchor.children) and not looked_back and not off:
        return
    reality = reality_of(anchor, contact.noun if not is_verb(anchor) else None)
    if reality.status in ("denied", NEGATED) and named_as_occasion(contact.noun):
        reality = Reality()
    given = when
    when, time = when_of(page, replace(frame, verb=anchor) if is_verb(anchor) else frame, reality)
    loose = told is not None and (told.verb is not None or told.sure is not None)
    if time is None and (len(actors) == 1 or beside_verb(contact) or loose):
        when, time = only_day(page, contact.noun) or (when, time)
    if told is not None and told.encounter_status == "planned" and time is None:
        when = UNDATED
    if given is not None:
        when, time = given, None
    spoken = told is None and is_verb(contact.noun)
    if spoken and reality.status in ("planned", "possible") and _once_more(contact.noun):
        # the sides and the time of "agreed to talk again" are found where contacts to come are looked for
        return
    for index, event in enumerate(events):
        if spoken and _another_time(event, contact.noun, reality):
            continue
        if same_contact(page, event, actors, contact.kind, when, told):
            events[index] = _with_sides(page, joined_contact(page, event, contact, when), parties, contact)
            return
    status = reality.status if reality.status in FROM_STATUS else "alleged"
    status = told.status if told is not None and told.status is not None else status
    if status in ("done", "ongoing") and _to_come(page, when) and (told is None or told.encounter_status is None):
        under_way = _under_way(page, anchor, when)
        status, when = ("planned", when) if under_way is None else ("ongoing", under_way)
    encounter_status = told.encounter_status if told is not None else None
    frame = replace(frame, verb=anchor) if is_verb(anchor) else frame
    spans = [
        span_of(contact.noun),
        *(s for s in parties.spans if near(contact.noun, s)),
        *([time.span] if time else []),
    ]
    sure = (told.sure if told is not None else None) or SURE_PAIR
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
            place=_place(page, contact, actors),
            trigger=trigger,
            encounter_kind=contact.kind,
            encounter_status=encounter_status or FROM_STATUS[cast(EventStatus, status)],
            absent=absent_of(page, frame),
            confidence=sure if status == "done" or encounter_status else 0.45,
            evidence=page.evidence(hull(spans)),
            reasons=(
                Reason(name="contact", weight=sure, detail="named in the clause that tells what was said there"),
                *((LOOKED_BACK,) if looked_back else ()),
            ),
        )
    )


def _place(page: Page, contact: Contact, actors: tuple[str, ...]) -> Place | None:
    """Where it was: of a gathering, the first town that its sentence names."""
    wide = len(actors) == 1 or (contact.kind in ("summit", "conference") and not is_verb(contact.noun))
    return venue(page, contact.noun) if wide else place_at(page, contact.noun)


def _once_more(verb: Token) -> bool:
    return any(token.lower_ == "again" for token in verb.doc[verb.i + 1 : verb.i + 3])


def _another_time(event: Event, verb: Token, reality: Reality) -> bool:
    """Whether a verb tells of a contact to come and the event of one held, or of a summit beside which they talk."""
    to_come = reality.status in ("planned", "possible")
    if to_come != (event.encounter_status == "planned"):
        return True
    return to_come and event.encounter_kind in LOOSE - {"meeting"} and verb.lemma_.lower() in ("speak", "talk")


def _with_sides(page: Page, event: Event, parties: Parties, contact: Contact) -> Event:
    """The event with those named beside it whom its own clause left out, and as sure as that clause makes it."""
    known = (*event.source, *event.target)
    more = parties.without(known)
    if contact.told is not None and contact.told.status == "done" and event.encounter_status == "planned":
        # "flew to Bern on Monday to see Orlov": what the journey was for took place, where nothing says otherwise
        event = replace(event, status="done", encounter_status="held", confidence=max(event.confidence, SURE_PAIR))
    sure = contact.told.sure if contact.told is not None else None
    if sure and event.encounter_status == "planned" and contact.told is not None:
        event = replace(event, confidence=max(event.confidence, sure if contact.told.status == "planned" else 0.0))
    if not more:
        return replace(event, confidence=max(event.confidence, sure or 0.0)) if event.status == "done" else event
    persons = {side_of(page, key) for key in more.actors if _person(page, key)}
    kept = [key for key in known if not (key in page.lexicon.states and key in persons)]
    actors = (*kept, *more.actors)
    return replace(
        event, source=actors[:1], target=actors[1:], source_spans=(), target_spans=(),
        confidence=max(event.confidence, sure or SURE_PAIR) if event.status == "done" else event.confidence,
    )  # fmt: skip


def _to_come(page: Page, when: When) -> bool:
    """Whether a day lies behind the day of print: what is dated so was not held yet."""
    printed = (page.article.published or "")[:10]
    return len(printed) == 10 and when.basis != "publication" and (when.earliest or "") > printed


def _under_way(page: Page, verb: Token, when: When) -> When | None:
    """ "are holding a three-day summit that ends on Wednesday": its days; None where the verb tells of no course."""
    auxiliaries = {kid.lower_ for kid in verb.children if kid.dep_ == "aux"}
    if verb.tag_ != "VBG" or not auxiliaries & {"is", "are"} or verb.lower_ == "going":
        return None
    return course(page, verb, when)


def side_of(page: Page, key: str) -> str:
    """The state that an actor belongs to, itself where none is known."""
    actor = page.actor_of.get(key)
    return (actor.state or key) if actor is not None else key


def _person(page: Page, key: str) -> bool:
    actor = page.actor_of.get(key)
    return actor is not None and actor.kind == "person"


def _type(contact: Contact) -> str:
    """A signing is PLOVER's SUPPORT, a contact called off its REJECT."""
    if contact.told is not None and contact.told.encounter_status == "cancelled":
        return "REJECT"
    return "SUPPORT" if contact.kind == "signing" else "CONSULT"


def _mode(contact: Contact, actors: tuple[str, ...]) -> str | None:
    if contact.kind in ("call", "video"):
        return "phone"
    return "multilateral" if len(actors) == 1 or contact.kind == "conference" else None


def same_contact(
    page: Page, event: Event, actors: tuple[str, ...], kind: EncounterKind, when: When, told: Told | None
) -> bool:
    """Whether an event and a contact found beside it are of the same people, kind and days."""
    if event.encounter_kind is None or not _fit(event.encounter_kind, kind):
        return False
    if told is not None and told.encounter_status == "cancelled":
        return event.encounter_status == "cancelled" and set(actors) == {*event.source, *event.target}
    if told is not None and (
        told.apart or (told.encounter_status == "planned") != (event.encounter_status == "planned")
    ):
        far = page.token_at(event.trigger.start).sent.start != told.token.sent.start
        if told.apart or told.status != "done" or far:
            return False
    if told is not None and told.sure == SURE_WEAK and not event.when.dated:
        return False
    if not event.when.meets(when, slack=3 if "publication" in (event.when.basis, when.basis) else 0):
        return False
    known = {*event.source, *event.target}
    if set(actors) <= known or known <= set(actors):
        return True
    # "Norland and Saran held talks. Ministers Rama and Orlov shook hands": states once, their people then
    people = [{key for key in some if _person(page, key)} for some in (known, set(actors))]
    return not (people[0] and people[1]) and {side_of(page, k) for k in known} == {side_of(page, k) for k in actors}


def _fit(one: str, other: str) -> bool:
    return one == other or {one, other} <= LOOSE or {one, other} <= FAR


def _recalls(one: str, other: str) -> bool:
    """Whether a noun of kind `other` may come back to a contact of kind `one`."""
    if "visit" in (one, other):
        return one == other
    return one == other or {one, other} <= LOOSE or (one in FAR and other == "meeting") or one == "video"


def recall(page: Page, events: list[Event], contact: Contact) -> None:
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
    events[index] = joined_contact(page, events[index], contact, events[index].when)


def joined_contact(page: Page, event: Event, contact: Contact, when: When) -> Event:
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
        place=_narrower(page, event, contact),
        evidence=evidence,
        confidence=round(min(0.95, event.confidence + SURE_AGAIN * (1 - event.confidence)), 4),
    )


def _narrower(page: Page, event: Event, contact: Contact) -> Place | None:
    """The place of the event, or the one beside the contact where that is a town in it and its own only a state."""
    own = event.place
    if event.encounter_kind == "visit":
        return own
    state = page.lexicon.states.get(own.state or "") if own is not None else None
    wide = state is not None and own is not None and own.name.casefold() in {n.casefold() for n in state.names}
    wide = wide or (state is not None and own is not None and own.name == state.name)
    if own is not None and not wide:
        return own
    other = place_at(page, contact.noun) or (venue(page, contact.noun) if own is not None else None)
    return other if other is not None and (own is None or other.state == own.state) else own


def _phrase(noun: Token) -> Span:
    """The noun with what stands right before it."""
    left = min((kid.i for kid in noun.children if kid.i < noun.i and noun.i - kid.i <= 6), default=noun.i)
    return hull([span_of(noun.doc[left]), span_of(noun)])


def near(noun: Token, span: Span) -> bool:
    """Whether a span stands in the sentence of a noun."""
    sentence = noun.sent
    return bool(sentence.start_char <= span.start < sentence.end_char)


def place_at(page: Page, noun: Token) -> Place | None:
    """The place of a contact, on its noun or the verb of its clause."""
    return place_of(page, [noun, verb_of(noun)], near=())


def venue(page: Page, noun: Token) -> Place | None:
    """The place of a conference: on its own clause, or else the first that its sentence names with in, at or to."""
    own = place_at(page, noun)
    if own is not None:
        return own
    for token in noun.sent:
        if token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "to") and token.ent_type_ in ("GPE", "FAC"):
            return named_place(page, token, near=())
    return None


def _padded(spans: tuple[Span, ...], event: Event) -> tuple[Span, ...]:
    """As many spans as the event has targets, its trigger for those without one."""
    return (*spans, *(event.trigger,) * (len(event.target) - len(spans)))


def sign(page: Page, events: list[Event], told: Told) -> None:
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
        add_contact(page, events, Contact(noun=told.token, kind="signing", definite=False, told=told), told.parties)


def is_pair(page: Page, parties: Parties) -> bool:
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
