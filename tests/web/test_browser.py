"""The pages in real Chromium: widths, colours, keyboard, dropping, deep links, no scripts, axe-core."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from . import browser
from .browser import Tab
from .conftest import Visitor

pytestmark = pytest.mark.browser
JUDGED = ((390, "light"), (1600, "dark"))
"""Where axe-core looks: every width and every scheme once; that nothing is too wide is looked at in all four."""
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server over a record that may be changed."""
    with browser.served(built, tmp_path_factory.mktemp("served")) as address:
        yield address


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
        if (width, scheme) not in JUDGED:
            continue
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


CORRECTIONS = [
    ("/statements", {"field": "speaker", "value": "Wang Yi"}, "corrected speaker = Wang Yi"),
    ("/statements", {"field": "when", "value": "2022-11-13"}, "13 November 2022"),
    ("/events", {"field": "type", "value": "AGREE"}, "AGREE"),
    ("/encounters", {"field": "kind", "value": "visit"}, "Visit"),
    ("/asks?status=open", {"field": "status", "value": "refused"}, "refused"),
    ("/forecasts", {"field": "outcome", "value": "true"}, "came true"),
    ("/differences", {"verdict": "accept"}, "accepted"),
    ("/copies", {"verdict": "reject"}, "rejected"),
    ("/encounters", {"verdict": "split"}, "split"),
    ("/actors?name=blinken", {"field": "office", "value": "envoy"}, "envoy"),
]


@pytest.mark.parametrize(("address", "change", "shown"), CORRECTIONS)
def test_every_correction_is_made_and_undone_beside_the_line(
    tab: Tab, address: str, change: dict[str, str], shown: str
) -> None:
    page = tab.page
    page.goto(address)
    line = page.locator(".line[data-line]").first
    before = line.locator(".lead, .text, .tags").all_inner_texts()
    line.locator("a.correct").click()
    line.locator(".correcting input[name=note]").wait_for()
    if "field" in change:
        form = line.locator("form", has=page.locator(f"input[name=field][value={change['field']}]"))
        box = form.locator("[name=value]:not([type=hidden])")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(change["value"])
        else:
            box.fill(change["value"])
        form.locator("button").click()
    else:
        line.locator(".correcting input[name=note]").fill("as the text has it")
        line.locator(f".correcting button[value={change['verdict']}]").click()
    page.wait_for_selector(".line .verdict")
    found = page.locator(".line", has=page.locator(".verdict")).first
    assert shown in found.inner_text()
    assert "as the text has it" in found.inner_text() or "field" in change
    found.locator("button.undo").first.click()
    page.wait_for_selector(".line .verdict", state="detached")
    page.goto(address)
    assert page.locator(".line[data-line]").first.locator(".lead, .text, .tags").all_inner_texts() == before


@pytest.mark.parametrize("kind", ["encounters", "actors"])
def test_two_lines_are_merged_and_that_undone_from_the_page_of_decisions(tab: Tab, kind: str) -> None:
    page = tab.page
    page.goto("/encounters?actor=antony-blinken" if kind == "encounters" else "/actors?name=an")
    lines = page.locator(".line[data-line]")
    keys = [lines.nth(n).get_attribute("data-line") for n in range(lines.count())]
    lines.first.locator("a.correct").click()
    form = lines.first.locator("form", has=page.locator("input[name=verdict][value=merge]"))
    form.locator("input[name=value]").fill(str(keys[1]))
    form.locator("button").click()
    page.wait_for_selector(".line .verdict")
    assert "merged" in page.locator(".verdicts").first.inner_text()
    page.goto("/decisions")
    page.locator("button.undo").first.click()
    page.wait_for_selector("tr.silent >> text=withdrawn")
    assert page.locator("button.undo").count() == 0
    for key in keys[:2]:
        page.goto(f"/line/{key}")
        assert page.locator("h1").text_content() == key


def test_what_cannot_be_is_said_beside_the_line(tab: Tab) -> None:
    page = tab.page
    page.goto("/encounters")
    line = page.locator(".line.encounters").first
    line.locator("a.correct").click()
    form = line.locator("form", has=page.locator("input[name=field][value=when]"))
    form.locator("input[name=value]").fill("next Tuesday")
    form.locator("button").click()
    page.wait_for_selector("[role=alert]")
    assert "Not done" in page.locator("[role=alert]").first.inner_text()


def test_what_comes_later_on_a_page_comes(tab: Tab, addresses: list[str]) -> None:
    page = tab.page
    story = next(address for address in addresses if address.startswith("/story/"))
    parts = (("/actor/USA", ".stance"), ("/pair/CHN/USA", "table.thirds, table.stands"), (story, ".feelings"))
    for address, wanted in parts:
        page.goto(address)
        page.evaluate("document.querySelector('.later')?.scrollIntoView()")
        page.wait_for_selector(wanted, timeout=30_000)
        assert page.locator(".later").count() == 0, address
        assert page.locator("h1").count() == 1, address


