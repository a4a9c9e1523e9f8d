"""Texts with a pair of states of which it is known whether an act happened between them, and of which type.

`acts.csv` (own sentences: acts of sixteen types in many wordings, passages that only look like one, sentences that tell
no act), the pairs of traps and twins under bench/ (all opened), PLV train, and, weakly, what the dictionary alone makes
of some Wikinews and official articles.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data import SHARED
from plover_data import root_of

from memcon.ingest import Settings, make_reader
from memcon.lexicon.lexicon import Lexicon
from memcon.model.article import Article, article_id, text_sha256
from memcon.model.reading import Event
from memcon.read.mentions import find_mentions
from memcon.read.page import Page
from memcon.read.reader import Reader
from memcon.read.statements import find_statements

HERE = Path(__file__).parent
BENCH = HERE.parent / "bench"
OWN = HERE / "acts.csv"
TRAPS = (
    BENCH / "event_traps.jsonl",
    BENCH / "blind" / "traps.jsonl",
    BENCH / "blind2" / "traps.jsonl",
    BENCH / "batches" / "traps-1.jsonl",
    BENCH / "batches" / "traps-2.jsonl",
)
NOTHING = "NONE"
LATIN = 0.9
"""The least share of plain letters in a text in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text, the states it is about (None: any), the type of the act and whether the text tells it as done.

    Texts of one `group` (a trap and its twin) are fitted or scored together.
    """

    text: str
    states: tuple[str, str] | None
    type: str
    happened: bool
    group: str
    source: str
    allows: tuple[str, ...] = ()


def own_acts(lexicon: Lexicon) -> list[Told]:
    """The rows of acts.csv whose two states the lexicon knows by these names."""
    found = []
    with OWN.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            one, other = lexicon.state_of(row["source"]), lexicon.state_of(row["target"])
            if one and other:
                found.append(
                    Told(
                        text=row["text"],
                        states=(one, other),
                        type=root_of(row["type"]),
                        happened=row["happened"] == "yes",
                        group=f"own {number}",
                        source="acts",
                    )
                )
    return found


def traps(path: Path) -> list[Told]:
    """Both sides of each pair of a file of traps."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        states = tuple(row["between"]) if "between" in row else None
        name = f"{path.parent.name}/{path.stem}"
        for side in ("trap", "twin"):
            told = Told(
                text=row[side],
                states=states,
                type=root_of(row["type"]),
                happened=side == "twin",
                group=f"{name} {row['id']}",
                source=name,
                allows=tuple(row.get("trap_allows", ())) if side == "trap" else (),
            )
            found.append(told)
    return found


def news(articles: int = 120, longest: int = 9000, leave: Collection[str] = ()) -> list[str]:
    """Texts of random English Wikinews and official articles; those whose events were labelled by hand are left out."""
    labels = (BENCH / "status_labels.jsonl").read_text("utf-8").splitlines()
    labelled = {json.loads(line)["id"] for line in labels} | set(leave)
    texts = []
    for name in ("wikinews_en_2019_2020", "us_russia_statements"):
        with gzip.open(SHARED / "data" / "demo_corpora" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        texts += [row["text"] for row in rows if row["id"] not in labelled and len(row["text"]) <= longest]
    texts = [text for text in texts if sum(map(str.isascii, text)) > LATIN * len(text)]
    random.Random(11).shuffle(texts)
    return texts[:articles]


def pages_of(reader: Reader, texts: Sequence[str]) -> Iterator[Page]:
    """The texts as pages with their mentions and statements."""
    for text in texts:
        digest = text_sha256(text)
        name = article_id(sha256=digest, outlet=None, url=None)
        article = Article(id=name, text=text, sha256=digest, language="en")
        (page,) = reader._encoded(list(reader._pages([article])))
        actors, mentions = find_mentions(page)
        page = replace(page, actors=actors, mentions=mentions)
        yield replace(page, statements=find_statements(page))


def bare_reader() -> Reader:
    """The reader by rules, with the body whose vectors the heads read."""
    return replace(make_reader(Settings(reader="fast")), encoder=None)


def event_states(page: Page, event: Event) -> set[str | None]:
    """The states of all who take part in an event."""
    return {page.actor_of[a].state if a in page.actor_of else a for a in (*event.source, *event.target)}
