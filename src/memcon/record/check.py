"""Verifies a record: every slice equals its quote, every reference leads somewhere, the file is whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from memcon.model.article import text_sha256
from memcon.model.codec import from_json
from memcon.model.kinds import KINDS, LINKED_KINDS
from memcon.model.reading import Reading
from memcon.record.schema import article, decision, evidence, line


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in the record: where (`kind`, `id`) and what."""

    kind: str
    id: str
    what: str


def problems(connection: Connection) -> Iterator[Problem]:
    """Everything that is wrong in the record; nothing when it is sound."""
    yield from _file(connection)
    texts: dict[str, str] = {}
    for row in connection.execute(select(article.c.id, article.c.text, article.c.sha256, article.c.reading)):
        texts[row.id] = row.text
        yield from _article(row.id, row.text, row.sha256, row.reading)
    ids = {
        kind: set(connection.execute(select(line.c.id).where(line.c.kind == kind)).scalars()) for kind in LINKED_KINDS
    }
    ids["articles"] = set(texts)
    for kind, key, text in connection.execute(select(line.c.kind, line.c.id, line.c.object)):
        yield from _line(kind, key, text, texts, ids)
    yield from _evidence_rows(connection, ids)
    for key, anchors in connection.execute(select(decision.c.id, decision.c.evidence)):
        yield from _slices("decisions", key, json.loads(anchors), texts)


def _file(connection: Connection) -> Iterator[Problem]:
    for (words,) in connection.exec_driver_sql("PRAGMA quick_check").all():
        if words != "ok":
            yield Problem(kind="file", id="", what=str(words))
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield Problem(kind="file", id=str(row[0]), what=f"row {row[1]} refers to a missing {row[2]}")


def _article(key: str, text: str, sha256: str, reading: str | None) -> Iterator[Problem]:
    if text_sha256(text) != sha256:
        yield Problem(kind="articles", id=key, what="its text is not the one that its sha256 names")
    if reading is None:
        return
    try:
        found = from_json(reading, Reading)
    except msgspec.MsgspecError as error:
        yield Problem(kind="articles", id=key, what=f"its reading cannot be decoded: {error}")
        return
    spans: list[tuple[str, Any]] = [("block", b.span) for b in found.blocks]
    spans += [("sentence", s.span) for s in found.sentences] + [("time", t.span) for t in found.times]
    spans += [("mention", m.span) for m in found.mentions]
    for name, span in spans:
        if not 0 <= span.start <= span.end <= len(text):
            yield Problem(kind="articles", id=key, what=f"{name} span {list(span)} lies outside the text")
    for mention in found.mentions:
        if mention.span.of(text) != mention.quote:
            yield Problem(kind="articles", id=key, what=f"mention at {list(mention.span)} is not its quote")


def _line(kind: str, key: str, text: str, texts: dict[str, str], ids: dict[str, set[str]]) -> Iterator[Problem]:
    try:
        from_json(text, KINDS[kind].type)
    except msgspec.MsgspecError as error:
        yield Problem(kind=kind, id=key, what=f"cannot be decoded: {error}")
        return
    value = json.loads(text)
    if not 0 <= value["confidence"] <= 1:
        yield Problem(kind=kind, id=key, what=f"confidence {value['confidence']} is not within 0..1")
    if kind != "actors":
        if not value["evidence"]:
            yield Problem(kind=kind, id=key, what="rests on no evidence")
        yield from _slices(kind, key, _all_evidence(value), texts)
        yield from _own_spans(kind, key, value, texts)
    for target, reference in references(kind, value):
        if reference not in ids[target]:
            yield Problem(kind=kind, id=key, what=f"refers to {target} {reference!r}, which is not in the record")


def _all_evidence(value: Any) -> Iterator[dict[str, Any]]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if {"article", "span", "quote"} <= item.keys():
                yield item
            else:
                stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)


def _slices(kind: str, key: str, rows: Iterable[dict[str, Any]], texts: dict[str, str]) -> Iterator[Problem]:
    for row in rows:
        text = texts.get(row["article"])
        if text is None:
            yield Problem(kind=kind, id=key, what=f"rests on article {row['article']!r}, which is not in the record")
        elif text[slice(*row["span"])] != row["quote"]:
            yield Problem(kind=kind, id=key, what=f"quote at {row['span']} of {row['article']} is not the slice")


def _own_spans(kind: str, key: str, value: dict[str, Any], texts: dict[str, str]) -> Iterator[Problem]:
    text = texts.get(value.get("article", ""))
    if text is None:
        return
    spans = list(value.get("content", ())) + list(value.get("cue", ()))
    spans += [value["trigger"]] if "trigger" in value else []
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            yield Problem(kind=kind, id=key, what=f"span {[start, end]} lies outside article {value['article']}")


def references(kind: str, value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(kind, id) of every other line that a line names."""
    if kind == "statements":
        parties = [value["speaker"], *value["via"], *value["addressees"]]
        yield from (("actors", party["actor"]) for party in parties if party["actor"])
        yield from (("actors", actor) for party in parties for actor in party["members"])
    elif kind == "events":
        yield from (("actors", actor) for actor in (*value["source"], *value["target"], *value["absent"]))
        yield from (("statements", key) for key in [value["statement"]] if key)
    elif kind == "encounters":
        yield from (("actors", actor) for actor in value["participants"])
        for account in value["accounts"]:
            yield "articles", account["article"]
            yield from (("statements", key) for key in account["statements"])
            yield from (("events", key) for key in account["events"])
    elif kind == "differences":
        yield from (("encounters", key) for key in [value["encounter"]] if key)
        yield from (("articles", key) for side in value["sides"] for key in side["articles"])
    elif kind == "asks":
        yield from (("actors", actor) for actor in (*value["asker"], *value["asked"]))
    elif kind == "forecasts":
        holder = [value["holder"]["actor"]] if value["holder"]["actor"] else []
        yield from (("actors", actor) for actor in (*holder, *value["actors"]))
    elif kind == "relations":
        yield from (("events", key) for key in value["events"])
    elif kind == "stories":
        yield from (("articles", key) for key in value["articles"])


def _evidence_rows(connection: Connection, ids: dict[str, set[str]]) -> Iterator[Problem]:
    for row in connection.execute(select(evidence.c.kind, evidence.c.line).distinct()):
        if row.line not in ids[row.kind]:
            yield Problem(kind=row.kind, id=row.line, what="evidence is kept of a line that is gone")
