"""Accounts that put an encounter in different places, or do not agree on who was there.

`The ministers met in Oslo` and `they met in Bergen` give the sides Oslo and Bergen; "in Norway" beside
"in Oslo" is none. `Roos stayed away` beside `Roos met Lie` is a difference of participants.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from memcon.lexicon.entries import GazetteerPlace
from memcon.link.difference_view import View, difference
from memcon.link.encounter_candidates import PHYSICAL
from memcon.model.actor import Actor
from memcon.model.link import Difference, Encounter, Side
from memcon.model.reading import Event
from memcon.model.span import Evidence, Span

BUILDINGS = frozenset(
    "villa hotel palace hall castle house embassy airport centre center base mansion residence building resort office "
    "club museum cathedral fort fortress lodge estate headquarters ministry".split()
)


def place_differences(
    encounter: Encounter, views: Sequence[View], states: Mapping[str, str], places: Places
) -> list[Difference]:
    """At most one difference: the places that accounts give. `states` names states by lower-case name, `places` gives
    the known place of a name."""
    if encounter.kind not in PHYSICAL or encounter.status not in ("held", "ongoing"):
        return []
    found: dict[str, list[tuple[View, Evidence]]] = defaultdict(list)
    names: dict[str, tuple[str, str | None]] = {}
    for view in views:
        for event in view.events:
            place = event.place
            if place is None or place.name.casefold() in states or event.confidence < 0.5 or _building(place.name):
                continue
            if event.encounter_status in ("denied", "planned", "cancelled") or _only_spoken_of(view, event):
                continue
            key = place.name.casefold()
            names.setdefault(key, (place.name, place.state))
            found[key].append((view, (event.evidence or view.evidence(view.sentence_of(event.trigger)))[0]))
    if len(found) < 2:
        return _told_places(encounter, views, states, places) or _venues(encounter, views)
    if not _exclude(found, encounter):
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


Places = Callable[[str], GazetteerPlace | None]
_IN = re.compile(
    r"\b(?:in|at|near|outside) ((?:[Aa]l-|[Ee]l )?[A-Z][\w’'-]*\w(?:(?: (?:de|del|al|el|la|le|sur|am) | )[A-Z]"
    r"[\w’'-]*\w){0,2})"
)
FAR = 30.0
"""Kilometres between two places that are not one and its suburb."""


def _told_places(
    encounter: Encounter, views: Sequence[View], states: Mapping[str, str], places: Places
) -> list[Difference]:
    """The one known place that the sentences of the contact name, where the other account never names it."""
    named: list[tuple[View, GazetteerPlace, str, Evidence]] = []
    for view in views:
        at = {view.sentence_of(event.trigger) for event in view.events if event.encounter_status != "planned"}
        at |= {sentence.span for sentence in view.told[:1] if _HELD_IN.search(view.text(sentence.span))}
        found: dict[str, tuple[GazetteerPlace, str, Evidence]] = {}
        for span in sorted(at) or [sentence.span for sentence in view.told[:2]]:
            for match in _IN.finditer(view.text(span)):
                place = None if match[1].casefold() in states or _building(match[1]) else places(match[1])
                if place is not None:
                    row = view.evidence(Span(span.start + match.start(), span.start + match.end()))[0]
                    found.setdefault(place.name, (place, match[1], row))
        if len(found) == 1:
            named.append((view, *next(iter(found.values()))))
    for one, other in combinations(named, 2):
        if one[0].origin == other[0].origin or _near(one[1], other[1]):
            continue
        if other[2] in one[0].digest.article.text or one[2] in other[0].digest.article.text:
            continue
        sides = [Side(value=name, articles=(view.article,), evidence=(row,)) for view, _, name, row in (one, other)]
        return [
            difference(
                encounter,
                "place",
                sides,
                summary=f"The place is given as {one[2]} and as {other[2]}.",
                weight=0.5,
                confidence=0.6,
            )
        ]
    return []


_HELD_IN = re.compile(
    r"\b(?:talks|meeting|summit|session|conference|negotiations|ceremony|dinner|lunch|visit) (?:\w+ ){0,3}"
    r"(?:in|at|near) [A-Z]"
)
"""The opening sentence names the contact with its place: "said on Wednesday after talks in Bern"."""
_TOPIC = re.compile(
    r"\b(?:situation|war|conflict|crisis|developments?|events|fighting|peace|unrest|elections?|violence|hostilities|truce"
    r"|ceasefire) (?:in|around|near) (?:the )?$"
)


def _only_spoken_of(view: View, event: Event) -> bool:
    """Whether the place of an event is what was spoken about: "discussed the situation in Norland"."""
    if event.place is None:
        return False
    sentence = view.sentence_of(event.trigger)
    text = view.text(sentence)
    at = text.find(event.place.name)
    return at > 0 and _TOPIC.search(text[max(0, at - 60) : at]) is not None


_HOUSE = (
    r"(?:hotel|palace|parliament|ministry|embassy|castle|villa|hall|airport|residence|mansion|museum|library|university|"
    r"monastery|barracks|garrison|base|port|harbour|lodge|club|resort|chancellery|centre|center|cathedral|fort)"
)
_VENUE = re.compile(rf"\bat (?:the|his|her|its|their) (?P<name>(?:[A-Z]?[\w’'-]+ ){{0,3}}?{_HOUSE})\b", re.IGNORECASE)


def _venues(encounter: Encounter, views: Sequence[View]) -> list[Difference]:
    """Two houses that two accounts put it in, each the only one that its account names: "opened at the Hotel Bern"."""
    if encounter.kind == "visit":
        return []
    named: list[tuple[View, str, Evidence]] = []
    for view in views:
        told = [event for event in view.events if event.encounter_status in ("held", "ongoing")]
        rows = [event.trigger for event in told] + [row.span for event in told for row in event.evidence]
        at = {view.sentence_of(span) for span in rows}
        found = [
            (match["name"], view.evidence(Span(span.start + match.start(), span.start + match.end()))[0])
            for span in sorted(at)
            for match in _VENUE.finditer(view.text(span))
        ]
        everywhere = {match["name"].casefold() for match in _VENUE.finditer(view.digest.article.text)}
        if len(found) == 1 and len(everywhere) == 1:
            named.append((view, *found[0]))
    for one, other in combinations(named, 2):
        mine, theirs = (set(row[1].casefold().split()) for row in (one, other))
        if one[0].origin == other[0].origin or mine & theirs:
            continue
        sides = [Side(value=row[1], articles=(row[0].article,), evidence=(row[2],)) for row in (one, other)]
        return [
            difference(
                encounter,
                "place",
                sides,
                summary=f"The house is given as the {one[1]} and as the {other[1]}.",
                weight=0.35,
                confidence=0.56,
            )
        ]
    return []


def far_apart(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Whether two places are not one and its suburb."""
    return not _near(one, other)


