"""How well accounts are brought together: encounters, differences and statements of bench/linking.jsonl.

    python bench/linking.py [--show] [--min-confidence 0.5]

All cases are read and linked as one pile, so that the near-misses of one case tempt the others.
Persons, papers and encounters of the set are invented.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from memcon.ingest import Settings, make_reader
from memcon.lexicon import load_lexicon
from memcon.link.actors import merge_actors
from memcon.link.claims import group_claims
from memcon.link.copies import find_copies, find_origins
from memcon.link.differences import compare_accounts
from memcon.link.encounters import find_encounters
from memcon.link.events import merge_events
from memcon.link.pairings import Pairings
from memcon.link.rewording import rewording_scores
from memcon.model.article import Article, text_sha256
from memcon.model.digest import Digest, digest_of
from memcon.model.link import Difference, Encounter
from memcon.model.reading import Statement
from memcon.model.span import Span

CASES = Path(__file__).with_name("linking.jsonl")
Item = tuple[str, str]


def load() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text().splitlines()]


def digests(cases: list[dict[str, Any]], *, reader: str = "fast") -> list[Digest]:
    articles = [
        Article(
            id=row["id"], text=row["text"], sha256=text_sha256(row["text"]), title=row["title"], outlet=row["outlet"],
            published=row["published"], language="en", kind=row["kind"],
        )
        for case in cases for row in case["articles"]
    ]  # fmt: skip
    read = make_reader(Settings(reader=reader)).read(articles)  # type: ignore[arg-type]
    return sorted((digest_of(reading) for reading in read), key=lambda digest: digest.article.id)


def linked(
    pile: list[Digest],
) -> tuple[list[Digest], tuple[Statement, ...], tuple[Encounter, ...], tuple[Difference, ...]]:
    lexicon, none = load_lexicon(), Pairings()
    copies = find_copies(pile, lexicon=lexicon, reworded=rewording_scores(pile))
    origins = find_origins(pile, copies)
    merged, _ = merge_actors(pile, lexicon=lexicon, pairings=none)
    events = merge_events(merged, origins=origins, pairings=none)
    statements = group_claims(merged, origins=origins, pairings=none)
    encounters = find_encounters(merged, events, statements, origins=origins, pairings=none, lexicon=lexicon)
    statements, encounters, differences = compare_accounts(
        merged, encounters, events, statements, copies=copies, pairings=none, lexicon=lexicon
    )
    return list(merged), statements, encounters, differences


def gold_items(cases: list[dict[str, Any]]) -> dict[Item, str]:
    """(article, gold encounter) to gold encounter."""
    return {(row["id"], e): e for case in cases for row in case["articles"] for e, _ in row["tells"]}


def system_items(
    cases: list[dict[str, Any]], pile: list[Digest], encounters: list[Encounter]
) -> tuple[dict[Item, str], int, dict[str, str]]:
    """Gold mentions to the system's encounters, the number of system accounts that are no gold mention, and names."""
    spans = {digest.article.id: digest for digest in pile}
    found: dict[Item, str] = {}
    spare = 0
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    told = {row["id"]: row for case in cases for row in case["articles"]}
    for encounter in encounters:
        for account in encounter.accounts:
            row, digest = told[account.article], spans[account.article]
            places = [r.span.start for r in encounter.evidence if r.article == account.article]
            hit = None
            for gold, anchor in row["tells"]:
                at = row["text"].index(anchor)
                sentence = next(s.span for s in digest.sentences if s.span.start <= at < s.span.end)
                if any(sentence.start <= p < sentence.end for p in places) or (len(row["tells"]) == 1 and not places):
                    hit = gold
            if hit is None or (account.article, hit) in found:
                spare += 1
            else:
                found[account.article, hit] = encounter.id
                votes[encounter.id][hit] += 1
    return found, spare, {ident: counts.most_common(1)[0][0] for ident, counts in votes.items()}


def b_cubed(gold: dict[Item, str], system: dict[Item, str], spare: int) -> tuple[float, float, float]:
    groups: dict[str, set[Item]] = defaultdict(set)
    clusters: dict[str, set[Item]] = defaultdict(set)
    for item, name in gold.items():
        groups[name].add(item)
    for item, name in system.items():
        clusters[name].add(item)
    precision = [len(groups[gold[i]] & clusters[system[i]]) / len(clusters[system[i]]) for i in system]
    recall = [len(groups[gold[i]] & clusters[system[i]]) / len(groups[gold[i]]) if i in system else 0.0 for i in gold]
    p = sum(precision) / max(1, len(precision) + spare)
    r = sum(recall) / max(1, len(recall))
    return p, r, 2 * p * r / max(1e-9, p + r)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--min-confidence", type=float, default=0.5)
    parser.add_argument("--reader", default="fast")
    args = parser.parse_args()
    cases = load()
    pile, statements, encounters, differences = linked(digests(cases, reader=args.reader))
    least = args.min_confidence
    gold = gold_items(cases)
    sure = [e for e in encounters if e.confidence >= least]
    system, spare, names = system_items(cases, pile, sure)
    p, r, f = b_cubed(gold, system, spare)
    print(f"encounters B-cubed: precision {p:.3f} recall {r:.3f} F1 {f:.3f} ({spare} accounts beside the gold ones)")
    if args.show:
        print("  missing:", sorted(i for i in gold if i not in system))
        for e in sure:
            print(
                "  ",
                names.get(e.id),
                e.kind,
                e.status,
                e.when.edtf,
                e.participants,
                [a.article for a in e.accounts],
                e.confidence,
            )
    score_differences(cases, [d for d in differences if d.confidence >= least], names, show=args.show)
    score_statements(cases, pile, statements, show=args.show, encounters=encounters)


