"""What every ask comes down to, and where the parse hangs the thing that is asked.

"pressed Chad to pay", "asked that Chad pay", "a demand for payment": infinitive, clause and phrase, wherever they hang.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from memcon.model.reading import AskForm
from memcon.read.ask_content import Content
from memcon.read.ask_words import AskWord
from memcon.read.event_actors import Parties
from memcon.read.event_grammar import children, is_verb, prepositions

HANGING = frozenset(("xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp"))


def to_verb(token: Token) -> bool:
    """Whether a word with a "to" before it is a verb, though the tagger took it for a noun ("offered to host")."""
    return token.i > 0 and token.dep_ == "xcomp" and token.tag_ == "NN" and token.nbor(-1).lower_ == "to"


def prepositions_below(token: Token) -> list[tuple[str, Token]]:
    """The (preposition, noun) pairs on a verb and on its object."""
    hosts = [token, *children(token, "dobj")]
    return [pair for host in hosts for pair in prepositions(host)]


STRETCHES = frozenset(("month", "week", "year", "day", "decade", "time", "hour"))
QUESTIONS = frozenset(("whether", "if", "how", "why", "what", "when", "where", "who", "which", "about"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One ask as read at one place, before actors and forms are checked. `trigger` is the word that asks."""

    trigger: Token
    verb: Token
    form: AskForm
    asker: Parties
    asked: Parties
    content: Content | None
    score: float
    frame: str
    negated_content: bool = False


def draft(
    trigger: Token, word: AskWord, asker: Parties, asked: Parties, content: Content | None, *,
    times: float = 1.0, negated: bool = False, verb: Token | None = None,
) -> Draft | None:  # fmt: skip
    """A draft, None where a promise or warning says nothing of what; `times` weakens or strengthens its score."""
    if content is None and word.form not in ("invitation", "demand", "request"):
        return None
    return Draft(
        trigger=trigger,
        verb=verb or trigger,
        form=word.form,
        asker=asker,
        asked=asked,
        content=content,
        score=min(word.score * times, 0.95),
        frame=word.frame,
        negated_content=negated,
    )


def infinitive_of(verb: Token) -> Token | None:
    """The to-infinitive that says what is asked, wherever the parse hung it."""
    nouns = (noun for word, noun in prepositions(verb) if word not in ("for", "from", "by") or noun.lemma_ in STRETCHES)
    hosts = [verb, *children(verb, "dobj", "dative", "prep"), *nouns]
    for host in hosts:
        for kid in host.children:
            if kid.i > verb.i and is_verb(kid) and kid.dep_ in HANGING and _with_to(kid):
                return kid
            if kid.i > verb.i and to_verb(kid):
                return kid
    return None


def _with_to(verb: Token) -> bool:
    return any(kid.lower_ == "to" and kid.dep_ == "aux" for kid in verb.children)


def clause_of(verb: Token) -> Token | None:
    """The that-clause under a verb or noun."""
    for kid in verb.children:
        if kid.dep_ in ("ccomp", "acl", "relcl") and is_verb(kid) and kid.i > verb.i:
            marks = {
                inner.lower_ for inner in kid.children if inner.dep_ in ("mark", "advmod", "dobj", "nsubj", "attr")
            }
            if not marks & QUESTIONS and (kid.dep_ == "ccomp" or "that" in marks):
                return kid
    return None


def pobj(token: Token, *words: str) -> Token | None:
    """The noun after the first of these prepositions on a word."""
    nouns = [noun for word, noun in prepositions(token) if word in words]
    return next((noun for noun in nouns if noun.ent_type_ not in ("DATE", "TIME")), nouns[0] if nouns else None)
