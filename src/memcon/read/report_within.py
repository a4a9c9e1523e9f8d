"""Which attributions inside somebody's words are reports: words or judgements of a named other, said and not to come.

An invented example: in `"She said that the clerk had warned of rain and would tell them more."` the clerk's warning is
a report within hers; what he "would tell" is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_verbs import EAGER
from memcon.read.chain_words import can_speak, is_text
from memcon.read.page import Page

_CERTAIN = 0.55
_INNER = frozenset({"say", "write", "show"})
_NOT_YET = frozenset(
    {"will", "would", "should", "could", "might", "may", "must", "can", "shall", "'ll", "’ll", "'d", "to"}
)
_ACTS = frozenset(
    "offer agree accept approve refuse decline sign order authorize authorise grant vote thank greet invite support "
    "back list mention decide welcome meet visit give see show mean include".split()
)
_QUALITIES = (
    "ence",
    "ance",
    "ness",
    "ity",
    "ency",
    "ment",
    "sion",
    "tion",
    "ship",
    "ism",
    "ing",
    "ure",
    "ces",
    "ities",
)
_SURE = 0.45


def tells_on(page: Page, attribution: Attribution) -> bool:
    """Whether a report within words is of words; an encoder's is of a clause or a quotation, and may be a judgement
    quoted ("regards the line as “settled”")."""
    if attribution.pattern != "roles":
        return attribution.kind in _INNER
    head = page.doc[attribution.head] if attribution.head is not None else None
    if head is None or head.pos_ not in ("VERB", "AUX", "NOUN") or attribution.strength < _CERTAIN:
        return False
    tokens = [t for span in attribution.content for t in page.tokens(span)]
    quoted = any(
        q.outer.overlaps(c) and not q.outer.start <= head.idx < q.outer.end
        for c in attribution.content for q in page.quotations_at(c)
    )  # fmt: skip
    if head.pos_ == "NOUN" and _told_of(head, tokens):
        return False
    clause = any(t.pos_ in ("VERB", "AUX") and t.dep_ not in ("amod", "compound") for t in tokens)
    if attribution.kind == "think":
        return not _opens_with_clause(tokens) and (quoted or any(t.lower_ == "as" for t in tokens))
    known = f"verb:{lemma_of(head)}" in cues_of(page.lexicon).kinds or head.pos_ == "NOUN"
    wanted = clause or quoted if known else quoted and head.lemma_ not in ("be", "have")
    return attribution.kind in ("say", "write", "ask") and wanted


def _told_of(noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether what follows a noun of saying tells of the words, not what they say: "the remarks “have hurt us”"."""
    return noun.dep_ in ("nsubj", "nsubjpass") and any(t.i == noun.head.i for t in tokens[:4]) and noun.head.i > noun.i


def _opens_with_clause(tokens: Sequence[Token]) -> bool:
    """Whether words begin with "that", or with a subject and its verb."""
    first = next((t for t in tokens if t.pos_ in ("VERB", "AUX") and t.tag_ not in ("VBN", "VBG", "VB")), None)
    return bool(tokens) and (tokens[0].lower_ == "that" or (first is not None and not _in_relative(first, tokens[0])))


def _in_relative(verb: Token, first: Token) -> bool:
    top = verb
    while top.dep_ in ("conj", "aux", "auxpass", "xcomp", "ccomp") and top.head.i >= first.i and top.head.i != top.i:
        top = top.head
    return top.dep_ in ("relcl", "acl", "advcl")


def reports(page: Page, attribution: Attribution) -> bool:
    """Whether an attribution tells of words that were said by a named other, not of words to come."""
    if attribution.source is None or attribution.head is None or attribution.strength < _SURE:
        return False
    if not _can_speak(page, attribution):
        return False
    verb = page.doc[attribution.head]
    if attribution.pattern == "according":
        return True
    if _acts(attribution, verb) or _supposed(verb):
        return False
    if verb.dep_ == "xcomp" and verb.head.lower_ in EAGER:
        return True
    if verb.tag_ == "VB":
        return False
    modal = any(c.lower_ in _NOT_YET and c.dep_ == "aux" for c in verb.children)
    host = verb.head if verb.dep_ in ("xcomp", "conj") else verb
    return not modal and not any(c.lower_ in _NOT_YET and c.dep_ == "aux" for c in host.children)


def _acts(attribution: Attribution, verb: Token) -> bool:
    """Whether a verb with a thing or a preposition tells of an act, not of words ("agreed to the inspection")."""
    if verb.pos_ == "NOUN" or attribution.hosts or attribution.pattern in ("clause", "quote", "as", "around"):
        return False
    lemma = lemma_of(verb)
    if lemma in _ACTS or any(c.dep_ == "neg" for c in verb.children):
        return True
    return lemma in ("say", "tell") and attribution.pattern == "object"


def _supposed(verb: Token) -> bool:
    """Whether a report is only asked about or supposed: "whether X said", "if X said", "had X said that …"."""
    marks = [c for c in verb.children if c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless", "lest")]
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    had = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in ("had", "should", "were")), None)
    return bool(marks) or (had is not None and subject is not None and had.i < subject.i)


def _can_speak(page: Page, attribution: Attribution) -> bool:
    """Whether the source of a report in somebody's words is a person, a body or a text, and no thing or quality."""
    head = page.doc[attribution.speaker] if attribution.speaker is not None else None
    if head is None:
        return False
    if head.pos_ in ("PRON", "PROPN") or is_text(head):
        return True
    return can_speak(page, head) or (
        attribution.kind != "show"
        and attribution.pattern in ("clause", "quote", "as", "to")
        and not head.lower_.endswith(_QUALITIES)
    )
