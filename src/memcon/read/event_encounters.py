"""Contacts: of what kind, whether they took place, and who is said to have stayed away.

"spoke by video link" is a video conference, "postponed her trip" a cancelled visit, "Mali was not invited" an absence.
"""

from __future__ import annotations

from typing import cast

from spacy.tokens import Token

from memcon.model.reading import EncounterKind, EventStatus
from memcon.read.event_actors import parties_of
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import is_passive, prepositions
from memcon.read.page import Page
from memcon.read.status_words import CANCEL

KINDS = {"call", "video", "meeting", "visit", "summit", "conference", "signing"}
FROM_STATUS = {
    "done": "held", "ongoing": "ongoing", "planned": "planned", "possible": "planned", "denied": "denied",
    "alleged": "alleged",
}  # fmt: skip
VIDEO = frozenset(
    {"video", "virtual", "videoconference", "videolink", "teleconference", "online", "virtually", "videocall"}
)
PHONE = frozenset({"phone", "telephone", "call"})
NOUNS = {"visit": "visit", "trip": "visit", "tour": "visit", "journey": "visit", "summit": "summit",
         "conference": "conference",
         "call": "call", "forum": "conference", "session": "conference", "congress": "conference",
         "stopover": "visit"}  # fmt: skip
WINDOW = 80
STAY_AWAY = frozenset(
    {"invite", "bar", "exclude", "ban", "attend", "skip", "boycott", "absent", "participate", "join", "snub"}
)


def encounter_of(frame: Frame) -> EncounterKind | None:
    """The kind of contact the frame reports; None when it is none."""
    kind = frame.row.encounter
    if kind is None:
        return None
    words = _words(frame)
    if kind == "invite":
        return _invited(words)
    if kind == "cancel":
        noun = frame.thing if frame.thing is not None else frame.head
        named = NOUNS.get(noun.lemma_.lower(), "meeting")
        if frame.nominal:
            about = dict(prepositions(noun)).get("of")
            named = NOUNS.get(about.lemma_.lower(), "meeting") if about is not None else "meeting"
        return cast(EncounterKind, named)
    if kind == "signing":
        return "signing" if frame.nominal or frame.head.lemma_.lower() in ("sign", "ink", "initial", "seal") else None
    thing = frame.thing.lemma_.lower() if frame.thing is not None else frame.head.lemma_.lower()
    if kind in ("meeting", "call", "summit", "conference"):
        if words & VIDEO:
            return "video"
        if kind == "meeting" and words & PHONE:
            return "call"
        exact = NOUNS.get(thing)
        if exact is not None and kind in ("meeting", "conference"):
            return cast(EncounterKind, exact)
    return cast(EncounterKind, kind) if kind in KINDS else None


def _invited(words: set[str]) -> EncounterKind | None:
    """An invitation is a planned visit only when it says so with a journey's noun or a date."""
    return "visit" if words & {"visit", "trip", "tour"} else None


def _words(frame: Frame) -> set[str]:
    hosts: list[Token] = [token for token in (frame.head, frame.thing, frame.verb) if token is not None]
    found = {host.lemma_.lower() for host in hosts}
    for host in hosts:
        for kid in host.children:
            if kid.dep_ in ("amod", "compound", "advmod", "nmod", "npadvmod", "dobj"):
                found.add(kid.lower_)
                found |= {grand.lower_ for grand in kid.children if grand.dep_ in ("amod", "compound")}
            if kid.dep_ == "prep" and kid.lower_ in ("by", "via", "over", "on", "through", "during", "in", "for"):
                for noun in kid.children:
                    if noun.dep_ == "pobj":
                        found |= {
                            noun.lower_,
                            *(grand.lower_ for grand in noun.children if grand.dep_ in ("amod", "compound")),
                        }
    return found


def encounter_status(frame: Frame, status: EventStatus) -> str:
    """held, ongoing, planned, cancelled, alleged or denied."""
    if frame.row.encounter == "cancel" and status in ("done", "ongoing"):
        return "cancelled"
    if frame.row.encounter == "invite" and status in ("done", "ongoing"):
        return "planned"
    if frame.nominal and frame.head.dep_ in ("dobj", "nsubjpass"):
        verb = frame.head.head
        if verb.lemma_.lower() in CANCEL and status in ("done", "ongoing", "possible", "planned"):
            return "cancelled"
    return FROM_STATUS[status]


def absent_of(page: Page, frame: Frame) -> tuple[str, ...]:
    """Actors that the same sentence says were not there, not invited or barred."""
    found: list[str] = []
    for token in _sentence_and_next(frame.head):
        lemma = token.lemma_.lower()
        if lemma not in STAY_AWAY and lemma not in ("there", "present"):
            continue
        if token.pos_ == "NOUN":
            # "discussed the ban on grain": who is kept away is told by a verb
            continue
        verb = token if token.pos_ in ("VERB", "AUX") else token.head
        negated = any(kid.dep_ == "neg" for kid in verb.children)
        if not negated and lemma not in ("bar", "exclude", "skip", "boycott", "absent", "snub", "ban"):
            continue
        barred = lemma in ("bar", "exclude", "ban") and not is_passive(verb)
        wanted = ("dobj",) if barred else ("nsubj", "nsubjpass")
        who = next((kid for kid in verb.children if kid.dep_ in wanted), None)
        if who is not None and (lemma != "attend" or negated):
            found += parties_of(page, who).actors
    return tuple(dict.fromkeys(found))


def _sentence_and_next(token: Token) -> list[Token]:
    """The tokens of a contact's sentence, and of the next one where the same paragraph goes on."""
    doc, sentence = token.doc, token.sent
    end = sentence.end
    if end < len(doc) and "\n" not in sentence.text.strip() and "\n" not in doc[end - 1].text_with_ws + doc[end].text:
        end = doc[end].sent.end
    return list(doc[max(sentence.start, token.i - WINDOW) : min(end, token.i + WINDOW)])
