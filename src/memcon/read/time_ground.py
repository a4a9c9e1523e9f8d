"""What a time expression is reckoned from, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from memcon.model.when import Basis
from memcon.read.time_calendar import Days, part
from memcon.read.time_tense import Tense
from memcon.read.time_words import Word

WRONG_SIDE = 240
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One time expression on one assumption about the day of publication; `days` None when it has none."""

    type: TimeType
    value: str
    days: Days | None = None
    basis: Basis = "relative"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """The day an expression is reckoned from, and what stands around it.

    `published` is the whole range of days of publication (None: unknown, and `ref` is a stand-in whose
    digits are masked afterwards). `anchor` and `day_anchor` are the last dated expressions before this one.
    `distance` is how many characters before it that was. `lead` is the word before it, `quarter` the last
    quarter spoken of nearby.
    """

    ref: date
    published: Days | None
    tense: Tense = "none"
    lead: str = ""
    anchor: Reckoned | None = None
    day_anchor: Reckoned | None = None
    quarter: Reckoned | None = None
    distance: int = 1 << 30


def pick(options: Iterable[Days], ground: Ground, *, default: Tense = "none", strict: bool = False) -> Days | None:
    """The option the text most likely means: the nearest to publication on the side its tense points to.

    Of a publication known by month or year only, an option inside that month or year is preferred.
    The wrong side of the tense counts as `WRONG_SIDE` days more ("payable" in past-tense reports is still to
    come); `strict` never takes it. Without any tense the nearest is taken, of two equally near ones the past.
    """
    options = sorted(options)
    if not options:
        return None
    if ground.published and ground.published[0] != ground.published[1]:
        inside = [o for o in options if o[0] <= ground.published[1] and o[1] >= ground.published[0]]
        if len(inside) == 1:
            return inside[0]
    tense = _side(ground, default)
    past = [option for option in options if option[0] <= ground.ref]
    ahead = [option for option in options if option[1] >= ground.ref]
    if strict and tense == "past" and past:
        return past[-1]
    if strict and tense == "future" and ahead:
        return ahead[0]
    wrong = [o for o in options if (tense == "past" and o not in past) or (tense == "future" and o not in ahead)]
    return min(options, key=lambda o: (_distance(o, ground.ref) + WRONG_SIDE * (o in wrong), o))


def _side(ground: Ground, default: Tense) -> Tense:
    if ground.lead == "since":
        return "past"
    if ground.lead in ("until", "till") and ground.tense != "past":
        return "future"
    return default if ground.tense == "none" else ground.tense


def _distance(option: Days, ref: date) -> int:
    if option[0] <= ref <= option[1]:
        return 0
    return min(abs((option[0] - ref).days), abs((option[1] - ref).days))


def narrowed(reckoned: Reckoned, pre: tuple[Word, ...], ground: Ground) -> Reckoned:
    """The same time, its days cut by "early", "late", "the end of", "earlier", "later"; the value stays."""
    days = reckoned.days
    if days is None or not pre:
        return reckoned
    for word in pre:
        if word.kind == "b" and days[0] <= ground.ref <= days[1]:
            days = (days[0], ground.ref)
        elif word.kind == "f" and days[0] <= ground.ref <= days[1]:
            days = (ground.ref, days[1])
        elif word.kind in "ks":
            days = part(days, word.value)
    return replace(reckoned, days=days)
