"""What runs brought is noted, and a record of the first version is brought up to the newest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from memcon.errors import RecordDamaged
from memcon.model.article import Article
from memcon.record import Filter, Record, open_record
from memcon.record.changes import GONE, SURE, Change
from memcon.record.schema import metadata
from tests.record.factories import TEXT, article, linked, reading

ONE, OTHER = article(), article(TEXT.replace("Strelsau", "Zenda"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memcon.db"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path, write=True, create=True) as found:
        yield found


def take(record: Record, *articles: Article) -> None:
    record.put([(found, reading(found), "read") for found in articles])
    record.write_links(linked(*articles), opinions={})


def test_in_the_first_build_everything_is_new_and_nothing_is_noted(record: Record) -> None:
    assert record.run() == 0
    take(record, ONE, OTHER)
    assert record.run() == 1
    assert record.changes(0) == ([], 0)


def test_a_later_article_is_noted_and_so_is_the_encounter_that_it_brings(record: Record) -> None:
    take(record, ONE)
    record.put([(OTHER, reading(OTHER), "read")])
    both = linked(ONE, OTHER)
    record.write_links(both, opinions={})
    found, total = record.changes(1)
    assert Change(run=2, kind="articles", line=OTHER.id, field="", before=None, after=None) in found
    assert total == len(found) >= 2
    assert record.changes(2) == ([], 0)


def test_a_line_that_changes_is_noted_with_what_it_was(record: Record) -> None:
    take(record, ONE)
    before = linked(ONE)
    met = replace(before.encounters[0], status="cancelled", confidence=0.6)
    record.write_links(replace(before, encounters=(met,)), opinions={})
    assert record.changes(1)[0] == [
        Change(run=2, kind="encounters", line=met.id, field="status", before="held", after="cancelled")
    ]


def test_a_line_under_a_new_id_is_not_new(record: Record) -> None:
    take(record, ONE)
    before = linked(ONE)
    record.write_links(replace(before, encounters=(replace(before.encounters[0], id="en-other"),)), opinions={})
    assert record.changes(1) == ([], 0)


def test_a_line_whose_sureness_alone_changes_is_no_news(record: Record) -> None:
    take(record, ONE)
    before = linked(ONE)
    record.write_links(replace(before, encounters=(replace(before.encounters[0], confidence=0.55),)), opinions={})
    assert record.changes(1) == ([], 0)


def test_a_line_that_falls_away_is_noted_as_it_was(record: Record) -> None:
    take(record, ONE)
    before = linked(ONE)
    record.write_links(replace(before, encounters=()), opinions={})
    (found,) = record.changes(1)[0]
    assert (found.kind, found.line, found.field, found.after) == ("encounters", before.encounters[0].id, GONE, None)
    assert json.loads(found.before or "")["participants"] == list(before.encounters[0].participants)


def test_one_that_was_never_shown_falls_away_in_silence(record: Record) -> None:
    take(record, ONE)
    before = linked(ONE)
    unsure = replace(before.encounters[0], confidence=0.3)
    record.write_links(replace(before, encounters=(unsure,)), opinions={})
    record.write_links(replace(before, encounters=()), opinions={})
    assert [change.field for change in record.changes(1)[0]] == [SURE]


LATER = (
    "line_by_sort", "line_by_status", "line_by_head", "line_actor_by_sort", "article_by_day", "article_by_outlet",
    "evidence_by_place",
)  # fmt: skip
FIRST = {"meta", "article", "sentence", "line", "line_actor", "evidence", "former", "decision"}


def first_version(path: Path) -> None:
    """Makes a record what the first version wrote."""
    with sqlite3.connect(path) as raw:
        for index in LATER:
            raw.execute(f"DROP INDEX {index}")
        for table, columns in (
            ("line", ("status", "channel")),
            ("line_actor", ("sort", "latest", "confidence", "rejected")),
        ):
            for column in columns:
                raw.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        for table in sorted(set(metadata.tables) - FIRST):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("CREATE INDEX line_by_sort ON line (kind, sort)")
        raw.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")


def test_a_record_of_the_first_version_is_brought_up_when_written_to(record: Record, path: Path) -> None:
    take(record, ONE, OTHER)
    wanted = Filter(actor=frozenset({"RUR"}))
    before = {kind: record.page(kind, wanted, limit=9, order="newest") for kind in ("events", "encounters")}
    tables = _shape(path)
    record.close()
    first_version(path)
    with pytest.raises(RecordDamaged, match="run `memcon build` once"):
        open_record(path)
    with open_record(path, write=True) as found:
        assert {kind: found.page(kind, wanted, limit=9, order="newest") for kind in before} == before
        assert found.page("events", limit=9, fields={"status": "done"})
        assert list(found.problems()) == []
    assert _shape(path) == tables


def _shape(path: Path) -> dict[str, set[str]]:
    with sqlite3.connect(path) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'index')")]
        return {name: {row[1] for row in raw.execute(f"PRAGMA table_info('{name}')")} for name in sorted(names)}


def test_a_record_made_anew_at_the_same_place_is_the_one_that_is_read(path: Path, tmp_path: Path) -> None:
    for name, found in (("memcon.db", ONE), ("other.db", OTHER)):
        with open_record(tmp_path / name, write=True, create=True) as record:
            take(record, found)
    with open_record(path) as record:
        assert [a["id"] for a in record.lines("articles")] == [ONE.id]
        path.unlink()
        (tmp_path / "other.db").rename(path)
        assert [a["id"] for a in record.lines("articles")] == [OTHER.id]
