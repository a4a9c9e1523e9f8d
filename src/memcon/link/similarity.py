"""How alike two texts are: words with their offsets, light stems, weights by rarity, shared runs.

`The envoys met on Friday` gives the words the/envoys/met/on/friday with offsets, and the content
stems envoy/met/friday; `Envoys, meeting Friday` shares two of its three stems with it.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from memcon.model.span import Span

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOPWORDS = _set(
    "a about above after again against all also am an and any are as at be because been before being below between "
    "both but by can could did do does doing down during each even ever few for from further had has have having he "
    "her here hers him his how i if in into is it its itself just like may me might more most much must my no nor "
    "now of off on once one only or other our out over own said same say says she should since so some such than "
    "that the their them then there these they this those through to told too under until up upon very was we were "
    "what when where which while who whom why will with would yet you your s t re ve ll d m"
)

NEGATIONS = _set(
    "no not never none neither nor without cannot n't t didn don doesn won wouldn isn aren wasn weren hasn haven "
    "shouldn couldn"
)
NEGATIVE_VERBS = _set(
    "deny refuse reject decline fail oppose rule dismiss forbid prevent ban unlikely impossible halt suspend"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in lower case, and where each starts and ends in it, as plain numbers for compactness."""

    forms: tuple[str, ...]
    starts: array[int]
    ends: array[int]

    def __len__(self) -> int:
        return len(self.forms)

    def at(self, index: int) -> Span:
        """The characters of one word."""
        return Span(self.starts[index], self.ends[index])

    def span(self, first: int, last: int) -> Span:
        """The characters from word `first` up to word `last`, both included."""
        return Span(self.starts[first], self.ends[last])


def words_of(text: str, within: Sequence[Span] | None = None) -> Words:
    """The words of `text`, or of its parts `within`; one pass, no look-back."""
    parts = within if within is not None else (Span(0, len(text)),)
    edges = [match.span() for part in parts for match in _WORD.finditer(text, part.start, part.end)]
    forms = tuple([folded(text[start:end]) for start, end in edges])
    return Words(forms, array("I", [start for start, _ in edges]), array("I", [end for _, end in edges]))


@lru_cache(maxsize=100_000)
def folded(token: str) -> str:
    """A word in lower case, one string however often it stands in a pile."""
    return intern(token.casefold())


def tokens_in(text: str, spans: Iterable[Span]) -> list[str]:
    """The words of parts of a text as they are written, in order: those of `words_of`, without their places."""
    return [token for span in spans for token in _WORD.findall(text, span.start, span.end)]


def forms_of(text: str, span: Span | None = None) -> list[str]:
    """The words of a text or of a part of it in lower case: those of `words_of`, without their places."""
    found = _WORD.findall(text) if span is None else _WORD.findall(text, span.start, span.end)
    return [token.casefold() for token in found]


def forms_in(text: str, span: Span) -> set[str]:
    """The words of a part of a text as they are written."""
    return set(_WORD.findall(text, span.start, span.end))


