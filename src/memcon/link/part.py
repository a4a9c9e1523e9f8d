"""Links anew only what a change can have moved: the lines around some articles, as a full linking would give them.

A decision on one account of a call touches that call, its other accounts, and what those articles tell besides; the
hundred thousand other articles stay as they are. The articles around the changed ones are found by the keys of
`reach`, linked as a pile of their own, and compared with what is stored: lines that differ make their articles
changed ones too, until a round finds nothing new. What is then taken over are the lines of the changed articles only,
for at the rim of the pile the articles beyond it are missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Protocol

from memcon.lexicon.lexicon import Lexicon
from memcon.link.actors import as_merged, split_apart
from memcon.link.copies import copies_apart
from memcon.link.decided import Line, after_linking, articles_decided, before_linking, pairings_of
from memcon.link.differences import Compared
from memcon.link.link import link_accounts
from memcon.link.near import lines_of, pairs
from memcon.link.origins import Origins, origins_of
from memcon.link.reach import Reach, claim_key, origin_key, reach_of
from memcon.model.actor import Actor
from memcon.model.codec import to_json
from memcon.model.decision import Decision
from memcon.model.digest import Digest
from memcon.model.kinds import articles_of
from memcon.model.link import Copy

SETTLED = ("statements", "events", "encounters", "differences", "stories")
"""The kinds that are settled here; asks, forecasts and relations follow from them."""
MOST_ROUNDS = 12
AT_ONCE = 400
"""So many articles that may be near are looked at at a time, and forgotten."""

Key = tuple[str, str]
"""Kind and id of a line."""


class TooWide(Exception):
    """The change reaches so many articles that linking them all is the shorter way."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A line as the record has it."""

    kind: str
    line: Line
    text: str
    rejected: bool

    @property
    def key(self) -> Key:
        """Its kind and id."""
        return self.kind, self.line.id

    @property
    def said(self) -> tuple[str, bool]:
        """What a new line must equal to be the same."""
        return self.text, self.rejected


def kept(kind: str, line: Line, *, rejected: bool = False) -> Kept:
    """A line as the record would have it."""
    return Kept(kind, line, to_json(line).decode(), rejected)


