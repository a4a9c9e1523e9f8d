"""Words, shared runs and groups."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from memcon.link.cluster import agglomerate, edge
from memcon.link.similarity import forms_of, negated, shared_runs, stems, words_of


@given(st.text())
def test_words_slice_to_their_forms(text: str) -> None:
    words = words_of(text)
    assert all(words.at(i).of(text).casefold() == form for i, form in enumerate(words.forms))


@given(st.text())
def test_words_without_places_are_the_same_words(text: str) -> None:
    assert tuple(forms_of(text)) == words_of(text).forms


def test_stems_bring_forms_together() -> None:
    assert stems("The meetings met") == ["meet", "meet"]
    assert stems("visited visits visiting") == ["visit", "visit", "visit"]
    assert stems("agreed agreement agrees") == ["agre", "agre", "agre"]


def test_two_negations_are_none() -> None:
    assert negated("he would not come")
    assert not negated("he would not refuse")
    assert not negated("he came")


@given(st.lists(st.sampled_from("abc"), max_size=30), st.lists(st.sampled_from("abc"), max_size=30))
def test_runs_are_equal_and_do_not_overlap(left: list[str], right: list[str]) -> None:
    runs = shared_runs(left, right, least=3)
    taken: set[int] = set()
    for run in runs:
        assert run.length >= 3
        assert left[run.left : run.left + run.length] == right[run.right : run.right + run.length]
        places = set(range(run.right, run.right + run.length))
        assert not places & taken
        taken |= places


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_a_run_is_found_wherever_three_words_in_a_row_are_in_both(left: list[str], right: list[str]) -> None:
    mine, yours = ({tuple(words[at : at + 3]) for at in range(len(words) - 2)} for words in (left, right))
    assert bool(mine & yours) == bool(shared_runs(left, right, least=3))


def test_the_longest_of_several_runs_is_taken_first() -> None:
    left, right = "he told us that rain fell on the sea".split(), "told us that snow told us that rain fell".split()
    assert [(run.left, run.right, run.length) for run in shared_runs(left, right, least=3)] == [(1, 4, 5)]
    assert shared_runs(left, "rain on the sea fell".split(), least=3) != []
    assert shared_runs(left, "the sea fell on rain".split(), least=3) == []
    assert shared_runs([], right, least=3) == []


def test_forbidden_pairs_stay_apart() -> None:
    edges = [edge("a", "b", 0.9), edge("b", "c", 0.8)]
    assert agglomerate("abc", edges) == [("a", "b", "c")]
    assert agglomerate("abc", edges, apart=[("a", "c")]) == [("a", "b"), ("c",)]
    assert agglomerate("abc", [], together=[("a", "c")]) == [("a", "c"), ("b",)]


IDS = st.sampled_from("abcdef")


PAIRS = st.lists(st.tuples(IDS, IDS, st.sampled_from([0.5, 0.7, 0.9])), max_size=12)


@given(PAIRS, st.lists(st.tuples(IDS, IDS), max_size=4), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order(pairs: list[Any], parted: list[tuple[str, str]], order: Any) -> None:
    edges = [edge(a, b, score) for a, b, score in pairs if a != b]
    first = agglomerate("abcdef", edges, apart=parted)
    order.shuffle(edges)
    order.shuffle(parted)
    assert agglomerate("fedcba", edges, apart=parted) == first
