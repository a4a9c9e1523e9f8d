"""Accounts that put the same encounter on different days.

`The two spoke on Friday` in one article and `After Monday's call` in another give the sides
2023-05-05 and 2023-05-01; "last week" beside "Friday" is no difference, nor are two days of a visit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from memcon.lexicon.entries import GazetteerPlace
from memcon.link.difference_parties import Places
from memcon.link.difference_view import View, difference
from memcon.link.encounter_candidates import LONG, published_days
from memcon.link.encounter_topics import shipped_lexicon
from memcon.model.link import Difference, Encounter, Side
from memcon.model.span import Evidence, Reason, Span

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NOUNS = (
    r"(?:speech|remarks|call|phone call|talks|meeting|conversation|conference|video conference|videoconference|"
    r"summit|address|discussion|exchange|session|encounter|signing|ceremony)"
)
_DAY = r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_NOUN_THEN_DAY = re.compile(rf"\b{_NOUNS}(?: \w+){{0,4}} on {_DAY}\b(?! (?:evening )?next)")
_DAY_THEN_NOUN = re.compile(rf"\b(?<!last )(?<!next )(?<!previous ){_DAY}[’']s (?:\w+ ){{0,2}}{_NOUNS}\b")
_OTHER = re.compile(
    r"\b(?:next|last|previous|earlier|another|second|separate|upcoming|planned|expected|following|ends?|until|runs|closes)\b"
)

Vote = tuple[date, date, str, Evidence]


def date_differences(encounter: Encounter, views: Sequence[View], places: Places | None = None) -> list[Difference]:
    """At most one difference: the days that accounts give, each side a day; `places` knows places by name."""
    votes = [
        (view, vote)
        for view in views
        for vote in (*_event_days(view), *_said_days(view), *_named_days(view, encounter))
    ]
    if encounter.status not in ("held", "ongoing", "cancelled") or not votes:
        return []
    by_day: dict[tuple[date, date, str], list[tuple[View, Evidence]]] = defaultdict(list)
    for view, (first, last, edtf, row) in votes:
        by_day[first, last, edtf].append((view, row))
    # a summit of two is an affair of a day; a visit, or a summit of many, is not
    long = encounter.kind in LONG and not (encounter.kind == "summit" and len(encounter.participants) == 2)
    days = _exclusive(sorted(by_day), long=long)
    if len(days) < 2 or _clocks(days, by_day) or (_neighbours(days) and _far(encounter, views, places)):
        return []
    sides = [_side(key[2], by_day[key]) for key in days]
    gap = (max(days)[0] - min(days)[1]).days
    within = len({article for side in sides for article in side.articles}) == 1
    confidence = (0.5 if long and gap <= 3 else 0.75) - (0.08 if within else 0.0)
    return [
        difference(
            encounter,
            "date",
            sides,
            summary="The day is given as " + " and as ".join(side.value or "" for side in sides) + ".",
            weight=0.4 + min(0.3, gap / 20),
            confidence=confidence,
            reasons=(Reason(name="gap", weight=float(gap), detail=f"{gap} days apart"),),
        )
    ]


_CLOCK = re.compile(r"\b(?:[A-Z]\w+(?: [A-Z]\w+)?|local) time\b|\b(?:GMT|UTC)\b")


def _clocks(
    days: Sequence[tuple[date, date, str]], by_day: Mapping[tuple[date, date, str], Sequence[tuple[View, Evidence]]]
) -> bool:
    """Whether two neighbouring days may be one moment: an account gives the hour by some place's clock."""
    if not _neighbours(days):
        return False
    return any(_CLOCK.search(view.text(view.sentence_of(row.span))) for day in days for view, row in by_day[day])


def _neighbours(days: Sequence[tuple[date, date, str]]) -> bool:
    return len(days) == 2 and abs((days[0][0] - days[1][0]).days) == 1


FAR = 75.0
"""Degrees of longitude (five hours) between two towns from which one call often has two days."""


def _far(encounter: Encounter, views: Sequence[View], places: Places | None) -> bool:
    """Whether those who spoke from afar live by clocks that are hours apart, by the capitals of their states."""
    if places is None or encounter.kind not in ("call", "video"):
        return False
    states = {a.state for view in views for a in view.digest.actors if a.id in encounter.participants and a.state}
    found = [place.lon for state in sorted(states) if (place := _seat(state, places)) is not None]
    gap = max(found, default=0.0) - min(found, default=0.0)
    return min(gap, 360.0 - gap) >= FAR


