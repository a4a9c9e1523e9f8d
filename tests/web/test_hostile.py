# ruff: noqa: E501
"""Text of articles is never markup: on no page, in no file."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from memcon.errors import InputError
from memcon.ingest import build
from memcon.model.link import Linked
from memcon.record import Filter, open_record
from memcon.web.export import write_site

from . import hostile
from .conftest import RULES, Visitor

OURS = frozenset(
    "html head meta title link script body a header nav form label input button main footer p h1 h2 h3 section ul ol li "
    "span svg line text path circle rect div article fieldset legend aside dialog dl dt dd kbd table thead tbody tr th td "
    "caption blockquote cite mark select option datalist textarea time details summary code br noscript progress".split()
)
VOID = frozenset(("meta", "link", "input", "br"))


class Elements(HTMLParser):
    """Collects what is on a page beside our own elements and attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in OURS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style" or hostile.MARK in name:
                self.wrong.append(f"<{tag} {name}>")
            if (
                name.startswith(("hx-", "data-hx"))
                and hostile.MARK in (value or "")
                and not (value or "").startswith(("/correct/", "/feelings/", "/positions?actor=", "/standing/"))
            ):
                self.wrong.append(f"<{tag} {name}={value}>")
            if name in ("href", "src", "action") and (value or "").strip().lower().startswith(
                ("javascript:", "data:", "vbscript:", "//", "file:", "\\")
            ):
                self.wrong.append(f"<{tag} {name}={value!r}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data[:40]}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


BANNED = [
    chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF, 0x1B, 7, 8, 0x7F)
]


def check(page: str, where: str) -> None:
    """Fails when anything on a page is not ours, or is left open."""
    found = Elements()
    found.feed(page)
    found.close()
    assert not found.wrong, (where, found.wrong[:3])
    assert not found.open, (where, found.open)
    assert not [c for c in BANNED if c in page], where


def twice(key: str) -> str:
    """An id for the test client, which decodes addresses once more than a server does."""
    return key.replace("%", "%25")


@pytest.fixture(scope="module")
def victim(pile: Path) -> Iterator[Visitor]:
    visitor = Visitor(pile)
    yield visitor
    visitor.record.close()


def test_there_are_two_hundred_strings() -> None:
    assert len(set(hostile.STRINGS)) >= 200
    assert all(
        hostile.MARK in string or "ＺＱＸ" in string or "<" in string or "{" in string for string in hostile.STRINGS
    )


def test_most_of_the_strings_became_articles_with_lines(victim: Visitor) -> None:
    sizes = victim.record.sizes()
    assert sizes["articles"] >= 180
    assert min(sizes[kind] for kind in ("statements", "encounters", "asks", "forecasts", "stories")) >= 180


def test_lists_hold_text_only(victim: Visitor) -> None:
    for address in ("/", "/ledger", "/outlets", "/pair/AAA/BBB", "/actor/AAA", "/decisions", "/add"):
        check(victim.page(address), address)
    for kind in (
        "articles",
        "encounters",
        "statements",
        "events",
        "differences",
        "asks",
        "forecasts",
        "stories",
        "actors",
        "review",
    ):
        for number in range(1, 8):
            check(victim.page(f"/{kind}?p={number}"), f"/{kind}?p={number}")


def test_pages_of_single_things_hold_text_only(victim: Visitor) -> None:
    from memcon.web.templating import ServerLinks

    to, record = ServerLinks().to, victim.record
    everything = Filter(min_confidence=0)
    for head in record.lines("articles"):
        check(victim.page(to("article", twice(head["id"]))), head["id"])
    for kind, name in (("encounters", "encounter"), ("stories", "story"), ("actors", "actor")):
        for line in record.lines(kind, everything)[len(name) % 2 :: 2]:
            check(victim.page(to(name, twice(line["id"]))), line["id"])
    for offset, kind in enumerate(("statements", "events", "encounters", "differences", "asks", "forecasts", "actors")):
        for line in record.lines(kind, everything)[offset % 3 :: 3]:  # each string on the pages of two kinds at least
            check(victim.page(to("line", twice(line["id"]))), line["id"])
            check(victim.page(to("correct", twice(line["id"]))), line["id"])
    for line in record.lines("stories", everything)[::70]:
        check(victim.page(to("feelings", twice(line["id"]))), line["id"])


def test_positions_and_what_stands_beside_a_pair_hold_text_only(victim: Visitor) -> None:
    shown = victim.page("/positions?actor=AAA&to=2030")
    check(shown, "positions")
    assert shown.count('class="stance"') >= 12
    check(victim.page("/pair/AAA/BBB/beside"), "beside")
    check(victim.page("/pair/AAA/BBB/at/2022-05/words"), "point")
    for string in hostile.STRINGS[::5]:
        answer = victim.get("/positions", params={"actor": "BBB", "subject": string, "from": string})
        assert answer.status_code == 200, string
        check(answer.text, string)
        assert victim.get("/positions", params={"actor": string}).status_code == 404
        check(victim.get("/ledger", params={"as_of": string}).text, string)
        check(victim.get("/pair/AAA/BBB", params={"channel": string, "zoom": string}).text, string)
        check(victim.get(f"/pair/AAA/BBB/at/{quote(string, safe='')}/words").text, string)


def test_what_fell_away_is_text_too(pile: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(pile, tmp_path / "fell.db"))
    visitor = Visitor(path)
    visitor.page("/")
    with open_record(path, write=True) as record:
        record.write_links(Linked(), opinions={}, fingerprint="none")
    page = visitor.page("/changes")
    assert page.count("fell away") >= 100
    check(page, "changes")
    visitor.record.close()


