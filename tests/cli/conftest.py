"""The command line as a function, and a small record to ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from memcon.cli.main import main

WIRE = (
    "BERLIN, 10 May 2022 - French President Emmanuel Macron and German Chancellor Olaf Scholz met in Berlin on "
    "Tuesday. “We will strengthen our cooperation,” Macron told Scholz.\n\n"
    "Scholz asked France to supply more gas. Paris refused to close its border.\n"
)
SECOND = (
    "Emmanuel Macron met German Chancellor Olaf Scholz in Berlin on Tuesday, 10 May 2022, the French foreign ministry "
    "said. The two leaders discussed energy.\n\n"
    "It is unlikely that Germany will agree to the French plan this year, analysts told the Meridian Post.\n"
)


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """`run("show", "events")` as if typed in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MEMCON_RECORD", raising=False)
    return _runner(monkeypatch, capsys)


def _runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> Ran:
        capsys.readouterr()
        monkeypatch.setattr("sys.argv", ["memcon", *words])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        written = capsys.readouterr()
        return Ran(code=code, out=written.out, err=written.err)

    return run


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two accounts of one meeting and a manifest."""
    folder = tmp_path_factory.mktemp("pile")
    (folder / "wire.txt").write_text(WIRE, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    (folder / "manifest.csv").write_text(
        "file,outlet,title,url,published,language\n"
        "wire.txt,Harbour Wire,Macron meets Scholz,,2022-05-10,en\n"
        "second.txt,Capital Ledger,Leaders meet in Berlin,,2022-05-11,en\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def built(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the pile, built once; tests that change it copy it first."""
    from memcon.ingest import Settings, build
    from memcon.record import open_record

    path = tmp_path_factory.mktemp("record") / "memcon.db"
    with open_record(path, write=True, create=True) as record:
        build([str(pile)], record, Settings(reader="rules"))
    return path


@pytest.fixture
def record(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built record, named by MEMCON_RECORD."""
    path = tmp_path / "mine.db"
    path.write_bytes(built.read_bytes())
    monkeypatch.setenv("MEMCON_RECORD", str(path))
    return path
