"""Beside the relation of a pair: what each said of the same subjects, and what third parties did to each of them.

Of Chad and Mali in May: `Norway → Chad, sanctions` and `Norway → Mali, aid`, marked as a contrast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memcon.errors import UsageError
from memcon.record import Record
from memcon.views.dates import day_in_words
from memcon.views.naming import Labels, clip, labels_for
from memcon.views.stances import Stand, stands
from memcon.views.telling import Mark, Ref, mark
from memcon.views.third_parties import ThirdParty, third_parties

ACTS = 300
"""Latest acts towards either of a pair among which those of third parties are looked for."""
SHOWN = 16
TEXT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Third:
    """What a third party did to one of the two in a month; `line` is an event to open, `rest` how many more."""

    when: str
    who: Ref
    on: Ref
    line: str
    types: str
    score: float
    origins: int
    contrast: bool
    text: str
    marks: tuple[Mark, ...]
    event: str
    rest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a pair's own lines; `more` third-party rows are not shown."""

    a: str
    b: str
    names: tuple[str, str]
    stands: tuple[Stand, ...]
    thirds: tuple[Third, ...]
    more: int


def beside(record: Record, a: str, b: str) -> Beside:
    """What stands beside two states by their codes; UsageError when the record knows neither."""
    one, other = sorted((a, b))
    known = record.several([one, other])
    if not known:
        raise UsageError(f"the record has no states {one!r} and {other!r}")
    found = third_parties(record, one, other, limit=ACTS)
    best = sorted(sorted(found, key=lambda row: row.period, reverse=True), key=lambda row: not row.contrast)
    names = _labels(record, (one, other), best[:SHOWN])
    return Beside(
        a=one, b=other, names=(names.actor(one), names.actor(other)), stands=stands(record, one, other),
        thirds=tuple(_third(row, names) for row in best[:SHOWN]), more=max(0, len(best) - SHOWN),
    )  # fmt: skip


def _labels(record: Record, pair: tuple[str, str], rows: Sequence[ThirdParty]) -> Labels:
    actors = [*pair, *(row.third for row in rows)]
    return labels_for(record, {"actors": actors, "articles": [e["article"] for row in rows for e in row.evidence[:1]]})


def _third(row: ThirdParty, names: Labels) -> Third:
    return Third(
        when=day_in_words(row.period),
        who=Ref(text=names.actor(row.third), kind="actor", id=row.third),
        on=Ref(text=names.actor(row.on), kind="actor", id=row.on),
        line=row.line,
        types=", ".join(row.types),
        score=row.score,
        origins=row.origins,
        contrast=bool(row.contrast),
        text=clip(row.evidence[0]["quote"], TEXT) if row.evidence else "",
        marks=tuple(mark(found, names) for found in row.evidence[:1]),
        event=row.events[0],
        rest=len(row.events) - 1,
    )
