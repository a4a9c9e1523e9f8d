"""Conferences that several sentences tell of together, and guests who are expected somewhere.

Invented examples: "A donors' conference for Norland closed in Bern on Thursday. ... It was chaired by Ana Rojas of
Saran": a conference of Norland and Rojas; "Rojas is expected in Bern next week": a visit to come.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from memcon.model.reading import EncounterKind, Event
from memcon.model.span import Span
from memcon.model.when import When
from memcon.read.contact_clauses import Told
from memcon.read.contact_joining import venue
from memcon.read.contact_rows import may_meet, side, sides, two_sided
from memcon.read.contact_scenes import OFFICIALS, barred
from memcon.read.contact_words import RUN, SURE_HALF, SURE_PLAN
from memcon.read.event_actors import NOBODY, Parties, by_place, joined, parties_of
from memcon.read.event_figurative import under_media
from memcon.read.event_grammar import is_verb, prepositions, root_before, subject_of, verb_above
from memcon.read.page import Page, span_of

GATHERINGS: dict[str, EncounterKind] = {"conference": "conference", "forum": "conference", "summit": "summit"}
THERE = frozenset(
    "chair preside host attend represent participate join address convene moderate donor donate pledge contribute give "
    "sponsor delegate observer".split()
)
"""Words of a sentence that say who was at a conference, and what for."""
REACH = 6
"""Sentences from the one that names the conference in which its people are looked for."""
ONWARD = 0.4
"""A journey to a state of which the article names nobody: hidden, as one that only leads on from what it tells."""
AWAITED = frozenset({"expect", "await", "due"})


def attended_contacts(page: Page, events: list[Event]) -> Iterator[tuple[Told, When | None]]:
    """The first conference whose people no sentence names together, then each guest awaited, in order of text."""
    told = any(
        event.encounter_kind in ("conference", "summit")
        and event.confidence >= SURE_HALF
        and len(sides(page, event)) > 1
        for event in events
    )
    if not told:
        for noun in page.words:
            found = _gathering(page, noun)
            if found is not None:
                yield found, None
                break
    for word in page.words:
        awaited = _awaited(page, word) or _travels(page, word)
        if awaited is not None:
            yield awaited


def _gathering(page: Page, noun: Token) -> Told | None:
    kind = GATHERINGS.get(noun.lemma_.lower())
    if kind is None or noun.pos_ not in ("NOUN", "PROPN") or not page.readable(noun.idx):
        return None
    if under_media(noun) or barred(noun):
        return None
    verb = _run(noun)
    if verb is None:
        return None
    place = venue(page, noun)
    host = place.state if place is not None else None
    if host is None:
        return None
    parties = _people(page, noun, host)
    if not parties:
        return None
    return Told(token=noun, kind=kind, parties=parties, verb=verb, status="done", encounter_status="held",
                sure=SURE_HALF)  # fmt: skip


def _run(noun: Token) -> Token | None:
    """The verb that says that it opened, went on or ended."""
    hosts = [noun, *(other for _, other in prepositions(noun))]
    hosts += [other for host in hosts[1:] for _, other in prepositions(host)]
    # "the summit on grain in Bern, which ended on Friday": the parse hangs the clause on the town
    relative = next((kid for host in hosts for kid in host.children if kid.dep_ in ("relcl", "acl")), None)
    for verb in (noun.head if noun.dep_ in ("nsubj", "nsubjpass") else None, relative):
        if verb is not None and is_verb(verb) and verb.lemma_.lower() in RUN and verb.tag_ in ("VBD", "VBN"):
            return None if any(kid.dep_ in ("neg", "aux") and kid.tag_ == "MD" for kid in verb.children) else verb
    return None


def _people(page: Page, noun: Token, host: str) -> Parties:
    """Whom it was held for, who is said in the sentences behind it to have been there, and the state at home."""
    found = [parties_of(page, other) for word, other in prepositions(noun) if word == "for"]
    found += _there(page, noun)
    sentence = noun.sent
    for _ in range(REACH):
        if {token.lemma_.lower() for token in sentence[:90]} & THERE or any(t.lower_ == "chair" for t in sentence[:90]):
            found += _acting(page, sentence)
        if sentence.end >= len(noun.doc):
            break
        sentence = noun.doc[sentence.end].sent
    named = [one for one in found if one]
    parties = joined(named) if named else NOBODY
    if parties and host not in {side(page, key) for key in parties.actors}:
        parties = joined([parties, Parties(actors=(host,), spans=(span_of(noun),))])
    return two_sided(page, parties)


def _there(page: Page, noun: Token) -> list[Parties]:
    """Who does something at it: "the premier made her offer at the summit in Bern, which ended on Friday"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("at", "during"):
        return []
    verb = verb_above(noun, steps=4)
    if verb is None or verb.tag_ not in ("VBD", "VBN") or any(kid.dep_ == "neg" for kid in verb.children):
        return []
    subject = subject_of(verb)
    found = parties_of(page, subject, owners=False) or _named_before(page, subject)
    return [found] if found and all(_person(page, key) for key in found.actors) else []


