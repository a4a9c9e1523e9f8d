"""Which articles may have a bearing on one another: keys that linking compares lines by, coarse on purpose.

An article that tells of a call of Estonia and Norway on 3 May gets a key for that pair in April and May; so does
every other that tells of a contact of the two in those weeks. Two articles without a common key are never compared,
so a change in one cannot move a line of the other but through a third that both share a key with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from memcon.link.acts import canonical, canonical_text
from memcon.link.claims import keys_said, said_in
from memcon.link.encounter_candidates import INVITED, RECENT, published_days
from memcon.link.encounter_pairs import WIDE
from memcon.link.same_asks import FAMILY, LONGEST
from memcon.link.stories import gist_words, keys_of
from memcon.link.word_weights import word_weights
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.reading import Ask, Event, Forecast
from memcon.model.when import When

FIRST, LAST = date(1985, 1, 1).toordinal(), date(2045, 1, 1).toordinal()
MONTH, SAYING, PRINT = 31, 31, 9
"""Lengths in days of the steps of time that contacts, statements and stories are kept by."""
MOST_STEPS = 16
"""What may lie in more steps than this is kept as if it had no day."""
ASKING = LONGEST.days
"""Asks are kept by steps as long as two tellings of one may lie apart."""
AROUND_CONTACT, AROUND_SAYING, AROUND_PRINT = 9, 22, 5
MOST_PARTIES = 12
ANYTIME = -1


@dataclass(frozen=True, slots=True)
class Reach:
    """Keys that others find an article by (`own`), and keys by which it finds them (`sought`)."""

    own: frozenset[int]
    sought: frozenset[int]


def key_of(*parts: object) -> int:
    """A key as a number of 63 bits, the same everywhere."""
    data = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") >> 1


def actor_key(actor: str) -> int:
    """The key of all articles that name an actor, by the id that their readings give it."""
    return key_of("actor", actor)


def origin_key(origin: str) -> int:
    """The key of all articles of one origin."""
    return key_of("origin", origin)


def claim_key(claim: str) -> int:
    """The key of all articles with a statement of one claim."""
    return key_of("claim", claim)


def reach_of(digest: Digest, *, named: Iterable[str], origin: str) -> Reach:
    """The keys of one article; `named` are the actor ids of its reading, before any was joined with another."""
    states = {actor.id: _state(actor) for actor in digest.actors}
    own: set[int] = {origin_key(origin)}
    sought: set[int] = {origin_key(origin)}
    for event in digest.events:
        found = set(_act(event, states))
        own |= found
        sought |= found
        if event.encounter_kind:
            mine, theirs = _contact(event, digest, states)
            own |= mine
            sought |= theirs
    mine, theirs = _statements(digest)
    own |= mine
    sought |= theirs
    told = _told_of(digest)
    own |= told | ledger_reach(digest).own | {actor_key(one) for one in named}
    return Reach(frozenset(own), frozenset(sought | told))


def ledger_reach(digest: Digest) -> Reach:
    """The keys of an article's asks and forecasts, by which tellings of the same ones and rival asks are found."""
    states = {actor.id: _state(actor) for actor in digest.actors}
    printed = published_days(digest.article)
    own: set[int] = set(forecast_keys(digest.forecasts))
    sought = set(own)
    for ask in digest.asks:
        first, last = _range(ask.when) if ask.when.dated else printed or (None, None)
        parts = list(_ask(ask, states))
        here, known = _steps(first, last, size=ASKING, around=0)
        near, _ = _steps(first, last, size=ASKING, around=ASKING)
        own |= _keys(parts, here)
        sought |= _keys(parts, [*near, ANYTIME] if known else _all_steps(ASKING))
    return Reach(frozenset(own), frozenset(sought))


