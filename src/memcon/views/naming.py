"""Names for the ids in a few lines, fetched for those lines alone, so that a page of a large record stays quick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from memcon.record import Record
from memcon.views.rows import Names, label

LABEL = 120
_ACTORS = frozenset({"actor", "source", "target", "participants", "between", "asker", "asked", "actors", "absent"})
_ARTICLES = frozenset({"article", "articles", "left", "right", "origin"})


class Labels(Names):
    """Names of the actors and articles that some lines mention; long ones are cut."""

    def __init__(self, actors: Iterable[Mapping[str, Any]], articles: Iterable[Mapping[str, Any]]) -> None:
        articles = list(articles)
        super().__init__(actors, articles)
        self._heads = {article["id"]: article for article in articles}

    def actor(self, key: str) -> str:
        """The name of an actor, the id itself when unknown, cut to a line's length."""
        return clip(super().actor(key))

    def article(self, key: str) -> str:
        """Outlet and date of an article, cut to a line's length."""
        return clip(super().article(key))

    def head(self, key: str) -> Mapping[str, Any] | None:
        """The article itself without its text, None when it is none of these."""
        return self._heads.get(key)


def clip(text: str, limit: int = LABEL) -> str:
    """The text cut with an ellipsis at `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def labels_for(record: Record, *objects: Any) -> Labels:
    """Names for every actor and article that the objects mention."""
    actors: set[str] = set()
    articles: set[str] = set()
    for field, key in _ids(objects):
        (actors if field in _ACTORS else articles).add(key)
    found = record.several(actors)
    return Labels((value for kind, value in found.values() if kind == "actors"), record.heads(articles).values())


def _ids(objects: Any) -> Iterator[tuple[str, str]]:
    stack: list[tuple[str, Any]] = [("", objects)]
    while stack:
        field, value = stack.pop()
        if isinstance(value, str):
            if field in _ACTORS or field in _ARTICLES:
                yield field, value
        elif isinstance(value, Mapping):
            stack.extend(value.items())
        elif isinstance(value, list | tuple):
            stack.extend((field, item) for item in value)


def headline(article: Mapping[str, Any]) -> str:
    """An article's title, or else how it is cited."""
    return clip(str(article.get("title") or label(article)), 200)
