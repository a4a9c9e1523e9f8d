"""The persons of a contact that its own sentence tells of states only.

An invented example: "Norland and Saran settled the dispute on Friday. Ministers Ana Rojas and Per Lie agreed that ...":
Rojas and Lie met. "Norland flew on to Saran" and the like, told beside another contact of the same person, are journeys
and stay hidden.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as Words

from memcon.model.reading import Event
from memcon.model.when import day_of_print
from memcon.read.contact_joining import is_pair
from memcon.read.contact_pairs import Presence, likelihood, pairs_of, presences
from memcon.read.contact_words import SURE_PLAN
from memcon.read.event_actors import Parties
from memcon.read.event_grammar import is_verb
from memcon.read.page import Page
from memcon.read.status_words import CANCEL

NEAR = 2
"""Sentences behind a contact between states in which its persons are looked for."""
JOINT = 0.2
"""How likely the sentence that names them must be to tell of a contact itself."""
ONWARD = frozenset("fly go travel leave proceed continue head depart move return journey expect await due".split())
HIDDEN = 0.4


def named_people(page: Page, event: Event) -> Event:
    """The event with persons in the place of states, where one near sentence names one of each as having met."""
    keys = (*event.source, *event.target)
    if event.encounter_kind is None or event.status not in ("done", "ongoing", "planned"):
        return event
    open_ = [key for key in keys if key in page.lexicon.states]
    known = [key for key in keys if (a := page.actor_of.get(key)) is not None and a.kind == "person"]
    if len(open_) + len(known) != len(keys) or len(open_) < 2:
        return event
    for sentence in _near(page, event):
        found = _people(page, sentence, open_)
        if found:
            people = tuple(dict.fromkeys(found.get(key, key) for key in keys))
            if len(people) < 2:
                return event
            return replace(event, source=people[:1], target=people[1:], source_spans=(event.trigger,),
                           target_spans=(event.trigger,) * (len(people) - 1))  # fmt: skip
    return event


PLURAL_OFFICES = frozenset(
    "ministers presidents premiers leaders chancellors commanders secretaries ambassadors".split()
)


def of_the_two(page: Page, event: Event) -> Event:
    """ "Norland and Saran agreed at a meeting of the ministers, Ana Rojas and Per Lie": two of one office, nobody
    knows of which of the two states that the article names, have met."""
    keys = (*event.source, *event.target)
    if event.encounter_kind is None or event.status != "done" or not HIDDEN <= event.confidence < SHOWN:
        return event
    people = [page.actor_of.get(key) for key in keys]
    if len(keys) != 2 or any(one is None or one.kind != "person" or one.state is not None for one in people):
        return event
    states = {actor.id for actor in page.actors if actor.kind == "state"}
    words = {token.lower_ for token in page.token_at(event.trigger.start).sent}
    return replace(event, confidence=SHOWN) if len(states) == 2 and words & PLURAL_OFFICES else event


SHOWN = 0.5


def _near(page: Page, event: Event) -> list[Words]:
    token = page.token_at(event.trigger.start)
    sentence = token.sent
    found = [sentence]
    for _ in range(NEAR):
        if sentence.end >= len(page.doc):
            break
        sentence = page.doc[sentence.end].sent
        if page.readable(sentence[0].idx):
            found.append(sentence)
    return found


def _people(page: Page, sentence: Words, states: list[str]) -> dict[str, str]:
    """For each of the states a person whom the sentence names, one stranger at most; empty where one has none."""
    people = [one for one in presences(page, sentence) if one.person and page.text[one.span.start].isupper()]
    named = [one for one in people if " " in page.actor_of[one.actor].name]
    held: dict[str, str] = {}
    for one in named:
        if one.side in states:
            held.setdefault(one.side, one.actor)
    left = [state for state in states if state not in held]
    strangers = [one for one in named if page.actor_of[one.actor].state is None]
    if len(left) == len(strangers) == 1:
        held[left[0]] = strangers[0].actor
    elif left and not (len(left) == len(strangers) == len(states) == 2 and _row(page, sentence, strangers)):
        return {}
    elif left:
        held = dict(zip(left, (one.actor for one in strangers), strict=True))
    chosen = set(held.values())
    told = [likelihood(page, pair) for pair in pairs_of(page, sentence)
            if {pair.one.actor, pair.other.actor} <= chosen]  # fmt: skip
    return held if told and max(told) >= JOINT else {}


def _row(page: Page, sentence: Words, people: list[Presence]) -> bool:
    """Whether two persons stand side by side: "ministers Ana Rojas and Per Lie"."""
    one, other = people[0], people[1]
    between = page.text[one.span.end : other.span.start]
    return " and " in f" {between} " and len(between) < 60 and sentence.start_char <= one.span.start


def journeys_hidden(page: Page, event: Event, events: list[Event]) -> Event:
    """A journey to a state, told of somebody whose contact with another the article tells: no contact of its own."""
    if event.encounter_kind != "visit" or event.confidence <= HIDDEN or event.status == "denied":
        return event
    keys = (*event.source, *event.target)
    guests = {key for key in keys if (a := page.actor_of.get(key)) is not None and a.kind == "person"}
    hosts = set(keys) - guests
    verb = next((t for t in page.tokens(event.trigger) if is_verb(t)), None)
    if len(guests) != 1 or not hosts or verb is None or verb.lemma_.lower() not in ONWARD:
        return event
    for other in events:
        people = {*other.source, *other.target}
        met = other.id != event.id and other.encounter_kind and guests < people and not hosts & people
        if (
            met
            and other.confidence >= 0.5
            and not hosts & {page.actor_of[k].state for k in people if k in page.actor_of}
        ):
            return replace(event, confidence=HIDDEN)
    return event


def settled_plan(page: Page, event: Event) -> Event:
    """A contact to come with its day and both sides is shown; one "to come" on a day gone by was held."""
    printed = (page.article.published or "")[:10]
    when = event.when
    if event.encounter_kind is None or event.encounter_status != "planned" or event.status != "planned":
        return event
    if len(printed) < 7 or when.basis not in ("stated", "relative") or not (when.earliest and when.latest):
        return event
    keys = (*event.source, *event.target)
    if not is_pair(page, Parties(actors=keys, spans=(event.trigger,) * len(keys))):
        return event
    words = {token.lower_ for token in page.token_at(event.trigger.start).sent}
    if words & OPEN:
        return event
    if when.latest < printed and (when.days or 9) <= 2:
        sure = max(0.5, event.confidence)
        return replace(event, status="done", encounter_status="held", type="CONSULT", confidence=sure)
    if when.earliest >= printed and (when.days or 99) <= 31 and event.confidence >= LEAST_PLAN:
        return replace(event, confidence=max(event.confidence, SURE_PLAN))
    return event


OPEN = CANCEL | frozenset(
    "not n't n’t no never nor neither if unless may might could would whether wants hopes hope want hoped wanted "
    "invited invitation refused cancelled canceled postponed planned scheduled due were supposed".split()
)
LEAST_PLAN = 0.4


def past_only(page: Page, event: Event) -> Event:
    """A contact told as held is not of a day after print: the day in its sentence is another thing's."""
    printed = (page.article.published or "")[:10]
    if event.encounter_kind is None or event.encounter_status != "held" or event.status != "done" or len(printed) < 10:
        return event
    if event.when.earliest is None or event.when.earliest <= printed:
        return event
    return replace(event, when=day_of_print(printed))
