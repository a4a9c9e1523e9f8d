"""Marked encounters in the place of those that linking finds, so that what is made of accounts is measured alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from memcon.lexicon import load_lexicon
from memcon.link.claims import group_claims
from memcon.link.copies import find_copies, find_origins
from memcon.link.differences import compare_accounts
from memcon.link.events import merge_events
from memcon.link.pairings import Pairings
from memcon.link.rewording import rewording_scores
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.link import Account, Difference, Encounter
from memcon.model.reading import Event, Statement
from memcon.model.when import UNDATED, from_edtf

Row = dict[str, Any]


def marked_of_rows(rows: list[Row]) -> list[Row]:
    """The marked encounters of bench/blind/encounters.jsonl as values with `name` and `articles`."""
    return [
        {**one, "name": f"{row['id']}:{n}", "articles": [f"{row['id']}-{i}" for i in one["accounts"]]}
        for row in rows
        for n, one in enumerate(row["encounters"])
    ]


def given(marked: list[Row], pile: list[Digest]) -> tuple[list[Encounter], dict[str, str]]:
    """An encounter for each marked one, with all statements of an article that tells of no other; ids to names."""
    digests = {digest.article.id: digest for digest in pile}
    lead: dict[str, str] = {}
    for one in sorted(marked, key=lambda m: -len(m["articles"])):
        for article in one["articles"]:
            lead.setdefault(article, one["name"])
    made, names = [], {}
    for one in marked:
        accounts = tuple(
            _account(one, digests[article], leads=lead[article] == one["name"]) for article in sorted(one["articles"])
        )
        encounter = Encounter(
            id=stable_id("en", one["name"]),
            kind=one["kind"],
            status=one["status"],
            participants=tuple(sorted({p for article in one["articles"] for p in _parties(one, digests[article])})),
            when=from_edtf(one["date"], basis="stated") if one.get("date") else UNDATED,
            accounts=accounts,
            confidence=0.9,
        )
        made.append(encounter)
        names[encounter.id] = one["name"]
    return made, names


def _account(one: Row, digest: Digest, *, leads: bool) -> Account:
    return Account(
        article=digest.article.id,
        statements=tuple(sorted(s.id for s in digest.statements)) if leads else (),
        events=tuple(sorted(e.id for e in digest.events if _tells(one, e, digest))),
    )


def _tells(one: Row, event: Event, digest: Digest) -> bool:
    if event.encounter_kind is None or (event.encounter_status == "planned") != (one["status"] == "planned"):
        return False
    if one.get("date") and event.when.earliest and not from_edtf(one["date"], basis="stated").meets(event.when):
        return False
    wanted = set(_parties(one, digest))
    return not wanted or bool(wanted & {*event.source, *event.target})


def _parties(one: Row, digest: Digest) -> list[str]:
    """The ids of marked participants in an article: actors whose name has the surname, or who are the state."""
    lexicon = load_lexicon()
    found = []
    for name in one["participants"]:
        state = lexicon.state_of(name)
        last = name.casefold().split()[-1]
        for actor in digest.actors:
            own = {word for alias in (actor.name, *actor.aliases) for word in alias.casefold().split()}
            if (state and actor.id == state) or (not state and actor.kind == "person" and last in own):
                found.append(actor.id)
    return found


def linked_given(
    pile: list[Digest], marked: list[Row]
) -> tuple[list[Digest], tuple[Statement, ...], tuple[Encounter, ...], tuple[Difference, ...], dict[str, str]]:
    """What linking makes of the pile when it is told which articles tell of which encounter."""
    lexicon, none = load_lexicon(), Pairings()
    copies = find_copies(pile, lexicon=lexicon, reworded=rewording_scores(pile))
    origins = find_origins(pile, copies)
    events = merge_events(pile, origins=origins, pairings=none)
    statements = group_claims(pile, origins=origins, pairings=none)
    linked = {member: event.id for event in events for member in event.members or (event.id,)}
    encounters, names = given(marked, pile)
    encounters = [_joined(one, linked) for one in encounters]
    statements, met, differences = compare_accounts(
        pile, encounters, events, statements, copies=copies, pairings=none, lexicon=lexicon
    )
    return pile, statements, met, differences, names


def _joined(encounter: Encounter, linked: dict[str, str]) -> Encounter:
    accounts = tuple(replace(a, events=tuple(sorted({linked.get(e, e) for e in a.events}))) for a in encounter.accounts)
    return replace(encounter, accounts=accounts)
