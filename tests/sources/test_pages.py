"""HTML pages: extracted by trafilatura, dated by what they say, and never able to hang or crash a run."""

from __future__ import annotations

import hashlib

import pytest

from memcon.errors import FormatError, InputError, TooLargeError
from memcon.sources import TakeSettings


def test_text_metadata_and_digest(taken, written, page, sentences) -> None:
    head = (
        "<title>Talks go on | Evening Post</title><meta property='og:title' content='Talks go on'>"
        "<meta property='og:site_name' content='Evening Post'>"
        "<meta property='article:published_time' content='2023-02-08T23:30:00-05:00'>"
        "<link rel='canonical' href='https://Post.example.org/talks?utm_campaign=x'>"
    )
    data = page(head, "<nav><a href='/'>Home</a></nav>").encode()
    article = taken(written("a.html", data)).article
    assert article.text == "\n".join(sentences)
    assert (article.title, article.outlet) == ("Talks go on", "Evening Post")
    assert (article.published, article.published_inferred) == ("2023-02-08", False)
    assert article.url == "https://post.example.org/talks"
    assert article.source_sha256 == hashlib.sha256(data).hexdigest()
    assert article.language == "en"


@pytest.mark.parametrize(
    ("head", "body", "published", "inferred"),
    [
        ("<meta name='date' content='2021-03-05'>", "", "2021-03-05", False),
        (
            '<script type="application/ld+json">{"datePublished": "2021-03-05T10:00:00Z"}</script>',
            "",
            "2021-03-05",
            False,
        ),
        ("", "<time datetime='2021-03-05T10:00:00Z'>5 March</time>", "2021-03-05", False),
        ("", "<p>Copyright 2019 Evening Post</p>", "2019", True),
        ("<meta itemprop='copyrightYear' content='2019'>", "", "2019", True),
        ("<meta property='og:image' content='https://x.example/2018/04/05/a.jpg'>", "", None, False),
        ("", "<img src='/2018/04/05/a.jpg'>", None, False),
        ("", "", None, False),
    ],
)
def test_a_date_is_stated_or_marked_as_inferred(
    taken, written, page, head: str, body: str, published: str | None, inferred: bool
) -> None:
    article = taken(written("a.html", page(head, body))).article
    assert (article.published, article.published_inferred) == (published, inferred)


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8", "utf-16"])
def test_the_declared_encoding(taken, written, encoding: str) -> None:
    text = "Президент заявил, что переговоры продолжатся в понедельник в Москве, и стороны обсудят торговлю."
    data = f"<html><head><meta charset='{encoding}'></head><body><article><p>{text}</p></article></body></html>"
    article = taken(written("a.html", data.encode(encoding))).article
    assert article.text == text
    assert article.language == "ru"


@pytest.mark.parametrize("content", ["<html><body><nav>Home</nav></body></html>", "<html></html>", "no page at all"])
def test_a_page_without_an_article(taken, written, content: str) -> None:
    assert taken(written("a.html", content)).error.message == "holds no article text"


def test_an_empty_page(taken, written) -> None:
    assert taken(written("a.html", " \n")).error.message == "is empty"


NEWS = "<p>The minister said on Monday that the talks would go on in the capital of the neighbouring state.</p>"
BOMBS = {
    "nested": "<div>" * 100_000 + NEWS,
    "nested and closed": "<div>" * 100_000 + NEWS + "</div>" * 100_000,
    "nested inline": "<p>" + "<b><i>" * 50_000 + NEWS,
    "nested tables": "<table><tr><td>" * 20_000 + NEWS,
    "attribute": f'<article x="{"a" * 5_000_000}">{NEWS}</article>',
    "comments": "<!--" * 100_000 + NEWS,
    "brackets": "<" * 1_000_000,
    "json-ld": "<script type='application/ld+json'>" + '{"a":' * 100_000 + "</script>" + NEWS,
    "NULs": "\0<p>a\0b</p>\0" + NEWS,
    "entities": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY a{n} '{(f'&a{n - 1};' if n > 1 else '&a;') * 10}'>" for n in range(1, 12))
    + f"]><html><body><article><p>&a11;</p>{NEWS}</article></body></html>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_page_made_to_break_parsers(taken, written, name: str) -> None:
    bomb = written("bomb.html", BOMBS[name])
    good = written("good.html", f"<html><body><article>{NEWS}</article></body></html>")
    found = taken(bomb, good)
    assert len(found.articles) + len(found.refused) == 2
    assert found.articles[-1].given == str(good)
    assert all(isinstance(error, InputError) and error.source == str(bomb) for error in found.refused)
    assert all(len(article.text) < 1_000 for article in found.articles)


def test_a_page_that_takes_too_long_is_left(taken, written) -> None:
    attributes = " ".join(f"x{number}='1'" for number in range(60_000))
    slow = written("slow.html", f"<html><body><article {attributes}>{NEWS}</article></body></html>")
    good = written("good.html", f"<html><body><article>{NEWS}</article></body></html>")
    found = taken(slow, good, settings=TakeSettings(page_seconds=0.05))
    assert isinstance(found.refused[0], FormatError)
    assert "took over 0.05 s" in found.refused[0].message
    assert taken(good).article


def test_the_parser_dies_and_the_run_goes_on(taken, written) -> None:
    from memcon.sources.extractor import extractor

    good = written("good.html", f"<html><body><article>{NEWS}</article></body></html>")
    assert taken(good).article
    child = extractor()._child
    assert child is not None
    child.kill()
    child.wait()
    assert taken(good).article


def test_a_page_over_the_limit_is_refused_unread(taken, tmp_path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    assert isinstance(taken(path).error, TooLargeError)
