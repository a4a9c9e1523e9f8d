"""Forecasts whose claim is a noun: "expects a refusal", "foresee a truce between Chad and Libya", "sees no deal".

A ministry that expects a delivery on Monday has a plan and foretells nothing: only nouns of what nobody arranges, or
of what another decides, make a forecast.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.read.event_grammar import child, is_passive, subject_of
from memcon.read.forecast_base import Claim, negation

FORESEEING = frozenset("expect foresee predict forecast anticipate envisage prophesy fear see".split())
HAPPENINGS = frozenset(
    "refusal rejection collapse breakdown breakthrough war conflict clash coup escalation crisis "
    "recession default deadlock "
    "stalemate compromise truce ceasefire deal agreement accord pact settlement thaw rapprochement "
    "rupture split retreat "
    "withdrawal defeat victory resignation surge rise fall drop decline increase cut shortage veto climbdown reversal "
    "reprieve delay boycott walkout devaluation revolt uprising invasion attack offensive "
    "reconciliation detente fallout "
    "failure success turnaround slump boom blackout famine exodus standoff backlash retaliation no yes end "
    "return".split()
)


ENDINGS = ("tion", "sion", "ment", "ance", "ence", "al", "ure", "out", "down", "back")


def happens(noun: Token) -> bool:
    """Whether a noun is of something that happens: a withdrawal, a renewal, a truce."""
    lemma = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and (lemma in HAPPENINGS or (len(lemma) > 6 and lemma.endswith(ENDINGS)))


def noun_claims(verb: Token) -> Iterator[Claim]:
    """The claim of "expects a refusal": its noun, which way it points, who holds it by the verb's subject."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in FORESEEING or is_passive(verb):
        return
    noun = child(verb, "dobj")
    if noun is None or noun.lemma_.lower() not in HAPPENINGS or noun.pos_ not in ("NOUN", "PROPN"):
        return
    if any(kid.dep_ == "relcl" for kid in noun.children) or subject_of(verb) is None:
        return
    if any(kid.lower_ in ("would", "could", "might", "may", "should") for kid in verb.children):
        return
    none = any(kid.lower_ in ("no", "neither") for kid in noun.children)
    if verb.lemma_.lower() == "see" and not none:
        return  # "sees a deal" has one in view
    yield Claim(
        verb=noun, outer=verb, subject=None, rule="expect", negated=negation(verb) != none, estimate=None,
        score=0.75, under=True,
    )  # fmt: skip
