"""What is new in the record since an earlier run: the lines themselves, each with what changed in it.

An ask that was open and has been refused gives the ask, told as anywhere, and "open → refused".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memcon.record import Filter, Record
from memcon.record.changes import GONE, LEAST, SURE, Change
from memcon.views.dates import span_in_words
from memcon.views.naming import Labels, labels_for
from memcon.views.telling import Told, tell

Line = Mapping[str, Any]
KINDS = ("encounters", "differences", "asks", "forecasts", "articles")
HEADS = {
    "encounters": "Encounters", "differences": "Differences", "asks": "Asks and answers", "forecasts": "Forecasts",
    "articles": "Articles", "decisions": "Decisions",
}  # fmt: skip
_OUTCOME = {"true": "came true", "false": "did not come true"}


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One line that is new, not what it was, or `gone`: how it is told, and what changed, in words."""

    told: Told
    notes: tuple[str, ...]
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """News of one kind, the latest first; `more` are not among `items`."""

    kind: str
    head: str
    items: tuple[News, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """All that is new, by kind; `total` lines. False when nothing is."""

    groups: tuple[Group, ...]
    total: int

    def __bool__(self) -> bool:
        return bool(self.groups)


def stamp(decisions: Sequence[Line]) -> str:
    """When the last decision was made or withdrawn, in digits only; "0" where there is none."""
    return max((_digits(time) for line in decisions for time in _times(line)), default="0")


def _times(decision: Line) -> Iterable[str]:
    return [time for time in (decision["made_at"], decision["withdrawn_at"]) if time]


def _digits(time: str) -> str:
    """A time of ISO 8601 in UTC as digits, for comparing and for keeping in a cookie."""
    return "".join(c for c in time.partition("+")[0] if c.isdigit())[:20].ljust(20, "0")


def changed_since(record: Record, run: int, decided: str, *, limit: int) -> Since:
    """What runs after number `run` and decisions after the stamp `decided` brought; at most `limit` lines of a kind.

    Lines that are and were below .5 are left out; those that fell away are told as they were.
    """
    found, _ = record.changes(run, limit=limit * 6)
    by_kind: dict[str, dict[str, list[Change]]] = {}
    for change in found:
        by_kind.setdefault(change.kind, {}).setdefault(change.line, []).append(change)
    groups = [_group(record, kind, by_kind[kind], limit) for kind in KINDS if kind in by_kind]
    groups.append(_decisions(record, decided, limit))
    kept = tuple(group for group in groups if group.items)
    return Since(groups=kept, total=sum(len(group.items) + group.more for group in kept))


def _group(record: Record, kind: str, changes: Mapping[str, Sequence[Change]], limit: int) -> Group:
    if kind == "articles":
        lines = record.heads(changes)
    else:
        lines = {key: value for key, (of, value) in record.several(changes).items() if of == kind}
    lost = {key: json.loads(was) for key in changes if key not in lines and (was := _was(changes[key]))}
    moved = {change.after for rows in changes.values() for change in rows if change.field == "participants"}
    actors = [actor for words in sorted(filter(None, moved)) for actor in words.split(", ")]
    names = labels_for(record, [*lines.values(), *lost.values()], {"actors": actors})
    notes = {key: found for key in changes if key in lines and (found := _notes(changes[key], lines[key], names))}
    notes |= dict.fromkeys(lost, ("fell away",))
    told = {**lines, **lost}
    shown = [key for key in changes if key in notes][:limit]
    items = tuple(News(told=tell(kind, told[key], names), notes=notes[key], gone=key in lost) for key in shown)
    return Group(kind=kind, head=HEADS[kind], items=items, more=len(notes) - len(items))


def _was(changes: Sequence[Change]) -> str:
    """A line that fell away as it was, as JSON; empty for one that came after the last visit, too."""
    fell = changes[0].before if changes[0].field == GONE else None
    return fell if fell and changes[-1].field != "" else ""


def _notes(changes: Sequence[Change], line: Line, names: Labels) -> tuple[str, ...]:
    """What changed over all runs since: of each field the first value before and the one now."""
    sure = line.get("confidence", 1.0) >= Filter().min_confidence
    if changes[-1].field == "":
        return ("new",) if sure and not line.get("rejected") else ()
    first = {change.field: change.before or "" for change in changes}  # the latest first, so that the oldest stays
    now = {change.field: change.after or "" for change in reversed(changes)}
    was = float(first[SURE]) >= LEAST if SURE in first else sure
    if not sure or line.get("rejected"):
        return (f"no longer sure enough to be shown: {line['confidence']:.0%}",) if was and not sure else ()
    if not was:
        return ("now sure enough to be shown",)
    if "status" in first:
        first.pop("answers", None)
    fields = [field for field in first if field not in ("", GONE, SURE) and first[field] != now[field]]
    found = (_note(field, first[field], now[field], names) for field in fields)
    return tuple(note for note in found if note)


def _note(field: str, before: str, after: str, names: Labels) -> str:
    if field == "when":
        return f"{span_in_words(after) or 'undated'}, before {span_in_words(before) or 'undated'}"
    if field == "accounts":
        return f"{after} accounts, before {before}"
    if field == "answers":
        return "another answer"
    if field == "participants":
        return f"now between {', '.join(names.actor(key) for key in after.split(', '))}"
    if field == "summary":
        return f"before: {before}"
    if field == "outcome":
        before, after = (_OUTCOME.get(word, word) for word in (before, after))
    if field == "place":
        before, after = before or "no place", after or "no place"
    return f"{before} → {after}"


def _decisions(record: Record, decided: str, limit: int) -> Group:
    """Decisions made or withdrawn since, each on its line as it now stands."""
    every = record.lines("decisions")
    late = [d for d in every if any(_digits(time) > decided for time in _times(d))][::-1]
    lines = record.several(d["target"] for d in late)
    names = labels_for(record, [value for _, value in lines.values()])
    items = []
    for decision in late[:limit]:
        kind, line = lines.get(decision["target"], (decision["kind"], None))
        told = tell(kind, line, names) if line else _gone(decision)
        items.append(News(told=told, notes=(_decided(decision),)))
    return Group(kind="decisions", head=HEADS["decisions"], items=tuple(items), more=max(0, len(late) - limit))


def _gone(decision: Line) -> Told:
    """A line that is no longer shown under the id it was decided by: the words it rested on."""
    quote = decision["evidence"][0]["quote"] if decision["evidence"] else decision["target"]
    return Told(
        kind=decision["kind"], id=decision["target"], lead=(), text=quote, tags=(), when="", confidence=1.0, marks=(),
        more=0, rejected=False,
    )  # fmt: skip


def _decided(decision: Line) -> str:
    words = {"accept": "accepted", "reject": "rejected", "merge": "merged", "split": "split", "set": "corrected"}
    what = words[decision["verdict"]] + (f" {decision['field']} = {decision['value']}" if decision["field"] else "")
    if decision["withdrawn_at"]:
        return f"no longer {what}"
    return f"{what} by {decision['author']}"
