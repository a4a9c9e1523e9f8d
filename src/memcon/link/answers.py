"""The same ask across articles and months as one row with its history, and what later acts answered it.

In May one paper tells that Quito asked Lima for a rail loan, in June another that Peru "turned down Ecuador's
request for a loan": one request with two places and the answer refused. A visit answers an invitation to it.
Asks are compared only within one kind of form and the same pair of states, so cost grows with the pile.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from memcon.link.acts import CONTACT, TRAVEL, VISITS, Act, acts_of, by_state, canonical, states_of
from memcon.link.cluster import Edge, agglomerate, edge
from memcon.link.origins import origin_of
from memcon.link.pairings import Pairings
from memcon.link.similarity import stem
from memcon.model.digest import Digest
from memcon.model.link import Encounter
from memcon.model.reading import Answer, AnswerKind, Ask, Event
from memcon.model.span import Evidence, Reason
from memcon.model.when import UNDATED, When, from_edtf

FAMILY = {
    "request": "ask",
    "demand": "ask",
    "invitation": "invite",
    "offer": "offer",
    "promise": "promise",
    "warning": "warn",
}
SAME = 0.5
LONGEST = timedelta(days=800)
"""Between two tellings of one ask; past it a new ask in the old words is likelier."""
AFTER = timedelta(days=550)
"""How long after an ask an act is still read as its answer."""
SURE = 0.5
GIVING = frozenset(stem(word) for word in ("send", "open", "approve", "join", "lift", "release"))
BARE = frozenset(
    stem(word) for word in ("invitation", "invite", "demand", "request", "offer", "proposal", "appeal", "call")
)
MEETING = frozenset(stem(word) for word in ("meet", "talk"))
TALKED = re.compile(r"\btalk (?!(?:to|with|about)\b)\w+ .{0,60}?\b(?:out of|into|down|round)\b|\bpeace talks between\b")
""" "Talk Chad out of it" asks for no talks."""
FULFILLING = frozenset(
    {"AID", "AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT", "MOBILIZE", "CONSULT", "SANCTION"}
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


def link_asks(
    pile: Sequence[Digest], events: Sequence[Event], encounters: Sequence[Encounter],
    *, origins: Mapping[str, str], pairings: Pairings,
) -> tuple[Ask, ...]:  # fmt: skip
    """Every ask of the pile once, sorted by id, with the answers of all its articles and of later acts."""
    told = {one.ask.id: one for one in _tell(pile, origins)}
    groups = agglomerate(
        told,
        _edges(told),
        together=pairings.joined("asks"),
        apart=pairings.parted("asks"),
        compatible=lambda left, right: _compatible([told[i] for i in left], [told[i] for i in right]),
    )
    acts = by_state(acts_of(pile, events, encounters))
    state = states_of(pile)
    merged = (_merged([told[i] for i in group]) for group in groups)
    return tuple(sorted((_answered(ask, acts, state) for ask in merged), key=lambda ask: ask.id))


def _tell(pile: Sequence[Digest], origins: Mapping[str, str]) -> Iterator[Told]:
    state = states_of(pile)
    for digest in sorted(pile, key=lambda d: d.article.id):
        printed = _printed(digest)
        for ask in digest.asks:
            when = ask.when if ask.when.dated else printed
            dated = replace(ask, when=when, answers=tuple(_dated(answer, printed) for answer in ask.answers))
            origin = origin_of(origins, digest.article.id, ask.evidence[0].span if ask.evidence else None)
            yield _told(dated, state, origin=origin)


def _sides(actors: Iterable[str], state: Mapping[str, str]) -> frozenset[str]:
    """Actors of one side and their states; a group of no known state is nobody."""
    return frozenset(name for actor in actors if state.get(actor, actor) for name in (actor, state.get(actor, actor)))


def _told(ask: Ask, state: Mapping[str, str], *, origin: str) -> Told:
    askers, asked = _sides(ask.asker, state), _sides(ask.asked, state)
    if askers & asked:  # among people of one state only they themselves tell one ask from another
        askers, asked = frozenset(ask.asker), frozenset(ask.asked)
    return Told(
        ask=ask,
        askers=askers,
        asked=asked,
        words=canonical(ask.subject) - BARE,
        day=date.fromisoformat(ask.when.earliest) if ask.when.earliest else None,
        origin=origin,
    )


def _printed(digest: Digest) -> When:
    if digest.article.published is None:
        return UNDATED
    try:
        return from_edtf(digest.article.published, basis="publication")
    except ValueError:
        return UNDATED


def _dated(answer: Answer, printed: When) -> Answer:
    return answer if answer.when.dated else replace(answer, when=printed)


def _edges(told: Mapping[str, Told]) -> Iterator[Edge]:
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
            for right in ordered[index + 1 : index + 40]:
                score = alike(left, right)
                if score >= SAME:
                    yield edge(left.ask.id, right.ask.id, score)


def alike(left: Told, right: Told) -> float:
    """How surely two tellings are of one ask, 0 to 1."""
    if left.ask.article == right.ask.article or (not left.asked and not right.asked):
        return 0.0
    if not (_meet(left.askers, right.askers) and _meet(left.asked, right.asked)):
        return 0.0
    if left.day and right.day and abs(left.day - right.day) > LONGEST:
        return 0.0
    if left.ask.form == "warning" and bool(left.ask.condition) != bool(right.ask.condition):
        return 0.0
    people = 0.5 * bool(left.askers and right.askers) + 0.5 * bool(left.asked and right.asked)
    shared = left.words & right.words
    if not left.words or not right.words:
        return 0.6 * people if left.ask.form == right.ask.form == "invitation" else 0.0
    share = len(shared - GIVING) / max(1, min(len(left.words - GIVING), len(right.words - GIVING)))
    if not shared - GIVING and not (shared and min(len(left.words), len(right.words)) == 1):
        return 0.0
    channel = 0.05 if left.ask.channel == right.ask.channel else 0.0
    return round(min(1.0, share * (0.55 + 0.4 * people) + channel), 4) if people >= 0.5 else 0.0


def _meet(left: frozenset[str], right: frozenset[str]) -> bool:
    return not left or not right or bool(left & right)


def _compatible(left: Sequence[Told], right: Sequence[Told]) -> bool:
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


def _merged(group: Sequence[Told]) -> Ask:
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


def _answered(ask: Ask, acts: Mapping[str, Sequence[Act]], state: Mapping[str, str]) -> Ask:
    """The ask with what later acts answered, its answers in order of time and its status the last sure one."""
    one = _told(ask, state, origin="")
    doing = one.askers if ask.form in ("promise", "warning") else one.asked
    near = {act.id: act for code in sorted(doing) for act in acts.get(code, ())}
    later = [answer for _, act in sorted(near.items()) if (answer := _answer_by(one, act)) is not None]
    answers = _distinct([*ask.answers, *later])
    sure = [answer for answer in answers if answer.confidence >= SURE]
    return replace(ask, answers=tuple(answers), status=sure[-1].kind if sure else "open")


def _answer_by(one: Told, act: Act) -> Answer | None:
    ask = one.ask
    fresh = tuple(row for row in act.evidence if not _same_place(row, ask))
    if not fresh or not _follows(ask, act):
        return None
    if act.kind in CONTACT:
        found = _by_encounter(one, act)
    else:
        found = _by_event(one, act) if ask.form in ("request", "demand", "promise") else None
    if found is None:
        return None
    kind, score, name = found
    return Answer(
        kind=kind,
        when=act.when,
        evidence=fresh[:3],
        confidence=round(min(score, 0.5 + act.confidence / 2), 4),
        reasons=(Reason(name=name, weight=round(score, 4), detail=act.id),),
    )


def _same_place(row: Evidence, ask: Ask) -> bool:
    return any(row.article == mine.article and row.span.overlaps(mine.span) for mine in ask.evidence)


def _follows(ask: Ask, act: Act) -> bool:
    """Whether the act is dated, not before the ask, and not too long after it."""
    if act.when.earliest is None or act.when.latest is None or ask.when.earliest is None or not ask.when.latest:
        return False
    asked, done = date.fromisoformat(ask.when.earliest), date.fromisoformat(act.when.earliest)
    if act.when.days is not None and act.when.days > 62:
        return False
    told_there = {row.article for row in act.evidence} <= {row.article for row in ask.evidence}
    if told_there and act.when.basis == "publication" and done <= date.fromisoformat(ask.when.latest):
        return False
    return asked <= done <= date.fromisoformat(ask.when.latest) + AFTER


def _by_encounter(one: Told, act: Act) -> tuple[AnswerKind, float, str] | None:
    """A visit answers an invitation to it, a meeting or call a request for one."""
    ask = one.ask
    to_visit = ask.form == "invitation" or bool(TRAVEL & one.words)
    to_meet = bool(MEETING & one.words) and ask.form != "promise" and not TALKED.search(ask.what)
    if not (to_visit or to_meet) or not one.askers or not set(ask.asked) & (act.actors | act.states):
        return None
    home = _at_home(one, act)
    if not (one.askers & act.states or home):
        return None
    if to_visit and not to_meet and (act.kind not in VISITS or not (home or (act.kind == "visit" and not act.place))):
        return None
    if act.status in ("held", "ongoing"):
        return "granted", 0.8, "an encounter fulfils it"
    if act.status == "cancelled":
        return "deferred", 0.6, "the encounter was called off"
    return None


def _at_home(one: Told, act: Act) -> bool:
    """Whether the encounter took place in the asker's state or where the ask names."""
    text = one.ask.what.casefold()
    return any(place.casefold() in text for place in act.place if len(place) > 3) or bool(one.askers & act.place)


