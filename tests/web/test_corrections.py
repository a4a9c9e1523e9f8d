"""Every correction, from the page and undone from the page, with and without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest

from memcon.record import Filter

from .conftest import Visitor


def decision(answer: Any) -> str:
    found = re.search(r'name="decision" value="([^"]+)"', answer.text)
    assert found, answer.text
    return found[1]


def snapshot(visitor: Visitor, kind: str) -> list[dict[str, Any]]:
    return visitor.record.lines(kind, Filter(min_confidence=0))


@pytest.mark.parametrize("kind", ["statements", "events", "encounters", "differences", "asks", "forecasts", "copies"])
@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_line_is_accepted_or_rejected_and_that_undone(visitor: Visitor, kind: str, verdict: str) -> None:
    line, before = visitor.one(kind), snapshot(visitor, kind)
    answer = visitor.post("/decide", line=line["id"], verdict=verdict, note="seen in the text")
    assert answer.status_code == 200
    assert f"{verdict}ed" in answer.text
    assert "seen in the text" in answer.text
    found = visitor.record.several([line["id"]])[line["id"]][1]
    assert found.get("rejected", False) is (verdict == "reject")
    undone = visitor.post("/withdraw", line=line["id"], decision=decision(answer))
    assert "verdicts" not in undone.text
    assert snapshot(visitor, kind) == before


SETTINGS = [
    ("statements", "speaker", "Wang Yi"), ("statements", "when", "2022-11-13"), ("statements", "denied", "true"),
    ("events", "type", "AGREE"), ("events", "when", "2022-11"), ("encounters", "when", "2022-11-13"),
    ("encounters", "kind", "visit"), ("asks", "status", "granted"), ("forecasts", "outcome", "true"),
    ("actors", "office", "envoy"), ("stories", "title", "Another title"),
    ("encounters", "participants", "Wang Yi, USA"), ("asks", "asker", "antony blinken"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "field", "value"), SETTINGS)
def test_a_field_is_set_and_that_undone(visitor: Visitor, kind: str, field: str, value: str) -> None:
    line, before = visitor.one(kind), snapshot(visitor, kind)
    answer = visitor.post("/decide", line=line["id"], verdict="set", field=field, value=value)
    assert "Not done" not in answer.text, answer.text
    assert f"{field} = {value}" in answer.text
    assert snapshot(visitor, kind) != before
    visitor.post("/withdraw", line=line["id"], decision=decision(answer))
    assert snapshot(visitor, kind) == before


def test_two_encounters_are_merged_and_that_undone(visitor: Visitor) -> None:
    before = snapshot(visitor, "encounters")
    one, other = [e for e in before if "antony-blinken" in e["participants"] and e["kind"] == "meeting"][-2:]
    answer = visitor.post("/decide", line=one["id"], verdict="merge", value=other["id"])
    assert "merged" in answer.text
    assert not {one["id"], other["id"]} <= {e["id"] for e in snapshot(visitor, "encounters")}
    visitor.post("/withdraw", line=one["id"], decision=decision(answer))
    assert snapshot(visitor, "encounters") == before


def test_encounters_of_other_kinds_days_and_people_are_merged_too(visitor: Visitor) -> None:
    before = sorted(snapshot(visitor, "encounters"), key=lambda e: e["id"])
    one = before[0]
    others = [e for e in before if e["kind"] != one["kind"] and not set(e["participants"]) & set(one["participants"])]
    # of one article the whole shows the first telling only
    others = [e for e in others if not {r["article"] for r in e["evidence"]} & {r["article"] for r in one["evidence"]}]
    for other in (others[0], others[-1]):
        answer = visitor.post("/decide", line=one["id"], verdict="merge", value=other["id"])
        assert "still holds the two apart" not in answer.text
        now = snapshot(visitor, "encounters")
        assert not {one["id"], other["id"]} <= {e["id"] for e in now}
        places = {(e["article"], *e["span"]) for e in one["evidence"]}
        whole = next(e for e in now if places & {(row["article"], *row["span"]) for row in e["evidence"]})
        assert {(row["article"], *row["span"]) for row in other["evidence"]} & {
            (row["article"], *row["span"]) for row in whole["evidence"]
        }
        visitor.post("/withdraw", line=one["id"], decision=decision(answer))
        assert sorted(snapshot(visitor, "encounters"), key=lambda e: e["id"]) == before


def test_a_correction_holds_when_the_record_is_built_again(visitor: Visitor) -> None:
    from importlib.resources import as_file, files

    from memcon.ingest import build, relink
    from memcon.record import open_record

    line = visitor.one("encounters")
    visitor.post("/decide", line=line["id"], verdict="set", field="when", value="2022-11-13")
    kept = snapshot(visitor, "encounters")
    site = visitor.app.state.site
    with as_file(files("memcon.demo") / "articles") as folder, open_record(site.path, write=True) as record:
        build([str(folder)], record, site.settings)
        relink(record, site.settings, force=True)
    assert snapshot(visitor, "encounters") == kept
    assert next(e for e in kept if e["id"] == line["id"])["when"]["edtf"] == "2022-11-13"


def test_two_actors_are_merged_and_that_undone(visitor: Visitor) -> None:
    before = snapshot(visitor, "actors")
    persons = [a for a in before if a["kind"] == "person" and a["basis"] == "text"]
    answer = visitor.post("/decide", line=persons[0]["id"], verdict="merge", value=persons[1]["id"])
    assert "merged" in answer.text
    visitor.post("/withdraw", line=persons[0]["id"], decision=decision(answer))
    assert snapshot(visitor, "actors") == before


def test_an_actor_is_merged_with_one_that_is_named(visitor: Visitor) -> None:
    before = snapshot(visitor, "actors")
    person = next(a for a in before if a["kind"] == "person" and a["id"] != "xi-jinping")
    answer = visitor.post("/decide", line=person["id"], verdict="merge", value="xi jinping")
    assert "merged" in answer.text
    assert visitor.record.lines("decisions")[-1]["value"] == "xi-jinping"
    visitor.post("/withdraw", line=person["id"], decision=decision(answer))
    assert snapshot(visitor, "actors") == before
    for nobody in ("Nobody of This Name", person["name"]):
        assert "Not done" in visitor.post("/decide", line=person["id"], verdict="merge", value=nobody).text


def test_an_encounter_is_split_and_that_undone(visitor: Visitor) -> None:
    before = snapshot(visitor, "encounters")
    line = max(before, key=lambda e: len(e["accounts"]))
    answer = visitor.post("/decide", line=line["id"], verdict="split")
    assert "split" in answer.text
    assert len(snapshot(visitor, "encounters")) > len(before)
    visitor.post("/withdraw", line=line["id"], decision=decision(answer))
    assert snapshot(visitor, "encounters") == before


def test_without_scripts_one_comes_back_to_the_page(visitor: Visitor) -> None:
    line = visitor.one("asks")
    answer = visitor.post("/decide", htmx=False, line=line["id"], verdict="accept", back="/review?kind=asks")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/review?kind=asks#line-{line['id']}"
    assert "accepted" in visitor.page(f"/line/{line['id']}")
    made = visitor.record.lines("decisions")[0]["id"]
    answer = visitor.post("/withdraw", htmx=False, line=line["id"], decision=made, back="/decisions")
    assert answer.headers["location"].startswith("/decisions")
    assert "withdrawn" in visitor.page("/decisions")


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "/a\r\nb"]
)
def test_one_is_never_sent_elsewhere(visitor: Visitor, back: str) -> None:
    line = visitor.one("asks")
    answer = visitor.post("/decide", htmx=False, line=line["id"], verdict="accept", back=back)
    assert answer.headers["location"] == f"/#line-{line['id']}"


def test_what_cannot_be_is_refused_in_words_beside_the_line(visitor: Visitor) -> None:
    line = visitor.one("encounters")
    for fields in (
        {"verdict": "set", "field": "when", "value": "next Tuesday"},
        {"verdict": "set", "field": "colour", "value": "red"},
        {"verdict": "set", "field": "participants", "value": "Nobody of This Name"},
        {"verdict": "merge", "value": "none"},
        {"verdict": "merge", "value": ""},
        {"verdict": "invent"},
        {"verdict": "accept", "note": "x" * 5000},
    ):
        answer = visitor.post("/decide", line=line["id"], **fields)
        assert "Not done" in answer.text, fields
        assert line["id"] in answer.text
    assert visitor.record.lines("decisions") == []


def test_the_queue_starts_with_the_least_sure_and_drops_what_was_decided(visitor: Visitor) -> None:
    sure = [int(n) for n in re.findall(r">(\d+)\u202f% sure<", visitor.page("/review"))]
    assert sure == sorted(sure)
    first = re.search(r'data-line="([^"]+)"', visitor.page("/review"))
    assert first
    visitor.post("/decide", line=first[1], verdict="accept")
    assert f'data-line="{first[1]}"' not in visitor.page("/review")


def test_the_forms_of_correction_name_what_can_be_set(visitor: Visitor) -> None:
    for kind in ("statements", "events", "encounters", "asks", "forecasts", "actors", "differences"):
        line = visitor.one(kind)
        text = visitor.page(f"/correct/{line['id']}")
        assert 'name="field"' in text
        assert 'name="token"' in text
