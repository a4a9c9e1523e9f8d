"""What is spared when tellings are compared changes nothing: quick looks say the same as thorough ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.link import differences
from memcon.link.claims import group_claims
from memcon.link.difference_quantities import quantities
from memcon.link.differences import Compared, compare_accounts
from memcon.link.encounters import find_encounters
from memcon.link.pairings import Pairings
from memcon.link.similarity import words_of
from memcon.link.telling_align import Match
from memcon.model.span import Span

Tell = Callable[..., Any]


class States:
    """A lexicon without states and places."""

    states: dict[str, Any] = {}  # noqa: RUF012

    def place(self, _: str) -> None:
        """No place is known."""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The convoy has 40 lorries.", 1),
        ("The convoy has forty lorries.", 1),
        ("The convoy has some lorries.", 0),
        ("The convoy has a dozen lorries.", 1),
        ("The often weighted lorries wait.", 0),
    ],
)
def test_numbers_are_found_in_digits_and_in_words(text: str, count: int) -> None:
    assert len(quantities(text, Span(0, len(text)))) == count
    assert words_of(text).forms


def test_accounts_compared_before_are_not_compared_again(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    fund = "A joint fund of 40 million kroner will pay for the dredging of the harbour at Narva."
    paid = "The dredging of Narva harbour will be paid for by a joint fund of forty million kroner."
    pile = [
        tell(name, f"{who} on Friday. {told}").contact("met", "meeting", ("roos", "lie"), "2023-05-05").digest
        for name, who, told in (("a", "Roos met Lie", fund), ("b", "Lie met Roos", paid))
    ]
    origins = {"a": "a", "b": "b"}
    events = [event for digest in pile for event in digest.events]
    lexicon: Any = States()
    statements = group_claims(pile, origins=origins, pairings=Pairings())
    met = find_encounters(pile, events, statements, origins=origins, pairings=Pairings(), lexicon=lexicon)
    known: Compared = {}

    def compared() -> Any:
        return compare_accounts(
            pile, met, events, statements, copies=(), pairings=Pairings(), lexicon=lexicon, known=known
        )

    first = compared()
    assert any(account.told for encounter in first[1] for account in encounter.accounts)

    def never(*_: Any) -> list[Match]:
        raise AssertionError

    monkeypatch.setattr(differences, "matches_of", never)
    assert compared() == first
