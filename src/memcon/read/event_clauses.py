"""Whom a clause is about where no slot of its verb names them: "demanded that Chad free the crew".

The complement's subject goes first, else the first actor below the verb, within the clause's own branches.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from memcon.read.event_actors import NOBODY, Parties, by_place, of_mention, parties_of, stateless
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import child, is_verb
from memcon.read.event_slots import by_prep
from memcon.read.page import Page

PRUNED = frozenset({"parataxis", "relcl", "nsubj", "nsubjpass", "csubj", "appos", "punct", "cc"})


def with_whom(page: Page, frame: Frame) -> Parties:
    """The actors after a frame's "with"."""
    return by_prep(page, [frame.head, frame.thing, frame.verb], ("with", "alongside"))


def asked_of(page: Page, frame: Frame, exclude: tuple[str, ...]) -> Parties:
    """Who a demanded clause is about: the subject of "demanded that Chad free the crew"."""
    verb = frame.anchor
    for clause in (*verb.children, *frame.head.children):
        if clause.dep_ in ("ccomp", "xcomp", "acomp") and clause.i > verb.i:
            subject = child(clause, "nsubj", "nsubjpass")
            found = parties_of(page, subject).without(exclude)
            if found:
                return found
    return NOBODY


def same_side(page: Page, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The actors and all others of the page that belong to their states."""
    states = {known.state for actor in actors if (known := page.actor_of.get(actor)) is not None and known.state}
    return (*actors, *sorted(other.id for other in page.actors if other.state in states and other.id not in actors))


def beneath_clause(page: Page, frame: Frame, exclude: tuple[str, ...]) -> Parties:
    """Whom a clause is about when no slot names them: its complement's subject, else the first actor below the verb."""
    outward = frame.row.type in ("THREATEN", "AGREE")
    own_side = same_side(page, exclude) if outward else exclude
    named = asked_of(page, frame, own_side)
    if outward and stateless(page, named):
        named = NOBODY
    if named or frame.row.type in SHALLOW:
        return named
    return _first_below(page, frame.anchor, exclude, places=frame.row.type in AT_HOME)


SHALLOW = frozenset({"SUPPORT"})
"""Acts on an abstract thing, whose owner is the target or nobody is."""

AT_HOME = frozenset({"COERCE", "CONCEDE", "PROTEST", "THREATEN"})
"""Acts whose target may be the people of the actor's own state, named by a town only."""


def _first_below(page: Page, verb: Token, exclude: tuple[str, ...], *, places: bool) -> Parties:
    waiting = [kid for kid in verb.children if kid.i > verb.i and _below(kid)]
    seen = 0
    town = NOBODY
    while waiting and seen < 40:
        token = waiting.pop(0)
        seen += 1
        mention = page.mention_of(token)
        if mention is not None and mention.form != "pronoun":
            found = of_mention(mention).without(exclude)
            if found and not stateless(page, found):
                return replace(found, way="below")
        elif places and not town:
            town = by_place(page, token)
        waiting += [kid for kid in token.children if _below(kid)]
    return replace(town, way="below") if town else NOBODY


def _below(token: Token) -> bool:
    if (token.dep_ == "conj" and is_verb(token)) or token.lower_ in ("according", "because", "unless", "if"):
        return False
    if token.dep_ == "advcl":
        return any(kid.dep_ == "aux" and kid.lower_ == "to" for kid in token.children)
    return token.dep_ not in PRUNED
