"""Names and the actors they stand for: text in, phrases with their actors out, near-misses beside hits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.model.actor import Actor
from memcon.model.reading import Reading

Read = Callable[..., Reading]
DAY = "2023-05-10"


def actors_of(reading: Reading, phrase: str) -> list[tuple[str, ...]]:
    """The actors of each mention of exactly this wording that is surer than not."""
    return [m.actors for m in reading.mentions if m.quote == phrase and m.confidence >= 0.5 and m.actors]


def actor(reading: Reading, identity: str) -> Actor:
    found = {one.id: one for one in reading.actors}
    assert identity in found, sorted(found)
    return found[identity]


def test_title_state_and_office_come_from_the_words_before_the_name(read: Read) -> None:
    reading = read("Norwegian Fisheries Minister Anders Holm flew to Riga on Monday.", published=DAY)
    assert actors_of(reading, "Norwegian Fisheries Minister Anders Holm") == [("anders-holm",)]
    assert actors_of(reading, "Norwegian") == [("NOR",)]
    holm = actor(reading, "anders-holm")
    assert (holm.kind, holm.state, holm.sector, holm.office) == ("person", "NOR", "GOV", "Fisheries Minister")
    assert holm.basis == "text"


@pytest.mark.parametrize(
    "text",
    [
        "Miriam Acheson, a State Department spokeswoman, welcomed the move.",
        "State Department spokeswoman Miriam Acheson welcomed the move.",
    ],
)
def test_a_stranger_gets_office_and_state_by_apposition(read: Read, text: str) -> None:
    reading = read(text, published=DAY)
    one = actor(reading, "miriam-acheson")
    assert one.state == "USA"
    assert "spokeswoman" in (one.office or "")


def test_the_words_of_the_article_outrank_the_lexicon(read: Read) -> None:
    reading = read("Former Russian President Vladimir Putin was seen in Sochi.", published=DAY)
    assert actor(reading, "vladimir-putin").office == "Former President"
    assert actor(reading, "vladimir-putin").sector == "ELI"


def test_an_ambassador_is_of_the_state_that_sends_him(read: Read) -> None:
    reading = read("US Ambassador to Germany Paul Whitlock alleged that the firm had paid.", published=DAY)
    assert actor(reading, "paul-whitlock").state == "USA"


def test_two_bearers_of_one_surname_stay_two(read: Read) -> None:
    text = "Foreign Minister Jonas Berg arrived with Lena Berg, his wife. Berg told reporters that talks would go on."
    reading = read(text, published=DAY)
    assert actors_of(reading, "Berg") == [("jonas-berg",)]
    assert {"jonas-berg", "lena-berg"} <= {one.id for one in reading.actors}


def test_a_title_tells_whom_a_shared_surname_means(read: Read) -> None:
    text = "Governor Jeb Bush stayed in Florida. President Bush called the Danes on Monday. Governor Bush did not."
    reading = read(text, published="2002-11-13")
    assert actors_of(reading, "President Bush") == [("george-w-bush",)]
    assert actors_of(reading, "Governor Jeb Bush") == [("jeb-bush",)]


def test_who_asks_in_a_transcript_is_nobody_by_name(read: Read) -> None:
    text = "QUESTION: Will you meet?\n\nMR. HOLM: We will.\n\nMODERATOR: When?\n\nMR. HOLM: In May."
    assert [one.name for one in read(text, published=DAY).actors if one.kind == "person"] == ["Holm"]


def test_a_full_name_outranks_a_known_surname(read: Read) -> None:
    reading = read("Dentist Oleg Putin opened a clinic. Putin said it was a success.", published=DAY)
    assert actors_of(reading, "Putin") == [("oleg-putin",)]
    assert "vladimir-putin" not in {one.id for one in reading.actors}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Beijing said the talks were useful.", "Beijing"),
        ("Western envoys tried to persuade Beijing to help.", "Beijing"),
        ("Its ties with Beijing have soured.", "Beijing"),
        ("The note spoke of Beijing's concern over the war.", "Beijing"),
        ("Its key ally Beijing objected.", "Beijing"),
    ],
)
def test_a_capital_stands_for_its_government(read: Read, text: str, phrase: str) -> None:
    found = [m.actor for m in read(text, published=DAY).mentions if phrase in m.quote and m.confidence >= 0.5]
    assert "CHN" in found


@pytest.mark.parametrize(
    "text",
    [
        "The envoys met in Beijing on Friday.",
        "She travelled to Beijing last week.",
        "Beijing (Agency) - The rain stopped.",
        "They walked through Beijing's streets.",
        "The mayor of Beijing resigned.",
    ],
)
def test_a_capital_as_a_place_is_no_actor(read: Read, text: str) -> None:
    assert "CHN" not in {one.id for one in read(text, published=DAY).actors}


@pytest.mark.parametrize(
    "text",
    [
        "The article in China Daily was long.",
        "Ships crossed the South China Sea at night.",
        "He banks with Bank of China branches abroad.",
        "Snow fell in New Mexico on Sunday.",
        "She flew to Atlanta, Georgia, for the Senate race.",
        "Jim Jordan voted against the bill in Ohio.",
        "The letter was translated into Russian.",
    ],
)
def test_part_of_another_name_is_no_state(read: Read, text: str) -> None:
    reading = read(text, published=DAY)
    assert not {one.id for one in reading.actors if one.kind == "state" and one.id != "USA"}


def test_georgia_the_state_in_the_caucasus(read: Read) -> None:
    reading = read("Georgia accused Russia of moving the fence near Tbilisi.", published=DAY)
    assert actors_of(reading, "Georgia") == [("GEO",)]


@pytest.mark.parametrize(
    ("text", "identity", "state", "sector"),
    [
        ("Kremlin officials were silent.", "kremlin-officials", "RUS", "GOV"),
        ("European diplomats doubted the offer.", "european-diplomats", None, "GOV"),
        ("A Chinese state-owned defence contractor shipped the parts.", None, "CHN", "BUS"),
        (
            "An anonymous European foreign minister told reporters so.",
            "anonymous-european-foreign-minister",
            None,
            "GOV",
        ),
    ],
)
def test_groups_and_the_unnamed(read: Read, text: str, identity: str | None, state: str | None, sector: str) -> None:
    reading = read(text, published=DAY)
    described = [one for one in reading.actors if one.kind in ("group", "organisation")]
    found = [one for one in described if identity in (None, one.id) and one.sector == sector]
    assert [one.state for one in found] == [state], described


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The Biden administration said it had no comment.", "USA"),
        ("The Kremlin denied the report.", "RUS"),
        ("The Indian government rejected the claim.", "IND"),
    ],
)
def test_governments_are_their_states(read: Read, text: str, state: str) -> None:
    reading = read(text, published=DAY)
    assert {one.state for one in reading.actors if one.kind in ("state", "organisation")} == {state}


def test_a_short_form_in_brackets_is_learnt(read: Read) -> None:
    text = "The Baltic Fisheries Commission (BFC) met on Friday. The BFC said quotas would fall."
    reading = read(text, published=DAY)
    assert actors_of(reading, "The BFC") == [("baltic-fisheries-commission",)]


def test_unknown_and_undated_input_is_read_all_the_same(read: Read) -> None:
    assert read("").mentions == ()
    assert read("\n\n  \n").mentions == ()
    assert actors_of(read("Kyrgyzstan's president spoke.", published="sometime"), "Kyrgyzstan") == [("KGZ",)]


PIECES = [
    "Putin", "“", "”", '"', "he said", "both sides", "the two leaders", "Xi Jinping", "its", "Beijing", ",", ".",
    "\n\n", "'s", "President", "Minister of", "the", "(", ")", "US", "told", "who", "-", "/", "\u0000", "\ud800", "I",
]  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_every_mention_is_a_slice_and_every_actor_is_listed(read: Read, parts: list[str]) -> None:
    text = " ".join(parts)
    reading = read(text, published=DAY)
    listed = {one.id for one in reading.actors}
    spans = [mention.span for mention in reading.mentions]
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    for mention in reading.mentions:
        assert mention.quote == mention.span.of(text)
        assert set(mention.actors) <= listed
        assert 0.0 <= mention.confidence <= 1.0


@pytest.mark.slow
def test_long_and_odd_text_takes_no_long_time(read: Read) -> None:
    for text in ("Putin and Xi " * 3000, "the president of " * 4000, "Mr. " * 8000, "his " * 8000):
        read(text, published=DAY)
