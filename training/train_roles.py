"""Fine-tunes the encoder: roles and joins on PolNeAR, opinion on BABE, in one run.

    python training/train_roles.py --shape minilm --pretrained DIR --out DIR --epochs 5

`DIR` of `--pretrained` holds `model.safetensors` and `tokenizer.json` of the sentence encoder.
Interrupted, the same command goes on from the last checkpoint. `--minutes` ends the schedule by
the clock instead of by epochs: for machines that are shared. The running average is
kept after each epoch, `OUT/epoch-6.pt`: which is best, the held-out month tells (`tune.py --plain`).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from body import LINK, SHAPES, Network, Shape, load_pretrained
from crf import FORBIDDEN, Transitions
from data import (
    HELD_OUT_FROM,
    OPINION_TEST,
    Judged,
    Labelled,
    judged_sentences,
    labelled_articles,
    open_articles,
    taught,
)
from meaning import FIRST_ID, Meaning, load_meant, meaning_loss
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from memcon.encoder.spans import LABELS
from memcon.encoder.windows import cut_windows, word_lines

Windows = list[tuple[int, int, int]]
"""(article, first piece, end) of each."""

OPINION_EVERY = 6
MEANT = 12
"""Windows of open text a step, for what words mean."""
CHECKPOINT_SECONDS = 420
HEAT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows side by side: `lines` are indices into the flattened pieces, one row a line, -1 padded.

    `known` tells of each line whether people marked it; `soft` has a teacher's label scores of each piece.
    """

    ids: Tensor
    kinds: Tensor
    labels: Tensor
    lines: Tensor
    joins: Tensor
    known: Tensor
    soft: Tensor | None = None


class Model(nn.Module):
    """The network with the transition scores that its labels are decoded by."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.network = Network(shape, dropout)
        self.transitions = Transitions(LABELS)


def epoch_windows(articles: list[Labelled], rng: random.Random, size: int) -> Windows:
    """(article, start, end) of windows that cover every article once, cut anew each epoch."""
    return [(index, w.core_start, w.core_end) for index, article in enumerate(articles)
            for w in cut_windows(article.pieces, size=size, context=0,
                                 first_core=rng.randint(size // 4, size))]  # fmt: skip


def epoch_batches(articles: list[Labelled], rng: random.Random, size: int, count: int) -> list[Windows]:
    """Windows of like length together, the batches in random order."""
    windows = epoch_windows(articles, rng, size)
    windows.sort(key=lambda w: w[2] - w[1] + rng.random() * 24)
    batches = [windows[i : i + count] for i in range(0, len(windows), count)]
    rng.shuffle(batches)
    return batches


def collate(articles: list[Labelled], windows: Windows, shape: Shape) -> Batch:
    """The batch of these windows, each wrapped in the body's own begin and end ids."""
    width = max(end - start for _, start, end in windows) + 2
    ids = np.full((len(windows), width), shape.pad)
    kinds = np.zeros_like(ids)
    labels = np.full_like(ids, -1)
    lines: list[np.ndarray] = []
    joins: list[np.ndarray] = []
    known: list[bool] = []
    soft = np.zeros((*ids.shape, len(LABELS)), dtype=np.float32)
    for row, (index, start, end) in enumerate(windows):
        article = articles[index]
        length = end - start
        ids[row, 0], ids[row, length + 1] = shape.begin, shape.end
        ids[row, 1 : length + 1] = article.pieces.ids[start:end]
        kinds[row, 1 : length + 1] = article.pieces.kinds[start:end]
        labels[row, 1 : length + 1] = article.labels[start:end]
        shift = row * width + 1 - start
        own = [words + shift for words in word_lines(article.pieces, start, end)]
        lines += own
        known += [article.known] * len(own)
        if article.soft is not None:
            soft[row, 1 : length + 1] = article.soft[start:end]
        inside = (article.joins >= start).all(1) & (article.joins < end).all(1)
        joins.append(article.joins[inside] + shift)
    padded = np.full((len(lines), max(map(len, lines))), -1)
    for row, words in enumerate(lines):
        padded[row, : len(words)] = words
    return Batch(ids=torch.tensor(ids), kinds=torch.tensor(kinds), labels=torch.tensor(labels),
                 lines=torch.tensor(padded), joins=torch.tensor(np.concatenate(joins)),
                 known=torch.tensor(known),
                 soft=torch.tensor(soft) if articles[windows[0][0]].soft is not None else None)  # fmt: skip


