"""Answers in wordings unlike the ask: acts, refusals, delays, silences, denials; near-misses beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.link.link import link
from memcon.model.digest import digest_of

ASKED = ("2024-03-04", "Tirana asked Athens to return the bronze horseman of Durres.")


@pytest.fixture
def status(read: Callable[..., Any], lexicon: Any) -> Callable[..., str]:
    """The status of the first ask of dated passages."""

    def run(*passages: tuple[str, str]) -> str:
        readings = [read(text, published=day, outlet=f"Paper {n}") for n, (day, text) in enumerate(passages)]
        linked = link([digest_of(reading) for reading in readings], lexicon=lexicon)
        found = next(ask for ask in linked.asks if readings[0].asks and readings[0].asks[0].id in ask.members)
        return found.status

    return run


@pytest.mark.parametrize(
    ("day", "later", "kind"),
    [
        ("2024-05-02", "The bronze horseman went back to Durres in Albania on Thursday in a Greek lorry.", "granted"),
        ("2024-03-05", "Greece turned down the Albanian request for the horseman.", "refused"),
        ("2024-03-05", "Greece is still studying Albania's request for the bronze horseman.", "deferred"),
        ("2024-04-30", "No reply has come from Greece about the bronze horseman, Albania's minister said.", "ignored"),
        ("2024-03-05", "There was no request for a horseman, Greece's culture ministry said of Albania.", "denied"),
        ("2024-05-02", "A copy of the horseman stands in a Greek park.", "open"),
        ("2024-05-02", "Greece will probably return the bronze horseman to Albania, a dealer said.", "open"),
        ("2023-05-02", "Greece returned the bronze horseman of Durres to Albania on Tuesday.", "open"),
        ("2024-05-02", "Bulgaria returned a bronze horseman to Serbia on Thursday.", "open"),
    ],
)
def test_later_words_answer_an_ask(status: Callable[..., str], day: str, later: str, kind: str) -> None:
    assert status(ASKED, (day, later)) == kind


def test_parts_that_add_up_grant_it(status: Callable[..., str]) -> None:
    asked = ("2024-01-08", "Jordan asked Egypt for 300 buses.")
    first = ("2024-01-20", "Egypt sent 120 buses to Jordan on Saturday.")
    rest = ("2024-02-10", "Egypt sent another 180 buses to Jordan on Saturday.")
    assert status(asked, first) == "partly"
    assert status(asked, first, rest) == "granted"


def test_of_two_asked_one_refuses(status: Callable[..., str]) -> None:
    asked = ("2024-01-08", "Oman has offered Ethiopia and Eritrea a venue for talks.")
    told = ("2024-01-10", "Ethiopia accepted the offer from Oman. Eritrea turned it down.")
    assert status(asked, told) == "partly"


def test_a_promise_whose_day_passed_is_ignored_only_where_the_text_says_so(status: Callable[..., str]) -> None:
    promised = ("2024-03-04", "Kigali promised Bujumbura that the gauges on the Ruvubu would be rebuilt by May.")
    told = "Kigali has not rebuilt the gauges on the Ruvubu, Burundi said."
    assert status(promised, ("2024-06-03", told)) == "ignored"
    assert status(promised, ("2024-04-02", told)) == "open"
    assert status(promised, ("2024-06-03", "Rwanda and Burundi held a regatta on the Ruvubu.")) == "open"


LENT = ("2024-03-04", "Senegal asked Spain for two rescue helicopters.")


@pytest.mark.parametrize(
    ("asked", "later", "kind"),
    [
        (LENT, "Spain said it had received no request for helicopters from Senegal.", "denied"),
        (LENT, "Spain sent one rescue helicopter to Senegal on Monday.", "partly"),
        (LENT, "Spain will decide on the helicopters for Senegal after the summer, a spokeswoman said.", "deferred"),
        (LENT, "Two months on, Spain has not answered Senegal's request for helicopters.", "ignored"),
        (LENT, "Spain bought three rescue helicopters from France on Friday.", "open"),
        (ASKED, "Greece will return a copy of the bronze horseman to Durres but keep the original.", "partly"),
    ],
)
def test_ways_of_answering(status: Callable[..., str], asked: tuple[str, str], later: str, kind: str) -> None:
    """Word given, put off, left unanswered around the ask's own noun; purchases elsewhere answer nothing."""
    assert status(asked, ("2024-05-09", later)) == kind
