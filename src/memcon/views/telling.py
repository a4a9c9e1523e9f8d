"""A line of the record as a reader meets it on a page: who, what, when, how sure, and where it stands.

An ask of France to Germany becomes lead (France, "to", Germany), text "supply more gas", tags request, open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from memcon.views.dates import day_in_words, days_in_words
from memcon.views.dates import in_words as when
from memcon.views.naming import Labels, clip, headline
from memcon.views.rows import place, quotes, said

Line = Mapping[str, Any]
TEXT = 600
MARKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """Words that lead to a page: `kind` and `id` say which; without an id they are only words."""

    text: str
    kind: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Characters of an article that a line rests on."""

    article: str
    start: int
    end: int
    label: str
    quote: str
    first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A line for a page. `verdicts` are the standing decisions on it, oldest first."""

    kind: str
    id: str
    lead: tuple[Ref, ...]
    text: str
    tags: tuple[str, ...]
    when: str
    confidence: float
    marks: tuple[Mark, ...]
    more: int
    rejected: bool
    verdicts: tuple[Mapping[str, Any], ...] = ()


def tell(kind: str, line: Line, names: Labels, decisions: Sequence[Line] = ()) -> Told:
    """The line as told on a page."""
    lead, text, tags = _TELLERS[kind](line, names)
    evidence = line.get("evidence", ())
    verdicts = tuple(d for d in decisions if concerns(d, kind, line))
    return Told(
        kind=kind,
        id=line["id"],
        lead=tuple(lead),
        text=clip(" ".join(text.split()), TEXT),
        tags=tuple(clip(tag, 80) for tag in tags if tag),
        when=when(line.get("when")),
        confidence=line.get("confidence", 1.0),
        marks=tuple(_marks(_telling(kind, line), names)),
        more=max(0, len(evidence) - MARKS) if kind != "statements" else 0,
        rejected=bool(line.get("rejected")) or rejected_by(verdicts),
        verdicts=verdicts,
    )


def rejected_by(verdicts: Iterable[Line]) -> bool:
    """Whether the last that was said of the line's truth is that it has none, which linking may not know yet."""
    said_last = [d["verdict"] for d in verdicts if d["verdict"] in ("accept", "reject")][-1:]
    return said_last == ["reject"]


def _telling(kind: str, line: Line) -> Sequence[Line]:
    """The evidence worth a link of its own: of a statement its content, of anything else the first few."""
    rows: Sequence[Line] = line.get("evidence", ())
    if kind == "statements":
        content = [list(span) for span in line["content"]]
        rows = [row for row in rows if list(row["span"]) in content] or rows
    return sorted(rows[:MARKS], key=lambda row: row["article"]) if kind != "copies" else rows[:MARKS]


