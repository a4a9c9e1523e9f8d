"""What the words above a clause make of its act, read upward until a clause stands on its own.

"plans to close" planned, "fears that Chad could close" possible, "is said to have closed" alleged.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.read import status_words as words
from memcon.read.event_grammar import CLIMB, child, is_verb, joined_above
from memcon.read.event_grammar import governor as governor_of
from memcon.read.status_clauses import NEGATED, Reality, asked, infinitive, modifier_reality, own_reality, plain


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
    if dep in ("xcomp", "ccomp", "acomp", "oprd"):
        return _complement(current, head, dep)
    if dep == "pcomp":
        return _after_prep(head)
    if dep in ("advcl", "acl", "relcl") and infinitive(current) and not _own_tense(current):
        if current.lemma_.lower() == "discuss" and head.lemma_.lower() in words.SPEAKING:
            return None, False
        return _infinitive_clause(head)
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
    if head.pos_ == "ADJ" or lemma == "be" or lemma in words.WISH:
        return Reality(status="possible", by=head), True
    if lemma in words.UNREAL_NOUNS and lemma not in ("plan", "proposal", "intention", "readiness", "willingness"):
        return Reality(status="possible", by=head), True
    return Reality(status="planned", by=head), True


def _complement(current: Token, head: Token, dep: str) -> tuple[Reality | None, bool]:
    lemma = head.lemma_.lower()
    if lemma in words.DENY:
        return Reality(status="denied", by=head), True
    if lemma == "have" and any(kid.lower_ == "yet" for kid in head.children):
        return Reality(status=NEGATED, by=head), True
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
    if lemma in words.ACHIEVE or lemma in words.SEEMING:
        found = own_reality(head)
        return found, found is not None
    if lemma in words.PLAN:
        lapsed = lemma in ("intend", "plan", "mean") and head.tag_ in ("VBD", "VBN")
        return Reality(status="possible" if lapsed else "planned", by=head), True
    if lemma in words.WISH or infinitive(current):
        return Reality(status="possible", by=head), True
    return None, False


def _performs(current: Token, head: Token) -> bool:
    """ "I want to thank", "is pleased to announce", "would like to welcome": saying so does it."""
    lemma = head.lemma_.lower()
    if lemma in words.GLAD and infinitive(current):
        return True
    return lemma in ("want", "wish", "like", "let") and current.lemma_.lower() in words.PERFORMED


def _after_prep(prep: Token) -> tuple[Reality | None, bool]:
    word, head = prep.lower_, prep.head
    lemma = head.lemma_.lower()
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
