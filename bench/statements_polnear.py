"""Statements against PolNeAR: `python bench/statements_polnear.py [--part dev] [--limit N] [--json FILE]`.

Per role (source, cue, content), spans trimmed of edge punctuation: `exact` the same span, `token` the words
covered, `overlap` a span that any span of its role in the other set touches. `all` sums the three roles. An
attribution matches when some content and some source span touch, or neither has a source. Gold is the first
annotator's. What is scored is what `memcon read` shows (confidence .5 and up) unless `--min-confidence` says else.

PolNeAR knows no nesting: of "The Daily reported that the mayor had warned …" its annotators marked the Daily's words,
memcon has one statement of the innermost speaker, the mayor, and the Daily in its `via`. The first table scores all
lines as memcon writes them; the second the outermost layer, read with reports within reports left where they stand.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared"))
ROLES = ("source", "cue", "content")
Pair = tuple[int, int]
Parts = dict[str, list[Pair]]
_WORD = re.compile(r"\w+")


@dataclass
class Count:
    """Hits and totals of one measure, summed over articles."""

    ours_hit: int = 0
    ours: int = 0
    gold_hit: int = 0
    gold: int = 0

    def add(self, ours_hit: int, ours: int, gold_hit: int, gold: int) -> None:
        self.ours_hit += ours_hit
        self.ours += ours
        self.gold_hit += gold_hit
        self.gold += gold

    def figures(self) -> dict[str, float]:
        """Precision, recall and their harmonic mean."""
        p = self.ours_hit / self.ours if self.ours else 0.0
        r = self.gold_hit / self.gold if self.gold else 0.0
        return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0}


def trimmed(text: str, span: Sequence[int]) -> Pair | None:
    """The span without what is no word character at its edges, None when nothing is left."""
    start, end = span
    while start < end and not (text[start].isalnum() or text[start] == "_"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return (start, end) if start < end else None


def touches(a: Pair, b: Pair) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def score(articles: Iterable[tuple[str, list[Parts], list[Parts]]]) -> dict[str, dict[str, dict[str, float]]]:
    """Measures of (text, our attributions, gold attributions): role → measure → p, r, f1."""
    counts = {role: {m: Count() for m in ("exact", "token", "overlap")} for role in (*ROLES, "all")}
    attributions = Count()
    for text, ours, gold in articles:
        words = [m.span() for m in _WORD.finditer(text)]
        ours, gold = [_trim_parts(text, a) for a in ours], [_trim_parts(text, a) for a in gold]
        for role in ROLES:
            left = sorted({s for a in ours for s in a[role]})
            right = sorted({s for a in gold for s in a[role]})
            for measure, figures in _measures(left, right, words).items():
                counts[role][measure].add(*figures)
                counts["all"][measure].add(*figures)
        attributions.add(*_matched(ours, gold))
    table = {role: {m: c.figures() for m, c in measures.items()} for role, measures in counts.items()}
    table["attribution"] = {"attribution": attributions.figures()}
    return table


def _trim_parts(text: str, parts: Parts) -> Parts:
    return {role: [s for span in parts[role] if (s := trimmed(text, span))] for role in ROLES}


def _measures(left: list[Pair], right: list[Pair], words: list[Pair]) -> dict[str, tuple[int, int, int, int]]:
    same = len(set(left) & set(right))
    a, b = _covered(left, words), _covered(right, words)
    return {
        "exact": (same, len(left), same, len(right)),
        "token": (len(a & b), len(a), len(a & b), len(b)),
        "overlap": (_touched(left, right), len(left), _touched(right, left), len(right)),
    }


def _covered(spans: list[Pair], words: list[Pair]) -> set[int]:
    return {i for i, word in enumerate(words) for span in spans if touches(span, word)}


def _touched(spans: list[Pair], others: list[Pair]) -> int:
    return sum(any(touches(span, other) for other in others) for span in spans)


def _matched(ours: list[Parts], gold: list[Parts]) -> tuple[int, int, int, int]:
    ours, gold = [a for a in ours if a["content"]], [a for a in gold if a["content"]]
    return (sum(any(agree(a, b) for b in gold) for a in ours), len(ours),
            sum(any(agree(a, b) for a in ours) for b in gold), len(gold))  # fmt: skip


def agree(a: Parts, b: Parts) -> bool:
    """Whether two attributions are of the same thing: contents touch, and sources touch or both are absent."""
    contents = any(touches(x, y) for x in a["content"] for y in b["content"])
    sources = any(touches(x, y) for x in a["source"] for y in b["source"])
    return contents and (sources or not (a["source"] or b["source"]))


def rows(part: str) -> list[dict[str, Any]]:
    """The articles of a part of PolNeAR."""
    with gzip.open(SHARED / "data" / "polnear" / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def parts_of(statement: Any) -> Parts:
    """The spans of a statement by role."""
    return {
        "source": [tuple(statement.speaker.span)] if statement.speaker.span else [],
        "cue": [tuple(span) for span in statement.cue],
        "content": [tuple(span) for span in statement.content],
    }


def readings(
    part: list[dict[str, Any]], *, encoder: str | None, least: float, unfold: bool = True
) -> Iterator[tuple[str, list[Parts], list[Parts]]]:
    """(text, our attributions, gold attributions) of each article, read by the whole reader; `unfold` False: the
    outermost layer alone."""
    from memcon.lexicon import load_lexicon
    from memcon.model.article import Article, text_sha256
    from memcon.read.parse import load_pipeline
    from memcon.read.reader import Reader

    loaded = None
    if encoder:
        from memcon.encoder.encoder import load

        loaded = load(encoder)
    reader = Reader(nlp=load_pipeline(), lexicon=load_lexicon(), encoder=loaded, unfold=unfold)
    articles = [
        Article(id=row["id"], text=row["text"], sha256=text_sha256(row["text"]), title=row["title"],
                published=row["date"], language="en", kind="news")
        for row in part
    ]  # fmt: skip
    for row, reading in zip(part, reader.read(articles), strict=True):
        yield row["text"], [parts_of(s) for s in reading.statements if s.confidence >= least], row["attributions"]


def table(figures: dict[str, dict[str, dict[str, float]]]) -> str:
    """The figures as lines of text."""
    lines = [f"{'':12}{'measure':12}{'P':>8}{'R':>8}{'F1':>8}"]
    for role, measures in figures.items():
        for measure, f in measures.items():
            lines.append(f"{role:12}{measure:12}{f['p']:8.3f}{f['r']:8.3f}{f['f1']:8.3f}")
    return "\n".join(lines)


def main() -> int:
    """Exit status 0: scored; 3: the data is not here."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--encoder", help="name of a shipped encoder; rules alone without it")
    parser.add_argument("--min-confidence", type=float, default=0.5)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    if not (SHARED / "data" / "polnear").is_dir():
        print("skipped: the PolNeAR data (MEMCON_SHARED, default ../shared) is not here", file=sys.stderr)
        return 3
    part = rows(options.part)[: options.limit]
    layers = {
        name: score(readings(part, encoder=options.encoder, least=options.min_confidence, unfold=name == "all lines"))
        for name in ("all lines", "outermost layer")
    }
    data = hashlib.sha256("".join(row["id"] + row["text"] for row in part).encode()).hexdigest()
    print(f"PolNeAR {options.part}, {len(part)} articles, data {data[:12]}")
    for name, figures in layers.items():
        print(f"\n{name}\n{table(figures)}")
    if options.json:
        found = {"part": options.part, "data": data, "figures": layers["all lines"], **layers}
        options.json.write_text(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
