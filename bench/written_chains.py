"""Chains of written passages: `python bench/written_chains.py [--half even|odd|both] [--errors] [--reader fast]`.

Scores training/written/chains-a.jsonl, short passages that another hand composed: lines counted from 0, the even ones
serve to mend errors, the odd ones only for the figure. A labelled statement is found when one of ours (confidence .5
and up) has content that touches it; of those the one that shares most is judged: its speaker, and its chain (all links,
in order). Names count as the same as in bench/blind_chains.py; adjectives, capitals and names of a state ("Kuwaiti",
"of Kuwait") are one here, for the labels give a description where the text has another. Where the words were posted
("Telegram", "WhatsApp"), or the paper they stood in ("cable"), may stand in a chain or not. A label whose words are
nothing but a report that another label tells ("Radio Five said that the mayor had denied it" beside the mayor's
denial) is not scored apart:
memcon gives one statement an innermost speaker, and the chain of that one holds the outer. `--errors` shows the even
half's alone.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from blind_chains import FLOOR, same
from speakers import best_of, shared, words

from memcon.ingest import Settings, make_reader
from memcon.lexicon import load_lexicon
from memcon.lexicon.lexicon import Lexicon
from memcon.model.actor import Party
from memcon.model.article import Article, text_sha256
from memcon.model.reading import Reading
from memcon.model.span import Span

SET = Path(__file__).resolve().parent.parent / "training" / "written" / "chains-a.jsonl"
_LEFT = 5
_PLACES = frozenset({"telegram", "whatsapp", "x", "tweet", "facebook", "cable", "embassy cable", "twitter", "letter"})


def article_of(number: int, row: dict[str, Any]) -> Article:
    """A row as an article of an outlet that is not named."""
    text = row["text"]
    return Article(
        id=f"w{number}", text=text, sha256=text_sha256(text), published="2024-05-10", language="en", kind="news"
    )


def spans_of(text: str, quotes: list[str]) -> list[Span]:
    """Where the strings of a label stand."""
    return [Span(at, at + len(quote)) for quote in quotes if (at := text.find(quote)) >= 0]


def carried(row: dict[str, Any], number: int) -> bool:
    """Whether a label's words are a report that other labels of the row tell, and hardly more."""
    text, label = row["text"], row["statements"][number]
    content = spans_of(text, label["content"])
    inner: list[Span] = []
    for other in row["statements"]:
        if other is label or label["speaker"] not in other["via"]:
            continue
        parts = spans_of(text, [*([other["source"]] if other["source"] else []), *other["cue"], *other["content"]])
        cues = spans_of(text, other["cue"])
        if any(c.covers(cue) for c in content for cue in cues):
            inner += [Span(min(p.start for p in parts), max(p.end for p in parts))]
    if not inner:
        return False
    letters = [
        i for span in content for i in range(span.start, span.end) if not any(s.start <= i < s.end for s in inner)
    ]
    return len(re.findall(r"\w+", "".join(text[i] for i in letters))) < _LEFT


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


@cache
def folded(name: str) -> frozenset[str]:
    """The words of a name, what names or describes a state as the state's code."""
    lexicon = _lexicon()
    tokens = re.sub(r"[\u2019']s\b", "", name.replace("\u2019", "'")).split()
    found: list[str] = []
    at = 0
    while at < len(tokens):
        for size in (4, 3, 2, 1):
            state = lexicon.state_of(" ".join(tokens[at : at + size]).strip(",.()"))
            if state is not None and at + size <= len(tokens):
                found.append(f"state {state}")
                break
        else:
            size = 1
            found += words(tokens[at]) if tokens[at].lower().strip(",.") not in ("the", "a", "of", "in") else []
        at += size
    return frozenset(found)


def named(reading: Reading, party: Party, name: str) -> bool:
    """Whether a party is the one of this name, descriptions by state folded."""
    if same(reading, party, name):
        return True
    actor = next((a for a in reading.actors if a.id == party.actor), None)
    names = [party.name, *((actor.name, *actor.aliases) if actor else ())]
    if party.span is not None:
        names.append(party.span.of(reading.article.text))
    names += [m.quote for m in reading.mentions if m.actor is not None and m.actor == party.actor]
    wanted = folded(name)
    return any(wanted <= folded(n) or folded(n) <= wanted for n in names if folded(n))


