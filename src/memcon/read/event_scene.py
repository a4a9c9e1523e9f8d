"""Whether the scene in which an act is told is made up, played, practised or long past.

"In the board game Peru sells Chile a port", "The miniseries opens with the police of Malta seizing a yacht", "students
of the film school hurled rubber eggs", "It is fifty years since the ministers met": no act of the news. But "the
clip shows soldiers unloading flour" and "shells hit the museum" are told as they happened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from spacy.tokens import Token

from memcon.model.reading import Event, Withheld
from memcon.model.span import Span
from memcon.read import event_scene_words as words
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import CLIMB, child, is_verb, prepositions, subject_of
from memcon.read.event_retracted import taken_back
from memcon.read.page import Page

INTO = frozenset({"in", "on", "under", "for", "during", "through", "throughout", "according", "within"})
LONGEST = 1200
"""Characters of a sentence that are searched for phrases."""

PLAYED = frozenset({"ASSAULT", "RETREAT", "CONSULT", "REJECT", "THREATEN", "COERCE", "MOBILIZE", "CONCEDE", "SANCTION"})
PRACTISED = frozenset({"MOBILIZE", "COOPERATE"})
DRILLS = frozenset("exercise drill manoeuvre maneuver game wargame patrol training rehearsal simulation".split())
"""What an exercise itself is."""


def scene_of(page: Page, frame: Frame) -> str | None:
    """What the scene makes of an act: "made up", "played", "long past", or None where nothing speaks against it."""
    if _inside_work(frame) or _made_up(frame) or _in_marks(page, frame):
        return "made up"
    if frame.row.type in PLAYED and (_team(page, frame) or _match(frame)):
        return "played"
    if frame.row.type == "ASSAULT" and _first(words.SCORE, _sentence(frame)[0]):
        return "played"
    if _recalled(frame):
        return "long past"
    return "taken back" if taken_back(page, frame) else None


SCENE = "told of a scene that is"


def outside_scenes(events: Sequence[Event], withheld: Sequence[Withheld]) -> tuple[Event, ...]:
    """The events without those whose trigger was withheld for its scene: a contact found again there is none."""
    scenes = [line.span for line in withheld if SCENE in line.reason]
    return tuple(event for event in events if not any(event.trigger.overlaps(span) for span in scenes))


def _sentence(frame: Frame) -> tuple[str, int]:
    sentence = frame.head.sent
    start = max(sentence.start_char, frame.head.idx - LONGEST // 2)
    return sentence.text[start - sentence.start_char : start - sentence.start_char + LONGEST], start


@lru_cache(maxsize=512)
def _first(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((m.start(), m.end(), m.group().lower()) for m in islice(pattern.finditer(text), 8))


def _made_up(frame: Frame) -> bool:
    """Whether a phrase of the sentence gives it away: "the pictures came from a flight simulator"."""
    text, start = _sentence(frame)
    for begin, _end, phrase in _first(words.MADE_UP, text):
        if _is_exercise(frame) and words.EXERCISING.search(phrase):
            continue
        if not _what_it_concerns(frame, start + begin):
            return True
    return frame.row.type == "COERCE" and bool(_first(words.HIRED, text))


def _is_exercise(frame: Frame) -> bool:
    """Whether the act is an exercise itself, which takes place."""
    drills = {token.lemma_.lower() for token in (frame.head, frame.thing) if token is not None} & DRILLS
    return frame.row.type in PRACTISED and bool(drills)


def _what_it_concerns(frame: Frame, offset: int) -> bool:
    """Whether the phrase only names the act's own object: "banned a computer game", "fined the satirical weekly"."""
    for host in (frame.thing, *(kid for kid in frame.anchor.children if kid.dep_ in ("dobj", "nsubjpass"))):
        if host is not None and host.left_edge.idx <= offset <= host.idx + len(host):
            return True
    return False


def _inside_work(frame: Frame) -> bool:
    """Whether the clause stands in a work: "in the game", "the novel has Nepal recognising", "a scene in which"."""
    current = frame.anchor
    for _ in range(CLIMB):
        if is_verb(current):
            if any(word in INTO and _work(noun) for word, noun in prepositions(current)):
                return True
            subject = child(current, "nsubj", "nsubjpass")
            own = current.i == frame.anchor.i or current.i == frame.head.i
            if subject is not None and not own and current.dep_ != "conj" and _work(subject):
                return True
            if subject is not None and own and (_player(subject) or _in_a_work(subject)):
                return True
        head = current.head
        if head.i == current.i:
            return False
        if (
            current.dep_ in ("relcl", "acl")
            and head.pos_ in ("NOUN", "PROPN")
            and _work(head)
            and not _own(frame, head)
        ):
            return True
        current = head
    return False


