"""Who else was there, and in which house: accounts that say "nobody else" beside those that name a third.

Invented examples: "the two were alone but for their interpreters" beside "with Saran's envoy, Orlov, between them
throughout"; "at the Sheraton" beside "at the Hilton".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from memcon.link.difference_view import View, difference
from memcon.link.encounter_candidates import PHYSICAL
from memcon.model.actor import Actor
from memcon.model.link import Difference, Encounter, Side
from memcon.model.span import Reason, Span

_ALONE = re.compile(
    r"\b(?:[Nn]obody|[Nn]o one|[Nn]o third (?:party|person|state|country)) else\b[^.;]{0,60}|"
    r"\b(?:[Nn]obody|[Nn]o one) (?:else )?(?:was|sat|took part|joined|attended)\b[^.;]{0,60}|"
    r"\b(?:were|was|met|sat|spoke|talked) (?:entirely |quite |strictly )?alone\b[^.;]{0,60}|"
    r"\b(?:[Oo]nly|[Jj]ust) the two(?: of them)? (?:were|was|sat|met|spoke)\b[^.;]{0,60}|"
    r"\b[Oo]nly the (?:two|three|four) [^.;]{1,60}? (?:took part|attended|were present|sat (?:at|in)|were there)\b|"
    r"\bwithout (?:any )?(?:third parties|mediators?|aides|witnesses|observers)\b[^.;]{0,40}|"
    r"\b(?:tête-à-tête|tete-a-tete|one-on-one|in private, without aides)\b"
)
_NAMES = r"(?P<who>[A-Z][\w'’-]*(?:,? (?:al-|de |van |of )?[A-Z][\w'’-]*){0,5})"
_THIRD = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bwith (?:[A-Z]\w+['’]s )?(?:[a-z -]{{0,30}}(?:, )?)?{_NAMES},? (?:between|beside|alongside|among) them\b",
        rf"{_NAMES},? (?:also |too )?(?:took part|sat in|was present|looked on|attended|joined (?:them|the two|in)"
        rf"|was at the table|was in the room|moderated|mediated|presided|was there|sat with them)\b",
        rf"\bin the presence of (?:[a-z' ’]{{0,30}})?{_NAMES}",
        rf"\b(?:attended|joined|watched|witnessed|mediated|chaired) by (?:[A-Z]\w+['’]s )?(?:[a-z -]{{0,30}})?{_NAMES}",
        rf"\b{_NAMES} (?:was|had been) (?:also )?(?:at the table|in the room|present|there)\b",
    )
)
_HOUSE = re.compile(
    r"\b(?:at|in|inside|of) the (?P<house>(?:[A-Z][\w'’-]+ ?){1,3}(?:[Hh]otel|[Pp]alace|[Vv]illa|[Rr]esort|[Cc]astle|"
    r"[Hh]ouse|[Ii]nn|[Ll]odge|[Cc]lub|[Ee]mbassy|[Hh]all)?)(?=[\s.,;]|$)"
)
HOUSES = frozenset("hotel palace villa resort castle house inn lodge club embassy hall".split())
CHAINS = frozenset(
    "sheraton hilton marriott hyatt radisson intercontinental kempinski ritz-carlton ritz westin novotel ramada "
    "mövenpick moevenpick serena four seasons crowne plaza meridien méridien metropol savoy waldorf".split()
)


def presence_differences(
    encounter: Encounter, views: Sequence[View], actors: Mapping[str, Actor]
) -> Iterator[Difference]:
    """A difference where one account has those who met alone and another names a third; and one of houses."""
    if encounter.kind not in PHYSICAL or encounter.status not in ("held", "ongoing"):
        return
    yield from _third(encounter, views, actors)
    yield from _houses(encounter, views)


def _third(encounter: Encounter, views: Sequence[View], actors: Mapping[str, Actor]) -> Iterator[Difference]:
    alone = [(view, span) for view in views for span in _alone(view)]
    if not alone:
        return
    silent = {view.article for view, _ in alone}
    principal = _principals(views, actors, silent)
    for view in views:
        if view.article in silent or view.origin in {one.origin for one, _ in alone}:
            continue
        for third, row in _others(view, principal, actors):
            yield _with_third(encounter, view, third, row, alone)
            return
        for sentence in view.wide:
            text = view.text(sentence.span)
            for pattern in _THIRD:
                match = pattern.search(text)
                person = _person(match["who"], view) if match is not None else None
                if match is None or person is None or person.id in principal:
                    continue
                span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
                yield _with_third(encounter, view, person, span, alone)
                return


def _others(view: View, principal: set[str], actors: Mapping[str, Actor]) -> Iterator[tuple[Actor, Span]]:
    """Persons of a third state whom an account's own lines have at the contact."""
    states = {actors[one].state for one in principal if one in actors}
    for event in view.events:
        if event.encounter_status not in ("held", "ongoing") or event.confidence < 0.5:
            continue
        for one in (*event.source, *event.target):
            actor = actors.get(one)
            third = actor is not None and actor.kind == "person" and one not in principal and one not in event.absent
            if actor is not None and third and actor.state is not None and actor.state not in states:
                yield actor, view.sentence_of(event.trigger)


