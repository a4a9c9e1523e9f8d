"""Events in the columns of POLECAT and GDELT, read back by pandas and polars with the types they were written with."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.model.actor import Actor
from memcon.model.link import ArticleLinks, Linked
from memcon.model.reading import Event, Place, Reading
from memcon.model.span import Span
from memcon.model.when import UNDATED, from_edtf
from memcon.record import Record, open_record
from memcon.render.delimited import field, guarded, write_rows
from memcon.render.exports import write_table
from memcon.views import gdelt, plover
from memcon.views.gdelt import gdelt_rows
from memcon.views.interchange import cameo
from memcon.views.plover import plover_rows
from tests.record.factories import article, evidence

TEXT = (
    'Norway and the mayor "Red" Tamm of Estonia accused Chad of lying in Oslo on 5 May 2023.\n'
    "=cmd|' /C calc'!A0 said it\tmight sanction Chad. Chad praised Norway."
)
ACTORS = (
    Actor(id="NOR", name="Norway", kind="state", state="NOR", sector="GOV"),
    Actor(id="TCD", name="Chad", kind="state", state="TCD", sector="GOV"),
    Actor(id="red-tamm", name='"Red" Tamm', kind="person", state="EST", sector="GOV", office="mayor"),
    Actor(id="cmd", name="=cmd|' /C calc'!A0", kind="group"),
)


@pytest.fixture
def record(tmp_path: Path) -> Any:
    found = article(TEXT, outlet="The Fjord; Times", url="https://fjord.example.org/1", published="2023-05-06")

    def event(key: str, kind: str, quote: str, **fields: Any) -> Event:
        fields = {"source": ("NOR",), "target": ("TCD",), "when": from_edtf("2023-05-05", basis="stated"), **fields}
        rows = (evidence(found, quote),)
        return Event(id=key, article=found.id, type=kind, trigger=Span(0, 6), confidence=0.8, evidence=rows, **fields)

    oslo = Place(name="Oslo", state="NOR", lat=59.913, lon=-10.739)
    events = (
        event("ev-1", "ACCUSE", 'the mayor "Red" Tamm of Estonia accused Chad', source=("NOR", "red-tamm"), place=oslo,
              mode="allege", channel="legal"),
        event("ev-2", "SANCTION", "=cmd|' /C calc'!A0 said it\tmight sanction Chad", source=("cmd",), status="possible",
              when=from_edtf("2023-06", basis="stated")),
        event("ev-3", "SUPPORT", "Chad praised Norway", source=("TCD",), target=(), when=UNDATED, status="ongoing"),
    )  # fmt: skip
    with open_record(tmp_path / "m.db", write=True, create=True) as made:
        made.put([(found, Reading(article=found, reader="1/rules/x"), "read")])
        links = (ArticleLinks(article=found.id, origin=found.id),)
        made.write_links(Linked(actors=ACTORS, articles=links, events=events), opinions={})
        yield made


def written(record: Record, folder: Path, form: str) -> Path:
    rows = {"plover": plover_rows, "gdelt": gdelt_rows}[form](record)
    return write_table(rows, folder, form=form)[0]


def test_plover_has_every_event_with_its_status(record: Record, tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.read_csv(written(record, tmp_path, "plover"), sep="\t")
    assert list(frame.columns) == [column.name for column in plover.COLUMNS]
    assert list(frame["Status"]) == ["done", "possible", "ongoing"]
    assert list(frame["Event Date"].fillna("")) == ["2023-05-05", "", ""]
    assert frame["Actor Name"][0] == 'Norway;"Red" Tamm'
    assert frame["Actor Country"][0] == "NOR;EST"
    assert frame["Actor COW"][0] == "NOR;EST"
    assert frame["Recipient COW"][0] == "CHA"
    assert frame["Quad Code"][0] == "VERBAL CONFLICT"
    assert frame["Source"][0] == "The Fjord, Times", "a semicolon parts values"
    assert frame["Longitude"][0] == -10.739
    assert frame["Intensity"].dtype == "float64"
    assert frame["Origins"].dtype == "int64"
    assert frame["Actor Name"][1] == "'=cmd|' /C calc'!A0", "no formula, and nothing lost"
    assert "\t" not in frame["Quote"][1]


def test_gdelt_has_what_happened_a_pair_a_row(record: Record, tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    codes = dict.fromkeys(("EventCode", "EventBaseCode", "EventRootCode"), str)
    frame = pd.read_csv(written(record, tmp_path, "gdelt"), sep="\t", dtype=codes)
    assert list(frame.columns) == [column.name for column in gdelt.COLUMNS]
    assert list(frame["EventID"]) == ["ev-1", "ev-1", "ev-3"], "what is only possible is left out"
    assert list(frame["Actor1Code"]) == ["NOR", "ESTGOV", "TCD"]
    assert list(frame["EventRootCode"]) == ["11", "11", "05"]
    assert list(frame["SQLDATE"].dropna().astype(int)) == [20230505, 20230505]
    assert frame["GLOBALEVENTID"].is_unique
    assert frame["GLOBALEVENTID"].max() < 2**53
    assert frame["ActionGeo_CountryCode"][0] == "NO"
    assert frame["GoldsteinScale"][0] < 0
    assert list(frame["QuadClass"]) == [3, 3, 1]


def test_gdelt_columns_are_its_61_in_order() -> None:
    names = [column.name for column in gdelt.COLUMNS]
    assert names[:5] == ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
    assert names[59:61] == ["DATEADDED", "SOURCEURL"]
    assert names[61:] == ["EventID", "Confidence", "Status", "Origins", "Quote"]


@pytest.mark.parametrize("form", ["plover", "gdelt"])
def test_polars_reads_the_types_that_the_columns_declare(record: Record, tmp_path: Path, form: str) -> None:
    pl = pytest.importorskip("polars")
    columns = {"plover": plover.COLUMNS, "gdelt": gdelt.COLUMNS}[form]
    kinds = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64, "day": pl.Date}
    path = written(record, tmp_path, form)
    frame = pl.read_csv(
        path, separator="\t", null_values="NA", schema_overrides={c.name: kinds[c.type] for c in columns}
    )
    assert frame.height == 3
    assert all(frame.schema[c.name] == kinds[c.type] for c in columns)
    guessed = pl.read_csv(path, separator="\t", null_values="NA", infer_schema_length=None)
    full = [c for c in columns if guessed[c.name].null_count() < 3 and c.type in ("integer", "number")]
    assert full
    assert all(guessed.schema[c.name] == kinds[c.type] for c in full)


def test_the_same_record_gives_the_same_bytes(record: Record, tmp_path: Path) -> None:
    one = written(record, tmp_path, "gdelt").read_bytes()
    assert written(record, tmp_path, "gdelt").read_bytes() == one


@pytest.mark.parametrize(
    ("kind", "mode", "context", "code"),
    [
        ("CONSULT", "phone", "diplomatic", "041"),
        ("CONSULT", "visit", None, "040"),
        ("CONSULT", None, "diplomatic", "040"),
        ("AGREE", None, "economic", "030"),
        ("AID", None, "economic", "071"),
        ("SANCTION", "discontinue", "economic", "1621"),
        ("SANCTION", "convict", None, "160"),
        ("ASSAULT", None, None, "180"),
        ("ASSAULT", None, "military", "190"),
        ("ASSAULT", "heavy-weapons", None, "190"),
        ("MOBILIZE", "troops", "military", "150"),
        ("UNKNOWN", None, None, None),
    ],
)
def test_codes_go_as_deep_as_the_mapping_is_certain(
    kind: str, mode: str | None, context: str | None, code: str | None
) -> None:
    assert cameo(kind, mode, context) == code


def test_no_text_is_a_formula_and_none_is_lost() -> None:
    for text in ("=1+1", "+1", "-1", "@x", "'tis", "NA"):
        assert guarded(text) == f"'{text}"
        assert guarded(text)[1:] == text
    assert field(-3.5) == "-3.5", "numbers are no text"
    assert field(None) == field("") == "NA"
    assert field("a\nb\tc\u202ed\x1b") == "a b c\ufffdd\ufffd"


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), max_size=5))
def test_whatever_the_text_every_row_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "x.tsv"
    write_rows((dict(zip("abc", row, strict=True)) for row in rows), list("abc"), path)
    with path.open(encoding="utf-8", newline="") as file:
        back = list(csv.reader(file, delimiter="\t"))
    assert len(back) == len(rows) + 1
    assert all(len(row) == 3 for row in back)


def test_a_quote_of_a_megabyte_is_written(tmp_path: Path) -> None:
    assert write_rows([{"a": '"=' * 500_000}], ["a"], tmp_path / "x.tsv") == 1
