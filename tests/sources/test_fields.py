"""What is known of an article: address, language, outlet, kind."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from memcon.sources.addresses import canonical_url, host_of
from memcon.sources.languages import language_code, language_of


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("HTTP://Www.Example.ORG:80/A?b=1&utm_source=x&c#top", "http://www.example.org/A?b=1&c"),
        ("https://example.org", "https://example.org/"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://example.org:8443/a?", "https://example.org:8443/a"),
        ("https://example.org//wiki/A_(b),_c", "https://example.org//wiki/A_(b),_c"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("javascript:alert(1)", None),
        ("https://exa mple.org/", None),
        ("http://example.org:port/", None),
        ("//example.org/", None),
        ("", None),
    ],
)
def test_one_spelling_of_an_address(given: str, canonical: str | None) -> None:
    assert canonical_url(given) == canonical
    if canonical is not None:
        assert canonical_url(canonical) == canonical


def test_host() -> None:
    assert host_of("https://News.Example.org.:443/x") == "news.example.org"


@pytest.mark.parametrize(
    ("given", "code"),
    [("EN-us", "en"), ("english", "en"), ("rus", "ru"), ("zh_Hans", "zh"), ("nds", "nds"), ("?", None)],
)
def test_language_codes(given: str, code: str | None) -> None:
    assert language_code(given) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ministers met on Monday in the capital, and a second round of talks is planned.", "en"),
        ("Die Minister trafen sich am Montag in der Hauptstadt, eine zweite Runde ist für den Herbst geplant.", "de"),
        ("Президент заявил, что переговоры продолжатся в понедельник в Москве.", "ru"),
        ("They met.", None),
        ("1234 5678 90 " * 50, None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_a_given_language_is_kept_and_a_wrong_one_recognised(taken, written) -> None:
    text = "The ministers met on Monday in the capital, and a second round of talks is planned."
    rows = [{"text": text, "language": "fr"}, {"text": text, "language": "???"}]
    found = taken(written("a.jsonl", "\n".join(json.dumps(row) for row in rows)))
    assert [article.language for article in found.articles] == ["fr", "en"]
    assert "no language code" in found.notices[0]


def test_kinds_follow_the_outlet_unless_given(taken, written) -> None:
    rows = [
        {"text": "One.", "outlet": "Reuters"},
        {"text": "Two.", "outlet": "Reuters", "kind": "opinion"},
        {"text": "Three.", "url": "https://www.reuters.com/world/x"},
        {"text": "Four.", "outlet": "Some Gazette", "kind": "poem"},
        {"text": "Five.", "url": "https://m.gazette.example.org/x"},
    ]
    found = taken(written("a.jsonl", "\n".join(json.dumps(row) for row in rows)))
    assert [(article.outlet, article.kind) for article in found.articles] == [
        ("Reuters", "wire"),
        ("Reuters", "column"),
        ("Reuters", "wire"),
        ("Some Gazette", "other"),
        ("gazette.example.org", "unknown"),
    ]
    assert "kind 'poem'" in found.notices[0]


def test_importing_sources_loads_no_parser() -> None:
    code = (
        "import sys, memcon.sources; print([name for name in ('trafilatura', 'feedparser', 'fastwarc', 'httpx', 'lxml',"
        " 'charset_normalizer', 'py3langid', 'numpy', 'spacy') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_demonstration_is_taken_in_whole(taken) -> None:
    from pathlib import Path

    import memcon.demo

    found = taken(Path(memcon.demo.__file__).parent / "articles")
    assert not found.refused
    assert not found.notices
    assert len(found.articles) >= 12
    assert {article.language for article in found.articles} == {"en", "de"}
