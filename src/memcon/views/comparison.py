"""An encounter with its accounts side by side: what each says, where they agree, differ or stay silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from memcon.errors import UsageError
from memcon.record import Filter, Record
from memcon.views.rows import Names, place, said, when

Agreement = Literal["agree", "differ", "only here", "silent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountHead:
    """The head of a column: the article, and the origin it shares with its copies."""

    article: str
    label: str
    kind: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one account says in one row: words, the lines behind them, evidence; empty when silent."""

    text: str = ""
    lines: tuple[str, ...] = ()
    evidence: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One aspect or claim across the accounts, in the order of the columns."""

    name: str
    agreement: Agreement
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What `memcon compare` shows: official readouts first, then the press by date."""

    encounter: dict[str, Any]
    title: str
    accounts: tuple[AccountHead, ...]
    differences: tuple[dict[str, Any], ...]
    rows: tuple[Row, ...]


def compare(record: Record, encounter_id: str, *, names: Names, min_confidence: float = 0.5) -> Comparison:
    """The accounts of one encounter side by side; UsageError when the id is no encounter's."""
    found = record.line(encounter_id)
    if found is None or found[0] != "encounters":
        raise UsageError(f"{encounter_id!r} is no encounter of this record; `memcon show encounters` lists them")
    encounter = found[1]
    heads = _heads(record, encounter, names)
    wanted = Filter(min_confidence=min_confidence)
    differences = [d for d in record.lines("differences", wanted) if d["encounter"] == encounter_id]
    events = {e["id"]: e for e in record.lines("events", Filter(min_confidence=0))}
    statements = {s["id"]: s for s in record.lines("statements", wanted)}
    accounts = {account["article"]: account for account in encounter["accounts"]}
    ordered = [accounts[head.article] for head in heads]
    rows = [
        *_fact_rows(ordered, events, differences, names, least=min_confidence),
        *_difference_rows(ordered, differences),
        *_claim_rows(ordered, statements),
    ]
    return Comparison(
        encounter=encounter,
        title=title_of(encounter, names),
        accounts=tuple(heads),
        differences=tuple(sorted(differences, key=lambda d: (-d["weight"], d["id"]))),
        rows=tuple(rows),
    )


def title_of(encounter: dict[str, Any], names: Names) -> str:
    """An encounter in a few words: kind, participants, date, place."""
    parts = [encounter["kind"].capitalize(), " – ".join(names.actor(key) for key in encounter["participants"])]
    parts += [when(encounter["when"]), place(encounter["place"])]
    return ", ".join(part for part in parts if part)


def _heads(record: Record, encounter: dict[str, Any], names: Names) -> list[AccountHead]:
    articles = {article["id"]: article for article in record.lines("articles")}
    heads = []
    for account in encounter["accounts"]:
        article = articles[account["article"]]
        heads.append((article["kind"] != "official", article["published"] or "9999", article))
    heads.sort(key=lambda item: (item[0], item[1], item[2]["id"]))
    return [
        AccountHead(article=a["id"], label=names.article(a["id"]), kind=a["kind"], origin=a["origin"])
        for _, _, a in heads
    ]


def _fact_rows(
    accounts: list[dict[str, Any]],
    events: dict[str, Any],
    differences: list[dict[str, Any]],
    names: Names,
    *,
    least: float,
) -> Iterable[Row]:
    told = [_sure([events[key] for key in account["events"] if key in events], least) for account in accounts]
    facts = (
        ("date", lambda e: when(e["when"]) if e["when"]["basis"] != "publication" else ""),
        ("place", lambda e: place(e["place"])),
        ("participants", lambda e: names.actors(sorted({*e["source"], *e["target"]}))),
        ("status", lambda e: e["encounter_status"] or e["status"]),
    )
    for name, value in facts:
        own = [difference for difference in differences if difference["aspect"] == name]
        cells = [
            _fact_cell(account, _own_lines(account["article"], lines, own), value)
            for account, lines in zip(accounts, told, strict=True)
        ]
        cells = [_with_sides(cell, account["article"], own) for cell, account in zip(cells, accounts, strict=True)]
        differs = bool(own)
        if any(cell.text for cell in cells):
            yield Row(name=name, agreement=_agreement(cells, differs=differs), cells=tuple(cells))


def _sure(lines: list[dict[str, Any]], least: float) -> list[dict[str, Any]]:
    """The account's lines that are as sure as what is shown; all of them where none is."""
    return [line for line in lines if line["confidence"] >= least] or lines


