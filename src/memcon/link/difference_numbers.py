"""Accounts that give different numbers for the same thing: with units, rounding and bounds minded.

`16 sectors` and `14 sectors` of one list differ; `about 100 trucks` and `97 trucks`, `at least 30` and
`35`, `90 minutes` and `an hour and a half` do not; two numbers of two things are none of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from memcon.link.difference_quantities import Quantity, number_at, quantities
from memcon.link.difference_view import View, difference
from memcon.link.similarity import STOPWORDS, jaccard, stem, words_of
from memcon.model.link import Difference, Encounter, Side
from memcon.model.span import Reason

SAME_MEASURED = 0.3
SAME_COUNTED = 0.16
LASTING = frozenset(
    "last hour talk meet call conversat spoke speak long minut spend spent session took take lunch dinner".split()
)
_HOLDER = re.compile(r"\b(list|package|set|series|group|total|number) of (?:\w{2,12} )?$")
TERM = frozenset("valid run runs last lasts extension renewal extend renew prolong term durat expir forc initi".split())
"""Stems of words that tell how long a thing holds: days and months beside them are its term."""
DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    view: View
    quantity: Quantity


def number_differences(encounter: Encounter, views: Sequence[View]) -> list[Difference]:
    """One difference for each thing of which accounts give numbers that exclude each other."""
    held = [
        _Held(view=view, quantity=q)
        for view in views
        for s in view.wide
        for q in quantities(view.digest.article.text, s.span)
    ]
    pairs = [pair for _, group in sorted(_by_thing(held).items()) for pair in _conflicts(group)]
    pairs += list(_nationals(held))
    pairs += list(_attendance(held)) if encounter.kind in ("summit", "conference") else []
    made: dict[tuple[str, ...], Difference] = {}
    for one, other, likeness in sorted(pairs, key=lambda p: (-p[2], p[0].view.article, p[0].quantity.span)):
        key = (one.quantity.of, *sorted((one.quantity.shown, other.quantity.shown)))
        if key not in made:
            made[key] = _difference(encounter, one, other, likeness, held)
    return list(made.values())


HEADS = frozenset(map(stem, "countries states nations leaders delegations heads governments presidents".split()))
"""What the guests of a gathering are counted as: so many states are so many of their leaders."""
GUESTS = 0.15


def _attendance(held: Sequence[_Held]) -> Iterable[tuple[_Held, _Held, float]]:
    """ "Leaders of fourteen states" beside "with sixteen leaders present": of accounts that count guests once each."""
    told: dict[str, list[_Held]] = {}
    for one in held:
        if one.quantity.of in HEADS and one.quantity.value > 2:
            told.setdefault(one.view.article, []).append(one)
    counts = [rows[0] for _, rows in sorted(told.items()) if len({row.quantity.value for row in rows}) == 1]
    for one, other in combinations(counts, 2):
        low, high = sorted((one.quantity.value, other.quantity.value))
        if one.quantity.of != other.quantity.of and not one.quantity.agrees(other.quantity) and high <= 2 * low:
            yield one, other, GUESTS


def _nationals(held: Sequence[_Held]) -> Iterable[tuple[_Held, _Held, float]]:
    """ "25,000 Nepalis" beside "20,000 Nepali workers": the people of a state, by its name or as what they are."""
    named = [one for one in held if not one.quantity.measured and _last_word(one)[:1].isupper()]
    for one in named:
        for other in held:
            if (
                other.view.article == one.view.article
                or other.quantity.measured
                or other.quantity.of == one.quantity.of
            ):
                continue
            root = one.quantity.of[:LEAST_ROOT]
            if not any(word.startswith(root) for word in _phrase(other)) or one.quantity.agrees(other.quantity):
                continue
            if max(one.quantity.value, other.quantity.value) <= LIKE * min(one.quantity.value, other.quantity.value):
                yield one, other, max(0.12, jaccard(one.quantity.context, other.quantity.context))


LEAST_ROOT = 5


def _last_word(held: _Held) -> str:
    """The word for what is counted, as written."""
    return held.view.text(held.quantity.span).split()[-1]


def _by_thing(held: Iterable[_Held]) -> dict[tuple[str, bool], list[_Held]]:
    found: dict[tuple[str, bool], list[_Held]] = {}
    for one in held:
        found.setdefault((one.quantity.of, one.quantity.measured), []).append(one)
    return found


def _conflicts(group: Sequence[_Held]) -> Iterable[tuple[_Held, _Held, float]]:
    for one, other in combinations(group, 2):
        if one.view.article == other.view.article or one.quantity.agrees(other.quantity):
            continue
        likeness = _likeness(one.quantity, other.quantity)
        if not one.quantity.measured and (holder := _holder(one)) and holder == _holder(other):
            likeness = max(likeness or 0.0, 0.3)
        if likeness is None and _only(one, group) and _only(other, group):
            likeness = 0.2 if _phrase(one) & _phrase(other) else _alone(one.quantity, other.quantity)
        if likeness is None or _echoed(one, other, group):
            continue
        yield one, other, likeness


def _holder(held: _Held) -> str | None:
    """The noun of which the counted things are the parts: "list" of "a list of 16 sectors"."""
    start = held.quantity.span.start
    found = _HOLDER.search(held.view.digest.article.text, max(0, start - 40), start)
    return found[1].casefold() if found else None


def _likeness(one: Quantity, other: Quantity) -> float | None:
    """How alike what the two numbers are of is; None when they are of two things."""
    share = jaccard(one.context, other.context)
    if one.measured and one.of == "time" and len(one.context & LASTING) > 1 and len(other.context & LASTING) > 1:
        return max(share, 0.35)
    if one.of == "time" and min(one.value, other.value) >= DAY and one.context & TERM and other.context & TERM:
        return max(share, 0.3)
    least = SAME_MEASURED if one.measured else SAME_COUNTED
    return share if share >= least else None


def _phrase(held: _Held) -> frozenset[str]:
    """The words between a number and what is counted: "mahogany" of "1,900 mahogany trees"."""
    forms = words_of(held.view.digest.article.text, (held.quantity.span,)).forms[1:-1]
    return frozenset(stem(form) for form in forms if form not in STOPWORDS and number_at((form,), 0) is None)


LIKE = 20.0
ONE_WORD = 0.08
OF_TIME = 0.16


def _only(held: _Held, group: Sequence[_Held]) -> bool:
    """Whether it is the one number of its kind in its account."""
    own = [other for other in group if other.view.article == held.view.article]
    return all(other.quantity.agrees(held.quantity) for other in own)


def _alone(one: Quantity, other: Quantity) -> float | None:
    """How alike two numbers are of which each account has one alone: a word around both is enough."""
    high, low = max(one.value, other.value), max(1e-9, min(one.value, other.value))
    if high / low > LIKE or (one.of == "time" and (one.value < DAY) != (other.value < DAY)):
        return None
    share = jaccard(one.context, other.context)
    return max(share, 0.12) if share >= (OF_TIME if one.of == "time" else ONE_WORD) else None


def _echoed(one: _Held, other: _Held, group: Sequence[_Held]) -> bool:
    """Whether either article gives the other's number for such a thing too: then it tells of two things."""
    for mine, theirs in ((one, other), (other, one)):
        for third in group:
            if third.view.article == mine.view.article and third.quantity.agrees(theirs.quantity):
                return True
    return False


