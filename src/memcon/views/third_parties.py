"""What third parties did to each of a pair at the same time: sanctions on one, aid to the other.

`Norway sanctioned Chad in May`, `Norway sent aid to Mali in May`: for the pair Chad and Mali two rows of Norway, each
marked as a contrast to the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from memcon.link.relations import HAPPENED, WORDS, plover_score
from memcon.model.identify import stable_id
from memcon.record import Filter, Record
from memcon.views.rows import Names

Line = Mapping[str, Any]
APART = 5.0
"""Points between what was done to one and to the other from which a third party's acts are a contrast."""
LONGEST = 62
EVIDENCE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdParty:
    """What one third party did to one of the pair in one month, in words or in deeds.

    `third` is a state's code or an organisation's id, `on` the one of `between` to which it was done; `score` is the
    mean of the acts on the PLOVER scale, `origins` how many independent origins tell of them. `contrast` holds the ids
    of what the same third party did to the other of the two within a month of it, of the other sign or five points off.
    """

    id: str
    between: tuple[str, str]
    period: str
    third: str
    on: str
    line: str
    types: tuple[str, ...]
    score: float
    events: tuple[str, ...]
    origins: int
    contrast: tuple[str, ...] = ()
    confidence: float
    evidence: tuple[Line, ...]


def third_parties(
    record: Record, a: str, b: str, *, wanted: Filter | None = None, limit: int | None = None
) -> list[ThirdParty]:
    """What others did to each of two states, by month; `wanted` gives confidence and days, no actors.

    With `limit` from so many of the latest acts towards either of the two.
    """
    found = record.of_actors("events", (a, b), ("target",), wanted or Filter(), limit=limit)
    state_of = _states(record, found)
    groups: dict[tuple[str, str, str, str], list[Line]] = defaultdict(list)
    for event in found:
        month = _month(event["when"])
        if event["status"] in HAPPENED and month is not None:
            for third, on in _towards(event, (a, b), state_of):
                groups[month, third, on, "words" if event["type"] in WORDS else "deeds"].append(event)
    pair = (min(a, b), max(a, b))
    rows = [_row(pair, key, groups[key]) for key in sorted(groups)]
    return [replace(row, contrast=tuple(_contrasts(row, rows))) for row in rows]


def _states(record: Record, events: Sequence[Line]) -> dict[str, str | None]:
    """The state, or organisation without a state, that each actor of the events stands for."""
    keys = sorted({key for event in events for key in (*event["source"], *event["target"])})
    found: dict[str, str | None] = {}
    for key, (kind, actor) in record.several(keys).items():
        if kind == "actors":
            found[key] = actor["state"] or (key if actor["kind"] in ("state", "organisation") else None)
    return found


def _towards(event: Line, pair: tuple[str, str], state_of: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """(third party, which of the pair) of an event that a third party did to exactly one of the two."""
    sources = {state for key in event["source"] if (state := state_of.get(key))}
    targets = {state for key in event["target"] if (state := state_of.get(key))}
    struck = targets & set(pair)
    # an act towards both of them tells nothing of how each is treated; one in which either takes part is no third's
    if len(struck) == 1 and not sources & set(pair):
        on = struck.pop()
        yield from ((third, on) for third in sorted(sources))


def _row(pair: tuple[str, str], key: tuple[str, str, str, str], events: Sequence[Line]) -> ThirdParty:
    month, third, on, line = key
    weights = [max(1, event["independent"]) for event in events]
    scores = [plover_score(event["type"], event["mode"]) for event in events]
    return ThirdParty(
        id=stable_id("tp", *pair, *key),
        between=pair,
        period=month,
        third=third,
        on=on,
        line=line,
        types=tuple(sorted({event["type"] for event in events})),
        score=round(sum(s * w for s, w in zip(scores, weights, strict=True)) / sum(weights), 4),
        events=tuple(event["id"] for event in events),
        origins=max(weights),
        confidence=round(fmean(event["confidence"] for event in events), 4),
        evidence=tuple(row for event in events for row in event["evidence"][:2])[:EVIDENCE],
    )


def _contrasts(row: ThirdParty, rows: Iterable[ThirdParty]) -> Iterator[str]:
    for other in rows:
        if other.third == row.third and other.on != row.on and abs(_count(other.period) - _count(row.period)) <= 1:
            if other.score * row.score < 0 or abs(other.score - row.score) >= APART:
                yield other.id


def _count(period: str) -> int:
    return int(period[:4]) * 12 + int(period[5:7])


def _month(when: Line) -> str | None:
    """The month that holds most of the days, None when they are open or many."""
    if not when["earliest"] or not when["latest"]:
        return None
    first, last = date.fromisoformat(when["earliest"]), date.fromisoformat(when["latest"])
    length = (last - first).days
    return (first + timedelta(days=length // 2)).isoformat()[:7] if length < LONGEST else None


THIRD_COLUMNS = ("month", "third party", "on", "line", "types", "score", "origins", "contrast", "text", "confidence")


def third_rows(found: Iterable[ThirdParty], names: Names) -> Iterator[dict[str, Any]]:
    """One row a third party, month, line and one of the pair."""
    for row in found:
        yield {
            "month": row.period,
            "third party": names.actor(row.third),
            "on": names.actor(row.on),
            "line": row.line,
            "types": ", ".join(row.types),
            "score": row.score,
            "origins": row.origins,
            "contrast": "yes" if row.contrast else "",
            "text": " … ".join(dict.fromkeys(quote["quote"] for quote in row.evidence)),
            "confidence": row.confidence,
        }