def test_search_opens_the_sentence_and_back_returns_to_the_results(tab: Tab) -> None:
    page = tab.page
    page.goto("/search?q=grain")
    hits = page.locator(".hits li").count()
    words = page.locator(".hits mark").first.inner_text()
    page.locator(".hits a.open").first.click()
    page.wait_for_url("**/article/**#s=*")
    page.wait_for_selector("#text[data-found]")
    assert words in (page.locator("#text").get_attribute("data-found") or "")
    page.go_back()
    page.wait_for_url("**/search?q=grain")
    assert page.locator(".hits li").count() == hits
    page.locator("select[name=voice]").select_option("opinion")
    page.locator(".filters button").click()
    page.wait_for_url("**voice=opinion**")
    assert page.locator(".hits li").count() < hits


def test_back_from_a_zoomed_pair_and_a_deep_link_into_its_table(tab: Tab) -> None:
    page = tab.page
    page.goto("/pair/CHN/USA")
    page.locator(".timeline a", has_text="2022").click()
    page.wait_for_url("**zoom=2022**")
    page.go_back()
    assert "zoom" not in page.url
    row = page.locator("#months tr[id]").first.get_attribute("id")
    page.goto(f"/pair/CHN/USA#{row}")
    assert page.locator(f"#{row}").is_visible()


def test_hostile_strings_do_nothing_in_a_browser(
    chromium: Any, pile: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with browser.served(pile, tmp_path_factory.mktemp("hostile-served")) as address:
        tab = Tab(chromium, address)
        page = tab.page
        places = ("/", "/encounters", "/articles?p=2", "/review", "/ledger", "/actor/AAA", "/pair/AAA/BBB", "/outlets")
        foreign = "document.querySelectorAll('main script, main iframe, main img').length"
        for place in places:
            page.goto(place)
            page.wait_for_load_state("networkidle")
            assert page.evaluate(foreign) == 0, place
        page.goto("/review?kind=asks")
        page.wait_for_load_state("networkidle")
        for _ in range(12):  # lines put into the page by script are text, too
            page.keyboard.press("j")
            page.keyboard.press("e")
            page.wait_for_selector(".line.here .correcting")
        page.keyboard.press("a")
        page.wait_for_selector(".line .verdict")  # linking anew leaves none of the invented lines
        assert page.evaluate(foreign) == 0
        tab.context.close()
        assert not tab.said, tab.said


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
    page.goto("/articles")
    page.locator(".line.articles .who a").nth(2).click()
    assert not page.locator("#layer-statements").is_checked()  # as it was left
    page.locator("#layer-statements").check()
    page.reload()
    assert page.locator("#layer-statements").is_checked()


@pytest.mark.parametrize(
    ("layer", "style"),
    [
        ("statements", "backgroundImage + s.backgroundColor"), ("events", "backgroundImage + s.backgroundColor"),
        ("asks", "backgroundColor"), ("forecasts", "backgroundColor"), ("times", "backgroundColor"),
        ("copies", "borderBottomWidth"), ("opinion", "boxShadow"), ("furniture", "fontFamily"),
    ],
)  # fmt: skip
def test_each_layer_shows_and_hides_its_marks(tab: Tab, reading: Visitor, layer: str, style: str) -> None:
    page = tab.page
    for article in reading.record.lines("articles"):
        page.goto(f"/article/{article['id']}")
        box = page.locator(f"#layer-{layer}")
        if box.is_enabled() and page.locator(f".run.{layer}").count():
            break
    look = f"(() => {{ const s = getComputedStyle(document.querySelector('.run.{layer}')); return s.{style}; }})()"
    box.check()
    shown = page.evaluate(look)
    box.uncheck()
    assert page.evaluate(look) != shown


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


def test_print_leaves_out_what_is_no_news_and_nothing_else(tab: Tab, addresses: list[str]) -> None:
    page = tab.page
    # What is read: the words of every line, table and text that are on the screen are on paper too.
    words = """() => [...document.querySelectorAll('h1, h2, h3, .who, .when, .text, td, th, .fulltext p, .tag')]
      .filter((e) => e.checkVisibility() && e.closest('main') && !e.closest('form, details, .later'))
      .map((e) => e.textContent.trim()).filter(Boolean)"""
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 less its margins
    for address in addresses:
        page.emulate_media(media="screen")
        page.goto(address)
        page.evaluate("document.querySelector('.later')?.scrollIntoView()")
        page.wait_for_selector(".later", state="detached", timeout=30_000)
        shown = page.evaluate(words)
        page.emulate_media(media="print")
        assert not Counter(shown) - Counter(page.evaluate(words)), address
        assert page.locator("form:visible, nav:visible, button:visible, input:visible").count() == 0, address
        assert page.locator(".masthead .name").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_first_paint_of_the_front_page(tab: Tab) -> None:
    tab.page.goto("/")
    tab.page.wait_for_timeout(300)
    paint = tab.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    weight = tab.page.evaluate(
        "performance.getEntriesByType('resource').reduce((sum, entry) => sum + entry.decodedBodySize, 0)"
    )
    assert paint < 3_000
    assert weight < 500_000
