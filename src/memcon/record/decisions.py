"""Decisions in the record: dated rows that are withdrawn, never deleted."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, Row, insert, select, update

from memcon.model.codec import from_json, to_json
from memcon.model.decision import Decision
from memcon.model.identify import stable_id
from memcon.model.span import Evidence
from memcon.record.schema import decision as decisions


def add(connection: Connection, decision: Decision) -> Decision:
    """Writes a decision and gives it back with its id."""
    number = connection.execute(select(decisions.c.id)).all()
    decided = _with_id(decision, len(number))
    connection.execute(insert(decisions).values(_row(decided)))
    return decided


def _with_id(decision: Decision, number: int) -> Decision:
    parts = (decision.verdict, decision.target, decision.field, decision.value, decision.made_at, number)
    return replace(decision, id=stable_id("dc", *parts))


def withdraw(connection: Connection, decision_id: str, *, at: str) -> bool:
    """Marks a decision as withdrawn at an ISO 8601 time; False if there is none of this id that stands."""
    changed = connection.execute(
        update(decisions)
        .where(decisions.c.id == decision_id, decisions.c.withdrawn_at.is_(None))
        .values(withdrawn_at=at)
    )
    return changed.rowcount == 1


def every(connection: Connection) -> list[Decision]:
    """All decisions, oldest first, withdrawn ones too."""
    rows = connection.execute(select(decisions).order_by(decisions.c.made_at, decisions.c.id))
    return [_decision(row) for row in rows]


def standing(connection: Connection) -> list[Decision]:
    """Decisions that are not withdrawn, oldest first."""
    return [decision for decision in every(connection) if decision.withdrawn_at is None]


def _row(decision: Decision) -> dict[str, object]:
    return {
        "id": decision.id, "verdict": decision.verdict, "kind": decision.kind, "target": decision.target,
        "field": decision.field, "value": decision.value, "note": decision.note, "author": decision.author,
        "made_at": decision.made_at, "withdrawn_at": decision.withdrawn_at,
        "evidence": to_json(decision.evidence).decode(), "other_evidence": to_json(decision.other_evidence).decode(),
        "members": to_json(decision.members).decode(), "other_members": to_json(decision.other_members).decode(),
        "signature": decision.signature,
    }  # fmt: skip


def _decision(row: Row[tuple[object, ...]]) -> Decision:
    return Decision(
        id=row.id, verdict=row.verdict, kind=row.kind, target=row.target, field=row.field, value=row.value,
        note=row.note, author=row.author, made_at=row.made_at, withdrawn_at=row.withdrawn_at,
        evidence=from_json(row.evidence, tuple[Evidence, ...]),
        members=from_json(row.members, tuple[str, ...]),
        signature=row.signature,
        other_evidence=from_json(row.other_evidence, tuple[Evidence, ...]),
        other_members=from_json(row.other_members, tuple[str, ...]),
    )  # fmt: skip
