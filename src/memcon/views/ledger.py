"""The ledger at a date, and the track record of those who foretell.

`as_of` keeps of each ask and forecast what articles published by a day tell: an ask answered in May is open in April.
`scores` counts outcomes by holder and by outlet. The share that came true has a 95 % Wilson interval (Wilson 1927), the
Brier score (Brier 1950; the mean squared gap between the middle of the likelihood's range and what happened) a 95 %
percentile bootstrap over 1,000 resamples with a fixed seed; nothing is scored below five resolved forecasts.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memcon.errors import UsageError
from memcon.model.when import from_edtf
from memcon.record import Record

LEAST = 5
SURE = 0.5
SEED = 20_230_501
RESAMPLES = 1_000
Z = 1.959964


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One holder's or outlet's record: counts by outcome; shares and scores None below five resolved forecasts."""

    by: str
    name: str
    forecasts: int
    true: int
    false: int
    open: int
    unclear: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    brier: float | None = None
    brier_low: float | None = None
    brier_high: float | None = None
    weighed: int = 0


def as_of(record: Record, kind: str, lines: Iterable[Mapping[str, Any]], day: str) -> list[dict[str, Any]]:
    """The asks or forecasts as they stood at the end of `day` (YYYY, YYYY-MM or YYYY-MM-DD), later ones left out."""
    if kind not in ("asks", "forecasts"):
        raise UsageError("--as-of is for asks and forecasts")
    end = _last_day(day)
    found = list(lines)
    wanted = sorted({row["article"] for line in found for row in _rows(line)})
    published = {key: head.get("published") for key, head in record.heads(wanted).items()}
    told = (_ask_at(line, end, published) if kind == "asks" else _forecast_at(line, end, published) for line in found)
    return [line for line in told if line is not None]


def _last_day(day: str) -> str:
    """The last day of a year, month or day; UsageError if it is none."""
    try:
        latest = from_edtf(day, basis="stated").latest
    except ValueError as error:
        raise UsageError(f"{day!r} is no date: YYYY, YYYY-MM or YYYY-MM-DD", source="--as-of") from error
    if latest is None:
        raise UsageError(f"{day!r} is no date: YYYY, YYYY-MM or YYYY-MM-DD", source="--as-of")
    return latest


def _rows(line: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = [*line["evidence"], *line.get("resolved_by", ())]
    return rows + [row for answer in line.get("answers", ()) for row in answer["evidence"]]


def _known(rows: Sequence[Mapping[str, Any]], end: str, published: Mapping[str, str | None]) -> list[Mapping[str, Any]]:
    """The rows of articles published by the day; an undated article counts for no day."""
    return [
        row for row in rows if (day := published.get(row["article"])) is not None and day[:10] <= end[: len(day[:10])]
    ]


def _ask_at(line: Mapping[str, Any], end: str, published: Mapping[str, str | None]) -> dict[str, Any] | None:
    evidence = _known(line["evidence"], end, published)
    if not evidence:
        return None
    answers = [
        {**answer, "evidence": rows}
        for answer in line["answers"]
        if (rows := _known(answer["evidence"], end, published))
    ]
    sure = [answer for answer in answers if answer.get("confidence", 1.0) >= SURE]
    return {**line, "evidence": evidence, "answers": answers, "status": sure[-1]["kind"] if sure else "open"}


def _forecast_at(line: Mapping[str, Any], end: str, published: Mapping[str, str | None]) -> dict[str, Any] | None:
    evidence = _known(line["evidence"], end, published)
    if not evidence:
        return None
    resolved = _known(line["resolved_by"], end, published)
    outcome = line["outcome"] if resolved or not line["resolved_by"] else "open"
    return {**line, "evidence": evidence, "resolved_by": resolved, "outcome": outcome}


def held_by(lines: Iterable[Mapping[str, Any]], name: str) -> list[Mapping[str, Any]]:
    """The forecasts whose holder's name has `name` in it, whatever its case; the article's own voice is "author"."""
    wanted = name.casefold()
    return [
        line for line in lines
        if wanted in line["holder"]["name"].casefold() or wanted == (line["holder"]["actor"] or "").casefold()
    ]  # fmt: skip


def scores(record: Record, lines: Iterable[Mapping[str, Any]]) -> list[Score]:
    """A row for every holder and every outlet, most resolved first; an author's forecasts count by outlet alone."""
    found = list(lines)
    heads = record.heads(sorted({row["article"] for line in found for row in line["evidence"][:1]}))
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for line in found:
        if line["holder"]["name"] != "author":
            groups["holder", line["holder"]["name"]].append(line)
        outlet = heads.get(line["evidence"][0]["article"], {}).get("outlet")
        groups["outlet", str(outlet or "no outlet")].append(line)
    out = [_score(by, name, own) for (by, name), own in sorted(groups.items())]
    return sorted(out, key=lambda row: (row.by, -(row.true + row.false), -row.forecasts, row.name))


def _score(by: str, name: str, lines: Sequence[Mapping[str, Any]]) -> Score:
    counts = {kind: sum(line["outcome"] == kind for line in lines) for kind in ("true", "false", "open", "unclear")}
    resolved = counts["true"] + counts["false"]
    gaps = [gap for line in lines if (gap := _gap(line)) is not None]
    share = low = high = None
    if resolved >= LEAST:
        share = round(counts["true"] / resolved, 4)
        low, high = wilson(counts["true"], resolved)
    brier = brier_low = brier_high = None
    if len(gaps) >= LEAST:
        brier = round(sum(gaps) / len(gaps), 4)
        brier_low, brier_high = bootstrap(gaps)
    return Score(
        by=by, name=name, forecasts=len(lines), **counts, share=share, low=low, high=high, brier=brier,
        brier_low=brier_low, brier_high=brier_high, weighed=len(gaps),
    )  # fmt: skip


def _gap(line: Mapping[str, Any]) -> float | None:
    """The squared gap of one resolved forecast with a likelihood: the range is of the claim, not of the expectation."""
    span = line["likelihood"]["range"]
    if span is None or line["outcome"] not in ("true", "false"):
        return None
    happened = (line["outcome"] == "true") == line["expects"]
    return float((sum(span) / 2 - float(happened)) ** 2)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a share."""
    share, square = hits / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)


def bootstrap(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % percentile interval of a mean, from a fixed sequence of resamples."""
    draw = random.Random(SEED)
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(RESAMPLES))
    return round(means[int(0.025 * RESAMPLES)], 4), round(means[int(0.975 * RESAMPLES) - 1], 4)
