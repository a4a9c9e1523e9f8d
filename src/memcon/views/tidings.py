"""Lines of the record as sentences of a briefing, each with its footnotes.

A held call of A and B that two outlets tell of becomes `A and B spoke by telephone on 3 May 2022; The Courier and
The Mail report it independently.`, with a footnote for each of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from memcon.views.citing import Citation, Sources, quoted
from memcon.views.course import Course, Move
from memcon.views.dates import day_in_words
from memcon.views.naming import clip
from memcon.views.phrasing import SURE, act, ask, called, encounter, listed, people, sentence, the_encounter
from memcon.views.rows import Names
from memcon.views.third_parties import ThirdParty

Line = Mapping[str, Any]
OUTLETS = 4
SHOWN_ACTS = 3
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types of what two do together, not one to the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of a briefing (or two that belong together) with its citations; one without any is never made.

    `line` is the line it tells; `opening` the words before its verb, where the next sentence may take them up again.
    """

    text: str
    citations: tuple[Citation, ...]
    line: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What sentences need beside their line.

    `encounters` are those that differences name; `states` those of actors, by id; `latest` the last day on which an
    article of the record appeared.
    """

    sources: Sources
    names: Names
    encounters: Mapping[str, Line]
    states: Mapping[str, str | None]
    latest: str = ""

    def encounter(self, line: Line) -> Said | None:
        """Who met, when and where, and who reports it."""
        rows = _of_articles(line)
        text = f"{encounter(line, self.names, self.states)}; {self._reported(line)}"
        return self._said(text, rows, line["id"])

    def latest_held(self, line: Line) -> Said | None:
        """The encounter as the latest one."""
        text = f"The latest encounter on record: {encounter(line, self.names, self.states)}"
        return self._said(text, _of_articles(line), line["id"])

    def _reported(self, line: Line) -> str:
        articles = [account["article"] for account in line["accounts"]]
        origins, count = line["independent"], len(articles)
        if count == 1:
            return f"only {self.sources.outlet(articles[0])} reports it"
        if origins < count:
            of = f"{'both' if count == 2 else 'all'} from one origin" if origins == 1 else f"from {origins} origins"
            return f"{count} articles report it, {of}"
        outlets = self.sources.outlets(articles)
        who = listed(outlets) if len(outlets) <= OUTLETS else f"{count} articles"
        return f"{who} report it independently"

    def differences(self, lines: Iterable[Line]) -> Iterator[Said]:
        """What each account has; of one encounter one after the other, so that it is named once."""
        groups: dict[str, list[Line]] = {}
        for line in lines:
            groups.setdefault(line["encounter"] or line["id"], []).append(line)
        for group in groups.values():
            told = 0
            for line in group:
                said = self.difference(line, again=told > 0)
                if said is not None:
                    told += 1
                    yield said

    def difference(self, line: Line, *, again: bool = False) -> Said | None:
        """What each account has; `again` where the sentence before is about the same encounter."""
        met = self.encounters.get(line["encounter"] or "")
        of = f" of {the_encounter(met, self.names)}" if met else ""
        rows = [row for side in line["sides"] for row in side["evidence"]] or line["evidence"]
        if line["basis"] == "reported":
            # the sentence that says so is the longest of the evidence; the rest are the words for the encounter
            telling = max(line["evidence"] or rows, key=lambda row: len(row["quote"]), default=None)
            if telling is None:
                return None
            cited = self.sources.cite(telling, line["id"])
            who = self.sources.outlet(cited.article)
            text = f"{who} {'adds' if again else f'reports that accounts{of} differ'}: {quoted(cited.quote)}"
            return Said(text=sentence(text), citations=(cited,), line=line["id"])
        return self._said(_differs(line, of, self._sides(line), again=again), rows, line["id"])

    def most_disputed(self, line: Line) -> Said | None:
        """What accounts disagree on most, in short."""
        met = self.encounters.get(line["encounter"] or "")
        rows = [row for side in line["sides"] for row in side["evidence"]] or line["evidence"]
        of = f" of {the_encounter(met, self.names)}" if met else ""
        points = {
            "date": "the day", "place": "the place", "participants": "who took part", "number": "a number",
            "outcome": "the outcome", "claim": "what was said", "wording": "the wording", "omission": "what was raised",
        }  # fmt: skip
        return self._said(f"Accounts{of} differ, most of all on {points[line['aspect']]}", rows, line["id"])

    def _sides(self, line: Line) -> list[tuple[list[str], str]]:
        """(outlets, value) of each side."""
        articles = [key for side in line["sides"] for key in side["articles"]]
        outlets = {key: self.sources.outlet(key) for key in articles}
        if len(set(outlets.values())) < len(set(articles)):
            outlets = {key: self.sources.dated(key) for key in articles}
        return [
            (list(dict.fromkeys(outlets[key] for key in side["articles"])), str(side["value"] or ""))
            for side in line["sides"]
        ]

    def ask(self, line: Line) -> Said | None:
        """What was asked of whom, in the article's words, and what came of it."""
        cited = self.sources.cite_all(line["evidence"], line["id"])
        if not cited:
            return None
        sure = [a for a in line["answers"] if a.get("confidence", 1.0) >= SURE]
        answers = self.sources.cite_all((row for a in sure for row in a["evidence"]), line["id"])
        text = f"{ask(line, self.names)}: {quoted(cited[0].quote)}"
        # of several answers the latest is the one that stands
        last = self.sources.cite_all(sure[-1]["evidence"], line["id"], most=1) if sure else ()
        if last and last[0].quote != cited[0].quote:
            answers = (*last, *answers)
            text = f"{sentence(text)} The answer, in {self.sources.outlet(last[0].article)}: {quoted(last[0].quote)}"
        return Said(text=sentence(text), citations=_once([*cited, *answers]), line=line["id"])

    def unanswered(self, line: Line) -> Said | None:
        """The ask as the latest without an answer."""
        bare = ask({**line, "answers": []}, self.names).removesuffix(" has no answer on record").rstrip(",")
        text = f"The latest ask without an answer on record is {bare[:1].lower()}{bare[1:]}"
        return self._said(text, line["evidence"], line["id"])

    def forecast(self, line: Line) -> Said | None:
        """Who foretold what, in the article's words, and what came of it."""
        cited = self.sources.cite_all(line["evidence"], line["id"])
        if not cited:
            return None
        decided = self.sources.cite_all(line["resolved_by"], line["id"], most=3)
        where = self.sources.dated(cited[0].article)
        holder = line["holder"]
        if holder["actor"] is None and holder["name"] == "author":
            who = f"The author of {where} foretells"
        else:
            name = people([holder["actor"]], self.names) if holder["actor"] else called(holder["name"])
            who = f"{name}, in {where}, foretells"
        text = f"{sentence(f'{who}: {quoted(cited[0].quote)}')} {self._outcome(line, decided)}"
        return Said(text=sentence(text), citations=_once([*cited, *decided]), line=line["id"])

    def _outcome(self, line: Line, decided: tuple[Citation, ...]) -> str:
        horizon = line["horizon"]["latest"]
        due = day_in_words(horizon) if horizon else ""
        if line["outcome"] == "open":
            if due and horizon <= self.latest:
                return f"It was due by {due}, and the record does not tell whether it came true"
            return f"It is due by {due}" if due else "It is still open"
        told = {"true": "It came true", "false": "It did not come true", "unclear": "Whether it came true is unclear"}
        behind = f": {quoted(decided[0].quote)}" if decided else ""
        return f"{told[line['outcome']]}{behind}"

    def event(self, line: Line) -> Said | None:
        """What was done, in the article's words."""
        cited = self.sources.cite_all(line["evidence"], line["id"], most=4)
        if not cited:
            return None
        printed = (line["when"] or {}).get("basis") == "publication"
        who = self.sources.dated(cited[0].article) if printed else self.sources.outlet(cited[0].article)
        count = line["independent"]
        also = f", as do {count - 1} more independent origin{'s' * (count > 2)}" if count > 1 else ""
        text = f"{who} reports {act(line, self.names, self.states)}{also}: {quoted(cited[0].quote)}"
        return Said(text=sentence(text), citations=cited, line=line["id"], opening=sentence(who).rstrip("."))

    def standing(self, line: Course, events: Mapping[str, Line]) -> Said | None:
        """The latest move of the pair, in short."""
        if not line.moves:
            return None
        move = line.moves[-1]
        text = f"{move.line.capitalize()} between the two have been {_warmer(move)} since {day_in_words(move.period)}"
        return self._said(text, _began(move, events), f"{move.line} {move.period}")

    def move(self, move: Move, events: Mapping[str, Line]) -> Said | None:
        """When words or deeds became warmer or colder, with the acts that began it."""
        levels = f"{_points(move.before)} to {_points(move.after)}"
        text = (
            f"From {day_in_words(move.period)} on, {move.line} between the two were {_warmer(move)} than before: the "
            f"mean of the months went from {levels} on the PLOVER scale, which runs from minus 10 for conflict to "
            "plus 10 for cooperation"
        )
        return self._said(text, _began(move, events), f"{move.line} {move.period}")

    def third(self, line: ThirdParty, events: Mapping[str, Line]) -> Said | None:
        """What a third party did to one of the two, and to the other at the same time."""
        found = [events[key] for key in line.events if key in events]
        if not found:
            return None
        telling = found if line.contrast else [e for e in found if e["type"] not in MUTUAL] or found
        best = max(telling, key=lambda e: (e["independent"], e["confidence"], e["id"]))
        said = self.event(best)
        if said is None or not line.contrast:
            return said
        third, on = people([line.third], self.names), people([line.on], self.names)
        lead = f"{third} treated the two differently in {day_in_words(line.period)}; towards {on}"
        return Said(text=sentence(f"{lead}: {said.text}"), citations=said.citations, line=said.line)

    def _said(self, text: str, rows: Iterable[Line], line: str) -> Said | None:
        cited = self.sources.cite_all(rows, line)
        return Said(text=sentence(text), citations=cited, line=line) if cited else None


