"""Differences that a source reports: brought to the encounter that they are about.

`The two ministries portrayed the call differently, the institute wrote` is a difference of the call
with the ministries as its sides, both with the same evidence: the sentence that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from memcon.link.difference_holders import compared, halves_of
from memcon.link.difference_quantities import Quantity, quantities
from memcon.link.difference_view import Members, difference
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.link import Aspect, Difference, Encounter, Side
from memcon.model.reading import Event, ReportedDifference
from memcon.model.span import Reason, Span

_LEFT_OUT = re.compile(
    r"\bno (?:mention|word|reference)\b|\bnot a word\b|\b(?:leaves?|left) [^.!?]{1,40} out\b|\bleft out\b|\bomit\w*\b|"
    r"\b(?:does|did|do|is|are|was|were) not (?:mention(?:ed)?|refer|figure|appear)\b|\b(?:missing|absent) from\b|"
    r"\b(?:has|had) nothing on\b|\bsilent (?:on|about)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"\b(?:settled|agreed|resolved|concluded|decided|signed|adopted|approved|sealed)\b")
_OPEN = re.compile(
    r"\b(?:discussed|raised|mentioned|open|considered|explored|examined|reviewed|studied|initialled|initialed|draft)\b"
)
_ASPECTS: tuple[tuple[Aspect, tuple[str, ...]], ...] = (
    ("number", ("figure", "death toll", "number of", "how many")),
    ("date", ("what day", "which day", "the date of", "on the date")),
    ("outcome", ("outcome", "what was agreed", "results of", "whether an agreement")),
)
_CONTRAST = re.compile(
    r"\b(?:while|whereas|but)\b"
    r"|\b(?:by|according to|in) the \w+ (?:one|note|text|readout|version|side|ministry|count)\b"
)
_BARE = re.compile(
    r"\b(?:insist(?:s|ed) on|spoke of|put it at|said|claimed) \d[\d,.]*\W*$"
    r"|\b(?:and|but|while|against) \d[\d,]* (?:by|according to|in) the \w+ \w+"
)


def reported_differences(
    pile: Sequence[Digest], encounters: Sequence[Encounter], members: Members
) -> Iterable[Difference]:
    """One difference for each that an article reports."""
    of_article: dict[str, list[Encounter]] = {}
    for encounter in encounters:
        for account in encounter.accounts:
            of_article.setdefault(account.article, []).append(encounter)
    for digest in pile:
        actors = {actor.id: actor for actor in digest.actors}
        for row in digest.reported_differences:
            about, why = _encounter(row, digest, of_article.get(digest.article.id, ()), members, actors)
            aspect, sides = _told(row, digest, actors, about)
            yield difference(
                about,
                aspect,
                sides,
                summary=row.summary,
                weight=0.6,
                confidence=row.confidence,
                reasons=(why,),
                reported=True,
            )


def _told(
    row: ReportedDifference, digest: Digest, actors: Mapping[str, Actor], about: Encounter | None
) -> tuple[Aspect, list[Side]]:
    """The aspect, and the sides: what each is said to have; who they are where the sentence does not say more."""
    numbers = _number_sides(row, digest) if row.halves is None else []
    if numbers:
        return "number", numbers
    aspect = _aspect(row.summary)
    halves = halves_of(row.summary) if row.halves is None else compared(*row.halves)
    if row.halves is not None and any(_SILENT_END.search(half) for half in row.halves):
        aspect = "omission"
    here = (digest.article.id,)
    if aspect == "omission":
        thing = _THING.search(row.summary)
        what = thing["thing"] if thing else halves.values[0] if halves is not None else row.summary[:LONGEST]
        return aspect, [Side(value=what, articles=here, evidence=row.evidence[:1]), Side(value=None, articles=here)]
    if halves is None:
        return aspect, _sides(row, digest, actors, about)
    if aspect == "claim" and halves.aspect is not None:
        aspect = halves.aspect
    return aspect, [Side(value=value, articles=here, evidence=row.evidence[:1]) for value in halves.values]


_SILENT_END = re.compile(r"\b(?:do|does|did) not$|n['’]t$|\bis silent$")
"""A half that only says that its text has not what the other one mentions."""
LONGEST = 300
SURE = 0.5
"""An encounter less sure than this is what a difference is about only where no surer one fits."""

_THING = re.compile(
    r"\b(?:no (?:mention|word|reference) (?:of|to|about|on)|not (?:mention|refer to)|nothing on|silent (?:on|about)"
    r"|left out|omit(?:s|ted)) (?P<thing>[^,.;]{3,120}?)(?=,|;|\.|$| (?:while|whereas|but|unlike|according)\b)"
)


def _two_numbers(summary: str) -> list[Quantity]:
    """The quantities of which a sentence has two sides, the second with or without its unit."""
    if not _CONTRAST.search(summary):
        return []
    found = quantities(summary, Span(0, len(summary)))
    bare = _BARE.search(summary)
    alike = [one for one in found if one.of == found[0].of]
    if len(alike) > 1 and not alike[0].agrees(alike[-1]):
        return [alike[0], alike[-1]]
    return found[:1] if bare and found else []


def _number_sides(row: ReportedDifference, digest: Digest) -> list[Side]:
    """The two numbers that the sentence gives, with unit; none where it gives no two."""
    found = _two_numbers(row.summary)
    if not found:
        return []
    shown = [one.shown for one in found]
    if len(found) == 1:
        bare = _BARE.search(row.summary)
        number = re.search(r"\d[\d,]*", bare[0]) if bare else None
        if number is None:
            return []
        shown.append(f"{number[0]} {found[0].unit}s" if found[0].measured else f"{number[0]} {found[0].unit}")
    return [Side(value=value, articles=(digest.article.id,), evidence=row.evidence[:1]) for value in shown]


def _aspect(summary: str) -> Aspect:
    if _two_numbers(summary):
        return "number"
    if _LEFT_OUT.search(summary):
        return "omission"
    if _SETTLED.search(summary) and _OPEN.search(summary):
        return "outcome"
    lowered = summary.casefold()
    return next((aspect for aspect, words in _ASPECTS if any(word in lowered for word in words)), "claim")


def _sides(
    row: ReportedDifference, digest: Digest, actors: Mapping[str, Actor], encounter: Encounter | None
) -> list[Side]:
    """Those whose accounts are said to differ: the bodies that give accounts before the states and persons in them."""
    known = [actors[one] for one in row.parties if one in actors]
    states = _party_states(encounter, actors)
    inside = [one for one in known if not states or _state(one) in states] or known
    for kinds in (("organisation",), ("state",), ("person",), ("group", "outlet")):
        chosen = [one for one in inside if one.kind in kinds]
        if len({_state(one) for one in chosen}) > 1:
            inside = chosen
            break
    if len({_state(one) for one in inside}) < 2 and encounter is not None:
        # "analysts say the readouts differ" names neither side: they are those who met
        inside = [actors[one] for one in encounter.participants if one in actors] or inside
    names: list[str | None] = [*sorted({one.name for one in inside})] or [None]
    return [Side(value=name, articles=(digest.article.id,), evidence=row.evidence) for name in names]


def _state(actor: Actor) -> str:
    return actor.state or actor.id


def _party_states(encounter: Encounter | None, actors: Mapping[str, Actor]) -> set[str]:
    return {_state(actors[one]) for one in encounter.participants if one in actors} if encounter else set()


def _encounter(
    row: ReportedDifference,
    digest: Digest,
    encounters: Sequence[Encounter],
    members: Members,
    actors: Mapping[str, Actor],
) -> tuple[Encounter | None, Reason]:
    """The encounter told of at the words that name it, else the nearest one with the parties, else none."""
    at = row.encounter_trigger.start if row.encounter_trigger else row.evidence[0].span.start if row.evidence else 0
    states = {state for one in row.parties if one in actors and (state := actors[one].state)}
    own = members.events.get(digest.article.id, {})
    fits: list[tuple[int, int, str, Encounter]] = []
    named: list[tuple[bool, bool, float, str, Encounter]] = []
    for encounter in encounters:
        for event in _events(encounter, digest, own, members):
            shared = len(states & _states(event, actors))
            if len(states) > 1 and shared < 2:
                continue
            if row.encounter_trigger and _names(event, row.encounter_trigger):
                exact = row.encounter_trigger.overlaps(event.trigger)
                named.append((encounter.confidence < SURE, not exact, -encounter.confidence, encounter.id, encounter))
            if shared >= min(2, len(states)) or not states:
                fits.append((abs(event.trigger.start - at), -shared, encounter.id, encounter))
    if named:
        surest = min(named, key=lambda one: one[:4])
        return surest[4], Reason(name="trigger", weight=1.0, detail="the sentence names the encounter")
    if not fits:
        return None, Reason(name="encounter", weight=0.0, detail="no encounter of these parties in the article")
    sure = [fit for fit in fits if fit[3].confidence >= SURE]
    nearest = min(sure or fits, key=lambda fit: fit[:3])
    return nearest[3], Reason(name="nearest", weight=0.6, detail="the nearest encounter of these parties")


def _names(event: Event, trigger: Span) -> bool:
    """Whether a contact rests on these words: its own, or those of a later mention that joined it."""
    return trigger.overlaps(event.trigger) or any(trigger.overlaps(row.span) for row in event.evidence)


def _events(encounter: Encounter, digest: Digest, own: Mapping[str, Event], members: Members) -> list[Event]:
    return [
        own[part]
        for account in encounter.accounts
        if account.article == digest.article.id
        for event in account.events
        for part in members.parts.get(event, (event,))
        if part in own
    ]


def _states(event: Event, actors: Mapping[str, Actor]) -> set[str]:
    return {actors[one].state or one for one in (*event.source, *event.target) if one in actors}
