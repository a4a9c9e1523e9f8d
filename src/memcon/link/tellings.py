"""An account cut into tellings: what somebody is reported to say, and what the account tells in its own voice.

Of `Lie promised forty ploughs; a bridge will be built at Narva by 2027, and the fair moves to May.` the tellings are
`forty ploughs` (Lie's), `a bridge will be built at Narva by 2027` and `the fair moves to May` (the account's own).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from memcon.link.claim_words import canonical
from memcon.link.difference_quantities import Quantity, quantities
from memcon.link.difference_view import View
from memcon.link.encounter_candidates import published_days
from memcon.link.polarity import DENYING, negative
from memcon.link.telling_words import Numbers, Sheet
from memcon.link.word_meanings import word_meanings
from memcon.model.reading import Statement, Time
from memcon.model.span import Evidence, Span

Run = tuple[str, str, str]
Days = tuple[str, str]

LEAST_WORDS = 2
"""Words with a meaning of their own that a telling has at least, those who met left out."""
MOST = 60
LONGEST = 1_500

_PARTS = re.compile(
    r"; |: (?=[a-z“\"])|, but |,? while |,? whereas |, although |, though |, where |, who |, which |, with "
    r"(?=an? |the )|, and (?=(?:[\w’'-]+ ){0,5}(?:will|would|has|have|had|is|are|was|were|shall|can|could|may|might|"
    r"[a-z]+ed|[a-z]+s)\b)"
    r"| and (?=(?:also |then |both )?[a-z]{3,}ed\b)| and to (?=[a-z]+ )| and (?=(?:that|would|will|was|were|had|has)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One thing told: its characters, its words with their weights, who says it, whether it is denied.

    `keys` are the words as they are compared for equality, `meanings` the vector of each, `total` what they weigh
    together, `heavy` how many weigh more than 1, `runs` every three words in a row. `speaker` None: the account itself.
    `asked`: how it is read by itself, with who says it; `wanted`: it is what somebody asks for or demands; `days`:
    first and last of each time that it names beside those of the news; `topic`: it is only what was talked over.
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
    evidence: tuple[Evidence, ...] = ()
    asked: str = ""
    wanted: bool = False
    days: tuple[Days, ...] = ()
    topic: bool = False

    def nearness(self, other: Telling) -> float:
        """How near (-1..1) the mean meanings of the two are."""
        return float(self.mean @ other.mean)

    def laid_by(self, view: View) -> Telling:
        """The same with its evidence and without what it was compared by: so the thousands that are of one matter are
        kept."""
        return replace(
            self, text="", asked="", keys=_NO_ROWS, rows=_NO_ROWS, meanings=_NONE, weights=_NONE, mean=_NONE,
            named=frozenset(), stems=frozenset(), forms=(), runs=frozenset(), quantities=(),
            evidence=view.evidence_of(self.spans),
        )  # fmt: skip

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        return Span(self.spans[0].start, self.spans[-1].end)


_NO_ROWS: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
_NONE: Numbers = np.zeros(0, dtype=np.float32)


def tellings_of(view: View, parties: frozenset[str]) -> list[Telling]:
    """What one account tells, in order of place, at most 60; `parties` are the stems of the names of those who met."""
    found: list[Telling] = []
    text = view.digest.article.text
    sheet = Sheet(text, parties)
    said = [s for s in view.digest.statements if s.content and s.confidence >= 0.3]
    # what is to come is told of like any other plan
    triggers = [event.trigger for event in view.events if event.encounter_status != "planned"]
    times = _times_told(view)
    for sentence in view.told:
        if len(found) >= MOST:
            break
        if sentence.span.end - sentence.span.start > LONGEST:
            continue
        inside = [s for s in said if sentence.span.start <= s.content[0].start < sentence.span.end]
        taken = [span for s in inside for span in (*s.content, *s.cue, *((s.speaker.span,) if s.speaker.span else ()))]
        cut: list[tuple[tuple[Span, ...], Statement | None]] = [(s.content, s) for s in inside]
        cut += [((span,), None) for span in _parts(text, sentence.span, taken)]
        made = (_telling(view, spans, sheet, statement, triggers, sentence.span, times) for spans, statement in cut)
        found += [one for one in made if one is not None]
    return sorted(found, key=lambda one: (one.spans, one.statement is None))[:MOST]


def _parts(text: str, sentence: Span, taken: Sequence[Span]) -> Iterable[Span]:
    """The clauses of a sentence outside what is taken."""
    for start, end in _free(sentence, taken):
        for match in _PARTS.finditer(text, start, end):
            if match.start() - start > 20 and not _goes_on(text, start, match):
                yield _trimmed(text, start, match.start())
                start = match.end()
        if end - start > 12:
            yield _trimmed(text, start, end)


_UNDER_WAY = re.compile(
    r"\b(?:be|been|being|was|were)(?: \w+ly)? [a-z]{2,}(?:ed|en|wn|ght|lt|nt|ld|id|de|ut)\b[^,;:.]*$"
)


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a verb joined by "and" is one more of a passive, and says nothing by itself: "will be brought to Arden
    and stored in Belmo"."""
    return match[0].strip() == "and" and _UNDER_WAY.search(text, start, match.start()) is not None


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
    sheet: Sheet,
    statement: Statement | None,
    triggers: Sequence[Span],
    sentence: Span,
    times: Sequence[Time],
) -> Telling | None:
    """What stands in some characters of an account; None where it has too few words of its own to be compared."""
    text = view.digest.article.text
    laid = sheet.cut(spans)
    heavy = float(np.count_nonzero(laid.weights > 1.0))
    if heavy < LEAST_WORDS:
        return None
    told = " ".join(span.of(text) for span in spans)
    speaker = statement.speaker.actor or statement.speaker.name.casefold() if statement else None
    actor = next((a for a in view.digest.actors if a.id == speaker), None)
    meanings, found = word_meanings().vectors[laid.rows], laid.forms
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
        stems=laid.stems,
        forms=found,
        runs=frozenset(zip(found, found[1:], found[2:], strict=False)),
        quantities=tuple(q for span in spans for q in quantities(text, span)) if laid.numbers else (),
        negative=_denies(told, found) != bool(statement and statement.denied),
        contact=any(span.overlaps(trigger) for span in spans for trigger in triggers),
        asked=_asked(told, sentence.of(text), statement, _with_cue(text, spans, statement)),
        wanted=statement is not None and _wanted(view, spans),
        days=tuple(
            (time.when.earliest or "", time.when.latest or "")
            for time in times
            if any(span.covers(time.span) for span in spans)
        ),
        topic=_TALKED_OVER.search(text, max(sentence.start, spans[0].start - NEAR), spans[0].end) is not None,
    )


