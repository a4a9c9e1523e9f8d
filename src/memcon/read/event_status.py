"""What grammar and the trained head together make of an act's status: done, planned, only said to have been done.

An invented example: in "Reporters watched the presidents of Chad and Niger open the tap; a rehearsal, it turned out"
the tense says done, and no word of the clause speaks against it; the head `status`, which reads the clause and its
sentence, may know better. Where the grammar has a plain word for it ("will", "if", "did not"), that word outweighs the
head: how much each kind of sign is worth was counted on passages of known status (training/fit_event_status.py); what
else speaks for a status (tense, what governs the clause, time, type: event_status_signs.py) was fitted to articles.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from memcon.lexicon.lexicon import Lexicon
from memcon.lexicon.weighing import choice_rates, weights_of
from memcon.model.reading import EventStatus

STATUSES = ("done", "ongoing", "planned", "possible", "denied", "alleged", "past", "none")
"""What the head knows: `past` is history told as such, `none` no act at all."""

TOLD = ("done", "ongoing")
SURE = 0.6
"""The share from which another status than the grammar's is taken over."""

SURE_OF_RARE = 0.75
"""The same where grammar or speech has the act as denied or alleged: few of the acts judged by hand are."""


HOW = ("plain", "by word", "in speech")
SIGNS = tuple(f"{status} {how}" for status in STATUSES[:6] for how in HOW)
"""What the grammar may go by."""


def sign_of(grammar: str, *, by_word: bool, in_speech: bool) -> str:
    """The name of what the grammar goes by: its status, and whether a word of the clause or a speaker gives it."""
    return f"{grammar} {'by word' if by_word else 'in speech' if in_speech else 'plain'}"


def weighed_status(
    lexicon: Lexicon, sign: str, shares: Mapping[str, float], signs: Mapping[str, float]
) -> dict[str, float]:
    """The probability of each of `STATUSES`, from what the grammar goes by, the head's shares (empty: no head) and the
    signs of the clause (event_status_signs)."""
    given = _table(lexicon)
    rates = choice_rates(leans(given[sign], given[ALL], shares, signs), weights_of(lexicon, "event_status_signs"))
    rates["none"] = max(0.0, 1.0 - sum(rates.values()))
    return {status: round(rates[status], 4) for status in STATUSES}


def leans(
    prior: Mapping[str, float], whole: Mapping[str, float], shares: Mapping[str, float], signs: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """The signs of each status against `none`, as `choice_rates` takes them.

    `given`: what was counted under the grammar's sign (`prior`); `head`: the head's share against that among its
    training texts (`whole`); and each sign of the clause.
    """
    counted = {status: math.log(max(prior.get(status, 0.0), LEAST)) for status in STATUSES}
    heard = {
        status: math.log(max(shares.get(status, 0.0), LEAST) / max(whole.get(status, 0.0), LEAST)) * bool(shares)
        for status in STATUSES
    }
    return {
        status: {"given": counted[status] - counted["none"], "head": heard[status] - heard["none"]}
        | {f"{status}: {name}": value for name, value in signs.items()}
        for status in STATUSES
        if status != "none"
    }


LEAST = 0.004
ALL = "all"
"""The row of the shares among the passages that the head was trained on."""


@lru_cache(maxsize=4)
def _table(lexicon: Lexicon) -> Mapping[str, Mapping[str, float]]:
    given: dict[str, dict[str, float]] = {}
    for row in lexicon.table("event_status"):
        sign, _, status = row["sign"].partition(": ")
        given.setdefault(sign, {})[status] = float(row["weight"])
    return given


def settled(grammar: EventStatus, weighed: Mapping[str, float]) -> tuple[EventStatus, float]:
    """The status to be written and its probability; that of an act done or going on counts for both.

    History told as such and no act at all are no statuses of their own: the grammar's stays, as unlikely as it is.
    """
    best = max(STATUSES, key=lambda status: weighed[status])
    least = SURE_OF_RARE if grammar in ("denied", "alleged") else SURE
    if best not in ("past", "none") and best != grammar and weighed[best] >= least:
        grammar = cast(EventStatus, best)
    sure = sum(weighed[told] for told in TOLD) if grammar in TOLD else weighed[grammar]
    return grammar, round(sure, 4)
