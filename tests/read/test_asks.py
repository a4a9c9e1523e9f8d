"""Asks and their answers within one article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.model.reading import Ask, Reading

Read = Callable[..., Reading]


def asks_of(read: Read, text: str, **fields: Any) -> list[Ask]:
    """The asks that `show` would show."""
    fields.setdefault("published", "2022-12-30")
    return [ask for ask in read(text, **fields).asks if ask.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "form", "asker", "asked", "what"),
    [
        ("Chile urged Peru to reopen the border.", "request", "CHL", "PER", "reopen the border"),
        ("Ankara called on Sweden to extradite two men.", "request", "TUR", "SWE", "extradite two men"),
        ("Beijing demanded that Washington lift the tariffs.", "demand", "CHN", "USA", "lift the tariffs"),
        ("Tehran asked Moscow for missiles.", "request", "IRN", "RUS", "missiles"),
        ("The loan that Sri Lanka seeks from China is large.", "request", "LKA", "CHN", "loan"),
        ("Kenya offered Somalia 200 troops.", "offer", "KEN", "SOM", "200 troops"),
        ("Peru wants Chile to open the border.", "request", "PER", "CHL", "open the border"),
        ("Bolivia rejected Chile's demand that it pay for the dam.", "demand", "CHL", "BOL", "pay for the dam"),
        ("France was asked by Mali to withdraw its troops.", "request", "MLI", "FRA", "withdraw its troops"),
    ],
)
def test_an_ask_has_asker_asked_and_thing(read: Read, text: str, form: str, asker: str, asked: str, what: str) -> None:
    (ask,) = asks_of(read, text)
    assert (ask.form, ask.asker, ask.asked, ask.what) == (form, (asker,), (asked,), what)
    assert all(row.quote == row.span.of(text) for row in ask.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Reporters asked the Chilean minister a question.",
        "Demand for Norwegian gas rose in May.",
        "The report offers a glimpse of how Peru is run.",
        "The Turkish minister asked whether Sweden was ready.",
        "The president of Ghana called his counterpart in Togo.",
        "A man wanted by police in Peru was arrested.",
        "Japan did not ask Canada to send observers.",
        "Russia's invasion threatens Ukraine's capacity to grow crops.",
    ],
)
def test_near_misses_are_no_asks(read: Read, text: str) -> None:
    assert asks_of(read, text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chile urged Peru to reopen the border, but Lima refused.", "refused"),
        ("Xi Jinping invited Vladimir Putin to Beijing. Putin accepted the invitation.", "granted"),
        ("Chile urged Peru to reopen the border. Peru did not respond.", "ignored"),
        ("Chile urged Peru to reopen the border. Lima is considering the request.", "deferred"),
        ("Chile urged Peru to reopen the border. Reporters in Lima got no reply to a request for comment.", "open"),
    ],
)
def test_the_article_answers_its_ask(read: Read, text: str, status: str) -> None:
    (ask,) = asks_of(read, text)
    assert ask.status == status


def test_a_bare_invitation_is_named_by_what_the_answer_leaves_out(read: Read) -> None:
    text = "Lula's invitation surprised Macron. President Macron made no mention of a visit to Manaus."
    found = [ask for ask in read(text, published="2022-12-30").asks if ask.form == "invitation"]
    assert [(ask.what, ask.status) for ask in found] == [("visit to Manaus", "ignored")]


def test_a_refusal_implies_an_ask(read: Read) -> None:
    (ask,) = asks_of(read, "Chile has angered Peru by refusing to approve a new pipeline.")
    assert (ask.asker, ask.asked, ask.what, ask.status) == (("PER",), ("CHL",), "approve a new pipeline", "refused")


def test_an_implied_ask_without_an_asker_is_unsure(read: Read) -> None:
    asks = read("Norway would not open its airspace.", published="2022-12-30").asks
    assert [(ask.asker, ask.asked) for ask in asks] == [((), ("NOR",))]
    assert asks[0].confidence < 0.5


def test_a_warning_keeps_its_condition(read: Read) -> None:
    (ask,) = asks_of(read, "Thailand warned Myanmar that it would close the border if shells land on its soil.")
    assert (ask.form, ask.condition) == ("warning", "if shells land on its soil")


def test_what_must_be_done_is_a_demand_of_the_speaker(read: Read) -> None:
    text = "Russia must withdraw its troops from Georgia, British Foreign Secretary James Cleverly said."
    (ask,) = asks_of(read, text)
    assert (ask.form, ask.asked, ask.what) == ("demand", ("RUS",), "withdraw its troops from Georgia")


@pytest.mark.parametrize(
    ("text", "form", "asker", "asked", "what"),
    [
        ("Kenya handed Uganda a list of six men it wants extradited.", "request", "KEN", "UGA", "six men"),
        ("Ghana gave Togo until Friday to withdraw its troops.", "demand", "GHA", "TGO", "withdraw its troops"),
        ("Oslo warned of consequences if Minsk expelled its envoy.", "warning", "NOR", "BLR", "consequences"),
        ("If Togo closed the bridge, there would be a swift answer, warned Ghana.", "warning", "GHA", "TGO", "there"),
    ],
)
def test_asks_without_a_word_of_asking(read: Read, text: str, form: str, asker: str, asked: str, what: str) -> None:
    (found,) = asks_of(read, text)
    assert (found.form, found.asker, found.asked) == (form, (asker,), (asked,))
    assert found.what.startswith(what)


def test_what_two_states_agree_to_do_each_promises_the_other(read: Read) -> None:
    (found,) = asks_of(read, "Chile and Peru agreed on Monday to open a bridge within six months.")
    assert (found.form, found.asker, found.asked) == ("promise", ("CHL", "PER"), ("CHL", "PER"))


def test_what_they_agree_to_talk_about_is_no_promise(read: Read) -> None:
    assert asks_of(read, "Chile and Peru agreed to continue their talks.") == []


def test_the_host_is_the_one_met_before(read: Read) -> None:
    text = "Emmanuel Macron met Xi Jinping in Beijing. Macron invited his host to Paris, and Xi accepted."
    (found,) = [ask for ask in asks_of(read, text) if ask.form == "invitation"]
    assert (found.asked, found.status) == (("xi-jinping",), "granted")


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ("Chile left that demand without a public answer.", "ignored"),
        ("The demand went unanswered.", "ignored"),
        ("No answer has been made public.", "open"),
    ],
)
def test_silence_is_an_answer_of_its_own(read: Read, reply: str, status: str) -> None:
    (found,) = asks_of(read, f"Peru demanded that Chile hand over the two men. {reply}")
    assert found.status == status


@pytest.mark.parametrize(
    "text",
    [
        "In the film, China lands troops, Washington threatens to sink the fleet, and London offers to mediate.",
        "In the novel, Peru asks Chile to hand over a general.",
        "Chad repeated its request.",
    ],
)
def test_fiction_and_empty_nouns_are_no_asks(read: Read, text: str) -> None:
    assert asks_of(read, text) == []


def test_who_accepts_no_honour_breaks_no_promise_in_which_the_word_stands(read: Read) -> None:
    text = (
        "Fiji promised Tonga that there would be no reprisal and nothing but honour for its sailors. Fiji's admiral "
        "said he would never accept such an honour himself."
    )
    (promise,) = (ask for ask in read(text, published="2024-03-04").asks if ask.form == "promise")
    assert promise.status == "open"
