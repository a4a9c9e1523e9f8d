"""Outlets that only a chain of attribution names: actors of the article too.

"Dutch officials told the Gazette that ...": the Gazette is in `via` and becomes an actor of kind outlet.
"""

from __future__ import annotations

from datetime import date

from memcon.model.actor import Actor
from memcon.read.page import Page


def cited_outlets(page: Page) -> tuple[Actor, ...]:
    """The page's actors, and after them the outlets and holders of seats that only its statements name, by id."""
    known = set(page.actor_of)
    named = {
        party.actor: party.name
        for statement in page.statements
        for party in (statement.speaker, *statement.via, *statement.addressees)
        if party.actor and party.actor not in known
    }
    people = page.lexicon.persons
    return (*page.actors, *(_person(page, k) if k in people else _outlet(page, k, named[k]) for k in sorted(named)))


def _person(page: Page, key: str) -> Actor:
    """A person whom no word of the article names: "THE PRESIDENT" in a transcript of the seat that issued it."""
    published = (page.article.published or "")[:10]
    on = date.fromisoformat(published) if len(published) == 10 else None
    held = page.lexicon.tenures(key, on=on)
    name = page.lexicon.persons[key].name
    if not held:
        return Actor(id=key, name=name, kind="person", basis="lexicon", confidence=0.8)
    return Actor(id=key, name=name, kind="person", state=held[-1].state, sector="GOV",
                 office=held[-1].office.replace("_", " "), basis="lexicon", confidence=0.8)  # fmt: skip


def _outlet(page: Page, key: str, name: str) -> Actor:
    outlet = page.lexicon.outlets.get(key)
    if outlet is None:
        return Actor(id=key, name=name, kind="outlet", sector="MED", confidence=0.5)
    return Actor(id=key, name=outlet.name, kind="outlet", state=outlet.state, sector="MED", basis="lexicon")