def _difference(encounter: Encounter, one: _Held, other: _Held, likeness: float, held: Sequence[_Held]) -> Difference:
    thing = "amount" if one.quantity.measured else f"number of {one.quantity.unit}"
    sides = [_side(one, held), _side(other, held)]
    ratio = max(one.quantity.value, other.quantity.value) / max(1e-9, min(one.quantity.value, other.quantity.value))
    return difference(
        encounter,
        "number",
        sides,
        summary=f"The {thing} is given as {one.quantity.shown} and as {other.quantity.shown}.",
        weight=0.35 + min(0.4, 0.1 * ratio),
        confidence=0.5 + min(0.4, likeness),
        reasons=(
            Reason(name="context", weight=round(likeness, 4), detail="words around the two numbers that are the same"),
            Reason(name="ratio", weight=round(ratio, 4)),
        ),
    )


def _side(one: _Held, held: Sequence[_Held]) -> Side:
    """All that give this number for this thing, the exact same value."""
    same = [
        other
        for other in held
        if other.quantity.of == one.quantity.of
        and other.quantity.value == one.quantity.value
        and (other is one or _likeness(one.quantity, other.quantity) is not None)
    ]
    return Side(
        value=one.quantity.shown,
        articles=tuple(other.view.article for other in same),
        evidence=tuple(row for other in same for row in other.view.evidence(other.quantity.span)),
    )
