"""Forecasts: who foretells what, how surely, on what condition; plans and wishes are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Forecast, Reading

Read = Callable[..., Reading]


def forecasts_of(read: Read, text: str) -> list[Forecast]:
    """The forecasts that `show` would show."""
    return [forecast for forecast in read(text, published="2022-12-30").forecasts if forecast.confidence >= 0.5]


def test_a_forecast_has_claim_condition_and_likelihood(read: Read) -> None:
    text = "Bolivia is unlikely to sign the pact with Chile if prices fall."
    (found,) = forecasts_of(read, text)
    assert (found.claim, found.expects) == ("Bolivia sign the pact with Chile", False)
    assert found.condition == "if prices fall"
    assert (found.likelihood.words, found.likelihood.range) == ("unlikely", (0.2, 0.45))
    assert found.actors == ("BOL", "CHL")
    assert found.holder.name == "author"


@pytest.mark.parametrize(
    ("text", "expects", "words"),
    [
        ("Kosovo will never accept the plan.", False, None),
        ("The truce will probably collapse.", True, "probably"),
        ("Russia will almost certainly not withdraw.", False, "almost certainly not"),
        ("There is little chance that Cuba will pay.", False, "little chance"),
        ("It is likely that Iran will leave the pact.", True, "likely"),
        ("It will be difficult for Peru to agree to the base.", False, "difficult"),
        ("Hungary is set to win the vote.", True, "set"),
        ("Kuwait could end up paying for the pipeline.", True, "could"),
        ("Relations between Mali and France will not improve anytime soon.", False, None),
    ],
)
def test_words_that_foretell(read: Read, text: str, expects: bool, words: str | None) -> None:
    (found,) = forecasts_of(read, text)
    assert (found.expects, found.likelihood.words) == (expects, words)


@pytest.mark.parametrize(
    "text",
    [
        "The Austrian minister will visit Cairo on Monday.",
        "Egypt plans to buy wheat.",
        "Zambia hopes that China will cancel the debt.",
        "Lusaka vowed it will pay on time.",
        "Beijing would agree if it were asked.",
        "Will Iceland sign?",
        "The accord may be long.",
        "Macron is expected to visit Rabat.",
    ],
)
def test_plans_wishes_and_questions_are_no_forecasts(read: Read, text: str) -> None:
    assert forecasts_of(read, text) == []


def test_a_named_source_holds_the_forecast(read: Read) -> None:
    (found,) = forecasts_of(read, "Two analysts predicted that Tunisia will leave the fund by 2024.")
    assert "analysts" in found.holder.name.lower()
    assert found.horizon.edtf == "2022-12-30/2024-12-31"


def test_within_a_year_counts_from_the_day_of_print(read: Read) -> None:
    (found,) = forecasts_of(read, "Jamaica is likely to recognise Kosovo within a year.")
    assert found.horizon.latest == "2023-12-30"


def test_probably_not_makes_the_claim_as_unlikely(read: Read) -> None:
    (found,) = forecasts_of(read, "Chile will probably not withdraw its troops.")
    assert found.expects is False
    assert found.likelihood.range == (0.2, 0.4)
