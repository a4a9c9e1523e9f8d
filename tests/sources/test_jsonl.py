"""JSON Lines: an article a line; what is wrong with a line costs that line."""

from __future__ import annotations

import gzip
import json
import tracemalloc

import pytest

from memcon.errors import TooLargeError
from memcon.sources import TakeSettings

GOOD = '{"text": "The ministers met on Monday."}'


def test_fields_aliases_and_given_id(taken, written) -> None:
    rows = [
        {
            "id": "../x",
            "text": "One.\r\n",
            "title": "T",
            "outlet": "O",
            "url": "http://A.example/",
            "published": "2022",
        },
        {"id": 17, "text": "Two.", "date": "December 30, 2022", "publisher": "P", "lang": "de"},
        {"id": None, "text": "Three.", "date": "2021", "published": "2022-05", "url": "javascript:alert(1)"},
    ]
    found = taken(written("a.jsonl", "\n".join(json.dumps(row) for row in rows)))
    one, two, three = found.articles
    assert (one.id, one.text, one.title, one.outlet) == ("../x", "One.\r\n", "T", "O")
    assert (one.url, one.published) == ("http://a.example/", "2022")
    assert (two.id, two.published, two.outlet, two.language) == ("17", "2022-12-30", "P", "de")
    assert (three.id[:4], three.published, three.url) == ("art-", "2022-05", None)
    assert "no web address" in found.notices[0]


def test_unknown_keys_are_named_once(taken, written) -> None:
    row = '{"text": "The ministers met.", "side": 1, "extra": [1]}'
    path = written("a.ndjson", f"{row}\n{row}\n")
    found = taken(path)
    assert len(found.articles) == 2
    assert found.notices == [f"{path}: key {name!r} is not known and is ignored" for name in ("side", "extra")]


def test_a_thousand_unknown_keys_do_not_flood(taken, written) -> None:
    row = json.dumps({"text": "The ministers met.", **{f"k{number}": 1 for number in range(5_000)}})
    assert len(taken(written("a.jsonl", row)).notices) < 300


@pytest.mark.parametrize(
    ("line", "place", "why"),
    [
        (b'{"text": "broken', "line 2, column 17", "no JSON"),
        (b"[1, 2]", "line 2", "no JSON object"),
        (b"[" * 200_000, "line 2", "JSON that cannot be read"),
        (b'{"text": 1' + b"0" * 6_000 + b"}", "line 2", "JSON that cannot be read"),
        (b'{"text": 5}', "line 2", "text is no text"),
        (b'{"text": ["a"]}', "line 2", "text is no text"),
        (b'{"title": "x"}', "line 2", "has no text"),
        (b'{"text": null}', "line 2", "has no text"),
        (b'{"text": " \\n"}', "line 2", "is empty"),
        (b'{"text": "a \\u0000 b"}', "line 2, character 2", "NUL"),
        (b'{"text": "a \\ud800 b"}', "line 2, character 2", "lone surrogate"),
        (b'{"text": "a", "title": "\\udfff"}', "line 2", "lone surrogate"),
        (b'{"text": "a \xff b"}', "line 2, byte 12", "not valid UTF-8"),
        (b'{"text": "a", "published": "03/04/2022"}', "line 2, field published", "03/04/2022"),
        (b'{"text": "a", "published": true}', "line 2, field published", "no text"),
        (b'{"text": "a", "outlet": {}}', "line 2, field outlet", "no text"),
        (b'{"text": "a", "id": ""}', "line 2", "id must be"),
        (b'{"text": "a", "id": "x\\ny"}', "line 2", "control character"),
        (b'{"text": "a", "id": "' + b"x" * 2001 + b'"}', "line 2", "id must be"),
        (b'{"text": "a", "id": true}', "line 2", "id must be"),
    ],
)
def test_a_wrong_line_costs_that_line(taken, written, line: bytes, place: str, why: str) -> None:
    path = written("a.jsonl", GOOD.encode() + b"\n" + line + b"\n\n" + GOOD.encode())
    found = taken(path)
    assert [article.given for article in found.articles] == [f"{path}, line 1", f"{path}, line 4"]
    (error,) = found.refused
    assert (error.source, error.place) == (str(path), place)
    assert why in error.message


def test_pairs_of_surrogates_are_one_character(taken, written) -> None:
    assert taken(written("a.jsonl", '{"text": "met \\ud83d\\ude00"}')).article.text == "met 😀"


def test_a_byte_order_mark_before_the_first_line(taken, written) -> None:
    assert taken(written("a.jsonl", f"\ufeff{GOOD}")).article.text == "The ministers met on Monday."
    assert "UTF-16" in taken(written("b.jsonl", GOOD.encode("utf-16"))).error.message


def test_html_is_extracted(taken, written, page, sentences) -> None:
    row = {"html": page("<title>Talks go on</title>"), "published": "2023-02-08", "outlet": "Post"}
    article = taken(written("a.jsonl", json.dumps(row))).article
    assert article.text == "\n".join(sentences)
    assert (article.title, article.published, article.outlet) == ("Talks go on", "2023-02-08", "Post")
    assert article.source_sha256 is not None


def test_text_outranks_html(taken, written) -> None:
    assert taken(written("a.jsonl", '{"text": "One.", "html": "<p>Two"}')).article.text == "One."


def test_a_line_over_the_limit_is_never_held_whole(taken, written) -> None:
    settings = TakeSettings(max_chars=1_000, max_page_bytes=1_000)
    path = written("a.jsonl", GOOD.encode() + b'\n{"text": "' + b"x" * 30_000_000 + b'"}\n' + GOOD.encode())
    tracemalloc.start()
    found = taken(path, settings=settings)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.articles) == 2
    assert isinstance(found.refused[0], TooLargeError)
    assert found.refused[0].place == "line 2"
    assert peak < 12_000_000


def test_an_article_over_the_limit(taken, written) -> None:
    found = taken(
        written("a.jsonl", f"{json.dumps({'text': 'x' * 101})}\n{GOOD}"), settings=TakeSettings(max_chars=100)
    )
    assert isinstance(found.refused[0], TooLargeError)
    assert len(found.articles) == 1


def test_a_gzip_that_ends_too_soon_keeps_its_first_lines(taken, written) -> None:
    packed = gzip.compress(
        b"".join(json.dumps({"text": f"Met {n * 7919 % 1009}."}).encode() + b"\n" for n in range(20_000))
    )
    found = taken(written("a.jsonl.gz", packed[:-20]))
    assert len(found.articles) > 1_000
    assert "ends too soon" in found.refused[-1].message


def test_a_gzip_bomb_is_stopped(taken, written) -> None:
    packed = gzip.compress(GOOD.encode() + b"\n" + b" " * 120_000_000)
    found = taken(written("a.jsonl.gz", packed))
    assert len(found.articles) == 1
    assert "200 times" in found.refused[-1].message


def test_an_empty_file(taken, written) -> None:
    assert taken(written("a.jsonl", "\n \n")).error.message == "is empty"


def test_a_file_that_is_something_else_is_left_after_a_thousand_lines(taken, written) -> None:
    found = taken(written("a.jsonl", "plain words\n" * 3_000))
    assert len(found.refused) == 1_001
    assert "no JSON Lines file" in found.refused[-1].message
    assert len(taken(written("b.jsonl", f"{GOOD}\n" + "plain words\n" * 1_500)).refused) == 1_500
