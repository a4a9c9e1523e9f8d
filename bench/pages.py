"""How quick the pages are on a large record: a generated one, asked as a browser asks.

    python bench/pages.py [--articles 10000] [--record FILE] [--rounds 30] [--plain-links]

Prints server time (p50, p95) and weight of each page, and of searches; with --record the generated record is kept there
and used again. The articles come from the generator of bench/linking_scale.py. --plain-links writes lines from what the
generator knows (who met when) instead of linking, which for 100,000 articles takes longer than asking the pages.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from fastapi.testclient import TestClient
from linking_scale import STATES, WORDS, digests

from memcon.ingest import Settings, relink
from memcon.link.relations import find_relations
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.link import Account, ArticleLinks, Difference, Encounter, Linked, Side, Story
from memcon.model.reading import Reading
from memcon.record import Record, open_record
from memcon.web.app import create_app

BATCH = 500


def generate(path: Path, count: int, *, plain: bool) -> None:
    """A record of `count` generated articles, linked."""
    start = time.perf_counter()
    with open_record(path, write=True, create=True) as record:
        pile = digests(count)
        for at in range(0, count, BATCH):
            record.put((d.article, _reading(d), "read") for d in pile[at : at + BATCH])
        print(f"{count} articles kept in {time.perf_counter() - start:.0f} s")
        start = time.perf_counter()
        if plain:
            record.write_links(plain_links(pile), opinions={}, fingerprint="bench")
        else:
            relink(record, Settings(reader="rules"))
        print(f"linked in {time.perf_counter() - start:.0f} s: {record.sizes()}")


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
        statements=tuple(sorted((s for d in pile for s in d.statements), key=lambda s: s.id)),
        events=tuple(events),
        encounters=tuple(encounters),
        differences=tuple(differences),
        relations=find_relations(events, actors, origins={d.article.id: d.article.id for d in pile}),
        stories=tuple(stories),
    )


def _reading(digest: object) -> Reading:
    fields = {name: getattr(digest, name) for name in Reading.__dataclass_fields__ if hasattr(digest, name)}
    return Reading(**fields, reader="bench")


def addresses(record: Record, chance: random.Random) -> Iterator[tuple[str, str]]:
    """(name of the page, address) of pages drawn at random, for ever."""
    ids = {kind: [line["id"] for line in record.page(kind, limit=400)] for kind in
           ("encounters", "statements", "events", "stories", "actors")}  # fmt: skip
    articles = [a["id"] for a in record.article_page(limit=400)[0]]
    states = sorted({line["id"] for line in record.page("actors", limit=5000) if line["kind"] == "state"}) or [
        "USA",
        "CHN",
    ]
    while True:
        a, b = chance.sample(states, 2)
        one, two = chance.sample(WORDS, 2)
        yield "front", "/"
        yield "encounter", f"/encounter/{chance.choice(ids['encounters'])}"
        yield "article", f"/article/{chance.choice(articles)}"
        yield "pair", f"/pair/{a}/{b}"
        yield "line", f"/line/{chance.choice(ids['statements'])}"
        yield "actor", f"/actor/{chance.choice(ids['actors'])}"
        yield "story", f"/story/{chance.choice(ids['stories'])}"
        yield "encounters", f"/encounters?p={chance.randrange(1, 20)}"
        yield "filtered", f"/statements?actor={a}&with={b}&from=2018"
        yield "articles", f"/articles?p={chance.randrange(1, 50)}"
        yield "ledger", "/ledger"
        yield "outlets", "/outlets"
        yield "review", "/review"
        yield "search", f"/search?q={one}"
        yield "search, two words", f"/search?q={one}+{two}"
        yield "search, filters", f"/search?q={one}&actor={a}&from=2019&kind=statements"
        yield "api", f"/api/v1/encounters?between={a}&between={b}"


def measure(path: Path, rounds: int) -> None:
    """Asks every page `rounds` times after one round that warms up, and prints the figures."""
    client = TestClient(create_app(path), base_url="http://127.0.0.1")
    site = client.app.state.site  # type: ignore[attr-defined]
    took: dict[str, list[float]] = {}
    size: dict[str, int] = {}
    first: dict[str, float] = {}
    with open_record(path) as record:
        pages = addresses(record, random.Random(3))
        names = 17
        for n in range(names * (rounds + 1)):
            name, address = next(pages)
            start = time.perf_counter()
            answer = client.get(address)
            spent = (time.perf_counter() - start) * 1000
            assert answer.status_code in (200, 404), (address, answer.text[:300])
            size[name] = max(size.get(name, 0), len(answer.content))
            if n < names:
                first[name] = spent
            else:
                took.setdefault(name, []).append(spent)
    site.record.close()
    print(f"{'page':20} {'first':>8} {'p50':>8} {'p95':>8} {'kB':>7}")
    for name, values in took.items():
        p95 = statistics.quantiles(values, n=20)[-1]
        print(f"{name:20} {first[name]:8.1f} {statistics.median(values):8.1f} {p95:8.1f} {size[name] / 1000:7.0f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--plain-links", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "pages.db"
        if not path.exists():
            generate(path, given.articles, plain=given.plain_links)
        measure(path, given.rounds)


if __name__ == "__main__":
    main()