def role_loss(model: Model, batch: Batch, rng: random.Random) -> tuple[Tensor, Tensor]:
    """Loss of the label sequences and of the joins.

    The sequences: CRF with a little cross-entropy where people marked the text, and where there is a teacher
    the divergence from its label scores (Hinton et al. 2015, arXiv 1503.02531), on all text.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model.network(batch.ids, batch.kinds)
    out = out.float().flatten(0, 1)
    mask = batch.lines >= 0
    at = batch.lines.clamp(min=0)
    scores, gold = out[at][..., : len(LABELS)], batch.labels.flatten()[at].clamp(min=0)
    loss = out.sum() * 0
    if batch.known.any():
        ours, marked, inside = scores[batch.known], gold[batch.known], mask[batch.known]
        loss = model.transitions.loss(ours, marked, inside) + 0.2 * functional.cross_entropy(
            ours[inside], marked[inside])  # fmt: skip
    if batch.soft is not None:
        loss = loss + divergence(scores[mask], batch.soft.flatten(0, 1)[at][mask])
    return loss, join_loss(out, batch, rng)


def divergence(scores: Tensor, teacher: Tensor) -> Tensor:
    """Kullback-Leibler divergence of the labels from the teacher's, both at `HEAT`, scaled by its square."""
    ours = functional.log_softmax(scores / HEAT, dim=-1)
    theirs = functional.log_softmax(teacher / HEAT, dim=-1)
    return HEAT**2 * functional.kl_div(ours, theirs, reduction="batchmean", log_target=True)


def join_loss(out: Tensor, batch: Batch, rng: random.Random) -> Tensor:
    """Cross-entropy of pointing from a word of a source or content to a word of its cue."""
    if not len(batch.joins):
        return out.sum() * 0
    joins = batch.joins.tolist()
    ask = torch.tensor([rng.randint(a, b) for a, b, _, _ in joins])
    answer = torch.tensor([rng.randint(c, d) for _, _, c, d in joins])
    width = batch.ids.shape[1]
    vectors = out[:, -2 * LINK :].view(*batch.ids.shape, 2 * LINK)
    row = ask // width
    scores = torch.einsum("jd,jwd->jw", out[ask, -2 * LINK : -LINK], vectors[row][..., LINK:])
    return functional.cross_entropy(scores / LINK**0.5, answer % width)


def opinion_scores(out: Tensor, inside: Tensor) -> Tensor:
    """One logit a sentence: its pieces' votes, weighted by what each piece says it weighs."""
    vote, weight = out[..., len(LABELS)], out[..., len(LABELS) + 1]
    share = torch.softmax(weight.masked_fill(~inside, -1e4), dim=-1)
    return (vote * share).sum(-1)


def opinion_batch(sentences: list[Judged], shape: Shape) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, kinds and target shares of sentences that stand alone."""
    width = max(len(s.pieces.ids) for s in sentences) + 2
    ids = torch.full((len(sentences), width), shape.pad)
    kinds = torch.zeros_like(ids)
    for row, sentence in enumerate(sentences):
        length = len(sentence.pieces.ids)
        ids[row, : length + 2] = torch.tensor([shape.begin, *sentence.pieces.ids, shape.end])
        kinds[row, 1 : length + 1] = torch.tensor(sentence.pieces.kinds)
    return ids, kinds, torch.tensor([s.opinion for s in sentences])


def opinion_loss(model: Model, sentences: list[Judged], shape: Shape) -> Tensor:
    """Cross-entropy against the annotators' share of opinion."""
    ids, kinds, target = opinion_batch(sentences, shape)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model.network(ids, kinds)
    inside = (ids != shape.pad) & (ids != shape.begin) & (ids != shape.end)
    return functional.binary_cross_entropy_with_logits(opinion_scores(out.float(), inside), target)


