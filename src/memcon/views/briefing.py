"""A briefing made only of the record: sentences from its lines, each with the evidence it rests on.

Of a pair of states: in short, what changed since a date, encounters, where accounts differ, how the two stand, asks,
forecasts, what else was done, what third parties did to each. A line is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from memcon.record import Filter, Record
from memcon.views.citing import Citation, Sources
from memcon.views.course import Course, course
from memcon.views.dates import day_in_words
from memcon.views.rows import Names
from memcon.views.third_parties import ThirdParty, third_parties
from memcon.views.tidings import MUTUAL, Said, Teller, taken_up
from memcon.views.turned_words import turned_words

Line = dict[str, Any]
MOST = 25
ACTS_TOLD = 12
THIRDS_TOLD = 10
_THIRDS = "What third parties did"

__all__ = ["Briefing", "Citation", "Said", "Section", "brief", "numbered", "pair_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its sentences."""

    heading: str
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What `memcon brief` tells: title, then sections; empty sections are left out.

    `note` says that there is nothing to tell, where there is no section.
    """

    title: str
    sections: tuple[Section, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The lines that a briefing is made of."""

    encounters: list[Line]
    differences: list[Line]
    asks: list[Line]
    forecasts: list[Line]
    events: list[Line]
    course: Course | None = None
    moved_by: dict[str, Line] = field(default_factory=dict)
    thirds: list[ThirdParty] = field(default_factory=list)
    third_events: dict[str, Line] = field(default_factory=dict)


def brief(record: Record, wanted: Filter, *, subject: str, names: Names, since: str | None = None) -> Briefing:
    """The briefing of what passes the filter; `since` (a day) tells first what is new from that day on."""
    material = gather(record, wanted)
    articles = record.lines("articles")
    latest = max((article["published"] or "" for article in articles), default="")
    met = _by_id(record, material)
    acting = [*material.events, *material.third_events.values()]
    states = states_of(record, [*material.encounters, *met.values()], acting)
    teller = Teller(sources=Sources(record, articles), names=names, encounters=met, states=states, latest=latest)
    told: set[str] = set()
    first = [Section(heading="In short", sentences=tuple(_lead(material, teller)))]
    if since is not None:
        heading = f"What changed since {day_in_words(since)}"
        new = taken_up(_each(_new(material, teller, since), lambda said: said, set(), None))
        first.append(Section(heading=heading, sentences=tuple(new)))
        told = {said.line for said in first[-1].sentences}
    pair = pair_of(record, wanted)
    both = list(turned_words(record, pair, wanted, teller)) if pair else []
    sections = [*first, *_sections(material, teller, told, both)]
    told_of = tuple(section for section in sections if section.sentences)
    return Briefing(
        title=f"Briefing: {subject}", sections=told_of, note=None if told_of else _nothing(articles, wanted)
    )


def _nothing(articles: Sequence[Line], wanted: Filter) -> str:
    """That the record has nothing that was asked for, and of how many articles."""
    days = [f"{word} {day_in_words(day)}" for word, day in (("from", wanted.since), ("to", wanted.until)) if day]
    sure = f" of confidence {wanted.min_confidence:g} or more" if wanted.min_confidence else ""
    held = "1 article" if len(articles) == 1 else f"{len(articles):,} articles"
    return " ".join(("Nothing on this", *days, f"is on record{sure}, from {held} taken in."))


def gather(record: Record, wanted: Filter) -> Material:
    """The lines that pass the filter, and of a pair of states also its course and its third parties."""
    acts = [e for e in record.lines("events", wanted) if e["status"] in ("done", "ongoing") and not e["encounter_kind"]]
    material = Material(
        encounters=[e for e in record.lines("encounters", wanted) if e["evidence"]],
        differences=record.lines("differences", wanted),
        asks=record.lines("asks", wanted),
        forecasts=record.lines("forecasts", wanted),
        events=acts,
    )
    pair = pair_of(record, wanted)
    if pair is None:
        return material
    lines = [r for r in record.lines("relations", wanted) if set(r["between"]) == set(pair)]
    moved = course(lines)
    thirds = third_parties(record, *pair, wanted=wanted)
    behind = record.several([e for move in moved.moves for e in move.events])
    others = record.several([e for third in thirds for e in third.events])
    return replace(
        material, course=moved, moved_by={key: value for key, (_, value) in behind.items()}, thirds=thirds,
        third_events={key: value for key, (_, value) in others.items()},
    )  # fmt: skip


