"""Time expressions: where they stand, what they say in TIMEX3, and which days that is.

In an article of Friday, 30 December 2022, "The two held talks on Friday, three weeks after a call in early
December, and will meet in the spring" yields `on Friday` DATE 2022-12-30, `three weeks` DURATION P3W,
`early December` DATE 2022-12 (1 to 10 December) and `the spring` DATE 2023-SP (March to May 2023).

Relative expressions are reckoned from the day of publication. Of a month or year alone they are reckoned
from its first and its last day, and the days between are what is known; without a publication date they
keep a masked value (XXXX-12-30) and no days. A date without its year is the one nearest to publication, on
the side that the tense of its clause points to. "A day earlier", "the same day" count from the date before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from memcon.model.reading import Time
from memcon.model.span import Span
from memcon.model.when import UNDATED, When, day_range, edtf_range
from memcon.read.page import Page
from memcon.read.time_ground import Ground, Reckoned
from memcon.read.time_guards import is_time
from memcon.read.time_patterns import Hit, hits
from memcon.read.time_periods import PERIODS
from memcon.read.time_spans import SPANS
from memcon.read.time_tense import Tense, tense_at
from memcon.read.time_values import CALENDAR
from memcon.read.time_words import Vocabulary, Word, vocabulary, words_of

RESOLVERS = CALENDAR | PERIODS | SPANS
TENSED = frozenset(
    ("day", "day_range", "month", "season", "weekend", "weekday", "quarter", "quarter_code", "unit_end", "holiday")
)
STAND_INS = (date(1994, 2, 9), date(2005, 9, 22))
NEAR = 900
OUTSIDE = frozenset(("before", "after", "its", "his", "her", "their", "our", "these", "those"))
_VOCABULARIES: dict[str, Vocabulary] = {}


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was dated before this point: the last date, the last day, the last quarter, each with where it ended."""

    anchor: Reckoned | None = None
    day: Reckoned | None = None
    quarter: Reckoned | None = None
    end: int = 0

    def after(self, found: Reckoned, end: int) -> _Memory:
        if found.type not in ("DATE", "TIME") or found.days is None or found.value.endswith("_REF"):
            return self
        first, last = found.days
        is_day = (last - first).days == 0
        return _Memory(
            anchor=found,
            day=found if is_day else self.day,
            quarter=found if found.unit == "Q" else self.quarter,
            end=end,
        )


def find_times(page: Page) -> tuple[Time, ...]:
    """All time expressions of the article in order, outside its furniture; they never overlap."""
    words, kinds = words_of(page.text, _vocabulary(page))
    published = _published(page.article.published)
    refs = STAND_INS if published is None else tuple(dict.fromkeys(published))
    memories = [_Memory() for _ in refs]
    times: list[Time] = []
    taken = 0
    for hit in hits(words, kinds):
        span = _trimmed(hit)
        if hit.first < taken or not is_time(hit, words, page):
            continue
        tense = tense_at(page.token_at(_head(hit).start)) if hit.name in TENSED else "none"
        lead = words[hit.first - 1].text.lower() if hit.first else ""
        found = [
            RESOLVERS[hit.name](hit, _ground(ref, published, memory, tense=tense, lead=lead, at=span.start))
            for ref, memory in zip(refs, memories, strict=True)
        ]
        if any(one is None for one in found):
            continue
        reckoned = [one for one in found if one is not None]
        times.append(_time(span, reckoned, known=published is not None))
        memories = [memory.after(one, span.end) for memory, one in zip(memories, reckoned, strict=True)]
        taken = hit.last
    return tuple(times)


def _trimmed(hit: Hit) -> Span:
    """The expression without a leading "before" or "his" and a trailing "of"."""
    first, last = 0, len(hit.words) - 1
    while first < last and hit.words[first].text.lower() in OUTSIDE:
        first += 1
    while last > first and (
        hit.words[last].kind in "o'c" or (hit.name == "offset" and hit.words[last].text.lower() in OUTSIDE)
    ):
        last -= 1
    return Span(hit.words[first].start, hit.words[last].end)


def _vocabulary(page: Page) -> Vocabulary:
    version = page.lexicon.version
    if version not in _VOCABULARIES:
        _VOCABULARIES[version] = vocabulary(page.lexicon.table("time_words"))
    return _VOCABULARIES[version]


def _published(edtf: str | None) -> tuple[date, date] | None:
    if not edtf:
        return None
    first, _, last = edtf.partition("/")
    try:
        return edtf_range(first[:10])[0], edtf_range((last or first)[:10])[1]
    except ValueError:
        return None


def _head(hit: Hit) -> Word:
    for part in ("weekday", "month", "short", "season", "weekend", "unit", "code", "holiday"):
        word = hit.get(part)
        if word is not None:
            return word
    return hit.words[0]


def _ground(
    ref: date, published: tuple[date, date] | None, memory: _Memory, *, tense: Tense, lead: str, at: int
) -> Ground:
    near = at - memory.end <= NEAR
    return Ground(
        ref=ref,
        published=published,
        tense=tense,
        lead=lead,
        anchor=memory.anchor if near else None,
        day_anchor=memory.day if near else None,
        quarter=memory.quarter if near else None,
        distance=at - memory.end if memory.anchor else 1 << 30,
    )


def _time(span: Span, found: list[Reckoned], *, known: bool) -> Time:
    """One time of what was reckoned from each end of the publication date."""
    first = found[0]
    if len(found) == 1:
        return Time(span=span, type=first.type, value=first.value, when=_when(first))
    value = _common([one.value for one in found])
    if first.unit == "W" and value != first.value and first.days is not None:
        value = f"XXXX-WXX-{first.days[0].isoweekday()}{first.value[10:]}"
    whens = [_when(one) for one in found]
    if all(when == whens[0] for when in whens):
        return Time(span=span, type=first.type, value=value, when=whens[0])
    if not known or not all(when.earliest and when.latest for when in whens):
        return Time(span=span, type=first.type, value=value)
    earliest = min(date.fromisoformat(when.earliest) for when in whens if when.earliest)
    latest = max(date.fromisoformat(when.latest) for when in whens if when.latest)
    return Time(span=span, type=first.type, value=value, when=day_range(earliest, latest, basis="relative"))


def _when(found: Reckoned) -> When:
    if found.days is None or found.days[0] > found.days[1]:
        return UNDATED
    return day_range(*found.days, basis=found.basis)


def _common(values: list[str]) -> str:
    """The value with every field that differs masked by X (`XXXX-12-30`)."""
    if len(set(values)) == 1:
        return values[0]
    fields = [value.replace("T", "-T").split("-") for value in values]
    if len({len(each) for each in fields}) != 1:
        return min(values, key=len).translate(_DIGITS)
    masked = [one[0] if len(set(one)) == 1 else _mask(one[0]) for one in zip(*fields, strict=True)]
    return "-".join(masked).replace("-T", "T")


_DIGITS: Mapping[int, str] = {ord(digit): "X" for digit in "0123456789"}


def _mask(field: str) -> str:
    return field.translate(_DIGITS) if not field.startswith("T") else "TXX:XX"
