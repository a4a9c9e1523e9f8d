"""The line of a pair of states: published scores, origins counted once, the same on every machine."""

from __future__ import annotations

from typing import Any

import pytest

from memcon.link.relations import find_relations, plover_score
from memcon.model.actor import Actor
from memcon.model.reading import EVENT_TYPES, Event
from memcon.model.span import Evidence, Span
from memcon.model.when import UNDATED, from_edtf

ACTORS = [
    Actor(id="EST", name="Estonia", kind="state", state="EST"),
    Actor(id="NOR", name="Norway", kind="state", state="NOR"),
    Actor(id="lars-lie", name="Lars Lie", kind="person", state="NOR"),
]


def event(name: str, kind: str, *, articles: str = "a", **fields: Any) -> Event:
    rows = tuple(Evidence(article=article, span=Span(0, 3), quote="xyz") for article in articles)
    fields = {"source": ("EST",), "target": ("NOR",), "when": from_edtf("2023-05-05", basis="stated"), **fields}
    return Event(id=name, article=articles[0], type=kind, trigger=Span(0, 3), confidence=0.8, evidence=rows, **fields)


def lines(*events: Event, origins: dict[str, str] | None = None) -> list[Any]:
    return list(find_relations(events, ACTORS, origins=origins or {}))


def test_words_and_deeds_are_two_lines() -> None:
    found = {
        line.line: line for line in lines(event("1", "AGREE"), event("2", "AID"), event("3", "ACCUSE", articles="b"))
    }
    assert found["words"].score == pytest.approx((2.5 - 3) / 2)
    assert found["deeds"].score == 10
    assert found["words"].between == ("EST", "NOR")
    assert found["words"].period == "2023-05"


def test_persons_stand_for_their_state_and_order_does_not_matter() -> None:
    one = lines(event("1", "CONSULT", source=("EST",), target=("lars-lie",)))
    other = lines(event("1", "CONSULT", source=("lars-lie", "EST"), target=()))
    assert one[0].between == other[0].between == ("EST", "NOR")


def test_only_what_happened_counts() -> None:
    assert not lines(
        event("1", "AID", status="planned"), event("2", "AID", status="alleged"), event("3", "AID", when=UNDATED)
    )
    assert not lines(event("1", "AID", target=("EST",)))


def test_ten_copies_move_the_line_no_more_than_one() -> None:
    origins = dict.fromkeys("abcdefghij", "or-1") | {"z": "or-2"}
    agreed = event("0", "AGREE", articles="z")
    once = lines(agreed, event("1", "ACCUSE", articles="a"), origins=origins)
    many = lines(agreed, *(event(f"1{name}", "ACCUSE", articles=name) for name in "abcdefghij"), origins=origins)
    assert once[0].score == many[0].score
    assert once[0].independent_events == many[0].independent_events == 2


def test_copies_printed_on_other_days_are_still_one_act() -> None:
    origins = dict.fromkeys("abcdefghij", "or-1") | {"z": "or-2"}
    agreed = event("0", "AGREE", articles="z")
    copies = [
        event(f"1{name}", "ACCUSE", articles=name, when=from_edtf(f"2023-05-{day:02d}", basis="publication"))
        for day, name in enumerate("abcdefghij", start=1)
    ]
    once, many = lines(agreed, copies[0], origins=origins), lines(agreed, *copies, origins=origins)
    assert once[0].score == many[0].score
    assert many[0].independent_events == many[0].weight == 2


def test_an_origin_counts_each_act_that_one_article_tells() -> None:
    two = [event(str(day), "ACCUSE", when=from_edtf(f"2023-05-0{day}", basis="stated")) for day in (3, 5)]
    (found,) = lines(*two)
    assert found.independent_events == 2


def test_persons_of_one_government_do_one_act() -> None:
    (found,) = lines(event("1", "ACCUSE", source=("NOR",), target=("EST",), articles="a"),
                     event("2", "ACCUSE", source=("lars-lie",), target=("EST",), articles="b"))  # fmt: skip
    assert (found.independent_events, found.weight) == (1, 2)
    (both,) = lines(event("1", "ACCUSE", articles="a"),
                    event("2", "ACCUSE", source=("NOR",), target=("EST",), articles="b"))  # fmt: skip
    assert both.independent_events == 2, "each accused the other"


def _year(year: int, kind: str) -> list[Event]:
    return [
        event(f"{year}{month:02d}", kind, when=from_edtf(f"{year}-{month:02d}-10", basis="stated"))
        for month in range(1, 13)
    ]


def test_a_year_of_talks_and_a_year_of_threats_have_a_change_between() -> None:
    found = {line.period: line for line in lines(*_year(2021, "SUPPORT"), *_year(2022, "THREATEN"))}
    assert [period for period, line in sorted(found.items()) if line.change is not None] == ["2022-01"]
    assert found["2022-01"].change == -8.5
    assert (found["2021-06"].level, found["2022-06"].level) == (5, -3.5)
    assert found["2021-12"].trend == 0
    assert (found["2022-03"].trend or 0) < -5, "the twelve months up to March lean down"
    assert found["2021-03"].trend is None, "three months are no trend"


def test_one_bad_month_is_no_change() -> None:
    months = [e for e in _year(2021, "SUPPORT") if e.id != "202106"]
    bad = event("bad", "THREATEN", when=from_edtf("2021-06-10", basis="stated"))
    assert all(line.change is None and line.level == lines(*months, bad)[0].level for line in lines(*months, bad))


def test_more_origins_weigh_more() -> None:
    (found,) = lines(event("1", "AGREE", articles="abc"), event("2", "ACCUSE", articles="d"))
    assert found.score == pytest.approx((3 * 2.5 - 3) / 4)
    assert found.low <= found.score <= found.high
    assert lines(event("2", "ACCUSE", articles="d"), event("1", "AGREE", articles="abc")) == [found]


def test_the_published_table_is_whole() -> None:
    assert all(plover_score(kind, None) for kind in EVENT_TYPES if kind != "REQUEST")
    assert plover_score("ACCUSE", None) == -3, "printed without its minus sign in the manual"
    assert plover_score("CONSULT", "phone") == 1.5
    assert plover_score("CONSULT", "unheard-of") == plover_score("CONSULT", None) == 2.5
