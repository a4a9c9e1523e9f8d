"""How likely two tellings of two accounts are of one matter, from what they share.

`Norway will contribute a further NOK 1.5 billion to the fund` and `Norway will make an additional contribution of NOK
1.5 billion to the fund` are; `the fund was set up in Oslo` is of neither. The weights are a logistic table
(`telling_pairs.csv`), fitted by training/fit_tellings.py to labelled pairs of the benches.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

import numpy as np

from memcon.lexicon.tables import read_rows
from memcon.lexicon.weighing import log_odds, rate
from memcon.link.similarity import shared_runs
from memcon.link.tellings import Telling

KIN = 0.42
"""Words whose vectors are less alike than this are strangers."""
MARGIN = 4.0
NOTHING = -5.0
"""The lean of two tellings that share nothing."""
FULL = 12.0
"""Weight of shared words from which more of it makes a pair no surer."""


def signs_of(one: Telling, other: Telling) -> dict[str, float]:
    """What two tellings share and where they part, each a number of about 0..1."""
    alike = one.meanings @ other.meanings.T
    exact = one.keys[:, None] == other.keys
    alike[alike < KIN] = 0.0
    alike[exact] = 1.0
    mine = np.add.reduce(one.weights * np.maximum.reduce(alike, 1))
    theirs = np.add.reduce(other.weights * np.maximum.reduce(alike, 0))
    inside, around = float(mine / one.total), float(theirs / other.total)
    same = float(np.add.reduce(one.weights * np.logical_or.reduce(exact, 1)))
    union = float(one.total + other.total) - same
    soft = 0.5 * float(mine + theirs)
    agree, clash = _numbers(one, other) if one.quantities and other.quantities else (0, 0)
    names = one.named & other.named
    apart = two_voices(one, other)
    days = bool(one.days and other.days)
    return {
        "most": max(inside, around),
        "full": max(0.0, max(inside, around) - 0.6) / 0.4,
        "least": min(inside, around),
        "both": inside * around,
        "meaning": one.nearness(other),
        "words": same / max(union, 1e-6),
        "weight": min(soft, FULL) / FULL,
        "run": min(1.0, _longest_run(one, other) / 8),
        "numbers": min(agree, 2) / 2,
        "numbers apart": float(clash > 0 and not agree),
        "names": min(len(names), 2) / 2,
        "names apart": float(bool(one.named) and bool(other.named) and not names),
        "turned": float(one.negative != other.negative),
        "speakers apart": float(apart),
        "one speaker": float(bool(one.speaker) and one.speaker == other.speaker),
        "contact": float(one.contact) + float(other.contact),
        "days agree": float(days and _days_agree(one, other)),
        "days apart": float(days and not _days_agree(one, other)),
        "topic apart": float(one.topic != other.topic),
        "short": 1.0 / max(1.0, min(one.heavy, other.heavy)),
    }


def _days_agree(one: Telling, other: Telling) -> bool:
    """Whether both name a day, a week or a month beside the news that can be the same."""
    return any(a[0] <= b[1] and b[0] <= a[1] for a in one.days for b in other.days)


def _longest_run(one: Telling, other: Telling) -> int:
    """How many words in a row both have at most; runs of fewer than three are none."""
    if one.runs.isdisjoint(other.runs):
        return 0
    return max(run.length for run in shared_runs(one.forms, other.forms, least=3))


def _numbers(one: Telling, other: Telling) -> tuple[int, int]:
    """How many numbers of one kind agree and how many exclude each other."""
    agree = clash = 0
    for mine in one.quantities:
        alike = [theirs for theirs in other.quantities if theirs.of == mine.of]
        if any(mine.agrees(theirs) for theirs in alike):
            agree += 1
        elif alike:
            clash += 1
    return agree, clash


def two_voices(one: Telling, other: Telling) -> bool:
    """Whether two different speakers of different states say it, neither for both sides."""
    if one.statement is None or other.statement is None or one.joint or other.joint:
        return False
    if one.speaker == other.speaker or one.statement.speaker.actor is None or other.statement.speaker.actor is None:
        return False
    return one.state is None or one.state != other.state


@cache
def _table() -> Mapping[str, float]:
    return {row.need("sign"): float(row.need("weight")) for row in read_rows("telling_pairs")}


def lean(signs: Mapping[str, float]) -> float:
    """The log odds, by these signs alone, that two tellings are of one matter."""
    table = _table()
    found = table["intercept"] + math.fsum([table.get(name, 0.0) * value for name, value in signs.items() if value])
    return max(-30.0, min(30.0, found))


def likeness(own: float, rivals: tuple[float, float]) -> float:
    """The probability (0..1) that two tellings are of one matter: `own` is their lean, `rivals` the best leans that
    each of the two has with another telling of the other's account."""
    table = _table()
    margins = sorted(max(-MARGIN, min(MARGIN, own - max(rival, NOTHING))) for rival in rivals)
    found = table["second intercept"] + table["second lean"] * own
    found += table["second least"] * margins[0] + table["second most"] * margins[1]
    return rate(found)


def judged_likeness(before: float, signs: Mapping[str, float]) -> float:
    """The probability (0..1) of one matter: `before` is that by words, `signs` what the judge says of the two."""
    table = _table()
    found = table.get("third intercept", 0.0) + table.get("third lean", 1.0) * log_odds(before, 1e-6)
    found += math.fsum(table.get(name, 0.0) * value for name, value in signs.items())
    return rate(found)