class Stored(Protocol):
    """What linking a part asks of the record."""

    def digests(self, ids: Iterable[str]) -> list[Digest]:
        """Digests of read articles, in order of id."""

    def reached(self, keys: Iterable[int]) -> set[str]:
        """Articles that have one of the keys."""

    def printed(self, key: int) -> list[tuple[str, str | None]]:
        """Id and day of print (EDTF) of the articles that have a key."""

    def keys_of(self, ids: Iterable[str]) -> set[int]:
        """Keys that articles were last kept under."""

    def touching(self, ids: Iterable[str], kinds: Sequence[str]) -> list[Kept]:
        """Lines of some kinds that rest on or name one of the articles."""

    def named(self, kind: str, ids: Iterable[str]) -> list[Kept]:
        """Lines of one kind by id."""

    def origins(self, ids: Iterable[str]) -> dict[str, str]:
        """Origins of articles as last linked."""

    def actors(self, ids: Iterable[str]) -> dict[str, tuple[str, Actor]]:
        """For actor ids of readings: the id they are joined under, and that actor before decisions on it."""

    def about(
        self, kinds: Sequence[str], states: Iterable[str], *, since: str | None = None, until: str | None = None
    ) -> list[Kept]:
        """Lines of some kinds with an actor of one of the states, dated in the days given (inclusive) or not at all."""

    def machine_reworded(self, ids: Iterable[str]) -> dict[str, float]:
        """The probability of machine rewording by article."""

    def telling(self, words: Sequence[str], *, among: Set[str] | None, most: int) -> list[str]:
        """Those of some articles (None: of all) with sentences that have a word that begins so, best first."""

    def between(self, a: str, b: str) -> list[Kept]:
        """Relations of a pair of states."""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What changed since the record was linked, beside articles: overrides of what it stores."""

    actors: Mapping[str, tuple[str, Actor]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    copies: Sequence[Copy] = ()
    copies_gone: frozenset[str] = frozenset()


class Desk:
    """Articles of a record as linking takes them, decisions applied and actors joined; each is prepared once."""

    def __init__(
        self, store: Stored, *, lexicon: Lexicon, decisions: Sequence[Decision], known: Mapping[str, Actor],
        changes: Changes, judging: bool = True,
    ) -> None:  # fmt: skip
        self.store, self.lexicon, self.known, self.changes = store, lexicon, known, changes
        self.decisions = decisions
        self._decided: dict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            for article in articles_decided(decision):
                self._decided[article].append(decision)
        self._split = frozenset(d.target for d in decisions if d.verdict == "split" and d.kind == "actors")
        self._ready: dict[str, Digest] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        self._removed: dict[str, list[tuple[str, Line]]] = defaultdict(list)
        self._merged: dict[str, Actor] = {}
        self._origin: dict[str, str] = {}
        self.compared: Compared = {}
        self.judging = judging

    @property
    def ready(self) -> set[str]:
        """The articles that are at hand."""
        return set(self._ready)

    def decided_with(self, ids: Iterable[str]) -> set[str]:
        """The articles, and those that a standing decision ties to one of them."""
        found, waiting = set(ids), list(ids)
        while waiting:
            for decision in self._decided.get(waiting.pop(), ()):
                fresh = articles_decided(decision) - found
                found |= fresh
                waiting += fresh
        return found

    def decisions_on(self, ids: Iterable[str]) -> list[Decision]:
        """Standing decisions that rest on one of the articles, oldest first."""
        chosen = {decision.id for article in ids for decision in self._decided.get(article, ())}
        return [decision for decision in self.decisions if decision.id in chosen]

    def load(self, ids: Iterable[str]) -> None:
        """Prepares articles that are not yet."""
        missing = sorted(self.decided_with(ids) - self._ready.keys())
        if not missing:
            return
        self._origin |= {**self.store.origins(missing), **self.changes.origins}
        raw = self.store.digests(missing)
        self._named.update((digest.article.id, tuple(actor.id for actor in digest.actors)) for digest in raw)
        pile, removed, merged = self._prepared(raw)
        for kind, lines in removed.items():
            for line in lines:
                self._removed[line.article].append((kind, line))
        for digest in pile:
            self._ready[digest.article.id] = digest
            for actor in digest.actors:
                self._merged.setdefault(actor.id, merged.get(actor.id, actor))

    def _prepared(
        self, raw: Sequence[Digest]
    ) -> tuple[Sequence[Digest], Mapping[str, tuple[Line, ...]], Mapping[str, Actor]]:
        """Digests with decisions applied and actors joined, lines that analysts rejected, the joined actors by id."""
        prepared = before_linking(raw, self.decisions_on(d.article.id for d in raw), known=self.known)
        apart = [split_apart(digest, self._split) for digest in prepared.digests]
        ids_told = {actor.id for digest in apart for actor in digest.actors}
        joined = {**self.store.actors(ids_told - self.changes.actors.keys())}
        joined |= {one: self.changes.actors[one] for one in ids_told & self.changes.actors.keys()}
        renamed = {one: name for one, (name, _) in joined.items() if name != one}
        merged = dict(joined.values())
        return as_merged(apart, renamed, merged), prepared.removed, merged

    def pairing(self, ids: Iterable[str], others: Iterable[str]) -> set[str]:
        """Those of the others that have a line that pairs with one of the articles `ids`; they are not kept at hand."""
        lines = lines_of(self.pile(ids))
        waiting = sorted(others)
        found = {one for one in waiting if one in self._ready and pairs(lines, self._ready[one])}
        waiting = [one for one in waiting if one not in self._ready]
        for start in range(0, len(waiting), AT_ONCE):
            pile, _, _ = self._prepared(self.store.digests(waiting[start : start + AT_ONCE]))
            found.update(digest.article.id for digest in pile if pairs(lines, digest))
        return found

    def pile(self, ids: Iterable[str]) -> list[Digest]:
        """The prepared digests of those of the articles that were read, in order of id."""
        ids = set(ids)
        self.load(ids)
        return [self._ready[one] for one in sorted(ids & self._ready.keys())]

    def merged(self, pile: Sequence[Digest]) -> tuple[Actor, ...]:
        """The joined actors of some digests."""
        return tuple(self._merged[one] for one in sorted({actor.id for digest in pile for actor in digest.actors}))

    def removed(self, ids: Iterable[str]) -> dict[str, tuple[Line, ...]]:
        """Lines of the articles that analysts rejected, by kind."""
        found: dict[str, list[Line]] = defaultdict(list)
        for article in sorted(ids):
            for kind, line in self._removed.get(article, ()):
                found[kind].append(line)
        return {kind: tuple(lines) for kind, lines in found.items()}

    def reach(self, ids: Iterable[str]) -> dict[str, Reach]:
        """The keys of articles."""
        return {
            digest.article.id: reach_of(
                digest, named=self._named[digest.article.id], origin=self._origin[digest.article.id]
            )
            for digest in self.pile(ids)
        }

    def origin(self, article: str) -> str:
        """The origin of a prepared article."""
        return self._origin.get(article, article)

    def origins(self, ids: Iterable[str]) -> tuple[Origins, list[Copy]]:
        """Origins of the articles with their passages and credits, and the copies that they rest on."""
        ids = set(ids)
        groups = self._origins_of(ids)
        mates = ids | self.store.reached({origin_key(origin) for origin in groups.values()})
        mates |= {one for one, origin in self.changes.origins.items() if origin in set(groups.values())}
        groups = self._origins_of(mates)
        copies = {one.line.id: one.line for one in self.store.touching(mates, ("copies",))}
        copies = {key: copy for key, copy in copies.items() if key not in self.changes.copies_gone}
        copies |= {c.id: c for c in self.changes.copies if articles_of(c) & mates}
        groups |= self._origins_of({copy.left for copy in copies.values()} - groups.keys())
        found = copies_apart(sorted(copies.values(), key=lambda c: c.id), pairings_of(self.decisions, ()))
        return origins_of(groups, found), list(found)

    def _origins_of(self, ids: set[str]) -> dict[str, str]:
        overruled = {one: self.changes.origins[one] for one in ids & self.changes.origins.keys()}
        return {**self.store.origins(ids), **overruled}


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What settling gives: the changed articles, their new lines and the stored ones that these replace."""

    core: frozenset[str]
    new: Mapping[Key, Kept]
    old: Mapping[Key, Kept]

    @property
    def moved(self) -> list[Kept]:
        """Lines, old and new, that are not the same any more."""
        keys = [key for key in {**self.old, **self.new} if _said(self.old, key) != _said(self.new, key)]
        return [found[key] for key in sorted(keys) for found in (self.old, self.new) if key in found]


