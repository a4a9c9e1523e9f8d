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
    return list(made.values())


def _unattributed(view: View) -> Iterable[_Quote]:
    """The quotations of an account's sentences that are in no statement, as of a speaker whom nobody names."""
    text = view.digest.article.text
    taken = [span for statement in view.digest.statements for span in statement.content]
    for sentence in view.wide:
        for match in _QUOTED.finditer(text, *sentence.span):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(other) for other in taken):
                yield _Quote(view=view, statement=None, words=words_of(text, (span,)))


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
    changes = [(a[x.a + x.size : y.a], b[x.b + x.size : y.b]) for x, y in pairwise(blocks)]
    told = [change for change in changes if _matters(change)]
    spans = (
        one.words.span(first.a, last.a + last.size - 1),
        other.words.span(first.b, last.b + last.size - 1),
    )
    if not told or any(_CUT.search(q.view.text(span)) for q, span in zip((one, other), spans, strict=True)):
        return None
    return _difference(encounter, one, other, spans, told, state)


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


def _content(changes: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[str]:
    return [word for left, _ in changes for word in left if stem(word) and word not in STOPWORDS]


def _side(quote: _Quote, span: Span) -> Side:
    return Side(value=quote.view.text(span), articles=(quote.view.article,), evidence=quote.view.evidence(span))
