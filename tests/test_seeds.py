"""The first real input: five articles on Russia and China, 2021 to 2023. Facts only, no text of them stands here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from memcon.ingest import Settings, build
from memcon.model.when import When, from_edtf
from memcon.record import Record, open_record

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Any:
    """The record of the seeds, read as users read it."""
    if not (shared / "seeds" / "manifest.csv").exists():
        pytest.skip("the seed articles are not under MEMCON_SHARED")
    with open_record(tmp_path_factory.mktemp("seeds") / "memcon.db", write=True, create=True) as opened:
        build([str(shared / "seeds")], opened, Settings())
        yield opened


def encounter(record: Record, parties: set[str], date: str, *, kinds: set[str]) -> dict[str, Any]:
    """The shown encounter of these people, kinds and day; fails when there is none."""
    wanted = from_edtf(date, basis="stated")
    for found in record.lines("encounters"):
        when = When(earliest=found["when"]["earliest"], latest=found["when"]["latest"])
        if parties <= set(found["participants"]) and found["kind"] in kinds and when.dated and when.meets(wanted):
            return found
    raise AssertionError(f"no encounter of {parties} on {date}")


@pytest.mark.parametrize(
    ("parties", "date", "kinds"),
    [
        ({"vladimir-putin", "xi-jinping"}, "2021-12-15", {"video", "call", "meeting"}),
        ({"vladimir-putin", "xi-jinping"}, "2022-12-30", {"video", "conference", "meeting"}),
        ({"vladimir-putin", "xi-jinping"}, "2023-03", {"visit", "meeting"}),
        ({"sergey-lavrov", "wang-yi"}, "2023-08", {"call"}),
        ({"dmitry-medvedev", "xi-jinping"}, "2022-12-21", {"meeting"}),
    ],
)
def test_encounters(record: Record, parties: set[str], date: str, kinds: set[str]) -> None:
    assert encounter(record, parties, date, kinds=kinds)["status"] == "held"


def test_the_conference_of_december_2022_has_two_accounts_whose_weekdays_differ(record: Record) -> None:
    found = encounter(record, {"vladimir-putin", "xi-jinping"}, "2022-12-30", kinds={"video", "conference", "meeting"})
    assert len(found["accounts"]) == 2
    dates = [d for d in record.lines("differences") if d["encounter"] == found["id"] and d["aspect"] == "date"]
    assert {side["value"] for side in dates[0]["sides"]} == {"2022-12-26", "2022-12-30"}


def test_the_two_ministries_readouts_differ_as_reported(record: Record) -> None:
    call = encounter(record, {"sergey-lavrov", "wang-yi"}, "2023-08", kinds={"call"})
    assert any(d["basis"] == "reported" and d["encounter"] == call["id"] for d in record.lines("differences"))


def test_a_conference_of_the_summer_of_2023(record: Record) -> None:
    found = [e for e in record.lines("encounters") if e["kind"] in ("conference", "summit", "meeting")]
    assert any(e["place"] and e["place"]["state"] == "SAU" and "RUS" not in e["participants"] for e in found)


@pytest.mark.parametrize("words", [{"visit", "trip", "moscow"}, {"military", "cooperation"}, {"pipeline"}])
def test_asks(record: Record, words: set[str]) -> None:
    asks = [a for a in record.lines("asks") if words & set(a["what"].lower().replace(",", " ").split())]
    assert asks


def test_the_forecast_that_a_visit_was_unlikely_is_not_called_right(record: Record) -> None:
    found = [
        f for f in record.lines("forecasts") if not f["expects"] and "xi-jinping" in f["actors"] and f["condition"]
    ]
    assert found
    assert all(f["outcome"] in ("false", "unclear") for f in found)


def test_the_record_is_sound(record: Record) -> None:
    assert record.problems() == []
