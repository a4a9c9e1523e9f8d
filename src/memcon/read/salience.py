"""What has been mentioned so far and how present each of it is.

Weights follow Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution": subjects before objects
before the rest, halved with distance in sentences, with a bonus for parallel roles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from memcon.read.actor_figures import Cast
from memcon.read.noun_phrases import MOST, SPEECH, SUBJECTS, Grid

NEARNESS = (100.0, 72.0, 42.0, 18.0, 6.0, 3.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing said so far. `figure` None: no actor (a plan, talks), or several: then `members`.

    `type`: person, state, organisation, group, outlet, pair, thing. `weight` is that of its grammatical role.
    """

    head: int
    first: int
    end: int
    type: str
    figure: str | None = None
    members: tuple[str, ...] = ()
    plural: bool = False
    gender: str | None = None
    weight: float = 10.0
    subject: bool = False
    speaks: bool = False
    confidence: float = 1.0
    named: bool = True


@dataclass
class Ledger:
    """Items in the order of reading, by sentence; how often each figure came so far, and in all by name."""

    grid: Grid
    cast: Cast
    items: list[Item] = field(default_factory=list)
    by_sentence: dict[int, list[Item]] = field(default_factory=lambda: defaultdict(list))
    at: dict[int, Item] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    named: dict[int, str] = field(default_factory=dict)
    """The figure of each token of a name, read so far or not."""

    @cached_property
    def paragraph(self) -> list[int]:
        """The number of the paragraph that each token stands in."""
        found, number = [], 0
        for word in self.grid.words:
            found.append(number)
            number += "\n" in word
        return found

    def add(self, item: Item) -> None:
        """Note one more item."""
        self.items.append(item)
        self.by_sentence[self.grid.sentence[item.head]].append(item)
        self.at[item.head] = item
        if item.figure:
            self.count[item.figure] += 1

    def near(self, index: int, *, back: int) -> list[tuple[int, Item]]:
        """Items of this and the `back` sentences before, with their distances, nearest first."""
        here = self.grid.sentence[index]
        return [
            (distance, item)
            for distance in range(back + 1)
            for item in reversed(self.by_sentence.get(here - distance, [])[-MOST:])
        ]


def role_weight(grid: Grid, head: int) -> tuple[float, bool]:
    """The weight of a token's grammatical role, and whether it is a subject."""
    index, loss = head, 0.0
    for _ in range(5):
        if grid.deps[index] not in ("conj", "appos") or grid.heads[index] == index:
            break
        loss += 4.0 if grid.deps[index] == "conj" else 15.0
        index = grid.heads[index]
    dep, governor = grid.deps[index], grid.heads[index]
    if dep in SUBJECTS:
        clause = grid.deps[governor]
        main = 80.0 if clause in ("ROOT", "conj") else 66.0 if clause in ("ccomp", "parataxis") else 50.0
        bare = grid.tags[governor] == "VB" and not any(grid.tags[child] == "MD" for child in grid.children[governor])
        if bare and clause in ("ccomp", "xcomp", "advcl"):
            return 42.0 - loss, False
        return main - loss, True
    if dep == "ROOT":
        return 40.0 - loss, False
    if dep == "agent" or (dep == "pobj" and grid.deps[governor] == "agent"):
        return 48.0 - loss, False
    if dep in ("dobj", "dative", "iobj"):
        return 46.0 - loss, False
    if dep == "poss":
        return (48.0 if grid.deps[governor] in SUBJECTS else 38.0) - loss, False
    if dep in ("pobj", "attr"):
        return (36.0 if grid.tags[grid.heads[governor]].startswith("V") else 26.0) - loss, False
    if dep in ("compound", "amod", "nmod", "npadvmod"):
        return 12.0 - loss, False
    return 22.0 - loss, False


def item_of(grid: Grid, cast: Cast, *, first: int, end: int, head: int, figure: str, confidence: float) -> Item:
    """The item of a phrase that stands for one figure."""
    known = cast[figure]
    weight, subject = role_weight(grid, head)
    return Item(
        head=head, first=first, end=end, type=known.kind, figure=figure,
        plural=known.plural, gender=known.gender, weight=weight, subject=subject,
        speaks=subject and grid.lemmas[grid.heads[head]] in SPEECH, confidence=confidence, named=known.named,
    )  # fmt: skip
