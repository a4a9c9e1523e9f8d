"""Analysts' decisions applied: to single-article lines before linking, to linked lines after it.

A decision finds its line by id; where a rebuild changed the id, by the characters that the line rested on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from memcon.link.fields import LINKED_FIELDS, with_field
from memcon.link.pairings import Pairings
from memcon.model.actor import Actor
from memcon.model.decision import Decision
from memcon.model.digest import Digest
from memcon.model.link import Linked
from memcon.model.reading import Ask, Event, Forecast, Statement
from memcon.model.span import Evidence, Reason

SINGLE = ("statements", "events", "asks", "forecasts")
MERGED = 40
"""Members of an encounter by which a merge holds on to it."""
GROUPS = {"events": "events", "encounters": "encounters", "statements": "claims", "asks": "asks",
          "forecasts": "forecasts", "stories": "stories", "actors": "actors"}  # fmt: skip

Line = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What linking gets after decisions: corrected digests, pairings, and the lines that were taken out.

    `added` are actors by article that a correction named and the article does not.
    """

    digests: tuple[Digest, ...]
    pairings: Pairings
    removed: dict[str, tuple[Line, ...]]
    added: Mapping[str, frozenset[str]] = field(default_factory=dict)


def articles_decided(decision: Decision) -> frozenset[str]:
    """The articles that a decision rests on."""
    return frozenset(row.article for row in (*decision.evidence, *decision.other_evidence))


def before_linking(digests: Iterable[Digest], decisions: Sequence[Decision], *, known: Mapping[str, Actor]) -> Prepared:
    """Digests with single-article corrections applied, and analysts' groupings as pairs of present ids.

    `known` are actors that a corrected speaker, source or target may name.
    """
    pile = {digest.article.id: digest for digest in digests}
    before = {key: digest.actors for key, digest in pile.items()}
    removed: dict[str, list[Line]] = {kind: [] for kind in SINGLE}
    for decision in decisions:
        if decision.kind in SINGLE and decision.verdict in ("accept", "reject", "set"):
            _apply_single(pile, decision, removed, known)
    added = {key: frozenset(a.id for a in digest.actors) - {a.id for a in before[key]} for key, digest in pile.items()}
    return Prepared(
        digests=tuple(pile.values()),
        pairings=pairings_of(decisions, pile.values()),
        removed={kind: tuple(found) for kind, found in removed.items()},
        added={key: ids for key, ids in added.items() if ids},
    )


def _apply_single(
    pile: dict[str, Digest], decision: Decision, removed: dict[str, list[Line]], known: Mapping[str, Actor]
) -> None:
    if decision.verdict == "set" and decision.field in LINKED_FIELDS.get(decision.kind, ()):
        return
    for article, ids in _resolve(pile, decision).items():
        digest = pile[article]
        lines: list[Line] = []
        for line in getattr(digest, decision.kind):
            if line.id not in ids:
                lines.append(line)
            elif decision.verdict == "reject":
                removed[decision.kind].append(replace(line, confidence=0.0, reasons=(*line.reasons, _reason(decision))))
            else:
                lines.append(_decided(line, decision, known))
        changed: dict[str, Any] = {decision.kind: tuple(lines)}
        digest = replace(digest, **changed)
        pile[article] = _with_actors(digest, decision, known)


def _decided(line: Line, decision: Decision, known: Mapping[str, Actor]) -> Line:
    if decision.verdict == "set":
        line = with_field(decision.kind, line, str(decision.field), decision.value or "", known)
    reasons = (*line.reasons, _reason(decision)) if hasattr(line, "reasons") else None
    line = replace(line, confidence=1.0)
    return replace(line, reasons=reasons) if reasons else line


def _reason(decision: Decision) -> Reason:
    words = {"accept": "accepted", "reject": "rejected", "set": f"{decision.field} set to {decision.value}"}
    said = f" ({decision.note})" if decision.note else ""
    return Reason(name="decision", weight=1.0, detail=f"{words[decision.verdict]} by {decision.author}{said}")


