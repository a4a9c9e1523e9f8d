"""Passages and pairs of passages with what a reader knows of them, laid out for a body that learns to judge them.

    python training/judged_data.py --out out/judged.jsonl

One example a line: `text`, `sentences` (spans), `source` (file) and `tasks`: name of the head, class, pools (name to
spans of the text). The passages are our own: `written/*.jsonl`, `acts.csv` and the opened traps under bench/. Needs the
reader for the pools of acts (memcon/read/event_pairs.py) and the mentions of states; no torch.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from act_data import BENCH, NOTHING, TRAPS, Told, bare_reader, event_states, news, own_acts, pages_of, traps
from data import SHARED
from plover_data import TYPES, root_of

from memcon.ingest import Settings, make_reader
from memcon.model.article import Article, article_id, text_sha256
from memcon.read.event_pairs import pairings, state_of
from memcon.read.events import find_events
from memcon.read.page import Page
from memcon.read.reader import Reader

WRITTEN = Path(__file__).parent / "written"
GAP = "\n\n"
"""What stands between two passages that are judged together."""

DONE = ("done", "ongoing")
Span = tuple[int, int]
Task = dict[str, Any]
Example = dict[str, Any]


def written(kind: str) -> list[tuple[str, dict[str, Any]]]:
    """The rows of `written/KIND-*.jsonl` with the name of their file."""
    return [
        (path.stem, json.loads(line))
        for path in sorted(WRITTEN.glob(f"{kind}-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


WEAK = {"news yes": 0.3, "news no": 0.15}
"""How much rows of `real` count that nobody has judged: what the dictionary alone makes of real articles."""


def task(head: str, label: str, worth: float = 1.0, **pools: Sequence[Span]) -> Task:
    """One thing known of an example, and how much it counts in training."""
    spots = {name: [list(s) for s in spans] for name, spans in pools.items()}
    return {"head": head, "class": label, "worth": worth, "pools": spots}


def pair_examples() -> Iterator[Example]:
    """Asks with what was told later, claims with what was told later, two tellings."""
    for file, head, (first, second), label, stranger in PAIRED:
        rows = written(file)
        for source, row in rows:
            yield _pair(source, head, row[first], row[second], str(row[label]).lower())
        for number, (_, row) in list(enumerate(rows))[::2]:
            # What is put before the head is mostly about something else altogether.
            _, other = rows[(number + STRIDE) % len(rows)]
            yield _pair("strangers", head, row[first], other[second], stranger, STRANGE)


PAIRED = (
    ("answers", "answer", ("ask", "later"), "answer", "none"),
    ("outcomes", "outcome", ("claim", "later"), "outcome", "none"),
    ("tellings", "telling", ("a", "b"), "relation", "unrelated"),
)
"""File, head, its two passages, its label, and the class of two passages that have nothing to do with each other."""

STRIDE, STRANGE = 97, 0.7


def _pair(source: str, head: str, first: str, second: str, label: str, worth: float = 1.0) -> Example:
    first, second = first.strip(), second.strip()
    text = first + GAP + second
    one, other = (0, len(first)), (len(first) + len(GAP), len(text))
    return {
        "text": text,
        "sentences": [one, other],
        "source": source,
        "tasks": [task(head, label, worth, first=[one], second=[other])],
    }


def passage_examples() -> Iterator[Example]:
    """Asks and forecasts, or none, by passage; and the words of the cue, the thing, the holder and the claim."""
    for source, row in written("asks"):
        yield _passage(source, row["text"], "ask", row["form"], cue=row.get("cue", ""), thing=row.get("thing", ""))
    for source, row in written("forecasts"):
        label = "yes" if row["forecast"] else "no"
        told = {"holder": row.get("holder", ""), "claim": row.get("claim", "")} if row["forecast"] else {}
        yield _passage(source, row["text"], "forecast", label, **told)


def _passage(source: str, text: str, head: str, label: str, **words: str) -> Example:
    spans = {name: _found(text, words_of) for name, words_of in words.items()}
    return {
        "text": text,
        "sentences": [(0, len(text))],
        "source": source,
        "tasks": [task(head, label, sentence=[(0, len(text))])],
        "words": {f"{head}.{name}": [span] for name, span in spans.items() if span is not None},
    }


def _found(text: str, words: str) -> Span | None:
    at = text.find(words) if words and words != "author" else -1
    return (at, at + len(words)) if at >= 0 else None


def act_examples(reader: Reader) -> Iterator[Example]:
    """Acts of pairs of states by sentence, as the reader asks about them: type, status, whether it happened."""
    told: list[tuple[Told, str]] = [(one, "") for one in own_acts(reader.lexicon)]
    told += [(one, "") for path in TRAPS for one in traps(path)]
    told += [(one, row["status"]) for one, row in _written_acts(reader)]
    for (one, status), page in zip(told, pages_of(reader, [one.text for one, _ in told]), strict=True):
        yield from _acts_of(one, status, page)


def _written_acts(reader: Reader) -> Iterator[tuple[Told, dict[str, Any]]]:
    for number, (source, row) in enumerate(written("acts")):
        states = reader.lexicon.state_of(row["source"]), reader.lexicon.state_of(row["target"])
        if not all(states):
            continue
        kind = NOTHING if row["type"] == NOTHING else root_of(row["type"])
        happened = row["status"] in DONE and kind != NOTHING
        group = f"{source} {number}"
        yield (
            Told(text=row["text"], states=states, type=kind, happened=happened, group=group, source=source),  # type: ignore[arg-type]
            row,
        )


def _acts_of(one: Told, status: str, page: Page) -> Iterator[Example]:
    for sentence in page.doc.sents:
        start, end = int(sentence.start_char), int(sentence.end_char)
        for pair in pairings(page, sentence):
            sides = pair.source.state, pair.target.state
            if one.states is not None and set(sides) != set(one.states):
                continue
            pools = {name: [(a - start, b - start) for a, b in spans] for name, spans in pair.pools.items()}
            pools["source"] = [(pair.source.span.start - start, pair.source.span.end - start)]
            pools["target"] = [(pair.target.span.start - start, pair.target.span.end - start)]
            tasks = [task("real", "yes" if one.happened else "no", **pools)]
            if one.type in TYPES:
                tasks.append(task("act", one.type, **pools))
                if one.states is not None and one.type not in ("AGREE", "CONSULT", "COOPERATE"):
                    tasks.append(task("turn", "as" if sides == one.states else "turned", **pools))
            if status:
                tasks.append(task("status", "none" if one.type == NOTHING else status, **pools))
            yield {
                "text": page.text[start:end],
                "sentences": [(0, end - start)],
                "source": one.source,
                "tasks": tasks,
            }


def news_examples(reader: Reader) -> Iterator[Example]:
    """Pairs of states in real articles, weakly known.

    Where the dictionary alone finds an act done with both it mostly was done, where it finds none there mostly is none.
    """
    for page in pages_of(replace(reader, meaning=None), news()):
        events, _ = find_events(page)
        for sentence in page.doc.sents:
            start, end = int(sentence.start_char), int(sentence.end_char)
            here = [event for event in events if start <= event.trigger.start < end]
            for pair in pairings(page, sentence):
                both = {pair.source.state, pair.target.state}
                about = [event for event in here if both <= event_states(page, event)]
                done = any(e.status in DONE and e.confidence >= 0.5 for e in about)
                if about and not done:
                    continue
                source = "news yes" if done else "news no"
                pools = {name: [(a - start, b - start) for a, b in spans] for name, spans in pair.pools.items()}
                yield {
                    "text": page.text[start:end],
                    "sentences": [(0, end - start)],
                    "source": source,
                    "tasks": [task("real", "yes" if done else "no", WEAK[source], **pools)],
                }


def plain_examples(reader: Reader, most: int = 1800) -> Iterator[Example]:
    """Sentences of real articles, weakly known: most of those in which rules see no ask or forecast hold none.

    Articles whose forecasts were judged by hand (bench/forecast_labels.jsonl) are left out.
    """
    judged = {json.loads(line)["article"] for line in (BENCH / "forecast_labels.jsonl").read_text("utf-8").splitlines()}
    found = []
    for text in (*news(110, leave=judged), *polnear(50)):
        digest = text_sha256(text)
        name = article_id(sha256=digest, outlet=None, url=None)
        (reading,) = reader.read([Article(id=name, text=text, sha256=digest, language="en")])
        asks = [(e.span, ask.form) for ask in reading.asks for e in ask.evidence if ask.confidence >= SURE]
        told = [e.span for one in reading.forecasts for e in one.evidence if one.confidence >= SURE]
        unsure = [e.span for one in (*reading.asks, *reading.forecasts) for e in one.evidence]
        for sentence in reading.sentences:
            span = sentence.span
            if not 30 <= span.end - span.start <= 600 or reading.article.text[span.start : span.end].isupper():
                continue
            form = next((form for at, form in asks if _touch(at, span)), None)
            said = any(_touch(at, span) for at in told)
            if form is None and not said and any(_touch(at, span) for at in unsure):
                continue
            found.append((reading.article.text[span.start : span.end], form or "none", "yes" if said else "no"))
    random.Random(5).shuffle(found)
    for text, form, said in found[:most]:
        whole = [(0, len(text))]
        yield {
            "text": text,
            "sentences": whole,
            "source": "plain",
            "tasks": [task("ask", form, PLAIN, sentence=whole), task("forecast", said, PLAIN, sentence=whole)],
        }


SURE, PLAIN = 0.5, 0.4


def _touch(one: Any, other: Any) -> bool:
    return bool(one.start < other.end and other.start < one.end)


def polnear(articles: int) -> list[str]:
    """Texts of articles of PolNeAR train: news of another kind than that of states."""
    with gzip.open(SHARED / "data" / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = sorted({json.loads(line)["text"] for line in file})
    random.Random(3).shuffle(texts)
    return [text for text in texts if len(text) < LONG][:articles]


LONG = 9000


def contact_examples(reader: Reader) -> Iterator[Example]:
    """Contacts of two states in passages of up to three sentences, with the mentions of both."""
    rows = [(source, row) for source, row in written("contacts")]
    for (source, row), page in zip(rows, pages_of(reader, [row["text"] for _, row in rows]), strict=True):
        one, other = reader.lexicon.state_of(row["a"]), reader.lexicon.state_of(row["b"])
        length = len(page.text)
        whole = [(0, length)]
        pools = {
            "one": _mentions(page, one) or whole,
            "other": _mentions(page, other) or whole,
            "sentence": whole,
        }
        tasks = [task("contact", row["contact"], **pools)]
        if row["contact"] not in ("none", "letter"):
            tasks.append(task("contact_status", row["status"], **pools))
        sentences = [(int(s.start_char), int(s.end_char)) for s in page.doc.sents]
        words = _found(page.text, row.get("words", ""))
        yield {
            "text": page.text,
            "sentences": sentences,
            "source": source,
            "tasks": tasks,
            "words": {"contact.words": [words]} if words else {},
        }


def _mentions(page: Page, state: str | None) -> list[Span]:
    return [(m.span.start, m.span.end) for m in page.mentions if state is not None and state_of(page, m) == state]


def examples(reader: Reader) -> Iterator[Example]:
    """All of them."""
    yield from pair_examples()
    yield from passage_examples()
    yield from act_examples(reader)
    yield from news_examples(reader)
    yield from plain_examples(make_reader(Settings(reader="fast")))
    yield from contact_examples(reader)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    counted: dict[tuple[str, str], int] = {}
    with arguments.out.open("w", encoding="utf-8") as file:
        for example in examples(bare_reader()):
            file.write(json.dumps(example, ensure_ascii=False) + "\n")
            for each in example["tasks"]:
                counted[each["head"], each["class"]] = counted.get((each["head"], each["class"]), 0) + 1
    report: Mapping[tuple[str, str], int] = dict(sorted(counted.items()))
    print(*(f"{head} {label} {count}" for (head, label), count in report.items()), sep="\n")


if __name__ == "__main__":
    main()
