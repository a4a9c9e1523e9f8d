"""Digests to the linked record: every kind in its order. Pure: no files, no clock, no chance.

Order of input changes nothing: digests are sorted by article id before anything else happens.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from memcon.lexicon.lexicon import Lexicon
from memcon.link.actors import as_merged, joined_actors, profiles_of, split_apart, split_ids
from memcon.link.acts import states_of
from memcon.link.answers import link_asks
from memcon.link.claims import group_claims
from memcon.link.contact_sides import of_states
from memcon.link.copies import copies_among, copies_apart, find_origins
from memcon.link.copy_candidates import Sketch, sketch_of
from memcon.link.copy_texts import copy_text
from memcon.link.decided import Prepared, after_linking
from memcon.link.differences import Compared, compare_accounts
from memcon.link.encounters import find_encounters
from memcon.link.events import merge_events
from memcon.link.outcomes import link_forecasts
from memcon.link.pairings import Pairings
from memcon.link.profiles import Profile
from memcon.link.relations import find_relations
from memcon.link.rest import NOTHING_ELSE, Rest
from memcon.link.rewording import rewording_scores
from memcon.link.sentences import Sentences
from memcon.link.stories import find_stories
from memcon.model.actor import Actor
from memcon.model.decision import Decision
from memcon.model.digest import Digest
from memcon.model.link import ArticleLinks, Copy, Linked

SELDOM = (50_000, 20, 100)
"""Thresholds of the garbage collector while much is linked: a look at all that lives costs seconds of a large pile."""
SETTLED = ("actors", "statements", "events", "encounters", "differences", "copies", "stories")
"""Kinds that decisions are applied to before asks, forecasts and relations follow from them."""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A pile linked: its lines, which of them analysts rejected, and what is kept so that a part can be linked anew."""

    linked: Linked
    rejected: frozenset[tuple[str, str]]
    pile: Sequence[Digest]
    sketches: Sequence[Sketch]
    profiles: Mapping[str, Profile]
    renamed: Mapping[str, str]
    merged: Mapping[str, Actor]
    sentences: Sentences


def link(digests: Iterable[Digest], *, lexicon: Lexicon, pairings: Pairings | None = None) -> Linked:
    """Everything that can be said across articles, from `digests` and the analysts' `pairings`."""
    prepared = Prepared(digests=tuple(digests), pairings=pairings or Pairings(), removed={})
    return link_decided(prepared, (), lexicon=lexicon, known={}).linked


@contextmanager
def seldom_collected() -> Iterator[None]:
    """While it lasts, garbage in circles is looked for seldom: a pile of digests is all that there is, and it stays."""
    before = gc.get_threshold()
    if gc.isenabled() and 0 < before[0] < SELDOM[0]:
        gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@seldom_collected()
