"""Who an ask is meant for where its clause does not say: the counterpart of the talks that the article tells of.

"Diaw met Ochoa in Lima. He pressed for the release of two sailors": asked is Ochoa. "He invited his host to Dakar":
Ochoa again. Where more than one other state was at the table nobody is taken. Asks of novels and films are none.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.event_actors import NOBODY, Parties
from memcon.read.event_figurative import told_of_a_work, under_media
from memcon.read.event_grammar import prepositions
from memcon.read.figurative_words import TELLING
from memcon.read.page import Page

COUNTERPARTS = frozenset("host guest counterpart colleague visitor interlocutor opposite".split())
CONTACT = re.compile(
    r"\b(?:met|meets|meeting|talks|summit|call|phoned|telephoned|spoke|spoken|session|received|hosted|hours with|"
    r"conversation|visit|visited|told|handed|wrote to|written to|between)\b",
    re.IGNORECASE,
)
FAR = 1800
"""Characters back to the talks that an ask may still belong to."""
NEAR = 300
"""The same for an ask of a state, which has many counterparts."""
FICTION = frozenset("film movie novel play drama series thriller satire comedy joke sketch sitcom game book".split())


def counterpart(page: Page, trigger: Token, asker: Parties) -> Parties:
    """The one on the other side of the talks told of last before (or in) the ask's sentence; nobody if unclear."""
    states = {_state(page, actor) for actor in asker.actors} - {""}
    if len(states) != 1:
        return NOBODY
    end = trigger.sent.end_char
    person = all((known := page.actor_of.get(a)) is not None and known.kind == "person" for a in asker.actors)
    far = FAR if person else NEAR
    for sentence in reversed([s for s in page.sentences if s.span.start < end and end - s.span.start < far]):
        text = sentence.span.of(page.text)
        if CONTACT.search(text) is None or not page.readable(sentence.span.start):
            continue
        there: dict[str, tuple[str, Span]] = {}
        mine = False
        for mention in page.mentions_in(sentence.span):
            for actor in mention.actors:
                state = _state(page, actor)
                known = page.actor_of.get(actor)
                if known is None or known.kind not in ("person", "state") or not state:
                    continue
                mine = mine or state in states
                if state not in states and (known.kind == "person" or state not in there):
                    there[state] = (actor, mention.span)
        if mine and len(there) == 1:
            ((actor, span),) = there.values()
            return Parties(actors=(actor,), spans=(span,), confidence=0.85)
        if len(there) > 1:
            return NOBODY
    return NOBODY


def is_counterpart(noun: Token | None) -> bool:
    """Whether a noun means the other at the table ("his host")."""
    return noun is not None and noun.lemma_.lower() in COUNTERPARTS


def _state(page: Page, actor: str) -> str:
    known = page.actor_of.get(actor)
    return (known.state or (actor if known.kind == "state" else "")) if known is not None else ""


def imagined(page: Page, token: Token) -> bool:
    """Whether a word is told of a film, book, joke or game ("In the novel, Peru asks Chile to")."""
    if under_media(token) or told_of_a_work(page.text, token.idx):
        return True
    if _opens_in_fiction(token):
        return True
    current = token
    for _ in range(8):
        if any(word in ("in", "at") and noun.lemma_.lower() in (TELLING | FICTION) - {"office"}
               for word, noun in prepositions(current)):  # fmt: skip
            return not _of_paper(current)
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def _opens_in_fiction(token: Token) -> bool:
    """Whether the sentence begins "In the film, ..."."""
    first = [other.lower_ for other in token.doc[token.sent.start : token.sent.start + 6]]
    return bool(first) and first[0] in ("in", "on", "at") and any(word in FICTION for word in first[1:5])


def _of_paper(verb: Token) -> bool:
    """Whether it stands in a paper or interview, which tell of the world."""
    return any(
        noun.lemma_.lower() in ("interview", "paper", "report", "article", "statement")
        for _, noun in prepositions(verb)
    )
