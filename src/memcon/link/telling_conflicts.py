"""How two tellings of one matter exclude each other: by a number, a date, or because one denies what the other says.

`A$84 million for a patrol base` and `A$48 million for a naval base` do by a number, `from 1 September` and `as of 1
December` by a date, `had asked for no tax holiday` and `had sought a tax holiday` by denial; `about 50` and `48`, `in
May` and `on 12 May` do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from memcon.link.difference_quantities import Quantity
from memcon.link.polarity import UNSAID, denied_words, opposed
from memcon.link.similarity import forms_of, stem, words_of
from memcon.link.telling_words import CALENDAR
from memcon.link.tellings import Telling
from memcon.link.word_meanings import word_meanings
from memcon.link.word_weights import word_weights
from memcon.model.digest import Digest
from memcon.model.reading import Time
from memcon.model.span import Span

KIN = 0.5
LONGEST_DATE = 366
SCALE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The aspect, and for each side its value and the characters that it stands in; `sure`: the very word denied is
    the other's."""

    aspect: Literal["number", "date", "claim", "outcome"]
    values: tuple[str, str]
    spans: tuple[Span, Span]
    sure: bool = False


def conflict_of(one: Telling, other: Telling, digests: tuple[Digest, Digest]) -> Conflict | None:
    """How two tellings of one matter exclude each other; None when they do not."""
    found = _numbers(one, other) or _dates(one, other, digests)
    if found is not None or any(_unsaid(*told) for told in zip((one, other), digests, strict=True)):
        return found
    if (one.topic and one.statement is not None) or (other.topic and other.statement is not None):
        # of a matter that is only talked over nothing is said
        return None
    return _denial(one, other)


def _unsaid(telling: Telling, digest: Digest) -> bool:
    """Whether somebody is only said not to have mentioned it: silence denies nothing."""
    said = telling.statement
    if said is None or not said.denied:
        return False
    return any(UNSAID & set(forms_of(span.of(digest.article.text))) for span in said.cue)


def _numbers(one: Telling, other: Telling) -> Conflict | None:
    """Two numbers of one kind of which neither telling has one that agrees with the other's."""
    for mine in one.quantities:
        alike = [theirs for theirs in other.quantities if theirs.of == mine.of and theirs.measured == mine.measured]
        if len(alike) != 1 or mine.agrees(alike[0]):
            continue
        if any(q.of == mine.of and q.agrees(alike[0]) for q in one.quantities):
            continue
        if not _one_scale(mine.value, alike[0].value):
            continue
        return _apart(mine, alike[0])
    return None


def _one_scale(one: float, other: float) -> bool:
    """Whether two numbers can be told of one thing at all: a fee of two dollars is no sum of a million."""
    least, most = sorted((abs(one), abs(other)))
    return most <= SCALE * max(least, 1.0)


def _apart(mine: Quantity, theirs: Quantity) -> Conflict:
    return Conflict(aspect="number", values=(mine.shown, theirs.shown), spans=(mine.span, theirs.span))


def _dates(one: Telling, other: Telling, digests: tuple[Digest, Digest]) -> Conflict | None:
    mine, theirs = (_times(telling, digest) for telling, digest in zip((one, other), digests, strict=True))
    if len(mine) != 1 or len(theirs) != 1 or mine[0].when.meets(theirs[0].when) or one.contact or other.contact:
        return None
    shown = [time.span.of(digest.article.text) for time, digest in zip((mine[0], theirs[0]), digests, strict=True)]
    parts = [_YEARLY.sub("", time.when.edtf or "") for time in (mine[0], theirs[0])]
    reckoned = not any(character.isdigit() for words in shown for character in words)
    if _bare_day(shown[0]) & _bare_day(shown[1]) or (reckoned and parts[0] == parts[1]):
        # "until July", "by spring" in two papers: the years are reckoned, not told
        return None
    return Conflict(
        aspect="date",
        values=(mine[0].when.edtf or "", theirs[0].when.edtf or ""),
        spans=(mine[0].span, theirs[0].span),
    )


_YEARLY = re.compile(r"\b\d{4}-")


def _bare_day(words: str) -> set[str]:
    """The months and weekdays of a time expression that says nothing more exact."""
    if any(character.isdigit() for character in words):
        return set()
    return set(words_of(words).forms) & CALENDAR


def _times(telling: Telling, digest: Digest) -> Sequence[Time]:
    """The days, months or years that a telling names."""
    return [
        time
        for time in digest.times
        if time.type == "DATE"
        and time.when.edtf
        and time.when.days is not None
        and time.when.days <= LONGEST_DATE
        and any(span.covers(time.span) for span in telling.spans)
        and not _SINCE.search(digest.article.text, max(0, time.span.start - 12), time.span.start)
    ]


_SINCE = re.compile(r"\bsince (?:the )?$")
"""What has gone on since a day is not dated by it."""


def _denial(one: Telling, other: Telling) -> Conflict | None:
    """One denies what the other says: an odd number of negations apart, denying a word that the other has."""
    if _one_quotation(one, other):
        return None
    against = opposed(one.stems - other.stems, other.stems - one.stems)
    if (one.negative != other.negative) == against:
        return None
    words: list[str] = []
    if one.negative != other.negative:
        denying, told = (one, other) if one.negative else (other, one)
        words = [word for word in denied_words(denying.text) if word and _kin(word, told)]
        if not words and any(denied_words(denying.text)):
            return None
    outcome = any(word in RESULTS for word in words) or (against and bool(RESULTS & one.stems & other.stems))
    return Conflict(
        aspect="outcome" if outcome and not (one.statement and other.statement) else "claim",
        values=(" ".join(one.text.split())[:300], " ".join(other.text.split())[:300]),
        spans=(one.spans[0], other.spans[0]),
        sure=bool(words) and word_weights().of(words[0]) >= RARE,
    )


def _one_quotation(one: Telling, other: Telling) -> bool:
    """Whether both are one speaker's words in marks: these in two wordings are a difference of wording."""
    if one.statement is None or other.statement is None or one.speaker != other.speaker:
        return False
    return one.statement.mode == other.statement.mode == "direct"


RARE = 3.5
"""Weight of a word that is denied from which its denial is no denial of something else."""
RESULTS = frozenset(
    map(
        stem,
        "agree agreement signed sign text deal accord exchange adopt settle settled decide decided treaty pact initial "
        "document communique conclude release result breakthrough binding rule".split(),
    )
)


def _kin(word: str, telling: Telling) -> bool:
    """Whether a telling has the word, or one that means nearly the same."""
    if word in telling.stems:
        return True
    known = word_meanings()
    row = known.of(word)
    if row < 0 or not len(telling.rows):
        return False
    return bool(float((known.vectors[telling.rows] @ known.vectors[row]).max()) >= KIN)
