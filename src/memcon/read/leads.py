"""Words that a colon leads in without quotation marks or a verb of saying: "The port office, answering a deputy: …".

An invented example: `"The Harbour Courier is blunt: the pier will not hold."` and `"Ministry of Ports of Norland: the
pier holds."` give the outlet's and the ministry's words; `"Photograph: the pier at dawn."` and `"Oslo: the pier held."`
give none, for neither names who speaks.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_spans import clean
from memcon.read.chain_words import SPEECH_NOUNS, VIEWS, can_speak, is_text
from memcon.read.outlet_names import media
from memcon.read.page import Page

_LONGEST = 26
_SHORTEST = 4
_PLAIN = frozenset("clear blunt unequivocal categorical adamant terse brief emphatic explicit succinct plain frank "
                   "curt definite firm laconic certain insistent".split())  # fmt: skip
"""How somebody's words may be before a colon that leads them in."""

_BRINGING = frozenset({"give", "have", "offer", "bring", "send", "issue", "make", "repeat", "add"})
_LEADING = frozenset({"so", "thus", "from", "at", "least", "again", "but", "and", "or"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STRENGTH = 0.85


def led_in(page: Page) -> list[Attribution]:
    """The attributions of sentences that a named source and a colon open, in text order."""
    found = []
    for token in page.words:
        if token.text == ":" and page.readable(token.idx) and page.text[token.idx + 1 : token.idx + 2].isspace():
            made = _led_in(page, token)
            if made is not None:
                found.append(made)
    return found


def _led_in(page: Page, colon: Token) -> Attribution | None:
    home = page.sentence_at(colon.idx)
    if home is None:
        return None
    lead = [t for t in page.tokens(Span(home.span.start, colon.idx)) if t.i < colon.i]
    rest = _after(page, colon)
    if rest is None or not 0 < len(lead) <= _LONGEST or any(t.text in (";", ":", "“", '"') for t in lead):
        return None
    head = _plain_speaker(lead) or _giving(lead) or _bare_speaker(lead)
    if head is None or not _speaker(page, head):
        return None
    source = clean(page.text, Span(max(head.left_edge.idx, _first(lead).idx), _end_of(head, colon)))
    if source is None:
        return None
    verb = head.head.i if head.dep_ == "nsubj" and head.head.i < colon.i else None
    return Attribution(source=source, cue=None, content=(rest,), pattern="quote", strength=_STRENGTH, speaker=head.i,
                       head=verb)  # fmt: skip


def _after(page: Page, colon: Token) -> Span | None:
    """The clause behind a colon, when it is one: some words, a finite verb, no quotation."""
    home = page.sentence_at(colon.idx)
    if home is None:
        return None
    end = home.span.end
    if not page.text[colon.idx + 1 : end].strip():
        return None
    span = clean(page.text, Span(colon.idx + 1, end))
    tokens = page.tokens(span) if span is not None else []
    if span is None or "\n" in page.text[colon.idx : span.start] or len(tokens) < _SHORTEST:
        return None
    quoted = any(not q.scare and q.outer.start <= span.start + 1 for q in page.quotations_at(span))
    return span if not quoted and any(t.tag_ in _FINITE for t in tokens) else None


def _plain_speaker(lead: list[Token]) -> Token | None:
    """The subject of "X is blunt"."""
    verbs = [t for t in lead if t.tag_ in _FINITE]
    last = lead[-1]
    if len(verbs) != 1 or verbs[0].lemma_ != "be" or last.lower_ not in _PLAIN:
        return None
    return next((c for c in verbs[0].children if c.dep_ == "nsubj"), None)


def _giving(lead: list[Token]) -> Token | None:
    """The subject of "X gave his version", "X had one answer": who brings words of his own."""
    verbs = [t for t in lead if t.tag_ in _FINITE and t.dep_ not in ("aux", "auxpass")]
    if len(verbs) != 1 or verbs[0].lemma_ not in _BRINGING:
        return None
    words = [c for c in verbs[0].children if c.dep_ in ("dobj", "obj") and c.lemma_.lower() in VIEWS | SPEECH_NOUNS]
    foreign = [c for w in words for c in w.children if c.dep_ == "poss" and c.pos_ != "PRON"]
    return next((c for c in verbs[0].children if c.dep_ == "nsubj"), None) if words and not foreign else None


def _bare_speaker(lead: list[Token]) -> Token | None:
    """The head of a lead that is a noun phrase alone, with at most a participle behind it ("X, answering a deputy")."""
    if any(t.tag_ in _FINITE and not _relative(t) for t in lead):
        return None
    first = _first(lead)
    return next((t for t in lead if t.i >= first.i and t.pos_ in ("NOUN", "PROPN") and _tops(t, first)), None)


def _tops(token: Token, first: Token) -> bool:
    """Whether the noun phrase of a token begins where the lead does and hangs on nothing before it."""
    return token.left_edge.i <= first.i and token.dep_ not in ("compound", "poss", "nmod", "amod")


def _first(lead: list[Token]) -> Token:
    return next((t for t in lead if t.lower_ not in _LEADING), lead[0])


def _relative(token: Token) -> bool:
    current = token
    for _ in range(4):
        if current.dep_ in ("relcl", "acl"):
            return True
        current = current.head
    return False


def _end_of(head: Token, colon: Token) -> int:
    """Where the phrase of a head ends: before a clause behind a comma, and before the colon."""
    end = colon.idx
    for token in head.doc[head.i + 1 : colon.i]:
        if token.tag_ in _FINITE and token.dep_ not in ("aux", "auxpass") and not _relative(token):
            end = token.idx
            break
        if token.text == "," and (token.nbor(1).tag_ in ("VBG", "WP", "WDT", "VBN") or token.nbor(1).pos_ == "ADP"):
            end = token.idx
            break
    return end


def _speaker(page: Page, head: Token) -> bool:
    """Whether a head names who can have spoken: a body, a person, an outlet; no place, paper or list."""
    if head.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "TIME") and not media(page, head):
        return False
    mention = page.mention_of(head)
    actor = page.actor_of.get(mention.actor or "") if mention is not None else None
    if actor is not None:
        return actor.kind != "state"
    if head.pos_ == "PROPN":
        return media(page, head) or head.ent_type_ in ("PERSON", "ORG", "NORP")
    return media(page, head) or (can_speak(page, head) and not is_text(head))
