"""The settings that lie beside a model file: what its numbers mean and how they are decoded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from memcon.encoder.chains import Chain
from memcon.encoder.spans import Mending


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Written by training/export.py. `window` and `context` count word pieces.

    `heat` divides the label scores before probabilities are taken from them; `opinion` is slope
    and offset on the opinion logit: both were fitted on held-out data, so that scores are rates.
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
    heat: float
    opinion: tuple[float, float]


def load_settings(path: Path) -> Settings:
    """The settings in this JSON file."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    tables = {name: np.array(raw["chain"][name], dtype=np.float64) for name in ("step", "start", "end")}
    slope, offset = raw["opinion"]
    plain = {name: raw[name] for name in ("version", "sha256", "begin", "end", "link", "window", "context", "heat")}
    return Settings(chain=Chain(**tables), mending=Mending(**raw["mending"]), opinion=(slope, offset), **plain)