@cache
def _seat(state: str, places: Places) -> GazetteerPlace | None:
    known = shipped_lexicon().states.get(state)
    found = places(known.capital) if known is not None and known.capital else None
    return found if found is not None and found.state == state else None


def _side(edtf: str, rows: Iterable[tuple[View, Evidence]]) -> Side:
    rows = list(rows)
    return Side(
        value=edtf,
        articles=tuple(view.article for view, _ in rows),
        evidence=tuple(row for _, row in rows),
    )


def _event_days(view: View) -> list[Vote]:
    """The days of the account's own mentions, where the text gives them to two days at least; of what it tells as to
    come only where it tells no more: another account may say that it was put off."""
    found: list[Vote] = []
    ahead = all(event.encounter_status == "planned" for event in view.events)
    for event in view.events:
        when = event.when
        if when.basis in ("publication", "unknown") or when.days is None or when.days > 2 or not when.edtf:
            continue
        if event.confidence < 0.5 or (event.status not in ("done", "ongoing") and not ahead):
            continue
        if event.encounter_status == "planned" and not ahead:
            continue
        first, last = date.fromisoformat(when.earliest or ""), date.fromisoformat(when.latest or "")
        rows = event.evidence or view.evidence(view.sentence_of(event.trigger))
        found.append((first, last, when.edtf, rows[0]))
    return found


def _said_days(view: View) -> list[Vote]:
    """The days of its statements, for an account that is one by them alone ("told him on Monday that ...")."""
    found: list[Vote] = []
    for statement in view.statements if not view.events else ():
        when = statement.when
        if when.days == 1 and when.basis in ("stated", "relative") and when.earliest and when.edtf:
            day = date.fromisoformat(when.earliest)
            found.append((day, day, when.edtf, view.evidence(view.sentence_of(statement.content[0]))[0]))
    return found


def _named_days(view: View, encounter: Encounter) -> list[Vote]:
    """Weekdays that the article gives the encounter in passing ("in Monday's call"), reckoned from its print."""
    printed = published_days(view.digest.article)
    if printed is None or printed[0] != printed[1] or not encounter.when.earliest or not encounter.when.latest:
        return []
    held = date.fromisoformat(encounter.when.latest)
    if not timedelta(0) <= printed[1] - held <= timedelta(days=6) or (encounter.when.days or 9) > 2:
        return []
    found: list[Vote] = []
    near = {sentence.span for sentence in view.sentences}
    names = _names(view, encounter)
    for sentence in view.digest.sentences:
        text = view.text(sentence.span)
        if sentence.span not in near and not any(name in text for name in names):
            continue
        for match in (*_NOUN_THEN_DAY.finditer(text), *_DAY_THEN_NOUN.finditer(text)):
            if _OTHER.search(match[0]):
                continue
            back = (printed[1].weekday() - WEEK.index(match["day"].casefold())) % 7
            day = printed[1] - timedelta(days=back)
            span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            found.append((day, day, day.isoformat(), view.evidence(span)[0]))
    return found


def _names(view: View, encounter: Encounter) -> tuple[str, ...]:
    """Short names of those who took part, as the article's later sentences call them."""
    people = [actor for actor in view.digest.actors if actor.id in encounter.participants and actor.kind == "person"]
    words = {word for actor in people for name in (actor.name, *actor.aliases) for word in name.split()}
    return tuple(sorted(word for word in words if word[:1].isupper() and len(word) > 1))


def _exclusive(days: Sequence[tuple[date, date, str]], *, long: bool) -> list[tuple[date, date, str]]:
    """Days that share none with one another; two neighbouring days of a visit are its days."""
    kept: list[tuple[date, date, str]] = []
    for key in sorted(days, key=lambda k: ((k[1] - k[0]).days, k)):
        if all(_gap(key, other) > (2 if long else 0) for other in kept):
            kept.append(key)
    return sorted(kept)


def _gap(one: tuple[date, date, str], other: tuple[date, date, str]) -> int:
    return max((one[0] - other[1]).days, (other[0] - one[1]).days)