def _own_lines(article: str, lines: list[dict[str, Any]], differences: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where an article differs from others, its lines without those it shares: they may have the others' value."""
    if not any(article in side["articles"] for difference in differences for side in difference["sides"]):
        return lines
    return [line for line in lines if {row["article"] for row in line["evidence"]} <= {article}]


def _with_sides(cell: Cell, article: str, differences: list[dict[str, Any]]) -> Cell:
    """The cell with what a difference rests on beside it: "2022-12-30; 2022-12-26" where an article gives both."""
    texts = cell.text.split("; ") if cell.text else []
    evidence = list(cell.evidence)
    for difference in differences:
        for side in difference["sides"]:
            if article in side["articles"] and side["value"] and side["value"] not in cell.text:
                texts.append(side["value"])
                evidence += [row for row in side["evidence"] if row["article"] == article and row not in evidence]
    return Cell(text="; ".join(dict.fromkeys(texts)), lines=cell.lines, evidence=tuple(evidence))


FACTS = frozenset({"date", "place", "participants"})


def _difference_rows(accounts: list[dict[str, Any]], differences: list[dict[str, Any]]) -> Iterable[Row]:
    """One row for each difference found between the accounts that is not of a fact above: who says which."""
    for difference in sorted(differences, key=lambda d: (-d["weight"], d["id"])):
        if difference["aspect"] in FACTS or difference["basis"] == "reported":
            continue
        cells = [_side_cell(account["article"], difference) for account in accounts]
        if any(cell.text for cell in cells):
            yield Row(name=difference["aspect"], agreement="differ", cells=tuple(cells))


def _side_cell(article: str, difference: dict[str, Any]) -> Cell:
    sides = [side for side in difference["sides"] if article in side["articles"]]
    texts = [side["value"] or ("not mentioned" if difference["aspect"] == "omission" else "") for side in sides]
    evidence = [row for side in sides for row in side["evidence"] if row["article"] == article]
    return Cell(
        text="; ".join(dict.fromkeys(text for text in texts if text)),
        evidence=tuple(evidence),
    )  # fmt: skip


def _fact_cell(account: dict[str, Any], lines: list[dict[str, Any]], value: Any) -> Cell:
    values: list[str] = []
    used: list[dict[str, Any]] = []
    for line in lines:
        word = value(line)
        if word:
            used.append(line)
            if word not in values:
                values.append(word)
    evidence = [row for line in used for row in line["evidence"] if row["article"] == account["article"]]
    return Cell(text="; ".join(values), lines=tuple(line["id"] for line in used), evidence=tuple(evidence))


def _claim_rows(accounts: list[dict[str, Any]], statements: dict[str, Any]) -> Iterable[Row]:
    """One row for each claim: who is reported to say it, or that accounts tell it in their own voice."""
    claims: dict[str, list[list[Witness]]] = {}
    for column, account in enumerate(accounts):
        said = [statements[key] for key in account["statements"] if key in statements]
        witnesses = [(line["claim"] or line["id"], _of_statement(line)) for line in said]
        witnesses += [(told["claim"], _of_told(told)) for told in account.get("told", ())]
        for claim, witness in witnesses:
            claims.setdefault(claim, [[] for _ in accounts])[column].append(witness)
    shared = sorted(claims.items(), key=lambda item: (-sum(1 for c in item[1] if c), _first(item[1])))
    for _, columns in shared:
        if not any(witness.speaker for found in columns for witness in found) and sum(map(bool, columns)) < 2:
            continue
        cells = tuple(_claim_cell(found) for found in columns)
        speaker = next((one.speaker for found in columns for one in found if one.speaker), None)
        name = f"said by {speaker}" if speaker else "told"
        yield Row(name=name, agreement=_agreement(cells, differs=False), cells=cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One telling of a claim: the statement's words with who says them, or an account's own words."""

    text: str
    speaker: str | None
    line: str | None
    place: tuple[str, tuple[int, ...]]
    evidence: tuple[dict[str, Any], ...]


def _of_statement(line: dict[str, Any]) -> Witness:
    return Witness(
        text=said(line),
        speaker=line["speaker"]["name"],
        line=line["id"],
        place=(line["article"], tuple(line["content"][0])),
        evidence=tuple(line["evidence"]),
    )


def _of_told(told: dict[str, Any]) -> Witness:
    rows = told["evidence"]
    return Witness(
        text=" ".join(" ".join(row["quote"].split()) for row in rows),
        speaker=None,
        line=None,
        place=(rows[0]["article"], tuple(rows[0]["span"])),
        evidence=tuple(rows),
    )


def _first(columns: list[list[Witness]]) -> tuple[str, tuple[int, ...]]:
    return next(one.place for found in columns for one in found)


def _claim_cell(found: list[Witness]) -> Cell:
    ordered = sorted(found, key=lambda one: one.place)
    return Cell(
        text=" / ".join(dict.fromkeys(one.text for one in ordered)),
        lines=tuple(one.line for one in ordered if one.line is not None),
        evidence=tuple(row for one in ordered for row in one.evidence),
    )


def _agreement(cells: Iterable[Cell], *, differs: bool) -> Agreement:
    telling = [cell for cell in cells if cell.text]
    if differs:
        return "differ"
    if not telling:
        return "silent"
    return "agree" if len(telling) > 1 else "only here"
