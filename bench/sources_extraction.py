"""How well pages are extracted: 4-token shingle F1 on the Scrapinghub benchmark, beside trafilatura's published .958.

Usage: python bench/sources_extraction.py [--least F1]. Needs MEMCON_SHARED (default ../shared); without it
says so and ends with status 0. The measure is that of scrapinghub/article-extraction-benchmark: per page the
shares of true, false and missing shingles, precision and recall averaged over pages.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from memcon.errors import InputError
from memcon.sources.fields import Given, Where
from memcon.sources.intake import Intake
from memcon.sources.page import page_article
from memcon.sources.settings import TakeSettings

PUBLISHED = 0.958
FLOOR = 0.955
SHARED = Path(os.environ.get("MEMCON_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DATA = SHARED / "data" / "article_extraction"


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    if len(tokens) < size:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(tuple(tokens[start : start + size]) for start in range(len(tokens) - size + 1))


def page_scores(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall of one page, as the benchmark counts them."""
    expected, got = shingles(gold), shingles(found)
    shared = (expected & got).total()
    precision = shared / got.total() if got else 1.0 if not expected else 0.0
    recall = shared / expected.total() if expected else 1.0
    return precision, recall


def pages() -> Iterator[tuple[str, str, bytes]]:
    with gzip.open(DATA / "scrapinghub_gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            data = gzip.decompress((DATA / "scrapinghub_html" / f"{row['id']}.html.gz").read_bytes())
            yield row["url"], row["article_body"], data


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--least", type=float, default=FLOOR)
    least = arguments.parse_args().least
    if not DATA.is_dir():
        print("skipped: the benchmark's pages are not here (MEMCON_SHARED)")
        return 0
    intake = Intake(settings=TakeSettings(), notice=print)
    scores, dated, inferred, refused, digest, start = [], 0, 0, 0, hashlib.sha256(), time.perf_counter()
    for url, gold, data in pages():
        digest.update(data)
        try:
            article = page_article(data, Given(url=url), Where(source=url), intake, own_url=False)
        except InputError as error:
            refused += 1
            print(error, file=sys.stderr)
            scores.append(page_scores(gold, ""))
            continue
        dated, inferred = dated + (article.published is not None), inferred + article.published_inferred
        scores.append(page_scores(gold, article.text))
    seconds = time.perf_counter() - start
    precision, recall = (sum(score[side] for score in scores) / len(scores) for side in (0, 1))
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"pages {len(scores)}, refused {refused}, {1000 * seconds / len(scores):.1f} ms a page, "
        f"data {digest.hexdigest()[:12]}"
    )
    print(f"dated {dated}, of these inferred {inferred}")
    print(f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}  (trafilatura 2.0.0, published: {PUBLISHED})")
    return int(f1 < least)


if __name__ == "__main__":
    sys.exit(main())
