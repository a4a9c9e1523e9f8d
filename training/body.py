"""The network: a BERT- or MPNet-shaped body under three heads, in one forward pass.

Heads: scores of the seven role labels, an opinion vote with its weight, and two vectors a piece
whose product says which cue a source or content belongs to. Read from the original safetensors,
so that no model library stands between the weights and the export.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from memcon.encoder.spans import LABELS
from memcon.encoder.windows import KINDS

LINK = 48
HEADS_OUT = len(LABELS) + 2 + 2 * LINK


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What sets one body apart from another; `first_position` and `relative` are MPNet's ways."""

    layers: int
    hidden: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    eps: float
    first_position: int
    relative: bool
    pad: int
    begin: int
    end: int


MINILM = Shape(
    layers=6, hidden=384, heads=12, inner=1536, vocabulary=30522, positions=512, eps=1e-12,
    first_position=0, relative=False, pad=0, begin=101, end=102,
)  # fmt: skip
MPNET = Shape(
    layers=12, hidden=768, heads=12, inner=3072, vocabulary=30527, positions=514, eps=1e-5,
    first_position=2, relative=True, pad=1, begin=0, end=2,
)  # fmt: skip
SHAPES = {"minilm": MINILM, "mpnet": MPNET, "mpnet7": replace(MPNET, layers=7)}
"""`mpnet7` keeps the lower seven layers: what fits beside `fast` in the room for model files."""


class Layer(nn.Module):
    """One transformer block, normalised after each half as BERT does."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=shape.eps)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=shape.eps)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        split = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads)
        q, k, v = split.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, length, hidden)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Pieces in, per piece numbers out: labels, opinion vote and weight, the body's vector, link vectors.

    The vector (`hidden` numbers) is what small readouts fitted afterwards take in (types of acts).
    """

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.tap = shape.layers
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(shape.positions, shape.hidden)
        self.kinds = nn.Embedding(KINDS, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.eps)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(shape.hidden, HEADS_OUT)
        if shape.relative:
            self.distance = nn.Embedding(32, shape.heads)

    def forward(self, ids: Tensor, kinds: Tensor) -> Tensor:
        x, tapped = self.both(ids, kinds)
        numbers = self.head(self.drop(x))
        return torch.cat((numbers[..., : -2 * LINK], tapped, numbers[..., -2 * LINK :]), dim=-1)

    def vectors(self, ids: Tensor, kinds: Tensor) -> Tensor:
        """The vector of each piece after the last layer. Shape: (windows, pieces, hidden)."""
        return self.both(ids, kinds)[0]

    def both(self, ids: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors after the last layer, and those after layer `tap`, which readouts are fitted to."""
        mask = ids != self.shape.pad
        at = torch.arange(ids.shape[1], device=ids.device) + self.shape.first_position
        x = self.words(ids) + self.places(at)[None] + self.kinds(kinds)
        x = self.drop(self.norm(x))
        bias = (~mask)[:, None, None, :].to(x.dtype) * -1e4
        if self.shape.relative:
            bias = bias + self.distance(distance_buckets(at)).permute(2, 0, 1)[None]
        tapped = x
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, bias)
            tapped = x if number <= self.tap else tapped
        return x, tapped


def distance_buckets(at: Tensor) -> Tensor:
    """MPNet's 32 buckets of signed distance between places, exact up to 8, then logarithmic."""
    back = at[:, None] - at[None, :]
    bucket = (back < 0).long() * 16
    far = back.abs()
    log = 8 + (far.clamp(min=1).float() / 8).log() / math.log(128 / 8) * 8
    return bucket + torch.where(far < 8, far, log.long().clamp(max=15))


def load_pretrained(network: Network, path: Path) -> None:
    """Fills the body of `network` from a sentence encoder's `model.safetensors`."""
    state = {key.removeprefix("bert.").removeprefix("mpnet."): value
             for key, value in load_file(str(path)).items()}  # fmt: skip
    ours: dict[str, Tensor] = {
        "words.weight": state["embeddings.word_embeddings.weight"],
        "places.weight": state["embeddings.position_embeddings.weight"],
    }
    _copy(ours, "norm", state, "embeddings.LayerNorm")
    kinds = state.get("embeddings.token_type_embeddings.weight")
    hidden = network.shape.hidden
    ours["kinds.weight"] = torch.zeros(KINDS, hidden) if kinds is None else kinds[:1].repeat(KINDS, 1)
    if network.shape.relative:
        ours["distance.weight"] = state["encoder.relative_attention_bias.weight"]
    for index in range(network.shape.layers):
        _copy_layer(ours, state, index, mpnet=network.shape.relative)
    missing, unknown = network.load_state_dict(ours, strict=False)
    if unknown or [key for key in missing if not key.startswith("head.")]:
        raise SystemExit(f"{path}: not the body expected: {missing} {unknown}")


def _copy(ours: dict[str, Tensor], name: str, state: dict[str, Tensor], theirs: str) -> None:
    for part in ("weight", "bias"):
        ours[f"{name}.{part}"] = state[f"{theirs}.{part}"]


def _copy_layer(ours: dict[str, Tensor], state: dict[str, Tensor], index: int, *, mpnet: bool) -> None:
    theirs, name = f"encoder.layer.{index}", f"layers.{index}"
    attention = f"{theirs}.attention"
    parts = [f"{attention}.attn.{c}" for c in "qkv"] if mpnet else [
        f"{attention}.self.{c}" for c in ("query", "key", "value")]  # fmt: skip
    for part in ("weight", "bias"):
        ours[f"{name}.qkv.{part}"] = torch.cat([state[f"{p}.{part}"] for p in parts])
    _copy(ours, f"{name}.out", state, f"{attention}.attn.o" if mpnet else f"{attention}.output.dense")
    norm = f"{attention}.LayerNorm" if mpnet else f"{attention}.output.LayerNorm"
    _copy(ours, f"{name}.norm1", state, norm)
    _copy(ours, f"{name}.up", state, f"{theirs}.intermediate.dense")
    _copy(ours, f"{name}.down", state, f"{theirs}.output.dense")
    _copy(ours, f"{name}.norm2", state, f"{theirs}.output.LayerNorm")
