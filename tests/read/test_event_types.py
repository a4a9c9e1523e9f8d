"""The head for types: which words it is shown, and when it outranks the dictionary."""

from __future__ import annotations

from typing import Any

from memcon.read.event_types import YIELD, act_words, joined, likeliest, own_share

SHARES = {"ASSAULT": 0.02, "COERCE": 0.02, "ACCUSE": 0.02, YIELD: 0.02, "AGREE": 0.02, "SANCTION": 0.0}


def words(nlp: Any, text: str, source: str, target: str) -> dict[str, list[str]]:
    """The words of each pool, as written."""
    spans = [(text.index(side), text.index(side) + len(side)) for side in (source, target)]
    found = act_words(nlp(text), spans[0], spans[1])
    return {name: [text[start:end].strip() for start, end in pool] for name, pool in found.items()}


def test_the_path_joins_the_sides_and_the_clause_adds_what_hangs_on_it(nlp: Any) -> None:
    found = words(nlp, "Gabon, which had warned twice, has shelled a port of Togo on Monday.", "Gabon", "Togo")
    assert found["path"] == ["shelled", "port", "of"]
    assert {"has", "shelled", "port", "of"} <= set(found["clause"])
    assert "warned" not in found["clause"]
    assert found["between"] == [", which had warned twice, has shelled a port of"]


def test_sides_in_either_order(nlp: Any) -> None:
    found = words(nlp, "Togo was invaded by Gabon.", "Gabon", "Togo")
    assert "invaded" in found["path"]
    assert found["between"] == ["was invaded by"]


def test_two_sides_that_act_together(nlp: Any) -> None:
    found = words(nlp, "Chad and Mali signed a pact.", "Chad", "Mali")
    assert found["between"] == ["and"]


def test_sides_of_two_sentences_have_no_path_but_the_verbs_above(nlp: Any) -> None:
    found = words(nlp, "Chad complained. Mali laughed.", "Chad", "Mali")
    assert set(found["path"]) <= {"complained", "laughed"}


def test_a_sure_head_outranks_a_row(nlp: Any) -> None:
    assert joined("COERCE", 0.5, {**SHARES, "ASSAULT": 0.97}) == "ASSAULT"


def test_an_unsure_head_does_not() -> None:
    assert joined("COERCE", 0.7, {**SHARES, "ASSAULT": 0.5, "COERCE": 0.3}) == "COERCE"
    assert joined("COERCE", 0.5, {}) == "COERCE"


def test_kin_is_no_other_type() -> None:
    shares = {**SHARES, "COERCE": 0.98}
    assert joined("SANCTION", 0.6, shares) == "SANCTION"
    assert own_share("SANCTION", shares) == 1.0
    assert joined("AGREE", 0.6, {"COERCE": 0.99, "AGREE": 0.01}) == "COERCE"


def test_the_likeliest_type_of_the_likeliest_group() -> None:
    assert likeliest({"AID": 0.3, "COOPERATE": 0.25, "ACCUSE": 0.35, "REJECT": 0.1}) == "AID"
    assert likeliest({"AID": 0.3, "COOPERATE": 0.1, "ACCUSE": 0.35, "REJECT": 0.25}) == "ACCUSE"
