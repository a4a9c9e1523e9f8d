"""What the tests of taking in share: a run over paths, files written in one line, a server on the loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from memcon.errors import InputError
from memcon.model.article import Article
from memcon.sources import Taken, TakeSettings, take

SENTENCES = (
    "The foreign minister said on Monday that the talks with the neighbouring state would go on in the capital.",
    "Her counterpart answered that no date had been agreed, and that his government saw no reason for haste.",
    "Two diplomats told the paper that the ministers had spoken by telephone for half an hour on Sunday evening.",
)
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


@dataclass
class Outcome:
    """A whole run: articles, refusals and notices, in order."""

    articles: list[Article] = field(default_factory=list)
    refused: list[InputError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def article(self) -> Article:
        assert [str(error) for error in self.refused] == []
        assert len(self.articles) == 1
        return self.articles[0]

    @property
    def error(self) -> InputError:
        assert self.articles == []
        assert len(self.refused) == 1
        return self.refused[0]


@pytest.fixture
def taken() -> Callable[..., Outcome]:
    def run(*paths: object, settings: TakeSettings | None = None, **more: object) -> Outcome:
        found = Outcome()
        taken_in: Iterator[Taken] = take(
            [str(path) for path in paths], settings or TakeSettings(), notice=found.notices.append, **more
        )
        for one in taken_in:
            if one.article is not None:
                found.articles.append(one.article)
            if one.refused is not None:
                found.refused.append(one.refused)
        return found

    return run


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def sentences() -> tuple[str, ...]:
    return SENTENCES


@pytest.fixture
def page() -> Callable[..., str]:
    """An HTML page with three sentences; `head` and `body` stand before them."""

    def make(head: str = "", body: str = "") -> str:
        return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}{PARAGRAPHS}</article></body></html>"

    return make


Answer = tuple[int, dict[str, str], bytes]


class Site(ThreadingHTTPServer):
    """A server on 127.0.0.1: `answers` by path; what is not there is 404. `asked` lists the paths asked for."""

    daemon_threads = True
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]]
    asked: list[str]

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        answer = self.server.answers.get(self.path, (404, {}, b""))
        if callable(answer):
            answer(self)
            return
        status, headers, body = answer
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), _Handler)
    server.answers, server.asked = {}, []
    thread = threading.Thread(target=lambda: server.serve_forever(0.02), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
