"""An account laid open for comparing: the sentences, events and statements in which it tells of the encounter.

Of `Roos called Lie on Friday. They agreed on grain. It rained in Tallinn.` the first two sentences
are the account of the call; a number or a place in the third is none of its business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from memcon.link.encounter_candidates import sentence_index
from memcon.link.origins import origin_of
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.link import Account, Aspect, Difference, Encounter, Side
from memcon.model.reading import Ask, Event, Sentence, Statement
from memcon.model.span import Evidence, Reason, Span

AFTER = 4
"""So many sentences after a mention still tell of it, up to the next mention of another encounter."""
OPENING = 3
"""An account that names the encounter in so many first sentences is about it to its end."""
MOST_VIEWS = 30
SURE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One article's account: its lines and its sentences about the encounter, in order.

    `told` are the sentences that may be of it: each of the article's is laid to the contact named last before it.
    """

    digest: Digest
    origin: str
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    asks: tuple[Ask, ...]
    sentences: tuple[Sentence, ...]
    opening: bool = False
    told: tuple[Sentence, ...] = ()

    @property
    def wide(self) -> tuple[Sentence, ...]:
        """Its sentences, or all of the article where it is about this encounter from the opening on or only."""
        return self.digest.sentences if self.opening else self.told or self.sentences

    @property
    def article(self) -> str:
        """The article's id."""
        return self.digest.article.id

    @property
    def lines(self) -> int:
        """How much the account tells: statements, events and further sentences about it."""
        return len(self.statements) + max(len(self.events), len(self.sentences))

    def text(self, span: Span) -> str:
        """The characters of a span of the article."""
        return span.of(self.digest.article.text)

    def evidence(self, span: Span) -> tuple[Evidence, ...]:
        """One row of evidence."""
        return self.digest.evidence(span)

    def evidence_of(self, spans: Sequence[Span]) -> tuple[Evidence, ...]:
        """A row of evidence for each span."""
        return self.digest.evidence(*spans)

    def sentence_of(self, span: Span) -> Span:
        """The sentence around a span, the span itself outside all sentences."""
        for sentence in self.digest.sentences:
            if sentence.span.start <= span.start < sentence.span.end:
                return sentence.span
        return span


@dataclass(frozen=True, slots=True)
class Members:
    """Where the single-article events and grouped statements of the pile are found."""

    events: Mapping[str, Mapping[str, Event]]
    parts: Mapping[str, tuple[str, ...]]
    statements: Mapping[str, Statement]


def members_of(pile: Sequence[Digest], events: Sequence[Event], statements: Sequence[Statement]) -> Members:
    """Look-ups from linked events and statement ids to what stands in the articles."""
    return Members(
        {digest.article.id: {event.id: event for event in digest.events} for digest in pile},
        {event.id: event.members or (event.id,) for event in events},
        {statement.id: statement for statement in statements},
    )


def views_of(
    encounters: Sequence[Encounter], digests: Mapping[str, Digest], members: Members, origins: Mapping[str, str]
) -> Mapping[str, tuple[View, ...]]:
    """The accounts of each encounter laid open, the fullest first, at most 30 an encounter."""
    taken: dict[str, list[tuple[int, str]]] = {}
    for encounter in encounters:
        if encounter.confidence < SURE or encounter.status == "planned":
            # what is unsure, or agreed there for later, is part of the account of the contact that is sure
            continue
        for account in encounter.accounts:
            for at in _places(account, digests[account.article], members):
                taken.setdefault(account.article, []).append((at, encounter.id))
    found: dict[str, tuple[View, ...]] = {}
    for encounter in encounters:
        views = [
            _view(encounter, a, digests[a.article], members, origins, taken.get(a.article, ()))
            for a in encounter.accounts
        ]
        views.sort(key=lambda view: (-view.lines, view.article))
        found[encounter.id] = tuple(views[:MOST_VIEWS])
    return found


