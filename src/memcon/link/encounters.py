"""One encounter, all its accounts: mentions of contacts across articles, joined and told side by side.

`Roos and Lie held a video conference on Friday` in one article and `Estonia and Norway spoke` in
another of the same day are one encounter of kind video with two accounts; `Roos will visit Oslo in
the spring` is another, planned, until an article tells that it was held.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from memcon.lexicon.entries import State
from memcon.lexicon.lexicon import Lexicon
from memcon.link.encounter_accounts import accounts_of
from memcon.link.encounter_candidates import Candidate, actors_of, candidates_of, days_apart, published_days, when_of
from memcon.link.encounter_groups import Group, Mentions, group_mentions
from memcon.link.encounter_witnesses import add_witnesses
from memcon.link.origins import origin_of
from memcon.link.pairings import Pairings
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.link import Account, Encounter, EncounterStatus
from memcon.model.reading import EncounterKind, Event, Place, Statement
from memcon.model.span import Evidence, Reason

EVIDENCE = 40
TELLINGS = 5
"""So many mentions of one article are shown at most."""
MOST_TOLD = 80
SURE = 0.5
INVITED = 0.45
HIDDEN = 0.8
"""Part of its confidence that a mention below one half counts with."""
STATELESS = (0.42, 0.5)
"""Confidences that the reader gives to contacts of people whose state the article does not tell."""
KNOWN_SIDES = 0.56
HOSTED = frozenset({"visit", "conference", "summit"})
"""Contacts at which the state they are held in takes part although only guests are named."""
KIND_ORDER: tuple[EncounterKind, ...] = (
    "summit",
    "video",
    "visit",
    "conference",
    "signing",
    "call",
    "meeting",
)
"""Which word is the more telling one when as many origins use each."""


def find_encounters(
    pile: Sequence[Digest],
    events: Sequence[Event],
    statements: Sequence[Statement],
    *,
    origins: Mapping[str, str],
    pairings: Pairings,
    lexicon: Lexicon,
) -> tuple[Encounter, ...]:
    """All encounters that the pile tells of, sorted by id."""
    grouped = {statement.id: statement for statement in statements}
    actors = actors_of(pile)
    found = {
        one.id: one
        for digest in pile
        for one in candidates_of(digest, actors=actors, statements=grouped, origins=origins)
    }
    linked = {member: event.id for event in events for member in event.members or (event.id,)}
    mentions = Mentions(of=found, linked=linked, two=_told_as_two(found.values()), pairings=pairings)
    drafts = [(group, [found[one] for one in group]) for group in group_mentions(mentions)]
    drafts = [(group, members) for group, members in drafts if _between_states(members)]
    accounts = accounts_of([members for _, members in drafts], pile, linked=linked, actors=actors)
    accounts = add_witnesses(accounts, [members for _, members in drafts], pile, statements=grouped, actors=actors)
    made = (
        _encounter(group, members, accounts[number], mentions, actors, origins, lexicon)
        for number, (group, members) in enumerate(drafts)
    )
    return tuple(sorted(made, key=lambda encounter: encounter.id))


def _told_as_two(candidates: Iterable[Candidate]) -> frozenset[tuple[str, str]]:
    """Pairs that one article tells as two: on different days, one held and one to come, one only looked back on."""
    by_article: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_article[one.article.id].append(one)
    found: set[tuple[str, str]] = set()
    for members in by_article.values():
        for one, other in combinations(sorted(members, key=lambda c: c.id)[:MOST_TOLD], 2):
            dated = one.precise and other.precise and days_apart(one, other) > 0
            looked_back = one.recalled != other.recalled and one.after and other.after
            if dated or looked_back or _next_after(one, other) or _next_after(other, one):
                found.add((one.id, other.id))
    return frozenset(found)


_FURTHER = re.compile(r"\b(?:again|another|next|further|follow-up|second|third)\b")
_ONCE = re.compile(
    r"\b(?:had|was|were)(?: been)? (?:to|due|planned|meant|expected|scheduled|supposed|set|hoped|wanted|intended)\b"
    r"[^.;]{0,60}$"
)
"""A plan of the past ("they were to meet in Bern") may be the contact that was held."""
AT_ONCE = frozenset({"call", "video", "meeting", "signing"})
"""Contacts that are over when they are told as held; a visit may go on, and its talks be still to come."""


def _next_after(one: Candidate, other: Candidate) -> bool:
    """Whether a contact is to come in the words of an article that tells the other as held: "Roos called Lie. The two
    will meet in Oslo", "intends to call Oslo again"."""
    if one.status != "planned" or other.status != "held":
        return False
    text = one.article.text
    span = next((s for s in one.around if s.start <= one.event.trigger.start < s.end), one.event.trigger)
    if _FURTHER.search(text, span.start, span.end):
        return True
    opening = text[span.start : one.event.trigger.end]
    later = one.event.trigger.start > other.event.trigger.start and not one.invited
    return other.kind in AT_ONCE and later and not _ONCE.search(opening)


