"""Where a source says that accounts differ: "the readouts differed", "contradicting the ministry's statement".

An invented example: `"The two ministries described the call differently."` yields one reported difference.
"""

from __future__ import annotations

import re

from memcon.model.reading import ReportedDifference
from memcon.read.page import Page

_DIFFER = re.compile(
    r"\b(?:portray|describ|present|depict|characteri[sz]|interpret|summari[sz])\w* [^.]{0,80}\bdifferently\b"
    r"|\b(?:readouts?|accounts?|versions?|statements?|transcripts?|descriptions?) [^.]{0,60}\b(?:differed|differ|diverged|diverge)\b"
    r"|\b(?:conflicting|contradictory|differing|diverging|divergent) (?:accounts?|versions?|readouts?|statements?|descriptions?)\b"
    r"|\bcontradict(?:s|ed|ing) [^.]{0,60}\b(?:readouts?|accounts?|versions?|statements?|claims?)\b",
    re.IGNORECASE,
)  # fmt: skip


def find_reported_differences(page: Page) -> tuple[ReportedDifference, ...]:
    """The sentences in which the article or a source says that accounts differ."""
    found = []
    for sentence in page.sentences:
        match = _DIFFER.search(page.text, sentence.span.start, sentence.span.end)
        if match is None:
            continue
        parties = sorted({a for m in page.mentions_in(sentence.span) for a in m.actors})
        found.append(
            ReportedDifference(
                summary=sentence.span.of(page.text),
                parties=tuple(parties),
                confidence=0.6,
                evidence=page.evidence(sentence.span),
            )
        )
    return tuple(found)
