"""Transition scores between labels, learned with the network as a linear-chain CRF."""

from __future__ import annotations

import torch
from torch import Tensor, nn

FORBIDDEN = -1e4


def allowed(labels: tuple[str, ...]) -> tuple[Tensor, Tensor]:
    """Which label may follow which, and which may come first: I- only after its own B- or I-."""
    follows = torch.ones(len(labels), len(labels), dtype=torch.bool)
    opens = torch.ones(len(labels), dtype=torch.bool)
    for j, label in enumerate(labels):
        if label.startswith("I-"):
            opens[j] = False
            for i, before in enumerate(labels):
                follows[i, j] = before[2:] == label[2:] and before != "O"
    return follows, opens


class Transitions(nn.Module):
    """Scores of label after label, of first and of last label; what BIO forbids is out of reach."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        count = len(labels)
        self.step = nn.Parameter(torch.zeros(count, count))
        self.start = nn.Parameter(torch.zeros(count))
        self.end = nn.Parameter(torch.zeros(count))
        follows, opens = allowed(labels)
        self.register_buffer("no_step", ~follows)
        self.register_buffer("no_start", ~opens)

    def tables(self) -> tuple[Tensor, Tensor, Tensor]:
        """(step, start, end) with forbidden entries set far below all others."""
        step = self.step.masked_fill(self.no_step, FORBIDDEN)
        return step, self.start.masked_fill(self.no_start, FORBIDDEN), self.end

    def loss(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood a word. Shapes: (lines, words, labels), (lines, words) twice.

        A line that a window cut in two may begin with I-: its first gold label is then let in.
        """
        step, start, end = self.tables()
        begin = torch.where(self.no_start[gold[:, 0]], 0.0, start[gold[:, 0]])
        forced = torch.full_like(scores[:, 0], FORBIDDEN).scatter(1, gold[:, :1], 0.0)
        opening = torch.where(self.no_start[gold[:, 0]][:, None], forced, start[None])
        lengths = mask.sum(1)
        alpha = opening + scores[:, 0]
        for t in range(1, scores.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + step[None], dim=1) + scores[:, t]
            alpha = torch.where(mask[:, t, None], new, alpha)
        total = torch.logsumexp(alpha + end[None], dim=1)
        own = torch.gather(scores, 2, gold[..., None])[..., 0] * mask
        moves = step[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]
        last = torch.gather(gold, 1, (lengths - 1)[:, None])[:, 0]
        path = begin + own.sum(1) + moves.sum(1) + end[last]
        return (total - path).sum() / lengths.sum()
