"""Whether it happened: the same act in many moods, each with the status it must get."""

from __future__ import annotations

from typing import Any

import pytest

from memcon.read.status import reality_of


def status(nlp: Any, text: str, word: str) -> str:
    """The status of the act that `word` reports."""
    doc = nlp(text)
    token = next(token for token in doc if token.text == word)
    noun = token if token.pos_ == "NOUN" else None
    return reality_of(token, noun).status


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kenya attacked the port.", "attacked", "done"),
        ("Kenya has attacked the port.", "attacked", "done"),
        ("Kenya is attacking the port.", "attacking", "ongoing"),
        ("Kenya was attacking the port when the rain came.", "attacking", "done"),
        ("Kenya will attack the port.", "attack", "planned"),
        ("Kenya plans to attack the port.", "attack", "planned"),
        ("Kenya is due to visit Oslo.", "visit", "planned"),
        ("Kenya may attack the port.", "attack", "possible"),
        ("Kenya could have attacked the port.", "attacked", "possible"),
        ("If Kenya attacks the port, prices will rise.", "attacks", "possible"),
        ("Had Kenya attacked the port, prices would have risen.", "attacked", "possible"),
        ("Many fear that Kenya attacked the port.", "attacked", "possible"),
        ("Will Kenya attack the port?", "attack", "possible"),
        ("Did Kenya attack the port?", "attack", "possible"),
        ("Kenya wants to attack the port.", "attack", "possible"),
        ("Kenya tried to attack the port.", "attack", "possible"),
        ("Kenya did not attack the port.", "attack", "negated"),
        ("Kenya never attacked the port.", "attacked", "negated"),
        ("Kenya failed to attack the port.", "attack", "negated"),
        ("Kenya left without attacking the port.", "attacking", "negated"),
        ("Kenya denied attacking the port.", "attacking", "denied"),
        ("Kenya is said to have attacked the port.", "attacked", "alleged"),
        ("Kenya reportedly attacked the port.", "attacked", "alleged"),
        ("Kenya began attacking the port.", "attacking", "done"),
        ("Kenya, accused of attacking the port, fell silent.", "attacking", "alleged"),
        ("Kenya not only attacked the port.", "attacked", "done"),
        ("Kenya would not have attacked the port if Malta had waited.", "attacked", "done"),
        ("Kenya would not have attacked the port.", "attacked", "possible"),
        ("Neither Kenya nor Malta attacked the port.", "attacked", "negated"),
        ("Kenya thinks that Malta has attacked the port.", "attacked", "alleged"),
        ("Kenya thinks that Malta may attack the port.", "attack", "possible"),
        ('The envoy proposed: "I invite the minister of Malta."', "invite", "done"),
        ("Kenya is honored to welcome the Maltese premier.", "welcome", "done"),
        ("The Kenyan premier wanted to come to Malta to sign the pact.", "sign", "possible"),
        ("The Kenyan premier came to Malta to sign the pact.", "sign", "planned"),
        ("The Kenyan premier looks forward to seeing his guests.", "seeing", "planned"),
        ("The Kenyan premier had a chance to meet his guests.", "meet", "done"),
        ("The Kenyan premier has a chance to meet his guests.", "meet", "possible"),
        ("Kenya is continuing its efforts to support Malta.", "support", "ongoing"),
        ("Kenya praised efforts to support Malta.", "support", "possible"),
        ("The ministers came together to condemn the raid.", "condemn", "done"),
        ("Kenya is announcing a grant to Malta.", "announcing", "done"),
        ("When the premier said that he agreed with Malta, was he awake?", "agreed", "done"),
        ("Kenya aims to ensure that Malta signs the pact.", "signs", "possible"),
        ("Kenya was right to blame Malta.", "blame", "done"),
        ("Kenya has until Friday to sign the pact.", "sign", "possible"),
        ("Kenya has yet to sign the pact.", "sign", "negated"),
        ("Kenya had to sign the pact.", "sign", "done"),
        ("Kenya would be right to blame Malta.", "blame", "possible"),
        ("Kenya came within an inch of attacking the port.", "attacking", "possible"),
        ("That Kenya had attacked the port was reported by two stations.", "attacked", "alleged"),
        ("Kenyan officials were quoted as welcoming the pact.", "welcoming", "alleged"),
    ],
)
def test_verbs(nlp: Any, text: str, word: str, expected: str) -> None:
    assert status(nlp, text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The attack on the port killed nine.", "attack", "done"),
        ("They condemned the attack on the port.", "attack", "done"),
        ("They never condemned the attack on the port.", "attack", "done"),
        ("Soon there will be a meeting of the ministers.", "meeting", "planned"),
        ("There was a meeting of the ministers.", "meeting", "done"),
        ("The ministers will speak at the meeting in Oslo.", "meeting", "planned"),
        ("The ministers spoke at the meeting in Oslo.", "meeting", "done"),
        ("Kenya agreed to a visit by the premier.", "visit", "planned"),
        ("They want peace without an attack on the port.", "attack", "possible"),
        ("They believe that the meeting was a success.", "meeting", "done"),
        ("The war against Malta has emptied the port.", "war", "ongoing"),
        ("The leaders are united over the war against Malta.", "war", "ongoing"),
        ("The leaders were united over the war against Malta.", "war", "done"),
        ("Fears of an attack on the port have grown.", "attack", "possible"),
        ("They warned of an attack on the port.", "attack", "done"),
        ("They want an attack on the port.", "attack", "possible"),
        ("An attack on the port would be a disaster.", "attack", "possible"),
        ("The planned attack on the port is known.", "attack", "planned"),
        ("The alleged attack on the port is known.", "attack", "alleged"),
        ("There was no attack on the port.", "attack", "negated"),
        ("There is no evidence of an attack on the port.", "attack", "possible"),
        ("A meeting of the two will take place in May.", "meeting", "planned"),
        ("They left before a meeting in Oslo.", "meeting", "planned"),
        ("Rumours of a meeting in Oslo went round.", "meeting", "alleged"),
    ],
)
def test_event_nouns(nlp: Any, text: str, word: str, expected: str) -> None:
    assert status(nlp, text, word) == expected


def test_will_not_is_a_wish_and_did_not_is_none(nlp: Any) -> None:
    def of(text: str) -> bool:
        doc = nlp(text)
        return reality_of(next(token for token in doc if token.lemma_ == "sign")).wish

    assert of("Kenya will not sign the treaty.")
    assert not of("Kenya did not sign the treaty.")
