"""Stretches of a line of months: what moved and stayed, what only wavered; the same as ruptures finds."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.link.changes import FEWEST, stretches, trend
from tests.benches import bench

ROOT = Path(__file__).resolve().parents[2]
SCORES = st.lists(st.floats(-10, 10).map(lambda x: round(x, 2)), min_size=1, max_size=60)


def levels(scores: list[float], weights: list[float] | None = None) -> list[tuple[int, float]]:
    return [(s.first, round(s.level, 4)) for s in stretches(scores, weights or [3.0] * len(scores))]


def test_a_lasting_move_is_found_where_it_began() -> None:
    assert levels([3, 2, 4, 3, 3, 2, -4, -5, -3, -4, -4]) == [(0, 2.8333), (6, -4.0)]


def test_a_short_or_small_move_is_none() -> None:
    assert len(levels([3, 2, 4, 3, -6, 3, 2, 4, 3, 3])) == 1
    assert len(levels([3, 3, 3, 3, 3, 3.5, 3.5, 3.5, 3.5, 3.5])) == 1


def test_wavering_is_no_move() -> None:
    assert len(levels([4, -3] * 20)) == 1


def test_too_few_months_have_one_level() -> None:
    assert levels([5.0]) == [(0, 5.0)]
    assert len(levels([5, 5, -5, -5])) == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SCORES)
def test_stretches_part_the_line(scores: list[float]) -> None:
    found = stretches(scores, [1.0] * len(scores))
    assert found[0].first == 0
    assert found[-1].last == len(scores) - 1
    assert all(b.first == a.last + 1 for a, b in pairwise(found))
    assert len(found) == 1 or all(s.last - s.first + 1 >= FEWEST for s in found)
    assert all(min(scores) - 1e-9 <= s.level <= max(scores) + 1e-9 for s in found)


def test_the_search_finds_what_ruptures_finds() -> None:
    rpt = pytest.importorskip("ruptures")
    import random

    import numpy as np

    from memcon.link import changes

    draw = random.Random(11)
    for _ in range(12):
        scores = np.array([draw.choice([3, -2, 0]) + draw.gauss(0, 1) for _ in range(3) for _ in range(12)])
        sizes = np.ones(len(scores))
        penalty = changes.PENALTY * changes._noise(scores, sizes) * np.log(len(scores))
        theirs = rpt.Dynp(model="l2", min_size=FEWEST, jump=1).fit(scores.reshape(-1, 1))
        costs = {n: theirs.cost.sum_of_costs(theirs.predict(n)) + penalty * n if n else None for n in range(1, 6)}
        costs[0] = theirs.cost.sum_of_costs([len(scores)])
        best = min(costs, key=lambda n: costs[n])
        wanted = theirs.predict(best)[:-1] if best else []
        assert changes._cuts(scores, sizes)[1:] == wanted


def test_the_trend_is_of_the_last_twelve_months() -> None:
    months, scores = list(range(24)), [9.0] * 12 + [float(n) for n in range(12)]
    assert trend(months, scores, [1] * 24, upto=23) == pytest.approx(12)
    assert trend(months, scores, [1] * 24, upto=2) is None
    assert trend([0, 20, 40, 60], [1, 2, 3, 4], [1] * 4, upto=3) is None, "months far apart"


def test_planted_shifts_are_found_and_quiet_years_have_none() -> None:
    relations = bench("relations")
    for line in ("words", "deeds"):
        got = relations.figures(line, 6, 40)
        assert got["found"] >= 0.9, line
        assert got["false"] <= 1.0, line
