"""Things to groups, the same whatever the order they come in.

Edges `a-b .9`, `b-c .8`, `a-c` forbidden give the groups {a, b} and {c}: the best edge is taken
first, and a join that would put a forbidden pair in one group is not made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Two ids (`left` < `right`) and how likely it is that they belong together."""

    left: str
    right: str
    score: float


def edge(one: str, other: str, score: float) -> Edge:
    """The edge between two ids, the smaller first."""
    return Edge(min(one, other), max(one, other), score)


Compatible = Callable[[Sequence[str], Sequence[str]], bool]


def agglomerate(
    ids: Iterable[str],
    edges: Iterable[Edge],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    compatible: Compatible | None = None,
) -> list[tuple[str, ...]]:
    """Groups of ids, each sorted, in the order of their first ids.

    Pairs of `together` are joined first; then edges, best first, ties by id. No join puts a pair of
    `apart` in one group, nor two groups that `compatible` refuses.
    """
    groups = _Groups(sorted(set(ids)), apart)
    for one, other in sorted({(min(pair), max(pair)) for pair in together}):
        groups.join(one, other)
    for found in sorted(set(edges), key=lambda e: (-e.score, e.left, e.right)):
        if groups.differ(found.left, found.right) and groups.may_join(found.left, found.right, compatible):
            groups.join(found.left, found.right)
    return groups.result()


class _Groups:
    def __init__(self, ids: Sequence[str], apart: Iterable[tuple[str, str]]) -> None:
        self._root = {one: one for one in ids}
        self._members = {one: [one] for one in ids}
        self._apart: dict[str, set[str]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def find(self, one: str) -> str:
        while self._root[one] != one:
            self._root[one] = self._root[self._root[one]]
            one = self._root[one]
        return one

    def differ(self, one: str, other: str) -> bool:
        return one in self._root and other in self._root and self.find(one) != self.find(other)

    def may_join(self, one: str, other: str, compatible: Compatible | None) -> bool:
        left, right = self._members[self.find(one)], self._members[self.find(other)]
        if self._apart:
            small, large = sorted((left, right), key=len)
            if any(not self._apart.get(member, set()).isdisjoint(large) for member in small):
                return False
        return compatible is None or compatible(sorted(left), sorted(right))

    def join(self, one: str, other: str) -> None:
        if not self.differ(one, other):
            return
        # the smaller id is the root, so that the outcome does not depend on who came first
        keep, drop = sorted((self.find(one), self.find(other)))
        self._root[drop] = keep
        self._members[keep] += self._members.pop(drop)

    def result(self) -> list[tuple[str, ...]]:
        return sorted(tuple(sorted(members)) for members in self._members.values())
