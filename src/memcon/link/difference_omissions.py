"""What one account tells and another of the same scope does not: a property of the text, no proof of silence.

The host's readout tells that its minister asked for observers; the guest's, as long and of the same
call, has no word of observers: an omission, the silent side without evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from memcon.link.difference_view import View, difference
from memcon.link.encounter_candidates import published_days
from memcon.link.similarity import stems
from memcon.model.link import Difference, Encounter, Side
from memcon.model.reading import Ask
from memcon.model.span import Reason, Span

LEAST_LINES = 3
FULL = 5
FRESH = timedelta(days=7)
TOLD = 0.34
MOST = 4
MOST_RAISED = 6
LEAST_SENTENCES = 4
SHARED = 0.4
"""A matter is passed over in silence if the other text has no more than this part of its words anywhere."""
_RAISING = re.compile(
    r"\b(?:rais(?:e[sd]?|ing)|concern(?:s|ed)?|warn(?:s|ed)|urg(?:e[sd]?|ing)|call(?:s|ed) (?:for|on)|ask(?:s|ed)"
    r"|demand(?:s|ed)?|oppos(?:e[sd]?|ition)|condemn(?:s|ed)|agree[ds]?|agreement|commit(?:s|ted)|pledg\w+|promis\w+"
    r"|object(?:s|ed|ions?)|reiterat\w+|underscor\w+|underlin\w+|emphasi[sz]\w+|stress(?:es|ed)|reaffirm\w+"
    r"|discuss\w+|address(?:ed|es)|thank(?:s|ed)|announc\w+|visit(?:s|ed)|review(?:s|ed)|confirm(?:s|ed)"
    r"|invit(?:es?|ed)|inform(?:s|ed)|recall(?:s|ed)|express(?:es|ed)|not(?:es|ed)|praise[sd]?|propos\w+"
    r"|protest(?:s|ed)?|welcom\w+|does not support|do not support|request(?:s|ed)|press(?:es|ed))\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,;’'] )(?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*")
_COMMON = frozenset(
    stem
    for stem in stems(
        "raise concern warn urge call ask demand oppose opposition condemn agree agreement commit pledge promise "
        "object reiterate underscore underline emphasise emphasize stress reaffirm protest welcome support request "
        "president prime minister secretary foreign leader leaders sides side two both countries country discuss "
        "discussed said also meeting important importance continue issue issues government"
    )
)


def omission_differences(encounter: Encounter, views: Sequence[View]) -> list[Difference]:
    """Asks that some accounts tell and others, long enough to have told them, do not."""
    scope = [view for view in views if view.lines >= LEAST_LINES and _fresh(view, encounter)]
    if len({view.origin for view in scope}) < 2 or encounter.status not in ("held", "ongoing"):
        return []
    made: list[Difference] = _between_readouts(encounter, scope)
    seen: list[frozenset[str]] = [frozenset(stems(side.value)) for one in made for side in one.sides if side.value]
    for view in sorted(scope, key=lambda one: one.digest.article.kind != "official"):
        for ask in view.asks:
            subject = frozenset(stems(ask.what)) or frozenset(ask.subject)
            if ask.confidence < 0.5 or len(subject) < 2 or any(_half(subject, other) for other in seen):
                continue
            silent = [other for other in scope if other.origin != view.origin and not _tells(other, subject)]
            if silent:
                seen.append(subject)
                made.append(_omission(encounter, view, ask, silent, scope))
    return made[: MOST + MOST_RAISED]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raised:
    """A matter that a readout tells in one sentence: its stems, and how much of it the other text has too."""

    view: View
    span: Span
    subject: frozenset[str]
    shared: float
    named: bool


def _between_readouts(encounter: Encounter, scope: Sequence[View]) -> list[Difference]:
    """What one of two official readouts raises and the other never mentions, the clearest first."""
    official = [view for view in scope if view.digest.article.kind == "official"]
    if len(official) != 2 or official[0].origin == official[1].origin:
        return []
    made: list[Difference] = []
    for view, other in (official, official[::-1]):
        if len(other.wide) < LEAST_SENTENCES or len(other.wide) * 2 < len(view.wide):
            continue
        raised = sorted(_raised(view, other, encounter), key=lambda one: (one.shared - 0.1 * one.named, one.span))
        made += [_unmentioned(encounter, one, other) for one in raised[:MOST_RAISED]]
    return made


def _raised(view: View, other: View, encounter: Encounter) -> Iterable[_Raised]:
    text, told = view.digest.article.text, frozenset(stems(other.digest.article.text))
    parties = _party_stems(view, encounter) | _party_stems(other, encounter)
    for span in (part for sentence in view.wide for part in _parts(text, sentence.span)):
        words = span.of(text)
        if not (_RAISING.search(words) or _said_in(view, span)) or _asked_in(view, span):
            continue
        subject = frozenset(stems(words)) - parties - _COMMON
        absent = subject - told
        if len(subject) < 3 or not absent:
            continue
        shared = round(1 - len(absent) / len(subject), 4)
        names = {stem for name in _NAME.findall(words) for stem in stems(name)} - parties
        if shared <= SHARED:
            yield _Raised(view=view, span=span, subject=subject, shared=shared, named=bool(names & absent))


_JOINED = re.compile(r"(?:,|;)? and (?=(?:also |then |both )?[a-z]+ed\b)|; ")


def _parts(text: str, span: Span) -> Iterable[Span]:
    """The clauses of a sentence that "and" joins with verbs of their own: each may be told or left out by itself."""
    start = span.start
    for match in _JOINED.finditer(text, *span):
        if match.start() - start > 20:
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, span.end)


def _said_in(view: View, span: Span) -> bool:
    """Whether somebody is told to have said it: "affirmed that the price will follow that of oil"."""
    return any(s.confidence >= SAID and any(span.covers(c) for c in s.cue) for s in view.digest.statements)


SAID = 0.6


def _asked_in(view: View, span: Span) -> bool:
    """Whether a sentence holds an ask, which is told by itself."""
    return any(ask.confidence >= 0.5 and any(row.span.overlaps(span) for row in ask.evidence[:1]) for ask in view.asks)


def _party_stems(view: View, encounter: Encounter) -> frozenset[str]:
    """The words by which those who met, and their states, are named: said in every readout."""
    own = {actor.id: actor for actor in view.digest.actors}
    states = {own[one].state for one in encounter.participants if one in own} - {None}
    parties = [one for one in own.values() if one.id in encounter.participants or one.id in states]
    return frozenset(stem for one in parties for name in (one.name, *one.aliases) for stem in stems(name))


def _unmentioned(encounter: Encounter, one: _Raised, other: View) -> Difference:
    what = " ".join(one.view.text(one.span).split())
    return difference(
        encounter,
        "omission",
        [
            Side(value=what, articles=(one.view.article,), evidence=one.view.evidence(one.span)),
            Side(value=None, articles=(other.article,)),
        ],
        summary=f"Raised in one official readout and not mentioned in the other: {what}",
        weight=0.8,
        confidence=0.6 - 0.45 * one.shared + 0.07 * one.named,
        reasons=(Reason(name="shared", weight=one.shared, detail="part of its words that the other text has at all"),),
    )


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
