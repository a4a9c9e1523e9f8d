"""Articles of one happening are a story; the next month's is another."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from memcon.link.encounters import find_encounters
from memcon.link.pairings import Pairings
from memcon.link.stories import find_stories
from memcon.model.digest import Digest

Tell = Callable[..., Any]
NO_STATES = SimpleNamespace(states={})


def stories(*pile: Digest) -> list[tuple[str, ...]]:
    articles = sorted(pile, key=lambda digest: digest.article.id)
    events = [event for digest in articles for event in digest.events]
    origins = {digest.article.id: digest.article.id for digest in articles}
    met = find_encounters(
        articles, events, (), origins=origins, pairings=Pairings(), lexicon=SimpleNamespace(states={})
    )  # type: ignore[arg-type]
    found, story_of = find_stories(articles, met, ())
    assert {article for story in found for article in story.articles} == set(story_of)
    return sorted(story.articles for story in found)


def test_accounts_of_one_encounter_are_a_story(tell: Tell) -> None:
    one = tell("a", "Roos called Lie.", title="Grain").contact("called", "call", ("roos", "lie"), "2023-05-05").digest
    other = tell("b", "A word by wire.").contact("wire", "call", ("EST", "NOR"), "2023-05-05").digest
    apart = tell("c", "Herring prices fell in the harbour of Bergen.").digest
    assert stories(one, other, apart) == [("a", "b"), ("c",)]


def test_a_look_back_is_another_story(tell: Tell) -> None:
    one = tell("a", "Roos called Lie.").contact("called", "call", ("roos", "lie"), "2023-05-05").digest
    later = (
        tell("b", "In May Roos called Lie.", "2023-09-01")
        .contact("called", "call", ("roos", "lie"), "2023-05-05")
        .digest
    )
    assert stories(one, later) == [("a",), ("b",)]


def test_alike_titles_of_one_week_join(tell: Tell) -> None:
    title = "Ferry sinks off Hiiumaa with grain aboard"
    one = tell("a", "The ferry sank off Hiiumaa on Friday with grain aboard.", title=title).digest
    other = tell(
        "b", "Grain from a ferry that sank off Hiiumaa washed ashore.", "2023-05-07", title="Hiiumaa: grain ferry sinks"
    ).digest
    third = tell("c", "The ferry sank off Hiiumaa on Friday with grain aboard.", "2023-08-07", title=title).digest
    assert stories(one, other, third) == [("a", "b"), ("c",)]


@given(order=st.permutations(range(4)))
def test_order_of_input_changes_nothing(tell: Tell, order: list[int]) -> None:
    texts = ("Roos called Lie.", "Roos called Lie again.", "Herring fell.", "")
    pile = [tell(f"a{i}", text).digest for i, text in enumerate(texts)]
    assert stories(*(pile[i] for i in order)) == stories(*pile)
