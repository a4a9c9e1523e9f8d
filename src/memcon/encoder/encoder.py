"""The encoder: texts in, role spans with scores out, by one forward pass over each window."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memcon.encoder.chains import decode
from memcon.encoder.joining import Seen, join_cues
from memcon.encoder.readouts import Readouts, Votes, load_readouts
from memcon.encoder.settings import Settings, load_settings
from memcon.encoder.spans import LABELS, ROLES, Run, mend, runs
from memcon.encoder.values import EncoderInput, RoleReading, RoleSpan
from memcon.encoder.windows import Cutter, Ints, Pieces, cut_pieces, cut_windows, quoted_spans, word_ends, word_lines
from memcon.encoder.wordpiece import WordPiece, load_vocabulary
from memcon.errors import ModelMissing

Numbers = NDArray[np.float32]
Ran = tuple[Numbers, list[Seen], Votes | None]

MODELS = Path(__file__).parent / "models"
VOCABULARY = "vocabulary.txt"
"""The word pieces that all bodies share, one a line."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded model. Pure: the same text gives the same reading in every company and order."""

    settings: Settings
    tokenizer: Cutter
    session: Any
    readouts: Readouts | None = None

    @property
    def version(self) -> str:
        """Name and number of the model, as the record keeps it."""
        return self.settings.version

    def roles(self, texts: Sequence[EncoderInput]) -> list[RoleReading]:
        """One reading a text, in order."""
        cut = cut_pieces(self.tokenizer, [(text.text, text.sentences) for text in texts])
        runs_of = [self._run(pieces) for pieces in cut]
        lines = [word_lines(pieces) for pieces in cut]
        scores = [
            numbers[line, : len(LABELS)].astype(np.float64)
            for (numbers, _, _), split in zip(runs_of, lines, strict=True)
            for line in split
        ]
        decoded = iter(decode(self.settings.chain, scores))
        return [
            self._reading(text.text, pieces, ran, [(line, *next(decoded)) for line in split])
            for text, pieces, ran, split in zip(texts, cut, runs_of, lines, strict=True)
        ]

    def votes(self, texts: Sequence[EncoderInput]) -> list[Votes | None]:
        """The votes of the heads over each text, in order; None from a model without heads."""
        return [self._run(pieces)[2] for pieces in cut_pieces(self.tokenizer, [(t.text, t.sentences) for t in texts])]

    def _run(self, pieces: Pieces) -> Ran:
        """The model's numbers for each piece of a text, the joining vectors of each window, and the heads' votes.

        Windows run one at a time: the activations of an int8 model are scaled by what is in the
        batch, so that in a larger batch a text's numbers would hang on its neighbours. At this
        window length a batch gains nothing on a CPU either.
        """
        settings = self.settings
        found = np.zeros((len(pieces.ids), len(LABELS) + 2), dtype=np.float32)
        seen: list[Seen] = []
        heads = self.readouts
        votes = np.zeros((len(pieces.ids), heads.weight.shape[1] if heads else 0), dtype=np.float32)
        for window in cut_windows(pieces, size=settings.window, context=settings.context):
            inside = slice(window.start, window.end)
            ids = np.concatenate(([settings.begin], pieces.ids[inside], [settings.end]))[None]
            kinds = np.concatenate(([0], pieces.kinds[inside], [0]))[None]
            (out,) = self.session.run(None, {"ids": ids, "kinds": kinds})
            rows = out[0, 1:-1]
            core = slice(window.core_start - window.start, window.core_end - window.start)
            found[window.core_start : window.core_end] = rows[core, : found.shape[1]]
            seen.append(Seen(window=window, vectors=rows[:, -2 * settings.link :]))
            if heads:
                vectors = rows[core, found.shape[1] : found.shape[1] + settings.vectors]
                votes[window.core_start : window.core_end] = _products(vectors, heads.weight)
        told = Votes(readouts=heads, start=pieces.start, end=pieces.end, numbers=votes) if heads else None
        return found, seen, told

    def _reading(self, text: str, pieces: Pieces, ran: Ran, lines: list[tuple[Ints, Ints, Any]]) -> RoleReading:
        numbers, seen, votes = ran
        quotes, ends = quoted_spans(text), word_ends(pieces)
        found: list[Run] = []
        shares = np.zeros((len(pieces.ids), len(LABELS)))
        word = 0
        for line, path, share in lines:
            shares[line] = share
            start, end = pieces.start[line].tolist(), ends[word : word + len(line)].tolist()
            found += mend(list(runs(path.tolist(), start, end, first=word)), text, quotes, self.settings.mending)
            word += len(line)
        opinion = tuple(self._opinion(numbers[a:b]) for a, b in pairwise(pieces.cuts))
        spans = self._spans(found, np.flatnonzero(pieces.first), shares, seen)
        return RoleReading(spans=spans, opinion=opinion, votes=votes)

    def _spans(self, found: list[Run], words: Ints, shares: Any, seen: list[Seen]) -> tuple[RoleSpan, ...]:
        ordered = sorted(found, key=lambda run: (run.start, run.end))
        cues = join_cues(ordered, words, seen)
        return tuple(
            RoleSpan(
                start=run.start,
                end=run.end,
                role=run.role,
                score=self._score(run, shares, words),
                cue=cue,
                cue_score=round(sure, 4),
            )
            for run, (cue, sure) in zip(ordered, cues, strict=True)
        )

    def _opinion(self, numbers: Numbers) -> float:
        """How likely a sentence is opinion, from its pieces' votes and weights."""
        if not len(numbers):
            return 0.0
        vote = numbers[:, len(LABELS)].astype(np.float64)
        weight = numbers[:, len(LABELS) + 1].astype(np.float64)
        share = np.exp(weight - weight.max())
        return _rate(float((vote * share).sum() / share.sum()), self.settings.opinion)

    def _score(self, run: Run, shares: Any, words: Any) -> float:
        """How likely the run is right, from the mean probability of its role over its words."""
        begin = 1 + 2 * ROLES.index(run.role)
        mean = float(shares[words[run.first : run.last + 1], begin : begin + 2].sum(axis=1).mean())
        mean = min(max(mean, 1e-4), 1 - 1e-4)
        return _rate(math.log(mean / (1 - mean)), self.settings.sure[run.role])


