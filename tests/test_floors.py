"""Quality floors on small pinned samples: a drop fails, a rise is pinned in bench/floors.json."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.benches import bench

ROOT = Path(__file__).resolve().parent.parent
FLOORS: dict[str, Any] = json.loads((ROOT / "bench" / "floors.json").read_text(encoding="utf-8"))


def test_the_bundled_articles_give_what_an_analyst_finds() -> None:
    floor = FLOORS["demo"]
    data = hashlib.sha256((ROOT / "tests" / "demo" / "expected.jsonl").read_bytes()).hexdigest()[:12]
    assert data == floor["data"], "the list of what must be found has changed: measure and pin anew"
    counts = bench("demo").score("fast")
    for kind, least in floor["found"].items():
        assert counts[kind][0] >= least, f"{kind}: {counts[kind]}"
    assert counts["traps fallen into"][0] <= floor["traps"]


@pytest.mark.shared
def test_statements_on_a_sample_of_polnear(shared: Path) -> None:
    if not (shared / "data" / "polnear" / "dev.jsonl.gz").exists():
        pytest.skip("PolNeAR is not under MEMCON_SHARED")
    floor = FLOORS["polnear"]
    module = bench("statements_polnear")
    rows = module.rows("dev")[: floor["articles"]]
    data = hashlib.sha256("".join(row["id"] + row["text"] for row in rows).encode()).hexdigest()[:12]
    assert data == floor["data"]
    for reader, least in floor["overlap"].items():
        encoder = None if reader == "rules" else reader
        figures = module.score(module.readings(rows, encoder=encoder, least=0.5))
        assert figures["all"]["overlap"]["f1"] >= least, reader


def test_a_bench_of_dossiers_holds_its_floors(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench("ledger").main([]) == 0, capsys.readouterr().out
