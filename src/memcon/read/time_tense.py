"""Whether the clause around a time expression tells of the past or of what is to come.

"Xi *will visit* on Friday" yields future, "they *met* on Friday" past, "they *meet* on Friday" present.
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

Tense = Literal["past", "present", "future", "none"]

STEPS = 10
LOOKING_AHEAD = frozenset(("invite", "schedule", "plan", "slate", "postpone", "book"))
IMPLICATIVE = frozenset(("fail", "manage", "neglect", "forget", "happen", "begin", "start", "continue", "struggle"))
"""Verbs that say whether what follows them came about, at their own time (Karttunen 1971)."""
MODALS = frozenset(("will", "shall", "'ll", "’ll", "wo", "may", "might", "would", "should", "must"))
OPEN_MODALS = frozenset(("can", "ca", "could"))
PAST_AUXILIARIES = frozenset(("had", "was", "were", "did", "has", "have", "'ve", "’ve", "been"))
AHEAD = frozenset(("going", "about", "due", "set", "scheduled", "expected", "planned", "slated", "supposed"))


def tense_at(token: Token) -> Tense:
    """The tense of the verb that governs `token`: none when no verb does.

    An infinitive points ahead ("plans to meet on Friday") unless the time only belongs to a noun of its
    clause ("to get around Friday's ruling"). What one invites to or plans may lie ahead of a past tense.
    """
    node = token
    of_noun = token.dep_ in ("poss", "compound", "nmod")
    for _ in range(STEPS):
        if node.pos_ in ("VERB", "AUX"):
            tense = _tense_of(node, of_noun=of_noun)
            if tense == "past" and node.lemma_ in LOOKING_AHEAD:
                return "none"
            if tense != "none":
                return tense
        if node.head.i == node.i:
            break
        node = node.head
    return "none"


def _tense_of(verb: Token, *, of_noun: bool) -> Tense:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    forms = {helper.lower_ for helper in helpers}
    if forms & MODALS or verb.lower_ in MODALS:
        return "past" if forms & {"have"} else "future"
    if forms & OPEN_MODALS:
        return "past" if forms & {"have"} else "none"
    if "to" in forms:
        # "failed to agree on Friday" is told of the past, "refused to meet on Friday" may not be
        implied = verb.dep_ == "xcomp" and verb.head.lemma_ in IMPLICATIVE
        return "none" if of_noun or implied else "future"
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
    if verb.lower_ == "set" and not any(c.dep_ == "xcomp" or c.lower_ == "for" for c in verb.children):
        return False
    return verb.lower_ in AHEAD or any(
        child.lower_ in AHEAD and child.dep_ in ("acomp", "prt", "advmod") for child in verb.children
    )
