"""Mentions of contacts between states, made ready for comparing: who, when, where, how sure.

`Ana Roos called the Norwegian premier on Friday` gives a call with the persons by state
{EST: ana-roos}, {NOR: premier's id}, the day, and whether it was held when the article was printed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from memcon.link.origins import origin_of
from memcon.link.similarity import stems
from memcon.model.actor import Actor
from memcon.model.article import Article
from memcon.model.digest import Digest
from memcon.model.reading import Event, Statement
from memcon.model.span import Span
from memcon.model.when import UNDATED, Basis, When, edtf_range

PHYSICAL = frozenset({"meeting", "visit", "summit", "conference", "signing"})
LONG = frozenset({"visit", "summit", "conference"})
PRECISE = 4
"""A range of up to so many days counts as a day given: a visit, a weekend."""
NEARBY = 3
"""How many sentences around a mention are read as being about it."""
TOLD = 12
"""How many sentences from a mention on may tell what was said there."""
RECENT = timedelta(days=10)
SOON = timedelta(days=45)
INVITED = timedelta(days=240)

BASES: tuple[Basis, ...] = ("stated", "relative", "publication", "unknown")
Days = tuple[str, str, str]
"""First day, last day and EDTF of a range."""

_STATUS = {
    "done": "held",
    "ongoing": "ongoing",
    "planned": "planned",
    "possible": "planned",
    "denied": "denied",
    "alleged": "alleged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One mention of a contact in one article. `first`/`last` bound the days it can have been on, `around` are the
    sentences that may tell of it."""

    event: Event
    article: Article
    when: When
    kind: str
    status: str
    attended: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    states: frozenset[str]
    host: str | None
    first: date | None
    last: date | None
    precise: bool
    sentence: int
    claims: frozenset[str]
    stems: frozenset[str]
    origin: str
    invited: bool
    guessed: frozenset[str] = frozenset()
    around: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """The id of the single-article event."""
        return self.event.id

    @property
    def place(self) -> str | None:
        """The place's name in lower case."""
        return self.event.place.name.casefold() if self.event.place else None

    @property
    def place_state(self) -> str | None:
        """The state the place lies in."""
        return self.event.place.state if self.event.place else None

    @property
    def recalled(self) -> bool:
        """Whether the article only looks back on it, beside what it tells as news."""
        return any(reason.name == "recalled" for reason in self.event.reasons)

    @property
    def after(self) -> bool:
        """Whether it lies behind the article."""
        return self.status in ("held", "ongoing")


def candidates_of(
    digest: Digest, *, actors: Mapping[str, Actor], statements: Mapping[str, Statement], origins: Mapping[str, str]
) -> list[Candidate]:
    """The mentions of contacts in one article, in order of place; `actors` are those of the whole pile."""
    found = [event for event in digest.events if event.encounter_kind]
    if not found:
        return []
    starts = [sentence.span.start for sentence in digest.sentences]
    claims = _claims_by_sentence(digest, statements, starts)
    made = (_candidate(event, digest, actors, starts, claims, origins) for event in found)
    return sorted((one for one in made if one is not None), key=lambda c: (c.event.trigger, c.id))


def actors_of(pile: Iterable[Digest]) -> dict[str, Actor]:
    """The actors of all articles by id; what one article says of somebody's state holds in the others."""
    found: dict[str, Actor] = {}
    for digest in pile:
        for actor in digest.actors:
            if actor.id not in found or (found[actor.id].state is None and actor.state is not None):
                found[actor.id] = actor
    return found


def sentence_index(starts: Sequence[int], offset: int) -> int:
    """The number of the sentence that `offset` lies in, -1 before the first."""
    return bisect_right(starts, offset) - 1


def _claims_by_sentence(
    digest: Digest, statements: Mapping[str, Statement], starts: Sequence[int]
) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for statement in digest.statements:
        grouped = statements.get(statement.id)
        if grouped is not None and grouped.claim and statement.content:
            found.setdefault(sentence_index(starts, statement.content[0].start), set()).add(grouped.claim)
    return found


def _candidate(
    event: Event,
    digest: Digest,
    actors: Mapping[str, Actor],
    starts: Sequence[int],
    claims: Mapping[int, set[str]],
    origins: Mapping[str, str],
) -> Candidate | None:
    absent = set(event.absent)
    attended = frozenset(one for one in (*event.source, *event.target) if one not in absent and one in actors)
    guessed = _unnamed(attended, digest, actors)
    persons, states = _by_state(attended, actors, guessed)
    kind = event.encounter_kind or "meeting"
    host = event.place.state if event.place and kind in PHYSICAL else None
    if not attended:
        return None
    index = sentence_index(starts, event.trigger.start)
    invited = event.type == "REQUEST" or "invit" in event.trigger.of(digest.article.text).casefold()
    when = _when(event, digest.article, invited=invited)
    status = event.encounter_status or _STATUS[event.status]
    far = INVITED if invited or kind in LONG else SOON
    ahead = far if status == "planned" else None
    first, last, precise = _days(when, digest.article, ahead=ahead)
    return Candidate(
        event=event,
        article=digest.article,
        when=when,
        kind=kind,
        status=status,
        attended=attended,
        persons=persons,
        states=states,
        host=host,
        first=first,
        last=last,
        precise=precise,
        sentence=index,
        claims=frozenset(claim for near in range(index - 1, index + NEARBY + 1) for claim in claims.get(near, ())),
        stems=_context(digest, index),
        origin=origin_of(origins, digest.article.id, event.trigger),
        invited=invited,
        guessed=guessed,
        around=tuple(sentence.span for sentence in digest.sentences[max(0, index - 1) : index + TOLD]),
    )


