"""Statements that say the same, in whatever article they stand: one claim with several witnesses.

`"We will not bow," the minister said` in one paper and `The minister vowed that the country "will
not bow"` in another are one claim; `he would bow` is none of it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from memcon.link.claim_words import canonical, claim_stems
from memcon.link.cluster import Edge, agglomerate, edge
from memcon.link.pairings import Pairings
from memcon.link.similarity import Weights, containment, jaccard, negated, words_of
from memcon.link.word_weights import word_weights
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.reading import Statement
from memcon.model.when import When, day_of_print

KEYS = 6
"""How many of a statement's rarest stems it is looked up by."""
MOST_IN_KEY = 60
WINDOW = 10
"""Days that the days of two reports of one statement may lie apart."""
LONG = 31
"""Days of a range that is kept apart: few are so long, and they may meet what was said weeks later."""
NEVER = date.max.toordinal()
QUOTE_KEY = 4
JOINT_SHARE = 0.42


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement with what is compared of it; `words` are its stems, once each, `weight` what they weigh together."""

    statement: Statement
    speaker: str
    state: str | None
    text: str
    stems: tuple[str, ...]
    words: frozenset[str]
    weight: float
    quoted: frozenset[tuple[str, ...]]
    negative: bool
    joint: bool
    person: bool
    states: frozenset[str]
    when: When


def group_claims(
    pile: Sequence[Digest],
    *,
    origins: Mapping[str, str],  # noqa: ARG001 (part of the fixed call; a copy's statement is the same claim all the same)
    pairings: Pairings,
) -> tuple[Statement, ...]:
    """All statements of the pile, each with the id of its claim, sorted by id."""
    said = {one.statement.id: one for digest in pile for one in said_in(digest)}
    edges = _edges(said, word_weights())
    groups = agglomerate(
        said,
        edges,
        together=pairings.joined("claims"),
        apart=pairings.parted("claims"),
        compatible=lambda left, right: _compatible(said, left, right),
    )
    claim = {member: stable_id("cl", group[0]) for group in groups for member in group}
    return tuple(replace(said[ident].statement, claim=claim[ident]) for ident in sorted(said))


def said_in(digest: Digest) -> Iterable[Said]:
    """The statements of one article with what is compared of them."""
    actors = {actor.id: actor for actor in digest.actors}
    states = frozenset(actor.id for actor in digest.actors if actor.kind == "state")
    weigh = word_weights().of
    for statement in digest.statements:
        text = " ".join(span.of(digest.article.text) for span in statement.content)
        speaker = statement.speaker
        actor = actors.get(speaker.actor or "")
        found = claim_stems(text)
        words = frozenset(found)
        yield Said(
            statement=statement,
            speaker=speaker.actor or speaker.name.casefold(),
            state=actor.state if actor else None,
            text=text,
            stems=found,
            words=words,
            weight=math.fsum(map(weigh, words)),
            quoted=_quote_keys(text) if statement.mode in ("direct", "mixed") else frozenset(),
            negative=negated(canonical(text)) != statement.denied,
            joint=_joint(statement, text, official=digest.article.kind == "official"),
            person=actor is not None and actor.kind == "person",
            states=states,
            when=_when(statement, digest),
        )


_SIDES = re.compile(
    r"(?:they|both|the (?:two|sides|parties|leaders|presidents|ministers|heads)|it was (?:agreed|confirmed))\b",
    re.IGNORECASE,
)


def _joint(statement: Statement, text: str, *, official: bool) -> bool:
    """Whether those who met are told to say it together, or a readout says it for them."""
    speaker = statement.speaker
    if len(speaker.members) > 1 or _SIDES.match(speaker.name or ""):
        return True
    if official and not statement.cue:
        return True
    return speaker.actor is None and bool(_SIDES.match(text) or speaker.name in ("unnamed", ""))


def _when(statement: Statement, digest: Digest) -> When:
    if statement.when.dated:
        return statement.when
    printed = day_of_print(digest.article.published)
    return printed if printed.dated else statement.when


def _quote_keys(text: str) -> frozenset[tuple[str, ...]]:
    forms = words_of(text).forms
    return frozenset(forms[start : start + QUOTE_KEY] for start in range(len(forms) - QUOTE_KEY + 1))


def _edges(said: Mapping[str, Said], weights: Weights) -> list[Edge]:
    # in order of time, those without a day last: of a word that many say, those near each other in time are compared
    days = {ident: days_said(one.when) for ident, one in said.items()}
    ordered = sorted(said, key=lambda one: (days[one][0], one))
    starts = [days[ident][0] for ident in ordered]
    short: dict[tuple[object, ...], list[int]] = {}
    long: dict[tuple[object, ...], list[int]] = {}
    found: list[Edge] = []
    for place, ident in enumerate(ordered):
        day, last = days[ident]
        near: set[int] = set()
        kept = long if last - day > LONG else short
        earliest = bisect_left(starts, day - WINDOW - LONG) if day != NEVER else 0
        for key in keys_said(said[ident], weights):
            if key in long:
                near.update(long[key][-MOST_IN_KEY:])
            if key in short:
                near.update(_last(short[key], earliest))
            kept.setdefault(key, []).append(place)
        near.discard(place)
        for one in (ordered[at] for at in near):
            if day == NEVER or day - days[one][1] <= WINDOW:
                score = sameness(said[one], said[ident], weights)
                if score >= 0.5:
                    found.append(edge(one, ident, score))
    return found


def _last(members: Sequence[int], earliest: int) -> Sequence[int]:
    """The last of the members in order, at most `MOST_IN_KEY`, none before `earliest`."""
    low = max(0, len(members) - MOST_IN_KEY)
    return members[low:] if members[low] >= earliest else members[bisect_left(members, earliest, low) :]


def days_said(when: When) -> tuple[int, int]:
    """The first and last day of a range as numbers, `NEVER` for an open one."""
    first = date.fromisoformat(when.earliest).toordinal() if when.earliest else NEVER
    return first, date.fromisoformat(when.latest).toordinal() if when.latest and when.earliest else NEVER


def keys_said(one: Said, weights: Weights) -> Iterable[tuple[object, ...]]:
    """What a statement is looked up by: those without a common key are never compared."""
    rare = weights.rarest(one.words, KEYS)
    holders = {one.speaker, one.state} - {None}
    if one.joint or one.statement.speaker.actor is None:
        holders |= one.states
    for holder in holders:
        for word in rare:
            yield holder, word
    for quoted in sorted(one.quoted)[:KEYS]:
        yield ("quoted", *quoted)


def sameness(one: Said, other: Said, weights: Weights) -> float:
    """How likely (0..1) two statements say the same; below .5 they are apart, however far."""
    alone = _same_side(one, other)
    verbatim = _verbatim(one, other)
    if not alone and not _may_be_one(one, other, verbatim):
        return 0.0
    if one.negative != other.negative or not one.when.meets(other.when, slack=WINDOW):
        return 0.0
    if min(len(one.words), len(other.words)) < 2:
        return 0.9 if one.stems and one.stems == other.stems and one.quoted & other.quoted else 0.0
    if verbatim < 0.8 and _little_shared(one, other, weights):
        return 0.0
    share = jaccard(one.words, other.words, weights)
    inside = containment(one.words, other.words, weights)
    if verbatim >= 0.8 and min(len(one.stems), len(other.stems)) >= 3:
        return round(0.75 + 0.25 * verbatim * min(1.0, 0.5 + share), 4)
    if inside >= 0.75 and min(len(one.words), len(other.words)) >= 4:
        return round(0.45 + 0.25 * inside + 0.3 * share, 4)
    if not alone:
        # said together in one account and by somebody in the other: only where most of the words are the same
        return round(min(0.95, share + 0.08), 4) if share >= JOINT_SHARE else 0.0
    same_article = one.statement.article == other.statement.article
    return round(min(0.95, share + (0.0 if same_article else 0.08)), 4)


def _little_shared(one: Said, other: Said, weights: Weights) -> bool:
    """Whether two certainly share too little to be one claim, by sums that are near enough to tell."""
    shared = sum(map(weights.of, one.words & other.words))
    return shared < 0.41 * (one.weight + other.weight - shared) and shared < 0.74 * min(one.weight, other.weight)


def _verbatim(one: Said, other: Said) -> float:
    least = min(len(one.quoted), len(other.quoted))
    return len(one.quoted & other.quoted) / least if least >= 2 else 0.0


def _same_side(one: Said, other: Said) -> bool:
    if one.speaker == other.speaker:
        return True
    # "the Kremlin said" and "Peskov said": one voice when one of the two is the state itself
    if one.state is None or one.state != other.state:
        return False
    return one.state in (one.speaker, other.speaker) or not (one.person and other.person)


def _may_be_one(one: Said, other: Said, verbatim: float) -> bool:
    """Whether two whose speakers differ as told may be one: told of both sides, or the very words of one unnamed."""
    if one.statement.article == other.statement.article or len(one.states & other.states) < 2:
        return False
    if verbatim >= 0.8:
        return one.statement.speaker.actor is None or other.statement.speaker.actor is None
    return one.joint or other.joint


def _compatible(said: Mapping[str, Said], left: Sequence[str], right: Sequence[str]) -> bool:
    """No group may hold both a claim and its opposite, nor persons who speak for themselves, nor span months."""
    persons = {
        said[one].speaker
        for one in (*left, *right)
        if said[one].speaker != said[one].state and not said[one].joint and said[one].statement.speaker.actor
    }
    if len(persons) > 1:
        return False
    return all(said[one].when.meets(said[other].when, slack=2 * WINDOW) for one in left[:20] for other in right[:20])
