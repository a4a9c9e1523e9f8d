"""What the judge adds to words: which pairs it is asked about, and what follows from its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from memcon.link import telling_align, telling_judged
from memcon.link.difference_tellings import telling_differences
from memcon.link.difference_view import members_of, views_of
from memcon.link.encounters import find_encounters
from memcon.link.pairings import Pairings
from memcon.link.telling_align import matches_of
from memcon.link.telling_judged import MOST_ASKED, Judged, judged, worth_asking
from memcon.link.telling_pairs import judged_likeness

Tell = Callable[..., Any]
DENIED = ("Norway will pay for the weir at Narva.", "Norway will not pay for the weir at Narva.")
SAME, DIFFERS = Judged(0.9, 0.08, 0.02), Judged(0.05, 0.93, 0.02)


class States:
    """A lexicon without states."""

    states: dict[str, Any] = {}  # noqa: RUF012


def compared(tell: Tell, one: str, other: str, origin: str = "b") -> tuple[Any, Any, Any]:
    """The encounter, the accounts and the matches of two accounts of a meeting of 5 May."""
    a = tell("a", f"Roos met Lie on Friday. {one}").contact("met", "meeting", ("roos", "lie"), "2023-05-05").digest
    b = tell("b", f"Lie met Roos on Friday. {other}").contact("met", "meeting", ("roos", "lie"), "2023-05-05").digest
    pile, origins = [a, b], {"a": "a", "b": origin}
    events = [event for digest in pile for event in digest.events]
    lexicon: Any = States()
    (met,) = find_encounters(pile, events, (), origins=origins, pairings=Pairings(), lexicon=lexicon)
    views = views_of([met], {"a": a, "b": b}, members_of(pile, events, ()), origins)[met.id]
    return met, views, matches_of(met, views, lexicon)


def test_what_seems_to_exclude_each_other_is_asked_about_first() -> None:
    assert worth_asking([(0.9, False), (0.3, True), (0.5, False), (0.1, False), (0.95, True)]) == [1, 2, 4]
    assert worth_asking([(0.4 + 0.01 * n, False) for n in range(20)]) == [9, 10]
    assert len(worth_asking([(0.4 + 0.01 * n, True) for n in range(20)])) == MOST_ASKED


def test_what_the_judge_finds_unrelated_is_less_likely_of_one_matter() -> None:
    sure, unrelated = judged_likeness(0.4, SAME.signs), judged_likeness(0.4, Judged(0.02, 0.02, 0.96).signs)
    assert unrelated < 0.3 < sure
    assert judged_likeness(0.4, DIFFERS.signs) > unrelated, "told otherwise is told of the same matter"


def test_without_a_model_words_alone_speak(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling_judged, "judge", lambda: None)
    *_, found = compared(tell, "A weir at Narva will cost forty crowns.", "The weir at Narva is to cost forty crowns.")
    assert found
    assert all(match.judged is None for match in found)
    assert judged(found[0].one, found[0].other) is None


def test_copies_are_not_asked_about(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(telling_align, "judged", lambda one, other: asked.append(one.asked.strip()) or SAME)
    compared(tell, *DENIED, origin="a")
    assert not asked
    compared(tell, *DENIED)
    assert DENIED[0] in asked


@pytest.mark.parametrize(("share", "count"), [(DIFFERS, 1), (SAME, 0), (None, 1)])
def test_a_denial_that_the_judge_finds_the_same_is_none(
    tell: Tell, monkeypatch: pytest.MonkeyPatch, share: Judged | None, count: int
) -> None:
    monkeypatch.setattr(telling_align, "judged", lambda one, other: share)
    assert len(telling_differences(*compared(tell, *DENIED))) == count


def test_the_judge_alone_makes_no_difference(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling_align, "judged", lambda one, other: DIFFERS)
    met, views, matches = compared(tell, *DENIED)
    assert not telling_differences(met, views, [replace(match, conflict=None) for match in matches])


def test_who_wants_a_thing_does_not_deny_that_it_is_not_so(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling_align, "judged", lambda one, other: None)
    met, views, matches = compared(tell, *DENIED)
    wanted = [replace(match, one=replace(match.one, wanted=True)) for match in matches]
    assert telling_differences(met, views, matches)
    assert not telling_differences(met, views, wanted)