def same_chain(reading: Reading, ours: tuple[Party, ...], names: list[str]) -> bool:
    """Whether the parties are those named, in order, where the words were posted left aside."""
    names = [n for n in names if n.lower() not in _PLACES]
    parties = [p for p in ours if p.name.lower() not in _PLACES]
    return len(parties) == len(names) and all(named(reading, p, n) for p, n in zip(parties, names, strict=True))


def judge(reading: Reading, row: dict[str, Any], *, errors: bool) -> Counter[str]:
    """Counts of one row."""
    counts: Counter[str] = Counter()
    text = row["text"]
    shown = [s for s in reading.statements if s.confidence >= FLOOR]
    if not row["statements"]:
        counts.update(near_misses=1, near_miss_clean=not shown)
        if errors and shown:
            _say(reading, row, "near-miss")
        return counts
    wrong = []
    for number, label in enumerate(row["statements"]):
        if carried(row, number):
            continue
        counts["labels"] += 1
        counts["chains"] += bool(label["via"])
        spans = spans_of(text, label["content"])
        near = [one for span in spans if (one := best_of(reading, span)) is not None]
        one = max(near, key=lambda s: (sum(shared(s, c) for c in spans), s.id), default=None)
        if one is None:
            wrong.append(f"not found: {label['speaker']} {label['via']}")
            continue
        speaker, via = named(reading, one.speaker, label["speaker"]), same_chain(reading, one.via, label["via"])
        counts.update(
            found=1, speaker=speaker, via=via, whole=bool(label["via"]) and speaker and via, right=speaker and via,
            found_chain=bool(label["via"]), via_chain=bool(label["via"]) and via,
        )  # fmt: skip
        if not (speaker and via):
            wrong.append(f"{label['speaker']} {label['via']} -> {one.speaker.name} {[p.name for p in one.via]}")
    if errors and wrong:
        _say(reading, row, *wrong)
    return counts


def _say(reading: Reading, row: dict[str, Any], *wrong: str) -> None:
    print(f"\n{reading.article.id} {row['text']}")
    for line in wrong:
        print("  WANTED", line)
    for s in reading.statements:
        said = " | ".join(c.of(row["text"])[:60] for c in s.content)
        print(f"  ours {s.confidence:.2f} {s.speaker.name} {[p.name for p in s.via]}: {said}")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reader", default="fast")
    parser.add_argument("--half", default="both", choices=("even", "odd", "both"))
    parser.add_argument("--errors", action="store_true", help="show the errors of the even half")
    parser.add_argument("--set", type=Path, default=SET, help="a file of the same form")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.set.read_text(encoding="utf-8").splitlines()]
    halves = ("even", "odd") if options.half == "both" else (options.half,)
    wanted = [n for n in range(len(rows)) if ("even", "odd")[n % 2] in halves]
    reader = make_reader(Settings(reader=options.reader))
    totals: dict[str, Counter[str]] = {half: Counter() for half in halves}
    for n, reading in zip(wanted, reader.read(article_of(n, rows[n]) for n in wanted), strict=True):
        half = ("even", "odd")[n % 2]
        totals[half] += judge(reading, rows[n], errors=options.errors and half == "even")
    for half, total in totals.items():
        print(report(half, total))


def report(half: str, total: Counter[str]) -> str:
    """The figures of a half in a line."""
    labels = max(1, total["labels"])
    shares = ", ".join(f"{name} {total[name] / labels:.3f}" for name in ("found", "speaker", "via", "right"))
    return (
        f"{half:4} labels {total['labels']}: {shares}; chains whole {total['whole']} of {total['chains']} "
        f"({total['found_chain']} found, {total['via_chain']} with all links); near-misses without a statement "
        f"{total['near_miss_clean']} of {total['near_misses']}"
    )


if __name__ == "__main__":
    main()
