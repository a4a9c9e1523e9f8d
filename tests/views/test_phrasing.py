"""Names, days and acts as a sentence says them."""

from __future__ import annotations

from typing import Any

import pytest

from memcon.views.phrasing import act, ask, called, encounter, listed, on, sentence, the_encounter, where
from memcon.views.rows import Names

NAMES = Names(
    [
        {"id": key, "name": name}
        for key, name in (("a", "Ana Roos"), ("b", "Bo Lie"), ("CHL", "Chile"), ("c", "Experts"))
    ],
    [],
)
DAY = {"edtf": "2022-05-03", "earliest": "2022-05-03", "latest": "2022-05-03", "basis": "stated"}
STATES = {"a": "EST", "b": "NOR", "CHL": "CHL"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("United States", "the United States"),
        ("Norway", "Norway"),
        ("Marshall Islands", "the Marshall Islands"),
        ("Russian defence ministry", "the Russian defence ministry"),
        ("Retired Gulf ambassador", "a retired Gulf ambassador"),
        ("Protesters", "protesters"),
        ("Foreign forces", "foreign forces"),
        ("Pro-Kremlin analysts", "Pro-Kremlin analysts"),
        ("Specialist", "a specialist"),
        ("Houthis", "Houthis"),
        ("A former diplomat", "A former diplomat"),
        ("one", "somebody not named"),
        ("Emergencies Ministry", "Emergencies Ministry"),
    ],
)
def test_names(name: str, said: str) -> None:
    assert called(name) == said


def test_days_and_places() -> None:
    assert on(DAY) == "on 3 May 2022"
    assert on({"edtf": "2022-05", "basis": "stated"}) == "in May 2022"
    assert on({"edtf": "2022-05-01/2022-05-03", "basis": "stated"}) == "between 1 and 3 May 2022"
    assert on({"edtf": "2022-05-03", "basis": "publication"}) == "as reported on 3 May 2022"
    assert on({"edtf": None, "basis": "unknown"}) == on(None) == ""
    assert where({"name": "Oslo"}) == "in Oslo"
    assert where({"name": "Hall of the Estates"}) == "at the Hall of the Estates"
    assert where(None) == ""


def met(kind: str, status: str, who: tuple[str, ...] = ("a", "b"), **fields: Any) -> str:
    line = {"kind": kind, "status": status, "participants": who, "when": DAY, "place": None, **fields}
    return encounter(line, NAMES, STATES)


def test_encounters() -> None:
    oslo = {"name": "Oslo", "state": "NOR"}
    assert met("call", "held") == "Ana Roos and Bo Lie spoke by telephone on 3 May 2022"
    assert met("visit", "held", place=oslo) == "Ana Roos visited Bo Lie in Oslo on 3 May 2022"
    assert met("visit", "held", who=("a", "CHL")) == "Ana Roos visited Chile on 3 May 2022"
    assert met("visit", "held") == "A visit brought Ana Roos and Bo Lie together on 3 May 2022"
    assert met("visit", "cancelled", who=("a", "CHL")) == "A visit of Ana Roos to Chile was cancelled on 3 May 2022"
    assert met("meeting", "planned") == "A meeting of Ana Roos and Bo Lie was planned for 3 May 2022"
    assert met("summit", "held", who=("CHL",)) == "Chile took part in a summit on 3 May 2022"
    assert met("call", "denied") == "A call of Ana Roos and Bo Lie is denied on 3 May 2022"
    many = {"kind": "signing", "participants": ("a", "b", "c", "CHL"), "when": DAY, "place": oslo}
    assert the_encounter(many, NAMES) == "the signing of 3 May 2022 in Oslo"


def test_asks_and_their_answers() -> None:
    line = {"form": "request", "asker": ["a"], "asked": ["b"], "when": DAY, "answers": []}
    assert ask(line, NAMES) == "A request by Ana Roos to Bo Lie, on 3 May 2022, has no answer on record"
    later = {**DAY, "edtf": "2022-06"}
    given = (("deferred", DAY, 0.9), ("deferred", later, 0.9), ("refused", later, 0.9), ("granted", later, 0.2))
    answers = [{"kind": kind, "when": when, "confidence": sure} for kind, when, sure in given]
    told = "A request by Ana Roos to Bo Lie, on 3 May 2022, was put off and refused in June 2022"
    assert ask({**line, "answers": answers}, NAMES) == told
    both = {"form": "promise", "asker": ["a", "b"], "asked": ["b", "a"], "when": {"edtf": None}, "answers": []}
    assert ask(both, NAMES) == "A promise of Ana Roos and Bo Lie to each other has no sequel on record"


def test_acts() -> None:
    line = {"type": "ASSAULT", "source": ["a"], "target": ["b"], "when": DAY, "place": None}
    assert act(line, NAMES, STATES) == "an attack by Ana Roos on Bo Lie on 3 May 2022"
    own = {**line, "type": "REQUEST", "target": ["EST", "CHL"]}
    assert act(own, NAMES, STATES) == "a request by Ana Roos to Chile on 3 May 2022"
    assert act({**line, "type": "CONSULT"}, NAMES, STATES) == "talks between Ana Roos and Bo Lie on 3 May 2022"


def test_sentences_and_lists() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert sentence("he said “no.”") == "He said “no.”"
    assert sentence("it ended") == "It ended."
