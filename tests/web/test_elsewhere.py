"""The same record as files, for assistants and in notebooks."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import memcon
from memcon.errors import UsageError
from memcon.model.kinds import KINDS
from memcon.record import open_record
from memcon.web.export import write_site


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with open_record(built) as record:
        write_site(record, folder)
    return folder


def test_every_link_of_the_exported_site_leads_to_a_file_in_it(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 300
    for path in pages:
        for address in re.findall(r'(?:href|src)="([^"#]*)(?:#[^"]*)?"', path.read_text(encoding="utf-8")):
            if address and not address.startswith(("http:", "https:")):
                assert (path.parent / unquote(unescape(address))).is_file(), (path, address)


def test_the_exported_site_asks_for_no_server(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<form" not in text, path
        assert "/decide" not in text, path
        assert "htmx" not in text, path


def test_the_same_record_gives_the_same_site(site: Path, built: Path, tmp_path: Path) -> None:
    with open_record(built) as record:
        write_site(record, tmp_path)
    for path in site.rglob("*.*"):
        assert (tmp_path / path.relative_to(site)).read_bytes() == path.read_bytes()


def call(path: Path, tool: str, **given: Any) -> Any:
    server = pytest.importorskip("memcon.mcp.server")

    async def ask() -> Any:
        return await server.make_server(path).call_tool(tool, given)

    return asyncio.run(ask())


def words(answer: Any) -> str:
    return str(answer)


def test_an_assistant_searches_shows_explains_and_compares(built: Path) -> None:
    with open_record(built) as record:
        encounter = max(record.lines("encounters"), key=lambda e: len(e["accounts"]))
    assert "span" in words(call(built, "search", words="grain", limit=3))
    assert encounter["id"] in words(call(built, "show", kind="encounters", between=["China", "USA"], limit=50))
    assert "grain" in words(call(built, "search", words="grain", actor="Russia", since="2022-07", until="2023")).lower()
    assert "quote" not in words(call(built, "search", words="grain", outlet="Nobody"))
    assert "evidence" in words(call(built, "explain", id=encounter["id"]))
    assert "accounts" in words(call(built, "compare", encounter=encounter["id"]))
    assert "sayings" in words(call(built, "positions", actor="USA", subject="Taiwan"))
    assert "contrast" in words(call(built, "third_parties", between=["China", "USA"]))
    assert words(call(built, "show", kind="asks", as_of="1999")).count("asker") == 0
    assert "asker" in words(call(built, "show", kind="asks", as_of="2022-12"))


def test_an_assistant_is_told_what_is_wrong(built: Path) -> None:
    for tool, given in (
        ("show", {"kind": "colours"}),
        ("explain", {"id": "none"}),
        ("compare", {"encounter": "none"}),
        ("third_parties", {"between": ["China"]}),
        ("show", {"kind": "events", "as_of": "2022"}),
        ("search", {"words": "grain", "voice": "loud"}),
        ("search", {"words": "grain", "actor": "Zembla"}),
    ):
        try:
            answer = words(call(built, tool, **given))
        except Exception as error:
            answer = str(error)
        reasons = (
            "kind is one of",
            "no line",
            "no encounter",
            "takes two",
            "is for asks",
            "voice is",
            "nobody in the record",
        )
        assert any(reason in answer for reason in reasons), (tool, answer)


def test_a_record_opens_in_python(built: Path) -> None:
    with memcon.open(built) as record:
        for kind in KINDS:
            found = record.lines(kind)
            assert "<table>" in found._repr_html_()
        assert len(record.lines("encounters", between=("China", "USA"))) > 0
        met = max(record.lines("encounters"), key=lambda e: len(e["accounts"]))
        assert "<table>" in record.encounter(met["id"])._repr_html_()
        with pytest.raises(UsageError):
            record.lines("colours")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_have_a_row_a_line(built: Path, library: str) -> None:
    pytest.importorskip(library)
    with memcon.open(built) as record:
        for kind in KINDS:
            frame = record.frame(kind, library=library)
            assert len(frame) == len(record.lines(kind))
        assert "id" in list(record.frame("events", library=library).columns)


def test_opening_memcon_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    code = "import memcon, sys; print([m for m in ('fastapi', 'spacy', 'pandas', 'sqlalchemy') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
