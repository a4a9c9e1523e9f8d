"""Asks and forecasts that a change may bear on, linked anew with the articles that may answer or decide them.

A new article tells that Lima sent the loan: the open ask for it, printed in May in another paper, is found by its
states and words, and linked again with the articles since May that have its words or tell of contacts of the two.
Other asks of the two, and tellings of a forecast that stand as they did, are known by their stored lines (`rest`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from memcon.link.acts import states_of
from memcon.link.answer_acts import AFTER
from memcon.link.answers import RARE
from memcon.link.clauses import words_told
from memcon.link.decided import after_linking, pairings_of
from memcon.link.encounter_candidates import published_days
from memcon.link.fulfil import FAR
from memcon.link.link import link_ledger
from memcon.link.naming import Naming
from memcon.link.part import Desk, Kept, Key, Settled, TooWide, kept
from memcon.link.part_bearing import bearing, parties_of, told_by_act, told_by_article, words_of_line
from memcon.link.reach import forecast_keys, pair_keys
from memcon.link.rest import Rest, days_of
from memcon.link.same_asks import FAMILY, GIVING, LONGEST, SAME, Told, alike, tell, told_by
from memcon.link.similarity import stem, stems, words_of
from memcon.link.word_weights import word_weights
from memcon.model.digest import Digest
from memcon.model.kinds import articles_of
from memcon.model.link import Linked
from memcon.model.reading import Ask, Forecast

LEDGER = ("asks", "forecasts")
ACTS = ("events", "encounters")
MOST_ASKED = 200
"""Of more asks and forecasts that a change may bear on, those are tried that share most words with it."""
WORDS = 8
TELLING, MEETING = 20, 12
"""How many articles are looked at for a new or corrected ask: with its words, and of contacts of its states."""
ASKED_BEFORE, FORETOLD_BEFORE = 2 * LONGEST, 2 * FAR
"""How far back asks and forecasts are looked for: a forecast's horizon may lie some years after it."""
MOST_ROUNDS = 4


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """New asks and forecasts, and the stored ones that these replace."""

    new: Mapping[Key, Kept] = field(default_factory=dict)
    old: Mapping[Key, Kept] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Around:
    """Stored asks and forecasts of the states concerned, and the state of each actor in them."""

    lines: Sequence[Kept]
    state: Mapping[str, str]

    def asks(self) -> Iterator[Kept]:
        """The asks."""
        return (one for one in self.lines if one.kind == "asks")


def settle_ledger(desk: Desk, settled: Settled, fresh: Iterable[str], *, altered: Iterable[str], most: int) -> Ledger:
    """The asks and forecasts of the changed articles and those that their acts and words may bear on.

    `fresh` are new articles; `altered` those whose asks and forecasts may not be as they were.
    """
    fresh, altered = set(fresh), set(altered)
    moved = [one for one in settled.moved if one.kind in ACTS]
    anew = [digest for digest in desk.pile((fresh | altered) & settled.core) if digest.asks or digest.forecasts]
    lines = {one.key: one for one in desk.store.touching(settled.core, LEDGER)}
    around = _around(desk, moved, desk.pile(fresh), anew, lines.values())
    lines |= {one.key: one for one in _concerned(desk, moved, desk.pile(fresh), around)}
    lines |= {one.key: one for one in _joining(desk, anew, around)}
    if not lines and not anew:
        return Ledger()
    changed = fresh | {article for one in moved for article in articles_of(one.line)}
    naming = Naming(desk.store, desk.pile(settled.core), desk.lexicon)
    told = {ask.id for digest in anew for ask in digest.asks} | {one.id for digest in anew for one in digest.forecasts}
    for _ in range(MOST_ROUNDS):
        whole = {key for key, one in lines.items() if _whole(desk, one, altered)}
        tellers = {a for key, one in lines.items() for a in (_tellers(one) if key in whole else {one.line.article})}
        pile = desk.decided_with(
            tellers | {digest.article.id for digest in anew} | changed | _deciding(lines.values())
            | _context(desk, anew, lines.values(), naming) | _rarely_told(desk, anew, lines.values(), around, naming)
        )  # fmt: skip
        if len(pile) > most:
            raise TooWide
        rest = _rest(desk, pile, lines, whole, around, naming, altered=fresh | altered)
        mine = told | {member for one in lines.values() for member in _members(one)}
        computed = _linked(desk, settled, pile, rest)
        new = {key: one for key, one in computed.items() if _members(one) & mine}
        strangers = {member for one in new.values() for member in _members(one)} - mine
        if not strangers:
            return Ledger(new=new, old=lines)
        beside = {article for one in new.values() if _members(one) & strangers for article in _tellers(one)}
        lines |= {one.key: one for one in desk.store.touching(beside, LEDGER) if _members(one) & strangers}
    raise TooWide


def _members(one: Kept) -> frozenset[str]:
    return frozenset(one.line.members or (one.line.id,))


def _tellers(one: Kept) -> frozenset[str]:
    """Articles in which an ask or forecast itself stands; its answers may stand in others."""
    return frozenset({one.line.article, *(row.article for row in one.line.evidence)})


