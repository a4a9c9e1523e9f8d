"""Who else was there: one account has somebody there, or nobody else, and another tells it otherwise.

Invented examples: `no outside diplomats were admitted` beside `the Union's ambassador attended the closing session`;
`Orlov sent regrets` beside `Orlov spoke last`; `the Saran minister stayed at home` beside `a Saran deputy minister sat
through the talks` is none: these are two people, unless the account has the state itself away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from memcon.link.difference_view import View, difference
from memcon.link.similarity import STOPWORDS, stem, words_of
from memcon.model.actor import Actor
from memcon.model.link import Difference, Encounter, Side
from memcon.model.span import Reason, Span

_AWAY = re.compile(
    r"\b(?:(?:did|does|do|would|could) not (?:take part|attend|come|travel|join|appear|show up|be (?:there|present))"
    r"|(?:was|were|had been) (?:not (?:present|there|admitted|invited|let in|at the table|in the room)|absent|missing)"
    r"|stayed (?:away|at home|home|behind)|remained (?:at home|behind)|sent (?:\w+ ){0,2}(?:regrets|apologies|excuses)"
    r"|skipped|boycotted|never (?:came|arrived|turned up|appeared))\b"
)
_THERE = re.compile(
    r"\b(?:took part|take part|taking part|attended|joined|sat (?:in|through|with|beside|at|between)|was present"
    r"|were present|looked on|listened in|followed the (?:\w+ ){0,2}(?:talks|meeting|session|conversation)|spoke"
    r"|moderated|mediated|chaired|presided|addressed"
    r"|(?:was|were|also) (?:also )?(?:at the table|in the room|on the line|there|present)"
    r"|standing between|sitting between|between them|beside them)\b"
)
_WITH = re.compile(
    r"\b(?:attended|joined|watched|witnessed|chaired|moderated|accompanied)(?: also)? by (?P<who>[^.;]{3,90})"
    r"|\bin the presence of (?P<present>[^.;]{3,90})"
)
_NOBODY = re.compile(
    r"\b[Nn]o (?:\w+ ){0,2}(?:part(?:y|ies)|states?|countr(?:y|ies)|outsiders?|diplomats?|guests?|observers?|mediators?"
    r"|delegat\w+|officials?|aides?|advisers?|ministers?|witness\w*)\b[^.;]{0,30}?"
    r"\b(?:was|were|had been|took|sat|joined|attended|listened)\b[^.;]{0,60}"
    r"|\b(?:[Nn]obody|[Nn]o one) (?:else )?(?:was|sat|took part|joined|attended|listened)\b[^.;]{0,60}"
    r"|\b(?:were|was|met|sat|spoke|talked|conferred) (?:entirely |quite |strictly )?alone\b[^.;]{0,60}"
)
_NOT = re.compile(r"\b(?:not|never|n['’]t|no|nobody|none|neither|nor|without)\b", re.IGNORECASE)
_OFFICES = frozenset(map(stem, "ambassador envoy general minister".split()))
REACH = 110
"""Characters before the verb in which whoever is meant is named."""
_HEADS = frozenset(
    map(stem, "rebel opposition union press reporter journalist observer ambassador envoy general minister".split())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """Somebody who is said to have been there or away: persons, states and common nouns by which he is named."""

    view: View
    span: Span
    persons: frozenset[str]
    states: frozenset[str]
    nouns: frozenset[str]
    name: str


def attendance_differences(encounter: Encounter, views: Sequence[View]) -> Iterator[Difference]:
    """At most one difference for each of: somebody there and away, nobody else and a third."""
    if encounter.status not in ("held", "ongoing"):
        return
    there = [one for view in views for one in (*_named(view, _THERE), *_beside(view))]
    away = [one for view in views for one in _named(view, _AWAY)]
    for present, absent in product(there, away):
        if present.view.origin != absent.view.origin and _same(present, absent):
            also = [one for one in there if one.persons and one.persons == present.persons]
            yield _difference(encounter, present, absent, f"{absent.name} away", 0.66, also)
            break
    nobody = [(view, span) for view in views for span in _nobody(view)]
    principals = {*encounter.participants} | _party_states(encounter, views)
    for present, (view, span) in product(there, nobody):
        third = (present.persons or present.states) and not (present.persons | present.states) & principals
        if third and present.view.origin != view.origin and not _told_too(view, present, there):
            seen = _Seen(view=view, span=span, persons=frozenset(), states=frozenset(), nouns=frozenset(), name="")
            yield _difference(encounter, present, seen, " ".join(view.text(span).split()), 0.68)
            break


def _party_states(encounter: Encounter, views: Sequence[View]) -> set[str]:
    return {
        actor.state for view in views for actor in view.digest.actors
        if actor.state and actor.id in encounter.participants
    }  # fmt: skip


def _told_too(view: View, present: _Seen, there: Sequence[_Seen]) -> bool:
    return any(one.view.article == view.article and one.persons & present.persons for one in there)


def _nobody(view: View) -> Iterable[Span]:
    for sentence in view.wide:
        match = _NOBODY.search(view.text(sentence.span))
        if match is not None:
            yield Span(sentence.span.start + match.start(), sentence.span.start + match.end())


def _named(view: View, pattern: re.Pattern[str]) -> Iterator[_Seen]:
    for sentence in view.wide:
        text = view.text(sentence.span)
        if len(text) > 600:
            continue
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - REACH) : match.start()]
            before = re.split(r"[;:]| but | while | whereas ", before)[-1]
            if pattern is _THERE and (_NOT.search(before) or match[0].startswith("spoke")) and "spoke last" not in text:
                continue
            found = _seen(view, before, sentence.span)
            if found is not None:
                yield found


def _beside(view: View) -> Iterator[_Seen]:
    """Who is named behind the verb: "the talks were attended by the ambassador, Per Lie"."""
    for sentence in view.wide:
        text = view.text(sentence.span)
        for match in _WITH.finditer(text) if len(text) <= 600 else ():
            found = _seen(view, match["who"] or match["present"], sentence.span)
            if found is not None and not _NOT.search(text[max(0, match.start() - 20) : match.start()]):
                yield found


def _seen(view: View, before: str, span: Span) -> _Seen | None:
    words = {word.casefold() for word in re.findall(r"[\w’'-]+", before)}
    words |= {word.removesuffix("'s").removesuffix("’s") for word in words}
    persons: list[tuple[int, Actor]] = []
    states: list[tuple[int, Actor]] = []
    for actor in view.digest.actors:
        last = {alias.casefold().split()[-1] for alias in (actor.name, *actor.aliases) if alias.split()} & words
        if not last:
            continue
        at = max(before.casefold().rfind(word) for word in last)
        if actor.kind == "person":
            persons.append((at, actor))
        elif actor.kind in ("state", "organisation"):
            states.append((at, actor))
    nouns = frozenset(stem(w) for w in words_of(before).forms if w not in STOPWORDS) & _HEADS
    if not persons and not states and not nouns:
        return None
    # whoever is named last before the verb is meant: "X and Y shook hands, with Z looking on"
    named = [max(persons or states, key=lambda row: (row[0], row[1].id))[1]] if persons or states else []
    return _Seen(
        view=view,
        span=span,
        persons=frozenset(a.id for a in named if a.kind == "person"),
        states=frozenset(a.state or a.id for a in named),
        nouns=nouns,
        name=named[0].name if named else " ".join(before.split()[-3:]),
    )


def _same(present: _Seen, absent: _Seen) -> bool:
    if absent.persons:
        return bool(absent.persons & present.persons)
    if absent.states:
        return bool(absent.states & present.states)
    # "the ambassador was not in the room": whom the other account calls so by office
    one = (
        len(absent.nouns) == 1
        and absent.nouns <= present.nouns & _OFFICES
        and absent.name.casefold().startswith("the ")
    )
    return bool(absent.nouns & present.nouns) and (not present.persons or one)


def _difference(
    encounter: Encounter, present: _Seen, absent: _Seen, away: str, confidence: float, also: Sequence[_Seen] = ()
) -> Difference:
    told = f"{present.name} there"
    seen = [present, *(one for one in also if one.view.article not in (present.view.article, absent.view.article))]
    return difference(
        encounter,
        "participants",
        [
            Side(
                value=told,
                articles=tuple(one.view.article for one in seen),
                evidence=tuple(row for one in seen for row in one.view.evidence(one.span)),
            ),
            Side(value=away, articles=(absent.view.article,), evidence=absent.view.evidence(absent.span)),
        ],
        summary=f"One account has {present.name} there, another tells otherwise: {away}.",
        weight=0.65,
        confidence=confidence,
        reasons=(Reason(name="attendance", weight=1.0),),
    )
