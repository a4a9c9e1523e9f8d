"""Every command as a user types it: exit status, data on stdout, messages on stderr."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memcon.model.kinds import KINDS
from tests.cli.conftest import Run


@pytest.fixture
def told(run: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line with a record to ask."""
    monkeypatch.setenv("MEMCON_RECORD", str(record))
    return run


def test_build_makes_a_record_and_a_second_build_does_nothing_new(run: Run, pile: Path) -> None:
    first = run("build", str(pile), "--reader", "rules")
    assert first.code == 0
    assert first.out == ""
    assert "2 articles taken, 2 new" in first.err
    run("export", "one")
    second = run("build", str(pile), "--reader", "rules")
    assert "2 articles taken, 0 new" in second.err
    run("export", "two")
    for path in sorted(Path("one").iterdir()):
        assert path.read_bytes() == (Path("two") / path.name).read_bytes()


def test_order_of_input_changes_nothing(run: Run, pile: Path) -> None:
    names = [str(pile / "wire.txt"), str(pile / "second.txt")]
    run("build", *names, "--reader", "rules", "--record", "a.db")
    run("build", *reversed(names), "--reader", "rules", "--record", "b.db")
    run("export", "a", "--record", "a.db")
    run("export", "b", "--record", "b.db")
    for path in sorted(Path("a").iterdir()):
        assert path.read_bytes() == (Path("b") / path.name).read_bytes()


def test_what_is_refused_is_named_and_the_rest_is_kept(run: Run, pile: Path) -> None:
    done = run("build", str(pile / "wire.txt"), "missing.txt", "--reader", "rules")
    assert done.code == 1
    assert "missing.txt" in done.err
    assert len(run("show", "articles", "--format", "json").json()) == 1


def test_read_writes_one_json_line_an_article_in_order_of_input(run: Run, pile: Path) -> None:
    done = run("read", str(pile / "wire.txt"), str(pile / "second.txt"), "--reader", "rules")
    assert done.code == 0
    readings = [json.loads(line) for line in done.out.splitlines()]
    assert [r["article"]["text"][:10] for r in readings] == ["BERLIN, 10", "Emmanuel M"]
    for reading in readings:
        text = reading["article"]["text"]
        for statement in reading["statements"]:
            for row in statement["evidence"]:
                assert text[slice(*row["span"])] == row["quote"]
        known = {actor["id"] for actor in reading["actors"]}
        assert {a for event in reading["events"] for a in (*event["source"], *event["target"])} <= known
        assert {s["speaker"]["actor"] for s in reading["statements"]} - {None} <= known


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_shows_in_every_format(told: Run, kind: str) -> None:
    listed = told("show", kind, "--format", "json")
    assert listed.code == 0
    assert isinstance(listed.json(), list)
    assert told("show", kind, "--format", "csv").out.startswith("id,")
    assert told("show", kind).code == 0


def test_show_filters_by_pair_actor_and_date(told: Run) -> None:
    found = told("show", "encounters", "--between", "France", "DEU", "--min-confidence", "0", "--format", "json").json()
    assert found
    assert not told(
        "show", "encounters", "--between", "FRA", "Japan", "--min-confidence", "0", "--format", "json"
    ).json()
    assert not told("show", "encounters", "--to", "2020", "--min-confidence", "0", "--format", "json").json()
    assert told("show", "statements", "--actor", "Macron", "--min-confidence", "0", "--format", "json").code in (0, 2)


def test_explain_shows_the_evidence_in_its_sentence(told: Run) -> None:
    event = told("show", "events", "--min-confidence", "0", "--format", "json").json()[0]
    explained = told("explain", event["id"])
    assert explained.code == 0
    assert "»" in explained.out
    assert told("explain", event["id"], "--format", "json").json()["line"]["id"] == event["id"]


def test_compare_sets_the_accounts_side_by_side(told: Run) -> None:
    encounters = told("show", "encounters", "--min-confidence", "0", "--format", "json").json()
    key = max(encounters, key=lambda e: len(e["accounts"]))["id"]
    assert "Harbour Wire" in told("compare", key).out
    compared = told("compare", key, "--format", "json").json()
    assert {head["label"].split(",")[0] for head in compared["accounts"]} <= {"Harbour Wire", "Capital Ledger"}
    assert told("compare", key, "--format", "md").out.startswith("# ")
    assert told("compare", key, "--format", "html").out.startswith("<!doctype html>")


def test_search_says_who_says_it(told: Run) -> None:
    hits = told("search", "strengthen cooperation", "--format", "json").json()
    assert "strengthen our cooperation" in hits[0]["quote"]
    assert any("Macron" in speaker["name"] for speaker in hits[0]["speakers"])


def test_check_finds_nothing_wrong(told: Run) -> None:
    done = told("check")
    assert (done.code, done.out) == (0, "")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_export_writes_every_kind(told: Run, form: str) -> None:
    assert told("export", "out", "--format", form).code == 0
    assert {path.name for path in Path("out").iterdir()} == {f"{kind}.{form}" for kind in KINDS}


def test_parquet_is_read_back_with_its_types(told: Run) -> None:
    import polars

    assert told("export", "out", "--format", "parquet").code == 0
    assert told("export", "again", "--format", "parquet").code == 0
    events = polars.read_parquet("out/events.parquet")
    assert len(events) > 0
    assert events["id"].is_sorted()
    assert {events[name].dtype for name in ("id", "trigger", "source")} == {polars.String}
    assert events["confidence"].dtype == polars.Float64
    assert events["independent"].dtype == polars.Int64
    assert events["rejected"].dtype == polars.Boolean
    assert Path("out/events.parquet").read_bytes() == Path("again/events.parquet").read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("show", "rumours"), ("show", "events", "--format", "yaml"), ("show", "events", "--from", "last week"),
        ("show", "events", "--from", "2023", "--to", "2022-06"),
        ("show", "events", "--actor", "Nobody At All"), ("explain", "ev-nothing"), ("compare", "art-x"),
        ("decide", "accept", "ev-nothing"), ("decide", "withdraw", "dc-nothing"), ("frobnicate",), ("show",),
        ("build",), ("show", "events", "--min-confidence", "2"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_2(told: Run, words: tuple[str, ...]) -> None:
    done = told(*words)
    assert done.code == 2
    assert done.err


def test_a_missing_record_is_3(run: Run) -> None:
    done = run("show", "events")
    assert done.code == 3
    assert "memcon.db" in done.err


def test_words_of_articles_never_reach_the_terminal_as_commands(run: Run, tmp_path: Path) -> None:
    hostile = "French President Emmanuel Macron said \x1b[2J\x1b]0;owned\x07 [bold]hello[/bold] \u202eevil to Germany."
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": hostile, "outlet": "=1+1", "published": "2022-05-10"}) + "\n")
    run("build", str(tmp_path / "a.jsonl"), "--reader", "rules")
    shown = run("show", "statements", "--min-confidence", "0").out + run("show", "articles").out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "'=1+1" in run("show", "articles", "--format", "csv").out
