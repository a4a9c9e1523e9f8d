"""Contacts told by other means than a verb or noun of meeting with both sides beside it.

Invented examples: "Rama and Orlov shook hands in Bern"; "It was the first visit to Bern since Rama's in May 2011";
"He invited Orlov to Bern, and Orlov accepted"; "The trip had been put off in March": a meeting, a visit held, a
visit to come, a visit cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from memcon.model.link import EncounterStatus
from memcon.model.reading import EncounterKind, EventStatus
from memcon.read.contact_words import SURE_PLAN
from memcon.read.event_actors import NOBODY, Parties, by_place, joined, owner_of, parties_of
from memcon.read.event_figurative import in_sport, under_media
from memcon.read.event_grammar import is_one_of, is_passive, is_verb, object_of, prepositions, subject_of
from memcon.read.page import Page
from memcon.read.status_words import CANCEL

JOURNEYS: dict[str, EncounterKind] = {
    "visit": "visit", "trip": "visit", "tour": "visit", "journey": "visit", "stopover": "visit", "summit": "summit",
    "meeting": "meeting", "talk": "meeting",
}  # fmt: skip
LEAVING = frozenset({"leave", "depart", "fly", "travel", "head", "go", "visit"})
ACCEPTING = frozenset({"accept", "agree"})
LED = frozenset({"delegation", "talk", "team", "negotiation", "side"})
BACK = frozenset({"back", "fresh", "return", "returning", "come", "emerge", "home"})
ANSWERED = 60
"""Words behind an invitation in which it may be accepted, in its sentence or the next."""
LOOK_BACK = 90
"""Words before a mention of a trip in which its destination is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A contact found in a clause: its word, its sides, and its status where that is not its verb's own."""

    token: Token
    kind: EncounterKind
    parties: Parties
    status: EventStatus | None = None
    encounter_status: EncounterStatus | None = None
    verb: Token | None = None
    sure: float | None = None
    apart: bool = False
    recalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A contact word with no event of its own yet."""

    noun: Token
    kind: EncounterKind
    definite: bool
    told: Told | None = None


def clause_contacts(page: Page, covered: set[int]) -> Iterator[Told]:
    """The contacts of such clauses, in order of text; `covered` are characters that tell of a contact already."""
    for token in page.words:
        if token.idx in covered or not page.readable(token.idx):
            continue
        found = _clause(page, token)
        if found is not None and not under_media(token) and not in_sport(token):
            yield found


def _clause(page: Page, token: Token) -> Told | None:
    if token.tag_ == "POS":
        return _elided_visit(page, token)
    if not is_verb(token):
        return None
    lemma = token.lemma_.lower()
    if lemma == "shake":
        return _handshake(page, token)
    if lemma in ("lead", "head"):
        return _led(page, token)
    if lemma == "invite":
        return _accepted(page, token)
    if lemma == "accept":
        return _invitation(page, token)
    return _put_off(page, token) if is_one_of(token, CANCEL) else None


def _handshake(page: Page, verb: Token) -> Told | None:
    thing = object_of(verb)
    if thing is None or thing.lemma_.lower() != "hand":
        return None
    return Told(token=verb, kind="meeting", parties=_both(page, verb))


def _led(page: Page, verb: Token) -> Told | None:
    """ "A and B led their delegations": who led against whom."""
    thing = object_of(verb)
    if thing is None or thing.lemma_.lower() not in LED:
        return None
    return Told(token=verb, kind="meeting", parties=_both(page, verb))


def _both(page: Page, verb: Token) -> Parties:
    subject = subject_of(verb)
    found = [parties_of(page, subject, owners=False)]
    if subject is not None:
        # "the envoy, Rama, and the minister, Orlov": the parse may join the second to the first one's name
        found += [parties_of(page, kid, owners=False) for kid in subject.children if kid.dep_ == "appos"]
    found += [parties_of(page, other, owners=False) for word, other in prepositions(verb) if word == "with"]
    return joined([one for one in found if one])


def _elided_visit(page: Page, mark: Token) -> Told | None:
    """ "the first trip to Bern since Rama's in May 2011": the noun is left out behind the possessive."""
    after = mark.doc[mark.i + 1] if mark.i + 1 < len(mark.doc) else None
    if after is None or after.lower_ not in ("in", "on", "of", "last", "this") or after.lower_ == "of":
        return None
    owner, before = mark.head, None
    for index in range(mark.i - 1, max(mark.sent.start, mark.i - 8), -1):
        if mark.doc[index].lower_ in ("since", "than", "after", "like", "follow", "following", "unlike", "before"):
            before = mark.doc[index]
            break
    if before is None or owner.pos_ not in ("NOUN", "PROPN"):
        return None
    noun = next((t for t in mark.doc[mark.sent.start : before.i] if t.lemma_.lower() in ("visit", "trip")), None)
    guest = parties_of(page, owner, owners=False)
    if noun is None or not guest:
        return None
    host = destination(page, noun, states_of(page, guest))
    return Told(token=mark.head, kind="visit", parties=joined([guest, host]), status="done", verb=mark.head)


def _accepted(page: Page, verb: Token) -> Told | None:
    """ "invited him to Bern, and he accepted": a visit to come."""
    guest = parties_of(page, object_of(verb), owners=False)
    where = next((noun for word, noun in prepositions(verb) if word == "to"), None)
    thing = object_of(verb)
    if where is None and thing is not None:
        where = next((noun for word, noun in prepositions(thing) if word == "to"), None)
    if where is None or is_passive(verb):
        return None
    end = verb.doc[verb.sent.end].sent.end if verb.sent.end < len(verb.doc) else verb.sent.end
    near = verb.doc[verb.i + 1 : min(end, verb.i + ANSWERED)]
    answer = next((t for t in near if t.lemma_.lower() in ACCEPTING and is_verb(t)), None)
    if answer is not None and answer.sent.start != verb.sent.start and object_of(answer) is not None:
        # "the premier accepted the cut": what is accepted in the next sentence may be something else
        answer = answer if "invitation" in object_of(answer).text.lower() else None  # type: ignore[union-attr]
    if answer is None or any(kid.dep_ in ("neg", "aux") for kid in answer.children):
        return None
    accepted = parties_of(page, subject_of(answer), owners=False)
    # "invited his host to Bern, and Orlov accepted": whoever accepts is the one invited
    guest = guest or accepted.without(parties_of(page, subject_of(verb), owners=False).actors)
    if not guest or not states_of(page, accepted) & states_of(page, guest):
        return None
    host = by_place(page, where) or parties_of(page, where)
    return Told(token=verb, kind="visit", parties=joined([guest, host]), status="planned", encounter_status="planned")


def _invitation(page: Page, verb: Token) -> Told | None:
    """ "accepted an invitation to visit Bern in May", "accepted Lie's invitation to the summit": a visit to come, to
    the place that is named, else to who invites."""
    thing = object_of(verb)
    if thing is None or thing.lemma_.lower() != "invitation" or is_passive(verb) or not _took_place(verb):
        return None
    guest = parties_of(page, subject_of(verb), owners=False)
    own = states_of(page, guest)
    clauses = [kid for kid in (*thing.children, *verb.children) if is_verb(kid) and kid.i > thing.i]
    places = [noun for host in (thing, *clauses) for word, noun in prepositions(host) if word in ("to", "in")]
    places += [noun for clause in clauses if (noun := object_of(clause)) is not None]
    found = [by_place(page, noun) or _of_capital(page, noun) for noun in places]
    found += [
        parties_of(page, noun, owners=False) for word, noun in prepositions(thing) if word in ("from", "of", "by")
    ]
    found.append(owner_of(page, thing))
    host = next((one for one in found if one and not states_of(page, one) & own), NOBODY)
    if not guest or not host:
        return None
    return Told(token=thing, kind="visit", parties=joined([guest, host]), status="planned", encounter_status="planned",
                verb=verb, sure=SURE_PLAN, apart=True)  # fmt: skip


def _took_place(verb: Token) -> bool:
    """Whether a verb tells what was done: no "will", no "not", no "to"."""
    return verb.tag_ in ("VBD", "VBN", "VBZ") and not any(
        kid.dep_ == "neg" or kid.tag_ in ("MD", "TO") for kid in verb.children
    )


def _put_off(page: Page, verb: Token) -> Told | None:
    """ "It had been put off in March", of the trip that the sentence before told of."""
    subject = next((kid for kid in verb.children if kid.dep_ in ("nsubjpass", "nsubj")), None)
    if subject is None or subject.lower_ not in ("it", "that", "this") or not is_passive(verb):
        return None
    first = max(0, verb.sent.start - LOOK_BACK)
    nouns = [t for t in verb.doc[first : verb.sent.start] if t.lemma_.lower() in JOURNEYS and t.pos_ == "NOUN"]
    before = verb.doc[verb.sent.start - 1].sent if verb.sent.start else None
    nouns = [t for t in nouns if before is not None and t.sent.start == before.start and t.dep_ != "pobj"]
    if not nouns:
        return None
    noun = nouns[0]
    by = [other for word, other in prepositions(noun) if word in ("by", "of")]
    guest = joined([p for p in (owner_of(page, noun) if not by else parties_of(page, by[0]),) if p])
    host = destination(page, noun, states_of(page, guest))
    kind = JOURNEYS[noun.lemma_.lower()]
    return Told(
        token=verb, kind=kind, parties=joined([p for p in (guest, host) if p]), status="done",
        encounter_status="cancelled",
    )  # fmt: skip


def destination(page: Page, noun: Token, guests: frozenset[str]) -> Parties:
    """The state a trip goes to: by its own "to", else by the trip or departure told last before it."""
    own = _to_state(page, noun, guests, ("to", "in"))
    if own:
        return own
    for index in range(noun.i - 1, max(-1, noun.i - LOOK_BACK), -1):
        other = noun.doc[index]
        lemma = other.lemma_.lower()
        if (lemma in JOURNEYS and other.pos_ == "NOUN") or (lemma in LEAVING and is_verb(other)):
            found = _to_state(page, other, guests, ("to", "for", "in"))
            if found:
                return found
    return NOBODY


def _to_state(page: Page, host: Token, guests: frozenset[str], words: tuple[str, ...]) -> Parties:
    for word, noun in prepositions(host):
        if word in words:
            found = by_place(page, noun) or _of_capital(page, noun)
            if found and not states_of(page, found) & guests:
                return found
    return NOBODY


def _of_capital(page: Page, noun: Token) -> Parties:
    """ "the Chilean capital", "the country": whose it is, or the state it names."""
    if noun.lemma_.lower() in ("capital", "city"):
        return owner_of(page, noun)
    found = parties_of(page, noun, owners=False)
    known = [page.actor_of.get(key) for key in found.actors]
    return found if known and all(actor is not None and actor.kind == "state" for actor in known) else NOBODY


def states_of(page: Page, parties: Parties) -> frozenset[str]:
    """The states of those named; who belongs to none stands for itself."""
    return frozenset((page.actor_of[key].state or key) if key in page.actor_of else key for key in parties.actors)


def told_back_from(noun: Token) -> Token | None:
    """Who is "back from a meeting": the noun or clause that the adverb before "from" belongs to."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "from":
        return None
    anchor = noun.head.head
    if anchor.lemma_.lower() not in BACK:
        return None
    if is_verb(anchor):
        return subject_of(anchor)
    for _ in range(3):
        anchor = anchor.head
        if anchor.pos_ in ("NOUN", "PROPN"):
            return anchor
        if is_verb(anchor):
            return subject_of(anchor)
    return None


def among_them(page: Page, trigger: Token) -> Parties:
    """Whom a plural behind the verb is said to hold: "other leaders, among them Orlov", "officials including Orlov"."""
    sentence = trigger.sent
    for token in trigger.doc[trigger.i + 1 : sentence.end]:
        word = token.lower_
        following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        if word == "including" or (word == "among" and following in ("them", "whom")):
            first = token.i + (1 if word == "including" else 2)
            return _named_after(page, trigger, first, sentence.end)
    return NOBODY


def _named_after(page: Page, trigger: Token, first: int, end: int) -> Parties:
    """The persons named from a token on, up to the first verb."""
    found: list[Parties] = []
    for token in trigger.doc[first : min(end, first + 24)]:
        if is_verb(token) or token.lower_ in ("on", "in", "at", "who"):
            break
        mention = page.mention_of(token)
        if mention is not None and mention.actors and token.dep_ not in ("compound", "amod", "poss", "nmod"):
            people = tuple(a for a in mention.actors if a in page.actor_of and page.actor_of[a].kind == "person")
            if people:
                found.append(Parties(actors=people, spans=(mention.span,) * len(people)))
    return joined(found) if found else NOBODY
