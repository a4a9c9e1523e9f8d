# ruff: noqa: E501
"""Articles added by file and address, with errors per article."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from .conftest import Visitor

TEXT = (
    "LISBON, 4 May 2023 - Portuguese Foreign Minister João Cravinho met Spanish Foreign Minister José Manuel Albares in "
    "Lisbon on Thursday. “We will work on water,” Cravinho said.\n"
)


def wait(visitor: Visitor, location: str) -> dict[str, Any]:
    job = visitor.app.state.jobs.get(location.rpartition("/")[2])
    for _ in range(600):
        if job.ended:
            return dict(job.state())
        time.sleep(0.1)
    raise AssertionError("not ended within a minute")


def send(visitor: Visitor, *files: tuple[str, bytes], addresses: str = "") -> Any:
    given = [("files", (name, content)) for name, content in files]
    return visitor.client.post("/add", data={"token": visitor.token(), "addresses": addresses}, files=given or None)


def test_a_dropped_file_is_read_and_shown(visitor: Visitor) -> None:
    answer = send(visitor, ("../../lisbon.txt", TEXT.encode()), ("broken.txt", b"\x00\x01\x02\xff" * 100))
    assert answer.status_code == 303
    state = wait(visitor, answer.headers["location"])
    assert state["words"].startswith("Done: ")
    assert len(state["errors"]) == 1
    assert "broken.txt" in state["errors"][0]
    assert "/tmp" not in json.dumps(state)
    assert "Lisbon" in visitor.page("/search?q=Lisbon")
    assert "broken.txt" in visitor.page(answer.headers["location"])
    events = visitor.get(f"{answer.headers['location']}/events")
    assert events.headers["content-type"].startswith("text/event-stream")
    assert json.loads(events.text.removeprefix("data: "))["ended"]


def test_a_manifest_among_the_files_says_what_they_are(visitor: Visitor) -> None:
    manifest = b"file,outlet,title,published\nlisbon.txt,Tagus Herald,Talks about water,2023-05-04\n"
    state = wait(visitor, send(visitor, ("manifest.csv", manifest), ("lisbon.txt", TEXT.encode())).headers["location"])
    assert not state["errors"]
    assert "Tagus Herald" in visitor.page("/articles")


def test_addresses_inside_are_refused_with_the_reason(visitor: Visitor) -> None:
    state = wait(visitor, send(visitor, addresses="http://127.0.0.1:9/a\nhttp://10.0.0.1/b\n").headers["location"])
    assert len(state["errors"]) == 2
    assert "private" in state["errors"][0]


def test_articles_at_pasted_addresses_are_read_and_what_fails_is_named(copied: Path) -> None:
    pages = {
        "/a": f"<html><head><title>Talks about water</title></head><body><article><p>{TEXT}</p><p>{TEXT[:90]}.</p></article></body></html>",
        "/b": "<html><body>nothing</body></html>",
    }

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = pages.get(self.path, "").encode()
            self.send_response(200 if found else 404)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(found)))
            self.end_headers()
            self.wfile.write(found)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        visitor = Visitor(copied)
        site = visitor.app.state.site
        site.settings = replace(site.settings, sources=replace(site.settings.sources, allow_private=True))
        at = f"http://127.0.0.1:{server.server_port}"
        answer = send(visitor, addresses=f"# of today\n{at}/a\n{at}/b\n{at}/c\n")
        state = wait(visitor, answer.headers["location"])
        server.shutdown()
    assert len(state["errors"]) == 2, state
    assert any(f"{at}/b" in error for error in state["errors"])
    assert any(f"{at}/c" in error for error in state["errors"])
    assert "1 read" in state["words"]
    assert "Cravinho" in visitor.page("/search?q=Cravinho")
    assert any(article["url"] == f"{at}/a" for article in visitor.record.lines("articles"))
    visitor.record.close()


@pytest.mark.parametrize("addresses", ["", "   ", "/etc/passwd", "file:///etc/passwd", "-", "ftp://a/b", "http://a b"])
def test_only_addresses_are_taken(visitor: Visitor, addresses: str) -> None:
    before = visitor.record.sizes()
    assert send(visitor, addresses=addresses).status_code in (400, 404)
    assert visitor.record.sizes() == before


def test_a_forgotten_batch_is_said_to_be_so(reading: Visitor) -> None:
    assert reading.get("/added/0123456789abcdef").status_code == 404
