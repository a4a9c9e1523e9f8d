"""Phrases that stand for several actors at once: `the two leaders`, `both sides`, `the pair`, `their two countries`.

`Marin met Orban in Vaasa. Both leaders praised ...` yields the two persons for `Both leaders`; `both sides` behind
it stands for their states. Two are wanted, so the pair named together last comes first, then the two most present.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from memcon.read.actor_figures import Cast, Figure
from memcon.read.actor_words import Words, singular
from memcon.read.descriptions import NUMBERS
from memcon.read.noun_phrases import SUBJECTS, Grid
from memcon.read.salience import NEARNESS, Item, Ledger

PAIR_NOUNS = frozenset(("pair", "duo", "couple", "twosome"))
STATE_NOUNS = frozenset(
    """side country nation state capital government power party neighbour neighbor superpower partner ally rival
    adversary economy people foe republic giant delegation signatory""".split()
)
THEIRS = frozenset("country nation government capital state people".split())
BARE = frozenset("side leader president minister".split())
PERSON_NOUNS = frozenset(
    """leader president minister man woman politician counterpart diplomat dictator official statesman friend
    premier king ruler head chief strongman autocrat figure""".split()
)
LEADERS = frozenset(("president", "head_of_state", "head_of_government", "leader", "supreme_leader", "monarch"))
RECIPROCAL = frozenset(
    """meet talk speak call sign hold discuss confer agree negotiate exchange shake greet host visit telephone
    phone brief""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plural:
    """A phrase for `number` actors: tokens `first`..`end - 1`; `wants` person or state; `key` an office they hold."""

    first: int
    end: int
    head: int
    wants: str
    number: int
    key: str | None = None
    gender: str | None = None
    loose: bool = False
    ours: bool = False


def find_plurals(grid: Grid, words: Words, taken: set[int]) -> list[Plural]:
    """All such phrases in order; `taken` are tokens of names."""
    found = []
    for index, word in enumerate(grid.lower):
        if not grid.live[index] or index in taken:
            continue
        if word == "two" and _the_two(grid, index):
            found.append(Plural(first=index - 1, end=index + 1, head=index, wants="any", number=2, loose=True))
            continue
        plural = (
            _of_noun(grid, words, index) if grid.tags[index] in ("NNS", "NN", "NNPS", "CD", "DT", "CC", "PDT") else None
        )
        if plural is not None:
            found.append(plural)
        elif (
            word in ("both", "each")
            and grid.deps[index] in ("nsubj", "nsubjpass", "dobj")
            and grid.tags[index] in ("DT", "CC", "PRP", "NNS")
        ):
            found.append(Plural(first=index, end=index + 1, head=index, wants="any", number=2, loose=True))
    return found


def _the_two(grid: Grid, index: int) -> bool:
    """Whether `the two` stands alone before its verb: `The two last met in March`."""
    if index < 1 or index + 2 >= len(grid) or grid.lower[index - 1] != "the":
        return False
    follows = index + 1 + (grid.tags[index + 1].startswith("RB") or grid.lower[index + 1] in ("last", "first"))
    return grid.tags[follows] in ("VBD", "VBP", "MD", "VBZ")


def _of_noun(grid: Grid, words: Words, index: int) -> Plural | None:
    word = grid.lower[index]
    noun = singular(word)
    first = grid.phrase_start(index)
    before = grid.lower[first:index]
    if noun in PAIR_NOUNS and before[:1] == ["the"] and len(before) == 1 and not _of_follows(grid, index):
        return Plural(first=first, end=index + 1, head=index, wants="person", number=2)
    if (
        word == "two"
        and before == ["the"]
        and grid.deps[index] in (*SUBJECTS, "dobj", "pobj")
        and not _of_follows(grid, index)
    ):
        return Plural(first=first, end=index + 1, head=index, wants="any", number=2, loose=True)
    if grid.tags[index] not in ("NNS", "NNPS") or noun == word:
        return None
    number = next((NUMBERS[token] for token in before if token in NUMBERS), None)
    definite = any(token in ("the", "both", "these", "those", "their", "our") for token in before)
    bare = (noun in BARE and before == ["the"]) or (noun in THEIRS and before == ["their"])
    if number is None and not (bare and not _of_follows(grid, index)):
        return None
    if not definite or (first > 0 and grid.lower[first - 1] in ("other", "than")):
        return None
    if any(
        grid.tags[first + place] in ("NNP", "NNPS") or grid.labels[first + place] == "NORP"
        for place in range(len(before))
    ):
        return None
    if set(before) & {"other", "new", "more", "last", "first", "next", "least", "remaining"} or (number or 2) > 3:
        return None
    return _kind(grid, words, first, index, noun, number)


def _of_follows(grid: Grid, index: int) -> bool:
    return index + 1 < len(grid) and grid.lower[index + 1] == "of"


def _kind(grid: Grid, words: Words, first: int, index: int, noun: str, number: int | None) -> Plural | None:
    title = words.title(noun)
    if noun in STATE_NOUNS:
        ours = "our" in grid.lower[first:index]
        return Plural(
            first=first, end=index + 1, head=index, wants="state", number=number or 2, loose=number is None, ours=ours
        )
    if noun in PERSON_NOUNS or (title is not None and title.type in ("office", "epithet")):
        gender = title.gender if title else "m" if noun == "man" else None
        key = _key(grid, first, index, noun)
        return Plural(
            first=first, end=index + 1, head=index, wants="person", number=number or 2, key=key, gender=gender or None,
            loose=number is None,
        )  # fmt: skip
    return None


