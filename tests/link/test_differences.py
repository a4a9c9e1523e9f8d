"""Where accounts differ, aspect by aspect, with the near-misses that are no difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from memcon.link.claims import group_claims
from memcon.link.difference_quantities import quantities
from memcon.link.differences import find_differences
from memcon.link.encounters import find_encounters
from memcon.link.pairings import Pairings
from memcon.model.digest import Digest
from memcon.model.link import Difference
from memcon.model.reading import ReportedDifference
from memcon.model.span import Evidence, Span
from memcon.model.when import from_edtf

Tell = Callable[..., Any]


class States:
    """A lexicon without states."""

    states: dict[str, Any] = {}  # noqa: RUF012

    def place(self, _: str) -> None:
        """No place is known."""


def differences(*pile: Digest) -> list[Difference]:
    articles = sorted(pile, key=lambda digest: digest.article.id)
    origins = {digest.article.id: digest.article.id for digest in articles}
    events = [event for digest in articles for event in digest.events]
    statements = group_claims(articles, origins=origins, pairings=Pairings())
    met = find_encounters(articles, events, statements, origins=origins, pairings=Pairings(), lexicon=States())  # type: ignore[arg-type]
    found = find_differences(articles, met, events, statements, copies=(), lexicon=States())  # type: ignore[arg-type]
    for difference in found:
        for row in difference.evidence:
            text = next(d.article.text for d in articles if d.article.id == row.article)
            assert row.quote == row.span.of(text)
    return list(found)


def two(tell: Tell, one: str, other: str, **fields: Any) -> list[Difference]:
    """The differences of two accounts of a meeting of 5 May."""
    a = tell("a", f"Roos met Lie on Friday. {one}").contact("met", "meeting", ("roos", "lie"), "2023-05-05", **fields)
    b = tell("b", f"Lie met Roos on Friday. {other}").contact("met", "meeting", ("roos", "lie"), "2023-05-05", **fields)
    return differences(a.digest, b.digest)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Norway will take back 1,500 migrants from the islands.",
            "Norway is to take back 900 migrants from the islands.",
        ),
        ("The talks lasted three hours.", "The talks lasted 45 minutes."),
        (
            "Oslo will lend Estonia $2.5 billion for the railway.",
            "Oslo is to lend Estonia $1.8 billion for the railway.",
        ),
        ("They named 16 sectors as off limits.", "The list named 14 sectors as off limits."),
        ("A list of eleven customs seals was handed over.", "Lie came home with forty customs seals."),
    ],
)
def test_numbers_that_exclude_each_other(tell: Tell, one: str, other: str) -> None:
    (found,) = two(tell, one, other)
    assert found.aspect == "number"
    assert found.confidence >= 0.5
    assert {side.articles for side in found.sides} == {("a",), ("b",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oslo will send about 100 trucks to the border.", "Oslo will send 97 trucks to the border."),
        ("At least 30 soldiers died in the strait.", "In the strait 35 soldiers died."),
        ("The talks lasted 90 minutes.", "The talks lasted an hour and a half."),
        ("The talks lasted one and a half hours.", "The talks lasted 90 minutes."),
        ("Oslo will send 40 trucks to the border.", "Oslo will send 900 soldiers to the border."),
        ("It was their first meeting since 2019.", "It was their first meeting since May 4."),
        ("Roos named 16 sectors as off limits.", "They want 14 new schools in the north."),
        ("A list of eleven customs seals was handed over.", "Forty cathedral choirs sang on the quay."),
        ("They spoke about Resolution 2231 of the council.", "They spoke about Resolution 1701 of the council."),
    ],
)
def test_numbers_that_do_not(tell: Tell, one: str, other: str) -> None:
    assert two(tell, one, other) == []


def test_days_differ(tell: Tell) -> None:
    # the same statement in both ties them together although the days are two apart
    said = (
        "Oslo would insure every grain ship in the Baltic until the autumn",
        "the herring quota would be counted anew in June",
    )
    pile = []
    for name, day in (("a", "2023-05-05"), ("b", "2023-05-03")):
        one = tell(name, f"Roos called Lie. He said that {said[0]} and that {said[1]}.")
        one.contact("called", "call", ("roos", "lie"), day).said("lie", said[0]).said("lie", said[1])
        pile.append(one.digest)
    (found,) = differences(*pile)
    assert (found.aspect, [side.value for side in found.sides]) == ("date", ["2023-05-03", "2023-05-05"])


def test_one_article_may_contradict_its_own_day(tell: Tell) -> None:
    one = tell(
        "a", "Roos and Lie held a video conference today. After Roos's speech on Monday, Lie replied.", "2023-05-05"
    )
    one.contact("held", "video", ("roos", "lie"), "2023-05-05").said("lie", "replied")
    (found,) = differences(one.digest)
    assert (found.aspect, [side.value for side in found.sides]) == ("date", ["2023-05-01", "2023-05-05"])


def test_a_week_and_its_day_do_not_differ(tell: Tell) -> None:
    one = tell("a", "Roos met Lie on Friday.").contact("met", "meeting", ("roos", "lie"), "2023-05-05").digest
    other = tell("b", "Roos met Lie.", "2023-06-01").contact("met", "meeting", ("roos", "lie"), "2023-05").digest
    assert differences(one, other) == []


def test_places_differ(tell: Tell) -> None:
    one = tell("a", "Roos met Lie.").contact("met", "meeting", ("roos", "lie"), "2023-05-05", place=("Oslo", "NOR"))
    other = tell("b", "Roos met Lie.").contact("met", "meeting", ("roos", "lie"), "2023-05-05", place=("Bergen", "NOR"))
    (found,) = differences(one.digest, other.digest)
    assert (found.aspect, [side.value for side in found.sides]) == ("place", ["Bergen", "Oslo"])


def test_who_was_there(tell: Tell) -> None:
    one = tell("a", "Three met.").contact("met", "meeting", ("EST", "NOR", "FIN"), "2023-05-05")
    other = tell("b", "Two met.").contact("met", "meeting", ("EST", "NOR"), "2023-05-05", absent=("FIN",))
    (found,) = differences(one.digest, other.digest)
    assert found.aspect == "participants"


def quoted(tell: Tell, one: str, other: str) -> list[Difference]:
    pile = []
    for name, words in (("a", one), ("b", other)):
        made = tell(name, f'Roos met Lie on Friday. "{words}," Roos said.')
        pile.append(
            made.contact("met", "meeting", ("roos", "lie"), "2023-05-05").said("roos", words, mode="direct").digest
        )
    return differences(*pile)


def test_a_word_inside_the_marks(tell: Tell) -> None:
    (found,) = quoted(
        tell, "We will build our energy infrastructure together", "We will build our energy and infrastructure together"
    )
    assert found.aspect == "wording"
    assert [side.value for side in found.sides] == [
        "We will build our energy and infrastructure together",
        "We will build our energy infrastructure together",
    ]


@pytest.mark.parametrize(
    "other",
    [
        "We will build our energy infrastructure together",
        "we will build our energy infrastructure",
        "We'll build our energy infrastructure together",
        "We will build the energy infrastructure together",
        "Herring is what binds our two peoples together",
    ],
)
def test_wordings_that_do_not_differ(tell: Tell, other: str) -> None:
    assert not [
        d for d in quoted(tell, "We will build our energy infrastructure together", other) if d.confidence >= 0.5
    ]


def test_opposite_claims(tell: Tell) -> None:
    pile = []
    for name, verb in (("a", "send"), ("b", "not send")):
        words = f"Norway would {verb} troops to the exercise in Lapland"
        made = tell(name, f"Roos met Lie on Friday. He said that {words}.")
        pile.append(made.contact("met", "meeting", ("roos", "lie"), "2023-05-05").said("lie", words).digest)
    (found,) = differences(*pile)
    assert found.aspect == "claim"


def test_outcomes(tell: Tell) -> None:
    found = two(
        tell, "The two signed a trade agreement on cars.", "They parted without signing a trade agreement on cars."
    )
    assert [difference.aspect for difference in found] == ["outcome"]
    assert two(tell, "The two signed a trade agreement.", "They signed a trade agreement on cars.") == []


def test_omissions_have_a_silent_side(tell: Tell) -> None:
    common = "Lie said that the port would be paid for. Roos thanked him. They spoke of herring."
    one = tell(
        "a", f"Roos met Lie on Friday. {common} Roos asked him to end the police accord with Sweden.", kind="official"
    )
    one.contact("met", "meeting", ("roos", "lie"), "2023-05-05").asked(
        "roos", "lie", "end the police accord with Sweden"
    )
    one.said("lie", "the port would be paid for").said("roos", "end the police accord with Sweden")
    other = tell("b", f"Lie met Roos on Friday. {common} They parted as friends.", kind="official")
    other.contact("met", "meeting", ("roos", "lie"), "2023-05-05").said("lie", "the port would be paid for")
    other.said("roos", "thanked him")
    found = [d for d in differences(one.digest, other.digest) if d.aspect == "omission"]
    assert len(found) == 1
    silent = next(side for side in found[0].sides if side.value is None)
    assert (silent.articles, silent.evidence) == (("b",), ())
    assert "asked" not in found[0].summary


def test_a_reported_difference_finds_its_encounter(tell: Tell) -> None:
    text = "Roos met Lie on Friday. The two governments portrayed the meeting differently, an institute wrote."
    made = tell("a", text).contact("met", "meeting", ("roos", "lie"), "2023-05-05").digest
    span = Span(text.index("The two"), len(text))
    row = ReportedDifference(
        summary=span.of(text),
        parties=("EST", "NOR"),
        confidence=0.6,
        evidence=(Evidence(article="a", span=span, quote=span.of(text)),),
    )
    (found,) = differences(replace(made, reported_differences=(row,)))
    assert (found.basis, found.aspect, [side.value for side in found.sides]) == (
        "reported",
        "claim",
        ["Estonia", "Norway"],
    )
    assert found.encounter is not None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("about three and a half hours", [("3.5 hours", "about")]),
        ("twenty-five ships and 1,200 trucks", [("25 ships", "exact"), ("1200 trucks", "exact")]),
        ("more than $40 million", [("40,000,000 US dollars", "over")]),
        ("at least 30 people, up to 12%", [("30 people", "over"), ("12 percent", "upto")]),
        ("on May 5, 2023 at 10:30 under Article 5", []),
        ("the 45-year-old and Covid-19", []),
    ],
)
def test_quantities(text: str, shown: list[tuple[str, str]]) -> None:
    assert [(q.shown, q.bound) for q in quantities(text, Span(0, len(text)))] == shown


def test_hostile_text_is_soon_done(tell: Tell) -> None:
    assert two(tell, "1 " * 50_000, "agreed (to " * 20_000) == []
    assert from_edtf("2023-05-05", basis="stated").days == 1
