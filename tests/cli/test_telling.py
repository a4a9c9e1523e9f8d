"""`memcon brief`, `show positions`, `show third-parties` and the exports for other tools, as typed."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def told(run: Run, record: Path) -> Run:
    """`run` in a folder whose record holds two accounts of one meeting."""
    del record
    return run


def test_an_encounter_is_briefed_by_its_id(told: Run) -> None:
    (encounter, *_) = [e["id"] for e in told("show", "encounters", "--format", "json").json()]
    by_place, by_option = told("brief", encounter), told("brief", "--encounter", encounter)
    assert by_place.code == 0
    assert by_place.out == by_option.out
    assert by_place.out.startswith("# Briefing: the ")
    assert all(re.search(r"(\[\^\d+\])+$", line) for line in by_place.out.splitlines() if line.startswith("- "))


@pytest.mark.parametrize(
    "words",
    [
        ("brief", "en-nothing"),
        ("brief", "en-1", "--between", "FRA", "DEU"),
        ("brief", "en-1", "--encounter", "en-2"),
        ("brief", "--since", "yesterday"),
        ("show", "third-parties"),
        ("export", "out", "--format", "icews"),
    ],
)
def test_wrong_calls_are_told_so(told: Run, words: tuple[str, ...]) -> None:
    ran = told(*words)
    assert ran.code == 2
    assert ran.err
    assert not ran.out


def test_what_is_new_comes_before_the_rest(told: Run) -> None:
    ran = told("brief", "--between", "France", "Germany", "--since", "2022-05-01")
    assert ran.code == 0
    headings = re.findall(r"^## (.+)$", ran.out, re.MULTILINE)
    assert headings[:2] == ["In short", "What changed since 1 May 2022"]
    assert ran.out == told("brief", "--between", "FRA", "DEU", "--since", "2022-05").out


@pytest.mark.parametrize("kind", ["positions", "third-parties"])
def test_what_is_reckoned_when_asked_comes_in_every_form(told: Run, kind: str) -> None:
    pair = ("--between", "FRA", "DEU")
    assert isinstance(told("show", kind, *pair, "--format", "json").json(), list)
    rows = list(csv.DictReader(told("show", kind, *pair, "--format", "csv").out.splitlines()))
    assert all(row["confidence"] for row in rows)
    assert told("show", kind, *pair).code == 0


def test_a_subject_can_be_asked_for(told: Run) -> None:
    found = told("show", "positions", "--actor", "Macron", "--subject", "cooperation", "--format", "json").json()
    assert [saying["said"] for position in found for saying in position["sayings"]] == [
        "We will strengthen our cooperation,"
    ]


@pytest.mark.parametrize("form", ["plover", "gdelt"])
def test_exports_for_other_tools_are_one_file(told: Run, form: str) -> None:
    ran = told("export", "out", "--format", form)
    assert ran.code == 0
    (path,) = Path("out").iterdir()
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    assert rows
    assert f"{len(rows)} rows" in ran.err
    sure = told("export", "sure", "--format", form, "--min-confidence", "0.99")
    assert sure.code == 0
    assert len(Path(f"sure/events.{form}.tsv").read_text().splitlines()) <= len(rows) + 1
