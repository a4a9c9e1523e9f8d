"""CSV files of articles."""

from __future__ import annotations

import tracemalloc

import pytest

from memcon.errors import FormatError, TooLargeError
from memcon.sources import TakeSettings


def test_columns_aliases_and_line_ends_inside_cells(taken, written) -> None:
    row = '"One,\r\n""two"".",T,Post,https://a.example/x,"Dec 30, 2022",en,red'
    path = written("a.csv", f"\ufeffText,Title,publisher,url,date,lang,colour\r\n{row}\r\n")
    found = taken(path)
    article = found.article
    assert article.text == 'One,\r\n"two".'
    assert (article.title, article.outlet, article.published, article.language) == ("T", "Post", "2022-12-30", "en")
    assert article.given == f"{path}, row 2"
    assert found.notices == [f"{path}: column 'colour' is not known and is ignored"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(taken, written, separator: str) -> None:
    path = written("a.csv", separator.join(["title", "text"]) + "\n" + separator.join(["T", "The ministers met."]))
    assert taken(path).article.text == "The ministers met."


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8"])
def test_encodings(taken, written, encoding: str) -> None:
    text = "“We can’t agree,” she said – it’s over. The café in Zürich was closed."
    path = written("a.csv", f'title,text\nT,"{text}"\n'.encode(encoding))
    assert taken(path).article.text == text


@pytest.mark.parametrize(
    ("row", "place", "why"),
    [
        ("T,,", "row 2", "has no text"),
        ("T,a,03/04/2022", "row 2, field published", "03/04/2022"),
        ("T,a,2022,x", "row 2", "more cells than columns"),
        ("T,a\0b,2022", "row 2", "NUL"),
    ],
)
def test_a_wrong_row_costs_that_row(taken, written, row: str, place: str, why: str) -> None:
    path = written("a.csv", f"title,text,published\n{row}\n\nT,The ministers met.,2022\n")
    found = taken(path)
    assert [article.text for article in found.articles] == ["The ministers met."]
    (error,) = found.refused
    assert error.source == str(path)
    assert (error.place or "").startswith(place)
    assert why in error.message


def test_broken_bytes_cost_their_row(taken, written) -> None:
    rows = b"title,text\n" + "T,“Fine” — Zürich\n".encode() * 3 + b"T,bad \xff byte\nT,good\n"
    found = taken(written("a.csv", rows))
    assert len(found.articles) == 4
    assert found.refused[0].place == "row 5, column text"


def test_no_column_of_text(taken, written) -> None:
    error = taken(written("a.csv", "title,body\nT,x\n")).error
    assert isinstance(error, FormatError)
    assert error.place == "row 1"


def test_a_long_row_is_refused_and_the_next_one_read(taken, written) -> None:
    settings = TakeSettings(max_chars=1_000, max_page_bytes=1_000)
    long = 'said ""no"", twice\n' * 60_000
    path = written("a.csv", f'title,text\nT,"{long}"\nT,The ministers met.\n')
    tracemalloc.start()
    found = taken(path, settings=settings)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [article.text for article in found.articles] == ["The ministers met."]
    assert isinstance(found.refused[0], TooLargeError)
    assert found.refused[0].place == "row 2"
    assert peak < 3_000_000


def test_a_quotation_mark_left_open_is_refused(taken, written) -> None:
    settings = TakeSettings(max_chars=1_000, max_page_bytes=1_000)
    path = written("a.csv", 'title,text\nT,The ministers met.\nT,"open\n' + "T,lost\n" * 200_000)
    found = taken(path, settings=settings)
    assert len(found.articles) == 1
    assert "left open" in found.refused[0].message


def test_broken_column_names_are_shown_with_escapes(taken, written) -> None:
    found = taken(written("a.csv", b"text,b\xffd,\x1b[2J\nfine,bad \xff,x\n"))
    assert found.refused[0].place == "row 2, column b\\udcffd"
    assert "'\\\\x1b[2j'" in found.notices[1]


def test_an_empty_file(taken, written) -> None:
    assert taken(written("a.csv", "\n")).error.message == "is empty"
