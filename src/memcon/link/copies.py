"""Which article took what from which: duplicates, near copies, quoted passages, rewordings, translations, wire credits.

A wire story of Monday, a paper's cut of it on Tuesday and a column that sets two of its paragraphs
in a block give: near (wire to paper) and quoted (wire to column, the paragraphs' spans on both sides).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from memcon.lexicon.lexicon import Lexicon
from memcon.link.copy_align import LEAST_WHOLE, PASSAGE, Alignment, align, passages
from memcon.link.copy_candidates import Sketch, candidates, print_places, sketch_of, stock_share, word_hashes
from memcon.link.copy_texts import CopyText, copy_text
from memcon.link.copy_translated import from_notes, other_language, says_translated, translated_copy
from memcon.link.origins import Origins, find_origins
from memcon.link.pairings import Pairings
from memcon.link.similarity import Run
from memcon.model.article import Article
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.link import Copy, CopyKind, CopySpan
from memcon.model.reading import Block
from memcon.model.span import Reason, Span, hull

__all__ = ["Origins", "find_copies", "find_origins"]

DUPLICATE = 0.97
NEAR, NEAR_AT_HOME, NEAR_IN_SNIPPETS = 0.45, 0.7, 0.75
"""Shares of the shorter text: a paper's own series share questions and boxes, so there it takes more."""
AT_HOME = 0.45
"""A passage that one paper prints twice is its own: told, but below what is shown."""
REWORDED, TOLD_APART = 0.22, 0.3
IN_ORDER, SHUFFLED = 0.8, 0.8
"""A copy keeps most of the order of its source; without it, it takes so large a share of long runs."""
SPAN_LIMIT = 200
MOST_TEXTS = 12_000
"""Texts whose words are kept at hand while pairs are compared."""


def find_copies(pile: Sequence[Digest], *, lexicon: Lexicon, reworded: Mapping[str, float]) -> tuple[Copy, ...]:
    """All copies among the articles of the pile and from outlets they name, sorted by id."""
    return copies_among(pile, [sketch_of(copy_text(d)) for d in pile], lexicon=lexicon, reworded=reworded)


def copies_among(
    pile: Sequence[Digest], sketches: Sequence[Sketch], *, lexicon: Lexicon, reworded: Mapping[str, float]
) -> tuple[Copy, ...]:
    """The same, from the sketches of the articles."""
    likely = candidates(sketches)
    found = first_hand(compared(pile, likely.pairs, reworded=reworded, stock=likely.stock, thin=likely.thin))
    found += from_outlets(pile, found, lexicon)
    return tuple(sorted(found, key=lambda copy: copy.id))


def copies_apart(copies: Iterable[Copy], pairings: Pairings) -> tuple[Copy, ...]:
    """The copies without those that an analyst rejected: the two articles count as two again."""
    apart = pairings.parted("copies")
    return tuple(copy for copy in copies if (min(copy.left, copy.right), max(copy.left, copy.right)) not in apart)


def compared(
    pile: Sequence[Digest], pairs: Iterable[tuple[int, int]], *, reworded: Mapping[str, float], stock: frozenset[int],
    thin: Set[tuple[int, int]] = frozenset(),
) -> list[Copy]:  # fmt: skip
    """The copies among pairs (places in the pile), in their order; `thin` ones are first looked at for a passage."""
    texts: dict[int, CopyText] = {}
    prints: dict[int, dict[int, int]] = {}
    found: dict[tuple[int, int], Copy] = {}
    pairs = list(pairs)
    for pair in _by_group(pairs):
        if len(texts) > MOST_TEXTS:
            texts.clear()
            prints.clear()
        one, other = (texts.setdefault(at, copy_text(pile[at])) if at not in texts else texts[at] for at in pair)
        if pair in thin and not _share_passage(one, other, *(_prints_at(at, texts, prints) for at in pair)):
            continue
        left, right, why = _direction(one, other)
        copy = _compare(left, right, why, reworded, stock)
        if copy is not None:
            found[pair] = copy
    return [found[pair] for pair in pairs if pair in found]


def _prints_at(at: int, texts: Mapping[int, CopyText], known: dict[int, dict[int, int]]) -> dict[int, int]:
    if at not in known:
        known[at] = print_places(word_hashes(texts[at].forms))
    return known[at]


