"""Contacts that a trained head hears in a passage, where no rule found one of the two states in the article.

An invented example: "Minister Rojas of Norland laid out three maps. Saran's Per Lie, across from her, asked for
tea." names no meeting and has no sentence with a clause of both. The head `contact` reads both sentences and the
mentions of the two states and says `meeting`, the head `contact_status` `held`; the heads for single words say which of
the words tell of it. How sure that makes the contact is a table fitted to articles whose contacts are known
(lexicon/data/contact_heard.csv, training/fit_contacts_heard.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from spacy.tokens import Span as Words
from spacy.tokens import Token

from memcon.encoder.readouts import Votes
from memcon.lexicon.lexicon import Lexicon
from memcon.lexicon.weighing import log_odds, rate, weights_of
from memcon.model.link import EncounterStatus
from memcon.model.reading import EncounterKind, Event, EventStatus
from memcon.model.span import Reason, Span
from memcon.read.contact_clauses import Told
from memcon.read.contact_rows import may_meet, sides
from memcon.read.contact_words import ALL_KINDS, JOINT, ONTO
from memcon.read.event_actors import Parties
from memcon.read.event_figurative import in_sport, under_media
from memcon.read.event_grammar import verb_above
from memcon.read.page import Page

MOST_ASKED = 10
"""Passages of an article that the heads are asked about."""

MOST_PAIRS = 4
"""Pairs of states of an article that are asked about, those named most often first."""

LONGEST = 150
"""Tokens of a passage; longer ones are no three sentences of news."""

REACH = 3
"""Sentences of a passage."""

LEAST = 0.2
"""Below this a contact is no line at all."""

LEAST_HEARD = 0.4
"""What the head must give to any contact before the others are asked."""

KNOWN = frozenset(ALL_KINDS) | JOINT | frozenset(ONTO)
"""Words of contact."""

NO_CONTACT = ("none", "letter")
STATUS: Mapping[str, tuple[EventStatus, EncounterStatus]] = {
    "held": ("done", "held"),
    "ongoing": ("ongoing", "ongoing"),
    "planned": ("planned", "planned"),
    "possible": ("possible", "planned"),
    "denied": ("denied", "denied"),
    "cancelled": ("done", "cancelled"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody of a state named in a sentence: the actor, its state, where, whether a person."""

    actor: str
    state: str
    span: Span
    person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Up to three sentences that name two states, and who of each is named there."""

    edges: tuple[int, int]
    sentences: Sequence[Words]
    one: tuple[Named, ...]
    other: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the heads say of a passage: the shares of the kinds and of the statuses, how likely the act of the two is
    one of talking (`consult`) and has happened (`real`), the `word` that tells of it and how surely (`worded`)."""

    passage: Passage
    kinds: Mapping[str, float]
    statuses: Mapping[str, float]
    consult: float
    real: float
    word: Token
    worded: float

    @property
    def share(self) -> float:
        """The probability of any contact but a letter."""
        return 1.0 - sum(self.kinds.get(kind, 0.0) for kind in NO_CONTACT)

    @property
    def signs(self) -> dict[str, float]:
        """What the table weighs."""
        passage = self.passage
        people = sum(any(named.person for named in side_) for side_ in (passage.one, passage.other))
        return {
            "always": 1.0,
            "contact": _logit(self.share),
            "status": _logit(max(self.statuses.values(), default=0.5)),
            "consult": _logit(self.consult),
            "real": _logit(self.real),
            "word": _logit(self.worded),
            "known word": float(self.word.lemma_.lower() in KNOWN),
            "over two": float(len(passage.sentences) == 2),
            "over three": float(len(passage.sentences) == 3),
            "one person": float(people == 1),
            "two persons": float(people == 2),
        }


def heard_contacts(page: Page, events: Sequence[Event]) -> Iterator[Told]:
    """The contacts of pairs of states of which no event of the page is one, at most one a pair, in order of text."""
    best: dict[tuple[str, str], tuple[float, Heard]] = {}
    for heard in heard_passages(page, events):
        key = (heard.passage.one[0].state, heard.passage.other[0].state)
        sure = sureness(page.lexicon, heard.signs)
        if sure >= LEAST and (key not in best or sure > best[key][0]):
            best[key] = sure, heard
    for sure, heard in sorted(best.values(), key=lambda found: found[1].passage.edges):
        told = _told(heard, sure)
        if told is not None:
            yield told


def heard_passages(page: Page, events: Sequence[Event]) -> Iterator[Heard]:
    """What the heads say of the passages that name two states of which no contact is told, as far as any may be one."""
    if page.votes is None:
        return
    for passage in passages_of(page, events):
        heard = hear(page, passage)
        if heard is not None:
            yield heard


