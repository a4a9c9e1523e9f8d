"""An open ask as clauses are compared with it, what a clause replies, and how much of the thing asked a clause has.

Of "nine fishermen held in Sfax" the name weighs most, the fishermen next, the number least; "five of the nine" counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter

from memcon.link.clauses import Clause, words_told
from memcon.link.reply_words import (
    DOUBTFUL,
    UNDONE,
    WEAK,
)
from memcon.model.reading import AnswerKind, Ask
from memcon.model.span import Reason, Span

ENOUGH = 0.3
"""Share of the weight of what was asked that a clause must have to speak of it."""
LEAST = 0.5
PAST = re.compile(
    r"\b(?:\w{2,}ed|came|went|gave|sent|took|got|brought|left|flew|drove|sold|lent|paid|let|put|set|"
    r"built|began|ran|rose|swam|stood|"
    r"sat|held|met|made|saw|watched|handed|cut|shook|sang|rode|drew|struck|(?:ha[sd]|"
    r"have) (?:\w+ ){0,2}\w+(?:ed|en|n|t))\b",
    re.IGNORECASE,
)
"""A verb in the past: what tells of an act."""
PLAIN = 24
"""Words of a clause that may tell of an act in words of its own."""
SEVERAL = "those asked answer differently"
NEXT = 2
"""Sentences after the ask within which a bare "declined" speaks of it."""
_NUMBER = re.compile(
    r"(?<![\w.])(\d[\d,.]*)\s*(k|m|bn|million|billion)?(?![\w])|"
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred)\b",
    re.IGNORECASE,
)
WORDED = {
    name: i for i, name in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
WORDED |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
            "ninety": 90,
            "hundred": 100}  # fmt: skip
TRAVELS = words_told("visit state official working spring autumn trip")
CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_SCALE = {"": 1.0, "k": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_MONEY_OR_DAY = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s*$|"
    r"\b(?:in|since|by)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An ask as clauses are compared with it. `doing` answer or act, `other` wait for it; `weights` by stem."""

    ask: Ask
    family: str
    doing: frozenset[str]
    other: frozenset[str]
    weights: tuple[tuple[str, float], ...]
    lead: frozenset[str]
    acts: frozenset[str]
    ending: bool
    day: date
    places: tuple[tuple[str, Span], ...]
    """(article, span) of each telling."""
    amount: tuple[float, frozenset[str]] | None
    listed: int
    heed: frozenset[str]
    """Of a warning "unless you leave": the stems of what would avert it."""
    due: date | None = None
    core: frozenset[str] = frozenset()
    """The stems of the thing itself, without what is said of it ("smugglers" of "smugglers held in the port")."""
    defied: frozenset[str] = frozenset()
    """Of a warning "if you print it": the stems of what would go against it."""
    told: int = 0
    """Other articles than its own, printed while it may be answered, that name both its sides."""
    sole: bool = False
    """Whether it is the only ask of its family between the two."""

    @property
    def total(self) -> float:
        """The weight of all words of the thing asked."""
        return sum(weight for _, weight in self.weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one clause says to an ask."""

    kind: AnswerKind
    score: float
    clause: Clause
    reasons: tuple[Reason, ...]
    act: bool = False
    amount: float | None = None
    agents: frozenset[str] = frozenset()
    """Those of the asked who are named with it."""


def weights_of(what: str, names: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """The stems of a thing asked with their weights: names of places count most, verbs that say little least."""
    proper: set[str] = set()
    for match in re.finditer(r"(?<!^)(?<![.!?“\"] )\b[A-Z][\w’'-]+", what):
        proper |= words_told(match[0])
    words = frozenset(word for word in words_told(what) - names if not re.fullmatch(r"(?:1[89]|20)\d\d", word))
    out = []
    for word in sorted(words):
        if word.isdigit() or word in WORDED:
            weight = 0.4
        elif word in WEAK or word in TRAVELS:
            weight = 0.4
        else:
            weight = 1.7 if word in proper else 1.0
        out.append((word, weight))
    if not any(weight >= 1 for _, weight in out):  # "an early payment": what says little is all that there is
        out = [(word, weight if word.isdigit() or word in WORDED else 1.0) for word, weight in out]
    return tuple(out)


def amount_in(text: str) -> tuple[float, frozenset[str]] | None:
    """The first counted thing: how many, and the stems of the two words after the number."""
    for match in _NUMBER.finditer(text):
        value = _value(match)
        if value is None or _MONEY_OR_DAY.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        after = re.findall(r"[A-Za-z][\w-]*", text[match.end() : match.end() + 48])[:4]
        things = words_told(" ".join(after))
        before = text[max(0, match.start() - 1) : match.start()]
        if before in CURRENCIES:
            things |= words_told(CURRENCIES[before])
        return value, things
    return None


def amounts_in(text: str) -> list[tuple[float, frozenset[str]]]:
    """All counted things of a text."""
    found: list[tuple[float, frozenset[str]]] = []
    at = 0
    while (one := amount_in(text[at:])) is not None and len(found) < 6:
        match = next(m for m in _NUMBER.finditer(text, at) if _value(m) == one[0])
        found.append(one)
        at = match.end()
    return found


def _value(match: re.Match[str]) -> float | None:
    if match[3]:
        return float(WORDED[match[3].lower()])
    try:
        return float(match[1].replace(",", "").rstrip(".")) * _SCALE[(match[2] or "").lower()]
    except ValueError:
        return None


_word = itemgetter(0)


def share_of(wanted: Wanted, clause: Clause) -> float:
    """The share (0..1) of the weight of what was asked that the clause has in its words."""
    total = wanted.total
    told = (clause.words, clause.around, clause.before)
    if not total or all(words.isdisjoint(map(_word, wanted.weights)) for words in told):
        return 0.0
    mine = sum(weight for word, weight in wanted.weights if word in clause.words)
    around = sum(weight for word, weight in wanted.weights if word in clause.around and word not in clause.words)
    before = sum(
        weight for word, weight in wanted.weights
        if word in clause.before and word not in clause.around
    )  # fmt: skip
    whole = (mine + 0.6 * around + 0.35 * before) / total
    core = sum(weight for word, weight in wanted.weights if word in wanted.core)
    if core < 0.9:
        return whole
    inside = sum(weight for word, weight in wanted.weights if word in wanted.core & clause.words)
    beside = sum(weight for word, weight in wanted.weights if word in wanted.core & clause.around - clause.words)
    return max(whole, 0.75 * (inside + 0.6 * beside) / core)


@lru_cache(maxsize=100_000)
def told_as_done(text: str) -> bool:
    """Whether nothing in a clause says that it has not happened, or may not."""
    plain = without_report(text)
    return not DOUBTFUL.search(plain) and not UNDONE.search(plain)


def without_report(text: str) -> str:
    """The clause without a trailing ", said X" or "after it had ..." in which words of doubt may stand."""
    text = re.sub(r"\b(?:after|since|because|when|before) [^,;]*\bhad\b[^,;]*$", "", text)
    return re.sub(
        r",[”\"]? (?:[\w'’.-]+ ){0,8}?(?:said|told|reported|wrote|announced|confirmed|replied|answered)\b.*$",
        "",
        text,
    )
