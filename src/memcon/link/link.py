"""Digests to the linked record: every kind in its order. Pure: no files, no clock, no chance.

Order of input changes nothing: digests are sorted by article id before anything else happens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from memcon.lexicon.lexicon import Lexicon
from memcon.link.actors import merge_actors
from memcon.link.answers import link_asks
from memcon.link.claims import group_claims
from memcon.link.contact_sides import of_states
from memcon.link.copies import find_copies, find_origins
from memcon.link.differences import find_differences
from memcon.link.encounters import find_encounters
from memcon.link.events import merge_events
from memcon.link.outcomes import link_forecasts
from memcon.link.pairings import Pairings
from memcon.link.relations import find_relations
from memcon.link.rewording import rewording_scores
from memcon.link.stories import find_stories
from memcon.model.digest import Digest
from memcon.model.link import ArticleLinks, Linked


def link(digests: Iterable[Digest], *, lexicon: Lexicon, pairings: Pairings | None = None) -> Linked:
    """Everything that can be said across articles, from `digests` and the analysts' `pairings`."""
    pile: Sequence[Digest] = sorted(digests, key=lambda digest: digest.article.id)
    pairings = pairings or Pairings()
    reworded = rewording_scores(pile)
    copies = find_copies(pile, lexicon=lexicon, reworded=reworded)
    origins = find_origins(pile, copies)
    pile, actors = merge_actors(pile, lexicon=lexicon, pairings=pairings)
    events = merge_events(pile, origins=origins, pairings=pairings)
    statements = group_claims(pile, origins=origins, pairings=pairings)
    encounters = find_encounters(pile, events, statements, origins=origins, pairings=pairings, lexicon=lexicon)
    encounters = of_states(encounters, actors)
    differences = find_differences(pile, encounters, events, statements, copies=copies, lexicon=lexicon)
    asks = link_asks(pile, events, encounters, origins=origins, pairings=pairings, lexicon=lexicon)
    forecasts = link_forecasts(pile, events, encounters, pairings=pairings)
    relations = find_relations(events, actors, origins=origins)
    stories, story_of = find_stories(pile, encounters, copies)
    articles = tuple(
        ArticleLinks(
            article=digest.article.id,
            origin=origins[digest.article.id],
            story=story_of.get(digest.article.id),
            machine_reworded=reworded[digest.article.id],
        )
        for digest in pile
    )
    return Linked(
        actors=actors, articles=articles, statements=statements, events=events, encounters=encounters,
        differences=differences, asks=asks, forecasts=forecasts, copies=copies, relations=relations,
        stories=stories,
    )  # fmt: skip
