"""Who asks whom is read from the places in the grammar; near-misses beside hits."""

from __future__ import annotations

import pytest

from memcon.model.span import Span
from memcon.read.ask_sides import Sides, place_signs, roles_of, sides_of, standings
from memcon.read.page import Page
from memcon.read.reader import Reader
from tests.conftest import make_article


def _page(reader: Reader, text: str) -> Page:  # type: ignore[no-untyped-def]
    from dataclasses import replace

    from memcon.read.mentions import find_mentions
    from memcon.read.statements import find_statements

    (page,) = reader._pages([make_article(text)])
    actors, mentions = find_mentions(page)
    page = replace(page, actors=actors, mentions=mentions)
    return replace(page, statements=find_statements(page))


def _sides(page: Page, cue: str, thing: str) -> Sides:
    start = page.text.index(thing)
    token = page.token_at(page.text.index(cue))
    found = standings(page, Span(0, len(page.text)), token, Span(start, start + len(thing)))
    return sides_of(found, "request", page.lexicon)


@pytest.mark.parametrize(
    ("text", "cue", "thing", "asker", "asked"),
    [
        ("Palau asked Nauru for two tugs.", "asked", "two tugs", "PLW", "NRU"),
        ("Nauru was asked by Palau for two tugs.", "asked", "two tugs", "PLW", "NRU"),
        ("Palau's request to Nauru for two tugs lay unread.", "request", "two tugs", "PLW", "NRU"),
    ],
)
def test_sides_follow_the_grammar(reader, text, cue, thing, asker, asked):  # type: ignore[no-untyped-def]
    page = _page(reader, text)
    sides = _sides(page, cue, thing)
    state = {actor.id: actor.state or actor.id for actor in page.actors}
    assert [state[one] for one in sides.asker.actors] == [asker]
    assert [state[one] for one in sides.asked.actors] == [asked]


def test_nobody_named_gives_no_sides(reader):  # type: ignore[no-untyped-def]
    page = _page(reader, "They asked for two tugs.")
    assert not _sides(page, "asked", "two tugs").asker


def test_the_place_of_a_word_is_told_from_the_cue(reader):  # type: ignore[no-untyped-def]
    page = _page(reader, "Palau asked Nauru for two tugs.")
    tokens = {token.text: token for token in page.doc}
    signs = place_signs(tokens["Palau"], tokens["asked"], None)
    assert "before" in signs
    assert "cue: nsubj" in signs


def test_roles_are_probabilities():  # type: ignore[no-untyped-def]
    shares = roles_of(["a"], {"bias": {"asker": 0.0, "asked": 0.0, "neither": 1.0}})
    assert sum(shares.values()) == pytest.approx(1.0)
    assert max(shares, key=lambda role: shares[role]) == "neither"
