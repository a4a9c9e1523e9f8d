"""Copies and origins when articles join: the new ones compared with all by their sketches, the rest left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from memcon.lexicon.lexicon import Lexicon
from memcon.link.copies import compared, copies_apart, first_hand, from_outlets
from memcon.link.copy_candidates import Sketch, candidates, sketch_from, sketch_of
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
    """New copies, ids of stored ones that fall away, origins that changed, and the new articles' sketches."""

    new: tuple[Copy, ...] = ()
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
    likely = candidates([sketches[key] for key in ids])
    new_pairs = [pair for pair in likely.pairs if ids[pair[0]] in mine or ids[pair[1]] in mine]
    partners = {ids[at] for pair in new_pairs for at in pair}
    digests = {digest.article.id: digest for digest in (*store.digests(partners - mine.keys()), *fresh)}
    pile = [digests[key] for key in sorted(digests)]
    place = {digest.article.id: at for at, digest in enumerate(pile)}
    at_hand = [(place[ids[a]], place[ids[b]]) for a, b in new_pairs]
    scores = {**store.machine_reworded(partners - mine.keys()), **reworded}
    thin = {here for pair, here in zip(new_pairs, at_hand, strict=True) if pair in likely.thin}
    found = compared(pile, at_hand, reworded=scores, stock=likely.stock, thin=thin)
    return _taken(store, pile, found, set(mine), lexicon=lexicon, pairings=pairings, sketches=mine)


def _taken(
    store: Stored, pile: Sequence[Digest], found: Sequence[Copy], fresh: set[str], *,
    lexicon: Lexicon, pairings: Pairings, sketches: Mapping[str, Sketch],
) -> CopyChanges:  # fmt: skip
    ends = {end for copy in found for end in (copy.left, copy.right)} | fresh
    stored = {one.line.id: one.line for one in store.touching(ends, ("copies",))}
    between = {copy.id: copy for copy in stored.values() if any(span.left is not None for span in copy.spans)}
    pool = first_hand(sorted([*between.values(), *found], key=lambda c: tuple(sorted((c.left, c.right)))))
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
