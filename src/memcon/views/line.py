"""One line of the record as a page: its evidence in its sentences, reasons, fields in words, decisions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from memcon.errors import UsageError
from memcon.record import Record
from memcon.views.dates import in_words, span_in_words
from memcon.views.naming import Labels, labels_for
from memcon.views.telling import Told, concerns, tell

CITED = 60
_APART = frozenset({"id", "evidence", "reasons", "confidence", "members", "rejected", "subject", "content", "cue",
                    "trigger"})  # fmt: skip
_PEOPLE = frozenset({"source", "target", "participants", "asker", "asked", "between", "via", "addressees", "actors"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePage:
    """What the page of a line shows; `former` is the id asked for when an earlier build gave it."""

    kind: str
    line: Mapping[str, Any]
    told: Told
    cited: tuple[Passage, ...]
    reasons: tuple[Mapping[str, Any], ...]
    facts: tuple[tuple[str, str], ...]
    decisions: tuple[Mapping[str, Any], ...]
    former: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence (its `text` starts at `start` of the article) with the characters of it that a line rests on."""

    article: str
    label: str
    start: int
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The sentence in parts: (text, whether the line rests on it)."""
        marked = bytearray(len(self.text))
        for start, end in self.spans:
            marked[start - self.start : end - self.start] = b"\1" * (end - start)
        cuts = [n for n in range(1, len(self.text)) if marked[n] != marked[n - 1]]
        edges = [0, *cuts, len(self.text)]
        return tuple((self.text[a:b], bool(marked[a])) for a, b in pairwise(edges) if a < b)


def line_page(record: Record, line_id: str) -> LinePage:
    """The page of a line, or of what took its place; UsageError when there is neither."""
    found, former = record.several([line_id]).get(line_id), None
    if found is None:
        successor = record.successor(line_id)
        found = record.several([successor[1]]).get(successor[1]) if successor and successor[1] else None
        former = line_id
    if found is None:
        raise UsageError(f"the record has no line with the id {line_id[:100]!r}")
    kind, line = found
    names, decisions = labels_for(record, line), record.lines("decisions")
    return LinePage(
        kind=kind,
        line=line,
        told=tell(kind, line, names, decisions),
        cited=tuple(_cited(record, line, names)),
        reasons=tuple(line.get("reasons", ())),
        facts=tuple(_facts(line, names)),
        decisions=tuple(d for d in decisions if concerns({**d, "withdrawn_at": None}, kind, line)),
        former=former,
    )


def _cited(record: Record, line: Mapping[str, Any], names: Labels) -> list[Passage]:
    """Evidence in order, all of one sentence in one passage."""
    found: dict[tuple[str, int], Passage] = {}
    for row in line.get("evidence", ())[:CITED]:
        start, end = row["span"]
        around = record.sentence(row["article"], start)
        first, text = (around[0].start, around[1]) if around is not None else (start, row["quote"])
        if end > first + len(text):  # evidence goes on in the next sentence
            text = text[: start - first] + row["quote"]
        key = (row["article"], first)
        before = found.get(key)
        spans = tuple(sorted({*(before.spans if before else ()), (start, end)}))
        longest = max(before.text if before else "", text, key=len)
        found[key] = Passage(
            article=row["article"], label=names.article(row["article"]), start=first, text=longest, spans=spans
        )
    return list(found.values())


def _facts(line: Mapping[str, Any], names: Labels) -> Iterator[tuple[str, str]]:
    for name, value in line.items():
        if name not in _APART and value not in (None, "", [], ()):
            words = _words(name, value, names)
            if words:
                yield name, words


def _words(name: str, value: Any, names: Labels) -> str:
    """A field's value for people; what has no plainer form stays JSON."""
    if isinstance(value, str):
        return f"{names.article(value)} ({value})" if name in ("article", "left", "right") else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping) and "edtf" in value:
        return f"{span_in_words(value['edtf'])} ({value['edtf']}, {value['basis']})" if value["edtf"] else ""
    if isinstance(value, Mapping) and "name" in value:
        known = value.get("actor") or value.get("state")
        return f"{value['name']} ({known})" if known else str(value["name"])
    if name in _PEOPLE and isinstance(value, list):
        return ", ".join(f"{names.actor(key)} ({key})" if isinstance(key, str) else str(key["name"]) for key in value)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return names.articles(value) if name == "articles" else ", ".join(value)
    if name in _PLAIN:
        return _PLAIN[name](value, names)
    return json.dumps(value, ensure_ascii=False)


def _accounts(value: Any, names: Labels) -> str:
    return "; ".join(
        f"{names.article(a['article'])} ({_count(a['statements'], 'statement')}, {_count(a['events'], 'act')})"
        for a in value
    )


def _count(ids: Any, what: str) -> str:
    return f"{len(ids)} {what}{'s' * (len(ids) != 1)}"


def _sides(value: Any, names: Labels) -> str:
    return "; ".join(f"{s['value'] or 'not mentioned'} ({names.articles(s['articles'])})" for s in value)


def _answers(value: Any, names: Labels) -> str:
    del names
    return "; ".join(" ".join(filter(None, (a["kind"], in_words(a["when"])))) for a in value)


def _likelihood(value: Any, names: Labels) -> str:
    del names
    if not value["words"]:
        return ""
    return f"“{value['words']}”" + (f" ({value['range'][0]:.0%}–{value['range'][1]:.0%})" if value["range"] else "")


_PLAIN: dict[str, Callable[[Any, Labels], str]] = {
    "accounts": _accounts, "sides": _sides, "answers": _answers, "likelihood": _likelihood,
}  # fmt: skip
