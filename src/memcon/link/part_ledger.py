"""Asks and forecasts that a change may bear on, linked anew with the articles that may answer or decide them.

A new article tells that Lima sent the loan: the open ask for it, printed in May in another paper, is found by its
states and words, and linked again with the articles since May that have its words or tell of contacts of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from memcon.link.acts import TRAVEL, canonical_text
from memcon.link.answer_acts import AFTER
from memcon.link.answer_acts import MEETING as TALKS
from memcon.link.decided import after_linking, pairings_of
from memcon.link.encounter_candidates import published_days
from memcon.link.fulfil import FAR
from memcon.link.link import link_ledger
from memcon.link.part import Desk, Kept, Key, Settled, TooWide, kept
from memcon.link.reach import ledger_reach, pair_keys
from memcon.link.reply_words import NOUNS
from memcon.link.same_asks import FAMILY
from memcon.link.similarity import stem, stems, words_of
from memcon.link.word_weights import word_weights
from memcon.model.digest import Digest
from memcon.model.kinds import articles_of
from memcon.model.link import Linked
from memcon.model.reading import Ask, Event, Forecast

LEDGER = ("asks", "forecasts")
ACTS = ("events", "encounters")
MOST_ASKED = 200
"""Of more asks and forecasts that a change may bear on, those are tried that share most words with it."""
WORDS = 8
TELLING, MEETING = 12, 12
"""How many articles are looked at for a new or corrected ask: with its words, and of contacts of its states."""
BEFORE = timedelta(days=31)
MOST_ROUNDS = 4


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """New asks and forecasts, and the stored ones that these replace."""

    new: Mapping[Key, Kept] = field(default_factory=dict)
    old: Mapping[Key, Kept] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Told:
    """An act that moved, or a new article: its days, its states, the words of each of its sentences."""

    first: date
    last: date
    states: frozenset[str]
    sentences: tuple[frozenset[str], ...]
    contact: bool
    families: frozenset[str] = frozenset()
    """The families of asks that it has a noun of ("the request")."""


def settle_ledger(desk: Desk, settled: Settled, fresh: Iterable[str], *, most: int) -> Ledger:
    """The asks and forecasts of the changed articles and those that their acts and words may bear on."""
    fresh = set(fresh)
    chosen = _concerned(desk, settled, fresh)
    if not chosen:
        return Ledger()
    changed = fresh | {a for one in settled.moved if one.kind in ACTS for a in articles_of(one.line)}
    for _ in range(MOST_ROUNDS):
        stored = [one for one in desk.store.touching(chosen, LEDGER) if _tellers(one) & chosen]
        mates = desk.decided_with(chosen | desk.store.reached(_keys(desk.pile(chosen))))
        pile = desk.decided_with(mates | changed | _deciding(stored) | _context(desk, chosen, stored))
        if len(pile) > most:
            raise TooWide
        computed = _linked(desk, settled, pile)
        told = {article for one in computed.values() if _tellers(one) & chosen for article in _tellers(one)}
        if told <= chosen:
            break
        chosen |= told
    stored = [one for one in desk.store.touching(chosen, LEDGER) if _tellers(one) & chosen]
    new = {key: one for key, one in computed.items() if _tellers(one) & chosen}
    return Ledger(new=new, old={one.key: one for one in stored})


def _tellers(one: Kept) -> frozenset[str]:
    """Articles in which an ask or forecast itself stands; its answers may stand in others."""
    return frozenset({one.line.article, *(row.article for row in one.line.evidence)})


def _keys(pile: Iterable[Digest]) -> set[int]:
    return {key for digest in pile for key in ledger_reach(digest).sought}


def _deciding(stored: Iterable[Kept]) -> set[str]:
    """The articles that answered asks or decided forecasts when these were last linked."""
    found: set[str] = set()
    for one in stored:
        rows = one.line.resolved_by if isinstance(one.line, Forecast) else ()
        answers = one.line.answers if isinstance(one.line, Ask) else ()
        found.update(row.article for row in (*rows, *(row for answer in answers for row in answer.evidence)))
    return found


def _concerned(desk: Desk, settled: Settled, fresh: set[str]) -> set[str]:
    """Articles with asks or forecasts that the change may bear on."""
    core = desk.pile(settled.core)
    chosen = {digest.article.id for digest in core if digest.asks or digest.forecasts}
    chosen |= {teller for one in desk.store.touching(settled.core, LEDGER) for teller in _tellers(one)}
    moved = [one for one in settled.moved if one.kind in ACTS]
    names = {name for one in moved for name in _parties(one.line)}
    state = _states(desk, names)
    told = [_told_by_act(one, state) for one in moved]
    told += [_told_by_article(digest) for digest in core if digest.article.id in fresh]
    states = {code for one in told for code in one.states}
    about = [one for one in desk.store.about(LEDGER, states) if not _tellers(one) <= chosen] if states else []
    state = _states(desk, {name for one in about for name in _parties(one.line)})
    scored = [(_bearing(one.line, told, state), one) for one in about]
    likely = sorted(((score, one.key, one) for score, one in scored if score is not None), key=lambda row: row[:2])
    return chosen | {teller for *_, one in likely[:MOST_ASKED] for teller in _tellers(one)}


def _parties(line: Any) -> tuple[str, ...]:
    if isinstance(line, Event):
        return (*line.source, *line.target)
    if isinstance(line, Ask):
        return (*line.asker, *line.asked)
    if isinstance(line, Forecast):
        return (*line.actors, *_holder(line))
    return tuple(line.participants)


def _states(desk: Desk, names: set[str]) -> dict[str, str]:
    known = desk.store.actors(names)
    return {name: known[name][1].state or name if name in known else name for name in names}


def _told_by_act(one: Kept, state: Mapping[str, str]) -> _Told:
    line = one.line
    return _Told(
        first=date.fromisoformat(line.when.earliest) if line.when.earliest else date.min,
        last=date.fromisoformat(line.when.latest) if line.when.latest else date.max,
        states=frozenset(state[name] for name in _parties(line)),
        sentences=tuple(canonical_text(quote) for quote in sorted({row.quote for row in line.evidence})),
        contact=not isinstance(line, Event) or line.encounter_kind is not None,
    )


def _told_by_article(digest: Digest) -> _Told:
    first, last = published_days(digest.article) or (date.min, date.max)
    text = digest.article.text
    return _Told(
        first=first, last=last, states=frozenset(actor.state or actor.id for actor in digest.actors),
        sentences=tuple(canonical_text(sentence.span.of(text)) for sentence in digest.sentences),
        contact=False, families=frozenset(family for family, noun in NOUNS.items() if noun.search(text.lower())),
    )  # fmt: skip


def _bearing(line: Ask | Forecast, told: Iterable[_Told], state: Mapping[str, str]) -> float | None:
    """How much of what moved shares with an ask or forecast, less for more; None where it cannot bear on it."""
    sides = {state[name] for name in _parties(line)}
    words = canonical_text(_words(line))
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


def _in_reach(line: Ask | Forecast, one: _Told) -> bool:
    """Whether an act or article is of days in which it may still answer the ask or decide the forecast."""
    if line.when.earliest is None:
        return True
    day = date.fromisoformat(line.when.earliest)
    horizon = line.horizon.latest if isinstance(line, Forecast) else None
    last = (max(day, date.fromisoformat(horizon)) if horizon else day) + (AFTER if isinstance(line, Ask) else FAR)
    return day <= one.last and one.first <= last


def _words(line: Ask | Forecast) -> str:
    return f"{line.what} {line.condition or ''} {' '.join(line.subject)}" if isinstance(line, Ask) else line.claim


def _context(desk: Desk, chosen: set[str], stored: Iterable[Kept]) -> set[str]:
    """Articles that may answer or decide those asks and forecasts of the chosen ones that are new or corrected."""
    known = {member for one in stored for member in one.line.members}
    found: set[str] = set()
    for digest in desk.pile(chosen):
        corrected = any(decision.kind in LEDGER for decision in desk.decisions_on([digest.article.id]))
        printed = published_days(digest.article)
        since = (printed[0] - BEFORE).isoformat() if printed else None
        states = {actor.id: actor.state or actor.id for actor in digest.actors}
        lines: tuple[Ask | Forecast, ...] = (*digest.asks, *digest.forecasts)
        for one in lines:
            if one.id in known and not corrected:
                continue
            found.update(desk.store.telling(_beginnings(_words(one)), since=since, most=TELLING))
            sides = sorted({states.get(name, name) for name in _parties(one)})
            keys = pair_keys(sides, printed[0] if printed else None, FAR)
            found.update(sorted(desk.store.reached(keys))[:MEETING] if keys else ())
    return found


def _holder(forecast: Forecast) -> tuple[str, ...]:
    return (forecast.holder.actor,) if forecast.holder.actor else ()


def _beginnings(text: str) -> list[str]:
    """The rarest words, cut so that other forms of them begin alike."""
    weights = word_weights()
    forms = {stem(form): form for form in words_of(text).forms}
    rare = sorted(set(stems(text)), key=lambda word: (-weights.of(word), word))[:WORDS]
    return [_shared_start(word, forms.get(word, word)) for word in rare]


def _shared_start(word: str, form: str) -> str:
    size = next((n for n, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    return word[: max(3, min(size, len(word) - 1 if len(word) > 5 else len(word)))]


def _linked(desk: Desk, settled: Settled, ids: set[str]) -> dict[Key, Kept]:
    pile = desk.pile(ids)
    replaced = settled.old.keys() | settled.new.keys()
    acts = [one for one in desk.store.touching(ids, ACTS) if (one.kind, one.line.id) not in replaced]
    stored = [kept(one.kind, one.line, rejected=one.rejected) for one in acts]
    stored += [one for one in settled.new.values() if one.kind in ACTS and articles_of(one.line) & ids]
    lines = {
        kind: tuple(sorted((o.line for o in stored if o.kind == kind and not o.rejected), key=lambda line: line.id))
        for kind in ACTS
    }
    decisions = desk.decisions_on(ids)
    origins, _ = desk.origins(ids)
    told = Linked(actors=desk.merged(pile), events=lines["events"], encounters=lines["encounters"])
    linked = link_ledger(
        pile, told, frozenset(), origins=origins, pairings=pairings_of(decisions, pile), lexicon=desk.lexicon
    )
    removed = {kind: found for kind, found in desk.removed(ids).items() if kind in LEDGER}
    linked, rejected = after_linking(
        linked, [one for one in decisions if one.kind in LEDGER], removed=removed, known=desk.known
    )
    return {
        (kind, line.id): kept(kind, line, rejected=(kind, line.id) in rejected)
        for kind in LEDGER
        for line in getattr(linked, kind)
    }
