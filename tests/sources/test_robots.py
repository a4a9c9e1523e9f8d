"""robots.txt: whose rules count, and which of them covers a path."""

from __future__ import annotations

import time

import pytest

from memcon.sources.robots import allows, parse_rules

RULES = """
User-agent: other
Disallow: /

User-agent: *
Disallow: /shut/   # all of it
Allow: /shut/open/
Disallow: /*?print
Disallow: /*.pdf$
Disallow: /a b
Disallow:
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/shut/x", False),
        ("/shut/open/x", True),
        ("/shut", True),
        ("/news?print=1", False),
        ("/news?page=2&x", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x", True),
        ("/a%20b", False),
    ],
)
def test_the_longest_rule_wins(path: str, allowed: bool) -> None:
    assert allows(parse_rules(RULES), path) is allowed


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("Disallow: /", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: memcon\nAllow: /", True),
        ("User-agent: MEMCON/0.1\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: other\nUser-agent: memcon\nDisallow: /", False),
        ("User-agent: memcon\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: memconish\nDisallow: /", True),
        ("<html>not found</html>", True),
    ],
)
def test_whose_rules_count(text: str, allowed: bool) -> None:
    assert allows(parse_rules(text), "/news/a") is allowed


def test_stars_without_number_cost_little() -> None:
    rules = parse_rules("User-agent: *\n" + "Disallow: /" + "a*" * 2_000 + "b$\n" + "Disallow: /*x*y*z\n" * 4_000)
    start = time.process_time()
    assert allows(rules, "/" + "a" * 4_000)
    assert time.process_time() - start < 2