def pair_of(record: Record, wanted: Filter) -> tuple[str, str] | None:
    """The two states that a filter is about, None when it is about no pair of states."""
    if wanted.between is None:
        return None
    states = []
    for keys in wanted.between:
        actors = record.several(keys)
        found = {actors[key][1]["state"] if key in actors else key for key in keys}
        if len(found) != 1 or not (state := found.pop()) or len(state) != 3:
            return None
        states.append(state)
    return (states[0], states[1]) if states[0] != states[1] else None


def _by_id(record: Record, material: Material) -> dict[str, Line]:
    keys = {d["encounter"] for d in material.differences if d["encounter"]}
    return {key: value for key, (_, value) in record.several(keys).items()}


def states_of(
    record: Record, encounters: Iterable[Mapping[str, Any]], events: Iterable[Mapping[str, Any]] = ()
) -> dict[str, str | None]:
    """The states of those who took part or acted, by actor."""
    keys = {key for line in encounters for key in line["participants"]}
    keys |= {key for line in events for key in (*line["source"], *line["target"])}
    return {key: value.get("state") for key, (kind, value) in record.several(keys).items() if kind == "actors"}


def _lead(material: Material, teller: Teller) -> list[Said]:
    """The latest encounter that took place, how the pair moved, the weightiest difference, the latest open ask."""
    held = [e for e in material.encounters if e["status"] in ("held", "ongoing")]
    open_asks = [a for a in material.asks if a["status"] == "open" and a["form"] not in ("promise", "warning")]
    found = [
        teller.latest_held(max(held, key=_day)) if held else None,
        teller.standing(material.course, material.moved_by) if material.course else None,
        teller.most_disputed(_weighty(material.differences)[0]) if material.differences else None,
        teller.unanswered(max(open_asks, key=_day)) if open_asks else None,
    ]
    return [said for said in found if said is not None]


def _sections(material: Material, teller: Teller, told: set[str], both: Sequence[Said]) -> Iterator[Section]:
    asks, forecasts = material.asks, material.forecasts
    plan: tuple[tuple[str, Iterable[Any], Callable[[Any], Said | None]], ...] = (
        ("Encounters", material.encounters, teller.encounter),
        ("Where accounts differ", teller.differences(d for d in _weighty(material.differences) if d["id"] not in told),
         lambda said: said),
        ("Where one side said both", both, lambda said: said),
        ("How the two moved", material.course.moves if material.course else (),
         lambda move: teller.move(move, material.moved_by)),
        ("Asks still open", [a for a in asks if a["status"] in ("open", "deferred")], teller.ask),
        ("Asks answered", [a for a in asks if a["status"] not in ("open", "deferred")], teller.ask),
        ("Forecasts still open", _by_horizon(f for f in forecasts if f["outcome"] in ("open", "unclear")),
         teller.forecast),
        ("Forecasts decided", [f for f in forecasts if f["outcome"] in ("true", "false")], teller.forecast),
        ("What else was done", _best(material.events, ACTS_TOLD), teller.event),
        (_THIRDS, _thirds(material.thirds), lambda t: teller.third(t, material.third_events)),
    )  # fmt: skip
    quoted: set[str] = set()
    for heading, lines, tell in plan:
        acts = tell == teller.event or heading == _THIRDS
        told_here = tuple(_each(lines, tell, told, quoted if acts else None))
        quoted |= {citation.quote for said in told_here for citation in said.citations[:1]}
        yield Section(heading=heading, sentences=tuple(taken_up(told_here)))


