"""What two did together without a word of contact.

An invented example: "Rojas and Lie on Wednesday turned a debt into a fund": hidden, unless another article tells of
their meeting on that day.
"""

from __future__ import annotations

from collections.abc import Iterator

from memcon.model.reading import Event, Time
from memcon.read.contact_clauses import Told
from memcon.read.contact_rows import rows
from memcon.read.contact_scenes import of_persons
from memcon.read.contact_words import APART, SURE_WEAK
from memcon.read.event_figurative import in_sport
from memcon.read.event_grammar import is_verb, subject_of
from memcon.read.page import Page


def weak_contacts(page: Page, events: list[Event]) -> Iterator[Told]:
    """Two persons of different sides who do something together on a day that is told: no word of contact, so hidden
    unless another article tells of their meeting on that day."""
    settled = {page.token_at(event.trigger.start).sent.start for event in events if event.encounter_kind}
    for sentence in page.parts:
        if sentence.start in settled or not page.readable(sentence[0].idx):
            continue
        root = sentence.root
        if not is_verb(root) or root.tag_ != "VBD" or root.lemma_.lower() in APART or in_sport(root):
            continue
        if any(kid.dep_ == "neg" for kid in root.children) or not any(
            sentence.start_char <= time.span.start < sentence.end_char and _past_day(page, time) for time in page.times
        ):
            continue
        found = [row for row in rows(page, sentence) if of_persons(page, row)]
        subject = subject_of(root)
        if len(found) == 1 and subject is not None and found[0].spans[0].end <= root.idx:
            yield Told(token=root, kind="meeting", parties=found[0], verb=root, sure=SURE_WEAK)


def _past_day(page: Page, time: Time) -> bool:
    days = time.when.days
    return days is not None and days <= 2 and (time.when.latest or "") <= (page.article.published or "")[:10]