def _said(lines: Mapping[Key, Kept], key: Key) -> tuple[str, bool] | None:
    return lines[key].said if key in lines else None


def settle(desk: Desk, dirty: Iterable[str], *, altered: Iterable[str], most: int) -> Settled:
    """The lines around changed articles; TooWide when they reach more than `most` articles.

    Of the changed ones `altered` told something else before: what they paired with then cannot be seen any more, so
    all that share a key with them are looked at.
    """
    core, known, near = set(dirty), set[str](), set[str]()
    altered = set(altered)
    for _ in range(MOST_ROUNDS):
        near |= _near(desk, core - known, altered)
        known |= core
        inner = desk.decided_with(core | near)
        if len(inner) > most:
            raise TooWide
        region = frozenset(_with_mates(desk, inner))
        if len(region) > most:
            raise TooWide
        computed = _linked(desk, region)
        stored = {one.key: one for one in desk.store.touching(inner, SETTLED)}
        touched = _touched(core, inner, computed, stored)
        if touched <= core:
            return Settled(core=frozenset(core), new=_of(computed, core), old=_of(stored, core))
        core |= touched
    raise TooWide


def _of(lines: Mapping[Key, Kept], core: set[str]) -> dict[Key, Kept]:
    return {key: one for key, one in lines.items() if articles_of(one.line) & core}


def _near(desk: Desk, ids: set[str], altered: set[str]) -> set[str]:
    """Articles with a line that pairs with one of these articles, and all that shared a key that these have no more."""
    reach = desk.reach(ids)
    before = {key for key in desk.store.keys_of(ids & altered) if key >= 0}  # those below only count articles
    before -= {claim_key(one.line.claim) for one in desk.store.touching(ids, ("statements",)) if one.line.claim}
    before |= {origin_key(origin) for origin in desk.store.origins(ids).values()}
    fallen = before - {key for found in reach.values() for key in found.own}
    sure = {key for one in altered & reach.keys() for key in reach[one].sought}
    sure |= {origin_key(desk.origin(one)) for one in reach}
    found = desk.store.reached(sure | fallen)
    likely = desk.store.reached({key for found in reach.values() for key in found.sought} - sure)
    return found | desk.pairing(ids, likely - found - ids)


def _with_mates(desk: Desk, ids: set[str]) -> set[str]:
    """The articles, and those that share a stored line with one of them."""
    lines = desk.store.touching(ids, SETTLED)
    claims = {claim_key(one.line.claim) for one in lines if one.kind == "statements" and one.line.claim}
    found = ids | {article for one in lines for article in articles_of(one.line)} | desk.store.reached(claims)
    return desk.decided_with(found)


def _linked(desk: Desk, region: frozenset[str]) -> dict[Key, Kept]:
    """The lines of the region."""
    pile = desk.pile(region)
    origins, copies = desk.origins(region)
    actors = desk.merged(pile)
    decisions = desk.decisions_on(region)
    linked = link_accounts(
        pile, actors, copies=copies, origins=origins, pairings=pairings_of(decisions, pile), lexicon=desk.lexicon,
        known=desk.compared, judging=desk.judging,
    )  # fmt: skip
    removed = {kind: lines for kind, lines in desk.removed(region).items() if kind in SETTLED}
    linked, rejected = after_linking(linked, decisions, removed=removed, known=desk.known)
    return {
        (kind, line.id): kept(kind, line, rejected=(kind, line.id) in rejected)
        for kind in SETTLED
        for line in getattr(linked, kind)
    }


def _touched(core: set[str], inner: set[str], computed: Mapping[Key, Kept], stored: Mapping[Key, Kept]) -> set[str]:
    """The articles of lines that changed: any that touch the changed articles, and others of the inner articles."""
    told: dict[tuple[str, str], tuple[set[Any], set[Any]]] = defaultdict(lambda: (set(), set()))
    touched: set[str] = set()
    for side, lines in enumerate((computed, stored)):
        other = (stored, computed)[side]
        for key, one in lines.items():
            articles = articles_of(one.line)
            if articles & core:
                if _said(other, key) != one.said:
                    touched |= articles
                continue
            for article in articles & inner:
                told[article, one.kind][side].add((key, one.said))
    return touched | {article for (article, _), (new, old) in told.items() if new != old}
