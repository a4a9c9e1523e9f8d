"""What grammar and the trained head together make of an act's status: done, planned, only said to have been done.

An invented example: in "Reporters watched the presidents of Chad and Niger open the tap; a rehearsal, it turned out"
the tense says done, and no word of the clause speaks against it; the head `status`, which reads the clause and its
sentence, may know better. Where the grammar has a plain word for it ("will", "if", "did not"), that word outweighs the
head: how much each kind of sign is worth was counted on passages of known status (training/fit_event_status.py).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from memcon.lexicon.lexicon import Lexicon
from memcon.model.reading import EventStatus

STATUSES = ("done", "ongoing", "planned", "possible", "denied", "alleged", "past", "none")
"""What the head knows: `past` is history told as such, `none` no act at all."""

TOLD = ("done", "ongoing")
SURE = 0.55
"""The share from which another status than the grammar's is taken over."""


HOW = ("plain", "by word", "in speech")
SIGNS = tuple(f"{status} {how}" for status in STATUSES[:6] for how in HOW)
"""What the grammar may go by."""


def sign_of(grammar: str, *, by_word: bool, in_speech: bool) -> str:
    """The name of what the grammar goes by: its status, and whether a word of the clause or a speaker gives it."""
    return f"{grammar} {'by word' if by_word else 'in speech' if in_speech else 'plain'}"


def weighed_status(lexicon: Lexicon, sign: str, shares: Mapping[str, float]) -> dict[str, float]:
    """The probability of each of `STATUSES`, from what the grammar goes by and the head's shares (empty: no head)."""
    given, head = _table(lexicon)
    grammar = sign.split()[0]
    prior = given.get(sign) or given.get(f"{grammar} plain") or {grammar: 1.0}
    whole = given["all"]
    lean = {
        status: math.log(max(prior.get(status, 0.0), LEAST))
        + head * math.log(max(shares.get(status, 0.0), LEAST) / max(whole.get(status, 0.0), LEAST)) * bool(shares)
        for status in STATUSES
    }
    most = max(lean.values())
    odds = {status: math.exp(value - most) for status, value in lean.items()}
    total = sum(odds.values())
    return {status: round(value / total, 4) for status, value in odds.items()}


LEAST = 0.004


@lru_cache(maxsize=4)
def _table(lexicon: Lexicon) -> tuple[Mapping[str, Mapping[str, float]], float]:
    given: dict[str, dict[str, float]] = {}
    head = 1.0
    for row in lexicon.table("event_status"):
        sign, _, status = row["sign"].partition(": ")
        if status:
            given.setdefault(sign, {})[status] = float(row["weight"])
        else:
            head = float(row["weight"])
    return given, head


def settled(grammar: EventStatus, weighed: Mapping[str, float]) -> tuple[EventStatus, float]:
    """The status to be written and its probability; that of an act done or going on counts for both.

    History told as such and no act at all are no statuses of their own: the grammar's stays, as unlikely as it is.
    """
    best = max(STATUSES, key=lambda status: weighed[status])
    if best not in ("past", "none") and best != grammar and weighed[best] >= SURE:
        grammar = cast(EventStatus, best)
    sure = sum(weighed[told] for told in TOLD) if grammar in TOLD else weighed[grammar]
    return grammar, round(sure, 4)
