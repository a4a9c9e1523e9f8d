"""Web addresses: fetched from a server on the loopback, which is refused unless it is permitted."""

from __future__ import annotations

import gzip
import socket
import time

import pytest

from memcon.errors import FetchError, InputError, TooLargeError
from memcon.sources import TakeSettings
from memcon.sources.hosts import allowed_addresses, is_public

HERE = TakeSettings(allow_private=True, timeout=5)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def pages(site, page):
    site.answers["/a"] = (200, HTML, page("<title>Talks go on</title>").encode())
    return site


def test_a_page(taken, pages, sentences) -> None:
    article = taken(f"{pages.root}/a?utm_source=x#top", settings=HERE).article
    assert article.text == "\n".join(sentences)
    assert (article.title, article.outlet, article.url) == ("Talks go on", "127.0.0.1", f"{pages.root}/a")
    assert pages.asked == ["/robots.txt", "/a"]


def test_the_loopback_is_refused_unless_permitted(taken, pages) -> None:
    error = taken(f"{pages.root}/a").error
    assert isinstance(error, FetchError)
    assert "--allow-private" in error.message
    assert error.source == f"{pages.root}/a"
    assert pages.asked == []


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"],
)
def test_spellings_of_private_addresses(taken, host: str) -> None:
    error = taken(f"http://{host}:9/a").error
    assert isinstance(error, FetchError)
    assert "private or reserved" in error.message or "not known" in error.message


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("172.16.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_name_that_leads_inside_is_refused(monkeypatch) -> None:
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        allowed_addresses("news.example.org", 80, allow_private=False, source="x")


def test_a_name_is_resolved_once_for_a_connection(taken, pages, monkeypatch) -> None:
    """A name that changes its address between the check and the connection gains nothing."""
    real, asked = socket.getaddrinfo, []

    def resolve(host, port, *rest, **more):
        asked.append(host)
        return real("127.0.0.1" if host == "news.example.org" else host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    port = pages.server_address[1]
    article = taken(f"http://news.example.org:{port}/a", settings=HERE).article
    assert article.url == f"http://news.example.org:{port}/a"
    assert set(asked) <= {"news.example.org", "127.0.0.1"}


def test_redirects_are_followed_and_each_is_checked(taken, pages) -> None:
    pages.answers["/old"] = (301, {"Location": "/a"}, b"")
    assert taken(f"{pages.root}/old", settings=HERE).article.url == f"{pages.root}/a"
    pages.answers["/loop"] = (302, {"Location": "/loop"}, b"")
    assert "more than 5 times" in taken(f"{pages.root}/loop", settings=HERE).error.message
    pages.answers["/file"] = (302, {"Location": "file:///etc/hostname"}, b"")
    assert "no http or https" in taken(f"{pages.root}/file", settings=HERE).error.message


def test_a_redirect_to_the_inside_is_refused(taken, pages, monkeypatch) -> None:
    """The first address counts as public here; the one it leads on to does not."""
    pages.answers["/out"] = (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b"")
    monkeypatch.setattr("memcon.sources.hosts.is_public", lambda address: address == "127.0.0.1")
    error = taken(f"{pages.root}/out").error
    assert "169.254.169.254" in error.message
    assert error.source == f"{pages.root}/out"


def test_what_leads_to_a_page_already_read_is_read_once(taken, pages) -> None:
    pages.answers["/old"] = (301, {"Location": "/a"}, b"")
    assert len(taken(f"{pages.root}/a", f"{pages.root}/old", f"{pages.root}/a#x", settings=HERE).articles) == 1


def test_robots_txt_is_asked_once_and_kept(taken, pages, page) -> None:
    pages.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /shut/\n\nUser-agent: other\nDisallow: /\n")
    pages.answers["/shut/b"] = (200, HTML, page().encode())
    found = taken(f"{pages.root}/a", f"{pages.root}/shut/b", settings=HERE)
    assert len(found.articles) == 1
    assert found.refused[0].message == "the site's robots.txt does not allow it"
    assert pages.asked == ["/robots.txt", "/a"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_site_without_robots_txt(taken, pages, status: int, allowed: bool) -> None:
    pages.answers["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /")
    found = taken(f"{pages.root}/a", settings=HERE)
    assert bool(found.articles) is allowed
    assert len(found.refused) == (not allowed)


@pytest.mark.parametrize("status", [403, 404, 500])
def test_other_answers(taken, pages, status: int) -> None:
    pages.answers["/a"] = (status, HTML, b"")
    assert taken(f"{pages.root}/a", settings=HERE).error.message == f"the server answered {status}"


def test_what_is_no_page(taken, pages) -> None:
    pages.answers["/a"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7")
    assert "application/pdf" in taken(f"{pages.root}/a", settings=HERE).error.message
    pages.answers["/b"] = (200, {}, b"\x89PNG\0")
    assert isinstance(taken(f"{pages.root}/b", settings=HERE).error, InputError)


def test_a_feed_and_a_text(taken, pages) -> None:
    item = b"<item><title>T</title><description>They met.</description></item>"
    feed = b"<rss version='2.0'><channel><title>Post</title>" + item + b"</channel></rss>"
    pages.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed)
    pages.answers["/t"] = (200, {"Content-Type": "text/plain; charset=cp1252"}, "“They met.”".encode("cp1252"))
    found = taken(f"{pages.root}/feed", f"{pages.root}/t", settings=HERE)
    assert [article.text for article in found.articles] == ["They met.", "“They met.”"]
    assert found.articles[0].outlet == "Post"


def test_a_packed_answer_and_a_bomb(taken, pages, page) -> None:
    packed = {**HTML, "Content-Encoding": "gzip"}
    pages.answers["/a"] = (200, packed, gzip.compress(page().encode()))
    pages.answers["/bomb"] = (200, packed, gzip.compress(bytes(60_000_000)))
    assert taken(f"{pages.root}/a", settings=HERE).article
    assert isinstance(taken(f"{pages.root}/bomb", settings=HERE).error, TooLargeError)


def test_an_answer_over_the_limit(taken, pages) -> None:
    pages.answers["/a"] = (200, HTML, b"x" * 200_000)
    settings = TakeSettings(allow_private=True, max_page_bytes=100_000)
    assert isinstance(taken(f"{pages.root}/a", settings=settings).error, TooLargeError)


def test_an_answer_that_drips_is_left(taken, pages) -> None:
    def drip(handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(100):
            try:
                handler.wfile.write(b"x")
                time.sleep(0.05)
            except OSError:
                return

    pages.answers["/a"] = drip
    start = time.monotonic()
    error = taken(f"{pages.root}/a", settings=TakeSettings(allow_private=True, timeout=0.4)).error
    assert isinstance(error, FetchError)
    assert time.monotonic() - start < 3


def test_a_server_that_says_nothing_or_is_not_there(taken, pages) -> None:
    pages.answers["/a"] = lambda _: time.sleep(1)
    assert "within" in taken(f"{pages.root}/a", settings=TakeSettings(allow_private=True, timeout=0.3)).error.message
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert isinstance(taken(f"http://127.0.0.1:{port}/", settings=HERE).error, FetchError)


def test_no_more_addresses_than_permitted(taken, pages, page) -> None:
    pages.answers["/b"] = (200, HTML, page().encode())
    found = taken(f"{pages.root}/a", f"{pages.root}/b", settings=TakeSettings(allow_private=True, max_pages=1))
    assert len(found.articles) == 1
    assert "limit of 1 addresses" in found.refused[0].message


@pytest.mark.parametrize(
    "address", ["ftp://example.org/a", "file:///etc/hostname", "http://", "https://exa mple.org", "http://[::"]
)
def test_what_is_no_address(taken, address: str) -> None:
    assert "no http or https address" in taken(address).error.message
