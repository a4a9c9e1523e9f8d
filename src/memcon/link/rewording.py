"""The probability that a machine reworded an article, told without its original at hand.

`Leaders of the 2 international locations met the overseas minister on the White Home` has words that nobody
would have put where they stand, and a number in digits where newsrooms write the word; leftover spin markup such as
`{hardware}` tells the same. How odd each word is says `odd_words`; here the words of a text are counted together: how
many are odd, how odd the oddest are, and how much likelier the text is with some of its words swapped than with none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from memcon.lexicon.weighing import rate
from memcon.link.odd_words import Floats, odd_words, tokens_of
from memcon.link.rewording_words import WordTable, load_words
from memcon.model.digest import Digest
from memcon.model.reading import Reading

MOST_TOKENS = 600
MOST_CHARACTERS = 12 * MOST_TOKENS
LEAST_WORDS, LEAST_JUDGED = 60, 25
LEAST_KNOWN = 0.55
"""With a smaller share of known words the text is not English, and nothing can be told."""
USUAL = math.log(0.133 / 0.867)
"""The log-odds of a swapped word in the texts that the net was trained on."""
SHARES = (0.05, 0.15, 0.3)
"""Shares of swapped words under which a text is weighed."""
LONG = 60
"""Of so many judged words a text is half long."""

_MARKUP = re.compile(r"\{[A-Za-z][^{}\n]{0,60}\}")
_DIGIT = re.compile(
    r"\b(?:the|these|those|its|their|both|of|and|a|for)\s+[1-9]\s+(?!(?:percent|per|million|billion|trillion|years?|"
    r"months?|days?|hours?|minutes?|pm|am|p|a|miles?|km|kilomet\w{1,6}|met(?:re|er)s?|inches|feet|points?|weeks?)\b)"
    r"(?=[a-z]{3,})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is told from a text; the weights are fitted in training/rewording.py.

    Of the words' log-odds: their mean and that of their probabilities; the shares above .3, .6 and .85; the mean of the
    oddest twentieth and eighth; by word, how much likelier the text is with 5, 15, 30 of 100 words swapped; how much
    likelier in all, at the best share; how many words were judged. The numbers of words above .6, .85 and .95, the
    share above .95; and four of these once more, the less the shorter the text (`LONG`), for in few words chance makes
    odd ones. Then spin markup and small numbers in digits.
    """

    mean: float
    chance: float
    odd: float
    odder: float
    oddest: float
    twentieth: float
    eighth: float
    few: float
    some: float
    many: float
    whole: float
    size: float
    odder_words: float
    oddest_words: float
    sure_words: float
    sure: float
    long_mean: float
    long_chance: float
    long_odder: float
    long_oddest: float
    markup: float
    digits: float


WEIGHTS = Signs(
    mean=-0.055, chance=-1.162, odd=0.663, odder=-1.25, oddest=-4.332, twentieth=0.868, eighth=0.405, few=1.611,
    some=0.276, many=-0.058, whole=0.383, size=-1.702, odder_words=-0.586, oddest_words=1.073, sure_words=0.827,
    sure=1.359, long_mean=-1.17, long_chance=2.311, long_odder=4.989, long_oddest=3.314, markup=2.5, digits=1.3,
)  # fmt: skip
BIAS = -0.853
"""Fitted as if one article in twenty were reworded; markup and digits are weighed by hand."""


def rewording_scores(pile: Sequence[Digest]) -> Mapping[str, float]:
    """Probability of machine rewording by article id: that of its reading, or as it is found now."""
    return {
        digest.article.id: rewording_probability(readable(digest)) if digest.reworded is None else digest.reworded
        for digest in pile
    }


def readable(digest: Digest | Reading) -> str:
    """The article's body; furniture and captions have their own kind of language."""
    text = digest.article.text
    parts = [block.span.of(text) for block in digest.blocks if block.kind in ("body", "quoted")]
    return "\n".join(parts) if parts else text


def rewording_probability(text: str) -> float:
    """The probability (0..1) that a machine swapped the words of `text`; near 0 when it is too short to tell."""
    signs = signs_of(text)
    if signs is None:
        return 0.0
    return round(rate(weighed(signs)), 4)


def weighed(signs: Signs) -> float:
    """The log-odds of machine rewording that signs give."""
    return BIAS + math.fsum(getattr(WEIGHTS, name) * getattr(signs, name) for name in Signs.__dataclass_fields__)


def signs_of(text: str) -> Signs | None:
    """The signs in a text; None when it is short or not English."""
    text = text[:MOST_CHARACTERS]
    tokens = tokens_of(text, MOST_TOKENS)
    plain = sum(token.isalpha() and token.islower() for token in tokens)
    if plain < LEAST_WORDS or not _english(tokens, load_words()):
        return None
    odds = odd_words(tokens)
    return None if len(odds) < LEAST_JUDGED else _counted(text, odds, plain)


def _english(tokens: Sequence[str], table: WordTable) -> bool:
    plain = [token for token in tokens if token.isalpha() and token.islower()]
    return sum(token in table.number for token in plain) >= LEAST_KNOWN * len(plain)


def _counted(text: str, odds: Floats, plain: int) -> Signs:
    odds = odds.astype(np.float64)
    chances, ranked, size = 1 / (1 + np.exp(-odds)), np.sort(odds)[::-1], len(odds)
    times = np.exp(np.clip(odds - USUAL, -6, 6)) - 1
    likelier = [np.log1p(share * times) for share in SHARES]
    whole = max(float(np.log1p(share * times).sum()) for share in (0.05, 0.1, 0.2, 0.35))
    few, some, many = (10 * float(found.mean()) for found in likelier)
    length, long = max(150, plain), size / (size + LONG)
    mean, chance = float(odds.mean()), 10 * float(chances.mean())
    above = {least: int((chances > least).sum()) for least in (0.3, 0.6, 0.85, 0.95)}
    share = {least: 10 * count / size for least, count in above.items()}
    return Signs(
        mean=mean,
        chance=chance,
        odd=share[0.3],
        odder=share[0.6],
        oddest=share[0.85],
        twentieth=float(ranked[: max(1, size // 20)].mean()),
        eighth=float(ranked[: max(1, size // 8)].mean()),
        few=few,
        some=some,
        many=many,
        whole=math.copysign(math.log1p(abs(whole)), whole),
        size=math.log(size),
        odder_words=math.log1p(above[0.6]),
        oddest_words=math.log1p(above[0.85]),
        sure_words=math.log1p(above[0.95]),
        sure=share[0.95],
        long_mean=long * mean,
        long_chance=long * chance,
        long_odder=long * share[0.6],
        long_oddest=long * share[0.85],
        markup=300 * min(3, len(_MARKUP.findall(text))) / length,
        digits=min(4.0, 300 * len(_DIGIT.findall(text)) / length),
    )
