"""Contacts by a general scheme: a word of contact, and two sides that its clause or sentence names.

Invented examples: "Lie took a call from Ana Rojas of Norland", "An hour at a farmhouse brought Rojas and Lie to one
table", "Over roast lamb the ministers, Rojas and Lie, spoke of fish", "The forum closed in Bern on Monday under
Norland's Rojas, with Saran's Lie beside her". Frames come first; this takes the sentences that they leave without two
sides, and is less sure the looser the grammar that it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from memcon.model.reading import EncounterKind, Event
from memcon.read.contact_clauses import Told
from memcon.read.contact_rows import placed, rows, two_sided, who
from memcon.read.contact_words import (
    AHEAD,
    ALL_KINDS,
    BRING,
    COURSE,
    HOLD,
    JOINT,
    LINES,
    MEALS,
    NEVER,
    ONTO,
    RECALLING,
    REMOTE,
    RUN,
    SURE_HALF,
    SURE_OPEN,
    SURE_SCENE,
    TABLE,
    VIDEO,
    is_appeal,
    is_lasting,
)
from memcon.read.event_actors import NOBODY, Parties, joined, nominal_participants, parties_of
from memcon.read.event_figurative import in_sport, under_media
from memcon.read.event_grammar import is_verb, object_of, prepositions, subject_of, verb_above
from memcon.read.page import Page

LONGEST = 160
"""Words of a sentence that are looked at."""
HOURS = frozenset("hour minute day morning afternoon evening night weekend week".split())
OFFICIALS = frozenset(
    "delegation mission team minister president premier envoy ambassador secretary chancellor negotiator official "
    "leader king emir sultan diplomat guest visitor counterpart colleague head chief commander general".split()
)
ENDS = frozenset("open begin start end close conclude finish wrap".split())
ATTENDING = frozenset("chair beside alongside attend lead preside host opposite participate represent join".split())
SPOKEN = frozenset({"with", "between", "from", "to", "of", "by", "among", "under"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word of contact: its token, the kind it tells of, the verb of its clause."""

    token: Token
    kind: EncounterKind
    verb: Token | None


def scene_contacts(page: Page, events: list[Event]) -> Iterator[Told]:
    """The contacts of sentences in which no event has two sides yet, at most one a sentence, in order of text."""
    settled = settled_sentences(page, events)
    for sentence in page.parts:
        if sentence.start in settled or not page.readable(sentence[0].idx):
            continue
        found = _scene(page, sentence)
        if found is not None:
            yield found


def settled_sentences(page: Page, events: list[Event]) -> set[int]:
    """The first tokens of sentences in which a contact has two sides already."""
    return {
        page.token_at(event.trigger.start).sent.start
        for event in events
        if event.encounter_kind is not None and event.confidence >= SURE_HALF and _has_two(page, event)
    }


def _has_two(page: Page, event: Event) -> bool:
    actors = (*event.source, *event.target)
    return bool(two_sided(page, Parties(actors=actors, spans=(event.trigger,) * len(actors))))


def _scene(page: Page, sentence: Words) -> Told | None:
    for cue in _cues(sentence):
        if not page.readable(cue.token.idx) or _in_media(cue) or in_sport(cue.token):
            continue
        for rule in RULES:
            parties = two_sided(page, rule(page, cue))
            if parties:
                sure = (SURE_OPEN, SURE_HALF, SURE_SCENE)[min(2, placed(page, parties))]
                return Told(token=cue.token, kind=cue.kind, parties=parties, verb=cue.verb, sure=sure)
    return None


def _in_media(cue: Cue) -> bool:
    """Whether the contact is one of a film or book; "in the course of a meeting" names no course of lectures."""
    noun = cue.token
    course = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in COURSE
    if course and noun.head.head.dep_ == "pobj":
        return cue.verb is not None and under_media(cue.verb)
    return under_media(noun)


