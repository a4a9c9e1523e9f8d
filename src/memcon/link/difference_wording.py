"""The same quotation with other words inside its marks.

`"to secure our energy infrastructure"` and `"to secure our energy and infrastructure"`, both the
minister's, differ by one word; a quotation cut short, `[he]` for `I` or `don't` for `do not` do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from memcon.link.difference_view import View, difference
from memcon.link.similarity import STOPWORDS, Words, stem, words_of
from memcon.model.link import Difference, Encounter, Side
from memcon.model.reading import Statement
from memcon.model.span import Reason, Span

_QUOTED = re.compile(r"[“\"«]([^“”\"«»\n]{8,1500})[”\"»]|[‘']([^‘’'\n]{12,800})[’'](?!\w)")
_CUT = re.compile(r"\.\.\.|…|\[")
_SLIGHT = frozenset({"the", "a", "an", "that", "which", "of", "s"})
_OWNERS = frozenset({"our", "their", "its", "his", "her", "my", "your", "this", "these", "those"})
_SHORT = frozenset(
    tuple(sorted(pair))
    for pair in (
        ("will", "ll"), ("have", "ve"), ("are", "re"), ("is", "s"), ("has", "s"), ("am", "m"), ("would", "d"),
        ("had", "d"), ("let us", "let s"), ("us", "s"), ("not", "t"),
    )
)  # fmt: skip
LEAST_SHARED = 5
LEAST_SHORT = 4
"""Words that a short quotation must share: "the swarm has no passport" beside "the swarm carries no passport"."""
LEAST_RATIO = 0.72
MOST_QUOTES = 60
ENGLISH = frozenset({"USA", "GBR", "AUS", "CAN", "NZL", "IRL", "SGP", "IND", "ZAF", "NGA", "KEN", "GHA", "JAM", "PHL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quote:
    view: View
    statement: Statement | None
    words: Words


def wording_differences(
    encounter: Encounter, views: Sequence[View], state_of: Mapping[str, str | None]
) -> list[Difference]:
    """One difference for each pair of wordings of one speaker's quotation."""
    by_speaker: dict[str, list[_Quote]] = {}
    for view in views:
        for statement in view.statements:
            if statement.mode != "indirect" and statement.verbatim:
                key = statement.speaker.actor or statement.speaker.name.casefold()
                by_speaker.setdefault(key, []).extend(_quotes(view, statement))
    for view in views:
        # words in marks that no line of the article gives to anybody: told by the other account's speaker
        for quote in _unattributed(view):
            for speaker in sorted(by_speaker):
                if any(other.view.article != view.article for other in by_speaker[speaker]):
                    by_speaker[speaker].append(quote)
    made: dict[tuple[str, str], Difference] = {}
    for speaker in sorted(by_speaker):
        for one, other in combinations(by_speaker[speaker][:MOST_QUOTES], 2):
            if one.statement is None and other.statement is None:
                continue
            if one.view.article != other.view.article:
                found = _compare(encounter, one, other, state_of.get(speaker))
                if found is not None:
                    made.setdefault(_key(found), found)
    anybody = [quote for view in views for quote in _by_others(view)]
    every = {
        (quote.view.article, quote.words.at(0)): quote
        for quotes in (anybody, *by_speaker.values())
        for quote in quotes
        if len(quote.words)
    }
    for one, other in combinations([every[key] for key in sorted(every)][:MOST_QUOTES], 2):
        if one.view.article != other.view.article and _one_text(one, other):
            found = _compare(encounter, one, other, None)
            if found is not None and found.confidence >= SURE:
                made.setdefault(_key(found), found)
    return list(made.values())


SURE = 0.5
LEAST_TEXT, LEAST_ALIKE = 8, 0.85
"""Words of a quotation, and the share that two have in common, from which they are of one text whoever is said to have
read it out: a joint statement, a protocol."""


def _one_text(one: _Quote, other: _Quote) -> bool:
    a, b = one.words.forms, other.words.forms
    if min(len(a), len(b)) < LEAST_TEXT or 2 * min(len(a), len(b)) < LEAST_ALIKE * (len(a) + len(b)):
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= LEAST_ALIKE


def _unattributed(view: View) -> Iterable[_Quote]:
    """The quotations of an account's sentences that are in no statement, as of a speaker whom nobody names."""
    text = view.digest.article.text
    taken = [span for statement in view.digest.statements for span in statement.content]
    for sentence in view.wide:
        for match in _QUOTED.finditer(text, *sentence.span):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(other) for other in taken):
                yield _Quote(view=view, statement=None, words=words_of(text, (span,)))


def _by_others(view: View) -> Iterable[_Quote]:
    """The quotations of an account that stand in marks in a line of anybody ("the joint statement reads")."""
    near = [sentence.span for sentence in view.wide]
    for statement in view.digest.statements:
        if statement.mode != "indirect" and statement.content and statement.verbatim:
            if any(span.start <= statement.content[0].start < span.end for span in near):
                yield from _quotes(view, statement)


