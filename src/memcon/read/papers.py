"""Whose a paper is that speaks: "The statement added …" is said by who put the statement out.

An invented example: after `"In a statement, the Ministry of Trade of Norland said ships were welcome."` the source of
`"The statement added that fees would fall."` is the ministry; of `"a letter from the mayor said"` it is the mayor.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_verbs import source_of
from memcon.read.chain_words import can_speak
from memcon.read.page import Page

_PAPERS = frozenset(
    "statement announcement communique communiqué release readout letter message tweet post declaration notice "
    "memo memorandum cable note bulletin email circular telegram press reply".split()
)
_OWN = _PAPERS | frozenset("report log diary answer dispatch account memoir testimony".split())
"""Papers whose "his", "her" or "its" names the one who speaks."""

_WRITTEN = frozenset({"say", "write", "ask"})
_ISSUING = frozenset(
    "issue release publish send write post make deliver sign circulate give put tweet address hand submit read "
    "distribute carry file".split()
)
_BACK = 260
"""Tokens back to where a paper was brought in."""


def issuer_of_paper(page: Page, noun: Token) -> Token | None:
    """The head of who put out the paper that a source names; None for other nouns, and where nobody did."""
    lemma = noun.lemma_.lower()
    if lemma not in _OWN or noun.tag_ not in ("NN", "NNP"):
        return None
    holder = next((c for c in noun.children if c.dep_ == "poss" and c.lower_ in ("his", "her", "its", "their")), None)
    if holder is not None and (mention := page.mention_of(holder)) is not None and mention.actor is not None:
        return holder
    if holder is not None and lemma in _PAPERS:
        return _just_written(page, noun)
    if lemma not in _PAPERS:
        return None
    own = _named_with(page, noun)
    if own is not None:
        return own
    if not any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in noun.children):
        return None
    for i in range(noun.i - 1, max(-1, noun.i - _BACK), -1):
        token = page.doc[i]
        if token.lemma_.lower() != lemma or token.pos_ not in ("NOUN", "PROPN"):
            continue
        issuer = _brought_in(page, token)
        if issuer is not None:
            return issuer
    return _just_written(page, noun)


def _just_written(page: Page, noun: Token) -> Token | None:
    """ "The mayor wrote to Oslo on Friday. The letter …": who wrote or answered in the sentence right before."""
    last = page.sentence_before(noun.idx)
    if last is None:
        return None
    kinds = cues_of(page.lexicon).kinds
    for verb in page.tokens(last.span):
        if verb.dep_ == "ROOT" and verb.pos_ == "VERB" and kinds.get(f"verb:{lemma_of(verb)}") in _WRITTEN:
            writer = source_of(verb)
            return writer if writer is not None and _fit(page, writer) else None
    return None


def _brought_in(page: Page, noun: Token) -> Token | None:
    """Who puts out the paper that a noun first names."""
    own = _named_with(page, noun)
    if own is not None:
        return own
    found: Token | None = None
    if noun.dep_ in ("dobj", "obj") and noun.head.lemma_.lower() in _ISSUING:
        found = source_of(noun.head)
    elif noun.dep_ == "pobj" and noun.head.lower_ in ("in", "by", "through", "via"):
        host = noun.head.head
        found = source_of(host) if host.pos_ in ("VERB", "AUX") else host
    elif noun.dep_ == "nsubjpass":
        agent = next((o for c in noun.head.children if c.dep_ == "agent" for o in c.children if o.dep_ == "pobj"), None)
        found = agent if noun.head.lemma_.lower() in _ISSUING else None
    return found if found is not None and _fit(page, found) else None


def _named_with(page: Page, noun: Token) -> Token | None:
    """Whose a paper is by its own phrase: "X's statement", "a statement from X", "a letter issued by X"."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ != "PRON" and _fit(page, child):
            return child
        if child.dep_ in ("amod", "compound", "nmod") and _of_state(page, child):
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by") and child.i > noun.i:
            named = next((c for c in child.children if c.dep_ == "pobj"), None)
            if named is not None and _fit(page, named):
                return named
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in _ISSUING:
            by = [o for c in child.children if c.dep_ in ("agent", "prep") and c.lower_ == "by" for o in c.children]
            if by and by[0].dep_ == "pobj" and _fit(page, by[0]) and not _prints(page, by[0], child):
                return by[0]
    return None


def _prints(page: Page, token: Token, verb: Token) -> bool:
    """Whether a paper is only "carried" by somebody, or put about by an outlet: it is another's then."""
    mention = page.mention_of(token)
    actor = page.actor_of.get(mention.actor or "") if mention is not None else None
    return verb.lemma_.lower() == "carry" or (actor is not None and actor.kind == "outlet")


def _of_state(page: Page, token: Token) -> bool:
    """Whether a word before a paper says which state put it out ("the Greek reply")."""
    mention = page.mention_of(token) if token.text[:1].isupper() else None
    actor = page.actor_of.get(mention.actor or "") if mention is not None else None
    return actor is not None and actor.kind == "state"


def _fit(page: Page, token: Token) -> bool:
    return token.pos_ != "PRON" and can_speak(page, token) and token.lemma_.lower() not in _PAPERS
