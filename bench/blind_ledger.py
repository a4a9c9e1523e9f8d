"""Asks, answers, forecasts and outcomes on the blind dossiers: `python bench/blind_ledger.py [--errors] [--set FILE]`.

Scored once, after the methods were frozen; the figures stand in docs/quality.md. Asks are those at confidence
.5 of the article's own reading: right when form (request and demand are one), some word of the thing asked and, where
both name one, asker and asked agree; the status is that of the linked ask. A forecast is right when it points the same
way and shares a word of the claim; its outcome is that of the linked forecast. Names are compared by their words, and
by the state behind an adjective or capital.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from ledger import readings_of

from memcon.ingest import Settings, make_reader
from memcon.lexicon import load_lexicon
from memcon.link.acts import canonical_text
from memcon.link.answers import FAMILY
from memcon.link.link import link
from memcon.model.digest import digest_of
from memcon.model.reading import Ask, Forecast, Reading

DOSSIERS = Path(__file__).parent / "blind" / "ledger.jsonl"
SHOWN = 0.5
Row = dict[str, Any]


def named(names: Sequence[str], actors: Iterable[str], reading: Reading) -> bool:
    """Whether one of the names means one of the actors; yes where either side is empty."""
    known = {actor.id: actor for actor in reading.actors}
    ids = [actor for actor in actors if actor in known]
    if not names or not ids:
        return not names or not list(actors)
    states = {known[actor].state or actor for actor in ids}
    words = {w for actor in ids for n in (known[actor].name, *known[actor].aliases) for w in n.lower().split()}
    for name in names:
        if {w for w in name.lower().split() if len(w) > 2} & words:
            return True
        start = reading.article.text.find(name)
        for mention in reading.mentions:
            if start <= mention.span.start < start + len(name):
                if any((known[a].state or a) in states for a in mention.actors if a in known):
                    return True
    return False


def right_ask(gold: Row, ask: Ask, reading: Reading) -> bool:
    """Whether a read ask is the marked one."""
    return (
        FAMILY[gold["form"]] == FAMILY[ask.form]
        and bool(canonical_text(gold["what"]) & canonical_text(ask.what))
        and named(gold["asker"], ask.asker, reading)
        and named(gold["asked"], ask.asked, reading)
    )


DENIED = re.compile(r"\b(?:not|never|no|nor|neither|n[’']t|nobody|nothing)\b|n[’']t\b", re.IGNORECASE)
"""A marked claim may hold its own denial ("no brick will be laid", expected): it points the other way then."""


def right_forecast(gold: Row, forecast: Forecast) -> bool:
    """Whether a read forecast is the marked one: some word in common, and both say that it will, or will not."""
    wanted = gold["expects"] != bool(DENIED.search(gold["claim"]))
    found = forecast.expects
    return wanted == found and bool(canonical_text(gold["claim"]) & canonical_text(forecast.claim))


def line(name: str, hits: int, found: int, gold: int) -> str:
    """Precision, recall and F1 in words."""
    precision, recall = hits / max(1, found), hits / max(1, gold)
    f1 = 2 * hits / max(1, found + gold)
    return f"{name:10} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({hits} of {gold}, {found} found)"


def outcome_of(lines: Iterable[Any], key: str, field: str) -> str:
    """The linked line's status or outcome that a read line went into."""
    return next((str(getattr(one, field)) for one in lines if key in one.members or one.id == key), "missing")


def main(arguments: Sequence[str]) -> int:
    """Prints the figures; with `--errors` each miss and each line too many."""
    lexicon = load_lexicon()
    reader = make_reader(Settings(reader="fast"))
    counts = {name: [0, 0, 0] for name in ("asks", "forecasts", "same ask")}
    judged: dict[str, list[int]] = {"status": [0, 0], "outcome": [0, 0], "decided": [0, 0]}
    errors: list[str] = []
    path = Path(arguments[arguments.index("--set") + 1]) if "--set" in arguments else DOSSIERS
    for dossier in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        readings = readings_of(reader, dossier)
        linked = link([digest_of(reading) for reading in readings], lexicon=lexicon)
        found_at: dict[int, str] = {}
        for kind, right, judge in (("asks", right_ask, "status"), ("forecasts", right_forecast, "outcome")):
            left = [(n, one) for n, r in enumerate(readings) for one in getattr(r, kind) if one.confidence >= SHOWN]
            counts[kind][1] += len(left)
            for gold in dossier[kind]:
                counts[kind][2] += 1
                place = gold["passage"]
                hit = next(
                    (pair for pair in left if pair[0] == place and _fits(right, gold, pair[1], readings[place])), None
                )
                if hit is None:
                    errors.append(f"{dossier['id']} missed {kind} {json.dumps(gold)[:300]}")
                    continue
                left.remove(hit)
                counts[kind][0] += 1
                found = outcome_of(getattr(linked, kind), hit[1].id, judge)
                if kind == "asks":
                    found_at[dossier["asks"].index(gold)] = hit[1].id
                judged[judge][0] += found == gold[judge]
                judged[judge][1] += 1
                if kind == "forecasts" and found in ("true", "false"):
                    judged["decided"][0] += found == gold[judge]
                    judged["decided"][1] += 1
                if found != gold[judge]:
                    errors.append(
                        f"{dossier['id']} {judge} {found}, right {gold[judge]}: {hit[1].evidence[0].quote[:120]}"
                    )
            errors.extend(f"{dossier['id']} extra {kind} {o.confidence} {o.evidence[0].quote[:140]}" for _, o in left)
        _add_pairs(dossier["asks"], found_at, linked.asks, counts["same ask"])
    for name, (hits, found, gold) in counts.items():
        print(line(name, hits, found, gold))
    for name, (hits, of) in judged.items():
        print(f"{name:10} {hits} of {of} found ones right")
    if "--errors" in arguments:
        print("\n".join(errors))
    return 0


def _add_pairs(gold: Sequence[Row], found_at: Mapping[int, str], linked: Iterable[Ask], count: list[int]) -> None:
    """Counts the pairs of tellings of one ask: right ones, joined ones, marked ones, among those that were found."""
    first = {n: row["same_as"] if row["same_as"] is not None else n for n, row in enumerate(gold)}
    wanted = {
        (a, b)
        for a, b in combinations(sorted(found_at), 2)
        if first[a] == first[b] and gold[a]["passage"] != gold[b]["passage"]
    }
    rows = list(linked)
    joined = {
        (a, b) for a, b in combinations(sorted(found_at), 2)
        if any(found_at[a] in ask.members and found_at[b] in ask.members for ask in rows)
    }  # fmt: skip
    count[0] += len(wanted & joined)
    count[1] += len(joined)
    count[2] += len(wanted)


def _fits(right: Any, gold: Mapping[str, Any], one: Any, reading: Reading) -> bool:
    return bool(right(gold, one, reading) if isinstance(one, Ask) else right(gold, one))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
