"""Human texts for the rewording detector, and the ways of swapping their words that it is trained and measured on."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import struct
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from memcon.link.rewording_words import inflect, load_books
from memcon.link.similarity import STOPWORDS, stem
from memcon.link.word_meanings import word_meanings

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared")) / "data"
WORDNET = Path(os.environ.get("WORDNET", "/usr/share/wordnet"))
MOBY = Path(os.environ.get("AIKSAURUS", "/usr/share/aiksaurus"))
_CYRILLIC = re.compile("[а-яА-Я]")
Spinner = Callable[[str], "Sequence[str] | None"]
"""The words that a method would put in the place of a base form; None where it knows none."""


def rows(path: str) -> Iterator[dict[str, Any]]:
    whole = DATA / path
    data = gzip.decompress(whole.read_bytes()) if path.endswith(".gz") else whole.read_bytes()
    for line in data.decode("utf-8").split("\n"):
        if line:
            yield json.loads(line)


def articles() -> Iterator[str]:
    """Whole texts among those whose words are counted."""
    yield from (row["text"] for row in rows("polnear/train.jsonl.gz"))
    yield from (row["text"] for row in list(rows("demo_corpora/wikinews_en_2019_2020.jsonl.gz"))[1::2])
    yield from _official(1)
    yield from (" ".join(row["tokens"]) for row in rows("ecbplus/train.jsonl.gz"))
    for name in ("timebank", "aquaint"):
        yield from (row["text"] for row in rows(f"timebank_tbaq/{name}.jsonl.gz"))


def counted() -> Iterator[str]:
    """The texts whose words are counted."""
    yield from articles()
    for row in rows("ngec_synthetic_plover/synthetic.jsonl.gz"):
        yield row.get("text") or row.get("story") or ""
    yield from (row["sentence_normalized"] for row in rows("newsmtsc/train.jsonl.gz"))
    yield from (row["text"] for row in rows("babe/SG2.jsonl.gz"))


def held_out() -> dict[str, list[str]]:
    """Human texts that were not counted, by set."""
    ukraine = (
        " ".join(s if isinstance(s, str) else s.get("text", "") for s in row["sentences"])
        for row in rows("ukraine_news_bias/articles.jsonl.gz")
    )
    found = {
        "polnear dev": [row["text"] for row in rows("polnear/dev.jsonl.gz")],
        "wikinews": [row["text"] for row in list(rows("demo_corpora/wikinews_en_2019_2020.jsonl.gz"))[0::2]],
        "official": list(_official(0)),
        "ukraine": list(ukraine),
        "ecb+ dev": [" ".join(row["tokens"]) for row in rows("ecbplus/dev.jsonl.gz")],
    }
    return {name: [text[:6000] for text in texts if len(text.split()) > 120] for name, texts in found.items()}


def other_prose(half: int) -> dict[str, list[str]]:
    """One half of human texts of other kinds: pages of all sorts of sites, and short invented news of bench/batches."""
    pages = [row["article_body"][:6000] for row in rows("article_extraction/scrapinghub_gold.jsonl.gz")]
    invented: list[str] = []
    for path in sorted((ROOT / "bench/batches").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            invented += _long_strings(json.loads(line))
    return {"pages": pages[half::2], "invented": list(dict.fromkeys(invented))[half::2]}


def _long_strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if len(value.split()) >= 80 else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _long_strings(part)]


def _official(half: int) -> Iterator[str]:
    for index, row in enumerate(rows("demo_corpora/us_russia_statements.jsonl.gz")):
        text = row.get("text") or ""
        if index % 2 == half and len(_CYRILLIC.findall(text)) < len(text) / 10:
            yield text


def spin(text: str, spinner: Spinner, share: float, chance: random.Random) -> str:
    """`text` with a share of its plain content words swapped."""
    return re.sub(r"[A-Za-z][A-Za-z’']*", lambda match: swapped(match[0], spinner, share, chance), text)


def swapped(word: str, spinner: Spinner, share: float, chance: random.Random) -> str:
    """The word, or with the probability `share` another for it, in the same ending."""
    if not word.islower() or len(word) < 4 or word in STOPWORDS or chance.random() > share:
        return word
    for base, ending in ((word, ""), *_bases(word)):
        found = spinner(base)
        if found:
            other = chance.choice(found)
            return inflect(other, ending) if ending else other
    return word


def _bases(word: str) -> Iterable[tuple[str, str]]:
    for ending, put in (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):
        if word.endswith(ending):
            yield word[: -len(ending)] + put, ending


@cache
def wordnet(*, pointers: bool) -> dict[str, set[str]]:
    """Single words that share a synset with a word (or, with `pointers`, stand a step above it)."""
    related: dict[str, set[str]] = defaultdict(set)
    for part in ("noun", "verb", "adj", "adv"):
        words, above = _synsets(WORDNET / f"data.{part}")
        for line in (WORDNET / f"index.{part}").read_text().splitlines():
            if line.startswith("  "):
                continue
            fields = line.split()
            synsets = fields[-int(fields[2]) :][:4]
            found = {w for s in synsets for w in words[s]}
            if pointers:
                found = {w for s in synsets for up in above[s] for w in words.get(up, ())}
            related[fields[0]] |= {w for w in found if w.isalpha() and len(w) > 2 and w != fields[0]}
    return {word: found for word, found in related.items() if word.isalpha() and len(word) > 2 and found}


def _synsets(path: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    words: dict[str, list[str]] = {}
    above: dict[str, list[str]] = {}
    for line in path.read_text().splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        count = int(fields[3], 16)
        words[fields[0]] = [fields[4 + 2 * i].lower().split("(")[0] for i in range(count)]
        start = 5 + 2 * count
        links = [fields[start + 4 * i : start + 4 * i + 2] for i in range(int(fields[4 + 2 * count]))]
        above[fields[0]] = [place for symbol, place in links if symbol in ("@", "&")]
    return words, above


@cache
def by_wordnet(*, pointers: bool) -> Spinner:
    """Swaps by synonyms, or by words a step above."""
    related = wordnet(pointers=pointers)
    return cache(lambda word: sorted(related[word]) if word in related else None)


@cache
def _frequent() -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """The words that have vectors, the rows of those that books have often, their logs and their vectors."""
    meanings, books = word_meanings(), load_books()
    names = [word for word, _ in sorted(meanings.place.items(), key=lambda row: row[1])]
    logs = np.array([books.single[books.number[word]] if word in books.number else 0.0 for word in names])
    often = np.flatnonzero(logs > 11.71)
    return names, often, logs, meanings.vectors[often]


def by_neighbours() -> Spinner:
    """Swaps by the nearest of the shipped word vectors that have another stem."""

    @cache
    def found(word: str) -> list[str] | None:
        names, often, _, vectors = _frequent()
        place = word_meanings().place.get(word)
        if place is None:
            return None
        near = vectors @ word_meanings().vectors[place]
        others = [names[often[row]] for row in np.argsort(-near, kind="stable")[:25] if near[row] >= 0.38]
        return [o for o in others if o[:5] != word[:5] and stem(o) != stem(word)][:8] or None

    return found


def by_frequency() -> Spinner:
    """Blind swaps: by a word of much the same frequency with the same last letters."""

    @cache
    def found(word: str) -> list[str] | None:
        names, often, logs, _ = _frequent()
        place = word_meanings().place.get(word)
        if place is None:
            return None
        alike = (row for row in often if abs(logs[row] - logs[place]) < 1.2)
        return [names[row] for row in alike if names[row][-2:] == word[-2:] and names[row] != word][:200] or None

    return found


def by_tortured() -> Spinner:
    """Swaps by the word pairs of the tortured-phrases list (the screener's, CC BY 4.0). For measuring only."""
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows("tortured_phrases/tortured_phrases.jsonl"):
        right, wrong = row["correct"].lower().split(), row["tortured"].lower().split()
        if len(right) == len(wrong):
            for a, b in zip(right, wrong, strict=True):
                if a != b and a.isalpha() and b.isalpha() and len(a) > 3:
                    pairs[a][b] += 1
    best = {word: [w for w, _ in sorted(c.items(), key=lambda r: (-r[1], r[0]))[:4]] for word, c in pairs.items()}
    return lambda word: best.get(word)


def by_moby() -> Spinner:
    """Swaps by the Moby thesaurus as Aiksaurus has it (Debian package `libaiksaurus-1.2-data`). For measuring only."""
    words, meanings_of = _aiksaurus_words((MOBY / "words.dat").read_bytes())
    data = (MOBY / "meanings.dat").read_bytes()
    meanings: list[list[int]] = [[]]
    for value in struct.unpack(f">{len(data) // 2}H", data):
        if value == 0xFFFF:
            meanings.append([])
        else:
            meanings[-1].append(value)
    number = {word: place for place, word in enumerate(words)}

    @cache
    def found(word: str) -> list[str] | None:
        members = (m for meaning in meanings_of[number[word]] for m in meanings[meaning][3:]) if word in number else ()
        others = {words[member] for member in members if member < len(words)}
        return sorted(o for o in others if o.isalpha() and o.islower() and o != word and len(o) > 2) or None

    return found


def _aiksaurus_words(data: bytes) -> tuple[list[str], list[list[int]]]:
    """The words of the file and, for each, the numbers of its meanings: big-endian, up to ffff."""
    words: list[str] = []
    meanings: list[list[int]] = []
    at = 0
    while at < len(data):
        end = data.index(b"\0", at)
        words.append(data[at:end].decode("latin-1").replace(":", " "))
        meanings.append([])
        at = end + 1
        while (value := int.from_bytes(data[at : at + 2], "big")) != 0xFFFF:
            meanings[-1].append(value)
            at += 2
        at += 2
    return words, meanings
