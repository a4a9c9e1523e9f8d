"""The same ask across articles, and the later acts that answer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from types import SimpleNamespace
from typing import Any

import pytest

from memcon.link.answer_acts import _by_event
from memcon.link.link import link
from memcon.link.pairings import Pairings
from memcon.model.digest import Digest, digest_of
from memcon.model.link import Linked
from memcon.model.reading import Ask

LOAN = (
    ("2022-05-03", "Ecuador asked Peru for a loan."),
    ("2022-06-11", "Peru turned down Ecuador's request for a loan."),
)


@pytest.fixture
def digests(read: Callable[..., Any]) -> Callable[[Sequence[tuple[str, str]]], list[Digest]]:
    """Dated passages in, digests out."""

    def run(passages: Sequence[tuple[str, str]]) -> list[Digest]:
        return [digest_of(read(text, published=day, outlet=f"Paper {n}")) for n, (day, text) in enumerate(passages)]

    return run


def shown(linked: Linked) -> list[Ask]:
    """The asks that `show` would show."""
    return [ask for ask in linked.asks if ask.confidence >= 0.5]


def test_one_ask_told_twice_is_one_row_with_its_answer(digests: Any, lexicon: Any) -> None:
    (ask,) = shown(link(digests(LOAN), lexicon=lexicon))
    assert len(ask.members) == 2
    assert (ask.asker, ask.asked, ask.status) == (("ECU",), ("PER",), "refused")
    assert ask.when.edtf == "2022-05-03"
    assert {row.article for row in ask.evidence} == {d.article.id for d in digests(LOAN)}
    assert all(answer.reasons for answer in ask.answers)


def test_order_changes_nothing(digests: Any, lexicon: Any) -> None:
    told = digests((*LOAN, ("2022-07-01", "Chile asked Peru for a loan.")))
    outcomes = {link(list(order), lexicon=lexicon).asks for order in permutations(told)}
    assert len(outcomes) == 1


@pytest.mark.parametrize(
    "other",
    ["Uruguay asked Peru for a loan.", "Ecuador asked Peru to return two boats.", "Peru offered Ecuador a loan."],
)
def test_other_asks_stay_apart(digests: Any, lexicon: Any, other: str) -> None:
    asks = shown(link(digests((LOAN[0], ("2022-06-11", other))), lexicon=lexicon))
    assert [len(ask.members) for ask in asks] == [1, 1]


def test_an_analyst_keeps_two_asks_apart(digests: Any, lexicon: Any) -> None:
    told = digests(LOAN)
    ids = sorted(ask.id for digest in told for ask in digest.asks)
    apart = Pairings(apart=frozenset({("asks", ids[0], ids[1])}))
    assert len(link(told, lexicon=lexicon, pairings=apart).asks) == 2


def test_a_visit_answers_an_invitation(digests: Any, lexicon: Any) -> None:
    passages = (
        ("2023-01-10", "Kenyan President William Ruto invited Indian Prime Minister Narendra Modi to Nairobi."),
        ("2023-07-05", "Indian Prime Minister Narendra Modi arrived in Nairobi on Wednesday for a two-day visit."),
    )
    (ask,) = [ask for ask in shown(link(digests(passages), lexicon=lexicon)) if ask.form == "invitation"]
    assert ask.status == "granted"
    assert ask.answers[-1].evidence[0].article == digests(passages)[1].article.id


def test_a_planned_visit_answers_nothing(digests: Any, lexicon: Any) -> None:
    passages = (
        ("2023-01-10", "Kenyan President William Ruto invited Indian Prime Minister Narendra Modi to Nairobi."),
        ("2023-07-05", "Indian Prime Minister Narendra Modi plans to visit Nairobi in August."),
    )
    (ask,) = [ask for ask in shown(link(digests(passages), lexicon=lexicon)) if ask.form == "invitation"]
    assert ask.status == "open"


def test_given_aid_answers_a_request_for_it(digests: Any, lexicon: Any) -> None:
    passages = (
        ("2022-02-10", "Mongolia asked Japan for a loan to build a refinery."),
        ("2022-07-21", "Japan granted Mongolia a loan for the refinery on Thursday."),
    )
    (ask,) = [ask for ask in shown(link(digests(passages), lexicon=lexicon)) if ask.form == "request"]
    assert ask.status == "granted"


@pytest.mark.parametrize(("said", "kind"), [("rules trade sea spanish", "refused"), ("rules sea chilean", None)])
def test_who_rejects_something_with_half_of_the_words_refuses_no_ask(said: str, kind: str | None) -> None:
    ask: Any = SimpleNamespace(form="request", asked=("ESP",), what="respect the rules of trade at sea")
    one: Any = SimpleNamespace(
        ask=ask,
        askers=frozenset({"SEN"}),
        asked=frozenset({"ESP"}),
        words=frozenset({"rules", "trade", "sea", "respect"}),
    )
    act: Any = SimpleNamespace(
        kind="REJECT", source=frozenset({"ESP"}), target=frozenset(), actors=frozenset({"ESP"}),
        words=frozenset(said.split()), trigger=frozenset({"reject"}),
    )  # fmt: skip
    found = _by_event(one, act)
    assert (found[0] if found is not None else None) == kind
