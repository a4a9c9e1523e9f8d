"""Whether an act happened: done, ongoing, planned, possible, denied, alleged, or said not to have happened at all.

"Chad has closed the border" done; "plans to close" planned; "may close" possible; "did not close" negated;
"if Chad closes", "fears that Chad could close" possible; "is said to have closed" alleged. The clause's own
auxiliaries speak first, then every word that governs the clause.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from memcon.read import status_words as words
from memcon.read.event_grammar import CLIMB, child, is_verb
from memcon.read.event_grammar import governor as governor_of

NEGATED = "negated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reality:
    """A status (or `negated`) and the word that decided it; `by` is None where the plain tense did.

    `wish` says that a future or modal is negated: the actor will not, which is a refusal; `vowed` that somebody says
    the act will come.
    """

    status: str = "done"
    by: Token | None = None
    wish: bool = False
    past_perfect: bool = False
    vowed: bool = False


def reality_of(anchor: Token, noun: Token | None = None) -> Reality:
    """The status of the act that `anchor` (a verb) reports, or of a bare event noun when `noun` is given."""
    if noun is not None and not (is_verb(anchor) and anchor.i != noun.i):
        return _noun_reality(noun)
    if noun is not None:
        own = _modifier_reality(noun)
        if own is not None:
            return own
    return _verb_reality(anchor)


def _verb_reality(verb: Token) -> Reality:
    own = _own(verb)
    found = own if own is not None else _governed(verb) or _plain(verb)
    if found.status in ("planned", "ongoing") and _asked(verb):
        return Reality(status="possible", by=verb)
    return found


def _asked(verb: Token) -> bool:
    """ "Will Chad send its envoy to sign?": whatever hangs on the verb of a question is asked, not told."""
    current = verb
    for _ in range(CLIMB):
        if _is_question(current):
            return True
        if current.head.i == current.i or current.dep_ not in ("xcomp", "advcl", "conj"):
            return False
        current = current.head
    return False


def _plain(verb: Token) -> Reality:
    perfect = any(kid.dep_ == "aux" and kid.lower_ in ("had", "'d") for kid in verb.children)
    progressive = verb.tag_ == "VBG" and any(kid.dep_ == "aux" and kid.lemma_ == "be" for kid in verb.children)
    if progressive and not any(kid.lower_ in ("was", "were") for kid in verb.children):
        return Reality(status="ongoing")
    if _is_question(verb):
        return Reality(status="possible", by=verb)
    if _carried_on(verb):
        return Reality(status="ongoing")
    return Reality(past_perfect=perfect)


def _carried_on(verb: Token) -> bool:
    """ "continues to provide", "keeps sending", "provides aid every year": what goes on in the present."""
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_.lower() in ("continue", "keep", "remain"):
        return head.tag_ in ("VBZ", "VBP") or (head.tag_ == "VBG" and child(head, "aux") is not None)
    return verb.tag_ in ("VBZ", "VBP") and any(
        kid.lower_ in ("currently", "still", "regularly", "routinely", "annually", "increasingly", "now")
        or (kid.dep_ == "npadvmod" and child(kid, "det") is not None and kid.lemma_ in ("year", "month", "week", "day"))
        for kid in verb.children
        if kid.dep_ in ("advmod", "npadvmod")
    )


def _is_question(verb: Token) -> bool:
    root = verb.sent.root
    last = verb.doc[verb.sent.end - 1]
    steps = 0
    while last.is_space or last.lower_ in ("'", '"', "”", "’", ")"):
        last = verb.doc[last.i - 1]
        steps += 1
        if steps > 4 or last.i <= root.i:
            break
    return last.text == "?" and (verb.i == root.i or verb.dep_ in ("conj", "ccomp", "xcomp"))


def _own(verb: Token) -> Reality | None:
    """What the clause's own auxiliaries, negation and conjunction say."""
    negation = _negation(verb)
    modal = None
    have = False
    for kid in verb.children:
        if kid.dep_ in ("aux", "auxpass"):
            if kid.tag_ == "MD" or kid.lower_ in ("'ll", "wo", "'d"):
                modal = kid if kid.lower_ != "'d" or kid.tag_ == "MD" else modal
            have = have or kid.lemma_ == "have"
        elif kid.dep_ == "mark" and kid.lower_ in ("if", "unless", "whether", "lest"):
            return Reality(status="possible", by=kid)
        elif kid.dep_ == "advmod" and kid.lower_ in (
            "allegedly",
            "reportedly",
            "purportedly",
            "supposedly",
            "apparently",
        ):
            return Reality(status="alleged", by=kid)
        elif kid.dep_ == "advmod" and kid.lower_ in (
            "nearly",
            "almost",
            "perhaps",
            "possibly",
            "maybe",
            "hypothetically",
        ):
            return Reality(status="possible", by=kid)
    if _inverted(verb):
        return Reality(status="possible", by=verb)
    if negation is not None:
        refusal = modal is not None and not have and modal.lower_ not in ("could", "may", "might")
        return Reality(status=NEGATED, by=negation, wish=refusal)
    if modal is None:
        return _copula(verb)
    word = modal.lower_
    if have and word in ("would", "could", "might", "should", "'d"):
        return Reality(status="possible", by=modal)
    if word in ("will", "shall", "'ll", "wo"):
        above = verb.head
        if verb.dep_ in ("acl", "ccomp") and above.pos_ == "NOUN" and above.lemma_.lower() in words.UNREAL_NOUNS:
            return Reality(status="possible", by=above)
        vowed = _under_speech(verb)
        return Reality(status="possible" if have else "planned", by=modal, vowed=vowed)
    if word in ("would", "'d"):
        spoken = _under_speech(verb)
        return Reality(status="planned" if spoken else "possible", by=modal, vowed=spoken)
    return Reality(status="possible", by=modal)


