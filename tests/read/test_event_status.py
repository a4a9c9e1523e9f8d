"""The status of an act from grammar and the trained head: plain words win, the head decides where the tense is all."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.lexicon import load_lexicon
from memcon.model.when import UNDATED, When, from_edtf
from memcon.read.event_status import SIGNS, STATUSES, settled, sign_of, weighed_status
from memcon.read.event_status_signs import time_sign, verb_form
from memcon.read.page import Page
from tests.conftest import make_article


def shares(**given_: float) -> dict[str, float]:
    """Shares of the statuses, what is left spread over the others."""
    rest = (1.0 - sum(given_.values())) / (len(STATUSES) - len(given_))
    return {status: given_.get(status, rest) for status in STATUSES}


TOLD = {
    "done": {"form past": 1.0, "hangs ROOT": 1.0},
    "alleged": {"form past": 1.0, "hangs ROOT": 1.0},
    "planned": {"form will": 1.0, "by will": 1.0, "hangs ROOT": 1.0},
    "denied": {"form past": 1.0, "by not": 1.0, "negated": 1.0},
    "possible": {"form might": 1.0, "by might": 1.0, "hangs ROOT": 1.0},
}
"""The signs of a plain clause of each status."""


@pytest.mark.parametrize(
    ("sign", "head", "status"),
    [
        ("done plain", {"done": 0.8}, "done"),
        ("alleged plain", {"done": 0.95}, "done"),
        ("done plain", {"planned": 0.4, "done": 0.4}, "done"),
        ("planned by word", {"done": 0.7}, "planned"),
        ("denied by word", {"done": 0.7}, "denied"),
        ("possible by word", {"done": 0.7}, "possible"),
    ],
)
def test_plain_words_outweigh_the_head(lexicon: Any, sign: str, head: dict[str, float], status: str) -> None:
    weighed = weighed_status(lexicon, sign, shares(**head), TOLD.get(sign.split()[0], {}))
    assert settled(sign.split()[0], weighed)[0] == status  # type: ignore[arg-type]


def test_no_act_and_history_are_no_statuses_of_their_own(lexicon: Any) -> None:
    for head in ("none", "past"):
        status, sure = settled("done", weighed_status(lexicon, "done plain", shares(**{head: 0.97}), {}))
        assert status == "done"
        assert sure < 0.6


def test_without_a_head_the_grammar_stands(lexicon: Any) -> None:
    for sign in SIGNS:
        grammar = sign.split()[0]
        assert settled(grammar, weighed_status(lexicon, sign, {}, {}))[0] == grammar  # type: ignore[arg-type]


def test_the_sign_names_what_decided() -> None:
    assert sign_of("planned", by_word=True, in_speech=True) == "planned by word"
    assert sign_of("done", by_word=False, in_speech=True) == "done in speech"
    assert sign_of("done", by_word=False, in_speech=False) == "done plain"


@given(st.sampled_from(SIGNS), st.lists(st.floats(0.0, 1.0), min_size=len(STATUSES), max_size=len(STATUSES)))
def test_the_statuses_share_one(sign: str, numbers: list[float]) -> None:
    weighed = weighed_status(load_lexicon(), sign, dict(zip(STATUSES, numbers, strict=True)), {})
    assert sum(weighed.values()) == pytest.approx(1.0, abs=0.001)
    assert all(0.0 <= share <= 1.0 for share in weighed.values())


class TestSigns:
    """What of a clause speaks for the status of its act."""

    @pytest.mark.parametrize(
        ("text", "word", "form"),
        [
            ("Chad closed the border.", "closed", "past"),
            ("Chad has closed the border.", "closed", "perfect"),
            ("Chad had closed the border.", "closed", "past perfect"),
            ("Chad is closing the border.", "closing", "is doing"),
            ("Chad will close the border.", "close", "will"),
            ("Chad might close the border.", "close", "might"),
            ("Chad wants to close the border.", "close", "infinitive"),
            ("The border was closed by Chad.", "closed", "past"),
            ("Chad supports Mali.", "supports", "present"),
        ],
    )
    def test_the_form_of_a_verb_group(self, nlp: Any, text: str, word: str, form: str) -> None:
        assert verb_form(next(token for token in nlp(text) if token.text == word)) == form

    @pytest.mark.parametrize(
        ("when", "sign"),
        [
            (from_edtf("2024-03-05", basis="stated"), "of these weeks"),
            (from_edtf("2023-11", basis="stated"), "months ago"),
            (from_edtf("2019", basis="stated"), "years ago"),
            (from_edtf("2024-05", basis="stated"), "to come"),
            (UNDATED, None),
        ],
    )
    def test_the_time_of_an_act_against_the_day_of_print(self, nlp: Any, when: When, sign: str | None) -> None:
        article = make_article("Chad closed the border.", published="2024-03-06")
        page = Page(article=article, lexicon=cast(Any, None), doc=nlp(article.text))
        assert time_sign(page, when) == sign


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        (
            "Gabon seized two Togolese trawlers in the summer of 1981, letters in the state archive show.",
            "COERCE",
            False,
        ),
        ("Gabon seized two Togolese trawlers in the summer, letters in the ministry's files show.", "COERCE", True),
        ("A photograph from 1961 in which Gabon's president meets the president of Togo is on show.", "CONSULT", False),
        ("Niger's army detained four Malian smugglers on Monday. They were cadets in a drill.", "COERCE", False),
        ("Niger's army detained four Malian smugglers on Monday. They were armed.", "COERCE", True),
        ("An agency withdrew a story that said Gabon had condemned Togo.", "ACCUSE", False),
        ("Two Togolese soldiers were killed when their lorry overturned near the border with Benin.", "ASSAULT", False),
        ("Two Togolese soldiers were killed when Benin shelled their lorry near the border.", "ASSAULT", True),
        ("A storm struck the coast of Togo and killed nine people from Benin.", "ASSAULT", False),
        ("Gabon's army declined to blame Togo for the fire.", "REJECT", False),
        ("Gabon's army declined to meet Togo's envoys.", "REJECT", True),
    ],
)
def test_acts_of_the_archive_of_nature_and_of_drills_are_not_shown(
    read: Any, text: str, kind: str, shown: bool
) -> None:
    events = read(text, published="2024-03-06").events
    found = any(e.type == kind and e.status in ("done", "ongoing") and e.confidence >= 0.5 for e in events)
    assert found is shown


def test_somebody_of_a_state_is_not_the_state_and_a_topic_no_partner(read: Any) -> None:
    told = read("A Togolese, aged 28, was charged with murder in Gabon on Friday.", published="2024-03-06").events
    assert not any("TGO" in (*e.source, *e.target) for e in told)
    told = read("The Togolese government was accused by Gabon on Friday.", published="2024-03-06").events
    assert any("TGO" in (*e.source, *e.target) or e.target for e in told)
    told = read(
        "Gabon's president discussed Chad's war with Togo's president on Friday.", published="2024-03-06"
    ).events
    states = [{*e.source, *e.target} for e in told if e.type == "CONSULT" and e.confidence >= 0.5]
    assert states
    assert not any("TCD" in sides for sides in states)


@pytest.mark.parametrize("year", ["19²²", "²²²²", "1922"])
def test_a_year_with_the_marks_of_notes_is_no_error(read: Any, year: str) -> None:
    reading = read(f"After the flood of {year} Chad sent flour to Mali.", published="2020-05-03")
    assert [event.type for event in reading.events] == ["AID"]
