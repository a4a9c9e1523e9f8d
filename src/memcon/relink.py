"""Links a record anew: all of it, or, after a correction or a few new articles, only what these can have moved.

Both give the same lines. What is kept for the second (profiles of actors, sketches of texts, keys of articles) is
written with the first.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from memcon.lexicon.lexicon import Lexicon
from memcon.link.copies import compared, from_outlets
from memcon.link.decided import after_linking, articles_decided, before_linking, pairings_of
from memcon.link.link import Whole, link_decided
from memcon.link.naming import by_article, named_in, naming_keys
from memcon.link.part import Changes, Desk, Kept, Key, TooWide, settle
from memcon.link.part_actors import ActorChanges, new_actors
from memcon.link.part_copies import CopyChanges, new_copies, regrouped
from memcon.link.part_ledger import settle_ledger
from memcon.link.part_relations import settle_relations
from memcon.link.reach import claim_key, reach_of
from memcon.link.rewording import rewording_scores
from memcon.model.actor import Actor
from memcon.model.codec import from_json, to_json
from memcon.model.decision import Decision
from memcon.model.digest import Digest
from memcon.model.kinds import LINKED_KINDS, articles_of
from memcon.model.link import ArticleLinks, Copy, KeptProfile, Linked
from memcon.record import Record
from memcon.record.keeping import Keep, Part, PartLinked
from memcon.record.parts import Parts, Row

FEWEST, MOST_SHARE, LEAST_WIDE = 40, 0.34, 2000
"""Under so many articles all are linked; so is a record of which this share is new, or that a change goes through."""


MOST_JUDGED = 5_000
"""In a record of more articles the words of two tellings alone say whether they are of one matter: a head asked about
six pairs an encounter would take another ten minutes of a record of 100,000."""
_BY_WORDS = "/by words"
_KEYS = "keys 2"
"""Which keys articles are kept under (`reach_of`): a record that has others is linked anew once."""


def relink(record: Record, lexicon: Lexicon, version: str, *, force: bool = False) -> bool:
    """Links what changed since the last linking; says whether anything did. `version` is that of linking itself."""
    state = record.link_state()
    standing = record.decisions()
    count = state.count + sum(state.waiting.values())
    version = f"{version}/{lexicon.version}/{_KEYS}{_BY_WORDS if count > MOST_JUDGED else ''}"
    changed = {decision.id for decision in standing} ^ state.decided
    if not force and state.version == version and not state.waiting and not changed:
        return False
    part = not force and state.version == version and all(state.waiting.values()) and state.count >= FEWEST
    if part and len(state.waiting) <= MOST_SHARE * state.count:
        try:
            relink_part(record, lexicon, version, changed=changed)
            return True
        except TooWide:
            pass
    relink_all(record, lexicon, version)
    return True


def relink_all(record: Record, lexicon: Lexicon, version: str) -> None:
    """Links all articles, and keeps what linking a part will need."""
    decisions = record.decisions()
    known = KnownActors(record, lexicon) if decisions else {}
    digests = record.digests()
    opinions = {digest.article.id: digest.opinion for digest in digests}
    prepared = before_linking(digests, decisions, known=known)
    named = {
        digest.article.id: tuple(a.id for a in digest.actors if a.id not in prepared.added.get(digest.article.id, ()))
        for digest in prepared.digests
    }
    del digests
    judging = not version.endswith(_BY_WORDS)
    whole = link_decided(prepared, decisions, lexicon=lexicon, known=known, judging=judging)
    token = _token(version, record.fingerprint())
    keep = Keep(
        version=version, decided=[one.id for one in decisions], articles=_kept(whole, named), profiles=_rows(whole)
    )
    record.write_links(whole.linked, opinions=opinions, rejected=whole.rejected, fingerprint=token, keep=keep)


def rehearse(record: Record, lexicon: Lexicon, *, most: int = FEWEST) -> int:
    """Links some articles and keeps nothing of it; says how many.

    The next linking finds its tables, patterns and heads loaded: in a record of 20 articles it takes a fifth of the
    time that the first one takes.
    """
    ids = [head["id"] for head in record.article_page(limit=most)[0]]
    with record.part() as part:
        digests = Shelf(part.parts).digests(ids)
    link_decided(before_linking(digests, (), known={}), (), lexicon=lexicon, known={})
    return len(digests)


def _token(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _kept(whole: Whole, named: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, set[int], bytes]]:
    """(article, its keys, its sketch) of a linked pile."""
    origins = {links.article: links.origin for links in whole.linked.articles}
    claims: dict[str, set[int]] = defaultdict(set)
    for statement in whole.linked.statements:
        if statement.claim:
            claims[statement.article].add(claim_key(statement.claim))
    naming = by_article(whole.sentences.naming())
    for digest, sketch in zip(whole.pile, whole.sketches, strict=True):
        key = digest.article.id
        reach = reach_of(digest, named=named.get(key, ()), origin=origins[key])
        states = naming_keys(naming.get(key, ()), digest.article.published)
        yield key, set(reach.own) | claims[key] | states, sketch.to_bytes()


def _rows(whole: Whole) -> dict[str, KeptProfile]:
    return {
        key: KeptProfile(
            told=profile.to_text(),
            joined=whole.renamed.get(key, key),
            shown=to_json(whole.merged[key]).decode() if key in whole.merged else None,
            decided=profile.decided,
        )
        for key, profile in whole.profiles.items()
    }


class Known(Protocol):
    """Where the actors of a record are found."""

    def actor(self, key: str) -> Actor | None:
        """The actor with an id."""

    def actors(self) -> dict[str, Actor]:
        """All actors by id."""


class KnownActors(Mapping[str, Actor]):
    """Every actor that a correction may name: those of the record, then persons and states of the lexicon."""

    def __init__(self, record: Known, lexicon: Lexicon) -> None:
        self._record, self._lexicon = record, lexicon
        self._found: dict[str, Actor | None] = {}
        self._stored: dict[str, Actor] | None = None  # all actors of the record, once somebody went through them

    def __getitem__(self, key: str) -> Actor:
        if key not in self._found:
            stored = self._record.actor(key) if self._stored is None else self._stored.get(key)
            self._found[key] = stored or self._of_lexicon(key)
        found = self._found[key]
        if found is None:
            raise KeyError(key)
        return found

    def _of_lexicon(self, key: str) -> Actor | None:
        person, state = self._lexicon.persons.get(key), self._lexicon.states.get(key)
        if person is not None:
            return Actor(id=person.id, name=person.name, kind="person", aliases=person.aliases, basis="lexicon")
        if state is not None:
            return Actor(id=state.code, name=state.name, kind="state", state=state.code, sector="GOV")
        return None

    def __iter__(self) -> Iterator[str]:
        if self._stored is None:
            self._stored = self._record.actors()
        return iter({**self._lexicon.states, **self._lexicon.persons, **self._stored})

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Shelf:
    """The record's look-ups as linking a part asks for them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.digests = parts.digests
        self.reached = parts.reached
        self.keys_of = parts.keys_of
        self.printed = parts.printed
        self.origins = parts.origins
        self.actors = parts.actors
        self.machine_reworded = parts.machine_reworded
        self.telling = parts.telling

    def touching(self, ids: Iterable[str], kinds: Sequence[str]) -> list[Kept]:
        """Lines of some kinds that rest on or name one of the articles."""
        return _lines(self._parts.touching(ids, kinds))

    def named(self, kind: str, ids: Iterable[str]) -> list[Kept]:
        """Lines of one kind by id."""
        return _lines(self._parts.named(kind, ids))

    def about(
        self, kinds: Sequence[str], states: Iterable[str], *, since: str | None = None, until: str | None = None
    ) -> list[Kept]:
        """Lines of some kinds with an actor of one of the states, dated in the days given (inclusive) or not at all."""
        return _lines(self._parts.about(kinds, states, since=since, until=until))

    def between(self, a: str, b: str) -> list[Kept]:
        """Relations of a pair of states."""
        return _lines(self._parts.between(a, b))


