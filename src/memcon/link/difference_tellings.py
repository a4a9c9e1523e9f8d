"""Differences inside tellings of one matter: another number, another date, or one denies what the other says.

`The battalion will number 320 soldiers` beside `230 soldiers` gives a difference of number, `posts will open on 3
November` beside `will be open on 13 November` one of date, `he apologised` beside `at no moment did he apologise` one
of claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from memcon.link.difference_view import View, difference
from memcon.link.telling_align import Match
from memcon.link.telling_conflicts import Conflict
from memcon.link.tellings import Telling
from memcon.model.link import Aspect, Difference, Encounter, Side
from memcon.model.span import Evidence, Reason, Span

LEAST = {"number": 0.4, "date": 0.5, "claim": 0.55, "outcome": 0.5}
DENIED = 0.22
"""The same where the very word that one denies is the other's and a rare one."""
"""How likely the two must be of one matter: a number of its own is a matter of its own more often than a denial."""
WEIGHT = {"number": 0.55, "date": 0.6, "claim": 0.75, "outcome": 0.8}
MOST = 12
BACKED, LESS = 0.6, 0.12
"""The share of `differs` from which a difference is believed of so much less likely pairs."""
NEVER = 2.0
ONE_MATTER = 0.85
DOUBTED = 0.35
"""The share of `differs` below which dates and denials are none: one tells of a beginning, the other of an end."""


def telling_differences(encounter: Encounter, views: Sequence[View], matches: Sequence[Match]) -> list[Difference]:
    """One difference for each two values that tellings of one matter give, the likeliest pair as evidence."""
    origin = {view.article: view.origin for view in views}
    of_article = {view.article: view for view in views}
    made: dict[tuple[str, ...], list[tuple[Match, Conflict]]] = {}
    for match in matches:
        found = match.conflict
        if found is None or match.likeness < _least(match, found):
            continue
        pair = (match.one.article, match.other.article)
        if not {*pair} <= origin.keys() or origin[pair[0]] == origin[pair[1]] or _settled(match, matches):
            continue
        key = (found.aspect, *sorted(found.values))
        if key in made or len(made) < MOST:
            made.setdefault(key, []).append((match, found))
    return [_difference(encounter, rows, of_article) for rows in made.values()]


def _least(match: Match, found: Conflict) -> float:
    """How likely the two must be of one matter: less where the judge has them differ, more than any where it doubts."""
    differs = match.judged.differs if match.judged is not None else None
    least = DENIED if found.sure else LEAST[found.aspect]
    if found.aspect in ("claim", "outcome") and match.one.wanted != match.other.wanted and (differs or 0.0) < BACKED:
        # who wants a thing does not say that it is so
        return NEVER
    if differs is None:
        return least
    if found.aspect == "date" and match.likeness >= ONE_MATTER and match.judged is not None:
        # that the day alone is another one is what the judge overlooks: it takes the two for one telling
        return least if match.judged.unrelated < DOUBTED else NEVER
    if found.aspect != "number" and differs < DOUBTED:
        return NEVER
    return least - LESS if differs >= BACKED and not found.sure else least


def _settled(match: Match, matches: Sequence[Match]) -> bool:
    """Whether one of the two accounts has the other's value too, told of the same matter."""
    if match.conflict is None or match.conflict.aspect in ("claim", "outcome"):
        return False
    return any(
        other.conflict is None
        and other.likeness >= match.likeness
        and {other.one.article, other.other.article} == {match.one.article, match.other.article}
        and (_same(other, match.one) or _same(other, match.other))
        for other in matches
    )


def _same(match: Match, telling: Telling) -> bool:
    return any((t.article, t.spans) == (telling.article, telling.spans) for t in (match.one, match.other))


def _difference(encounter: Encounter, rows: Sequence[tuple[Match, Conflict]], views: Mapping[str, View]) -> Difference:
    """A difference of two values with all accounts that give either, the likeliest pair first."""
    match, found = rows[0]
    told: dict[str, dict[str, tuple[Evidence, ...]]] = {value: {} for value in found.values}
    for other, same in rows:
        for value, telling, span in zip(same.values, (other.one, other.other), same.spans, strict=True):
            told[value].setdefault(telling.article, _rows(views[telling.article], telling, span, same.aspect))
    sides = [
        Side(
            value=value, articles=tuple(told[value]), evidence=tuple(row for own in told[value].values() for row in own)
        )
        for value in found.values
    ]
    return difference(
        encounter,
        found.aspect,
        sides,
        summary=_summary(found, (match.one, match.other)),
        weight=WEIGHT[found.aspect],
        confidence=max(0.35 + 0.6 * match.likeness, 0.56 if found.sure else 0.0),
        reasons=(Reason(name="one matter", weight=match.likeness, detail="how likely both tell of the same"),),
    )


def _rows(view: View, telling: Telling, span: Span, aspect: Aspect) -> tuple[Evidence, ...]:
    return telling.evidence if aspect in ("claim", "outcome") else view.evidence(span)


def _summary(found: Conflict, tellings: Iterable[Telling]) -> str:
    if found.aspect in ("claim", "outcome"):
        names = [t.statement.speaker.name if t.statement else "an account in its own voice" for t in tellings]
        return f"One denies what the other says: {names[0]}, {names[1]}."
    what = "number" if found.aspect == "number" else "date"
    return f"The {what} is given as {found.values[0]} and as {found.values[1]}."
