"""One act, one event: mentions of the same act in one article join, with every span as evidence.

"Chad shelled the town on Friday. ... The shelling killed nine." is one ASSAULT with two rows of evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from memcon.model.reading import Event
from memcon.model.span import Evidence

STRENGTH = {"done": 0, "ongoing": 1, "alleged": 2, "planned": 3, "denied": 4, "possible": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event with what joining needs: the lemma of its trigger and the states of its sides."""

    event: Event
    lemma: str
    nominal: bool
    states: frozenset[str]
    persons: frozenset[tuple[str, str]] = frozenset()
    """(state, person) of every person on either side."""


FEW = 40
"""Groups of one kind and pair, the last ones, that a further mention is held against."""


def join_events(drafts: Iterable[Draft]) -> tuple[Event, ...]:
    """The events of an article, each act once, in order of first mention."""
    groups: dict[tuple[object, ...], list[list[Draft]]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda d: (d.event.trigger, d.event.id)):
        event = draft.event
        family = event.encounter_kind is not None
        key = ("meet" if family and event.type in ("CONSULT", "AGREE") else event.type, draft.states, _tense(event))
        for group in groups[key][-FEW:]:
            if all(_same(other, draft) for other in (*group[:4], *group[4:][-4:])):
                group.append(draft)
                break
        else:
            groups[key].append([draft])
    events = [_one(group) for group in _told_again([g for listed in groups.values() for g in listed])]
    return tuple(sorted(events, key=lambda event: (event.trigger, event.id)))


def _told_again(groups: list[list[Draft]]) -> list[list[Draft]]:
    """Groups of a bare noun that names no second side ("the shelling killed nine") go to the act told before them."""
    kept: list[list[Draft]] = []
    for group in sorted(groups, key=lambda g: (g[0].event.trigger, g[0].event.id)):
        earlier = next((other for other in reversed(kept[-FEW:]) if _names_again(other[0], group)), None)
        if earlier is None:
            kept.append(group)
        else:
            earlier.extend(group)
    return kept


def _names_again(first: Draft, group: list[Draft]) -> bool:
    again = group[0]
    one, two = first.event, again.event
    if len(group) > 1 or not again.nominal or one.type != two.type or (two.source and two.target):
        return False
    if two.encounter_kind is not None or _tense(one) != _tense(two) or not _stem(first.lemma, again.lemma):
        return False
    fits = again.states <= first.states or (not two.source and not one.target)
    return fits and _meets(one, two)


def _stem(one: str, two: str) -> bool:
    """Whether two lemmas share a stem: shell and shelling, expel and expulsion."""
    length = min(len(one), len(two), 5)
    return length >= 3 and one[: min(length, 4)] == two[: min(length, 4)]


def _tense(event: Event) -> str:
    return "real" if event.status in ("done", "ongoing", "alleged") else event.status


def _same(left: Draft, right: Draft) -> bool:
    one, two = left.event, right.event
    if not _meets(one, two):
        return False
    if one.encounter_kind is not None and two.encounter_kind is not None:
        kinds = {one.encounter_kind, two.encounter_kind}
        loose = {"meeting", "summit", "visit", "conference"}
        if len(kinds) > 1 and not kinds <= loose and not kinds <= {"call", "video", "meeting", "summit"}:
            return False
        if len(kinds) > 1 and one.status == "planned" and any(_spoken(draft) for draft in (left, right)):
            # "prepared the summit and agreed to talk again": two that are to come
            return False
        return _sides_agree(left, right)
    if not _sides_agree(left, right):
        return False
    return left.lemma == right.lemma or left.nominal or right.nominal


def _spoken(draft: Draft) -> bool:
    """Whether a mention is a verb of speaking with each other, which no summit or visit is told by."""
    told = draft.event.evidence[0].quote if draft.event.evidence else ""
    return draft.lemma in ("speak", "talk") and (not draft.nominal or told.startswith("to "))


def _meets(one: Event, two: Event) -> bool:
    """Whether the days may be the same: two stated days must overlap; the day of print meets anything near."""
    if one.when.basis == "publication" or two.when.basis == "publication":
        if one.when.dated and two.when.dated:
            return one.when.meets(two.when, slack=31)
        return True
    return one.when.meets(two.when)


def _sides_agree(left: Draft, right: Draft) -> bool:
    """No state is stood for by two different persons: "Lavrov met Wang" is not "Putin met Wang"."""
    for state in sorted({state for state, _ in left.persons | right.persons}):
        ours = {person for known, person in left.persons if known == state}
        theirs = {person for known, person in right.persons if known == state}
        if ours and theirs and not ours & theirs:
            return False
    if left.event.type in DIRECTED:
        return not set(left.event.source) & set(right.event.target)
    return True


DIRECTED = frozenset(
    {"ASSAULT", "SANCTION", "COERCE", "ACCUSE", "THREATEN", "REQUEST", "REJECT", "AID", "MOBILIZE", "CONCEDE"}
)


def _one(group: list[Draft]) -> Event:
    """The joined event: the most certain draft leads, a stated date and a place are taken from any."""
    ordered = sorted(group, key=_rank)
    lead = ordered[0].event
    dated = sorted(
        (d.event for d in ordered if d.event.when.dated),
        key=lambda e: (e.when.basis == "publication", e.when.days or 4000, e.trigger),
    )
    place = lead.place or next((d.event.place for d in ordered if d.event.place), None)
    kind = lead.encounter_kind
    if kind == "meeting":
        kind = next((d.event.encounter_kind for d in ordered if d.event.encounter_kind not in (None, "meeting")), kind)
    evidence: dict[Evidence, None] = {}
    for draft in [ordered[0], *sorted(ordered[1:], key=lambda d: d.event.trigger)]:
        evidence.update(dict.fromkeys(draft.event.evidence))
    doubt = 1.0
    for draft in ordered:
        doubt *= 1.0 - draft.event.confidence
    best = max(draft.event.confidence for draft in ordered)
    return replace(
        lead,
        when=dated[0].when if dated else lead.when,
        place=place,
        encounter_kind=kind,
        absent=tuple(dict.fromkeys(a for d in ordered for a in d.event.absent)),
        evidence=tuple(evidence),
        confidence=round(min(0.97, 0.5 * best + 0.5 * (1.0 - doubt)), 4),
    )


def _rank(draft: Draft) -> tuple[object, ...]:
    event = draft.event
    own_voice = event.statement is None
    return (STRENGTH[event.status], not own_voice, draft.nominal, -event.confidence, event.trigger, event.id)
