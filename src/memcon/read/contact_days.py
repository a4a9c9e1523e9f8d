"""The day of a contact that its own clause leaves open, from the one past day near it.

An invented example: "Norland and Saran agreed on Friday in Bern to trade. The accord was signed by Ana Rojas and Per
Lie": the signing is Friday's, not of the day of print. "Lie said on Friday that he had met Rojas" says when he spoke.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from memcon.model.reading import Event, Time
from memcon.model.span import Span
from memcon.model.when import When, day_of_print, from_edtf
from memcon.read.contact_pairs import COUNTERPARTS
from memcon.read.contact_rows import side, sides, who
from memcon.read.contact_times import verb_of
from memcon.read.contact_words import ALL_KINDS
from memcon.read.datelines import dateline_end
from memcon.read.event_grammar import is_verb, prepositions, subject_of
from memcon.read.noun_phrases import SPEECH
from memcon.read.page import Page

SAYING = SPEECH - {"agree", "promise", "pledge", "vow"}
MEANT = frozenset({"plan", "schedule", "postpone", "delay", "expect", "intend", "defer", "reschedule"})
"""Verbs whose day is the one on which something was to be: "first planned for 5 May"."""
BACK = 2
"""Sentences before the contact's own in which its day is looked for, the nearest first."""
FRESH = timedelta(days=8)
"""A day further back than this is no day of the news: the contact is dated by what its clause says, or by print."""


def near_day(page: Page, event: Event) -> Event:
    """A contact told as past and dated by print alone, on the one day that its sentence, the one before it or the
    dateline names; as it was where they name none or several."""
    if event.encounter_kind is None or event.status not in ("done", "ongoing"):
        return event
    sentence = page.sentence_at(event.trigger.start)
    if sentence is None or event.when.basis not in ("publication", "unknown"):
        return event
    if (eve := day_before(page, sentence.span)) is not None:
        return replace(event, when=eve)
    if event.when.basis != "publication":
        return event
    if event.status == "ongoing" and (days := _to_its_end(page, event)) is not None:
        return replace(event, when=days)
    places = [s.span for s in page.sentences]
    index = places.index(sentence.span)
    for span in (sentence.span, *reversed(places[max(0, index - BACK) : index])):
        times = [_looked_back(page, time, event) for time in page.times if span.start <= time.span.start < span.end]
        found = {time.when.edtf: time.when for time in times if _tells(page, time, span, event)}
        if found:
            day = _one(list(found.values()))
            return replace(event, when=day) if day is not None else event
    head = _dateline_day(page)
    return replace(event, when=head.when) if head is not None and index <= 2 else event


LONGEST_STAY = 10
"""Days that a contact under way may still go on."""


def course(page: Page, word: Token, when: When) -> When | None:
    """From the first day of a contact that ends on a day to come, or from that of print, to its last."""
    printed = day_of_print((page.article.published or "")[:10])
    if printed.days != 1 or not (printed.earliest and when.latest):
        return None
    first, last = date.fromisoformat(printed.earliest), date.fromisoformat(when.latest)
    if not 0 <= (last - first).days <= LONGEST_STAY:
        return None
    for time in page.times:
        days = time.value[1:-1]
        inside = word.sent.start_char <= time.span.start < word.sent.end_char
        if inside and time.type == "DURATION" and time.value.endswith("D") and days.isdigit() and len(days) < 3:
            first = min(first, last - timedelta(days=int(days) - 1))
    return from_edtf(f"{first.isoformat()}/{last.isoformat()}" if first < last else last.isoformat(), basis="relative")


def _to_its_end(page: Page, event: Event) -> When | None:
    """The days of a contact under way whose sentence says on which day it ends."""
    word = page.token_at(event.trigger.start)
    printed = (page.article.published or "")[:10]
    ahead = [
        time
        for time in page.times
        if word.sent.start_char <= time.span.start < word.sent.end_char and (time.when.earliest or "") > printed
    ]
    ends = any(token.lemma_.lower() in ENDING for token in word.sent)
    return course(page, word, ahead[0].when) if len(ahead) == 1 and ends else None


ENDING = frozenset({"end", "close", "conclude", "until", "till", "through", "last", "finish"})
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _looked_back(page: Page, time: Time, event: Event) -> Time:
    """A bare weekday in the clause of a past contact is the last one: "phoned Lie on Friday to protest"."""
    word = time.span.of(page.text).lower()
    printed = (page.article.published or "")[:10]
    same = page.token_at(time.span.start).sent.start == page.token_at(event.trigger.start).sent.start
    if word not in WEEKDAYS or not same or not time.when.earliest or not printed or time.when.earliest <= printed:
        return time
    day = date.fromisoformat(time.when.earliest) - timedelta(days=7)
    return replace(time, when=When(earliest=day.isoformat(), latest=day.isoformat(), edtf=day.isoformat(),
                                   basis=time.when.basis))  # fmt: skip