def _between_states(members: Sequence[Candidate]) -> bool:
    """Whether at least two parties of different states (or bodies) are named in one of the mentions."""
    return any(len(one.states | ({one.host} if one.host and one.kind in HOSTED else set())) > 1 for one in members)


def _encounter(
    group: Group,
    members: Sequence[Candidate],
    accounts: tuple[Account, ...],
    mentions: Mentions,
    actors: Mapping[str, Actor],
    origins: Mapping[str, str],
    lexicon: Lexicon,
) -> Encounter:
    sure = [one for one in members if one.event.confidence >= SURE] or list(members)
    held = [one for one in sure if one.after]
    core = held or sure
    status, told = _status(sure)
    told_by = {one.origin for one in members}
    own = {one.article.id for one in members}
    told_by |= {origin_of(origins, account.article) for account in accounts if account.article not in own}
    return Encounter(
        id=stable_id("en", group[0]),
        kind=_kind(core),
        status=status,
        participants=_named_guests(_participants(core, actors), sure, actors),
        when=when_of(core),
        place=_place(core, lexicon),
        accounts=accounts,
        independent=len(told_by),
        confidence=_confidence(members, status),
        evidence=_evidence(members),
        reasons=(*_reasons(group, mentions), told),
    )


def _kind(members: Sequence[Candidate]) -> EncounterKind:
    votes: dict[str, set[str]] = defaultdict(set)
    for one in members:
        votes[one.kind].add(one.origin)
    return max(KIND_ORDER, key=lambda kind: (len(votes.get(kind, ())), -KIND_ORDER.index(kind)))