def _named_before(page: Page, noun: Token | None) -> Parties:
    """Whom an office with "the" means that the text has given to nobody yet: the one person who is the subject of the
    sentence before ("Ana Rojas has promised Saran 40 boats. The premier made the offer at the summit")."""
    root = root_before(noun) if noun is not None else None
    if noun is None or root is None or noun.lemma_.lower() not in OFFICIALS:
        return NOBODY
    if not any(kid.lower_ == "the" for kid in noun.children) or noun.tag_ != "NN":
        return NOBODY
    found = parties_of(page, subject_of(root), owners=False) if is_verb(root) else NOBODY
    return found if len(found.actors) == 1 and _person(page, found.actors[0]) else NOBODY


def _acting(page: Page, sentence: Words) -> list[Parties]:
    """Who does something in a sentence: its subjects and those behind "by", persons and states."""
    found = []
    for mention in page.mentions_in(Span(sentence.start_char, sentence.end_char))[:40]:
        if len(mention.actors) != 1 or mention.form in ("pronoun", "demonym") or not may_meet(page, mention.actors[0]):
            continue
        token = next(
            (t for t in page.tokens(mention.span) if not mention.span.start <= t.head.idx < mention.span.end), None
        )
        while token is not None and token.dep_ == "appos":
            token = token.head
        subject = token is not None and token.dep_ in ("nsubj", "nsubjpass")
        agent = token is not None and token.dep_ == "pobj" and token.head.lower_ == "by"
        if subject or agent:
            found.append(Parties(actors=mention.actors, spans=(mention.span,)))
    return found


def _awaited(page: Page, word: Token) -> tuple[Told, When] | None:
    """ "Rojas is expected in Bern next week": a guest, whose town it is, a time to come."""
    if word.lemma_.lower() not in AWAITED or not page.readable(word.idx):
        return None
    holder = word if is_verb(word) else word.head
    auxiliary = {kid.lower_ for kid in (*word.children, *holder.children)} | {holder.lower_}
    if not auxiliary & {"is", "are"} or "not" in auxiliary or "n't" in auxiliary:
        return None
    if any(kid.dep_ in ("xcomp", "ccomp") for kid in word.children):
        return None
    subject = next((kid for kid in holder.children if kid.dep_ in ("nsubj", "nsubjpass")), None)
    places = [noun for host in (word, holder) for at, noun in prepositions(host) if at in ("in", "at")]
    return _guest_to_come(page, word, subject, places)


COMING = frozenset("travel fly go come head arrive land journey sail".split())


def _travels(page: Page, verb: Token) -> tuple[Told, When] | None:
    """ "Rojas will be in Bern in May", "is to fly to Bern on Friday", "arrives in Bern on 12 May"."""
    lemma = verb.lemma_.lower()
    if lemma not in COMING and lemma != "be":
        return None
    if not page.readable(verb.idx) or any(kid.dep_ in ("neg", "attr", "acomp") for kid in verb.children):
        return None
    above = verb.head if verb.dep_ == "xcomp" else verb
    helping = {kid.lower_ for kid in (*verb.children, *above.children) if kid.dep_ in ("aux", "auxpass")}
    due = above is not verb and (above.lower_ in ("is", "are") or above.lemma_.lower() in (*AWAITED, "schedule", "set"))
    ahead = bool(helping & {"will", "shall"}) or (due and "to" in helping) or (verb.tag_ == "VBZ" and lemma in COMING)
    places = [noun for at, noun in prepositions(verb) if at in (("in",) if lemma == "be" else ("in", "to", "for"))]
    return _guest_to_come(page, verb, subject_of(above), places) if ahead else None


def _guest_to_come(
    page: Page, word: Token, subject: Token | None, places: list[Token]
) -> tuple[Told, When] | None:  # fmt: skip
    """The visit of a person to the state that a place lies in, at the one time to come that the sentence gives."""
    guest = parties_of(page, subject, owners=False)
    host = next((found for noun in places if (found := by_place(page, noun))), NOBODY)
    if not guest or not host or not all(_person(page, key) for key in guest.actors):
        return None
    printed = (page.article.published or "")[:10]
    first, last = word.sent.start_char, word.sent.end_char
    times = [time.when for time in page.times if first <= time.span.start < last and (time.when.latest or "") > printed]
    parties = two_sided(page, joined([guest, host]))
    if not parties or len(times) != 1:
        return None
    hosted = any(actor.kind == "person" and actor.state in host.actors for actor in page.actors)
    sure = SURE_PLAN if hosted else ONWARD
    told = Told(token=word, kind="visit", parties=parties, status="planned", encounter_status="planned", sure=sure)
    return told, times[0]


def _person(page: Page, key: str) -> bool:
    actor = page.actor_of.get(key)
    return actor is not None and actor.kind == "person"
