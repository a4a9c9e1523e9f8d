"""Which articles name a state, by the month of their print: what a part of a record knows of all the others.

Of a pair of states of which ten articles tell, any sentence of these may answer an ask; of a pair that a hundred tell
of, only one that has words of it. A part has a few of the hundred at hand, and counts all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from memcon.lexicon.lexicon import Lexicon
from memcon.link.acts import states_of
from memcon.link.clauses import ArticleClauses
from memcon.link.reach import key_of
from memcon.link.state_names import state_names
from memcon.model.digest import Digest
from memcon.model.when import day_of_print


class Printed(Protocol):
    """Where articles are kept under keys."""

    def printed(self, key: int) -> list[tuple[str, str | None]]:
        """Id and day of print (EDTF) of the articles under a key."""


def named_in(digest: Digest, lexicon: Lexicon) -> frozenset[str]:
    """The states that an article names (and those of its actors that are of none), by id."""
    return ArticleClauses(digest, states_of([digest]), state_names(lexicon)).context


def naming_keys(codes: Iterable[str], published: str | None) -> set[int]:
    """The keys of an article that names some states; none where it has no day of print."""
    day = day_of_print(published).latest
    return {_key(code, day[:7]) for code in codes} if day is not None else set()


def _key(code: str, month: str) -> int:
    # below zero: by these keys articles are counted, they are not what lines are compared by
    return -1 - key_of("named", code, month)


class Naming:
    """The articles of a record that name a state. `changed` are told of by their digests, the others by their keys."""

    def __init__(self, store: Printed, changed: Sequence[Digest], lexicon: Lexicon) -> None:
        self._store = store
        self._changed = {digest.article.id for digest in changed}
        self._months: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._fresh: dict[str, list[tuple[str, str]]] = {}
        for digest in changed:
            day = day_of_print(digest.article.published).latest
            for code in named_in(digest, lexicon) if day is not None else ():
                self._fresh.setdefault(code, []).append((day or "", digest.article.id))

    def both(self, sides: Iterable[Iterable[str]], *, since: date, until: date) -> set[str]:
        """The articles printed in the days given that name each of the sides."""
        found: set[str] | None = None
        for side in sides:
            named = {article for code in sorted(set(side)) for article in self._of(code, since, until)}
            found = named if found is None else found & named
        return found or set()

    def either(self, sides: Iterable[Iterable[str]], *, since: date, until: date) -> set[str]:
        """The articles printed in the days given that name one of the sides."""
        return self.both([{code for side in sides for code in side}], since=since, until=until)

    def _of(self, code: str, since: date, until: date) -> Iterable[str]:
        first, last = since.isoformat(), until.isoformat()
        rows = [row for month in _months(since, until) for row in self._in_month(code, month)]
        return [article for day, article in (*rows, *self._fresh.get(code, ())) if first <= day <= last]

    def _in_month(self, code: str, month: str) -> Sequence[tuple[str, str]]:
        if (code, month) not in self._months:
            rows = ((day_of_print(told).latest, key) for key, told in self._store.printed(_key(code, month)))
            self._months[code, month] = [(day, key) for day, key in rows if day and key not in self._changed]
        return self._months[code, month]


def _months(since: date, until: date) -> list[str]:
    found, day = [], since.replace(day=1)
    while day <= until:
        found.append(day.isoformat()[:7])
        day = (day + timedelta(days=31)).replace(day=1)
    return found


def by_article(naming: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """The states that each article names, from the articles that name each."""
    found: dict[str, set[str]] = {}
    for code, articles in naming.items():
        for article in articles:
            found.setdefault(article, set()).add(code)
    return found
