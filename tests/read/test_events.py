"""What was done, by whom, to whom: sentences in, typed events out, with the near-misses beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.model.reading import Event, Reading

Read = Callable[..., Reading]


def told(reading: Reading) -> set[tuple[str, str, str, str]]:
    """Each event as (type, states of the source, states of the target, status)."""
    state = {actor.id: actor.state or actor.id for actor in reading.actors}
    return {
        (e.type, "+".join(sorted(state[a] for a in e.source)), "+".join(sorted(state[a] for a in e.target)), e.status)
        for e in reading.events
    }


def only(reading: Reading, kind: str) -> Event:
    """The one event of a type."""
    found = [event for event in reading.events if event.type == kind]
    assert len(found) == 1, told(reading)
    return found[0]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya shelled Uganda on Friday.", ("ASSAULT", "KEN", "UGA", "done")),
        ("Uganda was shelled by Kenya on Friday.", ("ASSAULT", "KEN", "UGA", "done")),
        ("The shelling of Uganda by Kenya went on for hours.", ("ASSAULT", "KEN", "UGA", "done")),
        ("Portugal imposed sanctions on Belarus.", ("SANCTION", "PRT", "BLR", "done")),
        ("Sanctions were imposed on Belarus by Portugal.", ("SANCTION", "PRT", "BLR", "done")),
        ("Norway recalled its ambassador from Peru.", ("SANCTION", "NOR", "PER", "done")),
        ("Malta refused to sign a treaty with Cyprus.", ("REJECT", "MLT", "CYP", "done")),
        ("Malta agreed to supply boats to Cyprus.", ("AGREE", "MLT", "CYP", "done")),
        ("Kenya called for talks with Rwanda.", ("REQUEST", "KEN", "RWA", "done")),
        ("Kenya demanded that Rwanda free the fishermen.", ("REQUEST", "KEN", "RWA", "done")),
        ("Laos threatened to cut ties with Nepal.", ("THREATEN", "LAO", "NPL", "done")),
        ("Laos vowed to retaliate against Nepal.", ("THREATEN", "LAO", "NPL", "done")),
        ("Chile lifted its embargo on Bolivia.", ("CONCEDE", "CHL", "BOL", "done")),
        ("Rwanda withdrew its soldiers from Uganda.", ("RETREAT", "RWA", "UGA", "done")),
        ("Qatar accused Bahrain of lying.", ("ACCUSE", "QAT", "BHR", "done")),
        ("Egypt delivered medicine to Lebanon.", ("AID", "EGY", "LBN", "done")),
        ("Lebanon received medicine from Egypt.", ("AID", "EGY", "LBN", "done")),
        ("Serbia praised Hungary's decision.", ("SUPPORT", "SRB", "HUN", "done")),
        ("Iceland will meet Denmark next week.", ("AGREE", "ISL", "DNK", "planned")),
        ("Kenya said Uganda must return the boats.", ("REQUEST", "KEN", "UGA", "done")),
        ("Kenya and Uganda began a military drill.", ("COOPERATE", "KEN", "UGA", "done")),
        ("Kenya will recall its envoy from Uganda unless the raids stop.", ("THREATEN", "KEN", "UGA", "planned")),
        ("Kenya opposed Uganda's bid.", ("REJECT", "KEN", "UGA", "done")),
        ("Kenya is opposed to Uganda's bid.", ("REJECT", "KEN", "UGA", "done")),
        ("Ghana may attack Togo.", ("ASSAULT", "GHA", "TGO", "possible")),
    ],
)
def test_who_did_what_to_whom(read: Read, text: str, event: tuple[str, str, str, str]) -> None:
    assert event in told(read(text, published="2024-03-06"))


@pytest.mark.parametrize(
    "text",
    [
        "A documentary about Kenya's invasion of Uganda opened in Berlin.",
        "A war of words between Kenya and Uganda filled the papers.",
        "Kenya clashed with Uganda in the World Cup qualifier.",
        "Kenya met the deadline set by Uganda.",
        "The price war between Kenya and Uganda goes on.",
    ],
)
def test_figures_of_speech_art_and_sport_are_no_events(read: Read, text: str) -> None:
    assert not [e for e in read(text).events if e.type in ("ASSAULT", "CONSULT") and e.status in ("done", "ongoing")]


def test_a_plain_negation_is_denied_and_a_contact_that_was_none_is_withheld(read: Read) -> None:
    assert told(read("Kenya did not attack Uganda.")) == {("ASSAULT", "KEN", "UGA", "denied")}
    reading = read("Kenya's president did not meet Uganda's president.")
    assert not reading.events
    assert [w.reason for w in reading.withheld if w.kind == "event"] == ["CONSULT: said not to have happened"]


def test_a_claim_about_another_is_alleged_and_about_oneself_is_done(read: Read) -> None:
    claim = only(read("Uganda says Kenya shelled Uganda on Friday."), "ASSAULT")
    own = only(read("Kenya said it had imposed sanctions on Uganda."), "SANCTION")
    assert (claim.status, own.status) == ("alleged", "done")
    assert claim.statement is not None
    assert own.statement is not None


def test_what_a_protest_is_for_is_no_act_of_its_own(read: Read) -> None:
    reading = read("Thousands of Kenyans marched to demand that Uganda free the fishermen.")
    assert told(reading) == {("PROTEST", "KEN", "UGA", "done")}


def test_the_means_was_used_whatever_its_purpose(read: Read) -> None:
    reading = read("Kenya acted to protect its coast by bombing Uganda.")
    assert ("ASSAULT", "KEN", "UGA", "done") in told(reading)


def test_condemning_an_act_takes_it_for_granted(read: Read) -> None:
    assert only(read("Norway condemned Russia's invasion of Ukraine."), "ASSAULT").status == "done"


def test_a_denial_denies(read: Read) -> None:
    assert only(read("Iran denied that it supplied drones to Russia."), "AID").status == "denied"


def test_an_accusation_carries_the_act_as_alleged(read: Read) -> None:
    reading = read("Pakistan accused India of attacking a border post.")
    assert only(reading, "ACCUSE").status == "done"
    assert only(reading, "ASSAULT").status == "alleged"


def test_two_who_meet_are_source_and_target(read: Read) -> None:
    event = only(read("The presidents of Mexico and Peru met in Lima on Sunday.", published="2024-03-06"), "CONSULT")
    assert event.encounter_kind == "meeting"
    assert event.encounter_status == "held"
    assert event.place is not None
    assert (event.place.name, event.place.state) == ("Lima", "PER")
    assert event.when.edtf == "2024-03-03"


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The presidents of Kenya and Uganda spoke by phone on Friday.", "call", "held"),
        ("The presidents of Kenya and Uganda held a video conference on Friday.", "video", "held"),
        ("The president of Kenya paid a visit to Uganda on Friday.", "visit", "held"),
        ("Kenya postponed a visit by the foreign minister of Uganda.", "visit", "cancelled"),
        ("Kenya will hold talks with Uganda in May.", "meeting", "planned"),
        ("Kenya and Uganda signed a treaty on Friday.", "signing", "held"),
    ],
)
def test_contacts_have_a_kind_and_a_state_of_affairs(read: Read, text: str, kind: str, status: str) -> None:
    assert (kind, status) in {(e.encounter_kind, e.encounter_status) for e in read(text, published="2024-03-06").events}


def test_who_stayed_away_takes_no_part(read: Read) -> None:
    reading = read("Kenya and Uganda held a summit on Friday. Mali was not there.", published="2024-03-06")
    event = next(e for e in reading.events if e.encounter_kind == "summit")
    assert event.absent == ("MLI",)
    assert "MLI" not in (*event.source, *event.target)


def test_one_act_told_twice_is_one_event_with_both_spans(read: Read) -> None:
    text = "Kenya shelled Uganda on Friday. The shelling of Uganda by Kenya killed nine."
    event = only(read(text, published="2024-03-06"), "ASSAULT")
    assert [row.quote for row in event.evidence] == ["Kenya shelled Uganda on Friday", "shelling of Uganda by Kenya"]


def test_two_pairs_of_one_day_stay_two_events(read: Read) -> None:
    text = "Sergey Lavrov met Wang Yi on Friday. Vladimir Putin met Xi Jinping on Friday."
    assert len([e for e in read(text, published="2024-03-06").events if e.type == "CONSULT"]) == 2


def test_every_line_rests_on_its_words(read: Read) -> None:
    text = "Norway recalled its ambassador from Peru on Friday, and Peru threatened to expel Norway's consul."
    reading = read(text, published="2024-03-06")
    assert reading.events
    for event in reading.events:
        assert event.trigger.of(text)
        assert all(row.quote == row.span.of(text) for row in event.evidence)
        assert 0.0 < event.confidence < 1.0
        assert event.reasons


def test_reading_twice_gives_the_same(read: Read) -> None:
    text = "Oman hosted talks between Iran and Yemen on Monday. Iran later threatened Yemen."
    assert read(text).events == read(text).events


def test_a_town_stands_for_its_state(read: Read) -> None:
    reading = read("Kenya bombed Kampala on Friday.", published="2024-03-06")
    assert ("ASSAULT", "KEN", "UGA", "done") in told(reading)
    cited = {actor for event in reading.events for actor in (*event.source, *event.target)}
    assert cited <= {actor.id for actor in reading.actors}


@pytest.mark.parametrize("text", ["", "   \n\n ", "attack " * 4000, "of the " * 8000, "Kenya " * 3000, '"a ' * 1500])
def test_odd_texts_are_read_quickly_and_without_events_from_nowhere(read: Read, text: str) -> None:
    assert all(event.evidence for event in read(text).events)


def test_events_do_not_come_from_furniture(read: Read, nlp: Any) -> None:
    text = "Kenya and Uganda signed a treaty on Friday.\n\nRelated: Mali attacks Benin\n\nThe treaty covers water."
    assert not [event for event in read(text).events if event.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Uganda said the talks began after Kenya expelled its envoy.", "SANCTION", "done"),
        ("Uganda claims that the talks began after Kenya expelled its envoy.", "SANCTION", "alleged"),
        ("Chad's government confirmed that Kenya had bombed Uganda.", "ASSAULT", "done"),
        ("Chad's government said that Kenya had bombed Uganda.", "ASSAULT", "alleged"),
        ("UN investigators found that Kenya had bombed Uganda.", "ASSAULT", "done"),
        ("Kenya rejected claims that it had bombed Uganda.", "ASSAULT", "denied"),
        ("Kenya provides military aid to Uganda every year.", "AID", "ongoing"),
        ("Kenya's war against Uganda is causing great suffering.", "ASSAULT", "ongoing"),
        ("The attack on Uganda was claimed by Kenya.", "ASSAULT", "done"),
    ],
)
def test_what_is_granted_confirmed_or_lasting(read: Read, text: str, kind: str, status: str) -> None:
    assert only(read(text, published="2024-03-06"), kind).status == status


def test_we_in_an_official_text_is_its_issuer(read: Read) -> None:
    text = "We condemn Uganda's raid on Chad."
    official = read(text, kind="official", outlet="White House", title="Statement on Uganda", published="2024-03-06")
    joint = read(text, kind="official", outlet="White House", title="Joint Statement of the Leaders")
    news = read(text, published="2024-03-06")
    assert ("ACCUSE", "USA", "UGA", "done") in told(official)
    assert not [e for e in (*joint.events, *news.events) if e.type == "ACCUSE"]


@pytest.mark.parametrize(
    "text",
    [
        "The weather office issued a flood warning for Kenya.",
        "Ugandan soldiers fight every day to defend their people.",
        "Kenya rallied the world against hunger.",
        "Kenya has mobilised new resources for its schools.",
    ],
)
def test_no_threat_support_or_protest(read: Read, text: str) -> None:
    assert not [e for e in read(text).events if e.type in ("THREATEN", "SUPPORT", "PROTEST", "MOBILIZE")]


def test_a_bare_noun_goes_to_the_act_told_before_it(read: Read) -> None:
    reading = read("Kenya shelled Moroto on Friday. The shelling killed nine Ugandans, officials said.")
    event = only(reading, "ASSAULT")
    assert len(event.evidence) == 2


@pytest.mark.parametrize("text", ['"' * 3000, "TEST PAGE", "TEST PAGE\n\n" * 200, "(" * 3000])
def test_texts_that_are_none_give_no_events(read: Read, text: str) -> None:
    assert not read(text).events


def test_a_vote_does_what_it_says_and_plans_what_it_orders(read: Read) -> None:
    assert [e.status for e in read("The Norwegian parliament voted on Tuesday to condemn Mali.").events] == ["done"]
    found = read("The Norwegian parliament voted on Tuesday to send troops to Mali.").events
    assert [(e.type, e.status) for e in found if e.confidence >= 0.5] == [("MOBILIZE", "planned")]


def test_what_a_speaker_is_glad_of_or_was_given_is_no_allegation(read: Read) -> None:
    def of(text: str) -> set[str]:
        return {e.status for e in read(text).events if e.type == "AID"}

    assert of('"We are grateful for the pumps that Chad sent to Mali," the premier of Niger said.') <= {"done"}
    assert of('"Chad sent us pumps in May," the premier of Mali said.') <= {"done"}
    assert of("The premier of Niger claimed that Chad sent pumps to Mali.") <= {"alleged"}


def test_the_leaders_of_a_joint_text_are_those_of_its_title(read: Read) -> None:
    text = "The leaders condemn the raid by Chad on the port. They will meet again."
    reading = read(text, kind="official", outlet="White House", title="Joint Statement of Norway and Mali on the Raid")
    assert {(e.type, *e.source) for e in reading.events if e.type == "ACCUSE"} == {("ACCUSE", "NOR", "MLI")}
    alone = read(text, kind="official", outlet="White House", title="Statement on the Raid")
    assert not [e for e in alone.events if e.type == "ACCUSE" and len(e.source) > 1]


def test_what_a_promise_is_about_is_written_below_what_is_shown(read: Read) -> None:
    asked = read("Kenya urged Uganda to send troops to Mali.").events
    assert not [e for e in asked if e.type == "MOBILIZE" and e.confidence >= 0.5]
    assert {e.status for e in asked if e.type == "MOBILIZE"} <= {"possible", "planned"}


def test_a_protest_outside_an_embassy_on_a_weekday(read: Read) -> None:
    text = "Truck drivers in Botswana staged a protest on Monday outside Zambia's high commission in Gaborone."
    found = [e for e in read(text).events if e.type == "PROTEST" and e.confidence >= 0.5]
    assert [(e.source, e.status) for e in found] == [(("BWA",), "done")]
    assert {a.state for e in found for a in read(text).actors if a.id in e.target} == {"ZMB"}
