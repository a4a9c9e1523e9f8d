"""Named places with coordinates: the one that a name most likely means."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from memcon.lexicon.entries import GazetteerPlace, State
from memcon.lexicon.tables import Row


class Places:
    """Places by name, accents and case ignored."""

    def __init__(self, rows: Iterable[Row], *, states: Mapping[str, State]) -> None:
        self._by_name: dict[str, list[GazetteerPlace]] = defaultdict(list)
        for row in rows:
            place = _place(row, states)
            for name in dict.fromkeys((_key(place.name), *(_key(other) for other in row.several("names")))):
                self._by_name[name].append(place)
        for state in states.values():
            for other in state.capital_names:
                known = [
                    place for place in self._by_name.get(_key(state.capital or ""), ()) if place.state == state.code
                ]
                self._by_name[_key(other)].extend(known[:1])

    def find(self, name: str, *, near: Sequence[str] = ()) -> GazetteerPlace | None:
        """The place of a name: in the states of `near` before others, capitals before others, the largest first."""
        found = self._by_name.get(_key(name))
        if not found:
            return None
        return min(found, key=lambda place: (place.state not in near, not place.capital, -place.population, place.lat))


def _place(row: Row, states: Mapping[str, State]) -> GazetteerPlace:
    if row.need("state") not in states:
        row.fail("state", f"{row.get('state')!r} is no state's code")
    return GazetteerPlace(
        name=row.need("name"),
        state=row.get("state"),
        lat=_degrees(row, "lat", 90),
        lon=_degrees(row, "lon", 180),
        population=int(row.get("population") or 0),
        capital=row.get("capital") == "yes",
        admin=row.get("admin") or None,
        source=row.get("source"),
    )


def _degrees(row: Row, column: str, limit: float) -> float:
    try:
        value = float(row.need(column))
    except ValueError:
        value = limit + 1
    if not -limit <= value <= limit:
        row.fail(column, f"{row.get(column)!r} is no number of degrees between -{limit} and {limit}")
    return value


def _key(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("’", "'").replace("-", " ").split()).removeprefix("the ")
