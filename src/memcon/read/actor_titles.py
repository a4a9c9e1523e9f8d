"""What stands before a person's name: title, office, state, organisation.

`former Russian Foreign Minister Igor Ivanov` gives the office `foreign minister`, the state RUS and `former`;
`Ms Lindqvist` gives the gender; `State Department spokesman Miller` the organisation's state and the office.
"""

from __future__ import annotations

from dataclasses import dataclass

from memcon.lexicon.lexicon import Lexicon
from memcon.read.actor_words import FORMER, GENERIC, Title, Words
from memcon.read.gazetteer import Hit
from memcon.read.noun_phrases import Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office as a phrase gives it; every field None or empty where the phrase is silent."""

    first: int
    phrase: str | None = None
    key: str | None = None
    noun: str | None = None
    state: str | None = None
    organisation: str | None = None
    sector: str | None = None
    gender: str | None = None
    former: bool = False


DETERMINERS = frozenset("the a an this that these those some any his her their its our my your another".split())
_STATE_SENSES = ("state", "demonym", "seat", "capital")


class HitMap:
    """Hits by token."""

    def __init__(self, hits: list[Hit]) -> None:
        self.at: dict[int, Hit] = {index: hit for hit in hits for index in range(hit.first, hit.end)}

    def get(self, index: int) -> Hit | None:
        """The hit that covers a token."""
        return self.at.get(index)


def office_before(grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap, first: int, head: int) -> Office:
    """What the words before a name (from `first`, its phrase's head `head`) say about its bearer."""
    start = _start(grid, words, hits, first, head)
    if start == first:
        return Office(first=first)
    return read_office(grid, lexicon, words, hits, start, first)


def _start(grid: Grid, words: Words, hits: HitMap, first: int, head: int) -> int:
    parsed = grid.phrase_start(head)
    if parsed < first and _sound(grid, words, hits, parsed, first):
        return parsed
    index = first
    while index > 0 and first - index < 10:
        before = index - 1
        if grid.sentence[before] != grid.sentence[first] or not grid.words[before].strip():
            break
        hit = hits.get(before)
        if hit is not None and hit.sense not in ("person", "surname", "other"):
            index = hit.first
        elif words.title(grid.lower[before]) is not None and grid.tags[before] not in (
            "NNS",
            "VB",
            "VBZ",
            "VBP",
            "VBD",
        ):
            index = before
        elif grid.tags[before] == "POS" and hits.get(before - 1) is not None:
            index = before
        elif (
            index < first
            and (grid.tags[before] in ("JJ", "NNP", "NN") or grid.lower[before] in FORMER)
            and grid.words[before] != "."
        ):
            index = before
        else:
            break
    while index < first and grid.tags[index] in ("POS", "HYPH"):
        index += 1
    named = any(words.title(grid.lower[token]) for token in range(index, first))
    stated = hits.get(index) is not None and hits.get(index).sense in ("demonym", "state")  # type: ignore[union-attr]
    if not named and not stated:
        return first
    if index > 0 and grid.lower[index - 1] in DETERMINERS and grid.sentence[index - 1] == grid.sentence[first]:
        index -= 1
    return index


def _sound(grid: Grid, words: Words, hits: HitMap, start: int, first: int) -> bool:
    """Whether the parser's left part of the phrase holds no comma, verb or other name."""
    titled = False
    for index in range(start, first):
        if grid.words[index] in (",", ";", ":", "(", ")", "“", "”", '"', "—", "–") or grid.tags[index] in (
            "VBD",
            "VBZ",
            "VBP",
            "MD",
            "CC",
        ):
            return False
        hit = hits.get(index)
        if hit is not None and hit.sense in ("person", "surname") and grid.tags[min(hit.end, len(grid) - 1)] != "POS":
            return False
        titled = (
            titled or words.title(grid.lower[index]) is not None or (hit is not None and hit.sense in _STATE_SENSES)
        )
    return titled


def read_office(grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap, start: int, end: int) -> Office:
    """What a run of tokens says: the office's wording and key, its state, organisation, gender."""
    state = organisation = sector = gender = None
    kept: list[int] = []
    former = False
    index = start
    while index < end:
        hit = hits.get(index)
        if hit is not None and hit.sense in _STATE_SENSES:
            state = hit.entry.id
            index = max(hit.end, index + 1)
            continue
        if hit is not None and hit.sense in ("organisation", "outlet", "group"):
            organisation, sector = hit.entry.id, hit.entry.sector
            state = state or hit.entry.state
        word = grid.lower[index]
        title = words.title(word)
        former = former or word in FORMER
        if title is not None and title.gender:
            gender = title.gender
        if not (
            grid.tags[index] in ("POS", "DT", "HYPH", "PRP$")
            or word in DETERMINERS
            or (title and title.type == "address")
        ):
            kept.append(index)
        index += 1
    key, noun = _key(grid, lexicon, words, kept)
    phrase = " ".join(grid.words[token] for token in kept) or None
    if noun is None:
        phrase = None
    elif noun.type != "address" and sector is None:
        sector = noun.sector or None
    if former and sector == "GOV":
        sector = "ELI"
    return Office(
        first=start, phrase=phrase, key=key, noun=noun.word if noun else None, state=state,
        organisation=organisation, sector=sector, gender=gender, former=former,
    )  # fmt: skip


def _key(grid: Grid, lexicon: Lexicon, words: Words, kept: list[int]) -> tuple[str | None, Title | None]:
    """The lexicon's key of the longest known title among the kept tokens, and its last person noun."""
    titles = [
        words.titles.get(f"{grid.lower[before]} {grid.lower[token]}") or title
        for before, token in zip([-1, *kept], kept, strict=False)
        if (title := words.title(grid.lower[token]))
    ]
    nouns = [title for title in titles if title.type not in ("address", "person")]
    if not nouns:
        return None, None
    lower = [grid.lower[token] for token in kept]
    for size in range(min(5, len(lower)), 0, -1):
        for begin in range(len(lower) - size, -1, -1):
            key = lexicon.office(" ".join(lower[begin : begin + size]))
            if (
                key
                and key not in GENERIC
                and not (begin and lower[begin - 1] in ("vice", "deputy", "assistant", "under"))
            ):
                return key, nouns[-1]
    return None, nouns[-1]
