"""A correction is answered within a second, whatever linking takes; what hangs on it follows."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from memcon.errors import RecordError
from memcon.ingest import keep_decision, rehearse, relink
from memcon.record import Record, open_record
from memcon.web import linking
from memcon.web.app import create_app

from .conftest import HOST, RULES, Visitor

SLOW = 1.5


@pytest.fixture
def hasty(copied: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Visitor, list[float]]]:
    """Somebody who corrects a record whose linking takes long, and when each linking began."""
    began: list[float] = []

    def slow(*given: Any) -> bool:
        began.append(time.perf_counter())
        time.sleep(SLOW)
        return relink(*given)

    monkeypatch.setattr(linking, "relink", slow)
    monkeypatch.setattr(linking, "PAUSE", 0.3)
    monkeypatch.setattr(linking, "LONG", SLOW / 2)
    monkeypatch.setattr(linking, "CLOCK", time.perf_counter)
    visitor = Visitor(copied, patience=0.2)
    yield visitor, began
    visitor.app.state.site.linker.finish()
    visitor.record.close()


def quick(ask: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    found = ask()
    assert time.perf_counter() - start < 1 + SLOW / 3  # the machine may do other work besides
    return found


def test_a_rejected_line_is_shown_so_before_anything_is_linked(hasty: tuple[Visitor, list[float]]) -> None:
    visitor, _ = hasty
    line, token = visitor.one("asks"), visitor.token()
    answer = quick(lambda: visitor.post("/decide", token=token, line=line["id"], verdict="reject"))
    assert 'class="line asks rejected decided"' in answer.text
    assert "being reckoned anew" in answer.text
    assert "being reckoned anew" in visitor.page("/ledger")
    assert not visitor.record.several([line["id"]])[line["id"]][1].get("rejected")
    visitor.app.state.site.linker.finish()
    assert visitor.record.several([line["id"]])[line["id"]][1]["rejected"]
    now = visitor.page(f"/standing/{line['id']}")
    assert "rejected decided" in now
    assert "being reckoned anew" not in now
    assert "being reckoned anew" not in visitor.page("/ledger")
    assert "up to date" in visitor.page("/linking")


def test_its_undoing_is_shown_at_once_too(hasty: tuple[Visitor, list[float]]) -> None:
    visitor, _ = hasty
    line, token = visitor.one("asks"), visitor.token()
    visitor.post("/decide", token=token, line=line["id"], verdict="reject")
    visitor.app.state.site.linker.finish()
    made = visitor.record.lines("decisions")[0]["id"]
    answer = quick(lambda: visitor.post("/withdraw", token=token, line=line["id"], decision=made))
    assert "being reckoned anew" in answer.text
    assert not re.search(r'class="line asks[^"]*(rejected|decided)', answer.text)
    visitor.app.state.site.linker.finish()
    assert not visitor.record.several([line["id"]])[line["id"]][1].get("rejected")


def test_corrections_in_a_row_are_linked_once(hasty: tuple[Visitor, list[float]]) -> None:
    visitor, began = hasty
    token, lines = visitor.token(), visitor.record.page("asks", limit=4)
    visitor.post("/decide", token=token, line=lines[0]["id"], verdict="accept")
    visitor.app.state.site.linker.finish()
    assert len(began) == 1
    for line in lines[1:]:
        quick(lambda line=line: visitor.post("/decide", token=token, line=line["id"], verdict="accept"))  # type: ignore[misc]
    visitor.app.state.site.linker.finish()
    assert len(visitor.record.decisions()) == 4
    assert len(began) == 2


def test_a_correction_is_kept_while_articles_are_read_and_lines_are_linked(hasty: tuple[Visitor, list[float]]) -> None:
    visitor, began = hasty
    token, (one, other) = visitor.token(), visitor.record.page("asks", limit=2)
    site = visitor.app.state.site
    with site.changing():  # as while dropped articles are read
        answer = quick(lambda: visitor.post("/decide", token=token, line=one["id"], verdict="reject"))
        assert "rejected decided" in answer.text
        assert len(visitor.record.decisions()) == 1
        assert not began
    while not began:
        time.sleep(0.01)
    quick(lambda: visitor.post("/decide", token=token, line=other["id"], verdict="reject"))  # while that is linked
    site.linker.finish()
    lines = visitor.record.several([one["id"], other["id"]])
    assert all(line["rejected"] for _, line in lines.values())
    assert visitor.record.link_state().decided == {decision.id for decision in visitor.record.decisions()}


def test_linking_that_was_rehearsed_keeps_nothing(copied: Path) -> None:
    before = copied.read_bytes()
    with open_record(copied) as record:
        assert linked_before(record) == linked_before(record, rehearsed=True)
    assert copied.read_bytes() == before


def linked_before(record: Record, *, rehearsed: bool = False) -> list[dict[str, Any]]:
    if rehearsed:
        rehearse(record, RULES)
    return record.lines("encounters") + record.lines("asks")


def test_what_goes_wrong_in_linking_is_said_and_the_decision_stays(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> bool:
        raise RecordError("the disk has run away")

    monkeypatch.setattr(linking, "relink", broken)
    visitor.post("/decide", line=visitor.one("asks")["id"], verdict="accept")
    assert "linking failed: the disk has run away" in visitor.page("/ledger")
    assert len(visitor.record.decisions()) == 1


def test_what_was_kept_and_never_linked_is_linked_when_the_server_starts(copied: Path) -> None:
    with open_record(copied, write=True) as record:
        line = record.page("asks", limit=1)[0]
        keep_decision(record, RULES, "reject", line["id"])
        assert not record.several([line["id"]])[line["id"]][1].get("rejected")
    app = create_app(copied, settings=RULES)
    with TestClient(app, base_url=HOST) as client:
        site = app.state.site
        for _ in range(600):
            if site.record.several([line["id"]])[line["id"]][1].get("rejected"):
                break
            time.sleep(0.1)
        assert "rejected" in client.get(f"/line/{line['id']}").text
        assert site.record.several([line["id"]])[line["id"]][1]["rejected"]
    site.record.close()
