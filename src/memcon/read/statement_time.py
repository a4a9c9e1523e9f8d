"""When something was said: the time expression that hangs on the cue, not one inside the content.

An invented example: of `"On Friday she said talks would end in May."` the time is `Friday`, not `May`.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, takewhile

from spacy.tokens import Token

from memcon.model.reading import Time
from memcon.model.span import Span
from memcon.model.when import UNDATED, When
from memcon.read.attribution import Attribution
from memcon.read.page import Page

_UP = 3
_HOSTS = frozenset({"relcl", "advcl", "conj", "xcomp", "acl", "pcomp", "ccomp"})


def time_of(page: Page, attribution: Attribution) -> When:
    """The days on which it was said, UNDATED when the text does not tie a time to the cue."""
    if attribution.head is None or not page.times:
        return UNDATED
    head = page.doc[attribution.head]
    sentence = page.sentence_at(head.idx)
    span = sentence.span if sentence is not None else Span(head.sent.start_char, head.sent.end_char)
    first = bisect_left(page.times, span.start, key=lambda time: time.span.start)
    inside = takewhile(lambda time: time.span.start < span.end, islice(page.times, first, None))
    near = [t for t in inside if span.covers(t.span) and t.when.dated and _apart(t, attribution)]
    hosts = _hosts(head)
    ranked = []
    for time in near:
        distance = _distance(page, time, hosts)
        if distance is not None:
            ranked.append((distance, abs(time.span.start - head.idx), time.span.start, time))
    return min(ranked)[3].when if ranked else UNDATED


def _apart(time: Time, attribution: Attribution) -> bool:
    inside = [*attribution.content, *((attribution.source,) if attribution.source else ())]
    return time.type in ("DATE", "TIME") and not any(span.overlaps(time.span) for span in inside)


def _hosts(head: Token) -> dict[int, int]:
    """The cue's main word and the verbs it hangs on, with how far up they are."""
    hosts, token = {head.i: 0}, head
    for step in range(1, _UP + 1):
        if token.dep_ not in _HOSTS or token.head is token:
            break
        token = token.head
        hosts[token.i] = step
    return hosts


def _distance(page: Page, time: Time, hosts: dict[int, int]) -> int | None:
    """How far up the verb is that the time expression hangs on; None when it hangs on none of them."""
    token = page.token_at(time.span.start)
    for _ in range(8):
        if token.i in hosts:
            return hosts[token.i]
        if token.head is token or (token.pos_ == "VERB" and not time.span.start <= token.idx < time.span.end):
            return None
        token = token.head
    return None
