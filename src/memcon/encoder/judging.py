"""What the trained heads say of two passages side by side: whether one answers, bears out or retells the other.

An invented example: `answer` of "Palau asked Nauru for two tugs." and "By Friday both were at the quay in Koror." gives
granted .8, none .1, ... Both passages go through the body together, so that each is read in the light of the other
(a cross-encoder; Nogueira and Cho 2019, arXiv 1901.04085), and each head takes the mean vectors of the two.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from memcon.encoder.readouts import has_head
from memcon.encoder.values import EncoderInput

if TYPE_CHECKING:
    from memcon.encoder.encoder import Encoder
    from memcon.encoder.readouts import Votes

GAP = "\n\n"
"""What stands between two passages; also in training (training/judged_data.py)."""

LONGEST = 600
"""Characters of each passage that are read; both fit into one window."""

REMEMBERED = 4096
"""Pairs whose votes are kept, the last asked about first."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Asks the heads of `encoder` about passages and pairs of passages. Pure: what is kept only saves time."""

    encoder: Encoder
    known: OrderedDict[tuple[str, str], tuple[Votes | None, int, int]] = field(
        default_factory=OrderedDict, compare=False, repr=False
    )

    def pair(self, head: str, first: str, second: str) -> dict[str, float]:
        """The probability of each class of `head` for two passages in this order; empty from a model without it.

        Passages longer than `LONGEST` characters are cut off there. Shares are rounded to 4 places.
        """
        first, second = " ".join(first.split())[:LONGEST], " ".join(second.split())[:LONGEST]
        if not first or not second or not has_head(self.encoder.readouts, head):
            return {}
        votes, length, whole = self._votes(first, second)
        if votes is None:
            return {}
        pools = {"first": ((0, length),), "second": ((length + len(GAP), whole),)}
        return votes.share(head, pools, otherwise=(0, whole))

    def passage(self, head: str, text: str) -> dict[str, float]:
        """The probability of each class of `head` for one passage read by itself; empty from a model without it."""
        text = " ".join(text.split())[: 2 * LONGEST]
        votes, length, _ = self._votes(text, "")
        return votes.share(head, {"sentence": ((0, length),)}, otherwise=(0, length)) if votes and text else {}

    def _votes(self, first: str, second: str) -> tuple[Votes | None, int, int]:
        key = (first, second)
        if key not in self.known:
            text = first + GAP + second if second else first
            spans = [(0, len(first)), *([(len(first) + len(GAP), len(text))] if second else [])]
            (votes,) = self.encoder.votes([EncoderInput(text=text, sentences=spans)])
            self.known[key] = votes, len(first), len(text)
            if len(self.known) > REMEMBERED:
                self.known.popitem(last=False)
        self.known.move_to_end(key)
        return self.known[key]


@cache
def judge() -> Judge | None:
    """The judge of the shipped model `meaning`, loaded once; None where its file is missing or has no heads."""
    from memcon.encoder.encoder import load
    from memcon.errors import ModelMissing

    try:
        encoder = load("meaning")
    except ModelMissing:
        return None
    return Judge(encoder) if encoder.readouts else None