def _of_articles(line: Line) -> list[Line]:
    """The evidence of an encounter: of each article the longest, which says most of it."""
    best: dict[str, Line] = {}
    for row in line["evidence"]:
        kept = best.get(row["article"])
        if kept is None or len(row["quote"]) > len(kept["quote"]):
            best[row["article"]] = row
    return list(best.values())


def _warmer(move: Move) -> str:
    return "more cooperative" if move.after > move.before else "more hostile"


def _began(move: Move, events: Mapping[str, Line]) -> list[Line]:
    """The evidence of the best witnessed acts with which a line moved."""
    found = [events[key] for key in move.events if key in events]
    best = sorted(found, key=lambda e: (-e["independent"], -e["confidence"], e["id"]))[:SHOWN_ACTS]
    return [row for event in best for row in event["evidence"][:1]]


def taken_up(said: Iterable[Said]) -> Iterator[Said]:
    """The sentences, those that open as the one before does with `It also` instead."""
    before = ""
    for one in said:
        again = one.opening and one.opening == before and one.text.startswith(f"{one.opening} reports ")
        before = one.opening
        yield replace(one, text=f"It also{one.text[len(one.opening) :]}") if again else one


def _once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple({(c.article, c.span): c for c in citations}.values())


def _points(value: float) -> str:
    return f"{'minus' if value < 0 else 'plus'} {abs(value):.1f}"