def with_claims(
    views: Mapping[str, tuple[View, ...]], statements: Sequence[Statement]
) -> Mapping[str, tuple[View, ...]]:
    """The views with their statements as they stand in `statements`, which gave some of them other claims."""
    known = {statement.id: statement for statement in statements}
    return {
        encounter: tuple(replace(view, statements=tuple(known[one.id] for one in view.statements)) for view in accounts)
        for encounter, accounts in views.items()
    }


def _own_events(account: Account, members: Members) -> list[Event]:
    own = members.events.get(account.article, {})
    ids = [part for event in account.events for part in members.parts.get(event, (event,))]
    return [own[one] for one in ids if one in own]


def _places(account: Account, digest: Digest, members: Members) -> list[int]:
    starts = [sentence.span.start for sentence in digest.sentences]
    return [sentence_index(starts, event.trigger.start) for event in _own_events(account, members)] or [-1]


def _view(
    encounter: Encounter,
    account: Account,
    digest: Digest,
    members: Members,
    origins: Mapping[str, str],
    taken: Sequence[tuple[int, str]],
) -> View:
    starts = [sentence.span.start for sentence in digest.sentences]
    events = _own_events(account, members)
    statements = [members.statements[one] for one in account.statements if one in members.statements]
    at = {sentence_index(starts, event.trigger.start) for event in events}
    others = {index for index, ident in taken if ident != encounter.id} - at
    scope = set(at)
    for index in sorted(at):
        for near in range(index + 1, index + AFTER + 1):
            if near in others:
                break
            scope.add(near)
    scope |= {sentence_index(starts, s.content[0].start) for s in statements if s.content}
    inside = [digest.sentences[index] for index in sorted(scope) if 0 <= index < len(digest.sentences)]
    return View(
        digest=digest,
        origin=origin_of(origins, digest.article.id, events[0].trigger if events else None),
        events=tuple(sorted(events, key=lambda event: (event.trigger, event.id))),
        statements=tuple(sorted(statements, key=lambda s: (s.content[:1], s.id))),
        asks=_asks(digest, inside),
        sentences=tuple(inside),
        told=_told(digest, at, others),
        opening=bool(at) and 0 <= min(at) < OPENING and not any(index < min(at) for index in others),
    )


def _told(digest: Digest, at: set[int], others: set[int]) -> tuple[Sentence, ...]:
    """The sentences from each mention of the encounter to the next mention of another, those before all with the
    first."""
    kept: list[Sentence] = []
    mine = not others or (bool(at) and min(at) < min(others))
    for index, sentence in enumerate(digest.sentences):
        mine = index in at or (mine and index not in others)
        if mine:
            kept.append(sentence)
    return tuple(kept)


def _asks(digest: Digest, inside: Sequence[Sentence]) -> tuple[Ask, ...]:
    spans = [sentence.span for sentence in inside]
    return tuple(
        ask for ask in digest.asks if any(span.overlaps(row.span) for row in ask.evidence[:1] for span in spans)
    )


def difference(
    encounter: Encounter | None,
    aspect: Aspect,
    sides: Sequence[Side],
    *,
    summary: str,
    weight: float,
    confidence: float,
    reasons: Sequence[Reason] = (),
    reported: bool = False,
) -> Difference:
    """A difference of accounts, its sides sorted, its id from the characters that it rests on."""
    ordered = tuple(sorted((_sorted(side) for side in sides), key=lambda side: (side.value or "~", side.articles)))
    rows = tuple(sorted({row for side in ordered for row in side.evidence}))
    key = [[row.article, row.span] for row in rows]
    return Difference(
        id=stable_id("df", aspect, [[side.value, side.articles] for side in ordered], key),
        encounter=encounter.id if encounter else None,
        aspect=aspect,
        basis="reported" if reported else "observed",
        summary=summary,
        sides=ordered,
        weight=round(min(1.0, weight), 4),
        confidence=round(min(0.97, confidence), 4),
        evidence=rows,
        reasons=tuple(reasons),
    )


def _sorted(side: Side) -> Side:
    return replace(side, articles=tuple(sorted(set(side.articles))), evidence=tuple(sorted(set(side.evidence))))
