"""What the JSON under /api/v1 looks like, for OpenAPI: made from the model's own types, so that it stays true."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

import msgspec

from memcon.model.kinds import KINDS
from memcon.views.comparison import Comparison
from memcon.views.positions import Position
from memcon.views.third_parties import ThirdParty

Schema = dict[str, Any]
AT = "#/components/schemas/"
NAMES = {name: kind.type.__name__ if kind.type else "Article" for name, kind in KINDS.items()}
"""The schema of each kind by the kind's name."""

_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"anyOf": [{"type": "string"}, {"type": "null"}]}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def ref(name: str) -> Schema:
    """A reference to a schema."""
    return {"$ref": AT + name}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _object(description: str, **properties: Schema) -> Schema:
    return {
        "type": "object", "description": description, "properties": properties, "required": list(properties),
        "additionalProperties": False,
    }  # fmt: skip


_ARTICLE = _object(
    "One text as published by one outlet, without the text itself.",
    id=_TEXT, title=_MAYBE, outlet=_MAYBE, url=_MAYBE, published=_MAYBE, published_inferred={"type": "boolean"},
    language=_MAYBE, kind=_TEXT, sha256=_TEXT, source_sha256=_MAYBE, words={"type": "integer", "minimum": 0},
    read=_TEXT, opinion=_SHARE, machine_reworded=_SHARE, origin=_TEXT, story=_MAYBE, confidence=_SHARE,
)  # fmt: skip


def _own() -> dict[str, Schema]:
    """Schemas of what is no line of the record."""
    lines = {"anyOf": [ref(name) for name in dict.fromkeys(NAMES.values())]}
    full = deepcopy(_ARTICLE) | {"description": "An article with its text."}
    full["properties"]["text"] = _TEXT
    full["required"].append("text")
    cited = _object(
        "Evidence with the sentence around it.",
        article=_TEXT,
        label=_TEXT,
        span=ref("Span"),
        quote=_TEXT,
        sentence=_TEXT,
    )
    explained = _object(
        "A line with what it rests on, why, and what was decided on it; `former` is an id of an earlier build.",
        kind={"enum": list(KINDS)}, former=_MAYBE, line=lines, evidence=_list(ref("Cited")),
        reasons=_list(ref("Reason")), decisions=_list(ref("Decision")),
    )  # fmt: skip
    found = _object(
        "A sentence that has the words asked for; `score` is higher the better it fits.",
        article=_TEXT, span=ref("Span"), quote=_TEXT, voice={"enum": ["reported", "factual", "opinion"]},
        score={"type": "number"},
    )  # fmt: skip
    return {
        "Article": _ARTICLE,
        "ArticleWithText": full,
        "Line": _object("A line of any kind.", kind={"enum": list(KINDS)}, line=lines),
        "Cited": cited,
        "Explanation": explained,
        "FoundSentence": found,
        "Session": _object("What a change has to carry.", token=_TEXT, kinds=_list({"enum": list(KINDS)})),
        "Withdrawn": _object("The decision that no longer stands.", withdrawn=_TEXT),
        "Error": _object("Why it could not be done.", error=_TEXT),
    }


@cache
def components() -> dict[str, Schema]:
    """Every schema by its name."""
    types = [kind.type for kind in KINDS.values() if kind.type]
    _, made = msgspec.json.schema_components([*types, Comparison, Position, ThirdParty], ref_template=AT + "{name}")
    found = {name: _as_written(schema) for name, schema in made.items()}
    for name in set(NAMES.values()) - {"Article", "Decision"}:
        found[name]["properties"]["rejected"] = {"const": True, "description": "present where an analyst rejected it"}
    found["Decision"]["properties"]["confidence"] = _SHARE
    compared = found["Comparison"]["properties"]
    compared["encounter"], compared["differences"] = ref("Encounter"), _list(ref("Difference"))
    found["Position"]["properties"]["evidence"] = _list(ref("Evidence"))
    found["ThirdParty"]["properties"]["evidence"] = _list(ref("Evidence"))
    found["Cell"]["properties"]["evidence"] = _list(ref("Evidence"))
    found |= _own()
    return {name: found[name] for name in sorted(found)}


def _as_written(schema: Schema) -> Schema:
    """An object's schema as it is written: every field is there, no other is, and none has a default."""
    if schema.get("type") != "object" or "properties" not in schema:
        return schema
    properties = {
        name: {key: part for key, part in value.items() if key != "default"}
        for name, value in schema["properties"].items()
    }
    return {**schema, "properties": properties, "required": list(properties), "additionalProperties": False}


_ANSWERS: dict[str, tuple[str, str, Schema]] = {
    "/api/v1/lines/{key}": ("get", "200", ref("Line")),
    "/api/v1/articles/{key}": ("get", "200", ref("ArticleWithText")),
    "/api/v1/compare/{key}": ("get", "200", ref("Comparison")),
    "/api/v1/positions": ("get", "200", _list(ref("Position"))),
    "/api/v1/third-parties": ("get", "200", _list(ref("ThirdParty"))),
    "/api/v1/explain/{key}": ("get", "200", ref("Explanation")),
    "/api/v1/search/sentences": ("get", "200", _list(ref("FoundSentence"))),
    "/api/v1/session/token": ("get", "200", ref("Session")),
    "/api/v1/decisions": ("post", "201", ref("Decision")),
    "/api/v1/decisions/{key}": ("delete", "200", ref("Withdrawn")),
}


def described(document: Schema) -> Schema:
    """The OpenAPI document with the answers' schemas, and a path of its own for each kind of line."""
    document = deepcopy(document)
    paths = document["paths"]
    for path, (method, status, schema) in _ANSWERS.items():
        _answer(paths[path][method], status, schema)
    general = paths["/api/v1/{kind}"]["get"]
    _answer(general, "200", _list({"anyOf": [ref(name) for name in dict.fromkeys(NAMES.values())]}))
    for kind, name in NAMES.items():
        own = deepcopy(general)
        own["parameters"] = [p for p in own["parameters"] if p["name"] != "kind"]
        own |= {"operationId": f"{kind}_lines", "summary": kind.capitalize()}
        _answer(own, "200", _list(ref(name)))
        paths.setdefault(f"/api/v1/{kind}", {})["get"] = own
    document.setdefault("components", {}).setdefault("schemas", {}).update(components())
    return document


def _answer(operation: Schema, status: str, schema: Schema) -> None:
    answers = operation["responses"]
    answers.setdefault(status, {"description": "Done."})["content"] = {"application/json": {"schema": schema}}
    answers["default"] = {
        "description": "It could not be done.",
        "content": {"application/json": {"schema": ref("Error")}},
    }
