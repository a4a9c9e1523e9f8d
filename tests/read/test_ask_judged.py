"""Words that the heads see become whole phrases; stretches of likely words."""

from __future__ import annotations

from memcon.read.ask_judged import passages, runs, thing_of, weight_of
from memcon.read.forecast_judged import direction_signs
from memcon.read.forecast_words import estimates
from tests.conftest import make_article


def test_runs_bridge_a_short_gap_only():  # type: ignore[no-untyped-def]
    assert runs([0.9, 0.1, 0.9, 0.0, 0.0, 0.9], 0.5) == [(0, 3), (5, 6)]
    assert runs([0.1, 0.2], 0.5) == []
    assert weight_of([0.9, 0.9], (0, 2)) > weight_of([0.9, 0.1], (0, 2))


def test_likely_words_become_the_whole_phrase(reader):  # type: ignore[no-untyped-def]
    (page,) = reader._pages([make_article("Palau asked Nauru for two tugs with a crew.")])
    tokens = list(page.doc)
    shares = [
        0.9 if token.text in ("tugs", "two") else 0.3 if token.text in ("with", "crew") else 0.0 for token in tokens
    ]
    found = thing_of(page, tokens, shares, tokens[1], [])
    assert found is not None
    assert found[0].text(page).startswith("two tugs")


def test_without_heads_there_are_no_passages(reader):  # type: ignore[no-untyped-def]
    (page,) = reader._pages([make_article("Palau asked Nauru for two tugs.")])
    assert passages(page) == []


def test_denial_beside_a_claim_is_a_sign_and_within_another(reader, lexicon):  # type: ignore[no-untyped-def]
    (page,) = reader._pages([make_article("Nobody in Suva thinks that Palau will not pay.")])
    tokens = list(page.doc)
    head = next(token for token in tokens if token.text == "pay")
    inside = {token.i for token in tokens if token.idx >= page.text.index("Palau")}
    signs = direction_signs(tokens, inside, head, estimates(lexicon))
    assert "denied beside it" in signs
    assert "denied inside" in signs