def _unnamed(attended: Iterable[str], digest: Digest, actors: Mapping[str, Actor]) -> frozenset[str]:
    """Persons whom the article does not name: "the leaders of Norland and Saran" tells no more than their states."""
    text = digest.article.text.casefold()
    found = set()
    for one in attended:
        actor = actors[one]
        if actor.kind == "person" and actor.state and actor.name.split()[-1].islower():
            # "his Norlandic colleague": of a state, but nobody by name
            found.add(one)
        if actor.kind == "person" and actor.basis == "lexicon" and actor.state:
            parts = {name.split()[-1].casefold() for name in (actor.name, *actor.aliases) if name}
            parts |= {actor.name.split()[0].casefold()}
            if not any(part in text for part in parts):
                found.add(one)
    return frozenset(found)


def _by_state(
    attended: Iterable[str], actors: Mapping[str, Actor], unnamed: frozenset[str]
) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    persons: dict[str, set[str]] = {}
    states: set[str] = set()
    for one in attended:
        actor = actors[one]
        state = actor.state or (actor.id if actor.kind == "state" else None)
        # an international body stands for itself: a contact with it is one between two parties
        if state is None:
            state = actor.id
        states.add(state)
        if actor.kind == "person" and one not in unnamed:
            persons.setdefault(state, set()).add(one)
    return {state: frozenset(found) for state, found in sorted(persons.items())}, frozenset(states)


def _context(digest: Digest, index: int) -> frozenset[str]:
    if index < 0 or not digest.sentences:
        return frozenset()
    near = digest.sentences[max(0, index) : index + 2]
    text = digest.article.text
    return frozenset(word for sentence in near for word in stems(sentence.span.of(text)))


def _when(event: Event, article: Article, *, invited: bool) -> When:
    """The days of the contact itself: an invitation's day is not that of the visit, which comes after it."""
    printed = published_days(article)
    if not invited or event.status not in ("planned", "possible", "done") or printed is None or not event.when.latest:
        return event.when
    return UNDATED if date.fromisoformat(event.when.latest) <= printed[1] else event.when


def _days(when: When, article: Article, *, ahead: timedelta | None) -> tuple[date | None, date | None, bool]:
    """Bounds of the days, and whether they come from the text and are narrow; `ahead`: how far off it may be."""
    first = date.fromisoformat(when.earliest) if when.earliest else None
    last = date.fromisoformat(when.latest) if when.latest else None
    if when.basis != "publication" and first and last:
        return first, last, (last - first).days < PRECISE
    printed = published_days(article)
    if printed is None or when.basis not in ("publication", "unknown"):
        return first, last, False
    # an undated contact lies in the days before print when it was held, in those after when it is to come
    return (printed[0], printed[1] + ahead, False) if ahead else (printed[0] - RECENT, printed[1], False)


def days_apart(one: Candidate, other: Candidate) -> int:
    """Days between the two ranges, 0 or less where they share a day or one is open."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max((one.first - other.last).days, (other.first - one.last).days)


def published_days(article: Article) -> tuple[date, date] | None:
    """First and last day on which the article can have been printed; None when it has no date."""
    if not article.published:
        return None
    try:
        first, _, last = article.published.partition("/")
        return edtf_range(first[:10])[0], edtf_range((last or first)[:10])[1]
    except ValueError:
        return None


def when_of(candidates: Sequence[Candidate]) -> When:
    """The dates of the candidates: the range that most origins agree with, the narrowest of those.

    A day of print counts only where it lies in what the texts state, or where they state nothing.
    """
    stated: dict[Days, set[str]] = {}
    printed: dict[Days, set[str]] = {}
    for one in candidates:
        when = one.when
        if when.earliest and when.latest and when.edtf:
            votes = printed if when.basis == "publication" else stated
            votes.setdefault((when.earliest, when.latest, when.edtf), set()).add(one.origin)
    if not stated:
        return _chosen(printed, candidates) if printed else UNDATED
    best = max(sorted(stated), key=lambda key: (*_support(key, stated), -_afar(key, candidates)))
    inside = {key: held for key, held in printed.items() if best[0] <= key[0] and key[1] <= best[1]}
    return _chosen({**inside, **stated}, candidates)


def _chosen(votes: Mapping[Days, set[str]], candidates: Sequence[Candidate]) -> When:
    best = max(sorted(votes), key=lambda key: (*_support(key, votes), -_afar(key, candidates)))
    bases = {one.when.basis for one in candidates if one.when.edtf == best[2]}
    basis = next(name for name in BASES if name in bases)
    return When(earliest=best[0], latest=best[1], edtf=best[2], basis=basis)


def _support(key: Days, votes: Mapping[Days, set[str]]) -> tuple[int, int]:
    """How many origins a range agrees with, then whether it is narrow: a month said by all yields to its day."""
    agreeing: set[str] = set()
    for other, held in votes.items():
        if other[0] <= key[0] and key[1] <= other[1]:
            agreeing |= held
    return len(agreeing), -_length(key)


def _afar(key: Days, candidates: Sequence[Candidate]) -> int:
    """Days between a range and the print of the nearest article that gives it: who wrote at once knew the day best."""
    last = date.fromisoformat(key[1])
    printed = [
        abs((found[0] - last).days)
        for one in candidates
        if one.when.edtf == key[2] and (found := published_days(one.article)) is not None
    ]
    return min(printed, default=10**6)


def _length(key: Days) -> int:
    return (date.fromisoformat(key[1]) - date.fromisoformat(key[0])).days
