"""What one account tells and another of the same scope does not: a property of the text, no proof of silence.

The host's readout tells that its minister asked for observers; the guest's, as long and of the same
call, has no word of observers: an omission, the silent side without evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from memcon.link.difference_view import View, difference
from memcon.link.encounter_candidates import published_days
from memcon.link.similarity import stems
from memcon.model.link import Difference, Encounter, Side
from memcon.model.reading import Ask
from memcon.model.span import Reason

LEAST_LINES = 3
FULL = 5
FRESH = timedelta(days=7)
TOLD = 0.34
MOST = 4


def omission_differences(encounter: Encounter, views: Sequence[View]) -> list[Difference]:
    """Asks that some accounts tell and others, long enough to have told them, do not."""
    scope = [view for view in views if view.lines >= LEAST_LINES and _fresh(view, encounter)]
    if len({view.origin for view in scope}) < 2 or encounter.status not in ("held", "ongoing"):
        return []
    made: list[Difference] = []
    seen: list[frozenset[str]] = []
    for view in scope:
        for ask in view.asks:
            subject = frozenset(stems(ask.what)) or frozenset(ask.subject)
            if ask.confidence < 0.5 or len(subject) < 2 or any(_half(subject, other) for other in seen):
                continue
            silent = [other for other in scope if other.origin != view.origin and not _tells(other, subject)]
            if silent:
                seen.append(subject)
                made.append(_omission(encounter, view, ask, silent, scope))
    return made[:MOST]


def _fresh(view: View, encounter: Encounter) -> bool:
    """Whether the article was printed in the days after: a look back in a later one leaves out what it likes."""
    printed = published_days(view.digest.article)
    if printed is None or encounter.when.earliest is None or encounter.when.latest is None:
        return False
    first, last = date.fromisoformat(encounter.when.earliest), date.fromisoformat(encounter.when.latest)
    return printed[0] - last <= FRESH and printed[1] >= first


def _half(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * 2 >= min(len(one), len(other))


def _tells(view: View, subject: frozenset[str]) -> bool:
    """Whether any sentence of the whole article has a third of the ask's words: then it is not silent of it."""
    text = view.digest.article.text
    return any(
        len(subject & set(stems(sentence.span.of(text)))) / len(subject) >= TOLD for sentence in view.digest.sentences
    )


def _omission(encounter: Encounter, view: View, ask: Ask, silent: Sequence[View], scope: Sequence[View]) -> Difference:
    official = all(v.digest.article.kind == "official" for v in (view, *silent))
    full = min(v.lines for v in silent) >= FULL
    confidence = 0.35 + (0.15 if official else 0.0) + (0.07 if full else 0.0)
    sides = [
        Side(value=ask.what, articles=(view.article,), evidence=ask.evidence[:1]),
        Side(value=None, articles=tuple(v.article for v in silent)),
    ]
    return difference(
        encounter,
        "omission",
        sides,
        summary=f"Told by one account and not mentioned in {len(silent)} of the same scope: {ask.what}",
        weight=0.5,
        confidence=confidence,
        reasons=(
            Reason(name="scope", weight=float(len(scope)), detail="accounts with three lines or more"),
            Reason(name="official", weight=float(official), detail="both sides are official readouts"),
        ),
    )
