"""Which paragraphs an article took at length from another outlet, and from which.

An invented example: after the lines `"Nobody asked me, but here goes."` and `"The Daily Wire has more:"` the
paragraphs `"Ministers met on Monday, the spokesman said. …"` and `"The deal is worth $3 billion."` are the
Daily Wire's words; `"Sorry, I don't buy it."` is the columnist again, and ends the passage.

What introduces a passage is a line that ends in a colon and is followed by whole paragraphs; where the passage
ends is decided paragraph by paragraph, from the marks that excerpts leave (ellipses, `>`), from the voice (a wire
attributes and dates; a columnist says I, asks, mocks), and from the next introduction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.lexicon.lexicon import Lexicon
from memcon.model.reading import BlockKind
from memcon.model.span import Span

_LONGEST_EXCERPT = 14
"""Paragraphs; nobody quotes more, and a doubtful end must not swallow the article."""

_LEAD_WORDS = 40
_WORD = re.compile(r"[A-Z][\w&.'’-]*(?:\s+(?:of|the|and|&|for|en|de)(?=\s+[A-Z])|\s+[A-Z][\w&.'’-]*)*")
_REPORTS = re.compile(
    r"\b(?:has|have|had|with)?\s*(?:more|reports?|reported|writes?|wrote|notes?|noted|adds?|added|explains?|explained"
    r"|puts? it|has the (?:details|story)|describes?|described|says?|said|observes?|summari[sz]es?|tells? us|via|from"
    r"|quotes?|quoted|published|ran this|had this)\b"
)  # fmt: skip
_ELLIPSIS_END = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\. \. \.)[\"'”’)\]]*\s*$")
_ELLIPSIS_START = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])")
_WIRE = re.compile(
    r"\b(?:said|told|according to|added|announced|stated|reported|spokes(?:man|woman|person)|statement|officials?"
    r"|percent|per cent|million|billion|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:President|Minister|Secretary|Chancellor|Senator|General|Ambassador) [A-Z]\w+)\b"
    r"|\b(?:in|since|on) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b\d{4}\b"
)  # fmt: skip
_COMMENT = re.compile(
    r"\b(?:I|I'm|I’m|I've|I’ve|I'd|I’d|my|me|we're|we’re|let's|let’s|you|your|folks|frankly|honestly|sorry|well,|okay"
    r"|obviously|incredibly|amazingly|of course|absurd|ridiculous|nonsense|stupid|idiots?|genius"
    r"|sadly|thankfully|hopefully|apparently|surely|perhaps|maybe|as I)\b"
    r"|\b(?:isn|aren|won|don|doesn|didn|can|couldn|shouldn|wouldn|ain|hasn|haven)['’]t\b"
    r"|\b(?:it|that|there|here|what|who|he|she|they)['’](?:s|ll|re|d)\b"
    r"|\b(?:looks?|sounds?|seems?) (?:a lot )?like\b|[!?](?=\s|$)"
)  # fmt: skip
_QUOTED_SPEECH = re.compile(r"[“\"][^”\"]{0,2000}[”\"]")


def mark_excerpts(
    text: str,
    paragraphs: Sequence[Span],
    kinds: Sequence[BlockKind],
    lexicon: Lexicon,
    *,
    own: str | None,
) -> list[str | None]:
    """For each paragraph None, or the outlet it was taken from ("" when that is not named)."""
    lines = [span.of(text) for span in paragraphs]
    taken: list[str | None] = [None] * len(lines)
    outlet: str | None = None
    at = 0
    while at < len(lines):
        if lines[at].startswith(">"):
            taken[at] = outlet or ""
            at += 1
            continue
        outlet = None
        lead = _lead(lines, kinds, at, lexicon)
        if lead is None:
            at += 1
            continue
        outlet = "" if own and lead and lead.casefold() == own.casefold() else lead
        end = _end(lines, kinds, at + 1, outlet, lexicon)
        for i in range(at + 1, end):
            taken[i] = outlet if kinds[i] == "body" else None
        at = max(end, at + 1)
    return taken


def _lead(lines: Sequence[str], kinds: Sequence[BlockKind], at: int, lexicon: Lexicon) -> str | None:
    """The outlet that the paragraph introduces ("" if it only leads on), None if it introduces nothing."""
    line = lines[at].rstrip("*_ ")
    if kinds[at] not in ("body", "heading") or not line.endswith(":") or at + 1 >= len(lines):
        return None
    sentence = re.split(r"(?<=[.!?])[\"'”’]?\s+", line)[-1]
    if len(sentence.split()) > _LEAD_WORDS or not _opens_prose(lines, kinds, at + 1):
        return None
    outlet = named_outlet(sentence.rstrip(":"), lexicon)
    if outlet is not None:
        alone = len(sentence.split()) <= len(outlet.split()) + 2
        return outlet if alone or _REPORTS.search(sentence) else None
    following = lines[at + 1]
    # Without a name, only a passage that reads like a report right after a colon is somebody else's.
    return "" if _comment(line) > 0 and _wire(following) >= 3 and not _comment(following) else None


def _opens_prose(lines: Sequence[str], kinds: Sequence[BlockKind], at: int) -> bool:
    """Whether a whole paragraph follows: neither a single quotation, nor a list, nor a turn of a talk."""
    line = lines[at]
    return kinds[at] == "body" and len(line.split()) >= 8 and not re.match(r"[-*•·\d]|[A-Z][\w .]{0,40}: ", line)


def _end(lines: Sequence[str], kinds: Sequence[BlockKind], start: int, outlet: str, lexicon: Lexicon) -> int:
    """The index of the first paragraph that is no longer part of the passage; at least one paragraph is."""
    stop = min(len(lines), start + _LONGEST_EXCERPT)
    for i in range(start + 1, stop):
        if kinds[i] not in ("body",) or _lead(lines, kinds, i, lexicon) is not None or _cites(lines[i], outlet):
            stop = i
            break
    end = start + 1
    for i in range(start + 1, stop):
        elided = _ELLIPSIS_END.search(lines[i]) or _ELLIPSIS_START.match(lines[i])
        if _comment(lines[i]) and _comment(lines[i]) >= _wire(lines[i]) and not elided:
            break
        if _wire(lines[i]) > _comment(lines[i]) or elided:
            end = i + 1
        elif not any(_ELLIPSIS_END.search(line) for line in lines[i:stop]):
            break
    return end


def _cites(line: str, outlet: str) -> bool:
    """Whether a paragraph speaks of the outlet as of somebody else ("The Times added that")."""
    last = outlet.split()[-1] if outlet else ""
    return bool(last) and bool(
        re.match(rf"(?:The |As the |As )?(?:{re.escape(outlet)}|{re.escape(last)})(?:['’]s)?\b(?!,? told)", line)
    )


def _wire(line: str) -> int:
    """How much a paragraph reads like a report: attributions, offices, days, figures."""
    return len(_WIRE.findall(line))


def _comment(line: str) -> int:
    """How much a paragraph reads like comment: first person, questions, contractions, mockery; quotations apart."""
    return len(_COMMENT.findall(_QUOTED_SPEECH.sub(" ", line)))


def named_outlet(words: str, lexicon: Lexicon) -> str | None:
    """The longest outlet that is named in `words`, by its name in the lexicon; None if none is."""
    best: tuple[int, str] | None = None
    for found in _WORD.finditer(words):
        parts = found.group().split()
        for first in range(min(len(parts), 6)):
            for last in range(min(len(parts), first + 6), first, -1):
                outlet = lexicon.outlet(_bare(" ".join(parts[first:last])))
                if outlet is not None and (best is None or last - first > best[0]):
                    best = (last - first, outlet.name)
    return best[1] if best else None


def _bare(name: str) -> str:
    return re.sub(r"['’]s$", "", name).strip(".,'’")
