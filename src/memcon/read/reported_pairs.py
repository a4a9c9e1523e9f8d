"""Where an article sets what two sides tell beside each other: "Oslo puts it at 900 million euros, Bergen at 700".

Invented examples: `The Norland text said that the lease was "concluded". The Saran text says that it was "examined".`
gives two halves with two words in marks; `The Saran note mentions fish, while the Norland note does not` an omission;
"Bern said that rain fell, and Oslo that snow fell" gives none: neither numbers, nor months, nor marked words differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from memcon.lexicon.set_apart import MARKED, MONTH
from memcon.model.span import Span
from memcon.read.actor_home import single_state
from memcon.read.contact_rows import sides
from memcon.read.page import Page

LONGEST = 700
OPENING = (260, 90)
"""Characters of the first and the second half within which its holder must stand."""
PAPER = (
    r"(?:readout|read-out|account|version|statement|text|note|communiqu[eé]|summary|count|tally|minutes|report|paper"
    r"|transcript|release|ministry|government|side|office|bulletin|record|delegation|embassy|one)"
)
_NAME = r"[A-Z][\w-]+(?: [A-Z][\w-]+)?"
_HOLDER = re.compile(
    rf"\b(?P<owner>{_NAME})['’]s?(?: (?:\w+ )?{PAPER}\b)?"
    rf"|\b[Tt]he (?P<of>{_NAME})(?: \w+)?? {PAPER}\b"
    rf"|\b(?P<bare>{_NAME})\b"
)
_TELLS = re.compile(
    r"\b(?:sa(?:id|ys?)|expect(?:s|ed)|estimate[sd]?|plan(?:s|ned)|hope[sd]?|reckon(?:s|ed)|want(?:s|ed)|puts?|spoke|speaks?|calls?|called|describe[sd]?|g(?:ives?|ave)|counts?|counted|mention(?:s|ed)"
    r"|maintain(?:s|ed)|states?|stated|records?|recorded|has|had|have|insist(?:s|ed)|lists?|listed|names?|named|cites?"
    r"|cited|refer(?:s|red)|records?|reads?|uses?|used|writes?|wrote|makes?|made|do(?:es)?|did)\b"
)
_GAPPED = re.compile(r",? (?:at|as|in|on|to|only|merely|just|for|that|a|an|\d|[“\"‘'])")
_CUT = re.compile(r"[;:]\s|, (?=[A-Z])|,? \b(?:while|whereas|but|though|and)\b ")
_AMOUNT = re.compile(
    r"(?:US|A|C)?[$€£]? ?\d+(?:[.,]\d+)*(?: (?:hundred|thousand|million|billion|trillion))?|\b(?:one|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|sixty|ninety)(?:-\w+)?\b"
)
_WILL = re.compile(r"\b(?:would|will|shall)\b")
_SETTLED = re.compile(r"\b(?:settled|agreed|resolved|concluded|decided|signed|adopted|approved|sealed|binding)\b")
_OPEN = re.compile(
    r"\b(?:discussed|raised|mentioned|considered|explored|examined|reviewed|studied|noted|initialled|initialed|draft)\b"
)
_SILENT = re.compile(r"\b(?:do|does|did) not(?= *[.,;]?$| mention| refer)|\bn['’]t(?= *[.,;]?$| mention)|\bis silent\b")
_MENTIONS = re.compile(r"\b(?:mention(?:s|ed)|refer(?:s|red) to|includes?|included|names?|lists?|dwells?|records?)\b")


@dataclass(frozen=True, slots=True)
class Halves:
    """Two passages that stand for what two holders tell, of one sentence or of two that follow each other."""

    left: Span
    right: Span


def pairs_told_apart(page: Page) -> Iterator[tuple[int, Halves]]:
    """The number of the sentence (the later of two) and the halves, where two states' tellings are contrasted."""
    for index, sentence in enumerate(page.sentences):
        span = sentence.span
        if span.end - span.start > LONGEST:
            continue
        own = _within(page, span)
        before = page.sentences[index - 1].span if index else None
        if own is None and before is not None and span.end - before.start <= LONGEST:
            own = _contrast(page, before, span, apart=True)
        if own is None and before is not None:
            own = _two_texts(page, before, span)
        if own is not None:
            yield index, own


