"""Positions as pages show them: what turned first, whose words, what both of a pair speak of."""

from __future__ import annotations

from pathlib import Path

from memcon.record import Filter
from memcon.views.positions import positions
from memcon.views.stances import stances, stands
from tests.views.test_positions import NEVER, NOW, said

TALKS = ("ida-dahl", "2021-06-01", "the harbour talks go on in autumn", ("harbour",))
MORE = ("ida-dahl", "2022-06-01", "our harbour is open to all ships", ("harbour",))
OF_IDA = Filter(actor=frozenset({"ida-dahl"}))


def test_what_turned_stands_first_and_says_from_what(tmp_path: Path) -> None:
    with said(tmp_path, NOW, NEVER, TALKS, MORE) as record:
        found = stances(record, OF_IDA, own="ida-dahl")
    assert [stance.subject for stance in found][-1] == "harbour"
    first = found[0]
    assert [word.turn for word in first.words] == ["", "shift: the opposite was said 1 March 2021 (day of print)"]
    assert first.words[1].text == "we will give up neutrality for an alliance"
    assert first.words[1].marks[0].label.startswith("Paper 0, 1 May 2022")
    assert found[-1].turns == 0


def test_of_many_words_the_latest_are_shown_and_those_that_turned(tmp_path: Path) -> None:
    words = [f"our neutrality serves purpose number {n}" for n in range(1, 8)]
    rows = [("ida-dahl", f"2023-0{n}-01", text, ("neutrality",)) for n, text in enumerate(words, 1)]
    with said(tmp_path, NEVER, NOW, *rows) as record:
        (found,) = [s for s in stances(record, OF_IDA, own="ida-dahl") if s.subject == "neutrality"]
    assert len(found.words) == 6
    assert found.earlier == 3
    assert found.words[1].turn.startswith("shift")


def test_only_so_many_statements_are_gone_through(tmp_path: Path) -> None:
    words = [f"our neutrality serves purpose number {n}" for n in range(1, 8)]
    rows = [("ida-dahl", f"2023-0{n}-01", text, ("neutrality",)) for n, text in enumerate(words, 1)]
    with said(tmp_path, *rows) as record:
        every = positions(record, OF_IDA)
        few = positions(record, OF_IDA, limit=3)
        found = record.of_actors("statements", ["NOR"], ("speaker",), Filter(), limit=2)
        assert record.of_actors("statements", ["SWE"], ("speaker",), Filter(), limit=2) == []
    assert [len(p.sayings) for p in every] == [7]
    assert [len(p.sayings) for p in few] == [3]
    assert [line["speaker"]["actor"] for line in found] == ["ida-dahl", "ida-dahl"]


def test_nobody_elses_positions_are_on_an_actors_page(tmp_path: Path) -> None:
    other = [("ole-vik", *row[1:]) for row in (TALKS, MORE)]
    with said(tmp_path, NEVER, NOW, *other) as record:
        assert {s.actor.id for s in stances(record, Filter(actor=frozenset({"NOR"})), own="NOR")} <= {"NOR"}
        assert not [s for s in stances(record, OF_IDA, own="ida-dahl") if s.subject == "harbour"]


def test_a_pair_is_shown_what_both_speak_of(tmp_path: Path) -> None:
    swedish = [("SWE", *row[1:]) for row in (NOW, NEVER)]
    with said(tmp_path, NEVER, NOW, TALKS, MORE, *swedish) as record:
        found = stands(record, "NOR", "SWE")
        none = stands(record, "NOR", "FIN")
    assert {stand.subject for stand in found} == {"neutrality", "alliance"} or len(found) == 1
    for stand in found:
        assert [side.actor.id for side in stand.sides] == ["ida-dahl", "SWE"]
        assert len(stand.sides[0].words) == 2
    assert none == ()
