"""RSS and Atom feeds: an entry an article."""

from __future__ import annotations

import gzip

import pytest

from memcon.errors import FormatError

LONG = "The ministers met on Monday in the capital, and a second round of talks is planned for the autumn."


def rss(*items: str, title: str = "Evening Post", lead: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{lead}<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
    )


def item(description: str, date: str = "Fri, 30 Dec 2022 23:10:00 -0500", title: str = "Talks &amp; tea") -> str:
    return (
        f"<item><title>{title}</title><link>https://Post.example.org/1?utm_source=rss</link>"
        f"<pubDate>{date}</pubDate><description>{description}</description></item>"
    )


def test_an_rss_entry(taken, written) -> None:
    path = written("a.rss", rss(item(f"<![CDATA[<p>{LONG}</p><p>{LONG[:60]} again.</p>]]>")))
    article = taken(path).article
    assert article.text == f"{LONG}\n{LONG[:60]} again."
    assert (article.title, article.outlet, article.published) == ("Talks & tea", "Evening Post", "2022-12-30")
    assert article.url == "https://post.example.org/1"
    assert article.given == f"{path}, entry 1"
    assert article.source_sha256 is not None


def test_an_atom_entry_prefers_the_whole_content(taken, written) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Evening Post</title><entry><title>Talks</title>'
        '<link href="https://post.example.org/2"/><updated>2022-12-31T01:00:00Z</updated>'
        "<published>2022-12-30T10:00:00Z</published><summary>Short.</summary>"
        f'<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content>'
        "</entry></feed>"
    )
    for name in ("a.atom", "a.xml"):
        article = taken(written(name, feed)).article
        assert (article.text, article.published, article.url) == (LONG, "2022-12-30", "https://post.example.org/2")
    assert taken(written("a.xml.gz", gzip.compress(feed.encode()))).article.text == LONG


def test_a_summary_without_marks_stays_as_it_is(taken, written) -> None:
    assert taken(written("a.rss", rss(item(LONG)))).article.text == LONG


def test_a_short_summary_is_still_an_article(taken, written) -> None:
    assert taken(written("a.rss", rss(item("<![CDATA[<p>They met.</p>]]>")))).article.text == "They met."


def test_a_wrong_entry_costs_that_entry(taken, written) -> None:
    found = taken(written("a.rss", rss(item(""), item(LONG), item(LONG, date="03/04/2022 or so"))))
    assert len(found.articles) == 1
    assert [error.place for error in found.refused] == ["entry 1", "entry 3, field published"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "is empty"),
        ("<?xml version='1.0'?><note>nothing</note>", "no RSS or Atom feed"),
        (rss(), "no RSS or Atom feed"),
        ("<rss><channel><item><title>cut of", "entry"),
        ("plain words", "no RSS or Atom feed"),
    ],
)
def test_what_is_no_feed(taken, written, content: str, why: str) -> None:
    error = taken(written("a.rss", content)).error
    assert why in str(error)


def test_an_xml_file_may_be_a_page(taken, written, page, sentences) -> None:
    assert taken(written("a.xml", page())).article.text == "\n".join(sentences)


def test_entities_are_neither_loaded_nor_multiplied(taken, written) -> None:
    laughs = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    lead = f"<!DOCTYPE rss [<!ENTITY a0 'ha'>{laughs}<!ENTITY file SYSTEM 'file:///etc/hostname'>]>"
    found = taken(written("a.rss", rss(item(f"{LONG} &a9; &file;"), lead=lead)))
    for article in found.articles:
        assert len(article.text) < 1_000
        with open("/etc/hostname") as file:
            assert file.read().strip() not in article.text
    assert all(isinstance(error, FormatError) for error in found.refused)


def test_a_known_site_has_its_own_name(taken, written) -> None:
    feed = rss(item(LONG).replace("Post.example.org", "www.reuters.com"), title="Reuters: World, latest")
    article = taken(written("a.rss", feed)).article
    assert (article.outlet, article.kind) == ("Reuters", "wire")
