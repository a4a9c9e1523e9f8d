"""Accounts that lay an act at other doors, deny it, or know of a third: text in, differences out; all is invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from memcon.link.actors import merge_actors
from memcon.link.claims import group_claims
from memcon.link.copies import find_copies, find_origins
from memcon.link.differences import find_differences
from memcon.link.encounters import find_encounters
from memcon.link.events import merge_events
from memcon.link.pairings import Pairings
from memcon.link.rewording import rewording_scores
from memcon.model.digest import digest_of
from memcon.model.link import Difference

Compare = Callable[..., list[tuple[str, str]]]
MET = "Peru's Rosa Quispe met Chile's Pablo Munoz in Arica on Monday. "
ALSO = "In Arica on Monday Chile's Pablo Munoz sat down with Peru's Rosa Quispe. "


@pytest.fixture
def compare(read: Any, lexicon: Any) -> Compare:
    def run(*texts: str, kind: str = "press") -> list[tuple[str, str]]:
        pile = [
            digest_of(read(text, published="2025-06-11", id=f"a{i}", outlet=f"Paper {i}", kind=kind))
            for i, text in enumerate(texts)
        ]
        return [(d.aspect, d.summary) for d in differences(pile, lexicon) if d.confidence >= 0.5]

    return run


def differences(pile: Sequence[Any], lexicon: Any) -> Sequence[Difference]:
    none = Pairings()
    copies = find_copies(pile, lexicon=lexicon, reworded=rewording_scores(pile))
    origins = find_origins(pile, copies)
    merged, _ = merge_actors(pile, lexicon=lexicon, pairings=none)
    events = merge_events(merged, origins=origins, pairings=none)
    said = group_claims(merged, origins=origins, pairings=none)
    met = find_encounters(merged, events, said, origins=origins, pairings=none, lexicon=lexicon)
    return find_differences(merged, met, events, said, copies=copies, lexicon=lexicon)


@pytest.mark.parametrize(
    ("one", "other", "aspect"),
    [
        ("Quispe had asked for the meeting.", "The meeting came at the request of the Chilean side.", "claim"),
        ("Quispe had asked for the meeting.", "The meeting came at the request of the Peruvian side.", None),
        ("Nobody else was in the room.", "Bolivia's envoy, Carlos Rojas, sat in.", "participants"),
        ("The two were alone.", "The talks were about Bolivia's envoy, Carlos Rojas.", None),
        ("They spoke at the Hilton for an hour.", "They spoke at the Hilton for sixty minutes.", None),
        ("Digging is to begin in August.", "No date for digging has been set.", "claim"),
        ("Digging is to begin in August.", "No date for elections has been set.", None),
        ("A fleet of patrol boats for the strait was endorsed.",
         "The fleet of patrol boats for the strait was voted down.", "outcome"),
        ("A fleet of patrol boats for the strait was endorsed.", "A list of songs was voted down.", None),
        ("They talked for one hour and fifty-two minutes.", "They talked for nearly two hours.", None),
        ("They talked for 35 minutes.", "They talked for 50 minutes.", "number"),
        ("The pact names 41 villages on the border.", "The pact names 43 villages on the border.", "number"),
        ('"The sea has no fence," Munoz said.', '"The sea needs no fence," Munoz told reporters.', "wording"),
    ],
)  # fmt: skip
def test_pairs_of_accounts(compare: Compare, one: str, other: str, aspect: str | None) -> None:
    found = [kind for kind, _ in compare(MET + one, ALSO + other)]
    assert found == ([aspect] if aspect else []), found


def test_a_meeting_told_and_denied(compare: Compare) -> None:
    told = "General Luis Vega of Peru met Chile's Pablo Munoz in Arica on 3 June, two officials said."
    denied = "The army in Lima denied on Tuesday that Peru's Luis Vega had met Chile's Pablo Munoz in Arica."
    assert [kind for kind, _ in compare(told, denied)] == ["claim"]
