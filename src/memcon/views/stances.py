"""Positions as pages show them: the subjects an actor comes back to, what was said last, where it turned.

On the page of Norway: `neutrality`, with what Oslo said of it in 2021 and, marked as a shift, in 2022.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from memcon.record import Filter, Record
from memcon.views.dates import in_words
from memcon.views.naming import Labels, clip, labels_for
from memcon.views.positions import Position, Saying, positions
from memcon.views.telling import Mark, Ref

READ = 240
"""Latest statements of an actor, or of both of a pair, from which a page reckons positions."""
SHOWN = 6
LATEST = 4
TEXT = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One statement of a position: who, when, what; `turn` says in words what it turns from, empty if it does not."""

    id: str
    who: Ref
    when: str
    text: str
    marks: tuple[Mark, ...]
    turn: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A position for a page: its words in time order, of which `earlier` are not among `words`."""

    actor: Ref
    subject: str
    words: tuple[Word, ...]
    earlier: int
    origins: int
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A subject on which both of a pair speak: what each of them said of it last."""

    subject: str
    sides: tuple[Stance, Stance]


def stances(
    record: Record, wanted: Filter, *, subject: str | None = None, own: str | None = None, shown: int = SHOWN,
    latest: int = LATEST,
) -> tuple[Stance, ...]:  # fmt: skip
    """The positions of those that the filter asks for, those that turned first, then the best witnessed.

    `own`: of this actor alone (a state's page leaves those of each of its officials to theirs).
    """
    found = [p for p in positions(record, wanted, subject=subject, limit=READ) if own is None or p.actor == own]
    best = sorted(found, key=lambda p: (not p.turns, -p.origins, -len(p.sayings), p.actor, p.subject))[:shown]
    names = _labels(record, best)
    return tuple(_stance(position, names, latest) for position in best)


def stands(record: Record, a: str, b: str, *, shown: int = SHOWN) -> tuple[Stand, ...]:
    """Subjects on which both states, or their people, speak, with what each said last; the best witnessed first."""
    found = positions(record, Filter(actor=frozenset({a, b})), limit=READ)
    states = {key: value.get("state") for key, (_, value) in record.several({p.actor for p in found}).items()}
    sides: dict[str, dict[str, Position]] = {a: {}, b: {}}
    for position in found:  # a state's own position outranks that of one of its people
        side = position.actor if position.actor in sides else str(states.get(position.actor) or "")
        kept = sides[side].get(position.subject) if side in sides else position
        if kept is None or (position.actor == side and kept.actor != side):
            sides[side][position.subject] = position
    both = sides[a].keys() & sides[b].keys()
    best = sorted(both, key=lambda key: (-min(sides[a][key].origins, sides[b][key].origins), key))[:shown]
    names = _labels(record, [sides[side][key] for side in (a, b) for key in best])
    return tuple(
        Stand(subject=key, sides=(_stance(sides[a][key], names, 2), _stance(sides[b][key], names, 2))) for key in best
    )


def _labels(record: Record, found: Sequence[Position]) -> Labels:
    actors = [p.actor for p in found] + [s.speaker for p in found for s in p.sayings]
    return labels_for(record, {"actors": actors, "articles": [s.article for p in found for s in p.sayings]})


def _stance(position: Position, names: Labels, latest: int) -> Stance:
    kept = position.sayings[-latest:]
    turned = {turn.later for turn in position.turns} | {turn.earlier for turn in position.turns}
    missing = [s for s in position.sayings[:-latest] if s.statement in turned][-2:]
    days = {saying.statement: _when(saying) for saying in position.sayings}
    turns = {turn.later: f"{turn.kind}: the opposite {_of(days[turn.earlier])}" for turn in position.turns}
    return Stance(
        actor=Ref(text=names.actor(position.actor), kind="actor", id=position.actor),
        subject=position.subject,
        words=tuple(_word(saying, position, names, turns.get(saying.statement, "")) for saying in (*missing, *kept)),
        earlier=len(position.sayings) - len(kept) - len(missing),
        origins=position.origins,
        turns=len(position.turns),
    )


def _of(day: str) -> str:
    return f"was said {day}" if day else "was said, undated"


def _when(saying: Saying) -> str:
    return in_words({"edtf": saying.when, "basis": saying.basis})


def _word(saying: Saying, position: Position, names: Labels, turn: str) -> Word:
    return Word(
        id=saying.statement,
        who=Ref(text=names.actor(saying.speaker), kind="actor", id=saying.speaker),
        when=_when(saying),
        text=clip(" ".join(saying.said.split()), TEXT),
        marks=tuple(_marks(saying, position.evidence, names)),
        turn=turn,
        confidence=saying.confidence,
    )


def _marks(saying: Saying, rows: Iterable[Any], names: Labels) -> Iterable[Mark]:
    """The place of its words in the article it is quoted from."""
    own = [row for row in rows if row["article"] == saying.article and row["quote"] in saying.said]
    for row in own[:1]:
        start, end = row["span"]
        yield Mark(
            article=row["article"], start=start, end=end, label=names.article(row["article"]), quote=row["quote"]
        )
