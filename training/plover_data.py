"""The PLOVER training data: marked pairs with their type, and machine-written stories with theirs.

A pair is a sentence with the spans of its source and target. PLV (Hu et al., ACL 2024; no licence
stated, no text kept here) has 1,050 of them; its fifteen roots join CONCEDE and RETREAT as YIELD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data import SHARED, rows

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The fifteen roots, in the order of the head's outputs."""

QUAD = dict(zip(TYPES, (1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4), strict=True))
"""Words of cooperation, deeds of cooperation, words of conflict, deeds of conflict."""

PLV = SHARED / "data" / "plv_plover_relations" / "plv_train.jsonl"
GSR = SHARED / "data" / "plover_gsr" / "plover_gsr.jsonl"
STORIES = SHARED / "data" / "ngec_synthetic_plover" / "synthetic.jsonl.gz"
FOLDS = 5
_MARK = re.compile(r"</?[st]>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence, the half-open spans of its source and target, and the type between them.

    `fold` is the fifth it is scored in; pairs of one sentence share it. `weight` scales its loss.
    """

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    type: str
    fold: int = -1
    weight: float = 1.0


def root_of(kind: str) -> str:
    """The PLV root of a PLOVER 2021 type."""
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def key_of(text: str) -> str:
    """What two spellings of one sentence share: its words."""
    return " ".join(_WORD.findall(text.lower()))


def plv_pairs(path: Path = PLV) -> list[Pair]:
    """The marked pairs of PLV train, their spans in the sentence without its marks; GSR sentences left out.

    Folds go by sentence in the order of its first row: the i-th new sentence of a root is in fold i mod 5.
    """
    kept = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kept = [row for row in kept if key_of(row["sentence"]) not in gsr_keys()]
    folds: dict[str, int] = {}
    seen: dict[str, int] = {}
    pairs = []
    for row in kept:
        text, source, target = unmarked(row["marked_sentence"])
        root, key = row["gold_root"], key_of(text)
        if key not in folds:
            folds[key] = seen.get(root, 0) % FOLDS
            seen[root] = seen.get(root, 0) + 1
        pairs.append(Pair(text=text, source=source, target=target, type=root, fold=folds[key]))
    return pairs


def gsr_keys() -> frozenset[str]:
    """The words of each PLOVER gold record, which no head may be trained on."""
    if not GSR.is_file():
        return frozenset()
    return frozenset(key_of(json.loads(line)["text"]) for line in GSR.read_text(encoding="utf-8").splitlines())


def unmarked(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """The text without its marks, and the spans that stood in the first `<s>` and the first `<t>`.

    White space at the edge of a span is outside it.
    """
    parts: list[str] = []
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    at = length = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        side = mark.group()[-2]
        if mark.group()[1] != "/":
            opened.setdefault(side, length)
        else:
            spans.setdefault(side, (opened.get(side, length), length))
    text = "".join((*parts, marked[at:]))
    source, target = (_stripped(text, spans.get(side, (0, len(text)))) for side in "st")
    return text, source, target


def _stripped(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())


def stories() -> list[tuple[str, str]]:
    """(text, root) of the machine-written stories: the headline asked for, then the story."""
    found = []
    for row in rows(STORIES):
        headline = row["prompt"].split("\n")[0].strip().strip('"')
        found.append((f"{headline}. {row['text']}", root_of(row["label"])))
    return found


def macro_f1(gold: Sequence[object], ours: Sequence[object]) -> float:
    """The mean over the classes of gold of their F1."""
    scores = []
    for kind in sorted(set(gold), key=str):
        right = sum(g == o == kind for g, o in zip(gold, ours, strict=True))
        scores.append(2 * right / max(1, sum(g == kind for g in gold) + sum(o == kind for o in ours)))
    return sum(scores) / len(scores)


def figures(gold: Sequence[str], ours: Sequence[str]) -> dict[str, float]:
    """Macro-F1 over fifteen roots, four groups and two."""
    quads = [QUAD[g] for g in gold], [QUAD[o] for o in ours]
    halves = [q > 2 for q in quads[0]], [q > 2 for q in quads[1]]
    return {"types": macro_f1(gold, ours), "groups": macro_f1(*quads), "halves": macro_f1(*halves)}
