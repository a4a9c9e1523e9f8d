"""Whether one article is another in a different language: what any translation keeps, laid side by side.

`Am 12. März traf Olexandr Lyssenko in Deutschland 1.240 Helfer ...` beside `On 12 March Oleksandr Lysenko met 1,240
helpers in Germany ...`: numbers, days, states, names and quotations are the same and stand at the same places all
through the text. Two reports of one event in two languages share some of them; they stand elsewhere, and each
has others of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from memcon.lexicon.weighing import rate
from memcon.link.text_facts import Fact, TextFacts, counted_names, place_of
from memcon.model.span import Reason, Span, hull

HARD = ("number", "day")
"""Kinds that a translation has to keep; names and states may be put otherwise."""
ENDINGS = 2
"""Letters that a case may add to a name."""
NEAR, NEAR_CHARACTERS = 0.03, 70
"""How far a fact may stand from where it is expected, as a share of the text and in characters."""
LEAST_FACTS, LEAST_MATCHES = 6, 8
WEIGHTS = {
    "matches": 1.05, "facts": 2.15, "named": 3.66, "placed": 2.49, "kept": 1.06, "quotations": 0.88, "pace": -2.13,
}  # fmt: skip
BIAS = -13.9
"""Fitted in training/translations.py, then moved so that hardly a pair of reports on one event reaches .5."""
MOST_SPANS = 100

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """The same fact in both texts."""

    left: Fact
    right: Fact

    @property
    def key(self) -> Key:
        """Kind and value."""
        return self.left.kind, self.left.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two texts agree: the facts that both have in their places, and what shares of each side's facts these are.

    `hard` and `facts` count different numbers and days, and different facts of any kind. `kept` is the lesser of the
    shares of numbers and days, `named` that of all facts that could be compared. `placed` is the share of the matches
    that stand in their place, `quotations` that of the quotations. `pace`: how fast the right text runs, in shares of
    both; 1 for a whole translation.
    """

    matches: tuple[Match, ...]
    hard: int
    facts: int
    kept: float
    named: float
    placed: float
    quotations: float
    pace: float