def _lines(rows: Iterable[Row]) -> list[Kept]:
    return [Kept(row.kind, row.line, row.text, row.rejected) for row in rows]


@dataclass(frozen=True, kw_only=True)
class Work:
    """What a part is linked from."""

    part: Part
    shelf: Shelf
    lexicon: Lexicon
    decisions: Sequence[Decision]
    changed: Sequence[Decision]
    known: Mapping[str, Actor]


def relink_part(record: Record, lexicon: Lexicon, version: str, *, changed: Iterable[str]) -> None:
    """Links what the waiting articles and the changed decisions can have moved; TooWide if that is too much."""
    with record.part() as part:
        known, standing = KnownActors(part, lexicon), part.decisions()
        # what was decided since the caller looked is written as linked below, so it has to be linked, too
        ids = set(changed) | ({decision.id for decision in standing} ^ part.state().decided)
        work = Work(
            part=part, shelf=Shelf(part.parts), lexicon=lexicon, decisions=standing, known=known,
            changed=[decision for decision in part.every_decision() if decision.id in ids],
        )  # fmt: skip
        _relink_part(work, version)


def _relink_part(work: Work, version: str) -> None:
    part, shelf = work.part, work.shelf
    waiting = part.parts.waiting()
    raw = shelf.digests(waiting)
    actors = new_actors(
        part.parts, shelf, raw, decisions=work.decisions, changed=work.changed, lexicon=work.lexicon, known=work.known
    )
    scores = dict(rewording_scores(raw))
    copies = _copies(work, raw, scores)
    told_copies = (*copies.new, *copies.decided)
    changes = Changes(actors=actors.joined, origins=copies.origins, copies=told_copies, copies_gone=copies.gone)
    desk = Desk(shelf, lexicon=work.lexicon, decisions=work.decisions, known=work.known, changes=changes,
                judging=not version.endswith(_BY_WORDS))  # fmt: skip
    most = max(LEAST_WIDE, part.parts.linked_count() // 4)
    dirty = {digest.article.id for digest in raw} | actors.articles | copies.origins.keys()
    decided = {article for decision in work.changed for article in articles_decided(decision)}
    dirty |= decided
    lost = [one.line for one in shelf.named("copies", copies.gone)]
    dirty |= {article for copy in (*copies.new, *lost) for article in articles_of(copy)}
    if len(dirty) > most:
        raise TooWide
    altered = decided | actors.articles
    settled = settle(desk, dirty, altered=altered, most=most)
    ledger = settle_ledger(desk, settled, {digest.article.id for digest in raw}, altered=altered, most=most)
    decided_pairs = [
        one.line.between
        for decision in work.changed
        if decision.kind == "relations"
        for one in shelf.named("relations", [decision.target])
    ]
    courses = settle_relations(desk, settled, decided_pairs)
    told = _copy_lines(work, copies)
    people = _actor_lines(work, actors)
    new = [*settled.new.values(), *ledger.new.values(), *courses.new.values(), *told, *people]
    old: set[Key] = {*settled.old, *ledger.old, *courses.old}
    old |= {("copies", key) for key in copies.gone} | {("actors", key) for key in actors.gone}
    _write(work, desk, new, old, actors=actors, copies=copies, scores=scores, raw=raw, version=version)


def _copies(work: Work, raw: Sequence[Digest], scores: Mapping[str, float]) -> CopyChanges:
    """New copies of new articles, and origins that decisions on copies change."""
    pairings = pairings_of(work.decisions, ())
    if raw:
        return new_copies(
            work.shelf, raw, work.part.parts.sketches(), reworded=scores, lexicon=work.lexicon, pairings=pairings
        )
    ends = {a for d in work.changed if d.kind == "copies" for a in articles_decided(d)}
    if not ends:
        return CopyChanges()
    told = tuple(one.line for one in _copy_lines(work, CopyChanges()))
    before = frozenset(copy.id for copy in told)
    origins = regrouped(work.shelf, ends, told, before, pairings=pairings, fresh=False)
    return CopyChanges(decided=told, origins=origins)


def _copy_lines(work: Work, copies: CopyChanges) -> list[Kept]:
    """New copies, and those that a changed decision is on as they were before it, with what stands decided on them."""
    found: dict[str, Copy] = {copy.id: copy for copy in copies.new}
    wanted = [decision.target for decision in work.changed if decision.kind == "copies"]
    for one in work.shelf.named("copies", wanted):
        pile = work.shelf.digests({one.line.left, one.line.right})
        if len(pile) == 2:
            reworded = work.shelf.machine_reworded([digest.article.id for digest in pile])
            again = compared(pile, [(0, 1)], reworded=reworded, stock=frozenset())
        else:
            again = from_outlets(pile, (), work.lexicon)
        found.update((copy.id, copy) for copy in again if copy.id == one.line.id)
    lines = Linked(copies=tuple(found[key] for key in sorted(found)))
    return _after(work, lines, "copies")


def _actor_lines(work: Work, actors: ActorChanges) -> list[Kept]:
    shown = dict(actors.shown)
    wanted = {decision.target for decision in work.changed if decision.kind == "actors"} - shown.keys()
    rows = work.part.parts.profiles(wanted)
    shown |= {key: from_json(row.shown, Actor) for key, row in rows.items() if row.shown}
    return _after(work, Linked(actors=tuple(shown[key] for key in sorted(shown))), "actors")


def _after(work: Work, lines: Linked, kind: str) -> list[Kept]:
    # a decision whose line stands elsewhere in the record has no business with another one here
    here = {line.id for line in getattr(lines, kind)}
    elsewhere = {
        one.line.id for one in work.shelf.named(kind, {d.target for d in work.decisions if d.kind == kind} - here)
    }
    decisions = [one for one in work.decisions if one.kind == kind and one.target not in elsewhere]
    decided, rejected = after_linking(lines, decisions, removed={}, known=work.known)
    return [Kept(kind, line, to_json(line).decode(), (kind, line.id) in rejected) for line in getattr(decided, kind)]


def _write(
    work: Work, desk: Desk, new: Sequence[Kept], old: set[Key], *,
    actors: ActorChanges, copies: CopyChanges, scores: Mapping[str, float], raw: Sequence[Digest], version: str,
) -> None:  # fmt: skip
    lines: dict[str, list[Any]] = {kind: [] for kind in LINKED_KINDS}
    for one in sorted(new, key=lambda one: one.key):
        lines[one.kind].append(one.line)
    linked = replace(Linked(), **{kind: tuple(found) for kind, found in lines.items()})
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, key in old:
        by_kind[kind].add(key)
    heads = {d.encounter for d in linked.differences if d.encounter} - {e.id for e in linked.encounters}
    touched = {digest.article.id for digest in raw} | {one.line.article for one in new if one.kind == "statements"}
    touched |= {article for story in linked.stories for article in story.articles} | copies.origins.keys()
    opinions = {digest.article.id: digest.opinion for digest in raw}
    made = PartLinked(
        linked=linked,
        old=by_kind,
        heads={one.line.id: one.line for one in work.shelf.named("encounters", heads)},
        rejected=frozenset(one.key for one in new if one.rejected),
        articles=_article_links(desk, linked, touched, scores),
        opinions=opinions,
        keys=_new_keys(desk, touched, linked),
        sketches={key: sketch.to_bytes() for key, sketch in copies.sketches.items()},
        profiles=actors.rows,
        profiles_gone=actors.rows_gone,
        version=version,
        decided=[decision.id for decision in work.decisions],
    )
    work.part.write(made)


def _article_links(desk: Desk, linked: Linked, ids: set[str], scores: Mapping[str, float]) -> list[ArticleLinks]:
    story_of = {article: story.id for story in linked.stories for article in story.articles}
    before = desk.store.machine_reworded(ids)
    desk.load(ids)
    return [
        ArticleLinks(
            article=key, origin=desk.origin(key), story=story_of.get(key),
            machine_reworded=scores.get(key, before.get(key, 0.0)),
        )
        for key in sorted(ids & desk.ready)
    ]  # fmt: skip


def _new_keys(desk: Desk, ids: set[str], linked: Linked) -> dict[str, set[int]]:
    claims: dict[str, set[int]] = defaultdict(set)
    for statement in linked.statements:
        if statement.claim:
            claims[statement.article].add(claim_key(statement.claim))
    naming = {d.article.id: naming_keys(named_in(d, desk.lexicon), d.article.published) for d in desk.pile(ids)}
    return {key: set(reach.own) | claims[key] | naming[key] for key, reach in desk.reach(ids).items()}
