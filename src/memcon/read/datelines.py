"""Datelines: where and when an agency wrote, before the first sentence of a report.

An invented example: of `"OSLO, March 3 (Daily Wire) - Talks went on."` the dateline is all up to the dash and the
space behind it; `"Talks - and more talks - went on."` has none.
"""

from __future__ import annotations

import re

from memcon.model.span import Span

_PLACE = r"(?:[A-Z][\w.'’/-]*(?: (?:[A-Z][\w.'’/-]*|de|la|el|of|al))*)"
_DATE = (
    r"(?:(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?(?:\d{1,2} )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{4})?)"
)
_SOURCE = r"(?:\([^()\n]{0,40}\)|/[A-Z][\w. -]{1,30}/)"
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:, {_PLACE})?(?:,? {_DATE})?[ ,.]*{_SOURCE}\.?\s*[-–—]{{1,2}}\s+"
    rf"|{_PLACE}(?:, {_PLACE})?,? {_DATE}\.?\s*/[A-Z][\w. -]{{1,30}}/\.\s+"
    rf"|[A-Z][A-Z.'’/ ]{{1,40}}(?:, {_PLACE})?(?:,? {_DATE})?\s*(?:[–—]|--)\s+"
    rf"|[A-Z][A-Z.'’/ ]{{4,40}}(?:, {_PLACE})?(?:,? {_DATE})?\s*-\s+"
    rf"|{_PLACE}(?:, {_PLACE})?,? {_DATE}\s*[-–—]{{1,2}}\s+"
    rf"|\([^()\n]{{2,40}}\)\s*[-–—]{{1,2}}\s+)"
    r"(?=[\"“'‘A-Z\d])"
)
_LONGEST = 120


def dateline_end(text: str, paragraph: Span) -> int | None:
    """Where the dateline at the head of a paragraph ends, its dash and white space included; None if there is none."""
    match = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + _LONGEST))
    return match.end() if match is not None and match.end() < paragraph.end else None
