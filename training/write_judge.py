"""Writes the heads that were trained with the body (train_judge.py) beside the exported model.

    python training/export.py --checkpoint out/judge/final.pt --pretrained MINILM_DIR --name meaning --version 2 \\
        --window 254 --context 0
    python training/write_judge.py --checkpoint out/judge/final.pt --heat heat.json
    python training/train_types.py --name meaning --write

`--heat` names a file with the number by which the logits of each head are divided, found on rows that training left
out (train_judge.py prints them).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from heads import Head, write_heads
from train_judge import POOLS, WORDS

from memcon.encoder.encoder import MODELS
from memcon.encoder.settings import load_settings


def heads_of(checkpoint: Path, heats: dict[str, float]) -> list[Head]:
    """Every head of a checkpoint, its heat folded in; single words as one head a kind of word, yes against no."""
    state = torch.load(checkpoint, weights_only=False, map_location="cpu")
    weights, classes = state["heads"], state["classes"]
    found = []
    for name, labels in classes.items():
        weight = weights[f"of.{name}.weight"].numpy().T / heats.get(name, 1.0)
        bias = weights[f"of.{name}.bias"].numpy() / heats.get(name, 1.0)
        pools = POOLS[name]
        found.append(
            Head(name=name, classes=labels, pools=pools, weight=weight.reshape(len(pools), -1, len(labels)), bias=bias)
        )
    for number, name in enumerate(WORDS):
        yes = weights["words.weight"][number].numpy()
        found.append(
            Head(
                name=name.replace(".", "_"),
                classes=("no", "yes"),
                pools=("words",),
                weight=torch.stack([torch.zeros(len(yes)), torch.tensor(yes)], dim=1).numpy()[None],
                bias=torch.tensor([0.0, float(weights["words.bias"][number])]).numpy(),
            )
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--heat", type=Path)
    parser.add_argument("--name", default="meaning")
    parser.add_argument("--folder", type=Path, default=MODELS)
    arguments = parser.parse_args()
    heats = json.loads(arguments.heat.read_text(encoding="utf-8")) if arguments.heat else {}
    settings = load_settings(arguments.folder / f"{arguments.name}.json")
    path = arguments.folder / f"{arguments.name}.heads.npz"
    write_heads(path, heads_of(arguments.checkpoint, heats), model=settings.sha256)
    print(path, path.stat().st_size)


if __name__ == "__main__":
    main()
