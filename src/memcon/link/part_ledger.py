"""Asks and forecasts that a change may bear on, linked anew with the articles that may answer or decide them.

A new article tells that Lima sent the loan: the open ask for it, printed in May in another paper, is found by its
states and words, and linked again with the articles since May that have its words or tell of contacts of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from memcon.link.acts import canonical_text
from memcon.link.decided import after_linking, pairings_of
from memcon.link.encounter_candidates import published_days
from memcon.link.link import link_ledger
from memcon.link.part import Desk, Kept, Key, Settled, TooWide, kept
from memcon.link.reach import ledger_keys, pair_keys
from memcon.link.similarity import stem, stems, words_of
from memcon.link.word_weights import word_weights
from memcon.model.digest import Digest
from memcon.model.kinds import articles_of
from memcon.model.link import Linked
from memcon.model.reading import Ask, Forecast

LEDGER = ("asks", "forecasts")
ACTS = ("events", "encounters")
MOST_ASKED = 200
"""With more asks and forecasts about the states of a change, those are tried that share most words with it."""
LEAST_SHARED = 2
WORDS = 8
TELLING, MEETING = 12, 12
"""How many articles are looked at for each ask: with its words, and of contacts of its states."""
AFTER = timedelta(days=1100)
BEFORE = timedelta(days=31)
MOST_ROUNDS = 4


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """New asks and forecasts, and the stored ones that these replace."""

    new: Mapping[Key, Kept] = field(default_factory=dict)
    old: Mapping[Key, Kept] = field(default_factory=dict)


def settle_ledger(desk: Desk, settled: Settled, fresh: Iterable[str], *, most: int) -> Ledger:
    """The asks and forecasts of the changed articles and those that their acts and words may bear on."""
    chosen = _concerned(desk, settled, set(fresh))
    if not chosen:
        return Ledger()
    for _ in range(MOST_ROUNDS):
        mates = desk.decided_with(chosen | desk.store.reached(_keys(desk.pile(chosen))))
        pile = desk.decided_with(mates | _context(desk, chosen))
        if len(pile) > most:
            raise TooWide
        computed = _linked(desk, settled, pile)
        told = {article for one in computed.values() if _tellers(one) & chosen for article in _tellers(one)}
        if told <= chosen:
            break
        chosen |= told
    stored = {one.key: one for one in desk.store.touching(chosen, LEDGER) if _tellers(one) & chosen}
    return Ledger(new={key: one for key, one in computed.items() if _tellers(one) & chosen}, old=stored)


def _tellers(one: Kept) -> frozenset[str]:
    """Articles in which an ask or forecast itself stands; its answers may stand in others."""
    return frozenset({one.line.article, *(row.article for row in one.line.evidence)})


def _keys(pile: Iterable[Digest]) -> set[int]:
    return {key for digest in pile for key in ledger_keys(digest)}


def _concerned(desk: Desk, settled: Settled, fresh: set[str]) -> set[str]:
    """Articles with asks or forecasts that the change may bear on."""
    core = desk.pile(settled.core)
    chosen = {digest.article.id for digest in core if digest.asks or digest.forecasts}
    chosen |= {teller for one in desk.store.touching(settled.core, LEDGER) for teller in _tellers(one)}
    moved = [one for one in settled.moved if one.kind in ACTS]
    told = [digest for digest in core if digest.article.id in fresh]
    if not moved and not told:
        return chosen
    states = _states(desk, moved, told)
    about = [one for one in desk.store.about(LEDGER, states) if not _tellers(one) <= chosen]
    if len(about) > MOST_ASKED:
        about = _likely(about, moved, told)
    return chosen | {teller for one in about for teller in _tellers(one)}


def _states(desk: Desk, moved: Iterable[Kept], told: Iterable[Digest]) -> set[str]:
    names = {actor for one in moved if one.kind == "events" for actor in (*one.line.source, *one.line.target)}
    names |= {actor for one in moved if one.kind == "encounters" for actor in one.line.participants}
    found = {actor.state or actor.id for digest in told for actor in digest.actors}
    known = desk.store.actors(names)
    return found | {known[name][1].state or name if name in known else name for name in names}


def _likely(about: Sequence[Kept], moved: Iterable[Kept], told: Iterable[Digest]) -> list[Kept]:
    """Those of the asks and forecasts that share words with one sentence of what changed, the most first."""
    quotes = [row.quote for one in moved for row in one.line.evidence]
    quotes += [s.span.of(digest.article.text) for digest in told for s in digest.sentences]
    sentences = [canonical_text(quote) for quote in dict.fromkeys(quotes)]
    by_word: dict[str, list[int]] = {}
    for number, words in enumerate(sentences):
        for word in words:
            by_word.setdefault(word, []).append(number)
    scored = []
    for one in about:
        words = canonical_text(_words(one.line))
        hits: dict[int, int] = {}
        for word in words:
            for number in by_word.get(word, ()):
                hits[number] = hits.get(number, 0) + 1
        best = max(hits.values(), default=0)
        if best >= min(LEAST_SHARED, len(words)):
            scored.append((-best / max(1, len(words)), one.key, one))
    scored.sort(key=lambda row: row[:2])
    return [one for _, _, one in scored[: 2 * MOST_ASKED]]


def _words(line: Ask | Forecast) -> str:
    return f"{line.what} {' '.join(line.subject)}" if isinstance(line, Ask) else line.claim


def _context(desk: Desk, chosen: set[str]) -> set[str]:
    """Articles that may answer the asks or decide the forecasts of the chosen ones."""
    found: set[str] = set()
    for digest in desk.pile(chosen):
        printed = published_days(digest.article)
        since = (printed[0] - BEFORE).isoformat() if printed else None
        states = {actor.id: actor.state or actor.id for actor in digest.actors}
        lines: tuple[Ask | Forecast, ...] = (*digest.asks, *digest.forecasts)
        for one in lines:
            found.update(desk.store.telling(_beginnings(_words(one)), since=since, most=TELLING))
            names = (*one.asker, *one.asked) if isinstance(one, Ask) else (*one.actors, *_holder(one))
            sides = sorted({states.get(name, name) for name in names})
            keys = pair_keys(sides, printed[0] if printed else None, AFTER)
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
