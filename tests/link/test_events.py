"""One act told by several articles: one event, its origins counted, in any order of input."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from memcon.link.events import merge_events
from memcon.link.pairings import Pairings
from memcon.model.actor import Actor
from memcon.model.article import Article
from memcon.model.digest import Digest
from memcon.model.reading import Event
from memcon.model.span import Evidence, Span
from memcon.model.when import UNDATED, When, from_edtf

ACTORS = tuple(Actor(id=code, name=code, kind="state", state=code) for code in ("KEN", "UGA", "RWA"))
PERSONS = (
    Actor(id="ana", name="Ana", kind="person", state="KEN"),
    Actor(id="ben", name="Ben", kind="person", state="UGA"),
    Actor(id="cas", name="Cas", kind="person", state="KEN"),
)


def day(edtf: str) -> When:
    """A stated date."""
    return from_edtf(edtf, basis="stated")


def account(name: str, text: str = "Kenya shelled Uganda.", **fields: Any) -> Digest:
    """An article with one event: by default Kenya shells Uganda on 3 May 2023."""
    word = fields.pop("word", "shelled")
    start = text.index(word)
    fields = {"type": "ASSAULT", "source": ("KEN",), "target": ("UGA",), "when": day("2023-05-03"), **fields}
    event = Event(
        id=f"ev-{name}",
        article=name,
        trigger=Span(start, start + len(word)),
        confidence=0.6,
        evidence=(Evidence(article=name, span=Span(0, len(text)), quote=text),),
        **fields,
    )
    article = Article(id=name, text=text, sha256=name)
    return Digest(article=article, actors=(*ACTORS, *PERSONS), events=(event,))


def merged(*pile: Digest, origins: dict[str, str] | None = None, pairings: Pairings | None = None) -> tuple[Event, ...]:
    """The linked events, each article its own origin unless said otherwise."""
    own = {digest.article.id: digest.article.id for digest in pile}
    return merge_events(pile, origins={**own, **(origins or {})}, pairings=pairings or Pairings())


def test_two_accounts_of_one_day_are_one_event_of_two_origins() -> None:
    (event,) = merged(account("a"), account("b", "The shelling of Uganda by Kenya went on.", word="shelling"))
    assert event.id == "ev-a"
    assert event.members == ("ev-a", "ev-b")
    assert event.independent == 2
    assert {row.article for row in event.evidence} == {"a", "b"}
    assert event.confidence > 0.6


def test_a_reprint_adds_no_origin_and_no_certainty() -> None:
    (event,) = merged(account("a"), account("b"), origins={"a": "wire", "b": "wire"})
    assert (event.independent, event.confidence) == (1, 0.6)


def test_other_days_other_states_other_directions_and_plans_stay_apart() -> None:
    first = account("a")
    assert len(merged(first, account("b", when=day("2023-05-09")))) == 2
    assert len(merged(first, account("b", target=("RWA",)))) == 2
    assert len(merged(first, account("b", source=("UGA",), target=("KEN",)))) == 2
    assert len(merged(first, account("b", status="planned"))) == 2


def test_two_persons_of_one_state_are_two_contacts() -> None:
    contact: dict[str, Any] = {"type": "CONSULT", "encounter_kind": "meeting", "word": "met"}
    one = account("a", "Ana met Ben.", source=("ana",), target=("ben",), **contact)
    other = account("b", "Cas met Uganda.", source=("cas",), target=("UGA",), **contact)
    assert len(merged(one, other)) == 2
    again = account("c", "Ana met Uganda.", source=("ana",), target=("UGA",), **contact)
    assert len(merged(one, again)) == 1


def test_undated_accounts_need_strong_evidence() -> None:
    told = account("a", "Kenya shelled the Ugandan port of Jinja at dawn.", when=UNDATED)
    same = account("b", "At dawn Kenya shelled the Ugandan port of Jinja.", when=UNDATED)
    other = account("c", "Uganda's fishermen say Kenya shelled them for years.", when=UNDATED)
    assert len(merged(told, same)) == 1
    assert len(merged(told, other)) == 2


def test_the_day_of_print_meets_a_stated_day_just_before_it() -> None:
    stated, printed = account("a"), account("b", when=from_edtf("2023-05-04", basis="publication"))
    (event,) = merged(stated, printed)
    assert event.when == day("2023-05-03")
    later = account("b", when=from_edtf("2023-05-24", basis="publication"))
    assert len(merged(stated, later)) == 2


def test_order_of_input_changes_nothing() -> None:
    pile = [account(name, when=day(f"2023-05-0{number % 4 + 1}")) for number, name in enumerate("abcdefgh")]
    expected = merged(*pile)
    dice = random.Random(7)
    for _ in range(5):
        dice.shuffle(pile)
        assert merged(*pile) == expected


def test_analysts_join_and_part() -> None:
    apart = (account("a"), account("b", when=day("2023-07-01")))
    together = Pairings(together=frozenset({("events", "ev-a", "ev-b")}))
    assert len(merged(*apart, pairings=together)) == 1
    alike = (account("a"), account("b"))
    parted = Pairings(apart=frozenset({("events", "ev-a", "ev-b")}))
    assert len(merged(*alike, pairings=parted)) == 2


def test_told_in_an_outlets_own_voice_outranks_somebodys_word() -> None:
    word = account("a", status="alleged", statement="st-1")
    (event,) = merged(word, account("b"))
    assert (event.status, event.statement) == ("done", None)


def test_events_of_one_article_never_join() -> None:
    digest = account("a")
    event = digest.events[0]
    twice = replace(digest, events=(event, replace(event, id="ev-z")))
    assert len(merged(twice)) == 2


def test_an_empty_pile_has_no_events() -> None:
    assert merged() == ()
