"""Fits the heads for types of acts and for feelings to an exported model, and writes them beside it.

    python training/train_types.py [--name meaning] [--folder DIR] [--write]

No torch: the exported model runs over PLV train (types) and NewsMTSC (feelings), its vectors are pooled
and two linear heads are fitted (`heads.py`). The body has seen no label of either. Prints what
bench/plover_types.py and bench/sentiment.py measure.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from heads import Head, cross_fitted, fit, head_of, heat_of, pooled, seeing, softmax, write_heads
from plover_data import TYPES, Pair, figures, macro_f1, plv_pairs
from sentiment_data import FEELINGS, Felt, newsmtsc, own_sentences, pools_of

from memcon.encoder import MODELS, Encoder, load
from memcon.read.event_types import act_words, likeliest
from memcon.read.parse import load_pipeline

TYPE_POOLS = ("between", "path", "clause")
TYPE_RIDGE = 0.1
FEELING_POOLS = ("target", "sentence", "before", "after")
FEELING_RIDGE = 0.2


def type_features(encoder: Encoder, pairs: Sequence[Pair]) -> np.ndarray:
    """Shape: (pairs, pools x hidden)."""
    docs = load_pipeline().pipe([pair.text for pair in pairs])
    pools = [act_words(doc, pair.source, pair.target) for doc, pair in zip(docs, pairs, strict=True)]
    return pooled(seeing(encoder), [pair.text for pair in pairs], pools, TYPE_POOLS)


def feeling_features(encoder: Encoder, rows: Sequence[Felt]) -> np.ndarray:
    """Shape: (rows, pools x hidden)."""
    return pooled(seeing(encoder), [row.text for row in rows], [pools_of(row) for row in rows], FEELING_POOLS)


def type_head(encoder: Encoder) -> tuple[Head, dict[str, float]]:
    """The head for types, fitted to all of PLV train, and its five-fold figures."""
    pairs = plv_pairs()
    x = type_features(encoder, pairs)
    y = np.array([TYPES.index(pair.type) for pair in pairs])
    folds = np.array([pair.fold for pair in pairs])
    logits = cross_fitted(x, y, folds, classes=len(TYPES), ridge=TYPE_RIDGE)
    named = [dict(zip(TYPES, row, strict=True)) for row in softmax(logits).tolist()]
    found = figures([pair.type for pair in pairs], [likeliest(row) for row in named])
    fitted = fit(x, y, classes=len(TYPES), ridge=TYPE_RIDGE)
    heat = heat_of(logits, y)
    return head_of("type", fitted, classes=TYPES, pools=TYPE_POOLS, heat=heat), {**found, "heat": heat}


def feeling_head(encoder: Encoder) -> tuple[Head, dict[str, float]]:
    """The head for feelings, fitted to the part of NewsMTSC that is not held out, and its macro-F1 on what is."""
    rows = newsmtsc()
    x = feeling_features(encoder, rows)
    y = np.array([FEELINGS.index(row.feeling) for row in rows])
    held = np.array([row.held_out for row in rows])
    fitted = fit(x[~held], y[~held], classes=len(FEELINGS), ridge=FEELING_RIDGE)
    logits = fitted.logits(x[held])
    own = own_sentences()
    ours = fitted.logits(feeling_features(encoder, own)).argmax(axis=1)
    found = {
        "newsmtsc": macro_f1(y[held].tolist(), logits.argmax(axis=1).tolist()),
        "own": macro_f1([FEELINGS.index(row.feeling) for row in own], ours.tolist()),
    }
    heat = heat_of(logits, y[held])
    return head_of("feeling", fitted, classes=FEELINGS, pools=FEELING_POOLS, heat=heat), {**found, "heat": heat}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", default="meaning")
    parser.add_argument("--folder", type=Path, default=MODELS)
    parser.add_argument("--without-feelings", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    encoder = load(arguments.name, folder=arguments.folder)
    heads = []
    for made in (type_head,) if arguments.without_feelings else (type_head, feeling_head):
        head, found = made(encoder)
        heads.append(head)
        print(head.name, {name: round(float(value), 4) for name, value in found.items()}, flush=True)
    if arguments.write:
        write_heads(arguments.folder / f"{arguments.name}.heads.npz", heads, model=encoder.settings.sha256)


if __name__ == "__main__":
    main()