def _cues(sentence: Words) -> Iterator[Cue]:
    for token in sentence[:LONGEST]:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and lemma in ("forum", "summit", "conference")):
            kind = _noun_kind(token, lemma)
            if kind is not None and not barred(token):
                yield Cue(token=token, kind=kind, verb=verb_above(token, steps=6))
        elif is_verb(token) and not any(kid.dep_ == "neg" for kid in token.children):
            if lemma in JOINT or lemma in BRING or (lemma == "spend" and _hours(object_of(token))):
                yield Cue(token=token, kind="call" if _by_phone(token) else "meeting", verb=token)
            elif lemma in ONTO or (lemma == "reach" and _by_phone(token)):
                yield Cue(token=token, kind=ONTO.get(lemma, "call"), verb=token)


def _noun_kind(token: Token, lemma: str) -> EncounterKind | None:
    if token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
        return None
    if lemma in LINES and token.dep_ == "pobj" and token.head.lower_ in ("on", "by", "over"):
        held = token.head.head.lemma_.lower() in ("be", "have", "get", "come", "stay", "remain", "hold")
        return "call" if lemma != "line" or (held and token.head.lower_ == "on") else None
    kind = ALL_KINDS.get(lemma)
    if kind is None and lemma in MEALS and token.dep_ == "pobj" and token.head.lower_ == "over":
        return "meeting"
    if kind is None:
        return None
    words = {kid.lower_ for kid in token.children if kid.dep_ in ("amod", "compound", "nmod")}
    if words & VIDEO:
        return "video"
    return "call" if words & REMOTE and kind in ("meeting", "call") else kind


def barred(token: Token) -> bool:
    """ "no meeting", "ahead of the summit", "plans for talks": named, but not told of."""
    if any(kid.lower_ in NEVER for kid in token.children if kid.i < token.i):
        return True
    if is_appeal(token) or is_lasting(token):
        return True
    if token.dep_ == "pobj" and token.head.lower_ in RECALLING and any(kid.lower_ == "their" for kid in token.children):
        return True
    return token.dep_ == "pobj" and (token.head.lower_ in AHEAD or token.head.head.lower_ == "ahead")


def _by_phone(verb: Token) -> bool:
    return any(
        noun.lemma_.lower() in LINES or noun.lemma_.lower() == "call"
        for word, noun in prepositions(verb)
        if word in ("by", "on", "over", "via")
    )


def _hours(noun: Token | None) -> bool:
    return noun is not None and noun.lemma_.lower() in HOURS


def _beside(page: Page, host: Token, words: frozenset[str] = SPOKEN) -> Parties:
    found = [who(page, noun) for word, noun in prepositions(host) if word in words]
    return joined([one for one in found if one]) if any(found) else NOBODY


def _both(*parties: Parties) -> Parties:
    named = [one for one in parties if one]
    return joined(named) if named else NOBODY


def _own(page: Page, cue: Cue) -> Parties:
    """The sides that stand on the noun itself: "the Rojas-Lie talks", "six hours of talks between A and B"."""
    noun = cue.token
    if is_verb(noun):
        return NOBODY
    hosts = [noun, *(of for word, of in prepositions(noun) if word == "of" and _hours(of))]
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and _hours(noun.head.head):
        hosts.append(noun.head.head)
    # "talks at the garrison with B": the parse hangs B on the place
    places = [there for word, there in prepositions(noun) if word in ("at", "in")]
    behind = [_beside(page, there, frozenset({"with"})) for there in places]
    return _both(nominal_participants(page, noun), *(_beside(page, host) for host in hosts), *behind)


