"""Lines of one kind as lists to leaf through, and the queue of what is least sure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from memcon.errors import UsageError
from memcon.record import Filter, Record
from memcon.views.naming import labels_for
from memcon.views.telling import Told, concerns, tell

PAGE = 40
REVIEWED = ("encounters", "differences", "asks", "forecasts", "events", "statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of a list: its lines, its number from 1, how many pages and lines there are."""

    told: tuple[Told, ...]
    number: int
    pages: int
    total: int


def listed(
    record: Record,
    kind: str,
    wanted: Filter,
    *,
    number: int,
    fields: Mapping[str, str | None] | None = None,
    size: int = PAGE,
) -> Listed:
    """A page of the lines that pass, the latest first."""
    total = record.count(kind, wanted, fields=fields)
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    order = "oldest" if kind == "actors" else "newest"
    lines = record.page(kind, wanted, limit=size, offset=(number - 1) * size, order=order, fields=fields)
    names = labels_for(record, lines)
    decisions = record.lines("decisions")
    told = tuple(tell(kind, line, names, decisions) for line in lines)
    return Listed(told=told, number=number, pages=pages, total=total)


def listed_articles(
    record: Record,
    *,
    number: int,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    size: int = PAGE,
) -> Listed:
    """A page of the articles, the latest first."""
    number = max(1, number)
    found, total = record.article_page(limit=size, offset=(number - 1) * size, outlet=outlet, since=since, until=until)
    names = labels_for(record, found)
    told = tuple(tell("articles", line, names) for line in found)
    return Listed(told=told, number=number, pages=max(1, -(-total // size)), total=total)


def least_sure(record: Record, kinds: tuple[str, ...], wanted: Filter, *, limit: int = PAGE) -> list[Told]:
    """Lines that nobody has decided on, the least sure first."""
    decisions = [d for d in record.lines("decisions") if d["withdrawn_at"] is None]
    found = []
    for kind in kinds:
        own = [d for d in decisions if d["kind"] == kind]
        lines = record.page(kind, wanted, limit=limit + len(own), order="unsure")
        found += [(kind, line) for line in lines if not any(concerns(d, kind, line) for d in own)]
    found.sort(key=lambda item: (item[1]["confidence"], item[1]["id"]))
    names = labels_for(record, [line for _, line in found[:limit]])
    return [tell(kind, line, names) for kind, line in found[:limit]]


def in_sentences(record: Record, told: Iterable[Told]) -> dict[str, tuple[tuple[str, bool], ...]]:
    """By id of a line the sentence that it first rests on, in parts: (text, whether the line rests on it)."""
    found = {}
    for line in told:
        around = record.sentence(line.marks[0].article, line.marks[0].start) if line.marks else None
        if around is not None:
            first, text = around[0].start, around[1]
            own = [m for m in line.marks if m.article == line.marks[0].article]
            spans = sorted((max(0, m.start - first), min(len(text), m.end - first)) for m in own)
            found[line.id] = tuple(_parts(text, spans))
    return found


def _parts(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in spans:
        if max(start, at) < end:
            yield text[at : max(start, at)], False
            yield text[max(start, at) : end], True
            at = end
    yield text[at:], False


def meant(record: Record, word: str, *, state_of: Callable[[str], str | None]) -> frozenset[str]:
    """Ids of whom a code, name or id stands for, found without going through every actor; UsageError if nobody."""
    word = word.strip()
    exact = [key for key, (kind, _) in record.several([word, word.upper(), word.lower()]).items() if kind == "actors"]
    if exact:
        return frozenset(exact)
    folded = word.casefold()
    near = record.named(word[:100], limit=50)
    named = [a["id"] for a in near if folded in (name.casefold() for name in (a["name"], *a["aliases"]))]
    code = state_of(word)
    found = frozenset(named) or (frozenset({code}) if code else frozenset(a["id"] for a in near[:5]))
    if not found:
        raise UsageError(f"nobody in the record or the lexicon is called {word[:100]!r}")
    return found