def hear(page: Page, passage: Passage) -> Heard | None:
    """What the heads say of one passage; None without heads, or where they hear hardly any contact."""
    votes = page.votes.of(passage.edges) if page.votes is not None else None
    if votes is None:
        return None
    pools = {
        "one": tuple(named.span for named in passage.one),
        "other": tuple(named.span for named in passage.other),
        "sentence": (passage.edges,),
    }
    kinds = votes.share("contact", pools, otherwise=passage.edges)
    if not kinds or sum(kinds.get(kind, 0.0) for kind in NO_CONTACT) > 1.0 - LEAST_HEARD:
        return None
    acting = {"source": pools["one"][:1], "target": pools["other"][:1], "sentence": pools["sentence"]}
    word, worded = _word(page, passage, votes)
    return Heard(
        passage=passage,
        kinds=kinds,
        statuses=votes.share("contact_status", pools, otherwise=passage.edges),
        consult=votes.share("act", acting, otherwise=passage.edges).get("CONSULT", 0.0),
        real=votes.share("real", acting, otherwise=passage.edges).get("yes", 0.0),
        word=word,
        worded=worded,
    )


def lifted(page: Page, event: Event) -> Event:
    """A contact that rules found and were not sure of, shown where the heads are sure of it and of its status."""
    if not LOWEST <= event.confidence < SHOWN:
        return event
    found = _passage_of(page, event)
    heard = hear(page, found) if found is not None else None
    if heard is None or heard.share < LEAST_SHOWN:
        return event
    sure = sureness(page.lexicon, heard.signs)
    if sure < CERTAIN:
        return event
    _, status = STATUS[max(sorted(heard.statuses), key=lambda name: heard.statuses[name])]
    if status != event.encounter_status:
        return event
    reason = Reason(name="heard", weight=sure, detail="the trained heads' probability of a contact in these words")
    return replace(event, confidence=LIFTED, reasons=(*event.reasons, reason))


SHOWN, LIFTED = 0.5, 0.6
LOWEST = 0.3
"""Contacts below this are hidden on purpose."""

CERTAIN = 0.8
"""From so sure on, the heads hear a contact that rules were not sure of."""

MOST_HEARD = 0.25
"""What a contact that no rule found is worth at most: it joins what other articles tell, and is not shown for itself.
Shown where the head was surest, three in ten of those in strangers' accounts were no contact."""

LEAST_SHOWN = 0.88
"""What the head must give to any contact before it lifts one that rules were not sure of."""


def _passage_of(page: Page, event: Event) -> Passage | None:
    """The sentence of a contact of two states, when it names both."""
    states = sides(page, event)
    if event.encounter_kind is None or len(states) != 2:
        return None
    sentence = page.token_at(event.trigger.start).sent
    named = _named(page, sentence)
    if not all(any(one.state == state for one in named) for state in states) or len(sentence) > LONGEST:
        return None
    return _passage([(sentence, named)], (states[0], states[1]))


