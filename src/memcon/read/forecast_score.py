"""How surely a wording is a forecast: by its rule, whose act it is, and whether it says what it is about.

A minister's "we will sign" is a plan and no forecast; an analyst's "Peru will sign" is one.
"""

from __future__ import annotations

import re

from memcon.model.reading import Holder, Statement
from memcon.model.span import Reason
from memcon.read.event_actors import Parties
from memcon.read.forecast_base import UNWILLED, Claim
from memcon.read.forecast_holders import FIRST_PERSON, GENERIC
from memcon.read.page import Page, span_of

OWN_WORDS = frozenset(("dobj", "attr", "acomp", "xcomp", "ccomp", "prep", "oprd", "agent"))


OFFICIAL = re.compile(
    r"\b(?:officials?|minist\w+|spokes\w+|governments?|aides?|source|embassy|organisers?|organizers?|company|army|navy|"
    r"president|premier|office|department|agency)\b",
    re.IGNORECASE,
)
"""Who most often announces what is planned."""
LASTING = frozenset(("be", "stay", "remain", "continue", "get", "able", "face", "mean", "cost", "pay", "last"))


def score_of(
    page: Page,
    claim: Claim,
    statement: Statement | None,
    holder: Holder,
    subject: Parties,
    *,
    dated: bool = False,
    on_a_day: bool = False,
) -> tuple[float, tuple[Reason, ...]]:
    """The confidence (0: no forecast) and the reasons for it; `dated`: it is to come true by a day, not on it."""
    value = claim.score
    reasons = [Reason(name=f"rule {claim.rule}", weight=claim.score)]
    pronoun = claim.subject.lower_ if claim.subject is not None else ""
    if pronoun in FIRST_PERSON:
        return 0.0, ()
    own = _own(page, holder, subject)
    willed = claim.verb.lemma_.lower() not in UNWILLED
    if own and claim.rule in ("will", "never", "expect"):
        reasons.append(Reason(name="the holder's own act: a plan or promise", weight=0.4))
        value *= 0.4 if willed else 0.7
    elif on_a_day and claim.rule == "will" and not claim.under and claim.score < 0.7:
        reasons.append(Reason(name="a day is set: a schedule", weight=0.7))
        value *= 0.7
    elif dated and claim.rule == "will" and 0.4 < claim.score < 0.6 and _outside(page, holder, subject):
        reasons.append(Reason(name="told of another's act by a day", weight=1.4))
        value *= 1.4
    elif statement is not None and claim.rule == "will" and willed and claim.score < 0.6:
        reasons.append(Reason(name="told of another's act", weight=1.1))
        value *= 1.1 if _foreign(page, holder, subject) else 0.85
    if pronoun in ("that", "this", "it", "there") and not subject and claim.score < 0.7:
        value *= 0.7
        reasons.append(Reason(name="what it is about is unsaid", weight=0.7))
    noun = claim.rule == "expect" and claim.subject is None and claim.verb.pos_ == "NOUN"
    if (claim.subject is None and not noun) or (
        pronoun in GENERIC and not subject and pronoun not in ("that", "this", "it", "they", "he", "she")
    ):
        value *= 0.6
        reasons.append(Reason(name="who or what is unclear", weight=0.6))
    if not subject and not any(True for _ in page.mentions_in(span_of(claim.verb.sent[0], claim.verb.sent[-1]))):
        value *= 0.8
        reasons.append(Reason(name="no actor", weight=0.8))
    told = [token for token in claim.verb.sent if not token.is_space]
    if told and not told[-1].is_punct and len(told) > 4:
        value *= 0.7
        reasons.append(Reason(name="a heading, not a sentence", weight=0.7))
    mute = ("that", "this", "it", "there")
    if pronoun in mute and claim.rule == "will" and not any(k.dep_ in OWN_WORDS for k in claim.verb.children):
        value *= 0.8
        reasons.append(Reason(name="says nothing of its own", weight=0.8))
    if claim.rule == "will" and page.article.kind == "official" and (statement is None or not statement.cue):
        value *= 0.6
        reasons.append(Reason(name="an issuer's own announcement", weight=0.6))
    elif statement is None and claim.rule == "will" and holder == Holder() and _argued(page):
        if 0.4 < claim.score < 0.6 and subject:
            reasons.append(Reason(name="the author's own view", weight=1.35))
            value *= 1.35
    elif statement is None and claim.rule == "will" and not _argued(page):
        idle = claim.verb.lemma_.lower() in LASTING and holder == Holder() and not dated
        value *= 0.75 if idle else 0.9
    elif claim.rule == "will" and not subject and not claim.under and claim.score < 0.7 and _official(page, holder):
        reasons.append(Reason(name="an office says how things will stay", weight=0.75))
        value *= 0.75
    return min(value, 0.95), tuple(reasons)


QUOTED = re.compile(r"[\"“][^\"“”]{0,1500}[\"”]")
OWN_VOICE = re.compile(r"\b(?:I|I[’'](?:m|d|ll|ve)|my|this (?:letter|column|newsletter|blog))\b")


def _argued(page: Page) -> bool:
    """Whether the author speaks for himself: a column, or a text with an "I" outside its quotations."""
    if page.article.kind in ("column", "analysis"):
        return True
    return OWN_VOICE.search(QUOTED.sub(" ", page.text[:20_000])) is not None


def _official(page: Page, holder: Holder) -> bool:
    known = page.actor_of.get(holder.actor or "")
    return known is not None and known.sector in ("GOV", "MIL")


def _outside(page: Page, holder: Holder, subject: Parties) -> bool:
    """Whether somebody named, who does not speak for those who are to act, tells what they will do."""
    if holder == Holder() or not _foreign(page, holder, subject):
        return False
    known = page.actor_of.get(holder.actor or "")
    if known is None:
        return OFFICIAL.search(holder.name) is None
    states = {page.actor_of[a].state for a in subject.actors if a in page.actor_of}
    return known.sector not in ("GOV", "MIL") or known.state not in states


def _own(page: Page, holder: Holder, subject: Parties) -> bool:
    if holder.actor is None:
        return False
    mine = page.actor_of.get(holder.actor)
    if holder.actor in subject.actors:
        return True
    if mine is None or mine.sector not in ("GOV", "MIL", None) or mine.state is None:
        return False
    return any(
        (known := page.actor_of.get(actor)) is not None and known.state == mine.state for actor in subject.actors
    )


def _foreign(page: Page, holder: Holder, subject: Parties) -> bool:
    return bool(subject.actors) and not _own(page, holder, subject)