def _each(
    lines: Iterable[Any],
    tell: Callable[[Any], Said | None],
    told: set[str],
    quoted: AbstractSet[str] | None,
) -> Iterator[Said]:
    """Sentences of lines that were not told yet, none without a footnote, none twice.

    With `quoted`, what rests on the very words that were quoted before, as an ask's, is left out too.
    """
    count = 0
    seen: set[str] = set()
    words = set(quoted or ())
    for line in lines:
        said = tell(line)
        if said is None or not said.citations or said.line in told or said.text in seen or count == MOST:
            continue
        quote = said.citations[0].quote
        if quoted is not None and quote in words:
            continue
        words.add(quote)
        seen.add(said.text)
        count += 1
        yield said


def _new(material: Material, teller: Teller, since: str) -> Iterator[Said | None]:
    """What is new from a day on: encounters, answers and asks, decided forecasts, moves, acts."""
    for line in material.encounters:
        if _day(line)[0] >= since:
            yield teller.encounter(line)
    for line in material.asks:
        answered = [a["when"]["earliest"] or "" for a in line["answers"]]
        if max(answered, default="") >= since or _day(line)[0] >= since:
            yield teller.ask(line)
    for line in material.forecasts:
        decided = [teller.sources.published(row["article"]) or "" for row in line["resolved_by"]]
        if line["outcome"] in ("true", "false") and max(decided, default="") >= since:
            yield teller.forecast(line)
    yield from teller.differences(d for d in _weighty(material.differences) if _told_on(d, teller) >= since)
    for move in material.course.moves if material.course else ():
        if move.period >= since[:7]:
            yield teller.move(move, material.moved_by)
    for line in _best([e for e in material.events if _day(e)[0] >= since], ACTS_TOLD):
        yield teller.event(line)


def _told_on(difference: Line, teller: Teller) -> str:
    rows = [row for side in difference["sides"] for row in side["evidence"]]
    return max((teller.sources.published(row["article"]) or "" for row in rows), default="")


def _day(line: Mapping[str, Any]) -> tuple[str, str]:
    return line["when"]["earliest"] or "", line["id"]


def _weighty(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda d: (-d["weight"], d["id"]))


def _by_horizon(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda f: (f["horizon"]["latest"] or "9999", f["id"]))


def _best(lines: Sequence[Line], most: int) -> list[Line]:
    """The best witnessed acts, in order of time."""
    best = sorted(lines, key=lambda e: (-e["independent"], -e["confidence"], e["id"]))[:most]
    return sorted(best, key=lambda e: (e["when"]["earliest"] or "9999", e["id"]))


def _thirds(lines: Sequence[ThirdParty]) -> list[ThirdParty]:
    """Deeds before words, contrasts first, the best witnessed, in order of time."""
    # talks and agreements with one of the two are no treatment of it, unless the other was treated otherwise
    done = [t for t in lines if t.contrast or set(t.types) - MUTUAL]
    best = sorted(done, key=lambda t: (not t.contrast, t.line != "deeds", -t.origins, t.id))[:THIRDS_TOLD]
    return sorted(best, key=lambda t: (t.period, t.third, t.on, t.id))


def numbered(briefing: Briefing) -> Iterator[tuple[Section, list[tuple[Said, list[tuple[int, Citation | None]]]]]]:
    """Sections with the numbers of each sentence's footnotes; the footnote itself where its number is first used.

    The same words of the same article have one number through the whole briefing.
    """
    numbers: dict[tuple[str, tuple[int, int]], int] = {}
    for section in briefing.sections:
        rows = []
        for said in section.sentences:
            marks: dict[int, Citation | None] = {}
            for citation in said.citations:
                known = (citation.article, citation.span) in numbers
                number = numbers.setdefault((citation.article, citation.span), len(numbers) + 1)
                marks.setdefault(number, None if known else citation)
            rows.append((said, list(marks.items())))
        yield section, rows
