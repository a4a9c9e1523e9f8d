"""What each build and each correction brought: new lines, fields that are not what they were, lines that fell away.

An ask that was open and is now granted gives (run 4, asks, as-…, status, open, granted); one that fell away gives
(run 5, asks, as-…, gone, the line as it was, None).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from memcon.record.schema import change, line, meta

Line = Mapping[str, Any]
_CHUNK = 500


def _day(value: Line) -> str:
    return str((value.get("when") or {}).get("edtf") or "")


def _place(value: Line) -> str:
    return str((value.get("place") or {}).get("name") or "")


WATCHED: dict[str, dict[str, Callable[[Line], str]]] = {
    "encounters": {
        "kind": lambda line: str(line["kind"]),
        "status": lambda line: str(line["status"]),
        "when": _day,
        "place": _place,
        "participants": lambda line: ", ".join(line["participants"]),
        "accounts": lambda line: str(len(line["accounts"])),
    },
    "differences": {"summary": lambda line: str(line["summary"])},
    "asks": {"status": lambda line: str(line["status"]), "answers": lambda line: str(len(line["answers"]))},
    "forecasts": {"outcome": lambda line: str(line["outcome"])},
}
"""Fields whose change is news, by kind, each as words."""
GONE = "gone"
"""The `field` of a line that fell away; `before` is then the line as JSON, that it can still be told."""
SURE = "sure"
"""The `field` of a line whose confidence passed the .5 from which lines are shown, up or down."""
LEAST = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a run brought; `field` empty: the line is new; GONE: it fell away."""

    run: int
    kind: str
    line: str
    field: str
    before: str | None
    after: str | None


def run_of(connection: Connection) -> int:
    """The number of the last run, 0 before the first."""
    return int(connection.execute(select(meta.c.value).where(meta.c.key == "run")).scalar() or 0)


def next_run(connection: Connection) -> int:
    """Counts a run and gives its number."""
    number = run_of(connection) + 1
    connection.execute(delete(meta).where(meta.c.key == "run"))
    connection.execute(insert(meta).values(key="run", value=str(number)))
    return number


def note(connection: Connection, run: int, kind: str, *, gone: Iterable[str], fresh: Mapping[str, str]) -> None:
    """Notes what it means that lines `gone` (ids still in the table) give way to `fresh` ones (JSON by id).

    A fresh line that rests on characters of one that is gone is that line under a new id. A gone one on whose
    characters nothing fresh rests fell away.
    """
    before = _objects(connection, kind, gone)
    rows = {key: json.loads(text) for key, text in fresh.items()}
    heirs = _heirs({key: value for key, value in before.items() if key not in rows})
    found = []
    for key in sorted(rows):
        old = before.get(key) or next((heirs[place] for place in _places(rows[key]) if place in heirs), None)
        found += [{"run": run, "kind": kind, "line": key, **row} for row in _differing(kind, old, rows[key])]
    kept = {place for value in rows.values() for place in _places(value)}
    for key in sorted(before.keys() - rows.keys()):
        old = before[key]
        if old["confidence"] >= LEAST and not kept.intersection(_places(old)):
            found.append(
                {"run": run, "kind": kind, "line": key, "field": GONE, "before": json.dumps(old), "after": None}
            )
    if found:
        connection.execute(insert(change), found)


def _differing(kind: str, old: Line | None, new: Line) -> list[dict[str, str | None]]:
    if old is None:
        return [{"field": "", "before": None, "after": None}]
    values = ((name, words(old), words(new)) for name, words in WATCHED[kind].items())
    rows: list[dict[str, str | None]] = [
        {"field": name, "before": one, "after": other} for name, one, other in values if one != other
    ]
    if (old["confidence"] >= LEAST) != (new["confidence"] >= LEAST):
        rows.append({"field": SURE, "before": str(old["confidence"]), "after": str(new["confidence"])})
    return rows


def _objects(connection: Connection, kind: str, ids: Iterable[str]) -> dict[str, Line]:
    items = sorted(ids)
    found: dict[str, Line] = {}
    for start in range(0, len(items), _CHUNK):
        query = select(line.c.id, line.c.object).where(
            line.c.kind == kind, line.c.id.in_(items[start : start + _CHUNK])
        )
        found |= {row.id: json.loads(row.object) for row in connection.execute(query)}
    return found


def _heirs(gone: Mapping[str, Line]) -> dict[tuple[Any, ...], Line]:
    return {place: gone[key] for key in sorted(gone) for place in _places(gone[key])}


def _places(value: Line) -> list[tuple[Any, ...]]:
    return [(value.get("aspect"), row["article"], *row["span"]) for row in value.get("evidence", ())]


def note_articles(connection: Connection, ids: Iterable[str]) -> None:
    """Notes articles that are new, in the run to come; none before the first."""
    run = run_of(connection)
    rows = [
        {"run": run + 1, "kind": "articles", "line": key, "field": "", "before": None, "after": None}
        for key in sorted(set(ids))
    ]
    if run and rows:
        connection.execute(insert(change), rows)


def since(connection: Connection, run: int, *, limit: int) -> tuple[list[Change], int]:
    """(what came after run `run`, the latest first, at most `limit` of each kind; how much there is in all)."""
    total = int(connection.execute(select(func.count()).where(change.c.run > run)).scalar_one())
    found: list[Change] = []
    for kind in ("articles", *WATCHED):
        query = select(change).where(change.c.run > run, change.c.kind == kind)
        rows = connection.execute(query.order_by(change.c.run.desc(), change.c.line, change.c.field).limit(limit))
        found += [Change(**row._mapping) for row in rows]
    return found, total
