"""Asks, their answers, and forecasts on short invented dossiers: `python bench/ledger.py [--errors]`.

`ledger.jsonl` holds one dossier a line: one to five dated passages, and what a reader should make of them.
Scored: ask detection (per passage, at confidence .5), same-ask linking (pairs of passages), the answer's kind
(the linked ask's status), forecast detection, and outcomes. An ask counts as found when its form is of the same
kind (request and demand are one), its asker and asked share a state with the right ones, and a word of the thing
asked is in it; a forecast when a word of the claim is in it and it points the same way.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from memcon.lexicon import load_lexicon
from memcon.link.acts import canonical, canonical_text
from memcon.link.answers import FAMILY
from memcon.link.link import link
from memcon.model.article import Article, article_id, text_sha256
from memcon.model.digest import digest_of
from memcon.model.link import Linked
from memcon.model.reading import Ask, Forecast, Reading
from memcon.read.parse import load_pipeline
from memcon.read.reader import Reader

DOSSIERS = Path(__file__).with_name("ledger.jsonl")
SHOWN = 0.5
FLOORS = {"asks": 0.80, "linking": 0.85, "answers": 0.80, "forecasts": 0.80, "outcomes": 0.90}


class Score:
    """True positives, found and right ones of one task."""

    def __init__(self) -> None:
        self.hits = self.found = self.gold = 0

    def add(self, hits: int, found: int, gold: int) -> None:
        self.hits, self.found, self.gold = self.hits + hits, self.found + found, self.gold + gold

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 1.0

    def __str__(self) -> str:
        precision, recall = self.hits / max(1, self.found), self.hits / max(1, self.gold)
        return f"P {precision:.3f} R {recall:.3f} F1 {self.f1:.3f} ({self.hits} of {self.gold}, {self.found} found)"


def dossiers() -> list[dict[str, Any]]:
    """All dossiers."""
    return [json.loads(line) for line in DOSSIERS.read_text(encoding="utf-8").splitlines()]


def read_dossier(reader: Reader, dossier: Mapping[str, Any]) -> tuple[list[Reading], Linked]:
    """The readings of its passages in order, and what linking makes of them."""
    readings = readings_of(reader, dossier)
    return readings, link([digest_of(reading) for reading in readings], lexicon=reader.lexicon)


def readings_of(reader: Reader, dossier: Mapping[str, Any]) -> list[Reading]:
    """The readings of a dossier's passages, in order."""
    articles = []
    for number, passage in enumerate(dossier["passages"]):
        digest = text_sha256(passage["text"])
        key = article_id(sha256=digest, outlet=f"Paper {number}", url=None)
        articles.append(
            Article(
                id=key,
                text=passage["text"],
                sha256=digest,
                published=passage["published"],
                outlet=passage.get("outlet") or f"Paper {number}",
                language="en",
            )
        )
    return list(reader.read(articles))


def states(reading: Reading, actors: Iterable[str]) -> set[str]:
    """The states of some actors of a reading."""
    known = {actor.id: actor.state or ("" if actor.kind == "group" else actor.id) for actor in reading.actors}
    return {known.get(actor, actor) for actor in actors} - {""}


def is_ask(gold: Mapping[str, Any], ask: Ask, reading: Reading) -> bool:
    """Whether a read ask is the right one."""
    same_form = FAMILY[gold["form"]] == FAMILY[ask.form]
    askers, asked = states(reading, ask.asker), states(reading, ask.asked)
    people = (not askers or bool(askers & set(gold["asker"]))) and (not asked or bool(asked & set(gold["asked"])))
    return same_form and people and bool(asked or askers) and bool(canonical(gold["what"]) & canonical_text(ask.what))


def is_forecast(gold: Mapping[str, Any], forecast: Forecast) -> bool:
    """Whether a read forecast is the right one."""
    return gold["expects"] == forecast.expects and bool(canonical(gold["claim"]) & canonical_text(forecast.claim))


def main(arguments: Sequence[str]) -> int:
    """Print the scores; with `--errors` also what was missed or wrong. Status 1 under a floor."""
    reader = Reader(nlp=load_pipeline(), lexicon=load_lexicon())
    asks, linking, forecasts = Score(), Score(), Score()
    answers: Counter[bool] = Counter()
    outcomes: Counter[tuple[str, str]] = Counter()
    errors: list[str] = []
    for number, dossier in enumerate(dossiers()):
        readings, linked = read_dossier(reader, dossier)
        matched = _score_asks(number, dossier, readings, asks, errors)
        _score_linking(dossier, matched, linked, linking, errors, number)
        _score_answers(number, dossier, matched, linked, answers, errors)
        _score_forecasts(number, dossier, readings, linked, forecasts, outcomes, errors)
    right = sum(n for (gold, found), n in outcomes.items() if gold == found)
    decided = [(g, f, n) for (g, f), n in outcomes.items() if f in ("true", "false")]
    resolves = [(g, f, n) for (g, f), n in outcomes.items() if g in ("true", "false")]
    figures = {
        "asks": asks.f1,
        "linking": linking.f1,
        "answers": answers[True] / max(1, sum(answers.values())),
        "forecasts": forecasts.f1,
        "outcomes": right / max(1, sum(outcomes.values())),
    }
    print(f"ask detection      {asks}")
    print(f"same-ask linking   {linking}")
    print(f"answer kind        {figures['answers']:.3f} ({answers[True]} of {sum(answers.values())})")
    print(f"forecasts          {forecasts}")
    print(f"outcome            {figures['outcomes']:.3f} ({right} of {sum(outcomes.values())})")
    print(f"  true/false precision {sum(n for g, f, n in decided if g == f)} of {sum(n for *_, n in decided)}, "
          f"recall {sum(n for g, f, n in resolves if g == f)} of {sum(n for *_, n in resolves)}")  # fmt: skip
    if "--errors" in arguments:
        print("\n".join(errors))
    return int(any(figures[name] < floor for name, floor in FLOORS.items()))


