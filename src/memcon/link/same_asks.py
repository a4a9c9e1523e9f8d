"""The same ask across articles and months: which tellings are of one, and the one row they make.

In May one paper tells that Quito asked Lima for a rail loan, in June another of "the loan that Ecuador seeks": one
request with two places. Asks are compared only within one kind of form and the same pair of states, so cost grows
with the pile.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from memcon.link.acts import TRAVEL, states_of
from memcon.link.clauses import words_told
from memcon.link.cluster import Edge, edge
from memcon.link.origins import origin_of
from memcon.link.similarity import stem
from memcon.model.digest import Digest
from memcon.model.reading import Answer, Ask
from memcon.model.span import Reason
from memcon.model.when import When, day_of_print

FAMILY = {
    "request": "ask",
    "demand": "ask",
    "invitation": "invite",
    "offer": "offer",
    "promise": "promise",
    "warning": "warn",
}
SAME = 0.5
MOST_NEXT = 40
"""Each telling is compared with so many that follow it in time."""
LONGEST = timedelta(days=800)
"""Between two tellings of one ask; past it a new ask in the old words is likelier."""
GIVING = frozenset(
    stem(word)
    for word in "send open approve join lift release remainder rest balance part share whole second new more".split()
)
BARE = frozenset(
    stem(word) for word in ("invitation", "invite", "demand", "request", "offer", "proposal", "appeal", "call")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article's ask with what comparing needs: actors and states of both sides, stems, the day, its origin."""

    ask: Ask
    askers: frozenset[str]
    asked: frozenset[str]
    words: frozenset[str]
    day: date | None
    origin: str


def tell(pile: Sequence[Digest], origins: Mapping[str, str]) -> Iterator[Told]:
    """Every ask of the pile, dated, with its states and stems, in order of articles."""
    state = states_of(pile)
    for digest in sorted(pile, key=lambda d: d.article.id):
        printed = day_of_print(digest.article.published)
        for ask in digest.asks:
            when = ask.when if ask.when.dated else printed
            dated = replace(ask, when=when, answers=tuple(_dated(answer, printed) for answer in ask.answers))
            origin = origin_of(origins, digest.article.id, ask.evidence[0].span if ask.evidence else None)
            yield told_by(dated, state, origin=origin)


def _sides(actors: Iterable[str], state: Mapping[str, str]) -> frozenset[str]:
    """Actors of one side and their states; a group of no known state is nobody."""
    return frozenset(name for actor in actors if state.get(actor, actor) for name in (actor, state.get(actor, actor)))


def told_by(ask: Ask, state: Mapping[str, str], *, origin: str) -> Told:
    """One ask with what comparing needs."""
    askers, asked = _sides(ask.asker, state), _sides(ask.asked, state)
    if set(ask.asker) == set(ask.asked) and ask.form != "promise":
        asked = frozenset()  # one actor after all: whom is asked is unknown
    elif askers & asked:  # among people of one state only they themselves tell one ask from another
        askers, asked = frozenset(ask.asker), frozenset(ask.asked)
    return Told(
        ask=ask,
        askers=askers,
        asked=asked,
        words=words_told(" ".join(ask.subject)) - BARE,
        day=date.fromisoformat(ask.when.earliest) if ask.when.earliest else None,
        origin=origin,
    )


def _dated(answer: Answer, printed: When) -> Answer:
    return answer if answer.when.dated else replace(answer, when=printed)


def edges(told: Mapping[str, Told], apart: Callable[[Told, Told], bool] | None = None) -> Iterator[Edge]:
    """The pairs of tellings that are likely enough to be of one ask, those that are known to be `apart` left out."""
    blocks: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told.values():
        family = FAMILY[one.ask.form]
        for state in sorted(one.asked | one.askers):
            blocks[family, state].append(one)
        if TRAVEL & one.words and family == "ask":
            for state in sorted(one.asked):
                blocks["invite", state].append(one)
    for block in blocks.values():
        ordered = sorted(block, key=lambda one: (one.day or date.min, one.ask.id))
        for index, left in enumerate(ordered):
            for right in ordered[index + 1 : index + MOST_NEXT]:
                score = alike(left, right)
                if score >= SAME and not (apart and apart(left, right)):
                    yield edge(left.ask.id, right.ask.id, score)


