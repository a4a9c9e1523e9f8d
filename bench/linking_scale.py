"""What linking costs: synthetic digests of any number, linked on one core.

    python bench/linking_scale.py [--articles 10000]            # seconds of each stage of linking, memory
    python bench/linking_scale.py record [--articles 10000] [--kept FILE]
                                                                # a record: linked whole, 100 more articles, corrections

The generator writes short articles about encounters of invented persons of real states (accounts, later mentions,
copies, asks with acts that grant them, forecasts) from a fixed seed, with the lines that reading would give. Seconds
are of this process (CPU time), so that other work on the machine does not count; memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core, as the command has it; before numpy is loaded

from memcon.ingest import Settings, decide, relink, withdraw
from memcon.lexicon import load_lexicon
from memcon.link import link
from memcon.link.decided import Prepared
from memcon.link.pairings import Pairings
from memcon.link.rewording import rewording_probability
from memcon.link.rewording_words import load_words
from memcon.link.similarity import STOPWORDS
from memcon.model.actor import Actor, Party
from memcon.model.article import Article, text_sha256
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.link import Linked
from memcon.model.reading import Ask, Block, Event, Forecast, Holder, Place, Reading, Sentence, Statement
from memcon.model.span import Span
from memcon.model.when import When, from_edtf
from memcon.record import Record, open_record
from memcon.relink import MOST_JUDGED

STATES = ("USA RUS CHN GBR FRA DEU IND JPN KOR PRK IRN ISR SAU TUR UKR POL EGY BRA ZAF AUS CAN MEX IDN VNM PAK").split()
KINDS = ("call", "video", "meeting", "visit", "summit", "signing")
CITIES = ("Oslo", "Vienna", "Geneva", "Doha", "Astana", "Jakarta", "Cairo", "Lima")
SYLLABLES = ("ba", "ko", "ri", "ten", "mar", "sol", "du", "vek", "lin", "or", "sha", "mi", "pel", "gran", "tu", "zef")
WORDS = (
    "trade border grain energy security water tariffs fisheries pipeline ceasefire prisoners sanctions missiles visas "
    "satellites railways ports vaccines loans students archives spectrum dams refugees observers quotas minerals"
).split()
DAYS = 3650
STOCK = "This is a developing story and our correspondents in both capitals will bring more of it as it comes in."


Told = tuple[Actor, Actor, date, str, str, list[str]]


def filler(chance: random.Random) -> str:
    """A sentence of English words drawn as often as news has them: as unlike any other as those of two articles are."""
    return " ".join(chance.choices(load_words().words, cum_weights=OFTEN, k=18)).capitalize() + "."


def some(chance: random.Random, count: int = 3) -> str:
    """Words that say something, drawn as often as news has them."""
    return " ".join(chance.choices(TELLING, cum_weights=TOLD_OFTEN, k=count))


_COUNTED = list(zip(load_words().words, load_words().single, strict=True))
OFTEN = list(accumulate(count for _, count in _COUNTED))
TELLING = [word for word, _ in _COUNTED if word not in STOPWORDS and len(word) > 3]
TOLD_OFTEN = list(accumulate(count for word, count in _COUNTED if word not in STOPWORDS and len(word) > 3))


def person(chance: random.Random, state: str) -> Actor:
    name = " ".join("".join(chance.choice(SYLLABLES) for _ in range(2)).capitalize() for _ in range(2))
    return Actor(id=name.lower().replace(" ", "-"), name=name, kind="person", state=state, sector="GOV")


def digests(count: int, seed: int = 7, *, start: int = 0, last_days: int = DAYS) -> list[Digest]:
    """`count` digests, the same for the same seed, numbered from `start`, of the `last_days` of ten years."""
    born = random.Random(7)
    people = {state: [person(born, state) for _ in range(3)] for state in STATES}
    chance = random.Random(seed)
    encounters = [_encounter(chance, people, last_days) for _ in range(max(1, count // 4))]
    made: list[Digest] = []
    for number in range(start, start + count):
        if made and chance.random() < 0.12:
            made.append(_copy(chance, chance.choice(made[-200:]), number))
        else:
            made.append(_article(chance, chance.choice(encounters), number))
    return made


def _encounter(chance: random.Random, people: dict[str, list[Actor]], last_days: int) -> Told:
    one, other = chance.sample(STATES, 2)
    day = date(2015, 1, 1) + timedelta(days=DAYS - last_days + chance.randrange(last_days))
    topics = chance.sample(WORDS, 3)
    return (
        chance.choice(people[one]),
        chance.choice(people[other]),
        day,
        chance.choice(KINDS),
        chance.choice(CITIES),
        topics,
    )


def _article(chance: random.Random, told: Told, number: int) -> Digest:
    a, b, day, kind, city, topics = told
    printed = day + timedelta(days=chance.choice((0, 0, 1, 1, 2, 40)))
    parts = [
        f"{a.name} and {b.name} held a {kind} in {city} on {day:%A} about {topics[0]} {some(chance)} {topics[1]}.",
        f'"We will work on {topics[0]} {some(chance)} {topics[2]} with {some(chance)}," {a.name} said.',
        f"{b.name} said that {topics[1]} {some(chance)} needed {chance.randrange(2, 40)} more rounds of talks.",
    ]
    parts += [_more(chance, a, b, topics)] * (chance.random() < 0.5)
    parts += [filler(chance) for _ in range(chance.randrange(8, 22))]
    if chance.random() < 0.05:
        parts.append(STOCK)
    text = " ".join(parts)
    return _digest(f"s{number:07d}", text, parts, told, printed, chance)


def _more(chance: random.Random, a: Actor, b: Actor, topics: list[str]) -> str:
    """An ask, an act that may grant it, or a forecast."""
    thing = f"{topics[0]} {some(chance, 1)}"
    return chance.choice((
        f"{a.name} asked {b.name} to lift the {thing} levy.",
        f"{b.name} lifted the {thing} levy.",
        f"Analysts said {b.name} was unlikely to visit the capital for {thing} before June.",
    ))  # fmt: skip


def _ledger(digest: Digest, parts: Sequence[str], spans: Sequence[Span], told: Told, when: When) -> dict[str, object]:
    """The asks, forecasts and further events that stand in the fourth sentence."""
    a, b, *_ = told
    if len(parts) < 4 or not parts[3].startswith(("Analysts said", a.name, b.name)):
        return {}
    span, ident = spans[3], digest.article.id
    common = {"article": ident, "when": when, "confidence": 0.8, "evidence": digest.evidence(span)}
    words = tuple(parts[3].rstrip(".").split()[-4:])
    if f" asked {b.name} to lift " in parts[3]:
        what = parts[3].split(" to ", 1)[1].rstrip(".")
        return {
            "asks": (
                Ask(
                    id=stable_id("as", ident, span),
                    asker=(a.id,),
                    asked=(b.id,),
                    what=what,
                    channel="economic",
                    form="request",
                    subject=tuple(what.split()),
                    **common,
                ),
            )
        }  # type: ignore[arg-type]
    if "lifted" in parts[3]:
        trigger = Span(span.start + parts[3].index("lifted"), span.start + parts[3].index("lifted") + 6)
        return {
            "events": (
                Event(
                    id=stable_id("ev", ident, trigger),
                    type="CONCEDE",
                    source=(b.id,),
                    target=(a.id,),
                    trigger=trigger,
                    status="done",
                    **common,
                ),
            )
        }  # type: ignore[arg-type]
    return {
        "forecasts": (
            Forecast(
                id=stable_id("fo", ident, span),
                holder=Holder(name="analysts"),
                expects=False,
                claim=f"{b.name} visits the capital for {words[0]}",
                actors=(b.id,),
                subject=("visit", "capital"),
                **common,
            ),
        )
    }  # type: ignore[arg-type]


def _digest(
    ident: str, text: str, parts: Sequence[str], told: Told, printed: date,
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
    more = _ledger(digest, parts, spans, told, from_edtf(printed.isoformat(), basis="publication"))
    more["events"] = (event, *more.get("events", ()))  # type: ignore[misc]
    return Digest(
        article=article, blocks=(Block(span=Span(0, len(text)), kind="body"),),
        sentences=tuple(Sentence(span=span, voice="factual") for span in spans), actors=(a, b), statements=statements,
        reworded=rewording_probability(text),
        **more,  # type: ignore[arg-type]
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


STAGES: Mapping[str, str] = {
    "rewording_scores": "rewording", "copy_text": "copies", "sketch_of": "copies", "copies_among": "copies",
    "find_origins": "copies", "profiles_of": "actors", "joined_actors": "actors", "as_merged": "actors",
    "merge_events": "events", "group_claims": "claims", "find_encounters": "encounters", "of_states": "encounters",
    "compare_accounts": "differences", "link_asks": "asks", "link_forecasts": "forecasts",
    "find_relations": "relations", "find_stories": "stories",
}  # fmt: skip
"""By the name that `link_decided` calls it by: the stage that a step counts for. What is left is `rest`."""


def linking(count: int) -> None:
    """Seconds of each stage when everything is linked as a build links it, the record left out."""
    pile, lexicon = tuple(digests(count)), load_lexicon()
    before = _peak()
    took: dict[str, float] = {}
    for name, stage in STAGES.items():
        setattr(link, name, _timed(getattr(link, name), stage, took))
    prepared = Prepared(digests=pile, pairings=Pairings(), removed={})
    whole = partial(link.link_decided, prepared, (), lexicon=lexicon, known={}, judging=count <= MOST_JUDGED)
    found: list[Linked] = []
    total = _seconds(lambda: found.append(whole().linked))
    took["rest"] = total - sum(took.values())
    lines = found[0]
    print({name: round(seconds, 2) for name, seconds in took.items()})
    print(
        f"{count} articles in {total:.1f} s, {1000 * total / count:.2f} ms each; {_peak():.0f} MB, "
        f"of them {before:.0f} before linking; {len(lines.copies)} copies, {len(lines.encounters)} encounters, "
        f"{len(lines.differences)} differences, {len(lines.asks)} asks ({sum(bool(a.answers) for a in lines.asks)} "
        f"answered), {len(lines.forecasts)} forecasts, {len(lines.relations)} relations, {len(lines.stories)} stories"
    )


def _timed(run: Callable[..., Any], stage: str, took: dict[str, float]) -> Callable[..., Any]:
    """The same, its seconds added to those of its stage and, but for the many short calls, told."""

    def timed(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        made = run(*given, **named)
        seconds = time.process_time() - started
        took[stage] = took.get(stage, 0.0) + seconds
        if seconds > 1:
            print(f"{stage}: {took[stage]:.1f} s, {_peak():.0f} MB", file=sys.stderr, flush=True)
        return made

    return timed


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_record(count: int, kept: Path | None = None, more: int = 100) -> None:
    """Seconds of linking a whole record, of taking in 100 articles of its last days, and of corrections.

    `kept` is where the linked record lies, made if it is not there: what follows is then done on a copy of it.
    """
    settings = Settings(reader="rules")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.db"
        if kept is None or not kept.exists():
            _link_whole(path, count, settings)
            if kept is not None:
                shutil.copy(path, kept)
        else:
            shutil.copy(kept, path)
        _grow(path, count, more, settings)


def _link_whole(path: Path, count: int, settings: Settings) -> None:
    with open_record(path, write=True, create=True) as record:
        _put(record, digests(count))
        print(f"{count} articles linked in {_seconds(lambda: relink(record, settings)):.1f} s, {_peak():.0f} MB")


def _grow(path: Path, count: int, more: int, settings: Settings) -> None:
    with open_record(path, write=True) as record:
        size = record.path.stat().st_size / 2**20
        _put(record, digests(more, seed=8, start=count, last_days=20))
        print(
            f"{more} more in {_seconds(lambda: relink(record, settings)):.1f} s; {_peak():.0f} MB; file {size:.0f} MB"
        )
        chance = random.Random(3)
        for kind, verdict in (
            ("encounters", "reject"),
            ("statements", "reject"),
            ("events", "reject"),
            ("asks", "accept"),
        ):
            found = record.page(kind, limit=400)
            took = []
            for line in chance.sample(found, min(5, len(found))):
                took.append(_seconds(partial(decide, record, settings, verdict, line["id"])))
            print(f"{verdict} one of the {kind}: {[round(t, 2) for t in took]} s")
        withdrawn = [_seconds(partial(withdraw, record, settings, d.id)) for d in record.decisions()[:5]]
        print(f"withdraw: {[round(t, 2) for t in withdrawn]} s")


def _seconds(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def _put(record: Record, pile: Sequence[Digest]) -> None:
    for start in range(0, len(pile), 500):
        readings = [_reading(digest) for digest in pile[start : start + 500]]
        record.put([(reading.article, reading, "read") for reading in readings])


def _reading(digest: Digest) -> Reading:
    kept = {name: getattr(digest, name) for name in Digest.__dataclass_fields__}
    return Reading(**kept, reader="bench")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="?", choices=("linking", "record"), default="linking")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--kept", type=Path, help="record: where the linked record is kept for the next time")
    given = parser.parse_args()
    if given.what == "linking":
        linking(given.articles)
    else:
        in_record(given.articles, given.kept)


if __name__ == "__main__":
    main()
