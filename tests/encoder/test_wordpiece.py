"""Text into word pieces: what the original cuts, cut the same, and nothing in a text is a command."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from memcon.encoder import MODELS
from memcon.encoder.encoder import VOCABULARY
from memcon.encoder.wordpiece import WordPiece, load_vocabulary

PIECES = load_vocabulary(MODELS / VOCABULARY)
NAMES = list(PIECES)


@pytest.fixture(scope="module")
def original() -> Tokenizer:
    """The library that this stands for, with the same vocabulary."""
    model = {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
             "max_input_chars_per_word": 100, "vocab": PIECES}  # fmt: skip
    normalizer = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                  "strip_accents": None, "lowercase": True}  # fmt: skip
    whole = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": normalizer,
             "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": None, "decoder": None,
             "model": model}  # fmt: skip
    return Tokenizer.from_str(json.dumps(whole))


def cut(text: str) -> list[str]:
    return [NAMES[key] for key in WordPiece(PIECES).encode_batch([text])[0].ids]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Quito's naïve", ["quit", "##o", "'", "s", "naive"]),
        ("“Never,” he said.", ["“", "never", ",", "”", "he", "said", "."]),
        ("$5 + 3", ["$", "5", "+", "3"]),
        ("demilitarised", ["demi", "##lita", "##rise", "##d"]),
        ("中国 said", ["中", "国", "said"]),
        ("no\u200bbreak", ["no", "##break"]),
        ("\u00ad\x00\ufffd", []),
        ("", []),
        ("x" * 101, ["[UNK]"]),
        ("[SEP]", ["[", "sep", "]"]),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


def test_ids_are_shifted_for_a_body_that_counts_otherwise() -> None:
    (plain,), (moved,) = (WordPiece(PIECES, shift).encode_batch(["She said no."]) for shift in (0, 4))
    assert [key + 4 for key in plain.ids] == list(moved.ids)


LETTERS = st.text(
    alphabet=st.one_of(
        st.characters(max_codepoint=0x58F, exclude_categories=["Cn"]), st.sampled_from("aé İß-“’…€中日한\n\u3000\u200b")
    )
)
"""Characters that all versions of Unicode know alike."""


@given(LETTERS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut_as_the_original_cuts_it(original: Tokenizer, text: str) -> None:
    ours, theirs = WordPiece(PIECES).encode_batch([text])[0], original.encode(text, add_special_tokens=False)
    assert list(ours.ids) == theirs.ids
    assert list(ours.offsets) == theirs.offsets
    assert list(ours.word_ids) == theirs.word_ids
