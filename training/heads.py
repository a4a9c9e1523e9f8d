"""Small linear heads on the vectors of an exported model: their features, their fit, their honest scores.

A head sees the mean vector of each of its pools of words, standardised; it is a multinomial logistic
regression with a ridge penalty. Cross-fitting scores every row by a head that has not seen its fold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from memcon.encoder.encoder import Encoder
from memcon.encoder.readouts import Readouts
from memcon.encoder.values import EncoderInput

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Weights on standardised features, with what standardises them."""

    weight: np.ndarray
    bias: np.ndarray
    centre: np.ndarray
    deviation: np.ndarray

    def logits(self, x: np.ndarray) -> np.ndarray:
        """Shape: (rows, classes)."""
        found: np.ndarray = ((x - self.centre) / self.deviation) @ self.weight + self.bias
        return found


def seeing(encoder: Encoder) -> Encoder:
    """The encoder with its bare vectors in the place of votes."""
    size = encoder.settings.vectors
    if not size:
        raise SystemExit(f"{encoder.version}: this model gives no vectors")
    return replace(encoder, readouts=Readouts(heads={}, weight=np.eye(size, dtype=np.float32)))


def pooled(
    encoder: Encoder, texts: Sequence[str], pools: Sequence[Mapping[str, Spans]], names: Sequence[str]
) -> np.ndarray:
    """The mean vectors of each text's pools, side by side; a pool without pieces has the mean of the text.

    `encoder` is one of `seeing`. Shape: (texts, pools x hidden).
    """
    found = []
    for text, of_text in zip(texts, pools, strict=True):
        (reading,) = encoder.roles([EncoderInput(text=text, sentences=[(0, len(text))])])
        votes = reading.votes
        assert votes is not None
        parts = []
        for name in names:
            pieces = votes.touching(of_text.get(name, ())) or votes.touching(((0, len(text)),))
            parts.append(votes.numbers[sorted(pieces)].astype(np.float64).mean(axis=0))
        found.append(np.concatenate(parts))
    return np.array(found)


def fit(x: np.ndarray, y: np.ndarray, *, classes: int, ridge: float, worth: np.ndarray | None = None) -> Fitted:
    """The head with the least mean log loss plus half the ridge times the squared weights.

    `worth`: how much each row counts in the mean; None: all the same.
    """
    part = np.full(len(y), 1.0 / len(y)) if worth is None else worth / worth.sum()
    centre, deviation = x.mean(axis=0), x.std(axis=0) + 1e-3
    z = (x - centre) / deviation
    gold = np.eye(classes)[y]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weight, bias = flat[:-classes].reshape(-1, classes), flat[-classes:]
        logits = z @ weight + bias
        share = softmax(logits)
        value = -float(part @ np.log((share * gold).sum(axis=1) + 1e-12)) + 0.5 * ridge * float((weight**2).sum())
        slope = (share - gold) * part[:, None]
        return value, np.concatenate(((z.T @ slope + ridge * weight).ravel(), slope.sum(axis=0)))

    start = np.zeros((x.shape[1] + 1) * classes)
    flat = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    return Fitted(weight=flat[:-classes].reshape(-1, classes), bias=flat[-classes:], centre=centre, deviation=deviation)


def cross_fitted(x: np.ndarray, y: np.ndarray, folds: np.ndarray, *, classes: int, ridge: float) -> np.ndarray:
    """Logits of every row by the head fitted to the other folds. Shape: (rows, classes)."""
    logits = np.zeros((len(y), classes))
    for fold in sorted(set(folds.tolist())):
        here = folds == fold
        logits[here] = fit(x[~here], y[~here], classes=classes, ridge=ridge).logits(x[here])
    return logits


def heat_of(logits: np.ndarray, y: np.ndarray) -> float:
    """The number that cross-fitted logits are divided by so that shares are rates (least log loss)."""
    heats = np.geomspace(0.3, 4.0, 60)
    losses = [-np.log(softmax(logits / heat)[np.arange(len(y)), y] + 1e-12).mean() for heat in heats]
    return float(heats[int(np.argmin(losses))])


def softmax(logits: np.ndarray) -> np.ndarray:
    """Shares that sum to one in each row."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A head ready to be written: plain weights (pools x hidden x classes) on bare vectors, and a bias."""

    name: str
    classes: Sequence[str]
    pools: Sequence[str]
    weight: np.ndarray
    bias: np.ndarray


def head_of(name: str, fitted: Fitted, *, classes: Sequence[str], pools: Sequence[str], heat: float) -> Head:
    """The head whose standardising and heat are folded into its weights."""
    weight = fitted.weight / fitted.deviation[:, None] / heat
    bias = fitted.bias / heat - fitted.centre @ weight
    return Head(name=name, classes=classes, pools=pools, weight=weight.reshape(len(pools), -1, len(classes)), bias=bias)


def write_heads(path: Path, heads: Sequence[Head], *, model: str) -> None:
    """Writes the heads of the model with this sha256, in half precision; others of the same model there are kept."""
    names = [head.name for head in heads]
    held: dict[str, np.ndarray] = {"model": np.array(model)}
    if path.is_file():
        with np.load(path, allow_pickle=False) as before:
            if str(before["model"]) == model:
                kept = [name for name in before["heads"].tolist() if name not in names]
                held |= {key: before[key] for key in before.files if key.split(".")[0] in kept}
                names = [*kept, *names]
    held["heads"] = np.array(names)
    for head in heads:
        held[f"{head.name}.classes"] = np.array(head.classes)
        held[f"{head.name}.pools"] = np.array(head.pools)
        held[f"{head.name}.weight"] = head.weight.astype(np.float16)
        held[f"{head.name}.bias"] = head.bias.astype(np.float32)
    np.savez(path, **held)
