"""Whether the act that a bare event noun names took place: its modifiers, the noun above it, the verb around it.

"fears of an attack" possible, "planned talks" planned, "denied the raid" denied, "the raid killed nine" done.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.read import status_words as words
from memcon.read.event_grammar import child
from memcon.read.event_grammar import governor as governor_of
from memcon.read.status_clauses import Reality, modifier_reality, negation_of, own_reality
from memcon.read.status_verbs import verb_reality


def noun_reality(noun: Token, *, stage: bool = False) -> Reality:
    """The status of the act a bare event noun names; `stage` for what is under "the start of"."""
    own = modifier_reality(noun)
    if own is not None:
        return own
    above = _noun_above(noun, stage=stage)
    if above is not None:
        return above
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        return Reality(status="possible", by=noun.head)
    verb, way = governor_of(noun)
    if verb is None:
        return Reality()
    lemma = verb.lemma_.lower()
    if way == "attr" and noun.head.i == verb.i and child(verb, "expl") is not None:
        return verb_reality(verb)
    if way == "to" and lemma in words.BOUND:
        return Reality(status="planned", by=verb)
    if way in ("at", "during") and _to_come(noun, verb):
        return Reality(status="planned", by=verb)
    if lemma in words.DENY and way == "dobj":
        return Reality(status="denied", by=verb)
    if way == "to" and lemma == "look" and any(kid.lower_ == "forward" for kid in verb.children):
        return Reality(status="planned", by=verb)
    if way == "for" and lemma in words.AWAITED and verb.tag_ == "VBN":
        return Reality(status="planned", by=verb)
    if way in ("for", "to", "of") and lemma in words.HOPED:
        return Reality(status="possible", by=verb)
    if way in words.UNREAL_PREPS and way in ("without", "against", "barring", "if"):
        return Reality(status="possible", by=verb)
    if way in words.BEFORE_PREPS and _indefinite(noun):
        return verb_reality(verb) if lemma in words.GATHER else Reality(status="planned", by=verb)
    if way in ("nsubj", "nsubjpass", "dobj") and noun.head.i == verb.i:
        found = _as_argument(noun, verb, way)
        lasting = found.status == "done" and way != "dobj" and _lasting(noun, verb)
        return Reality(status="ongoing", by=verb) if lasting else found
    return Reality(status="ongoing", by=verb) if _lasting(noun, verb) else Reality()


def _to_come(noun: Token, verb: Token) -> bool:
    """ "The two will speak at the summit in June": the occasion of what is to come is to come itself."""
    return noun.lemma_.lower() in words.CONTACTS and verb_reality(verb).status == "planned"


LASTING = frozenset("cooperation war fighting occupation blockade siege conflict embargo hostility repression".split())


def _lasting(noun: Token, verb: Token | None) -> bool:
    """ "Chad's war on Mali is costing lives": a state of affairs in a clause of the present tense goes on."""
    if noun.lemma_.lower() not in LASTING or verb is None:
        return False
    present = any(kid.dep_ in ("aux", "auxpass") and kid.tag_ in ("VBZ", "VBP") for kid in verb.children)
    return verb.tag_ in ("VBZ", "VBP") or (verb.tag_ in ("VBG", "VBN") and present)


def _as_argument(noun: Token, verb: Token, way: str) -> Reality:
    lemma = verb.lemma_.lower()
    if way == "dobj" and lemma in words.UNREAL_VERBS:
        return Reality(status="planned" if lemma in words.PLANNED_VERBS else "possible", by=verb)
    if way == "nsubjpass" and lemma in words.UNREAL_VERBS:
        return Reality(status="planned" if lemma in words.PLANNED_VERBS else "possible", by=verb)
    if way in ("nsubj", "nsubjpass") and lemma in words.OCCUR and not (lemma == "be" and _described(verb)):
        judged = lemma == "be" and child(verb, "acomp", "attr") is not None
        if not (judged and own_reality(verb) is None):
            return verb_reality(verb)
    if way == "nsubj" and lemma in ("be", "remain", "seem", "look", "become", "stay"):
        said = child(verb, "acomp", "oprd", "attr")
        if said is not None and _fancy(said):
            return Reality(status="denied", by=said)
        if said is not None and said.lower_ in words.UNREAL | {
            "likely",
            "expected",
            "inevitable",
            "near",
            "option",
            "possibility",
        }:
            return Reality(status="possible", by=said)
    found = own_reality(verb)
    return found if found is not None and _indefinite(noun) else Reality()


def _fancy(said: Token) -> bool:
    """ "remains a thing of the imagination", "is a myth"."""
    return said.lemma_.lower() in words.FANCIES or any(
        kid.lemma_.lower() in words.FANCIES for prep in said.children if prep.dep_ == "prep" for kid in prep.children
    )


def _described(copula: Token) -> bool:
    """ "The raid was not large", "the talks are not of a kind that": a negated copula denies the trait, not the act."""
    return negation_of(copula) is not None and child(copula, "acomp", "attr", "prep") is not None


def _noun_above(noun: Token, *, stage: bool) -> Reality | None:
    """ "fears of an attack", "the threat of war", "allegations of shelling", "plans for talks"."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.dep_ not in ("prep", "agent"):
        return None
    head = prep.head
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = head.lemma_.lower()
    if any(kid.dep_ == "det" and kid.lower_ in words.NEGATIVE for kid in head.children):
        return Reality(status="possible", by=head)
    if lemma in words.CLAIM_NOUNS:
        return Reality(status="alleged", by=head)
    if lemma in words.STAGES and not stage:
        return noun_reality(head, stage=True)
    if lemma in words.UNREAL_NOUNS and prep.lower_ in ("of", "for", "to", "against", "about", "in", "on"):
        return Reality(status="planned" if lemma in ("plan", "preparation") else "possible", by=head)
    return None


def _indefinite(noun: Token) -> bool:
    determiner = child(noun, "det", "poss")
    return determiner is None or determiner.lower_ in ("a", "an", "any", "some", "such", "another")
