"""A briefing made only of the record: sentences from its lines, each with the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from memcon.record import Filter, Record
from memcon.views.comparison import title_of
from memcon.views.rows import Names, place, when

Line = dict[str, Any]
MOST = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A footnote: who published, when, the exact words, and the line of the record that they carry."""

    label: str
    quote: str
    article: str
    span: tuple[int, int]
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence of a briefing with its citations; a sentence without any is never made."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its sentences."""

    heading: str
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What `memcon brief` tells: title, then sections; empty sections are left out."""

    title: str
    sections: tuple[Section, ...]


def brief(record: Record, wanted: Filter, *, subject: str, names: Names) -> Briefing:
    """The briefing of what passes the filter: encounters, differences, asks, forecasts, events."""
    encounters = [e for e in record.lines("encounters", wanted) if e["evidence"]]
    held = [e for e in encounters if e["status"] in ("held", "ongoing")]
    sections = (
        ("In short", _lead(held, names)),
        ("Encounters", _each(encounters, names, _encounter)),
        ("Where accounts differ", _each(_weighty(record.lines("differences", wanted)), names, _difference)),
        ("Asks still open", _each(_open(record.lines("asks", wanted)), names, _ask)),
        ("Asks answered", _each(_answered(record.lines("asks", wanted)), names, _ask)),
        ("Forecasts not yet resolved", _each(_due(record.lines("forecasts", wanted)), names, _forecast)),
        ("Forecasts resolved", _each(_resolved(record.lines("forecasts", wanted)), names, _forecast)),
        ("What else was done", _each(_acts(record.lines("events", wanted)), names, _event)),
    )
    found = tuple(Section(heading=heading, sentences=tuple(said)) for heading, said in sections)
    return Briefing(title=f"Briefing: {subject}", sections=tuple(section for section in found if section.sentences))


def _each(lines: Iterable[Line], names: Names, tell: Any) -> list[Said]:
    told: list[Said] = []
    for line in list(lines)[:MOST]:
        said = tell(line, names)
        if said.citations:
            told.append(said)
    return told


def _lead(held: list[Line], names: Names) -> list[Said]:
    """The latest encounters that took place, the best witnessed first."""
    best = sorted(held, key=lambda e: (-e["independent"], e["when"]["latest"] or "", e["id"]))[:3]
    return [_encounter(line, names) for line in sorted(best, key=lambda e: (e["when"]["earliest"] or "9999", e["id"]))]


def _weighty(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda d: (-d["weight"], d["id"]))


def _open(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line["status"] in ("open", "deferred")]


def _answered(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line["status"] not in ("open", "deferred")]


def _due(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line["outcome"] in ("open", "unclear")]


def _resolved(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line["outcome"] in ("true", "false")]


def _acts(lines: list[Line]) -> list[Line]:
    real = [e for e in lines if e["status"] in ("done", "ongoing") and not e["encounter_kind"]]
    return sorted(real, key=lambda e: (-e["independent"], -e["confidence"], e["id"]))


_HELD = {
    "held": "took place", "ongoing": "is under way", "planned": "is planned", "cancelled": "was cancelled",
    "alleged": "is said to have taken place", "denied": "is denied",
}  # fmt: skip


def _encounter(line: Line, names: Names) -> Said:
    accounts, origins = len(line["accounts"]), line["independent"]
    text = f"{title_of(line, names)}: this {line['kind']} {_HELD[line['status']]}"
    text += f"; {_number(accounts, 'account')} of {_number(origins, 'independent origin')}."
    return Said(text=text, citations=_citations(line, names))


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _difference(line: Line, names: Names) -> Said:
    told = [f"{_side(side, names)}" for side in line["sides"]]
    text = f"{_ended(line['summary'])} {_ended('; '.join(told))}" if told else _ended(line["summary"])
    rows = [row for side in line["sides"] for row in side["evidence"]] or line["evidence"]
    return Said(text=text, citations=_citations({**line, "evidence": rows}, names))


def _side(side: Line, names: Names) -> str:
    who = names.articles(side["articles"])
    return f"{who} has {side['value']}" if side["value"] else f"{who} does not mention it"


def _ask(line: Line, names: Names) -> Said:
    asker = names.actors(line["asker"]) or "Somebody not named"
    asked = names.actors(line["asked"])
    to = f" to {asked}" if asked else ""
    dated = f" ({when(line['when'])})" if when(line["when"]) else ""
    condition = f", on the condition “{line['condition']}”" if line["condition"] else ""
    answers = [f"{a['kind']}{' ' + when(a['when']) if when(a['when']) else ''}" for a in line["answers"]]
    ending = f"; answer: {', '.join(answers)}" if answers else "; no answer is on record"
    text = f"{_article(line['form'])} by {asker}{to}{dated}: “{line['what']}”{condition}{ending}."
    answered = [row for answer in line["answers"] for row in answer["evidence"]]
    return Said(text=text, citations=_citations({**line, "evidence": line["evidence"] + answered}, names))


def _article(form: str) -> str:
    return f"{'An' if form[0] in 'aeiou' else 'A'} {form}"


def _forecast(line: Line, names: Names) -> Said:
    holder = names.actor(line["holder"]["actor"]) if line["holder"]["actor"] else line["holder"]["name"]
    holder = "The author" if holder == "author" else holder
    expects = "expects" if line["expects"] else "does not expect"
    words = f" (“{line['likelihood']['words']}”)" if line["likelihood"]["words"] else ""
    condition = f", if “{line['condition']}”" if line["condition"] else ""
    horizon = f", by {when(line['horizon'])}" if when(line["horizon"]) else ""
    outcome = {"true": "it came true", "false": "it did not come true", "open": "it is open",
               "unclear": "the outcome is unclear"}[line["outcome"]]  # fmt: skip
    text = f"{holder} {expects}{words}: “{line['claim']}”{condition}{horizon}; {outcome}."
    return Said(text=text, citations=_citations({**line, "evidence": line["evidence"] + line["resolved_by"]}, names))


def _event(line: Line, names: Names) -> Said:
    who = names.actors(line["source"]) or "Somebody not named"
    whom = f" – {names.actors(line['target'])}" if line["target"] else ""
    at = ", ".join(part for part in (when(line["when"]), place(line["place"])) if part)
    text = (
        f"{line['type']}: {who}{whom}{f' ({at})' if at else ''}; {_number(line['independent'], 'independent origin')}."
    )
    return Said(text=text, citations=_citations(line, names))


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."


def _citations(line: Line, names: Names) -> tuple[Citation, ...]:
    """One footnote an article: the first of its quotes that the line rests on."""
    found: dict[str, Citation] = {}
    for row in line["evidence"]:
        if row["article"] not in found:
            found[row["article"]] = Citation(
                label=names.article(row["article"]),
                quote=row["quote"],
                article=row["article"],
                span=(row["span"][0], row["span"][1]),
                line=line["id"],
            )
    return tuple(found.values())


def numbered(briefing: Briefing) -> Iterator[tuple[Section, list[tuple[Said, list[int]]]]]:
    """Sections with the footnote numbers of each sentence, counted through the whole briefing."""
    count = 0
    for section in briefing.sections:
        rows = []
        for said in section.sentences:
            rows.append((said, [count + n for n in range(1, len(said.citations) + 1)]))
            count += len(said.citations)
        yield section, rows
