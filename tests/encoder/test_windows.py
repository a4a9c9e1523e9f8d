"""Text in, word pieces and windows out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.encoder import MODELS
from memcon.encoder.encoder import VOCABULARY
from memcon.encoder.windows import Pieces, clean, cut_pieces, cut_windows, lines_of, quoted_spans, word_ends, word_lines
from memcon.encoder.wordpiece import WordPiece, load_vocabulary


@pytest.fixture(scope="module")
def tokenizer() -> WordPiece:
    return WordPiece(load_vocabulary(MODELS / VOCABULARY))


def pieces_of(tokenizer: WordPiece, text: str, *sentences: tuple[int, int]) -> Pieces:
    return cut_pieces(tokenizer, [(text, sentences or [(0, len(text))])])[0]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" and left.', ['"yes"']),
        ("He said “yes” and „nein“.", ["“yes”", "„nein“"]),
        ("« oui », she said", ["« oui »"]),
        ('An unclosed " mark', []),
        ("“A quotation that runs on\n“and ends here.”", ["“A quotation that runs on", "“and ends here.”"]),
        ('A 6" pipe\nand "this"', ['"this"']),
        ("no marks", []),
    ],
)
def test_what_stands_between_marks(text: str, quoted: list[str]) -> None:
    assert [text[s:e] for s, e in quoted_spans(text)] == quoted


def test_lines_are_paragraphs_where_there_are_blank_lines() -> None:
    text = "One.\nStill one.\n\nTwo."
    assert lines_of(text, [(0, 4), (5, 15), (17, 21)]) == (0, 0, 1)


def test_lines_are_lines_where_there_are_none() -> None:
    assert lines_of("One.\nTwo.", [(0, 4), (5, 9)]) == (0, 1)


def test_pieces_slice_to_their_words(tokenizer: WordPiece) -> None:
    text = "Ümit Özdağ, U.S. envoy: “We agree.”"
    pieces = pieces_of(tokenizer, text)
    first = pieces.start[pieces.first]
    words = [text[s:e] for s, e in zip(first, word_ends(pieces), strict=True)]
    assert words == ["Ümit", "Özdağ", ",", "U", ".", "S", ".", "envoy", ":", "“", "We", "agree", ".", "”"]


def test_kinds_tell_case_quotation_and_line_start(tokenizer: WordPiece) -> None:
    text = 'NATO said "No".'
    pieces = pieces_of(tokenizer, text)
    kinds = pieces.kinds[pieces.first].tolist()
    assert kinds == [2 + 6, 0, 3, 1 + 3, 3, 0]


def test_lone_surrogates_are_replaced_in_place(tokenizer: WordPiece) -> None:
    text = "a\ud800b said\udfff"
    assert len(clean(text)) == len(text)
    pieces = pieces_of(tokenizer, text)
    assert text[pieces.start[-1] : pieces.end[-1]] == "said"


def test_words_never_share_a_line_with_the_next_paragraph(tokenizer: WordPiece) -> None:
    text = "One two.\n\nThree."
    pieces = pieces_of(tokenizer, text, (0, 8), (10, 16))
    assert [len(line) for line in word_lines(pieces)] == [3, 2]


@settings(max_examples=60, deadline=None)
@given(
    lengths=st.lists(st.integers(0, 90), max_size=12),
    context=st.integers(0, 12),
)
def test_cores_cover_every_piece_once(tokenizer: WordPiece, lengths: list[int], context: int) -> None:
    sentences, text = [], ""
    for length in lengths:
        sentence = "conscientiously " * length
        sentences.append((len(text), len(text) + len(sentence)))
        text += sentence + "\n"
    pieces = cut_pieces(tokenizer, [(text, sentences)])[0]
    windows = cut_windows(pieces, size=48, context=context)
    cores = [piece for w in windows for piece in range(w.core_start, w.core_end)]
    assert cores == list(range(len(pieces.ids)))
    for w in windows:
        assert w.start <= w.core_start < w.core_end <= w.end <= w.start + 48 + 8
        assert pieces.first[w.core_start]
