"""What changed since the last visit: the lines themselves, until one has seen them."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

from memcon.ingest import build
from memcon.model.codec import from_plain
from memcon.model.kinds import KINDS
from memcon.model.link import Encounter, Linked
from memcon.model.reading import Ask
from memcon.record import Filter, open_record
from memcon.views.changed import changed_since

from .conftest import RULES, Visitor

NEWS = (
    "LISBON, 4 May 2023 - Portuguese Foreign Minister João Cravinho met Spanish Foreign Minister José Albares in "
    "Lisbon on Wednesday. Cravinho asked Spain to open the Minho bridge by June."
)


def changed(visitor: Visitor) -> str:
    """The part of the front page that says what changed, as words."""
    found = re.search(r'<section class="changed".*?</form></section>', visitor.page("/"), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split()) if found else ""


def test_at_the_first_visit_nothing_is_new_and_later_what_came_since(visitor: Visitor, tmp_path: Path) -> None:
    assert changed(visitor) == ""
    assert changed(visitor) == ""
    (tmp_path / "lisbon.txt").write_text(NEWS)
    with open_record(visitor.app.state.site.path, write=True) as record:
        build([str(tmp_path / "lisbon.txt")], record, RULES)
    words = changed(visitor)
    assert re.search(r"Encounters João Cravinho – José .*Albares new", words)
    assert re.search(r"Asks and answers .*Minho bridge.* new", words)
    assert "Articles" in words
    visitor.post("/seen", htmx=False)
    assert changed(visitor) == ""


def test_a_decision_and_what_it_changed_are_news(visitor: Visitor) -> None:
    visitor.page("/")
    ask, met = visitor.one("asks", status="open"), visitor.one("encounters")
    visitor.post("/decide", line=ask["id"], verdict="set", field="status", value="refused")
    visitor.post("/decide", line=met["id"], verdict="set", field="when", value="2022-11-01")
    words = changed(visitor)
    assert "open → refused" in words
    assert "corrected status = refused by" in words
    assert "1 November 2022, before " in words
    assert "open → refused" in visitor.page("/changes")
    made = visitor.record.lines("decisions")
    visitor.post("/seen", htmx=False)
    visitor.post("/withdraw", line=ask["id"], decision=made[0]["id"])
    assert "refused → open" in changed(visitor)
    assert "no longer corrected" in changed(visitor)


def test_what_changed_and_changed_back_is_no_news_but_for_the_decision(visitor: Visitor) -> None:
    run = visitor.record.run()
    ask = visitor.one("asks", status="open")
    visitor.post("/decide", line=ask["id"], verdict="set", field="status", value="refused")
    visitor.post("/withdraw", line=ask["id"], decision=visitor.record.lines("decisions")[0]["id"])
    found = changed_since(visitor.record, run, "9" * 20, limit=5)
    assert not found


def linked_anew(visitor: Visitor, **kinds: tuple[object, ...]) -> None:
    """Writes the lines of the record again, those of some kinds exchanged."""
    with open_record(visitor.app.state.site.path, write=True) as record:
        kept = {
            name: from_plain(record.lines(name, Filter(min_confidence=0)), tuple[kind.type, ...])  # type: ignore[name-defined]
            for name, kind in KINDS.items()
            if name not in ("articles", "decisions")
        }
        record.write_links(Linked(**{**kept, **kinds}), opinions={}, fingerprint=str(record.run()))


def test_a_line_that_fell_away_is_named_until_it_comes_back(visitor: Visitor) -> None:
    visitor.page("/")
    met = from_plain(visitor.record.lines("encounters"), tuple[Encounter, ...])
    linked_anew(visitor, encounters=met[1:], differences=())
    words = changed(visitor)
    assert "fell away" in words
    who = visitor.record.several(met[0].participants)
    assert all(who[key][1]["name"] in words for key in met[0].participants)
    assert f"/encounter/{met[0].id}" not in visitor.page("/changes")
    linked_anew(visitor, encounters=met, differences=())
    assert not re.search("Encounters .*fell away.*Differences", changed(visitor))


def test_a_line_that_is_no_longer_sure_enough_is_named(visitor: Visitor) -> None:
    visitor.page("/")
    asks = from_plain(visitor.record.lines("asks"), tuple[Ask, ...])
    linked_anew(visitor, asks=(replace(asks[0], confidence=0.31), *asks[1:]))
    assert "no longer sure enough to be shown: 31" in changed(visitor)


def test_a_cookie_that_is_none_of_ours_is_a_first_visit(visitor: Visitor) -> None:
    for kept in ("", "x", "1", "-1-2", "999999999-0", "1-" + "9" * 50, "1-2-3"):
        visitor.client.cookies.set("memcon_seen", kept)
        assert changed(visitor) == ""
