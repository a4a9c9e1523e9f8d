"""Named places with coordinates: the one that a name most likely means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from memcon.lexicon.entries import GazetteerPlace, State
from memcon.lexicon.lexicon import plain
from memcon.lexicon.tables import Row

# Another spelling counts a quarter of a name: "Odessa" is the city of a million, "Roma" not the capital's namesake.
OTHER_SPELLING = 0.25


class Places:
    """Places by name, accents and case ignored. Rows become places when asked for: there are 34,000."""

    def __init__(self, rows: Iterable[Row], *, states: Mapping[str, State]) -> None:
        self._states = states
        self._rows: dict[str, list[tuple[Row, bool]]] = defaultdict(list)
        for row in rows:
            self._rows[_key(row.get("name"))].append((row, True))
            if row.get("names"):
                for other in row.several("names"):
                    self._rows[_key(other)].append((row, False))
        for state in states.values():
            known = [row for row, _ in self._rows.get(_key(state.capital or ""), ()) if row.get("state") == state.code]
            for other in state.capital_names:
                self._rows[_key(other)].extend((row, True) for row in known[:1])

    def check(self) -> None:
        """LexiconError if any row is broken."""
        for found in self._rows.values():
            for row, _ in found:
                _place(row, self._states)

    def find(self, name: str, *, near: Sequence[str] = ()) -> GazetteerPlace | None:
        """The place of a name: in the states of `near` before others, capitals before others, the largest first."""
        found = [(_place(row, self._states), own) for row, own in self._rows.get(_key(name), ())]
        if not found:
            return None
        return min(found, key=lambda one: _rank(one[0], own=one[1], near=near))[0]


def _rank(place: GazetteerPlace, *, own: bool, near: Sequence[str]) -> tuple[bool, bool, float, str, float]:
    size = place.population * (1.0 if own else OTHER_SPELLING)
    return (place.state not in near, not (place.capital and own), -size, place.state, place.lat)


def _place(row: Row, states: Mapping[str, State]) -> GazetteerPlace:
    if row.need("state") not in states:
        row.fail("state", f"{row.get('state')!r} is no state's code (ISO 3166-1 alpha-3)")
    if row.get("population") and not row.get("population").isdecimal():
        row.fail("population", f"{row.get('population')!r} is no number of people")
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
    key = (name if name.isascii() else plain(name)).casefold().replace("-", " ").replace("`", "'")
    return " ".join(key.split()).removeprefix("the ")
