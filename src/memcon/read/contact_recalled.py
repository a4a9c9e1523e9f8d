"""Earlier contacts that an article looks back on, beside the one that it tells of.

Invented examples: "A fortnight after their meeting in Bern, Rojas and Lie sat down again": the meeting in Bern, a
fortnight before; "the quarrel that was the reason for last week's call": a call in the week before; "repaying the visit
that Lie made to Bern a month ago": a visit of that month. None of them is the contact told as news.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from memcon.model.reading import Event, Time
from memcon.model.span import Span
from memcon.model.when import UNDATED, When, day_of_print, from_edtf
from memcon.read.contact_clauses import Told
from memcon.read.contact_rows import placed, rows, side, sides, two_sided
from memcon.read.contact_scenes import of_persons
from memcon.read.contact_words import (
    ALL_KINDS,
    EARLIER,
    RECALLING,
    SURE_HALF,
    SURE_OPEN,
    SURE_SCENE,
    is_appeal,
    is_lasting,
)
from memcon.read.event_actors import NOBODY, Parties, by_place, joined, parties_of
from memcon.read.event_figurative import under_media
from memcon.read.event_grammar import is_verb, prepositions, subject_of
from memcon.read.page import Page, span_of

OWNERS = frozenset({"their", "his", "her"})
MADE = frozenset({"make", "pay", "hold", "have", "receive", "give"})
DAYS = {"D": 1, "W": 7}
SLACK = 1
"""Days by which "a fortnight after" may be off."""


def recalled_contacts(page: Page, events: list[Event]) -> Iterator[tuple[Told, When]]:
    """The earlier contacts that nouns look back on, each with the days that its phrase gives it, in order of text."""
    for noun in page.words:
        kind = ALL_KINDS.get(noun.lemma_.lower())
        if kind is None or noun.pos_ != "NOUN" or not page.readable(noun.idx) or under_media(noun):
            continue
        if is_appeal(noun) or is_lasting(noun):
            continue
        found = _after(page, noun, events) or _of_then(page, noun, events) or _earlier(page, noun, events)
        found = found or _made(page, noun)
        if found is None:
            continue
        parties, when = found
        if two_sided(page, parties):
            sure = (SURE_OPEN, SURE_HALF, SURE_SCENE)[min(2, placed(page, parties))]
            yield (
                Told(token=noun, kind=kind, parties=parties, status="done", sure=sure, apart=True, recalled=True),
                when,
            )


def _after(page: Page, noun: Token, events: list[Event]) -> tuple[Parties, When] | None:
    """ "(A fortnight) after their meeting in Bern": the contact of those in the sentence, so long before it."""
    owner = next((kid for kid in noun.children if kid.dep_ == "poss"), None)
    if owner is None or owner.lower_ not in OWNERS or noun.dep_ != "pobj" or noun.head.lower_ not in RECALLING:
        return None
    here = [event for event in events if event.encounter_kind and _beside(page, event, noun)]
    span = _stretch(page, noun.head)
    if owner.lower_ == "their":
        found = [row for row in rows(page, noun.sent) if of_persons(page, row)]
        parties = found[0] if found else parties_of(page, owner)
    elif span is None or not here:
        # "after his meeting with Lie": told as news beside what was said at it
        return None
    else:
        parties = _all(here[0])
    if not parties and here:
        parties = _all(here[0])
    return parties, _before(page, span, here)


def _beside(page: Page, event: Event, noun: Token) -> bool:
    trigger = page.token_at(event.trigger.start)
    return trigger.sent.start == noun.sent.start and trigger.i != noun.i and event.status in ("done", "ongoing")


def _all(event: Event) -> Parties:
    actors = tuple(dict.fromkeys((*event.source, *event.target)))
    return Parties(actors=actors, spans=(event.trigger,) * len(actors))


def _stretch(page: Page, word: Token) -> Time | None:
    """The stretch of time right before a preposition: "a fortnight after", "two weeks to the day after"."""
    near = [time for time in page.times if time.type == "DURATION" and 0 <= word.idx - time.span.end <= 12]
    return near[-1] if near and near[-1].span.start >= word.sent.start_char else None


def _before(page: Page, stretch: Time | None, here: list[Event]) -> When:
    """So long before the contact of the sentence, or before print where that has no day."""
    value = stretch.value if stretch is not None else ""
    printed = day_of_print((page.article.published or "")[:10])
    anchors = [*(event.when for event in here), printed]
    days = next((one.earliest for one in anchors if one.earliest and (one.days or 9) <= 2), "")
    number, unit = value[1:-1], value[-1:]
    if not number.isdigit() or unit not in (*DAYS, "M") or len(days) != 10 or len(number) > 3:
        return UNDATED
    anchor = date.fromisoformat(days)
    if unit == "M":
        months = anchor.year * 12 + anchor.month - 1 - int(number)
        return from_edtf(f"{months // 12:04}-{months % 12 + 1:02}", basis="relative")
    day = anchor - timedelta(days=int(number) * DAYS[unit])
    slack = timedelta(days=SLACK if unit == "W" else 0)
    first, last = (day - slack).isoformat(), (day + slack).isoformat()
    return from_edtf(first if first == last else f"{first}/{last}", basis="relative")


def _of_then(page: Page, noun: Token, events: list[Event]) -> tuple[Parties, When] | None:
    """ "last week's call", "the previous day's meeting", "at their meeting a year ago": of the sides told of before."""
    then = next((time for time in page.times if time.when.dated and _owns(page, time, noun)), None)
    printed = (page.article.published or "")[:10]
    if then is None or (then.when.latest or "9") >= printed:
        return None
    told = _told(page, noun, events)
    if not told or any(event.when.meets(then.when) for event in told):
        return None
    return _all(told[0]), then.when


def _told(page: Page, noun: Token, events: list[Event]) -> list[Event]:
    """The contacts of two sides told as held before a noun."""
    return [
        event
        for event in events
        if event.encounter_kind
        and event.encounter_status == "held"
        and event.trigger.start < noun.idx
        and event.confidence >= SURE_HALF
        and len(sides(page, event)) > 1
    ]


def _earlier(page: Page, noun: Token, events: list[Event]) -> tuple[Parties, When] | None:
    """ "Their previous meeting had been in Bern in May": the one time before print in its sentence."""
    words = {kid.lower_ for kid in noun.children if kid.i < noun.i}
    if not words & EARLIER or not words & {"their", "the"} or noun.dep_ not in ("nsubj", "pobj", "nsubjpass"):
        return None
    told = _told(page, noun, events)
    first, last = noun.sent.start_char, noun.sent.end_char
    times = [time for time in page.times if first <= time.span.start < last and time.when.dated]
    printed = (page.article.published or "")[:10]
    if not told or len(times) != 1 or (times[0].when.latest or "9") >= printed:
        return None
    return None if any(event.when.meets(times[0].when) for event in told) else (_all(told[0]), times[0].when)


def _owns(page: Page, time: Time, noun: Token) -> bool:
    """Whether a time is the possessor of a noun: "last week's call", "last week's two-hour call"."""
    if not 0 < noun.idx - time.span.end <= 24 or page.text[time.span.end : time.span.end + 2] not in ("'s", "’s"):
        return False
    return not any(token.is_punct and token.text != "-" for token in page.tokens(Span(time.span.end + 2, noun.idx)))


def _made(page: Page, noun: Token) -> tuple[Parties, When] | None:
    """ "the visit that Lie made to Bern a month ago": the guest of the clause, whose country it was, its own time."""
    clause = next((kid for kid in noun.children if kid.dep_ in ("relcl", "acl")), None)
    if clause is None or not is_verb(clause) or clause.lemma_.lower() not in MADE:
        return None
    subject = subject_of(clause)
    guest = parties_of(page, subject, owners=False) if subject is not None else NOBODY
    times = [time for time in page.times if time.when.dated and clause.i <= page.token_at(time.span.start).i
             <= clause.right_edge.i]  # fmt: skip
    printed = (page.article.published or "")[:10]
    if not guest or len(times) != 1 or (times[0].when.latest or "9") >= printed:
        return None
    guests = {side(page, key) for key in guest.actors}
    hosts = [by_place(page, place) for _, place in prepositions(clause)]
    host = joined([one for one in hosts if one and not guests & {side(page, key) for key in one.actors}] or [NOBODY])
    main = parties_of(page, subject_of(noun.sent.root), owners=False)
    others = [key for key in main.actors if side(page, key) not in guests]
    more = Parties(actors=tuple(others), spans=(span_of(noun),) * len(others))
    return joined([one for one in (guest, more or host) if one]), times[0].when
