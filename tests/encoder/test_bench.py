"""The scorer of the bench, on invented annotations."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.benches import bench as load_bench

TEXT = 'Mr Li said: "Talks went on," and left.'


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return load_bench("encoder_polnear")


def span(quote: str) -> tuple[int, int]:
    return TEXT.index(quote), TEXT.index(quote) + len(quote)


def parts(source: str = "Mr Li", content: str = '"Talks went on,"') -> dict[str, list[tuple[int, int]]]:
    return {"source": [span(source)] if source else [], "cue": [span("said")], "content": [span(content)]}


def test_exact_looks_past_edge_punctuation(bench: ModuleType) -> None:
    counts: dict = {}
    bench.score_text(TEXT, bench.by_role([parts(content="Talks went on")]), bench.by_role([parts()]), counts)
    assert counts["exact", "all"].f1 == 1.0


def test_a_shorter_span_overlaps_but_is_not_exact(bench: ModuleType) -> None:
    counts: dict = {}
    bench.score_text(TEXT, bench.by_role([parts(content="went on")]), bench.by_role([parts()]), counts)
    assert counts["exact", "content"].f1 == 0.0
    assert counts["overlap", "content"].f1 == 1.0
    assert counts["token", "content"].f1 == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("ours", "gold", "f1"),
    [
        (parts(content="went"), parts(), 1.0),
        (parts(source="left"), parts(), 0.0),
        (parts(source=""), parts(), 0.0),
        (parts(source=""), parts(source=""), 1.0),
        (parts(content="left"), parts(), 0.0),
    ],
)
def test_attributions_match_where_source_and_content_touch(
    bench: ModuleType, ours: dict, gold: dict, f1: float
) -> None:
    counts = bench.Counts()
    bench.score_attributions([ours], [gold], counts)
    assert counts.f1 == pytest.approx(f1)
