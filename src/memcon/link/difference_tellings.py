"""Differences inside tellings of one matter: another number, another date, or one denies what the other says.

`The battalion will number 320 soldiers` beside `230 soldiers` gives a difference of number, `posts will open on 3
November` beside `will be open on 13 November` one of date, `he apologised` beside `at no moment did he apologise` one
of claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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


def telling_differences(encounter: Encounter, views: Sequence[View], matches: Sequence[Match]) -> list[Difference]:
    """One difference for each two values that tellings of one matter give, the likeliest pair as evidence."""
    origin = {view.article: view.origin for view in views}
    of_article = {view.article: view for view in views}
    made: dict[tuple[str, ...], Difference] = {}
    for match in matches:
        found = match.conflict
        if found is None or match.likeness < (DENIED if found.sure else LEAST[found.aspect]):
            continue
        pair = (match.one.article, match.other.article)
        if not {*pair} <= origin.keys() or origin[pair[0]] == origin[pair[1]] or _settled(match, matches):
            continue
        key = (found.aspect, *sorted(found.values))
        if key not in made and len(made) < MOST:
            made[key] = _difference(encounter, match, found, of_article)
    return list(made.values())


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


def _difference(encounter: Encounter, match: Match, found: Conflict, views: dict[str, View]) -> Difference:
    sides = [
        Side(
            value=value,
            articles=(telling.article,),
            evidence=_rows(views[telling.article], telling, span, found.aspect),
        )
        for value, telling, span in zip(found.values, (match.one, match.other), found.spans, strict=True)
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