def _by_event(one: Told, act: Act) -> tuple[AnswerKind, float, str] | None:
    """An act of the one asked (or who promised), in the words of the ask, towards the other."""
    ask = one.ask
    doing, other = (one.askers, one.asked) if ask.form == "promise" else (one.asked, one.askers)
    telling = one.words - GIVING
    if not other and not set(ask.asked) & act.actors:
        return None
    if not doing & act.source or not telling or len(act.words & telling) / len(telling) < 0.5:
        return None
    if act.kind != "REJECT" and not act.trigger & telling and len(act.words & telling) / len(telling) < 0.75:
        return None
    if TALKED.search(ask.what) and not telling & act.words - MEETING:
        return None
    strangers = act.target - doing
    if strangers and other and not strangers & other:
        return None
    if act.kind == "REJECT":
        return "refused", 0.75, "refused in a later act"
    if act.kind not in FULFILLING or (ask.form == "promise" and act.kind == "AGREE"):
        return None
    promisers = _states_of(one) if ask.form == "promise" and set(ask.asker) == set(ask.asked) else frozenset()
    if len(promisers) > 1 and not promisers <= act.source:
        return "partly", 0.72, "one of those who promised does it"
    if ask.form == "promise" and len(promisers) <= 1 and _overdue(ask, act):
        return "partly", 0.6, "an act fulfils it, late"
    return "granted", 0.72, "an act fulfils it"


