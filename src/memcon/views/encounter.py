"""One encounter as a page tells it: the comparison of its accounts, its origins as a tree, its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from memcon.errors import UsageError
from memcon.record import Filter, Record
from memcon.views.comparison import AccountHead, Comparison, compare
from memcon.views.naming import Labels, labels_for
from memcon.views.telling import Told, heading, tell

_ORDER = {"differ": 0, "agree": 1, "only here": 2, "silent": 3}
_TAKEN = {"duplicate": "the same text", "near": "nearly the same text", "reworded": "the same in other words",
          "translated": "translated", "quoted": "quoted"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One origin: the account that wrote first; those that took from it, how, and the id of the copy that says so."""

    first: AccountHead
    copies: tuple[tuple[AccountHead, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterPage:
    """What the page of an encounter shows."""

    comparison: Comparison
    self: Told
    origins: tuple[Origin, ...]
    differences: tuple[Told, ...]
    names: Labels
    lines: Mapping[str, Told]
    title: str


class _Around:
    """The part of a record that concerns one encounter, asked as the record is."""

    def __init__(self, record: Record, encounter: dict[str, Any]) -> None:
        self._encounter = encounter
        articles = [account["article"] for account in encounter["accounts"]]
        wanted = {key for account in encounter["accounts"] for key in (*account["events"], *account["statements"])}
        self._lines = record.several(wanted)
        self._heads = list(record.heads(articles).values())
        self.differences = [
            d for d in record.resting_on_articles("differences", articles) if d["encounter"] == encounter["id"]
        ]
        self.copies = record.resting_on_articles("copies", articles)

    def line(self, key: str) -> tuple[str, dict[str, Any]]:
        del key
        return "encounters", self._encounter

    def lines(self, kind: str, wanted: Filter | None = None) -> list[dict[str, Any]]:
        if kind == "articles":
            return self._heads
        found = self.differences if kind == "differences" else [v for k, v in self._lines.values() if k == kind]
        least = wanted.min_confidence if wanted else 0.5
        return [value for value in found if value["confidence"] >= least and not value.get("rejected")]


def encounter_page(record: Record, encounter_id: str, *, min_confidence: float = 0.5) -> EncounterPage:
    """The page of one encounter; UsageError when the id is no encounter's."""
    found = record.several([encounter_id]).get(encounter_id)
    if found is None or found[0] != "encounters":
        raise UsageError(f"{encounter_id!r} is no encounter of this record")
    encounter = found[1]
    around = _Around(record, encounter)
    lines = {kind: around.lines(kind, Filter(min_confidence=0)) for kind in ("events", "statements", "differences")}
    names = labels_for(record, encounter, lines, around.lines("articles"))
    comparison = compare(cast(Record, around), encounter_id, names=names, min_confidence=min_confidence)
    decisions = record.lines("decisions")
    return EncounterPage(
        comparison=comparison,
        title=heading(encounter, names),
        self=tell("encounters", encounter, names, decisions),
        origins=tuple(_origins(comparison.accounts, around.copies)),
        differences=tuple(tell("differences", d, names, decisions) for d in comparison.differences),
        names=names,
        lines={
            line["id"]: tell(kind, line, names, decisions) for kind in ("events", "statements") for line in lines[kind]
        },
    )


def ordered_rows(comparison: Comparison) -> list[Any]:
    """The rows with differences on top, then what agrees, then what stands in one account alone."""
    return sorted(comparison.rows, key=lambda row: _ORDER[row.agreement])


def _origins(accounts: Sequence[AccountHead], copies: Sequence[Mapping[str, Any]]) -> list[Origin]:
    groups: dict[str, list[AccountHead]] = {}
    for account in accounts:
        groups.setdefault(account.origin, []).append(account)
    took = {copy["right"]: copy for copy in copies if copy["kind"] != "quoted"}
    found = []
    for members in groups.values():
        first = next((m for m in members if m.article not in took), members[0])
        rest = tuple((m, *_how(took.get(m.article))) for m in members if m is not first)
        found.append(Origin(first=first, copies=rest))
    return found


def _how(copy: Mapping[str, Any] | None) -> tuple[str, str]:
    """(how an account came by what it tells, the id of the copy that says so)."""
    return (_TAKEN[copy["kind"]], copy["id"]) if copy else ("of the same origin", "")