def _verbal(page: Page, cue: Cue) -> Parties:
    """ "A and B sat down", "A dined with B", "A hosted B", "A and his guest, B, had spent two days"."""
    verb = cue.token
    if not is_verb(verb):
        return NOBODY
    lemma = verb.lemma_.lower()
    if lemma in BRING:
        return _brought(page, verb)
    subject = who(page, subject_of(verb))
    if lemma in ONTO or lemma == "reach":
        thing = object_of(verb)
        guest = parties_of(page, thing, owners=False) if thing is not None else NOBODY
        if thing is not None and not guest and thing.lemma_.lower() in OFFICIALS:
            guest = who(page, thing)
        return _both(subject, guest) if subject and guest else NOBODY
    beside = _beside(page, verb, frozenset({"with", "alongside", "opposite"}))
    if lemma in ("meet", "join") and (thing := object_of(verb)) is not None:
        beside = _both(beside, parties_of(page, thing, owners=False))
    return _both(subject, _row_of(page, subject_of(verb)) or _row_ending(page, verb), beside)


def _row_ending(page: Page, verb: Token) -> Parties:
    """The row of names right before a verb, where the parse takes another word for its subject."""
    for row in rows(page, verb.sent):
        if any(0 <= verb.idx - span.end <= 2 for span in row.spans):
            return row
    return NOBODY


def _row_of(page: Page, noun: Token | None) -> Parties:
    """The row that a subject stands in, where the parse cuts it short."""
    if noun is None:
        return NOBODY
    for row in rows(page, noun.sent):
        if any(span.start <= noun.idx < span.end for span in row.spans):
            return row
    return NOBODY


def _row_before(page: Page, sentence: Words) -> Parties:
    """The row of persons named last before a sentence, at most four sentences back: whom "them" means."""
    for _ in range(4):
        if sentence.start == 0:
            break
        sentence = sentence.doc[sentence.start - 1].sent
        found = [row for row in rows(page, sentence) if of_persons(page, row)]
        if found:
            return found[-1]
    return NOBODY


def _brought(page: Page, verb: Token) -> Parties:
    """ "An hour at a farm brought A and B to one table", "put A and B in one room"."""
    near = {token.lower_ for token in verb.doc[verb.i : min(verb.sent.end, verb.i + 30)]}
    thing = object_of(verb)
    if thing is None or not near & TABLE:
        return NOBODY
    return _both(who(page, thing), _row_of(page, thing))


def _held(page: Page, cue: Cue) -> Parties:
    """ "A took a call from B", "A and B held talks", "A closed the conference with B": subject, own sides, object."""
    noun, verb = cue.token, cue.verb
    if verb is None or is_verb(noun) or noun.dep_ not in ("dobj", "nsubjpass", "attr", "conj"):
        return NOBODY
    if verb.lemma_.lower() not in HOLD:
        return NOBODY
    subject = who(page, subject_of(verb))
    beside = _beside(page, verb, frozenset({"with", "from", "alongside"}))
    return _both(subject, _row_of(page, subject_of(verb)), _own(page, cue), beside) if subject else NOBODY


def _within(page: Page, cue: Cue) -> Parties:
    """ "In the course of a meeting with B, A stressed", "over lunch A and B spoke", "A and B were on the telephone"."""
    noun, verb = cue.token, cue.verb
    if verb is None or is_verb(noun) or noun.dep_ != "pobj":
        return NOBODY
    prep = noun.head
    if prep.lower_ == "of" and prep.head.lemma_.lower() in COURSE:
        prep = prep.head.head
    if prep.lower_ not in ("in", "during", "at", "over", "on", "by", "following", "after", "with"):
        return NOBODY
    if any(kid.lower_ == "their" for kid in noun.children):
        # "at their meeting in Bern, A and B set up a group" tells of it, "after their meeting" looks back
        present = prep.lower_ in ("at", "during", "in") and verb.tag_ == "VBD"
        sides = _both(who(page, subject_of(verb)), _row_of(page, subject_of(verb))) if present else NOBODY
        return sides if two_sided(page, sides) or not present else _row_ending(page, verb)
    own = _own(page, cue)
    subject = who(page, subject_of(verb))
    thing = object_of(verb)
    if verb.lemma_.lower() == "have" and prep.lower_ == "on":
        plural = thing is not None and thing.lower_ in ("them", "both")
        return _both(who(page, thing), _row_of(page, thing)) or (_row_before(page, noun.sent) if plural else NOBODY)
    if own:
        return _both(own, subject, who(page, thing) if not two_sided(page, _both(own, subject)) else NOBODY)
    beside = _beside(page, verb, frozenset({"with", "between", "alongside"}))
    return _both(subject, _row_of(page, subject_of(verb)), beside)