def passages_of(page: Page, events: Sequence[Event]) -> list[Passage]:
    """The passages to be asked about: for each pair the shortest ones, in order of text."""
    told = _told_pairs(page, events)
    taken = [event.trigger.start for event in events if event.encounter_kind is not None]
    rows = [(sentence, _named(page, sentence)) for sentence in page.parts if page.readable(_start(sentence))]
    counts: dict[str, int] = {}
    for _, held in rows:
        for named in held:
            counts[named.state] = counts.get(named.state, 0) + 1
    found: dict[tuple[str, str], list[Passage]] = {}
    for place in range(len(rows)):
        for reach in range(1, REACH + 1):
            window = rows[place : place + reach]
            if len(window) < reach or sum(len(sentence) for sentence, _ in window) > LONGEST:
                break
            for pair in _new_pairs(window):
                passage = _passage(window, pair)
                start, end = passage.edges
                if pair in told or any(start <= at < end for at in taken):
                    continue
                if not _spoken_of(page, passage):
                    found.setdefault(pair, []).append(passage)
    ranked = sorted(found, key=lambda pair: (-min(counts[pair[0]], counts[pair[1]]), pair))[:MOST_PAIRS]
    asked = [
        passage
        for pair in ranked
        for passage in sorted(found[pair], key=lambda p: (len(p.sentences), p.edges))[: MOST_ASKED // len(ranked) + 1]
    ]
    return sorted(asked[:MOST_ASKED], key=lambda passage: passage.edges)


def _new_pairs(window: Sequence[tuple[Words, Sequence[Named]]]) -> list[tuple[str, str]]:
    """The pairs of states that no shorter run of these sentences names both of."""
    first, last = ({named.state for named in held} for held in (window[0][1], window[-1][1]))
    if len(window) == 1:
        return [(one, other) for one in sorted(first) for other in sorted(first) if one < other]
    if len({named.state for _, held in window for named in held}) > 2:
        # "Nor has Laos tested one. Rojas hopes to meet Lie": who of three the second sentence is about is not told
        return []
    return sorted((min(a, b), max(a, b)) for a in first - last for b in last - first)


def _passage(window: Sequence[tuple[Words, Sequence[Named]]], pair: tuple[str, str]) -> Passage:
    sides = [tuple(named for _, held in window for named in held if named.state == state) for state in pair]
    if sides[1][0].span < sides[0][0].span:
        sides.reverse()
    return Passage(
        edges=(_start(window[0][0]), int(window[-1][0].end_char)),
        sentences=tuple(sentence for sentence, _ in window),
        one=sides[0],
        other=sides[1],
    )


def _spoken_of(page: Page, passage: Passage) -> bool:
    """Whether one side stands only in what somebody of the other says: "Rojas said that Saran must come to terms"."""
    for one, other in ((passage.one, passage.other), (passage.other, passage.one)):
        told = [page.statement_at(named.span.start) for named in one]
        sayers = {named.actor for named in other if page.statement_at(named.span.start) is None}
        if all(statement is not None and statement.speaker.actor in sayers for statement in told):
            return True
    return False


def _named(page: Page, sentence: Words) -> list[Named]:
    """Who of a state is named in a sentence and could meet somebody."""
    found = []
    for mention in page.mentions_in(Span(int(sentence.start_char), int(sentence.end_char)))[:60]:
        if len(mention.actors) != 1 or not may_meet(page, mention.actors[0]):
            continue
        key = mention.actors[0]
        actor = page.actor_of.get(key)
        state = actor.state if actor is not None else key
        if state is not None and state in page.lexicon.states:
            person = actor is not None and actor.kind == "person"
            found.append(Named(actor=key, state=state, span=mention.span, person=person))
    return found


def _told_pairs(page: Page, events: Sequence[Event]) -> set[tuple[str, str]]:
    """The pairs of states that have a contact in the page already."""
    found = set()
    for event in events:
        if event.encounter_kind is not None:
            states = sorted(sides(page, event))
            found |= {(one, other) for at, one in enumerate(states) for other in states[at + 1 :]}
    return found


def _told(heard: Heard, sure: float) -> Told | None:
    """The contact of a passage, at the word that tells of it most."""
    token = heard.word
    if under_media(token) or in_sport(token):
        return None
    kind = max(sorted(set(heard.kinds) - set(NO_CONTACT)), key=lambda name: heard.kinds[name])
    status, encounter = STATUS[max(sorted(heard.statuses), key=lambda name: heard.statuses[name])]
    people = [_foremost(named) for named in (heard.passage.one, heard.passage.other)]
    return Told(
        token=token,
        kind=cast(EncounterKind, kind),
        parties=Parties(actors=tuple(n.actor for n in people), spans=tuple(n.span for n in people)),
        verb=verb_above(token),
        status=status,
        encounter_status=encounter,
        sure=round(min(sure, MOST_HEARD), 4),
    )


def _foremost(named: Sequence[Named]) -> Named:
    """Who of a state was there: the person named most often in the passage, else the state."""
    people = [one for one in named if one.person]
    counts = [sum(other.actor == one.actor for other in people) for one in people]
    return people[counts.index(max(counts))] if people else named[0]


def _word(page: Page, passage: Passage, votes: Votes) -> tuple[Token, float]:
    """The verb or noun that the head for single words takes for the one that tells of the contact, and its share."""
    best, most = passage.sentences[-1].root, 0.0
    for sentence in passage.sentences:
        for token in sentence:
            if token.pos_ in ("VERB", "NOUN") and page.readable(token.idx):
                pools = {"words": ((token.idx, token.idx + len(token)),)}
                share = votes.share("contact_words", pools, otherwise=passage.edges).get("yes", 0.0)
                if share > most:
                    best, most = token, share
    return best, most


def sureness(lexicon: Lexicon, signs: Mapping[str, float]) -> float:
    """The probability that a passage tells of a contact of the two, by the fitted table."""
    weights = weights_of(lexicon, "contact_heard")
    return round(rate(sum(weights.get(name, 0.0) * value for name, value in signs.items())), 4)


def _logit(share: float) -> float:
    return log_odds(share, 0.01)


def _start(sentence: Words) -> int:
    return next((int(token.idx) for token in sentence if not token.is_space), int(sentence.start_char))