def _score_asks(
    number: int, dossier: Mapping[str, Any], readings: Sequence[Reading], score: Score, errors: list[str]
) -> dict[tuple[int, int], str]:
    """(gold ask, passage) to the id of the ask read there."""
    matched: dict[tuple[int, int], str] = {}
    for place, reading in enumerate(readings):
        found = [ask for ask in reading.asks if ask.confidence >= SHOWN]
        left = list(found)
        wanted = [(i, gold) for i, gold in enumerate(dossier["asks"]) if place in gold["passages"]]
        for index, gold in wanted:
            hit = next((ask for ask in left if is_ask(gold, ask, reading)), None)
            if hit is None:
                told = "; ".join(f"{a.form} {a.asker}->{a.asked} {a.what} {a.confidence}" for a in reading.asks)
                right = f"{gold['form']} {gold['asker']}->{gold['asked']} {gold['what']}"
                errors.append(f"{number}.{place} missed ask {right}: {told}")
                continue
            left.remove(hit)
            matched[index, place] = hit.id
        errors.extend(
            f"{number}.{place} extra ask {a.form} {a.asker}->{a.asked} {a.what!r} {a.confidence}" for a in left
        )
        score.add(len(found) - len(left), len(found), len(wanted))
    return matched


def _score_linking(
    dossier: Mapping[str, Any],
    matched: Mapping[tuple[int, int], str],
    linked: Linked,
    score: Score,
    errors: list[str],
    number: int,
) -> None:
    gold = {
        frozenset((matched[i, a], matched[i, b]))
        for i, ask in enumerate(dossier["asks"])
        for a, b in combinations(ask["passages"], 2)
        if (i, a) in matched and (i, b) in matched
    }
    known = set(matched.values())
    found = {frozenset(pair) for ask in linked.asks for pair in combinations(ask.members, 2) if set(pair) <= known}
    if gold != found:
        errors.append(f"{number} linking: {len(gold - found)} pairs missed, {len(found - gold)} wrong")
    score.add(len(gold & found), len(found), len(gold))


def _score_answers(
    number: int, dossier: Mapping[str, Any], matched: Mapping[tuple[int, int], str], linked: Linked,
    answers: Counter[bool], errors: list[str],
) -> None:  # fmt: skip
    for index, gold in enumerate(dossier["asks"]):
        ids = {found for (i, _), found in matched.items() if i == index}
        row = next((ask for ask in linked.asks if ids & set(ask.members)), None)
        if row is None:
            continue
        answers[row.status == gold["status"]] += 1
        if row.status != gold["status"]:
            told = [(a.kind, a.evidence[0].quote, a.confidence) for a in row.answers]
            errors.append(f"{number} answer {gold['what']}: {row.status}, right {gold['status']}; {told}")


def _score_forecasts(
    number: int, dossier: Mapping[str, Any], readings: Sequence[Reading], linked: Linked, score: Score,
    outcomes: Counter[tuple[str, str]], errors: list[str],
) -> None:  # fmt: skip
    for place, reading in enumerate(readings):
        found = [forecast for forecast in reading.forecasts if forecast.confidence >= SHOWN]
        left = list(found)
        wanted = [gold for gold in dossier["forecasts"] if gold["passage"] == place]
        for gold in wanted:
            hit = next((one for one in left if is_forecast(gold, one)), None)
            if hit is None:
                told = [(o.claim, o.expects, o.confidence) for o in reading.forecasts]
                errors.append(f"{number}.{place} missed forecast {gold['claim']} {gold['expects']}: {told}")
                continue
            left.remove(hit)
            row = next(one for one in linked.forecasts if hit.id in one.members)
            outcomes[gold["outcome"], row.outcome] += 1
            if gold["outcome"] != row.outcome:
                errors.append(f"{number} outcome of {row.claim!r}: {row.outcome}, right {gold['outcome']}")
            if gold["holder"].lower() not in row.holder.name.lower():
                errors.append(f"{number} holder {row.holder.name!r}, right {gold['holder']!r}")
        errors.extend(f"{number}.{place} extra forecast {o.claim!r} {o.confidence}" for o in left)
        score.add(len(found) - len(left), len(found), len(wanted))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
