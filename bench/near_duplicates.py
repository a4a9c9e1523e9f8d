"""Near-duplicates in groups: copies of one text found, other articles on the same story kept apart.

    python bench/near_duplicates.py [--errors] [--seed 11]

400 invented articles in 130 groups (bench/near_prose.py; the rules were looked at with seed 11): originals, and their
copies by a wire desk's edits, cuts, added matter, scanning errors and rewording. Every story has two or three
articles by different writers, which share names, numbers and a quotation. The score is the adjusted Rand index
(Hubert and Arabie 1985) of the groups of one origin that `find_copies` and `find_origins` give, without any reading.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from math import comb

import near_prose as prose

from memcon.lexicon import load_lexicon
from memcon.link.copies import find_copies, find_origins
from memcon.link.rewording import rewording_scores
from memcon.model.article import Article, text_sha256
from memcon.model.digest import Digest

GROUPS, ARTICLES = 130, 400
Row = tuple[str, int, str]
"""Text, number of its group, how it was made."""


def pile(seed: int = 11) -> list[Row]:
    """The articles with their groups."""
    chance = random.Random(seed)
    originals: list[list[str]] = []
    while len(originals) < GROUPS:
        told = prose.story(chance)
        originals += [prose.article(told, chance) for _ in range(chance.choice((2, 2, 3)))]
    originals = originals[:GROUPS]
    rows: list[Row] = [(" ".join(parts), number, "original") for number, parts in enumerate(originals)]
    while len(rows) < ARTICLES:
        number = chance.randrange(GROUPS)
        parts, name = originals[number], chance.choice(sorted(prose.EDITS))
        text = " ".join(prose.EDITS[name](parts, chance))
        if text not in {row[0] for row in rows}:
            rows.append((text, number, name))
    return rows


def digests(rows: Sequence[Row]) -> list[Digest]:
    """The articles as linking takes them, unread."""
    chance = random.Random(5)
    order = chance.sample(range(len(rows)), len(rows))
    return [
        Digest(article=Article(id=f"a{place:04d}", text=rows[at][0], sha256=text_sha256(rows[at][0]),
                               outlet=f"Paper {place}", published=f"2023-05-{1 + at % 28:02d}", language="en"))
        for place, at in enumerate(order)
    ]  # fmt: skip


def adjusted_rand(gold: Sequence[object], found: Sequence[object]) -> float:
    """The adjusted Rand index of two groupings of the same things."""
    both = sum(comb(n, 2) for n in Counter(zip(gold, found, strict=True)).values())
    one, other = (sum(comb(n, 2) for n in Counter(side).values()) for side in (gold, found))
    expected = one * other / comb(len(gold), 2)
    return (both - expected) / ((one + other) / 2 - expected)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--seed", type=int, default=11)
    given = parser.parse_args()
    errors, rows = given.errors, pile(given.seed)
    by_text = {text: (group, how) for text, group, how in rows}
    made = sorted(digests(rows), key=lambda digest: digest.article.id)
    copies = find_copies(made, lexicon=load_lexicon(), reworded=rewording_scores(made))
    origins = find_origins(made, copies)
    gold = [by_text[digest.article.text][0] for digest in made]
    found = [origins[digest.article.id] for digest in made]
    head = {
        group: origins[d.article.id]
        for d, group in zip(made, gold, strict=True)
        if by_text[d.article.text][1] == "original"
    }
    missed: Counter[str] = Counter()
    for digest, group in zip(made, gold, strict=True):
        how = by_text[digest.article.text][1]
        missed[how] += origins[digest.article.id] != head[group]
    wrong = sum(len({g for g, f in zip(gold, found, strict=True) if f == one}) > 1 for one in set(found))
    ari = adjusted_rand(gold, found)
    print(json.dumps({"articles": len(rows), "groups": len(set(gold)), "ari": round(ari, 4), "groups_mixed": wrong,
                      "missed": dict(sorted(missed.items())),
                      "kinds": dict(sorted(Counter(c.kind for c in copies).items()))}))  # fmt: skip
    if errors:
        for digest, group in zip(made, gold, strict=True):
            if origins[digest.article.id] != head[group]:
                print(by_text[digest.article.text][1], digest.article.text[:160])


if __name__ == "__main__":
    main()
