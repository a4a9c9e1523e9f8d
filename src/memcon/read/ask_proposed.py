"""Asks that no rule finds, proposed by the trained heads where people of two states are at hand.

An invented example: "Majuro could do with two pumps, and said so in Funafuti" has no word of asking. The heads see a
request, its cue `could do with` and its thing `two pumps`; the places in the grammar make Majuro the asker and
Funafuti's state the asked. How likely such a proposal is an ask is weighed in `ask_weight`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.read.ask_drafts import Draft
from memcon.read.ask_implied import share_state
from memcon.read.ask_joined import Found, says_nothing
from memcon.read.ask_judged import Asking, Passage, askings, over_two
from memcon.read.ask_sides import Sides, sides_of, standings
from memcon.read.event_grammar import is_verb, verb_above
from memcon.read.page import Page

JUDGED = "judged"
"""The frame of a draft that the heads propose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A draft with what the heads saw of it and how surely its sides have their roles."""

    draft: Draft
    asking: Asking
    sides: Sides


def proposals(page: Page, seen: Sequence[Passage], found: Sequence[Found] = ()) -> list[Proposal]:
    """One proposal a cue, from the passage that shows it surest; in order of the text.

    Two sentences of which one holds what a rule `found` are not read as one: it is that ask that the heads see there.
    """
    best: dict[int, Proposal] = {}
    for passage in seen:
        if over_two(page, passage) and any(passage.span.start <= one.trigger.idx < passage.span.end for one in found):
            continue
        for one in _proposed(page, passage):
            known = best.get(one.draft.trigger.i)
            if known is None or _strength(one) > _strength(known):
                best[one.draft.trigger.i] = one
    kept: list[Proposal] = []
    for one in sorted(best.values(), key=lambda one: (-_strength(one), one.draft.trigger.i)):
        if not any(_same_thing(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.draft.trigger.i)


def twins(found: Found, one: Proposal) -> bool:
    """Whether a rule found the ask that a proposal stands for, be it in another form: words that overlap."""
    content = one.draft.content
    own = found.ask.evidence[0].span
    near = own.start <= one.draft.trigger.idx < own.end
    return near or (content is not None and content.span.overlaps(own))


SURE_SIDE = 0.5
"""Probability of a side's role from which it stands for one that rules could not name."""


def completed(page: Page, found: Found, one: Proposal) -> Found:
    """What a rule found, with a side or the thing that it could not name from the proposal."""
    ask, sides = found.ask, one.sides
    if says_nothing(ask) and one.draft.content is not None:
        ask = replace(ask, what=one.draft.content.text(page), subject=one.draft.content.subject)
    if not ask.asked and sides.asked_share >= SURE_SIDE and not share_state(page, sides.asked.actors, ask.asker):
        ask = replace(ask, asked=sides.asked.actors)
    if not ask.asker and sides.asker_share >= SURE_SIDE and not share_state(page, sides.asker.actors, ask.asked):
        ask = replace(ask, asker=sides.asker.actors)
    return replace(found, ask=ask)


def _strength(one: Proposal) -> float:
    passage = one.asking.passage
    sides = (one.sides.asker_share + one.sides.asked_share) / 2
    return round(passage.asking * one.asking.cue_share * (0.3 + one.asking.thing_share) * (0.3 + sides), 6)


def _same_thing(one: Proposal, other: Proposal) -> bool:
    """Whether two cues stand for one ask: the same form, and things that overlap."""
    left, right = one.draft.content, other.draft.content
    if left is None or right is None or one.draft.form != other.draft.form:
        return left is None and one.asking.passage.span.overlaps(other.asking.passage.span)
    return left.span.overlaps(right.span)


def _proposed(page: Page, passage: Passage) -> Iterator[Proposal]:
    for asking in askings(page, passage):
        cue, content = asking.cue, asking.content
        if content is None or not page.readable(cue.idx):
            continue
        found = standings(page, passage.span, cue, content.span)
        sides = sides_of(found, passage.form, page.lexicon)
        if not sides.asker and not sides.asked:
            continue
        yield Proposal(
            draft=Draft(
                trigger=cue, verb=_verb_of(cue), form=passage.form, asker=sides.asker, asked=sides.asked,
                content=content, score=passage.asking, frame=JUDGED,
            ),
            asking=asking,
            sides=sides,
        )  # fmt: skip


def _verb_of(cue: Token) -> Token:
    if is_verb(cue) or cue.pos_ in ("NOUN", "PROPN"):
        return cue
    return verb_above(cue) or cue
