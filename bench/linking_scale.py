"""What linking costs: synthetic digests of any number, linked on one core.

    python bench/linking_scale.py [--articles 10000] [--profile]

The generator writes short articles about encounters of invented persons of real states (accounts,
later mentions, copies, columns that quote) from a fixed seed, with the lines that reading would give.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Sequence
from datetime import date, timedelta

from memcon.lexicon import load_lexicon
from memcon.link.claims import group_claims
from memcon.link.copies import find_copies, find_origins
from memcon.link.differences import find_differences
from memcon.link.encounters import find_encounters
from memcon.link.pairings import Pairings
from memcon.link.relations import find_relations
from memcon.link.rewording import rewording_scores
from memcon.link.stories import find_stories
from memcon.model.actor import Actor, Party
from memcon.model.article import Article, text_sha256
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.reading import Block, Event, Place, Sentence, Statement
from memcon.model.span import Span
from memcon.model.when import from_edtf

STATES = ("USA RUS CHN GBR FRA DEU IND JPN KOR PRK IRN ISR SAU TUR UKR POL EGY BRA ZAF AUS CAN MEX IDN VNM PAK").split()
KINDS = ("call", "video", "meeting", "visit", "summit", "signing")
CITIES = ("Oslo", "Vienna", "Geneva", "Doha", "Astana", "Jakarta", "Cairo", "Lima")
SYLLABLES = ("ba", "ko", "ri", "ten", "mar", "sol", "du", "vek", "lin", "or", "sha", "mi", "pel", "gran", "tu", "zef")
WORDS = (
    "trade border grain energy security water tariffs fisheries pipeline ceasefire prisoners sanctions missiles visas "
    "satellites railways ports vaccines loans students archives spectrum dams refugees observers quotas minerals"
).split()
STOCK = "This is a developing story and our correspondents in both capitals will bring more of it as it comes in."


def filler(chance: random.Random) -> str:
    """A sentence of words drawn by rank, as unlike any other as sentences of two articles are."""
    return some(chance, 18).capitalize() + "."


def some(chance: random.Random, count: int = 3) -> str:
    words = [VOCABULARY[min(int(chance.paretovariate(0.35)) - 1, len(VOCABULARY) - 1)] for _ in range(count)]
    return " ".join(words)


VOCABULARY = [
    "".join(random.Random(f"w{n}").choice(SYLLABLES) for _ in range(1 + n % 3)) + "s" * (n % 2) for n in range(4000)
]


def person(chance: random.Random, state: str) -> Actor:
    name = " ".join("".join(chance.choice(SYLLABLES) for _ in range(2)).capitalize() for _ in range(2))
    return Actor(id=name.lower().replace(" ", "-"), name=name, kind="person", state=state, sector="GOV")


def digests(count: int, seed: int = 7) -> list[Digest]:
    """`count` digests, the same for the same seed."""
    chance = random.Random(seed)
    people = {state: [person(chance, state) for _ in range(3)] for state in STATES}
    encounters = [_encounter(chance, people) for _ in range(max(1, count // 4))]
    made: list[Digest] = []
    for number in range(count):
        if made and chance.random() < 0.12:
            made.append(_copy(chance, chance.choice(made[-200:]), number))
        else:
            made.append(_article(chance, chance.choice(encounters), number))
    return made


def _encounter(chance: random.Random, people: dict[str, list[Actor]]) -> tuple[Actor, Actor, date, str, str, list[str]]:
    one, other = chance.sample(STATES, 2)
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(3650))
    topics = chance.sample(WORDS, 3)
    return (
        chance.choice(people[one]),
        chance.choice(people[other]),
        day,
        chance.choice(KINDS),
        chance.choice(CITIES),
        topics,
    )


def _article(chance: random.Random, told: tuple[Actor, Actor, date, str, str, list[str]], number: int) -> Digest:
    a, b, day, kind, city, topics = told
    printed = day + timedelta(days=chance.choice((0, 0, 1, 1, 2, 40)))
    parts = [
        f"{a.name} and {b.name} held a {kind} in {city} on {day:%A} about {topics[0]} {some(chance)} {topics[1]}.",
        f'"We will work on {topics[0]} {some(chance)} {topics[2]} with {some(chance)}," {a.name} said.',
        f"{b.name} said that {topics[1]} {some(chance)} needed {chance.randrange(2, 40)} more rounds of talks.",
    ]
    parts += [filler(chance) for _ in range(chance.randrange(8, 22))]
    if chance.random() < 0.05:
        parts.append(STOCK)
    text = " ".join(parts)
    return _digest(f"s{number:07d}", text, parts, told, printed, chance)


def _digest(
    ident: str, text: str, parts: Sequence[str], told: tuple[Actor, Actor, date, str, str, list[str]], printed: date,
    chance: random.Random,
) -> Digest:  # fmt: skip
    a, b, day, kind, city, _ = told
    article = Article(
        id=ident, text=text, sha256=text_sha256(text), title=parts[0][:60], outlet=f"Paper {chance.randrange(300)}",
        published=printed.isoformat(), language="en", kind="news",
    )  # fmt: skip
    spans, at = [], 0
    for part in parts:
        spans.append(Span(at, at + len(part)))
        at += len(part) + 1
    when = (
        from_edtf(day.isoformat(), basis="relative")
        if chance.random() < 0.8
        else from_edtf(f"{day:%Y-%m}", basis="stated")
    )
    trigger = Span(text.index(kind), text.index(kind) + len(kind))
    event = Event(
        id=stable_id("ev", ident, trigger), article=ident, type="CONSULT", source=(a.id,), target=(b.id,),
        when=when, place=Place(name=city), trigger=trigger, encounter_kind=kind, confidence=0.8,  # type: ignore[arg-type]
    )  # fmt: skip
    digest = Digest(article=article)
    event = Event(
        **{f: getattr(event, f) for f in Event.__dataclass_fields__} | {"evidence": digest.evidence(spans[0])}
    )
    statements = tuple(
        Statement(
            id=stable_id("s", ident, span), article=ident, speaker=Party(actor=who.id, name=who.name), mode=mode,
            content=(span,), when=when, confidence=0.8, evidence=digest.evidence(span),
        )
        for who, mode, span in ((a, "direct", spans[1]), (b, "indirect", spans[2]))
    )  # fmt: skip
    return Digest(
        article=article, blocks=(Block(span=Span(0, len(text)), kind="body"),),
        sentences=tuple(Sentence(span=span) for span in spans), actors=(a, b), statements=statements, events=(event,),
    )  # fmt: skip


def _copy(chance: random.Random, source: Digest, number: int) -> Digest:
    sentences = [s.span.of(source.article.text) for s in source.sentences]
    kept = sentences[:3] + [s for s in sentences[3:] if chance.random() < 0.8]
    a, b = source.actors
    event = source.events[0]
    day = date.fromisoformat(event.when.earliest or "2020-01-01")
    printed = date.fromisoformat(source.article.published or "2020-01-01") + timedelta(days=1)
    told = (a, b, day, event.encounter_kind or "call", event.place.name if event.place else "Oslo", [])
    return _digest(f"s{number:07d}", " ".join(kept), kept, told, printed, chance)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    count = parser.parse_args().articles
    pile = sorted(digests(count), key=lambda digest: digest.article.id)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lexicon, pairings, clock = load_lexicon(), Pairings(), time.perf_counter()
    took: dict[str, float] = {}

    def lap(name: str) -> None:
        nonlocal clock
        took[name], clock = time.perf_counter() - clock, time.perf_counter()

    reworded = rewording_scores(pile)
    lap("rewording")
    copies = find_copies(pile, lexicon=lexicon, reworded=reworded)
    origins = find_origins(pile, copies)
    lap("copies")
    events = [event for digest in pile for event in digest.events]
    actors = sorted({actor for digest in pile for actor in digest.actors}, key=lambda actor: actor.id)
    statements = group_claims(pile, origins=origins, pairings=pairings)
    lap("claims")
    encounters = find_encounters(pile, events, statements, origins=origins, pairings=pairings, lexicon=lexicon)
    lap("encounters")
    differences = find_differences(pile, encounters, events, statements, copies=copies, lexicon=lexicon)
    lap("differences")
    relations = find_relations(events, actors, origins=origins)
    lap("relations")
    stories, _ = find_stories(pile, encounters, copies)
    lap("stories")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print({name: round(seconds, 2) for name, seconds in took.items()})
    print(
        f"{count} articles in {sum(took.values()):.1f} s; {peak:.0f} MB, of them {before:.0f} before linking; "
        f"{len(copies)} copies, {len(encounters)} encounters, {len(differences)} differences, "
        f"{len(relations)} relations, {len(stories)} stories"
    )


if __name__ == "__main__":
    main()
