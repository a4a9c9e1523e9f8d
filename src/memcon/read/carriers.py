"""Outlets that carried somebody's words, by the role their governing words give them beside the cue.

An invented example: beside the verb of `"In an interview with Radio Five, carried also by the agency Kite, the envoy,
reached again by the Courier, said …"` stand `Kite`, `the Courier` and `Radio Five`: whoever prints, holds or asks later
stands before whoever was spoken to.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import lemma_of
from memcon.read.chain_words import CARRIED, CONTACTING, HOLDING, PUBLISHING, QUOTED, TEXTS, VESSELS, can_speak
from memcon.read.outlet_names import by_role, is_medium, media
from memcon.read.page import Page

_GIVEN = frozenset({"leak", "share", "provide", "give", "show", "tell"})
_PLACED = frozenset({"with", "to", "on", "in", "through", "via", "for", "by"})
_SPOKEN = frozenset({"interview", "conversation", "remark", "comment", "talk", "chat", "statement", "phone-in"})
_TALKING = frozenset({"speak", "talk", "chat", "appear", "sit", "comment"})
_WORDS = frozenset({"remark", "comment", "word", "reply", "answer"})
_PASSIVE = frozenset({"acl", "relcl", "advcl", "amod", "conj", "appos", "dep", "ROOT", "ccomp"})
_RENDERING = frozenset({"interpreter", "translator", "tear", "loudspeaker"})
_PROGRAMMES = frozenset("programme program show broadcast bulletin podcast page column edition website channel issue "
                        "report newscast supplement".split())  # fmt: skip
_TOPIC = frozenset({"about", "concerning", "regarding", "over"})
_DEPTH = 6
_GAP = 140
_CHAIN = 5


def carriers(page: Page, verb: Token, attribution: Attribution) -> list[Token]:
    """The heads of the outlets that carried what a verb reports, who held the words last before who was spoken to."""
    speaker = page.doc[attribution.speaker] if attribution.speaker is not None else None
    near: dict[int, Token] = {}
    for host in (verb, speaker, *(page.doc[i] for i in attribution.hosts)):
        if host is not None:
            near |= {t.i: t for t in _below(host, attribution)}
    near |= {t.i: t for t in _opening(page, verb, attribution)}
    near |= {o.i: o for t in list(near.values()) for o in _programme_of(page, t)}
    own = {attribution.speaker, *attribution.hosts, verb.i}
    ranked = [(rank, i) for i, t in near.items() if i not in own and (rank := _rank(page, t, verb)) is not None]
    return [near[i] for _, i in sorted(ranked)]


def _rank(page: Page, token: Token, verb: Token) -> int | None:
    """0: holds or prints the words; 1: was spoken to; None: no part in the chain."""
    programme = token.head if token.dep_ == "poss" else token.head.head
    if token.dep_ in ("poss", "pobj") and programme.lemma_.lower() in _PROGRAMMES and token in _programme_of(
        page, programme):  # fmt: skip
        relation, governor = relation_of(programme)
        return 1 if relation in _PLACED and _spoken_there(governor, verb, relation) else None
    if token.pos_ not in ("PROPN", "NOUN") or token.dep_ in ("compound", "poss", "amod", "nmod", "attr"):
        return None
    relation, governor = relation_of(token)
    lemma = lemma_of(governor)
    if relation == "subj":
        held = governor.i != verb.i and governor.dep_ in ("relcl", "acl") and governor.tag_ not in ("WDT", "WP")
        verbs = HOLDING | PUBLISHING | QUOTED | CONTACTING
        paper = governor.head.lemma_.lower() in VESSELS | TEXTS | _WORDS
        if held and paper and media(page, token):
            return 0
        about = paper or media(page, token) or by_role(page, token)
        return 0 if held and lemma in verbs and about and can_carry(page, token) else None
    if relation == "by" and governor.tag_ in ("VBN", "VBD") and lemma in CARRIED | CONTACTING | HOLDING:
        placed = governor.head.lemma_.lower() in VESSELS | TEXTS | _WORDS
        fits = media(page, token) or by_role(page, token) or (placed and can_speak(page, token))
        return 0 if fits and governor.dep_ in _PASSIVE else None
    if relation in ("to", "with") and lemma in _GIVEN and governor.tag_ == "VBN":
        return 0 if media(page, token) or (lemma == "leak" and by_role(page, token)) else None
    if relation in ("through", "via") and governor.pos_ in ("VERB", "AUX") and can_carry(page, token):
        aloud = token.lemma_.lower() in _RENDERING
        return 2 if not aloud and token.ent_type_ not in ("DATE", "TIME") and token.pos_ != "PRON" else None
    if (
        relation in _PLACED
        and governor.tag_ == "VBN"
        and lemma in CARRIED | PUBLISHING | {"read"}
        and by_role(page, token)
    ):
        return 0
    if relation in _PLACED and is_medium(page, token):
        return 1 if _spoken_there(governor, verb, relation) else None
    if relation in ("with", "to", "for") and governor.lemma_.lower() in _SPOKEN and token.pos_ == "PROPN":
        interview = governor.lemma_.lower() == "interview" and not_known(page, token)
        return 1 if interview or by_role(page, token) else None
    return None


def _spoken_there(governor: Token, verb: Token, relation: str) -> bool:
    """Whether a preposition with an outlet hangs on the cue, a noun, or talking: not "who wrote for the Daily", not
    "asked about an article in the Daily", not "as a clerk claimed in the Daily"."""
    if _of_another_act(governor, verb):
        return False
    if governor.pos_ not in ("VERB", "AUX"):
        return True
    if relation == "by":
        return lemma_of(governor) in CARRIED
    talking = lemma_of(governor) in _TALKING and relation in ("to", "with", "on")
    return governor.i == verb.i or talking or governor.tag_ in ("VBG", "VBN") or governor.dep_ not in ("relcl", "acl")


def _of_another_act(governor: Token, verb: Token) -> bool:
    """Whether what a preposition hangs on is only talked about, or belongs to what somebody did or said elsewhere."""
    current = governor
    for _ in range(_DEPTH):
        if current.i == verb.i or current.head.i == current.i:
            return False
        if current.dep_ == "pobj" and current.head.lower_ in _TOPIC:
            return True
        acts = current.pos_ in ("VERB", "AUX") and current.tag_ in ("VBD", "VBZ", "VBP")
        subject = next((c for c in current.children if c.dep_ == "nsubj"), None) if acts else None
        if subject is not None and current.dep_ == "relcl" and subject.tag_ in ("WP", "WDT"):
            return governor.i != current.i and lemma_of(current) not in _TALKING | CONTACTING | CARRIED | _GIVEN
        if subject is not None and current.dep_ == "advcl" and subject.pos_ in ("NOUN", "PROPN"):
            return any(c.lower_ == "as" and c.dep_ == "mark" for c in current.children)
        current = current.head
    return False


def _programme_of(page: Page, token: Token) -> list[Token]:
    """Whose a programme or page is ("on Radio Five's morning programme")."""
    if token.lemma_.lower() not in _PROGRAMMES:
        return []
    of = [o for c in token.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    return [c for c in (*token.children, *of) if (c.dep_ == "poss" or c in of) and media(page, c)]


def can_carry(page: Page, token: Token) -> bool:
    """Whether a subject can hold or print words: a name, people, a body or an outlet."""
    return token.tag_ not in ("WDT", "WP") and (can_speak(page, token) or media(page, token))


def not_known(page: Page, token: Token) -> bool:
    """Whether a name is no person or state that the article or the lexicon knows for sure."""
    mention = page.mention_of(token)
    actor = page.actor_of.get(mention.actor or "") if mention is not None else None
    return actor is None or (actor.kind == "person" and actor.office is None and actor.state is None)


def relation_of(token: Token) -> tuple[str, Token]:
    """(relation, governing word): "subj", "obj", a preposition, or the parser's own name; names beside and listed with
    others stand as those do."""
    current = token
    for _ in range(_CHAIN):
        if current.dep_ not in ("appos", "conj") or current.head.i == current.i:
            break
        current = current.head
    if current.dep_ in ("nsubj", "nsubjpass"):
        return "subj", current.head
    if current.dep_ in ("dobj", "obj", "dative") and current.pos_ != "ADP":
        return "obj", current.head
    if current.dep_ == "pobj":
        return current.head.lower_, current.head.head
    return current.dep_, current.head


def _below(host: Token, attribution: Attribution) -> list[Token]:
    """The tokens under `host`, some levels deep, outside the content."""
    found: list[Token] = []
    level = [host]
    for _ in range(_DEPTH):
        level = [c for t in level for c in t.children if not _held(attribution, c)]
        found += level
    return [*found, *_before_content(host, attribution)]


def _held(attribution: Attribution, token: Token) -> bool:
    return any(s.start <= token.idx < s.end for s in attribution.content)


def _before_content(host: Token, attribution: Attribution) -> list[Token]:
    """The words between a cue and its content, wherever the parse hangs them ("complains, in a letter …, that")."""
    cue, first = attribution.cue, attribution.content[0]
    if cue is None or host.i != attribution.head or not 0 < first.start - cue.end < _GAP:
        return []
    return _until(host.doc[host.i + 1 : host.i + 30], first.start)


def _opening(page: Page, verb: Token, attribution: Attribution) -> list[Token]:
    """The words of a phrase before the source at the head of a sentence: "In remarks to Radio Five, the envoy said"."""
    source, home = attribution.source, page.sentence_at(verb.idx)
    if source is None or home is None or not home.span.start < source.start <= home.span.start + _GAP:
        return []
    first = page.token_at(home.span.start)
    words = _until(page.doc[first.i : first.i + 40], source.start)
    leads = words and words[0].pos_ in ("ADP", "VERB", "SCONJ") and not any(_held(attribution, t) for t in words)
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP") and t.dep_ not in ("relcl", "aux", "auxpass") for t in words)
    return words if leads and not finite else []


def _until(words: Iterable[Token], end: int) -> list[Token]:
    return [t for t in words if t.idx < end]