def likeness(left: TextFacts, right: TextFacts) -> Likeness:
    """The likeness of two texts in different languages."""
    mine, yours = _comparable(left, right)
    matches = _matched(mine, yours, left.size, right.size)
    start, pace = _line(matches, left.size, right.size)
    near = max(NEAR, NEAR_CHARACTERS / max(1, min(left.size, right.size)))
    placed = tuple(
        match
        for match in matches
        if abs(start + pace * match.left.span.start / left.size - match.right.span.start / right.size) <= near
    )
    hard = [match for match in placed if match.left.kind in HARD]
    shares = [_share(len(hard), sum(fact.kind in HARD for fact in side)) for side in (mine, yours)]
    named = [_share(len(placed), len(side)) for side in (mine, yours)]
    return Likeness(
        matches=placed,
        hard=len({match.key for match in hard}),
        facts=len({match.key for match in placed}),
        kept=min(shares),
        named=min(named),
        placed=_share(len(placed), len(matches)),
        quotations=_quotations(left, right, start, pace, near),
        pace=pace,
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _comparable(left: TextFacts, right: TextFacts) -> tuple[list[Fact], list[Fact]]:
    """The facts of both sides; names of the one only where the other has the like, in its spelling."""
    known = set(counted_names(left)), set(counted_names(right))
    return [_spelled(f, known[1]) for f in left.facts if f.kind != "name" or _meets(f, known[1])], [
        _spelled(f, known[0]) for f in right.facts if f.kind != "name" or _meets(f, known[0])
    ]


def _meets(fact: Fact, known: set[str]) -> str | None:
    for form in fact.forms:
        for cut in range(ENDINGS + 1):
            short = form[: len(form) - cut]
            if len(short) >= 3 and short in known:
                return short
        longer = [one for one in known if one.startswith(form) and len(one) - len(form) <= ENDINGS]
        if longer:
            return form
    return None


def _spelled(fact: Fact, known: set[str]) -> Fact:
    """A name under the first letters of its skeleton, so that cases and spellings are one."""
    if fact.kind != "name":
        return fact
    found = _meets(fact, known) or fact.forms[0]
    return Fact("name", found[:LEAST_LETTERS] if len(found) > LEAST_LETTERS else found, fact.span, fact.forms)


LEAST_LETTERS = 4


def _matched(mine: Sequence[Fact], yours: Sequence[Fact], one: int, other: int) -> list[Match]:
    """Facts of the same value, each with the nearest by its share of the text, in order."""
    places: dict[Key, list[Fact]] = defaultdict(list)
    for fact in yours:
        places[fact.kind, fact.value].append(fact)
    found: list[Match] = []
    taken: set[Span] = set()
    for fact in mine:
        free = [f for f in places.get((fact.kind, fact.value), ()) if f.span not in taken]
        if free:
            at = fact.span.start / one
            best = min(free, key=lambda f: (abs(f.span.start / other - at), f.span))
            taken.add(best.span)
            found.append(Match(fact, best))
    return found


def _line(matches: Sequence[Match], one: int, other: int) -> tuple[float, float]:
    """Where the right text stands when the left is at its start, and its pace: medians, which strays do not move."""
    points = [(m.left.span.start / one, m.right.span.start / other) for m in matches]
    slopes = sorted(
        (b[1] - a[1]) / (b[0] - a[0]) for n, a in enumerate(points) for b in points[n + 1 :] if b[0] - a[0] > 0.1
    )
    pace = slopes[len(slopes) // 2] if slopes else 1.0
    starts = sorted(y - pace * x for x, y in points)
    return (starts[len(starts) // 2] if starts else 0.0), pace


def _quotations(left: TextFacts, right: TextFacts, start: float, pace: float, near: float) -> float:
    """The share of the quotations that begin where one of the other side does; 1 where none has any."""
    here = [start + pace * at / left.size for at in left.quotations]
    there = [at / right.size for at in right.quotations]
    fewer, more = sorted((here, there), key=len)
    if not more:
        return 1.0
    found = sum(any(abs(at - other) <= 1.5 * near for other in more) for at in fewer)
    return found / max(len(fewer), 0.7 * len(more))


def translation_probability(found: Likeness) -> float:
    """The probability (0..1) that two texts are one in two languages; 0 where too little of them can be compared."""
    if found.facts < LEAST_FACTS or len(found.matches) < LEAST_MATCHES or found.pace <= 0:
        return 0.0
    signs = signs_of_likeness(found)
    score = BIAS + math.fsum(WEIGHTS[name] * value for name, value in signs.items())
    return round(rate(score), 4)


def signs_of_likeness(found: Likeness) -> Mapping[str, float]:
    """What is weighed of a likeness."""
    return {
        "matches": math.log1p(len(found.matches)), "facts": math.log1p(found.facts), "named": found.named,
        "placed": found.placed, "kept": found.kept, "quotations": found.quotations,
        "pace": abs(math.log(max(0.01, found.pace))),
    }  # fmt: skip


def likeness_reasons(found: Likeness) -> tuple[Reason, ...]:
    """Why two texts are taken for one in two languages."""
    values = list(dict.fromkeys(match.left.value for match in found.matches if match.left.kind in HARD))
    hard = f"{found.hard} numbers and days ({', '.join(values[:6])})" if found.hard else "no numbers"
    return (
        Reason(
            name="facts",
            weight=float(found.facts),
            detail=f"both have {hard}, {found.facts - found.hard} names and states",
        ),
        Reason(name="named", weight=round(found.named, 4), detail=f"{found.named:.0%} of what could be in both is"),
        Reason(name="placed", weight=round(found.placed, 4), detail=f"{found.placed:.0%} of it at the same places"),
    )


def paragraph_pairs(left: TextFacts, right: TextFacts, found: Likeness) -> list[tuple[Span, Span]]:
    """Paragraphs that hold the same facts, in order; those that share some are taken together."""
    mine, yours = place_of(left.paragraphs), place_of(right.paragraphs)
    pairs: list[tuple[Span, Span]] = []
    for a, b in sorted({(mine(m.left.span.start), yours(m.right.span.start)) for m in found.matches}):
        one, other = left.paragraphs[a], right.paragraphs[b]
        if pairs and (pairs[-1][0].overlaps(one) or pairs[-1][1].overlaps(other) or other.start < pairs[-1][1].end):
            pairs[-1] = hull((pairs[-1][0], one)), hull((pairs[-1][1], other))
        else:
            pairs.append((one, other))
    return pairs[:MOST_SPANS]
