"""An account cut into tellings: what somebody is reported to say, and what the account tells in its own voice.

Of `Lie promised forty ploughs; a bridge will be built at Narva by 2027, and the fair moves to May.` the tellings are
`forty ploughs` (Lie's), `a bridge will be built at Narva by 2027` and `the fair moves to May` (the account's own).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from memcon.link.claim_words import canonical
from memcon.link.difference_quantities import Quantity, number_at, quantities
from memcon.link.difference_view import View
from memcon.link.polarity import DENYING, negative
from memcon.link.similarity import STOPWORDS, Words, stem, words_of
from memcon.link.word_meanings import word_meanings
from memcon.link.word_weights import word_weights
from memcon.model.reading import Statement
from memcon.model.span import Evidence, Span

Numbers = NDArray[np.float32]
Run = tuple[str, str, str]

LEAST_WORDS = 2
"""Words with a meaning of their own that a telling has at least, those who met left out."""
OF_PARTIES = 0.15
"""What the names of those who met weigh: they stand in every second sentence of every account."""
OF_CONTACT = 0.35
OF_NUMBER = 5.0
MOST_WEIGHT = 7.0
MOST = 60
LONGEST = 1_500

_PARTS = re.compile(
    r"; |: (?=[a-z“\"])|, but |,? while |,? whereas |, although |, though |, where |, who |, which |, with "
    r"(?=an? |the )|, and (?=(?:[\w’'-]+ ){0,5}(?:will|would|has|have|had|is|are|was|were|shall|can|could|may|might|"
    r"[a-z]+ed|[a-z]+s)\b)"
    r"| and (?=(?:also |then |both )?[a-z]{3,}ed\b)| and to (?=[a-z]+ )| and (?=(?:that|would|will|was|were|had|has)\b)"
)
CONTACT = frozenset(
    map(
        stem,
        "meet met meeting talk talks call spoke speak conversation telephone phone visit held hold discuss summit "
        "conference session president minister prime foreign leader secretary counterpart government ministry office "
        "week today yesterday statement readout said told announce say side sides country countries two both".split(),
    )
)
CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One thing told: its characters, its words with their weights, who says it, whether it is denied.

    `keys` are the words as they are compared for equality, `meanings` the vector of each, `total` what they weigh
    together, `heavy` how many weigh more than 1, `runs` every three words in a row. `speaker` None: the account itself.
    `asked`: how it is read by itself, with who says it; `wanted`: it is what somebody asks for or demands.
    """

    article: str
    spans: tuple[Span, ...]
    text: str
    statement: Statement | None
    speaker: str | None
    state: str | None
    joint: bool
    official: bool
    keys: NDArray[np.int64]
    rows: NDArray[np.int64]
    meanings: Numbers
    weights: Numbers
    total: np.float32
    heavy: float
    mean: Numbers
    named: frozenset[str]
    stems: frozenset[str]
    forms: tuple[str, ...]
    runs: frozenset[Run]
    quantities: tuple[Quantity, ...]
    negative: bool
    contact: bool
    evidence: tuple[Evidence, ...]
    asked: str = ""
    wanted: bool = False

    def nearness(self, other: Telling) -> float:
        """How near (-1..1) the mean meanings of the two are."""
        return float(self.mean @ other.mean)

    def laid_by(self) -> Telling:
        """The same without what it was compared by: so the thousands that are of one matter are kept."""
        return replace(
            self, text="", asked="", keys=_NO_ROWS, rows=_NO_ROWS, meanings=_NONE, weights=_NONE, mean=_NONE,
            named=frozenset(), stems=frozenset(), forms=(), runs=frozenset(), quantities=(),
        )  # fmt: skip

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        return Span(self.spans[0].start, self.spans[-1].end)


_NO_ROWS: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
_NONE: Numbers = np.zeros(0, dtype=np.float32)


def tellings_of(view: View, parties: frozenset[str]) -> list[Telling]:
    """What one account tells, in order of place, at most 60; `parties` are the stems of the names of those who met."""
    found: list[Telling | None] = []
    text = view.digest.article.text
    said = [s for s in view.digest.statements if s.content and s.confidence >= 0.3]
    triggers = [event.trigger for event in view.events]
    for sentence in view.told:
        if sentence.span.end - sentence.span.start > LONGEST:
            continue
        inside = [s for s in said if sentence.span.start <= s.content[0].start < sentence.span.end]
        for statement in inside:
            found.append(_telling(view, statement.content, parties, statement, triggers, sentence.span))
        taken = [span for s in inside for span in (*s.content, *s.cue, *((s.speaker.span,) if s.speaker.span else ()))]
        for span in _parts(text, sentence.span, taken):
            found.append(_telling(view, (span,), parties, None, triggers, sentence.span))
    kept = (one for one in found if one is not None)
    return sorted(kept, key=lambda one: (one.spans, one.statement is None))[:MOST]


