"""The pairs of states of a sentence, and the words that join each: what trained heads are asked about.

An invented example: "Kuwait threw Djibouti a lifeline: a grant, paid on Sunday" has the pair Kuwait and Djibouti, which
join at `threw`; Kuwait is its subject and stands first. The head `act` says which type of act the words between two
states tell, if any; the head `real` how likely they tell something that has happened as news.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from memcon.encoder.readouts import Votes
from memcon.model.actor import Mention
from memcon.model.span import Span
from memcon.read.event_types import act_words, joining_words
from memcon.read.page import Page

LONGEST = 120
"""Tokens of a sentence whose pairs are looked at; lists and tables are longer."""

MOST_PAIRS = 6
"""Pairs of states looked at in one sentence, the nearest first."""

Pools = Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One mention of one state's actors: who, where, of which state, how surely."""

    actors: tuple[str, ...]
    span: Span
    state: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Two sides of different states, the one that acts by the grammar first, and the word at which they join."""

    source: Side
    target: Side
    apex: Token
    pools: Pools


def pairings(page: Page, sentence: DocSpan) -> Iterator[Pairing]:
    """The pairs of states of a sentence, each once by its nearest mentions, in order of nearness."""
    if len(sentence) > LONGEST:
        return
    sides = sides_in(page, sentence)
    nearest: dict[tuple[str, str], tuple[int, Side, Side]] = {}
    for place, one in enumerate(sides):
        for other in sides[place + 1 :]:
            if one.state == other.state or other.span.start < one.span.end:
                continue
            key = (min(one.state, other.state), max(one.state, other.state))
            gap = other.span.start - one.span.end
            if key not in nearest or gap < nearest[key][0]:
                nearest[key] = (gap, one, other)
    for _, one, other in sorted(nearest.values(), key=lambda found: (found[0], found[1].span))[:MOST_PAIRS]:
        yield pairing(page.doc, sentence, one, other)


def pairing(doc: Doc, sentence: DocSpan, one: Side, other: Side) -> Pairing:
    """Two sides, the first in the text first, as a pair with the pools of its words."""
    joint = joining_words(doc, one.span, other.span)
    apex = min(joint, key=lambda token: (_depth(token), token.i), default=sentence.root)
    pools = pools_of(doc, sentence, one.span, other.span, apex)
    source, target = (other, one) if _turned(doc, one, other, apex) else (one, other)
    return Pairing(source=source, target=target, apex=apex, pools=pools)


def pools_of(doc: Doc, sentence: DocSpan, one: Span, other: Span, apex: Token) -> Pools:
    """The words between two spans, those that join them, their clause, the word at the top, the sentence."""
    return {
        **act_words(doc, one, other),
        "apex": ((apex.idx, apex.idx + len(apex)),),
        "sentence": ((int(sentence.start_char), int(sentence.end_char)),),
    }


def sides_in(page: Page, sentence: DocSpan) -> list[Side]:
    """Every mention of actors of exactly one state, outlets left out, in order."""
    found = []
    for mention in page.mentions_in(Span(int(sentence.start_char), int(sentence.end_char))):
        state = state_of(page, mention)
        if state is not None:
            found.append(Side(actors=mention.actors, span=mention.span, state=state, confidence=mention.confidence))
    return found


def state_of(page: Page, mention: Mention) -> str | None:
    """The one state that all actors of a mention belong to, None for outlets and where there is not one."""
    known = [page.actor_of[actor] for actor in mention.actors if actor in page.actor_of]
    states = {actor.state for actor in known}
    if not known or len(states) != 1 or any(actor.kind == "outlet" for actor in known):
        return None
    return states.pop()


def states_in(page: Page, span: Span) -> set[str]:
    """The states whose people are named in a span of the text."""
    return {state for mention in page.mentions_in(span) if (state := state_of(page, mention)) is not None}


def with_next(page: Page, sentence: DocSpan) -> tuple[int, int] | None:
    """From the start of a sentence to the end of the next one in its paragraph; None where there is none, or too long.

    What an act was is often told away only there: "Chad stormed the Malian end of the bridge. The carnival is over."
    """
    if sentence.end >= len(page.doc):
        return None
    follower = page.doc[sentence.end].sent
    start, end = int(sentence.start_char), int(sentence.end_char)
    if "\n" in page.text[max(start, end - 2) : int(follower.start_char) + 1].rstrip(" ") or len(follower) < 2:
        return None
    return (start, int(follower.end_char)) if len(sentence) + len(follower) <= LONGEST else None


def real_share(page: Page, votes: Votes, sentence: DocSpan, pools: Pools, *, further: bool) -> float | None:
    """The head's probability that the act of these pools happened; with `further` also read with the next sentence,
    the lower of both. None without a head."""
    edges = int(sentence.start_char), int(sentence.end_char)
    real = votes.share("real", pools, otherwise=edges).get("yes")
    wider = with_next(page, sentence) if further and real is not None and page.votes is not None else None
    if real is None or wider is None or page.votes is None or (more := page.votes.of(wider)) is None:
        return real
    return min(real, more.share("real", {**pools, "sentence": (wider,)}, otherwise=wider).get("yes", real))


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i and depth < LONGEST:
        token, depth = token.head, depth + 1
    return depth


def _turned(doc: Doc, one: Side, other: Side, apex: Token) -> bool:
    """Whether the second side acts: the first is a passive's subject, or the second alone is subject or agent."""
    first, second = relation(doc, one.span, apex), relation(doc, other.span, apex)
    if second == "agent":
        return True
    if first == "nsubj" or first == "agent":
        return False
    return second == "nsubj" or first == "nsubjpass"


def branch(doc: Doc, span: Span, apex: Token) -> list[str]:
    """The relations from the head of a span up to the word above, nearest to the span first."""
    found = doc.char_span(*span, alignment_mode="expand")
    token = found.root if found is not None and len(found) else apex
    relations: list[str] = []
    while token.i != apex.i and token.head.i != token.i and len(relations) < LONGEST:
        relations.append(str(token.dep_))
        token = token.head
    return relations


def relation(doc: Doc, span: Span, apex: Token) -> str:
    """How the branch that holds a span hangs on the word above both."""
    found = doc.char_span(*span, alignment_mode="expand")
    token = found.root if found is not None and len(found) else apex
    for _ in range(LONGEST):
        if token.i == apex.i or token.head.i == token.i:
            return ""
        if token.head.i == apex.i:
            return "agent" if token.dep_ == "prep" and token.lower_ == "by" else str(token.dep_)
        token = token.head
    return ""
