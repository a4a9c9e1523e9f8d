"""What the trained heads make of a passage: whether it asks, in which form, by which words, for what.

An invented example: of "Majuro could do with two pumps, and said so in Funafuti" the head `ask` gives request .8, the
head of its cue marks `could do with`, that of its thing `two pumps`; the parse makes a whole phrase of them. Where two
states are named only over two sentences, both are read together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from memcon.encoder.readouts import Votes
from memcon.lexicon.weighing import log_odds
from memcon.model.reading import AskForm
from memcon.model.span import Span
from memcon.read.ask_content import Content, clause_content, noun_content
from memcon.read.event_grammar import is_verb
from memcon.read.event_pairs import states_in
from memcon.read.page import Page

LONGEST = 90
"""Tokens of a passage; longer ones are lists and tables."""
LEAST_ASKING = 0.3
"""Probability of asking from which the words of a passage are looked at."""
LEAST_CUE, LEAST_THING = 0.3, 0.35
GAP = 2
"""Words within a cue or thing that the heads may miss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One or two sentences as the heads see them: the share of each form, none among them."""

    first: int
    last: int
    span: Span
    shares: Mapping[str, float]
    votes: Votes

    @property
    def asking(self) -> float:
        """The probability that anything is asked."""
        return round(1 - self.shares.get("none", 0.0), 4)

    @property
    def form(self) -> AskForm:
        """The likeliest form of ask."""
        return cast(AskForm, max(sorted(set(self.shares) - {"none"}), key=lambda form: self.shares[form]))


def passages(page: Page) -> list[Passage]:
    """The passages of the article in which people of two states are at hand, in order; none without trained heads."""
    if page.votes is None or not page.votes.knows("ask"):
        return []
    sentences = [one for one in page.parts if 3 <= len(one) <= LONGEST and page.readable(one.start_char)]
    states = [states_in(page, _span(one)) for one in sentences]
    found: list[Passage] = []
    for place, one in enumerate(sentences):
        if len(states[place]) > 1 or (states[place] and len(states[place] | _sayers(page, one)) > 1):
            found += _passage(page, one, one)
        for other, more in zip(sentences[place + 1 : place + 2], states[place + 1 : place + 2], strict=True):
            if other.start - one.end > 2 or len(one) + len(other) > LONGEST:
                continue
            if len(states[place] | more) > 1 and (len(states[place]) < 2 or len(more) < 2):
                found += _passage(page, one, other)
    return found


def _passage(page: Page, first: DocSpan, last: DocSpan) -> list[Passage]:
    assert page.votes is not None
    span = Span(int(first.start_char), int(last.end_char))
    votes = page.votes.of((span.start, span.end))
    shares = votes.share("ask", {"sentence": ((span.start, span.end),)}, otherwise=(span.start, span.end))\
        if votes is not None else {}  # fmt: skip
    if votes is None or not shares:
        return []
    return [Passage(first=first.start, last=last.end, span=span, shares=shares, votes=votes)]


def _span(sentence: DocSpan) -> Span:
    return Span(int(sentence.start_char), int(sentence.end_char))


def over_two(page: Page, passage: Passage) -> bool:
    """Whether a passage is of two sentences."""
    sentence = page.sentence_at(passage.span.start)
    return sentence is not None and sentence.span.end + 1 < passage.span.end


def _sayers(page: Page, sentence: DocSpan) -> set[str]:
    """The states of whoever says something in a sentence, though named elsewhere."""
    statement = page.statement_at(int(sentence.start_char) + 1)
    if statement is None:
        return set()
    people = (statement.speaker.actor, *(one.actor for one in statement.addressees))
    known = [page.actor_of.get(actor or "") for actor in people]
    return {one.state for one in known if one is not None and one.state is not None and one.kind != "outlet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A cue in a passage with the thing that goes with it, and how surely each is one."""

    passage: Passage
    cue: Token
    cue_share: float
    content: Content | None
    thing_share: float


def word_shares(votes: Votes, span: Span, head: str, tokens: Sequence[Token]) -> list[float]:
    """How likely each word is one that `head` looks for; zeros from a model without it."""
    places = ({"words": ((token.idx, token.idx + len(token)),)} for token in tokens)
    return [votes.share(head, place, otherwise=span).get("yes", 0.0) for place in places]


