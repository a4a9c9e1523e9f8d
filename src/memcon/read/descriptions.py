"""Noun phrases without a name that stand for an actor, and what they say of it.

`a senior Polish diplomat` gives role, state POL, indefinite; `his Chinese counterpart` role, state CHN and the
possessor; `Ukraine's forces` a force of UKR; `the country` a land to be looked up in what came before.
"""

from __future__ import annotations

from dataclasses import dataclass

from memcon.lexicon.lexicon import Lexicon
from memcon.read.actor_figures import Cast
from memcon.read.actor_titles import DETERMINERS, HitMap
from memcon.read.actor_words import FORMER, GENERIC, REGIONS, Words, singular
from memcon.read.noun_phrases import Grid

POSSESSIVES = frozenset(("his", "her", "its", "their", "our", "my", "your", "whose"))
NUMBERS = {"two": 2, "2": 2, "both": 2, "three": 3, "3": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_QUIET = frozenset(
    """the a an this that these those some many several most all other another any no few more both two three four five
    six one such certain various numerous hundreds thousands dozens each every""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A noun phrase: tokens `first`..`end - 1`, its head; `type` office, role, epithet, person, government, force,
    people, organ or land; `states` in the order named; `owner` the token of its possessor (a pronoun or a name)."""

    first: int
    end: int
    head: int
    type: str
    noun: str
    plural: bool
    definite: bool
    number: int | None = None
    states: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    key: str | None = None
    sector: str | None = None
    gender: str | None = None
    former: bool = False
    owner: int | None = None
    modifiers: frozenset[str] = frozenset()
    regions: tuple[str, ...] = ()
    own: bool = False

    @property
    def state(self) -> str | None:
        """The state, when exactly one is named."""
        return self.states[0] if len(self.states) == 1 else None


def find_descriptions(
    grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap, figures: dict[int, str], cast: Cast
) -> list[Description]:
    """All such phrases in order; `figures` are the figures of named tokens, which are no descriptions themselves."""
    found = []
    for index, tag in enumerate(grid.tags):
        noun_like = tag.startswith("NN") or (tag == "JJ" and grid.deps[index] in ("nsubj", "nsubjpass", "dobj", "pobj"))
        if not noun_like or not grid.live[index] or index in figures:
            continue
        word = grid.lower[index]
        if tag == "JJ" and words.title(word) is None:
            continue
        kind = _type(words, word, tag, grid.lower[index - 1] if index else "")
        if kind is None or (grid.deps[index] in ("compound", "amod", "nmod") and not _real_head(grid, index)):
            continue
        hit = hits.get(index)
        if hit is not None and hit.sense != "demonym":
            continue
        description = _describe(grid, lexicon, hits, figures, cast, index, kind)
        if description is not None:
            found.append(description)
    return found


def _type(words: Words, word: str, tag: str, before: str) -> tuple[str, str, str] | None:
    """(type, sector, gender) of a noun."""
    if tag in ("NNS", "NNPS") and (group := words.group(word, "force", "people")):
        return group[0], group[1], ""
    title = words.title(f"{before} {word}") or words.title(word)
    if title is not None and title.type != "address":
        return title.type, title.sector, title.gender
    group = words.group(word, "government", "force", "people", "organ", "land")
    return (group[0], group[1], "") if group else None


def _real_head(grid: Grid, index: int) -> bool:
    """Whether the parser hung a full phrase under a later word by mistake: nothing but a name may follow it."""
    head = grid.heads[index]
    return head < index


def _describe(
    grid: Grid,
    lexicon: Lexicon,
    hits: HitMap,
    figures: dict[int, str],
    cast: Cast,
    head: int,
    kind: tuple[str, str, str],
) -> Description | None:
    first = grid.phrase_start(head)
    owned = any(grid.lower[child] in POSSESSIVES and child < head for child in grid.children[head])
    end = head + 1 if owned else _phrase_end(grid, head, kind[0], figures)
    states, bodies, modifiers, regions, owner, number = [], [], set(), [], None, None
    definite = former = own = False
    sector: str | None = kind[1] or None
    for index in range(first, end):
        word = grid.lower[index]
        hit = hits.get(index)
        if hit is not None and hit.sense in ("state", "demonym", "seat", "capital"):
            if hit.entry.id not in states and hit.first == index:
                states.append(hit.entry.id)
            definite = definite or (index < head and grid.tags[hit.end : hit.end + 1] == ["POS"])
            continue
        if index in figures and index != head:
            figure = cast[figures[index]]
            if grid.tags[index + 1 : index + 2] == ["POS"] and index < head and grid.heads[index] == head:
                owner = index
                definite = True
            if figure.kind in ("organisation", "outlet", "group"):
                bodies.append(figure.id)
            continue
        if index > head:
            continue
        if word in POSSESSIVES and grid.heads[index] == head:
            owner, definite = index, True
        elif word in NUMBERS:
            number = NUMBERS[word]
            definite = definite or word == "both"
        elif word in ("the", "this", "that", "these", "those"):
            definite = definite or grid.heads[index] == head
        elif word in REGIONS:
            regions.append(grid.words[index])
        elif word == "own":
            own = True
        elif index < head and grid.tags[index] != "POS" and word not in DETERMINERS and word not in _QUIET:
            modifiers.add(word)
        former = former or (word in FORMER and index < head)
    key = _key(grid, lexicon, hits, first, head, end)
    bodies = list(dict.fromkeys(bodies))
    if not states and not owned and kind[0] == "office":
        states = _shared_state(grid, hits, head)
    if bodies and not states:
        states = [state for body in bodies if (state := cast[body].state)][:1]
    if bodies and (body_sector := cast[bodies[0]].sector) and kind[0] == "role":
        sector = body_sector if sector in (None, "GOV") else sector
    if {"state-owned", "state-run", "state-controlled"} & modifiers or {"state", "owned"} <= modifiers:
        sector = "BUS" if kind[0] == "organ" and sector in ("BUS", None) else sector
    if "police" in modifiers and kind[0] == "role":
        sector = "COP"
    if modifiers & {"opposition", "exiled"} and kind[0] in ("role", "office"):
        sector = "OPP"
    if modifiers & {"military", "army", "naval", "defense", "defence"} and kind[1] == "GOV" and kind[0] == "role":
        sector = "MIL"
    plural = grid.tags[head] in ("NNS", "NNPS") or grid.lower[head] in ("people", "police")
    plural = plural or (grid.tags[head] == "NNP" and _many(grid.lower[head]))
    return Description(
        first=first, end=end, head=head, type=kind[0], noun=singular(grid.lower[head]),
        plural=plural,
        definite=definite, number=number, states=tuple(states), bodies=tuple(bodies), key=key, sector=sector,
        gender=kind[2] or None, former=former, owner=owner, modifiers=frozenset(modifiers), regions=tuple(regions),
        own=own,
    )  # fmt: skip


def _many(word: str) -> bool:
    return singular(word) != word


def _shared_state(grid: Grid, hits: HitMap, head: int) -> list[str]:
    """`the president, parliament and army of Chad`: the state that the last of a row of nouns is followed by."""
    last = head
    for _ in range(5):
        joined = [child for child in grid.children[last] if grid.deps[child] == "conj" and child > last]
        if not joined or joined[-1] - head > 12:
            break
        last = joined[-1]
        for child in grid.children[last]:
            if grid.deps[child] == "prep" and grid.lower[child] == "of":
                named = [hits.get(inner) for inner in grid.children[child] if grid.deps[inner] == "pobj"]
                states = [hit.entry.id for hit in named if hit is not None and hit.sense == "state"]
                if states:
                    return states[:1]
    return []


def _phrase_end(grid: Grid, head: int, kind: str, figures: dict[int, str]) -> int:
    """Behind the head, or behind `of Poland`, `for the ministry`, when such a phrase belongs to an office or body."""
    end = head + 1
    links = (
        ("of", "for", "to")
        if kind in ("office",)
        else ("of", "from", "for", "at")
        if kind in ("role", "people", "force")
        else ("of",)
    )
    token = head
    for _ in range(3):
        prep = next(
            (
                c
                for c in grid.children[token]
                if c >= token and grid.deps[c] == "prep" and grid.lower[c] in links and c <= end
            ),
            None,
        )
        if prep is None:
            break
        inner = next((c for c in grid.children[prep] if grid.deps[c] == "pobj"), None)
        if inner is None or grid.sentence[inner] != grid.sentence[head] or inner - head > 12:
            break
        if any(grid.words[index] in (",", "“", '"', ";", ":", "(") for index in range(end, inner)):
            break
        if (
            token == head
            and kind in ("role", "people", "force")
            and inner not in figures
            and grid.lower[prep] in ("for", "of", "at")
        ):
            break
        end = inner + 1
        for child in grid.children[inner]:
            if grid.deps[child] == "conj" and child - inner <= 3 and child in figures:
                end = child + 1
        token = inner
    return end


def _key(grid: Grid, lexicon: Lexicon, hits: HitMap, first: int, head: int, end: int) -> str | None:
    """The office key of the longest known title that ends at or goes on behind the head."""
    lower = grid.lower
    for stop in range(min(end, head + 4), head, -1):
        for begin in range(max(first, head - 3), head + 1):
            if any(
                (hit := hits.get(index)) and hit.sense in ("state", "demonym", "seat") for index in range(begin, stop)
            ):
                continue
            words = [*lower[begin : stop - 1], lower[stop - 1] if stop > head + 1 else singular(lower[stop - 1])]
            key = lexicon.office(" ".join(words))
            if key in GENERIC:
                continue
            if key:
                before = lower[begin - 1] if begin > first else ""
                return None if before in ("vice", "deputy", "assistant", "former-deputy") else key
    return None