def _products(vectors: Numbers, weight: Numbers) -> Numbers:
    """`vectors @ weight`, not by BLAS: its rounding hangs on how many cores there are, and its threads spin."""
    rows, columns = np.ascontiguousarray(vectors), np.ascontiguousarray(weight.T)
    product: Numbers = np.einsum("ij,kj->ik", rows, columns)
    return product


def _rate(logit: float, fitted: tuple[float, float]) -> float:
    """The probability that a logit stands for, by the slope and offset fitted to it."""
    slope, offset = fitted
    return round(1 / (1 + math.exp(-min(max(slope * logit + offset, -50.0), 50.0))), 4)


def load(name: str = "fast", *, threads: int = 1, folder: Path = MODELS) -> Encoder:
    """The shipped encoder `name`; ModelMissing where its file is absent or not the shipped one."""
    settings, content = _checked(name, folder)
    tokenizer = _tokenizer(settings.shift)
    readouts = load_readouts(folder / f"{name}.heads.npz", model=settings.sha256) if settings.vectors else None
    return Encoder(settings, tokenizer, _session(content, threads), readouts)


@cache
def _tokenizer(shift: int) -> WordPiece:
    """One for all models of one numbering: what one has cut the others need not cut again."""
    return WordPiece(load_vocabulary(MODELS / VOCABULARY), shift)


def version_of(name: str = "fast", *, folder: Path = MODELS) -> str | None:
    """The version that `load` would give, found without loading; None where it would fail."""
    try:
        return _checked(name, folder)[0].version
    except ModelMissing:
        return None


def _checked(name: str, folder: Path) -> tuple[Settings, bytes]:
    """The settings of a model and the bytes of its file, which have the hash that the settings name."""
    path = folder / f"{name}.onnx"
    beside = folder / f"{name}.json"
    for file in (path, beside, MODELS / VOCABULARY):
        if not file.is_file():
            raise ModelMissing("the model file is not there", source=str(file))
    settings = load_settings(beside)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != settings.sha256:
        raise ModelMissing("the model file is not the one this version was shipped with", source=str(path))
    return settings, content


def _session(content: bytes, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Idle threads that spin would take the cores from the other reading processes.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
