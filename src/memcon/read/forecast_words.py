"""The words of estimative language with the probabilities that published tables give them.

"Unlikely" is .20 to .45 by ICD 203 (2015), "almost certainly not" .02 to .12 by Kent (1964); "may" and "possibly"
have words and no numbers, as both tables leave them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from memcon.lexicon.lexicon import Lexicon
from memcon.model.reading import Likelihood

REACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One estimative word or phrase: its probability range if a table has one, and which way it points."""

    words: str
    kind: str
    range: tuple[float, float] | None
    expects: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """The table by kind (adverb, adjective, noun, verb, modal) and phrase."""

    by_kind: Mapping[str, Mapping[str, Estimate]]
    last: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def find(self, kind: str, phrase: str) -> Estimate | None:
        """The row of a phrase, None if there is none."""
        return self.by_kind.get(kind, {}).get(phrase)

    def ends(self, kind: str) -> frozenset[str]:
        """The words that phrases of a kind end with, what stands before a last "not" too."""
        return self.last.get(kind, frozenset())


@lru_cache(maxsize=4)
def estimates(lexicon: Lexicon) -> Estimates:
    """The `estimative` table of a lexicon, read once."""
    by_kind: dict[str, dict[str, Estimate]] = {}
    for row in lexicon.table("estimative"):
        span = (float(row["low"]), float(row["high"])) if row["low"] else None
        by_kind.setdefault(row["kind"], {})[row["words"]] = Estimate(
            words=row["words"], kind=row["kind"], range=span, expects=row["expects"] == "1"
        )
    last = {
        kind: frozenset(end.split(" ")[-1] for phrase in rows for end in (phrase, phrase.removesuffix(" not")))
        for kind, rows in by_kind.items()
    }
    return Estimates(by_kind=by_kind, last=last)


def at(token: Token, kind: str, table: Estimates) -> Estimate | None:
    """The longest estimative phrase that ends at `token` ("highly unlikely") or goes on with "not"."""
    if token.lower_ not in table.ends(kind):
        return None
    first = max(token.sent.start, token.i - REACH)
    words = [other.lower_ for other in token.doc[first : token.i + 1]]
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    for start in range(len(words)):
        phrase = " ".join(words[start:])
        if following == "not" and (found := table.find(kind, f"{phrase} not")) is not None:
            return found
        if (found := table.find(kind, phrase)) is not None:
            return found
    return None


def likelihood(estimate: Estimate | None, *, negated: bool = False) -> Likelihood:
    """The likelihood of the bare claim: "probably will not" makes it as unlikely as "probably" is likely."""
    if estimate is None:
        return Likelihood()
    if estimate.range is None:
        return Likelihood(words=estimate.words)
    low, high = estimate.range
    if negated and estimate.expects:
        low, high = round(1 - high, 4), round(1 - low, 4)
    return Likelihood(words=estimate.words, range=(low, high))