def _participants(members: Sequence[Candidate], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """Who attended by any account; a state stands only where none of its persons does."""
    ids = {actor for one in members for actor in one.attended} - _stray(members)
    told = {state for one in members for state in one.persons}
    ids -= {actor for one in members for actor in one.guessed if _party(actors[actor]) in told}
    hosts = {one.host for one in members if one.kind == "visit" and one.host and len(one.states) == 1}
    persons = {_party(actors[one]) for one in ids if actors[one].kind == "person"}
    kept = {one for one in ids if actors[one].kind == "person" or _party(actors[one]) not in persons}
    named = {_party(actors[one]) for one in kept if actors[one].kind in ("person", "state")}
    kept = {one for one in kept if actors[one].kind in ("person", "state") or _party(actors[one]) not in named}
    return tuple(sorted(kept | {host for host in hosts if host not in named}))


def _named_guests(
    participants: tuple[str, ...], members: Sequence[Candidate], actors: Mapping[str, Actor]
) -> tuple[str, ...]:
    """States give way to the one person whom the mentions before the contact name for them ("Lie invited Roos")."""
    named: dict[str, set[str]] = defaultdict(set)
    for one in members:
        for state, persons in one.persons.items():
            named[state] |= persons
    kept = [min(named[one]) if one in actors and len(named.get(one, ())) == 1 else one for one in participants]
    return tuple(sorted(set(kept)))


def _stray(members: Sequence[Candidate]) -> set[str]:
    """Persons whom other accounts put in a state's place than most do, and whom none tells of beside those."""
    votes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    beside: dict[str, set[str]] = defaultdict(set)
    for one in members:
        for state, persons in one.persons.items():
            for person in persons:
                votes[state][person].add(one.origin)
                beside[person] |= persons
    found: set[str] = set()
    for named in votes.values():
        chief = max(sorted(named), key=lambda person: len(named[person]))
        most = len(named[chief])
        found |= {
            person
            for person, held in named.items()
            if (most >= 3 and len(held) == 1) or (most > len(held) and chief not in beside[person])
        }
    return found


def _party(actor: Actor) -> str:
    return actor.state or actor.id


def _place(members: Sequence[Candidate], lexicon: Lexicon) -> Place | None:
    """The place most origins give, a town before the state it lies in."""
    votes: dict[tuple[str, str], set[str]] = defaultdict(set)
    places: dict[tuple[str, str], Place] = {}
    for one in members:
        if one.event.place is not None:
            key = (one.event.place.name.casefold(), one.event.place.state or "")
            votes[key].add(one.origin)
            places.setdefault(key, one.event.place)
    if not votes:
        return None
    own = lexicon.states
    towns = {key: held for key, held in votes.items() if not _is_state(places[key], own)} or votes
    return places[min(towns, key=lambda key: (-len(towns[key]), places[key].lat is None, key))]


def _is_state(place: Place, states: Mapping[str, State]) -> bool:
    """Whether a place is only the state itself."""
    state = states.get(place.state or "")
    return state is not None and place.name.casefold() in {name.casefold() for name in (state.name, *state.names)}


def _status(members: Sequence[Candidate]) -> tuple[EncounterStatus, Reason]:
    """The status by the newest articles that tell one; held outranks planned on equal days."""
    latest: dict[str, str] = {}
    votes: Counter[str] = Counter()
    for one in members:
        printed = published_days(one.article)
        day = printed[1].isoformat() if printed else ""
        latest[one.status] = max(latest.get(one.status, ""), day)
        votes[one.status] += 1
    if {"held", "ongoing"} & latest.keys():
        return _after_status(latest, votes)
    order = ("cancelled", "denied", "planned", "alleged")
    status = max(order, key=lambda name: (name in latest, latest.get(name, ""), -order.index(name)))
    return _named(status), Reason(name="status", weight=float(votes[status]), detail=f"latest told as {status}")


def _after_status(latest: Mapping[str, str], votes: Mapping[str, int]) -> tuple[EncounterStatus, Reason]:
    status = "held" if "held" in latest else "ongoing"
    other = "denied" if votes.get("denied", 0) > votes.get("held", 0) + votes.get("ongoing", 0) else None
    cancelled = latest.get("cancelled", "") > max(latest.get("held", ""), latest.get("ongoing", ""))
    if other or cancelled:
        status = other or "cancelled"
    return _named(status), Reason(name="status", weight=float(votes.get(status, 0)), detail=f"told as {status}")


def _named(status: str) -> EncounterStatus:
    return _STATUSES.get(status, "alleged")


_STATUSES: Mapping[str, EncounterStatus] = {
    "held": "held",
    "ongoing": "ongoing",
    "planned": "planned",
    "cancelled": "cancelled",
    "denied": "denied",
}


def _confidence(members: Sequence[Candidate], status: str) -> float:
    """One minus the chance that every origin's best mention is wrong; an invitation alone stays below .5.

    What an article would not be shown for by itself counts for less: the same turn of phrase may mislead in each.
    """
    best: dict[str, float] = {}
    for one in members:
        best[one.origin] = max(best.get(one.origin, 0.0), _sureness(one))
    wrong = 1.0
    for confidence in best.values():
        wrong *= 1 - (0.95 if confidence >= SURE else HIDDEN) * confidence
    sure = min(0.98, 1 - wrong)
    if status == "planned" and all(one.invited or one.event.status == "possible" for one in members):
        sure = min(sure, INVITED)
    if status == "planned" and not any(one.event.confidence >= SURE or one.precise for one in members):
        # three articles that say "they will talk again" tell of no more than one does
        sure = min(sure, INVITED)
    return round(sure, 4)


def _sureness(one: Candidate) -> float:
    """How sure a mention is, given what other articles say of its people: two strangers are ministers of two states."""
    sure = one.event.confidence
    states = [state for state in one.states if len(state) == 3 and state.isupper()]
    open_ = any(reason.name == "contact" and reason.weight in STATELESS for reason in one.event.reasons)
    return max(sure, KNOWN_SIDES) if len(states) > 1 and open_ and one.status != "planned" else sure


def _evidence(members: Sequence[Candidate]) -> tuple[Evidence, ...]:
    """The words of the mentions: of each article its first, then the others while there is room."""
    told: dict[str, list[Candidate]] = defaultdict(list)
    # what is only hoped for stands behind what is planned or told
    for one in sorted(members, key=lambda c: (c.article.id, c.event.status == "possible", c.event.trigger)):
        told[one.article.id].append(one)
    turns = [(turn, _rows(one)) for own in told.values() for turn, one in enumerate(own) if not turn or _plain(one)]
    found: set[Evidence] = set()
    for turn, rows in sorted(turns, key=lambda row: row[0]):
        if not turn or (turn < TELLINGS and len(found | rows) <= EVIDENCE):
            found |= rows
    return tuple(sorted(found)[:EVIDENCE])


def _plain(one: Candidate) -> bool:
    """Whether a further mention is shown beside the first: not what is hoped for or unsure."""
    return one.event.status != "possible" and one.event.confidence >= SURE


def _rows(one: Candidate) -> set[Evidence]:
    place = Evidence(article=one.article.id, span=one.event.trigger, quote=one.event.trigger.of(one.article.text))
    return set(one.event.evidence) or {place}


def _reasons(group: Group, mentions: Mentions) -> tuple[Reason, ...]:
    """Why its mentions are one: the parts of the score between the first and its likest other."""
    if len(group) < 2:
        return (Reason(name="mention", weight=mentions.of[group[0]].event.confidence, detail="told once"),)
    best = max((mentions.compare(group[0], other) for other in group[1:9]), key=lambda found: found.score)
    return best.reasons
