"""What an actor said on recurring subjects: in time order, with shifts and contradictions beside near-misses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from memcon.model.actor import Actor, Party
from memcon.model.link import ArticleLinks, Linked
from memcon.model.reading import Reading, Statement
from memcon.model.span import Span
from memcon.record import Filter, Record, open_record
from memcon.views.positions import Position, position_rows, positions
from memcon.views.rows import Names
from tests.record.factories import article, evidence

ACTORS = (
    Actor(id="NOR", name="Norway", kind="state", state="NOR", sector="GOV", aliases=("Oslo",)),
    Actor(id="ida-dahl", name="Ida Dahl", kind="person", state="NOR", sector="GOV"),
    Actor(id="ole-vik", name="Ole Vik", kind="person", state="NOR", sector="BUS"),
    Actor(id="experts", name="Experts", kind="group"),
    Actor(id="SWE", name="Sweden", kind="state", state="SWE", sector="GOV"),
)
Row = tuple[str, str, str, tuple[str, ...]]


@contextmanager
def said(folder: Path, *rows: Row) -> Iterator[Record]:
    """A record in which each row is an article: who said it, the day, the words, the subjects."""
    made, statements = [], []
    for n, (who, day, words, subjects) in enumerate(rows):
        name = next(actor.name for actor in ACTORS if actor.id == who)
        found = article(f"{name} said: {words}.", id=f"art-{n}", outlet=f"Paper {n}", published=day)
        row = evidence(found, words)
        made.append(found)
        statements.append(
            Statement(id=f"st-{n}", article=found.id, speaker=Party(actor=who, name=name, span=Span(0, len(name))),
                      content=(row.span,), subjects=subjects, claim=f"cl-{words}", confidence=0.9,
                      evidence=(row,))
        )  # fmt: skip
    with open_record(folder / "p.db", write=True, create=True) as record:
        record.put([(found, Reading(article=found, reader="x"), "read") for found in made])
        links = tuple(ArticleLinks(article=found.id, origin=found.id) for found in made)
        record.write_links(Linked(actors=ACTORS, articles=links, statements=tuple(statements)), opinions={})
        yield record


def turned(found: list[Position]) -> list[tuple[str, str, str]]:
    return [(turn.kind, turn.earlier, turn.later) for position in found for turn in position.turns]


NEVER = ("ida-dahl", "2021-03-01", "we will never give up our neutrality for any alliance", ("neutrality", "alliance"))
NOW = ("ida-dahl", "2022-05-01", "we will give up neutrality for an alliance", ("neutrality", "alliance"))


def test_a_subject_recurs_and_the_opposite_said_later_is_a_shift(tmp_path: Path) -> None:
    with said(tmp_path, NOW, NEVER) as record:
        found = positions(record, Filter())
    assert [(p.actor, p.subject, len(p.sayings), p.origins) for p in found] == [("ida-dahl", "neutrality", 2, 2)]
    assert [saying.when for saying in found[0].sayings] == ["2021-03-01", "2022-05-01"]
    assert turned(found) == [("shift", "st-1", "st-0")]


def test_the_opposite_said_in_the_same_week_is_a_contradiction(tmp_path: Path) -> None:
    with said(tmp_path, NEVER, ("ida-dahl", "2021-03-04", NOW[2], NOW[3])) as record:
        assert turned(positions(record, Filter())) == [("contradiction", "st-0", "st-1")]


@pytest.mark.parametrize(
    "words",
    [
        "our neutrality is older than any alliance",
        "neutrality never hurt our fishermen",
        "we will give up neutrality for an alliance if we are attacked",
    ],
)
def test_what_only_differs_is_no_turn(tmp_path: Path, words: str) -> None:
    with said(tmp_path, NEVER, ("ida-dahl", "2022-05-01", words, ("neutrality",))) as record:
        found = positions(record, Filter())
    assert len(found) == 1
    assert not found[0].turns


def test_one_report_in_two_papers_is_one_saying_and_no_recurrence(tmp_path: Path) -> None:
    with said(tmp_path, NEVER, NEVER) as record:
        assert not positions(record, Filter())
        (found,) = positions(record, Filter(), subject="neutrality")
    assert len(found.sayings) == 1
    assert found.sayings[0].articles == ("art-0", "art-1")


def test_a_state_speaks_through_its_officials_and_itself(tmp_path: Path) -> None:
    state = ("NOR", "2022-05-01", "neutrality has had its long day", ("neutrality", "Oslo"))
    trader = ("ole-vik", "2022-06-01", "neutrality is good for trade", ("neutrality",))
    with said(
        tmp_path, NEVER, state, trader, ("ole-vik", "2022-07-01", "Oslo is cold in the winter", ("Oslo",))
    ) as record:
        found = positions(record, Filter(actor=frozenset({"NOR"})))
    assert [(p.actor, p.subject, [s.statement for s in p.sayings]) for p in found] == [
        ("NOR", "neutrality", ["st-0", "st-1"])
    ], "a trader is no official, and to speak of oneself is no subject"


def test_parts_of_a_phrase_meet_and_general_words_do_not(tmp_path: Path) -> None:
    first = ("ida-dahl", "2021-03-01", "deep sea fishing rights are ours", ("sea fishing rights",))
    second = ("ida-dahl", "2022-03-01", "fishing rights are not for sale this year", ("fishing rights", "bad way"))
    third = ("ida-dahl", "2022-04-01", "it goes the good way", ("good way",))
    with said(tmp_path, first, second, third) as record:
        assert [p.subject for p in positions(record, Filter())] == ["fishing rights"]


def test_any_subject_can_be_asked_for(tmp_path: Path) -> None:
    with said(tmp_path, NEVER) as record:
        assert [p.subject for p in positions(record, Filter(), subject="Alliances")] == ["Alliances"]
        assert not positions(record, Filter(), subject="whaling")


def test_a_bare_name_and_an_unnamed_group_take_no_position(tmp_path: Path) -> None:
    with said(tmp_path, NEVER, ("ida-dahl", "2022-05-01", "our neutrality", ("neutrality",))) as record:
        assert not positions(record, Filter())
    groups = [("experts", day, f"neutrality will {words} this year", ("neutrality",))
              for day, words in (("2021-01-01", "cost Norway dearly"), ("2022-01-01", "end in tears"))]  # fmt: skip
    other = tmp_path / "groups"
    other.mkdir()
    with said(other, *groups) as record:
        assert not positions(record, Filter())


def test_rows_name_the_statement_that_was_turned_from(tmp_path: Path) -> None:
    with said(tmp_path, NEVER, NOW) as record:
        rows = list(position_rows(positions(record, Filter()), Names(ACTORS_AS_OBJECTS, [])))
    assert [(row["actor"], row["turn"]) for row in rows] == [("Ida Dahl", ""), ("Ida Dahl", "shift (st-0)")]


ACTORS_AS_OBJECTS = [{"id": actor.id, "name": actor.name} for actor in ACTORS]


def test_statements_as_they_are_read_have_positions(tmp_path: Path, read: Callable[..., Reading]) -> None:
    texts = (
        "Norwegian President Ida Dahl said on Monday that Norway would never accept foreign bases on its soil.",
        "“We will accept foreign bases,” Norwegian President Ida Dahl said on Tuesday.",
    )
    readings = [
        read(text, published=day, outlet=day) for text, day in zip(texts, ("2021-03-02", "2022-06-08"), strict=True)
    ]
    with open_record(tmp_path / "r.db", write=True, create=True) as record:
        record.put([(reading.article, reading, "read") for reading in readings])
        links = tuple(ArticleLinks(article=r.article.id, origin=r.article.id) for r in readings)
        actors = {actor.id: actor for reading in readings for actor in reading.actors}
        statements = tuple(s for reading in readings for s in reading.statements)
        linked = Linked(actors=tuple(actors.values()), articles=links, statements=statements)
        record.write_links(linked, opinions={})
        found = positions(record, Filter(), subject="bases")
    assert any("accept foreign bases" in saying.said for p in found for saying in p.sayings)
    assert ["shift"] in [[turn.kind for turn in p.turns] for p in found]