def _with_actors(digest: Digest, decision: Decision, known: Mapping[str, Actor]) -> Digest:
    if decision.verdict != "set":
        return digest
    present = {actor.id for actor in digest.actors}
    named = [part.strip() for part in (decision.value or "").split(",")]
    fresh = tuple(known[key] for key in named if key in known and key not in present)
    return replace(digest, actors=digest.actors + fresh) if fresh else digest


def _resolve(pile: dict[str, Digest], decision: Decision) -> dict[str, set[str]]:
    """Article id to ids of the single-article lines that a decision is about."""
    wanted = set(decision.members) | {decision.target}
    articles = sorted({e.article for e in decision.evidence} & set(pile))
    exact = {a: {line.id for line in getattr(pile[a], decision.kind) if line.id in wanted} for a in articles}
    exact = {a: ids for a, ids in exact.items() if ids}
    if exact:
        return exact
    return {a: found for a in articles if (found := _closest(pile[a], decision, a))}


def _closest(digest: Digest, decision: Decision, article: str) -> set[str]:
    anchors = [e for e in decision.evidence if e.article == article]
    scored = []
    for line in getattr(digest, decision.kind):
        share = overlap(line.evidence, anchors)
        if share >= 0.5:
            scored.append((signature(line) == decision.signature, share, line.id))
    if not scored:
        return set()
    return {min(scored, key=lambda item: (-item[0], -item[1], item[2]))[2]}


def overlap(left: Iterable[Evidence], right: Iterable[Evidence]) -> float:
    """Shared characters of two sets of evidence over those of the smaller one, 0..1."""
    mine, yours = _characters(left), _characters(right)
    smaller = min(len(mine), len(yours))
    return len(mine & yours) / smaller if smaller else 0.0


def _characters(rows: Iterable[Evidence]) -> set[tuple[str, int]]:
    return {(row.article, place) for row in rows for place in range(row.span.start, row.span.end)}


def signature(line: Line) -> str:
    """What tells a line from others that rest on the same characters."""
    for name in ("type", "form", "aspect", "kind", "period"):
        value = getattr(line, name, None)
        if isinstance(value, str):
            return value
    if isinstance(line, Statement):
        return line.speaker.name
    if isinstance(line, Forecast):
        return f"{line.holder.name}: {line.expects}"
    return ""


def pairings_of(decisions: Sequence[Decision], pile: Iterable[Digest]) -> Pairings:
    """What analysts put together and took apart, as pairs of ids."""
    if not any(decision.verdict in ("merge", "split", "reject") for decision in decisions):
        return Pairings()
    home = {line.id: digest.article.id for digest in pile for kind in SINGLE for line in getattr(digest, kind)}
    together: set[tuple[str, str, str]] = set()
    apart: set[tuple[str, str, str]] = set()
    for decision in decisions:
        kind = GROUPS.get(decision.kind)
        if decision.verdict == "merge" and kind:
            left, right = _members(decision), _others(decision)
            together.add((kind, *_ordered(min(left), min(right))))
            if kind == "encounters":  # not every event of an account is one of the contact: any two that are will do
                together |= {(kind, *_ordered(a, b)) for a in left[:MERGED] for b in right[:MERGED] if a != b}
        elif decision.verdict == "split" and kind == "actors":
            apart.add(("actors", decision.target, decision.target))
        elif decision.verdict == "split" and kind:
            for a, b in combinations(sorted(_members(decision)), 2):
                if home.get(a, a) != home.get(b, b):
                    apart.add((kind, *_ordered(a, b)))
        elif decision.verdict == "reject" and decision.kind == "copies" and len(decision.members) == 2:
            apart.add(("copies", *_ordered(*decision.members)))
    return Pairings(together=frozenset(together), apart=frozenset(apart))


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _members(decision: Decision) -> tuple[str, ...]:
    return decision.members or (decision.target,)


def _others(decision: Decision) -> tuple[str, ...]:
    return decision.other_members or (decision.value or decision.target,)


