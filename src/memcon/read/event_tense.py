"""What the type of an act adds to what grammar says of it: lasting acts go on, votes do what they are about.

An invented example: "Chad provides fuel to Mali." is in the simple present and goes on; "The senate voted to condemn
Mali." is no plan to condemn, the vote is the condemnation.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice

from spacy.tokens import Token

from memcon.lexicon.lexicon import Lexicon
from memcon.model.reading import Time
from memcon.model.span import Reason
from memcon.model.when import UNDATED, When
from memcon.read.event_confidence import Score
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import CLIMB
from memcon.read.page import Page
from memcon.read.status import Reality, reality_of


def by_type(page: Page, frame: Frame, reality: Reality) -> Reality:
    """The reality of a frame's act, completed by what acts of its type are."""
    return _as_habit(page, frame, _enacted(frame, reality))


YEARS = 5
"""Years before the text from which what is dated by its year or season is history told along with the news."""

MOST_RECALLED = 0.45


GENERATION = 20
"""Years before the text from which an act is history however its day is given."""

RECALLED = 0.5
"""The probability of being background of years ago from which an act has not the day of print."""


def as_history(
    page: Page, frame: Frame, when: When, time: Time | None, score: Score, past: float
) -> tuple[When, Score]:
    """The time and score of an act: below what is shown where it is of a year or season that lies years back, or of a
    day a generation ago, or, without a time of its own, is background of years ago (probability `past`).

    "Norway, which turned Mali down in 2009, has now agreed": of 2009 the text tells no news. A text without a day is
    held against the latest year that the lexicon has holders of offices for.
    """
    if past >= RECALLED and when.basis == "publication":
        return UNDATED, _lowered(score, "background", past, "told as background of years ago")
    if time is not None and "since" in page.text[max(0, time.span.start - 7) : time.span.end].lower().split():
        return when, score
    own = when.basis in ("stated", "relative") and when.latest is not None
    year = (when.latest or "")[:4] if own else _occasion_year(frame) or _year_below(frame)
    if not year.isdigit():
        return when, score
    printed = (page.article.published or "")[:4]
    gone = (int(printed) if printed.isdigit() else _latest_year(page.lexicon)) - int(year)
    loose = not own or (when.days is not None and when.days > LONGEST_MONTH)
    if gone < (YEARS if loose else GENERATION):
        return when, score
    return when, _lowered(score, "long before", float(gone), "of a time that lies years back")


LONGEST_MONTH = 31


def _lowered(score: Score, name: str, weight: float, detail: str) -> Score:
    if score.value <= MOST_RECALLED:
        return score
    reason = Reason(name=name, weight=round(weight, 4), detail=detail)
    return replace(score, value=MOST_RECALLED, reasons=(*score.reasons, reason))


OCCASIONS = frozenset({"after", "during", "following", "in", "amid", "from", "of"})


def _occasion_year(frame: Frame) -> str:
    """The year of what the clause opens with ("After the flood of 1959 Chad sent flour"), or of the thing that it tells
    about ("a photograph from 1974 in which Chad's king receives")."""
    anchor = frame.anchor
    found = _year_on(anchor, before=anchor.i)
    current = anchor
    for _ in range(CLIMB):
        if found or current.head.i == current.i:
            break
        if current.dep_ in ("relcl", "acl"):
            found = _year_on(current.head, before=current.i)
        elif current.dep_ not in ("ccomp", "xcomp", "conj", "pobj", "prep", "dobj"):
            break
        current = current.head
    return found


def _year_below(frame: Frame) -> str:
    """The year that only an infinitive or participle below the act is dated by: "threatened to shell a rig working
    there in the summer of 1980"."""
    for kid in islice(frame.anchor.subtree, 60):
        if not _is_year(kid):
            continue
        current = kid
        for _ in range(2 * CLIMB):
            if current.i == frame.anchor.i:
                return str(kid.text)
            loose = current.dep_ in ("relcl", "advcl", "ccomp", "appos", "nummod") or current.tag_ == "VBN"
            if loose and current.i != kid.i:
                break
            current = current.head
    return ""


def _year_on(word: Token, *, before: int) -> str:
    for kid in word.children:
        if kid.dep_ == "prep" and kid.i < before and kid.lower_ in OCCASIONS:
            for token in islice(kid.subtree, 8):
                if token.i < before and _is_year(token):
                    return str(token.text)
    return ""


CENTURIES = ("17", "18", "19", "20")


def _is_year(token: Token) -> bool:
    """Whether a word is a year in digits; "19²²" is none."""
    return len(token.text) == len("1980") and token.text.isdecimal() and token.text[:2] in CENTURIES


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
