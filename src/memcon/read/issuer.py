"""Who speaks in an official text: the issuer, in the first person or as "the sides".

An invented example: in a readout of the Ministry of Trade the sentence `"The sides agreed to meet again."` is the
ministry's statement, without a cue; `"It rained."` is not.
"""

from __future__ import annotations

import re

from memcon.model.actor import Party
from memcon.model.reading import Sentence
from memcon.model.span import Span
from memcon.read.page import Page
from memcon.read.span_index import SpanIndex

_FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me|ours|I'm|I’m|[Ww]e're|[Ww]e’re|[Ww]e've|[Ww]e’ve)\b")
_SIDES = re.compile(
    r"\b(?:[Tt]he|[Bb]oth|[Tt]he two|[Tt]he three) (?:sides|parties|leaders|presidents|ministers|heads of state"
    r"|heads of government|foreign ministers|delegations|secretaries|countries|governments|states|Sides|Parties|Leaders"
    r"|Presidents|Ministers)\b"
)
_BY = re.compile(
    r"^(?:(?:joint |opening |closing |press )?(?:statement|remarks|address|speech|message|letter|readout|interview"
    r"|answers?|comments?|transcript)[^:]{0,40}? (?:by|from|of) (?P<by>[^:;,–—]{3,80})|(?P<colon>[^:]{3,60}):)",
    re.IGNORECASE,
)


def issuer_of(page: Page) -> Party | None:
    """Who issued an official text: whom its title names as speaking, else its outlet; None for other kinds of text."""
    article = page.article
    if article.kind != "official":
        return None
    named = _BY.match(article.title or "")
    if named and named["by"]:
        party = _known(page, named["by"].strip())
        if party is not None:
            return party
    if article.outlet is None:
        return None
    return _known(page, article.outlet) or Party(name=article.outlet)


def _known(page: Page, name: str) -> Party | None:
    """The party of a name: an actor of the article, or one that the lexicon knows."""
    folded = name.casefold()
    for actor in page.actors:
        if folded == actor.name.casefold() or any(folded == alias.casefold() for alias in actor.aliases):
            return Party(actor=actor.id, name=actor.name)
    tokens = [t for t in re.split(r"\s+|(?=['’]s\b)", name) if t]
    for start in range(len(tokens)):
        size, entries = page.lexicon.entries(tokens, start)
        if size and len(entries) == 1 and entries[0].sense != "demonym":
            actor_id = entries[0].id if entries[0].id in page.actor_of else None
            return Party(actor=actor_id, name=entries[0].name)
    return None


def speaks_for_issuer(source: str) -> bool:
    """Whether a source phrase of an official text is the issuer itself: I, we, the sides."""
    return bool(_FIRST.fullmatch(source) or _SIDES.fullmatch(source))


def issued_sentences(page: Page, taken: list[Span]) -> list[Sentence]:
    """The sentences that the issuer says itself: in first person or of the sides, in nobody else's statement."""
    index = SpanIndex(taken)
    found = []
    for sentence in page.sentences:
        words = sentence.span.of(page.text)
        if (_FIRST.search(words) or _SIDES.search(words)) and not any(True for _ in index.meeting(sentence.span)):
            found.append(sentence)
    return found
