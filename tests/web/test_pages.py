"""Every page answers, leads on, and weighs little."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from pathlib import Path

import pytest

from memcon.web.templating import STATIC

from .conftest import Visitor

VENDOR = Path(__file__).parent / "vendor"


def test_every_page_answers(reading: Visitor, addresses: list[str]) -> None:
    for address in addresses:
        text = reading.page(address)
        assert "<h1" in text, address
        assert len(text.encode()) < 500_000, address


def test_every_page_has_one_headline_and_its_own_title(reading: Visitor, addresses: list[str]) -> None:
    for address in addresses:
        text = reading.page(address)
        assert text.count("<h1") == 1, address
        assert re.search(r"<title>[^<]+ · memcon</title>", text), address


def test_every_link_leads_somewhere(reading: Visitor, addresses: list[str]) -> None:
    seen: set[str] = set()
    for address in addresses:
        seen |= {unescape(href).partition("#")[0] for href in re.findall(r'href="(/[^"]*)"', reading.page(address))}
    for address in sorted(seen)[:: max(1, len(seen) // 250)]:
        assert reading.get(address).status_code == 200, address


def test_no_page_asks_another_host(reading: Visitor, addresses: list[str]) -> None:
    for address in addresses:
        assert not re.search(r'(?:src|srcset|action)="(?:https?:)?//', reading.page(address)), address


def test_marks_lead_to_characters_that_the_article_page_can_be_opened_at(reading: Visitor) -> None:
    statement = reading.one("statements")
    start, end = statement["content"][0]
    text = reading.page(f"/article/{statement['article']}")
    assert f'id="s={start}-{end}"' in text
    assert f'href="/line/{statement["id"]}"' in text


def test_the_runs_of_an_article_are_its_text(reading: Visitor) -> None:
    for article in reading.record.lines("articles"):
        page = reading.page(f"/article/{article['id']}")
        body = re.search(r'<div class="fulltext".*?</div>', page, re.DOTALL)
        assert body
        runs = re.findall(r'data-s="(\d+)"[^>]*>([^<]*)<', body[0])
        text = reading.record.article(article["id"]).text  # type: ignore[union-attr]
        for start, shown in runs:
            assert unescape(shown) == text[int(start) : int(start) + len(unescape(shown))]
        kept = "".join(unescape(shown) for _, shown in runs)
        assert "".join(kept.split()) == "".join(text.split())


def test_an_encounter_sets_official_accounts_first(reading: Visitor) -> None:
    for encounter in reading.record.lines("encounters"):
        kinds = re.findall(r'<span class="kind">(\w+)</span></th>', reading.page(f"/encounter/{encounter['id']}"))
        columns = kinds[: len(encounter["accounts"])]
        assert columns == sorted(columns, key=lambda kind: kind != "official")


def test_the_origins_of_accounts_are_a_tree_that_leads_to_the_copies(reading: Visitor) -> None:
    copy = next(c for c in reading.record.lines("copies") if c["kind"] in ("near", "duplicate", "reworded"))
    both = {copy["left"], copy["right"]}
    met = next(e for e in reading.record.lines("encounters") if both <= {a["article"] for a in e["accounts"]})
    tree = reading.page(f"/encounter/{met['id']}").partition('<ul class="tree">')[2]
    inner = re.search(r"<ul>(.*?)</ul>", tree, re.DOTALL)
    assert inner
    assert f'href="/article/{copy["right"]}"' in inner[1]
    assert f'href="/line/{copy["id"]}"' in inner[1]
    assert re.search("the same|reworded", inner[1])


def test_a_reported_difference_names_who_reports_it(reading: Visitor) -> None:
    found = next(d for d in reading.record.lines("differences") if d["basis"] == "reported" and d["encounter"])
    text = reading.page(f"/encounter/{found['encounter']}")
    part = text.partition(f'id="line-{found["id"]}"')[2].partition('<div class="difference">')[0]
    assert "reports that they differ: " in part
    assert " against " in part
    assert "not mentioned by" not in part


def test_evidence_of_one_sentence_stands_together(reading: Visitor) -> None:
    from memcon.views.line import line_page

    merged = 0
    for line in reading.record.lines("encounters"):
        cited = line_page(reading.record, line["id"]).cited
        assert len({(c.article, c.start) for c in cited}) == len(cited)
        merged += sum(len(c.spans) > 1 for c in cited)
        for passage in cited:
            text = reading.record.article(passage.article).text  # type: ignore[union-attr]
            assert text[passage.start : passage.start + len(passage.text)] == passage.text
            assert "".join(part for part, _ in passage.parts) == passage.text
            at, own = passage.start, set()
            for part, marked in passage.parts:
                own |= set(range(at, at + len(part))) if marked else set()
                at += len(part)
            assert own == {n for start, end in passage.spans for n in range(start, end)}
    assert merged > 0


def test_scores_are_shown_with_their_sign() -> None:
    from memcon.web.templating import signed

    assert [signed(value) for value in (2, -1.25, 0, -0.04, 0.04, -10)] == [
        "+2.0",
        "−1.2",
        "0.0",
        "0.0",
        "0.0",
        "−10.0",
    ]


def test_search_marks_the_words_and_takes_filters(reading: Visitor) -> None:
    assert re.search(r"<mark>grain</mark>", reading.page("/search?q=grain"), re.IGNORECASE)
    assert "<mark>" not in reading.page("/search?q=grain&outlet=Nobody")
    assert "<mark>" not in reading.page("/search?q=grain&from=2030")
    assert "<mark>" in reading.page("/search?q=grain&actor=RUS")
    assert "without filters" in reading.page("/search?q=grain&actor=RUS")
    assert "without filters" not in reading.page("/search?q=grain")
    assert re.search(r"1 to \d+ of \d+ sentences", reading.page("/search?q=grain"))
    assert "nobody in the record" in reading.page("/search?q=grain&actor=Zembla")
    assert "<mark>" not in reading.page("/search?q=%22grain+purple%22")


@pytest.mark.parametrize(
    "words", ['"', "AND", "NEAR(", "*", "-", "a" * 5000, "\x00", "\ud800".encode("utf-8", "replace")]
)
def test_search_takes_any_words(reading: Visitor, words: str) -> None:
    assert reading.get("/search", params={"q": words}).status_code == 200


def test_an_actors_positions_are_asked_for_by_subject_and_days(reading: Visitor) -> None:
    text = reading.page("/positions?actor=USA")
    assert text.count('class="stance"') > 1
    assert "aiwan" in reading.page("/positions?actor=USA&subject=taiwan")
    assert 'class="stance"' not in reading.page("/positions?actor=USA&subject=taiwan&to=1999")
    assert "is no date" in reading.page("/positions?actor=USA&from=2022-13") or 'role="alert"' in reading.page(
        "/positions?actor=USA&from=2022-13"
    )
    assert reading.get("/positions?actor=none").status_code == 404


def test_beside_a_pair_stand_subjects_and_third_parties(reading: Visitor) -> None:
    text = reading.page("/pair/CHN/USA/beside")
    assert 'class="plain stands ' in text
    assert 'class="plain thirds ' in text
    assert reading.page("/pair/USA/CHN/beside").count("<tr") == text.count("<tr")
    assert reading.get("/pair/XXX/YYY/beside").status_code == 404


def test_the_ledger_is_shown_as_it_stood(reading: Visitor) -> None:
    def counted(page: str) -> int:
        return sum(
            int(n)
            for n in re.findall(r"</a> (\d+)|(?:open|granted|refused|ignored|partly) (\d+)", page)
            for n in n
            if n
        )

    then = reading.page("/ledger?as_of=2022-11-15")
    assert "at the end of 15 November 2022" in then
    assert 0 < counted(then) < counted(reading.page("/ledger"))
    assert 'role="alert"' in reading.page("/ledger?as_of=soon")


def test_a_story_shows_loaded_sentences_with_their_words(reading: Visitor) -> None:
    story = max(reading.record.lines("stories"), key=lambda s: len(s["articles"]))
    text = reading.page(f"/feelings/{story['id']}")
    assert 'class="plain feelings ' in text
    assert ".750" in text
    assert reading.get("/feelings/none").status_code == 404


def test_the_queue_shows_each_line_in_its_sentence(reading: Visitor) -> None:
    text = reading.page("/review?kind=statements")
    assert text.count("<blockquote>") == text.count('data-line="')
    assert "<mark>" in text


def test_what_is_not_there_is_said(reading: Visitor) -> None:
    for address in (
        "/nothing",
        "/article/none",
        "/encounter/none",
        "/actor/none",
        "/line/none",
        "/pair/XXX/YYY",
        "/story/x",
    ):
        answer = reading.get(address)
        assert answer.status_code == 404, address
        assert "<h1" in answer.text


@pytest.mark.parametrize("query", ["p=0", "p=-1", "p=99999", "p=x", "sure=2", "sure=x", "from=2022-13", "zoom=99"])
def test_odd_filters_do_no_harm(reading: Visitor, query: str) -> None:
    for address in ("/encounters", "/statements", "/search", "/articles", "/review", "/outlets", "/pair/CHN/USA"):
        assert reading.get(f"{address}?{query}").status_code == 200, address


def test_zooming_goes_from_years_to_days(reading: Visitor) -> None:
    assert 'href="?zoom=2022#timeline"' in reading.page("/pair/CHN/USA")
    assert 'href="?zoom=2022-11#timeline"' in reading.page("/pair/CHN/USA?zoom=2022")
    assert 'href="?zoom=2022-11-14#timeline"' in reading.page("/pair/CHN/USA?zoom=2022-11")
    assert "14 November 2022" in reading.page("/pair/CHN/USA?zoom=2022-11-14")


@pytest.mark.parametrize("folder", [STATIC / "vendor", VENDOR])
def test_vendored_files_are_the_published_ones(folder: Path) -> None:
    lines = [line for line in (folder / "HASHES.txt").read_text().splitlines() if not line.startswith("#")]
    listed = dict(reversed(line.split("  ")) for line in lines)
    assert set(listed) == {path.name for path in folder.iterdir()} - {"HASHES.txt"}
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
