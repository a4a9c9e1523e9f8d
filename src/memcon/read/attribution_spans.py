"""From tokens of the parse to the spans that people would mark: whole phrases, edges clean.

An invented example: of `"Ann Day, the envoy, who was late, said"` the source phrase is `"Ann Day, the envoy"`:
appositions say who speaks, a relative clause after a comma only adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.page import Page

_EDGE = frozenset(" \t\r\n\u00a0,;:.!?-–—…*_")
_PAIRS = {"(": ")", "[": "]", "“": "”", "‘": "’", "«": "»", "„": "“"}
_MODAL_PARTS = frozenset({"aux", "auxpass", "neg", "prt", "advmod"})
_ASIDES = frozenset({"which", "who", "whose", "whom"})


def clean(text: str, span: Span) -> Span | None:
    """The span without white space, separators and half-open brackets at its edges; None if nothing is left."""
    start, end = span
    changed = True
    while changed and start < end:
        changed = False
        while start < end and (text[start] in _EDGE or text[start] in ")]”»"):
            start, changed = start + 1, True
        while start < end and (text[end - 1] in _EDGE or text[end - 1] in "([“«„"):
            if text[end - 1] == "." and _abbreviated(text, start, end):
                break
            end, changed = end - 1, True
        for opening, closing in _PAIRS.items():
            if start < end and text[start] == opening and closing not in text[start + 1 : end]:
                start, changed = start + 1, True
            if start < end and text[end - 1] == closing and closing != "’" and opening not in text[start : end - 1]:
                end, changed = end - 1, True
        if start < end and text[start] == '"' and text.count('"', start, end) % 2:
            start, changed = start + 1, True
        if start < end and text[end - 1] == '"' and text.count('"', start, end) % 2:
            end, changed = end - 1, True
    return Span(start, end) if start < end else None


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the full stop before `end` belongs to an abbreviation ("U.S.", "Jr.")."""
    word = text[max(start, end - 6) : end].split()[-1:]
    return bool(word) and (word[0].count(".") > 1 or word[0] in ("Jr.", "Sr.", "Inc.", "Co.", "Corp.", "Ltd."))


def phrase(page: Page, head: Token, *, whole: bool = False) -> Span | None:
    """The noun phrase of `head` as it names somebody: determiners, modifiers, appositions, conjuncts.

    A relative clause after a comma is left out unless `whole`.
    """
    first, last = head.left_edge.i, head.right_edge.i
    if not whole:
        last = _identifying(head, last)
    tokens = page.doc[first : last + 1]
    return clean(page.text, Span(tokens.start_char, tokens.end_char))


def _identifying(head: Token, last: int) -> int:
    """The index of the last token of `head`'s subtree that still says who it is."""
    doc = head.doc
    for child in head.children:
        if child.i <= head.i or child.dep_ not in ("relcl", "advcl", "parataxis", "ccomp", "dep", "punct"):
            continue
        before = doc[child.left_edge.i - 1] if child.left_edge.i else None
        if child.dep_ == "punct" and child.text in ("—", "–", "--", "-", ":"):
            return child.i - 1
        if (
            child.dep_ != "punct"
            and before is not None
            and before.text in (",", "—", "–", "--", "-")
            and before.i > head.i
        ):
            return before.i - 1
    return last


def without_aside(page: Page, span: Span) -> Span:
    """The span without a relative clause at its end that a comma parts off: that is the author's aside."""
    tokens = page.tokens(span)
    for i in range(2, len(tokens)):
        token = tokens[i]
        if token.lower_ in _ASIDES and tokens[i - 1].text == "," and token.tag_ in ("WP", "WDT", "WP$"):
            clause = _clause_of(token)
            if clause is not None and clause.right_edge.i >= tokens[-1].i - 1:
                return Span(span.start, tokens[i - 1].idx)
    return span


def _clause_of(pronoun: Token) -> Token | None:
    token = pronoun
    for _ in range(6):
        if token.dep_ == "relcl":
            return token
        token = token.head
    return None


def cue_group(verb: Token, *, extra: Sequence[Token] = ()) -> tuple[int, int]:
    """First and last token index of the verb with its auxiliaries, negation, adverbs and particles beside it."""
    doc = verb.doc
    parts = {child.i for child in verb.children if child.dep_ in _MODAL_PARTS}
    first = last = verb.i
    while first - 1 in parts and doc[first - 1].dep_ != "punct":
        first -= 1
    wanted = parts | {token.i for token in extra}
    while last + 1 in wanted and (doc[last + 1].dep_ in ("prt", "neg") or doc[last + 1] in extra):
        last += 1
    return first, last


def subtract(spans: Iterable[Span], holes: Sequence[Span]) -> list[Span]:
    """The parts of `spans` that no hole covers."""
    left = list(spans)
    for hole in holes:
        left = [part for span in left for part in _without(span, hole)]
    return left


def _without(span: Span, hole: Span) -> list[Span]:
    if not span.overlaps(hole):
        return [span]
    parts = (Span(span.start, hole.start), Span(hole.end, span.end))
    return [part for part in parts if part.start < part.end]


def join_near(text: str, spans: Iterable[Span], *, gap: int = 12, stops: Sequence[Span] = ()) -> list[Span]:
    """The spans in order, those joined that overlap or lie at most `gap` characters of one paragraph apart.

    Never across a span of `stops`.
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and _bridgeable(text, joined[-1], span, gap, stops):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _bridgeable(text: str, left: Span, right: Span, gap: int, stops: Sequence[Span]) -> bool:
    if right.start <= left.end:
        return True
    between = Span(left.end, right.start)
    return (
        right.start - left.end <= gap
        and "\n" not in between.of(text)
        and not any(stop.overlaps(between) for stop in stops)
    )