def _running(page: Page, cue: Cue) -> Parties:
    """ "The forum closed in Bern under A, with B beside her"; its own sides, the host, a row of its sentence, else who
    the sentences behind it name as a row of several states."""
    noun = cue.token
    relative = next((kid for kid in noun.children if kid.dep_ == "relcl"), None) if not is_verb(noun) else None
    verb = relative if relative is not None and relative.lemma_.lower() in RUN else cue.verb
    if verb is None or is_verb(noun) or cue.kind in ("call", "visit") or verb.lemma_.lower() not in RUN:
        return NOBODY
    if verb.tag_ not in ("VBD", "VBN", "VBZ"):
        return NOBODY
    running = noun.dep_ in ("nsubj", "nsubjpass") or verb.dep_ == "relcl"
    if not running and not (noun.dep_ == "dobj" and verb.lemma_.lower() in ENDS):
        return NOBODY
    beside = _beside(page, verb, frozenset({"under", "with", "between"}))
    here = _both(_own(page, cue), beside, *rows(page, noun.sent))
    if beside and not two_sided(page, here):
        here = _both(here, _listed(page, noun.sent))
    if two_sided(page, here):
        return here
    sentence = noun.sent
    for _ in range(2):
        if sentence.end >= len(noun.doc):
            break
        sentence = noun.doc[sentence.end].sent
        for row in rows(page, sentence):
            return row
        opening = two_sided(page, _listed(page, sentence))
        if opening and ATTENDING & {token.lemma_.lower() for token in sentence[:LONGEST]}:
            return opening
    return NOBODY


def _listed(page: Page, sentence: Words) -> Parties:
    """Two persons of one sentence, each named as of a state: "Norland's Rojas took the chair, with Saran's Lie"."""
    found = []
    for token in sentence[:LONGEST]:
        mention = page.mention_of(token)
        if mention is None or mention.form == "pronoun" or len(mention.actors) != 1:
            continue
        actor = page.actor_of.get(mention.actors[0])
        if actor is not None and actor.kind == "person" and actor.state:
            found.append(Parties(actors=(actor.id,), spans=(mention.span,)))
    return joined(found) if found else NOBODY


def _by_sentence(page: Page, cue: Cue) -> Parties:
    """A noun of contact with no object of its own, beside one row of persons: "Two hours of talks in the hall, then a
    ride: thus Rojas of Norland and Lie of Saran opened the bridge"."""
    noun = cue.token
    if is_verb(noun) or cue.kind in ("visit", "conference") or noun.lemma_.lower() in LINES:
        return NOBODY
    if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "on", "from", "as"):
        return NOBODY
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_.lower() not in RUN | {"bring", "take", "last", "be"}:
        return NOBODY
    found = [row for row in rows(page, noun.sent) if of_persons(page, row)]
    return found[0] if len(found) == 1 and _alone(page, noun.sent, found[0]) else NOBODY


def of_persons(page: Page, row: Parties) -> bool:
    """Whether a row names persons only."""
    return all((actor := page.actor_of.get(key)) is not None and actor.kind == "person" for key in row.actors)


def _alone(page: Page, sentence: Words, row: Parties) -> bool:
    """Whether nobody else is named in the sentence."""
    for token in sentence[:LONGEST]:
        mention = page.mention_of(token)
        for key in mention.actors if mention is not None else ():
            actor = page.actor_of.get(key)
            if actor is not None and actor.kind == "person" and key not in row.actors:
                return False
    return True


RULES: tuple[Callable[[Page, Cue], Parties], ...] = (_verbal, _own, _held, _within, _running, _by_sentence)
