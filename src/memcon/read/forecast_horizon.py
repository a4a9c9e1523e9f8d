"""Until when a forecast is to come true: "by June" from the day of print, "this year", "within a month".

"Peru will leave by June", printed on 4 March 2022: from that day to 30 June 2022.
"""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Token

from memcon.model.reading import Time
from memcon.model.span import Span
from memcon.model.when import UNDATED, When, day_range
from memcon.read.ask_content import Content
from memcon.read.event_times import published
from memcon.read.forecast_base import Claim
from memcon.read.page import Page
from memcon.read.time_calendar import add_days, shift

LENGTH = re.compile(r"P(\d{1,3}|X)([DWMY])")
SOME = {"D": ("D", 14), "W": ("W", 8), "M": ("M", 12), "Y": ("Y", 5)}
"""How far "within days", "within weeks" and the like are read at the most."""


def horizon_of(page: Page, claim: Claim, content: Content) -> When:
    """The days in which the claim is to come true: of its clause's time; "by" and "before" from the day of print."""
    left = [kid for kid in claim.verb.children if kid.i < claim.verb.i and kid.dep_ in ("prep", "npadvmod", "advmod")]
    first = min((t.idx for kid in left for t in kid.subtree), default=content.span.start)
    return horizon_in(
        page,
        Span(
            min(claim.outer.idx, content.span.start, first),
            max(content.span.end, claim.outer.idx + len(claim.outer)),
        ),
    )


BEYOND = frozenset(("past", "beyond", "through"))
""" "Will stay shut past the summer": until the end of the summer is what can be seen to come true."""


def horizon_in(page: Page, clause: Span) -> When:
    """The days that the times of a stretch of text give a forecast, the first that fits."""
    start = published(page)
    for time in page.times:
        if not clause.start <= time.span.start < clause.end or _other_calendar(page, time):
            continue
        if time.value == "FUTURE_REF" and start.earliest is not None:
            return When(earliest=start.earliest, edtf=f"{start.earliest}/..", basis="relative")
        if time.type == "DURATION" and (length := _within(page, time, start)) is not None:
            return length
        if not time.when.dated:
            continue
        found = _until(page, time, start)
        if found is not None:
            return found
    return UNDATED


def _other_calendar(page: Page, time: Time) -> bool:
    """Whether a "New Year" is the lunar or another one, whose day the words do not give."""
    token = page.token_at(time.span.start)
    return token.i > 0 and token.nbor(-1).lower_ in ("lunar", "chinese", "persian", "iranian", "orthodox", "jewish")


def _within(page: Page, time: Time, start: When) -> When | None:
    """ "Within a year": from the day of print so long."""
    token = page.token_at(time.span.start)
    match = LENGTH.fullmatch(time.value)
    if (
        match is None
        or start.earliest is None
        or start.latest is None
        or not token.i
        or not (token.nbor(-1).lower_ in ("within", "in", "inside") or _running_out(token))
    ):
        return None
    unit, number = SOME[match[2]] if match[1] == "X" else (match[2], int(match[1]))
    end = shift(date.fromisoformat(start.latest), unit, number)
    return day_range(date.fromisoformat(start.earliest), end, basis="relative")


def _running_out(token: Token) -> bool:
    """ "Before the two months are up": a stretch that has begun and that something is to happen in."""
    around = [other.lower_ for other in token.doc[max(0, token.i - 2) : token.i + 6]]
    return "before" in around[:2] and any(word in around for word in ("up", "over", "out", "end"))


def _next_year(when: When) -> When:
    """The same days a year later."""
    if when.earliest is None or when.latest is None:
        return UNDATED
    first, last = (shift(date.fromisoformat(day), "Y", 1) for day in (when.earliest, when.latest))
    return day_range(first, last, basis=when.basis)


def _until(page: Page, time: Time, start: When) -> When | None:
    when = time.when
    if when.latest is None or time.value == "PRESENT_REF":
        return None
    before = page.token_at(time.span.start)
    lead = before.nbor(-1).lower_ if before.i else ""
    if before.lower_ in BEYOND:
        lead = before.lower_
    if start.earliest is not None and when.latest < start.earliest:
        if lead not in ("by", "before", "until", *BEYOND) or re.search(r"\d{4}|last", time.span.of(page.text)):
            return None
        when = _next_year(when)  # no forecast is of the June that has been
    if when.latest is None or (start.earliest is not None and when.latest < start.earliest):
        return None
    if lead in ("by", "before", "until", "till", "within", *BEYOND) and start.earliest is not None:
        latest = date.fromisoformat(when.latest)
        ending = any(token.lower_ in ("end", "close") for token in page.tokens(time.span))
        if lead == "before" and not ending and when.earliest and start.earliest < when.earliest:
            latest = add_days(date.fromisoformat(when.earliest), -1)
        return day_range(date.fromisoformat(start.earliest), latest, basis=when.basis)
    return when
