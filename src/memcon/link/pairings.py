"""What analysts decided about grouping: which lines belong together and which apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairings:
    """Must-link and cannot-link pairs of ids, by kind of group, each pair as (kind, smaller id, larger id).

    Kinds and what their ids are: `actors` (actor ids; a pair of one id with itself in `apart` splits that
    actor into one per article), `events` (single-article event ids that are the same act), `encounters`
    (single-article event ids that belong to the same encounter), `claims` (statement ids), `asks`
    (single-article ask ids), `forecasts` (single-article forecast ids), `stories` (article ids).
    """

    together: frozenset[tuple[str, str, str]] = frozenset()
    apart: frozenset[tuple[str, str, str]] = frozenset()

    def joined(self, kind: str) -> frozenset[tuple[str, str]]:
        """Pairs of one kind that an analyst put together."""
        return frozenset((a, b) for k, a, b in self.together if k == kind)

    def parted(self, kind: str) -> frozenset[tuple[str, str]]:
        """Pairs of one kind that an analyst took apart."""
        return frozenset((a, b) for k, a, b in self.apart if k == kind)
