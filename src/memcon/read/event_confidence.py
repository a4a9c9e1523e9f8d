"""How likely an event is right: the row's own score, weighed by how its sides, status and voice were found."""

from __future__ import annotations

from dataclasses import dataclass

from memcon.model.span import Reason

WEIGHTS = {
    "no target": 0.72, "no source": 0.55, "through its owner": 0.92, "nominal": 0.9, "said by somebody": 0.95,
    "opinion": 0.8, "figure of speech near": 0.6, "claimed": 0.9, "same state": 0.9, "stacked": 1.05, "passive": 1.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A confidence and the reasons it was reckoned from."""

    value: float
    reasons: tuple[Reason, ...]


def weigh(base: float, *, trigger: str, parties: float, signs: tuple[str, ...]) -> Score:
    """The confidence of an event: `base` of its row, certainty of its actors, one factor a sign."""
    value = base * parties
    reasons = [Reason(name="trigger", weight=round(base, 4), detail=trigger)]
    if parties < 1.0:
        reasons.append(Reason(name="actors", weight=round(parties, 4), detail="certainty of the mentions"))
    for sign in signs:
        value *= WEIGHTS[sign]
        reasons.append(Reason(name=sign, weight=WEIGHTS[sign]))
    return Score(value=round(max(0.02, min(0.97, value)), 4), reasons=tuple(reasons))