def alike(left: Told, right: Told) -> float:
    """How surely two tellings are of one ask, 0 to 1."""
    if left.ask.article == right.ask.article or (not left.asked and not right.asked):
        return 0.0
    if not (_meet(left.askers, right.askers) and _meet(left.asked, right.asked)):
        return 0.0
    if left.day and right.day and abs(left.day - right.day) > LONGEST:
        return 0.0
    if _another(left, right):
        return 0.0
    people = 0.5 * bool(left.askers and right.askers) + 0.5 * bool(left.asked and right.asked)
    shared = left.words & right.words
    if not left.words or not right.words:
        return 0.6 * people if left.ask.form == right.ask.form == "invitation" else 0.0
    share = len(shared - GIVING) / max(1, min(len(left.words - GIVING), len(right.words - GIVING)))
    if not shared - GIVING and not (shared and min(len(left.words), len(right.words)) == 1):
        return 0.0
    if left.ask.form == "warning" and bool(left.ask.condition) != bool(right.ask.condition) and share < 0.5:
        return 0.0
    channel = 0.05 if left.ask.channel == right.ask.channel else 0.0
    return round(min(1.0, share * (0.55 + 0.4 * people) + channel), 4) if people >= 0.5 else 0.0


FRESH = re.compile(r"(?:\w+ ){0,2}?(?:second|third|another|further|additional|fresh|new)\b", re.IGNORECASE)
ANEW = timedelta(days=21)


def _another(left: Told, right: Told) -> bool:
    """Whether the later one asks for "a second licence" or "further loans": another thing than the earlier."""
    if left.day is None or right.day is None or abs(left.day - right.day) < ANEW:
        return False
    first, later = (left, right) if left.day < right.day else (right, left)
    return FRESH.match(later.ask.what) is not None and FRESH.match(first.ask.what) is None


def _meet(left: frozenset[str], right: frozenset[str]) -> bool:
    return not left or not right or bool(left & right)


def compatible(left: Sequence[Told], right: Sequence[Told]) -> bool:
    """Not one group where an ask was granted long before the other was made, nor where people differ."""
    for one in left:
        for two in right:
            if not (_meet(one.askers, two.askers) and _meet(one.asked, two.asked)):
                return False
            first, second = (one, two) if (one.day or date.min) <= (two.day or date.min) else (two, one)
            settled = first.ask.status == "granted" and not second.ask.answers
            if settled and first.day and second.day and second.day - first.day > timedelta(days=60):
                return False
    return True


def merged(group: Sequence[Told]) -> Ask:
    """The tellings of one ask as one row, the best worded one first, with the evidence of all."""
    ordered = sorted(
        group, key=lambda one: (not one.words, not one.ask.asker, not one.ask.asked, -one.ask.confidence, one.ask.id)
    )
    lead = ordered[0].ask
    if lead.form != "promise" and set(lead.asked) & set(lead.asker):  # one actor after all: told of as two
        lead = replace(lead, asked=tuple(actor for actor in lead.asked if actor not in lead.asker))
    members = tuple(sorted(one.ask.id for one in group))
    if len(group) == 1:
        return replace(lead, members=members)
    first = min(group, key=lambda one: (one.day or date.max, one.ask.id))
    by_origin: dict[str, float] = {}
    for one in group:
        by_origin[one.origin] = max(by_origin.get(one.origin, 0.0), one.ask.confidence)
    doubt = 1.0
    for value in by_origin.values():
        doubt *= 1 - value
    evidence = dict.fromkeys(
        row for one in sorted(group, key=lambda o: (o.day or date.max, o.ask.id)) for row in one.ask.evidence
    )
    answers = [answer for one in ordered for answer in one.ask.answers]
    reason = Reason(
        name="told by", weight=float(len(by_origin)), detail=f"{len(group)} articles of {len(by_origin)} origins"
    )
    return replace(
        lead,
        id=members[0],
        members=members,
        asker=lead.asker or next((one.ask.asker for one in ordered if one.ask.asker), ()),
        asked=lead.asked or next((one.ask.asked for one in ordered if one.ask.asked), ()),
        when=first.ask.when,
        condition=lead.condition or next((one.ask.condition for one in ordered if one.ask.condition), None),
        answers=tuple(answers),
        confidence=round(min(0.97, 1 - doubt), 4),
        evidence=tuple(evidence),
        reasons=(*lead.reasons, reason),
    )
