"""What accounts tell of one matter: aligned with or without a speaker, or a difference of number, date or denial."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from memcon.link.claims import group_claims
from memcon.link.differences import compare_accounts
from memcon.link.encounters import find_encounters
from memcon.link.pairings import Pairings
from memcon.model.digest import Digest
from memcon.model.link import Difference, Encounter
from memcon.model.reading import Statement
from memcon.model.span import Span

Tell = Callable[..., Any]


class States:
    """A lexicon without states and places."""

    states: dict[str, Any] = {}  # noqa: RUF012

    def place(self, _: str) -> None:
        """No place is known."""


def aligned(pile: Sequence[Digest]) -> tuple[Sequence[Statement], Sequence[Encounter], Sequence[Difference]]:
    articles = sorted(pile, key=lambda digest: digest.article.id)
    origins = {digest.article.id: digest.article.id for digest in articles}
    events = [event for digest in articles for event in digest.events]
    lexicon: Any = States()
    statements = group_claims(articles, origins=origins, pairings=Pairings())
    met = find_encounters(articles, events, statements, origins=origins, pairings=Pairings(), lexicon=lexicon)
    return compare_accounts(articles, met, events, statements, copies=(), pairings=Pairings(), lexicon=lexicon)


def accounts(tell: Tell, one: str, other: str, said: str | None = None) -> list[Digest]:
    """Two accounts of a meeting of 5 May; the minister Lie says the words `said` in the first."""
    a = tell("a", f"Roos met Lie on Friday. {one}").contact("met", "meeting", ("roos", "lie"), "2023-05-05")
    b = tell("b", f"Lie met Roos on Friday. {other}").contact("met", "meeting", ("roos", "lie"), "2023-05-05")
    if said:
        a.said("lie", said)
    return [a.digest, b.digest]


SAME = [
    (
        "A joint fund of 40 million kroner will pay for the dredging of the harbour at Narva.",
        "The dredging of Narva harbour will be paid for by a joint fund of forty million kroner.",
    ),
    (
        "Border vets will share a laboratory at Valga from September.",
        "From September a laboratory at Valga will be shared by the border vets.",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_two_accounts_tell_in_their_own_voice_is_one_claim(tell: Tell, one: str, other: str) -> None:
    pile = accounts(tell, one, other)
    _, (met,), found = aligned(pile)
    told = {account.article: account.told for account in met.accounts}
    assert [row.quote for row in told["a"][0].evidence] == [one]
    assert [row.quote for row in told["b"][0].evidence] == [other]
    assert told["a"][0].claim == told["b"][0].claim
    assert not found


def test_a_statement_and_an_account_in_its_own_voice_are_one_claim(tell: Tell) -> None:
    said = "a laboratory at Valga would be shared by border vets from September"
    pile = accounts(tell, f"Lie said {said}.", "Border vets will share a laboratory at Valga from September.", said)
    (statement,), (met,), _ = aligned(pile)
    told = [row for account in met.accounts for row in account.told]
    assert [row.claim for row in told] == [statement.claim]
    assert told[0].evidence[0].article == "b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The harbour at Narva will be dredged in spring.", "Herring quotas stay as they were for three winters."),
        ("Vets will share a laboratory at Valga.", "A laboratory technician from Pskov was arrested on the ferry."),
    ],
)
def test_what_is_of_two_matters_is_not_joined(tell: Tell, one: str, other: str) -> None:
    _, (met,), found = aligned(accounts(tell, one, other))
    assert not any(account.told for account in met.accounts)
    assert not found


@pytest.mark.parametrize(
    ("aspect", "one", "other", "values"),
    [
        (
            "number",
            "A joint battalion of 320 engineers will repair the levees at Narva.",
            "The levees at Narva will be repaired by a joint battalion of 230 engineers.",
            ("230 engineers", "320 engineers"),
        ),
        (
            "claim",
            "Lie asked for a tax holiday on the server farm at Narva.",
            "Lie did not ask for a tax holiday on the server farm at Narva.",
            None,
        ),
        (
            "outcome",
            "The agreement on herring quotas in the gulf was signed.",
            "The agreement on herring quotas in the gulf was not signed.",
            None,
        ),
    ],
)
def test_tellings_of_one_matter_that_exclude_each_other(
    tell: Tell, aspect: str, one: str, other: str, values: tuple[str, ...] | None
) -> None:
    _, (met,), found = aligned(accounts(tell, one, other))
    assert aspect in {difference.aspect for difference in found}
    difference = next(one for one in found if one.aspect == aspect)
    assert difference.confidence >= 0.5
    assert {side.articles for side in difference.sides} == {("a",), ("b",)}
    # another number is told of one claim; a denial is another claim
    assert any(account.told for account in met.accounts) == (aspect == "number")
    if values:
        assert tuple(side.value for side in difference.sides) == values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("About 50 boats may return to the southern grounds.", "To the southern grounds 48 boats may return."),
        (
            "Lie did not rule out a tax holiday on the server farm.",
            "Roos spoke of a holiday in the islands with her family.",
        ),
    ],
)
def test_near_misses_are_no_difference(tell: Tell, one: str, other: str) -> None:
    assert not aligned(accounts(tell, one, other))[2]


def test_the_order_of_articles_changes_nothing(tell: Tell) -> None:
    pile = accounts(tell, *SAME[0])
    assert aligned(pile) == aligned(pile[::-1])


def test_every_telling_quotes_its_characters(tell: Tell) -> None:
    pile = accounts(tell, *SAME[1])
    _, (met,), _ = aligned(pile)
    texts = {digest.article.id: digest.article.text for digest in pile}
    for row in (row for account in met.accounts for told in account.told for row in told.evidence):
        assert Span(*row.span).of(texts[row.article]) == row.quote
