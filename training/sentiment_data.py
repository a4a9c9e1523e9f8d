"""Sentences with the feeling they show toward one named person or group: NewsMTSC and sentences of our own.

NewsMTSC (Hamborg and Donnay, EACL 2021) quotes US news on US politics: 8,739 targets in 7,758
sentences. Our own 150 sentences, about states, their governments, leaders and armed groups, were
written before any head had been run on them and are never trained on.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data import SHARED, rows

FEELINGS = ("negative", "neutral", "positive")
NEWSMTSC = SHARED / "data" / "newsmtsc" / "train.jsonl.gz"
OWN = Path(__file__).parents[1] / "bench" / "sentiment_states.jsonl"
HELD_OUT = 5
WORDS_NEAR = 60
"""Characters on each side of a target that are near it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """A sentence, the half-open span of a target, the feeling toward it; `held_out` rows are only scored."""

    text: str
    target: tuple[int, int]
    feeling: str
    held_out: bool


def newsmtsc() -> list[Felt]:
    """The targets of NewsMTSC train; every fifth sentence by a hash of its words is held out."""
    found = []
    for row in rows(NEWSMTSC):
        text = row["sentence_normalized"]
        held_out = zlib.crc32(text.encode()) % HELD_OUT == 0
        found += [
            Felt(text=text, target=(t["from"], t["to"]), feeling=FEELINGS[int(t["polarity"]) // 2 - 1],
                 held_out=held_out)
            for t in row["targets"]
        ]  # fmt: skip
    return found


def own_sentences() -> list[Felt]:
    """Our own sentences about states."""
    read = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    return [Felt(text=row["text"], target=tuple(row["target"]), feeling=row["feeling"], held_out=True) for row in read]


def pools_of(felt: Felt) -> dict[str, Sequence[tuple[int, int]]]:
    """The target, what stands near before and after it, and the whole sentence."""
    start, end = felt.target
    return {
        "target": (felt.target,),
        "before": ((max(0, start - WORDS_NEAR), start),) if start else (),
        "after": ((end, min(len(felt.text), end + WORDS_NEAR)),) if end < len(felt.text) else (),
        "sentence": ((0, len(felt.text)),),
    }
