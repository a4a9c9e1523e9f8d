"""Who first wrote it: articles and passages to origins, so that ten copies of one story count once.

A wire story, its cut and its machine-reworded twin have one origin. A column that quotes two
paragraphs of Reuters is its own origin, but what it tells inside those paragraphs counts as Reuters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from memcon.link.cluster import agglomerate, edge
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.link import Copy
from memcon.model.span import Span

WHOLE = ("duplicate", "near", "reworded", "translated")
"""Kinds of copy that make the whole article an echo."""

PARTS = ("unnamed original", "passage")
"""Reasons of a translation that name no outlet, or speak of a passage only."""


@dataclass(frozen=True)
class Origins(Mapping[str, str]):
    """Origin ids by article id; `of` also knows passages taken from elsewhere."""

    groups: Mapping[str, str]
    passages: Mapping[str, tuple[tuple[Span, str], ...]] = field(default_factory=dict)
    credits: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, article: str) -> str:
        return self.groups[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)

    def of(self, article: str, span: Span | None = None) -> str:
        """The origin of what an article tells at `span`: a quoted passage counts as the one it was taken from."""
        for passage, origin in self.passages.get(article, ()):
            if span is not None and passage.covers(span):
                return origin
        return self.credits.get(article) or self.groups.get(article, article)


def origin_of(origins: Mapping[str, str], article: str, span: Span | None = None) -> str:
    """The origin of what an article tells at `span`, for any mapping of origins."""
    return origins.of(article, span) if isinstance(origins, Origins) else origins.get(article, article)


def find_origins(pile: Sequence[Digest], copies: Sequence[Copy]) -> Origins:
    """Origins of all articles of the pile, from the copies found among them."""
    articles = [digest.article.id for digest in pile]
    return origins_of(grouped(articles, copies), copies)


def grouped(articles: Iterable[str], copies: Iterable[Copy]) -> dict[str, str]:
    """The origin of each article: those that are copies of one text, whatever the chain, have one."""
    joins = [edge(copy.left, copy.right, copy.score) for copy in _wholes(copies)]
    groups: dict[str, str] = {}
    for members in agglomerate(articles, joins):
        origin = stable_id("or", members[0])
        groups.update(dict.fromkeys(members, origin))
    return groups


def _wholes(copies: Iterable[Copy]) -> list[Copy]:
    return [copy for copy in copies if copy.kind in WHOLE and copy.confidence >= 0.5 and not _in_part(copy)]


def _in_part(copy: Copy) -> bool:
    """Whether a text only says of a passage that it was translated, or does not say who printed the original."""
    return copy.kind == "translated" and any(reason.name in PARTS for reason in copy.reasons)


def origins_of(groups: Mapping[str, str], copies: Sequence[Copy]) -> Origins:
    """Origins with their passages and credits, from the origin of each article and the copies that touch them."""
    outside = {
        copy.right: _outlet_origin(copy.left)
        for copy in _wholes(copies)
        if copy.left not in groups and copy.right in groups
    }
    return Origins(
        groups=groups,
        passages=_passages(copies, groups),
        credits=_shared_credits(groups, outside),
    )


def _outlet_origin(name: str) -> str:
    return f"outlet:{name}"


def _passages(copies: Iterable[Copy], groups: Mapping[str, str]) -> dict[str, tuple[tuple[Span, str], ...]]:
    found: dict[str, list[tuple[Span, str]]] = {}
    for copy in copies:
        if copy.kind == "quoted" and copy.confidence >= 0.5:
            origin = groups.get(copy.left) or _outlet_origin(copy.left)
            found.setdefault(copy.right, []).extend((span.right, origin) for span in copy.spans)
    # a passage found in the pile names the very article; that outranks the outlet's name
    return {
        article: tuple(sorted(rows, key=lambda row: (row[1].startswith("outlet:"), row)))
        for article, rows in found.items()
    }


def _shared_credits(groups: Mapping[str, str], outside: Mapping[str, str]) -> dict[str, str]:
    """An article credited to a wire, and all that share its text, count as that wire."""
    by_group: dict[str, str] = {}
    for article in sorted(outside):
        by_group.setdefault(groups[article], outside[article])
    return {article: by_group[group] for article, group in groups.items() if group in by_group}
