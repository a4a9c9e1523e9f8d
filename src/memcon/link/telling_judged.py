"""What the trained judge says of the likeliest tellings of two accounts: retold, told otherwise, or of other things.

Of `Laos would send forty ploughs` and `forty ploughs are promised from Vientiane` it says `same`, of `Vientiane refused
to part with its ploughs` `differs`. A pair of passages costs some milliseconds: of two accounts only the few pairs are
asked about that words alone leave open, and without the model file everything is as words alone have it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from memcon.encoder.judging import judge
from memcon.link.tellings import Telling

HEAD = "telling"
MOST_ASKED = 10
"""Pairs of two accounts that are asked about at most."""
MOST_OF_ONE = 3
LEAST = 0.04
"""Likeness by words from which a pair is worth asking about."""
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


def worth_asking(likely: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Of the pairs of tellings of two accounts, with their likeness by words, those that the judge is asked about."""
    asked: list[tuple[int, int]] = []
    mine: Counter[int] = Counter()
    theirs: Counter[int] = Counter()
    for pair in sorted(likely, key=lambda pair: (-likely[pair], pair)):
        if likely[pair] < LEAST or len(asked) == MOST_ASKED:
            break
        if mine[pair[0]] < MOST_OF_ONE and theirs[pair[1]] < MOST_OF_ONE:
            asked.append(pair)
            mine[pair[0]] += 1
            theirs[pair[1]] += 1
    return asked


def judged(one: Telling, other: Telling) -> Judged | None:
    """The judge's shares for two tellings, whichever comes first; None without a model that can judge them."""
    asking = judge()
    if asking is None or asking.encoder.readouts is None or HEAD not in asking.encoder.readouts.heads:
        return None
    first, second = sorted((one, other), key=lambda telling: (telling.article, telling.spans))
    share = asking.pair(HEAD, first.asked, second.asked)
    return Judged(share.get("same", 0.0), share.get("differs", 0.0), share.get("unrelated", 0.0)) if share else None
