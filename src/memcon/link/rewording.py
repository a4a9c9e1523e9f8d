"""The probability that a machine reworded an article, told without its original at hand.

`Leaders of the 2 international locations met the overseas minister on the White Home` has two broken
fixed terms and a number in digits where newsrooms write the word; leftover spin markup such as
`{hardware}`, rare words and pairs of words that nobody writes side by side tell the same.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from memcon.link.rewording_words import WordTable, load_words
from memcon.link.similarity import STOPWORDS
from memcon.model.digest import Digest

MOST_TOKENS = 1200
LEAST_WORDS = 60
LEAST_KNOWN = 0.55
"""With a smaller share of known words the text is not English, and nothing can be told."""
FIXED = 20
"""A term that human texts have so often is a fixed one beyond doubt."""

_TOKEN = re.compile(r"[A-Za-z][A-Za-z’']{0,40}|\d[\d,.]{0,20}|[^\w\s]")
_MARKUP = re.compile(r"\{[A-Za-z][^{}\n]{0,60}\}")
_DIGIT = re.compile(
    r"\b(?:the|these|those|its|their|both|of|and|a|for)\s+[1-9]\s+(?!(?:percent|per|million|billion|trillion|years?|"
    r"months?|days?|hours?|minutes?|pm|am|p|a|miles?|km|kilomet\w{1,6}|met(?:re|er)s?|inches|feet|points?|weeks?)\b)"
    r"(?=[a-z]{3,})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is counted in a text; the weights are fitted in training/rewording.py."""

    likeness: float
    strange: float
    rare: float
    broken: float
    fixed_broken: float
    markup: float
    digits: float


WEIGHTS = Signs(likeness=-2.287, strange=1.802, rare=1.0, broken=2.33, fixed_broken=2.595, markup=1.5, digits=0.3)
BIAS = -4.5


def rewording_scores(pile: Sequence[Digest]) -> Mapping[str, float]:
    """Probability of machine rewording by article id."""
    return {digest.article.id: rewording_probability(readable(digest)) for digest in pile}


def readable(digest: Digest) -> str:
    """The article's body; furniture and captions have their own kind of language."""
    text = digest.article.text
    parts = [block.span.of(text) for block in digest.blocks if block.kind in ("body", "quoted")]
    return "\n".join(parts) if parts else text


def rewording_probability(text: str) -> float:
    """The probability (0..1) that a machine swapped the words of `text`; near 0 when it is too short to tell."""
    signs = signs_of(text, load_words())
    if signs is None:
        return 0.0
    score = BIAS + sum(getattr(WEIGHTS, name) * getattr(signs, name) for name in Signs.__dataclass_fields__)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 4)


def signs_of(text: str, table: WordTable) -> Signs | None:
    """The signs in a text; None when it is short or not English."""
    tokens = [match[0] for match in _TOKEN.finditer(text[: 12 * MOST_TOKENS])][:MOST_TOKENS]
    forms = [token.casefold() for token in tokens]
    plain = [f for f, t in zip(forms, tokens, strict=True) if t.isalpha() and t.islower()]
    content = [form for form in plain if form not in STOPWORDS]
    known = sum(form in table.number for form in plain)
    if len(plain) < LEAST_WORDS or known < LEAST_KNOWN * len(plain):
        return None
    ratios = _ratios(tokens, forms, table)
    weak, fixed, pairs = _broken(forms, table)
    size = max(150, len(plain))
    return Signs(
        likeness=sum(ratios) / max(1, len(ratios)),
        strange=10 * sum(ratio < -1.2 for ratio in ratios) / max(1, len(ratios)),
        rare=5 * sum(form not in table.number for form in content) / max(1, len(content)),
        broken=20 * weak / max(40, pairs),
        fixed_broken=20 * fixed / max(40, pairs),
        markup=300 * min(3, len(_MARKUP.findall(text[: 12 * MOST_TOKENS]))) / size,
        digits=min(4.0, 300 * len(_DIGIT.findall(text[: 12 * MOST_TOKENS])) / size),
    )


def _ratios(tokens: Sequence[str], forms: Sequence[str], table: WordTable) -> list[float]:
    found = []
    for index in range(len(tokens) - 1):
        left, right = table.number.get(forms[index]), table.number.get(forms[index + 1])
        if left is not None and right is not None and tokens[index + 1].islower() and tokens[index].islower():
            found.append(table.ratio(left, right))
    return found


def _broken(forms: Sequence[str], table: WordTable) -> tuple[int, int, int]:
    """Broken terms, those of them that are beyond doubt, and the pairs of content words looked at."""
    weak = fixed = pairs = 0
    seen: set[tuple[str, str]] = set()
    for left, right in itertools.pairwise(forms):
        if not (_content(left) and _content(right)):
            continue
        pairs += 1
        if (left, right) in seen:
            continue
        seen.add((left, right))
        strength = table.broken(left, right)
        weak += strength > 0
        fixed += strength >= FIXED
    return weak, fixed, pairs


def _content(form: str) -> bool:
    return len(form) > 2 and form.isalpha() and form not in STOPWORDS
