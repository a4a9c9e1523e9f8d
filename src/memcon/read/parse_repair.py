"""Three slips of the parser mended where the words leave no doubt, before anything is read off the parse.

`Norland demanded that Saran pay and warned that it would sue`: "warned" (past) is no second verb of "pay" (base form),
so Norland warned; `Norland will reply, and a critic predicted that ...`: "a critic" is what predicts; `On Monday
Norland's minister left`: "Monday" is no part of a name.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_PAST = frozenset({"VBD", "VBN"})
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)


def mend(doc: Doc) -> Doc:
    """The same Doc, with second verbs of saying and joined clauses hung where their forms say."""
    for token in doc:
        if token.dep_ == "conj" and token.tag_ in _PAST:
            _second_verb(token)
        elif token.dep_ in ("compound", "nmod", "npadvmod") and token.lower_ in _DAYS:
            _day(token)
        elif token.dep_ in ("ccomp", "conj", "advcl", "dep") and token.tag_ in ("VBD", "VBZ", "VBP"):
            _joined_clause(token)
    return doc


def _second_verb(verb: Token) -> None:
    """`demanded that Saran pay and warned`: past beside past, over a clause whose verb is none."""
    inner = verb.head
    if not inner.tag_.startswith("V") or inner.dep_ not in ("ccomp", "xcomp") or verb.i < inner.i:
        return
    outer = inner.head
    if outer.tag_ != "VBD" or outer.i > inner.i or _past(inner):
        return
    if _own(verb) and (verb.tag_ != "VBD" or any(child.dep_ in ("aux", "auxpass") for child in verb.children)):
        return
    _joint(inner, verb, outer)
    verb.head = outer


def _joint(first: Token, second: Token, outer: Token) -> None:
    """Hangs the "and" (and its comma) between two verbs on what they now hang on."""
    word = next((c for c in first.children if c.dep_ == "cc" and first.i < c.i < second.i), None)
    if word is None:
        return
    before = word.nbor(-1)
    word.head = outer
    if before.text == "," and before.head is first:
        before.head = outer


def _own(verb: Token) -> bool:
    """Whether a verb has a subject or a helping verb of its own."""
    return any(child.dep_ in _SUBJECTS or child.dep_ in ("aux", "auxpass") for child in verb.children)


def _past(verb: Token) -> bool:
    """Whether a clause's verb is past, or so made up that a past participle may run on from it."""
    if verb.tag_ in _PAST:
        return True
    return any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("had", "has", "have") for child in verb.children)


def _joined_clause(verb: Token) -> None:
    """`would reply, and a critic in Ulm predicted`: a noun hung beside a verb, right before a verb without subject."""
    if _own(verb):
        return
    noun = verb.doc[verb.i - 1] if verb.i else None
    while noun is not None and noun.dep_ not in ("conj", "ROOT") and noun.head.i < noun.i:
        noun = noun.head
    if noun is None or noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN") or noun.i > verb.i:
        return
    first = noun.head
    joined = noun.left_edge.i
    if not first.tag_.startswith("V") or first.i > noun.i or verb.head.i > first.i or joined == 0:
        return
    if verb.doc[joined - 1].dep_ != "cc" or any(
        t.is_punct and t.text not in (",", "-", "–", "’") for t in verb.doc[joined : verb.i]
    ):
        return
    if noun.right_edge.i >= verb.i or verb.head is noun:
        return
    if verb.head.i < first.i:
        _joint(first, noun, verb.head)
    noun.head = verb
    noun.dep_ = "nsubj"
    verb.dep_ = "conj"


_AT = frozenset({"outside", "inside", "near", "opposite", "along", "beside"})


def _day_before_place(day: Token, before: Token) -> None:
    """`on Monday outside Saran's embassy`: the day hangs on its preposition, the embassy on its own."""
    noun = next((child for child in before.children if child.dep_ == "pobj" and child.i > day.i + 1), None)
    place = day.nbor(1)
    if noun is None or day.head.i != noun.i or any(child.i < place.i for child in place.children):
        return
    day.head, day.dep_ = before, "pobj"
    place.head, place.dep_, place.tag_, place.pos_ = before.head, "prep", "IN", "ADP"
    noun.head, noun.dep_ = place, "pobj"


def _day(day: Token) -> None:
    """`On Monday Norland's minister`: the day hangs on its preposition, which has nothing else."""
    before = day.nbor(-1) if day.i else None
    if before is None or before.dep_ != "prep" or before.lower_ not in ("on", "in", "since", "until", "by"):
        return
    if day.i + 1 < len(day.doc) and day.nbor(1).lower_ in _AT and day.head.i != before.i:
        _day_before_place(day, before)
        return
    if day.head.i > day.i and day.head.pos_ == "PROPN" and not any(child.dep_ == "pobj" for child in before.children):
        day.head = before
        day.dep_ = "pobj"
