"""WARC archives: the pages that servers answered with."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from memcon.errors import FormatError


def record(
    body: bytes, *, url: str = "https://Post.example.org/a#x", kind: str = "response", http: bytes | None = None
) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" if http is None else http
    block = http + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@pytest.fixture
def html(page: Callable[..., str]) -> bytes:
    return page("<title>Talks go on</title>").encode()


def http(status: str, headers: str) -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode()


def test_pages_and_nothing_else(taken, written, html, sentences) -> None:
    data = (
        record(b"software: x\r\n", kind="warcinfo", http=b"")
        + record(html)
        + record(html, url="https://post.example.org/b", http=http("404 Not Found", "Content-Type: text/html"))
        + record(b"\x89PNG", url="https://post.example.org/c", http=http("200 OK", "Content-Type: image/png"))
        + record(b"GET / HTTP/1.1\r\n\r\n", kind="request", http=b"")
    )
    path = written("a.warc", data)
    article = taken(path).article
    assert article.text == "\n".join(sentences)
    assert article.url == "https://post.example.org/a"
    assert article.given == f"{path}:https://post.example.org/a"
    assert (article.title, article.outlet) == ("Talks go on", "post.example.org")
    assert article.published is None
    assert article.source_sha256 is not None


def test_gzip_by_record_and_as_a_whole(taken, written, html) -> None:
    one, two = record(html), record(html, url="https://post.example.org/b")
    for name, data in (("a.warc.gz", gzip.compress(one) + gzip.compress(two)), ("b.warc.gz", gzip.compress(one + two))):
        assert [article.url for article in taken(written(name, data)).articles] == [
            "https://post.example.org/a",
            "https://post.example.org/b",
        ]


def test_encodings_of_the_answer(taken, written, html, sentences) -> None:
    packed = gzip.compress(html)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    headers = "Content-Type: text/html\r\nContent-Encoding: gzip"
    data = record(packed, http=http("200 OK", headers)) + record(
        chunked, url="https://post.example.org/b", http=http("200 OK", f"{headers}\r\nTransfer-Encoding: chunked")
    )
    assert [article.text for article in taken(written("a.warc", data)).articles] == ["\n".join(sentences)] * 2


def test_the_charset_of_the_header(taken, written) -> None:
    text = "Президент заявил, что переговоры продолжатся в понедельник в Москве, и стороны обсудят торговлю."
    body = f"<html><body><article><p>{text}</p></article></body></html>".encode("koi8-r")
    data = record(body, http=http("200 OK", "Content-Type: text/html; charset=KOI8-R"))
    assert taken(written("a.warc", data)).article.text == text


def test_a_bomb_costs_its_record(taken, written, html) -> None:
    bomb = gzip.compress(bytes(60_000_000))
    data = record(bomb, http=http("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip")) + record(html)
    path = written("a.warc", data)
    found = taken(path)
    assert len(found.articles) == 1
    assert found.refused[0].source == f"{path}:https://post.example.org/a"


@pytest.mark.parametrize("content", [b"no archive at all", b"WARC/1.0\r\nWARC-Type: response\r\n", b""])
def test_what_is_no_archive(taken, written, content: bytes) -> None:
    assert isinstance(taken(written("a.warc", content)).error, FormatError)


def test_an_archive_cut_short_keeps_what_is_whole(taken, written, html) -> None:
    data = record(html) + record(html, url="https://post.example.org/b")
    packed = gzip.compress(record(html)) + gzip.compress(record(html, url="https://post.example.org/b"))[:-30]
    cut = taken(written("a.warc", data[:-200]))
    assert [article.url for article in cut.articles] == ["https://post.example.org/a"]
    assert [error.message for error in cut.refused] == ["is a page that is cut short"]
    found = taken(written("a.warc.gz", packed))
    assert found.articles[0].url == "https://post.example.org/a"
    assert found.refused
