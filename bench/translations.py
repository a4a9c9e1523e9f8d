"""Copies in another language: how many are found, and how many reports of the same event are taken for one.

    python bench/translations.py

1. bench/translations.jsonl: invented English articles, translations of them into eleven languages, and reports of the
   same happening by other writers in other languages, which are no copies. All are linked as one pile, unread.
2. Where MEMCON_SHARED is: pairs of English articles by different writers on one event (training/translations.py), as if
   in two languages: what is compared is the same in all.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from memcon.lexicon import load_lexicon
from memcon.link.copies import find_copies
from memcon.link.translations import translation_probability
from memcon.model.article import Article, text_sha256
from memcon.model.digest import Digest

OWN = Path(__file__).with_name("translations.jsonl")


def pile() -> list[Digest]:
    """The articles, translations and reports printed a day after their sources."""
    made = []
    for line in OWN.read_text("utf-8").splitlines():
        row = json.loads(line)
        name, day = f"{row['story']} {row['language']} {row['kind']}", 2 if row["kind"] == "source" else 3
        article = Article(
            id=name, text=row["text"], sha256=text_sha256(row["text"]), published=f"2024-05-0{day}",
            language=row["language"], outlet=f"Paper {len(made)}",
        )  # fmt: skip
        made.append(Digest(article=article))
    return sorted(made, key=lambda digest: digest.article.id)


def own() -> dict[str, object]:
    """What is found among our own texts."""
    made = pile()
    copies = find_copies(made, lexicon=load_lexicon(), reworded={})
    found = {(copy.left, copy.right) for copy in copies if copy.kind == "translated" and copy.confidence >= 0.5}
    gold = {(f"{name.split()[0]} en source", name) for name in (d.article.id for d in made) if "translation" in name}
    reports = sum("report" in digest.article.id for digest in made)
    return {
        "translations": len(gold), "found": len(found & gold), "wrong": sorted(found - gold),
        "missed": sorted(gold - found), "reports of the same in other languages": reports,
    }  # fmt: skip


def one_event() -> dict[str, object]:
    """How many pairs of reports on one event are taken for one text."""
    from translations import compared, same_event

    likely = [translation_probability(compared(one, other)) for one, other in same_event()]
    return {"pairs": len(likely), "at .5 or more": sum(value >= 0.5 for value in likely)}


def main() -> None:
    """Prints the figures."""
    print(json.dumps({"own": own()}, ensure_ascii=False))
    from rewording_texts import DATA

    print(json.dumps({"one event": one_event()} if DATA.is_dir() else "skipped: MEMCON_SHARED is not here"))


if __name__ == "__main__":
    main()