def after_linking(
    linked: Linked, decisions: Sequence[Decision], *, removed: dict[str, tuple[Line, ...]], known: Mapping[str, Actor]
) -> tuple[Linked, frozenset[tuple[str, str]]]:
    """Linked lines with decisions on them applied, rejected ones back in their place; and which those are."""
    tables = {name: {line.id: line for line in getattr(linked, name)} for name in _tables()}
    if not decisions:
        return linked, frozenset()
    rejected: set[tuple[str, str]] = set()
    index: dict[str, dict[str, list[str]]] = {}
    for decision in decisions:
        if decision.kind not in tables or decision.verdict in ("merge", "split"):
            continue
        single = decision.kind in SINGLE and not (
            decision.verdict == "set" and decision.field in LINKED_FIELDS.get(decision.kind, ())
        )
        if single:
            continue
        _apply_linked(tables, decision, rejected, known, index)
    _put_back(tables, removed, rejected)
    return replace(linked, **{name: _sorted(lines) for name, lines in tables.items()}), frozenset(rejected)


def _tables() -> tuple[str, ...]:
    return ("actors", "statements", "events", "encounters", "differences", "asks", "forecasts", "copies",
            "relations", "stories")  # fmt: skip


def _sorted(lines: dict[str, Line]) -> tuple[Line, ...]:
    return tuple(lines[key] for key in sorted(lines))


def _apply_linked(
    tables: dict[str, dict[str, Line]],
    decision: Decision,
    rejected: set[tuple[str, str]],
    known: Mapping[str, Actor],
    index: dict[str, dict[str, list[str]]],
) -> None:
    table = tables[decision.kind]
    key: str | None = decision.target
    if key not in table:
        if decision.kind not in index:
            index[decision.kind] = _by_article(table)
        key = _successor(table, decision, index[decision.kind])
    if key is None:
        return
    if decision.verdict == "reject":
        table[key] = replace(table[key], confidence=0.0)
        rejected.add((decision.kind, key))
        if decision.kind == "encounters":
            rejected |= {("differences", d.id) for d in tables["differences"].values() if d.encounter == key}
    else:
        table[key] = _decided(table[key], decision, known)


def _by_article(table: Mapping[str, Line]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, line in table.items():
        for article in {row.article for row in getattr(line, "evidence", ())}:
            found[article].append(key)
    return found


def _successor(table: dict[str, Line], decision: Decision, index: Mapping[str, Sequence[str]]) -> str | None:
    scored = []
    near = {key for row in decision.evidence for key in index.get(row.article, ())}
    for key in sorted(near):
        share = overlap(getattr(table[key], "evidence", ()), decision.evidence)
        line = table[key]
        if share >= 0.5:
            scored.append((signature(line) == decision.signature, share, key))
    return min(scored, key=lambda item: (-item[0], -item[1], item[2]))[2] if scored else None


def _put_back(
    tables: dict[str, dict[str, Line]], removed: dict[str, tuple[Line, ...]], rejected: set[tuple[str, str]]
) -> None:
    actors = set(tables["actors"])
    for kind, lines in removed.items():
        for line in lines:
            if line.id not in tables[kind]:
                tables[kind][line.id] = _without_strangers(line, actors, set(tables["statements"]))
                rejected.add((kind, line.id))


def _without_strangers(line: Line, actors: set[str], statements: set[str]) -> Line:
    """A rejected line whose references all lead somewhere: actors that nothing else names fall away."""

    def present(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in ids if key in actors)

    if isinstance(line, Statement):
        via, addressees = (
            tuple(p if p.actor in actors else replace(p, actor=None, members=()) for p in found)
            for found in (line.via, line.addressees)
        )
        speaker = line.speaker if line.speaker.actor in actors else replace(line.speaker, actor=None, members=())
        return replace(line, speaker=speaker, via=via, addressees=addressees)
    if isinstance(line, Event):
        statement = line.statement if line.statement in statements else None
        return replace(
            line, source=present(line.source), target=present(line.target), absent=present(line.absent),
            statement=statement, source_spans=(), target_spans=(),
        )  # fmt: skip
    if isinstance(line, Ask):
        return replace(line, asker=present(line.asker), asked=present(line.asked))
    if isinstance(line, Forecast):
        holder = line.holder if line.holder.actor in actors else replace(line.holder, actor=None)
        return replace(line, holder=holder, actors=present(line.actors))
    return line
