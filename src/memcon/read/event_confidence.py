"""How likely an event is right, from what its row, its sides and its voice were worth on texts with known answers.

The weights are a logistic table (`event_confidence.csv`, fitted by training/fit_event_confidence.py); the least certain
mention then bounds what the whole can be worth. Where the encoder has a head for types, its share of the event's type
counts too, with the weights of a table of its own (`event_confidence_typed.csv`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from memcon.lexicon.lexicon import Lexicon
from memcon.lexicon.weighing import rate, weights_of
from memcon.model.span import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A confidence and the reasons it was reckoned from."""

    value: float
    reasons: tuple[Reason, ...]


def logit(share: float) -> float:
    """The log odds of a share strictly between 0 and 1."""
    return math.log(share / (1.0 - share))


def bounded(share: float) -> float:
    """The head's share, kept from .25 to .97: wordings unlike its training texts get shares near 0 that mean little."""
    return min(max(share, 0.25), 0.97)


def weigh_proposal(lexicon: Lexicon, signs: Mapping[str, float], *, parties: float) -> Score:
    """The confidence of an act that only the heads saw, from what each said of it.

    `signs` has the share of its type (`act`), what happened (`real`) and its status (`status`) as probabilities, and
    whether it is told `apart`, `beside` or `across` sentences as 0 or 1.
    """
    weights = weights_of(lexicon, "event_confidence_proposed")
    lean = weights["intercept"]
    reasons = []
    for name, value in signs.items():
        sure = name in SHARES
        lean += weights.get(name, 0.0) * (logit(clipped(value)) if sure else value)
        if sure or value:
            reasons.append(Reason(name=name, weight=round(value, 4), detail=SHARES.get(name, "how it is told")))
    value = parties / (1.0 + math.exp(-lean))
    return Score(value=round(max(0.02, min(0.97, value)), 4), reasons=tuple(reasons))


SHARES = {
    "act": "the trained head's share of the type",
    "real": "the trained head's probability that it happened",
    "status": "the probability of the status, by grammar and the trained head",
}


def tempered(
    lexicon: Lexicon, score: Score, *, status: float, real: float | None, act: float | None, signs: tuple[str, ...]
) -> Score:
    """The score of an act, weighed with the probability of its `status` and with what the heads say of it: that it
    happened (`real`), the share of its type (`act`); None: not asked. `signs` tell what it is and between whom. Of
    official texts the head for what happened was taught too little: there it counts for nothing.
    """
    weights = weights_of(lexicon, "event_confidence_real")
    whole = weights["intercept"] + weights["base"] * logit(clipped(score.value))
    whole += weights["status"] * logit(clipped(status))
    reasons = [
        Reason(name="base", weight=score.value, detail="row, sides and voice"),
        Reason(name="status", weight=round(status, 4), detail=SHARES["status"]),
    ]
    if real is not None:
        whole += weights["heard"] + weights["real"] * happened(real) * (OFFICIAL not in signs)
        reasons.append(Reason(name="real", weight=round(real, 4), detail=SHARES["real"]))
    if act is not None:
        whole += weights["typed"] + weights["act"] * logit(min(max(act, ACT_LEAST), ACT_MOST))
        whole += weights["unreal"] * unlikely(real) * (OFFICIAL not in signs)
        reasons.append(Reason(name="act", weight=round(act, 4), detail=SHARES["act"]))
    for sign in signs:
        if weight := weights.get(sign, 0.0):
            whole += weight
            reasons.append(Reason(name=sign, weight=weight))
    most = MOST_SURE if real is not None else MOST_UNHEARD
    if any(reason.name == OF_A_WORK for reason in score.reasons):
        most = min(most, score.value if real is not None and real >= HALF else MOST_UNHEARD)
    return Score(value=round(max(0.02, min(most, rate(whole))), 4), reasons=(*score.reasons, *reasons))


MOST_SURE, MOST_UNHEARD = 0.97, 0.49
"""The most that an event is worth, and one so weak that the heads were not asked about it: below what is shown."""


def unlikely(real: float | None) -> float:
    """By how much the log odds that an act between two states happened fall short of `DOUBTED`."""
    return max(0.0, DOUBTED - happened(real)) if real is not None else 0.0


OF_A_WORK = "told of a work or a match"
"""The sign of a paragraph about films, books or matches: what it tells comes out no surer, and
stays hidden unless the head takes it for real."""

HALF, DOUBTED = 0.5, -0.5
OFFICIAL = "official"


def happened(real: float) -> float:
    """The log odds that an act happened, within the bounds in which the head is to be believed."""
    return min(max(logit(min(max(real, 0.001), 0.999)), -REAL_LEAST), REAL_MOST)


REAL_LEAST, REAL_MOST = 4.0, 1.5
"""Bounds of the log odds that count: surer than these the head is not to be believed."""

ACT_LEAST, ACT_MOST = 0.05, 0.8
"""The least and the largest share of a type that counts: wordings unlike its training texts get shares near 0 that mean
little, and a sure type does not make an act more real."""


def clipped(share: float) -> float:
    """A share kept from .02 to .98."""
    return min(max(share, 0.02), 0.98)


def weigh(
    lexicon: Lexicon, *, base: float, trigger: str, parties: float, signs: tuple[str, ...], share: float | None = None
) -> Score:
    """The confidence of an event: `base` the row's score, `parties` the certainty of its least sure mention.

    `share` is the probability that the head for types gives its type; None where there is no head.
    """
    weights = weights_of(lexicon, "event_confidence" if share is None else "event_confidence_typed")
    lean = weights.get("intercept", 0.0) + weights.get("trigger", 1.0) * logit(min(max(base, 0.02), 0.98))
    reasons = [Reason(name="trigger", weight=round(base, 4), detail=trigger)]
    if share is not None:
        lean += weights.get("head", 0.0) * logit(bounded(share))
        reasons.append(Reason(name="head", weight=round(share, 4), detail="the trained head's share of the type"))
    for sign in signs:
        weight = weights.get(sign, 0.0)
        lean += weight
        if weight:
            reasons.append(Reason(name=sign, weight=weight))
    if parties < 1.0:
        reasons.append(Reason(name="actors", weight=round(parties, 4), detail="certainty of the least sure mention"))
    value = parties / (1.0 + math.exp(-lean))
    return Score(value=round(max(0.02, min(0.97, value)), 4), reasons=tuple(reasons))
