"""The settings that lie beside a model file: what its numbers mean and how they are decoded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from memcon.encoder.chains import Chain
from memcon.encoder.spans import Mending


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Written by training/export.py. `window` and `context` count word pieces.

    `sure` has for each role slope and offset on the log odds of a span's mean probability, `opinion`
    the same on the opinion logit: both were fitted on held-out data, so that scores are rates.
    `shift` is what a piece's id has above its line in the vocabulary; `vectors` how many numbers of a
    piece are its vector, which heads fitted afterwards read (0: the model gives none).
    """

    version: str
    sha256: str
    begin: int
    end: int
    link: int
    window: int
    context: int
    chain: Chain
    mending: Mending
    sure: Mapping[str, tuple[float, float]]
    opinion: tuple[float, float]
    shift: int = 0
    vectors: int = 0


def load_settings(path: Path) -> Settings:
    """The settings in this JSON file."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    tables = {name: np.array(raw["chain"][name], dtype=np.float64) for name in ("step", "start", "end")}
    plain = {name: raw[name] for name in ("version", "sha256", "begin", "end", "link", "window", "context")}
    return Settings(
        chain=Chain(**tables),
        mending=Mending(**raw["mending"]),
        sure={role: (slope, offset) for role, (slope, offset) in raw["sure"].items()},
        opinion=(raw["opinion"][0], raw["opinion"][1]),
        shift=raw.get("shift", 0),
        vectors=raw.get("vectors", 0),
        **plain,
    )