_ON = {"date": "the day", "place": "the place", "participants": "who took part", "number": "a number",
       "outcome": "the outcome"}  # fmt: skip


def _differs(line: Line, of: str, sides: Sequence[tuple[list[str], str]], *, again: bool) -> str:
    aspect = line["aspect"]
    if aspect == "omission":
        has = [outlet for outlets, value in sides if value for outlet in outlets]
        silent = [outlet for outlets, value in sides if not value for outlet in outlets]
        value = next((value for _, value in sides if value), "")
        lead = f"On{of.removeprefix(' of')}, " if of and not again else ""
        also = "also " if again else ""
        told = f"{listed(has)} {also}{_verb(has, 'tell')} what {listed(silent)} {_not(silent)} mention"
        return f"{lead}{told}: {quoted(value)}"
    who = "They also" if again else f"Accounts{of}"
    if aspect in ("claim", "wording"):
        told = "; ".join(f"{listed(outlets)} {_verb(outlets, 'write')} {quoted(value)}" for outlets, value in sides)
        return f"{who} {'contradict each other' if aspect == 'claim' else 'differ in their wording'}: {told}"
    values = [(outlets, day_in_words(value) if aspect == "date" else _plain(value)) for outlets, value in sides]
    told = "; ".join(f"{listed(outlets)} {_verb(outlets, 'give')} {value}" for outlets, value in values)
    return f"{who} differ on {_ON[aspect]}: {told}"


def _verb(outlets: Sequence[str], verb: str) -> str:
    return verb if len(outlets) > 1 else f"{verb}s"


def _not(outlets: Sequence[str]) -> str:
    return "do not" if len(outlets) > 1 else "does not"


def _plain(value: str) -> str:
    return clip(" ".join(value.split()), 120)