def _key(found: Difference) -> tuple[str, str]:
    values = [" ".join(words_of(side.value or "").forms) for side in found.sides]
    return values[0], values[-1]


def _quotes(view: View, statement: Statement) -> Iterable[_Quote]:
    text = view.digest.article.text
    for span in statement.content:
        low, high = max(0, span.start - 2), min(len(text), span.end + 2)
        matches = [Span(m.start(), m.end()) for m in _QUOTED.finditer(text, low, high)]
        if not matches and statement.mode == "direct":
            matches = [span]
        for match in matches:
            yield _Quote(view=view, statement=statement, words=words_of(text, (match,)))


def _compare(encounter: Encounter, one: _Quote, other: _Quote, state: str | None) -> Difference | None:
    a, b = one.words.forms, other.words.forms
    blocks = [m for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if m.size]
    shared = sum(block.size for block in blocks)
    if shared < min(LEAST_SHARED, max(LEAST_SHORT, min(len(a), len(b)) - 1)):
        return None
    first, last = blocks[0], blocks[-1]
    left, right = a[first.a : last.a + last.size], b[first.b : last.b + last.size]
    if 2 * shared / (len(left) + len(right)) < LEAST_RATIO:
        return None
    told = [
        (a[x.a + x.size : y.a], b[x.b + x.size : y.b])
        for x, y in pairwise(blocks)
        if _matters((a[x.a + x.size : y.a], b[x.b + x.size : y.b]))
        and not (
            _comma(a[x.a + x.size : y.a], other, x.b + x.size, y.b)
            or _comma(b[x.b + x.size : y.b], one, x.a + x.size, y.a)
        )
    ]
    spans = (
        one.words.span(first.a, last.a + last.size - 1),
        other.words.span(first.b, last.b + last.size - 1),
    )
    if not told or any(_CUT.search(q.view.text(span)) for q, span in zip((one, other), spans, strict=True)):
        return None
    return _difference(encounter, one, other, spans, told, state)


def _comma(words: Sequence[str], quote: _Quote, first: int, last: int) -> bool:
    """Whether the other one has a comma in the place of an "and" or a "but": "and not of fear", ", not of fear"."""
    if tuple(words) not in (("and",), ("but",)) or first != last or not first:
        return False
    gap = Span(quote.words.at(first - 1).end, quote.words.at(first).start)
    return any(mark in quote.view.text(gap) for mark in ",;:–—-")


def _matters(change: tuple[Sequence[str], Sequence[str]]) -> bool:
    left, right = change
    if _spelled(left) == _spelled(right):
        return False
    if tuple(sorted((" ".join(left), " ".join(right)))) in _SHORT:
        return False
    changed = (set(left) ^ set(right)) - _SLIGHT
    # "our ports" for "the ports": a determiner for an article
    return bool(changed - _OWNERS) or not _SLIGHT & {*left, *right}


def _spelled(words: Sequence[str]) -> str:
    """The words without what newsrooms' spelling changes: contractions, -ise and -ize, -our and -or, hyphens."""
    joined = "".join(words)
    for ours, theirs in (("not", "nt"), ("cannt", "cant"), ("willnt", "wont"), ("is", "iz"), ("our", "or")):
        joined = joined.replace(ours, theirs)
    return joined.replace("weare", "were").replace("wehave", "weve").replace("wewill", "well").replace("itiz", "its")


def _difference(
    encounter: Encounter,
    one: _Quote,
    other: _Quote,
    spans: tuple[Span, Span],
    changes: Sequence[tuple[Sequence[str], Sequence[str]]],
    state: str | None,
) -> Difference:
    said = one.statement or other.statement
    swapped = [change for change in changes if any(w not in STOPWORDS for w in change[0]) and change[1]]
    translated = state not in ENGLISH and len(swapped) == len(changes) and len(_content(swapped)) > 0
    translated = translated and not any(FORCE & {*a} ^ FORCE & {*b} for a, b in changes)
    confidence = 0.4 if translated else 0.75 if len(changes) <= 2 else 0.55
    shown = "; ".join(f"{' '.join(a) or '(nothing)'} / {' '.join(b) or '(nothing)'}" for a, b in changes[:4])
    return difference(
        encounter,
        "wording",
        [_side(one, spans[0]), _side(other, spans[1])],
        summary=f"The quotation of {said.speaker.name if said is not None else 'somebody'} differs: {shown}.",
        weight=0.7 if any({"not", "no", "never", "and", "or"} & {*a, *b} for a, b in changes) else 0.45,
        confidence=confidence,
        reasons=(Reason(name="changed", weight=float(len(changes)), detail=shown),),
    )


FORCE = frozenset(
    "will shall must may might can could should would all some any no every each both more less most least same only "
    "always never".split()
)
"""Words of duty, of chance and of how much: no translator takes one for another."""


def _content(changes: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[str]:
    return [word for left, _ in changes for word in left if stem(word) and word not in STOPWORDS]


def _side(quote: _Quote, span: Span) -> Side:
    return Side(value=quote.view.text(span), articles=(quote.view.article,), evidence=quote.view.evidence(span))
