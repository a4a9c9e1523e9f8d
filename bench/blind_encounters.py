"""How well accounts are brought together on bench/blind/encounters.jsonl, which nothing was tuned on.

    python bench/blind_encounters.py [--set FILE] [--given] [--show]

All rows are read and linked as one pile. An account's encounter counts as found when an encounter of the record has
that article among its accounts and a day that meets the marked one; where an article has several, the best fitting in
day, kind, status and names is taken. Differences match by aspect and accounts, statements by their marked words.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from given_encounters import linked_given, marked_of_rows
from linking import Item, b_cubed, digests, linked, score_differences, score_statements

from memcon.lexicon import load_lexicon
from memcon.link.actors import merge_actors
from memcon.link.pairings import Pairings
from memcon.model.digest import Digest
from memcon.model.link import Encounter
from memcon.model.when import When, from_edtf

ROWS = Path(__file__).with_name("blind") / "encounters.jsonl"
SURE = 0.5
Row = dict[str, Any]


def cases(rows: list[Row]) -> list[Row]:
    """The rows in the form of bench/linking.jsonl."""
    return [
        {
            "articles": [
                {
                    "id": f"{row['id']}-{i}",
                    "text": account["text"],
                    "title": account.get("title"),
                    "outlet": account.get("outlet"),
                    "published": account["published"],
                    "kind": account.get("kind") or account.get("type") or "unknown",
                }
                for i, account in enumerate(row["accounts"])
            ],
            "differences": [
                {"aspect": d["aspect"], "articles": sorted({f"{row['id']}-{i}" for i in d["accounts"]})}
                for d in row["differences"]
            ],
            "same": closed(row),
        }
        for row in rows
    ]


def closed(row: Row) -> list[list[tuple[str, str]]]:
    """The pairs of same statements as groups."""
    groups: list[set[tuple[str, str]]] = []
    for pair in row["same_statements"]:
        new = {(f"{row['id']}-{s['account']}", s["quote"]) for s in pair}
        for group in [g for g in groups if g & new]:
            groups.remove(group)
            new |= group
        groups.append(new)
    return [sorted(group) for group in groups]


def meets(when: When, date: str | None) -> bool:
    """Whether a day shares one with the marked date; one that is not given meets all."""
    return not date or not when.earliest or from_edtf(date, basis="stated").meets(when)


def fit(found: Encounter, gold: Row, names: dict[str, str], state_of: dict[str, str | None]) -> tuple[int, ...]:
    """How well an encounter fits a marked one: names shared, same status, same kind."""
    lexicon = load_lexicon()
    wanted = {word for name in gold["participants"] for word in name.casefold().split()}
    wanted |= {code.casefold() for name in gold["participants"] if (code := lexicon.state_of(name))}
    told = {word for one in found.participants for word in names.get(one, one).casefold().split()}
    told |= {(state_of.get(one) or one).casefold() for one in found.participants}
    return len(wanted & told), found.status == gold["status"], found.kind == gold["kind"]


def items(
    rows: list[Row], pile: list[Digest], encounters: list[Encounter]
) -> tuple[dict[Item, str], dict[Item, str], int]:
    """Marked items to marked encounters, items found to the record's encounters, accounts beside the marked ones."""
    names = {actor.id: actor.name for digest in pile for actor in digest.actors}
    states = {actor.id: actor.state for digest in pile for actor in digest.actors}
    by_article: dict[str, list[Encounter]] = defaultdict(list)
    for encounter in encounters:
        for account in encounter.accounts:
            by_article[account.article].append(encounter)
    gold: dict[Item, str] = {}
    found: dict[Item, str] = {}
    spare = 0
    for row in rows:
        for i in range(len(row["accounts"])):
            article = f"{row['id']}-{i}"
            own = [(n, e) for n, e in enumerate(row["encounters"]) if i in e["accounts"]]
            gold |= {(article, f"{row['id']}:{n}"): f"{row['id']}:{n}" for n, _ in own}
            pairs = sorted(
                (
                    (fit(one, e, names, states), one.id, n)
                    for one in by_article[article]
                    for n, e in own
                    if meets(one.when, e["date"])
                ),
                reverse=True,
            )
            taken: set[str] = set()
            for score, ident, n in pairs:
                item = (article, f"{row['id']}:{n}")
                if score[0] and ident not in taken and item not in found:
                    taken.add(ident)
                    found[item] = ident
            spare += len({one.id for one in by_article[article]} - taken)
    return gold, found, spare


def main() -> None:
    """Prints B-cubed of encounters, precision and recall of differences, F1 of aligned statements."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--set", type=Path, default=ROWS, help="a file of the same form")
    parser.add_argument("--reader", default="fast")
    parser.add_argument("--given", action="store_true", help="marked encounters in the place of linking")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.set.read_text(encoding="utf-8").splitlines()]
    made = cases(rows)
    if options.given:
        merged, _ = merge_actors(digests(made, reader=options.reader), lexicon=load_lexicon(), pairings=Pairings())
        pile, statements, encounters, differences, names = linked_given(list(merged), marked_of_rows(rows))
        score_differences(made, [d for d in differences if d.confidence >= SURE], names, show=options.show)
        score_statements(made, pile, statements, show=options.show, encounters=encounters)
        return
    pile, statements, encounters, differences = linked(digests(made, reader=options.reader))
    sure = [one for one in encounters if one.confidence >= SURE]
    gold, found, spare = items(rows, pile, sure)
    p, r, f = b_cubed(gold, found, spare)
    print(f"encounters B-cubed: precision {p:.3f} recall {r:.3f} F1 {f:.3f} ({spare} accounts beside the marked ones)")
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for item, ident in found.items():
        votes[ident][gold[item]] += 1
    if options.show:
        print("  missing:", sorted(item for item in gold if item not in found))
    named = {ident: counts.most_common(1)[0][0] for ident, counts in votes.items()}
    score_differences(made, [d for d in differences if d.confidence >= SURE], named, show=options.show)
    score_statements(made, pile, statements, show=options.show, encounters=encounters)


if __name__ == "__main__":
    main()
