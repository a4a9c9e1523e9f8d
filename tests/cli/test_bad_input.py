"""Bad input, as a user meets it: a clear error that names the input and the place, the good rest kept."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = "French President Emmanuel Macron met German Chancellor Olaf Scholz in Paris on 4 May 2022.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pile"
    made.mkdir()
    (made / "good.txt").write_text(GOOD, encoding="utf-8")
    return made


def build(run: Run, *paths: str) -> tuple[int, str, int]:
    """Exit status, what was said, and how many articles the record holds."""
    done = run("build", *paths, "--reader", "rules")
    return done.code, done.err, len(run("show", "articles", "--format", "json").json())


def test_one_bad_file_among_good_ones(run: Run, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "nul.txt").write_bytes(b"They met.\x00They parted.")
    (folder / "broken.txt").write_bytes("Macron said “très bien” in Orléans. ".encode() * 5 + b"\xe2\x82 and more.")
    code, said, kept = build(run, str(folder))
    assert code == 1
    assert kept == 1
    for name in ("empty.txt", "binary.txt", "nul.txt", "broken.txt"):
        assert name in said, name


def test_broken_lines_of_json(run: Run, folder: Path) -> None:
    lines = [
        '{"text": "They met in Rome."}',
        "{broken",
        '{"text": 7}',
        '{"text": "a \\ud800 b"}',
        '{"title": "no text"}',
    ]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, said, kept = build(run, str(folder / "a.jsonl"))
    assert code == 1
    assert kept == 1
    assert all(f"line {n}" in said for n in (2, 3, 4, 5))


def test_one_id_with_two_texts(run: Run, folder: Path) -> None:
    rows = [{"id": "x", "text": "They met in Rome."}, {"id": "x", "text": "They met in Oslo."}]
    (folder / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    code, said, kept = build(run, str(folder / "a.jsonl"))
    assert (code, kept) == (1, 1)
    assert "'x' already names another text" in said


def test_a_manifest_that_names_what_it_may_not(run: Run, folder: Path) -> None:
    (folder.parent / "secret.txt").write_text(GOOD)
    rows = ["good.txt,A,T,,2022-05-04,en", "gone.txt,A,T,,,en", "../secret.txt,A,T,,,en", "good.txt,A,T,,not a date,en"]
    (folder / "manifest.csv").write_text("file,outlet,title,url,published,language\n" + "\n".join(rows))
    code, said, kept = build(run, str(folder))
    assert (code, kept) == (1, 1)
    for words in ("gone.txt", "../secret.txt", "not a date"):
        assert words in said


def test_a_record_that_may_not_be_written(run: Run, folder: Path) -> None:
    run("build", str(folder), "--reader", "rules")
    with sqlite3.connect("memcon.db") as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    before = Path("memcon.db").read_bytes()
    done = run("build", str(folder), "--reader", "rules")
    assert done.code == 3
    assert "newer memcon" in done.err
    assert Path("memcon.db").read_bytes() == before


def test_a_locked_record(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", str(folder), "--reader", "rules")
    monkeypatch.setattr("memcon.record.store.BUSY_SECONDS", 0.1)
    holder = sqlite3.connect("memcon.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    done = run("decide", "accept", run("show", "articles", "--format", "json").json()[0]["id"])
    holder.close()
    assert done.code in (2, 3)
    (folder / "more.txt").write_text("They met again in Lyon on 5 May 2022.")
    holder = sqlite3.connect("memcon.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    done = run("build", str(folder), "--reader", "rules")
    holder.close()
    assert done.code == 3
    assert "another process" in done.err


def test_a_full_disk_leaves_the_record_as_it_was(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("build", str(folder), "--reader", "rules").code == 0
    for n in range(12):
        (folder / f"more-{n}.txt").write_text(f"{GOOD} They met {n} times. " + "Talks went on in Paris. " * 150)
    connect = sqlite3.connect

    def little_room(*given: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **options)  # type: ignore[call-overload]
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        return connection

    with monkeypatch.context() as full:
        full.setattr("memcon.record.store.sqlite3.connect", little_room)
        done = run("build", str(folder), "--reader", "rules")
    assert done.code == 3
    assert "no room" in done.err
    assert "memcon.db" in done.err
    assert run("check").code == 0
    assert "holds 13 articles" in run("build", str(folder), "--reader", "rules").err


def test_stopped_in_the_middle_and_run_again(folder: Path, tmp_path: Path) -> None:
    for n in range(40):
        (folder / f"more-{n}.txt").write_text(f"{GOOD} They met {n} times in Paris. Macron told Scholz: “We wait.”\n")
    call = [sys.executable, "-m", "memcon", "build", str(folder), "--reader", "rules", "--record"]
    stopped = subprocess.Popen([*call, "a.db"], cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        stopped.wait(timeout=3.0)
    except subprocess.TimeoutExpired:
        os.kill(stopped.pid, signal.SIGKILL)
        stopped.wait()
    for name in ("a.db", "b.db"):
        subprocess.run([*call, name], cwd=tmp_path, check=True, capture_output=True)
        export = [sys.executable, "-m", "memcon", "export", f"out-{name}", "--record", name]
        subprocess.run(export, cwd=tmp_path, check=True, capture_output=True)
    for path in sorted((tmp_path / "out-a.db").iterdir()):
        assert path.read_bytes() == (tmp_path / "out-b.db" / path.name).read_bytes(), path.name


def test_days_at_the_edge_of_the_calendar_stop_nothing(run: Run, tmp_path: Path) -> None:
    """ "In the first century" leaves its lines without a day, and the rest is linked."""
    old = "Romans attacked Armenia in the first century. In 9999 France will sign a treaty with Germany.\n"
    rows = [{"id": "old", "text": old, "published": "2022-05-05"},
            {"id": "good", "text": GOOD, "published": "2022-05-05"}]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    code, said, kept = build(run, str(tmp_path / "a.jsonl"))
    assert (code, kept) == (0, 2), said
    lines = run("show", "encounters", "--format", "json", "--min-confidence", "0").json()
    assert any(line["when"]["edtf"] == "2022-05-04" for line in lines)
