"""Corrections hold through rebuilds, and withdrawing them gives the record back as it was."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def lines(run: Run, kind: str, *options: str) -> list[dict[str, object]]:
    return run("show", kind, "--min-confidence", "0", "--format", "json", *options).json()  # type: ignore[no-any-return]


def exported(run: Run, folder: str) -> dict[str, bytes]:
    run("export", folder)
    return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.name != "decisions.jsonl"}


def test_a_rejected_event_is_gone_and_comes_back_when_withdrawn(run: Run, record: Path) -> None:
    before = exported(run, "before")
    event = lines(run, "events")[0]
    decided = run("decide", "reject", str(event["id"]), "--note", "no such act", "--author", "ana")
    assert decided.code == 0
    assert event["id"] not in [e["id"] for e in lines(run, "events")]
    assert event["id"] in [e["id"] for e in lines(run, "events", "--rejected")]
    assert run("check").code == 0
    assert run("decide", "withdraw", decided.out.strip()).code == 0
    assert exported(run, "after") == before
    kept = run("decide", "list", "--format", "json").json()
    assert kept[0]["withdrawn_at"]
    assert kept[0]["note"] == "no such act"


def test_a_set_speaker_survives_a_build_of_more_articles(run: Run, record: Path, tmp_path: Path) -> None:
    statement = next(s for s in lines(run, "statements") if "strengthen" in str(s["evidence"]))
    assert run("decide", "set", str(statement["id"]), "speaker", "Olaf Scholz").code == 0
    more = tmp_path / "more.txt"
    more.write_text("On 12 May 2022 Emmanuel Macron called Olaf Scholz, officials said.", encoding="utf-8")
    run("build", str(more), "--reader", "rules")
    again = next(s for s in lines(run, "statements") if s["id"] == statement["id"])
    assert again["speaker"]["name"] == "Olaf Scholz"  # type: ignore[index]
    assert again["confidence"] == 1.0
    assert "set to Olaf Scholz" in run("explain", str(statement["id"])).out
    assert run("check").code == 0


def test_a_wrong_field_or_value_is_refused_with_what_is_allowed(run: Run, record: Path) -> None:
    event = str(lines(run, "events")[0]["id"])
    for words in (("set", event, "colour", "red"), ("set", event, "type", "HUG"), ("set", event, "when", "soon")):
        done = run("decide", *words)
        assert done.code == 2
        assert run("decide", "list", "--format", "json").json() == []


def test_merged_and_split_encounters(run: Run, record: Path) -> None:
    found = lines(run, "encounters")
    two = max(found, key=lambda e: len(e["accounts"]))  # type: ignore[arg-type]
    assert len(two["accounts"]) == 2, "both articles tell of the meeting"  # type: ignore[arg-type]
    number = len(found)
    split = run("decide", "split", str(two["id"]))
    assert split.code == 0
    apart = lines(run, "encounters")
    assert len(apart) == number + 1
    assert run("check").code == 0
    run("decide", "withdraw", split.out.strip())
    assert len(lines(run, "encounters")) == number


def test_merging_lines_of_two_kinds_is_refused(run: Run, record: Path) -> None:
    event, statement = str(lines(run, "events")[0]["id"]), str(lines(run, "statements")[0]["id"])
    assert run("decide", "merge", event, statement).code == 2


def test_merged_actors_are_one(run: Run, record: Path) -> None:
    people = [a for a in lines(run, "actors") if a["kind"] == "person"][:2]
    decided = run("decide", "merge", str(people[0]["id"]), str(people[1]["id"]))
    assert decided.code == 0
    left = {a["id"] for a in lines(run, "actors")}
    assert len(left & {people[0]["id"], people[1]["id"]}) == 1
    assert run("check").code == 0
