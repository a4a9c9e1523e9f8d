"""Names for the ids in a few lines, fetched for those lines alone, so that a page of a large record stays quick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from memcon.record import Record
from memcon.views.dates import day_in_words
from memcon.views.rows import Names, label

LABEL = 120
TITLE = 48
"""Characters of a title that stands for an outlet which is not known."""
_ACTORS = frozenset({"actor", "source", "target", "participants", "between", "asker", "asked", "actors", "absent"})
_ARTICLES = frozenset({"article", "articles", "left", "right", "origin"})


class Labels(Names):
    """Names of the actors and articles that some lines mention; long ones are cut."""

    def __init__(self, actors: Iterable[Mapping[str, Any]], articles: Iterable[Mapping[str, Any]]) -> None:
        articles = list(articles)
        super().__init__(actors, articles)
        self._heads = {article["id"]: article for article in articles}
        self._encounters: dict[str, str] = {}

    def encounter(self, key: str | None) -> str:
        """Who met and how, for an encounter that a line names."""
        return self._encounters.get(key or "", "accounts differ")

    def with_encounters(self, encounters: Iterable[Mapping[str, Any]]) -> Labels:
        """The same names, knowing these encounters too."""
        for value in encounters:
            who = " – ".join(self.actor(actor) for actor in value["participants"])
            self._encounters[value["id"]] = clip(f"{who}: {value['kind']}")
        return self

    def actor(self, key: str) -> str:
        """The name of an actor, the id itself when unknown, cut to a line's length."""
        return clip(super().actor(key))

    def article(self, key: str) -> str:
        """Outlet and date of an article, cut to a line's length."""
        head = self._heads.get(key)
        if head is None or not head.get("published"):
            return clip(super().article(key))
        who = clip(str(head["outlet"])) if head.get("outlet") else clip(str(head.get("title") or key), TITLE)
        return f"{who}, {day_in_words(head['published'])}"

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
    encounters: set[str] = set()
    for field, key in _ids(objects):
        (actors if field in _ACTORS else encounters if field == "encounter" else articles).add(key)
    met = [value for kind, value in record.several(encounters).values() if kind == "encounters"]
    actors |= {actor for value in met for actor in value["participants"]}
    found = record.several(actors)
    names = Labels((value for kind, value in found.values() if kind == "actors"), record.heads(articles).values())
    return names.with_encounters(met)


def _ids(objects: Any) -> Iterator[tuple[str, str]]:
    stack: list[tuple[str, Any]] = [("", objects)]
    while stack:
        field, value = stack.pop()
        if isinstance(value, str):
            if field in _ACTORS or field in _ARTICLES or field == "encounter":
                yield field, value
        elif isinstance(value, Mapping):
            stack.extend(value.items())
        elif isinstance(value, list | tuple):
            stack.extend((field, item) for item in value)


def headline(article: Mapping[str, Any]) -> str:
    """An article's title, or else how it is cited."""
    if article.get("title"):
        return clip(str(article["title"]), 200)
    dated = ", ".join(part for part in (article.get("outlet"), day_in_words(article.get("published") or "")) if part)
    return clip(dated or label(article), 200)
