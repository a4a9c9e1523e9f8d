"""Who foretells: a named source, somebody unnamed ("two traders"), or the author.

"Bolivia will leave, two traders predict" has the holder `two traders`; with nobody named it is the author's own.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.model.reading import Holder, Statement
from memcon.model.span import Span
from memcon.read.ask_content import noun_content
from memcon.read.event_actors import parties_of
from memcon.read.event_grammar import child, is_verb, subject_of
from memcon.read.forecast_base import PREDICTING, Claim
from memcon.read.page import Page, span_of

FIRST_PERSON = frozenset(("i", "we", "us"))
GENERIC = frozenset(("you", "one", "it", "this", "that", "there", "he", "she", "they", "who", "which", "what"))


def holder_of(page: Page, claim: Claim, statement: Statement | None) -> tuple[Holder, Span | None]:
    """Who foretells: the subject of the predicting verb, the speaker of the statement, else the author."""
    verb = claim.verb.head if claim.outer.i == claim.verb.i else claim.outer
    if claim.rule == "will" and verb.i == claim.verb.i:
        verb = claim.verb.head
    predicting = verb if is_verb(verb) and verb.lemma_.lower() in PREDICTING else None
    if predicting is not None and not (claim.outer.i == predicting.i and child(predicting, "nsubjpass") is not None):
        source = subject_of(predicting)
        named = named_by(page, source, statement)
        if source is not None and named is not None:
            return named, short_phrase(page, source)
    elif claim.rule in ("sure", "doubt"):
        source = child(claim.outer if is_verb(claim.outer) else claim.outer.head, "nsubj", "nsubjpass")
        named = named_by(page, source, statement)
        if source is not None and named is not None:
            return named, short_phrase(page, source)
    told = statement is not None and (statement.speaker.actor or statement.speaker.name != "unnamed")
    if statement is not None and told and not (_only_foretold(claim, statement) or _beside(claim, statement)):
        return Holder(actor=statement.speaker.actor, name=statement.speaker.name), None
    source = _according_to(claim.outer)
    if source is not None:
        parties, phrase = parties_of(page, source, owners=False), short_phrase(page, source)
        actor = parties.actors[0] if len(parties.actors) == 1 else None
        return Holder(
            actor=actor, name=page.actor_of[actor].name if actor in page.actor_of and actor else phrase.of(page.text)
        ), phrase
    return Holder(), None


def _only_foretold(claim: Claim, statement: Statement) -> bool:
    """ "Li is unlikely to agree": whose act is foretold does not foretell it, though his agreeing is his statement."""
    span, subject = statement.speaker.span, subject_of(claim.verb) or subject_of(claim.outer)
    if span is None or subject is None:
        return False
    return span.start <= subject.idx < span.end and claim.outer.idx < min(c.start for c in statement.content)


def _beside(claim: Claim, statement: Statement) -> bool:
    """ "Li will never accept the border, and the tariffs will stay": a clause with a subject of its own that is joined
    to the words that report, which have their object, goes on with the teller and not with Li."""
    head = claim.outer
    if head.dep_ != "conj" or child(head, "nsubj", "nsubjpass") is None:
        return False
    while head.dep_ == "conj":
        head = head.head
    reported = any(cue.start <= head.idx < cue.end for cue in statement.cue)
    return reported and child(head, "dobj") is not None and child(head, "ccomp", "xcomp") is None


VIEWS = frozenset("view estimate judgement judgment opinion assessment reckoning eyes words estimation".split())
"""What a forecast is said to be in: "in the view of two traders"."""
SOMEBODY = frozenset(
    "analyst expert diplomat trader scholar negotiator lawyer observer economist researcher adviser broker historian "
    "commentator officer professor strategist banker insider academic critic investor".split()
)


def _teller(statement: Statement | None) -> Holder | None:
    if statement is None or (statement.speaker.actor is None and statement.speaker.name == "unnamed"):
        return None
    return Holder(actor=statement.speaker.actor, name=statement.speaker.name)


def named_by(page: Page, source: Token | None, statement: Statement | None) -> Holder | None:
    """The holder that a subject names; "I" is who speaks, else the author; None where it names nobody."""
    if source is None:
        return _teller(statement)
    if source.lower_ in FIRST_PERSON:
        return _teller(statement) or Holder()
    parties = parties_of(page, source, owners=False)
    if source.lower_ in GENERIC and not (source.lower_ in ("he", "she", "they", "who") and parties):
        return _teller(statement)
    phrase = short_phrase(page, source)
    actor = parties.actors[0] if len(parties.actors) == 1 else None
    if source.lemma_.lower() in SOMEBODY and actor in page.actor_of and page.actor_of[actor].kind != "person":
        actor = None  # "one analyst in Muscat" is not Oman
    name = page.actor_of[actor].name if actor is not None and actor in page.actor_of else phrase.of(page.text)
    return Holder(actor=actor, name=name)


def _according_to(verb: Token) -> Token | None:
    """The source of "According to X, ...", "in the view of X" in the claim's sentence."""
    sentence = verb.sent
    for token in sentence:
        if token.lower_ in VIEWS and token.i > sentence.start + 1 and token.nbor(-2).lower_ == "in":
            of = next((kid for kid in token.children if kid.lower_ == "of"), None)
            if of is not None and (source := child(of, "pobj")) is not None:
                return source
    for token in sentence:
        if token.lower_ == "according" and token.i + 2 < sentence.end and token.nbor().lower_ == "to":
            for kid in token.nbor().children:
                if kid.dep_ == "pobj":
                    return kid
    return None


def short_phrase(page: Page, noun: Token) -> Span:
    """The words that name somebody: the mention, else the noun phrase without its clauses."""
    mention = page.mention_of(noun)
    if mention is not None:
        return mention.span
    content = noun_content(page, noun)
    return content.span if content is not None else span_of(noun)