def _states_of(one: Told) -> frozenset[str]:
    """The states of those who promised (ids that are no person's)."""
    return frozenset(name for name in one.askers if len(name) == 3 and name.isupper()) or one.askers


def _overdue(ask: Ask, act: Act) -> bool:
    """Whether the act came after the time that the promise gives itself ("within two months")."""
    match = WITHIN.search(ask.what)
    if match is None or not ask.when.latest or not act.when.earliest:
        return False
    number = NUMBERS.get(match[1].lower()) or (int(match[1]) if match[1].isdigit() else 0)
    days = number * {"day": 1, "week": 7, "month": 31, "year": 366}[match[2].lower()]
    due = date.fromisoformat(ask.when.latest) + timedelta(days=days)
    return bool(days) and date.fromisoformat(act.when.earliest) > due


NUMBERS = {
    name: i for i, name in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
NUMBERS |= {"a": 1, "an": 1}
WITHIN = re.compile(r"\b(?:with)?in (?:the next )?(\w{1,9}) (day|week|month|year)s?\b", re.IGNORECASE)


def _distinct(answers: Iterable[Answer]) -> list[Answer]:
    """Answers in order of time; of several that say the same within a week only the surest, with all evidence."""
    kept: list[Answer] = []
    for answer in sorted(answers, key=lambda a: (a.when.earliest or "", a.when.latest or "", a.kind, a.evidence)):
        index = next(
            (i for i, other in enumerate(kept) if other.kind == answer.kind and other.when.meets(answer.when, slack=7)),
            None,
        )
        if index is None:
            kept.append(answer)
            continue
        surer, other = sorted((kept[index], answer), key=lambda a: (-a.confidence, a.evidence))
        evidence = tuple(dict.fromkeys((*surer.evidence, *other.evidence)))
        when = kept[index].when if kept[index].when.dated else answer.when
        kept[index] = replace(surer, evidence=evidence, when=when)
    return kept
