"""How likely a forecast is one to keep: the same wording in the news and in the flow of a briefing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.lexicon import load_lexicon
from memcon.model.article import Article
from memcon.model.reading import Forecast, Holder, Reading
from memcon.model.span import Evidence, Span
from memcon.read.forecast_weight import UNSAID, weighed

Read = Callable[..., Reading]


def test_a_named_forecast_about_states_is_surer_than_small_talk(read: Read) -> None:
    news = read("Peru is unlikely to pay Chile before May, two traders predicted.", published="2024-02-02")
    talk = read("I think they'll be fine.", published="2024-02-02")
    assert max(f.confidence for f in news.forecasts) > 0.9
    assert all(f.confidence < 0.7 for f in talk.forecasts)


def test_what_a_briefing_says_will_be_is_mostly_its_schedule(read: Read) -> None:
    turns = "\n\n".join(f"MR. DAY: We will go on with the work of group {n}.\n\nQUESTION: Why?" for n in range(6))
    talk = read(f"{turns}\n\nMR. DAY: I think he will be there.", published="2024-02-02")
    assert all(f.confidence < 0.5 for f in talk.forecasts)


def test_a_forecast_says_what_spoke_for_it(read: Read) -> None:
    (one,) = read("Peru is unlikely to pay Chile before May.", published="2024-02-02").forecasts
    assert any(reason.name == "a day or term" and reason.weight > 0 for reason in one.reasons)


@pytest.mark.parametrize(
    ("claim", "subject", "shown"),
    [
        ("that be", (), False),
        ("this happen again", ("happen",), False),
        ("the President do that", (), False),
        ("Peru's", ("peru",), False),
        ("the navy say no", (), True),
        ("it be gone", ("go",), True),
        ("Chile leave the pact", ("leave", "pact"), True),
    ],
)
def test_a_claim_that_nobody_could_look_up_is_not_shown(claim: str, subject: tuple[str, ...], shown: bool) -> None:
    text = f"Analysts expect that {claim}."
    one = Forecast(id="f", article="a", holder=Holder(), claim=claim, subject=subject, confidence=0.9,
                   evidence=(Evidence(article="a", span=Span(0, len(text)), quote=text),))  # fmt: skip
    (found,) = weighed([one], text, Reading(article=Article(id="a", text=text, sha256="")), load_lexicon())
    assert (found.confidence > UNSAID) == shown
