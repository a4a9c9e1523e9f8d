"""A briefing of one encounter: what is on record of it, what each account says, where they differ, what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from memcon.errors import UsageError
from memcon.record import Filter, Record
from memcon.views.briefing import Briefing, Section, states_of
from memcon.views.citing import Citation, Sources, quoted
from memcon.views.phrasing import sentence, the_encounter
from memcon.views.rows import Names
from memcon.views.tidings import Said, Teller

Line = dict[str, Any]
SAID = 12
"""Statements told of one account at most."""


def brief_encounter(record: Record, encounter: str, *, names: Names, min_confidence: float = 0.5) -> Briefing:
    """The briefing of one encounter; UsageError when the id is no encounter's."""
    found = record.line(encounter)
    if found is None or found[0] != "encounters":
        raise UsageError(f"{encounter!r} is no encounter of this record; `memcon show encounters` lists them")
    line, articles = found[1], record.lines("articles")
    latest = max((article["published"] or "" for article in articles), default="")
    teller = Teller(
        sources=Sources(record, articles), names=names, encounters={line["id"]: line},
        states=states_of(record, [line]), latest=latest,
    )  # fmt: skip
    lines = _Lines(record, line, Filter(min_confidence=min_confidence))
    sections = [
        Section(heading="In short", sentences=_kept([teller.encounter(line)])),
        Section(heading="Where accounts differ", sentences=_kept(teller.differences(lines.differences))),
        *_accounts(lines, teller),
        Section(heading="What was asked", sentences=_kept(map(teller.ask, lines.asks))),
        Section(heading="What was foretold", sentences=_kept(map(teller.forecast, lines.forecasts))),
    ]
    title = the_encounter(line, names)
    return Briefing(title=f"Briefing: {title}", sections=tuple(s for s in sections if s.sentences))


class _Lines:
    """The lines that belong to one encounter."""

    def __init__(self, record: Record, encounter: Line, wanted: Filter) -> None:
        self.encounter = encounter
        articles = [account["article"] for account in encounter["accounts"]]
        keys = [key for account in encounter["accounts"] for key in account["statements"]]
        found = record.several(keys)
        self.statements = {
            key: line
            for key, (kind, line) in found.items()
            if kind == "statements" and line["confidence"] >= wanted.min_confidence and not line.get("rejected")
        }
        heads = record.heads(articles)
        order = sorted(heads.values(), key=lambda a: (a["kind"] != "official", a["published"] or "9999", a["id"]))
        self.articles = [article["id"] for article in order]
        self.differences = sorted(
            (d for d in _resting(record, "differences", articles, wanted) if d["encounter"] == encounter["id"]),
            key=lambda d: (-d["weight"], d["id"]),
        )
        who = set(encounter["participants"]) | {
            state for key in encounter["participants"] for state in [_state(record, key)] if state
        }
        self.asks = [a for a in _resting(record, "asks", articles, wanted) if _within(a, who, encounter)]
        self.forecasts = [f for f in _resting(record, "forecasts", articles, wanted) if len(who & set(f["actors"])) > 1]


def _state(record: Record, key: str) -> str | None:
    found = record.several([key]).get(key)
    return found[1].get("state") if found else None


def _resting(record: Record, kind: str, articles: Iterable[str], wanted: Filter) -> list[Line]:
    found = record.resting_on_articles(kind, articles)
    return [line for line in found if line["confidence"] >= wanted.min_confidence and not line.get("rejected")]


def _within(ask: Line, who: set[str], encounter: Line) -> bool:
    """Whether an ask passed between the participants, in days that meet the encounter's."""
    if not (set(ask["asker"]) & who and set(ask["asked"]) & who):
        return False
    mine, theirs = ask["when"], encounter["when"]
    if mine["basis"] == "publication" or not mine["earliest"] or not theirs["earliest"]:
        return True
    return bool(mine["earliest"] <= (theirs["latest"] or "9999") and (mine["latest"] or "9999") >= theirs["earliest"])


def _accounts(lines: _Lines, teller: Teller) -> Iterator[Section]:
    """What each account lets whom say, official readouts first; the same claim is told once an account."""
    accounts = {account["article"]: account for account in lines.encounter["accounts"]}
    for article in lines.articles:
        told: list[Said | None] = []
        claims: set[str] = set()
        for key in accounts[article]["statements"]:
            line = lines.statements.get(key)
            if line is None or (line["claim"] or key) in claims or len(told) == SAID:
                continue
            claims.add(line["claim"] or key)
            told.append(said(line, teller))
        heading = f"What {teller.sources.dated(article)} says"
        yield Section(heading=heading, sentences=_kept(told))


def said(line: Mapping[str, Any], teller: Teller) -> Said | None:
    """A statement as a sentence: who, through whom, in the article's words."""
    content = {tuple(span) for span in line["content"]}
    rows = [row for row in line["evidence"] if tuple(row["span"]) in content] or line["evidence"]
    if not rows:
        return None
    words = " … ".join(dict.fromkeys(row["quote"] for row in rows))
    cited = teller.sources.cite_all(rows, line["id"], most=1)
    via = [" ".join(party["name"].split())[:80] for party in line["via"]]
    who = " ".join(line["speaker"]["name"].split())[:80]
    through = f", according to {', who has it from '.join(via)}" if via else ""
    verb = "denies" if line["denied"] else "says"
    quote = quoted(Citation(label="", quote=words, article="", span=(0, 0), line=""))
    return Said(text=sentence(f"{who} {verb}{through}: {quote}"), citations=cited, line=line["id"])


def _kept(told: Iterable[Said | None]) -> tuple[Said, ...]:
    found: dict[str, Said] = {}
    for one in told:
        if one is not None and one.citations:
            found.setdefault(one.text, one)
    return tuple(found.values())
