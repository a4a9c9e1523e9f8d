"""The objects of the contract as JSON, and their description."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from memcon.model.kinds import KINDS
from memcon.record import Filter
from memcon.web.schemas import components

from .conftest import Visitor


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("articles", "decisions")])
def test_a_kind_is_given_as_memcon_show_gives_it(reading: Visitor, kind: str) -> None:
    assert reading.get(f"/api/v1/{kind}?limit=1000").json() == reading.record.lines(kind)
    assert reading.get(f"/api/v1/{kind}?limit=1000&min_confidence=0").json() == reading.record.lines(
        kind, Filter(min_confidence=0)
    )


def test_filters_are_those_of_the_command(reading: Visitor) -> None:
    found = reading.get("/api/v1/encounters?between=China&between=USA").json()
    pair = (frozenset({"CHN"}), frozenset({"USA"}))
    assert found == reading.record.lines("encounters", Filter(between=pair))
    assert reading.get("/api/v1/encounters?from=2022-11&to=2022-11").json()
    assert reading.get("/api/v1/encounters?from=tomorrow").status_code == 400
    assert reading.get("/api/v1/encounters?actor=Zembla").status_code in (400, 404)
    assert reading.get("/api/v1/colours").status_code == 422
    assert reading.get("/api/v1/events?limit=100000").status_code == 422


def test_positions_and_third_parties(reading: Visitor) -> None:
    found = reading.get("/api/v1/positions?actor=USA").json()
    assert found
    assert all(row["sayings"] and row["evidence"] for row in found)
    assert {row["actor"] for row in reading.get("/api/v1/positions?between=China&between=USA").json()} >= {"CHN", "USA"}
    on = reading.get("/api/v1/positions?actor=USA&subject=taiwan").json()
    assert on
    assert all("aiwan" in saying["said"] for row in on for saying in row["sayings"])
    few = reading.get("/api/v1/positions?actor=USA&limit=5").json()
    assert sum(len(row["sayings"]) for row in few) < sum(len(row["sayings"]) for row in found)
    thirds = reading.get("/api/v1/third-parties?between=China&between=USA").json()
    assert thirds
    assert all(row["on"] in ("CHN", "USA") and row["third"] not in ("CHN", "USA") for row in thirds)
    for wrong in ("positions", "third-parties?between=CHN", "third-parties?between=China&between=China"):
        assert reading.get(f"/api/v1/{wrong}").status_code in (400, 422), wrong


def test_the_ledger_at_a_day(reading: Visitor) -> None:
    now = {ask["id"]: ask for ask in reading.get("/api/v1/asks?limit=1000").json()}
    then = {ask["id"]: ask for ask in reading.get("/api/v1/asks?limit=1000&as_of=2022-11-15").json()}
    assert 0 < len(then) < len(now)
    heads = reading.record.heads(row["article"] for ask in then.values() for row in ask["evidence"])
    assert all(head["published"] <= "2022-11-15" for head in heads.values())
    assert reading.get("/api/v1/asks?as_of=1999").json() == []
    pages = [reading.get(f"/api/v1/asks?as_of=2022-11-15&limit=3&offset={at}").json() for at in range(0, len(then), 3)]
    assert [ask["id"] for page in pages for ask in page] == list(then)
    assert reading.get("/api/v1/forecasts?as_of=2023").json()
    for wrong in ("events?as_of=2022", "asks?as_of=soon", "asks?as_of=2022-13"):
        assert reading.get(f"/api/v1/{wrong}").status_code == 400, wrong


def test_single_things(reading: Visitor) -> None:
    encounter = reading.one("encounters")
    article = encounter["accounts"][0]["article"]
    assert reading.get(f"/api/v1/lines/{encounter['id']}").json() == {"kind": "encounters", "line": encounter}
    assert "text" in reading.get(f"/api/v1/articles/{article}").json()
    assert reading.get(f"/api/v1/compare/{encounter['id']}").json()["accounts"]
    assert reading.get(f"/api/v1/explain/{encounter['id']}").json()["evidence"]
    assert reading.get("/api/v1/search/sentences?q=grain").json()[0]["quote"]
    for address in ("lines/none", "articles/none", "compare/none", "explain/none"):
        answer = reading.get(f"/api/v1/{address}")
        assert answer.status_code == 404
        assert answer.json()["error"]


def test_sentences_are_searched_with_the_filters_of_the_page(reading: Visitor) -> None:
    def found(query: str) -> list[dict[str, Any]]:
        answer = reading.get(f"/api/v1/search/sentences?limit=200&{query}")
        assert answer.status_code == 200, answer.text
        hits: list[dict[str, Any]] = answer.json()
        return hits

    every = found("q=grain")
    articles = {a["id"]: a for a in reading.record.lines("articles")}
    outlet = articles[every[0]["article"]]["outlet"]
    assert {articles[h["article"]]["outlet"] for h in found(f"q=grain&outlet={outlet}")} == {outlet}
    assert {h["voice"] for h in found("q=grain&voice=factual")} == {"factual"}
    assert 0 < len(found("q=grain&actor=RUS")) < len(every)
    assert len(found("q=grain&between=Russia&between=UKR")) <= len(found("q=grain&actor=RUS"))
    assert 0 < len(found("q=grain&kind=statements")) < len(every)
    assert not found("q=grain&from=2030")
    assert {articles[h["article"]]["published"][:7] for h in found("q=grain&from=2022-07&to=2022-07")} == {"2022-07"}
    assert len(found("q=grain&min_confidence=0.9")) <= len(found("q=grain&min_confidence=0"))
    for wrong in ("voice=loud", "kind=colours", "channel=air", "actor=Zembla", "from=2022-13", "min_confidence=2"):
        assert reading.get(f"/api/v1/search/sentences?q=grain&{wrong}").status_code in (400, 404, 422), wrong


def test_a_star_stands_for_all_that_begin_so(reading: Visitor) -> None:
    plain = reading.get("/api/v1/search/sentences?q=sanction&limit=200").json()
    begun = reading.get("/api/v1/search/sentences?q=sanction*&limit=200").json()
    assert len(begun) > len(plain)
    assert all("sanction" in hit["quote"].lower() for hit in begun)
    assert "<mark>sanctions</mark>" in reading.page("/search?q=sanction*")
    for odd in ("*", "**", "a*", '"sanction*"', "san*ction", "NEAR*", "-x*"):
        assert reading.get("/search", params={"q": odd}).status_code == 200, odd


def test_everything_is_described(reading: Visitor) -> None:
    described = reading.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert {"/api/v1/{kind}", "/api/v1/explain/{key}", "/api/v1/compare/{key}"} <= set(described["paths"])
    assert not [path for path in described["paths"] if not path.startswith("/api/v1/")]


def _valid(value: object, schema: dict[str, Any], document: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    whole = {**schema, "components": document["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


def test_answers_are_as_described(reading: Visitor) -> None:
    document = reading.get("/api/v1/openapi.json").json()
    for kind in KINDS:
        schema = document["paths"][f"/api/v1/{kind}"]["get"]["responses"]["200"]["content"]["application/json"][
            "schema"
        ]
        found = reading.get(f"/api/v1/{kind}?limit=60&min_confidence=0").json()
        _valid(found, schema, document)
        _valid(
            found[:3],
            document["paths"]["/api/v1/{kind}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"],
            document,
        )
    met, article = reading.one("encounters"), reading.record.lines("articles")[0]["id"]
    for path, address in (
        ("lines/{key}", f"lines/{met['id']}"), ("articles/{key}", f"articles/{article}"),
        ("compare/{key}", f"compare/{met['id']}"), ("explain/{key}", f"explain/{met['id']}"),
        ("positions", "positions?actor=USA"), ("third-parties", "third-parties?between=CHN&between=USA"),
        ("search/sentences", "search/sentences?q=grain"), ("session/token", "session/token"),
    ):  # fmt: skip
        answer = document["paths"][f"/api/v1/{path}"]["get"]["responses"]["200"]["content"]["application/json"][
            "schema"
        ]
        _valid(reading.get(f"/api/v1/{address}").json(), answer, document)


def test_what_is_not_as_described_is_refused(reading: Visitor) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    document = reading.get("/api/v1/openapi.json").json()
    met = reading.one("encounters")
    for wrong in ({**met, "kind": "brawl"}, {**met, "colour": "red"}, {k: v for k, v in met.items() if k != "when"}):
        with pytest.raises(jsonschema.ValidationError):
            _valid(wrong, {"$ref": "#/components/schemas/Encounter"}, document)


def test_every_schema_has_a_description_and_every_reference_leads_somewhere(reading: Visitor) -> None:
    document = reading.get("/api/v1/openapi.json").json()
    schemas = document["components"]["schemas"]
    assert all(schemas[name].get("description") for name in components())
    assert set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document))) <= set(schemas)
