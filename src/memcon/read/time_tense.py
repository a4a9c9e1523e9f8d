"""Whether the clause around a time expression tells of the past or of what is to come.

"Xi *will visit* on Friday" yields future, "they *met* on Friday" past, "they *meet* on Friday" present.
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

Tense = Literal["past", "present", "future", "none"]

STEPS = 10
MODALS = frozenset(("will", "shall", "'ll", "’ll", "wo", "may", "might", "could", "would", "should", "must", "can", "ca"))
PAST_AUXILIARIES = frozenset(("had", "was", "were", "did", "has", "have", "'ve", "’ve", "been"))
AHEAD = frozenset(("going", "about", "due", "set", "scheduled", "expected", "planned", "slated", "supposed"))


def tense_at(token: Token) -> Tense:
    """The tense of the verb that governs `token`: none when no verb does."""
    node = token
    for _ in range(STEPS):
        if node.pos_ in ("VERB", "AUX"):
            tense = _tense_of(node)
            if tense != "none":
                return tense
        if node.head.i == node.i:
            break
        node = node.head
    return "none"


def _tense_of(verb: Token) -> Tense:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    forms = {helper.lower_ for helper in helpers}
    if forms & MODALS or verb.lower_ in MODALS:
        return "past" if forms & {"have"} else "future"
    if "to" in forms:
        return "future"
    if forms & PAST_AUXILIARIES or verb.tag_ == "VBD":
        return "future" if _is_ahead(verb) and not forms & {"had"} else "past"
    if _is_ahead(verb):
        return "future"
    if verb.tag_ == "VBN":
        return "past"
    if verb.tag_ == "VBG" and helpers:
        return "future"
    return "present" if verb.tag_ in ("VBP", "VBZ") else "none"


def _is_ahead(verb: Token) -> bool:
    return verb.lower_ in AHEAD or any(
        child.lower_ in AHEAD and child.dep_ in ("acomp", "prt", "advmod") for child in verb.children
    )