def _share_passage(one: CopyText, other: CopyText, mine: Mapping[int, int], yours: Mapping[int, int]) -> bool:
    """Whether a shared fingerprint stands in a passage long enough to be told: a phrase of ten words is not."""
    left, right = one.forms, other.forms
    for value in mine.keys() & yours.keys():
        a, b = mine[value], yours[value]
        first = 0
        while a > first and b > first and left[a - first - 1] == right[b - first - 1]:
            first += 1
        last = 0
        while a + last < len(left) and b + last < len(right) and left[a + last] == right[b + last]:
            last += 1
        if first + last >= PASSAGE:
            return True
    return False


def _by_group(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs so that those that hang together follow one another: their words are then at hand."""
    first: dict[int, int] = {}

    def root(at: int) -> int:
        while first.setdefault(at, at) != at:
            first[at] = first[first[at]]
            at = first[at]
        return at

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return sorted(pairs, key=lambda pair: (root(pair[0]), pair))


def first_hand(copies: Sequence[Copy]) -> list[Copy]:
    """The copies without passages that are traced to a copy where the text it came from is in the pile too."""
    source = {copy.right: copy.left for copy in copies if copy.kind != "quoted"}
    taken = {(copy.left, copy.right) for copy in copies}
    return [copy for copy in copies if copy.kind != "quoted" or (source.get(copy.left), copy.right) not in taken]


def _compare(
    left: CopyText, right: CopyText, why: Reason, reworded: Mapping[str, float], stock: frozenset[int]
) -> Copy | None:
    if not left.forms or not right.forms:
        return None
    alignment = align(left, right)
    kind = _kind(left, right, alignment, reworded)
    if kind is not None:
        return _whole(left, right, alignment, kind, why)
    if other_language(left, right) and (copy := translated_copy(left, right, why)) is not None:
        return copy
    runs = [run for run in passages(left, right, alignment) if not _stock(right, run, stock)]
    return _quoted(left, right, runs, why) if runs else None


def _stock(text: CopyText, run: Run, stock: frozenset[int]) -> bool:
    return bool(stock) and stock_share(word_hashes(text.forms[run.right : run.right + run.length]), stock) >= 0.5


def _kind(left: CopyText, right: CopyText, alignment: Alignment, reworded: Mapping[str, float]) -> CopyKind | None:
    shortest = min(len(left.forms), len(right.forms))
    if min(alignment.left, alignment.right) >= DUPLICATE and shortest >= 12:
        return "duplicate"
    if shortest < LEAST_WHOLE or (alignment.order < IN_ORDER and alignment.long < SHUFFLED):
        return None
    if _swapped(alignment, shortest) and alignment.bridged >= REWORDED:
        return "reworded"
    if alignment.bridged >= REWORDED and _one_reworded(reworded.get(left.id, 0), reworded.get(right.id, 0)):
        return "reworded" if alignment.swaps >= shortest / 60 else None
    own = _same_outlet(left, right)
    return (
        "near" if alignment.long >= (NEAR_AT_HOME if own else NEAR) or alignment.bridged >= NEAR_IN_SNIPPETS else None
    )


def _one_reworded(one: float, other: float) -> bool:
    """Whether a machine reworded the one text and not the other: two odd ones may have an odd writer in common."""
    return max(one, other) >= 0.5 and abs(one - other) >= TOLD_APART


def _swapped(alignment: Alignment, shortest: int) -> bool:
    """Whether single words were swapped all along the text: editors rewrite sentences, machines rewrite words."""
    return alignment.swaps >= max(6, shortest / 28) and len(alignment.lone) >= max(4, alignment.swaps // 3)


def _whole(left: CopyText, right: CopyText, alignment: Alignment, kind: CopyKind, why: Reason) -> Copy:
    if kind == "duplicate":
        runs: Sequence[Run] = alignment.runs
    else:
        runs = [run for run in alignment.runs if run.length >= 5] or alignment.runs
    reasons = (
        Reason(name="shared", weight=round(alignment.bridged, 4), detail=_shares(alignment)),
        Reason(name="swaps", weight=float(alignment.swaps), detail=_some(alignment.lone)),
        why,
    )
    confidence = {"duplicate": 0.99, "reworded": 0.85}.get(kind, min(0.97, 0.5 + 0.55 * alignment.bridged))
    return _copy(left, right, _joined(left, right, runs), kind, alignment.bridged, confidence, reasons)


def _shares(alignment: Alignment) -> str:
    return f"{alignment.left:.0%} of the one, {alignment.right:.0%} of the other in equal runs of words"


def _some(lone: Iterable[tuple[str, str]]) -> str:
    counted = sorted(Counter(lone).items(), key=lambda row: (-row[1], row[0]))
    return ", ".join(f"{a} for {b}" for (a, b), _ in counted[:5])


def _quoted(left: CopyText, right: CopyText, runs: Sequence[Run], why: Reason) -> Copy:
    words = sum(run.length for run in runs)
    reasons = (Reason(name="passage", weight=float(words), detail=f"{words} words in {len(runs)} runs"), why)
    score = min(1.0, words / 60)
    confidence = AT_HOME if _same_outlet(left, right) else min(0.95, 0.55 + words / 100)
    return _copy(left, right, _joined(left, right, runs), "quoted", score, confidence, reasons)


def _same_outlet(left: CopyText, right: CopyText) -> bool:
    one, other = left.digest.article.outlet, right.digest.article.outlet
    return one is not None and other is not None and one.casefold() == other.casefold()


def _joined(left: CopyText, right: CopyText, runs: Sequence[Run]) -> tuple[CopySpan, ...]:
    """Spans of the runs; neighbours with at most three words between them on both sides become one."""
    spans: list[CopySpan] = []
    last: Run | None = None
    for run in sorted(runs, key=lambda r: (r.right, r.left)):
        here = CopySpan(
            left=left.words.span(run.left, run.left + run.length - 1),
            right=right.words.span(run.right, run.right + run.length - 1),
        )
        if last is not None and _adjacent(last, run) and spans and spans[-1].left is not None and here.left is not None:
            spans[-1] = CopySpan(left=hull((spans[-1].left, here.left)), right=hull((spans[-1].right, here.right)))
        else:
            spans.append(here)
        last = run
    return tuple(spans[:SPAN_LIMIT])


def _adjacent(first: Run, second: Run) -> bool:
    gap = second.left - first.left - first.length
    other = second.right - first.right - first.length
    return 0 <= gap <= 3 and 0 <= other <= 3


def _copy(
    left: CopyText,
    right: CopyText,
    spans: tuple[CopySpan, ...],
    kind: CopyKind,
    score: float,
    confidence: float,
    reasons: tuple[Reason, ...],
) -> Copy:
    evidence = [*left.digest.evidence(*(s.left for s in spans[:3] if s.left is not None))]
    evidence += right.digest.evidence(*(s.right for s in spans[:3]))
    return Copy(
        id=stable_id("cp", kind, left.id, right.id, spans[0].right if spans else None),
        kind=kind,
        left=left.id,
        right=right.id,
        spans=spans,
        score=round(score, 4),
        confidence=round(confidence, 4),
        evidence=tuple(evidence),
        reasons=reasons,
    )


def _direction(one: CopyText, other: CopyText) -> tuple[CopyText, CopyText, Reason]:
    """Who took from whom: (left, right, why). Earlier day, then wire or official text, then the fuller text."""
    a, b = one.digest.article, other.digest.article
    if other_language(one, other) and says_translated(a) != says_translated(b):
        first, second = (other, one) if says_translated(a) else (one, other)
        return first, second, Reason(name="direction", weight=0.9, detail="says that it was translated")
    if a.published and b.published and a.published[:10] != b.published[:10]:
        shorter = min(len(a.published), len(b.published))
        if a.published[:shorter] != b.published[:shorter]:
            first, second = (one, other) if a.published < b.published else (other, one)
            return first, second, Reason(name="direction", weight=0.9, detail="published earlier")
    if _rank(a) != _rank(b):
        first, second = (one, other) if _rank(a) > _rank(b) else (other, one)
        return first, second, Reason(name="direction", weight=0.8, detail=f"{first.digest.article.kind} text")
    if len(one.quoted) != len(other.quoted) and _sets_apart(one) != _sets_apart(other):
        first, second = (other, one) if _sets_apart(one) else (one, other)
        return first, second, Reason(name="direction", weight=0.7, detail="sets the passage apart as quoted")
    first, second = sorted((one, other), key=lambda text: (-len(text.forms), text.id))
    return first, second, Reason(name="direction", weight=0.5, detail="same day: the fuller text taken as first")


def _rank(article: Article) -> int:
    return {"official": 3, "wire": 2, "column": -1, "analysis": -1}.get(article.kind, 0)


def _sets_apart(text: CopyText) -> bool:
    return any(block.kind == "quoted" for block in text.digest.blocks)


def from_outlets(pile: Sequence[Digest], found: Sequence[Copy], lexicon: Lexicon) -> list[Copy]:
    """What articles say themselves that they took from an outlet, where the text itself is not in the pile."""
    outlet_of = {digest.article.id: _outlet(digest.article.outlet, lexicon) for digest in pile}
    placed = {(copy.right, outlet_of.get(copy.left)) for copy in found}
    spans: dict[str, list[Span]] = {}
    for copy in found:
        spans.setdefault(copy.right, []).extend(span.right for span in copy.spans)
    copies: list[Copy] = []
    for digest in pile:
        for block in digest.blocks:
            if block.kind == "quoted" and block.outlet:
                name = _outlet(block.outlet, lexicon) or block.outlet
                traced = any(span.overlaps(block.span) for span in spans.get(digest.article.id, ()))
                if not traced and name != outlet_of[digest.article.id]:
                    copies.append(_block_copy(digest, block, name))
        credit = _wire_credit(digest, lexicon)
        if credit is not None:
            span, name = credit
            if (digest.article.id, name) not in placed and name != outlet_of[digest.article.id]:
                copies.append(_credit_copy(digest, span, name))
    return copies + from_notes(pile, found, lexicon)


def _outlet(name: str | None, lexicon: Lexicon) -> str | None:
    if not name:
        return None
    outlet = lexicon.outlet(name)
    return outlet.name if outlet else name


def _block_copy(digest: Digest, block: Block, name: str) -> Copy:
    return Copy(
        id=stable_id("cp", "quoted", name, digest.article.id, block.span),
        kind="quoted",
        left=name,
        right=digest.article.id,
        spans=(CopySpan(left=None, right=block.span),),
        score=1.0,
        confidence=0.85,
        evidence=digest.evidence(block.span),
        reasons=(Reason(name="block", weight=1.0, detail=f"the article sets this apart as {name}'s"),),
    )


_CREDIT = re.compile(
    r"\((?:Reporting by [^()\n]{0,80})?(?P<paren>[A-Z][\w .]{1,30}?)\)|"
    r"^\s*(?:By|Source:|Text:|Via)\s+(?P<by>[A-Z][\w ./]{1,40}?)\s*$",
    re.MULTILINE,
)
_HEAD, _TAIL = 400, 250


def _wire_credit(digest: Digest, lexicon: Lexicon) -> tuple[Span, str] | None:
    """The agency that the article's head or foot credits with the text ("LONDON (Reuters) -"), and where."""
    text = digest.article.text
    spans = [Span(0, min(_HEAD, len(text))), Span(max(0, len(text) - _TAIL), len(text))]
    for part in spans:
        for match in _CREDIT.finditer(text, part.start, part.end):
            group = "paren" if match["paren"] else "by"
            outlet = lexicon.outlet(match[group].strip())
            if outlet is not None and outlet.kind == "agency":
                return Span(match.start(group), match.end(group)), outlet.name
    return None


def _credit_copy(digest: Digest, span: Span, name: str) -> Copy:
    text = digest.article.text
    body = [block.span for block in digest.blocks if block.kind == "body"] or [Span(0, len(text))]
    return Copy(
        id=stable_id("cp", "near", name, digest.article.id, span),
        kind="near",
        left=name,
        right=digest.article.id,
        spans=(CopySpan(left=None, right=hull(body)),),
        score=0.8,
        confidence=0.8,
        evidence=digest.evidence(span),
        reasons=(Reason(name="credit", weight=0.8, detail=f"the text is credited to {name}"),),
    )
