"""How likely an act that the grammar takes as done has happened, by the trained head, and the confidence that makes.

An invented example: "For an hour Chad charged Mali with fraud, as the exercise card required" is in the past tense, and
no word of its clause says that it was played; the head `real` reads the clause, the word at its top and the sentence,
and gives .1. The confidence of the act comes down with it, so that it is kept and not shown.
"""

from __future__ import annotations

from memcon.read.event_confidence import Score, tempered, weigh, weigh_proposal
from memcon.read.event_frames import Frame
from memcon.read.event_pairs import Pools
from memcon.read.event_proposals import Proposal
from memcon.read.event_sides import states_of
from memcon.read.event_signs import signs_of
from memcon.read.event_slots import Arguments
from memcon.read.event_types import act_words, frame_words, nearest_span
from memcon.read.page import Page

SHOWN = 0.5
"""What is shown; an act that cannot come out surer and is not shown as it is need not be asked about."""

OUTSIDE = frozenset({"punct", "relcl", "advcl", "conj", "ccomp", "nsubj"})
"""What hangs on the words of an act and tells of something else, or only who acts."""


def score_of(
    page: Page,
    frame: Frame,
    arguments: Arguments,
    *,
    share: float | None,
    negated: bool,
    told_done: bool,
    proposal: Proposal | None = None,
) -> Score:
    """The confidence of an event with its reasons; `told_done`: its status is done or ongoing."""
    parties = min(arguments.source.confidence, arguments.target.confidence)
    if proposal is not None:
        return weigh_proposal(page.lexicon, proposal.share, proposal.real, parties=parties)
    score = weigh(
        page.lexicon,
        base=frame.row.score,
        trigger=frame.trigger.of(page.text),
        signs=signs_of(page, frame, arguments, negated=negated),
        parties=parties,
        share=share,
    )
    if not told_done:
        return score
    paired = bool(arguments.source and arguments.target) and len(states_of(page, arguments)) > 1
    if not paired and score.value < SHOWN:
        return score
    return tempered(page.lexicon, score, real_share(page, frame, arguments), paired=paired)


def real_share(page: Page, frame: Frame, arguments: Arguments) -> float | None:
    """The head's probability that the act of a frame has happened; None without a head."""
    if page.votes is None:
        return None
    sentence = frame.head.sent
    edges = int(sentence.start_char), int(sentence.end_char)
    votes = page.votes.of(edges)
    if votes is None:
        return None
    return votes.share("real", frame_pools(page, frame, arguments, edges), otherwise=edges).get("yes")


def frame_pools(page: Page, frame: Frame, arguments: Arguments, edges: tuple[int, int]) -> Pools:
    """The clause of a frame (with the words that join its sides), the word at its top, its sentence."""
    source = nearest_span(arguments.source.spans, frame.head, edges)
    target = nearest_span(arguments.target.spans, frame.head, edges)
    words = frame_words(frame)
    told = tuple((token.idx, token.idx + len(token)) for token in words)
    if source is not None and target is not None and source != target:
        clause = act_words(page.doc, source, target)["clause"]
    else:
        kids = [kid for token in words for kid in token.children if kid.dep_ not in OUTSIDE]
        clause = tuple((kid.idx, kid.idx + len(kid)) for kid in kids)
    anchor = frame.anchor
    return {
        "clause": tuple(dict.fromkeys((*clause, *told))),
        "apex": ((anchor.idx, anchor.idx + len(anchor)),),
        "sentence": (edges,),
    }
