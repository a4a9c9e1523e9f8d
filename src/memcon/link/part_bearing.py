"""Which asks and forecasts an act that moved or a new article may answer or decide, by states, days and words.

A new article tells that Lima sent the loan: it may bear on the ask of May that Peru lend money to Ecuador, and not on
one of ten years ago, nor on one for ferries in which no word of the article stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from memcon.link.acts import TRAVEL, canonical_text
from memcon.link.answer_acts import AFTER
from memcon.link.answer_acts import MEETING as TALKS
from memcon.link.encounter_candidates import published_days
from memcon.link.fulfil import FAR
from memcon.link.reply_words import NOUNS
from memcon.link.same_asks import FAMILY
from memcon.model.digest import Digest
from memcon.model.reading import Ask, Event, Forecast


@dataclass(frozen=True, kw_only=True)
class Moved:
    """An act that moved, or a new article: its days, its states, the words of each of its sentences."""

    first: date
    last: date
    states: frozenset[str]
    sentences: tuple[frozenset[str], ...]
    contact: bool
    families: frozenset[str] = frozenset()
    """The families of asks that it has a noun of ("the request")."""


def parties_of(line: Any) -> tuple[str, ...]:
    """The actors of an act, an ask or a forecast."""
    if isinstance(line, Event):
        return (*line.source, *line.target)
    if isinstance(line, Ask):
        return (*line.asker, *line.asked)
    if isinstance(line, Forecast):
        return (*line.actors, *_holder(line))
    return tuple(line.participants)


def told_by_act(line: Any, state: Mapping[str, str]) -> Moved:
    """What an event or encounter that moved tells."""
    return Moved(
        first=date.fromisoformat(line.when.earliest) if line.when.earliest else date.min,
        last=date.fromisoformat(line.when.latest) if line.when.latest else date.max,
        states=frozenset(state[name] for name in parties_of(line)),
        sentences=tuple(canonical_text(quote) for quote in sorted({row.quote for row in line.evidence})),
        contact=not isinstance(line, Event) or line.encounter_kind is not None,
    )


def told_by_article(digest: Digest) -> Moved:
    """What a new article tells."""
    first, last = published_days(digest.article) or (date.min, date.max)
    text = digest.article.text
    return Moved(
        first=first, last=last, states=frozenset(actor.state or actor.id for actor in digest.actors),
        sentences=tuple(canonical_text(sentence.span.of(text)) for sentence in digest.sentences),
        contact=False, families=frozenset(family for family, noun in NOUNS.items() if noun.search(text.lower())),
    )  # fmt: skip


def bearing(line: Ask | Forecast, told: Iterable[Moved], state: Mapping[str, str]) -> float | None:
    """How much of what moved shares with an ask or forecast, less for more; None where it cannot bear on it."""
    sides = {state[name] for name in parties_of(line)}
    words = canonical_text(words_of_line(line))
    best: float | None = None
    for one in told:
        if not one.states & sides or not _in_reach(line, one):
            continue
        share = max((len(words & sentence) for sentence in one.sentences), default=0) / max(1, len(words))
        contact = one.contact and (_of_contact(line, words) or not words)
        noun = isinstance(line, Ask) and FAMILY[line.form] in one.families
        if share or contact or noun:
            best = min(best or 0.0, -share)
    return best


def _of_contact(line: Ask | Forecast, words: frozenset[str]) -> bool:
    """Whether a visit or talks may be what was asked or foretold."""
    return bool(words & (TRAVEL | TALKS)) or (isinstance(line, Ask) and line.form == "invitation")


def _in_reach(line: Ask | Forecast, one: Moved) -> bool:
    """Whether an act or article is of days in which it may still answer the ask or decide the forecast."""
    if line.when.earliest is None:
        return True
    day = date.fromisoformat(line.when.earliest)
    horizon = line.horizon.latest if isinstance(line, Forecast) else None
    last = (max(day, date.fromisoformat(horizon)) if horizon else day) + (AFTER if isinstance(line, Ask) else FAR)
    return day <= one.last and one.first <= last


def words_of_line(line: Ask | Forecast) -> str:
    """The words of what is asked or foretold."""
    return f"{line.what} {line.condition or ''} {' '.join(line.subject)}" if isinstance(line, Ask) else line.claim


def _holder(forecast: Forecast) -> tuple[str, ...]:
    return (forecast.holder.actor,) if forecast.holder.actor else ()
