"""Where the accounts of an encounter do not agree, aspect by aspect, with both sides' evidence.

`about 100 trucks` beside `97 trucks` is no difference; `40 trucks` is one of number. What one account
leaves out is an omission: said of its text, never as proof that somebody was silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from memcon.lexicon.lexicon import Lexicon
from memcon.link.difference_acts import act_differences
from memcon.link.difference_claims import claim_differences, outcome_differences
from memcon.link.difference_dates import date_differences
from memcon.link.difference_numbers import number_differences
from memcon.link.difference_omissions import omission_differences
from memcon.link.difference_parties import participant_differences, place_differences
from memcon.link.difference_presence import presence_differences
from memcon.link.difference_reported import reported_differences
from memcon.link.difference_view import View, members_of, views_of
from memcon.link.difference_wording import wording_differences
from memcon.link.encounter_candidates import actors_of
from memcon.link.origins import find_origins
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.link import Copy, Difference, Encounter
from memcon.model.reading import Event, Statement


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
    digests = {digest.article.id: digest for digest in pile}
    members = members_of(pile, events, statements)
    views = views_of(encounters, digests, members, find_origins(pile, copies))
    actors = actors_of(pile)
    states = {name.casefold(): code for code, state in lexicon.states.items() for name in (state.name, *state.names)}
    found: dict[str, Difference] = {}
    for encounter in encounters:
        for one in _observed(encounter, views[encounter.id], actors, states):
            found.setdefault(one.id, one)
    for one in reported_differences(pile, encounters, members):
        found.setdefault(one.id, one)
    return tuple(found[ident] for ident in sorted(found))


def _observed(
    encounter: Encounter, views: Sequence[View], actors: Mapping[str, Actor], states: Mapping[str, str]
) -> Iterable[Difference]:
    yield from date_differences(encounter, views)
    yield from place_differences(encounter, views, states)
    yield from participant_differences(encounter, views, actors)
    yield from presence_differences(encounter, views, actors)
    yield from number_differences(encounter, views)
    yield from act_differences(encounter, views, actors, states)
    yield from outcome_differences(encounter, views)
    state_of = {actor.id: actor.state for actor in actors.values()}
    yield from wording_differences(encounter, views, state_of)
    yield from claim_differences(encounter, views, state_of)
    yield from omission_differences(encounter, views)