def _whole(desk: Desk, one: Kept, altered: set[str]) -> bool:
    """Whether a line is made anew from all that tell it: not a forecast that stands as it did, told a hundred times."""
    return one.kind == "asks" or bool(_tellers(one) & altered) or bool(desk.decisions_on(_tellers(one)))


def _deciding(stored: Iterable[Kept]) -> set[str]:
    """The articles that answered asks or decided forecasts when these were last linked."""
    found: set[str] = set()
    for one in stored:
        rows = one.line.resolved_by if isinstance(one.line, Forecast) else ()
        answers = one.line.answers if isinstance(one.line, Ask) else ()
        found.update(row.article for row in (*rows, *(row for answer in answers for row in answer.evidence)))
    return found


def _around(
    desk: Desk, moved: Sequence[Kept], fresh: Sequence[Digest], anew: Sequence[Digest], lines: Iterable[Kept]
) -> _Around:
    """The stored asks and forecasts of the states of what moved, is new or is linked anew, of the years around it."""
    names = {name for one in (*moved, *lines) for name in parties_of(one.line)}
    states = set(_states(desk, names).values())
    states |= {actor.state or actor.id for digest in (*fresh, *anew) for actor in digest.actors}
    if not states:
        return _Around(lines=(), state={})
    days = [day for digest in (*fresh, *anew) for day in published_days(digest.article) or ()]
    days += [date.fromisoformat(day) for one in moved for day in (one.line.when.earliest, one.line.when.latest) if day]
    days += [date.fromisoformat(one.line.when.earliest) for one in lines if one.line.when.earliest]
    found: list[Kept] = []
    for kind, before in (("asks", ASKED_BEFORE), ("forecasts", FORETOLD_BEFORE)):
        since = (min(days) - before).isoformat() if days and min(days) - date.min > before else None
        until = (max(days) + LONGEST).isoformat() if days and date.max - max(days) > LONGEST else None
        found += desk.store.about((kind,), states, since=since, until=until)
    return _Around(lines=found, state=_states(desk, {name for one in found for name in parties_of(one.line)}))


def _concerned(desk: Desk, moved: Sequence[Kept], fresh: Iterable[Digest], around: _Around) -> list[Kept]:
    """Asks and forecasts that the change may answer or decide."""
    state = _states(desk, {name for one in moved for name in parties_of(one.line)})
    told = [told_by_act(one.line, state) for one in moved]
    told += [told_by_article(digest) for digest in fresh]
    scored = [(bearing(one.line, told, around.state), one) for one in around.lines]
    likely = sorted(((score, one.key, one) for score, one in scored if score is not None), key=lambda row: row[:2])
    return [one for *_, one in likely[:MOST_ASKED]]


def _joining(desk: Desk, anew: Sequence[Digest], around: _Around) -> list[Kept]:
    """Stored lines that a new telling may be one more of."""
    keys = {key for digest in anew for key in forecast_keys(digest.forecasts)}
    held = desk.store.touching(desk.store.reached(keys), ("forecasts",)) if keys else []
    found = [one for one in held if keys & set(forecast_keys([one.line]))]
    told = [one for digest in anew for one in tell([digest], {})]
    for one in around.asks():
        other = told_by(one.line, around.state, origin="")
        rivals = [mine for mine in told if _may_join(mine, other)]
        if rivals:
            tellings = list(tell(desk.pile(_tellers(one)), {}))
            members = [telling for telling in tellings if telling.ask.id in one.line.members]
            if any(alike(mine, telling) >= SAME for mine in rivals for telling in members):
                found.append(one)
    return found


def _may_join(one: Told, line: Told) -> bool:
    """Whether a telling and a line have sides and a word in common, and lie within years of each other."""
    families = {FAMILY[one.ask.form], FAMILY[line.ask.form]}
    if len(families) > 1 and families != {"ask", "invite"}:
        return False
    if any(
        mine and theirs and not mine & theirs for mine, theirs in ((one.askers, line.askers), (one.asked, line.asked))
    ):
        return False
    if one.day and line.day and abs(one.day - line.day) > 2 * LONGEST:
        return False
    words = words_told(f"{words_of_line(line.ask)} {' '.join(row.quote for row in line.ask.evidence)}")
    return not one.words or not line.words or bool((one.words - GIVING) & words) or len(one.words & words) == 1


def _rest(
    desk: Desk,
    pile: set[str],
    lines: Mapping[Key, Kept],
    whole: set[Key],
    around: _Around,
    naming: Naming,
    *,
    altered: set[str],
) -> Rest:
    """What stays as it is."""
    stood = [one for one in desk.store.touching(pile, ("asks",)) if not _tellers(one) & altered]
    asks = [one.line for one in around.asks()]
    pairs = {pair for key, one in lines.items() if key[0] == "asks" for pair in _pairs(one.line, around.state)}
    pairs |= {
        pair for digest in desk.pile(pile & altered) for ask in digest.asks for pair in _pairs(ask, states_of([digest]))
    }  # fmt: skip
    return Rest(
        line_of={member: one.line.id for one in stood for member in _members(one)},
        asks=[one.line for one in around.asks() if one.key not in lines and pairs & _pairs(one.line, around.state)],
        forecasts=[one.line for key, one in sorted(lines.items()) if key[0] == "forecasts" and key not in whole],
        state=around.state,
        days=days_of(asks, around.state),
        naming=naming,
    )


