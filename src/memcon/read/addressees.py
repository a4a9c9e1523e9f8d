"""Who was spoken to: "told Xi", "urged Beijing to", "in a letter to the senate".

An invented example: `"The envoy told reporters in Oslo that talks went on."` has the addressee `reporters`.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.model.actor import Party
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import lemma_of
from memcon.read.attribution_spans import phrase
from memcon.read.chain_words import SPEECH_NOUNS, can_speak
from memcon.read.page import Page
from memcon.read.speakers import party_of

_TOLD = frozenset({"tell", "inform", "assure", "remind", "warn", "advise", "brief", "notify", "ask", "urge", "implore",
                   "beg", "exhort", "instruct", "order", "invite", "encourage", "press", "caution", "reassure", "thank",
                   "congratulate", "counsel", "question", "address", "promise", "lobby", "challenge"})  # fmt: skip
_INFORMED = frozenset({"tell", "inform", "assure", "remind", "notify", "brief", "reassure"})
_TALES = frozenset("story tale truth lie joke thing fact news half detail anecdote difference time lot something "
                   "everything nothing anything much".split())  # fmt: skip
_TO = frozenset({"say", "write", "speak", "talk", "explain", "suggest", "propose", "announce", "complain", "reply",
                 "respond", "confide", "admit", "confess", "convey", "express", "indicate", "signal", "stress",
                 "emphasize", "report", "apologize", "offer", "promise", "pledge", "vow", "appeal",
                 "insist"})  # fmt: skip
_VESSELS = frozenset({"letter", "message", "note", "speech", "address", "cable", "telegram", "email", "e-mail", "memo",
                      "call", "conversation", "remark", "comment", "text", "reply", "appeal", "report", "briefing",
                      "phone", "interview", "testimony", "talk", "meeting", "presentation"})  # fmt: skip


def addressees_of(page: Page, attribution: Attribution) -> list[tuple[Party, Token]]:
    """Who is spoken to, each with the token that heads the phrase, in text order; empty when nobody is named."""
    if attribution.head is None:
        return []
    verb = page.doc[attribution.head]
    heads = [token for token in _heads(page, verb) if _apart(attribution, token)]
    found = []
    for token in sorted(set(heads), key=lambda t: t.i):
        span = phrase(page, token)
        if span is not None:
            found.append((party_of(page, span, token), token))
    return found


def _heads(page: Page, verb: Token) -> list[Token]:
    lemma = lemma_of(verb)
    heads = []
    for child in verb.children:
        if child.dep_ == "nsubjpass" and _spoken_to(verb, lemma):
            heads += [t for t in [child] if child.lower_ != "it" and _personal(page, t)]
        if child.i < verb.i and child.dep_ != "prep":
            continue
        if child.dep_ == "dative" or (child.dep_ in ("dobj", "obj") and lemma in _TOLD):
            told = lemma in _INFORMED and child.dep_ != "dative"
            heads += [t for t in (_objects(child) if child.pos_ == "ADP" else [child])
                      if _personal(page, t) or (told and _hears(t))]  # fmt: skip
        elif child.dep_ == "nsubj" and lemma in _TOLD and child.i > verb.i:
            heads.append(child)
        elif child.dep_ in ("ccomp", "xcomp") and lemma in _TOLD:
            heads += _small_clause_subject(verb, child)
        elif child.dep_ == "prep" and child.i > verb.i and child.lower_ in ("to", "on", "upon"):
            wanted = lemma in _TO if child.lower_ == "to" else lemma == "call"
            heads += [t for t in _objects(child) if wanted and _personal(page, t)]
        elif child.dep_ == "prep" and child.lower_ in ("in", "during", "at"):
            for vessel in _objects(child):
                if vessel.lemma_.lower() in _VESSELS:
                    heads += [t for p in vessel.children if p.dep_ == "prep" and p.lower_ in ("to", "with")
                              for t in _objects(p) if _personal(page, t)]  # fmt: skip
    return heads


def _spoken_to(verb: Token, lemma: str) -> bool:
    """Whether the subject of a passive was told something by somebody ("had been given to understand by Oslo")."""
    told = any(c.lemma_ in ("understand", "know", "believe") and c.i > verb.i for c in verb.children)
    by = any(p.dep_ == "agent" or p.lower_ == "by" for c in (verb, *verb.children) for p in c.children)
    return by and (lemma in _TOLD or (told and lemma in ("give", "make", "let", "lead")))


def _hears(token: Token) -> bool:
    """Whether the object of a verb of telling is a hearer by its place: no pronoun, and nothing that is told."""
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() not in _TALES | SPEECH_NOUNS


def _small_clause_subject(verb: Token, clause: Token) -> list[Token]:
    """The subject that the parser gave to an infinitive though the verb speaks to it ("urged Beijing to stop")."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children):
        return []
    return [c for c in clause.children if c.dep_ == "nsubj" and verb.i < c.i < clause.i]


def _objects(preposition: Token) -> list[Token]:
    return [c for c in preposition.children if c.dep_ == "pobj"]


def _personal(page: Page, token: Token) -> bool:
    """Whether a noun can be spoken to: a name, a pronoun for people, or a word for people."""
    if token.pos_ == "PRON":
        return token.lower_ in ("him", "her", "them", "us", "me", "you", "it")
    return can_speak(page, token) or token.lemma_.lower() in _PEOPLE


def _apart(attribution: Attribution, token: Token) -> bool:
    """Whether a token is no part of the source, nor of a content that does not begin with it."""
    if attribution.source is not None and attribution.source.start <= token.idx < attribution.source.end:
        return False
    inside = [c for c in attribution.content if c.start <= token.idx < c.end]
    return not inside or inside[0].start >= token.left_edge.idx - 1


_PEOPLE = frozenset(
    "reporter journalist lawmaker parliament congress senate audience crowd supporter delegate student diplomat leader "
    "minister president counterpart official ally nation people assembly council committee deputy voter press media "
    "newspaper agency broadcaster soldier troop investor worker citizen colleague partner government".split()
)