def _near(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    north = (one.lat - other.lat) * 111.2
    east = (one.lon - other.lon) * 111.2 * math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(north, east) < FAR


def _building(name: str) -> bool:
    """Whether a place is a house in some town: "Villa Serena", "the Hotel Metropol"."""
    return any(word.casefold() in BUILDINGS for word in name.split())


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
    return made + _other_signers(encounter, views, actors)


def _other_signers(encounter: Encounter, views: Sequence[View], actors: Mapping[str, Actor]) -> list[Difference]:
    """One difference for each state for which accounts of one signing name other signers."""
    if encounter.kind != "signing":
        return []
    named: dict[str, dict[str, list[tuple[View, str, Evidence]]]] = defaultdict(lambda: defaultdict(list))
    for view in views:
        for event in view.events:
            if event.encounter_kind != "signing" or event.status != "done":
                continue
            rows = _rows_of(view, event)
            for one, row in rows:
                actor = actors.get(one)
                if actor is not None and actor.kind == "person" and actor.state and not described(actor):
                    named[actor.state][view.article].append((view, one, row))
    made = []
    for state in sorted(named):
        sides = _signer_sides(named[state], actors)
        if len(sides) > 1:
            made.append(
                difference(
                    encounter,
                    "participants",
                    sides,
                    summary="Accounts name other signers: " + " and ".join(side.value or "" for side in sides) + ".",
                    weight=0.7,
                    confidence=0.65,
                )
            )
    return made


HEADS = frozenset(
    "minister ministers secretary president premier chancellor ambassador commissioner governor envoy director speaker "
    "chairman chairwoman representative negotiator counterpart colleague leader chief official king queen emir sultan "
    "delegate delegation".split()
)


def described(actor: Actor) -> bool:
    """Whether an actor is known by office alone ("the Norlandic works minister"): whoever bears a name may be he."""
    words = actor.name.split()
    return not words or words[-1][:1].islower() or words[-1].casefold() in HEADS


def _rows_of(view: View, event: Event) -> list[tuple[str, Evidence]]:
    """Who took part by an event, each with the words that name him."""
    spans = [*zip(event.source, event.source_spans, strict=False), *zip(event.target, event.target_spans, strict=False)]
    return [(one, view.evidence(span)[0]) for one, span in spans if one not in event.absent]


def _signer_sides(named: Mapping[str, Sequence[tuple[View, str, Evidence]]], actors: Mapping[str, Actor]) -> list[Side]:
    """The signers by account, where no two accounts share one; empty where any do."""
    by_person: dict[str, list[tuple[View, Evidence]]] = defaultdict(list)
    articles: dict[str, set[str]] = defaultdict(set)
    for article, rows in named.items():
        for view, one, row in rows:
            by_person[one].append((view, row))
            articles[one].add(article)
    held = [articles[one] for one in sorted(articles)]
    if len(held) != 2 or held[0] & held[1]:
        return []
    return [_side(actors[one].name, by_person[one]) for one in sorted(by_person)]
