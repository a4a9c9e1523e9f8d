"""Whether it took place at all: some accounts tell of a contact, another tells that it is denied.

An invented example: "the ministers met in Arden on Saturday, two guests said" beside "the minister's office denied
reports of a secret meeting"; "Lie denied that fish was discussed at the meeting" denies something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memcon.link.difference_view import View, difference
from memcon.link.encounter_pairs import kind_likeness
from memcon.model.link import Difference, Encounter, Side
from memcon.model.span import Evidence, Reason, Span

_CONTACT = r"(?:meeting|talks|call|phone call|encounter|visit|conversation|contact|summit)"
_DENIES = r"(?:denied|denies|deny|dismissed|dismisses|refuted|rejected)"
_RUMOUR = r"(?:reports?|rumou?rs?|claims?|stories|speculation|suggestions?|allegations?)"
_OF_IT = re.compile(
    rf"\b{_DENIES} (?:\w+ ){{0,2}}{_RUMOUR} (?:of|about|that) [^.;]{{0,60}}?\b(?:{_CONTACT}|met|spoken)\b"
    rf"|\b{_DENIES} (?:having (?:met|spoken|talked|held)|(?:holding|any|a|such a) (?:\w+ )?{_CONTACT})\b"
    rf"|\b{_DENIES} that [^.;]{{0,50}}?\b(?:had|have|has) (?:ever |secretly )?"
    rf"(?:met|spoken to|talked to|held {_CONTACT})\b"
    rf"|\b[Nn]o (?:such )?(?:\w+ ){{0,2}}?{_CONTACT} (?:\w+ ){{0,2}}"
    rf"(?:took place|was held|were held|taken place|happened)\b"
    rf"|\b[Tt]here (?:was|were|has been|had been|have been) no (?:such )?(?:secret )?{_CONTACT} "
    rf"(?:between|with|in|at|on|last)\b"
)
_NOT_MET = re.compile(
    r"\b(?:has|had|have|did|does|do)(?: not|n[’']t| never) (?:ever |even )?(?:met|meet|seen|spoken|speak|talked|talk)\b"
)


def denied_contacts(encounter: Encounter, views: Sequence[View]) -> Iterator[Difference]:
    """At most one difference: some accounts tell that it took place, another that somebody denies it."""
    told: list[tuple[View, Evidence]] = []
    denied: list[tuple[View, Evidence]] = []
    for view in views:
        spoken = list(_spoken(view, encounter))
        denied += [(view, row) for row in spoken]
        kinds = {event.encounter_status for event in view.events if event.confidence >= 0.45}
        for event in view.events:
            row = (event.evidence or view.evidence(view.sentence_of(event.trigger)))[0]
            if event.encounter_status == "denied" and kind_likeness(event.encounter_kind or "", encounter.kind) >= 0.75:
                denied.append((view, row))
            elif event.encounter_status in ("held", "ongoing", "alleged") and "denied" not in kinds and not spoken:
                told.append((view, row))
    if not told or not denied or {v.article for v, _ in told} & {v.article for v, _ in denied}:
        return
    yield difference(
        encounter,
        "claim",
        [_side("took place", told), _side("denied", denied)],
        summary="One account tells that it took place, another that this is denied.",
        weight=0.85,
        confidence=0.7,
        reasons=(Reason(name="denied", weight=1.0),),
    )


def _spoken(view: View, encounter: Encounter) -> Iterator[Evidence]:
    """The words of an account that deny the contact, whoever speaks them: what it retells of it is what is denied."""
    names = {
        actor.name.split()[-1]
        for actor in view.digest.actors
        if actor.id in encounter.participants and actor.kind == "person"
    }
    for sentence in view.wide:
        text = view.text(sentence.span)
        match = _OF_IT.search(text)
        if match is None and any(name in text for name in names):
            match = _NOT_MET.search(text)
            match = match if match is not None and any(name in text[match.end() :] for name in names) else None
        if match is not None:
            yield view.evidence(Span(sentence.span.start + match.start(), sentence.span.start + match.end()))[0]


def _side(value: str, rows: Sequence[tuple[View, Evidence]]) -> Side:
    return Side(value=value, articles=tuple(view.article for view, _ in rows), evidence=tuple(row for _, row in rows))
