"""Which articles tell of what changed articles tell: not those that share a key, but those with a line that pairs.

A new article has "grain quotas" in a statement of Estonia's; a hundred others of these two months have one of the
words, and two of them a statement that linking holds to be nearly the same. Only the two can move with it. Pairs are
scored as linking scores them, or higher where linking would know more of them (shared claims, one origin): a pair that
linking makes is never missing here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from memcon.link.claims import NEVER, WINDOW, Said, days_said, keys_said, said_in
from memcon.link.claims import sameness as same_claim
from memcon.link.encounter_candidates import Candidate, candidates_of
from memcon.link.encounter_groups import NEXT
from memcon.link.encounter_pairs import SAME, compare, gathering
from memcon.link.encounter_witnesses import LEAST_SHARED, SAME_WORDS
from memcon.link.events import JOIN, Told, blocks, tell
from memcon.link.events import sameness as same_act
from memcon.link.similarity import jaccard
from memcon.link.stories import SIMILAR, Gist, alike, gist_of, keys_of
from memcon.link.word_weights import word_weights
from memcon.model.digest import Digest

AROUND = timedelta(days=16)
"""Contacts whose days lie farther apart are never compared (a vague one and a group within its days, and some)."""
HALF = 0.5
"""What of the likeness needed is asked for where a whole group, not one statement, may be what it is compared with."""
EVERY_CLAIM = frozenset({"one", "two"})
"""Claims given to both of two contacts, which count as if all that was said at them were the same."""


@dataclass(frozen=True)
class Lines:
    """What some articles tell, by what it is looked up by."""

    claims: Mapping[Hashable, Sequence[Said]]
    acts: Mapping[Hashable, Sequence[Told]]
    contacts: Mapping[Hashable, Sequence[Candidate]]
    stories: Mapping[str, Sequence[Gist]]


def lines_of(pile: Iterable[Digest]) -> Lines:
    """The lines of changed articles, whose actors are joined."""
    weights = word_weights()
    claims: dict[Hashable, list[Said]] = defaultdict(list)
    acts: dict[Hashable, list[Told]] = defaultdict(list)
    contacts: dict[Hashable, list[Candidate]] = defaultdict(list)
    stories: dict[str, list[Gist]] = defaultdict(list)
    for digest in pile:
        for one in said_in(digest):
            for key in keys_said(one, weights):
                claims[key].append(one)
        for block, found in blocks(tell([digest], {})).items():
            acts[block] += found
        for contact in _contacts(digest):
            for party in _parties(contact):
                contacts[party].append(contact)
        gist = gist_of(digest)
        for word in _rarest(gist):
            stories[word].append(gist)
    return Lines(claims, acts, contacts, stories)


def pairs(lines: Lines, digest: Digest) -> bool:
    """Whether an article, its actors joined, has a line that pairs with one of the lines."""
    return (
        _in_story(lines, digest) or _in_acts(lines, digest) or _in_contacts(lines, digest) or _in_claims(lines, digest)
    )


T = TypeVar("T")


def _once(found: Iterable[T]) -> Iterator[T]:
    seen: set[int] = set()
    for one in found:
        if id(one) not in seen:
            seen.add(id(one))
            yield one


def _in_claims(lines: Lines, digest: Digest) -> bool:
    weights = word_weights()
    for one in said_in(digest):
        for other in _once(other for key in keys_said(one, weights) for other in lines.claims.get(key, ())):
            if _days_meet(one, other) and same_claim(one, other, weights) >= HALF:
                return True
            if one.speaker == other.speaker and one.negative != other.negative and _turned(one, other):
                return True
    return False


def _days_meet(one: Said, other: Said) -> bool:
    """Whether two statements are near enough in time to be compared."""
    (first, last), (begun, over) = days_said(one.when), days_said(other.when)
    return NEVER in (first, begun) or max(first - over, begun - last) <= WINDOW


def _turned(one: Said, other: Said) -> bool:
    """Whether the words of one are those of the other, with or without a "not"."""
    mine, theirs = set(one.stems), set(other.stems)
    return len(mine & theirs) >= LEAST_SHARED - 1 and jaccard(mine, theirs) >= HALF * SAME_WORDS


def _in_acts(lines: Lines, digest: Digest) -> bool:
    found = blocks(tell([digest], {}))
    return any(same_act(one, other) >= JOIN for key in found if key in lines.acts
               for one in found[key] for other in lines.acts[key])  # fmt: skip


def _contacts(digest: Digest) -> Iterator[Candidate]:
    actors = {actor.id: actor for actor in digest.actors}
    for one in candidates_of(digest, actors=actors, statements={}, origins={}):
        yield replace(one, claims=EVERY_CLAIM)


def _parties(one: Candidate) -> list[Hashable]:
    """Who may meet there, and of a gathering of many its town."""
    return [*sorted(one.states | {one.host} if one.host else one.states), *filter(None, [gathering(one)])]


def _in_contacts(lines: Lines, digest: Digest) -> bool:
    for one in _contacts(digest):
        for other in _once(other for party in _parties(one) for other in lines.contacts.get(party, ())):
            if not _apart(one, other):
                to_come = NEXT if one.status == other.status == "planned" else 0.0
                if compare(one, other, linked=True).score + to_come >= SAME:
                    return True
    return False


def _apart(one: Candidate, other: Candidate) -> bool:
    """Whether the days of two contacts are known and too far apart to be compared."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return max(one.first - other.last, other.first - one.last) > AROUND


def _rarest(gist: Gist) -> list[str]:
    return keys_of(gist.stems) if gist.first else []


def _in_story(lines: Lines, digest: Digest) -> bool:
    gist, weights = gist_of(digest), word_weights()
    found = _once(other for word in _rarest(gist) for other in lines.stories.get(word, ()))
    return any(alike(gist, other, weights) >= SIMILAR for other in found)