_TEXT = re.compile(r"(?:^|[.;] )(?:In )?[Tt]he (?P<tongue>[A-Z]\w+) (?:text|version|copy|translation|original)\b")
_ALIKE = re.compile(r"\b(?:same|also|too|likewise|agrees?|identical|both|neither)\b")


def _two_texts(page: Page, left: Span, right: Span) -> Halves | None:
    """Two versions of one document set beside each other: "The French text says that trawlers will be banned. The
    English text says only that they will be limited"."""
    if right.end - left.start > LONGEST:
        return None
    found = [_TEXT.match(page.text[span.start : span.end]) for span in (left, right)]
    if found[0] is None or found[1] is None or found[0]["tongue"] == found[1]["tongue"]:
        return None
    told = [_TELLS.search(page.text, span.start, span.end) is not None for span in (left, right)]
    return Halves(left, right) if all(told) and not _ALIKE.search(page.text, *right) else None


def _within(page: Page, span: Span) -> Halves | None:
    for cut in _CUT.finditer(page.text, span.start, span.end):
        found = _contrast(page, Span(span.start, cut.start()), Span(cut.end(), span.end), apart=False)
        if found is not None:
            return found
    return None


def _contrast(page: Page, left: Span, right: Span, *, apart: bool) -> Halves | None:
    one = _holder(page, left, second=False, gapped=False, paper=apart)
    other = _holder(page, right, second=True, gapped=not apart, paper=apart) if one is not None else None
    if one is None or other is None or one[0] == other[0] or not _met(page, one[0], other[0]):
        return None
    mine, theirs = page.text[one[1] : left.end], page.text[other[1] : right.end]
    return Halves(left, right) if _differ(mine, theirs, apart=apart) else None


def _holder(page: Page, half: Span, *, second: bool, gapped: bool, paper: bool) -> tuple[str, int] | None:
    """The state whose telling a half gives, and where what it tells begins; `paper` asks for a text of the state's."""
    text = page.text
    for match in _HOLDER.finditer(text, half.start, min(half.end, half.start + OPENING[second])):
        name = match["owner"] or match["of"] or match["bare"]
        state = _state(page, name)
        if state is None or (paper and match["bare"]):
            continue
        verb = _TELLS.search(text, match.end(), min(half.end, match.end() + 40))
        if verb is not None and not text[match.end() : verb.start()].count(","):
            return state, match.end()
        if gapped and _GAPPED.match(text, match.end(), half.end):
            return state, match.end()
    return None


def _met(page: Page, one: str, other: str) -> bool:
    """Whether the article tells of a contact between two states: it is that which they tell of."""
    return any(event.encounter_kind and {one, other} <= set(sides(page, event)) for event in page.events)


def _state(page: Page, name: str) -> str | None:
    return single_state(page.lexicon, name) or single_state(page.lexicon, name.split()[0])


def _differ(one: str, other: str, *, apart: bool) -> bool:
    """Whether what two tell differs in a number, a month or day, a word in marks, or in that one has it not at all."""
    if _SILENT.search(other) is not None and _MENTIONS.search(one) is not None:
        return True
    marked = [MARKED.findall(part) for part in (one, other)]
    if all(marked):
        return bool(marked[0][0].casefold() != marked[1][0].casefold())
    if apart:
        return False
    if any(_SETTLED.search(a) and _OPEN.search(b) and not _OPEN.search(a) for a, b in ((one, other), (other, one))):
        return True
    months = [set(MONTH.findall(part)) for part in (one, other)]
    if all(months):
        return not months[0] & months[1]
    amounts = [_AMOUNT.findall(part) for part in (one, other)]
    # "Oslo said it would send 40 trucks and Bergen 50" are two promises
    promised = _WILL.search(one) is not None
    if any(months) or promised or not all(amounts):
        return False
    return bool(amounts[0][0].strip() != amounts[1][0].strip())
