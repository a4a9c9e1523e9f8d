"""What stands before a person's name: title, office, state, organisation.

`former Russian Foreign Minister Igor Ivanov` gives the office `foreign minister`, the state RUS and `former`;
`Ms Lindqvist` gives the gender; `State Department spokesman Miller` the organisation's state and the office.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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

    def persons(self, first: int, end: int) -> list[Hit]:
        """The hits of persons that overlap a run of tokens."""
        found = {id(hit): hit for index in range(first, end) if (hit := self.at.get(index))}
        return [hit for hit in found.values() if hit.sense in ("person", "surname")]

    def get(self, index: int) -> Hit | None:
        """The hit that covers a token."""
        return self.at.get(index)


def office_before(grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap, first: int, head: int) -> Office:
    """What the words before a name (from `first`, its phrase's head `head`) say about its bearer."""
    long = _long_title(grid, lexicon, words, hits, first)
    if long is not None:
        return long
    start = _start(grid, words, hits, first, head)
    if start == first:
        return Office(first=first)
    return read_office(grid, lexicon, words, hits, start, first)


def _long_title(grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap, first: int) -> Office | None:
    """`President of Ukraine`, `US Ambassador to Germany` right before a name: the title with its link."""
    hit = hits.get(first - 1) if first else None
    if hit is None or hit.sense not in ("state", "organisation") or hit.end != first or hit.first < 2:
        return None
    link = hit.first - 1 - (grid.lower[hit.first - 1] == "the")
    if link < 1 or grid.lower[link] not in ("of", "to", "for"):
        return None
    noun = words.title(grid.lower[link - 1])
    if noun is None or noun.type not in ("office", "role"):
        return None
    start = link - 1
    while start > 0 and grid.sentence[start - 1] == grid.sentence[first]:
        before = hits.get(start - 1)
        if before is not None and before.sense in _STATE_SENSES:
            start = before.first
        elif grid.tags[start - 1].startswith(("JJ", "NN")) and grid.words[start - 1].strip():
            start -= 1
        else:
            break
    if start > 0 and grid.lower[start - 1] in DETERMINERS and grid.sentence[start - 1] == grid.sentence[first]:
        start -= 1
    office = read_office(grid, lexicon, words, hits, start, link)
    if office.phrase is None:
        return None
    body = hit.entry.id if hit.sense == "organisation" else office.organisation
    state = office.state or (hit.entry.state if grid.lower[link] == "of" or body else None)
    phrase = f"{office.phrase} {grid.phrase(link, first)}"
    return replace(office, state=state, organisation=body, phrase=phrase)


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
        elif (
            (
                words.title(grid.lower[before]) is not None
                and grid.tags[before]
                not in (
                    "NNS",
                    "VB",
                    "VBZ",
                    "VBP",
                    "VBD",
                )
            )
            or (grid.tags[before] == "POS" and hits.get(before - 1) is not None)
            or (
                index < first
                and (grid.tags[before] in ("JJ", "NNP", "NN") or grid.lower[before] in FORMER)
                and grid.words[before] != "."
            )
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


_PARTICIPLES = frozenset(
    """elected appointed ousted deposed jailed exiled imprisoned retired disgraced embattled convicted unnamed detained
    captured respected sanctioned wanted accused murdered slain assassinated named united nominated designated
    disgruntled divorced estranged self-proclaimed""".split()
)


def _sound(grid: Grid, words: Words, hits: HitMap, start: int, first: int) -> bool:
    """Whether the parser's left part of the phrase holds no comma, verb or other name."""
    titled = False
    for index in range(start, first):
        if grid.tags[index] == "VBN" and grid.lower[index] not in _PARTICIPLES:
            return False
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
    nouns = [
        title for title in titles if title.type == "office" or (title.type in ("role", "epithet") and title.sector)
    ]
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
