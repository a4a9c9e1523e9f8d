"""The pages in real Chromium: widths, colours, keyboard, dropping, deep links, no scripts, axe-core."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from memcon.web.app import create_app

from .conftest import RULES, Visitor

pytestmark = pytest.mark.browser
CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here (apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server over a record that may be changed."""
    import uvicorn

    path = Path(shutil.copyfile(built, tmp_path_factory.mktemp("served") / "demo.db"))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(path, settings=RULES), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)
    listening.close()


class Tab:
    """A page that notes what its console says."""

    def __init__(self, browser: Any, base: str, **options: Any) -> None:
        self.context = browser.new_context(base_url=base, **options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))


@pytest.fixture
def tab(chromium: Any, served: str) -> Iterator[Tab]:
    found = Tab(chromium, served, viewport={"width": 1280, "height": 900})
    yield found
    found.context.close()
    assert not found.said, found.said


@pytest.mark.parametrize("width", [390, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_is_accessible(
    chromium: Any, served: str, addresses: list[str], width: int, scheme: str
) -> None:
    tab = Tab(chromium, served, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    wrong = []
    for address in addresses:
        tab.page.goto(address)
        wide = tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            wrong.append(f"{address}: {wide} px too wide")
        tab.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        wrong += [
            f"{address}: {violation['id']} ({node['html'][:120]})"
            for violation in found["violations"]
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"][:2]
        ]
    tab.context.close()
    assert not wrong, "\n".join(wrong[:20])
    assert not tab.said, tab.said


def test_no_page_breaks_its_policy(tab: Tab, addresses: list[str]) -> None:
    for address in addresses:
        tab.page.goto(address)
    assert not tab.said


def test_a_line_is_corrected_and_that_undone_by_keyboard(tab: Tab) -> None:
    page = tab.page
    page.goto("/review?kind=asks")
    page.keyboard.press("j")
    page.keyboard.press("j")
    line = page.locator(".line.here")
    key = line.get_attribute("data-line")
    page.keyboard.press("r")
    page.wait_for_selector(f"[data-line='{key}'] .verdict")
    assert "rejected" in page.locator(f"[data-line='{key}']").inner_text()
    assert "rejected" in (page.locator("#said").text_content() or "")
    page.keyboard.press("u")
    page.wait_for_selector(f"[data-line='{key}'] .verdict", state="detached")
    page.keyboard.press("k")
    assert page.locator(".line.here").get_attribute("data-line") != key


def test_a_date_is_set_from_the_forms_beside_the_line(tab: Tab) -> None:
    page = tab.page
    page.goto("/encounters")
    line = page.locator(".line.encounters").first
    line.locator("a.correct").click()
    form = line.locator("form", has=page.locator("input[name=field][value=when]"))
    form.locator("input[name=value]").fill("2023-01-05")
    form.locator("button").click()
    page.wait_for_selector(".line .verdict")
    assert "5 January 2023" in page.locator(".line", has=page.locator(".verdict")).first.inner_text()
    page.locator(".line button.undo").first.click()
    page.wait_for_selector(".line .verdict", state="detached")


def test_the_keys_for_search_and_help(tab: Tab) -> None:
    page = tab.page
    page.goto("/")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("grain ships")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=grain+ships")
    assert page.locator("h1").inner_text() == "Search"


def test_a_deep_link_marks_exactly_its_characters(tab: Tab, reading: Visitor) -> None:
    statement = next(s for s in reading.record.lines("statements") if len(s["content"]) == 1)
    start, end = statement["content"][0]
    text = reading.record.article(statement["article"]).text  # type: ignore[union-attr]
    for low, high in ((start, end), (start + 2, end - 2), (start - 3, end + 3)):
        tab.page.goto("about:blank")
        tab.page.goto(f"/article/{statement['article']}#s={low}-{high}")
        tab.page.wait_for_selector("#text[data-found]")
        found = tab.page.locator("#text").get_attribute("data-found") or ""
        assert found.split() == text[low:high].split()


def test_a_mark_opens_its_line_and_back_returns(tab: Tab, reading: Visitor) -> None:
    page = tab.page
    page.goto(f"/article/{reading.one('statements')['article']}")
    address = page.url
    page.locator("a.run.statements").first.click()
    page.wait_for_url("**/line/**")
    assert page.locator("mark").count() > 0
    page.go_back()
    assert page.url == address


def test_layers_are_switched(tab: Tab, reading: Visitor) -> None:
    page = tab.page
    page.goto(f"/article/{reading.one('statements')['article']}")
    colour = "getComputedStyle(document.querySelector('.run.statements:not(.events)')).backgroundColor"
    shown = page.evaluate(colour)
    page.locator("#layer-statements").uncheck()
    assert page.evaluate(colour) != shown


def test_a_file_is_dropped_and_read(tab: Tab) -> None:
    page = tab.page
    page.goto("/add")
    text = "LISBON, 4 May 2023 - Portuguese Foreign Minister João Cravinho met Spanish Foreign Minister José Albares."
    dropped = page.evaluate_handle(
        "text => { const d = new DataTransfer(); d.items.add(new File([text], 'lisbon.txt')); return d; }", text
    )
    page.dispatch_event(".drop", "drop", {"dataTransfer": dropped})
    page.wait_for_selector("h1:has-text('Added')", timeout=90_000)
    assert "1 read" in page.locator(".now").inner_text()


def test_reading_and_correcting_without_scripts(chromium: Any, served: str, addresses: list[str]) -> None:
    tab = Tab(chromium, served, java_script_enabled=False)
    page = tab.page
    for address in addresses:
        page.goto(address)
        assert page.locator("h1").count() == 1, address
    page.goto("/review?kind=forecasts")
    line = page.locator(".line[data-line]").first
    key = line.get_attribute("data-line")
    line.locator("button[value=accept]").click()
    page.goto(f"/line/{key}")
    assert "accepted" in page.locator(".verdicts").first.inner_text()
    page.locator("button.undo").first.click()
    assert page.locator(f"[data-line='{key}'] .verdict").count() == 0
    tab.context.close()


def test_print_leaves_out_what_is_no_news(tab: Tab) -> None:
    page = tab.page
    page.goto("/")
    page.emulate_media(media="print")
    assert not page.locator(".masthead nav").is_visible()
    assert page.locator("form:visible").count() == 0
    assert page.locator(".masthead .name").is_visible()


def test_the_first_paint_of_the_front_page(tab: Tab) -> None:
    tab.page.goto("/")
    tab.page.wait_for_timeout(300)
    paint = tab.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    weight = tab.page.evaluate(
        "performance.getEntriesByType('resource').reduce((sum, entry) => sum + entry.decodedBodySize, 0)"
    )
    assert paint < 3_000
    assert weight < 500_000