def pair_keys(states: Iterable[str], since: date | None, within: timedelta) -> set[int]:
    """The keys of contacts of any two of the states from a day on, of one state's where there is only one."""
    wide = sorted(set(states))[:MOST_PARTIES]
    steps, known = _steps(since, since + within if since else None, size=MONTH, around=AROUND_CONTACT)
    if since and not known:
        first = since.toordinal()
        steps = [ANYTIME, *range(first // MONTH, (first + within.days) // MONTH + 1)]
    parts: list[tuple[object, ...]] = [("pair", *pair) for pair in combinations(wide, 2)]
    return _keys(parts, steps if since else _all_steps(MONTH))


def _state(actor: Actor) -> str:
    return actor.state or actor.id


def _steps(first: date | None, last: date | None, *, size: int, around: int) -> tuple[list[int], bool]:
    """The steps of time from `first` to `last`, and whether they are known; an unknown or long time is ANYTIME."""
    if first is None or last is None:
        return [ANYTIME], False
    low, high = (first.toordinal() - around) // size, (last.toordinal() + around) // size
    return (list(range(low, high + 1)), True) if high - low < MOST_STEPS else ([ANYTIME], False)


def _all_steps(size: int) -> list[int]:
    return [ANYTIME, *range(FIRST // size, LAST // size + 1)]


def _keys(parts: Iterable[tuple[object, ...]], steps: Iterable[int]) -> set[int]:
    return {key_of(*part, step) for part in parts for step in steps}


def _range(when: When) -> tuple[date | None, date | None]:
    first = date.fromisoformat(when.earliest) if when.earliest else None
    last = date.fromisoformat(when.latest) if when.latest else None
    return first, last


def _act(event: Event, states: Mapping[str, str]) -> Iterator[int]:
    """Acts of the same states in the same months: what may be one act told twice."""
    kind = "contact" if event.type in ("CONSULT", "AGREE") else event.type
    parties = sorted({states.get(one, one) for one in (*event.source, *event.target)})
    first, last = _range(event.when)
    first, last = first or last, last or first
    if first is None or last is None:
        yield key_of("act", kind, *parties, ANYTIME)
        return
    days = (first - timedelta(days=7), first - timedelta(days=1), last, last + timedelta(days=1))
    for month in sorted({(day.year, day.month) for day in days}):
        yield key_of("act", kind, *parties, *month)


def _contact(event: Event, digest: Digest, states: Mapping[str, str]) -> tuple[set[int], set[int]]:
    absent = set(event.absent)
    parties = {states.get(one, one) for one in (*event.source, *event.target) if one not in absent}
    host = {event.place.state} if event.place and event.place.state else set()
    wide = sorted(parties | host)[:MOST_PARTIES]
    steps, known = _steps(*_contact_days(event, digest), size=MONTH, around=AROUND_CONTACT)
    looked = [*steps, ANYTIME] if known else _all_steps(MONTH)
    pairs: list[tuple[object, ...]] = [("pair", *pair) for pair in combinations(wide, 2)]
    alone: list[tuple[object, ...]] = [("alone", state) for state in sorted(parties)]
    among: list[tuple[object, ...]] = [("among", state) for state in sorted(parties)]
    if event.encounter_kind in WIDE and event.place is not None:
        pairs.append(("town", event.encounter_kind, event.place.name.casefold()))
    if len(parties) > 1:
        return _keys([*pairs, *among], steps), _keys([*pairs, *alone], looked)
    return _keys([*pairs, *alone], steps), _keys([*pairs, *alone, *among], looked)


def _contact_days(event: Event, digest: Digest) -> tuple[date | None, date | None]:
    """Days the contact may have been on, generously: those told, else around the day of print."""
    first, last = _range(event.when)
    printed = published_days(digest.article)
    if event.when.basis != "publication" and first and last and event.encounter_status != "planned":
        return first, last
    if printed is None:
        return first, last
    ahead = INVITED if event.status in ("planned", "possible") or event.encounter_status == "planned" else timedelta()
    low, high = printed[0] - RECENT, printed[1] + ahead
    return (min(low, first), max(high, last)) if first and last else (low, high)


def _statements(digest: Digest) -> tuple[set[int], set[int]]:
    own, sought = set[int](), set[int]()
    weights = word_weights()
    for one in said_in(digest):
        first, last = _range(one.when)
        here, known = _steps(first, last, size=SAYING, around=0)
        near, _ = _steps(first, last, size=SAYING, around=AROUND_SAYING)
        parts: list[tuple[object, ...]] = [("said", *key) for key in keys_said(one, weights)]
        own |= _keys(parts, here)
        sought |= _keys(parts, [*near, ANYTIME] if known else _all_steps(SAYING))
    return own, sought


def _told_of(digest: Digest) -> set[int]:
    """The rarest words of an article in the days around its print: what may be one story."""
    printed = published_days(digest.article)
    if printed is None:
        return set()
    words = keys_of(gist_words(digest))
    low, high = ((day.toordinal()) // PRINT for day in (
        printed[0] - timedelta(days=AROUND_PRINT), printed[1] + timedelta(days=AROUND_PRINT)
    ))  # fmt: skip
    return _keys([("told", word) for word in words], range(low, high + 1))


def _ask(ask: Ask, states: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    """What other tellings of an ask share with it, and what other asks between the two sides do."""
    words = sorted(canonical(ask.subject) | canonical_text(ask.what))
    askers, asked = ({states.get(one, one) for one in side} for side in (ask.asker, ask.asked))
    for state in sorted(askers | asked):
        if ask.form == "invitation" or not words:
            yield ("invitation", state)
        yield from (("ask", state, word) for word in words[:12])
    yield from (("asks", FAMILY[ask.form], *sorted((a, b))) for a in sorted(askers) for b in sorted(asked))


def forecast_keys(forecasts: Iterable[Forecast]) -> Iterator[int]:
    """One key a forecast: only such as are alike in all of this are one."""
    for one in forecasts:
        words = sorted(canonical(one.subject))
        holder = one.holder.actor or one.holder.name
        yield key_of("forecast", holder, one.expects, *one.actors, "", *words, "", one.condition)
