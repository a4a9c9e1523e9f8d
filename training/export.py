"""Turns a trained checkpoint into the shipped files: int8 ONNX, tokenizer and settings.

    python training/export.py --checkpoint OUT/final.pt --pretrained DIR --name fast --version 1

Then `training/tune.py` fits the settings on the held-out month.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from body import LINK, SHAPES
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.quantization.shape_inference import quant_pre_process
from train_roles import Model

from memcon.encoder.encoder import VOCABULARY
from memcon.encoder.spans import LABELS, ROLES
from memcon.encoder.wordpiece import load_vocabulary

MODELS = Path(__file__).parents[1] / "src" / "memcon" / "encoder" / "models"


def load_model(checkpoint: Path, *, average: bool = True) -> Model:
    """The trained model of a final or an interim checkpoint, ready to run."""
    state = torch.load(checkpoint, weights_only=False, map_location="cpu")
    model = Model(SHAPES[state["shape"]], dropout=0.0)
    model.load_state_dict(state["average"] if average and "average" in state else state["model"])
    return model.eval()


def export_float(model: Model, path: Path) -> None:
    """Writes the network in 32-bit floats."""
    ids = torch.tensor([[model.network.shape.begin, 2000, 2001, model.network.shape.end]])
    axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "kinds", "numbers")}
    torch.onnx.export(
        model.network, (ids, torch.zeros_like(ids)), str(path), input_names=["ids", "kinds"],
        output_names=["numbers"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantize(source: Path, target: Path, *, reduce_range: bool) -> None:
    """Writes the int8 model: weights per channel, activations scaled as they come; word vectors have 4 bits.

    `reduce_range` keeps weights to 7 bits, so that processors without VNNI add up without overflow.
    """
    prepared, narrow = source.with_suffix(".prepared.onnx"), source.with_suffix(".narrow.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    words = MatMulNBitsQuantizer(
        str(prepared), bits=4, block_size=64, is_symmetric=True, op_types_to_quantize=("Gather",),
        quant_axes=(("Gather", 1),),
    )  # fmt: skip
    words.process()
    words.model.save_model_to_file(str(narrow))
    quantize_dynamic(
        str(narrow), str(target), per_channel=True, reduce_range=reduce_range, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    onnx.checker.check_model(str(target))


def quantize_to_four(source: Path, target: Path) -> None:
    """Writes a model whose weights, word vectors among them, have 4 bits, in blocks of 64 with a scale each.

    For a body that would not fit in the room for model files at 8 bits. Activations are scaled row by row:
    MPNet's have single large values, which one scale for all of them (as `quantize` has it) drowns.
    """
    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    four = MatMulNBitsQuantizer(
        str(prepared), bits=4, block_size=64, is_symmetric=True, accuracy_level=4,
        op_types_to_quantize=("MatMul", "Gather"), quant_axes=(("MatMul", 0), ("Gather", 1)),
    )  # fmt: skip
    four.process()
    four.model.save_model_to_file(str(target))


def shift_of(tokenizer: Path) -> int:
    """By how much the body's ids lie above the lines of the shared vocabulary; the pieces must be the same."""
    vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    ours = load_vocabulary(MODELS / VOCABULARY)
    shifts = {vocabulary.get(piece, -1) - line for piece, line in ours.items()}
    if len(shifts) != 1:
        raise SystemExit(f"{tokenizer}: the vocabulary is not the one shipped")
    return shifts.pop()


def settings_of(model: Model, *, version: str, sha256: str, shift: int) -> dict[str, object]:
    """Settings before tuning: the learned transitions, plain decoding, uncalibrated scores."""
    step, start, end = (table.detach().tolist() for table in model.transitions.tables())
    shape = model.network.shape
    rounded = {"step": [_round(row) for row in step], "start": _round(start), "end": _round(end)}
    return {"version": version, "sha256": sha256, "begin": shape.begin, "end": shape.end, "link": LINK,
            "vectors": shape.hidden, "labels": list(LABELS), "window": 254, "context": 24, "chain": rounded,
            "mending": {"bridge": 0, "shortest": 1}, "opinion": [1.0, 0.0],
            "sure": {role: [1.0, 0.0] for role in ROLES}, "shift": shift}  # fmt: skip


def _round(values: list[float]) -> list[float]:
    return [round(value, 4) for value in values]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--name", default="fast")
    parser.add_argument("--version", required=True)
    parser.add_argument("--folder", type=Path, default=MODELS)
    parser.add_argument("--window", type=int, default=254)
    parser.add_argument("--context", type=int, default=24)
    parser.add_argument("--tap", type=int, help="give the vectors of this layer, not of the last, to the heads")
    parser.add_argument("--float", action="store_true", help="do not quantise: to measure what int8 costs")
    parser.add_argument("--full-range", action="store_true")
    parser.add_argument("--four", action="store_true", help="weights of 4 bits: for a large body")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    model = load_model(arguments.checkpoint)
    model.network.tap = arguments.tap or model.network.tap
    target = arguments.folder / f"{arguments.name}.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        plain = target if arguments.float else Path(scratch) / "float.onnx"
        export_float(model, plain)
        if arguments.four:
            quantize_to_four(plain, target)
        elif not arguments.float:
            quantize(plain, target, reduce_range=not arguments.full_range)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    settings = settings_of(
        model,
        version=f"{arguments.name}-{arguments.version}",
        sha256=digest,
        shift=shift_of(arguments.pretrained / "tokenizer.json"),
    )
    settings.update(window=arguments.window, context=arguments.context)
    path = arguments.folder / f"{arguments.name}.json"
    path.write_text(json.dumps(settings, separators=(",", ":")) + "\n", encoding="utf-8")
    print(target, target.stat().st_size)


if __name__ == "__main__":
    main()
