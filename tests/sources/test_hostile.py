"""Whatever bytes lie under whatever name: an article or a named refusal, never anything else."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.sources import Taken, TakeSettings, take

SUFFIXES = (".txt", ".md", ".html", ".jsonl", ".csv", ".rss", ".xml", ".warc", "", ".txt.gz", ".warc.gz", ".jsonl.gz")
PARTS = st.sampled_from(
    [
        b'{"text": "a"}\n', b"{", b'"', b"\n", b"\r", b",", b"text,title\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf",
        b"\xc3",
        b"<html>", b"<p>", b"<!--",
        b"<?xml version='1.0' encoding='utf-16'?>", b"<rss>", b"<item>", b"]]>", b"<![CDATA[",
        b"WARC/1.0\r\n",
        b"WARC-Type: response\r\n", b"Content-Length: 99\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"\x1f\x8b\x08",
        b"<meta charset='utf-7'>", b"&#x0;", b"&#xD800;", b'{"html": "<p>', b'"}', b"\\ud800",
        "Президент ".encode("cp1251"),
    ]
)  # fmt: skip


def outcomes(path: Path) -> list[Taken]:
    return list(take([str(path)], TakeSettings(max_chars=10_000, max_page_bytes=100_000)))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.one_of(PARTS, st.binary(max_size=20)), max_size=12), packed=st.booleans())
def test_any_bytes(tmp_path: Path, suffix: str, parts: list[bytes], packed: bool) -> None:
    path = tmp_path / f"a{suffix}"
    data = b"".join(parts)
    path.write_bytes(gzip.compress(data) if packed else data)
    for one in outcomes(path):
        if one.article is not None:
            assert one.article.text.strip()
            json.dumps(one.article.text).encode()
            one.article.text.encode()
        else:
            assert one.refused is not None
            assert str(path) in str(one.refused)


@given(path=st.text(max_size=40).filter(lambda path: path not in ("-", ".") and "/" not in path and ".." not in path))
@settings(max_examples=60, deadline=None)
def test_any_path(path: str) -> None:
    for one in take([path], TakeSettings()):
        str(one.refused or one.article).encode("utf-8", "surrogatepass")
