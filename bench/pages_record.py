"""Lines for a large record from what the generator of bench/linking_scale.py knows, without linking.

Who met on which day is known, so articles that tell of the same two on the same day share an encounter; asks, answers,
forecasts and outcomes are drawn by number, so that ledgers and actors have as much on their pages as linked ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from linking_scale import STATES, WORDS

from memcon.link.relations import find_relations
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.link import Account, ArticleLinks, Difference, Encounter, Linked, Side, Story
from memcon.model.reading import Answer, Ask, Forecast, Holder, Statement
from memcon.model.when import from_edtf

STATUSES = ("open", "granted", "open", "refused", "partly", "open", "deferred")
OUTCOMES = ("open", "true", "open", "false", "unclear")
CHANNELS = ("economic", "military", "diplomatic", "energy", "technology")


def plain_links(pile: list[Digest]) -> Linked:
    """Lines from what the generator knows: articles that tell of the same two on the same day share an encounter."""
    people = {actor.id: actor for digest in pile for actor in digest.actors}
    states = {s: Actor(id=s, name=s, kind="state", state=s, sector="GOV") for s in STATES}
    met: dict[tuple[str, ...], list[Digest]] = defaultdict(list)
    for digest in pile:
        event = digest.events[0]
        met[(*sorted((*event.source, *event.target)), str(event.when.earliest))].append(digest)
    encounters, stories, differences = [], [], []
    for key, told in sorted(met.items()):
        first = told[0].events[0]
        evidence = tuple(row for digest in told[:12] for row in digest.events[0].evidence)
        accounts = tuple(
            Account(article=d.article.id, statements=tuple(s.id for s in d.statements), events=(d.events[0].id,))
            for d in told
        )
        encounter = Encounter(
            id=stable_id("en", *key), kind=first.encounter_kind or "call", status="held", participants=key[:-1],
            when=first.when, place=first.place, accounts=accounts, independent=len(told), confidence=0.8,
            evidence=evidence,
        )  # fmt: skip
        encounters.append(encounter)
        ids = tuple(d.article.id for d in told)
        stories.append(
            Story(id=stable_id("sy", *key), title=told[0].article.title or "", articles=ids, when=first.when,
                  confidence=0.8, evidence=evidence)
        )  # fmt: skip
        if len(told) > 1:
            sides = tuple(
                Side(value=str(n), articles=(d.article.id,), evidence=d.events[0].evidence)
                for n, d in enumerate(told[:2])
            )
            differences.append(
                Difference(id=stable_id("df", *key), encounter=encounter.id, aspect="number", basis="observed",
                           summary="The numbers differ.", sides=sides, confidence=0.7, evidence=evidence)
            )  # fmt: skip
    events = sorted((e for d in pile for e in d.events), key=lambda e: e.id)
    actors = sorted((*people.values(), *states.values()), key=lambda a: a.id)
    return Linked(
        actors=tuple(actors),
        articles=tuple(ArticleLinks(article=d.article.id, origin=d.article.id) for d in pile),
        statements=tuple(sorted((_with_subject(s) for d in pile for s in d.statements), key=lambda s: s.id)),
        events=tuple(events),
        encounters=tuple(encounters),
        differences=tuple(differences),
        relations=find_relations(events, actors, origins={d.article.id: d.article.id for d in pile}),
        asks=tuple(sorted(_asks(pile), key=lambda a: a.id)),
        forecasts=tuple(sorted(_forecasts(pile), key=lambda f: f.id)),
        stories=tuple(stories),
    )


def _with_subject(statement: Statement) -> Statement:
    """The statement with what it is about, the word after `said that`, so that actors have positions."""
    quote = statement.evidence[0].quote
    return replace(statement, subjects=tuple(quote.partition(" said that ")[2].split(" ")[:1]))


def _asks(pile: list[Digest]) -> Iterator[Ask]:
    """An ask in every third article, some answered in the article itself."""
    for number, digest in enumerate(pile):
        if number % 3:
            continue
        event, said = digest.events[0], digest.statements[0]
        status = STATUSES[number % len(STATUSES)]
        answers = ()
        if status != "open":
            answers = (Answer(kind=status, when=event.when, evidence=event.evidence),)  # type: ignore[arg-type]
        yield Ask(
            id=stable_id("as", digest.article.id), article=digest.article.id, asker=event.source, asked=event.target,
            what=f"take part in {WORDS[number % len(WORDS)]} talks", channel=CHANNELS[number % len(CHANNELS)],  # type: ignore[arg-type]
            form="request", when=event.when, answers=answers, status=status, confidence=0.5 + number % 40 / 100,  # type: ignore[arg-type]
            evidence=said.evidence,
        )  # fmt: skip


def _forecasts(pile: list[Digest]) -> Iterator[Forecast]:
    """A forecast in every fifth article."""
    for number, digest in enumerate(pile):
        if number % 5:
            continue
        event, said = digest.events[0], digest.statements[1]
        yield Forecast(
            id=stable_id("fc", digest.article.id), article=digest.article.id,
            holder=Holder(actor=said.speaker.actor, name=said.speaker.name), actors=(*event.source, *event.target),
            claim=f"the {WORDS[number % len(WORDS)]} talks will go on", expects=bool(number % 2),
            horizon=from_edtf(f"{2015 + number % 12}", basis="stated"), outcome=OUTCOMES[number % len(OUTCOMES)],  # type: ignore[arg-type]
            when=event.when,
            confidence=0.5 + number % 40 / 100, evidence=said.evidence,
        )  # fmt: skip
