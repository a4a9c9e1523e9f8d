"""What a clause tells of a warning: heeded, passed over, drawn back from.

Warned against fishing at the reef, who "towed the boats home" heeded it; who "went on all the same" passed it over.
"""

from __future__ import annotations

import re
from datetime import date

from memcon.link.clauses import Clause, words_told
from memcon.link.reply_words import (
    ENDING,
    GIVEN,
    NOTHING_CAME,
    WEAK,
    WENT_ON,
    family_of,
)
from memcon.link.wanted import ENOUGH, NEXT, Reply, Wanted
from memcon.model.span import Reason


def warned(wanted: Wanted, clause: Clause, share: float, near: float | None, done: bool) -> Reply | None:
    """A warning heeded ("unless the ships leave": they sailed), or passed over ("went on drilling")."""
    mine = bool(wanted.doing & (clause.there | clause.recent)) or (near is not None and near <= 1)
    if not mine:
        return None
    if WENT_ON.search(clause.text) and (share >= 0.2 or (near is not None and near <= NEXT)):
        return Reply(kind="ignored", score=0.72, clause=clause, act=True,
                     reasons=(Reason(name="went on all the same", weight=0.72),))  # fmt: skip
    still = re.search(r"\bstill\b", clause.text) is not None
    if (done or still) and wanted.defied and (wanted.doing & clause.there or (near is not None and near <= 1)):
        touched = wanted.defied & clause.words
        if len(touched) >= max(1, (len(wanted.defied) + 1) // 2):
            return Reply(kind="ignored", score=0.72, clause=clause, act=True,
                         reasons=(Reason(name="did what it was warned of", weight=0.72),))  # fmt: skip
    if done and (heeded := _drawn_back(wanted, clause, share)) is not None:
        return heeded
    if not done or not wanted.heed:
        return None
    nouns = {word for word in wanted.heed if word not in WEAK}
    acts = family_of(wanted.heed & (ENDING | GIVEN)) & clause.words
    left = nouns & clause.words - acts
    if acts and len(left) >= max(1, len(nouns - acts) // 3) and wanted.doing & clause.there:
        return Reply(kind="granted", score=0.75, clause=clause, act=True,
                     reasons=(Reason(name="what the warning wanted was done", weight=0.75),))  # fmt: skip
    return None


AGAINST = re.compile(r"\bagainst \w+ing\b", re.IGNORECASE)
BACK = words_told("leave withdraw remove stop halt cease end cancel abandon drop ground quit vacate")


def _drawn_back(wanted: Wanted, clause: Clause, share: float) -> Reply | None:
    """A warning against doing a thing, heeded: its things are taken away, or it is stopped."""
    warned = any(AGAINST.search(row.quote) for row in wanted.ask.evidence)
    if not warned or share < 0.3 or not wanted.doing & clause.there or not clause.words & BACK:
        return None
    return Reply(kind="granted", score=0.72, clause=clause, act=True,
                 reasons=(Reason(name="drew back from what it was warned against", weight=0.72),))  # fmt: skip


def overdue(wanted: Wanted, clause: Clause, share: float) -> Reply | None:
    """A promise whose day has passed, where the text says that nothing has come of it."""
    if wanted.due is None or clause.printed.earliest is None or not NOTHING_CAME.search(clause.text):
        return None
    if date.fromisoformat(clause.printed.earliest) <= wanted.due or share < ENOUGH:
        return None
    if not (wanted.doing | wanted.other) & (clause.there | clause.recent | clause.context):
        return None
    return Reply(kind="ignored", score=0.7, clause=clause,
                 reasons=(Reason(name="its day has passed and nothing came", weight=0.7),))  # fmt: skip
