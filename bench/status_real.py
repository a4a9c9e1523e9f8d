"""Status and confidence of events on 290 real articles: `python bench/status_real.py [--reader fast] [--errors]`.

`status_real.jsonl` names 580 events that memcon once proposed (confidence .25 and more) in Wikinews and official texts,
by id and offsets; two people labelled them without seeing what memcon made of them: `status` (the six, `past` for what
is told as background of more than a year ago, `none` for no act), `also` other statuses that can be defended, `ok`
whether type and sides are right (null: cannot be said). The set is what training/fit_event_status.py and
training/fit_event_reality.py are fitted to: their crossed figures are the ones to go by, those of this bench show what
the fitted tables make of their own set.

An event counts as right when type and sides are right and its status can be defended; of what is `past` also when it is
written as done and dated a year and more before print.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from status import article_of, labelled, show, texts

from memcon.ingest import Settings, make_reader
from memcon.model.reading import Event
from memcon.model.span import Span

LABELS = Path(__file__).with_name("status_real.jsonl")
YEAR = 365
BINS = (0.0, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def at_label(label: Mapping[str, Any], events: Iterable[Event]) -> Event | None:
    """The event of ours at a label: of its type if there is one, else whichever is surest."""
    ours = [event for event in events if event.trigger.overlaps(Span(*label["trigger"]))]
    exact = [event for event in ours if event.type == label["type"]]
    return max(exact or ours, key=lambda e: (list(e.trigger) == label["trigger"], e.confidence, e.id), default=None)


def defended(label: Mapping[str, Any], event: Event, published: str | None) -> bool:
    """Whether a status can be defended against a label."""
    if event.status in (label["status"], *label["also"]):
        return True
    return "past" in (label["status"], *label["also"]) and event.status == "done" and long_before(event, published)


def long_before(event: Event, published: str | None) -> bool:
    """Whether an event is dated a year and more before print."""
    latest = event.when.latest
    if latest is None or not published or len(published) < len("2020-01-01"):
        return False
    return (date.fromisoformat(published[:10]) - date.fromisoformat(latest)).days >= YEAR


def right(label: Mapping[str, Any], event: Event, published: str | None) -> bool | None:
    """Whether an event is right in type, sides and status; None where the labeller could not say."""
    if event.type != label["type"]:
        return None
    fits = defended(label, event, published)
    return fits and label["ok"] if label["ok"] is not None or not fits else None


def reliability(told: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int, float, float]]:
    """For each of `BINS`: its bounds, how many, their mean confidence, the share of them right."""
    rows = []
    told = list(told)
    for low, high in pairwise(BINS):
        mine = [(sure, good) for sure, good in told if low <= sure < high]
        if mine:
            mean, share = sum(s for s, _ in mine) / len(mine), sum(g for _, g in mine) / len(mine)
            rows.append((low, high, len(mine), mean, share))
    return rows


def main() -> None:
    """Prints how often the status is right, what is taken for what, and how sure is how right."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reader", default="fast")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    labels, rows = labelled(LABELS), texts()
    keys = sorted(labels)
    tally: Counter[str] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    told: list[tuple[float, bool]] = []
    articles = (article_of(key[0], rows[key]) for key in keys)
    for key, reading in zip(keys, make_reader(Settings(reader=options.reader)).read(articles), strict=True):
        for label in labels[key]:
            event = at_label(label, reading.events)
            if event is None:
                tally["not found any more"] += 1
                continue
            published = reading.article.published
            tell(label, event, published, tally, taken)
            good = right(label, event, published)
            if good is not None:
                told.append((event.confidence, good))
            if options.errors and not defended(label, event, published):
                show(label, f"{event.status} {event.confidence}", reading.article.text)
    found = tally["found"]
    print(f"{found} found, {tally['not found any more']} not; status strict {tally['strict'] / found:.3f}, "
          f"defensible {tally['defensible'] / found:.3f}; of those that are acts of one of six statuses "
          f"{tally['six strict'] / tally['six']:.3f}, {tally['six defensible'] / tally['six']:.3f}")  # fmt: skip
    print({f"{a} as {b}": n for (a, b), n in taken.most_common() if a != b})
    shown = [good for sure, good in told if sure >= 0.5]
    print(f"shown {len(shown)} of {len(told)} with a verdict, right {sum(shown)} ({sum(shown) / len(shown):.3f}); "
          f"right ones not shown {sum(good for _, good in told) - sum(shown)}")  # fmt: skip
    for low, high, number, mean, share in reliability(told):
        print(f"   {low:.2f} to {min(high, 1.0):.2f}: {number:3} events, mean confidence {mean:.2f}, right {share:.2f}")


def tell(
    label: Mapping[str, Any], event: Event, published: str | None, tally: Counter[str], taken: Counter[tuple[str, str]]
) -> None:
    """Counts one event found at its label."""
    fits = defended(label, event, published)
    tally["found"] += 1
    tally["strict"] += event.status == label["status"]
    tally["defensible"] += fits
    if label["status"] not in ("past", "none"):
        tally["six"] += 1
        tally["six strict"] += event.status == label["status"]
        tally["six defensible"] += fits
    taken[label["status"], event.status] += 1


if __name__ == "__main__":
    main()
