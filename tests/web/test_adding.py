# ruff: noqa: E501
"""Articles added by file and address, with errors per article."""

from __future__ import annotations

import json
import time
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


@pytest.mark.parametrize("addresses", ["", "   ", "/etc/passwd", "file:///etc/passwd", "-", "ftp://a/b", "http://a b"])
def test_only_addresses_are_taken(visitor: Visitor, addresses: str) -> None:
    before = visitor.record.sizes()
    assert send(visitor, addresses=addresses).status_code in (400, 404)
    assert visitor.record.sizes() == before


def test_a_forgotten_batch_is_said_to_be_so(reading: Visitor) -> None:
    assert reading.get("/added/0123456789abcdef").status_code == 404
