"""What the type of an act adds to what grammar says of it: lasting acts go on, votes do what they are about.

An invented example: "Chad provides fuel to Mali." is in the simple present and goes on; "The senate voted to condemn
Mali." is no plan to condemn, the vote is the condemnation.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice

from memcon.lexicon.lexicon import Lexicon
from memcon.model.reading import Time
from memcon.model.span import Reason
from memcon.model.when import When
from memcon.read.event_confidence import Score
from memcon.read.event_frames import Frame
from memcon.read.page import Page
from memcon.read.status import Reality, reality_of


def by_type(page: Page, frame: Frame, reality: Reality) -> Reality:
    """The reality of a frame's act, completed by what acts of its type are."""
    return _as_habit(page, frame, _enacted(frame, reality))


YEARS = 5
"""Years before the text from which what is dated by its year alone is history told along with the news."""

MOST_RECALLED = 0.45


def as_history(page: Page, frame: Frame, when: When, time: Time | None, score: Score) -> Score:
    """The score of an act, below what is shown where it is dated by a year alone that lies years back.

    "Norway, which turned Mali down in 2009, has now agreed": of 2009 the text tells no news. A text without a day is
    held against the latest year that the lexicon has holders of offices for.
    """
    year = (when.edtf or "") if when.basis == "stated" else ""
    year = year if len(year) == 4 and year.isdigit() else _occasion_year(frame)
    if time is not None and "since" in page.text[max(0, time.span.start - 7) : time.span.end].lower().split():
        return score
    if not year or (when.basis in ("stated", "relative") and year != when.edtf):
        return score
    printed = (page.article.published or "")[:4]
    now = int(printed) if printed.isdigit() else _latest_year(page.lexicon)
    if now - int(year) < YEARS or score.value <= MOST_RECALLED:
        return score
    reason = Reason(name="long before", weight=float(now - int(year)), detail="dated by a year alone, years back")
    return replace(score, value=MOST_RECALLED, reasons=(*score.reasons, reason))


OCCASIONS = frozenset({"after", "during", "following", "in", "amid"})


def _occasion_year(frame: Frame) -> str:
    """The year of what the clause opens with: "After the flood of 1959 Chad sent flour"."""
    for kid in frame.anchor.children:
        if kid.dep_ == "prep" and kid.i < frame.anchor.i and kid.lower_ in OCCASIONS:
            for token in islice(kid.subtree, 8):
                if len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("18", "19", "20"):
                    return str(token.text)
    return ""


@lru_cache(maxsize=4)
def _latest_year(lexicon: Lexicon) -> int:
    starts = (tenure.start for person in lexicon.persons.values() for tenure in person.tenures)
    return max((int(start[:4]) for start in starts if start and start[:4].isdigit()), default=0)


VOTED = frozenset({"SUPPORT", "REJECT", "ACCUSE", "SANCTION", "AGREE", "REQUEST", "CONCEDE"})
"""Acts that the vote of a body is, not only means: "voted to condemn", "voted to ratify"."""


def _enacted(frame: Frame, reality: Reality) -> Reality:
    """ "Parliament voted to recognise Chad": the vote did it; "voted to send troops" is still to be done."""
    if reality.status != "planned" or reality.by is None or reality.by.lemma_.lower() != "vote":
        return reality
    return reality_of(reality.by) if frame.row.type in VOTED else reality


STEADY = frozenset({"AID", "COOPERATE", "MOBILIZE", "ASSAULT", "COERCE"})
BACKING = frozenset({"support", "back", "recognise", "recognize", "assist"})


def _as_habit(page: Page, frame: Frame, reality: Reality) -> Reality:
    """ "Chad provides fuel to Mali": a lasting act in the simple present goes on, but for headlines."""
    verb = frame.anchor
    lasting = frame.row.type in STEADY or verb.lemma_.lower() in BACKING
    if reality.status != "done" or not lasting or frame.nominal or verb.tag_ not in ("VBZ", "VBP"):
        return reality
    if verb.doc[verb.sent.end - 1].text not in (".", "!", ";", '"', "”", "’", "'") or not page.readable(verb.idx):
        return reality
    return replace(reality, status="ongoing")
