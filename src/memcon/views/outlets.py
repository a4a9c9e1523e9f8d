"""Outlets on one story: what each told and left out, its opinion sentences, whom it quotes, by the record's figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from memcon.errors import UsageError
from memcon.record import Record
from memcon.views.naming import headline, labels_for
from memcon.views.telling import Told, heading, tell

MOST = 24
TOLD = 12
OTHERS = "of no known state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One article of a story: its figures, the opinion sentences it rests on, whom it quotes by state."""

    article: Mapping[str, Any]
    title: str
    words: int
    opinion: float
    opinions: tuple[tuple[int, int, str], ...]
    statements: int
    sources: tuple[tuple[str, int], ...]
    copied: bool
    leaves_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """What the page of a story shows; `claims` says for each shared claim which articles have it."""

    story: Mapping[str, Any]
    told: Told
    coverage: tuple[Coverage, ...]
    encounters: tuple[Told, ...]
    claims: tuple[tuple[Told, tuple[bool, ...]], ...]
    more: int


def story_page(record: Record, story_id: str) -> StoryPage:
    """The page of one story; UsageError when the record has none of this id."""
    found = record.several([story_id]).get(story_id)
    if found is None or found[0] != "stories":
        raise UsageError(f"the record has no story {story_id[:100]!r}")
    story = found[1]
    ids = story["articles"][:MOST]
    heads = record.heads(ids)
    articles = sorted((heads[key] for key in ids if key in heads), key=lambda a: (a["published"] or "9999", a["id"]))
    statements = [s for s in record.resting_on_articles("statements", ids) if s["confidence"] >= 0.5]
    encounters = [e for e in record.resting_on_articles("encounters", ids) if e["confidence"] >= 0.5]
    names = labels_for(record, story, statements, encounters)
    states = _states(record, statements)
    claims = _claims(statements)
    order = [article["id"] for article in articles]
    decisions = record.lines("decisions")
    return StoryPage(
        story=story,
        told=tell("stories", story, names, decisions),
        coverage=tuple(_coverage(record, article, statements, states, encounters, names) for article in articles),
        encounters=tuple(tell("encounters", line, names, decisions) for line in encounters[:TOLD]),
        claims=tuple(
            (
                tell("statements", lines[0], names, decisions),
                tuple(key in {s["article"] for s in lines} for key in order),
            )
            for lines in claims[:TOLD]
        ),
        more=max(0, len(story["articles"]) - MOST),
    )


def _states(record: Record, statements: list[dict[str, Any]]) -> dict[str, str]:
    """The name of the state of each speaker, by actor id; those without one are left out."""
    actors = record.several(s["speaker"]["actor"] for s in statements if s["speaker"]["actor"])
    codes = {key: value["state"] for key, (kind, value) in actors.items() if kind == "actors" and value["state"]}
    names = labels_for(record, {"actors": sorted(set(codes.values()))})
    return {key: names.actor(code) for key, code in codes.items()}


def _claims(statements: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Claims that more than one article has, the most told first."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for line in statements:
        groups.setdefault(line["claim"] or line["id"], []).append(line)
    shared = [lines for lines in groups.values() if len({line["article"] for line in lines}) > 1]
    return sorted(shared, key=lambda lines: (-len({line["article"] for line in lines}), lines[0]["id"]))


def _coverage(
    record: Record,
    article: Mapping[str, Any],
    statements: list[dict[str, Any]],
    states: Mapping[str, str],
    encounters: list[dict[str, Any]],
    names: Any,
) -> Coverage:
    own = [s for s in statements if s["article"] == article["id"]]
    reading = record.reading(article["id"])
    opinions = [
        (s.span.start, s.span.end, s.span.of(reading.article.text))
        for s in (reading.sentences if reading else ())
        if reading and s.voice == "opinion"
    ]
    quoted = Counter(states.get(s["speaker"]["actor"] or "", OTHERS) for s in own)
    told_of = {e["id"] for e in encounters if any(a["article"] == article["id"] for a in e["accounts"])}
    others = [e for e in encounters if e["id"] not in told_of and len(e["accounts"]) > 1]
    return Coverage(
        article=article,
        title=headline(article),
        words=article["words"],
        opinion=article["opinion"],
        opinions=tuple(opinions),
        statements=len(own),
        sources=tuple(sorted(quoted.items(), key=lambda item: (item[0] == OTHERS, -item[1], item[0]))),
        copied=article["origin"] != article["id"] and bool(article["machine_reworded"] >= 0.5),
        leaves_out=tuple(heading(e, names) for e in others[:5]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """One outlet over the whole record: articles, words and share of opinion on average, stories it took part in."""

    name: str
    articles: int
    words: float
    opinion: float
    stories: int


def outlet_rows(figures: list[tuple[str, int, float, float, int]]) -> list[OutletRow]:
    """Rows of the table of outlets from the record's sums."""
    return [
        OutletRow(name=name, articles=count, words=round(words), opinion=round(opinion, 4), stories=stories)
        for name, count, words, opinion, stories in figures
    ]
