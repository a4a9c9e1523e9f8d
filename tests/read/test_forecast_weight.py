"""How likely a forecast is one to keep: the same wording in the news and in the flow of a briefing."""

from __future__ import annotations

from collections.abc import Callable

from memcon.model.reading import Reading

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
