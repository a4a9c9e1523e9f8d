"""What the type of an act adds to what grammar says of it: lasting acts go on, votes do what they are about.

An invented example: "Chad provides fuel to Mali." is in the simple present and goes on; "The senate voted to condemn
Mali." is no plan to condemn, the vote is the condemnation.
"""

from __future__ import annotations

from dataclasses import replace

from memcon.read.event_frames import Frame
from memcon.read.page import Page
from memcon.read.status import Reality, reality_of


def by_type(page: Page, frame: Frame, reality: Reality) -> Reality:
    """The reality of a frame's act, completed by what acts of its type are."""
    return _as_habit(page, frame, _enacted(frame, reality))


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