def _one(days: list[When]) -> When | None:
    """The day, or two that follow each other ("spent Saturday and Sunday"); None where they are several."""
    if len(days) == 1:
        return days[0]
    first, last = (
        sorted(days, key=lambda day: day.earliest or "")[0],
        sorted(days, key=lambda day: day.latest or "")[-1],
    )
    if len(days) > 2 or not (first.earliest and last.latest):
        return None
    if date.fromisoformat(last.latest) - date.fromisoformat(first.earliest) > timedelta(days=1):
        return None
    return When(earliest=first.earliest, latest=last.latest, edtf=f"{first.earliest}/{last.latest}", basis=first.basis)


_EVE = re.compile(
    r"\b(?:(?:the|on the|only the) (?:day|evening|night|afternoon) before|(?:the|on the) previous (?:day|evening|night)"
    r"|(?:a|one) day (?:earlier|before))\b(?! (?:the|a|an|his|her|their|its|that|this|he|she|they)\b)"
)


def day_before(page: Page, span: Span) -> When | None:
    """The day before the one that the article named last: "Lie said on Friday. He had met Rojas the day before"; None
    where a span has no such words or no day stands before them."""
    match = _EVE.search(page.text, span.start, span.end)
    if match is None:
        return None
    named = [
        time for time in page.times if time.span.end <= match.start() and _fresh(page, time) and time.when.days == 1
    ]
    if not named or not named[-1].when.earliest:
        return None
    return from_edtf((date.fromisoformat(named[-1].when.earliest) - timedelta(days=1)).isoformat(), basis="relative")


def _tells(page: Page, time: Time, span: Span, event: Event) -> bool:
    """Whether a time is a fresh past day in a span, beside no verb of saying and in nobody's words but the event's."""
    if not span.start <= time.span.start < span.end or not _fresh(page, time):
        return False
    verb = verb_of(page.token_at(time.span.start))
    if verb.lemma_.lower() in MEANT:
        return False
    if is_verb(verb) and verb.lemma_.lower() in SAYING and verb.idx != event.trigger.start:
        if _each_to_other(page, verb, event):
            return True
        if not _on_heels(verb):
            return False
    said = page.statement_at(time.span.start)
    if said is None or said is page.statement_at(event.trigger.start):
        return True
    # "agreed on Friday in Bern to ...": the day of the agreeing, whatever is counted to what was agreed
    return not any(content.start <= verb.idx < content.end for content in said.content)


def _each_to_other(page: Page, verb: Token, event: Event) -> bool:
    """Whether one side says it to the other, or both do ("Rojas told her host on Friday", "the two said on Friday"):
    the day of what they said is that of the contact."""
    met = set(sides(page, event))
    sayers = _sides_of(page, subject_of(verb))
    nouns = [kid for kid in verb.children if kid.dep_ in ("dobj", "dative", "iobj")]
    nouns += [noun for word, noun in prepositions(verb) if word in ("to", "with")]
    heard = {one for noun in nouns for one in _sides_of(page, noun)}
    if len(met) < 2 or not sayers & met:
        return False
    peer = any(noun.lemma_.lower() in COUNTERPARTS for noun in nouns)
    return peer or len((sayers | heard) & met) > 1


def _sides_of(page: Page, noun: Token | None) -> set[str]:
    """The states of those that a phrase stands for."""
    return {side(page, key) for key in who(page, noun).actors}


def _on_heels(verb: Token) -> bool:
    """ "said on Wednesday after talks in Bern": who speaks on the heels of a contact speaks on its day."""
    for word in verb.children:
        if word.dep_ == "prep" and word.lower_ in ("after", "following"):
            return any(kid.lemma_.lower() in ALL_KINDS or kid.lemma_.lower() == "meet" for kid in word.children)
    return False


def past_day_near(page: Page, place: int) -> bool:
    """Whether a past day of the news is named in the sentence of a place or in the two before it."""
    sentence = page.sentence_at(place)
    if sentence is None:
        return False
    spans = [s.span for s in page.sentences]
    index = spans.index(sentence.span)
    first, last = spans[max(0, index - BACK)].start, sentence.span.end
    return any(first <= time.span.start < last and _fresh(page, time) for time in page.times)


def _fresh(page: Page, time: Time) -> bool:
    days = time.when.days
    if days is None or days > 2 or time.type not in ("DATE", "TIME") or not page.article.published:
        return False
    try:
        printed = date.fromisoformat(page.article.published[:10])
    except ValueError:
        return False
    latest = date.fromisoformat(time.when.latest or "0001-01-01")
    return printed - FRESH <= latest <= printed


def _dateline_day(page: Page) -> Time | None:
    """The day in the dateline that opens the text."""
    if not page.blocks:
        return None
    for block in page.blocks[:3]:
        end = dateline_end(page.text, block.span) or block.span.start
        end = max(end, block.span.start + _opening(page.text[block.span.start : block.span.start + 60]))
        found = [time for time in page.times if block.span.start <= time.span.start < end and _fresh(page, time)]
        if found:
            return found[0]
    return None


def _opening(text: str) -> int:
    """How much of a text opens it in capitals, a day behind: "BERN, 14 August." or "BERN, Oct 3 (APA) -"."""
    place, comma, rest = text.partition(",")
    if not comma or not place.isupper():
        return 0
    ends = [rest.find(mark) for mark in (". ", " - ", " – ", " — ", ": ") if rest.find(mark) >= 0]
    return len(place) + 1 + min(ends) if ends else 0
