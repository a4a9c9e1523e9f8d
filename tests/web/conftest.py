# ruff: noqa: E501
"""A record of the bundled articles, the pages over it, and a hostile one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from memcon.ingest import Settings, build
from memcon.record import open_record
from memcon.web.app import create_app

from . import browser
from .browser import Tab
from .hostile_record import write_record

RULES = Settings(reader="rules")
HOST = "http://127.0.0.1"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the bundled articles, read by rules; not to be changed."""
    path = tmp_path_factory.mktemp("web") / "demo.db"
    with as_file(files("memcon.demo") / "articles") as folder, open_record(path, write=True, create=True) as record:
        build([str(folder)], record, RULES)
    return path


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with hostile strings wherever words may stand; not to be changed."""
    return write_record(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    """A record of the bundled articles that may be changed."""
    return Path(shutil.copyfile(built, tmp_path / "demo.db"))


class Visitor:
    """Somebody with a browser's session: asks pages, sends their forms."""

    def __init__(self, path: Path, **options: Any) -> None:
        self.app = create_app(path, settings=RULES, **{"patience": None, **options})
        self.record = self.app.state.site.record
        self.client = TestClient(self.app, base_url=HOST, follow_redirects=False)
        self.client.cookies = None if options.get("cookies") is False else self.client.cookies

    def get(self, address: str, **options: Any) -> Any:
        return self.client.get(address, **options)

    def page(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:500])
        text: str = answer.text
        return text

    def token(self) -> str:
        found = re.search(r'name="token" value="([0-9a-f]{64})"', self.page("/add"))
        assert found
        return found[1]

    def post(self, address: str, *, htmx: bool = True, token: str | None = None, **fields: str) -> Any:
        data = {"token": self.token() if token is None else token, **fields}
        return self.client.post(address, data=data, headers={"hx-request": "true"} if htmx else {})

    def one(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The first line of a kind, sure enough to be shown."""
        found: dict[str, Any] = self.record.page(kind, limit=1, fields=fields or None)[0]
        return found


@pytest.fixture(scope="session")
def reading(built: Path) -> Iterator[Visitor]:
    """Somebody who only reads."""
    visitor = Visitor(built)
    yield visitor
    visitor.record.close()


@pytest.fixture
def visitor(copied: Path) -> Iterator[Visitor]:
    """Somebody who may correct."""
    found = Visitor(copied)
    yield found
    found.record.close()


@pytest.fixture(scope="session")
def addresses(reading: Visitor) -> list[str]:
    """Every page there is, one of each kind."""
    record = reading.record
    encounter = max(record.lines("encounters"), key=lambda e: len(e["accounts"]))
    article = encounter["accounts"][0]["article"]
    relation = record.page("relations", limit=1)[0]
    pair = relation["between"]
    story = max(record.lines("stories"), key=lambda s: len(s["articles"]))
    person = next(a for a in record.lines("actors") if a["kind"] == "person")
    kinds = ("statements", "events", "encounters", "differences", "asks", "forecasts", "copies", "stories", "relations")
    lines = [f"/line/{record.page(kind, limit=1)[0]['id']}" for kind in kinds]
    return [
        "/", "/encounters", f"/encounter/{encounter['id']}", f"/article/{article}", f"/pair/{pair[0]}/{pair[1]}",
        f"/pair/{pair[0]}/{pair[1]}?zoom=2022", f"/pair/{pair[0]}/{pair[1]}/beside", "/pair/CHN/USA/beside",
        f"/pair/{pair[0]}/{pair[1]}/at/{relation['period']}/{relation['line']}", "/search?q=grain&actor=RUS",
        "/positions?actor=USA", f"/positions?actor={person['id']}&subject=grain", f"/feelings/{story['id']}",
        "/ledger?as_of=2022-12", "/ledger?as_of=soon", "/changes", f"/actor/{person['id']}", "/actor/USA", f"/story/{story['id']}", "/outlets",
        "/articles", "/ledger", "/asks", "/forecasts?status=open", "/statements?actor=USA", "/events?channel=military",
        "/differences", "/copies", "/stories", "/actors", "/actors?name=xi", "/search", "/search?q=grain", "/review",
        "/review?kind=asks", "/decisions", "/add", *lines,
    ]  # fmt: skip


Make = Callable[..., Path]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser of a module's tests."""
    with browser.chromium() as found:
        yield found


@pytest.fixture
def tab(chromium: Any, served: str) -> Iterator[Tab]:
    """A tab at the address `served` of the test's own module; nothing may be said on its console."""
    found = Tab(chromium, served, viewport={"width": 1280, "height": 900})
    yield found
    found.context.close()
    assert not found.said, found.said
