"""Outlets that only a chain of attribution names: actors of the article too.

"Dutch officials told the Gazette that ...": the Gazette is in `via` and becomes an actor of kind outlet.
"""

from __future__ import annotations

from memcon.model.actor import Actor
from memcon.read.page import Page


def cited_outlets(page: Page) -> tuple[Actor, ...]:
    """The page's actors, and after them the outlets that only its statements name, in order of id."""
    known = set(page.actor_of)
    named = {
        party.actor: party.name
        for statement in page.statements
        for party in (statement.speaker, *statement.via, *statement.addressees)
        if party.actor and party.actor not in known
    }
    return (*page.actors, *(_outlet(page, key, named[key]) for key in sorted(named)))


def _outlet(page: Page, key: str, name: str) -> Actor:
    outlet = page.lexicon.outlets.get(key)
    if outlet is None:
        return Actor(id=key, name=name, kind="outlet", sector="MED", confidence=0.5)
    return Actor(id=key, name=outlet.name, kind="outlet", state=outlet.state, sector="MED", basis="lexicon")