def link_decided(
    prepared: Prepared, decisions: Sequence[Decision], *, lexicon: Lexicon, known: Mapping[str, Actor],
    judging: bool = True,
) -> Whole:  # fmt: skip
    """Everything that can be said across articles, decisions on lines applied.

    Without `judging` no head is asked about pairs of tellings: of large piles that alone takes as long as all the rest.
    What answers an ask, decides a forecast or moves a relation is what stands after the decisions.
    """
    pile: Sequence[Digest] = sorted(prepared.digests, key=lambda digest: digest.article.id)
    pairings = prepared.pairings
    reworded = rewording_scores(pile)
    sketches = [sketch_of(copy_text(digest)) for digest in pile]
    copies = copies_among(pile, sketches, lexicon=lexicon, reworded=reworded)
    # what an analyst accepted counts as a copy, as the record has it when a part is linked
    told, _ = after_linking(Linked(copies=copies), _on_copies(decisions), removed={}, known=known)
    standing = copies_apart(told.copies, pairings)
    origins = find_origins(pile, standing)
    pile = [split_apart(digest, split_ids(pairings)) for digest in pile]
    profiles = profiles_of(pile, prepared.added)
    renamed, merged = joined_actors(profiles, lexicon=lexicon, pairings=pairings)
    pile = as_merged(pile, renamed, merged)
    actors = tuple(merged[key] for key in sorted(merged))
    linked = link_accounts(
        pile, actors, copies=standing, origins=origins, pairings=pairings, lexicon=lexicon, judging=judging
    )
    story_of = {article: story.id for story in linked.stories for article in story.articles}
    settled, rejected = after_linking(
        replace(linked, copies=copies),
        [decision for decision in decisions if decision.kind in SETTLED],
        removed={kind: lines for kind, lines in prepared.removed.items() if kind in SETTLED},
        known=known,
    )
    sentences = Sentences(pile, states_of(pile), lexicon)
    lines = link_ledger(
        pile, settled, rejected, origins=origins, pairings=pairings, lexicon=lexicon, sentences=sentences
    )
    lines = replace(lines, relations=find_relations(_standing("events", settled, rejected), actors, origins=origins))
    lines, more = after_linking(
        lines,
        [decision for decision in decisions if decision.kind not in SETTLED],
        removed={kind: lines for kind, lines in prepared.removed.items() if kind not in SETTLED},
        known=known,
    )
    articles = tuple(
        ArticleLinks(
            article=digest.article.id,
            origin=origins[digest.article.id],
            story=story_of.get(digest.article.id),
            machine_reworded=reworded[digest.article.id],
        )
        for digest in pile
    )
    return Whole(
        linked=replace(lines, articles=articles), rejected=rejected | more, pile=pile, sketches=sketches,
        profiles=profiles, renamed=renamed, merged=merged, sentences=sentences,
    )  # fmt: skip


def _on_copies(decisions: Iterable[Decision]) -> list[Decision]:
    return [decision for decision in decisions if decision.kind == "copies"]


def link_accounts(
    pile: Sequence[Digest],
    actors: Sequence[Actor],
    *,
    copies: Sequence[Copy],
    origins: Mapping[str, str],
    pairings: Pairings,
    lexicon: Lexicon,
    within: Set[str] | None = None,
    known: Compared | None = None,
    judging: bool = True,
) -> Linked:
    """What articles tell of the same: acts, claims, encounters with their differences, stories.

    With `within` only encounters that one of these articles tells of are compared for differences; `known` has what
    was compared before of the same pile.
    """
    events = merge_events(pile, origins=origins, pairings=pairings)
    statements = group_claims(pile, origins=origins, pairings=pairings)
    encounters = find_encounters(pile, events, statements, origins=origins, pairings=pairings, lexicon=lexicon)
    encounters = of_states(encounters, actors)
    statements, encounters, differences = compare_accounts(
        pile, encounters, events, statements, copies=copies, pairings=pairings, lexicon=lexicon, within=within,
        known=known, judging=judging,
    )  # fmt: skip
    stories, _ = find_stories(pile, encounters, copies)
    return Linked(
        actors=tuple(actors), statements=statements, events=events, encounters=encounters, differences=differences,
        stories=stories,
    )  # fmt: skip


def link_ledger(
    pile: Sequence[Digest],
    settled: Linked,
    rejected: frozenset[tuple[str, str]],
    *,
    origins: Mapping[str, str],
    pairings: Pairings,
    lexicon: Lexicon,
    rest: Rest = NOTHING_ELSE,
    sentences: Sentences | None = None,
) -> Linked:
    """Asks with their answers and forecasts with their outcomes, beside what is settled and the `rest` of a record.

    `sentences` are those of the pile, where they are at hand.
    """
    events, encounters = (_standing(kind, settled, rejected) for kind in ("events", "encounters"))
    sentences = sentences or Sentences(pile, states_of(pile), lexicon, rest.naming)
    asks = link_asks(
        pile, events, encounters, origins=origins, pairings=pairings, lexicon=lexicon, sentences=sentences, rest=rest
    )
    forecasts = link_forecasts(
        pile, events, encounters, pairings=pairings, asks=asks, lexicon=lexicon, sentences=sentences, rest=rest
    )
    return replace(settled, asks=asks, forecasts=forecasts)


def _standing(kind: str, linked: Linked, rejected: frozenset[tuple[str, str]]) -> tuple[Any, ...]:
    """Lines of one kind that no analyst rejected."""
    return tuple(line for line in getattr(linked, kind) if (kind, line.id) not in rejected)