def test_what_is_asked_for_is_text_too(victim: Visitor) -> None:
    pages = ("/search", "/encounters", "/articles", "/review", "/actors")
    for number, string in enumerate(hostile.STRINGS):
        address = pages[number % len(pages)]
        params = {"q": string, "actor": string, "outlet": string, "from": string, "name": string, "kind": "asks"}
        answer = victim.get(address, params=params)
        assert answer.status_code == 200, (address, string)
        check(answer.text, f"{address} {string!r}")
        plain = "".join(c for c in string if c.isprintable() and c not in "#?%\\")[:200]
        missing = victim.get(f"/line/none {plain.replace('..', '')}")
        assert missing.status_code == 404
        check(missing.text, string)


def test_a_megabyte_of_title_does_not_weigh_on_lists(victim: Visitor) -> None:
    for address in ("/", "/articles", "/stories"):
        assert len(victim.page(address)) < 500_000


def test_the_exported_site_holds_text_only_and_stays_in_its_folder(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memcon.web.export.MOST", 30)
    folder = tmp_path / "out" / "site"
    with open_record(pile) as record:
        count = write_site(record, folder)
    pages = list(folder.rglob("*.html"))
    assert len(pages) == count
    for path in pages:
        check(path.read_text(encoding="utf-8"), str(path))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["site"]


def test_exports_and_comparisons_hold_text_only(pile: Path, tmp_path: Path) -> None:
    from memcon.render import comparison as render
    from memcon.render.exports import field_names
    from memcon.render.tables import as_csv
    from memcon.views.encounter import encounter_page

    with open_record(pile) as record:
        for kind in ("articles", "actors", "statements", "encounters", "asks", "forecasts"):
            text = as_csv(record.lines(kind, Filter(min_confidence=0)), field_names(kind))
            for row in csv.reader(io.StringIO(text, newline="")):
                assert not [cell for cell in row if cell[:1] in ("=", "+", "@", "\t", "\r")]
        for line in record.lines("encounters", Filter(min_confidence=0))[::10]:
            found = encounter_page(record, line["id"])
            page = render.as_html(found.comparison, found.names)
            parser = Elements()
            parser.feed(page)
            assert not [w for w in parser.wrong if w != "<style>"], parser.wrong


def rendered(text: str) -> str:
    """Markdown as a reader that takes HTML and links sees it, within a page."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


MARKDOWN = OURS | {"em", "strong", "hr", "sup", "del"}


def check_markdown(text: str, where: str) -> None:
    """Fails when Markdown holds markup, an image, code or a link that is not ours."""
    found = Elements()
    found.feed(rendered(text))
    tags = [tag for tag in found.wrong if tag.strip("<>") not in MARKDOWN]
    assert not tags, (where, tags[:3])
    assert "<a " not in rendered(text).replace('<a href="#', ""), where
    assert not [c for c in BANNED if c in text], where


def check_docx(data: bytes, where: str) -> None:
    """Fails when a document has a field, a link outside or a broken part."""
    from xml.etree import ElementTree as ET
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode("utf-8", "replace")
            if name.endswith((".xml", ".rels")):
                ET.fromstring(part)
            assert "instrText" not in part, (where, name)
            assert "fldSimple" not in part, (where, name)
            assert "javascript:" not in part.lower() or name == "word/document.xml", (where, name)
            assert 'TargetMode="External"' not in part or hostile.MARK not in part, (where, name)


def test_briefings_hold_text_only(pile: Path) -> None:
    from memcon.render.briefing import as_docx, as_html, as_markdown
    from memcon.views.briefing import brief
    from memcon.views.encounter_brief import brief_encounter
    from memcon.views.explanation import names_of

    with open_record(pile) as record:
        names = names_of(record)
        encounters = [line["id"] for line in record.lines("encounters", Filter(min_confidence=0))][::23]
        made = [
            brief(record, Filter(min_confidence=0), subject=subject, names=names) for subject in hostile.STRINGS[:60:20]
        ]
        made += [brief_encounter(record, key, names=names, min_confidence=0) for key in encounters]
    for number, found in enumerate(made):
        check_markdown(as_markdown(found), f"Markdown {number}")
        check_docx(as_docx(found), f"DOCX {number}")
        parser = Elements()
        parser.feed(as_html(found))
        assert not [w for w in parser.wrong if w not in ("<style>", "<sup>")], (number, parser.wrong[:3])


def test_comparisons_in_markdown_hold_text_only(pile: Path) -> None:
    from memcon.render import comparison as render
    from memcon.views.encounter import encounter_page

    with open_record(pile) as record:
        for line in record.lines("encounters", Filter(min_confidence=0))[::9]:
            found = encounter_page(record, line["id"])
            check_markdown(render.as_markdown(found.comparison, found.names), line["id"])


def test_exported_tables_hold_no_formula(pile: Path, tmp_path: Path) -> None:
    from memcon.model.kinds import KINDS
    from memcon.render.exports import write_export

    with open_record(pile) as record:
        for kind in KINDS:
            path = write_export(kind, record.lines(kind, Filter(min_confidence=0)), tmp_path, form="csv")
            with path.open(encoding="utf-8", newline="") as file:
                cells = [cell for row in csv.reader(file) for cell in row]
            started = [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r")]
            assert not started, (kind, started[:3])
            assert not [cell for cell in cells if cell[:1] == "-" and not cell[1:].replace(".", "").isdigit()], kind


def test_refusals_name_the_errors_of_hostile_files(tmp_path: Path) -> None:
    path = tmp_path / "<script>alert(1)<script>.jsonl"
    path.write_text("{broken\n")
    with open_record(tmp_path / "r.db", write=True, create=True) as record:
        tally = build([str(path)], record, RULES)
    assert all(isinstance(error, InputError) for error in tally.refused)
    assert tally.refused
