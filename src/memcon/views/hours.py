"""At which hour of its day an encounter was, where a text says so in the sentence that tells of it.

"The two spoke by telephone at 9 a.m. on 30 December" gives the call of that day the hour 09. Texts give hours in the
time of their place, seldom saying which; none is reckoned into another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memcon.model.reading import Reading, Time
from memcon.model.span import Span
from memcon.record import Record
from memcon.views.naming import Labels
from memcon.views.telling import Mark

Line = Mapping[str, Any]
_CLOCK = re.compile(r"T(\d{2})(?::\d{2})?")
_PARTS = {"TMO": "morning", "TMI": "midday", "TAF": "afternoon", "TEV": "evening", "TNI": "night"}
MOST_ARTICLES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """One telling of an encounter's hour: `hour` 00 to 23, None for a part of the day; its `words` as written."""

    encounter: str
    hour: str | None
    words: str
    mark: Mark


def hours_of(record: Record, encounters: Sequence[Line], day: str, names: Labels) -> tuple[Hour, ...]:
    """The hours that articles give for encounters of one day, by hour, then encounter; of each article the first."""
    found: dict[tuple[str, str, str], Hour] = {}
    readings: dict[str, Reading | None] = {}
    for line in encounters:
        for article, spans in _told_in(line).items():
            if article not in readings and len(readings) < MOST_ARTICLES:
                readings[article] = record.reading(article)
            reading = readings.get(article)
            if reading is None:
                continue
            for time in _times(reading, spans, day):
                hour = _hour(line["id"], reading, time, names)
                found.setdefault((line["id"], hour.hour or hour.words, article), hour)
    return tuple(sorted(found.values(), key=lambda h: (h.hour or "99", h.encounter, h.mark.article, h.mark.start)))


def hour_in(value: str) -> str | None:
    """The hour of a TIMEX3 value, 00 to 23; None where it gives none. Midnight at a day's end is its last hour."""
    found = _CLOCK.search(value)
    if found is None:
        return None
    return "23" if found[1] == "24" else found[1] if int(found[1]) < 24 else None


def _told_in(line: Line) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for row in line["evidence"]:
        found.setdefault(row["article"], []).append(Span(*row["span"]))
    return found


def _times(reading: Reading, spans: Sequence[Span], day: str) -> Iterator[Time]:
    """Times of day in the sentences of the spans which are of the day, or stand in a sentence that names the day."""
    sentences = [s.span for s in reading.sentences if any(s.span.overlaps(span) for span in spans)]
    for sentence in sentences:
        own = [time for time in reading.times if sentence.start <= time.span.start < sentence.end]
        named = any(time.value == day for time in own if time.type == "DATE")
        for time in own:
            clock = time.type == "TIME" and (hour_in(time.value) or time.value[10:] in _PARTS)
            if clock and (named or time.value[:10] == day):
                yield time


def _hour(encounter: str, reading: Reading, time: Time, names: Labels) -> Hour:
    article = reading.article
    words = " ".join(time.span.of(article.text).split())
    mark = Mark(
        article=article.id, start=time.span.start, end=time.span.end, label=names.article(article.id), quote=words
    )
    return Hour(encounter=encounter, hour=hour_in(time.value), words=words, mark=mark)


def at_hour(encounters: Iterable[Line], hours: Sequence[Hour], hour: str) -> list[Line]:
    """The encounters that some text puts at the hour."""
    wanted = {found.encounter for found in hours if found.hour == hour}
    return [line for line in encounters if line["id"] in wanted]
