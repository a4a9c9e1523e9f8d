"""How a pair moved over all channels, and what third parties did to each of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from memcon.model.actor import Actor
from memcon.model.link import ArticleLinks, Linked
from memcon.model.reading import Event, Reading
from memcon.model.when import UNDATED, from_edtf
from memcon.record import Record, open_record
from memcon.views.course import course
from memcon.views.third_parties import third_parties
from tests.record.factories import article, evidence


def month(n: int, score: float, *, line: str = "words", channel: str = "diplomatic", weight: int = 3) -> dict[str, Any]:
    period = f"{2020 + n // 12}-{n % 12 + 1:02d}"
    return {
        "id": f"rl-{period}-{channel}-{line}", "period": period, "line": line, "channel": channel, "score": score,
        "low": score - 1, "high": score + 1, "weight": weight, "independent_events": weight, "events": [f"ev-{period}"],
    }  # fmt: skip


def test_months_are_means_of_channels_by_their_reports() -> None:
    found = course([month(0, 4.0, weight=3), month(0, -4.0, channel="military", weight=1)])
    assert [(point.period, point.score, point.weight) for point in found.words] == [("2020-01", 2.0, 4)]
    assert len(found.words[0].lines) == 2
    assert not found.deeds
    assert not found.moves


def test_a_move_names_the_events_that_began_it() -> None:
    found = course([*(month(n, 3.0) for n in range(6)), *(month(n, -3.0) for n in range(6, 12))])
    assert [(m.line, m.period, m.before, m.after, m.events) for m in found.moves] == [
        ("words", "2020-07", 3.0, -3.0, ("ev-2020-07", "ev-2020-08"))
    ]
    assert found.words[0].level == 3.0
    assert dict(found.trends)["words"] < 0


def test_relations_of_older_records_have_no_weight() -> None:
    old = {key: value for key, value in month(0, 1.0).items() if key != "weight"}
    assert course([old]).words[0].weight == 3
    assert course([]).moves == ()


TEXT = "Norway banned Chad. Norway sent Mali aid. Chad and Mali met Norway. Norway thanked Chad. Norway may ban Chad."
STATES = ("NOR", "TCD", "MLI", "BEN")
Told = tuple[str, str, tuple[str, ...], tuple[str, ...], str]


@pytest.fixture
def record(tmp_path: Path) -> Any:
    found = article(TEXT, published="2023-06-01")
    rows: tuple[Told, ...] = (
        ("SANCTION", "banned Chad", ("NOR",), ("TCD",), "2023-05-03"),
        ("AID", "sent Mali aid", ("NOR",), ("MLI",), "2023-06-01"),
        ("CONSULT", "Chad and Mali met Norway", ("NOR",), ("TCD", "MLI"), "2023-06-01"),
        ("SUPPORT", "thanked Chad", ("NOR", "BEN"), ("TCD",), "2022-01-01"),
        ("ACCUSE", "met Norway", ("TCD",), ("MLI",), "2022-01-01"),
        ("SUPPORT", "Norway thanked Chad", ("un-body",), ("TCD",), "2022-03-01"),
    )
    events = []
    for n, (kind, quote, source, target, day) in enumerate(rows):
        row, when = evidence(found, quote), from_edtf(day, basis="stated")
        events.append(
            Event(id=f"ev-{n}", article=found.id, type=kind, source=source, target=target, confidence=0.8,
                  trigger=row.span, when=when, evidence=(row,))
        )  # fmt: skip
    base = {"article": found.id, "type": "SANCTION", "source": ("NOR",), "target": ("TCD",), "confidence": 0.8}
    ban = evidence(found, "may ban Chad")
    events.append(Event(id="ev-7", status="possible", when=events[0].when, trigger=ban.span, evidence=(ban,), **base))
    events.append(Event(id="ev-8", when=UNDATED, trigger=ban.span, evidence=(ban,), **base))
    actors = [Actor(id=code, name=code, kind="state", state=code) for code in STATES]
    actors.append(Actor(id="un-body", name="A body", kind="organisation"))
    with open_record(tmp_path / "t.db", write=True, create=True) as made:
        made.put([(found, Reading(article=found, reader="x"), "read")])
        links = (ArticleLinks(article=found.id, origin=found.id),)
        made.write_links(Linked(actors=tuple(actors), articles=links, events=tuple(events)), opinions={})
        yield made


def test_third_parties_by_month_and_on_whom(record: Record) -> None:
    found = third_parties(record, "TCD", "MLI")
    assert [(row.period, row.third, row.on, row.types) for row in found] == [
        ("2022-01", "BEN", "TCD", ("SUPPORT",)),
        ("2022-01", "NOR", "TCD", ("SUPPORT",)),
        ("2022-03", "un-body", "TCD", ("SUPPORT",)),
        ("2023-05", "NOR", "TCD", ("SANCTION",)),
        ("2023-06", "NOR", "MLI", ("AID",)),
    ]
    by_month = {row.period: row for row in found if row.third == "NOR"}
    assert by_month["2023-05"].contrast == (by_month["2023-06"].id,)
    assert by_month["2022-01"].contrast == ()
    assert by_month["2023-05"].between == ("MLI", "TCD")
    assert third_parties(record, "MLI", "TCD") == found


def test_acts_of_the_two_are_no_third_partys(record: Record) -> None:
    assert all(row.third not in ("TCD", "MLI") for row in third_parties(record, "TCD", "MLI"))
    assert [row.third for row in third_parties(record, "BEN", "MLI")] == ["TCD", "NOR", "NOR"]
