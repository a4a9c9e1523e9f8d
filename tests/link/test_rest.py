"""What stays as it is while asks and forecasts beside it are linked anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from memcon.link.rest import Rest, days_of, gathered
from memcon.link.same_asks import MOST_NEXT, Told, edges, told_by
from memcon.model.reading import Ask, Forecast, Holder
from memcon.model.span import Evidence, Span
from memcon.model.when import from_edtf

STATE = {"ana-roos": "EST", "lars-lie": "NOR"}


def ask(name: str, day: date, what: str = "lift the herring levy") -> Ask:
    return Ask(
        id=f"ask-{name}", article=name, asker=("ana-roos",), asked=("lars-lie",), what=what, form="request",
        subject=tuple(what.split()), when=from_edtf(day.isoformat(), basis="stated"), confidence=0.8,
        evidence=(Evidence(article=name, span=Span(0, 4), quote=what),), members=(f"ask-{name}",),
    )  # fmt: skip


def told(*asks: Ask) -> dict[str, Told]:
    return {one.id: told_by(one, STATE, origin="") for one in asks}


MAY = date(2023, 5, 3)


def test_asks_of_two_lines_stay_two_and_of_one_stay_one() -> None:
    pair = told(ask("a", MAY), ask("b", MAY + timedelta(days=30)))
    one, other = pair.values()
    assert list(edges(pair, None))
    assert Rest(line_of={"ask-a": "ask-a", "ask-b": "ask-b"}).apart(one, other)
    assert not Rest(line_of={"ask-a": "ask-a", "ask-b": "ask-a"}).apart(one, other)
    assert not list(edges(pair, Rest(line_of={"ask-a": "ask-a", "ask-b": "ask-b"}).apart))


def test_a_new_ask_joins_an_old_one_unless_a_crowd_stands_between() -> None:
    old, new = ask("old", MAY), ask("new", MAY + timedelta(days=300))
    one, other = told(old, new).values()
    between = [ask(f"m{n}", MAY + timedelta(days=1 + n)) for n in range(MOST_NEXT)]
    line_of = {"ask-old": "ask-old"}
    assert not Rest(line_of=line_of, days=days_of([old, *between[1:-1]], STATE)).apart(one, other)
    assert Rest(line_of=line_of, days=days_of([old, *between], STATE)).apart(one, other)


def test_an_ask_that_is_told_here_is_not_beside() -> None:
    rest = Rest(asks=[ask("a", MAY), ask("b", MAY)])
    assert [one.id for one in rest.beside({"ask-a"})] == ["ask-b"]


@dataclass(frozen=True)
class Case:
    forecast: Forecast
    day: date | None


def foretold(name: str, day: date) -> Case:
    made = Forecast(
        id=f"fo-{name}", article=name, holder=Holder(name="analysts"), claim="Lie visits Tallinn", expects=False,
        evidence=(Evidence(article=name, span=Span(0, 4), quote="Lie "),), confidence=0.7, members=(f"fo-{name}",),
    )  # fmt: skip
    return Case(made, day)


def test_a_forecast_told_by_many_is_its_line_at_its_first_telling() -> None:
    first, other, new = foretold("a", MAY), foretold("b", MAY + timedelta(days=2)), foretold("n", MAY)
    rows = (*first.forecast.evidence, *other.forecast.evidence)
    line = replace(first.forecast, members=("fo-a", "fo-b", "fo-c"), evidence=rows, confidence=0.9, outcome="true")
    found = gathered([first, other, new], [line])
    assert [case.forecast.id for case in found] == ["fo-n", "fo-a"]
    assert found[1].forecast.members == line.members
    assert found[1].forecast.evidence == rows
    assert found[1].forecast.outcome == "open"  # that is decided anew
    assert found[1].day == MAY
