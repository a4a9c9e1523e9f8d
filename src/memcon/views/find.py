"""Who is meant by a code, a name or an id, and which days by a date on the command line."""

from __future__ import annotations

from collections.abc import Callable

from memcon.errors import UsageError
from memcon.model.when import edtf_range
from memcon.record import Filter, Record


def actor_ids(record: Record, word: str, *, state_of: Callable[[str], str | None]) -> frozenset[str]:
    """Ids of the actors that a code, name, alias or id stands for; UsageError when nobody is meant.

    A state's code stands for the state: the record then matches every actor whose state it is. `state_of`
    looks a name up in the lexicon and is only asked when the record has no actor of that name.
    """
    actors = record.lines("actors", Filter(min_confidence=0))
    folded = word.strip().casefold()
    exact = {actor["id"] for actor in actors if actor["id"].casefold() == folded}
    states = {actor["state"] for actor in actors if actor["state"] and actor["state"].casefold() == folded}
    if exact or states:
        return frozenset(exact | states)
    named = {a["id"] for a in actors if folded in (name.casefold() for name in (a["name"], *a["aliases"]))}
    if named:
        return frozenset(named)
    code = state_of(word.strip())
    if code:
        return frozenset({code})
    raise UsageError(f"nobody in the record or the lexicon is called {word!r}")


def first_day(value: str) -> str:
    """The first day of an EDTF date given as YYYY, YYYY-MM or YYYY-MM-DD; UsageError otherwise."""
    return _days(value)[0]


def last_day(value: str) -> str:
    """The last day of an EDTF date; UsageError otherwise."""
    return _days(value)[1]


def days_from_to(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and last day that two EDTF dates leave open; UsageError where no day lies between them."""
    first, last = first_day(since) if since else None, last_day(until) if until else None
    if first and last and first > last:
        raise UsageError(f"from {since} to {until}: the first day is after the last, so no day lies between them")
    return first, last


def _days(value: str) -> tuple[str, str]:
    try:
        first, last = edtf_range(value)
    except ValueError as error:
        raise UsageError(str(error)) from error
    return first.isoformat(), last.isoformat()