def _rarely_told(
    desk: Desk, anew: Sequence[Digest], lines: Iterable[Kept], around: _Around, naming: Naming
) -> set[str]:
    """The articles on the two sides of an ask or a forecast, where these are so few that any sentence may decide it."""
    told: list[tuple[Ask | Forecast, Mapping[str, str]]] = [(one.line, around.state) for one in lines]
    for digest in anew:
        told += [(line, states_of([digest])) for line in _lines_of(digest)]
    found: set[str] = set()
    for line, state in told:
        day = _day(desk, line)
        sides = _sides(line, state)
        if day is not None and len(sides) > 1 and all(sides):
            until = day + (AFTER if isinstance(line, Ask) else FAR)
            articles = naming.both(sides, since=day, until=until)
            found |= articles if len(articles) <= RARE else set()
    return found


def _day(desk: Desk, line: Ask | Forecast) -> date | None:
    if line.when.earliest:
        return date.fromisoformat(line.when.earliest)
    printed = [published_days(digest.article) for digest in desk.pile([line.article])]
    return printed[0][0] if printed and printed[0] else None


def _sides(line: Ask | Forecast, state: Mapping[str, str]) -> list[frozenset[str]]:
    if isinstance(line, Forecast):
        return [frozenset({code}) for code in dict.fromkeys(state.get(actor, actor) for actor in line.actors)]
    one = told_by(line, state, origin="")
    return [one.askers, one.asked]


def _pairs(ask: Ask, state: Mapping[str, str]) -> set[tuple[str, frozenset[str]]]:
    one = told_by(ask, state, origin="")
    return {(FAMILY[ask.form], frozenset((left, right))) for left in one.askers for right in one.asked}


def _states(desk: Desk, names: set[str]) -> dict[str, str]:
    known = desk.store.actors(names)
    return {name: known[name][1].state or name if name in known else name for name in names}


def _context(desk: Desk, anew: Sequence[Digest], stored: Iterable[Kept], naming: Naming) -> set[str]:
    """Articles that may answer or decide those asks and forecasts that are new or corrected."""
    known = {member for one in stored for member in _members(one)}
    mended = {d.article.id for d in anew if any(o.kind in LEDGER for o in desk.decisions_on([d.article.id]))}
    told = [line for digest in anew if digest.article.id in mended for line in _lines_of(digest)]
    days = [_day(desk, line) for line in told]
    first = min((day for day in days if day), default=None)  # of lines put together the first tells when they begin
    found: set[str] = set()
    for digest in anew:
        corrected = digest.article.id in mended
        printed = published_days(digest.article)
        state = states_of([digest])
        for one in _lines_of(digest):
            if one.id in known and not corrected:
                continue
            among = _after(one, first if corrected else _day(desk, one), state, naming)
            found.update(desk.store.telling(_beginnings(words_of_line(one)), among=among, most=TELLING))
            sides = sorted({state.get(name) or name for name in parties_of(one)})
            keys = pair_keys(sides, printed[0] if printed else None, FAR)
            found.update(sorted(desk.store.reached(keys))[:MEETING] if keys else ())
    return found


def _lines_of(digest: Digest) -> tuple[Ask | Forecast, ...]:
    return (*digest.asks, *digest.forecasts)


def _after(line: Ask | Forecast, day: date | None, state: Mapping[str, str], naming: Naming) -> set[str] | None:
    """The articles of the time after an ask or forecast that name a side of it; None where it has no sides or day."""
    sides = _sides(line, state)
    if day is None or not any(sides):
        return None
    return naming.either(sides, since=day, until=day + (AFTER if isinstance(line, Ask) else FAR))


def _beginnings(text: str) -> list[str]:
    """The rarest words, cut so that other forms of them begin alike."""
    forms = {stem(form): form for form in words_of(text).forms}
    rare = word_weights().rarest(set(stems(text)), WORDS)
    return [_shared_start(word, forms.get(word, word)) for word in rare]


def _shared_start(word: str, form: str) -> str:
    size = next((n for n, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    return word[: max(3, min(size, len(word) - 1 if len(word) > 5 else len(word)))]


def _linked(desk: Desk, settled: Settled, ids: set[str], rest: Rest) -> dict[Key, Kept]:
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
        pile, told, frozenset(), origins=origins, pairings=pairings_of(decisions, pile), lexicon=desk.lexicon,
        rest=rest,
    )  # fmt: skip
    removed = {kind: found for kind, found in desk.removed(ids).items() if kind in LEDGER}
    linked, rejected = after_linking(
        linked, [one for one in decisions if one.kind in LEDGER], removed=removed, known=desk.known
    )
    return {
        (kind, line.id): kept(kind, line, rejected=(kind, line.id) in rejected)
        for kind in LEDGER
        for line in getattr(linked, kind)
    }