def score_differences(
    cases: list[dict[str, Any]], found: list[Difference], names: dict[str, str], *, show: bool
) -> None:
    gold = [row for case in cases for row in case["differences"]]
    free = list(gold)
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one in sorted(found, key=lambda d: -d.confidence):
        held = {article for side in one.sides for article in side.articles}
        match = next((g for g in free if g["aspect"] == one.aspect and set(g["articles"]) <= held), None)
        again = any(g["aspect"] == one.aspect and set(g["articles"]) & held for g in gold)
        if match:
            free.remove(match)
            right[one.aspect] += 1
        elif not again:
            wrong[one.aspect] += 1
        if show:
            sign = "+" if match else "=" if again else "-"
            print(
                "  ", sign, one.aspect, names.get(one.encounter or ""), one.confidence, one.summary[:110], sorted(held)
            )
    total, made = len(gold), sum(right.values()) + sum(wrong.values())
    print(
        f"differences: precision {sum(right.values()) / max(1, made):.3f} recall {sum(right.values()) / total:.3f} of {total}"
    )
    print("  right", dict(right), "wrong", dict(wrong), "missed", dict(Counter(g["aspect"] for g in free)))
    if show:
        for g in free:
            print("   missed", g)


def score_statements(
    cases: list[dict[str, Any]],
    pile: list[Digest],
    statements: tuple[Statement, ...],
    *,
    show: bool,
    encounters: tuple[Encounter, ...] = (),
) -> None:
    """Pairs of witnesses of two articles under one claim, against the pairs of the set.

    A witness is a statement, or what an account tells in its own voice that another account says or tells too. The
    sets mark some of what press accounts share, so that pairs of two witnesses that are in no marked pair at all are
    counted beside.
    """
    by_article = {digest.article.id: digest for digest in pile}
    witnesses = {w.key: w for w in _witnesses(statements, encounters)}
    gold: set[frozenset[str]] = set()
    words: dict[frozenset[str], Any] = {}
    missing = 0
    for case in cases:
        for group in case["same"]:
            ids = [_witness(by_article[a], part, list(witnesses.values())) for a, part in group]
            missing += sum(i is None for i in ids)
            for (x, one), (y, other) in combinations(zip(ids, group, strict=True), 2):
                if one[0] != other[0]:
                    pair = frozenset((x, y)) if x and y else frozenset((f"?{one}", f"?{other}"))
                    gold.add(pair)
                    words[pair] = (one, other)
    groups: dict[str, list[Witness]] = defaultdict(list)
    for witness in witnesses.values():
        groups[witness.claim].append(witness)
    made = {
        frozenset((a.key, b.key))
        for members in groups.values()
        for a, b in combinations(members, 2)
        if a.article != b.article
    }
    right = len(gold & made)
    marked = {one for pair in gold for one in pair}
    touching = [pair for pair in made if pair & marked]
    p, r = right / max(1, len(touching)), right / max(1, len(gold))
    print(
        f"statements aligned: precision {p:.3f} recall {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} of {len(gold)}; "
        f"{missing} not read; {len(made) - len(touching)} pairs of unmarked ones (precision with them counted wrong "
        f"{right / max(1, len(made)):.3f})"
    )
    if show:
        for pair in sorted(made - gold, key=sorted):
            print(
                "   extra:" if pair & marked else "   unmarked:",
                [f"{witnesses[i].article}: {witnesses[i].text(by_article)}" for i in sorted(pair)],
            )
        for pair in gold - made:
            print("   missed:", *words[pair])


@dataclass(frozen=True)
class Witness:
    """A line under a claim: a statement's id or a place, its article, what it covers, its content."""

    key: str
    article: str
    claim: str
    covers: tuple[Span, ...]
    content: tuple[Span, ...]

    def text(self, digests: dict[str, Digest]) -> str:
        return " ".join(span.of(digests[self.article].article.text) for span in self.content)


def _witnesses(statements: tuple[Statement, ...], encounters: tuple[Encounter, ...]) -> Iterable[Witness]:
    for s in statements:
        if s.claim and s.confidence >= 0.5:
            # the marked words may hold the verb that reports: "promised forty ploughs"
            yield Witness(s.id, s.article, s.claim, (*s.content, *s.cue), s.content)
    for account in (a for e in encounters if e.confidence >= 0.5 for a in e.accounts):
        for told in account.told:
            spans = tuple(row.span for row in told.evidence)
            yield Witness(f"{account.article} {spans}", account.article, told.claim, spans, spans)


def _witness(digest: Digest, part: str, witnesses: list[Witness]) -> str | None:
    start = digest.article.text.index(part)
    end = start + len(part)
    best, most = None, 0.6 * len(part)
    for witness in witnesses:
        if witness.article == digest.article.id:
            shared = sum(max(0, min(end, s.end) - max(start, s.start)) for s in witness.covers)
            if shared > most:
                best, most = witness.key, shared
    return best


if __name__ == "__main__":
    main()
