"""One encounter, all its accounts: which mentions are one contact, which are two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.link.claims import group_claims
from memcon.link.difference_parties import described
from memcon.link.encounters import find_encounters
from memcon.link.pairings import Pairings
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.link import Encounter
from memcon.model.when import UNDATED, When, from_edtf

Tell = Callable[..., Any]
NO_STATES = SimpleNamespace(states={})


def encounters(
    *pile: Digest, pairings: Pairings | None = None, origins: dict[str, str] | None = None
) -> tuple[Encounter, ...]:
    articles = sorted(pile, key=lambda digest: digest.article.id)
    origins = origins or {digest.article.id: digest.article.id for digest in articles}
    pairings = pairings or Pairings()
    events = [event for digest in articles for event in digest.events]
    statements = group_claims(articles, origins=origins, pairings=pairings)
    return find_encounters(
        articles, events, statements, origins=origins, pairings=pairings, lexicon=SimpleNamespace(states={})
    )  # type: ignore[arg-type]


def told(found: Sequence[Encounter]) -> list[list[str]]:
    return sorted([account.article for account in encounter.accounts] for encounter in found)


def test_two_accounts_of_a_day_are_one_encounter(tell: Tell) -> None:
    one = tell("a", "Roos called Lie on Friday.").contact("called", "call", ("roos", "lie"), "2023-05-05").digest
    other = tell("b", "Estonia and Norway spoke.").contact("spoke", "call", ("EST", "NOR"), "2023-05-05").digest
    (found,) = encounters(one, other)
    assert [account.article for account in found.accounts] == ["a", "b"]
    assert found.participants == ("ana-roos", "lars-lie")
    assert (found.kind, found.status, found.when.edtf, found.independent) == ("call", "held", "2023-05-05", 2)


def test_two_calls_in_one_week_stay_two(tell: Tell) -> None:
    one = tell("a", "Roos called Lie on Tuesday.").contact("called", "call", ("roos", "lie"), "2023-05-02").digest
    other = tell("b", "Roos called Lie on Friday.").contact("called", "call", ("roos", "lie"), "2023-05-05").digest
    assert told(encounters(one, other)) == [["a"], ["b"]]


def test_ministers_are_not_presidents(tell: Tell) -> None:
    one = tell("a", "Roos met Lie on Friday.").contact("met", "meeting", ("roos", "lie"), "2023-05-05").digest
    other = tell("b", "Tamm met Dahl on Friday.").contact("met", "meeting", ("tamm", "dahl"), "2023-05-05").digest
    assert told(encounters(one, other)) == [["a"], ["b"]]


def test_a_month_finds_its_day(tell: Tell) -> None:
    day = tell("a", "Roos and Lie signed a pact.", "2023-02-11").contact(
        "signed", "signing", ("roos", "lie"), "2023-02-10"
    )
    later = tell("b", "The pact that Roos and Lie signed in February.", "2023-09-01")
    later.contact("signed", "signing", ("roos", "lie"), "2023-02")
    (found,) = encounters(day.digest, later.digest)
    assert found.when.edtf == "2023-02-10"
    assert [account.article for account in found.accounts] == ["a", "b"]


def test_last_year_s_summit_is_another(tell: Tell) -> None:
    one = tell("a", "Roos and Lie held their annual summit.", "2022-05-06")
    one.contact("summit", "summit", ("roos", "lie"), "2022-05-05")
    other = tell("b", "Roos and Lie held their annual summit.", "2023-05-06")
    other.contact("summit", "summit", ("roos", "lie"), "2023-05-05")
    assert told(encounters(one.digest, other.digest)) == [["a"], ["b"]]


def test_a_planned_visit_is_held_when_an_article_says_so(tell: Tell) -> None:
    plan = tell("a", "Roos will visit Oslo next week.", "2023-04-28")
    week = When(earliest="2023-05-01", latest="2023-05-07", edtf="2023-05-01/2023-05-07", basis="relative")
    to_come = {"status": "planned", "encounter_status": "planned", "place": ("Oslo", "NOR")}
    plan.contact("visit", "visit", ("roos", "NOR"), week, **to_come)
    held = tell("b", "Roos visited Oslo on Wednesday.", "2023-05-04")
    held.contact("visited", "visit", ("roos", "NOR"), "2023-05-03", place=("Oslo", "NOR"))
    (found,) = encounters(plan.digest, held.digest)
    assert (found.status, found.when.edtf) == ("held", "2023-05-03")
    (alone,) = encounters(plan.digest)
    assert alone.status == "planned"


def test_an_invitation_alone_is_unsure(tell: Tell) -> None:
    asked = tell("a", "Roos invited Lie to Tallinn.")
    asked.contact(
        "invited", "visit", ("roos", "lie"), "2023-05-05", type="REQUEST", status="done", encounter_status="planned"
    )
    (found,) = encounters(asked.digest)
    assert found.status == "planned"
    assert found.confidence < 0.5
    assert not found.when.dated, "the day of the invitation is not that of the visit"


def test_what_was_held_cannot_be_told_before(tell: Tell) -> None:
    before = tell("a", "Roos met Lie this month.", "2023-05-01").contact("met", "meeting", ("roos", "lie"), "2023-05")
    day = tell("b", "Roos met Lie on the 20th.", "2023-05-21").contact("met", "meeting", ("roos", "lie"), "2023-05-20")
    assert told(encounters(before.digest, day.digest)) == [["a"], ["b"]]


def test_copies_count_as_one_origin(tell: Tell) -> None:
    pile = [
        tell(name, "Roos called Lie on Friday.").contact("called", "call", ("roos", "lie"), "2023-05-05").digest
        for name in "abc"
    ]
    (found,) = encounters(*pile, origins={"a": "or-1", "b": "or-1", "c": "or-2"})
    assert (len(found.accounts), found.independent) == (3, 2)


def test_the_absent_took_no_part(tell: Tell) -> None:
    one = tell("a", "Estonia and Norway met; Finland stayed away.")
    one.contact("met", "meeting", ("EST", "NOR", "FIN"), "2023-05-05", absent=("FIN",))
    (found,) = encounters(one.digest)
    assert found.participants == ("EST", "NOR")


def test_a_meeting_inside_one_state_is_none(tell: Tell) -> None:
    assert not encounters(tell("a", "Roos met Tamm.").contact("met", "meeting", ("roos", "tamm"), "2023-05-05").digest)


def test_statements_of_participants_stand_in_the_account(tell: Tell) -> None:
    text = 'Roos called Lie on Friday. "We stand together," Roos said. It rained. It snowed. Finland spoke of fish.'
    one = tell("a", text).contact("called", "call", ("roos", "lie"), "2023-05-05")
    one.said("roos", "We stand together", mode="direct").said("FIN", "of fish")
    (found,) = encounters(one.digest)
    assert found.accounts[0].statements == ("s-a-0",)


def test_an_article_joins_by_what_was_said_there(tell: Tell) -> None:
    one = tell("a", "Roos called Lie on Friday. Lie said that Oslo would insure every grain ship in the Baltic.")
    one.contact("called", "call", ("roos", "lie"), "2023-05-05").said(
        "lie", "Oslo would insure every grain ship in the Baltic"
    )
    other = tell("b", "Lie told Roos that Oslo would insure every grain ship in the Baltic.")
    other.said("lie", "Oslo would insure every grain ship in the Baltic")
    (found,) = encounters(one.digest, other.digest)
    assert [account.article for account in found.accounts] == ["a", "b"]


def test_analysts_decide(tell: Tell) -> None:
    one = tell("a", "Roos called Lie on Tuesday.").contact("called", "call", ("roos", "lie"), "2023-05-02").digest
    other = tell("b", "Roos called Lie on Friday.").contact("called", "call", ("roos", "lie"), "2023-05-05").digest
    same = tell("c", "Roos called Lie on Friday.").contact("called", "call", ("roos", "lie"), "2023-05-05").digest
    joined = Pairings(together=frozenset({("encounters", "ev-a-0", "ev-b-0")}))
    assert told(encounters(one, other, pairings=joined)) == [["a", "b"]]
    parted = Pairings(apart=frozenset({("encounters", "ev-b-0", "ev-c-0")}))
    assert told(encounters(other, same, pairings=parted)) == [["b"], ["c"]]


DAYS = st.sampled_from(["2023-05-02", "2023-05-03", "2023-05-05", "2023-05", "2023-06-01", None])
WHO = st.sampled_from([("roos", "lie"), ("EST", "NOR"), ("tamm", "dahl"), ("roos", "NOR"), ("EST", "NOR", "FIN")])
KIND = st.sampled_from(["call", "video", "meeting", "visit"])


@given(rows=st.lists(st.tuples(DAYS, WHO, KIND), min_size=1, max_size=7), seed=st.randoms(use_true_random=False))
def test_order_of_input_changes_nothing(tell: Tell, rows: list[Any], seed: Any) -> None:
    pile = [
        tell(f"n{i}", "They met there.")
        .contact("met", kind, who, from_edtf(day, basis="stated") if day else None)
        .digest
        for i, (day, who, kind) in enumerate(rows)
    ]
    first = encounters(*pile)
    seed.shuffle(pile)
    assert encounters(*pile) == first
    mentioned = [account.article for encounter in first for account in encounter.accounts]
    assert len(mentioned) == len(set(mentioned)), "no mention is in two encounters"


@pytest.mark.parametrize("kind", ["call", "video"])
def test_a_visit_is_no_call(tell: Tell, kind: str) -> None:
    one = tell("a", "Roos visited Lie.").contact("visited", "visit", ("roos", "lie"), "2023-05-05").digest
    other = tell("b", "Roos spoke to Lie.").contact("spoke", kind, ("roos", "lie"), "2023-05-05").digest
    assert told(encounters(one, other)) == [["a"], ["b"]]


FERRY = (
    "Roos called Lie today. She complained of the queue of 40 lorries at the Narva ferry and asked that its ramp be "
    "kept open at night. Lie offered two scanners."
)
AGAIN = (
    "Lie spoke with Roos yesterday. Fewer than 40 lorries waited at the Narva ferry that day, he told her, and the "
    "ramp stays shut at night. Two scanners were offered."
)
NETS = (
    "Lie spoke with Roos yesterday. He asked for eleven trawlers seized off Hiiumaa with illegal nets and cod quotas."
)


def call(tell: Tell, name: str, text: str, day: str, printed: str) -> Any:
    trigger = "called" if "called" in text else "spoke"
    return tell(name, text, printed).contact(trigger, "call", ("roos", "lie"), day)


def test_two_capitals_may_give_one_call_two_days(tell: Tell) -> None:
    one = call(tell, "a", FERRY, "2023-05-02", "2023-05-02")
    other = call(tell, "b", AGAIN, "2023-05-03", "2023-05-04")
    assert told(encounters(one.digest, other.digest)) == [["a", "b"]]
    assert encounters(one.digest, other.digest) == encounters(other.digest, one.digest)


def test_calls_of_other_matters_on_two_days_are_two(tell: Tell) -> None:
    one = call(tell, "a", FERRY, "2023-05-02", "2023-05-02")
    other = call(tell, "b", NETS, "2023-05-03", "2023-05-04")
    assert told(encounters(one.digest, other.digest)) == [["a"], ["b"]]


def test_two_days_apart_they_are_two(tell: Tell) -> None:
    one = call(tell, "a", FERRY, "2023-05-02", "2023-05-02")
    other = call(tell, "b", AGAIN, "2023-05-04", "2023-05-05")
    assert told(encounters(one.digest, other.digest)) == [["a"], ["b"]]


def test_an_account_that_tells_of_both_days_keeps_them_apart(tell: Tell) -> None:
    one = call(tell, "a", FERRY, "2023-05-02", "2023-05-02")
    other = call(tell, "b", AGAIN, "2023-05-03", "2023-05-04")
    both = tell("c", "Roos called Lie on Tuesday. They spoke again on Wednesday.", "2023-05-05")
    both.contact("called", "call", ("roos", "lie"), "2023-05-02").contact(
        "spoke", "call", ("roos", "lie"), "2023-05-03"
    )
    assert told(encounters(one.digest, other.digest, both.digest)) == [["a", "c"], ["b", "c"]]


@pytest.mark.parametrize(
    ("words", "count"),
    [("Roos intends to call Lie again before June.", 2), ("Roos had intended to call Lie before June.", 1)],
)
def test_a_call_that_is_to_be_one_more_is_not_the_last_one(tell: Tell, words: str, count: int) -> None:
    both = tell("a", f"Roos rang Lie on Friday. {words}", "2023-05-06")
    both.contact("rang", "call", ("roos", "lie"), "2023-05-05").contact(
        "call Lie", "call", ("roos", "lie"), from_edtf("2023-05-01/2023-05-31", basis="relative"),
        encounter_status="planned",
    )  # fmt: skip
    assert len(encounters(both.digest)) == count


def test_every_telling_of_an_article_is_its_account_s(tell: Tell) -> None:
    one = tell("a", "Roos called Lie on Tuesday. The price of oil fell. Lie had rung after her call, she said.")
    one.contact("called", "call", ("roos", "lie"), "2023-05-02").contact(
        "her call", "call", ("roos", "lie"), "2023-05-02"
    )
    (found,) = encounters(one.digest)
    assert [row.quote.strip()[:8] for row in found.evidence] == ["Roos cal", "Lie had "]


@pytest.mark.parametrize(
    ("name", "by_office"),
    [
        ("Ana Roos", False),
        ("Estonian transport minister", True),
        ("Norwegian Minister", True),
        ("Ida van der Bijl", False),
    ],
)
def test_who_is_known_by_office_alone(name: str, by_office: bool) -> None:
    assert described(Actor(id="x", name=name, kind="person", state="EST")) is by_office


def test_a_meeting_to_come_is_no_part_of_the_call_told_before_it(tell: Tell) -> None:
    words = "Roos called Lie on Friday. The two will meet in Turku."
    one, other = tell("a", words, "2023-05-06"), tell("b", words, "2023-05-07")
    for each in (one, other):
        each.contact("called", "call", ("roos", "lie"), "2023-05-05").contact(
            "meet", "meeting", ("roos", "lie"), UNDATED, encounter_status="planned"
        )  # fmt: skip
    assert told(encounters(one.digest, other.digest)) == [["a", "b"], ["a", "b"]]


def test_a_meeting_that_was_to_be_is_the_one_that_was(tell: Tell) -> None:
    both = tell("a", "Roos met Lie in Turku on Friday. They had planned to meet in Oslo.", "2023-05-06")
    both.contact("met", "meeting", ("roos", "lie"), "2023-05-05").contact(
        "meet in", "meeting", ("roos", "lie"), UNDATED, encounter_status="planned"
    )
    assert len(encounters(both.digest)) == 1
