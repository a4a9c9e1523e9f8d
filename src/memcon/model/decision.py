"""An analyst's corrections: dated rows that are withdrawn, never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from memcon.model.span import Evidence

Verdict = Literal["accept", "reject", "merge", "split", "set"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One correction. `target` is the id decided on; `value` the other id of a merge or the new value of a set.

    `kind` is the kind of line (statements, encounters, ...). `evidence` is what the line rested on when it
    was decided: by it the decision finds the line again after a rebuild changed the id. `members` are the
    single-article lines behind it, `signature` what kept it apart from others on the same characters (an
    event's type, a difference's aspect). The `other_*` fields do the same for the second line of a merge.
    Times are ISO 8601 UTC.
    """

    id: str
    verdict: Verdict
    kind: str
    target: str
    field: str | None = None
    value: str | None = None
    note: str | None = None
    author: str
    made_at: str
    withdrawn_at: str | None = None
    evidence: tuple[Evidence, ...] = ()
    members: tuple[str, ...] = ()
    signature: str = ""
    other_evidence: tuple[Evidence, ...] = ()
    other_members: tuple[str, ...] = ()
