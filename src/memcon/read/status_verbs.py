"""What the words above a clause make of its act, read upward until a clause stands on its own.

"plans to close" planned, "fears that Chad could close" possible, "is said to have closed" alleged.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.read import status_words as words
from memcon.read.event_grammar import CLIMB, child, is_verb, joined_above
from memcon.read.event_grammar import governor as governor_of
from memcon.read.status_clauses import (
    NEGATED,
    Reality,
    asked,
    infinitive,
    modifier_reality,
    own_reality,
    plain,
    within_reach,
)


def verb_reality(verb: Token) -> Reality:
    """The status of the act a verb reports: its own clause first, then the words above it."""
    own = own_reality(verb)
    found = own if own is not None else _governed(verb) or plain(verb)
    if found.status in ("planned", "ongoing") and asked(verb):
        return Reality(status="possible", by=verb)
    return found


def _governed(verb: Token) -> Reality | None:
    """What the words above the clause say, read upward until a clause stands on its own.

    "acted to protect the port by sinking two boats": the means was used, whatever came of the purpose.
    """
    current, means = verb, False
    for _ in range(CLIMB):
        head, dep = current.head, current.dep_
        if head.i == current.i or joined_above(current) is not None:
            return None
        means = means or (dep == "pcomp" and head.lower_ == "by")
        if means and dep in ("advcl", "acl") and infinitive(current) and head.lemma_.lower() not in words.UNREAL_NOUNS:
            current = head
            continue
        if dep == "conj":
            if child(current, "nsubj", "nsubjpass") is None and is_verb(head):
                found = own_reality(head)
                if found is not None:
                    return found
        else:
            found, stop = _one_step(current, head, dep)
            if found is not None or stop:
                return found
        current = head
    return None


def _one_step(current: Token, head: Token, dep: str) -> tuple[Reality | None, bool]:
    if _pictured(current, head, dep) or _untrue(head, dep):
        return Reality(status="denied" if _untrue(head, dep) else "possible", by=head), True
    if dep in ("ccomp", "xcomp", "acl") and _drafted(current, head):
        return Reality(status="planned", by=head), True
    if _for_help(current, head, dep) or _steps_taken(current, head):
        found = own_reality(head) if is_verb(head) else None
        return found, found is not None or not is_verb(head)
    if dep == "ccomp" and (head.pos_ == "NOUN" or head.dep_ in ("nsubj", "csubj")) and _a_claim(current, head):
        return _of_claim(head), True
    if dep in ("csubj", "csubjpass") and head.tag_ == "VBN" and head.lemma_.lower() in words.HEARSAY:
        return Reality(status="alleged", by=head), True
    if dep in ("xcomp", "ccomp", "acomp", "oprd"):
        return _complement(current, head, dep)
    if dep == "pcomp":
        return _after_prep(head)
    if dep in ("advcl", "acl", "relcl") and infinitive(current) and not _own_tense(current):
        if _done_there(current, head):
            return None, False
        if _kept_up(head):
            return Reality(status="ongoing", by=head), True
        if _given(head):
            return own_reality(head.head), True
        return _infinitive_clause(head)
    if dep == "advcl" and current.tag_ == "VBG" and infinitive(head) and child(current, "nsubj", "aux") is None:
        return None, False
    if dep in ("acl", "relcl") and head.pos_ == "NOUN" and _a_claim(current, head):
        return _of_claim(head), True
    if dep in ("acl", "relcl"):
        found = modifier_reality(head)
        return (found, True) if dep == "acl" else (None, True)
    return None, dep not in ("prep", "pobj", "dobj", "attr")


def _pictured(current: Token, head: Token, dep: str) -> bool:
    """ "One can picture Malta urging Libya": what is only imagined, however the parse hangs it."""
    above = head.head if head.dep_ in ("dobj", "nsubj") and dep in ("acl", "relcl") else head
    return above.lemma_.lower() in words.PICTURING and current.tag_ in ("VBG", "VB")


def _untrue(head: Token, dep: str) -> bool:
    """ "It is not true that", "It is false that": what follows is denied."""
    if dep not in ("ccomp", "advcl", "xcomp", "acl", "conj", "csubj") or head.lemma_ != "be":
        return False
    said = child(head, "acomp", "attr")
    if said is None:
        return False
    negated = child(head, "neg") is not None
    return (negated and said.lower_ in words.TRUE) or (not negated and said.lower_ in words.FALSE)


def _done_there(current: Token, head: Token) -> bool:
    """ "met to discuss", "came together to condemn": what a contact is for, and is done by saying it."""
    lemma, above = current.lemma_.lower(), head.lemma_.lower()
    if lemma == "discuss":
        return above in words.SPEAKING
    return lemma in words.PERFORMED and (above in words.GATHER or above == "come")


def _kept_up(noun: Token) -> bool:
    """ "are continuing efforts to support", "steps up its work to arm": what is kept up goes on."""
    verb = noun.head
    if noun.lemma_.lower() not in words.EFFORTS or noun.dep_ != "dobj" or verb.lemma_.lower() not in words.KEEPING:
        return False
    return own_reality(verb) is None and not infinitive(verb) and _governed(verb) is None


def _given(noun: Token) -> bool:
    """ "had a chance to meet", "has the honour to welcome": an opportunity told of as had was taken."""
    verb = noun.head
    if noun.lemma_.lower() not in words.OPENINGS or noun.dep_ != "dobj" or verb.lemma_.lower() not in ("have", "take"):
        return False
    honour = noun.lemma_.lower() in words.HONOURS
    glad = verb.dep_ == "xcomp" and (verb.head.lemma_.lower() in words.GLAD or verb.head.lower_ in words.GLAD)
    past = verb.tag_ == "VBD" or any(
        kid.dep_ == "aux" and kid.lower_ in ("has", "have", "had") for kid in verb.children
    )
    return honour or glad or past


def _drafted(current: Token, head: Token) -> bool:
    """ "A draft timetable has the last troops leaving": what a plan has people doing is still to come."""
    if current.dep_ == "acl" and head.dep_ == "dobj":
        head = head.head
    if head.lemma_.lower() not in ("have", "foresee", "see", "put", "show") or current.tag_ not in ("VBG", "VBN", "VB"):
        return False
    subject = child(head, "nsubj")
    return subject is not None and subject.lemma_.lower() in words.PLANS


def _for_help(current: Token, head: Token, dep: str) -> bool:
    """ "sent its pumps to help Chad": who sends help gives it."""
    return (
        dep in ("advcl", "xcomp", "acl")
        and infinitive(current)
        and current.lemma_.lower() in words.HELPING
        and head.lemma_.lower() in words.SENDING
    )


def _steps_taken(current: Token, head: Token) -> bool:
    """ "took steps to restrict", "acted to cut": the act is what was taken."""
    if not infinitive(current):
        return False
    taken = head
    if head.lemma_.lower() in words.STEPS and head.dep_ in ("dobj", "nsubjpass") and is_verb(head.head):
        taken = head.head
    thing = child(taken, "dobj", "nsubjpass")
    took = taken.lemma_.lower() == "take" and taken.tag_ in ("VBD", "VBN") and child(taken, "neg") is None
    if not took or any(kid.tag_ == "MD" for kid in taken.children):
        return False
    return (thing is not None and thing.lemma_.lower() in words.STEPS) or (
        taken.dep_ == "relcl" and taken.head.lemma_.lower() in words.STEPS
    )


def _of_claim(noun: Token) -> Reality:
    """ "rejected claims that it had armed rebels": what a claim says is alleged, of a claim denied denied."""
    verb, way = governor_of(noun)
    refuted = verb is not None and way in ("dobj", "nsubjpass") and verb.lemma_.lower() in words.DENY
    if verb is not None and way == "nsubj" and verb.lemma_ == "be":
        said = child(verb, "acomp", "attr")
        refuted = said is not None and said.lower_ in ("false", "untrue", "baseless", "fabricated", "unfounded", "lie")
    if verb is not None and way == "nsubj" and verb.lemma_.lower() in ("prove", "turn", "turn_out"):
        refuted = not any(kid.lower_ in words.TRUE for kid in verb.subtree if kid.i > verb.i)
    if verb is not None and way == "nsubjpass" and verb.lemma_.lower() in ("confirm", "verify", "corroborate", "prove"):
        return Reality()
    return Reality(status="denied" if refuted else "alleged", by=noun)


def _a_claim(current: Token, noun: Token) -> bool:
    """Whether a clause is what a claim says ("the story that Chad had scrapped"), not which one it is."""
    lemma = noun.lemma_.lower()
    if lemma in words.CLAIM_NOUNS:
        return True
    if lemma not in words.TALES:
        return False
    if any(kid.lower_ == "that" and kid.dep_ == "mark" for kid in current.children):
        return True
    told = any(token.lower_ == "that" for token in noun.doc[noun.i + 1 : min(current.i, noun.i + 8)])
    whole = child(current, "nsubj"), child(current, "dobj")
    return told and all(part is not None and part.lower_ != "that" for part in whole)


def _own_tense(verb: Token) -> bool:
    return any(kid.dep_ == "aux" and kid.lemma_ == "have" for kid in verb.children)


def _infinitive_clause(head: Token) -> tuple[Reality | None, bool]:
    """ "a plan to strike", "came to sign": purposes and plans, not yet acts; "the first to sign" is one."""
    lemma = head.lemma_.lower()
    if lemma in ("first", "last", "only", "one", "leader", "country", "president", "state"):
        return None, True
    above = _governed(head) if is_verb(head) else None
    if lemma == "be" and any(kid.dep_ == "acomp" and kid.lower_ in words.EVALUATED for kid in head.children):
        return own_reality(head), True
    if head.pos_ == "ADJ" or lemma == "be" or lemma in words.WISH:
        planned = lemma == "work" and above is not None and above.status == "planned"
        return Reality(status="planned" if planned else "possible", by=head), True
    if above is not None and above.status in ("possible", NEGATED):
        return Reality(status="possible", by=above.by), True
    if lemma in words.UNREAL_NOUNS and lemma not in ("plan", "proposal", "intention", "readiness", "willingness"):
        return Reality(status="possible", by=head), True
    return Reality(status="planned", by=head), True


def _complement(current: Token, head: Token, dep: str) -> tuple[Reality | None, bool]:
    lemma = head.lemma_.lower()
    if lemma in words.DENY:
        return Reality(status="denied", by=head), True
    if lemma == "have" and infinitive(current) and head.tag_ in ("VBZ", "VBP", "VB") and not _yet(head):
        return Reality(status="possible", by=head), True
    if lemma == "have" and any(kid.lower_ == "yet" for kid in head.children):
        return Reality(status=NEGATED, by=head), True
    if dep == "ccomp" and not infinitive(current) and _word_for_word(current, head):
        return None, True
    if dep == "ccomp" and lemma in words.HELD and _looks_back(current):
        return Reality(status="alleged", by=head), True
    if lemma in words.DISCUSS:
        return Reality(status="possible", by=head), True
    if dep == "ccomp" and not infinitive(current):
        if lemma in words.DOUBT:
            return Reality(status="possible", by=head), True
        return None, True
    if lemma in words.HEARSAY and (head.tag_ == "VBN" or _own_tense(current)):
        return Reality(status="alleged", by=head), True
    if lemma in words.FAIL:
        return Reality(status=NEGATED, by=head, wish=lemma in ("fail", "refuse", "decline")), True
    if _performs(current, head):
        return None, True
    if head.lower_ in words.EVALUATED and infinitive(current):
        return (own_reality(head.head) if is_verb(head.head) else None), True
    if lemma in words.ACHIEVE or lemma in words.SEEMING:
        found = own_reality(head)
        return found, found is not None
    if lemma in words.PLAN or lemma == "look":
        lapsed = lemma in ("intend", "plan", "mean") and head.tag_ in ("VBD", "VBN")
        return Reality(status="possible" if lapsed else "planned", by=head), True
    if lemma in words.WISH or infinitive(current):
        return Reality(status="possible", by=head), True
    return None, False


def _yet(head: Token) -> bool:
    return any(kid.lower_ == "yet" for kid in head.children)


def _word_for_word(clause: Token, head: Token) -> bool:
    """'The envoy proposed: "I ask you all to wait"': what stands in marks after a word of saying is said as it is."""
    return head.i < clause.i and any(token.is_quote for token in head.doc[head.i + 1 : clause.left_edge.i + 1])


def _looks_back(verb: Token) -> bool:
    """Whether a clause tells of something done before: in the past tense or a perfect."""
    return verb.tag_ == "VBD" or any(
        kid.dep_ in ("aux", "auxpass") and kid.lower_ in ("has", "have", "had", "'ve", "was", "were", "did")
        for kid in verb.children
    )


def _performs(current: Token, head: Token) -> bool:
    """ "I want to thank", "is pleased to announce", "would like to welcome": saying so does it."""
    lemma = head.lemma_.lower()
    if (lemma in words.GLAD or head.lower_ in words.GLAD) and infinitive(current):
        return True
    return lemma in ("want", "wish", "like", "let") and current.lemma_.lower() in words.PERFORMED


def _after_prep(prep: Token) -> tuple[Reality | None, bool]:
    word, head = prep.lower_, prep.head
    lemma = head.lemma_.lower()
    if word == "to" and lemma == "look" and any(kid.lower_ == "forward" for kid in head.children):
        return Reality(status="planned", by=head), True
    if word == "of" and within_reach(prep):
        return Reality(status="possible", by=prep), True
    if word == "as" and lemma in words.QUOTED:
        return Reality(status="alleged", by=head), True
    if word in ("without", "instead"):
        return Reality(status=NEGATED, by=prep), True
    if word == "of" and lemma in words.CLAIM_NOUNS | {"accuse", "suspect", "convict"}:
        return Reality(status="alleged", by=head), True
    if word == "for" and lemma in ("blame", "accuse", "criticise", "criticize", "condemn"):
        return Reality(status="alleged", by=head), True
    if lemma in words.DISCUSS and word in ("about", "on", "over"):
        return Reality(status="possible", by=head), True
    if word == "from" or word == "against" or lemma in words.UNREAL_NOUNS or lemma in ("plan", "intention", "consider"):
        return Reality(status="possible", by=head), True
    if word == "before":
        return None, True
    return None, False
