"""Speakers on real texts: `python bench/speakers.py [--reader fast] [--errors] [--odd]`.

`speakers_labels.jsonl` names 165 statements of Wikinews and official texts by id and offsets, with who says them; it
was labelled before any output was looked at. A statement is found when one of ours (confidence .5 and up) has content
that touches the labelled one. Strict: the same actor by name or alias, or by the state for a state. Lenient: also what
the labeller called defensible (`also`), or a name that holds the labelled one, of the same state. The even rows served
to mend errors, the odd ones only for the figure.
"""

from __future__ import annotations

import argparse
import random
import re
import unicodedata
from pathlib import Path
from typing import Any

from status import article_of, labelled, texts

from memcon.ingest import Settings, make_reader
from memcon.model.reading import Reading, Statement
from memcon.model.span import Span

LABELS = Path(__file__).with_name("speakers_labels.jsonl")
FLOOR = 0.5
_EMPTY = frozenset({"the", "a", "an", "of", "and", "mr", "mrs", "ms", "dr", "president", "minister", "us", "u.s"})


def words(name: str) -> list[str]:
    """The words of a name, folded ("Schröder" and "Schroeder" are one), without articles and the commonest titles."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    found = re.findall(r"\w+", re.sub(r"(?<=[aou])e", "", plain.casefold()))
    return [word for word in found if word not in _EMPTY] or found


def shared(statement: Statement, span: Span) -> int:
    """Characters that a statement's content shares with a span."""
    return sum(max(0, min(one.end, span.end) - max(one.start, span.start)) for one in statement.content)


def best_of(reading: Reading, span: Span) -> Statement | None:
    """The shown statement that shares most with the labelled content; the one that adds least around it of equals."""
    near = [one for one in reading.statements if one.confidence >= FLOOR and shared(one, span)]
    size = {one.id: sum(c.end - c.start for c in one.content) for one in near}
    return max(near, key=lambda one: (shared(one, span), -size[one.id], one.id), default=None)


def judged(reading: Reading, statement: Statement, speaker: dict[str, Any]) -> tuple[bool, bool]:
    """(strict, lenient): whether the statement's speaker is the labelled one."""
    actors = {actor.id: actor for actor in reading.actors}
    ids = [statement.speaker.actor] if statement.speaker.actor else list(statement.speaker.members)
    ours = [actors[i] for i in ids if i in actors]
    names = [statement.speaker.name, *(n for actor in ours for n in (actor.name, *actor.aliases))]
    held = {tuple(words(name)) for name in names}
    strict = tuple(words(speaker["name"])) in held
    if speaker["kind"] == "state" and speaker["state"]:
        strict = strict or any(actor.kind == "state" and actor.state == speaker["state"] for actor in ours)
    wanted = [speaker["name"], *speaker.get("also", ())]
    lenient = strict or any(_same(words(name), list(one)) for name in wanted for one in held)
    states = {actor.state for actor in ours} | {None}
    if lenient and not strict and speaker["state"] and len(states) > 1 and speaker["kind"] == "person":
        lenient = speaker["state"] in states or None in {actor.state for actor in ours}
    return strict, lenient


def _same(wanted: list[str], got: list[str]) -> bool:
    """Whether one name holds the other whole ("Chief Ann Day", "Ann Day"; "Day", "Ann Day")."""
    small, large = sorted((wanted, got), key=len)
    return bool(small) and set(small) <= set(large) and (small[-1] == large[-1] or small[0] == large[0])


def interval(values: list[bool], *, rounds: int = 1000) -> tuple[float, float]:
    """The 95 % bootstrap interval of a share, drawn with a fixed seed."""
    draw = random.Random(7)
    shares = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(rounds))
    return shares[int(0.025 * rounds)], shares[int(0.975 * rounds)]


def report(name: str, outcomes: list[tuple[bool, bool, bool]]) -> None:
    """Prints the figures of (found, strict, lenient) rows."""
    found = [one for one in outcomes if one[0]]
    low, high = interval([one[2] for one in found])
    count = max(1, len(found))
    print(
        f"{name:5} labels {len(outcomes)}, found {len(found) / len(outcomes):.3f}; of the found: "
        f"strict {sum(o[1] for o in found) / count:.3f}, lenient {sum(o[2] for o in found) / count:.3f} "
        f"[{low:.3f}, {high:.3f}]; of all: lenient {sum(o[2] for o in outcomes) / len(outcomes):.3f}"
    )


def main() -> None:
    """Prints how many labelled statements are found and how often the speaker is right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reader", default="fast")
    parser.add_argument("--errors", action="store_true", help="show the errors of the even rows")
    parser.add_argument("--odd", action="store_true", help="print the figure of the odd rows too")
    options = parser.parse_args()
    labels, rows = labelled(LABELS), texts()
    number = {id(label): n for n, label in enumerate(one for group in labels.values() for one in group)}
    reader = make_reader(Settings(reader=options.reader))
    keys = sorted(labels)
    halves: dict[int, list[tuple[bool, bool, bool]]] = {0: [], 1: []}
    for key, reading in zip(keys, reader.read(article_of(k[0], rows[k]) for k in keys), strict=True):
        for label in labels[key]:
            half = number[id(label)] % 2
            statement = best_of(reading, Span(*label["content"]))
            strict, lenient = judged(reading, statement, label["speaker"]) if statement else (False, False)
            halves[half].append((statement is not None, strict, lenient))
            if options.errors and half == 0 and not lenient:
                _show(reading.article.text, label, statement)
    report("even", halves[0])
    if options.odd:
        report("odd", halves[1])


def _show(text: str, label: dict[str, Any], statement: Statement | None) -> None:
    start, end = label["content"]
    got = f"{statement.speaker.name} ({statement.speaker.actor})" if statement else "NOT FOUND"
    around = text[max(0, start - 120) : end + 120].replace("\n", " ")
    print(f"{label['speaker']['name']} ({label['speaker']['state']}) -> {got} | {around}\n")


if __name__ == "__main__":
    main()
