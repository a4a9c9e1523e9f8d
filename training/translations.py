"""Fits the weights by which two texts are taken for one in two languages (`src/memcon/link/translations.py`).

    python training/translations.py

What is compared - numbers, days, states, names, quotations and their places - is the same in every language, so English
texts stand for both sides. One thing: articles of Wikinews and PolNeAR dev beside themselves as a translation would
have them (words of a sentence moved by up to five places, a fifth of the names and numbers lost, other words added).
Two things: articles of ECB+ on one event that share less than 15 of 100 three-word runs, and
neighbouring articles of Wikinews. Needs MEMCON_SHARED.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from rewording_texts import rows
from scipy.optimize import minimize

from memcon.link.text_facts import text_facts
from memcon.link.translations import LEAST_FACTS, LEAST_MATCHES, WEIGHTS, Likeness, likeness, signs_of_likeness

PRIOR = 0.25
MARGIN = 2.0
"""Taken off the bias, so that hardly a pair of reports on one event reaches .5."""


def compared(one: str, other: str) -> Likeness:
    return likeness(text_facts(one, "en"), text_facts(other, "en"))


def as_translated(text: str, chance: random.Random) -> str:
    """The text with its words in disorder, names and numbers lost, other words between."""
    return "".join(_moved(part, chance) if part.strip() else part for part in re.split(r"(\n+)", text))


def _moved(paragraph: str, chance: random.Random) -> str:
    sentences = []
    for sentence in re.split(r"(?<=[.!?])\s+", paragraph):
        placed = sorted((place + chance.uniform(-5, 5), word) for place, word in enumerate(sentence.split(" ")))
        words = [
            "thing" if (word[:1].isupper() or word[:1].isdigit()) and chance.random() < 0.2 else word
            for _, word in placed
        ]
        for _ in range(int(len(words) * chance.uniform(0, 0.35))):
            words.insert(chance.randrange(len(words) + 1), "word")
        sentences.append(" ".join(["So", *words]))
    return " ".join(sentences)


def same_event() -> Iterator[tuple[str, str]]:
    """Pairs of ECB+ articles on one event by different writers."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows("ecbplus/train.jsonl.gz"):
        groups[row["subtopic"]].append(" ".join(row["tokens"]))
    for group in groups.values():
        runs = {text: _runs(text) for text in group}
        for one, other in itertools.combinations(group, 2):
            fewer = min(len(runs[one]), len(runs[other]))
            if min(len(one), len(other)) >= 600 and len(runs[one] & runs[other]) <= 0.15 * fewer:
                yield one, other


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)}


def examples() -> tuple[list[Likeness], list[Likeness]]:
    """Likenesses of two reports, and of texts and their translations."""
    chance = random.Random(3)
    wiki = [row["text"][:3500] for row in rows("demo_corpora/wikinews_en_2019_2020.jsonl.gz")]
    texts = wiki[:150] + [row["text"][:3500] for row in rows("polnear/dev.jsonl.gz")]
    two = [compared(*pair) for pair in same_event()] + [compared(*pair) for pair in itertools.pairwise(wiki)]
    one = [compared(text, as_translated(text, chance)) for text in texts if len(text) >= 700]
    return two, one


def main() -> None:
    """Prints the weights and the bias."""
    two, one = examples()
    kept = [f for f in two if len(f.matches) >= LEAST_MATCHES and f.facts >= LEAST_FACTS and f.pace > 0]
    pairs = [*kept, *one]
    x = np.array([list(signs_of_likeness(found).values()) for found in pairs])
    y = np.array([0.0] * len(kept) + [1.0] * len(one))
    weigh = np.where(y == 1, PRIOR * len(two) / len(one), 1.0)

    def loss(p: np.ndarray) -> float:
        z = x @ p[:-1] + p[-1]
        return float((weigh * (np.logaddexp(0, z) - y * z)).sum() + (p[:-1] ** 2).sum())

    found = minimize(loss, np.zeros(x.shape[1] + 1), method="L-BFGS-B").x
    print(dict(zip(WEIGHTS, np.round(found[:-1], 2).tolist(), strict=True)), "bias", round(found[-1] - MARGIN, 2))
    z = x @ found[:-1] + found[-1] - MARGIN
    false, share = int((z[y == 0] >= 0).sum()), np.mean(z[y == 1] >= 0)
    print(f"{len(two)} pairs of two texts, at .5 or more {false}; of {len(one)} translations {share:.3f}")


if __name__ == "__main__":
    main()
