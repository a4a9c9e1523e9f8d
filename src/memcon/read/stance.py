"""Whether a speaker denies, and whether the report is hedged.

Invented examples: `"The ministry denied that talks were held."` is denied; of `"He allegedly told her to go."` the
hedge is `allegedly`.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.page import Page

_DENIALS = frozenset({"deny", "refute", "disavow", "repudiate", "rebut", "disprove", "reject"})
_DENIAL_NOUNS = frozenset({"denial", "refusal", "rejection"})
_WITHHOLD = frozenset({"decline", "refuse", "fail"})
_TELLING = frozenset({"say", "confirm", "comment", "disclose", "specify", "elaborate", "answer", "identify",
                      "acknowledge",
                      "reveal", "explain", "give", "discuss", "provide", "endorse", "rule"})  # fmt: skip
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "hardly", "without"})
_JUDGING = frozenset({"condemn", "criticise", "criticize", "denounce", "blame", "deplore", "decry", "censure", "praise",
                      "applaud", "welcome"})  # fmt: skip
_SAID_TO = frozenset({"say", "believe", "think", "report", "rumor", "allege", "understand", "suspect", "claim"})


def is_denied(page: Page, attribution: Attribution) -> bool:
    """Whether the speaker denies, or is said not to say, the content."""
    head = _head(page, attribution)
    if head is None:
        return False
    lemma = lemma_of(head)
    negated = _negated(head)
    if lemma in _DENIALS or lemma in _DENIAL_NOUNS:
        return not negated
    if lemma in _WITHHOLD and any(c.dep_ == "xcomp" and c.lemma_ in _TELLING for c in head.children):
        return True
    if head.dep_ == "xcomp" and head.head.lemma_ in _WITHHOLD:
        return True
    return negated


def is_silence(page: Page, attribution: Attribution) -> bool:
    """ "has not condemned the war": that somebody passed no judgement is no statement of theirs, and no denial."""
    head = _head(page, attribution)
    return head is not None and lemma_of(head) in _JUDGING and _negated(head)


def _negated(head: Token) -> bool:
    if any(c.dep_ == "neg" or c.lower_ in _NEGATIONS for c in head.children if c.i < head.i):
        return True
    subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in ("nobody", "none", "neither"):
        return True
    if subject is not None and any(c.lower_ in ("no", "neither") and c.dep_ == "det" for c in subject.children):
        return True
    copula = head.head if head.dep_ == "acomp" else None
    return copula is not None and any(c.dep_ == "neg" for c in copula.children)


def hedge_of(page: Page, attribution: Attribution) -> str | None:
    """The word that hedges the report ("allegedly", "is said to"), as written; None when it is told as sure."""
    head = _head(page, attribution)
    if head is None:
        return None
    hedges = cues_of(page.lexicon).hedges
    for child in (*head.children, *(head.head.children if head.dep_ in ("xcomp", "conj") else ())):
        if child.lower_ in hedges and child.dep_ in ("advmod", "npadvmod", "dep"):
            return str(child.text)
    before = page.doc[max(0, head.i - 3) : head.i]
    for token in before:
        if token.lower_ in hedges and token.sent == head.sent:
            return str(token.text)
    host = head.head
    if head.dep_ == "xcomp" and lemma_of(host) in _SAID_TO and any(c.dep_ == "nsubjpass" for c in host.children):
        return f"{host.text} to"
    return None


def _head(page: Page, attribution: Attribution) -> Token | None:
    return page.doc[attribution.head] if attribution.head is not None else None
