"""Statements that say the same are one claim; what only sounds alike is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.link.claims import group_claims
from memcon.link.pairings import Pairings
from memcon.model.digest import Digest

Tell = Callable[..., Any]
NONE = Pairings()


def groups(*pile: Digest, pairings: Pairings = NONE) -> list[list[str]]:
    found: dict[str | None, list[str]] = defaultdict(list)
    articles = sorted(pile, key=lambda digest: digest.article.id)
    for statement in group_claims(articles, origins={}, pairings=pairings):
        found[statement.claim].append(statement.article)
    return sorted(sorted(members) for members in found.values())


def pair(
    tell: Tell, one: str, other: str, *, speakers: tuple[str, str] = ("lie", "lie"), **fields: Any
) -> list[list[str]]:
    a = tell("a", f"Said: {one}.").said(speakers[0], one, **fields).digest
    b = tell("b", f"Told: {other}.", "2023-05-07").said(speakers[1], other, **fields).digest
    return groups(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oslo would insure every grain ship", "Oslo would insure every grain ship"),
        ("that Oslo was ready to insure the ships", "Oslo stood ready to insure the ships"),
        ("the talks were useful and the border would open in June", "the border would open in June"),
        ("Norway will send 12 patrol boats to the strait", "Norway would be sending 12 patrol boats to the strait"),
    ],
)
def test_one_claim_in_two_papers(tell: Tell, one: str, other: str) -> None:
    assert pair(tell, one, other) == [["a", "b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oslo would insure every grain ship", "Oslo would not insure every grain ship"),
        ("Oslo would insure every grain ship", "the herring had left the northern banks"),
        ("the talks were useful", "the border talks had been moved to June by rain"),
    ],
)
def test_two_claims(tell: Tell, one: str, other: str) -> None:
    assert pair(tell, one, other) == [["a"], ["b"]]


def test_two_persons_make_two_claims(tell: Tell) -> None:
    same = "Oslo would insure every grain ship"
    assert pair(tell, same, same, speakers=("lie", "dahl")) == [["a"], ["b"]]
    assert pair(tell, same, same, speakers=("lie", "NOR")) == [["a", "b"]], "the state speaks by its people"


def test_the_same_words_months_later_are_another_claim(tell: Tell) -> None:
    one = tell("a", "Oslo would insure ships.").said("lie", "Oslo would insure ships").digest
    other = tell("b", "Oslo would insure ships.", "2023-11-06").said("lie", "Oslo would insure ships").digest
    assert groups(one, other) == [["a"], ["b"]]


def test_denial_is_not_assent(tell: Tell) -> None:
    one = tell("a", "Oslo would insure ships.").said("lie", "Oslo would insure ships").digest
    other = tell("b", "Oslo would insure ships.").said("lie", "Oslo would insure ships", denied=True).digest
    assert groups(one, other) == [["a"], ["b"]]


def test_analysts_decide(tell: Tell) -> None:
    one = tell("a", "Oslo would insure ships.").said("lie", "Oslo would insure ships").digest
    other = tell("b", "Oslo would insure ships.").said("lie", "Oslo would insure ships").digest
    third = tell("c", "Herring is dear.").said("lie", "Herring is dear").digest
    key = ("claims", "s-a-0", "s-b-0")
    assert groups(one, other, pairings=Pairings(apart=frozenset({key}))) == [["a"], ["b"]]
    assert groups(one, third, pairings=Pairings(together=frozenset({("claims", "s-a-0", "s-c-0")}))) == [["a", "c"]]


@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=6), order=st.randoms(use_true_random=False))
def test_any_text_in_any_order(tell: Tell, texts: list[str], order: Any) -> None:
    pile = [tell(f"n{i}", f"{text} x").said("lie", f"{text} x").digest for i, text in enumerate(texts)]
    first = group_claims(pile, origins={}, pairings=NONE)
    order.shuffle(pile)
    assert group_claims(pile, origins={}, pairings=NONE) == first
    assert all(statement.claim for statement in first)


_WORDS = "grain ship ferry harbour tariff loan envoy treaty bridge plough vote quota".split()


@given(told=st.lists(st.lists(st.sampled_from(_WORDS), min_size=2, max_size=6, unique=True), min_size=2, max_size=6))
def test_what_is_left_out_before_weighing_would_be_no_claim(tell: Tell, told: list[list[str]]) -> None:
    """The sums that spare an exact comparison never part two statements that it would join."""
    pile = [
        tell(f"a{n}", f"Said: {' '.join(words)}.", f"2023-05-0{n + 1}").said("lie", " ".join(words)).digest
        for n, words in enumerate(told)
    ]
    with pytest.MonkeyPatch.context() as patch:
        quick = groups(*pile)
        patch.setattr("memcon.link.claims._little_shared", lambda *_: False)
        assert groups(*pile) == quick
