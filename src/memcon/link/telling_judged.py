"""What the trained judge says of the likeliest tellings of two accounts: retold, told otherwise, or of other things.

Of `Laos would send forty ploughs` and `forty ploughs are promised from Vientiane` it says `same`, of `Vientiane refused
to part with its ploughs` `differs`. A pair of passages costs some milliseconds: of an encounter only few are asked
about, those that seem to exclude each other and some that words leave open; without a model words alone decide.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from memcon.encoder.judging import judge
from memcon.link.tellings import Telling

HEAD = "telling"
MOST_ASKED = 6
"""Pairs of one encounter that are asked about at most: those that seem to exclude each other first."""
MOST_OPEN = 2
"""So many of them at most for no more than that words leave it open whether they are of one matter."""
OPEN = (0.35, 0.65)
"""The likeness by words within which it is open."""
FLOOR = 0.01
"""Shares below it count as this much: of a pair of classes none is ever certain."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The shares (0..1, together 1) of the judge's classes for one pair of tellings."""

    same: float
    differs: float
    unrelated: float

    @property
    def signs(self) -> Mapping[str, float]:
        """Log odds of one matter against none, and of the same against another account of it."""
        same, differs, unrelated = (max(FLOOR, share) for share in (self.same, self.differs, self.unrelated))
        return {
            "judged one matter": math.log((same + differs) / unrelated),
            "judged the same": math.log(same / differs),
        }


def worth_asking(found: Sequence[tuple[float, bool]]) -> list[int]:
    """The numbers of the pairs of one encounter that the judge is asked about; of each its likeness by words and
    whether the two seem to exclude each other."""
    closest = sorted(range(len(found)), key=lambda n: (abs(found[n][0] - 0.5), n))
    exclude = sorted((n for n in closest if found[n][1]), key=lambda n: (-found[n][0], n))[:MOST_ASKED]
    left_open = [n for n in closest if not found[n][1] and OPEN[0] <= found[n][0] < OPEN[1]][:MOST_OPEN]
    return sorted((exclude + left_open)[:MOST_ASKED])


def judged(one: Telling, other: Telling) -> Judged | None:
    """The judge's shares for two tellings, whichever comes first; None without a model that can judge them."""
    asking = judge()
    if asking is None:
        return None
    first, second = sorted((one, other), key=lambda telling: (telling.article, telling.spans))
    share = asking.pair(HEAD, first.asked, second.asked)
    return Judged(share.get("same", 0.0), share.get("differs", 0.0), share.get("unrelated", 0.0)) if share else None
