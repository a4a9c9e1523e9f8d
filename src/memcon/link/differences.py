"""Where the accounts of an encounter do not agree, aspect by aspect, with both sides' evidence.

`about 100 trucks` beside `97 trucks` is no difference; `40 trucks` is one of number. What one account
leaves out is an omission: said of its text, never as proof that somebody was silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from memcon.lexicon.lexicon import Lexicon
from memcon.link.difference_acts import act_differences
from memcon.link.difference_attendance import attendance_differences
from memcon.link.difference_claims import claim_differences, outcome_differences
from memcon.link.difference_dates import date_differences
from memcon.link.difference_numbers import number_differences
from memcon.link.difference_omissions import omission_differences
from memcon.link.difference_parties import Places, participant_differences, place_differences
from memcon.link.difference_presence import presence_differences
from memcon.link.difference_reported import reported_differences
from memcon.link.difference_retold import retold_differences
from memcon.link.difference_tellings import telling_differences
from memcon.link.difference_view import SURE, View, members_of, views_of, with_claims
from memcon.link.difference_wording import wording_differences
from memcon.link.encounter_candidates import actors_of
from memcon.link.origins import find_origins
from memcon.link.pairings import Pairings
from memcon.link.telling_align import MOST_VIEWS, Match, align, matches_of
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.link import Copy, Difference, Encounter
from memcon.model.reading import Event, Statement
from memcon.model.span import Span

Compared = dict[tuple[Any, ...], Sequence[Match]]
"""What was found to be of one matter, by what was compared: linking a part goes over the same encounters in rounds."""


def find_differences(
    pile: Sequence[Digest],
    encounters: Sequence[Encounter],
    events: Sequence[Event],
    statements: Sequence[Statement],
    *,
    copies: Sequence[Copy],
    lexicon: Lexicon,
) -> tuple[Difference, ...]:
    """All differences, observed and reported, sorted by id."""
    views = _laid_open(pile, encounters, events, statements, copies=copies, within=None)
    matches = _matches(encounters, views, lexicon)
    return _found(pile, encounters, events, statements, views=views, matches=matches, lexicon=lexicon)


def compare_accounts(
    pile: Sequence[Digest],
    encounters: Sequence[Encounter],
    events: Sequence[Event],
    statements: Sequence[Statement],
    *,
    copies: Sequence[Copy],
    pairings: Pairings,
    lexicon: Lexicon,
    within: Set[str] | None = None,
    known: Compared | None = None,
    judging: bool = True,
) -> tuple[tuple[Statement, ...], tuple[Encounter, ...], tuple[Difference, ...]]:
    """The statements with the claims that accounts share, the encounters with what accounts tell of these in their own
    voice, and all differences; accounts are compared only where one of `within` is among them (None: everywhere).
    `known` has what was compared before of the same digests, and takes what is compared now; without `judging` the
    words of tellings alone say whether they are of one matter."""
    views = _laid_open(pile, encounters, events, statements, copies=copies, within=within)
    matches = _matches(encounters, views, lexicon, known, judging=judging)
    statements, encounters = align(encounters, matches, statements, pairings=pairings)
    views = with_claims(views, statements)
    found = _found(pile, encounters, events, statements, views=views, matches=matches, lexicon=lexicon)
    return statements, encounters, found


def _found(
    pile: Sequence[Digest],
    encounters: Sequence[Encounter],
    events: Sequence[Event],
    statements: Sequence[Statement],
    *,
    views: Mapping[str, tuple[View, ...]],
    matches: Mapping[str, Sequence[Match]],
    lexicon: Lexicon,
) -> tuple[Difference, ...]:
    actors = actors_of(pile)
    state_of = {actor.id: actor.state for actor in actors.values()}
    states = {name.casefold(): code for code, state in lexicon.states.items() for name in (state.name, *state.names)}
    found: dict[str, Difference] = {}
    for encounter in encounters:
        if encounter.id in views:
            told = matches.get(encounter.id, ())
            observed = _observed(encounter, views[encounter.id], actors, states, state_of, told, lexicon.place)
            for one in _each_once(observed):
                found.setdefault(one.id, one)
    for one in reported_differences(pile, encounters, members_of(pile, events, statements)):
        found.setdefault(one.id, one)
    return tuple(found[ident] for ident in sorted(found))


def _laid_open(
    pile: Sequence[Digest],
    encounters: Sequence[Encounter],
    events: Sequence[Event],
    statements: Sequence[Statement],
    *,
    copies: Sequence[Copy],
    within: Set[str] | None,
) -> Mapping[str, tuple[View, ...]]:
    """By encounter the accounts of those that one of `within` tells of (None: of all), laid open for comparing."""
    digests = {digest.article.id: digest for digest in pile}
    looked = [one for one in encounters if within is None or any(a.article in within for a in one.accounts)]
    return views_of(looked, digests, members_of(pile, events, statements), find_origins(pile, copies))


def _matches(
    encounters: Sequence[Encounter], views: Mapping[str, Sequence[View]], lexicon: Lexicon,
    known: Compared | None = None, *, judging: bool = True,
) -> Mapping[str, Sequence[Match]]:  # fmt: skip
    """The tellings of one matter in the accounts of each encounter, by its id."""
    found: dict[str, Sequence[Match]] = {}
    for one in encounters:
        told = views.get(one.id, ())
        if len(told) > 1:
            key = (one.participants, *(_compared(view) for view in told[:MOST_VIEWS]))
            before = known.get(key) if known is not None else None
            found[one.id] = matches_of(one, told, lexicon, judging=judging) if before is None else before
            if known is not None:
                known[key] = found[one.id]
    return found


def _compared(view: View) -> tuple[str, str, tuple[Span, ...], tuple[Span, ...]]:
    """What comparing takes of an account beside its article: its origin, where its sentences and events stand."""
    return view.article, view.origin, tuple(one.span for one in view.told), tuple(one.trigger for one in view.events)


def _each_once(observed: Iterable[Difference]) -> Iterable[Difference]:
    """The differences without those that rest on the same words of the same accounts as a surer one of their aspect."""
    kept: list[Difference] = []
    # a result that one has and another denies says more than that their words exclude each other
    for one in sorted(observed, key=lambda d: (d.aspect != "outcome" or d.confidence < SURE, -d.confidence, d.id)):
        if not any(_twins(one, other) for other in kept):
            kept.append(one)
    return kept


_KIN = frozenset({"claim", "outcome"})
"""Aspects between which the words often leave the choice: what is kept is the surer."""


def _twins(one: Difference, other: Difference) -> bool:
    if one.aspect != other.aspect and not {one.aspect, other.aspect} <= _KIN:
        return False
    if one.aspect in ("number", "omission", "wording"):
        # two numbers of one sentence, two things left out, are two differences
        return [side.value for side in one.sides] == [side.value for side in other.sides]
    mine, theirs = ({row.article for row in d.evidence} for d in (one, other))
    if len(mine) < 2 or mine != theirs:
        return False
    return all(
        any(a.article == b.article and a.span.overlaps(b.span) for a in one.evidence for b in other.evidence
            if a.article == article)
        for article in mine
    )  # fmt: skip


def _observed(
    encounter: Encounter, views: Sequence[View], actors: Mapping[str, Actor], states: Mapping[str, str],
    state_of: Mapping[str, str | None], matches: Sequence[Match], places: Places,
) -> Iterable[Difference]:  # fmt: skip
    yield from date_differences(encounter, views, places)
    yield from place_differences(encounter, views, states, places)
    yield from participant_differences(encounter, views, actors)
    yield from presence_differences(encounter, views, actors)
    yield from attendance_differences(encounter, views)
    yield from number_differences(encounter, views)
    yield from act_differences(encounter, views, actors, states)
    yield from outcome_differences(encounter, views)
    yield from wording_differences(encounter, views, state_of)
    yield from claim_differences(encounter, views, state_of)
    yield from telling_differences(encounter, views, matches)
    yield from retold_differences(encounter, views, matches, places)
    yield from omission_differences(encounter, views)
