"""Accounts that put an encounter in different places, or do not agree on who was there.

`The ministers met in Oslo` and `they met in Bergen` give the sides Oslo and Bergen; "in Norway" beside
"in Oslo" is none. `Roos stayed away` beside `Roos met Lie` is a difference of participants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from memcon.link.difference_view import View, difference
from memcon.link.encounter_candidates import PHYSICAL
from memcon.model.actor import Actor
from memcon.model.link import Difference, Encounter, Side
from memcon.model.span import Evidence


def place_differences(encounter: Encounter, views: Sequence[View], states: Mapping[str, str]) -> list[Difference]:
    """At most one difference: the places that accounts give. `states` names states by lower-case name."""
    if encounter.kind not in PHYSICAL or encounter.status not in ("held", "ongoing"):
        return []
    found: dict[str, list[tuple[View, Evidence]]] = defaultdict(list)
    names: dict[str, tuple[str, str | None]] = {}
    for view in views:
        for event in view.events:
            place = event.place
            if place is None or place.name.casefold() in states or event.confidence < 0.5:
                continue
            key = place.name.casefold()
            names.setdefault(key, (place.name, place.state))
            found[key].append((view, (event.evidence or view.evidence(view.sentence_of(event.trigger)))[0]))
    if len(found) < 2 or not _exclude(found, encounter):
        return []
    sides = [_side(names[key][0], found[key]) for key in sorted(found)]
    far = len({names[key][1] for key in found}) > 1
    return [
        difference(
            encounter,
            "place",
            sides,
            summary="The place is given as " + " and as ".join(side.value or "" for side in sides) + ".",
            weight=0.6 if far else 0.45,
            confidence=(0.7 if encounter.kind != "visit" else 0.45) - 0.1 * (len(found) - 2),
        )
    ]


def _exclude(found: Mapping[str, Sequence[tuple[View, Evidence]]], encounter: Encounter) -> bool:
    """Whether no account gives two of the places itself: a tour has several."""
    by_article: dict[str, set[str]] = defaultdict(set)
    for key, rows in found.items():
        for view, _ in rows:
            by_article[view.article].add(key)
    return all(len(places) == 1 for places in by_article.values()) and len(by_article) > 1 and bool(encounter.id)


def _side(value: str, rows: Sequence[tuple[View, Evidence]]) -> Side:
    return Side(
        value=value,
        articles=tuple(view.article for view, _ in rows),
        evidence=tuple(row for _, row in rows),
    )


def participant_differences(
    encounter: Encounter, views: Sequence[View], actors: Mapping[str, Actor]
) -> list[Difference]:
    """One difference for each who is said to have been absent by one account and to have been there by another."""
    there: dict[str, list[tuple[View, Evidence]]] = defaultdict(list)
    absent: dict[str, list[tuple[View, Evidence]]] = defaultdict(list)
    for view in views:
        for event in view.events:
            row = (event.evidence or view.evidence(view.sentence_of(event.trigger)))[0]
            for one in (*event.source, *event.target):
                if one not in event.absent and event.status in ("done", "ongoing"):
                    there[one].append((view, row))
            for one in event.absent:
                absent[one].append((view, row))
    made = []
    for one in sorted(set(there) & set(absent)):
        if {view.article for view, _ in there[one]} & {view.article for view, _ in absent[one]}:
            continue
        name = actors[one].name if one in actors else one
        sides = [_side(f"{name} took part", there[one]), _side(f"{name} did not take part", absent[one])]
        made.append(
            difference(
                encounter,
                "participants",
                sides,
                summary=f"Accounts differ on whether {name} took part.",
                weight=0.7,
                confidence=0.65,
            )
        )
    return made
