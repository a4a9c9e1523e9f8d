"""Small questions to the dependency parse, bounded so that no odd parse makes them loop.

"Iran, which had vowed to help, sent drones": the subject of *sent*, of *vowed* and of *help* is *Iran*.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

SUBJECT = ("nsubj", "csubj")
PASSIVE = ("nsubjpass", "csubjpass")
RELATIVE = {"who", "which", "that", "whom"}
OBJECT_CONTROL = {
    "ask", "urge", "tell", "order", "request", "force", "invite", "persuade", "encourage", "press", "call", "push",
    "beg",
    "allow", "permit", "enable", "help", "want", "instruct", "direct", "command", "compel", "implore", "expect", "warn",
    "authorise", "authorize", "exhort", "convince", "accuse", "blame", "let", "make", "get", "require", "advise",
}  # fmt: skip
WILLED = frozenset(
    "effort attempt plan decision refusal ability intention promise bid failure readiness willingness commitment move "
    "inability desire pledge vow determination right duty wish threat agreement offer".split()
)
"""Nouns whose "of" names who is to do what hangs on them: "the efforts of Chad to mediate"."""

JUDGED = frozenset(
    "thank praise criticise criticize condemn denounce applaud congratulate commend punish reward fault slam censure "
    "rebuke forgive admire mock salute fine sanction".split()
)
"""Verbs whose object did what stands after "for": "thanked Chad for opening the road"."""

CLIMB = 8
"""Steps up the tree at most; news clauses rarely nest deeper, broken parses do."""


def child(token: Token, *deps: str) -> Token | None:
    """The first child in one of these relations."""
    for kid in token.children:
        if kid.dep_ in deps:
            return kid
    return None


def children(token: Token, *deps: str) -> list[Token]:
    """All children in these relations, in order."""
    return [kid for kid in token.children if kid.dep_ in deps]


def is_verb(token: Token) -> bool:
    """Whether the word is a verb form that can carry a clause."""
    return token.pos_ == "VERB" or token.pos_ == "AUX"


def verb_above(token: Token, *, steps: int = CLIMB) -> Token | None:
    """The nearest verb of so many words up the tree, the word itself being the first; None where none is one."""
    current = token
    for _ in range(steps):
        if is_verb(current):
            return current
        current = current.head
    return None


def verb_lemmas(token: Token) -> list[str]:
    """The lemma with its particle first ("carry_out"), then alone."""
    lemma = token.lemma_.lower()
    kids = [(kid, kid.dep_) for kid in token.children]
    particle = next((kid for kid, dep in kids if dep == "prt"), None)
    if particle is None and any(dep == "dobj" for _, dep in kids):
        particle = next(
            (kid for kid, _ in kids if token.i < kid.i <= token.i + 8 and kid.lower_ in _AFTER and _out_of(kid)), None
        )
    if particle is None:
        particle = next(
            (k for k, dep in kids if dep in ("advmod", "prep") and k.i == token.i + 1 and k.lower_ in _PARTICLES), None
        )
    return [f"{lemma}_{particle.lower_}", lemma] if particle is not None else [lemma]


def is_one_of(token: Token, words: frozenset[str]) -> bool:
    """Whether the lemma, with its particle ("carry_out") or alone, is one of these words."""
    return token.lemma_.lower() in _first_parts(words) and not words.isdisjoint(verb_lemmas(token))


@lru_cache(maxsize=64)
def _first_parts(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.split("_")[0] for word in words)


_AFTER = {"out", "back", "away"}


def _out_of(word: Token) -> bool:
    """Whether "out" or "back" stands after an object: "pulled its officers out of the crossing"."""
    return word.dep_ in ("advmod", "prep", "prt") and (word.lower_ != "back" or word.dep_ != "prep")


_PARTICLES = {"out", "down", "off", "up", "back", "away", "by", "over", "aside", "upon", "home", "in", "into", "short"}


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: it has a passive subject or auxiliary, or is a bare participle after its noun."""
    if any(kid.dep_ in ("nsubjpass", "auxpass", "csubjpass") for kid in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and child(verb, *SUBJECT) is None:
        return verb.head.i != verb.i and verb.head.tag_ == "VBN" and child(verb.head, "nsubjpass") is not None
    return verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" and child(verb, *SUBJECT, "aux") is None


def antecedent(token: Token) -> Token:
    """For a relative pronoun the noun it stands for, else the token itself."""
    if token.lower_ in RELATIVE and token.head.dep_ == "relcl":
        return token.head.head
    return token


def subject_of(verb: Token) -> Token | None:
    """Who does it: the logical subject of an active or passive verb, through control, coordination and relatives."""
    if is_passive(verb):
        return agent_of(verb)
    return _governed_subject(verb, 0)


def root_before(token: Token) -> Token | None:
    """The root of the sentence before a word's own; None in the first."""
    return token.doc[token.sent.start - 1].sent.root if token.sent.start else None


def agent_of(verb: Token) -> Token | None:
    """The noun of a passive's by-phrase."""
    for kid in verb.children:
        if kid.dep_ == "agent" or (kid.dep_ == "prep" and kid.lower_ == "by"):
            return child(kid, "pobj")
    return None


def grammatical_subject(verb: Token) -> Token | None:
    """The subject as written, active or passive, through coordination."""
    return _governed_subject(verb, 0, passive=True)


def _governed_subject(verb: Token, depth: int, *, passive: bool = False) -> Token | None:
    own = child(verb, *SUBJECT, *(PASSIVE if passive else ()))
    if own is None:  # "Lisbon has for the third time asked": the parse may hang the subject on the auxiliary
        own = next((found for kid in verb.children if kid.dep_ == "aux" and (found := child(kid, *SUBJECT))), None)
    if own is not None and own.lower_ not in ("it", "there"):
        return antecedent(own)
    if own is not None and own.lower_ == "it":
        return own
    if verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ == "ROOT" and (stray := _stray_subject(verb)) is not None:
        return stray
    if depth >= CLIMB or verb.head.i == verb.i:
        return None
    return _from_head(verb, depth, passive=passive)


def _stray_subject(verb: Token) -> Token | None:
    """A name left of a finite verb that the parse hung on it otherwise, as it does after a dateline."""
    for kid in reversed([kid for kid in verb.children if kid.i < verb.i]):
        if kid.pos_ == "PROPN" and kid.dep_ in (
            "npadvmod",
            "dep",
            "nmod",
            "ROOT",
            "dobj",
            "compound",
            "appos",
            "advmod",
        ):
            return kid
    return None


FINITE = frozenset({"VBD", "VBZ", "VBP"})


def joined_above(verb: Token) -> Token | None:
    """The verb that a finite conjunct really goes with: "urged it to wait and spoke", where the parse takes "wait"."""
    head = verb.head
    if verb.dep_ != "conj" or head.tag_ != "VB" or head.dep_ not in ("xcomp", "ccomp", "advcl", "acl"):
        return None
    finite = verb.tag_ in FINITE or any(kid.dep_ == "aux" and kid.tag_ in FINITE for kid in verb.children)
    own = any(kid.dep_ == "aux" and kid.lower_ in ("to", "did", "does", "do") for kid in head.children)
    above = head.head.head if head.head.pos_ == "ADJ" else head.head
    return above if finite and own and is_verb(above) else None


def _from_head(verb: Token, depth: int, *, passive: bool) -> Token | None:
    head = verb.head
    above = joined_above(verb)
    if above is not None:
        return _governed_subject(above, depth + 1, passive=True)
    if verb.dep_ in ("acl", "relcl"):
        if head.lower_ in ("first", "last", "only", "next") and is_verb(head.head):
            return _governed_subject(head.head, depth + 1, passive=True)
        if head.pos_ in ("NOUN", "PROPN", "PRON"):
            if verb.tag_ == "VBG" or verb.dep_ == "relcl":
                return head
            return _owner_verb_subject(head, depth, passive=passive)
        return None
    if verb.dep_ == "pcomp":
        return _subject_through_prep(head, depth, passive=passive)
    if is_verb(head) or head.pos_ == "ADJ":
        if verb.dep_ == "xcomp" and head.lemma_.lower() in OBJECT_CONTROL:
            controlled = child(head, "dobj", "dative", "nsubjpass")
            if controlled is not None:
                return antecedent(controlled)
        if verb.dep_ in ("xcomp", "conj", "advcl", "ccomp", "acomp", "dep"):
            if verb.dep_ == "conj" and is_passive(head):
                return child(head, *PASSIVE) or _governed_subject(head, depth + 1, passive=True)
            return _governed_subject(head, depth + 1, passive=True)
    return None


def _owner_verb_subject(noun: Token, depth: int, *, passive: bool) -> Token | None:
    """ "its decision to send": whoever owns the noun that the infinitive hangs on, else its verb's subject."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for kid in noun.children:
        if kid.dep_ in ("amod", "compound") and kid.ent_type_ in ("NORP", "GPE"):
            return kid
    whose = dict(prepositions(noun)).get("of") if noun.lemma_.lower() in WILLED else None
    if whose is not None:
        return whose
    if noun.dep_ in ("dobj", "attr") and is_verb(noun.head):
        return _governed_subject(noun.head, depth + 1, passive=passive)
    return None


def _subject_through_prep(prep: Token, depth: int, *, passive: bool) -> Token | None:
    head = prep.head
    if is_verb(head):
        judged = prep.lower_ == "for" and head.lemma_.lower() in JUDGED
        if judged or (head.lemma_.lower() in OBJECT_CONTROL and prep.lower_ in ("of", "for", "from")):
            blamed = child(head, "dobj", "nsubjpass")
            if blamed is not None:
                return antecedent(blamed)
        return _governed_subject(head, depth + 1, passive=True)
    if head.pos_ in ("NOUN", "PROPN"):
        return _owner_verb_subject(head, depth + 1, passive=passive)
    if head.lower_ in ("grateful", "thankful") and prep.lower_ == "for":
        return dict(prepositions(head)).get("to")
    return None


def object_of(verb: Token) -> Token | None:
    """What it is done to: direct object, passive subject, or the noun that a participle or relative hangs on."""
    if is_passive(verb):
        own = child(verb, *PASSIVE)
        if own is not None:
            return antecedent(own)
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.dep_ == "conj":
            return child(verb.head, *PASSIVE)
        return None
    own = child(verb, "dobj", "attr")
    if own is not None and own.dep_ == "attr" and verb.lemma_ in ("be", "become", "remain"):
        own = None
    if own is not None:
        return antecedent(own)
    if verb.dep_ == "conj" and is_verb(verb.head) and verb.head.i < verb.i and child(verb.head, "dobj") is None:
        return None
    later = [kid for kid in verb.conjuncts if kid.i > verb.i and is_verb(kid)]
    if later and not any(kid.dep_ in ("prep", "ccomp", "xcomp", "npadvmod") for kid in verb.children):
        shared = child(later[0], "dobj")
        return shared
    return None


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """The (preposition, noun) pairs that hang on a word, "according to" and "because of" left out."""
    for kid in token.children:
        if kid.dep_ in ("prep", "agent", "dative") and kid.pos_ in ("ADP", "SCONJ", "VERB", "ADV", "PART"):
            noun = child(kid, "pobj")
            if noun is not None:
                yield kid.lower_, noun
            nested = child(kid, "prep")
            if nested is not None and (inner := child(nested, "pobj")) is not None:
                yield nested.lower_, inner
            for other in children(kid, "conj"):
                if other.pos_ == "ADP" and (inner := child(other, "pobj")) is not None:
                    yield other.lower_, inner


def conjuncts(token: Token) -> list[Token]:
    """The word and those joined to it by "and", commas or "as well as", in order."""
    found = [token]
    current = token
    for _ in range(24):
        nxt = next((kid for kid in current.children if kid.dep_ == "conj" and kid.pos_ != "VERB"), None)
        if nxt is None:
            break
        found.append(nxt)
        current = nxt
    return found


def governor(token: Token) -> tuple[Token | None, str]:
    """The verb above a noun and the way down to it: "dobj", "nsubj", or the preposition's word."""
    current, way = token, token.dep_
    for _ in range(CLIMB):
        head = current.head
        if head.i == current.i:
            return None, way
        if is_verb(head):
            return head, (current.lower_ if current.dep_ in ("prep", "agent") else current.dep_)
        current = head
    return None, way
