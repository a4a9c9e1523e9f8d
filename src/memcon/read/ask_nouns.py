"""Asks that nouns make: "Chad's demand that", "a request by Chad for", "an invitation to Lee", "made an offer".

The verb around the noun tells more: who *made* a request asks, who *rejected* a demand was the one it was made to.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.read.ask_content import Content, clause_content, noun_content
from memcon.read.ask_drafts import Draft, clause_of, draft, infinitive_of, pobj
from memcon.read.ask_words import AskWord, AskWords
from memcon.read.event_actors import NOBODY, Parties, parties_of
from memcon.read.event_grammar import child, is_verb, subject_of, verb_lemmas
from memcon.read.page import Page

LIGHT_VERBS = frozenset(
    "make issue extend send deliver present submit put give lodge repeat renew reiterate have receive "
    "voice convey lodge file place".split()
)


def noun_ask(page: Page, noun: Token, word: AskWord, words: AskWords) -> Draft | None:
    """Chad's demand that, a request by Chad for, an invitation to Lee, made a request to."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head) else None
    asker = _owner_before(page, noun) or parties_of(page, pobj(noun, "by", "from"))
    light = verb is not None and verb.lemma_.lower() in LIGHT_VERBS
    if light and verb is not None and not asker:
        asker = parties_of(page, subject_of(verb))
    made = _made_in_relative(noun)
    if made is not None and not asker:
        asker = parties_of(page, child(made, "nsubj"))
    brought = _brought_by(noun)
    if brought is not None and not asker:
        asker = parties_of(page, subject_of(brought))
    if verb is None and noun.dep_ == "nsubj" and is_verb(noun.head) and child(noun.head, "dobj") is not None:
        met = parties_of(page, child(noun.head, "dobj"), owners=False)
    else:
        met = NOBODY
    infinitive, clause = infinitive_of(noun), clause_of(noun)
    if made is not None and clause is not None and clause.i == made.i:
        clause = None
    wanted = (
        pobj(noun, "for")
        or _misread_for(noun)
        or (pobj(verb, "for") if light and verb is not None else None)
        or (pobj(noun, "of") if word.frame in ("offer", "promise", "warn") else None)
    )
    asked = parties_of(
        page,
        pobj(noun, "to", "on", "upon") or (pobj(verb, "to", "with") if light and verb is not None else None),
        owners=False,
    )
    if not asked and made is not None:
        asked = parties_of(page, pobj(made, "to") or child(made, "dobj", "dative"), owners=False)
    if not asked and word.frame == "invite":
        asked = met
    if not asked and brought is not None:
        asked = parties_of(page, pobj(brought, "to") or child(brought, "dobj"), owners=False)
    if (
        not asked
        and verb is not None
        and any(one.frame == "noun" for lemma in verb_lemmas(verb) for one in words.answers.get(lemma, ()))
    ):
        asked = parties_of(page, subject_of(verb), owners=False)  # who rejects a demand was the one it was made to
    content: Content | None = None
    if clause is not None:
        asked = parties_of(page, child(clause, "nsubj")) or asked
        content = clause_content(page, clause, with_subject=child(clause, "nsubjpass") is not None)
    elif infinitive is not None:
        asked = asked or parties_of(page, child(infinitive, "nsubj"))
        content = clause_content(page, infinitive, also=(noun,))
    elif wanted is not None and not (word.frame == "demand" and not asker):
        content = noun_content(page, wanted)
    elif word.frame == "invite" and (goal := pobj(noun, "to")) is not None:
        content = noun_content(page, goal)
    if not asker or (noun.lemma_ == "call" and (content is None or (wanted is None and infinitive is None))):
        return None
    if noun.lemma_ in ("threat", "warning", "bid", "assurance", "guarantee", "proposal", "offer") and content is None:
        return None
    if asked and set(asked.actors) & set(asker.actors):
        asked = asked.without(asker.actors)
    return draft(noun, word, asker, asked, content, verb=verb, times=1.0 if content else 0.75)


def _made_in_relative(noun: Token) -> Token | None:
    """The verb of "the invitation that Chad has extended to Lee"."""
    for kid in noun.children:
        if kid.dep_ in ("relcl", "acl") and is_verb(kid) and kid.lemma_.lower() in LIGHT_VERBS:
            if child(kid, "nsubj") is not None and any(k.lower_ in ("that", "which") for k in kid.children):
                return kid
    return None


def _misread_for(noun: Token) -> Token | None:
    """The noun after "for" where the parse took it for a verb ("a request for herring quotas")."""
    prep = next((kid for kid in noun.children if kid.lower_ == "for" and kid.dep_ == "prep"), None)
    verb = child(prep, "pcomp") if prep is not None else None
    if verb is None or verb.i != (prep.i if prep is not None else 0) + 1:
        return None
    return child(verb, "dobj")


def _brought_by(noun: Token) -> Token | None:
    """The verb of "wrote to Lee with a proposal to", "approached Lee with an offer of"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with":
        return None
    verb = noun.head.head
    return verb if is_verb(verb) and verb.lemma_ in ("write", "approach", "come", "turn", "go", "return") else None


def _owner_before(page: Page, noun: Token) -> Parties:
    """Whose the demand or offer is by what stands before it: "Chad's", "the Chadian"."""
    for kid in noun.children:
        if kid.dep_ == "poss" and (owner := parties_of(page, kid)):
            return owner
        beside = kid.dep_ == "nsubj" and kid.i == noun.i - 1 and kid.pos_ == "PROPN"
        if (
            (kid.dep_ in ("amod", "compound") or beside)
            and (mention := page.mention_of(kid)) is not None
            and mention.actors
        ):
            return parties_of(page, kid)
    return NOBODY
