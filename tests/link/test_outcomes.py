"""Outcomes of forecasts, from the record alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.link.link import link
from memcon.link.pairings import Pairings
from memcon.model.digest import digest_of
from memcon.model.reading import Forecast

Outcome = Callable[..., Forecast]


@pytest.fixture
def outcome(read: Callable[..., Any], lexicon: Any) -> Outcome:
    """The one forecast of the first passage after linking it with the later ones."""

    def run(*passages: tuple[str, str]) -> Forecast:
        readings = [read(text, published=day, outlet=f"Paper {n}") for n, (day, text) in enumerate(passages)]
        linked = link([digest_of(reading) for reading in readings], lexicon=lexicon)
        (found,) = [f for f in linked.forecasts if f.article == readings[0].article.id and f.confidence >= 0.5]
        return found

    return run


UNLIKELY = ("2022-03-01", "Chile is unlikely to sign the fishing pact with Peru.")
SIGNED = ("2022-09-02", "Chile signed the fishing pact with Peru on Thursday.")
TRIP = "Tajik President Emomali Rahmon arrived in Tashkent on Monday for talks with Uzbek President Shavkat Mirziyoyev."


def test_an_event_against_the_expectation_makes_it_false(outcome: Outcome) -> None:
    found = outcome(UNLIKELY, SIGNED)
    assert found.outcome == "false"
    assert "signed the fishing pact" in found.resolved_by[0].quote


def test_without_an_event_it_stays_open(outcome: Outcome) -> None:
    assert outcome(UNLIKELY, ("2022-09-02", "Chile signed a trade pact with Japan on Thursday.")).outcome == "open"


def test_a_plan_decides_nothing(outcome: Outcome) -> None:
    assert outcome(UNLIKELY, ("2022-09-02", "Chile plans to sign the fishing pact with Peru.")).outcome == "open"


def test_what_was_before_decides_nothing(outcome: Outcome) -> None:
    assert outcome(("2022-10-01", UNLIKELY[1]), SIGNED).outcome == "open"


def test_after_its_horizon_an_event_decides_nothing(outcome: Outcome) -> None:
    forecast = ("2022-03-01", "Chile is likely to sign the fishing pact with Peru by June.")
    assert outcome(forecast, SIGNED).outcome == "open"


def test_a_rejection_rules_the_claim_out(outcome: Outcome) -> None:
    forecast = ("2023-03-03", "Pakistan will probably ratify the accord with Iran.")
    assert outcome(forecast, ("2023-04-20", "Pakistan rejected the accord with Iran on Wednesday.")).outcome == "false"


def test_an_unproven_condition_leaves_it_unclear(outcome: Outcome) -> None:
    claim = ("2022-12-30", "President Emomali Rahmon is unlikely to go to Tashkent if the border clashes continue.")
    found = outcome(claim, ("2023-03-21", TRIP))
    assert found.outcome == "unclear"
    assert found.resolved_by


def test_without_a_condition_the_visit_decides(outcome: Outcome) -> None:
    claim = ("2022-12-30", "President Emomali Rahmon is likely to go to Tashkent.")
    assert outcome(claim, ("2023-03-21", TRIP)).outcome == "true"


def test_another_persons_visit_decides_nothing(outcome: Outcome) -> None:
    claim = ("2022-12-30", "President Emomali Rahmon is likely to go to Tashkent.")
    other = ("2023-03-21", "Kazakh President Kassym-Jomart Tokayev arrived in Tashkent on Monday.")
    assert outcome(claim, other).outcome == "open"


OPEN = ("2022-03-01", "Ana Ruiz predicted that Chad would reopen its embassy in Togo by the end of June.")


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (("2022-09-02", "Chad has still not reopened its embassy in Togo."), "false"),
        (("2022-09-02", "The embassy of Chad in Togo is still closed."), "false"),
        (("2022-05-02", "Chad has still not reopened its embassy in Togo."), "open"),
        (("2022-09-02", "Chad will reopen its embassy in Togo next year."), "open"),
        (("2022-09-02", "Chad has still not reopened its embassy in Ghana."), "open"),
    ],
)
def test_a_horizon_that_passed_without_it(outcome: Outcome, later: tuple[str, str], expected: str) -> None:
    assert outcome(OPEN, later).outcome == expected


def test_those_who_had_foretold_it_were_wrong(outcome: Outcome) -> None:
    later = ("2022-09-02", "Those who had expected Chad to reopen its embassy in Togo were disappointed.")
    assert outcome(OPEN, later).outcome == "false"


def test_forecasts_that_an_analyst_took_apart_stay_apart(read: Callable[..., Any], lexicon: Any) -> None:
    text = "Chile is unlikely to sign the fishing pact with Peru, said Ana Ruiz."
    readings = [read(text, published=day, outlet=day) for day in ("2022-03-01", "2022-03-02")]
    digests = [digest_of(reading) for reading in readings]
    first, second = sorted(reading.forecasts[0].id for reading in readings)
    assert len(link(digests, lexicon=lexicon).forecasts) == 1
    apart = Pairings(apart=frozenset({("forecasts", first, second)}))
    assert len(link(digests, lexicon=lexicon, pairings=apart).forecasts) == 2
