"""A briefing says nothing that the record does not carry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from memcon.record import Filter, open_record
from memcon.render.briefing import as_docx, as_html, as_markdown
from memcon.views.briefing import Briefing, brief
from memcon.views.explanation import names_of
from tests.record.factories import article, linked, reading


@pytest.fixture
def briefing(tmp_path: Path) -> Briefing:
    found = article(outlet="<b>The Courier</b> *bold*", published="2022-05-04")
    with open_record(tmp_path / "m.db", write=True, create=True) as record:
        record.put([(found, reading(found), "read")])
        record.write_links(linked(found), opinions={})
        return brief(record, Filter(), subject="FRE and RUR", names=names_of(record))


def test_every_sentence_is_cited(briefing: Briefing) -> None:
    sentences = [said for section in briefing.sections for said in section.sentences]
    assert sentences
    assert all(said.citations for said in sentences)


def test_every_sentence_ends_in_its_footnotes_and_each_is_written_once(briefing: Briefing) -> None:
    text = as_markdown(briefing)
    told = [line for line in text.splitlines() if line.startswith("- ")]
    assert all(re.search(r"(\[\^\d+\])+$", line) for line in told)
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert defined == [str(n) for n in range(1, len(defined) + 1)]
    assert set(used) == set(defined)


def test_words_of_articles_are_text_in_every_form(briefing: Briefing) -> None:
    assert "<b>" not in as_html(briefing)
    assert "&lt;b&gt;The Courier" in as_html(briefing)
    assert "\\<b\\>The Courier" in as_markdown(briefing)


def test_the_same_record_gives_the_same_bytes(briefing: Briefing) -> None:
    assert as_docx(briefing) == as_docx(briefing)
    assert as_html(briefing) == as_html(briefing)
