"""How likely an act that the grammar takes as done has happened, by the trained head, and the confidence that makes.

An invented example: "For an hour Chad charged Mali with fraud, as the exercise card required" is in the past tense, and
no word of its clause says that it was played; the head `real` reads the clause, the word at its top and the sentence,
and gives .1. The confidence of the act comes down with it, so that it is kept and not shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from memcon.lexicon.weighing import log_odds
from memcon.model.reading import EventStatus, Statement
from memcon.model.when import When
from memcon.read.event_confidence import Score, tempered, weigh, weigh_proposal
from memcon.read.event_frames import Frame
from memcon.read.event_pairs import Pools, real_share
from memcon.read.event_proposals import Proposal
from memcon.read.event_sides import states_of
from memcon.read.event_signs import signs_of, told_signs
from memcon.read.event_slots import Arguments
from memcon.read.event_status import TOLD, settled, sign_of, weighed_status
from memcon.read.event_status_signs import YEARS_AGO, status_signs
from memcon.read.event_types import ROOT_OF, act_words, frame_words, nearest_span, own_share
from memcon.read.page import Page
from memcon.read.status import NEGATED, Reality

ASKED = 0.35
"""What an act of one side alone, or one that did not happen, must be worth before the heads are asked about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The status of an act, the probability of it, and of its being background of years ago."""

    status: EventStatus
    sure: float
    past: float


def judged(
    page: Page,
    frame: Frame,
    arguments: Arguments,
    reality: Reality,
    statement: Statement | None,
    grammar: EventStatus,
    when: When,
    *,
    share: float | None,
) -> tuple[Verdict, Score]:
    """The status of a frame's act and the confidence of its event; `grammar` is what grammar and speech make of it."""
    score = score_without_heads(
        page, frame, arguments, share=share, negated=reality.status == NEGATED and statement is None
    )
    heard = heard_of(page, frame, arguments, score, grammar)
    signs = status_signs(page, frame, arguments, reality, statement, when)
    verdict = _settled(page, reality, statement, grammar, signs, heard)
    contact = frame.row.encounter is not None
    if page.votes is None or (contact and (heard is None or verdict.status not in TOLD)):
        # what a contact is worth, other articles of it tell: it is joined before it is shown
        return verdict, score
    root = ROOT_OF.get(frame.row.type, frame.row.type)
    told = told_signs(page, frame.row.type, verdict.status, arguments.source.actors, arguments.target.actors)
    return verdict, tempered(
        page.lexicon,
        score,
        status=verdict.sure,
        real=heard.real if heard is not None else None,
        act=own_share(root, heard.act) if heard is not None and heard.act else None,
        signs=told,
    )


def judged_proposal(
    page: Page, proposal: Proposal, reality: Reality, statement: Statement | None, grammar: EventStatus, when: When
) -> tuple[Verdict, Score]:
    """The status of an act that only the heads saw, and the confidence of its event."""
    heard = Heard(real=proposal.signs["real"], status=proposal.status, act={})
    told = status_signs(page, proposal.frame, proposal.arguments, reality, statement, when)
    verdict = _settled(page, reality, statement, grammar, told, heard)
    signs = {**proposal.signs, "status": verdict.sure}
    return verdict, weigh_proposal(page.lexicon, signs, parties=proposal.sure)


def _settled(
    page: Page,
    reality: Reality,
    statement: Statement | None,
    grammar: EventStatus,
    signs: Mapping[str, float],
    heard: Heard | None,
) -> Verdict:
    """The status that grammar, the heads and the signs of the clause come to.

    What is dated years back is done as surely as it is background.
    """
    sign = sign_of(grammar, by_word=reality.by is not None, in_speech=statement is not None)
    real = {"no head": 1.0} if heard is None else {"real": log_odds(heard.real, LEAST_REAL)}
    shares = heard.status if heard is not None else {}
    weighed = weighed_status(page.lexicon, sign, shares, {**signs, **real})
    status, sure = settled(grammar, weighed)
    if status in TOLD and YEARS_AGO in signs:
        sure = min(1.0, sure + weighed["past"])
    return Verdict(status=status, sure=round(sure, 4), past=weighed["past"])


LEAST_REAL = 0.02
"""The share of what has happened, and of what has not, that counts at least: surer the head is not to be believed."""

OUTSIDE = frozenset({"punct", "relcl", "advcl", "conj", "ccomp", "nsubj"})
"""What hangs on the words of an act and tells of something else, or only who acts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the heads say of an act: how likely it happened, the share of each status, of each type (empty: not asked).

    Types are asked about only where both sides stand in the sentence.
    """

    real: float
    status: Mapping[str, float]
    act: Mapping[str, float]


def score_without_heads(page: Page, frame: Frame, arguments: Arguments, *, share: float | None, negated: bool) -> Score:
    """The confidence of an event from its row, its sides, its voice and the share of its type."""
    return weigh(
        page.lexicon,
        base=frame.row.score,
        trigger=frame.trigger.of(page.text),
        signs=signs_of(page, frame, arguments, negated=negated),
        parties=min(arguments.source.confidence, arguments.target.confidence),
        share=share,
    )


def is_paired(page: Page, arguments: Arguments) -> bool:
    """Whether an act is one between two states."""
    return bool(arguments.source and arguments.target) and len(states_of(page, arguments)) > 1


def heard_of(page: Page, frame: Frame, arguments: Arguments, score: Score, status: str) -> Heard | None:
    """What the heads say of the act of a frame; None without heads, or where nothing hangs on it."""
    if page.votes is None or (score.value < ASKED and (status not in TOLD or not is_paired(page, arguments))):
        return None
    sentence = frame.head.sent
    edges = int(sentence.start_char), int(sentence.end_char)
    votes = page.votes.of(edges)
    if votes is None:
        return None
    pools, both = frame_pools(page, frame, arguments, edges)
    real = real_share(page, votes, sentence, pools, further=status in TOLD and is_paired(page, arguments))
    if real is None:
        return None
    return Heard(
        real=real,
        status=votes.share("status", pools, otherwise=edges),
        act=votes.share("act", pools, otherwise=edges) if both else {},
    )


def frame_pools(page: Page, frame: Frame, arguments: Arguments, edges: tuple[int, int]) -> tuple[Pools, bool]:
    """The clause of a frame (with the words that join its sides), the word at its top, its sentence, the sides.

    The second value says whether both sides stand in the sentence.
    """
    source = nearest_span(arguments.source.spans, frame.head, edges)
    target = nearest_span(arguments.target.spans, frame.head, edges)
    words = frame_words(frame)
    told = tuple((token.idx, token.idx + len(token)) for token in words)
    sides: dict[str, tuple[tuple[int, int], ...]] = {}
    if source is not None and target is not None and source != target:
        joint = act_words(page.doc, source, target)
        clause = joint["clause"]
        path = tuple(dict.fromkeys((*joint["path"], *told)))
        sides = {"between": joint["between"], "path": path, "source": (source,), "target": (target,)}
    else:
        kids = [kid for token in words for kid in token.children if kid.dep_ not in OUTSIDE]
        clause = tuple((kid.idx, kid.idx + len(kid)) for kid in kids)
    anchor = frame.anchor
    pools = {
        **sides,
        "clause": tuple(dict.fromkeys((*clause, *told))),
        "apex": ((anchor.idx, anchor.idx + len(anchor)),),
        "sentence": (edges,),
    }
    return pools, bool(sides)