NEAR = 40
"""Characters before a telling in which the verb that governs it stands."""
LONG_TIME = 92
NEWS = timedelta(days=30)
_TALKED_OVER = re.compile(
    r"\b(?:discuss(?:ed|es|ing)?|(?:talk|talked|talks|spoke|speak|spoken) about|considered|examin(?:e|ed|ing)"
    r"|review(?:ed|s|ing)?|exchanged (?:views|assessments|opinions)|touched on|focused on|dealt with|deal with)\b"
)


def _times_told(view: View) -> list[Time]:
    """The days, weeks and months that an account names beside those of the news: plans, and what lies back a month."""
    printed = published_days(view.digest.article)
    if printed is None:
        return []
    first, last = (printed[0] - NEWS).isoformat(), printed[1].isoformat()
    return [
        time
        for time in view.digest.times
        if time.type in ("DATE", "TIME")
        and time.when.days is not None
        and time.when.days <= LONG_TIME
        and not (first <= (time.when.latest or "") <= last)
    ]


def _wanted(view: View, spans: tuple[Span, ...]) -> bool:
    """Whether it is what one asks of another: no more than a wish, whatever becomes of it."""
    return any(
        ask.form in ("request", "demand", "invitation")
        and any(span.overlaps(row.span) for row in ask.evidence[:1] for span in spans)
        for ask in view.digest.asks
    )


WHOLE = 0.6
"""Part of a sentence's characters from which what is told there is read as the whole sentence."""


def _with_cue(text: str, spans: Sequence[Span], statement: Statement | None) -> str:
    """What is denied with the words that deny it, where these stand before it: "could not agree on a ban"."""
    if statement is None or not statement.denied or not statement.cue:
        return ""
    start, end = statement.cue[0].start, spans[-1].end
    return " ".join(text[start:end].split()) if 0 < end - start < LONGEST and start < spans[0].start else ""


def _asked(told: str, sentence: str, statement: Statement | None, denied: str) -> str:
    if denied and statement is not None:
        return f"{statement.speaker.name} {denied}"
    if len(told) >= WHOLE * len(sentence):
        return sentence
    name = statement.speaker.name if statement else ""
    return f"{name} said: {told}" if name and name != "unnamed" else told


def _denies(told: str, forms: Iterable[str]) -> bool:
    """Whether a telling is negative; one without any word that denies is not."""
    return not DENYING.isdisjoint(forms) and negative(canonical(told))


def _unit(vector: Numbers) -> Numbers:
    length = np.float32(np.sqrt(vector.dot(vector)))  # what np.linalg.norm does, without asking what it is given
    return vector / length if length else vector
