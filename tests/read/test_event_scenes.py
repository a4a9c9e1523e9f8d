"""Acts of games, films, matches and long ago beside the same acts done, and acts told in rarer words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model.reading import Reading

Read = Callable[..., Reading]


def happened(reading: Reading, kind: str) -> bool:
    """Whether an event of a type is said to have happened, as surely as is shown by default."""
    return any(e.type == kind and e.status in ("done", "ongoing") and e.confidence >= 0.5 for e in reading.events)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("AGREE", "In the board game Peru agrees by the third round to sell Chile a port."),
        ("SUPPORT", "In an alternative history Peru signs a treaty of friendship with Chile and keeps a port."),
        ("COERCE", "The miniseries opens with Malta's police seizing a Libyan yacht at dawn."),
        (
            "ASSAULT",
            "Two million watched Kenyan jets bomb a Ugandan airfield, but the clip came from a flight simulator.",
        ),
        ("PROTEST", "The marchers outside the Dutch embassy in Accra on Sunday were extras, paid by the day."),
        ("CONSULT", "It is fifty years since the presidents of Peru and Chile met on the bridge."),
        ("ACCUSE", "A plaque at the old port recalls the winter when Iceland denounced Britain."),
        ("RETREAT", "Ethiopia retreated after the thirtieth kilometre and let Kenya by."),
        ("ASSAULT", "Peruvian catfish have invaded the ponds of Chile."),
        ("THREATEN", "A wall of hot air from Libya is threatening Malta's tomatoes."),
        ("REJECT", "Peru has neither accepted nor turned down Chile's offer."),
        ("THREATEN", "At no time did Peru warn Chile that its gas would be cut off."),
        ("CONCEDE", "The story that Peru had scrapped visas for Chileans turned out to be a copying error."),
        ("RETREAT", "A draft timetable has the last Rwandan battalion leaving Mozambique by the end of next year."),
        ("REQUEST", "One can picture Malta urging Libya to take the tanker back."),
    ],
)
def test_what_is_played_imagined_or_long_past_is_not_done(read: Read, kind: str, text: str) -> None:
    assert not happened(read(text, published="2024-03-06"), kind)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("AGREE", "Peru agreed on Monday in the third round of talks to sell Chile a port."),
        ("ASSAULT", "Shells hit a museum in Uganda on Monday as Kenyan jets bombed the town."),
        ("COERCE", "Malta's police seized a film reel and a Libyan yacht on Friday."),
        ("CONSULT", "Fifty years after the war the presidents of Peru and Chile met on the bridge on Monday."),
        ("COERCE", "Peru banned a Chilean computer game on Friday."),
        ("PROTEST", "Nurses in Nairobi took to the streets outside the British high commission on Wednesday."),
        ("CONCEDE", "London said sorry to Ireland over the sunken trawler on Tuesday."),
        ("SUPPORT", "Italy threw its weight behind Croatia's gas terminal on Wednesday."),
        ("ACCUSE", "Angola took Zambia to court on Monday over the diversion of a river."),
        ("REJECT", "Mongolia has said no to the Chinese railway gauge."),
        ("RETREAT", "Chile set the Peruvian fishermen free on Friday."),
        ("AID", "The Netherlands lent Germany six barges free of charge last week."),
        ("MOBILIZE", "Greek tanks rolled up to the Turkish frontier on Saturday."),
        ("COOPERATE", "Peru and Chile opened a joint customs hall on Monday."),
        ("SANCTION", "Lithuania sent the Chinese chargé packing on Thursday."),
        ("ASSAULT", "Thai shells hit a Cambodian school on Monday."),
        ("AID", "A shipment of Brazilian insulin reached Cuba on Saturday."),
        ("ACCUSE", "A statement released in Reykjavik on Friday denounced Britain."),
        ("AID", "Peru sent its fire pumps to help Chile on Sunday."),
    ],
)
def test_acts_told_in_rarer_words_are_done(read: Read, kind: str, text: str) -> None:
    assert happened(read(text, published="2024-03-06"), kind)


def test_ethnic_groups_are_of_the_state_they_live_in(read: Read) -> None:
    reading = read("Ethnic Albanians in Serbia demonstrated on Tuesday.", published="2024-03-06")
    states = {actor.id: actor.state for actor in reading.actors}
    assert [{states[a] for a in e.source} for e in reading.events] == [{"SRB"}]


def test_guards_of_two_nationalities_act_together(read: Read) -> None:
    reading = read("Polish and Lithuanian border guards ran patrols together all week.")
    assert [e.type for e in reading.events] == ["COOPERATE"]


def test_the_scene_is_named_where_an_act_is_withheld(read: Read) -> None:
    reading = read("In the novel Peru bombs Chile.")
    reasons = [w.reason for w in reading.withheld if w.kind == "event"]
    assert not happened(reading, "ASSAULT")
    assert all("scene" in reason for reason in reasons)


def test_long_sentences_of_scene_words_cost_no_more_than_their_length(read: Read) -> None:
    text = "In the days of " + "the ball of the first half " * 4000 + "Peru bombed Chile."
    assert not [e for e in read(text).events if e.confidence >= 0.5 and e.type == "CONSULT"]


def test_a_score_makes_a_match_and_a_range_does_not(read: Callable[..., Reading]) -> None:
    assert not happened(read("France destroyed Germany 5-1 on the lower field on Saturday."), "ASSAULT")
    assert happened(read("Chad shelled Mali on Friday and killed 10-15 people."), "ASSAULT")