def askings(page: Page, passage: Passage) -> Iterator[Asking]:
    """The cues that the heads see in a passage, the surest first, each with its own thing."""
    if passage.asking < LEAST_ASKING:
        return
    tokens = [token for token in page.doc[passage.first : passage.last] if not token.is_space]
    cues, things = (word_shares(passage.votes, passage.span, head, tokens) for head in ("ask_cue", "ask_thing"))
    taken: list[Span] = []
    for first, last in sorted(runs(cues, LEAST_CUE), key=lambda run: (-max(cues[run[0] : run[1]]), run)):
        cue, share = _head_cue(page, tokens[first:last], cues[first:last]), max(cues[first:last])
        if any(span.start <= cue.idx < span.end for span in taken) or (taken and share < SECOND):
            continue
        found = thing_of(page, tokens, things, cue, taken)
        if found is None or (taken and found[1] < SECOND):
            continue
        content, sure = found
        taken.append(content.span)
        yield Asking(passage=passage, cue=cue, cue_share=round(share, 4), content=content, thing_share=round(sure, 4))


SECOND = 0.5
"""How sure a second cue of one passage and its thing must be."""


def _head_cue(page: Page, tokens: Sequence[Token], shares: Sequence[float]) -> Token:
    """The verb or noun that a cue hangs on."""
    root = page.doc[tokens[0].i : tokens[-1].i + 1].root
    if root.pos_ in ("VERB", "NOUN", "PROPN", "ADJ"):
        return root
    surest = max(zip(shares, tokens, strict=True), key=lambda pair: (pair[0], -pair[1].i))[1]
    return surest if surest.pos_ in ("VERB", "NOUN", "ADJ") else root


HANGING = frozenset({"xcomp", "ccomp", "dobj", "acl", "attr", "pobj", "oprd"})
HUNG = 0.6
"""What it counts for a phrase that it hangs on the cue, in sure words."""


def thing_of(
    page: Page, tokens: Sequence[Token], shares: Sequence[float], cue: Token, taken: Sequence[Span]
) -> tuple[Content, float] | None:
    """The phrase or clause with most of the words that the thing's head sees, and their mean share."""
    odds = {token.i: share - LEAST_THING for token, share in zip(tokens, shares, strict=True)}
    best: tuple[float, Content, float] | None = None
    for token, share in zip(tokens, shares, strict=True):
        hung = _hangs(token, cue)
        if token.i == cue.i or (share < LEAST_THING / 2 and not hung):
            continue
        for content in _phrases(page, token, whole=False):
            if not content.subject or any(content.span.overlaps(span) for span in taken):
                continue
            if content.span.start <= cue.idx < content.span.end:
                continue
            covered = [one for one in page.tokens(content.span) if not one.is_punct]
            values = [odds.get(one.i, -LEAST_THING) for one in covered]
            score = sum(values) + (HUNG if hung else 0.0)
            if best is None or score > best[0] + 1e-9:
                best = (score, content, sum(values) / max(1, len(values)) + LEAST_THING)
    return best[1:] if best is not None and best[0] > 0 else None


def _hangs(token: Token, cue: Token) -> bool:
    """Whether a word is the complement of the cue, or of the preposition on it."""
    if token.dep_ not in HANGING:
        return False
    head = token.head
    return head.i == cue.i or (
        token.dep_ == "pobj" and head.lower_ in ("for", "of", "on", "to") and head.head.i == cue.i
    )


def runs(shares: Sequence[float], least: float) -> list[tuple[int, int]]:
    """Stretches of words that are likely enough, short gaps bridged."""
    found: list[tuple[int, int]] = []
    for place, share in enumerate(shares):
        if share < least:
            continue
        if found and place - found[-1][1] < GAP:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def weight_of(shares: Sequence[float], run: tuple[int, int]) -> float:
    """How much a stretch of words is above the least."""
    return sum(share - LEAST_THING for share in shares[run[0] : run[1]])


def best_head(
    page: Page, tokens: Sequence[Token], shares: Sequence[float], run: tuple[int, int], *, whole: bool = False
) -> Token | None:
    """The word whose phrase or clause agrees best with the likely words; None where none does."""
    odds = {token.i: log_odds(share, 0.03) for token, share in zip(tokens, shares, strict=True)}
    best: tuple[float, Token] | None = None
    for token in tokens[run[0] : run[1]]:
        for content in _phrases(page, token, whole=whole):
            score = sum(odds.get(one.i, -2.0) for one in page.tokens(content.span) if not one.is_punct)
            if content.subject and (best is None or score > best[0] + 1e-9):
                best = (score, token)
    return best[1] if best is not None and best[0] > 0 else None


def _phrases(page: Page, token: Token, *, whole: bool) -> Iterator[Content]:
    """The phrases that a word is the head of; a verb's with its subject, and `whole` False also without."""
    if is_verb(token):
        found = (clause_content(page, token, with_subject=True), None if whole else clause_content(page, token))
    elif token.pos_ in ("NOUN", "PROPN", "NUM"):
        found = (noun_content(page, token), None)
    else:
        return
    yield from (one for one in found if one is not None)
