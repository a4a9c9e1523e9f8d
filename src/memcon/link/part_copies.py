"""Copies and origins when articles join: the new ones compared with all by their sketches, the rest left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from memcon.lexicon.lexicon import Lexicon
from memcon.link.copies import compared, copies_apart, first_hand, from_outlets
from memcon.link.copy_candidates import Sketch, candidates, sketch_from, sketch_of, still_likely
from memcon.link.copy_texts import copy_text
from memcon.link.origins import grouped
from memcon.link.pairings import Pairings
from memcon.link.part import Stored
from memcon.link.reach import origin_key
from memcon.model.digest import Digest
from memcon.model.kinds import articles_of
from memcon.model.link import Copy


@dataclass(frozen=True, kw_only=True)
class CopyChanges:
    """New copies, ids of stored ones that fall away, origins that changed, and the new articles' sketches.

    `decided` are stored ones as they stand after decisions that changed.
    """

    new: tuple[Copy, ...] = ()
    decided: tuple[Copy, ...] = ()
    gone: frozenset[str] = frozenset()
    origins: Mapping[str, str] = field(default_factory=dict)
    sketches: Mapping[str, Sketch] = field(default_factory=dict)


def new_copies(
    store: Stored, fresh: Sequence[Digest], kept_sketches: Mapping[str, bytes], *,
    reworded: Mapping[str, float], lexicon: Lexicon, pairings: Pairings,
) -> CopyChanges:  # fmt: skip
    """What joins with the `fresh` articles. `reworded` are their scores; those of others are asked for."""
    mine = {digest.article.id: sketch_of(copy_text(digest)) for digest in fresh}
    sketches = {**{key: sketch_from(data) for key, data in kept_sketches.items()}, **mine}
    ids = sorted(sketches)
    likely = candidates([sketches[key] for key in ids], {at for at, key in enumerate(ids) if key in mine})
    new_pairs = likely.pairs
    partners = {ids[at] for pair in new_pairs for at in pair}
    digests = {digest.article.id: digest for digest in (*store.digests(partners - mine.keys()), *fresh)}
    pile = [digests[key] for key in sorted(digests)]
    place = {digest.article.id: at for at, digest in enumerate(pile)}
    at_hand = [(place[ids[a]], place[ids[b]]) for a, b in new_pairs]
    scores = {**store.machine_reworded(partners - mine.keys()), **reworded}
    thin = {here for pair, here in zip(new_pairs, at_hand, strict=True) if pair in likely.thin}
    found = compared(pile, at_hand, reworded=scores, stock=likely.stock, thin=thin)
    beside = [row.line for row in store.touching(partners - mine.keys(), ("copies",))]
    displaced = _displaced([copy for copy in beside if _within(copy)], ids, sketches)
    return _taken(
        store, pile, found, set(mine), displaced=displaced, lexicon=lexicon, pairings=pairings, sketches=mine,
        reworded=scores, stock=likely.stock,
    )  # fmt: skip


def _within(copy: Copy) -> bool:
    """Whether both texts of a copy are at hand: it was found by comparing them."""
    return any(span.left is not None for span in copy.spans)


def _displaced(copies: Iterable[Copy], ids: Sequence[str], sketches: Mapping[str, Sketch]) -> set[str]:
    """Ids of stored copies that linking all would no longer look for: a crowd's new members are likelier ones."""
    place = {key: at for at, key in enumerate(ids)}
    pairs = {
        tuple(sorted((place[copy.left], place[copy.right]))): copy.id
        for copy in copies if copy.left in place and copy.right in place
    }  # fmt: skip
    still = still_likely([sketches[key] for key in ids], {(one, other) for one, other in pairs})
    return {name for pair, name in pairs.items() if pair not in still}


def _taken(
    store: Stored, pile: Sequence[Digest], found: Sequence[Copy], fresh: set[str], *,
    displaced: set[str], lexicon: Lexicon, pairings: Pairings, sketches: Mapping[str, Sketch],
    reworded: Mapping[str, float], stock: frozenset[int],
) -> CopyChanges:  # fmt: skip
    ends = {end for copy in found for end in (copy.left, copy.right)} | fresh
    stored = {one.line.id: one.line for one in (*store.touching(ends, ("copies",)), *store.named("copies", displaced))}
    between = {copy.id: copy for copy in stored.values() if _within(copy)}
    standing = [copy for copy in between.values() if copy.id not in displaced]
    hidden = _traced_before(store, standing, found, reworded=reworded, stock=stock)
    pool = first_hand(sorted([*standing, *found, *hidden], key=lambda c: tuple(sorted((c.left, c.right)))))
    pool = [copy for copy in pool if copy not in hidden]
    touched = fresh | {copy.right for copy in found}
    known = {digest.article.id: digest for digest in pile}
    missing = {copy.left for copy in pool} - known.keys()
    wider = [*pile, *store.digests(missing)]
    pool += [c for c in from_outlets(wider, pool, lexicon) if c.right in touched]
    kept = {copy.id for copy in pool}
    gone = frozenset(
        key for key, copy in stored.items() if key not in kept and (key in between or copy.right in touched)
    )
    new = tuple(copy for copy in pool if copy.id not in stored)
    return CopyChanges(
        new=new, gone=gone, sketches=sketches, origins=regrouped(store, fresh, new, gone, pairings=pairings, fresh=True)
    )


def _traced_before(
    store: Stored, standing: Sequence[Copy], found: Sequence[Copy], *,
    reworded: Mapping[str, float], stock: frozenset[int],
) -> list[Copy]:  # fmt: skip
    """Passages that stored articles share and that are not stored, because they were traced to another article: what
    shares them with a copy of the one is traced by them."""
    known = {(copy.left, copy.right) for copy in (*standing, *found)}
    source = {copy.right: copy.left for copy in (*standing, *found) if copy.kind != "quoted"}
    pairs = {(source[copy.left], copy.right) for copy in found if copy.kind == "quoted" and copy.left in source} - known
    pile = store.digests({end for pair in pairs for end in pair})
    place = {digest.article.id: at for at, digest in enumerate(pile)}
    at_hand = sorted(tuple(sorted((place[one], place[other]))) for one, other in pairs if {one, other} <= place.keys())
    scores = {**store.machine_reworded(place), **reworded}
    return compared(pile, [(one, other) for one, other in at_hand], reworded=scores, stock=stock)


def regrouped(
    store: Stored, ids: Iterable[str], new: Sequence[Copy], gone: frozenset[str], *, pairings: Pairings, fresh: bool
) -> dict[str, str]:
    """Origins that are not what they were, of `ids` (`fresh`: new articles) and of those whose copies changed."""
    joining = set(ids) if fresh else set()
    lost = [row.line for row in store.named("copies", gone)]
    ends = {end for copy in (*new, *lost) for end in articles_of(copy)} | set(ids)
    before = store.origins(ends)
    mates = ends | store.reached({origin_key(origin) for key, origin in before.items() if key not in joining})
    before |= store.origins(mates)
    copies = [row.line for row in store.touching(mates, ("copies",)) if row.line.id not in gone]
    standing = copies_apart([*copies, *new], pairings)
    after = grouped(sorted(mates), standing)
    return {key: origin for key, origin in after.items() if before.get(key) != origin or key in joining}