def _inverted(verb: Token) -> bool:
    """ "Had Chad signed, ...", "Were Chad to sign, ...", "Should Chad sign, ...": conditions without an if."""
    first = next((kid for kid in verb.children if kid.dep_ in ("aux", "auxpass")), None)
    if first is None or first.lower_ not in ("had", "were", "should") or verb.doc[verb.sent.end - 1].text == "?":
        return False
    subject = child(verb, "nsubj", "nsubjpass")
    opens = first.i == verb.sent.start or verb.doc[first.i - 1].is_punct
    return subject is not None and first.i < subject.i and opens


def _negation(verb: Token) -> Token | None:
    for kid in verb.children:
        if kid.dep_ == "neg" or (kid.dep_ == "advmod" and kid.lower_ in ("never", "hardly", "nowhere", "not", "n't")):
            follower = verb.doc[kid.i + 1] if kid.i + 1 < len(verb.doc) else kid
            if follower.lower_ in ("only", "just", "merely"):
                continue
            return kid
        if kid.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
            grand.dep_ == "det" and grand.lower_ in words.NEGATIVE for grand in kid.children
        ):
            return kid
        if kid.dep_ in ("nsubj", "nsubjpass") and kid.lower_ in ("nobody", "none", "neither"):
            return kid
    return None


def _copula(verb: Token) -> Reality | None:
    """ "is to meet", "are going to sign": a plan told by the verb group itself."""
    if verb.dep_ != "xcomp" or not _infinitive(verb):
        return None
    going = verb.head.lemma_ == "go" and verb.head.tag_ == "VBG"
    return Reality(status="planned", by=verb.head) if verb.head.lemma_ == "be" or going else None


def _infinitive(verb: Token) -> bool:
    return any(kid.dep_ == "aux" and kid.lower_ == "to" for kid in verb.children)


def _under_speech(verb: Token) -> bool:
    head = verb.head
    return verb.dep_ in ("ccomp", "conj", "parataxis") and (
        head.lemma_.lower() in words.SPEECH or any(kid.dep_ in ("ccomp", "parataxis") for kid in verb.children)
    )