def _marks(rows: Sequence[Line], names: Labels) -> Iterable[Mark]:
    """Marks of which only the first of an article carries its name, the others a number."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row["article"]] = number = seen.get(row["article"], 0) + 1
        found = mark(row, names)
        yield found if number == 1 else replace(found, label=str(number), first=False)


def mark(row: Line, names: Labels) -> Mark:
    """One piece of evidence as a place to go to."""
    start, end = row["span"]
    return Mark(article=row["article"], start=start, end=end, label=names.article(row["article"]), quote=row["quote"])


def concerns(decision: Line, kind: str, line: Line) -> bool:
    """Whether a standing decision was made on this line, under this id or an earlier one."""
    if decision["withdrawn_at"] is not None or decision["kind"] != kind:
        return False
    if line["id"] in (decision["target"], decision["value"]):
        return True
    own, members = _places(line.get("evidence", ())), set(line.get("members") or ())
    if members & (set(decision["members"]) | set(decision["other_members"])):
        return True
    return any(own and own == _places(decision[field]) for field in ("evidence", "other_evidence"))


def _places(rows: Iterable[Line]) -> set[tuple[str, int, int]]:
    return {(row["article"], row["span"][0], row["span"][1]) for row in rows}


Parts = tuple[list[Ref], str, list[str]]


def actors(keys: Iterable[str], names: Labels) -> list[Ref]:
    """References to actors, with commas between."""
    found: list[Ref] = []
    for key in keys:
        found += [Ref(text=", ")] if found else []
        found.append(Ref(text=names.actor(key), kind="actor", id=key))
    return found


def _party(party: Line) -> Ref:
    return Ref(text=clip(party["name"]), kind="actor", id=party["actor"] or "")


def _statement(line: Line, names: Labels) -> Parts:
    del names
    lead = [_party(line["speaker"])]
    for other in line["via"]:
        lead += [Ref(text=" via "), _party(other)]
    for n, other in enumerate(line["addressees"]):
        lead += [Ref(text=", " if n else " to "), _party(other)]
    hedge = f"hedged: {line['hedge']}" if line["hedge"] else ""
    return lead, said(line), [line["mode"], "denied" if line["denied"] else "", hedge]


def _event(line: Line, names: Labels) -> Parts:
    lead = actors(line["source"], names) or [Ref(text="somebody not named")]
    if line["target"]:
        lead += [Ref(text=" → "), *actors(line["target"], names)]
    kind = line["type"] + (f" · {line['mode']}" if line["mode"] else "")
    return lead, quotes(line), [kind, line["status"], line["channel"], place(line["place"]), _origins(line)]


def _origins(line: Line) -> str:
    number = line.get("independent", 1)
    return f"{number} origins" if number > 1 else ""


def _encounter(line: Line, names: Labels) -> Parts:
    number = len(line["accounts"])
    accounts = f"{number} account{'s' * (number != 1)}"
    lead = [Ref(text=f"{line['kind'].capitalize()}, {line['status']}")]
    origins = f"{line['independent']} origins" if line["independent"] > 1 else ""
    return lead, participants(line, names), [place(line["place"]), accounts, origins]


def participants(encounter: Line, names: Labels) -> str:
    """Who met, joined by dashes."""
    return " – ".join(names.actor(key) for key in encounter["participants"])


def heading(encounter: Line, names: Labels) -> str:
    """An encounter as a headline: who, what kind, when."""
    who = participants(encounter, names) or "Participants unknown"
    return ", ".join(part for part in (f"{who}: {encounter['kind']}", when(encounter["when"])) if part)


def _difference(line: Line, names: Labels) -> Parts:
    lead = [Ref(text=names.encounter(line["encounter"]), kind="encounter", id=line["encounter"] or "")]
    silent = [key for side in line["sides"] if not side["value"] for key in side["articles"]]
    summary = days_in_words(line["summary"])
    if silent:
        text = f"{summary} Not in {names.articles(silent)}."
    else:
        text = _with_sources(summary, [(_value(side), names.articles(side["articles"])) for side in line["sides"]])
    return lead, text, [line["aspect"], line["basis"]]


def _with_sources(summary: str, sides: Sequence[tuple[str, str]]) -> str:
    """The summary with who has which value: beside each value that it names, else after it."""
    if all(value and summary.count(value) == 1 for value, _ in sides):
        for value, source in sides:
            summary = summary.replace(value, f"{value} ({source})")
        return summary
    told = "; ".join(f"{clip(value, 80)} ({source})" for value, source in sides)
    return f"{summary} {told}" if told else summary


def _value(side: Line) -> str:
    return day_in_words(str(side["value"]))


def _ask(line: Line, names: Labels) -> Parts:
    lead = actors(line["asker"], names) or [Ref(text="somebody not named")]
    if line["asked"]:
        lead += [Ref(text=" to "), *actors(line["asked"], names)]
    condition = f"condition: {line['condition']}" if line["condition"] else ""
    answers = [f"{a['kind']} {when(a['when'])}".strip() for a in line["answers"]]
    answered = f"answer: {', '.join(answers)}" if answers else ""
    return lead, line["what"], [line["form"], line["status"], line["channel"], condition, answered]


def _forecast(line: Line, names: Labels) -> Parts:
    holder = line["holder"]
    who = names.actor(holder["actor"]) if holder["actor"] else holder["name"]
    lead = [Ref(text="the article’s author" if who == "author" else clip(who), kind="actor", id=holder["actor"] or "")]
    lead.append(Ref(text=", expected" if line["expects"] else ", not expected"))
    likely = line["likelihood"]
    span = f" ({likely['range'][0]:.0%}–{likely['range'][1]:.0%})" if likely["range"] else ""
    words = f"“{likely['words']}”{span}" if likely["words"] else ""
    condition = f"condition: {line['condition']}" if line["condition"] else ""
    horizon = f"by {day_in_words(line['horizon']['latest'])}" if line["horizon"]["latest"] else ""
    outcome = {"true": "came true", "false": "did not come true"}.get(line["outcome"]) or str(line["outcome"])
    return lead, line["claim"], [outcome, words, horizon, condition]


def _copy(line: Line, names: Labels) -> Parts:
    def article(key: str) -> Ref:
        return Ref(text=names.article(key), kind="article", id=key if names.head(key) else "")

    lead = [article(line["right"]), Ref(text=" took from "), article(line["left"])]
    return lead, quotes(line), [line["kind"], f"{line['score']:.0%} alike"]


def _relation(line: Line, names: Labels) -> Parts:
    text = f"{line['period']}: {line['score']:+.1f} ({line['low']:+.1f} to {line['high']:+.1f})"
    a, b = line["between"]
    lead = [Ref(text=f"{names.actor(a)} – {names.actor(b)}", kind="pair", id=f"{a}/{b}")]
    return lead, text, [line["line"], line["channel"], f"{line['independent_events']} origins"]


def _story(line: Line, names: Labels) -> Parts:
    del names
    number = len(line["articles"])
    return (
        [Ref(text=clip(line["title"], 200), kind="story", id=line["id"])],
        "",
        [f"{number} article{'s' * (number != 1)}"],
    )


def _actor(line: Line, names: Labels) -> Parts:
    del names
    also = f"also {', '.join(line['aliases'][:4])}" if line["aliases"] else ""
    tags = [str(line[name] or "") for name in ("kind", "state", "sector", "office")]
    return [Ref(text=clip(line["name"]), kind="actor", id=line["id"])], also, tags


def _article(line: Line, names: Labels) -> Parts:
    del names
    dated = ", ".join(part for part in (line["outlet"], day_in_words(line["published"] or "")) if part)
    if not line["title"] and dated:
        return [Ref(text=clip(dated), kind="article", id=line["id"])], _kind(line), [_unread(line)]
    dated = " · ".join(part for part in (dated, _kind(line)) if part)
    return [Ref(text=headline(line), kind="article", id=line["id"])], dated, [_unread(line)]


def _unread(line: Line) -> str:
    return "" if line["read"] == "read" else f"unread: {line['read']}"


def _kind(line: Line) -> str:
    return "" if line["kind"] == "unknown" else str(line["kind"])


_TELLERS: dict[str, Callable[[Line, Labels], Parts]] = {
    "statements": _statement, "events": _event, "encounters": _encounter, "differences": _difference,
    "asks": _ask, "forecasts": _forecast, "copies": _copy, "relations": _relation, "stories": _story,
    "actors": _actor, "articles": _article,
}  # fmt: skip
