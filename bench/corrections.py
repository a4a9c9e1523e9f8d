"""How long corrections take on a small record: of the bundled articles, or one that is given.

    python bench/corrections.py [RECORD] [--rounds 2]

Makes corrections of every kind on a copy of the record and undoes each, as its pages do, after the server has started:
seconds until the answer, and until all that is linked with the line stands anew; elapsed, and of the processor, which
is what tells on a machine that does other work besides. One second is wanted.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from memcon.ingest import Settings, build
from memcon.record import Record, open_record
from memcon.web.app import create_app

KINDS = ("statements", "events", "encounters", "differences", "asks", "forecasts", "copies")
FIELDS = (
    ("statements", "speaker", "Wang Yi"), ("events", "type", "AGREE"), ("encounters", "when", "2022-11-13"),
    ("encounters", "participants", "China, USA"), ("asks", "status", "granted"), ("forecasts", "outcome", "true"),
    ("actors", "office", "envoy"),
)  # fmt: skip
WANTED = 1.0


def wanted(record: Record, rounds: int) -> list[dict[str, str]]:
    """The corrections to make, as the fields of their forms."""
    made: list[dict[str, str]] = []
    for kind in KINDS:
        for line in record.page(kind, limit=rounds):
            made += [{"line": line["id"], "verdict": verdict} for verdict in ("reject", "accept")]
    for kind, field, value in FIELDS:
        for line in record.page(kind, limit=rounds):
            made.append({"line": line["id"], "verdict": "set", "field": field, "value": value})
    met = sorted(record.lines("encounters"), key=lambda e: (-len(e["accounts"]), e["id"]))
    people = [actor for actor in record.lines("actors") if actor["kind"] == "person"]
    for lines in (met, people):
        made.append({"line": lines[0]["id"], "verdict": "merge", "value": lines[1]["id"]})
        made.append({"line": lines[0]["id"], "verdict": "split"})
    return made


def run(path: Path, rounds: int) -> list[tuple[str, float, float, float]]:
    """(what, seconds until answered, until linked, of the processor) of each correction and each undoing."""
    took = []
    with TestClient(create_app(path), base_url="http://127.0.0.1", follow_redirects=False) as client:
        client.app.state.ready.join()  # type: ignore[attr-defined]
        site = client.app.state.site  # type: ignore[attr-defined]
        token = client.get("/api/v1/session/token").json()["token"]

        def ask(address: str, name: str, given: dict[str, Any]) -> None:
            start, busy = time.perf_counter(), time.process_time()
            answer = client.post(address, data={"token": token, **given}, headers={"hx-request": "true"})
            answered = time.perf_counter() - start
            assert answer.status_code == 200, answer.text[:300]
            assert "Not done" not in answer.text, (given, answer.text[-300:])
            site.linker.finish()
            assert not site.linker.failed, site.linker.failed
            took.append((name, answered, time.perf_counter() - start, time.process_time() - busy))

        for correction in wanted(site.record, rounds):
            ask("/decide", correction["verdict"], correction)
            made = site.record.lines("decisions")[-1]["id"]
            ask("/withdraw", "undo", {"line": correction["line"], "decision": made})
        site.record.close()
    return took


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("record", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.db"
        if given.record:
            shutil.copyfile(given.record, path)
        else:
            with (
                as_file(files("memcon.demo") / "articles") as articles,
                open_record(path, write=True, create=True) as record,
            ):
                build([str(articles)], record, Settings())
        took = run(path, given.rounds)
    widths = {"answered p50": 13, "max": 6, "linked p50": 11, "linked max": 11, "cpu p50": 8, "cpu max": 8}
    print(f"{'':8} {'number':>6}", *(f"{name:>{width}}" for name, width in widths.items()))
    for name in ("accept", "reject", "set", "merge", "split", "undo", "all"):
        rows = [row[1:] for row in took if name in (row[0], "all")]
        figures = [value for column in zip(*rows, strict=True) for value in (statistics.median(column), max(column))]
        told = (f"{value:{width}.2f}" for value, width in zip(figures, widths.values(), strict=True))
        print(f"{name:8} {len(rows):6}", *told)
    within = sum(row[2] <= WANTED for row in took)
    print(f"within a second: {within} of {len(took)}")


if __name__ == "__main__":
    main()
