"""What a clause says of its own act: its auxiliaries, its negation, its question mark; and what a noun's modifiers say.

"Chad did not close" is negated, "may close" possible, "is closing" ongoing; "a planned closure" planned.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from memcon.read import status_words as words
from memcon.read.event_grammar import CLIMB, child

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


def plain(verb: Token) -> Reality:
    """What the bare tense tells where no word around the verb says more."""
    perfect = any(kid.dep_ == "aux" and kid.lower_ in ("had", "'d") for kid in verb.children)
    progressive = verb.tag_ == "VBG" and any(kid.dep_ == "aux" and kid.lemma_ == "be" for kid in verb.children)
    if progressive and verb.lemma_.lower() in words.PERFORMED | {"announce", "declare"}:
        return Reality()
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
    if last.text != "?":
        return False
    current = verb
    for _ in range(CLIMB):
        if current.i == root.i:
            return True
        if current.dep_ not in ("conj", "ccomp", "xcomp"):
            return False
        current = current.head
    return False


def asked(verb: Token) -> bool:
    """ "Will Chad send its envoy to sign?": whatever hangs on the verb of a question is asked, not told."""
    current = verb
    for _ in range(CLIMB):
        if _is_question(current):
            return True
        if current.head.i == current.i or current.dep_ not in ("xcomp", "advcl", "conj"):
            return False
        current = current.head
    return False


def own_reality(verb: Token) -> Reality | None:
    """What the clause's own auxiliaries, negation and conjunction say."""
    negation = negation_of(verb)
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
    if inverted(verb):
        return Reality(status="possible", by=verb)
    if negation is not None and modal is not None and have:
        return Reality() if _had_it_not(verb) else Reality(status="possible", by=modal)
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


def _had_it_not(verb: Token) -> bool:
    """ "Chad would not have agreed if Mali had waited": what would not have been, but for a condition, was."""
    return any(
        kid.dep_ == "advcl" and any(grand.dep_ == "mark" and grand.lower_ in ("if", "unless") for grand in kid.children)
        for kid in verb.children
    )


def inverted(verb: Token) -> bool:
    """ "Had Chad signed, ...", "Were Chad to sign, ...", "Should Chad sign, ...": conditions without an if."""
    first = next((kid for kid in verb.children if kid.dep_ in ("aux", "auxpass")), None)
    if first is None or first.lower_ not in ("had", "were", "should") or verb.doc[verb.sent.end - 1].text == "?":
        return False
    subject = child(verb, "nsubj", "nsubjpass")
    opens = first.i == verb.sent.start or verb.doc[first.i - 1].is_punct
    return subject is not None and first.i < subject.i and opens


def negation_of(verb: Token) -> Token | None:
    """The word that negates a clause: "not", "no one", "neither", or an opening such as "at no time"."""
    opening = _fronted(verb)
    if opening is not None:
        return opening
    for kid in verb.children:
        if kid.dep_ in ("preconj", "cc") and kid.lower_ in ("neither", "nor"):
            return kid
        if kid.dep_ == "neg" or (kid.dep_ == "advmod" and kid.lower_ in ("never", "hardly", "nowhere", "not", "n't")):
            follower = verb.doc[kid.i + 1] if kid.i + 1 < len(verb.doc) else kid
            if follower.lower_ in ("only", "just", "merely"):
                continue
            return kid
        if kid.dep_ == "dobj" and kid.lower_ in NO_ONE:
            return kid
        if kid.dep_ == "prep" and kid.lower_ in ("to", "for", "from") and (nobody := _no_one(kid)) is not None:
            return nobody
        if kid.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
            grand.dep_ == "det" and grand.lower_ in words.NEGATIVE for grand in kid.children
        ):
            return kid
        if kid.dep_ in ("nsubj", "nsubjpass") and kid.lower_ in ("nobody", "none", "neither", "nothing"):
            return kid
        if kid.dep_ in ("nsubj", "nsubjpass") and any(
            grand.lower_ == "not" and grand.i < kid.i
            for grand in kid.children
            if grand.dep_ in ("neg", "preconj", "advmod")
        ):
            return kid
        if kid.dep_ in ("nsubj", "nsubjpass") and any(
            grand.lower_ == "neither" and grand.i < kid.i and grand.dep_ in ("preconj", "cc", "advmod")
            for grand in kid.children
        ):
            return kid
    if verb.dep_ == "conj" and child(verb, "nsubj", "nsubjpass") is None:
        link = next((kid for kid in verb.head.children if kid.dep_ == "cc" and kid.lower_ == "nor"), None)
        return link
    return None


NO_ONE = frozenset({"none", "nobody", "nothing", "neither"})
MANNERS = frozenset("charge reason fee money cost time pay purpose profit rent avail end sake".split())
"""What "for no" or "to no" leaves an act done: "cleared the port for no fee", "to no avail"."""


def _no_one(prep: Token) -> Token | None:
    """ "gave in to nobody", "asked for no tank": what the preposition takes is nothing."""
    noun = child(prep, "pobj")
    if noun is None or noun.lemma_.lower() in MANNERS:
        return None
    if noun.lower_ in NO_ONE:
        return noun
    return next((kid for kid in noun.children if kid.dep_ == "det" and kid.lower_ == "no"), None)


def _copula(verb: Token) -> Reality | None:
    """ "is to meet", "are going to sign": a plan told by the verb group itself."""
    if verb.dep_ != "xcomp" or not infinitive(verb):
        return None
    going = verb.head.lemma_ == "go" and verb.head.tag_ == "VBG"
    return Reality(status="planned", by=verb.head) if verb.head.lemma_ == "be" or going else None


def _fronted(verb: Token) -> Token | None:
    """ "At no time did Chad warn", "Nowhere does Chad promise": a negation before an inverted auxiliary."""
    first = next((kid for kid in verb.children if kid.dep_ in ("aux", "auxpass")), None)
    subject = child(verb, "nsubj", "nsubjpass")
    if first is None or subject is None or first.i > subject.i or first.lemma_ not in ("do", "have", "be"):
        return None
    before = verb.doc[max(verb.sent.start, first.i - 14) : first.i]
    found = [
        token for token in before if token.lower_ in ("no", "never", "nor", "neither", "nowhere", "not", "nothing")
    ]
    return found[-1] if found and verb.doc[verb.sent.end - 1].text != "?" else None


def within_reach(word: Token) -> bool:
    """Whether a word stands under "within": "came within an inch of signing" signed nothing."""
    current = word
    for _ in range(4):
        if current.lower_ == "within":
            return True
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(kid.dep_ == "aux" and kid.lower_ == "to" for kid in verb.children)


def _under_speech(verb: Token) -> bool:
    head = verb.head
    return verb.dep_ in ("ccomp", "conj", "parataxis") and (
        head.lemma_.lower() in words.SPEECH or any(kid.dep_ in ("ccomp", "parataxis") for kid in verb.children)
    )


def modifier_reality(noun: Token) -> Reality | None:
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
