"""What linking some asks and forecasts anew knows of those that stay as they are, without reading their articles.

Of two asks of one pair of states "the request" is neither; an ask of ten years ago is not held against one of today
though they share their words, because linking all compares each with its next in time only. What stays as it is says
so by its stored lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from memcon.link.same_asks import FAMILY, MOST_NEXT, Told, told_by
from memcon.link.sentences import Elsewhere
from memcon.model.reading import Ask, Forecast

Case = TypeVar("Case", bound=Any)
Block = tuple[str, str]
"""A family of asks and one of the actors or states in it."""


@dataclass(frozen=True, kw_only=True)
class Rest:
    """The asks and forecasts beside those that are linked anew.

    `line_of` has for every ask that stands as it did the line that it is in, `asks` are lines between the same sides
    that are not linked anew, `forecasts` lines of which only the first telling is at hand, `days` the days of the asks
    of the whole record by block, in order, `naming` the articles that name two states.
    """

    line_of: Mapping[str, str] = field(default_factory=dict)
    asks: Sequence[Ask] = ()
    forecasts: Sequence[Forecast] = ()
    state: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[Block, Sequence[date]] = field(default_factory=dict)
    naming: Elsewhere | None = None

    def apart(self, one: Told, other: Told) -> bool:
        """Whether linking all would not have compared two tellings, or has and did not join them."""
        lines = self.line_of.get(one.ask.id), self.line_of.get(other.ask.id)
        if None not in lines:
            return lines[0] != lines[1]
        first, last = sorted((one.day or date.min, other.day or date.min))
        shared = blocks_of(one) & blocks_of(other)
        return bool(shared) and all(self._between(block, first, last) >= MOST_NEXT for block in shared)

    def _between(self, block: Block, first: date, last: date) -> int:
        days = self.days.get(block, ())
        return bisect_left(days, last) - bisect_right(days, first)

    def beside(self, told: Iterable[str]) -> list[Ask]:
        """The asks that stay as they are and have no telling among those that are linked."""
        here = set(told)
        return [ask for ask in self.asks if here.isdisjoint(ask.members)]


NOTHING_ELSE = Rest()
"""Where the whole record is linked."""


def blocks_of(one: Told) -> frozenset[Block]:
    """What an ask is looked up by."""
    return frozenset((FAMILY[one.ask.form], name) for name in one.asked | one.askers)


def days_of(asks: Iterable[Ask], state: Mapping[str, str]) -> dict[Block, list[date]]:
    """By block the days of asks, each as often as it is told, in order."""
    found: dict[Block, list[date]] = defaultdict(list)
    for ask in asks:
        one = told_by(ask, state, origin="")
        for block in blocks_of(one):
            found[block] += [one.day or date.min] * max(1, len(ask.members))
    return {block: sorted(days) for block, days in found.items()}


def gathered(cases: Iterable[Case], lines: Sequence[Forecast]) -> list[Case]:
    """Forecasts with their articles (`.forecast`, `.day`), those of a stored line as the one it is."""
    line_of = {member: line for line in lines for member in line.members}
    found: list[Case] = []
    first: dict[str, Case] = {}
    for case in cases:
        line = line_of.get(case.forecast.id)
        if line is None:
            found.append(case)
        elif case.forecast.article == line.article:
            known = first.get(line.id)
            if known is None or _rank(case) < _rank(known):
                first[line.id] = case
    for line in lines:
        if line.id in first:
            told = replace(
                first[line.id].forecast, id=line.members[0], members=line.members, evidence=line.evidence,
                confidence=line.confidence,
            )  # fmt: skip
            found.append(replace(first[line.id], forecast=told))
    return found


def _rank(case: Any) -> tuple[date, str]:
    return case.day or date.max, case.forecast.id
