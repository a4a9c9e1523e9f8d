"""When an event happened: the time expression of its own clause, through the parse, not the nearest in the text.

"Chad, which held a vote in May, shelled the town on Friday": the shelling is Friday's. With no time of its own, a
plain past or present tense in dated news takes the day of print, and says so; older background stays undated.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from spacy.tokens import Token

from memcon.model.reading import Time
from memcon.model.when import UNDATED, When, day_of_print, from_edtf
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import CLIMB, child, is_verb
from memcon.read.page import Page
from memcon.read.status import Reality

JOURNEYS = frozenset({"visit", "trip", "tour", "journey", "mission", "stopover"})
DAYPARTS = frozenset({"morning", "afternoon", "evening", "night", "day", "eve"})
"""Nouns that a date completes: "on the afternoon of May 3" is the verb's time."""


def when_of(page: Page, frame: Frame, reality: Reality) -> tuple[When, Time | None]:
    """The event's `when` and the time expression it rests on, if any."""
    own = _own_time(page, frame)
    if own is not None and _only_bounds(page, own):
        return _until(page, own, reality), own
    if own is not None:
        return own.when, own
    if reality.past_perfect or reality.status not in ("done", "ongoing", "alleged", "denied"):
        return UNDATED, None
    if frame.nominal and frame.verb is None and frame.row.type not in ("CONSULT", "AGREE") and not _news(frame.head):
        return UNDATED, None
    return published(page), None


def _only_bounds(page: Page, time: Time) -> bool:
    """ "before the New Year", "ahead of the June vote": the time is when it will be over, not when it is."""
    first = page.tokens(time.span)[:1]
    if time.type != "DATE" or not first or first[0].lower_ == "before":
        return False
    before = [token.lower_ for token in page.doc[max(0, first[0].i - 3) : first[0].i] if token.lower_ != "the"]
    return before[-1:] == ["before"] or before[-2:] in (["ahead", "of"], ["prior", "to"])


def _until(page: Page, time: Time, reality: Reality) -> When:
    """From the day of print (the first it can have been) to the day before the time, for what is to come ("before the
    end of May": to the last of May); what happened before it is undated."""
    printed = published(page)
    edge = time.when.earliest
    if edge is None or printed.latest is None or reality.status in ("done", "ongoing") or edge <= printed.latest:
        return UNDATED
    first = printed.earliest or printed.latest
    ending = page.tokens(time.span)[:2]
    last = (date.fromisoformat(edge) - timedelta(days=1)).isoformat()
    if any(token.lower_ == "end" for token in ending) and time.when.latest:
        last = time.when.latest
    return from_edtf(last if last == first else f"{first}/{last}", basis="relative")


def _news(noun: Token) -> bool:
    """Whether a bare event noun is what its sentence tells ("the shelling killed nine"), not its background."""
    return noun.dep_ in ("nsubj", "ROOT") and (noun.head.dep_ == "ROOT" or noun.head.i == noun.i)


def published(page: Page) -> When:
    """The day of print as a `when` of basis `publication`; undated when the article has none."""
    return day_of_print(page.article.published)


def _own_time(page: Page, frame: Frame) -> Time | None:
    nodes = _chain(frame)
    best: tuple[int, int, int, Time] | None = None
    for time in _times_of(page, frame.head):
        owner = _owner(page, time)
        rank = nodes.get(owner.i) if owner is not None else None
        if (
            rank is None
            and owner is not None
            and owner.lemma_.lower() in (JOURNEYS | DAYPARTS)
            and owner.dep_ == "pobj"
        ):
            rank = nodes.get(owner.head.head.i)
        if rank is None:
            continue
        key = (rank, time.when.days or 4000, time.span.start, time)
        if best is None or key[:3] < best[:3]:
            best = key
    return best[3] if best else None


def _times_of(page: Page, token: Token) -> list[Time]:
    sentence = token.sent
    index = bisect_left(page.times, sentence.start_char, key=lambda time: time.span.start)
    found = []
    for time in page.times[index:]:
        if time.span.start >= sentence.end_char:
            break
        if time.type in ("DATE", "TIME") and time.when.dated:
            found.append(time)
    return found


def _owner(page: Page, time: Time) -> Token | None:
    """The verb or event noun a time expression hangs on."""
    tokens = page.tokens(time.span)
    if not tokens:
        return None
    inside = {token.i for token in tokens}
    current = next((token for token in tokens if token.head.i not in inside), tokens[-1])
    for _ in range(CLIMB):
        head = current.head
        if head.i == current.i:
            return current
        if is_verb(head):
            return head
        if head.pos_ in ("NOUN", "PROPN") and current.dep_ in (
            "prep",
            "compound",
            "poss",
            "nmod",
            "npadvmod",
            "amod",
            "advmod",
        ):
            return head
        if head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and current.dep_ in ("relcl", "acl"):
            return None
        current = head
    return None


def _chain(frame: Frame) -> dict[int, int]:
    """The words whose time is the event's, nearest first: itself, its object, its verb, the verb it is joined to."""
    nodes: dict[int, int] = {}
    for token in (frame.head, frame.thing, frame.verb):
        if token is not None:
            nodes.setdefault(token.i, 0)
    current = frame.anchor
    if frame.nominal and frame.verb is None:
        return _noun_chain(current, nodes)
    for step in range(1, CLIMB):
        head, dep = current.head, current.dep_
        if head.i == current.i:
            break
        participle = dep == "advcl" and current.tag_ == "VBG" and child(current, "mark", "nsubj") is None
        joined = dep == "conj" and child(current, "nsubj", "nsubjpass") is None
        if not (dep == "xcomp" or joined or participle):
            break
        nodes.setdefault(head.i, step)
        current = head
    for other in frame.anchor.conjuncts:
        if is_verb(other) and other.i > frame.anchor.i and child(other, "nsubj", "nsubjpass") is None:
            continue
    return nodes


def _noun_chain(noun: Token, nodes: dict[int, int]) -> dict[int, int]:
    """A bare event noun takes the time of the verb it is subject or object of, and of "after"/"during" phrases."""
    head, dep = noun.head, noun.dep_
    if dep in ("nsubj", "nsubjpass", "dobj") and is_verb(head):
        nodes.setdefault(head.i, 1)
    elif dep == "pobj" and head.lower_ in ("during", "in", "at") and is_verb(head.head):
        nodes.setdefault(head.head.i, 2)
    return nodes