def _parts(text: str, sentence: Span, taken: Sequence[Span]) -> Iterable[Span]:
    """The clauses of a sentence outside what is taken."""
    for start, end in _free(sentence, taken):
        for match in _PARTS.finditer(text, start, end):
            if match.start() - start > 20:
                yield _trimmed(text, start, match.start())
                start = match.end()
        if end - start > 12:
            yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks at its ends and commas at its start."""
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _free(sentence: Span, taken: Sequence[Span]) -> Iterable[tuple[int, int]]:
    start = sentence.start
    for span in sorted(taken):
        if span.start > start:
            yield start, min(span.start, sentence.end)
        start = max(start, span.end)
    if start < sentence.end:
        yield start, sentence.end


_JOINT = re.compile(r"(?:they|both|each side|the (?:two|three|sides|parties|leaders|presidents|ministers|heads)|it was "
                    r"(?:agreed|confirmed|decided))\b", re.IGNORECASE)  # fmt: skip


def _telling(
    view: View,
    spans: tuple[Span, ...],
    parties: frozenset[str],
    statement: Statement | None,
    triggers: Sequence[Span],
    sentence: Span,
) -> Telling | None:
    """What stands in some characters of an account; None where it has too few words of its own to be compared."""
    text = view.digest.article.text
    words = words_of(text, spans)
    laid = _weighed(text, words, parties)
    heavy = float(np.count_nonzero(laid.weights > 1.0))
    if heavy < LEAST_WORDS:
        return None
    told = " ".join(span.of(text) for span in spans)
    speaker = statement.speaker.actor or statement.speaker.name.casefold() if statement else None
    actor = next((a for a in view.digest.actors if a.id == speaker), None)
    meanings, found = word_meanings().vectors[laid.rows], words.forms
    joint = bool(_JOINT.match(told)) or bool(
        statement and (len(statement.speaker.members) > 1 or _JOINT.match(statement.speaker.name or ""))
    )
    return Telling(
        article=view.article,
        spans=spans,
        text=told,
        statement=statement,
        speaker=speaker,
        state=actor.state if actor else None,
        joint=joint,
        official=view.digest.article.kind == "official",
        keys=laid.keys,
        rows=laid.rows,
        meanings=meanings,
        weights=laid.weights,
        total=np.add.reduce(laid.weights),
        heavy=heavy,
        mean=_unit(laid.weights @ meanings),
        named=laid.named,
        stems=frozenset(stem(form) for form in found if form not in STOPWORDS) - parties,
        forms=found,
        runs=frozenset(zip(found, found[1:], found[2:], strict=False)),
        quantities=tuple(q for span in spans for q in quantities(text, span)) if laid.numbers else (),
        negative=_denies(told, found) != bool(statement and statement.denied),
        evidence=view.evidence_of(spans),
        contact=any(span.overlaps(trigger) for span in spans for trigger in triggers),
        asked=_asked(told, sentence.of(text), statement),
        wanted=statement is not None and _wanted(view, spans),
    )


def _wanted(view: View, spans: tuple[Span, ...]) -> bool:
    """Whether it is what one asks of another: no more than a wish, whatever becomes of it."""
    return any(
        ask.form in ("request", "demand", "invitation")
        and any(span.overlaps(row.span) for row in ask.evidence[:1] for span in spans)
        for ask in view.digest.asks
    )


WHOLE = 0.6
"""Part of a sentence's characters from which what is told there is read as the whole sentence."""


def _asked(told: str, sentence: str, statement: Statement | None) -> str:
    if len(told) >= WHOLE * len(sentence):
        return sentence
    name = statement.speaker.name if statement else ""
    return f"{name} said: {told}" if name and name != "unnamed" else told


def _denies(told: str, forms: Iterable[str]) -> bool:
    """Whether a telling is negative; one without any word that denies is not."""
    return not DENYING.isdisjoint(forms) and negative(canonical(told))


def _unit(vector: Numbers) -> Numbers:
    length = np.float32(np.linalg.norm(vector))
    return vector / length if length else vector


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The words of a telling as keys and rows, their weights, the names among them, and whether any is a number."""

    keys: NDArray[np.int64]
    rows: NDArray[np.int64]
    weights: Numbers
    named: frozenset[str]
    numbers: bool


def _weighed(text: str, words: Words, parties: frozenset[str]) -> _Weighed:
    keys: list[int] = []
    rows: list[int] = []
    weights: list[float] = []
    named: set[str] = set()
    numbers = False
    index = 0
    while index < len(words.forms):
        number = number_at(words.forms, index)
        if number is not None:
            keys.append(_key(f"#{number[1]:g}"))
            rows.append(-1)
            weights.append(OF_NUMBER if number[1] != 1 else 0.5)
            index, numbers = index + number[0], True
            continue
        form = words.forms[index]
        if form not in STOPWORDS:
            root, key, row, weight = _known(form)
            name = text[words.starts[index]].isupper() and index > 0
            if root in parties:
                weight = OF_PARTIES
            elif root in CONTACT:
                weight *= OF_CONTACT
            elif name and form not in CALENDAR:
                named.add(root)
            keys.append(key)
            rows.append(-1 if name else row)
            weights.append(weight)
        index += 1
    return _Weighed(
        np.array(keys, np.int64), np.array(rows, np.int64), np.array(weights, np.float32), frozenset(named), numbers
    )


@lru_cache(maxsize=50_000)
def _known(form: str) -> tuple[str, int, int, float]:
    """The stem of a word, the number of the stem, its row in the table of meanings, and its weight."""
    root = stem(form)
    return root, _key(root), word_meanings().of(form), min(word_weights().of(root), MOST_WEIGHT)


@lru_cache(maxsize=50_000)
def _key(word: str) -> int:
    """A number for a word, the same on every machine."""
    number = 1469598103934665603
    for byte in word.encode():
        number = ((number ^ byte) * 1099511628211) & 0x7FFFFFFFFFFFFFFF
    return number
