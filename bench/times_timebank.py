"""Time expressions against TimeBank and AQUAINT (TempEval-3 TBAQ-cleaned): `python bench/times_timebank.py`.

Prints relaxed detection (any overlap) and value precision, recall and F1 as TempEval-3 counts them, over the
part used while writing the rules and over the part held out (every third document of each corpus, in file
order), vague references included. Data: MEMCON_SHARED (default ../shared) `data/timebank_tbaq`.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from memcon.lexicon import load_lexicon
from memcon.model.article import Article, text_sha256
from memcon.model.reading import Time
from memcon.read.page import Page
from memcon.read.parse import load_pipeline, parse
from memcon.read.times import find_times

SHARED = Path(os.environ.get("MEMCON_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
FLOORS = {"detection": 0.90, "value": 0.78}


def documents() -> Iterator[tuple[bool, dict[str, Any]]]:
    """(held out?, document) of both corpora."""
    for name in ("timebank", "aquaint"):
        with gzip.open(SHARED / "data" / "timebank_tbaq" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                yield number % 3 == 2, json.loads(line)


def article_of(document: dict[str, Any]) -> Article:
    """The document as an article published on its creation day."""
    text = document["text"]
    return Article(
        id=document["id"], text=text, sha256=text_sha256(text), published=document["dct"][:10], language="en"
    )


def match(gold: list[dict[str, Any]], found: Iterable[Time]) -> tuple[int, int, int, int, list[tuple[Any, Any]]]:
    """(gold, found, overlapping, with the right value) and the pairs; each line is matched once, in text order."""
    found = list(found)
    left = list(found)
    pairs: list[tuple[Any, Any]] = []
    right = overlapping = 0
    for line in gold:
        hit = next((t for t in left if t.span.start < line["end"] and line["start"] < t.span.end), None)
        pairs.append((line, hit))
        if hit is not None:
            left.remove(hit)
            overlapping += 1
            right += hit.value == line["value"]
    pairs.extend((None, time) for time in left)
    return len(gold), len(found), overlapping, right, pairs


def f1(hits: int, gold: int, found: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision, recall = hits / max(found, 1), hits / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> int:
    """Print both parts; status 1 when the held-out part is under a floor."""
    if not (SHARED / "data" / "timebank_tbaq").is_dir():
        print("skipped: MEMCON_SHARED/data/timebank_tbaq is not here")
        return 0
    nlp, lexicon = load_pipeline(), load_lexicon()
    totals = {False: [0, 0, 0, 0], True: [0, 0, 0, 0]}
    for held_out, document in documents():
        article = article_of(document)
        doc = next(iter(parse(nlp, [(article.text, ())])))
        counts = match(document["timex"], find_times(Page(article=article, lexicon=lexicon, doc=doc)))[:4]
        totals[held_out] = [a + b for a, b in zip(totals[held_out], counts, strict=True)]
    worst = 0
    for held_out, (gold, found, overlapping, right) in totals.items():
        for name, hits in (("detection", overlapping), ("value", right)):
            p, r, f = f1(hits, gold, found)
            print(
                f"{'held out' if held_out else 'tuning  '} {name:9} P {p:.3f} R {r:.3f} F1 {f:.3f} "
                f"({hits} of {gold}, {found} found)"
            )
            worst |= held_out and f < FLOORS[name]
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