def _with_third(
    encounter: Encounter, view: View, person: Actor, span: Span, alone: Sequence[tuple[View, Span]]
) -> Difference:  # fmt: skip
    first = alone[0]
    return difference(
        encounter,
        "participants",
        [
            Side(value=f"with {person.name}", articles=(view.article,), evidence=view.evidence(span)),
            Side(
                value=" ".join(first[0].text(first[1]).split()),
                articles=tuple(one.article for one, _ in alone),
                evidence=tuple(row for one, at in alone for row in one.evidence(at)),
            ),
        ],
        summary=f"One account names {person.name} as there, another has nobody else there.",
        weight=0.7,
        confidence=0.7,
        reasons=(Reason(name="alone", weight=1.0),),
    )


def _alone(view: View) -> Iterator[Span]:
    for sentence in view.wide:
        match = _ALONE.search(view.text(sentence.span))
        if match is not None:
            yield Span(sentence.span.start + match.start(), sentence.span.start + match.end())


def _principals(views: Sequence[View], actors: Mapping[str, Actor], silent: set[str]) -> set[str]:
    """Those whom the account that knows of nobody else has there: by its own lines."""
    return {
        one
        for view in views
        if view.article in silent
        for event in view.events
        for one in (*event.source, *event.target)
        if one in actors
    }


def _person(name: str, view: View) -> Actor | None:
    words = {word.strip(",") for word in name.replace("’", "'").split()}
    fits = [a for a in view.digest.actors if a.kind == "person" and set(a.name.split()) & words]
    return max(fits, key=lambda actor: (len(set(actor.name.split()) & words), actor.id)) if fits else None


def _houses(encounter: Encounter, views: Sequence[View]) -> Iterator[Difference]:
    """ "at the Sheraton" beside "at the Hilton": each account names one house in the sentences that tell of it."""
    named: dict[str, tuple[View, Span, str]] = {}
    for view in views:
        found = {house: (view, span, house) for span, house in _house(view)}
        if len(found) == 1:
            named[view.article] = next(iter(found.values()))
    told = {house.casefold() for _, _, house in named.values()}
    first = next(iter(sorted(named)), None)
    if len(told) < 2 or first is None:
        return
    parts = [set(house.split()) - HOUSES for house in sorted(told)]
    if any(one & other for i, one in enumerate(parts) for other in parts[i + 1 :]):
        return
    sides = [
        Side(value=house, articles=(article,), evidence=view.evidence(span))
        for article, (view, span, house) in sorted(named.items())
    ]
    yield difference(
        encounter,
        "place",
        sides,
        summary="The house is given as " + " and as ".join(sorted({side.value or "" for side in sides})) + ".",
        weight=0.35,
        confidence=0.64,
    )


def _house(view: View) -> Iterator[tuple[Span, str]]:
    at = {view.sentence_of(event.trigger) for event in view.events if event.confidence >= 0.45}
    for sentence in sorted(at):
        for match in _HOUSE.finditer(view.text(sentence)):
            house = match["house"].strip()
            words = {word.casefold() for word in house.split()}
            if words & HOUSES or words & CHAINS:
                yield Span(sentence.start + match.start("house"), sentence.start + match.end("house")), house