def optimizer_for(model: Model, lr: float, head_lr: float) -> torch.optim.AdamW:
    """AdamW: word embeddings frozen, lower layers slower, heads and transitions fast."""
    network = model.network
    network.words.weight.requires_grad = False
    depth = len(network.layers)
    groups: list[dict[str, Any]] = [
        {"params": list(layer.parameters()), "lr": lr * 0.9 ** (depth - 1 - i), "weight_decay": 0.01}
        for i, layer in enumerate(network.layers)
    ]
    low = [p for n, p in network.named_parameters()
           if n.split(".")[0] in ("places", "norm", "distance")]  # fmt: skip
    groups.append({"params": low, "lr": lr * 0.5, "weight_decay": 0.0})
    fast = [*network.head.parameters(), network.kinds.weight]
    groups.append({"params": fast, "lr": head_lr, "weight_decay": 0.0})
    groups.append({"params": list(model.transitions.parameters()), "lr": 5 * head_lr, "weight_decay": 0.0})
    for group in groups:
        group["peak"] = group["lr"]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)


@dataclass(slots=True)
class Progress:
    """Where the run stands; what a checkpoint keeps beside the weights."""

    step: int = 0
    seconds: float = 0.0
    epoch: int = 0
    batch: int = 0


class Run:
    """One training run: holds the model, its running average and its checkpoint file."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.shape = SHAPES[arguments.shape]
        self.model = Model(self.shape, arguments.dropout)
        load_pretrained(self.model.network, arguments.pretrained / "model.safetensors")
        if arguments.start:
            self.model.load_state_dict(torch.load(arguments.start, weights_only=False)["model"])
        self.optimizer = optimizer_for(self.model, arguments.lr, arguments.head_lr)
        self.average = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.progress = Progress()
        tokenizer = Tokenizer.from_file(str(arguments.pretrained / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        articles = labelled_articles("train", tokenizer)
        self.articles = [a for a in articles if a.date < HELD_OUT_FROM or arguments.all]
        if arguments.teacher:
            self.articles = taught([*self.articles, *open_articles(tokenizer)], arguments.teacher)
            copy_transitions(self.model, arguments.teacher)
        self.sentences = [s for s in judged_sentences(tokenizer) if s.outlet not in OPINION_TEST]
        self.meant = load_meant(arguments.meaning) if arguments.meaning else []
        self.meaning = Meaning(self.shape.hidden)
        if self.meant:
            peak = 2 * arguments.head_lr
            self.optimizer.add_param_group({"params": [*self.meaning.parameters()], "lr": peak, "peak": peak})
        self.path = arguments.out / "checkpoint.pt"

    def share_done(self) -> float:
        """How far the schedule is, 0 to 1: by epochs, or by the clock where `--minutes` is given."""
        by_epoch = self.progress.epoch + self.progress.batch / max(1, self.batches)
        by_clock = self.progress.seconds / (60 * self.arguments.minutes) if self.arguments.minutes else 0
        return max(by_epoch / self.arguments.epochs, by_clock)

    def go(self) -> None:
        """Trains to the end of the schedule and writes `final.pt`, the running average."""
        self.resume()
        since = time.monotonic()
        while self.share_done() < 1:
            rng = random.Random(1000 + self.progress.epoch)
            todo = epoch_batches(self.articles, rng, self.arguments.window, self.arguments.batch)
            self.batches = len(todo)
            for windows in todo[self.progress.batch :]:
                if self.share_done() >= 1:
                    break
                began = time.monotonic()
                losses = self.step(windows)
                self.progress.seconds += time.monotonic() - began
                if self.progress.step % 25 == 0:
                    self.log(losses)
                if time.monotonic() - since > CHECKPOINT_SECONDS:
                    self.save()
                    since = time.monotonic()
            self.progress.epoch += 1
            self.progress.batch = 0
            self.keep(f"epoch-{self.progress.epoch}.pt")
        self.finish()

    def step(self, windows: Windows) -> list[float]:
        """One update; returns the losses of roles, joins and (now and then) opinion."""
        progress = self.progress
        rng = random.Random(progress.step)
        torch.manual_seed(progress.step)
        self.model.train()
        done = self.share_done()
        factor = min(1.0, done / self.arguments.warmup + 0.01) * max(0.0, (1 - done) / (1 - self.arguments.warmup))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * min(factor, 1.0)
        roles, joins = role_loss(self.model, collate(self.articles, windows, self.shape), rng)
        loss = roles + 0.1 * joins
        losses = [roles.item(), joins.item()]
        if progress.step % OPINION_EVERY == 0:
            opinion = opinion_loss(self.model, rng.sample(self.sentences, 24), self.shape)
            loss = loss + 0.2 * opinion
            losses.append(opinion.item())
        if self.meant:
            # They lie in order of length, so that neighbours make a batch without waste.
            first = rng.randrange(max(1, len(self.meant) - MEANT))
            meant = self.meant[first : first + MEANT]
            meaning = meaning_loss(self.model.network, self.meaning, meant, FIRST_ID[self.arguments.shape])
            loss = loss + self.arguments.meaning_weight * meaning
            losses.append(meaning.item())
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        progress.step += 1
        progress.batch += 1
        self.follow()
        return losses

    def follow(self) -> None:
        """Moves the running average toward the weights; slower as the run grows older."""
        keep = min(0.998, (1 + self.progress.step) / (20 + self.progress.step))
        for key, value in self.model.state_dict().items():
            if value.is_floating_point() and key != "network.words.weight":
                self.average[key].lerp_(value, 1 - keep)

    def log(self, losses: list[float]) -> None:
        record = {"step": self.progress.step, "epoch": self.progress.epoch, "batch": self.progress.batch,
                  "of": self.batches, "done": round(self.share_done(), 4),
                  "minutes": round(self.progress.seconds / 60, 1),
                  "losses": [round(x, 4) for x in losses]}  # fmt: skip
        print(json.dumps(record), flush=True)

    def save(self) -> None:
        """Writes the checkpoint beside the old one, then puts it in its place."""
        beside = self.path.with_suffix(".new")
        torch.save({"model": self.model.state_dict(), "average": self.average, "meaning": self.meaning.state_dict(),
                    "optimizer": self.optimizer.state_dict(), "progress": asdict(self.progress),
                    "shape": self.arguments.shape}, beside)  # fmt: skip
        beside.replace(self.path)

    def resume(self) -> None:
        """Takes up the checkpoint, where there is one."""
        self.batches = 1
        if self.path.exists():
            state = torch.load(self.path, weights_only=False)
            self.model.load_state_dict(state["model"])
            if "meaning" in state:
                self.meaning.load_state_dict(state["meaning"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.average, self.progress = state["average"], Progress(**state["progress"])
            # Until the batches of this epoch are laid out, how many there are is not known.
            self.batches = max(1, self.progress.batch * 2)

    def finish(self) -> None:
        """Ends the run with a checkpoint and the last running average."""
        self.save()
        self.keep("final.pt")
        print("finished", flush=True)

    def keep(self, name: str) -> None:
        """Writes the running average under this name."""
        torch.save({"model": self.average, "shape": self.arguments.shape}, self.arguments.out / name)


def copy_transitions(model: Model, path: Path) -> None:
    """Starts the student from the teacher's transitions, which its label scores were learned with."""
    kept = np.load(path)
    with torch.no_grad():
        for name in ("step", "start", "end"):
            table = torch.tensor(kept[name])
            getattr(model.transitions, name).copy_(torch.where(table <= FORBIDDEN, 0.0, table))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=sorted(SHAPES), default="minilm")
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--minutes", type=float, default=0.0, help="end the schedule by the clock")
    parser.add_argument("--batch", type=int, default=8, help="windows a batch")
    parser.add_argument("--window", type=int, default=254, help="word pieces a window")
    parser.add_argument("--lr", type=float, default=1.5e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--warmup", type=float, default=0.06)
    parser.add_argument("--meaning", type=Path, help="learn word vectors from this file of meaning.py too")
    parser.add_argument("--meaning-weight", type=float, default=1.0)
    parser.add_argument("--all", action="store_true", help="train on the held-out month too")
    parser.add_argument("--start", type=Path, help="go on from this kept average instead of the sentence encoder")
    parser.add_argument("--teacher", type=Path, help="learn from the scores in this file too (see teach.py)")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    arguments.out.mkdir(parents=True, exist_ok=True)
    Run(arguments).go()


if __name__ == "__main__":
    main()
