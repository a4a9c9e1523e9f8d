"""The shipped encoder: a text in, its role spans out, and nothing that makes it choke."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.encoder import MODELS, Encoder, EncoderInput, RoleReading, load, version_of
from memcon.errors import ModelMissing

SAID = "The foreign minister of Ruritania said on Monday that the talks would resume in spring."
QUOTED = "“We will not sign this paper,” Ms Varga told reporters."
PLAIN = "The bridge is four hundred metres long."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def read(encoder: Encoder, text: str) -> RoleReading:
    return encoder.roles([EncoderInput(text=text, sentences=[(0, len(text))])])[0]


def quotes(text: str, reading: RoleReading, role: str) -> list[str]:
    return [text[span.start : span.end] for span in reading.spans if span.role == role]


def test_an_indirect_statement(encoder: Encoder) -> None:
    reading = read(encoder, SAID)
    assert quotes(SAID, reading, "source") == ["The foreign minister of Ruritania"]
    assert quotes(SAID, reading, "cue")[0].startswith("said")
    assert "the talks would resume in spring" in quotes(SAID, reading, "content")[0]


def test_a_quotation_keeps_its_marks(encoder: Encoder) -> None:
    reading = read(encoder, QUOTED)
    assert quotes(QUOTED, reading, "content") == ["“We will not sign this paper,”"]
    assert quotes(QUOTED, reading, "source") == ["Ms Varga"]


def test_no_statement_where_nobody_speaks(encoder: Encoder) -> None:
    assert read(encoder, PLAIN).spans == ()


def test_sources_and_contents_point_to_their_cue(encoder: Encoder) -> None:
    text = f"{SAID} {QUOTED}"
    spans = read(encoder, text).spans
    assert all(spans[span.cue].role == "cue" for span in spans if span.cue is not None)
    content = next(span for span in spans if text[span.start : span.end].startswith("“We"))
    assert content.cue is not None
    assert text[spans[content.cue].start :].startswith("told")


def test_only_the_given_sentences_are_read(encoder: Encoder) -> None:
    text = f"{PLAIN}\n\n{SAID}"
    (reading,) = encoder.roles([EncoderInput(text=text, sentences=[(0, len(PLAIN))])])
    assert reading.spans == ()
    assert len(reading.opinion) == 1


def test_opinion_is_told_from_fact(encoder: Encoder) -> None:
    fact = read(encoder, "The committee met in Geneva on Tuesday and will meet again in March.")
    view = read(encoder, "It is a shameful, cowardly betrayal, and nobody with any decency can pretend otherwise.")
    assert view.opinion[0] > 0.5 > fact.opinion[0]


def test_a_text_reads_the_same_in_every_company(encoder: Encoder) -> None:
    texts = [EncoderInput(text=t, sentences=[(0, len(t))]) for t in (SAID, QUOTED, PLAIN, f"{QUOTED} {SAID}" * 9)]
    together = encoder.roles(texts)
    assert together == [encoder.roles([text])[0] for text in texts]
    assert together == list(reversed(encoder.roles(texts[::-1])))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\n" * 500,
        "x" * 10_000,
        "\x00\x07 said \ud800 “yes \U0001f600\U0001f1fa\U0001f1f8”\udfff",
        '"' * 999,
        "“" * 500 + "”" * 400,
        "« " * 99,
        "HE SAID “YES",
        "12 13 14\t" * 900,
        "漢字" * 900,
        "e\u0301" * 999,
    ],
)
def test_odd_texts_do_not_choke(encoder: Encoder, text: str) -> None:
    reading = read(encoder, text)
    assert len(reading.opinion) == 1
    assert all(0 <= span.start < span.end <= len(text) for span in reading.spans)


@pytest.mark.slow
def test_fifty_thousand_words_are_read(encoder: Encoder) -> None:
    text = f"{SAID} {PLAIN} " * 2500
    reading = read(encoder, text)
    assert len(quotes(text, reading, "source")) > 2000
    assert max(span.end - span.start for span in reading.spans) < 2000


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300))
def test_spans_lie_in_the_text_and_in_order(encoder: Encoder, text: str) -> None:
    spans = read(encoder, text).spans
    assert list(spans) == sorted(spans, key=lambda span: (span.start, span.end))
    assert all(0 <= span.start < span.end <= len(text) and 0 <= span.score <= 1 for span in spans)


def test_an_empty_call_gives_nothing(encoder: Encoder) -> None:
    assert encoder.roles([]) == []
    assert encoder.roles([EncoderInput(text=SAID, sentences=[])]) == [RoleReading(spans=(), opinion=())]


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"fast\.onnx"):
        load(folder=tmp_path)
    assert version_of(folder=tmp_path) is None


def test_the_version_is_known_without_loading(encoder: Encoder) -> None:
    assert version_of("fast") == encoder.version


def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    for file in MODELS.glob("fast*"):
        shutil.copy(file, tmp_path)
    with (tmp_path / "fast.onnx").open("ab") as model:
        model.write(b"\x00")
    with pytest.raises(ModelMissing, match="shipped"):
        load(folder=tmp_path)
