"""Whether an act happened: done, ongoing, planned, possible, denied, alleged, or said not to have happened at all.

"Chad has closed the border" done; "plans to close" planned; "may close" possible; "did not close" negated;
"if Chad closes", "fears that Chad could close" possible; "is said to have closed" alleged. The clause's own
auxiliaries speak first, then every word that governs the clause.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.read.event_grammar import is_verb
from memcon.read.status_clauses import NEGATED, Reality, modifier_reality
from memcon.read.status_nouns import noun_reality
from memcon.read.status_verbs import verb_reality


def reality_of(anchor: Token, noun: Token | None = None) -> Reality:
    """The status of the act that `anchor` (a verb) reports, or of a bare event noun when `noun` is given."""
    if noun is not None and not (is_verb(anchor) and anchor.i != noun.i):
        return noun_reality(noun)
    if noun is not None:
        own = modifier_reality(noun)
        if own is not None:
            return own
    return verb_reality(anchor)


__all__ = ["NEGATED", "Reality", "reality_of"]
