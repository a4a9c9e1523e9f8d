"""A briefing of one encounter: what is on record of it, what each account says, where they differ, what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from memcon.errors import UsageError
from memcon.record import Filter, Record
from memcon.views.briefing import Briefing, Section, states_of
from memcon.views.citing import Sources, quoted
from memcon.views.phrasing import called, sentence, the_encounter
from memcon.views.rows import Names
from memcon.views.tidings import Said, Teller

Line = dict[str, Any]
SAID = 12
"""Statements told of one account at most."""
PRINTED = 14
"""Days after an encounter in which an ask dated by its day of print may have been made there."""


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
        asks, forecasts = (_resting(record, kind, articles, wanted) for kind in ("asks", "forecasts"))
        self.asks = [line for line in asks if _passed(line, who) and _within(line, encounter)]
        self.forecasts = [line for line in forecasts if len(who & set(line["actors"])) > 1 and _within(line, encounter)]


def _passed(ask: Line, who: set[str]) -> bool:
    """Whether an ask passed between participants."""
    return bool(set(ask["asker"]) & who and set(ask["asked"]) & who)


def _state(record: Record, key: str) -> str | None:
    found = record.several([key]).get(key)
    return found[1].get("state") if found else None


def _resting(record: Record, kind: str, articles: Iterable[str], wanted: Filter) -> list[Line]:
    found = record.resting_on_articles(kind, articles)
    return [line for line in found if line["confidence"] >= wanted.min_confidence and not line.get("rejected")]


def _within(line: Line, encounter: Line) -> bool:
    """Whether a line is of days that meet the encounter's, or was printed soon after it."""
    mine, theirs = line["when"], encounter["when"]
    if not mine["earliest"] or not mine["latest"] or not theirs["earliest"] or not theirs["latest"]:
        return True
    after = timedelta(days=PRINTED if mine["basis"] == "publication" else 0)
    first, last = date.fromisoformat(theirs["earliest"]), date.fromisoformat(theirs["latest"]) + after
    return date.fromisoformat(mine["earliest"]) <= last and date.fromisoformat(mine["latest"]) >= first


def _accounts(lines: _Lines, teller: Teller) -> Iterator[Section]:
    """What each account lets whom say, official readouts first; the same claim is told once an account."""
    accounts = {account["article"]: account for account in lines.encounter["accounts"]}
    for article in lines.articles:
        own = [lines.statements[key] for key in accounts[article]["statements"] if key in lines.statements]
        best = {line["claim"] or line["id"]: line for line in sorted(own, key=lambda s: (s["confidence"], s["id"]))}
        surest = sorted(best.values(), key=lambda s: (-s["confidence"], s["id"]))[:SAID]
        told = [said(line, teller) for line in sorted(surest, key=lambda s: s["content"])]
        fresh = {one.citations[0].quote: one for one in reversed(told) if one is not None}
        sentences = _kept(one for one in told if one in fresh.values())
        yield Section(heading=f"What {teller.sources.dated(article)} says", sentences=sentences)


def said(line: Mapping[str, Any], teller: Teller) -> Said | None:
    """A statement as a sentence: direct speech as it was spoken, anything else in the article's whole sentence."""
    content = {tuple(span) for span in line["content"]}
    rows = [row for row in line["evidence"] if tuple(row["span"]) in content] or line["evidence"]
    if not rows:
        return None
    cited = teller.sources.cite_all(rows, line["id"], most=1)
    via = [called(party["name"]) for party in line["via"]]
    through = f", according to {', who has it from '.join(via)}," if via else ""
    who = called(line["speaker"]["name"])
    if line["mode"] == "direct" and not line["denied"]:
        words = " … ".join(dict.fromkeys(row["quote"] for row in rows))
        return Said(text=sentence(f"{who}{through} says: {quoted(words)}"), citations=cited, line=line["id"])
    how = "in a denial" if line["denied"] else "as reported"
    return Said(
        text=sentence(f"{who}{through or ','} {how}: {quoted(cited[0].quote)}"), citations=cited, line=line["id"]
    )


def _kept(told: Iterable[Said | None]) -> tuple[Said, ...]:
    found: dict[str, Said] = {}
    for one in told:
        if one is not None and one.citations:
            found.setdefault(one.text, one)
    return tuple(found.values())