def _own(frame: Frame, noun: Token) -> bool:
    subject = subject_of(frame.anchor)
    return subject is not None and subject.i == noun.i


def _work(noun: Token, depth: int = 0) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in words.WORKS or noun.lower_ in words.WORKS:
        return True
    if lemma == "episode":
        return any(kid.lower_ in EPISODES for kid in noun.children)
    if lemma == "play":
        return noun.pos_ == "NOUN" and any(kid.lower_ in PLAYS for kid in noun.children)
    if depth > 2 or lemma not in words.SHOWING:
        return False
    if any(kid.lemma_.lower() in words.WORKS for kid in noun.children if kid.dep_ in JOINED):
        return True
    inner = dict(prepositions(noun)).get("of")
    if inner is not None and (_work(inner, depth + 1) or inner.lemma_.lower() in words.OF_CLASSROOMS):
        return True
    return any(kid.lower_ in ("alternative", "alternate", "counterfactual") for kid in noun.children)


PLAYS = frozenset("radio stage school passion puppet christmas mystery one-act shadow new".split())
EPISODES = frozenset({"pilot", "television", "tv", "opening", "series", "season"})
JOINED = frozenset({"compound", "amod", "poss", "nmod"})


def _in_a_work(subject: Token) -> bool:
    """ "The heroine of the thriller is seized": somebody of a work, not the work itself."""
    return subject.lemma_.lower() in words.SHOWING and _work(subject)


def _player(subject: Token) -> bool:
    return subject.lemma_.lower() in words.PLAYS


def _in_marks(page: Page, frame: Frame) -> bool:
    """Whether a nationality beside the act stands in scare quotes: sank a "Russian" craft."""
    text = page.text
    for host in (frame.thing, *frame.anchor.children):
        for token in (host, *(host.children if host is not None else ())):
            if token is not None and token.ent_type_ in ("NORP", "GPE"):
                span = Span(token.idx, token.idx + len(token))
                if text[span.start - 1 : span.start] in _MARKS and text[span.end : span.end + 1] in _MARKS:
                    return True
    return False


_MARKS = frozenset({'"', "“", "”", "'", "‘", "’"})


def _team(page: Page, frame: Frame) -> bool:
    """ "Ghana face Senegal": a state that takes a plural verb is a team."""
    verb = frame.anchor
    subject = child(verb, "nsubj")
    if verb.tag_ != "VBP" or subject is None or subject.ent_type_ != "GPE" or child(subject, "conj") is not None:
        return False
    if any(kid.dep_ == "aux" for kid in verb.children) or subject.text.endswith("s"):
        return False
    mention = page.mention_of(subject)
    actor = page.actor_of.get(mention.actors[0]) if mention is not None and len(mention.actors) == 1 else None
    return actor is not None and actor.kind == "state"


def _match(frame: Frame) -> bool:
    text, _ = _sentence(frame)
    return bool(_first(words.MATCH, text))


OPENING = 2
"""Characters from the start of a sentence at which a phrase of time holds for all of it."""


def _recalled(frame: Frame) -> bool:
    """ "It is fifty years since the ministers met", "a plaque recalls the winter when": an act of long ago."""
    text, start = _sentence(frame)
    anchor = frame.anchor
    for begin, end, _ in _first(words.LONG_AGO, text):
        opens = start + begin - frame.head.sent.start_char <= OPENING
        inside = opens or anchor.left_edge.idx <= start + begin <= anchor.right_edge.idx
        between = text[end : max(end, anchor.idx - start)]
        if inside or (start + end <= anchor.idx and not _BREAK.search(between)):
            return True
    current = frame.anchor
    for _ in range(CLIMB):
        head = current.head
        if head.i == current.i:
            return False
        current = head
        subject = child(current, "nsubj", "nsubjpass") if current.lemma_.lower() in words.RECALLING else None
        if subject is not None and subject.i != frame.head.i and _recalls(subject):
            return True
    return False


def _recalls(noun: Token) -> bool:
    inner = dict(prepositions(noun)).get("of")
    return noun.lemma_.lower() in words.MARKING or (inner is not None and inner.lemma_.lower() in words.MARKING)


_BREAK = re.compile(r"[,;:—–]")