_IRREGULAR = {
    "said": "say", "met": "meet", "told": "tell", "held": "hold", "made": "make", "gave": "give", "sent": "send",
    "took": "take", "taken": "take", "went": "go", "gone": "go", "came": "come", "saw": "see", "seen": "see",
    "sought": "seek", "spoke": "speak", "spoken": "speak", "sold": "sell", "bought": "buy", "paid": "pay",
    "won": "win", "lost": "lose", "kept": "keep", "left": "leave", "began": "begin", "begun": "begin",
    "agreed": "agree", "agreement": "agree", "men": "man", "women": "woman", "countries": "country",
    "ties": "tie", "talks": "talk", "would": "will", "broke": "break", "broken": "break", "brought": "bring",
    "grew": "grow", "grown": "grow", "chose": "choose", "chosen": "choose", "led": "lead", "built": "build",
    "lies": "lie", "denied": "deny", "denies": "deny",
}  # fmt: skip
_SUFFIXES = (
    ("ization", "ize"), ("isation", "ize"), ("ising", "ize"), ("ised", "ize"), ("ises", "ize"), ("ise", "ize"),
    ("ations", "at"), ("ation", "at"), ("ating", "at"), ("ated", "at"), ("ates", "at"), ("ate", "at"),
    ("ments", ""), ("ment", ""), ("ingly", ""), ("edly", ""), ("ies", "y"), ("ied", "y"), ("ying", "y"),
    ("ings", ""), ("ing", ""), ("eed", "ee"), ("ees", "ee"), ("ed", ""), ("sses", "ss"), ("es", ""), ("ly", ""),
    ("s", ""),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A light stem of a lower-case word: `meetings` and `meeting` give `meet`; good for comparing, not for show."""
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    if len(word) > 4 and not word[0].isdigit():
        for suffix, put in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) + len(put) >= 3 and not word.endswith(("ss", "us")):
                word = word[: -len(suffix)] + put
                break
        if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "slezo":
            word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def stems(text: str) -> list[str]:
    """Stems of the content words of `text`, in order, stop words left out."""
    return [stem(form) for form in forms_of(text) if form not in STOPWORDS]


def negated(text: str) -> bool:
    """Whether an odd number of negations stands in `text` ("will not refuse" is none)."""
    forms = forms_of(text.replace("n't", " not").replace("n’t", " not"))
    count = sum(form in NEGATIONS for form in forms) + sum(stem(form) in _NEGATIVE_STEMS for form in forms)
    return count % 2 == 1


_NEGATIVE_STEMS = frozenset(stem(word) for word in NEGATIVE_VERBS)


@dataclass(frozen=True)
class Weights:
    """Inverse document frequency of stems over a pile of texts; an unseen stem weighs as if seen not even once."""

    values: Mapping[str, float]
    unseen: float

    def of(self, word: str) -> float:
        """The weight of one stem, at least .1."""
        return self.values.get(word, self.unseen)

    def rarest(self, words: Iterable[str], most: int) -> list[str]:
        """Those stems that weigh most, the first first; of equals in order of letters."""
        return sorted(words, key=lambda word: (-self.of(word), word))[:most]


def weigh(texts: Iterable[Iterable[str]]) -> Weights:
    """Weights over the stems of many texts."""
    frequency: Counter[str] = Counter()
    size = 0
    for text in texts:
        size += 1
        frequency.update(set(text))
    size = max(size, 8)
    values = {word: max(0.1, math.log((size + 1) / (count + 0.5))) for word, count in frequency.items()}
    return Weights(values=values, unseen=math.log((size + 1) / 0.5))


def jaccard(left: Iterable[str], right: Iterable[str], weights: Weights | None = None) -> float:
    """Weighted share (0..1) of the stems that both have among those that either has."""
    a, b = set(left), set(right)
    if not a or not b:
        return 0.0
    return _sum(a & b, weights) / _sum(a | b, weights)


def containment(left: Iterable[str], right: Iterable[str], weights: Weights | None = None) -> float:
    """Weighted share (0..1) of the lighter text's stems that the other has too."""
    a, b = set(left), set(right)
    if not a or not b:
        return 0.0
    return _sum(a & b, weights) / min(_sum(a, weights), _sum(b, weights))


def _sum(words: set[str], weights: Weights | None) -> float:
    # fsum is exact: the same whatever the order of the set
    return float(len(words)) if weights is None else math.fsum(map(weights.of, words))


@dataclass(frozen=True, slots=True)
class Run:
    """`length` equal words that start at word `left` of one text and word `right` of the other."""

    left: int
    right: int
    length: int


MOST_PLACES = 12
"""A phrase that stands more often than this in one text says nothing about where the other took it from."""


def shared_runs(left: Sequence[str], right: Sequence[str], *, least: int) -> list[Run]:
    """Runs of `least` or more equal words, longest taken first, none overlapping another on either side.

    Cost is near linear: a phrase that recurs is tried at no more than `MOST_PLACES` places.
    """
    mine, yours = _shingles(left, least), _shingles(right, least)
    both = set(mine).intersection(yours)
    if not both:
        return []
    places: dict[tuple[str, ...], list[int]] = {one: [] for one in both}
    for start, words in enumerate(yours):
        if words in both and len(places[words]) < MOST_PLACES:
            places[words].append(start)
    runs: list[Run] = []
    free = 0
    for start, words in enumerate(mine):
        if start < free or words not in both:
            continue
        best: Run | None = None
        for place in places[words]:
            length = _extent(left, right, start, place)
            if best is None or length > best.length:
                best = Run(start, place, length)
        if best is not None:
            runs.append(best)
            free = start + best.length
    return _disjoint(runs, least)


def _shingles(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    """Every `size` words in a row, in order."""
    return list(zip(*(words[start:] for start in range(size)), strict=False))


def _extent(left: Sequence[str], right: Sequence[str], start: int, place: int) -> int:
    length = 0
    most = min(len(left) - start, len(right) - place)
    while length < most and left[start + length] == right[place + length]:
        length += 1
    return length


def _disjoint(runs: list[Run], least: int) -> list[Run]:
    taken: set[int] = set()
    kept: list[Run] = []
    for run in sorted(runs, key=lambda r: (-r.length, r.left, r.right)):
        free = run.length
        while free and run.right + free - 1 in taken:
            free -= 1
        if free >= least and not any(place in taken for place in range(run.right, run.right + free)):
            taken.update(range(run.right, run.right + free))
            kept.append(Run(run.left, run.right, free))
    return sorted(kept, key=lambda r: (r.left, r.right))
