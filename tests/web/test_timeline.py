# ruff: noqa: E501
"""The timeline of a pair from years to the hours that texts give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from memcon.ingest import build
from memcon.record import open_record
from memcon.views.hours import hour_in

from .conftest import RULES, Visitor

ACCOUNTS = {
    "oslo": "OSLO, 6 March 2023 - Norwegian Prime Minister Jonas Gahr Støre met Finnish President Sauli Niinistö in Oslo "
    "at 9 a.m. on Monday, 6 March 2023. The weather was cold at 4 p.m.",
    "helsinki": "HELSINKI, 6 March 2023 - Finnish President Sauli Niinistö met Norwegian Prime Minister Jonas Gahr Støre "
    "in Oslo at 9:30 a.m. on Monday, 6 March 2023.",
    "bergen": "BERGEN, 9 June 2023 - Norwegian Prime Minister Jonas Gahr Støre met Finnish President Sauli Niinistö in "
    "Bergen on Friday, 9 June 2023.",
}


@pytest.fixture(scope="module")
def north(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    folder = tmp_path_factory.mktemp("north")
    for name, text in ACCOUNTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    path = folder / "north.db"
    with open_record(path, write=True, create=True) as record:
        build([str(folder / f"{name}.txt") for name in ACCOUNTS], record, RULES)
    visitor = Visitor(path)
    yield visitor
    visitor.record.close()


def test_a_day_has_its_hours_where_the_texts_give_them(north: Visitor) -> None:
    text = north.page("/pair/FIN/NOR?zoom=2023-03-06")
    assert 'href="?zoom=2023-03-06T09#timeline"' in text
    assert "T16" not in text
    assert "“9 a.m.”" in text or "“at 9 a.m.”" in text
    assert "9:30 a.m." in text
    inside = north.page("/pair/FIN/NOR?zoom=2023-03-06T09")
    assert "9:00 to 10:00" in inside
    assert "Niinistö" in inside.partition('id="timeline"')[2]


def test_of_a_single_year_the_months_are_shown_at_once(north: Visitor) -> None:
    text = north.page("/pair/FIN/NOR")
    assert "all years (2023)" in text
    assert 'href="?zoom=2023-03#timeline"' in text
    assert 'href="?channel=diplomatic&amp;zoom=2023-03#timeline"' in north.page("/pair/FIN/NOR?channel=diplomatic")


def test_an_hour_that_no_text_gives_is_empty(north: Visitor) -> None:
    assert "No dated encounter" in north.page("/pair/FIN/NOR?zoom=2023-03-06T16")
    assert "No text gives a time of day" in north.page("/pair/FIN/NOR?zoom=2023-06-09")


def test_one_zooms_out_again(north: Visitor) -> None:
    text = north.page("/pair/FIN/NOR?zoom=2023-03-06T09")
    for zoom in ("2023", "2023-03", "2023-03-06"):
        assert f'href="?zoom={zoom}#timeline"' in text


@pytest.mark.parametrize("zoom", ["2023-03-06T24", "2023-03-06T9", "2023-03-06T", "2023-02-30T09", "T09"])
def test_a_zoom_that_is_no_time_shows_all_years(north: Visitor, zoom: str) -> None:
    assert "Encounters in time: all years" in north.page(f"/pair/FIN/NOR?zoom={zoom}")


@pytest.mark.parametrize(
    ("value", "hour"),
    [
        ("2022-12-30T09:00", "09"),
        ("2022-12-30T24:00", "23"),
        ("2022-12-30TMO", None),
        ("2022-12-30T", None),
        ("T99", None),
    ],
)
def test_the_hour_of_a_value(value: str, hour: str | None) -> None:
    assert hour_in(value) == hour
