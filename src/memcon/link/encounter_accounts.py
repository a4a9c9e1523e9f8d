"""What each article says of an encounter: the statements made at it and the events told of it.

`Roos called Lie on Friday. "We stand together," Roos told him. On Monday she had met the king.`:
the statement stands beside the call and a participant makes it, so it belongs to the call's account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from memcon.link.encounter_candidates import Candidate, sentence_index
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.link import Account
from memcon.model.reading import Statement

BESIDE = 2
"""A statement within so many sentences of the mention is taken as made there when a participant makes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One article's mentions of one encounter."""

    number: int
    sentences: tuple[int, ...]
    actors: frozenset[str]
    states: frozenset[str]
    days: tuple[tuple[date, date], ...]
    ahead: bool


def accounts_of(
    encounters: Sequence[Sequence[Candidate]],
    pile: Sequence[Digest],
    *,
    linked: Mapping[str, str],
    actors: Mapping[str, Actor],
) -> list[tuple[Account, ...]]:
    """For each encounter its accounts, sorted by article."""
    digests = {digest.article.id: digest for digest in pile}
    told: dict[str, list[tuple[_Told, list[Candidate]]]] = defaultdict(list)
    for number, members in enumerate(encounters):
        days = tuple(sorted({(m.first, m.last) for m in members if m.precise and m.first and m.last}))
        for article, own in _by_article(members).items():
            told[article].append((_told(number, members, own, days), own))
    found: list[list[Account]] = [[] for _ in encounters]
    for article in sorted(told):
        said = _statements(digests[article], [one for one, _ in told[article]], actors)
        for one, own in told[article]:
            events = tuple(sorted({linked.get(m.id, m.id) for m in own}))
            found[one.number].append(Account(article=article, statements=said[one.number], events=events))
    return [tuple(accounts) for accounts in found]


def _by_article(members: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in members:
        found[one.article.id].append(one)
    return found


def _told(
    number: int, members: Sequence[Candidate], own: Sequence[Candidate], days: tuple[tuple[date, date], ...]
) -> _Told:
    return _Told(
        number=number,
        sentences=tuple(sorted({one.sentence for one in own})),
        actors=frozenset(actor for one in members for actor in one.attended),
        states=frozenset(state for one in members for state in one.states),
        days=days,
        ahead=not any(one.after for one in own),
    )


def _statements(digest: Digest, told: Sequence[_Told], known: Mapping[str, Actor]) -> dict[int, tuple[str, ...]]:
    starts = [sentence.span.start for sentence in digest.sentences]
    actors = {one.id: known[one.id].state or one.id for one in digest.actors}
    kinds = {one.id: known[one.id].kind for one in digest.actors}
    found: dict[int, list[str]] = {one.number: [] for one in told}
    for statement in digest.statements:
        best = _place_of(statement, told, starts, actors, kinds)
        if best is not None:
            found[best].append(statement.id)
    return {number: tuple(sorted(ids)) for number, ids in found.items()}


def _place_of(
    statement: Statement,
    told: Sequence[_Told],
    starts: Sequence[int],
    states: Mapping[str, str],
    kinds: Mapping[str, str],
) -> int | None:
    """The encounter that a statement was made at, None when it was made elsewhere or nobody can tell."""
    speaker = statement.speaker.actor
    if speaker is None or not statement.content:
        return None
    index = sentence_index(starts, statement.content[0].start)
    last = _told_last(index, told)
    fits = []
    for one in told:
        if not _takes_part(speaker, one, states, kinds) or not _day_fits(statement, one):
            continue
        distance = min(abs(index - at) for at in one.sentences)
        addressed = any(states.get(p.actor or "") in one.states for p in statement.addressees)
        there = addressed or _same_day(statement, one) or one.number == last
        there = there or (len(told) == 1 and speaker in one.actors)
        if distance <= BESIDE or (there and not one.ahead):
            # nothing was said yet at what is still to come: what is said of it was said at the contact before
            fits.append((one.ahead, distance, one.number))
    return min(fits)[2] if fits else None


def _told_last(index: int, told: Sequence[_Told]) -> int | None:
    """The encounter that the article named last before a sentence, or in it."""
    before = [(at, -one.number) for one in told for at in one.sentences if at <= index]
    return -max(before)[1] if before else None


def _takes_part(speaker: str, one: _Told, states: Mapping[str, str], kinds: Mapping[str, str]) -> bool:
    if speaker in one.actors:
        return True
    # a ministry or the state itself speaks for its people there; another person of that state does not
    return states.get(speaker) in one.states and kinds.get(speaker) in ("state", "organisation")


def _days(statement: Statement) -> tuple[date, date] | None:
    when = statement.when
    if when.earliest is None or when.latest is None or when.basis == "publication":
        return None
    return date.fromisoformat(when.earliest), date.fromisoformat(when.latest)


def _day_fits(statement: Statement, one: _Told) -> bool:
    days = _days(statement)
    if days is None or not one.days:
        return True
    return any(days[0] <= last and first <= days[1] for first, last in one.days)


def _same_day(statement: Statement, one: _Told) -> bool:
    days = _days(statement)
    return days is not None and (days[1] - days[0]).days <= 1 and bool(one.days) and _day_fits(statement, one)
