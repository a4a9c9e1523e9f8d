"""Events and encounters of the record as one kind of value, for what they answer or decide.

"Chad granted Niger a loan" gives an act of Chad's towards Niger with the words grant/loan in canonical stems, so that
"credit" and "loan", "aid" and "assistance" meet. What is only planned, possible or denied is no act.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from memcon.link.similarity import STOPWORDS, forms_of, stem
from memcon.model.digest import Digest
from memcon.model.link import Encounter
from memcon.model.reading import Event
from memcon.model.span import Evidence
from memcon.model.when import When

_CANON = (
    "aid assistance help support backing",
    "weapon arm weaponry armament",
    "visit trip travel journey tour come go",
    "talk negotiation negotiate dialogue discussion",
    "loan credit lend",
    "troop soldier force",
    "release free",
    "withdraw withdrawal pull leave",
    "halt stop cease end suspend",
    "meet meeting summit",
    "ammunition munition shell",
    "extradite extradition hand",
    "lift remove ease",
    "join membership accession accede",
    "ceasefire truce",
    "send deliver delivery supply provide ship give grant",
    "open reopen opening reopening",
    "apology apologise apologize",
    "mediate mediation mediator broker",
    "recognise recognize recognition",
    "approve approval permit allow permission",
)


CANON: Mapping[str, str] = {stem(word): stem(row.split()[0]) for row in _CANON for word in row.split()}


VISITS = frozenset(("visit", "summit", "meeting", "conference"))


CONTACT = VISITS | {"call", "video", "signing"}


TRAVEL = frozenset((stem("visit"),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An event or encounter of the record as an answer or outcome may need it."""

    id: str
    kind: str
    status: str
    source: frozenset[str]
    target: frozenset[str]
    actors: frozenset[str]
    words: frozenset[str]
    trigger: frozenset[str]
    place: frozenset[str]
    when: When
    evidence: tuple[Evidence, ...]
    confidence: float

    @property
    def states(self) -> frozenset[str]:
        """All states in it."""
        return self.source | self.target


def states_of(pile: Sequence[Digest]) -> dict[str, str]:
    """Actor id to its state's code, the id itself where it has none, empty for a group of no known state."""
    return {
        actor.id: actor.state or ("" if actor.kind == "group" else actor.id)
        for digest in pile
        for actor in digest.actors
    }


def is_state(code: str) -> bool:
    """Whether what `states_of` gives is the id of a state, not that of an actor who is of none."""
    return len(code) == len("FRA")


def canonical_text(text: str) -> frozenset[str]:
    """The canonical stems of a text's content words."""
    return frozenset(filter(None, map(canonical_form, forms_of(text))))


@lru_cache(maxsize=100_000)
def canonical_form(form: str) -> str | None:
    """The canonical stem of a lower-case word; None of a stop word."""
    return None if form in STOPWORDS else _canon(stem(form))


def canonical(words: Iterable[str]) -> frozenset[str]:
    """Stems of words, near-synonyms of diplomacy as one ("aid", "assistance")."""
    return frozenset(_canon(found) for word in words if (found := stem(word.lower())))


def _canon(found: str) -> str:
    """One of several near-synonyms; "expell" of "expelled" as "expel"."""
    if found in CANON:
        return CANON[found]
    short = found[:-1] if len(found) > 4 and found[-1] == found[-2] else found
    return CANON.get(short, short)


def acts_of(pile: Sequence[Digest], events: Sequence[Event], encounters: Sequence[Encounter]) -> list[Act]:
    """Events and encounters as acts, in order of id; events that are only planned, possible or denied left out."""
    state = states_of(pile)
    texts = {digest.article.id: digest for digest in pile}
    found = [_act_of_event(event, state, texts) for event in events if event.status in ("done", "ongoing")]
    found += [_act_of_encounter(encounter, state, texts) for encounter in encounters]
    return sorted(found, key=lambda act: act.id)


def _act_of_event(event: Event, state: Mapping[str, str], texts: Mapping[str, Digest]) -> Act:
    quotes = " ".join(row.quote for row in event.evidence)
    if event.type == "REJECT":
        quotes = " ".join(_sentence(texts, row) for row in event.evidence)
    source, target = (frozenset(state.get(a, a) for a in side) - {""} for side in (event.source, event.target))
    place = {p for p in (event.place.name.casefold(), event.place.state) if p} if event.place else set()
    digest = texts.get(event.article)
    trigger = event.trigger.of(digest.article.text) if digest is not None else ""
    return Act(
        id=event.id, kind=event.type, status=event.status, source=source, target=target,
        actors=frozenset((*event.source, *event.target)), words=canonical_text(quotes),
        trigger=canonical_text(trigger), place=frozenset(place), when=event.when, evidence=event.evidence,
        confidence=event.confidence,
    )  # fmt: skip


def _sentence(texts: Mapping[str, Digest], row: Evidence) -> str:
    digest = texts.get(row.article)
    if digest is None:
        return row.quote
    return next((s.span.of(digest.article.text) for s in digest.sentences if s.span.covers(row.span)), row.quote)


def _told_after(rows: tuple[Evidence, ...], when: When, texts: Mapping[str, Digest]) -> tuple[Evidence, ...]:
    """The rows of articles printed when the thing had begun (all, if none is): plans of it prove nothing."""
    if when.earliest is None:
        return rows
    day = when.earliest
    found = tuple(row for row in rows if _printed_by(texts.get(row.article), day))
    return found or rows


def _printed_by(digest: Digest | None, day: str) -> bool:
    published = digest.article.published if digest is not None else None
    return published is not None and published[:10] >= day[: len(published[:10])]


def _act_of_encounter(encounter: Encounter, state: Mapping[str, str], texts: Mapping[str, Digest]) -> Act:
    sides = frozenset(state.get(actor, actor) for actor in encounter.participants) - {""}
    place = {p for p in (encounter.place.name.casefold(), encounter.place.state) if p} if encounter.place else set()
    quotes = " ".join(row.quote for row in encounter.evidence)
    return Act(
        id=encounter.id, kind=encounter.kind, status=encounter.status, source=sides, target=sides,
        actors=frozenset(encounter.participants), words=canonical_text(quotes) | {stem(encounter.kind)},
        trigger=frozenset(), place=frozenset(place), when=encounter.when,
        evidence=_told_after(encounter.evidence, encounter.when, texts),
        confidence=encounter.confidence,
    )  # fmt: skip


def by_state(acts: Iterable[Act]) -> dict[str, list[Act]]:
    """The acts that each state takes part in, in order of their first days, undated ones last."""
    found: dict[str, list[Act]] = defaultdict(list)
    for act in sorted(acts, key=lambda act: (_begun(act), act.id)):
        for state in sorted(act.states):
            found[state].append(act)
    return found


def _begun(act: Act) -> str:
    return act.when.earliest or "9999"


def within(acts: Sequence[Act], since: date, until: date) -> Sequence[Act]:
    """Those of the acts of one state (in order of their first days) that began in the days given, both inclusive."""
    first = bisect_left(acts, since.isoformat(), key=_begun)
    return acts[first : bisect_right(acts, until.isoformat(), key=_begun)]
