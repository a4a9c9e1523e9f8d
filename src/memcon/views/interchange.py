"""Events as rows for other tools: what the POLECAT and the GDELT export share.

An event of Russia and China towards Ukraine on 4 May is one POLECAT row (actors joined by semicolons) and two GDELT
rows (one a pair of actors). What the record does not know is None; nothing is guessed to fill a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any, Literal

from memcon.lexicon.tables import read_rows
from memcon.link.relations import plover_score
from memcon.record import Filter, Record

Object = Mapping[str, Any]
Value = str | int | float | None
ColumnType = Literal["text", "integer", "number", "day"]

HAPPENED = ("done", "ongoing")
QUADS = {
    "VERBAL COOPERATION": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "MATERIAL COOPERATION": ("COOPERATE", "AID", "RETREAT"),
    "VERBAL CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "SANCTION", "THREATEN"),
    "MATERIAL CONFLICT": ("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""The PLOVER manual, table "Quad categories in PLOVER"."""
CONTEXTS = {
    "military": "military", "economic": "economic", "energy": "natural_resource", "technology": "technology",
    "diplomatic": "diplomatic", "legal": "legal", "humanitarian": "humanitarian", "territorial": "territory",
}  # fmt: skip
"""Channels as contexts of the PLOVER manual; `information` and `other` have none that says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an export: its name, what it holds, and in words where it comes from."""

    name: str
    type: ColumnType
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event with what its rows need: its actors, its articles in order of publication, its place."""

    event: Object
    actors: Mapping[str, Object]
    articles: tuple[Object, ...]
    texts: Mapping[str, str]

    @property
    def day(self) -> str | None:
        """The day it happened, ISO 8601, None when the text is less precise."""
        when = self.event["when"]
        return str(when["earliest"]) if when["earliest"] and when["earliest"] == when["latest"] else None

    @property
    def published(self) -> str | None:
        """The day on which it was first told, None when no article has one."""
        days = [a["published"] for a in self.articles if a["published"] and len(a["published"]) == 10]
        return min(days, default=None)

    @property
    def score(self) -> float:
        """The PLOVER manual's conflict-cooperation score."""
        return plover_score(self.event["type"], self.event["mode"])

    @property
    def quote(self) -> str | None:
        """The first of the words that it rests on."""
        return next((str(row["quote"]) for row in self.event["evidence"]), None)

    def actor(self, key: str) -> Object:
        """The actor, or as much as its id says."""
        known = {"id": key, "name": key, "kind": "", "state": None, "sector": None, "office": None}
        return self.actors.get(key) or known

    def state(self, key: str | None) -> str | None:
        """The state that an actor is or belongs to, ISO 3166-1 alpha-3."""
        if key is None:
            return None
        actor = self.actor(key)
        return actor["state"] or (key if actor["kind"] == "state" else None)

    def raw(self, side: Literal["source", "target"]) -> list[str]:
        """The actors of one side as the article words them."""
        text = self.texts.get(self.event["article"], "")
        return [text[start:end] for start, end in self.event[f"{side}_spans"]]


def tellings(record: Record, *, min_confidence: float = 0.0) -> Iterator[Telling]:
    """Every event that no analyst rejected, by date, then id, with its actors and articles."""
    actors = {actor["id"]: actor for actor in record.lines("actors", Filter(min_confidence=0))}
    heads = {article["id"]: article for article in record.lines("articles")}
    texts: dict[str, str] = {}
    for event in record.lines("events", Filter(min_confidence=min_confidence)):
        if event["article"] not in texts:
            found = record.article(event["article"])
            texts = {event["article"]: found.text if found else ""}
        keys = sorted({row["article"] for row in event["evidence"]} | {event["article"]})
        articles = sorted((heads[key] for key in keys if key in heads), key=lambda a: (a["published"] or "9", a["id"]))
        yield Telling(event=event, actors=actors, articles=tuple(articles), texts=texts)


def dyads(telling: Telling) -> list[tuple[str | None, str | None]]:
    """The pairs of actors of an event: each source with each target, the sources of a mutual act among themselves.

    A state and its own people on one side and the other are no pair where the event has others.
    """
    event = telling.event
    sources, targets = list(event["source"]), list(event["target"])
    if sources and targets:
        pairs = [(a, b) for a in sources for b in targets if a != b] or [(sources[0], None)]
        abroad = [(a, b) for a, b in pairs if telling.state(a) is None or telling.state(a) != telling.state(b)]
        return abroad or pairs
    if len(sources) > 1 and event["type"] in ("CONSULT", "AGREE", "COOPERATE"):
        return list(combinations(sources, 2))
    return [(a, None) for a in sources] or [(None, b) for b in targets] or [(None, None)]


def quad(kind: str) -> str | None:
    """The quad category of a PLOVER type."""
    return next((name for name, kinds in QUADS.items() if kind in kinds), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Codes of a state in the lists of others: Correlates of War, FIPS 10-4."""

    cow: str | None
    fips: str | None


@cache
def state_codes() -> Mapping[str, Codes]:
    """Other lists' codes by ISO 3166-1 alpha-3."""
    return {
        row.need("code"): Codes(cow=row.get("cow") or None, fips=row.get("fips") or None)
        for row in read_rows("state_codes")
    }


@cache
def _cameo() -> Mapping[str, Sequence[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in read_rows("cameo"):
        found.setdefault(row.need("type"), []).append((row.need("code"), row.get("mode"), row.get("context")))
    return found


def cameo(kind: str, mode: str | None, context: str | None) -> str | None:
    """The CAMEO code of a type, mode and context by the published mapping, as deep as it is certain.

    The mapping runs from CAMEO to PLOVER; read backwards several codes may meet one type. The first of these
    that leaves codes gives theirs: mode and context both the mapping's; the mode's without a context; the context's
    without a mode; any of the mode; those with neither; any. Several codes give what they begin with alike.
    """
    rows = _cameo().get(kind, ())
    mode, context = mode or "", context or ""
    for chosen in (
        [code for code, m, c in rows if mode and context and (m, c) == (mode, context)],
        [code for code, m, c in rows if mode and (m, c) == (mode, "")],
        [code for code, m, c in rows if mode and m == mode],
        [code for code, m, c in rows if context and (m, c) == ("", context)],
        [code for code, m, c in rows if (m, c) == ("", "")],
        [code for code, _, _ in rows],
    ):
        if code := _common(chosen):
            return code
    return None


def _common(codes: Iterable[str]) -> str | None:
    """What codes begin with alike, as a code of three or four digits; None when not even the root is shared."""
    codes = list(codes)
    if len(codes) == 1:
        return codes[0]
    roots, bases = {code[:2] for code in codes}, {code[:3] for code in codes}
    if len(roots) != 1:
        return None
    return bases.pop() if len(bases) == 1 else f"{roots.pop()}0"