def _governed(verb: Token) -> Reality | None:
    """What the words above the clause say, read upward until a clause stands on its own.

    "acted to protect the port by sinking two boats": the means was used, whatever came of the purpose.
    """
    current, means = verb, False
    for _ in range(CLIMB):
        head, dep = current.head, current.dep_
        if head.i == current.i:
            return None
        means = means or (dep == "pcomp" and head.lower_ == "by")
        if means and dep in ("advcl", "acl") and _infinitive(current) and head.lemma_.lower() not in words.UNREAL_NOUNS:
            current = head
            continue
        if dep == "conj":
            if child(current, "nsubj", "nsubjpass") is None and is_verb(head):
                found = _own(head)
                if found is not None:
                    return found
        else:
            found, stop = _one_step(current, head, dep)
            if found is not None or stop:
                return found
        current = head
    return None


def _one_step(current: Token, head: Token, dep: str) -> tuple[Reality | None, bool]:
    if dep == "ccomp" and head.lemma_.lower() in words.CLAIM_NOUNS and head.pos_ == "NOUN":
        return _of_claim(head), True
    if dep in ("xcomp", "ccomp", "acomp", "oprd"):
        return _complement(current, head, dep)
    if dep == "pcomp":
        return _after_prep(head)
    if dep in ("advcl", "acl", "relcl") and _infinitive(current) and not _own_tense(current):
        if current.lemma_.lower() == "discuss" and head.lemma_.lower() in words.SPEAKING:
            return None, False
        return _infinitive_clause(head)
    if dep == "acl" and head.pos_ == "NOUN" and head.lemma_.lower() in words.CLAIM_NOUNS:
        return _of_claim(head), True
    if dep in ("acl", "relcl"):
        found = _modifier_reality(head)
        return (found, True) if dep == "acl" else (None, True)
    return None, dep not in ("prep", "pobj", "dobj", "attr")


def _of_claim(noun: Token) -> Reality:
    """ "rejected claims that it had armed rebels": what a claim says is alleged, of a claim denied denied."""
    verb, way = governor_of(noun)
    refuted = verb is not None and way in ("dobj", "nsubjpass") and verb.lemma_.lower() in words.DENY
    if verb is not None and way == "nsubj" and verb.lemma_ == "be":
        said = child(verb, "acomp", "attr")
        refuted = said is not None and said.lower_ in ("false", "untrue", "baseless", "fabricated", "unfounded", "lie")
    return Reality(status="denied" if refuted else "alleged", by=noun)


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
    if dep == "ccomp" and not _infinitive(current):
        if lemma in words.DOUBT:
            return Reality(status="possible", by=head), True
        return None, True
    if lemma in words.HEARSAY and (head.tag_ == "VBN" or _own_tense(current)):
        return Reality(status="alleged", by=head), True
    if lemma in words.FAIL:
        return Reality(status=NEGATED, by=head, wish=lemma in ("fail", "refuse", "decline")), True
    if lemma in words.ACHIEVE or lemma in words.SEEMING:
        found = _own(head)
        return found, found is not None
    if lemma in words.PLAN:
        lapsed = lemma in ("intend", "plan", "mean") and head.tag_ in ("VBD", "VBN")
        return Reality(status="possible" if lapsed else "planned", by=head), True
    if lemma in words.WISH or _infinitive(current):
        return Reality(status="possible", by=head), True
    return None, False


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


def _modifier_reality(noun: Token) -> Reality | None:
    """What a noun's own modifiers say: planned, possible, alleged, no."""
    for kid in noun.children:
        word = kid.lower_
        if kid.dep_ in ("det", "amod", "nummod", "compound", "advmod", "neg"):
            if word in words.NEGATIVE:
                return Reality(status=NEGATED, by=kid)
            if word == "further" and child(noun, "poss") is not None:
                continue
            if word in words.UNREAL:
                return Reality(status="possible", by=kid)
            if word in words.PLANNED:
                return Reality(status="planned", by=kid)
            if word in words.SAID:
                return Reality(status="alleged", by=kid)
            if word in words.ONGOING:
                return Reality(status="ongoing", by=kid)
    return None