def _key(grid: Grid, first: int, index: int, noun: str) -> str | None:
    if noun == "president":
        return "president"
    if noun in ("leader", "dictator", "strongman", "autocrat", "ruler", "king"):
        return "leader"
    if noun == "minister":
        kind = grid.lower[index - 1] if index > first else ""
        return {
            "foreign": "foreign_minister",
            "defence": "defence_minister",
            "defense": "defence_minister",
            "prime": "head_of_government",
        }.get(kind)
    return None


def holds(figure: Figure, key: str | None) -> bool:
    """Whether a figure's offices include the one asked for; `leader` and `president` take their kin."""
    if key is None:
        return True
    if key == "leader":
        return bool(figure.keys & LEADERS)
    if key in ("president", "head_of_state"):
        return bool(figure.keys & {"president", "head_of_state"})
    return key in figure.keys


def resolve_plural(ledger: Ledger, plural: Plural, *, speaker: str | None = None) -> tuple[tuple[str, ...], float]:
    """The figures that the phrase stands for and how sure that is; none when too few fit.

    `speaker` is the figure whose words the phrase stands in: `our two countries` are hers and one other.
    """
    wants = plural.wants
    if plural.ours:
        return _ours(ledger, plural, speaker)
    if wants == "any":
        people = _ranked(ledger, plural, "person")
        states = _ranked(ledger, plural, "state")
        best = max(
            (people, states), key=lambda ranked: sum(score for _, score in ranked[:2]) if len(ranked) > 1 else 0.0
        )
    else:
        best = _ranked(ledger, plural, wants)
        if plural.key and len(best) < plural.number:
            best = _ranked(ledger, plural, wants, any_office=True)
    if len(best) < plural.number:
        best = _whole_article(ledger, plural)
        if len(best) < plural.number:
            return (), 0.3
        sure = 0.58
    else:
        sure = _margin(best, plural.number)
    if plural.loose:
        sure -= 0.12
    return tuple(key for key, _ in best[: plural.number]), round(sure, 4)


def _ours(ledger: Ledger, plural: Plural, speaker: str | None) -> tuple[tuple[str, ...], float]:
    own = ledger.cast[speaker].state if speaker is not None else None
    if own is None or own not in ledger.cast or plural.number != 2:
        return (), 0.3
    others = [key for key, _ in _ranked(ledger, plural, "state") if key != own]
    return ((own, others[0]), 0.6) if others else ((), 0.3)


def _margin(ranked: list[tuple[str, float]], number: int) -> float:
    if len(ranked) == number:
        return 0.88
    last, rival = ranked[number - 1][1], ranked[number][1]
    return 0.86 if rival < 0.6 * last else 0.76 if rival < 0.8 * last else 0.62 if rival < 0.93 * last else 0.45


def _ranked(ledger: Ledger, plural: Plural, wants: str, *, any_office: bool = False) -> list[tuple[str, float]]:
    scores: dict[str, float] = defaultdict(float)
    for distance, item in ledger.near(plural.head, back=4):
        if item.head > plural.head:
            continue
        for figure in item.members or ((item.figure,) if item.figure else ()):
            key = _as_wanted(ledger.cast, figure, wants, plural, any_office=any_office)
            if key is None:
                continue
            own = 1.0 if ledger.cast[figure].kind == "state" or wants == "person" else 0.7
            bonus = 30.0 if _together(ledger, item) or item.type == "pair" else 0.0
            value = (NEARNESS[distance] + item.weight + bonus) * own
            scores[key] = max(scores[key], value) + 0.08 * min(value, scores[key])
    for key in scores:
        scores[key] += min(24.0, 4.0 * ledger.count[key])
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _as_wanted(cast: Cast, figure: str, wants: str, plural: Plural, *, any_office: bool) -> str | None:
    known = cast[figure]
    if wants == "state":
        return (
            figure if known.kind == "state" else known.state if known.kind == "person" and known.state in cast else None
        )
    if known.kind != "person" or (plural.gender and known.gender and known.gender != plural.gender):
        return None
    if not any_office and plural.key and not holds(known, plural.key):
        return None
    return figure


def _together(ledger: Ledger, item: Item) -> bool:
    """Whether the item is named beside another as one of two: joined by `and`, or by a verb of contact."""
    grid = ledger.grid
    head = item.head
    if grid.deps[head] == "conj" or any(grid.deps[child] == "conj" for child in grid.children[head]):
        return True
    verb = grid.clause_of(head)
    return grid.lemmas[verb] in RECIPROCAL


def _whole_article(ledger: Ledger, plural: Plural) -> list[tuple[str, float]]:
    """The figures of the wanted kind by how often the whole article names them; only where that tells them apart."""
    wants = "state" if plural.wants == "state" else "person"
    count: dict[str, float] = defaultdict(float)
    for figure, times in ledger.total.items():
        key = _as_wanted(ledger.cast, figure, wants, plural, any_office=False)
        if key is not None:
            count[key] += times
    ranked = sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ranked) > plural.number and ranked[plural.number][1] > 0.6 * ranked[plural.number - 1][1]:
        return []
    return ranked
