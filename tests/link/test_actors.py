"""Actors across articles: who is joined, who is not, and what analysts' decisions do."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from memcon.link.actors import merge_actors
from memcon.link.pairings import Pairings
from memcon.model.actor import Actor, Party
from memcon.model.article import Article, text_sha256
from memcon.model.digest import Digest
from memcon.model.reading import Event, Statement
from memcon.model.span import Span


def person(identity: str, name: str, **fields: Any) -> Actor:
    return Actor(id=identity, name=name, kind="person", **fields)


def digest(key: str, *actors: Actor, published: str = "2023-05-10") -> Digest:
    """An article in which each actor says something and the first acts upon the others."""
    article = Article(id=key, text="x", sha256=text_sha256(key), published=published)
    said = tuple(
        Statement(id=f"{key}-{one.id}", article=key, speaker=Party(actor=one.id, name=one.name), content=(Span(0, 1),))
        for one in actors
    )
    ids = tuple(one.id for one in actors)
    act = Event(id=f"{key}-ev", article=key, type="CONSULT", source=ids[:1], target=ids[1:], trigger=Span(0, 1))
    return Digest(article=article, actors=actors, statements=said, events=(act,))


def merged(lexicon: Any, *digests: Digest, **pairs: Any) -> tuple[dict[str, Actor], list[Digest]]:
    pile, actors = merge_actors(
        sorted(digests, key=lambda one: one.article.id), lexicon=lexicon, pairings=Pairings(**pairs)
    )
    return {one.id: one for one in actors}, list(pile)


FULL = person("ana-brandt", "Ana Brandt", state="FIN", office="spokeswoman")


def test_a_surname_joins_the_one_full_name_that_fits(lexicon: Any) -> None:
    short = person("brandt", "Brandt", state="FIN", office="ministry spokeswoman")
    actors, pile = merged(lexicon, digest("a1", FULL), digest("a2", short))
    assert set(actors) == {"ana-brandt"}
    assert actors["ana-brandt"].aliases == ("Brandt",)
    assert pile[1].statements[0].speaker.actor == "ana-brandt"
    assert pile[1].events[0].source == ("ana-brandt",)


@pytest.mark.parametrize(
    "short",
    [
        person("brandt", "Brandt", state="SWE", office="spokeswoman"),
        person("brandt", "Brandt"),
        person("brandts", "Brandts", state="FIN"),
    ],
)
def test_a_surname_that_fits_not_or_says_nothing_stays_apart(lexicon: Any, short: Actor) -> None:
    actors, _ = merged(lexicon, digest("a1", FULL), digest("a2", short))
    assert set(actors) == {"ana-brandt", short.id}


def test_a_surname_with_two_bearers_stays_apart(lexicon: Any) -> None:
    other = person("kai-brandt", "Kai Brandt", state="FIN")
    actors, _ = merged(lexicon, digest("a1", FULL, other), digest("a2", person("brandt", "Brandt", state="FIN")))
    assert set(actors) == {"ana-brandt", "brandt", "kai-brandt"}


def test_spellings_of_one_name_are_one(lexicon: Any) -> None:
    left, right = (
        person("dmitri-orlow", "Dmitri Orlow", state="RUS"),
        person("dmitry-orlov", "Dmitry A. Orlov", state="RUS"),
    )
    actors, _ = merged(lexicon, digest("a1", left), digest("a2", right))
    assert len(actors) == 1


def test_one_name_in_two_states_is_two(lexicon: Any) -> None:
    left, right = person("jan-novak", "Jan Novak", state="CZE"), person("jan-nowak", "Jan Nowak", state="POL")
    actors, _ = merged(lexicon, digest("a1", left), digest("a2", right))
    assert set(actors) == {"jan-novak", "jan-nowak"}


def test_the_office_most_articles_give_stands_and_of_equals_the_latest(lexicon: Any) -> None:
    old = person("ana-brandt", "Ana Brandt", office="deputy minister")
    new = person("ana-brandt", "Ana Brandt", office="minister")
    actors, _ = merged(lexicon, digest("a1", old, published="2023-05-01"), digest("a2", new, published="2023-06-01"))
    assert actors["ana-brandt"].office == "minister"


def test_an_analyst_joins_and_parts(lexicon: Any) -> None:
    other = person("a-b", "A. Braun", state="FIN")
    joined, pile = merged(
        lexicon, digest("a1", FULL), digest("a2", other), together=frozenset({("actors", "a-b", "ana-brandt")})
    )
    assert len(joined) == 1
    assert {pile[0].statements[0].speaker.actor, pile[1].statements[0].speaker.actor} == set(joined)
    short = person("brandt", "Brandt", state="FIN", office="spokeswoman")
    parted, _ = merged(
        lexicon, digest("a1", FULL), digest("a2", short), apart=frozenset({("actors", "ana-brandt", "brandt")})
    )
    assert set(parted) == {"ana-brandt", "brandt"}


def test_a_split_actor_is_one_an_article(lexicon: Any) -> None:
    actors, pile = merged(
        lexicon, digest("a1", FULL), digest("a2", FULL), apart=frozenset({("actors", "ana-brandt", "ana-brandt")})
    )
    assert len(actors) == 2
    assert all("ana-brandt" in key for key in actors)
    assert pile[0].statements[0].speaker.actor != pile[1].statements[0].speaker.actor


def test_the_order_of_articles_changes_nothing(lexicon: Any) -> None:
    digests = [
        digest("a1", FULL),
        digest("a2", person("brandt", "Brandt", state="FIN")),
        digest("a3", person("anna-brandt", "Anna Brandt", state="FIN")),
    ]
    results = {
        repr(merge_actors(list(order), lexicon=lexicon, pairings=Pairings())[1]) for order in permutations(digests)
    }
    assert len(results) == 1
