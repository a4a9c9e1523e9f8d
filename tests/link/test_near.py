"""Which articles pair: those with a line that linking would join, not all that share a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from memcon.link.link import link
from memcon.link.near import lines_of, pairs
from memcon.link.reach import reach_of
from memcon.model.digest import Digest
from memcon.model.kinds import articles_of
from tests.benches import bench

Tell = Callable[..., Any]


def near(one: Digest, other: Digest) -> bool:
    """Whether each pairs with the other."""
    there, back = pairs(lines_of([one]), other), pairs(lines_of([other]), one)
    assert there == back
    return there


OPENINGS = {
    "a": "Rain fell on Monday. Ferries ran late. Two clocks were mended. A baker won a medal.",
    "b": "Trams stood still. Nobody knew why. Tickets cost more now. The museum shut its doors.",
    "c": "Apples were scarce. Farmers blamed frost. Markets opened at noon. Bees had slept long.",
}
"""What stands before the lines that are compared: no two articles have a word of it in common."""


def said(tell: Tell, name: str, words: str, *, who: str = "roos", day: str = "2023-05-06") -> Digest:
    found: Digest = tell(name, f"{OPENINGS[name]} {words}", day).said(who, words).digest
    return found


def test_the_same_statement_pairs(tell: Tell) -> None:
    words = "the wardens of both banks would reopen the northern lock before winter"
    assert near(said(tell, "a", words), said(tell, "b", words.replace("reopen", "open"), day="2023-05-09"))


def test_statements_that_share_rare_words_only_do_not(tell: Tell) -> None:
    one = said(tell, "a", "the wardens of both banks would reopen the northern lock before winter")
    other = said(tell, "b", "no warden had been paid since the lock keepers had struck over pensions and leave")
    assert _share_a_key(one, other)
    assert not near(one, other)


def test_the_same_words_weeks_later_do_not(tell: Tell) -> None:
    words = "the wardens of both banks would reopen the northern lock before winter"
    assert not near(said(tell, "a", words), said(tell, "b", words, day="2023-06-06"))


def call(tell: Tell, name: str, who: tuple[str, ...], day: str, kind: str = "call", **fields: Any) -> Digest:
    found: Digest = tell(name, f"{OPENINGS[name]} They spoke.", day).contact("spoke", kind, who, day, **fields).digest
    return found


def test_a_call_pairs_with_another_telling_of_it(tell: Tell) -> None:
    assert near(call(tell, "a", ("roos", "lie"), "2023-05-03"), call(tell, "b", ("lie", "roos"), "2023-05-03"))


def test_calls_of_the_pair_weeks_apart_and_of_other_ministers_do_not(tell: Tell) -> None:
    one = call(tell, "a", ("roos", "lie"), "2023-05-03")
    assert not near(one, call(tell, "b", ("roos", "lie"), "2023-05-24"))
    assert not near(one, call(tell, "c", ("tamm", "dahl"), "2023-05-03"))


def test_a_gathering_pairs_by_its_town(tell: Tell) -> None:
    one = call(tell, "a", ("roos", "EST"), "2023-05-03", kind="summit", place=("Bern", "CHE"))
    other = call(tell, "b", ("lie", "NOR"), "2023-05-03", kind="summit", place=("Bern", "CHE"))
    elsewhere = call(tell, "c", ("lie", "NOR"), "2023-05-03", kind="summit", place=("Oslo", "NOR"))
    assert near(one, other)
    assert not near(one, elsewhere)


def _share_a_key(one: Digest, other: Digest) -> bool:
    mine, theirs = (reach_of(d, named=(), origin=f"or-{d.article.id}") for d in (one, other))
    return bool(mine.sought & theirs.own)


@pytest.mark.parametrize("seed", range(3))
def test_what_linking_joins_pairs_and_shares_a_key(seed: int, lexicon: Any) -> None:
    """The articles of every line hang together by pairs, all of which a look-up by keys finds."""
    pile = {digest.article.id: digest for digest in bench("linking_scale").digests(60, seed=seed, last_days=40)}
    linked = link(pile.values(), lexicon=lexicon)
    claims: dict[str, set[str]] = defaultdict(set)
    for statement in linked.statements:
        claims[statement.claim or statement.id].add(statement.article)
    groups = [*claims.values(), *(set(articles_of(line)) for line in (*linked.events, *linked.encounters))]
    origin = {links.article: links.origin for links in linked.articles}
    assert sum(len(group) > 1 for group in groups) > 20
    for group in groups:
        assert _together(sorted(group), pile, origin), group


def _together(ids: list[str], pile: dict[str, Digest], origin: dict[str, str]) -> bool:
    reached, waiting = {ids[0]}, [ids[0]]
    while waiting:
        one = waiting.pop()
        lines = lines_of([pile[one]])
        for other in set(ids) - reached:
            if origin[one] == origin[other] or (pairs(lines, pile[other]) and _share_a_key(pile[one], pile[other])):
                reached.add(other)
                waiting.append(other)
    return reached == set(ids)


def test_hostile_text_is_compared_quickly(tell: Tell) -> None:
    words = "grain " * 3000
    assert isinstance(near(said(tell, "a", words), said(tell, "b", words)), bool)


def test_openings_of_one_week_with_the_same_words_pair(tell: Tell) -> None:
    one = tell("a", "Bees swarmed over the herring market in Narva. Stalls closed.", "2023-05-03").digest
    other = tell("b", "Herring market closed in Narva as bees swarmed over stalls.", "2023-05-05").digest
    later = tell("c", "Herring market closed in Narva as bees swarmed over stalls.", "2023-05-15").digest
    assert near(one, other)
    assert not near(one, later)
