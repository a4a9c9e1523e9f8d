"""Two texts laid side by side: what they share, how the rest differs, and so what kind of copy it is.

`Envoys met on Friday in Vienna to end the dispute` beside `Envoys convened on Friday in Vienna to
finish the quarrel` shares two runs, and each gap holds one word on either side: words were swapped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from memcon.link.copy_texts import CopyText
from memcon.link.similarity import STOPWORDS, Run, shared_runs

ANCHOR, LONG = 3, 7
PASSAGE = 12
LEAST_WHOLE = 40
MOST_WORDS = 12_000
"""Of longer texts only the beginning is aligned: books and transcripts, for which that is enough to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """What two texts share: runs of equal words, the shares of each side they cover, the swaps between them.

    `long` is the larger share that runs of seven words or more cover: stock phrases are shorter.
    `swaps` counts gaps of one to three words on both sides between neighbouring runs; `lone` content words
    among them are pairs (left, right) of one word each. `order` is the share of the shared words that stand in the
    same order in both: a copy keeps the order of its source, two writers who tell one story do not.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    long: float
    swaps: int
    lone: tuple[tuple[str, str], ...]
    order: float = 1.0

    @property
    def bridged(self) -> float:
        """The larger share covered."""
        return max(self.left, self.right)


def align(left: CopyText, right: CopyText) -> Alignment:
    """The alignment of two articles' words."""
    a, b = left.forms[:MOST_WORDS], right.forms[:MOST_WORDS]
    runs = shared_runs(a, b, least=ANCHOR)
    shared = sum(run.length for run in runs)
    swaps, lone = _swaps(a, b, runs)
    return Alignment(
        runs=tuple(runs),
        left=_share(shared, len(a)),
        right=_share(shared, len(b)),
        long=_share(sum(run.length for run in runs if run.length >= LONG), min(len(a), len(b))),
        swaps=swaps,
        lone=lone,
        order=_in_order(runs),
    )


def _in_order(runs: Sequence[Run]) -> float:
    """The heaviest run of runs that ascends on both sides, over all (a tree of maxima by place on the right)."""
    places = {run.right: number for number, run in enumerate(sorted(runs, key=lambda r: r.right), 1)}
    best = [0] * (len(runs) + 1)
    for run in sorted(runs, key=lambda r: r.left):
        place, most = places[run.right] - 1, 0
        while place:
            most, place = max(most, best[place]), place & (place - 1)
        place, most = places[run.right], most + run.length
        while place <= len(runs):
            best[place] = max(best[place], most)
            place += place & -place
    shared = sum(run.length for run in runs)
    return max(best) / shared if shared else 1.0


def _share(shared: int, size: int) -> float:
    return min(1.0, shared / size) if size else 0.0


def _swaps(a: Sequence[str], b: Sequence[str], runs: Sequence[Run]) -> tuple[int, tuple[tuple[str, str], ...]]:
    count = 0
    lone: list[tuple[str, str]] = []
    for first, second in pairwise(runs):
        gap = a[first.left + first.length : second.left]
        other = b[first.right + first.length : second.right] if second.right > first.right else ()
        if 1 <= len(gap) <= 3 and 1 <= len(other) <= 3:
            count += 1
            if len(gap) == len(other) == 1 and gap[0] not in STOPWORDS:
                lone.append((gap[0], other[0]))
    return count, tuple(lone)


def passages(left: CopyText, right: CopyText, alignment: Alignment) -> list[Run]:
    """Runs of 12 or more words that one took from the other.

    Words that both have inside quotation marks were spoken to both; a run that is mostly those is left out.
    """
    return [
        run
        for run in alignment.runs
        if run.length >= PASSAGE and _quoted_share(left, right, run) < 0.6 and _told(left, run) >= 5
    ]


def _quoted_share(left: CopyText, right: CopyText, run: Run) -> float:
    both = sum(run.left + step in left.quoted and run.right + step in right.quoted for step in range(run.length))
    return both / run.length


def _told(text: CopyText, run: Run) -> int:
    return sum(form not in STOPWORDS for form in text.forms[run.left : run.left + run.length])