def _noun_reality(noun: Token, *, stage: bool = False) -> Reality:
    own = _modifier_reality(noun)
    if own is not None:
        return own
    above = _noun_above(noun, stage=stage)
    if above is not None:
        return above
    verb, way = governor_of(noun)
    if verb is None:
        return Reality()
    lemma = verb.lemma_.lower()
    if lemma in words.DENY and way == "dobj":
        return Reality(status="denied", by=verb)
    if way == "to" and lemma == "look" and any(kid.lower_ == "forward" for kid in verb.children):
        return Reality(status="planned", by=verb)
    if way in ("for", "to", "of") and lemma in words.HOPED:
        return Reality(status="possible", by=verb)
    if way in words.UNREAL_PREPS and way in ("without", "against", "barring", "if"):
        return Reality(status="possible", by=verb)
    if way in words.BEFORE_PREPS and _indefinite(noun):
        return _verb_reality(verb) if lemma in words.GATHER else Reality(status="planned", by=verb)
    if way in ("nsubj", "nsubjpass", "dobj") and noun.head.i == verb.i:
        found = _as_argument(noun, verb, way)
        lasting = found.status == "done" and way != "dobj" and _lasting(noun, verb)
        return Reality(status="ongoing", by=verb) if lasting else found
    return Reality()


LASTING = frozenset("cooperation war fighting occupation blockade siege conflict embargo hostility repression".split())


def _lasting(noun: Token, verb: Token | None) -> bool:
    """ "Chad's war on Mali is costing lives": a state of affairs in a clause of the present tense goes on."""
    if noun.lemma_.lower() not in LASTING or verb is None:
        return False
    present = any(kid.dep_ in ("aux", "auxpass") and kid.tag_ in ("VBZ", "VBP") for kid in verb.children)
    return verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and present)


def _as_argument(noun: Token, verb: Token, way: str) -> Reality:
    lemma = verb.lemma_.lower()
    if way == "dobj" and lemma in words.UNREAL_VERBS:
        return Reality(status="planned" if lemma in words.PLANNED_VERBS else "possible", by=verb)
    if way == "nsubjpass" and lemma in words.UNREAL_VERBS:
        return Reality(status="planned" if lemma in words.PLANNED_VERBS else "possible", by=verb)
    if way in ("nsubj", "nsubjpass") and lemma in words.OCCUR and not (lemma == "be" and _described(verb)):
        return _verb_reality(verb)
    if way == "nsubj" and lemma in ("be", "remain", "seem", "look", "become", "stay"):
        said = child(verb, "acomp", "oprd", "attr")
        if said is not None and said.lower_ in words.UNREAL | {
            "likely",
            "expected",
            "inevitable",
            "near",
            "option",
            "possibility",
        }:
            return Reality(status="possible", by=said)
    found = _own(verb)
    return found if found is not None and _indefinite(noun) else Reality()


def _described(copula: Token) -> bool:
    """ "The raid was not large", "the talks are not of a kind that": a negated copula denies the trait, not the act."""
    return _negation(copula) is not None and child(copula, "acomp", "attr", "prep") is not None


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
        return _noun_reality(head, stage=True)
    if lemma in words.UNREAL_NOUNS and prep.lower_ in ("of", "for", "to", "against", "about", "in", "on"):
        return Reality(status="planned" if lemma in ("plan", "preparation") else "possible", by=head)
    return None


def _indefinite(noun: Token) -> bool:
    determiner = child(noun, "det", "poss")
    return determiner is None or determiner.lower_ in ("a", "an", "any", "some", "such", "another")
