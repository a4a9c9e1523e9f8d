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
        ("The truce between Mali and Niger will probably collapse.", True, "probably"),
        ("Russia will almost certainly not withdraw.", False, "almost certainly not"),
        ("There is little chance that Cuba will pay.", False, "little chance"),
        ("It is likely that Iran will leave the pact.", True, "likely"),
        ("It will be difficult for Peru to agree to the base.", False, "difficult"),
        ("Hungary is set to win the vote.", True, "set"),
        ("Kuwait could end up paying Oman for the pipeline by May.", True, "could"),
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


@pytest.mark.parametrize(
    ("text", "claim", "expects", "words"),
    [
        ("Ana Ruiz predicted that Bolivia would join the bloc before the summer.", "Bolivia join the bloc", True, None),
        ("A trade lawyer told the Post it was unlikely that Peru would sign the pact.", "Peru sign", False, "unlikely"),
        ("A broker in Lagos said Niger would probably default.", "Niger default", True, "probably"),
        ("A scholar in Sofia doubted that Serbia would recognise Kosovo.", "Serbia recognise Kosovo", False, None),
        ("Ana Ruiz had no doubt that Chad would withdraw its envoy.", "Chad withdraw its envoy", True, "no doubt"),
        ("My bet is that Ankara will ratify the accord.", "Ankara ratify the accord", True, None),
        ("I would put the odds that Chad signs by May 30 at four in five.", "Chad signs", True, "four in five"),
        ("Two brokers gave Niger a 40 per cent chance of rejoining the bloc.", "Niger rejoining", False, "40 per cent"),
    ],
)
def test_forecasts_reported_weighed_and_doubted(read: Read, text: str, claim: str, expects: bool, words: str) -> None:
    found = next(one for one in forecasts_of(read, text) if one.claim.startswith(claim))
    assert found.expects is expects
    assert words is None or words in (found.likelihood.words or "")


@pytest.mark.parametrize(
    "text",
    [
        "It was unlikely that Peru had signed the accord.",
        "He would probably have gone to Lima if the talks had been held there.",
        "If Peru were a member, it would probably sign.",
        "The minister has no doubt that Chad attacked the village.",
        "The team has a 30 per cent chance of winning the cup.",
        "The storm has a 40 per cent chance of becoming a hurricane.",
    ],
)
def test_what_is_past_or_supposed_is_no_forecast(read: Read, text: str) -> None:
    assert forecasts_of(read, text) == []


def test_odds_have_a_range_and_a_holder(read: Read) -> None:
    (found,) = forecasts_of(read, "Ana Ruiz puts the chances of a truce in Sudan this year at one in three.")
    assert (found.holder.name, found.expects) == ("Ana Ruiz", False)
    assert found.likelihood.range == (0.2833, 0.3833)


def test_odds_on_it_are_on_the_claim_before(read: Read) -> None:
    text = "Analysts say Peru is likely to join the bloc in June. Ana Ruiz was less sure: she gave it an even chance."
    first, second = forecasts_of(read, text)
    assert (first.claim, first.horizon) == (second.claim, second.horizon)
    assert second.likelihood.range == (0.45, 0.55)


@pytest.mark.parametrize(
    ("text", "claim", "expects"),
    [
        ("Two brokers consider it improbable that Peru will lift the ban.", "Peru lift the ban", False),
        ("There is not the slightest chance that Chad will sign, a trader in Niamey says.", "Chad sign", False),
        ("A lawyer in Lima sees no prospect of the loan being paid this year.", "the loan being paid", False),
        ("An early withdrawal of Peru is improbable, in the view of two brokers.", "withdrawal", False),
        ("Should Chile object, years of talks are to be expected, a lawyer in Lima believes.", "years of talks", True),
        ("Nobody in Riga believes that Lithuania will pay.", "Lithuania pay", False),
        ("A broker in Lima doubted whether Chile would ever repay the credit.", "Chile ever repay the credit", False),
        ("Chile will scrap the toll before Easter, an economist in Lima writes.", "Chile scrap the toll", True),
    ],
)
def test_ways_of_foretelling(read: Callable[..., Reading], text: str, claim: str, expects: bool) -> None:
    """Whatever the words hang on: their claim and which way it points."""
    found = [one for one in read(text, published="2025-02-03").forecasts if one.confidence >= 0.5]
    assert [one.expects for one in found] == [expects]
    assert claim in found[0].claim


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian leader ruled out a return to the agreement.",
        "Ochoa will be in Lima on the 28th, his office said.",
        "Chile told Peru that it expects the six men to be freed by May.",
        "The buoys will remain where they are, Chile's foreign ministry said.",
    ],
)
def test_what_foretells_nothing(read: Callable[..., Reading], text: str) -> None:
    """Refusals, schedules, demands and policies foretell nothing."""
    assert not [one for one in read(text, published="2025-02-03").forecasts if one.confidence >= 0.5]


def test_an_inverted_condition(read: Callable[..., Reading]) -> None:
    """ "Should X": the condition stands apart from the claim."""
    (found,) = read("Should Chile lift the ban, Peru will leave the pact, a broker in Lima predicts.").forecasts
    assert found.condition == "Should Chile lift the ban"
    assert found.claim == "Peru leave the pact"
