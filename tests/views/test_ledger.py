"""The ledger at a date, and scores of those who foretell."""

from __future__ import annotations

from typing import Any

import pytest

from memcon.errors import UsageError
from memcon.views.ledger import as_of, bootstrap, held_by, scores, wilson


class Heads:
    """A record that knows when its articles were published."""

    def __init__(self, **days: str | None) -> None:
        self.days = days

    def heads(self, ids: Any) -> dict[str, dict[str, Any]]:
        return {key: {"published": self.days[key], "outlet": "Paper"} for key in ids}


def row(article: str) -> dict[str, Any]:
    return {"article": article, "span": [0, 1], "quote": "x"}


ASK = {
    "evidence": [row("may")], "status": "granted",
    "answers": [
        {"kind": "refused", "evidence": [row("june")], "confidence": 0.8},
        {"kind": "granted", "evidence": [row("july")], "confidence": 0.8},
    ],
}  # fmt: skip
HEADS: Any = Heads(may="2024-05-02", june="2024-06-10", july="2024-07-10", never=None)


@pytest.mark.parametrize(
    ("day", "status"), [("2024-05", "open"), ("2024-06-10", "refused"), ("2024-06", "refused"), ("2024", "granted")]
)
def test_an_ask_at_a_date_has_the_answers_told_by_then(day: str, status: str) -> None:
    (found,) = as_of(HEADS, "asks", [ASK], day)
    assert found["status"] == status


def test_what_was_not_yet_told_is_left_out() -> None:
    assert as_of(HEADS, "asks", [ASK], "2024-04") == []
    assert as_of(HEADS, "asks", [{**ASK, "evidence": [row("never")]}], "2024") == []


@pytest.mark.parametrize(("kind", "day"), [("events", "2024"), ("asks", "soon")])
def test_other_kinds_and_no_dates_are_wrong_calls(kind: str, day: str) -> None:
    with pytest.raises(UsageError):
        as_of(HEADS, kind, [], day)


def forecast(outcome: str, *, expects: bool = True, low: float | None = None, name: str = "Ana Ruiz") -> dict[str, Any]:
    span = [low, low + 0.2] if low is not None else None
    return {
        "evidence": [row("may")], "resolved_by": [row("july")], "outcome": outcome, "expects": expects,
        "holder": {"name": name, "actor": None}, "likelihood": {"words": None, "range": span},
    }  # fmt: skip


def test_an_outcome_not_yet_told_is_open() -> None:
    assert as_of(HEADS, "forecasts", [forecast("true")], "2024-06")[0]["outcome"] == "open"
    assert as_of(HEADS, "forecasts", [forecast("true")], "2024-08")[0]["outcome"] == "true"


def test_nothing_is_scored_below_five_resolved() -> None:
    few = scores(HEADS, [forecast("true", low=0.7)] * 4 + [forecast("open")])
    assert all(one.share is None and one.brier is None for one in few)
    holder = next(one for one in scores(HEADS, [forecast("true", low=0.7)] * 5) if one.by == "holder")
    assert (holder.share, holder.brier) == (1.0, 0.04)
    assert (holder.low or 1.0) < 1.0


def test_the_range_is_of_the_claim_not_of_the_expectation() -> None:
    (holder, _) = scores(HEADS, [forecast("true", expects=False, low=0.1)] * 5)
    assert holder.brier == 0.04


def test_an_author_counts_by_outlet_alone() -> None:
    assert {one.by for one in scores(HEADS, [forecast("open", name="author")])} == {"outlet"}
    assert held_by([forecast("open")], "ruiz")
    assert not held_by([forecast("open")], "lopez")


def test_intervals_are_those_of_the_books() -> None:
    assert wilson(8, 10) == (0.4902, 0.9433)
    assert bootstrap([0.1] * 6) == (0.1, 0.1)
