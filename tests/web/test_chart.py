"""The chart of a pair: what its points open, its switches, its change points, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from memcon.ingest import build
from memcon.model.actor import Actor
from memcon.model.link import ArticleLinks, Linked, Relation
from memcon.model.reading import Event
from memcon.model.span import Evidence, Span
from memcon.model.when import from_edtf
from memcon.record import open_record
from memcon.render.charts import chart
from memcon.views.front import Point

from . import browser
from .browser import Tab
from .conftest import RULES, Visitor

MONTHS = [f"{year}-{month:02d}" for year in (2019, 2022, 2023) for month in range(1, 13)][-25:]
"""From December 2019 on; of 2020 and 2021 nothing is known. Deeds turn in January 2023."""
ECONOMIC = "2023-06"
TEXT = "OSLO, 3 May 2023 - Norwegian Foreign Minister Anniken Huitfeldt met Finnish Foreign Minister Pekka Haavisto."


def _made(article: str) -> Linked:
    text = "Norwegian Foreign Minister"
    start = TEXT.index(text)
    evidence = (Evidence(article=article, span=Span(start, start + len(text)), quote=text),)
    found = {"confidence": 0.9, "evidence": evidence}
    events, relations = [], []
    for month in MONTHS:
        score = 5.0 if month < "2023" else -5.0
        for line, channel, value in (
            ("deeds", "military", score), ("words", "diplomatic", 2.0), ("deeds", "economic", 9.0),
        ):  # fmt: skip
            if channel == "economic" and month != ECONOMIC:
                continue
            own = f"{month} {line} {channel}"
            events.append(
                Event(id=f"e{own}", article=article, type="AID" if value > 0 else "COERCE", mode="", source=("NOR",),
                      target=("FIN",), channel=channel, status="done", when=from_edtf(month, basis="stated"),
                      trigger=Span(start, start + 9), **found)
            )  # fmt: skip
            relations.append(
                Relation(id=f"r{own}", between=("FIN", "NOR"), period=month, channel=channel, line=line,
                         events=(f"e{own}",), independent_events=3, score=value, low=value - 1, high=value + 1, **found)
            )  # fmt: skip
    actors = tuple(
        Actor(id=key, name=name, kind="state", state=key) for key, name in (("FIN", "Finland"), ("NOR", "Norway"))
    )
    return Linked(actors=actors, events=tuple(events), relations=tuple(relations))


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of two states whose deeds turned in January 2023."""
    folder = tmp_path_factory.mktemp("turned")
    (folder / "oslo.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "turned.db"
    with open_record(path, write=True, create=True) as record:
        build([str(folder / "oslo.txt")], record, RULES)
        key = record.lines("articles")[0]["id"]
        linked = replace(_made(key), articles=(ArticleLinks(article=key, origin=key),))
        record.write_links(linked, opinions={}, fingerprint="turned")
    return path


@pytest.fixture(scope="module")
def nordic(turned: Path) -> Iterator[Visitor]:
    visitor = Visitor(turned)
    yield visitor
    visitor.record.close()


@pytest.fixture(scope="module")
def served(turned: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with browser.served(turned, tmp_path_factory.mktemp("served")) as address:
        yield address


def points(text: str) -> list[tuple[str, str]]:
    return re.findall(r'class="point" href="([^"]+)"[^>]*data-line="(\w+)"', text)


def test_every_point_opens_a_page_of_what_it_rests_on(nordic: Visitor) -> None:
    found = points(nordic.page("/pair/NOR/FIN"))
    assert len(found) == 2 * len(MONTHS)
    for address, line in found[::7]:
        text = nordic.page(address)
        assert text.count('class="line events') == (2 if line == "deeds" and ECONOMIC in address else 1)
        assert "#s=" in text  # each with its characters
    assert nordic.get("/pair/FIN/NOR/at/2019-01/deeds").status_code == 404
    assert nordic.get("/pair/FIN/NOR/at/2023-01/rumours").status_code == 404


def test_channels_are_switched_by_address_in_all_that_is_said(nordic: Visitor) -> None:
    text = nordic.page("/pair/FIN/NOR?channel=economic")
    assert [line for _, line in points(text)] == ["deeds"]
    assert points(text)[0][0].endswith(f"/at/{ECONOMIC}/deeds?channel=economic")
    assert nordic.page(points(text)[0][0]).count('class="line events') == 1
    assert text.count("<tr id=") == 1
    assert "none on record on these channels" in text
    assert not points(nordic.page("/pair/FIN/NOR?channel="))


def test_a_mean_that_moved_is_drawn_and_said(nordic: Visitor) -> None:
    text = nordic.page("/pair/FIN/NOR")
    assert re.findall(r'class="break deeds" data-month="([^"]+)"', text) == ["2023-01"]
    assert "became more hostile" in text
    assert 'class="break' not in nordic.page("/pair/FIN/NOR?channel=diplomatic")


def test_no_line_is_drawn_over_a_year_of_silence() -> None:
    def at(*periods: str) -> list[Point]:
        return [Point(period=period, score=1, low=0, high=2, weight=1) for period in periods]

    drawn = chart(at("2019-12", "2022-01", "2022-12"), at("2021-01", "2022-01"), width=900, height=300)
    assert [line for line, _ in drawn.paths] == ["deeds", "words", "words"]
    assert [line for line, _ in drawn.bands] == ["deeds", "words"]
    assert (drawn.first, drawn.last) == ("2019-12", "2022-12")
    short = chart(at("2022-05"), [], width=900, height=300)
    assert [tick.text for tick in short.years] == ["Jan 2022", "Apr 2022", "Jul 2022", "Oct 2022"]


@pytest.mark.browser
def test_the_chart_drawn_by_script_has_the_points_bands_and_change_points(tab: Tab) -> None:
    page = tab.page
    page.goto("/pair/FIN/NOR")
    page.wait_for_selector("svg.plotted-chart")
    assert page.locator("svg.plotted-chart a.point").count() == 2 * len(MONTHS)
    assert page.locator("svg.plotted-chart >> text=deeds moved").count() == 1
    assert page.locator("svg.plotted-chart >> text=words moved").count() == 0
    labels = page.locator("svg.plotted-chart a.point").evaluate_all("all => all.map(a => a.getAttribute('aria-label'))")
    assert {"words in December 2019: +2.0, 3 origins", "deeds in June 2023: +2.0, 6 origins"} <= set(labels)
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(300)
    assert page.locator("svg.plotted-chart a.point").count() == 2 * len(MONTHS)


@pytest.mark.browser
def test_a_point_opens_its_evidence_below_the_chart_where_it_can_be_corrected(tab: Tab) -> None:
    page = tab.page
    page.goto("/pair/FIN/NOR")
    point = page.locator("svg.plotted-chart a.point[aria-label^='deeds in June 2023']")
    point.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#point .line.events")
    assert page.url.endswith("/pair/FIN/NOR")
    assert page.locator("#point .line.events").count() == 2
    assert page.evaluate("document.activeElement.id") == "point"
    page.locator("#point .line a.correct").first.click()
    page.wait_for_selector("#point .correcting")
    page.locator("#point .line a.mark").first.click()
    page.wait_for_url("**/article/**#s=*")
    page.go_back()
    assert page.locator("svg.plotted-chart").count() == 1


@pytest.mark.browser
def test_points_are_opened_by_the_mouse_also_where_both_lines_meet(tab: Tab) -> None:
    page = tab.page
    page.goto("/pair/FIN/NOR")
    for line, events in (("deeds", 2), ("words", 1), ("deeds", 2)):
        page.locator(f"svg.plotted-chart a.point[aria-label^='{line} in June 2023']").click()
        page.locator("#point .line.events").nth(events - 1).wait_for()
        page.locator(f"#point .who >> text={line.capitalize()}").wait_for()
        assert page.locator("#point .line.events").count() == events
    page.locator("svg.plotted-chart").click(position={"x": 200, "y": 60}, trial=False)  # no point is near
    assert page.url.endswith("/pair/FIN/NOR")


@pytest.mark.browser
def test_switching_channels_changes_chart_words_table_and_address(tab: Tab) -> None:
    page = tab.page
    page.goto("/pair/FIN/NOR?zoom=2023")
    page.wait_for_selector("svg.plotted-chart")
    rows = page.locator("#months tr[data-month]").count()
    page.locator("button[data-switch=none]").click()
    page.wait_for_selector("#relation-body p.none")
    page.locator("input[name=channel][value=economic]").check()
    page.wait_for_selector("svg.plotted-chart")
    assert page.locator("svg.plotted-chart a.point").count() == 1
    assert page.locator("#months tr[data-month]").count() == 1
    assert "channel=economic" in page.url
    assert "zoom=2023" in page.url
    assert "none on record on these channels" in page.locator("aside").inner_text()
    page.reload()  # the address can be shared
    page.wait_for_selector("svg.plotted-chart")
    assert page.locator("svg.plotted-chart a.point").count() == 1
    assert page.locator("input[name=channel]:checked").count() == 1
    page.locator("button[data-switch=all]").click()
    page.locator("#months tr[data-month]").nth(rows - 1).wait_for()
    assert "channel" not in page.url


@pytest.mark.browser
def test_without_scripts_points_and_switches_are_links_and_a_form(chromium: Any, served: str) -> None:
    tab = Tab(chromium, served, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = tab.page
    page.goto("/pair/FIN/NOR")
    for name in ("military", "diplomatic"):
        page.locator(f"input[name=channel][value={name}]").uncheck()
    page.locator("form.channels button[type=submit]").click()
    assert page.locator("svg.chart a.point").count() == 1
    page.locator("svg.chart a.point circle").click()
    assert page.locator("h1").inner_text() == "Finland – Norway: deeds in June 2023"
    assert page.locator(".line.events").count() == 1
    tab.context.close()
    assert not tab.said, tab.said
