"""The record keeps what it is given, finds it again, and says clearly what it cannot do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from memcon.errors import RecordDamaged, RecordLocked, RecordMissing, RecordTooNew
from memcon.record import Filter, Record, open_record
from tests.record.factories import TEXT, article, linked, reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memcon.db"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path, write=True, create=True) as opened:
        yield opened


def filled(record: Record) -> str:
    found = article(outlet="The Strelsau Courier", published="2022-05-04")
    record.put([(found, reading(found), "read")])
    record.write_links(linked(found), opinions={found.id: 0.25}, fingerprint="f")
    return found.id


def test_an_article_comes_back_as_it_went_in(record: Record) -> None:
    found = article("Line one.\r\nLine  two — with “marks”.\n", outlet="Gazette", published="2023-08")
    record.put([(found, None, "language 'de' is not read")])
    assert record.article(found.id) == found
    assert record.lines("articles")[0]["read"] == "language 'de' is not read"


def test_lines_are_found_by_pair_actor_and_date(record: Record) -> None:
    filled(record)
    both = (frozenset({"RUR"}), frozenset({"FRE"}))
    assert [e["kind"] for e in record.lines("encounters", Filter(between=both))] == ["meeting"]
    assert record.lines("encounters", Filter(actor=frozenset({"RUR"})))
    assert not record.lines("encounters", Filter(actor=frozenset({"USA"})))
    assert record.lines("events", Filter(since="2022-05-01", until="2022-05-31"))
    assert not record.lines("events", Filter(since="2022-06-01"))


def test_lines_below_the_confidence_asked_for_are_not_shown(record: Record) -> None:
    filled(record)
    assert not record.lines("events", Filter(min_confidence=0.95))
    assert record.lines("events", Filter(min_confidence=0.0))


def test_a_rejected_line_stays_but_is_hidden(record: Record) -> None:
    found = article()
    record.put([(found, reading(found), "read")])
    event = reading(found).events[0].id
    record.write_links(linked(found), opinions={}, rejected=frozenset({("events", event)}))
    assert not record.lines("events")
    assert record.lines("events", Filter(min_confidence=0, rejected=True))[0]["rejected"] is True


def test_search_finds_a_sentence_by_its_words_in_any_spelling_of_accents(record: Record) -> None:
    filled(record)
    assert [hit.text for hit in record.search("ruritánia freedonia")] == [TEXT.split(" “")[0]]
    assert record.search('"prime minister of freedonia"')
    assert not record.search('"freedonia minister"')


@pytest.mark.parametrize("words", ["", '"', "NEAR(", "a OR", "col:x", "*", "'); DROP TABLE line; --", "\x00", "-"])
def test_no_words_are_an_operator_of_the_index(record: Record, words: str) -> None:
    filled(record)
    assert isinstance(record.search(words), list)


def test_a_former_id_names_its_successor(record: Record) -> None:
    key = filled(record)
    old = record.lines("encounters")[0]["id"]
    more = article(TEXT + " Rain fell.", outlet="Another")
    known = record.article(key)
    assert known is not None
    record.put([(more, reading(more), "read")])
    record.write_links(linked(known, more), opinions={})
    new = record.lines("encounters")[0]["id"]
    if new == old:  # the smallest member may be the same one: force the other order
        record.write_links(linked(more), opinions={})
        assert record.line(old) is None or record.lines("encounters")[0]["id"] == old
        return
    assert record.successor(old) == ("encounters", new)


def test_a_sound_record_has_no_problems(record: Record) -> None:
    filled(record)
    assert record.problems() == []


def test_check_names_a_quote_that_is_not_the_slice(record: Record, path: Path) -> None:
    key = filled(record)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE article SET text = 'X' || text WHERE id = ?", (key,))
    found = {(problem.kind, problem.what.split(" ")[0]) for problem in record.problems()}
    assert ("articles", "its") in found
    assert ("events", "quote") in found


def test_check_names_a_reference_that_leads_nowhere(record: Record, path: Path) -> None:
    filled(record)
    with sqlite3.connect(path) as raw:
        raw.execute("DELETE FROM line WHERE kind = 'actors' AND id = 'FRE'")
    assert any("'FRE', which is not in the record" in problem.what for problem in record.problems())


def test_no_record_here(path: Path) -> None:
    with pytest.raises(RecordMissing, match="memcon build"):
        open_record(path)


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordMissing, match="folder"):
        open_record(tmp_path)


def test_a_text_file_is_no_record_and_stays_as_it_is(path: Path) -> None:
    path.write_text("my notes, not a database")
    with pytest.raises(RecordDamaged, match=r"memcon\.db"):
        open_record(path, write=True, create=True)
    assert path.read_text() == "my notes, not a database"


def test_another_programs_database_is_no_record_and_stays_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE cookies (name)")
    before = path.read_bytes()
    with pytest.raises(RecordDamaged, match="not a memcon record"):
        open_record(path, write=True)
    assert path.read_bytes()[100:] == before[100:]


def test_a_newer_record_is_left_alone(record: Record, path: Path) -> None:
    record.close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(RecordTooNew, match="version 99"):
        open_record(path)


def test_a_damaged_record_says_so(record: Record, path: Path) -> None:
    filled(record)
    record.close()
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(RecordDamaged), open_record(path) as opened:
        opened.lines("events")


def test_a_locked_record_is_named_and_unchanged(record: Record, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(record)
    monkeypatch.setattr("memcon.record.store.BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(RecordLocked, match="another process"), open_record(path, write=True) as other:
            other.put([(article("Other text."), None, "read")])
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert len(record.lines("articles")) == 1


def test_the_record_opens_as_plain_sql(record: Record, path: Path) -> None:
    filled(record)
    with sqlite3.connect(path) as raw:
        rows = raw.execute("SELECT type, status, when_edtf, independent FROM events").fetchall()
    assert rows == [("CONSULT", "done", "2022-05-03", 1)]
