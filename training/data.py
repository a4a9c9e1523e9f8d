"""The training data as arrays: PolNeAR articles with a label a word, BABE sentences with a share."""

from __future__ import annotations

import gzip
import json
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from memcon.encoder.spans import LABELS
from memcon.encoder.windows import Pieces, cut_pieces

SHARED = Path(os.environ.get("MEMCON_SHARED", Path(__file__).parents[2] / "shared"))
HELD_OUT_FROM = "2016-08-08"
"""The last month of train, kept to tune decoding on; dev is scored to report, never tuned on."""

OPINION_TEST = frozenset({"Fox News", "MSNBC", "USA Today", "HuffPost", "Daily Beast"})
_OPINION = {"Entirely factual": 0.0, "Somewhat factual but also opinionated": 0.5}
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Sgt|St|Jr|Sr|Rev|Prof|vs|No|Inc|Corp|Co"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One article: its pieces, a label a piece (-1 within words), and its joins as piece indices.

    A join is (first, last piece of a source or content, first, last piece of its cue). `known` is
    false of open text, which nobody marked; `soft` has a teacher's label scores of each piece.
    """

    id: str
    date: str
    text: str
    pieces: Pieces
    labels: np.ndarray
    joins: np.ndarray
    gold: list[dict[str, Any]]
    known: bool = True
    soft: np.ndarray | None = None


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Sentence spans by a plain rule; only windows and lines hang on them, so it need not be exact."""
    spans, start = [], 0
    for found in _END.finditer(text):
        piece = text[start : found.end()]
        if "\n" not in found.group() and _ABBREVIATION.search(piece):
            continue
        spans.append((start, found.end()))
        start = found.end()
    spans.append((start, len(text)))
    trimmed = ((s + len(text[s:e]) - len(text[s:e].lstrip()), s + len(text[s:e].rstrip()))
               for s, e in spans)  # fmt: skip
    return [(s, e) for s, e in trimmed if s < e]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without what is no word character at its edges (maybe empty)."""
    while start < end and not _is_word(text[start]):
        start += 1
    while end > start and not _is_word(text[end - 1]):
        end -= 1
    return start, end


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def labelled_articles(name: str, tokenizer: Tokenizer) -> list[Labelled]:
    """The articles of PolNeAR's `train` or `dev`, labelled by their first annotator."""
    raw = rows(SHARED / "data" / "polnear" / f"{name}.jsonl.gz")
    pieces = cut_pieces(tokenizer, [(r["text"], sentences_of(r["text"])) for r in raw])
    return [_labelled(r, p) for r, p in zip(raw, pieces, strict=True)]


def _labelled(row: dict[str, Any], pieces: Pieces) -> Labelled:
    labels = np.where(pieces.first, 0, -1)
    joins: list[tuple[int, int, int, int]] = []
    for attribution in row["attributions"]:
        found: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        for role, ranges in found.items():
            begin = LABELS.index(f"B-{role}")
            for span in attribution[role]:
                start, end = trimmed(row["text"], *span)
                covered = np.flatnonzero((pieces.end > start) & (pieces.start < end))
                if start < end and len(covered):
                    ranges.append((int(covered[0]), int(covered[-1])))
                    inside = covered[pieces.first[covered]]
                    labels[inside] = begin + 1
                    labels[inside[:1]] = begin
        joins += [(*span, *found["cue"][0]) for role in ("source", "content")
                  for span in found[role] if found["cue"]]  # fmt: skip
    return Labelled(
        id=row["id"], date=row["date"], text=row["text"], pieces=pieces, labels=labels,
        joins=np.array(joins, dtype=np.int64).reshape(-1, 4), gold=row["attributions"],
    )  # fmt: skip


OPEN_TEXTS = (("demo_corpora/wikinews_en_2019_2020", 9000), ("demo_corpora/us_russia_statements", 2000),
              ("ukraine_news_bias/articles", 4000))  # fmt: skip
"""Open text for a teacher to mark, and how many characters of each text are taken."""


def open_articles(tokenizer: Tokenizer) -> list[Labelled]:
    """News and official texts that nobody marked, cut short so that no long speech outweighs the rest."""
    named: list[tuple[str, str]] = []
    for name, most in OPEN_TEXTS:
        for number, row in enumerate(rows(SHARED / "data" / f"{name}.jsonl.gz")):
            text = row.get("text") or "\n".join(s["text"] for s in row.get("sentences", ()))
            cut = text[:most]
            named.append((f"{name}:{number}", cut[: cut.rfind("\n")] if len(text) > most and "\n" in cut else cut))
    named = [(key, text) for key, text in named if len(text) > 200]
    cut_texts = cut_pieces(tokenizer, [(text, sentences_of(text)) for _, text in named])
    return [
        Labelled(id=key, date="", text=text, pieces=pieces, labels=np.where(pieces.first, 0, -1),
                 joins=np.zeros((0, 4), dtype=np.int64), gold=[], known=False)
        for (key, text), pieces in zip(named, cut_texts, strict=True)
    ]  # fmt: skip


def taught(articles: list[Labelled], path: Path) -> list[Labelled]:
    """The articles that a teacher's file covers, each with its scores laid on its pieces."""
    kept = np.load(path)
    edges = np.concatenate(([0], np.cumsum(kept["sizes"])))
    scores, place = kept["scores"], {str(key): i for i, key in enumerate(kept["ids"])}
    found = []
    for article in articles:
        index = place.get(article.id)
        if index is None:
            continue
        own = scores[edges[index] : edges[index + 1]]
        if len(own) != int(article.pieces.first.sum()):
            raise SystemExit(f"{path}: {article.id} was cut into other words than here")
        soft = np.zeros((len(article.pieces.ids), len(LABELS)), dtype=np.float16)
        soft[article.pieces.first] = own
        found.append(replace(article, soft=soft))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One BABE sentence: its pieces, how far it is opinion (0, .5, 1), and its outlet."""

    pieces: Pieces
    opinion: float
    outlet: str


def judged_sentences(tokenizer: Tokenizer) -> list[Judged]:
    """BABE's SG2 sentences that the annotators agreed on; "somewhat" counts as one half."""
    raw = [r for r in rows(SHARED / "data" / "babe" / "SG2.jsonl.gz")
           if r["label_opinion"] != "No agreement"]  # fmt: skip
    pieces = cut_pieces(tokenizer, [(r["text"], [(0, len(r["text"]))]) for r in raw])
    return [Judged(pieces=p, opinion=_OPINION.get(r["label_opinion"], 1.0), outlet=str(r["outlet"]))
            for r, p in zip(raw, pieces, strict=True)]  # fmt: skip
